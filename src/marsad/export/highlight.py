"""Which characters of an article are words of which values? Cuts a text into pieces that no value's edge divides."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Iterable, Iterator

import msgspec

SENTENCE = "sentence"
"""The field of marks that only say which sentence reports a claim: they colour nothing."""


class Mark(msgspec.Struct, frozen=True):
    """The characters ``start`` to ``end`` that a value (or a sentence) was read from.

    ``value`` is the value's id on the page, ``field`` the field of the claim that it fills.
    """

    value: str
    field: str
    start: int
    end: int


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text with the ids of the values that cover it, innermost first.

    ``field`` is the field of the innermost value, ``None`` where no value stands (only sentences may).
    """

    text: str
    start: int
    values: list[str]
    field: str | None


def pieces(full: str, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> list[Piece]:
    """The whole text in pieces, in order, also cut at ``cuts``.

    Marks may overlap in any way; empty ones and those outside of the text are left out.
    """
    valid = [mark for mark in marks if 0 <= mark.start < mark.end <= len(full)]
    return list(_cut(full, valid, cuts))


def _cut(full: str, marks: list[Mark], cuts: Iterable[int]) -> Iterator[Piece]:
    opening: dict[int, list[Mark]] = collections.defaultdict(list)
    closing: dict[int, list[Mark]] = collections.defaultdict(list)
    for mark in marks:
        opening[mark.start].append(mark)
        closing[mark.end].append(mark)
    open_now: dict[str, Mark] = {}
    edges = sorted({0, len(full), *opening, *closing, *cuts})
    for start, end in itertools.pairwise(edges):
        for mark in closing[start]:
            open_now.pop(mark.value, None)
        open_now.update((mark.value, mark) for mark in opening[start])
        inner = sorted(open_now.values(), key=lambda mark: (mark.field == SENTENCE, mark.end - mark.start))
        field = inner[0].field if inner and inner[0].field != SENTENCE else None
        yield Piece(full[start:end], start, [mark.value for mark in inner], field)
