"""Which page comes next? Cursors that stand where they are while rows are added: the last value and id of a page."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, or_
from sqlalchemy import func as sql

from marsad.errors import StoreError

Cursor = tuple[str, int]


class Order(msgspec.Struct, frozen=True):
    """By what things are ordered: a text column (``None`` stands last) and then the id; newest first if ``newest``."""

    value: Any
    id: Any
    newest: bool = True


def page_of(
    connection: Connection, asked: Select[Any], order: Order, limit: int, after: str | None
) -> tuple[list[int], str | None]:
    """The ids of a page of at most ``limit`` things, and the cursor of the next one.

    ``asked`` is a selection from the table of the order's columns; its columns are replaced by what is needed here.

    Raises:
        StoreError: ``after`` is no cursor of a former page.
    """
    value = sql.coalesce(order.value, "")
    found: Select[Any] = asked.with_only_columns(order.id, value)
    if after is not None:
        found = found.where(_beyond(value, order, parsed(after)))
    by = (value.desc(), order.id.desc()) if order.newest else (value.asc(), order.id.asc())
    rows = connection.execute(found.order_by(*by).limit(limit + 1)).all()
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    return [row[0] for row in rows[:limit]], f"{last[1]}~{last[0]}" if last else None


def _beyond(value: Any, order: Order, cursor: Cursor) -> ColumnElement[bool]:
    last, key = cursor
    lower, higher = (value < last, order.id < key), (value > last, order.id > key)
    beyond, further = lower if order.newest else higher
    return or_(beyond, and_(value == last, further))


def parsed(cursor: str) -> Cursor:
    """Value and id of the last thing of the page before.

    Raises:
        StoreError: it is no cursor.
    """
    value, mark, key = cursor.rpartition("~")
    if not mark or not key.isdecimal():
        raise StoreError(
            "%(value)s is no cursor. Give the `next` of the page before, or none for the first page.", value=cursor
        )
    return value, int(key)
