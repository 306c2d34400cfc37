"""Which stretches of a sentence tell a time, and what do they mean?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from marsad.arabic import calendar as words_of
from marsad.arabic.calendargrammar import Read
from marsad.arabic.dategrammar import SINCE_EVENT, Reader
from marsad.arabic.meanings import Calendar, Day, Meaning, Weekday, Window
from marsad.arabic.numberwords import LABELS
from marsad.arabic.timegrammar import TimeReader
from marsad.arabic.timex import timex_value
from marsad.arabic.tokens import Token
from marsad.arabic.when import Dated, resolve_meaning

# How far before "since" the word of measure may stand: "the first attack of its kind since".
_MEASURED = 5
_KNOWN = words_of.KNOWN
_OPENERS = words_of.OPENERS


class DateExpr(msgspec.Struct, frozen=True, gc=False):
    """An expression of time: its tokens ``first`` up to but without ``last``, the rule that read it, what it means.

    ``inner`` is the time of the event inside "منذ اندلاعه في مارس 2011" (since its outbreak in March 2011).
    """

    first: int
    last: int
    rule: str
    meaning: Meaning
    inner: DateExpr | None = None


def find_dates(tokens: Sequence[Token]) -> list[DateExpr]:
    """The expressions of time in the tokens of one sentence, in order, without overlap, each as long as it can be.

    These are the times that may date an event: days, periods, spans and what is told from another event.
    """
    found = _find(tokens, _OPENERS, Reader)
    plain = (_measured(date) if _measures(date, tokens) else date for date in found if not _names_year(date, tokens))
    return [date for date in plain if date is not None]


def _measured(date: DateExpr) -> DateExpr | None:
    """What is left of a "since" that only measures: the day behind it, which may be that of the deed ("the first
    attack since the fall of the town | on Sunday")."""
    inner = date.inner
    return inner if inner is not None and isinstance(inner.meaning, (Day, Weekday)) else None


def _measures(date: DateExpr, tokens: Sequence[Token]) -> bool:
    """Whether something is only the first, greatest or third since a point or within a time: "for the first time |
    since May", "the third attack | within a week"."""
    if _counts(date, tokens):
        return True
    if not date.rule.startswith("since"):
        return False
    for at in range(date.first - 1, max(-1, date.first - 1 - _MEASURED), -1):
        if tokens[at].kind == "p" or tokens[at].form == "في":
            return False
        if tokens[at].core in words_of.MEASURES:
            return at == 0 or tokens[at - 1].core not in words_of.NTH_OF
    return False


def _counts(date: DateExpr, tokens: Sequence[Token]) -> bool:
    """Whether an ordinal before a time says how often something was within it: "ثالث هجوم | خلال أسبوع"."""
    if not (date.rule.startswith("since") or isinstance(date.meaning, Window)) or date.first < 2:
        return False
    before, last = tokens[date.first - 2], tokens[date.first - 1]
    if before.core in words_of.NTH:
        return last.kind == "w" and not last.pro
    if last.core not in words_of.ORDINALS or words_of.ORDINALS[last.core] == 1 or last.pro:
        return False
    noun = before.core.removeprefix("ال")
    return before.core in words_of.IT or (before.det and noun not in LABELS and noun not in words_of.UNITS)


def _names_year(date: DateExpr, tokens: Sequence[Token]) -> bool:
    """Whether a year only says which law or plan is meant: "the law [of 1989]"."""
    year = isinstance(date.meaning, Calendar) and date.meaning.month is None
    return year and tokens[date.first].pro[-1:] == "ل"


def find_times(tokens: Sequence[Token]) -> list[DateExpr]:
    """All expressions of time, as annotated corpora mark them: those of ``find_dates``, sets, clock times, ages."""
    return _find(tokens, words_of.ALL_OPENERS, TimeReader)


def _find(tokens: Sequence[Token], openers: frozenset[str], make: type[Reader]) -> list[DateExpr]:
    words = [t.core if not t.enc and t.core in _KNOWN else _known(t) if t.kind == "w" else "" for t in tokens]
    starts = [i for i, word in enumerate(words) if word in openers or tokens[i].kind == "n"]
    if not starts:
        return []
    reader, found, done = make(tokens, words), [], 0
    for start in starts:
        if start < done:
            continue
        read = reader.expression(start)
        if read is not None:
            done = read[0]
            found.append(DateExpr(start, done, read[1], read[2], _inner(reader, start, read)))
    return found


def _inner(reader: Reader, start: int, read: Read) -> DateExpr | None:
    if read[1] != SINCE_EVENT:
        return None
    for at in range(start + 1, read[0]):
        point = reader.point(at)
        if point is not None and point[0] == read[0]:
            return DateExpr(at, *point)
    return None


def _known(token: Token) -> str:
    """The word of time that a token is after all, where the splitter saw a pronoun or a particle in it."""
    form, skip = token.form, token.core_start - token.start
    if skip and (rest := form[skip:]) in _KNOWN:
        return rest
    if form in _KNOWN:
        return form
    return form[1:] if form[0] == "و" and form[1:] in words_of.MONTHS else ""


def bounds(expr: DateExpr, tokens: Sequence[Token]) -> tuple[int, int]:
    """The folded offsets of the expression, without the particles written onto its first word."""
    return tokens[expr.first].core_start, tokens[expr.last - 1].end


def resolve(
    expr: DateExpr, published: date | None, *, event: tuple[date, date] | None = None, ahead: bool = False
) -> Dated:
    """The days of an expression, counted from the day of publication.

    ``event`` gives the days of the happening that an expression like "غداة" (the day after) is told from; ``ahead``
    says that the clause speaks of what is to come, so that a bare weekday or date is the next one, not the last.
    """
    return resolve_meaning(expr.meaning, published, event, ahead)


def timex(expr: DateExpr, published: date | None, *, ahead: bool = False) -> str | None:
    """The TIMEX3 value of an expression: "2015-08-03", "2015-07", "P3D", "PAST_REF"; None where it has none."""
    return timex_value(expr.meaning, published, ahead)
