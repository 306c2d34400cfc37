"""Which events are there, and what was believed of each when?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, select

from marsad.model import Event
from marsad.store.eventrows import members_of
from marsad.store.filters import Filter, Scope, of_events
from marsad.store.moments import held
from marsad.store.paging import Order, page_of
from marsad.store.records import Member, Page, StoredEvent
from marsad.store.schema import events, verdicts

STEP = 500
_event = msgspec.json.Decoder(Event)
_COLUMNS = (
    events.c.id,
    events.c.record,
    events.c.review,
    events.c.valid_from,
    events.c.superseded_at,
    verdicts.c.verdict,
)
_ROWS = select(*_COLUMNS).outerjoin_from(events, verdicts, verdicts.c.id == events.c.verdict_id)


def matching(connection: Connection, wanted: Filter, scope: Scope) -> Iterator[StoredEvent]:
    """The events asked for, by their first day and id."""
    order = (events.c.start_date.is_(None), events.c.start_date, events.c.event)
    keys = connection.execute(_chosen(wanted, scope).order_by(*order)).scalars().all()
    for at in range(0, len(keys), STEP):
        yield from by_rows(connection, keys[at : at + STEP])


def page(connection: Connection, wanted: Filter, scope: Scope, limit: int, after: str | None) -> Page[StoredEvent]:
    """A page of the events asked for, the last to begin first."""
    keys, following = page_of(connection, _chosen(wanted, scope), Order(events.c.start_date, events.c.id), limit, after)
    return Page(by_rows(connection, keys), following)


def by_rows(connection: Connection, keys: Sequence[int]) -> list[StoredEvent]:
    """The versions of events in some rows, in their order."""
    found = {row.id: stored(row) for row in connection.execute(_ROWS.where(events.c.id.in_(keys)))}
    return [found[key] for key in keys]


def one(connection: Connection, name: str, at: str | None) -> tuple[StoredEvent, list[Member]] | None:
    """An event with its claims, ``None`` where there was none by this id."""
    row = connection.execute(_ROWS.where(events.c.event == name, held(events, at))).one_or_none()
    return (stored(row), members_of(connection, row.id)) if row else None


def history(connection: Connection, name: str) -> list[StoredEvent]:
    """All that was believed of an event, the first version first."""
    return [stored(row) for row in connection.execute(_ROWS.where(events.c.event == name).order_by(events.c.id))]


def stored(row: Any) -> StoredEvent:
    """The record of a row."""
    return StoredEvent(_event.decode(row.record), row.review, row.valid_from, row.superseded_at, row.verdict)


def _chosen(wanted: Filter, scope: Scope) -> Select[Any]:
    return select(events.c.id).where(*of_events(wanted, scope))
