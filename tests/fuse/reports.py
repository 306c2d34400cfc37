"""Documents with claims for the tests of fusing, written by hand: small, and every word of them our own."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

from marsad.fuse import DocumentClaims
from marsad.model import (
    Claim,
    CodedDocument,
    PartyMention,
    PlaceMention,
    Quantity,
    SourceMention,
    Span,
    Trigger,
    When,
)

SARRIN = ("Sarrin", "SY", "city", 36.58, 38.31, 4.0, "test:sarrin")
KOBANI = ("Kobani", "SY", "city", 36.89, 38.35, 4.0, "test:kobani")
HOMS = ("Homs", "SY", "city", 34.73, 36.72, 4.0, "test:homs")
SYRIA = ("Syria", "SY", "country", None, None, None, "iso:SY")
KURDS, ISLAMIC_STATE, ARMY = "YPG", "Islamic State", "Syrian government"
STRIKE = "غارة جوية على سوق البلدة أوقعت قتلى بين الباعة"  # an air strike on the town's market left dead among traders
TAKEN = "دخل المقاتلون البلدة بعد معارك مع المسلحين"  # the fighters entered the town after battles with the gunmen


def claim(
    text: str = STRIKE,
    kind: str = "attack.air",
    *,
    status: str = "reported",
    actors: Sequence[str] = (),
    targets: Sequence[str] = (),
    places: Sequence[tuple[Any, ...]] = (SARRIN,),
    day: str | None = "2017-05-02",
    until: str | None = None,
    killed: tuple[int | None, int | None] | int | None = None,
    wounded: int | None = None,
    source: str | None = None,
    source_kind: str | None = "monitor",
    start: int = 0,
    claimed_by: Sequence[str] = (),
) -> dict[str, Any]:
    """The parts of a claim; :func:`document` makes it one."""
    numbers = []
    if killed is not None:
        low, high = killed if isinstance(killed, tuple) else (killed, killed)
        numbers.append(Quantity("", 0, 0, "killed", low, high))
    if wounded is not None:
        numbers.append(Quantity("", 0, 0, "wounded", wounded, wounded))
    return {
        "text": text,
        "type": kind,
        "status": status,
        "actors": [PartyMention("", 0, 0, name) for name in actors],
        "targets": [PartyMention("", 0, 0, name) for name in targets],
        "claimed_by": [PartyMention("", 0, 0, name) for name in claimed_by],
        "places": [PlaceMention("", 0, 0, "at", *place) for place in places],
        "time": When("", day, until or day, (0, 0), "day") if day else None,
        "quantities": numbers,
        "sources": [SourceMention(source, 0, 0, source, None, source_kind)] if source else [],
    }


def document(
    doc: str,
    *claims: dict[str, Any],
    published: str | None = "2017-05-03",
    outlet: str | None = None,
    group: str | None = None,
) -> DocumentClaims:
    """A document whose text is the sentences of its claims, one after the other."""
    text, made = "", []
    for nth, parts in enumerate(claims or (claim(),)):
        sentence = parts.pop("text") if "text" in parts else STRIKE
        start = text.find(sentence)
        if start < 0:
            start, text = len(text), f"{text}{sentence}\n"
        name = hashlib.sha256(f"{doc} {nth}".encode()).hexdigest()[:16]
        span = Span(start, start + len(sentence))
        made.append(Claim(id=name, trigger=Trigger(sentence[:3], start, start + 3), sentence=span, **parts))
    coded = CodedDocument(doc, outlet or f"paper-{doc}", published, None, "ar", made)
    return DocumentClaims(coded, text, outlet or f"paper-{doc}", None, group)


def shifted(iso: str, days: int) -> str:
    """An ISO date some days later."""
    return (dt.date.fromisoformat(iso) + dt.timedelta(days)).isoformat()
