"""What does a row of an export tell? One event with its claims and reports, or one claim as an event of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import msgspec

from marsad.model import Claim, Event, EventPlace, PartyMention, PlaceMention, SaidNumber, Spread


class Report(msgspec.Struct, frozen=True):
    """A claim with the report that makes it: what an export may cite. ``sentence`` holds the words of the claim."""

    doc: str
    claim: Claim
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    sentence: str | None = None


class Party(msgspec.Struct, frozen=True):
    """A party to an event; ``kind`` is the codebook's, ``country`` two letters."""

    name: str
    id: str | None = None
    kind: str | None = None
    country: str | None = None


class Spot(msgspec.Struct, frozen=True):
    """Where it was: ``lat``, ``lon`` (WGS 84) with the likely error, the divisions it lies in, and how it lies there.

    ``where_prec`` is UCDP's precision, ``geo_precision`` ACLED's; ``geometry`` is GeoJSON of more than a point.
    """

    name: str | None
    country: str | None
    level: str | None
    lat: float | None
    lon: float | None
    precision_km: float | None
    where_prec: int
    geo_precision: int
    role: str = "at"
    id: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    relation: str | None = None
    geometry: dict[str, Any] | None = None


class Happening(msgspec.Struct, frozen=True):
    """All that a format may need of an event: the event, its parties and place looked up, and its reports in order."""

    event: Event
    actors: list[Party]
    targets: list[Party]
    spot: Spot | None
    reports: list[Report]


class Lookup(Protocol):
    """What the registries know; an export asks it, and works without."""

    def country_of(self, party: str) -> str | None:
        """The country (two letters) of the party with this id."""
        ...

    def divisions_of(self, place: str) -> tuple[str | None, str | None]:
        """The names of the first- and second-order divisions that the place with this id lies in."""
        ...

    def spot_of(self, place: EventPlace, reports: Sequence[Report]) -> Spot | None:
        """The place with its geometry and precision, ``None`` where it tells nothing more."""
        ...


class Unknowing:
    """A look-up without registries."""

    def country_of(self, party: str) -> str | None:  # noqa: ARG002
        """Unknown."""
        return None

    def divisions_of(self, place: str) -> tuple[str | None, str | None]:  # noqa: ARG002
        """Unknown."""
        return None, None

    def spot_of(self, place: EventPlace, reports: Sequence[Report]) -> Spot | None:  # noqa: ARG002
        """Nothing more."""
        return None


_POINTS = ("city", "site")
_EXACT_KM = 10.0
_WHERE = {"admin2": 3, "admin1": 4, "region": 5, "country": 6}
_GEO = {"admin2": 2, "admin1": 3, "region": 3, "country": 3}


def happening(event: Event, reports: Iterable[Report], known: Lookup | None = None) -> Happening:
    """An event as the formats take it; its parties get id and kind from the mentions in its claims."""
    known = known or Unknowing()
    told = sorted(reports, key=lambda report: (report.published or "", report.doc, report.claim.trigger.start))
    mentions = _mentions(told)
    return Happening(
        event=event,
        actors=[_party(name, mentions, known) for name in event.actors],
        targets=[_party(name, mentions, known) for name in event.targets],
        spot=_spot(event.place, told, known),
        reports=told,
    )


def of_claim(report: Report, known: Lookup | None = None) -> Happening:
    """A claim as an event of its own, under ``doc#claim``: two copies of a text have claims with one id."""
    return happening(_event(report), [report], known)


def names(mentions: Iterable[PartyMention]) -> list[str]:
    """The names of parties, their words where they have none, each once."""
    return list(dict.fromkeys(mention.name or mention.text for mention in mentions))


def _event(report: Report) -> Event:
    claim = report.claim
    sources = [source.name or source.text for source in claim.sources][:1] or ([report.outlet] if report.outlet else [])
    return Event(
        event=f"{report.doc}#{claim.id}",
        type=claim.type,
        status=claim.status,
        start=claim.time.start if claim.time else None,
        end=claim.time.end if claim.time else None,
        date_precision=claim.time.precision if claim.time else None,
        place=_place(claim.places),
        actors=names(claim.actors),
        targets=names(claim.targets),
        numbers={what: _said(claim, what, sources) for what in dict.fromkeys(q.what for q in claim.quantities)},
        articles=[report.doc],
        outlets=[report.outlet] if report.outlet else [],
        claims=[claim.id],
        independent_sources=sources,
    )


def _said(claim: Claim, what: str, sources: list[str]) -> Spread:
    """The number of one category: the largest that is not part of another."""
    counted = [quantity for quantity in claim.quantities if quantity.what == what]
    whole = [quantity for quantity in counted if quantity.part_of is None] or counted
    most = max(whole, key=lambda quantity: quantity.low if quantity.low is not None else quantity.high or 0)
    said = SaidNumber(sources[0] if sources else "", most.low, most.high, [claim.id])
    return Spread(most.low, most.low if most.low is not None else most.high, most.high, [said])


def _place(places: Sequence[PlaceMention]) -> EventPlace | None:
    located = [place for place in places if place.role != "from"] or list(places)
    if not located:
        return None
    first = next((place for place in located if place.lat is not None), located[0])
    kept = {field: getattr(first, field) for field in EventPlace.__struct_fields__}
    return EventPlace(**{**kept, "name": first.name or first.text})


def _mentions(reports: Iterable[Report]) -> dict[str, PartyMention]:
    """The best known mention of each name of a party."""
    found: dict[str, PartyMention] = {}
    for report in reports:
        for mention in (*report.claim.actors, *report.claim.targets, *report.claim.claimed_by):
            name = mention.name or mention.text
            if name not in found or (found[name].id is None and mention.id is not None):
                found[name] = mention
    return found


def _party(name: str, mentions: dict[str, PartyMention], known: Lookup) -> Party:
    mention = mentions.get(name)
    if mention is None:
        return Party(name)
    country = known.country_of(mention.id) if mention.id else None
    return Party(name, mention.id, mention.kind, country)


def _spot(place: EventPlace | None, reports: Sequence[Report], known: Lookup) -> Spot | None:
    if place is None:
        return None
    admin1, admin2 = known.divisions_of(place.id) if place.id else (None, None)
    spot = known.spot_of(place, reports) or plain_spot(place)
    return msgspec.structs.replace(spot, admin1=spot.admin1 or admin1, admin2=spot.admin2 or admin2)


def plain_spot(place: EventPlace) -> Spot:
    """A place with its precision as its level, role and likely error tell it."""
    exact = place.level in _POINTS and place.role == "at" and (place.precision_km or 0) <= _EXACT_KM
    fallback = (2, 2) if place.level in _POINTS else (5, 3)
    where, geo = _WHERE.get(place.level or "", fallback[0]), _GEO.get(place.level or "", fallback[1])
    if place.role in ("along", "toward") and where < _WHERE["region"]:
        where, geo = 5, max(geo, 2)
    return Spot(
        place.name, place.country, place.level, place.lat, place.lon, place.precision_km,
        1 if exact else where, 1 if exact else geo, place.role, place.id,
    )  # fmt: skip
