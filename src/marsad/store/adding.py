"""How is a claim kept that the machine missed? As a person's verdict with the whole claim, and as a row like others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from marsad.codebook import breaches
from marsad.errors import StoreError
from marsad.model import Article, Claim, Verdict, claim_id, text_digest
from marsad.store import articles as article_rows
from marsad.store import verdictrows
from marsad.store.claimrows import ClaimRows
from marsad.store.moments import held
from marsad.store.overlay import laid_over, stated
from marsad.store.records import claim_key
from marsad.store.schema import articles, claims, codings

BY_HAND = "by hand"
"""Stands for the coder's version in the ids of claims that people add."""

Decided = Mapping[tuple[int, str], Sequence[tuple[int, Verdict]]]


def add(connection: Connection, verdict: Verdict) -> Verdict:
    """Keeps a claim that a person read in a document, inside the writer's transaction.

    The subject of ``verdict`` is the document, its value the claim as JSON; it comes back with the claim's key as its
    subject and the claim as it is kept, with an id of its own.

    Raises:
        StoreError: there is no such document, it was never coded, the claim is not sound or does not stand in its
            text, or the document has a claim of this type at these words already.
    """
    row = _article(connection, verdict.subject)
    article = article_rows.by_rows(connection, [row.article_id])[row.article_id].article
    anchor, claim = _named(connection, row.article_id, article, stated(verdict.value))
    found = breaches(article, [claim], corrected=True)
    if found:
        raise StoreError(f"{verdict.subject}: " + "; ".join(f"{each.field}: {each.why}" for each in found))
    value = msgspec.json.encode(claim).decode()
    kept = msgspec.structs.replace(verdict, subject=claim_key(article.doc, claim.id), value=value)
    key = verdictrows.add(connection, kept, row.article_id, anchor)
    laid_out = ClaimRows(connection)
    base = {"coding_id": row.id, "article_id": row.article_id, "anchor": anchor, "valid_from": kept.at}
    laid_out.add(claim, article.full, **base, review="added", verdict_id=key, superseded_at=None)
    laid_out.write()
    return kept


def carry_over(laid_out: ClaimRows, row: Mapping[str, Any], full: str, found: Sequence[str], decided: Decided) -> None:
    """Lays out the claims that people added to an article and a newer coding did not find under one of its anchors.

    ``row`` holds the columns of the new coding's claims, ``decided`` the verdicts by article and anchor.
    """
    for (article, anchor), verdicts in decided.items():
        if article != row["article_id"] or anchor in found:
            continue
        first = next((each for _, each in verdicts if each.action == "add"), None)
        if first is None:
            continue
        added = stated(first.value)
        believed, review = laid_over(added, [verdict for _, verdict in verdicts])
        own = {**row, "anchor": anchor}
        if believed == added:
            laid_out.add(added, full, **own, review=review, verdict_id=verdicts[-1][0], superseded_at=None)
            continue
        ended = {"review": "added", "verdict_id": verdicts[0][0], "superseded_at": row["valid_from"]}
        root = laid_out.add(added, full, **own, **ended)
        now = {"root": root, "review": review, "verdict_id": verdicts[-1][0], "superseded_at": None}
        laid_out.add(believed, full, **own, **now)


def _article(connection: Connection, doc: str) -> Any:
    asked = select(codings.c.id, codings.c.article_id).join(articles, articles.c.id == codings.c.article_id)
    row = connection.execute(asked.where(articles.c.doc == doc, held(articles, None), held(codings, None))).first()
    if row is None:
        raise StoreError(
            "%(doc)s: no document with this id was coded. Claims are added to documents that are.", doc=doc
        )
    return row


def _named(connection: Connection, row: int, article: Article, claim: Claim) -> tuple[str, Claim]:
    """The claim with its anchor and id, which no other claim of the article ever had.

    Raises:
        StoreError: a claim of this type at these words is believed already.
    """
    start, end = claim.trigger.start, claim.trigger.end
    asked = select(claims.c.anchor, claims.c.review, claims.c.superseded_at).where(claims.c.article_id == row)
    base = f"{claim.type}:{start}:{end}:"
    taken = {-1}
    for anchor, review, ended in connection.execute(asked.where(claims.c.anchor.startswith(base, autoescape=True))):
        taken.add(int(anchor.removeprefix(base)))
        if ended is None and review != "rejected":
            raise StoreError(
                "%(doc)s: «%(text)s» is a claim of this type already. Correct that one.",
                doc=article.doc, text=claim.trigger.text,
            )  # fmt: skip
    nth = max(taken) + 1
    named = claim_id(text_digest(article.full), claim.type, start, end, BY_HAND, nth)
    return f"{base}{nth}", msgspec.structs.replace(claim, id=named, rules=["added by a person"])
