"""How do events stand on a map? GeoJSON (RFC 7946): longitude first, one feature an event."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from marsad.export.flat import value_faults, values
from marsad.export.happening import Happening

_SHAPES = {"Point": 0, "MultiPoint": 1, "LineString": 1, "Polygon": 2, "MultiLineString": 2, "MultiPolygon": 3}
_ROUNDED = 6
"""Decimals of a coordinate: a tenth of a metre."""


def features(happenings: Iterable[Happening]) -> Iterator[dict[str, Any]]:
    """A feature for each event; the geometry is null where only its country, or no place, is known."""
    for happening in happenings:
        yield {
            "type": "Feature",
            "id": happening.event.event,
            "geometry": geometry(happening),
            "properties": values(happening),
        }


def geometry(happening: Happening) -> dict[str, Any] | None:
    """The place as GeoJSON: a line or an area where the reports tell one, else a point."""
    spot = happening.spot
    if spot is None or spot.lat is None or spot.lon is None or spot.level == "country":
        return None
    if spot.geometry is not None:
        return {"type": spot.geometry["type"], "coordinates": _rounded(spot.geometry["coordinates"])}
    return {"type": "Point", "coordinates": _rounded([spot.lon, spot.lat])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, list | tuple):
        return [_rounded(each) for each in coordinates]
    return round(coordinates, _ROUNDED)


def problems(path: Path) -> Iterator[str]:
    """What in a file does not keep RFC 7946; nothing for a sound one."""
    try:
        whole = json.loads(path.read_bytes())
    except ValueError as error:
        yield f"no JSON: {error}"
        return
    if (
        not isinstance(whole, dict)
        or whole.get("type") != "FeatureCollection"
        or not isinstance(whole.get("features"), list)
    ):
        yield "no FeatureCollection"
        return
    if "crs" in whole:
        yield "a crs: RFC 7946 has WGS 84 alone"
    for number, feature in enumerate(whole["features"], 1):
        yield from (f"feature {number}: {why}" for why in _faults(feature))


def _faults(feature: Any) -> Iterator[str]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        yield "no Feature"
        return
    if not isinstance(feature.get("properties"), dict) or "geometry" not in feature:
        yield "no properties, or no geometry (which may be null)"
        return
    yield from value_faults(feature["properties"])
    shape = feature["geometry"]
    if shape is None:
        return
    if shape.get("type") not in _SHAPES:
        yield f"geometry {shape.get('type')!r}"
        return
    for position in _positions(shape["coordinates"], _SHAPES[shape["type"]]):
        if not _is_position(position):
            yield f"{position} is no longitude and latitude"
    if shape["type"] == "Polygon" and any(len(ring) < 4 or ring[0] != ring[-1] for ring in shape["coordinates"]):
        yield "a ring that is not closed"


def _positions(coordinates: Any, depth: int) -> Iterator[Any]:
    if depth == 0 or not isinstance(coordinates, list):
        yield coordinates
        return
    for each in coordinates:
        yield from _positions(each, depth - 1)


def _is_position(position: Any) -> bool:
    return (
        isinstance(position, list)
        and len(position) in (2, 3)
        and all(isinstance(each, int | float) and math.isfinite(each) for each in position)
        and abs(position[0]) <= 180
        and abs(position[1]) <= 90
    )
