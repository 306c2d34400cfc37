"""Which events does a filter leave? All that hold now stand in columns in memory: no question scans the database."""

from __future__ import annotations

import dataclasses
import datetime
import threading
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from sqlalchemy import func as sql
from sqlalchemy import select

from marsad.codebook.check import FIRST, LAST
from marsad.store import Facet, Filter, Store
from marsad.store.dialect import EARTH_KM
from marsad.store.events import by_rows
from marsad.store.filters import Scope, of_events
from marsad.store.paging import parsed
from marsad.store.records import REVIEWS, Page, StoredEvent
from marsad.store.schema import events, fusings

Numbers = npt.NDArray[Any]
Box = tuple[float, float, float, float]
Remembered = Callable[[Filter, Callable[[], Numbers]], Numbers]
"""Gives what was made for a filter before, or makes it."""
COUNTED = ("type", "status", "review", "country")
"""Columns that events are counted by."""
MANY, OUTER = 50, 4
"""From how many events on the outermost are left out of the map's first view, and per cent of them on each side."""
_ID_BITS = 40
_STEP = 20_000
ASKED = (
    "party", "actor", "target", "source", "place", "text", "outlet", "doc", "event",
    "published_since", "published_until",
)  # fmt: skip
"""Fields of a filter that columns do not hold."""
_READ = (
    events.c.id, events.c.lat, events.c.lon, events.c.start_date, events.c.end_date, events.c.contradictions,
    events.c.independent_sources, events.c.type, events.c.status, events.c.review, events.c.country,
)  # fmt: skip


class Words:
    """The values of a column by their numbers, which stay the same while values are added."""

    def __init__(self) -> None:
        self.values: list[str | None] = []
        self._numbers: dict[str | None, int] = {}

    def number(self, value: str | None) -> int:
        """The number of a value, a new one where it has none."""
        found = self._numbers.get(value)
        if found is None:
            found = self._numbers[value] = len(self.values)
            self.values.append(value)
        return found

    def numbers(self, column: Sequence[str | None]) -> Numbers:
        """The numbers of the values of a column."""
        known = {value: self.number(value) for value in set(column)}
        return np.array([known[value] for value in column], np.int16)

    def known(self, values: Sequence[str]) -> list[int]:
        """The numbers of those of some values that there are."""
        return [self._numbers[value] for value in values if value in self._numbers]


@dataclasses.dataclass(frozen=True)
class Table:
    """The events that hold now, a row each, in the order of their ids; days are proleptic ordinals, 0 for none."""

    ids: Numbers
    lat: Numbers
    lon: Numbers
    start: Numbers
    end: Numbers
    contradictions: Numbers
    sources: Numbers
    words: dict[str, Numbers]
    newest: Numbers

    @classmethod
    def of(cls, rows: Sequence[Sequence[Any]], words: dict[str, Words]) -> Table:
        """The table of some rows as they are read (``_READ``)."""
        columns = list(zip(*rows, strict=True)) or [()] * len(_READ)
        ids = np.array(columns[0], np.int64)
        days: dict[str | None, int] = {day: ordinal(day) for day in {*columns[3], *columns[4]}}
        start = np.array([days[day] for day in columns[3]], np.int32)
        lat = np.array([np.nan if value is None else value for value in columns[1]], np.float64)
        lon = np.array([np.nan if value is None else value for value in columns[2]], np.float64)
        coded = {name: words[name].numbers(column) for name, column in zip(COUNTED, columns[7:], strict=True)}
        return cls(
            ids,
            lat,
            lon,
            start,
            np.array([days[day] for day in columns[4]], np.int32),
            np.array(columns[5], np.int16),
            np.array(columns[6], np.int16),
            coded,
            (start.astype(np.int64) << _ID_BITS) | ids,
        )

    def without(self, gone: Numbers) -> Table:
        """The table without the rows with some ids."""
        return self._each(lambda column, _: column[~np.isin(self.ids, gone)], self)

    def with_more(self, other: Table) -> Table:
        """The table with the rows of another, whose ids are higher, after its own."""
        return self._each(lambda column, more: np.concatenate([column, more]), other)

    def _each(self, change: Any, other: Table) -> Table:
        values: dict[str, Any] = {}
        for field in dataclasses.fields(self):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            if field.name == "words":
                values[field.name] = {name: change(mine[name], theirs[name]) for name in COUNTED}
            else:
                values[field.name] = change(mine, theirs)
        return Table(**values)


class Columns:
    """The table of a database, brought up to date when it is asked for; one for the life of the server."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._words = {name: Words() for name in COUNTED}
        self._table: Table | None = None
        self._until, self._fused = 0, 0

    def table(self) -> Table:
        """All events that hold now."""
        with self._lock:
            marks = select(sql.coalesce(sql.max(events.c.id), 0), select(sql.max(fusings.c.id)).scalar_subquery())
            with self._store.reading() as connection:
                until, fused = connection.execute(marks).one()
                if self._table is None or fused != self._fused or until < self._until:
                    held = select(*_READ).where(events.c.superseded_at.is_(None)).order_by(events.c.id)
                    self._table = Table.of(_rows(connection, held), self._words)
                elif until > self._until:
                    self._table = self._newer(connection, self._table)
            self._until, self._fused = int(until), fused
            return self._table

    def _newer(self, connection: Any, table: Table) -> Table:
        """Verdicts made new versions of some events: the old ones go, by the names of the new."""
        fresh = select(*_READ).where(events.c.id > self._until, events.c.superseded_at.is_(None)).order_by(events.c.id)
        named = select(events.c.event).where(events.c.id > self._until)
        gone = select(events.c.id).where(events.c.event.in_(named), events.c.superseded_at.is_not(None))
        ended = np.array(connection.execute(gone).scalars().all(), np.int64)
        return table.without(ended).with_more(Table.of(_rows(connection, fresh), self._words))

    def numbers(self, column: str, values: Sequence[str]) -> list[int]:
        """The numbers of those of some values that a column has."""
        return self._words[column].known(values)

    def facets(self, column: str, numbers: Numbers, limit: int) -> list[Facet]:
        """How often each value of a column is there, the most frequent first; ``numbers`` are the column's."""
        values = self._words[column].values
        found = [Facet(values[at], int(count)) for at, count in enumerate(np.bincount(numbers)) if count]
        return sorted(found, key=lambda each: (-each.count, each.value or ""))[:limit]

    def values(self, column: str) -> list[str | None]:
        """The values of a column by their numbers."""
        return self._words[column].values


class Chosen:
    """The events that a filter leaves, as rows of the table."""

    def __init__(self, store: Store, columns: Columns, wanted: Filter, remembered: Remembered | None = None) -> None:
        self._store, self._columns = store, columns
        self.table = columns.table()
        rest = Filter(**{name: getattr(wanted, name) for name in ASKED})
        found = _matching(columns, self.table, wanted)
        if rest != Filter():
            ids = remembered(rest, lambda: asked_of(store, rest)) if remembered else asked_of(store, rest)
            found &= np.isin(self.table.ids, ids)
        self.rows = np.flatnonzero(found).astype(np.int32)

    def count(self) -> int:
        """How many they are."""
        return len(self.rows)

    def facets(self, column: str, limit: int = 50) -> list[Facet]:
        """How many have each value of a column of ``COUNTED``, the most frequent first."""
        return self._columns.facets(column, self.table.words[column][self.rows], limit)

    def disputed(self) -> int:
        """How many of them the reports disagree about."""
        return int((self.table.contradictions[self.rows] > 0).sum())

    def single(self) -> int:
        """How many of them go back to one source at most."""
        return int((self.table.sources[self.rows] <= 1).sum())

    def bounds(self) -> Box | None:
        """West, south, east, north of those that have a place; of many, without the outermost few."""
        lat, lon = self.table.lat[self.rows], self.table.lon[self.rows]
        known = ~np.isnan(lat)
        if not known.any():
            return None
        return most_of(lat[known], lon[known])

    def days(self) -> list[tuple[datetime.date | None, str, int]]:
        """How many began on each day (``None``: on none that is known), by type."""
        kinds = self._columns.values("type")
        several = max(len(kinds), 1)
        keys = self.table.start[self.rows].astype(np.int64) * several + self.table.words["type"][self.rows]
        found, counts = np.unique(keys, return_counts=True)
        days, numbers = np.divmod(found, several)
        return [
            (datetime.date.fromordinal(int(day)) if day else None, str(kinds[number]), int(count))
            for day, number, count in zip(days, numbers, counts, strict=True)
        ]

    def cells(self, box: Box, size: float, most: int) -> list[tuple[int, float, float, int]]:
        """Count, mean latitude and longitude, and one id of the cells of a grid inside a box, the fullest first."""
        lat, lon = self.table.lat[self.rows], self.table.lon[self.rows]
        inside = np.flatnonzero(_inside(lat, lon, box))
        if not len(inside):
            return []
        lat, lon = lat[inside], lon[inside]
        x, y = np.floor(lon / size).astype(np.int64), np.floor(lat / size).astype(np.int64)
        keys = (x - x.min()) * (y.max() - y.min() + 1) + (y - y.min())
        if keys.max() > 4 * len(keys) + 1_000_000:
            keys = np.unique(keys, return_inverse=True)[1]
        counts = np.bincount(keys)
        first = np.zeros(len(counts), np.int64)
        first[keys] = self.table.ids[self.rows[inside]]
        south, west = np.bincount(keys, lat), np.bincount(keys, lon)
        full = np.argsort(-counts, kind="stable")[:most]
        return [
            (int(counts[at]), float(south[at] / counts[at]), float(west[at] / counts[at]), int(first[at]))
            for at in full
            if counts[at]
        ]

    def page(self, limit: int, after: str | None = None) -> Page[StoredEvent]:
        """A page of them, the last to begin first; cursors are those of ``Store.events_page``."""
        keys = self.table.newest[self.rows]
        if after is not None:
            day, last = parsed(after)
            keys = keys[keys < ((ordinal(day) << _ID_BITS) | min(last, (1 << _ID_BITS) - 1))]
        if len(keys) > limit + 1:
            keys = np.partition(keys, len(keys) - limit - 1)[-limit - 1 :]
        keys = np.sort(keys)[::-1]
        shown = [int(key) & ((1 << _ID_BITS) - 1) for key in keys[:limit]]
        with self._store.reading() as connection:
            found = by_rows(connection, shown)
        if len(keys) <= limit:
            return Page(found, None)
        return Page(found, f"{found[-1].event.start or ''}~{shown[-1]}")


def most_of(lat: Numbers, lon: Numbers) -> Box:
    """West, south, east, north of some points; of many, without the outermost few."""
    few = OUTER if len(lat) >= MANY else 0
    (south, north), (west, east) = (np.percentile(column, [few, 100 - few]) for column in (lat, lon))
    return float(west), float(south), float(east), float(north)


def ordinal(day: str | None) -> int:
    """The number of an ISO day, 0 for none (and for what is no day, or none that a timeline could show)."""
    if not day or not FIRST <= day <= LAST:
        return 0
    try:
        return datetime.date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


def _rows(connection: Any, asked: Any) -> list[Any]:
    return list(connection.execute(asked.execution_options(yield_per=_STEP)))


def _matching(columns: Columns, table: Table, wanted: Filter) -> Numbers:
    """Whether each row of the table is asked for, as far as columns tell."""
    found = np.ones(len(table.ids), bool)
    for column, values in (("status", wanted.statuses), ("country", (wanted.country or "").upper())):
        if values:
            several = (values,) if isinstance(values, str) else values
            found &= np.isin(table.words[column], columns.numbers(column, several))
    if wanted.types:
        found &= np.isin(table.words["type"], columns.numbers("type", _kinds(columns, wanted.types)))
    reviews = wanted.review or REVIEWS[:-1]
    found &= np.isin(table.words["review"], columns.numbers("review", reviews))
    if wanted.contradicted is not None:
        found &= (table.contradictions > 0) == wanted.contradicted
    if wanted.single_source is not None:
        found &= (table.sources <= 1) == wanted.single_source
    if wanted.since:
        found &= table.end >= ordinal(wanted.since)
    if wanted.until:
        found &= (table.start > 0) & (table.start <= ordinal(wanted.until))
    if wanted.box:
        found &= _inside(table.lat, table.lon, wanted.box)
    if wanted.near:
        found &= _near(table, *wanted.near)
    return found


def _kinds(columns: Columns, types: Sequence[str]) -> list[str]:
    """The types that are asked for by their names or classes."""
    known = [kind for kind in columns.values("type") if kind]
    return [kind for kind in known if any(kind == name or kind.startswith(f"{name}.") for name in types)]


def _inside(lat: Numbers, lon: Numbers, box: Box) -> Numbers:
    west, south, east, north = box
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    found: Numbers = (lat >= south) & (lat <= north) & (across if east - west < 360 else ~np.isnan(lon))
    return found


def _near(table: Table, lat: float, lon: float, km: float) -> Numbers:
    """Haversine, as the database has it."""
    a, b = np.radians(table.lat), np.radians(lat)
    h = np.sin((a - b) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(table.lon - lon) / 2) ** 2
    found: Numbers = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, h))) <= km
    return found


def asked_of(store: Store, rest: Filter) -> Numbers:
    """The ids of the events of a filter on names, words and newspapers, which the database is asked for."""
    every = msgspec.structs.replace(rest, review=REVIEWS)
    asked = select(events.c.id).where(*of_events(every, Scope(store.engine.dialect.name)))
    with store.reading() as connection:
        return np.array(connection.execute(asked).scalars().all(), np.int64)
