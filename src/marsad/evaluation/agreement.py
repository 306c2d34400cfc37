"""When do two mentions, quantities or times say the same? The comparisons of the scorer."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Sequence
from typing import Any

Record = dict[str, Any]

_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_ALEFS = re.compile(r"[\u0622\u0623\u0625\u0671]")
_NOT_WORD = re.compile(r"[^\w]+")
_ALEF, _YEH, _MAQSURA, _HEH, _MARBUTA, _LAM = "\u0627", "\u064a", "\u0649", "\u0647", "\u0629", "\u0644"
NEAR_KM = 25.0
"""Kilometres within which two positions are the same place."""


@functools.cache
def words(text: str) -> frozenset[str]:
    """The words of a phrase without vowels, articles and differences of spelling."""
    plain = _ALEFS.sub(_ALEF, _MARKS.sub("", text)).replace(_MAQSURA, _YEH).replace(_MARBUTA, _HEH)
    found = _NOT_WORD.sub(" ", plain).strip().lower().split()
    return frozenset(word[2:] if word.startswith(_ALEF + _LAM) and len(word) > 4 else word for word in found)


def same_name(a: Record, b: Record) -> bool:
    """Both have a name, and it is the same."""
    return bool(a.get("name") and b.get("name") and a["name"].lower() == b["name"].lower())


def same_mention(a: Record, b: Record) -> bool:
    """The same name, or half of the shorter phrase's words and a third of all in common."""
    if same_name(a, b):
        return True
    mine, theirs = words(a["text"]), words(b["text"])
    if not mine or not theirs:
        return False
    common = len(mine & theirs)
    return common / min(len(mine), len(theirs)) >= 0.5 and common / len(mine | theirs) >= 0.3


def same_quantity(a: Record, b: Record) -> bool:
    """The same bounds, and the same thing counted or a word in common."""
    if a.get("low") != b.get("low") or a.get("high") != b.get("high"):
        return False
    return a.get("what") == b.get("what") or bool(words(a["text"]) & words(b["text"]))


def same_days(a: Record | None, b: Record | None) -> bool:
    """Both give a time, from the same day to the same day."""
    return bool(a and b and a["start"] == b["start"] and a["end"] == b["end"])


def matched(
    gold: Sequence[Record], system: Sequence[Record], same: Callable[[Record, Record], bool]
) -> list[tuple[Record, Record]]:
    """Pairs of values that say the same, each used once, in the gold's order."""
    left, pairs = list(system), []
    for value in gold:
        other = next((candidate for candidate in left if same(value, candidate)), None)
        if other is not None:
            left.remove(other)
            pairs.append((value, other))
    return pairs


def distance_km(a: Record, b: Record) -> float:
    """The distance on the globe between two places that have positions."""
    north, south = math.radians(a["lat"]), math.radians(b["lat"])
    turn = math.cos(math.radians(b["lon"] - a["lon"]))
    cosine = math.sin(north) * math.sin(south) + math.cos(north) * math.cos(south) * turn
    return 6371 * math.acos(max(-1.0, min(1.0, cosine)))


def near(a: Record, b: Record) -> bool:
    """The second place has a position, within :data:`NEAR_KM` of the first."""
    return b.get("lat") is not None and distance_km(a, b) <= NEAR_KM
