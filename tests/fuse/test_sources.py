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
    ("مسؤول تركي", "a Turkish official", "turkey", "Turkey", "official", "Turkey official"),
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
    ("sources of two kinds beside the observatory", ["security medical sources", "Observatory"], ["Observatory"]),
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


# (gloss, text, the source's words, its kind, the root's name)
CALLED = [
    (
        "a surname, introduced with an office before",
        "قال مدير المستشفى سليم العبيدي إن الجرحى كثيرون. وأضاف العبيدي أن القصف مستمر",
        "العبيدي",
        "other",
        "مدير المستشفى سليم العبيدي",
    ),
    (
        "a surname, introduced with an office after it",
        "قال سليم العبيدي، رئيس بلدية المدينة، إن الجرحى كثيرون. وأضاف العبيدي أن القصف مستمر",
        "العبيدي",
        "other",
        "mayor",
    ),
    (
        "an office after the name",
        "قال سليم العبيدي، قائد شرطة الإقليم، إن القصف مستمر",
        "سليم العبيدي",
        "other",
        "police",
    ),
    ("what is said is no office", "قال سليم العبيدي إن قائد الجيش غادر", "سليم العبيدي", "other", "سليم العبيدي"),
    (
        "the governorate is no governor",
        "قال ناشط في المحافظة إن القصف مستمر",
        "ناشط في المحافظة",
        "official",
        "ناشط في المحافظة",
    ),
    (
        "the head of a committee is no president",
        "قال رئيس لجنة الحي إن القصف مستمر",
        "رئيس لجنة الحي",
        "official",
        "رئيس لجنة الحي",
    ),
    ("the president", "قال الرئيس إن القصف مستمر", "الرئيس", "official", "president"),
]


@pytest.mark.parametrize(("gloss", "text", "words", "kind", "expected"), CALLED, ids=[row[0] for row in CALLED])
def test_how_a_source_is_called(gloss: str, text: str, words: str, kind: str, expected: str) -> None:
    at = text.rindex(words)
    assert root([SourceMention(words, at, at + len(words), None, None, kind)], "paper", text).name == expected


def test_a_word_that_introduces_nobody_counts_only_alone() -> None:
    told = [claim(source="Observatory", killed=7), claim(killed=7)]
    told[1]["sources"] = [SourceMention("المدافعون", 0, 0, None, None, "other")]  # the defenders
    [event] = fuse(document(str(n), each) for n, each in enumerate(told)).events
    assert event.independent_sources == ["Observatory"]


def test_a_person_and_his_office_are_one_source() -> None:
    text = "قال محافظ البلدة سليم العبيدي إن القصف أوقع قتلى"  # the governor of the town, Salim al-Ubaidi, said ...
    words = ["محافظ البلدة سليم العبيدي", "سليم العبيدي"]
    told = [claim(text=text, killed=7), claim(text=text, killed=7)]
    for each, name in zip(told, words, strict=True):
        each["sources"] = [SourceMention(name, text.index(name), text.index(name) + len(name), None, None, "official")]
    [event] = fuse(document(str(n), each) for n, each in enumerate(told)).events
    assert event.independent_sources == ["governor"]


@pytest.mark.parametrize(
    ("named", "expected"),
    [(["medics", "Iraqi medical sources"], ["Iraqi medical sources"]), (["medics"], ["medics"])],
    ids=["beside a medical source that tells more", "alone"],
)
def test_bare_medical_sources_may_be_those_that_tell_more(named: list[str], expected: list[str]) -> None:
    told = (document(str(n), claim(source=name, source_kind="medical", killed=7)) for n, name in enumerate(named))
    assert fuse(told).events[0].independent_sources == expected
