"""Do these claims keep the contract? Every value stands in the text, every category is the codebook's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from marsad.codebook.load import Codebook, codebook
from marsad.model import Article, Claim, Mention


class Breach(msgspec.Struct, frozen=True):
    """One way in which a claim breaks the contract: the claim's id, the field, and what is wrong with it."""

    claim: str
    field: str
    why: str

    def __str__(self) -> str:
        return f"claim {self.claim}, {self.field}: {self.why}"


def breaches(article: Article, claims: Iterable[Claim]) -> list[Breach]:
    """All breaches of the contract in the claims of one article; empty when they are sound."""
    full, book = article.full, codebook()
    found: list[Breach] = []
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            found.append(Breach(claim.id, "id", "two claims of the document have this id"))
        seen.add(claim.id)
        found += [Breach(claim.id, field, why) for field, why in _faults(full, claim, book)]
    return found


def _faults(full: str, claim: Claim, book: Codebook) -> Iterator[tuple[str, str]]:
    yield from _categories(claim, book)
    for field, mention in mentions(claim):
        if full[mention.start : mention.end] != mention.text or not mention.text:
            actual = full[mention.start : mention.end]
            yield field, f"«{mention.text}» is not what stands at {mention.start}–{mention.end}: «{actual}»"
    when = claim.time
    if when and full[slice(*when.chars)] != when.text:
        yield "time", f"«{when.text}» is not what stands at {when.chars}"
    if when and when.start > when.end:
        yield "time", f"ends before it starts: {when.start} – {when.end}"
    if not 0 <= claim.sentence.start < claim.sentence.end <= len(full):
        yield "sentence", f"{claim.sentence.start}–{claim.sentence.end} is not inside the text"


def _categories(claim: Claim, book: Codebook) -> Iterator[tuple[str, str]]:
    if claim.type not in book.types:
        yield "type", f"{claim.type!r} is no event type"
    if claim.status not in book.statuses:
        yield "status", f"{claim.status!r} is no status"
    for place in claim.places:
        if place.role not in book.roles:
            yield "places", f"{place.role!r} is no role"
        if place.level is not None and place.level not in book.levels:
            yield "places", f"{place.level!r} is no level"
    for quantity in claim.quantities:
        if quantity.what not in book.quantities:
            yield "quantities", f"{quantity.what!r} is no category"
        if quantity.low is not None and quantity.high is not None and quantity.low > quantity.high:
            yield "quantities", f"low {quantity.low} is above high {quantity.high}"
    for source in claim.sources:
        if source.kind is not None and source.kind not in book.source_kinds:
            yield "sources", f"{source.kind!r} is no kind of source"


def mentions(claim: Claim) -> Iterator[tuple[str, Mention]]:
    """Every mention of a claim with the field that holds it, the trigger first."""
    yield "trigger", claim.trigger
    for field in ("actors", "targets", "places", "quantities", "sources", "claimed_by"):
        for mention in getattr(claim, field):
            yield field, mention
