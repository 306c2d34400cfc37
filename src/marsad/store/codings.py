"""How is a reading of an article kept? Whole or not at all; a newer reading ends the older one and keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from marsad.errors import StoreError
from marsad.model import Claim, CodedDocument, FailedDocument, Verdict
from marsad.store import articles as article_rows
from marsad.store import dialect
from marsad.store.adding import carry_over
from marsad.store.claimrows import ClaimRows, anchors, next_id
from marsad.store.overlay import laid_over
from marsad.store.records import NewCoding, StoredArticle
from marsad.store.schema import claims, codings, failures
from marsad.store.verdictrows import of_articles

Row = dict[str, Any]


def add(connection: Connection, new: Iterable[NewCoding], coder: str, at: str) -> int:
    """Keeps readings inside the writer's transaction; how many documents they were.

    A reading of a text that was replaced meanwhile, or that this version has read already, adds nothing.
    """
    found = {each.article: each.document for each in new}
    held = _open_articles(connection, sorted(found), coder)
    read = {key: document for key, document in found.items() if key in held}
    good = {key: document for key, document in read.items() if isinstance(document, CodedDocument)}
    bad = {key: document for key, document in read.items() if isinstance(document, FailedDocument)}
    _supersede(connection, sorted(good), at)
    _write(connection, good, held, coder, at)
    fail(connection, [_failure(held[key], document.error, coder) for key, document in bad.items()], at)
    return len(read)


def fail(connection: Connection, rows: Sequence[Row], at: str) -> None:
    """Keeps failures; the last one of a document, stage and coder stands."""
    if not rows:
        return
    c = failures.c
    last = {(row["doc"], row["stage"], row["coder"]): row for row in rows}
    for doc, stage, coder in last:
        connection.execute(delete(failures).where(c.doc == doc, c.stage == stage, c.coder == coder))
    key = next_id(connection, failures)
    numbered = [{"id": key + n, "failed_at": at, **row} for n, row in enumerate(last.values())]
    dialect.add_rows(connection, failures, numbered)


def _failure(article: StoredArticle, error: str, coder: str) -> Row:
    return {
        "doc": article.article.doc,
        "stage": "code",
        "coder": coder,
        "article_id": article.id,
        "error": error.replace("\0", "?"),
    }


def _open_articles(connection: Connection, keys: Sequence[int], coder: str) -> dict[int, StoredArticle]:
    """The articles of today among some rows that this version of the coder has not read."""
    done = select(codings.c.article_id).where(
        codings.c.article_id.in_(keys), codings.c.coder == coder, codings.c.superseded_at.is_(None)
    )
    read = set(connection.execute(done).scalars())
    there = article_rows.by_rows(connection, [key for key in keys if key not in read])
    missing = set(keys) - read - set(there)
    if missing:
        raise StoreError(f"articles {sorted(missing)}: not in this database. Add the articles before their codings.")
    return {key: article for key, article in there.items() if article.superseded_at is None}


def _supersede(connection: Connection, keys: Sequence[int], at: str) -> None:
    for table in (codings, claims):
        ended = update(table).where(table.c.article_id.in_(keys), table.c.superseded_at.is_(None))
        connection.execute(ended.values(superseded_at=at))


def _write(
    connection: Connection, good: dict[int, CodedDocument], held: dict[int, StoredArticle], coder: str, at: str
) -> None:
    if not good:
        return
    coding, rows = next_id(connection, codings), []
    laid_out = ClaimRows(connection)
    decided = of_articles(connection, list(good))
    for number, (key, document) in enumerate(good.items(), coding):
        base = {"coder": coder, "coded_at": at, "superseded_at": None, "article_id": key}
        rows.append(base | {"id": number, "language": document.language, "claims": len(document.claims)})
        row = {"coding_id": number, "article_id": key, "valid_from": at}
        full = held[key].article.full
        found = anchors(document.claims)
        for claim, anchor in zip(document.claims, found, strict=True):
            _add(laid_out, claim, full, row | {"anchor": anchor}, decided.get((key, anchor), []))
        carry_over(laid_out, row, full, found, decided)
    dialect.add_rows(connection, codings, rows)
    laid_out.write()


def _add(laid_out: ClaimRows, claim: Claim, full: str, row: Row, decided: Sequence[tuple[int, Verdict]]) -> None:
    """The machine's row; where people have decided about this claim before, what is believed stands beside it."""
    fresh = {"review": "unreviewed", "verdict_id": None, "superseded_at": None}
    if not decided:
        laid_out.add(claim, full, **row, **fresh)
        return
    believed, review = laid_over(claim, [verdict for _, verdict in decided])
    root = laid_out.add(claim, full, **row, **fresh | {"superseded_at": row["valid_from"]})
    changed = {"root": root, "review": review, "verdict_id": decided[-1][0]}
    laid_out.add(believed, full, **row, **fresh | changed)
