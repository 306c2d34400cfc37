"""What have people decided, in the form that the coder is measured on? Reviewed documents as documents and gold."""

from __future__ import annotations

import itertools
from typing import Any

import msgspec

from marsad.model import Article, Claim
from marsad.store import Filter, Store
from marsad.store.records import REVIEWS

MENTION = ("text", "name", "kind")
PLACE = ("text", "name", "country", "level", "role", "lat", "lon")
QUANTITY = ("text", "what", "low", "high", "approx", "of", "part_of")
LISTS = {
    "actors": MENTION, "targets": MENTION, "places": PLACE, "quantities": QUANTITY, "sources": MENTION,
    "claimed_by": MENTION,
}  # fmt: skip


class Gold(msgspec.Struct, frozen=True):
    """Two lists for ``marsad evaluate``: documents with their texts, and their claims as people left them."""

    docs: list[dict[str, Any]]
    gold: list[dict[str, Any]]


def corrections(store: Store) -> Gold:
    """The documents of which every claim was decided on, with the claims that were not rejected.

    A document with a claim that nobody decided on is left out: what is right in it is not known yet.
    """
    docs: list[dict[str, Any]] = []
    gold: list[dict[str, Any]] = []
    decided = {stored.doc for stored in store.claims(Filter(review=REVIEWS[1:]))}
    asked = Filter(doc=tuple(sorted(decided)), review=REVIEWS)
    for doc, found in itertools.groupby(store.claims(asked) if decided else (), key=lambda stored: stored.doc):
        claims = list(found)
        held = store.article(doc)
        if held is None or any(stored.review == "unreviewed" for stored in claims):
            continue
        kept = [stored.claim for stored in claims if stored.review != "rejected"]
        docs.append(_document(held.article))
        gold.append({"doc": doc, "events": [_event(claim, n, held.article.full) for n, claim in enumerate(kept, 1)]})
    return Gold(docs, gold)


def _document(article: Article) -> dict[str, Any]:
    return {
        "doc": article.doc,
        "source": article.source,
        "url": article.url,
        "published": article.published,
        "title": article.title or "",
        "text": article.text,
    }


def _event(claim: Claim, number: int, full: str) -> dict[str, Any]:
    """A claim as gold has it: words quoted from the text, and only the fields that it fills."""
    made: dict[str, Any] = {
        "id": f"e{number}",
        "sentence": full[claim.sentence.start : claim.sentence.end],
        "trigger": claim.trigger.text,
        "type": claim.type,
        "status": claim.status,
    }
    for field, names in LISTS.items():
        values = [_plain(value, names) for value in getattr(claim, field)]
        if values:
            made[field] = values
    if claim.means:
        made["means"] = claim.means
    made["time"] = None
    if claim.time:
        made["time"] = {"text": claim.time.text, "start": claim.time.start, "end": claim.time.end}
    return made


def _plain(value: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: held for name in names if (held := getattr(value, name)) is not None}
