"""When was it? Events counted by day, week, month or year and stacked by group, as the bars of a histogram."""

from __future__ import annotations

import collections
import datetime
from collections.abc import Iterable, Sequence

import msgspec

from marsad.web.columns import Chosen
from marsad.web.telling import GROUPS, group_of

WIDTH, HEIGHT, FLOOR = 1000, 130, 108
MANY, OUTER, LONG = 50, 0.02, 1500
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

    ``beyond`` are the few of many that began long before or after the others, for which there are no bars.
    """

    step: str
    bars: list[Bar]
    most: int
    undated: int
    beyond: int = 0


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
    beyond = sum(number for day, _, number in rows if not first <= day <= last)
    rows = [row for row in rows if first <= row[0] <= last]
    step = next(name for name, most in STEPS if (last - first).days <= most)
    counts: dict[datetime.date, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for day, group, number in rows:
        counts[_start(day, step)][group] += number
    starts = list(_starts(_start(first, step), last, step))
    most = max(sum(counts[start].values()) for start in starts)
    width = WIDTH / len(starts)
    every = max(1, -(-len(starts) // 7))
    bars = [
        _bar(start, _next(start, step), counts[start], at * width, width, most, tick=at % every == 0)
        for at, start in enumerate(starts)
    ]
    return Timeline(step, bars, most, undated, beyond)


def _shown(rows: Sequence[tuple[datetime.date, str, int]]) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the bars: all, or where there are many, those of all but the outermost few."""
    days = sorted((day, number) for day, _, number in rows)
    total, few, seen = sum(number for _, number in days), 0.0, 0
    if total >= MANY and (days[-1][0] - days[0][0]).days > LONG:
        few = OUTER * total
    kept = []
    for day, number in days:
        if seen + number > few and seen < total - few:
            kept.append(day)
        seen += number
    return kept[0], kept[-1]


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
