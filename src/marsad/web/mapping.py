"""What does the map show of a part of the world? Events as points or counted clusters, names of places, shapes."""

from __future__ import annotations

import math
from typing import Any

import msgspec
from sqlalchemy import select

from marsad.gazetteer.index import Gazetteer
from marsad.gazetteer.places import Place
from marsad.model import Event
from marsad.store import Store
from marsad.store.schema import events
from marsad.web.columns import Chosen
from marsad.web.i18n import Language
from marsad.web.naming import Naming
from marsad.web.telling import group_of, told

Box = tuple[float, float, float, float]
WORLD_PIXELS, CELL_PIXELS, MOST_LABELS, MOST_POINTS = 512, 64, 36, 600
DEEPEST = 11
"""From this zoom on events in one cell stand at one place: the cluster leads to their list."""
_event = msgspec.json.Decoder(Event)


class Point(msgspec.Struct, frozen=True, omit_defaults=True):
    """A cluster of ``count`` events, or one event with what its symbol shows."""

    lat: float
    lon: float
    count: int
    label: str
    href: str | None = None
    group: str | None = None
    killed: float = 0
    sources: int = 0
    contradicted: bool = False
    hollow: bool = False


class Label(msgspec.Struct, frozen=True):
    """The name of a place on the map; ``rank`` 0 is the most important."""

    name: str
    lat: float
    lon: float
    rank: int


def points(store: Store, chosen: Chosen, box: Box, zoom: float, spoken: Language, naming: Naming) -> list[Point]:
    """The events of a filter inside ``box`` (west, south, east, north), clustered for a zoom of the map."""
    cell = 360 * CELL_PIXELS / (WORLD_PIXELS * 2**zoom)
    cells = chosen.cells(box, cell, MOST_POINTS)
    alone = [key for number, _, _, key in cells if number == 1]
    with store.reading() as connection:
        found = {row.id: row for row in connection.execute(select(events).where(events.c.id.in_(alone)))}
    made = []
    for number, lat, lon, key in cells:
        if number == 1:
            made.append(_single(found[key], spoken, naming))
        else:
            made.append(_cluster(number, lat, lon, cell, zoom, spoken))
    return made


def _cluster(number: int, lat: float, lon: float, cell: float, zoom: float, spoken: Language) -> Point:
    label = spoken.plural("%(num)s event", "%(num)s events", number)
    href = None
    if zoom >= DEEPEST:
        west, south = math.floor(lon / cell) * cell, math.floor(lat / cell) * cell
        href = f"/{spoken.code}/?box={west:.5f},{south:.5f},{west + cell:.5f},{south + cell:.5f}"
    return Point(round(lat, 5), round(lon, 5), number, label, href)


def _single(row: Any, spoken: Language, naming: Naming) -> Point:
    event = _event.decode(row.record)
    killed = event.numbers.get("killed")
    return Point(
        row.lat,
        row.lon,
        1,
        told(event, spoken, naming),
        f"/{spoken.code}/events/{event.event}",
        group_of(event.type),
        (killed.best or killed.low or 0) if killed else 0,
        row.independent_sources,
        row.contradictions > 0,
        event.status in ("planned", "denied"),
    )


def labels(box: Box, zoom: float, naming: Naming) -> list[Label]:
    """Names of countries and towns inside ``box``, the most peopled first, none too near another."""
    west, south, east, north = box
    apart = 360 * 90 / (WORLD_PIXELS * 2**zoom)
    kept: list[tuple[Place, int]] = []
    for place in _by_weight():
        if place.lat is None or place.lon is None or not (south <= place.lat <= north and west <= place.lon <= east):
            continue
        rank = 0 if place.level == "country" else 1 if place.population >= 500_000 else 2
        if (rank == 0) != (zoom < 4.5) and (rank == 0 or zoom < 4.5):
            continue
        if any(abs(other.lat - place.lat) < apart / 3 and abs(other.lon - place.lon) < apart for other, _ in kept):  # type: ignore[operator]
            continue
        kept.append((place, rank))
        if len(kept) >= MOST_LABELS:
            break
    return [Label(naming.place(p.id, p.name), p.lat or 0, p.lon or 0, rank) for p, rank in kept]


def _by_weight() -> list[Place]:
    gazetteer = Gazetteer.default()
    if not _ORDERED:
        shown = [p for p in gazetteer.all if p.level in ("country", "city") and p.lat is not None]
        _ORDERED.extend(sorted(shown, key=lambda p: (p.level != "country", -p.population, p.id)))
    return _ORDERED


_ORDERED: list[Place] = []


def circle(lat: float, lon: float, radius_km: float, corners: int = 48) -> list[list[float]]:
    """A ring of longitude and latitude around a point."""
    ring = []
    for at in range(corners + 1):
        angle = 2 * math.pi * (at % corners) / corners
        north = math.cos(angle) * radius_km / 111.2
        east = math.sin(angle) * radius_km / (111.2 * max(0.01, math.cos(math.radians(lat))))
        ring.append([round(lon + east, 5), round(lat + north, 5)])
    return ring


def around(event: Event) -> dict[str, Any]:
    """GeoJSON of where an event was: the point, and the circle that it is likely to be in."""
    place, features = event.place, []
    if place and place.lat is not None and place.lon is not None:
        if place.precision_km:
            ring = circle(place.lat, place.lon, place.precision_km)
            features.append(feature({"type": "Polygon", "coordinates": [ring]}))
        features.append(feature({"type": "Point", "coordinates": [place.lon, place.lat]}, name=place.name))
    return {"type": "FeatureCollection", "features": features}


def feature(geometry: dict[str, Any], **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature."""
    return {"type": "Feature", "geometry": geometry, "properties": properties}
