"""What should a person look at first? Unreviewed events by what matters: disputes, high tolls of one source, doubt."""

from __future__ import annotations

import msgspec
from sqlalchemy import or_, select

from marsad.model import Event
from marsad.store import Filter, Store, StoredEvent
from marsad.store.events import by_rows
from marsad.store.filters import Scope, of_events
from marsad.store.schema import events

MOST, VAGUE_KM = 5000, 30
UNKNOWN = "unknown"
REASONS = ("disputed", "high toll, one source", "vague place", "unknown party")
"""Why an event waits: messages of the pages."""


class Waiting(msgspec.Struct, frozen=True):
    """An event that waits, with its weight and the reasons for it (keys of messages)."""

    stored: StoredEvent
    weight: float
    reasons: list[str]


def queue(store: Store, wanted: Filter, limit: int = 50) -> list[Waiting]:
    """The heaviest unreviewed events of a filter."""
    doubtful = or_(
        events.c.contradictions > 0, events.c.independent_sources <= 1, events.c.precision_km > VAGUE_KM,
    )  # fmt: skip
    asked = (
        select(events.c.id)
        .where(*of_events(wanted, Scope(store.engine.dialect.name)), events.c.review == "unreviewed", doubtful)
        .order_by(events.c.contradictions.desc(), events.c.claims.desc(), events.c.id)
        .limit(MOST)
    )
    with store.reading() as connection:
        rows = by_rows(connection, connection.execute(asked).scalars().all())
    waiting = [weighed(row) for row in rows]
    return sorted(waiting, key=lambda each: (-each.weight, each.stored.event.event))[:limit]


def weighed(stored: StoredEvent) -> Waiting:
    """How much an event needs a person, and why."""
    event, reasons, weight = stored.event, [], 0.0
    killed = toll(event)
    if event.contradictions:
        reasons.append(REASONS[0])
        weight += 3 + len(event.contradictions)
    if len(event.independent_sources) <= 1 and killed >= 10:
        reasons.append(REASONS[1])
        weight += 2 + min(killed, 500) / 50
    if event.place and (event.place.precision_km or 0) > VAGUE_KM:
        reasons.append(REASONS[2])
        weight += 1
    if UNKNOWN in (*event.actors, *event.targets) or (event.type.startswith("attack") and not event.actors):
        reasons.append(REASONS[3])
        weight += 1
    return Waiting(stored, weight, reasons)


def toll(event: Event) -> float:
    """The best figure for the killed, 0 where none is given."""
    spread = event.numbers.get("killed")
    return (spread.best or spread.low or 0) if spread else 0
