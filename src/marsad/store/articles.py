"""How are articles kept? One row for each text of a document; a new text stands beside the old one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, delete, exists, select, update

from marsad.model import Article, FailedDocument, text_digest
from marsad.store import dialect, fingerprints
from marsad.store.claimrows import next_id
from marsad.store.filters import Filter, Scope, of_articles
from marsad.store.paging import Order, page_of
from marsad.store.records import Added, Fingerprint, Incoming, Page, StoredArticle
from marsad.store.schema import articles, claims, codings, failures
from marsad.store.troubles import Rows

LONGEST_ID = 2000
"""Bytes of UTF-8 that a document's id may have: more than any address, less than what an index page holds."""

STEP = 500
first = articles.alias("first")
COLUMNS = (*(column for column in articles.c if column.name != "duplicate_of"), first.c.doc.label("duplicate_of"))
SELECTED = select(*COLUMNS).select_from(articles.outerjoin(first, articles.c.duplicate_of == first.c.id))
"""Rows of articles with the ``doc`` of their first copy."""


def add(connection: Connection, incoming: Iterable[Incoming], at: str, run: int | None) -> Added:
    """Keeps articles inside the writer's transaction; see :class:`Added`."""
    known = list(incoming)
    sound, refused = _sound(known)
    held = _held(connection, {doc for one in sound.values() for doc in (one.article.doc, one.duplicate_of) if doc})
    rows: list[dict[str, Any]] = []
    old: list[int] = []
    marks: list[tuple[int, Fingerprint]] = []
    key = next_id(connection, articles)
    for doc, one in sound.items():
        digest = text_digest(one.article.full)
        there = held.get(doc)
        if there and there[2] == digest:
            continue
        if there:
            old.append(there[0])
        first_copy = held.get(one.duplicate_of or "")
        rows.append(_row(one, key, there[1] + 1 if there else 1, digest, first_copy, at, run))
        held[doc] = (key, rows[-1]["revision"], digest)
        if one.fingerprint:
            marks.append((key, one.fingerprint))
        key += 1
    _supersede(connection, old, at)
    if rows:
        dialect.add_rows(connection, articles, rows)
        full = [(row["id"], f"{row['title'] or ''}\n{row['text']}") for row in rows]
        dialect.add_words(connection, "article_words", full)
        fingerprints.add(connection, marks)
        _forgiven(connection, [row["doc"] for row in rows])
    same = len(known) - len(refused) - len(rows)
    return Added([row["id"] for row in rows], len(old), same, refused)


def _forgiven(connection: Connection, docs: Sequence[str]) -> None:
    """What could not be read before and now can is no failure any more."""
    connection.execute(delete(failures).where(failures.c.doc.in_(docs), failures.c.stage == "read"))


def uncoded(connection: Connection, coder: str, after: int, limit: int) -> list[StoredArticle]:
    """Articles of today that this version of the coder has neither coded nor failed on, by their rows."""
    done = exists().where(
        codings.c.article_id == articles.c.id, codings.c.coder == coder, codings.c.superseded_at.is_(None)
    )
    failed = exists().where(
        failures.c.article_id == articles.c.id, failures.c.coder == coder, failures.c.stage == "code"
    )
    wanted = (articles.c.superseded_at.is_(None), articles.c.set_aside.is_(None), ~done, ~failed)
    asked = SELECTED.where(*wanted, articles.c.id > after).order_by(articles.c.id).limit(limit)
    return [stored(row) for row in connection.execute(asked)]


def by_rows(connection: Connection, keys: Sequence[int]) -> Rows[StoredArticle]:
    """Articles by their rows."""
    return Rows((row.id, stored(row)) for row in connection.execute(SELECTED.where(articles.c.id.in_(keys))))


def matching(connection: Connection, wanted: Filter, scope: Scope) -> Iterator[StoredArticle]:
    """The articles asked for, in the order in which they came."""
    keys = connection.execute(_chosen(wanted, scope).order_by(articles.c.id)).scalars().all()
    for at in range(0, len(keys), STEP):
        found = by_rows(connection, keys[at : at + STEP])
        yield from (found[key] for key in keys[at : at + STEP])


def page(connection: Connection, wanted: Filter, scope: Scope, limit: int, after: str | None) -> Page[StoredArticle]:
    """A page of the articles asked for, the newest publication first."""
    order = Order(articles.c.published, articles.c.id)
    keys, following = page_of(connection, _chosen(wanted, scope), order, limit, after)
    found = by_rows(connection, keys)
    return Page([found[key] for key in keys], following)


def _chosen(wanted: Filter, scope: Scope) -> Select[Any]:
    return select(articles.c.id).where(*of_articles(wanted, scope))


def stored(row: Any) -> StoredArticle:
    """The record of a row of :data:`SELECTED`."""
    return StoredArticle(
        id=row.id,
        article=Article(row.doc, row.text, row.outlet, row.url, row.published, row.title, row.byline, row.fetched),
        revision=row.revision,
        digest=row.digest,
        ingested_at=row.ingested_at,
        superseded_at=row.superseded_at,
        language=row.language,
        set_aside=row.set_aside,
        duplicate_of=row.duplicate_of,
        raw=msgspec.json.decode(row.raw, type=dict[str, Any]) if row.raw else None,
    )


def digests(connection: Connection, docs: Sequence[str]) -> dict[str, str]:
    """The digest of the text that each of some documents has today, of those that are there."""
    return {doc: digest for doc, (_key, _revision, digest) in _held(connection, set(docs)).items()}


def unstorable(one: Incoming) -> str | None:
    """Why no database can hold a document, ``None`` where it can."""
    article = one.article
    texts = [article.doc, article.text, article.source, article.url, article.published, article.title, article.byline]
    if any(text and "\0" in text for text in texts):
        return "a NUL character in its text; remove it"
    try:
        sizes = [len(text.encode()) for text in texts if text]
    except UnicodeEncodeError as error:
        return f"half of a surrogate pair in its text: {error.reason}"
    if len(article.doc.encode()) > LONGEST_ID:
        return f"an id of {sizes[0]:,} bytes, above the limit of {LONGEST_ID:,}"
    if article.source and len(article.source.encode()) > LONGEST_ID:
        return f"a name of its newspaper above the limit of {LONGEST_ID:,} bytes"
    return None if article.doc else "no id"


def _sound(known: list[Incoming]) -> tuple[dict[str, Incoming], list[FailedDocument]]:
    """Documents by id (of two with one id the first), and those that cannot be kept."""
    sound: dict[str, Incoming] = {}
    refused = []
    for one in known:
        if why := unstorable(one):
            doc = one.article.doc.encode("utf-8", "replace").decode().replace("\0", "?")[:200]
            refused.append(FailedDocument(doc, why))
        else:
            sound.setdefault(one.article.doc, one)
    return sound, refused


def _held(connection: Connection, docs: set[str]) -> dict[str, tuple[int, int, str]]:
    c = articles.c
    asked = select(c.doc, c.id, c.revision, c.digest).where(c.superseded_at.is_(None), c.doc.in_(sorted(docs)))
    return {doc: (key, revision, digest) for doc, key, revision, digest in connection.execute(asked)}


def _supersede(connection: Connection, old: list[int], at: str) -> None:
    """Ends rows of articles whose text changed, with all that was read from them."""
    if not old:
        return
    for table, column in ((articles, articles.c.id), (codings, codings.c.article_id), (claims, claims.c.article_id)):
        ended = update(table).where(column.in_(old), table.c.superseded_at.is_(None))
        connection.execute(ended.values(superseded_at=at))


def _row(
    one: Incoming,
    key: int,
    revision: int,
    digest: str,
    first_copy: tuple[int, int, str] | None,
    at: str,
    run: int | None,
) -> dict[str, Any]:
    article = one.article
    return {
        "id": key,
        "doc": article.doc,
        "revision": revision,
        "outlet": article.source,
        "url": article.url,
        "published": article.published,
        "language": one.language,
        "byline": article.byline,
        "fetched": article.fetched,
        "digest": digest,
        "duplicate_of": first_copy[0] if first_copy else None,
        "set_aside": one.set_aside,
        "ingested_at": at,
        "run_id": run,
        "raw": msgspec.json.encode(one.raw).decode() if one.raw else None,
        "title": article.title,
        "text": article.text,
    }
