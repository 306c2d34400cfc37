"""Which times does a text tell, each with its words, its TIMEX3 value and its first and last day?"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date

import msgspec

from marsad.arabic import calendar as c
from marsad.arabic.calendargrammar import NAME_RULE
from marsad.arabic.dates import DateExpr, bounds, find_times
from marsad.arabic.meanings import Ago, AtEvent, Bound, Calendar, Meaning, Run, Season, Weekday
from marsad.arabic.normal import Normal, normalise
from marsad.arabic.timex import timex_value
from marsad.arabic.tokens import Token, Tokenizer
from marsad.arabic.when import resolve_meaning

_FROM_NOW = ", counted from publication: no event is named beside it"
# How far from a date a word of the future may stand, before it and behind it.
_BEFORE, _BEHIND = 12, 4
_ENDS = frozenset(".؟?!؛;:")


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

        Times that are listed ("in 2012 and 2013", "on 3 and 5 May") are one each; a range is one. A date without a
        year, the last such by rule, is the next where the words beside it speak of the future; a bare weekday is the
        last such day, as the codebook has it.
        """
        normal = normalise(text)
        tokens = self._tokenizer.tokens(normal.text)
        return [_value(each, normal, tokens, published) for expr in find_times(tokens) for each in _apart(expr, tokens)]


def _ahead(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the words around a time speak of what is to come: "will", "is expected", "not before", "the date of"."""
    for at in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        if tokens[at].form in _ENDS:
            break
        if _to_come(tokens[at]):
            return True
    for at in range(last, min(len(tokens), last + _BEHIND)):
        if tokens[at].kind == "p":
            return False
        if _to_come(tokens[at]):
            return True
    return False


def _to_come(token: Token) -> bool:
    shall = token.pro.endswith("س") and token.core[:1] in ("ي", "ت", "ن")
    return shall or token.form.removeprefix("و") in c.TO_COME


def _value(expr: DateExpr, normal: Normal, tokens: list[Token], published: date | None) -> DateValue:
    start, end = normal.span(*bounds(expr, tokens))
    whole = expr.first == 0 and expr.last == len(tokens)
    meaning, alone = expr.meaning, _alone(expr.meaning)
    ahead = not whole and (alone or _yearless(meaning)) and _ahead(tokens, expr.first, expr.last)
    ahead = ahead and (alone or _next_is_nearer(meaning, published))
    value, first, last, precision = _days(meaning, published, ahead)
    if alone and not (whole or ahead):
        first, last, precision = None, None, "none"
    if expr.rule == NAME_RULE and published and first and first > published.isoformat():
        value, first, last, precision = None, None, None, "none"
    rule = expr.rule + _FROM_NOW if alone and published else expr.rule
    return DateValue(normal.source[start:end], start, end, value, first, last, precision, rule)


def _next_is_nearer(meaning: Meaning, published: date | None) -> bool:
    """Whether the next such date lies nearer to publication than the last."""
    if published is None:
        return False
    last, following = (resolve_meaning(meaning, published, ahead=ahead) for ahead in (False, True))
    one, two = last.end or last.start, following.start or following.end
    return one is not None and two is not None and two - published < published - one


def _yearless(meaning: Meaning) -> bool:
    """Whether a meaning is dates without a year and without a word that says which."""
    if isinstance(meaning, Bound):
        return _yearless(meaning.point)
    if isinstance(meaning, Run):
        return _yearless(meaning.first) or _yearless(meaning.second)
    return isinstance(meaning, (Calendar, Season)) and meaning.year is None and meaning.turn is None


def _alone(meaning: Meaning) -> bool:
    return isinstance(meaning, AtEvent) and meaning.alone and meaning.count > 0


@functools.lru_cache(maxsize=10_000)
def _days(meaning: Meaning, published: date | None, ahead: bool) -> tuple[str | None, str | None, str | None, str]:
    """The TIMEX3 value, first day, last day and precision; remembered, for papers say "yesterday" again and again."""
    value = timex_value(meaning, published, ahead)
    if isinstance(meaning, AtEvent) and _alone(meaning):
        meaning = Ago(-meaning.count, meaning.unit)
    dated = resolve_meaning(meaning, published, ahead=ahead)
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
    joints = joints or [at for at in range(expr.first + 1, expr.last) if tokens[at].form == "او"]
    if len(joints) != 1:
        return None
    at = joints[0]
    return (at, at + 1) if tokens[at].form in ("و", "او") else (at, at)
