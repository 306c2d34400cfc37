"""When was it? Events counted by day, week, month or year and stacked by group, as the bars of a histogram."""

from __future__ import annotations

import collections
import datetime
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from marsad.web.columns import Chosen
from marsad.web.telling import GROUPS, group_of

WIDTH, HEIGHT, FLOOR = 1000, 130, 108
MANY, MOST_OF = 50, 0.9
NARROW, SQUASHED = 62, 3
"""Days that are always shown whole; how many times longer than the days of most events a span squashes them."""
STEPS = (("day", 62), ("week", 500), ("month", 4000), ("year", 10**9))


class Part(msgspec.Struct, frozen=True):
    """A piece of a bar in the colour of a group."""

    group: str
    y: float
    height: float


class Bar(msgspec.Struct, frozen=True):
    """The events that began from ``first`` to ``last`` (ISO dates)."""

    first: str
    last: str
    x: float
    width: float
    total: int
    parts: list[Part]
    tick: bool


class Timeline(msgspec.Struct, frozen=True):
    """The bars in order; ``step`` is what one bar is long, ``undated`` how many events have no day.

    ``before`` and ``after`` are the few of many that began long before or after most, for which there are no bars.
    """

    step: str
    bars: list[Bar]
    most: int
    undated: int
    before: int = 0
    after: int = 0

    @property
    def day_before(self) -> str:
        """The last day before the bars."""
        return (datetime.date.fromisoformat(self.bars[0].first) - datetime.timedelta(days=1)).isoformat()

    @property
    def day_after(self) -> str:
        """The first day after the bars."""
        return (datetime.date.fromisoformat(self.bars[-1].last) + datetime.timedelta(days=1)).isoformat()


def timeline(chosen: Chosen) -> Timeline:
    """The histogram of the events that a filter asks for."""
    rows = chosen.days()
    dated = [(day, group_of(kind), number) for day, kind, number in rows if day]
    return arranged(dated, sum(number for day, _, number in rows if not day))


def arranged(dated: Iterable[tuple[datetime.date, str, int]], undated: int = 0) -> Timeline:
    """The bars for some days with the group and number of their events."""
    rows = list(dated)
    if not rows:
        return Timeline("day", [], 0, undated)
    first, last = _shown(rows)
    step = next(name for name, most in STEPS if (last - first).days <= most)
    first, end = _start(first, step), _next(_start(last, step), step)
    before = sum(number for day, _, number in rows if day < first)
    after = sum(number for day, _, number in rows if day >= end)
    rows = [row for row in rows if first <= row[0] < end]
    counts: dict[datetime.date, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for day, group, number in rows:
        counts[_start(day, step)][group] += number
    starts = list(_starts(first, last, step))
    most = max(sum(counts[start].values()) for start in starts)
    width = WIDTH / len(starts)
    every = max(1, -(-len(starts) // 7))
    bars = [
        _bar(start, _next(start, step), counts[start], at * width, width, most, tick=at % every == 0)
        for at, start in enumerate(starts)
    ]
    return Timeline(step, bars, most, undated, before, after)


def _shown(rows: Sequence[tuple[datetime.date, str, int]]) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the bars: all, or where that would squash most of many, the days of most."""
    counts: collections.Counter[datetime.date] = collections.Counter()
    for day, _, number in rows:
        counts[day] += number
    days = sorted(counts)
    whole = (days[-1] - days[0]).days
    if counts.total() < MANY or whole <= NARROW:
        return days[0], days[-1]
    first, last = _shortest(days, counts, MOST_OF * counts.total())
    return (first, last) if (last - first).days * SQUASHED < whole else (days[0], days[-1])


def _shortest(
    days: Sequence[datetime.date], counts: Mapping[datetime.date, int], wanted: float
) -> tuple[datetime.date, datetime.date]:
    """The fewest days in a row that hold ``wanted`` events, the latest of several."""
    best, held, at = (days[0], days[-1]), 0, 0
    for last in days:
        held += counts[last]
        while held - counts[days[at]] >= wanted:
            held -= counts[days[at]]
            at += 1
        if held >= wanted and (last - days[at]) <= (best[1] - best[0]):
            best = days[at], last
    return best


def _bar(
    start: datetime.date, after: datetime.date, counts: collections.Counter[str], x: float, width: float, most: int,
    *, tick: bool,
) -> Bar:  # fmt: skip
    parts, y = [], float(FLOOR)
    for group in GROUPS:
        height = counts[group] / most * (FLOOR - 6)
        if height:
            y -= height
            parts.append(Part(group, round(y, 2), round(height, 2)))
    last = after - datetime.timedelta(days=1)
    total = sum(counts.values())
    return Bar(start.isoformat(), last.isoformat(), round(x, 2), round(width, 2), total, parts, tick)


def _start(day: datetime.date, step: str) -> datetime.date:
    match step:
        case "week":
            return day - datetime.timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)
    return day


def _next(day: datetime.date, step: str) -> datetime.date:
    match step:
        case "week":
            return day + datetime.timedelta(days=7)
        case "month":
            return (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
        case "year":
            return day.replace(year=day.year + 1)
    return day + datetime.timedelta(days=1)


def _starts(first: datetime.date, last: datetime.date, step: str) -> Iterable[datetime.date]:
    while first <= last:
        yield first
        first = _next(first, step)
