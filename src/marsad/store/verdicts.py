"""What do people decide? A verdict is added, and what is believed of its subject becomes a new row beside the old."""

from __future__ import annotations

import uuid
from typing import Any

import msgspec
from sqlalchemy import Connection, select, update

from marsad.errors import StaleError, StoreError
from marsad.model import Verdict
from marsad.store import adding, eventrows, regrouping, verdictrows
from marsad.store import articles as article_rows
from marsad.store import claims as claim_rows
from marsad.store.claimrows import ClaimRows, assembled, mentions_of
from marsad.store.overlay import ACTIONS, check_words, corrected, laid_over
from marsad.store.records import claim_key
from marsad.store.schema import claims


def add(connection: Connection, verdict: Verdict, seen: str | None = None) -> Verdict:
    """Keeps a verdict inside the writer's transaction; it comes back with the id and the subject it was kept under.

    The subject of an ``add`` is the document, and becomes the claim that was added.

    ``seen`` is the id of the last verdict that the person knew of, empty for none; ``None`` asks for no such check.

    Raises:
        StaleError: there is a newer verdict than the one that was seen.
        StoreError: no such action or subject, or a correction that is no value of its field or not in the text.
    """
    if verdict.action not in ACTIONS:
        raise StoreError(
            "%(value)s: no verdict. Give one of %(choices)s.", value=verdict.action, choices=", ".join(ACTIONS)
        )
    if not verdict.by.strip():
        raise StoreError("a verdict needs the name of the person who gives it (by)")
    if verdict.action == "add":
        return adding.add(connection, verdict)
    now = eventrows.current(connection, [verdict.subject])
    version = now.get(verdict.subject)
    if version:
        known = verdictrows.of_subjects(connection, [verdict.subject]).get(verdict.subject, [])
        _check_seen([each for _, each in known], seen)
    elsewhere = _taken_back(connection, verdict)
    if elsewhere is not None:
        version = eventrows.current(connection, [elsewhere.subject]).get(elsewhere.subject)
        if version is None:
            verdictrows.add(connection, elsewhere)
            return elsewhere
    if version:
        return _on_event(connection, elsewhere or verdict, version)
    return _on_claim(connection, verdict, seen)


def _taken_back(connection: Connection, verdict: Verdict) -> Verdict | None:
    """The undoing of a merge or split as it is kept: under the id that the event had when that was decided."""
    moved = regrouping.undone(connection, verdict) if verdict.action == "undo" and verdict.value else None
    return msgspec.structs.replace(verdict, subject=moved.subject) if moved else None


def _check_seen(known: list[Verdict], seen: str | None) -> None:
    last = known[-1] if known else None
    if seen is None or seen == (last.id if last else ""):
        return
    by, what = (last.by, last.action) if last else ("somebody", "undo")
    raise StaleError(
        "%(by)s decided on this meanwhile (%(action)s). Look at it again before you decide.", by=by, action=what
    )


def fresh_id() -> str:
    """An id for a verdict that no other has."""
    return uuid.uuid4().hex


def _on_event(connection: Connection, verdict: Verdict, version: eventrows.Version) -> Verdict:
    if verdict.action == "correct":
        corrected(version.machine, verdict)
    regrouping.check(connection, verdict, version)
    verdictrows.add(connection, verdict)
    eventrows.end(connection, [version.row], verdict.at)
    eventrows.write(connection, [(version.machine, version.members)], verdict.at)
    return verdict


def _on_claim(connection: Connection, verdict: Verdict, seen: str | None) -> Verdict:
    if verdict.action in ("merge", "split"):
        raise StoreError("%(event)s: no event with this id that could be merged or split", event=verdict.subject)
    row = claim_rows.find(connection, verdict.subject)
    kept = Verdict(
        verdict.id, claim_key(row.doc, row.claim), verdict.action, verdict.by, verdict.at,
        verdict.field, verdict.value, verdict.note,
    )  # fmt: skip
    machine, full = _machine(connection, row)
    before = verdictrows.of_articles(connection, [row.article_id]).get((row.article_id, row.anchor), [])
    _check_seen([each for _, each in before], seen)
    believed, review = laid_over(machine, [*(each for _, each in before), kept])
    check_words(believed, full)
    key = verdictrows.add(connection, kept, row.article_id, row.anchor)
    ended = update(claims).where(claims.c.id == row.id)
    connection.execute(ended.values(superseded_at=kept.at))
    laid_out = ClaimRows(connection)
    same = {name: getattr(row, name) for name in ("coding_id", "article_id", "root", "anchor")}
    laid_out.add(believed, full, **same, review=review, verdict_id=key, valid_from=kept.at, superseded_at=None)
    laid_out.write()
    return kept


def _machine(connection: Connection, row: Any) -> tuple[Any, str]:
    """The machine's claim behind a row, and the text it stands in."""
    of_root = connection.execute(select(claims).where(claims.c.id == row.root)).one()
    machine = assembled(of_root, mentions_of(connection, [row.root]), None)
    return machine, article_rows.by_rows(connection, [row.article_id])[row.article_id].article.full
