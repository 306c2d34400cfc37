"""Which numbers does a text hold, nouns in the dual included, each with its words, bounds and kind?"""

from __future__ import annotations

from typing import Literal

import msgspec

from marsad.arabic.normal import normalise
from marsad.arabic.numerals import Value, find_numbers
from marsad.arabic.tokens import Token, Tokenizer
from marsad.coder.counted import PhraseReader
from marsad.lexicon.nouns import Nouns
from marsad.lexicon.tolls import Tolls

_DUALS = ("dual", "dual, lower")


class NumberValue(msgspec.Struct, frozen=True, gc=False):
    """A number with its words ``text``, the code points ``start`` to ``end`` of the text it was found in.

    ``low`` and ``high`` bound it, None is an open side. Only a ``cardinal`` is a quantity; ``name`` is a number that
    labels something: a year, a day of a month, a brigade, a model.
    """

    text: str
    start: int
    end: int
    low: Value | None
    high: Value | None
    approx: bool
    kind: Literal["cardinal", "ordinal", "percent", "name"]
    rule: str


class NumberFinder:
    """Finds the numbers of texts; made once, then called for every text."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer()
        self._nouns, self._tolls = Nouns.default(), Tolls.default()

    def __call__(self, text: str) -> list[NumberValue]:
        """The numbers of a text in order; a dual ("two tanks") is one, a singular and "several" are none."""
        normal = normalise(text)
        tokens = self._tokenizer.tokens(normal.text)
        numbers = find_numbers(tokens)
        spans = [(number.first, max(number.last, number.tail or 0), number) for number in numbers]
        phrases = PhraseReader(tokens, numbers, self._nouns, self._tolls).phrases()
        spans += [(p.number.first, p.number.last, p.number) for p in phrases if p.number.rule in _DUALS]
        found = []
        for first, last, number in sorted(spans, key=lambda span: span[0]):
            start, end = normal.span(*_characters(tokens, first, last))
            kind = "name" if number.kind == "year" else number.kind
            found.append(
                NumberValue(text[start:end], start, end, number.low, number.high, number.approx, kind, number.rule)
            )
        return found


def _characters(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """The folded offsets of tokens, without the particles written onto the first."""
    return tokens[first].core_start, tokens[last - 1].end
