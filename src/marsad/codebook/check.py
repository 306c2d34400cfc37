"""Do these claims keep the contract? Every value stands in the text, every category is the codebook's."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

import msgspec

from marsad.codebook.load import Codebook, codebook
from marsad.model import Article, Claim, Event, EventPlace, Mention, PlaceMention

FIRST, LAST = "1000-01-01", "2999-12-31"
"""Days beyond which an event has none."""
MOST = 2**62
"""Below which numbers stay: databases hold whole numbers of 64 bits."""


class Breach(msgspec.Struct, frozen=True):
    """One way in which a claim breaks the contract: the claim's id, the field, and what is wrong with it."""

    claim: str
    field: str
    why: str

    def __str__(self) -> str:
        return f"claim {self.claim}, {self.field}: {self.why}"


def breaches(article: Article, claims: Iterable[Claim], *, corrected: bool = False) -> list[Breach]:
    """All breaches of the contract in the claims of one article; empty when they are sound.

    What a person ``corrected`` lies from ``FIRST`` to ``LAST``; a coder may read whatever day a report gives.
    """
    full, book = article.full, codebook()
    found: list[Breach] = []
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            found.append(Breach(claim.id, "id", "two claims of the document have this id"))
        seen.add(claim.id)
        found += [Breach(claim.id, field, why) for field, why in _faults(full, claim, book, corrected=corrected)]
    return found


def event_breaches(event: Event) -> list[Breach]:
    """All breaches of the contract in the values of an event; empty when they are sound."""
    return [Breach(event.event, field, why) for field, why in _event_faults(event, codebook())]


def _event_faults(event: Event, book: Codebook) -> Iterator[tuple[str, str]]:
    if event.type not in book.types:
        yield "type", f"{event.type!r} is no event type"
    if event.status not in book.statuses:
        yield "status", f"{event.status!r} is no status"
    for field, day in (("start", event.start), ("end", event.end)):
        if day is not None and not is_day(day):
            yield field, f"«{day}» is no day from {FIRST} to {LAST}"
    if event.start and event.end and event.start > event.end:
        yield from ((field, f"ends before it starts: {event.start} – {event.end}") for field in ("start", "end"))
    if event.place:
        yield from (("place", why) for why in _place_faults(event.place, book))


def _place_faults(place: EventPlace | PlaceMention, book: Codebook) -> Iterator[str]:
    if place.role not in book.roles:
        yield f"{place.role!r} is no role"
    if place.level is not None and place.level not in book.levels:
        yield f"{place.level!r} is no level"
    if not _is_point(place.lat or 0, place.lon or 0):
        yield f"{place.lat}, {place.lon} are no latitude and longitude"


def _faults(full: str, claim: Claim, book: Codebook, *, corrected: bool) -> Iterator[tuple[str, str]]:
    yield from _categories(claim, book)
    for field, mention in mentions(claim):
        if full[mention.start : mention.end] != mention.text or not mention.text:
            actual = full[mention.start : mention.end]
            yield field, f"«{mention.text}» is not what stands at {mention.start}–{mention.end}: «{actual}»"
    when = claim.time
    if when and full[slice(*when.chars)] != when.text:
        yield "time", f"«{when.text}» is not what stands at {when.chars}"
    if when and not (is_date(when.start) and is_date(when.end)):
        yield "time", f"«{when.start}» – «{when.end}» are no days"
    elif when and corrected and not (is_day(when.start) and is_day(when.end)):
        yield "time", f"«{when.start}» – «{when.end}» are no days from {FIRST} to {LAST}"
    elif when and when.start > when.end:
        yield "time", f"ends before it starts: {when.start} – {when.end}"
    if not 0 <= claim.sentence.start < claim.sentence.end <= len(full):
        yield "sentence", f"{claim.sentence.start}–{claim.sentence.end} is not inside the text"


def _categories(claim: Claim, book: Codebook) -> Iterator[tuple[str, str]]:
    if claim.type not in book.types:
        yield "type", f"{claim.type!r} is no event type"
    if claim.status not in book.statuses:
        yield "status", f"{claim.status!r} is no status"
    for place in claim.places:
        yield from (("places", why) for why in _place_faults(place, book))
    for quantity in claim.quantities:
        if quantity.what not in book.quantities:
            yield "quantities", f"{quantity.what!r} is no category"
        if not all(bound is None or 0 <= bound < MOST for bound in (quantity.low, quantity.high)):
            yield "quantities", f"{quantity.low} – {quantity.high} are no numbers from 0 to {MOST}"
        if quantity.low is not None and quantity.high is not None and quantity.low > quantity.high:
            yield "quantities", f"low {quantity.low} is above high {quantity.high}"
    for source in claim.sources:
        if source.kind is not None and source.kind not in book.source_kinds:
            yield "sources", f"{source.kind!r} is no kind of source"


def is_day(text: str) -> bool:
    """Whether it is an ISO date such as 2017-09-03, of a year that reports can speak of."""
    return is_date(text) and FIRST <= text <= LAST


def is_date(text: str) -> bool:
    """Whether it is an ISO date such as 2017-09-03, of any year."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_point(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180


def mentions(claim: Claim) -> Iterator[tuple[str, Mention]]:
    """Every mention of a claim with the field that holds it, the trigger first."""
    yield "trigger", claim.trigger
    for field in ("actors", "targets", "places", "quantities", "sources", "claimed_by"):
        for mention in getattr(claim, field):
            yield field, mention
