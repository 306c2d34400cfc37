"""How is a database taken elsewhere? Into one SQLite file, whatever it is kept in, and from it into any empty one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy import func as sql

from marsad.errors import StoreError
from marsad.store import dialect, troubles
from marsad.store.articles import by_rows
from marsad.store.schema import articles, claims, events, metadata, places

STEP = 5000


def copy_file(source: Connection, target: Path) -> None:
    """Copies an SQLite database as it is at this moment, while others go on writing it.

    Raises:
        StoreError: the copy cannot be written.
    """
    driver: Any = source.connection.driver_connection
    try:
        with closing(sqlite3.connect(target)) as there:
            driver.backup(there)
    except sqlite3.Error as error:
        raise StoreError(f"{target}: {troubles.remedy_of(error) or error}") from error


def copy_rows(source: Connection, target: Connection) -> None:
    """Copies every row of every table into an empty database, and makes its search indexes anew.

    Raises:
        StoreError: the database is not empty.
    """
    for table in metadata.sorted_tables:
        if target.execute(select(sql.count()).select_from(table)).scalar_one():
            raise StoreError(f"there are rows in {table.name} already. Restore into a new database.")
    for table in metadata.sorted_tables:
        for rows in _rows(source, table):
            dialect.add_rows(target, table, rows)
    _search(target)


def _rows(source: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    asked = select(table).order_by(*table.primary_key.columns)
    found = source.execution_options(yield_per=STEP).execute(asked).mappings()
    for some in found.partitions(STEP):
        yield [dict(row) for row in some]


def _search(target: Connection) -> None:
    for table, boxes in ((places, "place_boxes"), (events, "event_boxes")):
        points = select(table.c.id, table.c.lat, table.c.lon).where(table.c.lat.is_not(None), table.c.lon.is_not(None))
        found = target.execute(points.order_by(table.c.id)).all()
        dialect.add_boxes(target, boxes, [(row.id, row.lat, row.lon) for row in found])
    keys = target.execute(select(articles.c.id).order_by(articles.c.id)).scalars().all()
    for at in range(0, len(keys), STEP):
        texts = {key: each.article.full for key, each in by_rows(target, keys[at : at + STEP]).items()}
        dialect.add_words(target, "article_words", sorted(texts.items()))
        columns = (claims.c.id, claims.c.article_id, claims.c.sentence_start, claims.c.sentence_end)
        inside = target.execute(select(*columns).where(claims.c.article_id.in_(list(texts))).order_by(claims.c.id))
        sentences = [(key, texts[article][start:end]) for key, article, start, end in inside]
        dialect.add_words(target, "claim_words", sentences)
