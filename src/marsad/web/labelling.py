"""Which names stand on the map? Countries from afar, towns from near: what reports speak of and many live in first."""

from __future__ import annotations

import collections
import math
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import func as sql
from sqlalchemy import select

from marsad.gazetteer.index import Gazetteer
from marsad.gazetteer.places import Place
from marsad.store import Store
from marsad.store.schema import places
from marsad.web.mapping import WORLD_PIXELS, Box
from marsad.web.naming import Naming

MOST = 36
NEAR = 4.5
"""From this zoom on towns are named and no longer countries."""
LARGE = 500_000
WIDE, HIGH = 64, 28
"""Pixels that a name needs."""


class Label(msgspec.Struct, frozen=True):
    """The name of a place on the map; ``rank`` 0 is the most important."""

    name: str
    lat: float
    lon: float
    rank: int


def labels(box: Box, zoom: float, named: Sequence[Place], naming: Naming) -> list[Label]:
    """Names inside ``box``, none too near another; ``named`` are countries and towns as ``weighed`` gives them."""
    west, south, east, north = box
    degree = WORLD_PIXELS * 2**zoom / 360
    kept: list[Place] = []
    level = "country" if zoom < NEAR else "city"
    for place in named:
        lat, lon = _where(place)
        if place.level != level or not (south <= lat <= north and west <= lon <= east):
            continue
        high = HIGH / degree * math.cos(math.radians(lat))
        if any(abs(_where(each)[0] - lat) < high and abs(_where(each)[1] - lon) < WIDE / degree for each in kept):
            continue
        if not naming.writes(naming.place(place.id, place.name)):
            continue
        kept.append(place)
        if len(kept) == MOST:
            break
    return [Label(naming.place(place.id, place.name), *_where(place), _rank(place)) for place in kept]


def weighed(store: Store) -> list[Place]:
    """Countries and towns, those of many people first, and the sooner the more often reports speak of them."""
    asked = select(places.c.ref, sql.count()).where(places.c.ref.is_not(None)).group_by(places.c.ref)
    with store.reading() as connection:
        spoken_of: dict[str, int] = {ref: number for ref, number in connection.execute(asked)}  # noqa: C416

    def weight(place: Place) -> tuple[float, str]:
        return -(place.population + 1) * (1 + math.log2(1 + spoken_of.get(place.id, 0))), place.id

    return sorted([*_countries(), *_towns()], key=weight)


def _where(place: Place) -> tuple[float, float]:
    return place.lat or 0.0, place.lon or 0.0


def _rank(place: Place) -> int:
    return 0 if place.level == "country" else 1 if place.population >= LARGE else 2


def _towns() -> list[Place]:
    return [place for place in Gazetteer.default().all if place.level == "city" and place.lat is not None]


def _countries() -> list[Place]:
    """Countries with their people, in the middle of their provinces (or towns, where no province is known)."""
    every = Gazetteer.default().all
    middles = {**_middles(every, "city"), **_middles(every, "admin1")}
    people: collections.Counter[str | None] = collections.Counter()
    for place in every:
        people[place.country] += place.population
    found = []
    for place in every:
        if place.level == "country" and place.country in middles:
            lat, lon = middles[place.country]
            found.append(msgspec.structs.replace(place, lat=lat, lon=lon, population=people[place.country]))
    return found


def _middles(every: Iterable[Place], level: str) -> dict[str, tuple[float, float]]:
    """The mean of the places of a level, by country."""
    found: dict[str, list[tuple[float, float]]] = collections.defaultdict(list)
    for place in every:
        if place.level == level and place.lat is not None and place.country:
            found[place.country].append(_where(place))
    return {
        country: (sum(lat for lat, _ in ends) / len(ends), sum(lon for _, lon in ends) / len(ends))
        for country, ends in found.items()
    }
