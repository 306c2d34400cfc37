"""Do two places speak for one happening, and which words of a sentence tell which of its happenings?"""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from reports import claim, document

from marsad.arabic.normal import fold
from marsad.fuse.accounts import accounts
from marsad.fuse.places import compared, spot
from marsad.model import PlaceMention

KILIS = PlaceMention("كلس", 0, 0, "at", "Kilis", "TR", "city", 36.72, 37.12, 4.0, "gn:307864")
ANKARA = PlaceMention("أنقرة", 0, 0, "at", "Ankara", "TR", "city", 39.92, 32.85, 8.0, "gn:323786")
AZAZ = PlaceMention("أعزاز", 0, 0, "at", "A'zaz", "SY", "city", 36.59, 37.04, 4.0, "gn:172082")


def region(words: str, name: str, country: str) -> PlaceMention:
    return PlaceMention(words, 0, 0, "at", name, country, "region")


def bare(place: PlaceMention, words: str) -> PlaceMention:
    return PlaceMention(words, 0, 0, *(getattr(place, name) for name in PlaceMention.__struct_fields__[3:]))


BORDER = region("الحدود السورية", "Syria border", "SY")  # the Syrian border
# (what, one, other, how they stand)
PAIRS = [
    ("a town and the border of the country beside it", KILIS, BORDER, "at_border"),
    ("a town far from that border", ANKARA, BORDER, ""),
    ("the border from both sides", region("الحدود التركية", "Turkey border", "TR"), BORDER, "at_border"),
    (
        "a common word alone",
        region("شمال تركيا", "northern Turkey", "TR"),
        region("شمال سوريا", "northern Syria", "SY"),
        "",
    ),
    ("towns apart", ANKARA, KILIS, "apart"),
    ("towns apart, one of them only as 'the region'", bare(ANKARA, "المنطقة"), KILIS, ""),
]


@pytest.mark.parametrize(("what", "one", "other", "how"), PAIRS, ids=[row[0] for row in PAIRS])
def test_how_two_places_stand(what: str, one: PlaceMention, other: PlaceMention, how: str) -> None:
    ours, theirs = ((spot(place, fold(place.text)),) for place in (one, other))
    weight, found, _ = compared(ours, theirs)
    assert found == how
    assert (weight > 0) == (how not in ("", "apart"))


def test_a_bare_noun_speaks_less_for_a_place_than_its_name() -> None:
    named, stands = (spot(place, fold(place.text)) for place in (AZAZ, bare(AZAZ, "المدينة")))
    assert 0 < compared((named,), (stands,))[0] < compared((named,), (named,))[0]


def test_words_go_to_the_happening_that_they_stand_beside() -> None:
    # twenty traders died in the market of Homs, while forty travellers died at the station of Kobani
    sentence = "قتل عشرون بائعا في سوق حمص فيما قتل أربعون مسافرا في محطة كوباني"
    found = document("a", claim(sentence, killed=20), claim(sentence, killed=40, day="2017-05-01"))
    first, second = found.coded.claims
    at = sentence.index("محطة")
    moved = type(second.trigger)("محطة", at, at + 4)  # the station
    coded = replace(found.coded, claims=[first, replace(second, trigger=moved)])
    market, station = accounts(replace(found, coded=coded))
    assert "سوق" in market.words and "سوق" not in station.words
    assert "محط" in station.words and "محط" not in market.words
