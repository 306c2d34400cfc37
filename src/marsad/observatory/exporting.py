"""How do the events and claims of a database leave in a format? Asked for, looked up, written."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from marsad.errors import MarsadError
from marsad.export.formats import FORMATS, Written
from marsad.export.happening import Happening, Report, Spot, happening, of_claim
from marsad.export.lines import document_line, event_line
from marsad.model import EventPlace, LinkedDocument, PlaceMention
from marsad.store import Filter, Store, StoredClaim, StoredEvent

BATCH = 300
"""Events whose claims are asked for together."""

EVERYTHING = Filter()
_LINES = "jsonl"


class Registries:
    """What the registry of parties and the gazetteer know, for the formats' columns."""

    def country_of(self, party: str) -> str | None:
        """The country (two letters) of the party with this id."""
        from marsad.parties.registry import Registry

        known = Registry.default().party(party)
        return known.country if known else None

    def divisions_of(self, place: str) -> tuple[str | None, str | None]:
        """The names of the first- and second-order divisions that the place with this id lies in."""
        from marsad.gazetteer.index import Gazetteer

        gazetteer = Gazetteer.default()
        known = gazetteer.by_id(place)
        return gazetteer.admin_names(known) if known else (None, None)

    def spot_of(self, place: EventPlace, reports: Sequence[Report]) -> Spot | None:
        """The place as the first report that names it says how it lay there: near, between, on the road, east of."""
        from marsad.gazetteer.geometry import geometry_of

        mentions = _places(place, reports)
        located = geometry_of(mentions) if mentions else None
        if located is None:
            return None
        known = located.lat is not None and located.lon is not None
        return Spot(
            name=place.name,
            country=place.country or located.country,
            level=place.level,
            lat=located.lat if known else place.lat,
            lon=located.lon if known else place.lon,
            precision_km=located.radius_km or place.precision_km,
            where_prec=located.where_prec,
            geo_precision=located.geo_precision,
            role=place.role,
            id=place.id,
            relation=located.relation,
            geometry=located.geometry if known else None,
        )


def export(
    store: Store,
    format_: str,
    stream: BinaryIO,
    *,
    what: str = "events",
    wanted: Filter = EVERYTHING,
    as_of: str | None = None,
) -> Written:
    """Writes the events or claims (``what``) that are asked for in a format; returns how many, and what was left out.

    Raises:
        MarsadError: there is no such format, or it holds events alone.
        StoreError: there is no such database, or it is of another version.
    """
    chosen = FORMATS.get(format_)
    if chosen is None:
        raise MarsadError(f"{format_!r}: no format. Give one of {', '.join(FORMATS)}.")
    if what == "claims" and not chosen.claims:
        raise MarsadError(f"{format_} holds events, not claims. Leave --what away, or give another format.")
    if format_ == _LINES:
        return (_documents if what == "claims" else _events)(store, stream, wanted, as_of)
    return chosen.write(happenings(store, what, wanted, as_of), stream)


def happenings(
    store: Store, what: str = "events", wanted: Filter = EVERYTHING, as_of: str | None = None
) -> Iterator[Happening]:
    """The events that are asked for with their claims and reports, or each claim as an event of its own."""
    known = Registries()
    if what == "claims":
        yield from (of_claim(report(claim), known) for claim in store.claims(wanted, as_of))
        return
    events = store.events(wanted, as_of)
    while batch := list(itertools.islice(events, BATCH)):
        yield from _told(store, batch, known, as_of)


def report(stored: StoredClaim) -> Report:
    """A claim of the store as an export cites it."""
    return Report(
        stored.doc, stored.claim, stored.outlet, stored.published, stored.title, stored.url, stored.sentence or None
    )


def _told(store: Store, batch: Iterable[StoredEvent], known: Registries, as_of: str | None) -> Iterator[Happening]:
    events = [stored.event for stored in batch]
    reports: dict[str, list[Report]] = {event.event: [] for event in events}
    for claim in store.claims(Filter(event=tuple(reports)), as_of):
        if claim.claim.event in reports:
            reports[claim.claim.event].append(report(claim))
    yield from (happening(event, reports[event.event], known) for event in events)


def _events(store: Store, stream: BinaryIO, wanted: Filter, as_of: str | None) -> Written:
    """The contract's lines of events, which need no look-up."""
    told = Written()
    for stored in store.events(wanted, as_of):
        stream.write(event_line(stored.event) + b"\n")
        told.written += 1
    return told


def _documents(store: Store, stream: BinaryIO, wanted: Filter, as_of: str | None) -> Written:
    """The contract's lines: every coded document, or those with claims that are asked for, with these claims."""
    if wanted == EVERYTHING:
        documents: Iterable[LinkedDocument] = store.coded_documents(None, as_of)
    else:
        claims = store.claims(wanted, as_of)
        documents = (_document(list(group)) for _, group in itertools.groupby(claims, lambda claim: claim.doc))
    told = Written()
    for document in documents:
        stream.write(document_line(document) + b"\n")
        told.written += 1
    return told


def _document(claims: Sequence[StoredClaim]) -> LinkedDocument:
    first = claims[0]
    return LinkedDocument(first.doc, first.outlet, first.published, first.title, "ar", [each.claim for each in claims])


def _places(place: EventPlace, reports: Sequence[Report]) -> list[PlaceMention]:
    """The places of the first claim that names the event's place by its role, or at all."""
    naming = [report.claim.places for report in reports if any(_same(place, each) for each in report.claim.places)]
    as_it_lay = (places for places in naming if any(_same(place, each) and each.role == place.role for each in places))
    places = next(as_it_lay, naming[0] if naming else [])
    return [each for each in places if each.role == "along" or _same(place, each)]


def _same(place: EventPlace, mention: PlaceMention) -> bool:
    return mention.id == place.id if place.id else mention.name == place.name
