"""What do people decide? A verdict is added, and what is believed of its subject becomes a new row beside the old."""

from __future__ import annotations

import re
import uuid
from typing import Any

import msgspec
from sqlalchemy import Connection, select, update

from marsad.codebook import Breach, breaches, event_breaches
from marsad.errors import StaleError, StoreError
from marsad.model import Article, Claim, Verdict
from marsad.store import adding, eventrows, regrouping, verdictrows
from marsad.store import articles as article_rows
from marsad.store import claims as claim_rows
from marsad.store.claimrows import ClaimRows, assembled, mentions_of
from marsad.store.overlay import ACTIONS, check_words, laid_over, standing
from marsad.store.records import claim_key
from marsad.store.schema import claims

NUL = re.compile(r"\x00|\\u0000")
"""As a character or as JSON writes it: PostgreSQL holds none in its texts."""


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
    if NUL.search(f"{verdict.value or ''} {verdict.note or ''}"):
        raise StoreError("%(subject)s: a verdict holds no NUL characters", subject=verdict.subject)
    if verdict.action == "add":
        return adding.add(connection, verdict)
    version = eventrows.current(connection, [verdict.subject]).get(verdict.subject)
    if version:
        _check_seen(_given(connection, verdict.subject), seen)
    elsewhere = _taken_back(connection, verdict)
    if elsewhere is not None:
        version = eventrows.current(connection, [elsewhere.subject]).get(elsewhere.subject)
    if version or elsewhere:
        return _on_event(connection, elsewhere or verdict, version)
    return _on_claim(connection, verdict, seen)


def _given(connection: Connection, event: str) -> list[Verdict]:
    return [each for _, each in verdictrows.of_subjects(connection, [event]).get(event, [])]


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


def _on_event(connection: Connection, verdict: Verdict, version: eventrows.Version | None) -> Verdict:
    """``version`` is ``None`` for an event that is no more, of which a merge or split is taken back."""
    given = _given(connection, verdict.subject)
    _check_stands(given, verdict)
    if version is None:
        verdictrows.add(connection, verdict)
        return verdict
    if verdict.action == "correct":
        _check_sound(event_breaches(laid_over(version.machine, [*given, verdict])[0]), verdict)
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
    machine, article = _machine(connection, row)
    full = article.full
    before = verdictrows.of_articles(connection, [row.article_id]).get((row.article_id, row.anchor), [])
    given = [each for _, each in before]
    _check_seen(given, seen)
    _check_stands(given, kept)
    believed, review = laid_over(machine, [*given, kept])
    check_words(believed, full)
    if kept.action == "correct":
        _check_sound(breaches(article, [believed], corrected=True), kept)
    key = verdictrows.add(connection, kept, row.article_id, row.anchor)
    ended = update(claims).where(claims.c.id == row.id)
    connection.execute(ended.values(superseded_at=kept.at))
    laid_out = ClaimRows(connection)
    same = {name: getattr(row, name) for name in ("coding_id", "article_id", "root", "anchor")}
    laid_out.add(believed, full, **same, review=review, verdict_id=key, valid_from=kept.at, superseded_at=None)
    laid_out.write()
    return kept


def _check_stands(given: list[Verdict], verdict: Verdict) -> None:
    """What is taken back must stand.

    Raises:
        StoreError: an ``undo`` names no verdict on its subject, or one that was taken back already.
    """
    if verdict.action == "undo" and verdict.value and verdict.value not in {each.id for each in standing(given)}:
        raise StoreError(
            "%(subject)s: no verdict «%(value)s» stands that could be taken back",
            subject=verdict.subject, value=verdict.value,
        )  # fmt: skip


def _check_sound(found: list[Breach], verdict: Verdict) -> None:
    """A corrected field keeps the contract like every value of the machine.

    Raises:
        StoreError: a category is none of the codebook, a day is none, a number or a point lies beyond its bounds.
    """
    for breach in found:
        if breach.field == verdict.field:
            raise StoreError("%(field)s: %(why)s", field=breach.field, why=breach.why)


def _machine(connection: Connection, row: Any) -> tuple[Claim, Article]:
    """The machine's claim behind a row, and the article it stands in."""
    of_root = connection.execute(select(claims).where(claims.c.id == row.root)).one()
    machine = assembled(of_root, mentions_of(connection, [row.root]), None)
    return machine, article_rows.by_rows(connection, [row.article_id])[row.article_id].article
