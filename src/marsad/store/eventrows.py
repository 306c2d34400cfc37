"""How are events kept? Each version is a row with its claims; a changed event gets a new row, the old one stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select, update

from marsad.errors import StoreError
from marsad.model import Event, Verdict
from marsad.store import dialect, verdictrows
from marsad.store.claimrows import next_id
from marsad.store.moments import held
from marsad.store.overlay import laid_over
from marsad.store.records import Changed, EventDraft, Member
from marsad.store.schema import articles, claims, event_parties, events, members
from marsad.store.words import padded

Row = dict[str, Any]
STEP = 500
_event = msgspec.json.Decoder(Event)


class Why(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """Why a claim belongs to an event, as it is written in ``members.reasons``."""

    reasons: list[str] = []
    score: float | None = None
    near: str | None = None


_why = msgspec.json.Decoder(Why)


class Version(msgspec.Struct, frozen=True):
    """The version of an event that holds now: its row, the machine's value, the claims with their reasons."""

    row: int
    machine: Event
    members: dict[int, Why]


def replace_all(connection: Connection, drafts: Iterable[EventDraft], at: str) -> Changed:
    """Makes the drafts all the events there are; those that are gone are ended, not erased."""
    known = list(drafts)
    kept = {draft.event.event for draft in known}
    return upsert(connection, known, [name for name in names(connection) if name not in kept], at)


def names(connection: Connection) -> Sequence[str]:
    """The ids of all events that there are now."""
    return connection.execute(select(events.c.event).where(held(events, None))).scalars().all()


def upsert(connection: Connection, drafts: Sequence[EventDraft], gone: Sequence[str], at: str) -> Changed:
    """Keeps new and changed events and ends those that are gone; what is the same as before stays untouched."""
    twice = [name for name, number in Counter(draft.event.event for draft in drafts).items() if number > 1]
    if twice:
        raise StoreError(f"{len(twice)} ids stand for two events each, such as {twice[0]}. Nothing was kept.")
    counts = {"new": 0, "changed": 0, "same": 0}
    for start in range(0, len(drafts), STEP):
        some = drafts[start : start + STEP]
        now = current(connection, [draft.event.event for draft in some])
        roots = _roots(connection, some)
        fresh = []
        for draft in some:
            version = now.get(draft.event.event)
            linked = {roots[m.doc, m.claim]: Why(m.reasons, m.score, m.near) for m in draft.members}
            if version and version.machine == draft.event and version.members == linked:
                counts["same"] += 1
                continue
            counts["changed" if version else "new"] += 1
            fresh.append((draft.event, linked))
        end(connection, [now[event.event].row for event, _ in fresh if event.event in now], at)
        write(connection, fresh, at)
    ended = [version.row for version in current(connection, gone).values()]
    end(connection, ended, at)
    return Changed(gone=len(ended), **counts)


def current(connection: Connection, names: Sequence[str]) -> dict[str, Version]:
    """The versions that hold now of some events."""
    found = {}
    for start in range(0, len(names), STEP):
        asked = select(events.c.id, events.c.event, events.c.record, events.c.machine)
        some = events.c.event.in_(names[start : start + STEP])
        rows = connection.execute(asked.where(some, held(events, None))).all()
        linked: dict[int, dict[int, Why]] = {row.id: {} for row in rows}
        inside = select(members.c.event_id, members.c.claim_root, members.c.reasons)
        for key, root, reasons in connection.execute(inside.where(members.c.event_id.in_(list(linked)))):
            linked[key][root] = _why.decode(reasons)
        for row in rows:
            found[row.event] = Version(row.id, _event.decode(row.machine or row.record), linked[row.id])
    return found


def end(connection: Connection, keys: Sequence[int], at: str) -> None:
    """Ends some versions."""
    for start in range(0, len(keys), STEP):
        ended = update(events).where(events.c.id.in_(keys[start : start + STEP]))
        connection.execute(ended.values(superseded_at=at))


def write(connection: Connection, fresh: Sequence[tuple[Event, dict[int, Why]]], at: str) -> None:
    """Writes versions: the machine's values with the claims, and the verdicts so far laid over them."""
    if not fresh:
        return
    decided = verdictrows.of_subjects(connection, [event.event for event, _ in fresh])
    rows: list[Row] = []
    named: list[Row] = []
    linked: list[Row] = []
    for key, (machine, claims_of) in enumerate(fresh, next_id(connection, events)):
        believed, review = laid_over(machine, _known(decided.get(machine.event, [])))
        last = decided[machine.event][-1][0] if machine.event in decided else None
        rows.append(_row(believed, machine) | {"id": key, "valid_from": at, "review": review, "verdict_id": last})
        named += [each | {"event_id": key} for each in _names(believed)]
        linked += [
            {"event_id": key, "claim_root": root, "reasons": msgspec.json.encode(why).decode()}
            for root, why in claims_of.items()
        ]
    for table, values in ((events, rows), (event_parties, named), (members, linked)):
        if values:
            dialect.add_rows(connection, table, values)
    boxes = [(row["id"], row["lat"], row["lon"]) for row in rows if row["lat"] is not None and row["lon"] is not None]
    dialect.add_boxes(connection, "event_boxes", boxes)


def members_of(connection: Connection, row: int) -> list[Member]:
    """The claims of a version of an event, with why they are together."""
    asked = select(articles.c.doc, claims.c.claim, members.c.reasons).select_from(members)
    asked = asked.join(claims, claims.c.id == members.c.claim_root).join(articles, articles.c.id == claims.c.article_id)
    rows = connection.execute(asked.where(members.c.event_id == row).order_by(members.c.claim_root))
    found = ((doc, claim, _why.decode(reasons)) for doc, claim, reasons in rows)
    return [Member(doc, claim, why.reasons, why.score, why.near) for doc, claim, why in found]


def _known(decided: Sequence[tuple[int, Verdict]]) -> list[Verdict]:
    return [verdict for _, verdict in decided]


def _roots(connection: Connection, drafts: Sequence[EventDraft]) -> dict[tuple[str, str], int]:
    """The rows of the claims that some events are about.

    Raises:
        StoreError: a claim is not there, or no longer.
    """
    wanted = {(member.doc, member.claim) for draft in drafts for member in draft.members}
    docs = sorted({doc for doc, _ in wanted})
    found: dict[tuple[str, str], int] = {}
    for start in range(0, len(docs), STEP):
        asked = select(articles.c.doc, claims.c.claim, claims.c.root)
        asked = asked.join(articles, articles.c.id == claims.c.article_id)
        some = articles.c.doc.in_(docs[start : start + STEP])
        for doc, claim, root in connection.execute(asked.where(some, held(claims, None))):
            found[doc, claim] = root
    if missing := wanted - set(found):
        doc, claim = min(missing)
        raise StoreError(f"{doc}#{claim}: an event names this claim, and it is not in the database. Fuse again.")
    return found


def _row(event: Event, machine: Event) -> Row:
    place = event.place
    return {
        "event": event.event,
        "type": event.type,
        "status": event.status,
        "start_date": event.start,
        "end_date": event.end,
        "place_name": place.name if place else None,
        "place_ref": place.id if place else None,
        "place_words": padded(place.name) if place else " ",
        "country": place.country if place else None,
        "level": place.level if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision_km": place.precision_km if place else None,
        "articles": len(event.articles),
        "outlets": len(event.outlets),
        "claims": len(event.claims),
        "independent_sources": len(event.independent_sources),
        "contradictions": len(event.contradictions),
        "superseded_at": None,
        "record": msgspec.json.encode(event).decode(),
        "machine": None if event == machine else msgspec.json.encode(machine).decode(),
    }


def _names(event: Event) -> list[Row]:
    return [
        {"field": field, "seq": seq, "name": name, "words": padded(name)}
        for field in ("actors", "targets", "independent_sources")
        for seq, name in enumerate(getattr(event, field))
    ]
