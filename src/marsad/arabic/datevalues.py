"""Which times does a text tell, each with its words, its TIMEX3 value and its first and last day?"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date

import msgspec

from marsad.arabic.dates import DateExpr, bounds, find_times
from marsad.arabic.meanings import Ago, AtEvent, Calendar, Meaning, Run, Weekday
from marsad.arabic.normal import Normal, normalise
from marsad.arabic.timex import timex_value
from marsad.arabic.tokens import Token, Tokenizer
from marsad.arabic.when import resolve_meaning

_FROM_NOW = ", counted from publication: no event is named beside it"


class DateValue(msgspec.Struct, frozen=True, gc=False):
    """A time with its words ``text``, the code points ``start`` to ``end`` of the text it was found in.

    ``value`` is TIMEX3's; ``first`` and ``last`` are ISO dates, both included, None where the text leaves that side
    open, tells the time from another event, or needs a day of publication that was not given. ``precision`` is
    ``day``, ``days`` (two to six), ``week``, ``month``, ``year``, ``years``, ``open`` (one side) or ``none``.
    ``rule`` names the grammar rule, and says where the days are counted from publication for want of an event.
    """

    text: str
    start: int
    end: int
    value: str | None
    first: str | None
    last: str | None
    precision: str
    rule: str


class DateFinder:
    """Finds the times of texts; made once, then called for every text."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer()

    def __call__(self, text: str, published: date | None = None) -> list[DateValue]:
        """The times of a text in order, seen from its day of publication where that is known.

        Times that are listed ("in 2012 and 2013", "on 3 and 5 May") are one each; a range is one.
        """
        normal = normalise(text)
        tokens = self._tokenizer.tokens(normal.text)
        return [_value(each, normal, tokens, published) for expr in find_times(tokens) for each in _apart(expr, tokens)]


def _value(expr: DateExpr, normal: Normal, tokens: list[Token], published: date | None) -> DateValue:
    start, end = normal.span(*bounds(expr, tokens))
    value, first, last, precision = _days(expr.meaning, published)
    rule = expr.rule + _FROM_NOW if _alone(expr.meaning) and published else expr.rule
    return DateValue(normal.source[start:end], start, end, value, first, last, precision, rule)


def _alone(meaning: Meaning) -> bool:
    return isinstance(meaning, AtEvent) and meaning.alone and meaning.count > 0


@functools.lru_cache(maxsize=10_000)
def _days(meaning: Meaning, published: date | None) -> tuple[str | None, str | None, str | None, str]:
    """The TIMEX3 value, first day, last day and precision; remembered, for papers say "yesterday" again and again."""
    value = timex_value(meaning, published)
    if isinstance(meaning, AtEvent) and _alone(meaning):
        meaning = Ago(-meaning.count, meaning.unit)
    dated = resolve_meaning(meaning, published)
    first, last = (day.isoformat() if day else None for day in (dated.start, dated.end))
    return value, first, last, dated.precision


def _apart(expr: DateExpr, tokens: list[Token]) -> Iterator[DateExpr]:
    """The listed times of an expression one by one; the expression itself where it lists none."""
    cut = _cut(expr, tokens)
    meaning = expr.meaning
    if cut is None or not isinstance(meaning, (Run, Calendar)):
        yield expr
        return
    first, last = cut
    if isinstance(meaning, Run):
        yield DateExpr(expr.first, first, expr.rule, _turned(meaning))
        yield DateExpr(last, expr.last, expr.rule, meaning.second)
    elif meaning.month is None:
        yield DateExpr(expr.first, first, expr.rule, msgspec.structs.replace(meaning, last=None))
        yield DateExpr(last, expr.last, expr.rule, Calendar(meaning.last))
    else:
        yield DateExpr(expr.first, first, expr.rule, msgspec.structs.replace(meaning, last=None))
        yield DateExpr(last, expr.last, expr.rule, msgspec.structs.replace(meaning, day=meaning.last, last=None))


def _turned(meaning: Run) -> Meaning:
    """The first of two weekdays with what stands behind both: "الأربعاء والخميس الماضيين" (last Wed and Thu)."""
    one, two = meaning.first, meaning.second
    if isinstance(one, Weekday) and isinstance(two, Weekday) and one.turn is None and one.near is None:
        return msgspec.structs.replace(one, turn=two.turn)
    return one


def _cut(expr: DateExpr, tokens: list[Token]) -> tuple[int, int] | None:
    """Where a pair joined by "and" is cut: the end of its first time and the beginning of its second."""
    meaning = expr.meaning
    pair = (isinstance(meaning, Run) and meaning.loose) or (isinstance(meaning, Calendar) and meaning.last is not None)
    if not pair or expr.rule.startswith(("between", "since", "during", "until")):
        return None
    joints = [at for at in range(expr.first + 1, expr.last) if tokens[at].form[0] == "و" and tokens[at].kind == "w"]
    joints = [at for at in joints if tokens[at].form == "و" or tokens[at].pro[:1] == "و" or at + 1 == expr.last]
    if len(joints) != 1:
        return None
    at = joints[0]
    return (at, at + 1) if tokens[at].form == "و" else (at, at)
