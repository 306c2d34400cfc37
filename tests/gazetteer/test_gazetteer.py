"""Names of places are found and resolved as people mean them; every Arabic case has its gloss."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.arabic.normal import fold
from marsad.gazetteer.build import build, supplement
from marsad.gazetteer.context import PlaceContext, PlaceRef
from marsad.gazetteer.index import Gazetteer
from marsad.gazetteer.places import LEVELS
from marsad.gazetteer.resolve import resolve

GAZETTEER = Gazetteer.default()


def cores(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def found(text: str) -> list[str]:
    words = cores(text)
    return [" ".join(words[h.first : h.last + 1]) for h in GAZETTEER.find_names(words) if not h.ambiguous]


def meant(text: str, *countries: str) -> PlaceRef | None:
    context = PlaceContext(GAZETTEER)
    for country in countries:
        context.add_country(country)
    return resolve(cores(text), context)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("قصفت الطائرات دير الزور", ["دير الزور"]),  # the aircraft shelled Deir ez-Zor
        ("معارك ديرالزور", ["ديرالزور"]),  # written as one word
        ("دخلوا البوكمال ثم أبو كمال", ["البوكمال", "ابو كمال"]),  # two spellings of one town
        ("في سوريا و سورية", ["سوريا", "سوريه"]),  # Syria in both spellings
        ("مدينة الباب", ["الباب"]),  # "the city of Al Bab": the word before it makes it a place
        ("أغلق الباب", []),  # he closed the door
        ("الرئيس السابق علي عبدالله صالح", []),  # a person
        ("الجيش السوري", []),  # the Syrian army: an adjective is no place
        ("الجامعات السعودية", []),  # the Saudi universities
        ("لحج إب", ["لحج", "اب"]),  # Lahij [and] Ibb: an unsure name beside a sure one
        ("مخيم جنين", ["مخيم جنين"]),  # the longest name wins
    ],
)
def test_names_found(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "countries", "name", "country", "level"),
    [
        ("مدينة الميادين", ["SY"], "Al Mayadin", "SY", "city"),  # the city of Al Mayadin
        ("محافظة إدلب", ["SY"], "Idlib", "SY", "admin1"),  # the governorate of Idlib
        ("ريف دير الزور الشرقي", ["SY"], "Deir ez-Zor eastern countryside", "SY", "region"),
        ("ريف حلب", ["SY"], "Aleppo countryside", "SY", "region"),
        ("ريف دمشق", ["SY"], "Rif Dimashq", "SY", "admin1"),  # a governorate of that name
        ("شمال سوريا", ["SY"], "northern Syria", "SY", "region"),
        ("شمال غرب سوريا", ["SY"], "northwestern Syria", "SY", "region"),
        ("شمال سيناء", ["EG"], "North Sinai", "EG", "admin1"),  # a governorate, not a direction
        ("شرق الموصل", ["IQ"], "Mosul", "IQ", "city"),  # east of Mosul: the town, less exact
        ("مطار دمشق الدولي", ["SY"], "Damascus International Airport", "SY", "site"),
        ("قاعدة العند الجوية", ["YE"], "Al Anad Air Base", "YE", "site"),
        ("ميناء درنة", ["LY"], "Derna Port", "LY", "site"),  # made from the town and the kind
        ("زنجبار", ["YE"], "Zinjibar", "YE", "city"),  # in Yemen
        ("زنجبار", ["TZ"], "Zanzibar", "TZ", "city"),  # in Tanzania
        ("طرابلس", ["LB"], "Tripoli", "LB", "city"),  # in Lebanon
        ("طرابلس", ["LY"], "Tripoli", "LY", "city"),  # in Libya
        ("العاصمة الإيرانية", ["SY"], "Tehran", "IR", "city"),  # the Iranian capital
        ("الأراضي التركية", ["SY"], "Turkey", "TR", "country"),  # Turkish soil
        ("البلاد", ["YE"], "Yemen", "YE", "country"),  # the country
        ("غرب البلاد", ["LY"], "western Libya", "LY", "region"),  # the west of the country
        ("فندق الواحة الكبير", ["ML"], None, "ML", "site"),  # a hotel that is not known
        ("قرية أم النخلات", ["IQ"], None, "IQ", "city"),  # a village that is not known
    ],
)
def test_places_meant(text: str, countries: list[str], name: str | None, country: str, level: str) -> None:
    place = meant(text, *countries)
    assert place is not None
    assert (place.name, place.country, place.level) == (name, country, level), place.rule


def test_unknown_place_has_no_coordinates() -> None:
    place = meant("جبل الغربان", "YE")  # "mountain of the ravens"
    assert place is not None
    assert (place.name, place.lat, place.id) == (None, None, None)


def test_nothing_known_is_none() -> None:
    assert meant("كلام") is None  # "talk"


def test_the_town_is_the_last_one_named() -> None:
    context = PlaceContext(GAZETTEER)
    first = resolve(cores("مدينة درنة"), context)  # the city of Derna
    assert first is not None
    context.add(first)
    again = resolve(cores("المدينة"), context)  # "the city"
    assert again is not None
    assert again.id == first.id


@pytest.mark.parametrize(
    ("named", "again", "meant_again"),
    [
        # the village of the ravens ... the court of Derna ... "the village" is not Derna
        (["قرية الغربان", "درنة"], "القرية", None),
        # the city of Derna ... the village of Zaqla ... "the city"
        (["مدينة درنة", "قرية زقلا"], "المدينة", "Derna"),
        (["درنة"], "القرية", "Derna"),
        # a city that nobody lists is not the town of the dateline
        (["بنغازي", "مدينة الزقلان"], "المدينة", None),
    ],
)
def test_the_village_is_no_city(named: list[str], again: str, meant_again: str | None) -> None:
    context = PlaceContext(GAZETTEER)
    context.add_country("LY", 5.0)
    for name in named:
        place = resolve(cores(name), context)
        assert place is not None
        context.add(place)
    found = resolve(cores(again), context)
    assert found is not None
    assert found.name == meant_again


def test_unsure_names_are_kept_at_home() -> None:
    words = cores("نقل الجرحى إلى البيضاء")  # the wounded were taken to Al Bayda
    context = PlaceContext(GAZETTEER)
    context.add_country("YE", 5.0)
    hits = GAZETTEER.find_names(words)
    assert [h.ambiguous for h in hits] == [True]
    assert context.keep(hits, words, [""] * len(words)) == hits
    assert PlaceContext(GAZETTEER).keep(hits, words, [""] * len(words)) == []


def test_supplement_is_sound() -> None:
    entries = list(supplement())
    assert len(entries) >= 700
    assert len({e.place.id for e in entries}) == len(entries)
    for entry in entries:
        assert entry.names, entry.place
        assert entry.place.level in LEVELS
        if entry.place.lat is not None and entry.place.lon is not None:
            assert -60 < entry.place.lat < 75, entry.place
            assert -180 < entry.place.lon < 180, entry.place
            assert entry.place.precision_km, entry.place


def test_build_is_deterministic(tmp_path: Path) -> None:
    build(tmp_path / "a")
    build(tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


WORDS = ["دير", "الزور", "مدينه", "الباب", "حلب", "ريف", "شمال", "قصف", "ابو", "كمال", "،", "لحج", "اب", "السعوديه", ""]


@given(st.lists(st.sampled_from(WORDS) | st.text("ابتدرزمنهيلو ", max_size=5), max_size=40))
def test_hits_lie_in_the_words(words: list[str]) -> None:
    after = 0
    for hit in GAZETTEER.find_names(words):
        assert after <= hit.first <= hit.last < len(words)
        assert " ".join(words[hit.first : hit.last + 1]) == hit.key
        after = hit.last + 1
    resolve(tuple(words), PlaceContext(GAZETTEER))
