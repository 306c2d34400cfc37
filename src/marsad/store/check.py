"""Does the database hold together? Values stand in their texts, rows have what they point at, search is in step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select, text
from sqlalchemy import func as sql
from sqlalchemy.exc import DBAPIError

from marsad.codebook import breaches
from marsad.errors import StoreError
from marsad.model import Article, text_digest
from marsad.store import words
from marsad.store.articles import by_rows
from marsad.store.claimrows import assembled, mentions_of
from marsad.store.schema import articles, claims, codings, events, members, metadata, places

STEP = 500
SHOWN = 10
"""Faults of one kind that are named; the others are counted."""

LONGEST = 40
"""Letters above which a word is no word (an address without its points)."""


class Fault(msgspec.Struct, frozen=True):
    """One thing that does not hold: where it is (table, row or document), and what is wrong with it."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


def faults(connection: Connection) -> Iterator[Fault]:
    """All that does not hold; nothing in a sound database. A file that cannot be read to its end is one fault more."""
    try:
        yield from _faults(connection)
    except (StoreError, DBAPIError, msgspec.MsgspecError, ValueError) as error:
        yield Fault("file", f"cannot be read to its end: {str(error).splitlines()[0]}")


def _faults(connection: Connection) -> Iterator[Fault]:
    yield from _structure(connection)
    yield from _references(connection)
    yield from _digests(connection)
    yield from _words(connection)
    yield from _versions(connection)
    yield from _search(connection)


def _structure(connection: Connection) -> Iterator[Fault]:
    """What SQLite itself says of its file; PostgreSQL checks its own on reading."""
    if connection.dialect.name == "sqlite":
        for (line,) in connection.execute(text("PRAGMA integrity_check")):
            if line != "ok":
                yield Fault("file", str(line))


def _references(connection: Connection) -> Iterator[Fault]:
    """Rows whose foreign keys lead nowhere."""
    for table in metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=str):
            child, parent = key.parent, key.column
            there = parent.table.alias("there")
            lost = (
                select(sql.count())
                .select_from(table)
                .where(child.is_not(None), ~select(1).where(there.c[parent.name] == child).exists())
            )
            if number := connection.execute(lost).scalar_one():
                yield Fault(f"{table.name}.{child.name}", f"{number:,} rows point at no row of {parent.table.name}")


def _digests(connection: Connection) -> Iterator[Fault]:
    """Every text is the one that was kept."""
    keys = connection.execute(select(articles.c.id).order_by(articles.c.id)).scalars().all()
    for at in range(0, len(keys), STEP):
        for key, each in by_rows(connection, keys[at : at + STEP]).items():
            if text_digest(each.article.full) != each.digest:
                yield Fault(f"{each.article.doc} (row {key} of articles)", "it is not the text that was kept")


def _words(connection: Connection) -> Iterator[Fault]:
    """Every value of every claim that was ever believed stands in the text of its article's row."""
    asked = select(articles.c.id).where(articles.c.id.in_(select(claims.c.article_id))).order_by(articles.c.id)
    keys = connection.execute(asked).scalars().all()
    for at in range(0, len(keys), STEP):
        some = keys[at : at + STEP]
        texts = by_rows(connection, some)
        for key, each in texts.items():
            yield from _of_article(connection, key, each.article)


def _of_article(connection: Connection, key: int, article: Article) -> Iterator[Fault]:
    rows = connection.execute(select(claims).where(claims.c.article_id == key).order_by(claims.c.id)).all()
    found = mentions_of(connection, [row.id for row in rows])
    for row in rows:
        for breach in breaches(article, [assembled(row, found, None)]):
            yield Fault(f"{article.doc} (row {row.id} of claims)", str(breach))


def _versions(connection: Connection) -> Iterator[Fault]:
    """What is believed of one thing at one time is one row; codings have the claims that they count."""
    for table, columns in (
        (articles, (articles.c.doc,)),
        (codings, (codings.c.article_id,)),
        (claims, (claims.c.article_id, claims.c.anchor)),
        (events, (events.c.event,)),
    ):
        yield from _twice(connection, table, columns)
    own = (claims.c.root == claims.c.id) & claims.c.verdict_id.is_(None)  # people's additions are not the coder's
    inside = select(sql.count()).where(claims.c.coding_id == codings.c.id, own)
    short = select(codings.c.id).where(codings.c.claims != inside.scalar_subquery())
    for key in connection.execute(short).scalars():
        yield Fault(f"row {key} of codings", "it does not have as many claims as it says")
    alone = select(events.c.event).where(~select(1).where(members.c.event_id == events.c.id).exists())
    for name in connection.execute(alone).scalars():
        yield Fault(f"event {name}", "it has no claims")


def _twice(connection: Connection, table: Table, columns: Sequence[Any]) -> Iterator[Fault]:
    asked = select(*columns).where(table.c.superseded_at.is_(None)).group_by(*columns).having(sql.count() > 1)
    for row in connection.execute(asked):
        yield Fault(table.name, f"two rows hold now for {', '.join(map(str, row))}")


def _search(connection: Connection) -> Iterator[Fault]:
    """The search indexes have every row, with its words, and nothing else."""
    sqlite = connection.dialect.name == "sqlite"
    for table, index in ((articles, "article_words"), (claims, "claim_words")):
        shadow = f"{index}_docsize" if sqlite else index
        yield from _rows_differ(connection, table.name, shadow, "true")
    if sqlite:
        for table, index in ((places, "place_boxes"), (events, "event_boxes")):
            yield from _rows_differ(connection, table.name, index, "lat IS NOT NULL AND lon IS NOT NULL")
    for table, index in ((articles, "article_words"), (claims, "claim_words")):
        yield from _words_differ(connection, table, index)


def _rows_differ(connection: Connection, table: str, index: str, condition: str) -> Iterator[Fault]:
    for one, other, why in (
        (f"SELECT id FROM {table} WHERE {condition}", f"SELECT id FROM {index}", "rows are not in the index"),
        (f"SELECT id FROM {index}", f"SELECT id FROM {table} WHERE {condition}", "entries of the index have no row"),
    ):
        number = connection.execute(text(f"SELECT count(*) FROM ({one} EXCEPT {other}) AS lost")).scalar_one()
        if number:
            yield Fault(index.removesuffix("_docsize"), f"{number:,} {why}")


def _words_differ(connection: Connection, table: Table, index: str) -> Iterator[Fault]:
    """Texts that their own words do not find: each is asked for by its longest ones."""
    if connection.dialect.name == "sqlite":
        found = text(f"SELECT 1 FROM {index} WHERE rowid = :id AND words MATCH :asked")
    else:
        found = text(f"SELECT 1 FROM {index} WHERE id = :id AND words @@ to_tsquery('simple', :asked)")
    number = 0
    for key, full in _texts(connection, table):
        asked = _longest(full)
        if asked and connection.execute(found, {"id": key, "asked": _question(connection, asked)}).first() is None:
            number += 1
            if number <= SHOWN:
                yield Fault(f"{index}, row {key}", f"its own words do not find it: {' '.join(asked)}")
    if number > SHOWN:
        yield Fault(index, f"{number - SHOWN:,} more rows are not found by their own words")


def _texts(connection: Connection, table: Table) -> Iterator[tuple[int, str]]:
    """The texts that an index is of, by their rows."""
    keys = connection.execute(select(table.c.id).order_by(table.c.id)).scalars().all()
    for at in range(0, len(keys), STEP):
        some = keys[at : at + STEP]
        if table is articles:
            yield from ((key, each.article.full) for key, each in by_rows(connection, some).items())
            continue
        rows = connection.execute(select(claims).where(claims.c.id.in_(some))).all()
        texts = by_rows(connection, sorted({row.article_id for row in rows}))
        for row in rows:
            yield row.id, texts[row.article_id].article.full[row.sentence_start : row.sentence_end]


def _longest(full: str) -> list[str]:
    """Long words are rare, so that asking for them is quick."""
    found = {word for word in words.words(full[: words.SEARCHED]) if len(word) < LONGEST}
    return sorted(found, key=lambda word: (-len(word), word))[:3]


def _question(connection: Connection, asked: list[str]) -> str:
    terms = [words.Term(((word,),)) for word in asked]
    return words.fts5(terms) if connection.dialect.name == "sqlite" else words.tsquery(terms)
