"""What does an expression of time mean, and which days are that, seen from the day of publication?"""

from __future__ import annotations

import calendar as gregorian
from datetime import date, timedelta
from typing import Literal

import msgspec
from hijridate import Gregorian, Hijri

from marsad.arabic.calendar import Portion, Unit
from marsad.arabic.meanings import (
    Ago,
    Anniversary,
    AtEvent,
    Bound,
    Calendar,
    Clock,
    Day,
    Duration,
    Era,
    Every,
    Meaning,
    Period,
    Run,
    Season,
    Since,
    Vague,
    Weekday,
    Window,
)

Precision = Literal["day", "days", "week", "month", "year", "years", "open", "none"]
Anchor = Literal["publication", "calendar", "event"]


class Dated(msgspec.Struct, frozen=True):
    """The days of an expression, both ends included; None where the text sets no bound.

    ``precision`` follows the length of the span (``open`` where one end is open, ``none`` without days), ``anchor``
    says what the days were counted from, ``offset`` how many days after the ``event`` (negative: before).
    """

    start: date | None
    end: date | None
    precision: Precision
    anchor: Anchor | None = None
    offset: int | None = None


_HALF_A_DAY = 12
# Monday, Saturday and Sunday: where a week may begin.
_WEEK_BEGINS = (0, 5, 6)
NOWHEN = Dated(None, None, "none")


def resolve_meaning(
    meaning: Meaning, published: date | None, event: tuple[date, date] | None = None, ahead: bool = False
) -> Dated:
    """The days of ``meaning``; relative ones are null without ``published``, those from an event without it."""
    try:
        return _dated(meaning, published, event, ahead)
    except (OverflowError, ValueError):  # no such day in the calendar: 31 February, the year 12015
        return NOWHEN


def _dated(meaning: Meaning, published: date | None, event: tuple[date, date] | None, ahead: bool) -> Dated:
    if isinstance(meaning, (Duration, Vague, Every, Clock)):
        return NOWHEN
    if isinstance(meaning, Anniversary):
        return _anniversary(meaning, event)
    if isinstance(meaning, AtEvent):
        return _at_event(meaning, published, event)
    anchor: Anchor = "calendar" if _absolute(meaning) else "publication"
    span = _span(meaning, published, ahead, event)
    if span is None:
        return Dated(None, None, "none", anchor)
    start, end = span
    if start is None or end is None:
        return Dated(start, end, "open", anchor)
    if start > end:
        return Dated(None, None, "none", anchor)
    return Dated(start, end, _precision(meaning, start, end), anchor)


def _precision(meaning: Meaning, start: date, end: date) -> Precision:
    if isinstance(meaning, Ago) and meaning.approx and meaning.unit == "week":
        return "week"
    days = (end - start).days + 1
    for most, name in _LENGTHS:
        if days <= most:
            return name
    return "years"


_LENGTHS: tuple[tuple[int, Precision], ...] = ((1, "day"), (6, "days"), (7, "week"), (31, "month"), (366, "year"))


def _absolute(meaning: Meaning) -> bool:
    if isinstance(meaning, (Calendar, Season)):
        return meaning.year is not None
    if isinstance(meaning, Bound):
        return _absolute(meaning.point)
    if isinstance(meaning, Run):
        return _absolute(meaning.first) and (_absolute(meaning.second) or _yearless(meaning.second))
    return isinstance(meaning, Era)


def _anniversary(meaning: Anniversary, event: tuple[date, date] | None) -> Dated:
    if event is None:
        return Dated(None, None, "none", "event")
    day = _shift(event[0], meaning.years, "year")
    return Dated(day, day, "day", "event")


def _at_event(meaning: AtEvent, published: date | None, event: tuple[date, date] | None) -> Dated:
    days = meaning.count * {"day": 1, "week": 7}.get(meaning.unit, 0)
    offset = days if meaning.unit in ("day", "week", "hour") and not meaning.since else None
    if event is None:
        return Dated(None, None, "none", "event", offset)
    if meaning.since:
        start, end = event[0], published
        if end is not None and end < start:
            return Dated(None, None, "none", "event")
        return Dated(start, end, _precision(meaning, start, end) if end else "open", "event")
    base = event[1] if meaning.count > 0 else event[0]
    if meaning.unit in ("day", "week", "hour"):
        start, end = (base + timedelta(days=days),) * 2 if meaning.count else event
    else:
        start, end = _whole(_shift(base, meaning.count, meaning.unit), meaning.unit)
    return Dated(start, end, _precision(meaning, start, end), "event", offset)


Ends = tuple[date | None, date | None]


def _span(meaning: Meaning, published: date | None, ahead: bool, event: tuple[date, date] | None) -> Ends | None:
    if isinstance(meaning, AtEvent):
        found = _at_event(meaning, published, event)
        return (found.start, found.end) if found.start else None
    if isinstance(meaning, Era):
        return _of_era(meaning)
    if isinstance(meaning, Calendar) and meaning.year is not None:
        return _of_calendar(meaning, meaning.year)
    if isinstance(meaning, Season) and meaning.year is not None:
        return _of_season(meaning.month, meaning.year)
    if isinstance(meaning, Bound):
        if meaning.side == "from" and _yearless(meaning.point) and published is not None:
            return _bound(meaning, _nearest(meaning.point, published))
        return _bound(meaning, _span(meaning.point, published, ahead, event))
    if isinstance(meaning, Run):
        return _run(meaning, published, ahead, event)
    return None if published is None else _relative(meaning, published, ahead, event)


def _of_era(meaning: Era) -> tuple[date, date]:
    """The years of a decade or century, or of a part of it."""
    first, last = _DECADE_PORTIONS.get(meaning.portion or "", (0, 9))
    each = meaning.length // 10
    return date(meaning.year + first * each, 1, 1), date(meaning.year + last * each + each - 1, 12, 31)


def _bound(meaning: Bound, point: Ends | None) -> Ends | None:
    if point is None:
        return None
    start, end = point
    if meaning.side == "before":
        return (None, start - timedelta(days=1)) if start else None
    if meaning.side == "until":
        return (None, end) if end else None
    if meaning.side == "from":
        return (start, None) if start else None
    return (end + timedelta(days=1), None) if end else None


def _nearest(point: Meaning, published: date) -> Ends | None:
    """The last such point or the next, whichever lies nearer to publication."""
    both = [_span(point, published, ahead, None) for ahead in (False, True)]
    days = [ends for ends in both if ends is not None and ends[0] is not None]
    return min(days, key=lambda ends: abs((ends[0] or published) - published), default=None)


def _run(meaning: Run, published: date | None, ahead: bool, event: tuple[date, date] | None) -> Ends | None:
    """The days from the one point to the other; the point that says less is told from the one that says more."""
    if meaning.loose:
        return _loose(meaning, published, ahead, event)
    first, second = meaning.first, meaning.second
    if published is not None and _tonight(first, second, published):
        return published, published + timedelta(days=1)
    if isinstance(second, AtEvent):
        begun = _span(first, published, ahead, event)
        length = _at_event(second, published, (begun[0], begun[1])) if begun and begun[0] and begun[1] else None
        return None if begun is None or length is None else (begun[0], length.end)
    if _yearless(second) and (_absolute(first) or ahead):
        start = _span(first, published, ahead, event)
        end = _span(second, start[0], True, event) if start and start[0] else None
    else:
        end = _span(second, published, ahead, event)
        start = _span(first, end[0] if end and _yearless(first) else published, False, event)
    if start is None or end is None or start[0] is None or end[1] is None:
        return None
    return start[0], end[1]


def _tonight(first: Meaning, second: Meaning, published: date) -> bool:
    """Whether "the night of Sunday to Monday" is said on that Sunday: the night to come, not one of last week."""
    if not (isinstance(first, Weekday) and isinstance(second, Weekday) and _yearless(first) and _yearless(second)):
        return False
    return first.weekday == published.weekday() and second.weekday == (first.weekday + 1) % 7


def _yearless(meaning: Meaning) -> bool:
    """Whether a weekday or date says neither its year nor which way it lies from publication."""
    if isinstance(meaning, Weekday):
        return meaning.near is None and meaning.turn is None
    return isinstance(meaning, Calendar) and meaning.year is None and meaning.turn is None


def _loose(meaning: Run, published: date | None, ahead: bool, event: tuple[date, date] | None) -> Ends | None:
    """The shorter of the two ways to read a pair: in its order, or each point by itself."""
    ordered = _run(Run(meaning.first, meaning.second), published, ahead, event)
    ends = [_span(point, published, ahead, event) for point in (meaning.first, meaning.second)]
    days = [day for end in ends if end for day in end if day]
    if len(days) < 4:
        return ordered
    apart = min(days), max(days)
    if ordered is None or ordered[0] is None or ordered[1] is None or ordered[1] < ordered[0]:
        return apart
    return min(ordered, apart, key=lambda span: span[1] - span[0])  # type: ignore[operator]


def _relative(meaning: Meaning, published: date, ahead: bool, event: tuple[date, date] | None) -> Ends | None:
    if isinstance(meaning, Day):
        day = published + timedelta(days=meaning.offset)
        return day, day
    if isinstance(meaning, Weekday):
        day = _weekday(meaning, published, ahead)
        return day, day
    if isinstance(meaning, Calendar):
        year = _year_of(meaning, published, ahead)
        return None if year is None else _so_far(meaning, _of_calendar(meaning, year), published, ahead)
    if isinstance(meaning, Season):
        return _season(meaning, published, ahead)
    if isinstance(meaning, Period):
        return _period(meaning, published, ahead)
    if isinstance(meaning, Ago):
        return _ago(meaning, published)
    if isinstance(meaning, Window):
        turn = 1 if meaning.free and ahead else meaning.turn
        far = published if _within_a_day(meaning) else _shift(published, turn * meaning.count, meaning.unit)
        return (far, published) if turn < 0 else (published, far)
    if isinstance(meaning, Since):
        return _since(meaning, published, event)
    return None


def _since(meaning: Since, published: date, event: tuple[date, date] | None) -> Ends | None:
    """From a point until publication; "for more than a year" says the year that it names."""
    if isinstance(meaning.point, Bound) and isinstance(meaning.point.point, Ago):
        return _since(Since(meaning.point.point), published, event)
    if isinstance(meaning.point, Ago):
        near = _within_a_day(meaning.point)
        return published if near else _shift(published, -meaning.point.count, meaning.point.unit), published
    point = _span(meaning.point, published, False, event)
    return None if point is None or point[0] is None else (point[0], published)


def _within_a_day(meaning: Ago | Window) -> bool:
    """Whether a few hours or minutes need not reach into the day before."""
    return meaning.unit == "minute" or (meaning.unit == "hour" and meaning.count < _HALF_A_DAY)


def _weekday(meaning: Weekday, published: date, ahead: bool) -> date:
    """The weekday wins over the word beside it; alone it is the last such day on or before publication.

    Beside a word it is the such-named day nearest to the word's; "أمس" is never later than publication, and "اليوم" at
    most a day later (a report of the night that is dated the day before).
    """
    if meaning.near is not None:
        base = published + timedelta(days=meaning.near)
        day = base + timedelta(days=(meaning.weekday - base.weekday() + 3) % 7 - 3)
        late = (day - published).days > (0 if meaning.near < 0 else 1) and meaning.near <= 0
        return day - timedelta(days=7) if late else day
    if ahead and meaning.turn is None:
        return published + timedelta(days=(meaning.weekday - published.weekday()) % 7)
    if meaning.turn == 1:
        day = published + timedelta(days=(meaning.weekday - published.weekday() - 1) % 7 + 1)
    else:
        base = published - timedelta(days={-1: 1, -2: 8}.get(meaning.turn or 0, 0))
        day = base - timedelta(days=(base.weekday() - meaning.weekday) % 7)
    return day + timedelta(days=7 * (meaning.turn or 0)) if meaning.whole and _same_week(day, published) else day


def _same_week(day: date, published: date) -> bool:
    """Whether two days lie in one week, wherever that begins: on Saturday, Sunday or Monday."""
    low, high = sorted((day, published))
    return all((low + timedelta(days=n)).weekday() not in _WEEK_BEGINS for n in range(1, (high - low).days + 1))


def _shift(day: date, count: int, unit: Unit) -> date:
    """``day`` moved by so many units; hours are rounded up to days, the day is cut to the month's length."""
    if unit in ("minute", "hour", "day", "week"):
        day_is = {"minute": 1440, "hour": 24}.get(unit)
        days = -(-abs(count) // day_is) if day_is else abs(count) * (7 if unit == "week" else 1)
        return day + timedelta(days=days if count > 0 else -days)
    months = count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))


def _ago(meaning: Ago, published: date) -> tuple[date, date]:
    if meaning.unit == "minute" or (meaning.unit == "hour" and abs(meaning.count) < 24):
        return published, published
    day = _shift(published, -meaning.count, meaning.unit)
    whole = meaning.unit not in ("hour", "day", "week") and not meaning.exact
    return _whole(day, meaning.unit) if whole else (day, day)


def _whole(day: date, unit: Unit) -> tuple[date, date]:
    """The calendar month or year, or the decade or century, that ``day`` lies in."""
    if unit == "month":
        return _of_month(day.year, day.month)
    length = {"year": 1, "decade": 10, "century": 100}[unit]
    first = day.year - day.year % length
    return date(first, 1, 1), date(first + length - 1, 12, 31)


def _of_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, gregorian.monthrange(year, month)[1])


def _of_season(month: int, year: int) -> tuple[date, date]:
    """Winter is named by the year of its two last months."""
    return _of_month(year - (month == 12), month)[0], _of_month(year, (month + 1) % 12 + 1)[1]


def _season(meaning: Season, published: date, ahead: bool) -> tuple[date, date]:
    year = published.year
    if meaning.years is not None:
        return _of_season(meaning.month, year + meaning.years)
    if meaning.turn == 1 or ahead:
        return _of_season(meaning.month, year + (published.month >= meaning.month % 12))
    while _of_season(meaning.month, year)[1 if meaning.turn == -1 else 0] > published:
        year -= 1
    return _of_season(meaning.month, year)


_MONTH_PORTIONS = {
    "start": (1, 10), "middle": (11, 20), "end": (21, 31), "half 1": (1, 15), "half 2": (16, 31),
    "third 1": (1, 10), "third 2": (11, 20), "third 3": (21, 31),
    "week 1": (1, 7), "week 2": (8, 14), "week 3": (15, 21), "week 4": (22, 28), "week 5": (25, 31),
}  # fmt: skip
_DECADE_PORTIONS: dict[str | None, tuple[int, int]] = {
    "start": (0, 3),
    "middle": (4, 6),
    "end": (7, 9),
    "half 1": (0, 4),
    "half 2": (5, 9),
}
_YEAR_PORTIONS = {
    "start": (1, 3), "middle": (5, 8), "end": (10, 12), "half 1": (1, 6), "half 2": (7, 12),
    "third 1": (1, 4), "third 2": (5, 8), "third 3": (9, 12),
    "quarter 1": (1, 3), "quarter 2": (4, 6), "quarter 3": (7, 9), "quarter 4": (10, 12),
}  # fmt: skip


def _part_of_month(year: int, month: int, portion: Portion | None) -> tuple[date, date]:
    start, end = _of_month(year, month)
    first, last = _MONTH_PORTIONS.get(portion or "", (1, 31))
    return start.replace(day=first), start.replace(day=min(last, end.day))


def _part_of_year(year: int, portion: Portion | None) -> tuple[date, date]:
    first, last = _YEAR_PORTIONS.get(portion or "", (1, 12))
    return date(year, first, 1), _of_month(year, last)[1]


def _so_far(meaning: Calendar, span: Ends, published: date, ahead: bool) -> Ends:
    """This month until publication: "خلال سبتمبر الجاري"."""
    whole = meaning.turn == 0 and meaning.day is None and meaning.portion is None
    inside = span[0] is not None and span[1] is not None and span[0] <= published <= span[1]
    return (span[0], published) if whole and inside and not ahead else span


def _period(meaning: Period, published: date, ahead: bool = False) -> tuple[date, date]:
    if meaning.unit == "week":
        return _week(meaning, published)
    if meaning.unit == "year" and meaning.month and meaning.day:
        return (date(published.year + meaning.shift, meaning.month, meaning.day),) * 2
    if meaning.unit == "month":
        day = _shift(published.replace(day=1), meaning.shift, "month")
        if meaning.day:
            return day.replace(day=meaning.day), day.replace(day=meaning.last or meaning.day)
        span = _part_of_month(day.year, day.month, meaning.portion)
    elif meaning.unit == "year":
        year = published.year + meaning.shift
        span = (
            _part_of_month(year, meaning.month, meaning.portion)
            if meaning.month
            else _part_of_year(year, meaning.portion)
        )
    else:
        span = _whole(_shift(published, meaning.shift, meaning.unit), meaning.unit)
        if meaning.portion in _DECADE_PORTIONS:
            span = _of_era(Era(span[0].year, 10 if meaning.unit == "decade" else 100, meaning.portion))
    if meaning.so_far and span[0] <= published and meaning.portion != "end":
        rest = ahead and meaning.portion is None and published <= span[1]
        return (published, span[1]) if rest else (span[0], min(span[1], published))
    return span


def _week(meaning: Period, published: date) -> tuple[date, date]:
    """The seven days before or after publication; the current week begins on Sunday; its end is Saturday and Sunday."""
    sunday = published - timedelta(days=(published.weekday() + 1) % 7)
    if meaning.portion == "end" and meaning.so_far:
        return sunday + timedelta(days=6), sunday + timedelta(days=7)
    if meaning.portion == "end" and meaning.shift in (0, -1):
        return sunday - timedelta(days=1), sunday
    if meaning.shift == 0:
        return sunday, published
    far = published + timedelta(days=7 * meaning.shift)
    return (far, far + timedelta(days=6)) if meaning.shift < 0 else (far - timedelta(days=6), far)


def _year_of(meaning: Calendar, published: date, ahead: bool) -> int | None:
    """The year of a date without one: the last such month on or before publication, unless the text says otherwise."""
    if meaning.month is None:
        return _year_of_part(meaning.portion, published, ahead) if meaning.portion else None
    now = published
    year, month, day = now.year, now.month, now.day
    if meaning.hijri:
        year, month, day = Gregorian.fromdate(now).to_hijri().datetuple()
    if meaning.weekday is not None and meaning.day is not None and meaning.turn is None:
        ahead_by = meaning.month - month
        for candidate in sorted((year - 1, year, year + 1), key=lambda y: abs((y - year) * 12 + ahead_by)):
            start = _of_calendar(meaning, candidate)[0]
            if start is not None and start.weekday() == meaning.weekday:
                return candidate
    there, here = (meaning.month, meaning.day or 0), (month, day if meaning.day else 0)
    if meaning.turn == 0:
        return year
    if meaning.turn == -1:
        return year - (there >= here)
    if meaning.turn == 1 or ahead:
        return year + (there <= here if meaning.turn else there < here)
    return year - (meaning.month > month)


def _year_of_part(portion: Portion, published: date, ahead: bool) -> int:
    """The year of a quarter alone: that of the last one that has begun, or of the next where that lies ahead."""
    begun = _part_of_year(published.year, portion)[0] <= published
    return published.year + begun if ahead else published.year - (not begun)


def _of_calendar(meaning: Calendar, year: int) -> tuple[date | None, date | None]:
    month, day, last = meaning.month, meaning.day, meaning.last
    if meaning.hijri:
        return _of_hijri(year, month, day, last, meaning.portion)
    if month is None:
        return (date(year, 1, 1), date(last, 12, 31)) if last else _part_of_year(year, meaning.portion)
    if day is None:
        return _part_of_month(year, month, meaning.portion)
    start = date(year, month, day)
    return start, date(year, month, last) if last else start


def _of_hijri(
    year: int, month: int | None, day: int | None, last: int | None, portion: Portion | None = None
) -> tuple[date, date]:
    first, final = Hijri(year, month or 1, day or 1), Hijri(year, month or 12, 1)
    length = final.month_length()
    if portion is not None and day is None and month is not None:
        begin, end = _MONTH_PORTIONS.get(portion, (1, 30))
        return _date(Hijri(year, month, begin)), _date(Hijri(year, month, min(end, length)))
    if portion is not None and month is None:
        begin, end = _YEAR_PORTIONS.get(portion, (1, 12))
        return _date(Hijri(year, begin, 1)), _date(Hijri(year, end, Hijri(year, end, 1).month_length()))
    return _date(first), _date(Hijri(year, month or 12, last or day or length))


def _date(day: Hijri) -> date:
    found = day.to_gregorian()
    return date(found.year, found.month, found.day)
