"""Which claims did people put into one event, and which did they take out of it? Reads the verdicts that stand.

A merge says that all claims of two events are about one happening, a split that the claims it names are not about the
same as the others of their event: the claims that the events had when it was decided, found again in newer codings by
what stays the same of a claim. Where two verdicts contradict each other the later one holds.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import func as sql

from marsad.errors import StoreError
from marsad.model import Verdict
from marsad.store import eventrows, verdictrows
from marsad.store.moments import held
from marsad.store.overlay import standing
from marsad.store.records import Groupings, claim_key
from marsad.store.schema import articles, claims, events, members, verdicts

ACTIONS = ("merge", "split")
STEP = 500
Keys = frozenset[str]
Anchored = dict[tuple[int, str], str]


def groupings(connection: Connection) -> Groupings:
    """What the verdicts that stand ask of fusing."""
    together: list[Keys] = []
    apart: list[tuple[Keys, Keys]] = []
    for verdict in _standing(connection):
        ours, theirs = sides(connection, verdict)
        if verdict.action == "merge":
            apart = [pair for one, other in apart for pair in _without(one, other, ours | theirs)]
            together.append(ours | theirs)
        else:
            together = [part for keys in together for part in _cut(keys, ours, theirs)]
            apart.append((ours, theirs))
    return Groupings(together, [(one, other) for one, other in apart if one and other])


def _without(one: Keys, other: Keys, merged: Keys) -> list[tuple[Keys, Keys]]:
    """What is left of keeping two sets apart when some claims of both are one event."""
    left = [(one - merged, other), (one & merged, other - merged)]
    return [(ours, theirs) for ours, theirs in left if ours and theirs]


def _cut(keys: Keys, chosen: Keys, rest: Keys) -> list[Keys]:
    """What is left of a set when some of its claims are taken out of the event of others."""
    return [keys - chosen, keys & chosen] if keys & chosen and keys & rest else [keys]


def sides(connection: Connection, verdict: Verdict) -> tuple[Keys, Keys]:
    """The claims of a merge's subject and of the other event; those that a split takes out, and the others."""
    ours = _members_then(connection, verdict.subject, verdict.at)
    if verdict.action == "merge":
        theirs = _members_then(connection, str(verdict.value), verdict.at)
        return _today(connection, ours), _today(connection, theirs)
    chosen = set(_named(verdict.value))
    taken = {anchor: key for anchor, key in ours.items() if key in chosen}
    return _today(connection, taken), _today(connection, {a: key for a, key in ours.items() if key not in chosen})


def concerned(connection: Connection, verdict: Verdict) -> Keys | None:
    """The claims that a verdict, or taking one back, leaves in the event decided on; ``None`` where it moves none."""
    moved = undone(connection, verdict) if verdict.action == "undo" else verdict
    if moved is None or moved.action not in ACTIONS:
        return None
    ours, theirs = sides(connection, moved)
    if moved.action == "merge":
        return ours
    return theirs if verdict.action == "split" else ours | theirs


def undone(connection: Connection, verdict: Verdict) -> Verdict | None:
    """The merge or split that an ``undo`` takes back."""
    asked = select(verdicts).where(verdicts.c.action.in_(ACTIONS))
    if verdict.value:
        row = connection.execute(asked.where(verdicts.c.verdict == verdict.value)).one_or_none()
        return verdictrows.record(row) if row else None
    before = [each for _, each in verdictrows.of_subjects(connection, [verdict.subject]).get(verdict.subject, [])]
    at = next((n for n, each in enumerate(before) if each.id == verdict.id), len(before))
    last = standing(before[:at])[-1:]
    return last[0] if last and last[0].action in ACTIONS else None


def changed(connection: Connection, since: str) -> list[str]:
    """The documents whose claims the verdicts given since a moment put together, take apart, or no longer do."""
    recent = select(verdicts.c.subject).where(verdicts.c.at >= since, verdicts.c.action.in_((*ACTIONS, "undo")))
    asked = select(verdicts).where(verdicts.c.action.in_(ACTIONS), verdicts.c.subject.in_(recent))
    found: set[str] = set()
    for row in connection.execute(asked).all():
        ours, theirs = sides(connection, verdictrows.record(row))
        found |= {key.rpartition("#")[0] for key in ours | theirs}
    return sorted(found)


def last(connection: Connection) -> int:
    """The row of the last verdict that may move claims."""
    asked = select(sql.coalesce(sql.max(verdicts.c.id), 0)).where(verdicts.c.action.in_((*ACTIONS, "undo")))
    return int(connection.execute(asked).scalar_one())


def about(connection: Connection, event: str) -> list[Verdict]:
    """The merges and splits that stand and move claims of an event, given under the ids of other events."""
    inside = frozenset(_members_then(connection, event, None).values())
    others = (verdict for verdict in _standing(connection) if verdict.subject != event)
    return [verdict for verdict in others if frozenset.union(*sides(connection, verdict)) & inside]


def holder(connection: Connection, keys: Iterable[str]) -> str | None:
    """The event that holds most of some claims now, the first by its id of equals; ``None`` where none does."""
    counts: Counter[str] = Counter()
    wanted = set(keys)
    docs = sorted({key.rpartition("#")[0] for key in wanted})
    asked = select(articles.c.doc, claims.c.claim, events.c.event).select_from(members)
    asked = asked.join(events, events.c.id == members.c.event_id).join(claims, claims.c.id == members.c.claim_root)
    asked = asked.join(articles, articles.c.id == claims.c.article_id).where(held(events, None))
    for at in range(0, len(docs), STEP):
        rows = connection.execute(asked.where(articles.c.doc.in_(docs[at : at + STEP])))
        counts.update(event for doc, claim, event in rows if claim_key(doc, claim) in wanted)
    return min(counts, key=lambda event: (-counts[event], event), default=None)


def check(connection: Connection, verdict: Verdict, version: eventrows.Version) -> None:
    """A merge must name another event, a split some of the event's claims.

    Raises:
        StoreError: it does not.
    """
    if verdict.action == "merge":
        other = str(verdict.value or "")
        if other == verdict.subject or not eventrows.current(connection, [other]):
            raise StoreError(
                "%(value)s: no other event that %(event)s could be merged with", value=other, event=verdict.subject
            )
    elif verdict.action == "split":
        there = {claim_key(member.doc, member.claim) for member in eventrows.members_of(connection, version.row)}
        chosen = set(_named(verdict.value))
        if not chosen or not chosen < there:
            raise StoreError(
                "Choose some of the %(count)s claims of this event, not all of them and no others.", count=len(there)
            )


def _standing(connection: Connection) -> list[Verdict]:
    """The merges and splits that nobody took back, in their order."""
    subjects = select(verdicts.c.subject).where(verdicts.c.action.in_(ACTIONS))
    names = sorted(set(connection.execute(subjects).scalars()))
    found: list[tuple[int, Verdict]] = []
    for at in range(0, len(names), STEP):
        for rows in verdictrows.of_subjects(connection, names[at : at + STEP]).values():
            row_of = {verdict.id: row for row, verdict in rows}
            kept = standing(verdict for _, verdict in rows)
            found += [(row_of[verdict.id], verdict) for verdict in kept if verdict.action in ACTIONS]
    return [verdict for _, verdict in sorted(found, key=lambda each: each[0])]


def _members_then(connection: Connection, event: str, at: str | None) -> Anchored:
    """What stays the same of the claims that an event had at a moment, each with its key then."""
    asked = select(claims.c.article_id, claims.c.anchor, claims.c.claim, articles.c.doc).select_from(members)
    asked = asked.join(events, events.c.id == members.c.event_id).join(claims, claims.c.id == members.c.claim_root)
    asked = asked.join(articles, articles.c.id == claims.c.article_id)
    rows = connection.execute(asked.where(events.c.event == event, held(events, at)))
    return {(row.article_id, row.anchor): claim_key(row.doc, row.claim) for row in rows}


def _today(connection: Connection, then: Anchored) -> Keys:
    """The keys of claims as they are coded now."""
    found: set[str] = set()
    rows = sorted({article for article, _ in then})
    asked: Any = select(claims.c.article_id, claims.c.anchor, claims.c.claim, articles.c.doc).select_from(claims)
    asked = asked.join(articles, articles.c.id == claims.c.article_id).where(held(claims, None))
    for at in range(0, len(rows), STEP):
        for row in connection.execute(asked.where(claims.c.article_id.in_(rows[at : at + STEP]))):
            if (row.article_id, row.anchor) in then:
                found.add(claim_key(row.doc, row.claim))
    return frozenset(found)


def _named(value: str | None) -> Sequence[str]:
    """The keys that a split names.

    Raises:
        StoreError: they are no JSON list of words.
    """
    try:
        found = json.loads(value or "[]")
    except json.JSONDecodeError as error:
        raise StoreError(f"{value!r}: no JSON list of claims: {error}") from error
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise StoreError(f"{value!r}: no JSON list of claims (DOC#CLAIM)")
    return found
