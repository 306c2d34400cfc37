"""Where may an event have been? The points, ways and areas that its claims tell of, each with how sure it is."""

from __future__ import annotations

import collections
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from marsad.gazetteer.geometry import Located, geometry_of
from marsad.model import Event, PlaceMention
from marsad.web.mapping import Box, feature

MOST = 12
"""Different accounts of where it was that are drawn, those of most claims."""
LEAST_DEGREES = 0.35
"""Half of what a map of it shows at least."""


def around(event: Event, claims: Iterable[Sequence[PlaceMention]]) -> dict[str, Any]:
    """GeoJSON of where an event was, by the places of its claims.

    For each account the area within which it lay, and the point, line or area itself: ``kind`` is ``within`` or
    ``told``, ``claims`` how many tell of it. An event whose claims have no coordinates has its own point, if any.
    """
    told = collections.Counter(
        msgspec.json.encode(found) for places in claims if (found := geometry_of(places)) and found.geometry
    )
    features = [
        made
        for encoded, number in reversed(told.most_common(MOST))
        for made in _drawn(msgspec.json.decode(encoded, type=Located), number)
    ]
    place = event.place
    if not features and place and place.lat is not None and place.lon is not None:
        features.append(feature({"type": "Point", "coordinates": [place.lon, place.lat]}, kind="told", claims=0))
    return {"type": "FeatureCollection", "features": features}


def _drawn(found: Located, number: int) -> Iterator[dict[str, Any]]:
    assert found.geometry is not None
    if found.radius_km and found.lat is not None and found.lon is not None and found.geometry["type"] == "Point":
        ring = circle(found.lat, found.lon, found.radius_km)
        yield feature({"type": "Polygon", "coordinates": [ring]}, kind="within", claims=number)
    yield feature(found.geometry, kind="told", claims=number)


def circle(lat: float, lon: float, radius_km: float, corners: int = 48) -> list[list[float]]:
    """A ring of longitude and latitude around a point."""
    ring = []
    for at in range(corners + 1):
        angle = 2 * math.pi * (at % corners) / corners
        north = math.cos(angle) * radius_km / 111.2
        east = math.sin(angle) * radius_km / (111.2 * max(0.01, math.cos(math.radians(lat))))
        ring.append([round(lon + east, 5), round(lat + north, 5)])
    return ring


def extent(shapes: dict[str, Any]) -> Box | None:
    """West, south, east, north of shapes with some room around, ``None`` for none."""
    ends = [end for each in shapes["features"] for end in _ends(each["geometry"]["coordinates"])]
    if not ends:
        return None
    lons, lats = [lon for lon, _ in ends], [lat for _, lat in ends]
    west, east = _wide(min(lons), max(lons))
    south, north = _wide(min(lats), max(lats))
    return west, max(south, -85.0), east, min(north, 85.0)


def _wide(low: float, high: float) -> tuple[float, float]:
    half = max((high - low) / 2, LEAST_DEGREES)
    middle = (low + high) / 2
    return middle - half, middle + half


def _ends(coordinates: Any) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for each in coordinates:
        yield from _ends(each)
