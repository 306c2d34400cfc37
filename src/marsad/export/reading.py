"""What does each value of a claim say, in plain words, and where does it stand?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from marsad.model import Claim, PlaceMention, Quantity, SourceMention, When

FIELDS = ("trigger", "actors", "targets", "places", "time", "quantities", "sources", "claimed_by")
"""The fields whose values stand in the text, in reading order."""

LABELS = {
    "actors": "by",
    "targets": "on",
    "places": "where",
    "time": "when",
    "quantities": "how many",
    "sources": "says who",
    "claimed_by": "claimed by",
    "means": "means",
}


class Reading(msgspec.Struct, frozen=True):
    """The ``nth`` value of a field: its words, their characters, and what they are taken to mean."""

    field: str
    nth: int
    words: str
    start: int
    end: int
    meaning: str


def readings(claim: Claim) -> Iterator[Reading]:
    """Every value of the claim that stands in the text, the trigger first."""
    for field in FIELDS:
        held = getattr(claim, field)
        for nth, value in enumerate(held if isinstance(held, list) else [held] if held else []):
            start, end = value.chars if isinstance(value, When) else (value.start, value.end)
            yield Reading(field, nth, value.text, start, end, meaning(value))


def meaning(value: Any) -> str:
    """What a value stands for: names, codes, days and bounds."""
    match value:
        case When():
            return value.start if value.start == value.end else f"{value.start} – {value.end}"
        case Quantity():
            part = f", part of {value.part_of}" if value.part_of else ""
            return f"{number(value.low, value.high, value.approx)} {value.what}{part}"
        case PlaceMention():
            spot = f"{value.lat:.2f}, {value.lon:.2f}" if value.lat is not None and value.lon is not None else None
            return dotted(None if value.role == "at" else value.role, value.name, value.country, spot)
        case SourceMention():
            return dotted(value.name, value.kind, value.cue)
    return dotted(getattr(value, "name", None), getattr(value, "kind", None))


def number(low: float | None, high: float | None, approx: bool = False) -> str:
    """Bounds as a reader writes them: ``9``, ``~60``, ``10–15``, ``≥ 20``, ``≤ 5``."""
    about = "~" if approx else ""
    if low is not None and high is not None:
        return about + (f"{low:,}" if low == high else f"{low:,}–{high:,}")
    if low is not None:
        return f"{about}≥ {low:,}"
    return f"{about}≤ {high:,}" if high is not None else "?"


def dotted(*parts: str | None) -> str:
    """Those of the parts that are there, with a dot between two."""
    return " · ".join(part for part in parts if part)
