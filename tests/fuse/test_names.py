"""Does an event name its parties and sources as a reader knows them, or else as the texts have them?"""

from __future__ import annotations

import pytest
from reports import ARMY, claim, document

from marsad.fuse import DocumentClaims, fuse
from marsad.model import PartyMention, SourceMention

MARKET, VOWELLED, PLANES = "سوقاً شعبية", "سوقًا شعبيّة", "طائرة حربية"  # a popular market, twice; a warplane
MONITOR = "مرصد الضفّتين لحقوق الناس"  # an observatory that we made up


def told(doc: str, **sides: list[str]) -> DocumentClaims:
    """A document of one claim whose parties have a name where it is written in Latin letters."""
    parts = claim(killed=7)
    for side, words in sides.items():
        parts[side] = [PartyMention(text, 0, 0, text if text.isascii() else None) for text in words]
    return document(doc, parts)


TABLE = [
    ("as the text has it", [MARKET], [[MARKET]]),
    ("one spelling, the more usual", [MARKET], [[MARKET], [VOWELLED], [MARKET]]),
    ("a line's end inside the words", ["سوقاً شعبية"], [["سوقاً\nشعبية"]]),
    ("the registry's name alone", [ARMY], [[ARMY, MARKET], [MARKET]]),
    ("nobody", [], [[]]),
]


@pytest.mark.parametrize("side", ["actors", "targets"])
@pytest.mark.parametrize(("why", "shown", "named"), TABLE, ids=[row[0] for row in TABLE])
def test_parties(why: str, shown: list[str], named: list[list[str]], side: str) -> None:
    [event] = fuse([told(f"d{n}", **{side: words}) for n, words in enumerate(named)]).events
    assert getattr(event, side) == shown


def test_a_named_side_says_nothing_of_the_other() -> None:
    [event] = fuse([told("a", actors=[ARMY, PLANES], targets=[MARKET])]).events
    assert (event.actors, event.targets) == ([ARMY], [MARKET])


def test_sources_stand_as_the_texts_have_them_and_once() -> None:
    documents = []
    for doc, words in (("a", MONITOR), ("b", MONITOR.replace("ّ", ""))):
        parts = claim(killed=7)
        parts["sources"] = [SourceMention(words, 0, 0, None, None, "monitor")]
        documents.append(document(doc, parts))
    [event] = fuse(documents).events
    assert event.independent_sources == [MONITOR]
    assert [said.source for said in event.numbers["killed"].by] == [MONITOR]
