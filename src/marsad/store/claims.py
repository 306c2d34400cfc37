"""Which claims are there, and what was each of them when? Reads claims as they are believed, or were at a moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy import func as sql

from marsad.errors import StoreError
from marsad.model import Claim, CodedDocument, LinkedClaim, LinkedDocument
from marsad.store.articles import by_rows as by_article
from marsad.store.claimrows import assembled, mentions_of
from marsad.store.filters import Filter, Scope, of_claims
from marsad.store.moments import held
from marsad.store.paging import Order, page_of
from marsad.store.records import ClaimVersion, CodedText, Page, StoredClaim, claim_key
from marsad.store.schema import articles, claims, codings, events, members, verdicts
from marsad.store.troubles import Rows

STEP = 500
first = articles.alias("first")
ABOUT = claims.join(articles, articles.c.id == claims.c.article_id)
_FULL = sql.coalesce(sql.nullif(articles.c.title, "") + "\n", "") + articles.c.text
_SENTENCE = sql.substr(_FULL, claims.c.sentence_start + 1, claims.c.sentence_end - claims.c.sentence_start)
_ROWS = (
    select(
        claims,
        articles.c.doc,
        articles.c.outlet,
        articles.c.published,
        articles.c.title,
        articles.c.url,
        first.c.doc.label("first_copy"),
        codings.c.coder,
        codings.c.coded_at,
    )
    .select_from(ABOUT.join(codings, codings.c.id == claims.c.coding_id))
    .outerjoin(first, first.c.id == articles.c.duplicate_of)
)


def matching(connection: Connection, wanted: Filter, scope: Scope) -> Iterator[StoredClaim]:
    """The claims asked for, in the order in which their articles came and in that of the text."""
    keys = connection.execute(_chosen(wanted, scope).order_by(claims.c.article_id, claims.c.root)).scalars().all()
    for at in range(0, len(keys), STEP):
        yield from by_rows(connection, keys[at : at + STEP], scope)


def page(connection: Connection, wanted: Filter, scope: Scope, limit: int, after: str | None) -> Page[StoredClaim]:
    """A page of the claims asked for, the newest publication first."""
    order = Order(articles.c.published, claims.c.id)
    keys, following = page_of(connection, _chosen(wanted, scope), order, limit, after)
    return Page(by_rows(connection, keys, scope), following)


def by_rows(connection: Connection, keys: Sequence[int], scope: Scope) -> list[StoredClaim]:
    """The claims of some rows, in their order."""
    read = connection.execute(_ROWS.add_columns(_SENTENCE.label("sentence")).where(claims.c.id.in_(keys)))
    found: Rows[Any] = Rows((row.id, row) for row in read)
    mentions = mentions_of(connection, keys)
    about = events_of(connection, [row.root for row in found.values()], scope.at)
    rows = [found[key] for key in keys]
    return [_stored(row, assembled(row, mentions, about.get(row.root))) for row in rows]


def events_of(connection: Connection, roots: Sequence[int], at: str | None) -> dict[int, str]:
    """The event that each of some claims is about, of those that are about one."""
    asked = select(members.c.claim_root, events.c.event).join(events, events.c.id == members.c.event_id)
    rows = connection.execute(asked.where(members.c.claim_root.in_(roots), held(events, at)))
    return {row.claim_root: row.event for row in rows}


def find(connection: Connection, key: str) -> Any:
    """The row of ``claims`` that holds now under a key ``doc#claim``, or under the claim's id where that is enough.

    Raises:
        StoreError: there is none, or several articles hold a claim with this id.
    """
    doc, _, claim = key.rpartition("#")
    asked = select(claims, articles.c.doc).select_from(ABOUT)
    asked = asked.where(claims.c.claim == claim, held(claims, None)).order_by(claims.c.id)
    rows = connection.execute(asked.where(articles.c.doc == doc) if doc else asked).all()
    if not rows:
        raise StoreError("%(claim)s: no claim with this id. Claims are named DOC#CLAIM.", claim=key)
    if len(rows) > 1:
        several = ", ".join(claim_key(row.doc, claim) for row in rows)
        raise StoreError(
            "%(claim)s: several articles hold this claim. Give one of %(choices)s.", claim=key, choices=several
        )
    return rows[0]


def history(connection: Connection, root: int) -> list[ClaimVersion]:
    """What a claim was, from the machine's value to what is believed now."""
    asked = select(claims, codings.c.coder, verdicts.c.verdict).join(codings, codings.c.id == claims.c.coding_id)
    asked = asked.outerjoin(verdicts, verdicts.c.id == claims.c.verdict_id)
    rows = connection.execute(asked.where(claims.c.root == root).order_by(claims.c.id)).all()
    mentions = mentions_of(connection, [row.id for row in rows])
    return [
        ClaimVersion(
            row.valid_from, row.superseded_at, assembled(row, mentions, None), row.review, row.coder, row.verdict
        )
        for row in rows
    ]


def documents(connection: Connection, docs: Sequence[str] | None, scope: Scope) -> Iterator[LinkedDocument]:
    """Coded documents in the contract's form, those without claims too; ``docs`` asks for some by their ids."""
    c = codings.c
    held_then = held(codings, scope.at, "coded_at")
    asked = select(
        c.id, c.article_id, c.language, articles.c.doc, articles.c.outlet, articles.c.published, articles.c.title
    )
    asked = asked.join(articles, articles.c.id == c.article_id).where(held_then).order_by(c.article_id)
    if docs is not None:
        asked = asked.where(articles.c.doc.in_(docs))
    rows = connection.execute(asked).all()
    for at in range(0, len(rows), STEP):
        some = rows[at : at + STEP]
        inside = _claims_in(connection, [row.article_id for row in some], scope)
        for row in some:
            found = inside.get(row.article_id, [])
            yield LinkedDocument(row.doc, row.outlet, row.published, row.title, row.language, found)


def with_texts(connection: Connection, docs: Sequence[str] | None) -> Iterator[CodedText]:
    """Articles of today with their texts and what is believed of their claims: all that have claims, or some by id."""
    asked = select(articles.c.id).where(held(articles, None)).order_by(articles.c.id)
    has_claims = articles.c.id.in_(select(claims.c.article_id).where(held(claims, None)))
    for at in range(0, len(docs) if docs is not None else 1, STEP):
        some = asked.where(has_claims if docs is None else articles.c.doc.in_(docs[at : at + STEP]))
        keys = connection.execute(some).scalars().all()
        for start in range(0, len(keys), STEP):
            yield from _coded_texts(connection, keys[start : start + STEP])


def _coded_texts(connection: Connection, keys: Sequence[int]) -> Iterator[CodedText]:
    inside = _claims_in(connection, keys, Scope(connection.dialect.name))
    for key, stored in by_article(connection, keys).items():
        one = stored.article
        found: list[Claim] = list(inside.get(key, []))
        document = CodedDocument(one.doc, one.source, one.published, one.title, stored.language, found)
        yield CodedText(document, one.full, one.url, stored.duplicate_of)


def _claims_in(connection: Connection, keys: Sequence[int], scope: Scope) -> dict[int, list[LinkedClaim]]:
    """What is believed of the claims of some articles, without those that were rejected."""
    asked = select(claims).where(claims.c.article_id.in_(keys), held(claims, scope.at), claims.c.review != "rejected")
    rows = connection.execute(asked.order_by(claims.c.article_id, claims.c.root)).all()
    mentions = mentions_of(connection, [row.id for row in rows])
    about = events_of(connection, [row.root for row in rows], scope.at)
    found: dict[int, list[LinkedClaim]] = {}
    for row in rows:
        found.setdefault(row.article_id, []).append(assembled(row, mentions, about.get(row.root)))
    return found


def _chosen(wanted: Filter, scope: Scope) -> Select[Any]:
    return select(claims.c.id).select_from(ABOUT).where(*of_claims(wanted, scope))


def _stored(row: Any, claim: LinkedClaim) -> StoredClaim:
    return StoredClaim(
        id=row.root,
        key=claim_key(row.doc, row.claim),
        doc=row.doc,
        outlet=row.outlet,
        published=row.published,
        title=row.title,
        url=row.url,
        duplicate_of=row.first_copy,
        sentence=row.sentence,
        claim=claim,
        review=row.review,
        coder=row.coder,
        coded_at=row.coded_at,
    )
