"""Who stands behind an event? Offices of a state, agencies, surnames, and words that name nobody."""

from __future__ import annotations

import pytest
from reports import claim, document

from marsad.fuse import fuse
from marsad.fuse.accounts import accounts, joined, root
from marsad.fuse.offices import offices
from marsad.fuse.sources import independent_roots
from marsad.model import SourceMention

OFFICES = [
    ("الجيش التركي", "the Turkish army", "turkey", "Turkey", "state", "Turkey army"),
    ("مصدر عسكري", "a military source", "turkey", "Turkey", "official", "Turkey army"),
    ("محافظ مدينة كلس", "the governor of the town of Kilis", "turkey", "Turkey", "state", "Turkey governor"),
    ("وزير الداخلية العراقي", "the Iraqi minister of the interior", "iraq", "Iraq", "state", "Iraq interior ministry"),
    (
        "مصدر في وزارة الداخلية",
        "a source in the interior ministry",
        "iraq",
        "Iraq",
        "anonymous",
        "Iraq interior ministry",
    ),
    ("السلطات التركية", "the Turkish authorities", "turkey", "Turkey", "state", "Turkey"),
    ("المسؤول العسكري", "the military official, of an armed group", "pkk", "PKK", "armed_group", "PKK"),
    ("مدير عام الصحة", "the director general of health", None, None, "official", "health office"),
    ("سالم العبيدي", "a person's name", None, None, "other", "سالم العبيدي"),
]


@pytest.mark.parametrize(
    ("text", "gloss", "party", "name", "kind", "expected"), OFFICES, ids=[row[1] for row in OFFICES]
)
def test_the_root_is_the_office_that_speaks(text, gloss, party, name, kind, expected) -> None:
    assert root([SourceMention(text, 0, 0, name, party, kind)], "paper").name == expected


def test_words_that_name_nobody_are_no_source() -> None:
    statement = SourceMention("بيان", 0, 0, None, None, "state")  # a statement
    assert root([statement], "paper").kind == "outlet"
    assert root([SourceMention("الخطط المرسومة", 0, 0)], "paper").kind == "outlet"  # the plans drawn up
    assert root([statement, SourceMention("PKK", 0, 0, "PKK", "pkk", "armed_group")], "paper").name == "PKK"


SOURCES = [
    ("an agency beside a witness", ["Reuters", "eyewitnesses"], ["eyewitnesses"]),
    ("agencies alone", ["AFP", "Reuters"], ["AFP", "Reuters"]),
    ("an official beside the observatory", ["official", "Observatory"], ["Observatory"]),
    ("security sources beside the observatory", ["security sources", "Observatory"], ["Observatory"]),
    ("another group beside eyewitnesses", ["جماعة أخرى", "eyewitnesses"], ["eyewitnesses"]),
    ("a surname beside the full name", ["العبيدي", "سالم العبيدي"], ["سالم العبيدي"]),
    ("two that share a word only", ["مستشفى البلدة", "مجلس البلدة"], ["مجلس البلدة", "مستشفى البلدة"]),
]  # in Arabic: al-Ubaidi, Salim al-Ubaidi; the town's hospital, the town's council


@pytest.mark.parametrize(("why", "named", "expected"), SOURCES, ids=[row[0] for row in SOURCES])
def test_independent_sources(why: str, named: list[str], expected: list[str]) -> None:
    [event] = fuse(document(str(n), claim(source=name, killed=7)) for n, name in enumerate(named)).events
    assert event.independent_sources == expected


def test_every_office_has_a_name_for_readers_of_arabic() -> None:
    assert all("{}" in office.shown for office in offices())
    assert len({office.name for office in offices()}) == len(offices())


# (gloss, text, the words of the two sources)
JOINED = [
    ("the mayor and two policemen", "قال رئيس البلدية وشرطيان إن القصف أوقع قتلى", ("رئيس البلدية", "شرطيان"), 2),
    ("the agency quotes the mayor", "نقلت الوكالة عن رئيس البلدية أن القصف أوقع قتلى", ("رئيس البلدية", "الوكالة"), 1),
]


@pytest.mark.parametrize(("gloss", "text", "names", "roots"), JOINED, ids=[row[0] for row in JOINED])
def test_sources_joined_by_and_are_two_roots(gloss: str, text: str, names: tuple[str, str], roots: int) -> None:
    mentions = [SourceMention(name, text.index(name), text.index(name) + len(name)) for name in names]
    assert len(joined(mentions, text)) == roots


PLACED = [
    ("a place that no gazetteer has", {"places": [("", None, "site", None, None, None, None)]}, True),
    ("neither place nor day nor number", {"places": []}, False),
]


@pytest.mark.parametrize(("why", "parts", "counts"), PLACED, ids=[row[0] for row in PLACED])
def test_who_says_little_counts_only_alone(why: str, parts: dict, counts: bool) -> None:
    told = [claim(source="Observatory", killed=7), claim(source="Civil Defence", day=None, **parts)]
    ours = [one for n, each in enumerate(told) for one in accounts(document(str(n), each))]
    assert ("Civil Defence" in {each.name for each in independent_roots(ours)}) == counts


def test_who_claims_a_deed_is_one_of_its_sources() -> None:
    one = document("a", claim(source="Syrian Observatory", claimed_by=["Islamic State"], killed=4))
    assert fuse([one]).events[0].independent_sources == ["Islamic State", "Syrian Observatory"]


def test_an_office_beside_words_that_name_nobody() -> None:
    text = "بحسب حاكم المنطقة سليم العبيدي"  # according to the governor of the region, Salim al-Ubaydi
    at = text.index("المنطقة")
    assert root([SourceMention("المنطقة", at, at + len("المنطقة"))], "paper", text).name == "governor"
