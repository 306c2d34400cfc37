"""Which of these texts copy one that came before, here or in the database? The rule of ``marsad.ingest.duplicates``."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.ingest.duplicates import SAME, VERSION, Fingerprint, fingerprint, similarity
from marsad.model import Article
from marsad.store import Fingerprint as KeptFingerprint
from marsad.store import Kept, Store

Candidate = tuple[int, str, str, Fingerprint]
"""Order of arrival, id, id of the first copy, fingerprint."""


def marks_of(articles: Sequence[Article]) -> list[Fingerprint]:
    """The fingerprints of texts, without their titles."""
    return [fingerprint(article.text) for article in articles]


def kept_form(mark: Fingerprint) -> KeptFingerprint:
    """A fingerprint as the store keeps it."""
    return KeptFingerprint(VERSION, mark.signature, mark.bands)


def first_copies(store: Store, articles: Sequence[Article], marks: Sequence[Fingerprint]) -> list[str | None]:
    """The first copy of each text, ``None`` for a new one: the likest that came before, of equals the earliest.

    What came before stands in the store or earlier among ``articles``.
    """
    by_band, kept = store.near([band for mark in marks for band in mark.bands], VERSION)
    known: dict[int, Candidate] = {key: _candidate(one) for key, one in kept.items()}
    after = max(known, default=0) + 1
    found: list[str | None] = []
    for number, (article, mark) in enumerate(zip(articles, marks, strict=True), after):
        near = {key for band in mark.bands for key in by_band.get(band, ())}
        first = _first([known[key] for key in near if known[key][1] != article.doc], mark)
        found.append(first)
        known[number] = (number, article.doc, first or article.doc, mark)
        for band in mark.bands:
            by_band.setdefault(band, []).append(number)
    return found


def _candidate(one: Kept) -> Candidate:
    return one.id, one.doc, one.first, Fingerprint(one.signature, ())


def _first(candidates: Sequence[Candidate], mark: Fingerprint) -> str | None:
    likest = [(_likeness(mark, other), -number, first) for number, _, first, other in candidates]
    share, _, first = max(likest, default=(0.0, 0, ""))
    return first if share >= SAME else None


def _likeness(mark: Fingerprint, other: Fingerprint) -> float:
    """The share of common runs of words; texts too short for a signature share their one band, so they are the same."""
    if not mark.signature and not other.signature:
        return 1.0
    return similarity(mark, other)
