"""When was something known? Moments in the one form in which the database holds and compares them."""

from __future__ import annotations

import datetime

from sqlalchemy import Connection, Table, select
from sqlalchemy.sql.elements import ColumnElement

from marsad.errors import StoreError
from marsad.store.schema import articles, claims, codings, events, fusings, runs, verdicts

_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


def now() -> str:
    """This moment: ``2026-03-01T09:30:00.000000Z``."""
    return datetime.datetime.now(datetime.UTC).strftime(_FORM)


def after_all(connection: Connection) -> str:
    """The moment of a writer: now, or just after the latest one in the database where the clock went back since.

    What was believed when, and what was decided since the last fusing, is told by comparing moments, so in a database
    time never runs backwards, whatever the clock of the machine does.
    """
    last = latest(connection)
    here = now()
    return here if last is None or last < here else _next(last)


def latest(connection: Connection) -> str | None:
    """The latest moment at which anything was kept, ``None`` in an empty database."""
    ends = [
        select(table.c[column]).order_by(table.c.id.desc()).limit(1).scalar_subquery()
        for table, column in (
            (runs, "started_at"), (articles, "ingested_at"), (codings, "coded_at"), (claims, "valid_from"),
            (events, "valid_from"), (fusings, "fused_at"), (verdicts, "at"),
        )
    ]  # fmt: skip
    return max((str(each) for each in connection.execute(select(*ends)).one() if each is not None), default=None)


def _next(moment_: str) -> str:
    later = datetime.datetime.strptime(moment_, _FORM) + datetime.timedelta(microseconds=1)
    return later.strftime(_FORM)


def from_now(**offset: int) -> str:
    """The moment that lies ``hours``, ``minutes``, ``days`` ... from now, before it where they are negative."""
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(**offset)).strftime(_FORM)


def moment(asked: str | None) -> str | None:
    """A moment as the database writes it; a day alone is the end of that day (UTC), ``None`` is now.

    Raises:
        StoreError: it is no ISO date or date-time.
    """
    if asked is None:
        return None
    try:
        if len(asked) == len("2026-03-01"):
            return f"{datetime.date.fromisoformat(asked).isoformat()}T23:59:59.999999Z"
        when = datetime.datetime.fromisoformat(asked)
    except ValueError as error:
        raise StoreError(f"{asked!r} is no date such as 2026-03-01 or 2026-03-01T09:30:00Z") from error
    if when.tzinfo is None:
        when = when.replace(tzinfo=datetime.UTC)
    return when.astimezone(datetime.UTC).strftime(_FORM)


def held(table: Table, at: str | None, since: str = "valid_from") -> ColumnElement[bool]:
    """Whether a row held at a moment of :func:`moment`; ``since`` is the column that says from when."""
    ended = table.c.superseded_at
    if at is None:
        return ended.is_(None)
    return (table.c[since] <= at) & (ended.is_(None) | (ended > at))
