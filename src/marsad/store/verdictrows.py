"""How are verdicts kept and found? One row each, never changed; a verdict on a claim holds for every newer coding."""

from __future__ import annotations

import collections
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from marsad.model import Verdict
from marsad.store import dialect
from marsad.store.claimrows import next_id
from marsad.store.schema import verdicts


def add(connection: Connection, verdict: Verdict, article: int | None = None, anchor: str | None = None) -> int:
    """Keeps a verdict and returns its row; ``article`` and ``anchor`` are those of the claim, if it is on one."""
    key = next_id(connection, verdicts)
    row = {
        "id": key,
        "verdict": verdict.id,
        "subject": verdict.subject,
        "action": verdict.action,
        "field": verdict.field,
        "value": verdict.value,
        "note": verdict.note,
        "by": verdict.by,
        "at": verdict.at,
        "article_id": article,
        "anchor": anchor,
    }
    dialect.add_rows(connection, verdicts, [row])
    return key


def of_articles(connection: Connection, keys: Sequence[int]) -> dict[tuple[int, str], list[tuple[int, Verdict]]]:
    """The verdicts on claims of some articles, by article and anchor, each with its row, in their order."""
    found: dict[tuple[int, str], list[tuple[int, Verdict]]] = collections.defaultdict(list)
    asked = select(verdicts).where(verdicts.c.article_id.in_(keys)).order_by(verdicts.c.id)
    for row in connection.execute(asked):
        found[row.article_id, row.anchor].append((row.id, record(row)))
    return found


def of_subjects(
    connection: Connection, subjects: Sequence[str] | None, at: str | None = None
) -> dict[str, list[tuple[int, Verdict]]]:
    """The verdicts given until a moment on some subjects (``None``: on all), each with its row, in their order."""
    found: dict[str, list[tuple[int, Verdict]]] = collections.defaultdict(list)
    asked = select(verdicts).order_by(verdicts.c.id)
    if subjects is not None:
        asked = asked.where(verdicts.c.subject.in_(subjects))
    if at is not None:
        asked = asked.where(verdicts.c.at <= at)
    for row in connection.execute(asked):
        found[row.subject].append((row.id, record(row)))
    return found


def record(row: Any) -> Verdict:
    """The verdict of a row."""
    return Verdict(row.verdict, row.subject, row.action, row.by, row.at, row.field, row.value, row.note)
