"""Which texts that are kept may a new one be a copy of? Fingerprints by the bands that they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select
from sqlalchemy import func as sql

from marsad.store import dialect
from marsad.store.records import Fingerprint, Kept
from marsad.store.schema import articles, bands, fingerprints

STEP = 5000


def add(connection: Connection, marks: Iterable[tuple[int, Fingerprint]]) -> None:
    """Keeps the fingerprints of articles by their rows."""
    found = list(marks)
    if not found:
        return
    rows = [{"article_id": key, "version": mark.version, "signature": mark.signature} for key, mark in found]
    dialect.add_rows(connection, fingerprints, rows)
    inside = sorted({(band, key) for key, mark in found for band in mark.bands})
    if inside:
        dialect.add_rows(connection, bands, [{"band": band, "article_id": key} for band, key in inside])


def near(connection: Connection, asked: Sequence[int], version: int) -> dict[int, list[int]]:
    """The rows of the articles of today whose fingerprints have each of some bands, oldest first."""
    found: dict[int, list[int]] = {}
    wanted = sorted(set(asked))
    for at in range(0, len(wanted), STEP):
        rows = select(bands.c.band, bands.c.article_id).join(articles, articles.c.id == bands.c.article_id)
        rows = rows.join(fingerprints, fingerprints.c.article_id == bands.c.article_id)
        some = bands.c.band.in_(wanted[at : at + STEP])
        rows = rows.where(some, articles.c.superseded_at.is_(None), fingerprints.c.version == version)
        for band, key in connection.execute(rows.order_by(bands.c.article_id)):
            found.setdefault(band, []).append(key)
    return found


def kept(connection: Connection, keys: Sequence[int]) -> dict[int, Kept]:
    """The signatures of some articles, with their first copies."""
    first = articles.alias("first")
    columns = (articles.c.id, articles.c.doc, sql.coalesce(first.c.doc, articles.c.doc), fingerprints.c.signature)
    asked = select(*columns).join(fingerprints, fingerprints.c.article_id == articles.c.id)
    asked = asked.outerjoin(first, first.c.id == articles.c.duplicate_of)
    found = {}
    for at in range(0, len(keys), STEP):
        for key, doc, copied, signature in connection.execute(asked.where(articles.c.id.in_(keys[at : at + STEP]))):
            found[key] = Kept(key, doc, copied, bytes(signature))
    return found
