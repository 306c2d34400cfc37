"""How do SQLite and PostgreSQL differ? Opening, the lock of the one writer, search of words and of boxes."""

from __future__ import annotations

import math
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Table, bindparam, create_engine, event, text
from sqlalchemy import func as sql
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.sql.elements import ColumnElement

from marsad.errors import StoreError
from marsad.store import troubles, words
from marsad.store.schema import Id, articles, claims, events, places

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

_LOCK = 0x4D617273
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "busy_timeout=60000",
    "cache_size=-65536",
    "temp_store=MEMORY",
)


def url_of(where: str | Path) -> URL:
    """The address of a database: a URL, or the path of an SQLite file.

    Raises:
        StoreError: it is neither SQLite nor PostgreSQL.
    """
    text_ = str(where)
    if "://" not in text_:
        return URL.create("sqlite", database=text_)
    try:
        url = make_url(text_)
    except ArgumentError as error:
        raise StoreError(f"{text_}: no address of a database. Give a file or postgresql://user@host/name.") from error
    name = url.get_backend_name()
    if name in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if name == "sqlite":
        return url
    raise StoreError(f"{name}: not a database that Marsad keeps. Give a file (SQLite) or postgresql://user@host/name.")


def engine_of(url: URL) -> Engine:
    """An engine whose connections keep foreign keys, read one snapshot and wait for the writer.

    Raises:
        StoreError: the driver of PostgreSQL is not installed.
    """
    if url.get_backend_name() == "sqlite":
        engine = create_engine(_reached(url))
        event.listen(engine, "connect", _sqlite_connected)
        event.listen(engine, "begin", _sqlite_begin)
        troubles.say(engine, str(url.database))
        return engine
    try:
        engine = create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StoreError("PostgreSQL needs its driver: pip install 'marsad[postgresql]'.") from error
    troubles.say(engine, url.render_as_string(hide_password=True))
    return engine


def to_read(url: URL) -> URL:
    """The address by which an SQLite file is opened to be read alone: nothing is written, not beside it either."""
    path = Path(url.database or "")
    log = path.with_name(f"{path.name}-wal")
    how = {"mode": "ro"} if log.exists() and log.stat().st_size else {"immutable": "1"}
    return url.set(database=f"file:{quote(str(path))}", query={**how, "uri": "true"})


def _reached(url: URL) -> URL:
    """As it is given; to be read alone where the file system is mounted so, which SQLite does not find out itself."""
    path = Path(url.database or "")
    return to_read(url) if path.is_file() and os.statvfs(path).f_flag & os.ST_RDONLY else url


def writer(engine: Engine) -> Connection:
    """A connection that will take the lock of the one writer; readers go on meanwhile."""
    connection = engine.connect()
    if engine.dialect.name == "sqlite":
        return connection.execution_options(marsad_writes=True)
    return connection.execution_options(isolation_level="READ COMMITTED")


def lock(connection: Connection) -> None:
    """Waits until no other writer is at work; the lock ends with the transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def add_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Inserts many rows, which all have the columns of the first, in the fastest way that the database knows."""
    if not rows:
        return
    names = list(rows[0])
    values = [tuple(row[name] for name in names) for row in rows]
    columns = ", ".join(f'"{name}"' for name in names)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(names))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", values)
        return
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
        for value in values:
            copy.write_row(value)


def add_words(connection: Connection, table: str, rows: list[tuple[int, str]]) -> None:
    """Puts texts into the search index ``article_words`` or ``claim_words`` under their ids."""
    if not rows:
        return
    values = [{"id": key, "words": words.indexed(full)} for key, full in rows]
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"INSERT INTO {table} (rowid, words) VALUES (:id, :words)"), values)
    else:
        connection.execute(text(f"INSERT INTO {table} VALUES (:id, to_tsvector('simple', :words))"), values)


def add_boxes(connection: Connection, table: str, rows: list[tuple[int, float, float]]) -> None:
    """Puts points (id, latitude, longitude) into ``place_boxes`` or ``event_boxes``; PostgreSQL does so by itself."""
    if rows and connection.dialect.name == "sqlite":
        values = [{"id": key, "lat": lat, "lon": lon} for key, lat, lon in rows]
        connection.execute(text(f"INSERT INTO {table} VALUES (:id, :lat, :lat, :lon, :lon)"), values)


def has_words(dialect: str, table: str, question: str) -> ColumnElement[bool]:
    """Whether a row of articles or claims holds the words of a question; nothing to look for finds nothing."""
    asked = words.terms(question)
    key = articles.c.id if table == "article_words" else claims.c.id
    if not asked:
        return key.is_(None)
    if dialect == "sqlite":
        found = _bound(f"SELECT rowid AS id FROM {table} WHERE words MATCH :asked", asked=words.fts5(asked))
    else:
        question = words.tsquery(asked)
        found = _bound(f"SELECT id FROM {table} WHERE words @@ to_tsquery('simple', :asked)", asked=question)
    return key.in_(found)


def holds(dialect: str, column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """Whether a text holds a part, letter for letter (quicker than LIKE, which folds cases)."""
    place: ColumnElement[int] = sql.instr(column, part) if dialect == "sqlite" else sql.strpos(column, part)
    return place > 0


def in_box(dialect: str, table: str, box: tuple[float, float, float, float]) -> ColumnElement[bool]:
    """Whether a place or event lies in west, south, east, north (degrees); west above east crosses the date line."""
    west, south, east, north = box
    if west > east:
        return in_box(dialect, table, (west, south, 180.0, north)) | in_box(
            dialect, table, (-180.0, south, east, north)
        )
    of = places if table == "place_boxes" else events
    exact = of.c.lat.between(south, north) & of.c.lon.between(west, east)
    if dialect == "sqlite":
        rough = f"SELECT id FROM {table} WHERE south <= :n AND north >= :s AND west <= :e AND east >= :w"
        return of.c.id.in_(_bound(rough, w=west, s=south, e=east, n=north)) & exact
    point = sql.point(of.c.lon, of.c.lat)
    corner = sql.box(sql.point(west, south), sql.point(east, north))
    return of.c.lat.is_not(None) & point.op("<@", is_comparison=True)(corner) & exact


def within(dialect: str, table: str, lat: float, lon: float, km: float) -> ColumnElement[bool]:
    """Whether a place or event lies within ``km`` kilometres of a point on the ground."""
    of = places if table == "place_boxes" else events
    return in_box(dialect, table, around(lat, lon, km)) & (_distance(dialect, of.c.lat, of.c.lon, lat, lon) <= km)


def around(lat: float, lon: float, km: float) -> tuple[float, float, float, float]:
    """A box (west, south, east, north) that holds the circle; all longitudes where it holds a pole."""
    high = math.degrees(km / EARTH_KM) * 1.000001
    south, north = lat - high, lat + high
    if south <= -90 or north >= 90:
        return -180.0, max(south, -90.0), 180.0, min(north, 90.0)
    wide = math.degrees(math.asin(min(1.0, math.sin(math.radians(high)) / math.cos(math.radians(lat)))))
    west, east = lon - wide, lon + wide
    return west + 360 * (west < -180), south, east - 360 * (east > 180), north


def distance_km(lat: float | None, lon: float | None, other_lat: float, other_lon: float) -> float | None:
    """Kilometres between two points on a sphere (haversine), ``None`` where the first is unknown."""
    if lat is None or lon is None:
        return None
    a, b = math.radians(lat), math.radians(other_lat)
    h = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon - other_lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def _distance(dialect: str, lat: Any, lon: Any, other_lat: float, other_lon: float) -> ColumnElement[float]:
    if dialect == "sqlite":
        return sql.distance_km(lat, lon, other_lat, other_lon)
    a, b = sql.radians(lat), math.radians(other_lat)
    half, across = sql.sin((a - b) / 2), sql.sin(sql.radians(lon - other_lon) / 2)
    return 2 * EARTH_KM * sql.asin(sql.sqrt(sql.least(1.0, half * half + sql.cos(a) * math.cos(b) * across * across)))


def _bound(clause: str, **values: float | str) -> Any:
    """A selection of ids whose parameters never meet those of another."""
    bound = text(clause).bindparams(*(bindparam(name, value, unique=True) for name, value in values.items()))
    return bound.columns(id=Id)


def _sqlite_connected(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
    connection.create_function("distance_km", 4, distance_km, deterministic=True)


def _sqlite_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("marsad_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
