"""Where on the map is what a claim says of its places: at, near, north of, 15 km east of, between, on the road, along?

A pure function over the places of a claim; UCDP's ``where_prec`` (1 exact, 2 near, 3 second-order division, 4
first-order division, 5 a line or a vague region, 6 country) and ACLED's ``geo_precision`` (1 town, 2 area around a
town or small region, 3 province or wider) go with it.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Any

import msgspec

from marsad.arabic.normal import fold, normalise
from marsad.arabic.numerals import find_numbers
from marsad.arabic.tokens import Token, Tokenizer
from marsad.gazetteer.places import kilometres, rows
from marsad.gazetteer.words import place_words
from marsad.model import PlaceMention

_BEARINGS = {
    "northern": 0.0,
    "northeastern": 45.0,
    "eastern": 90.0,
    "southeastern": 135.0,
    "southern": 180.0,
    "southwestern": 225.0,
    "western": 270.0,
    "northwestern": 315.0,
}
_FIRST = ("at", "near", "along", "in_area", "to", "toward", "from")
_POINTS = ("city", "site")
# Kilometres around a place that "near", "in the area of", "toward" and a direction without a distance reach.
_NEAR_KM, _AREA_KM, _TOWARD_KM, _SIDE_KM = 10.0, 15.0, 25.0, 20.0
_EXACT_KM = 10.0
_ROAD_KM = 5.0
_FAR_KM = 25.0
_WINDOW = 80
_SECTOR = 45.0


class Located(msgspec.Struct, frozen=True):
    """Where something was.

    ``lat``, ``lon`` (WGS 84) is its middle, ``radius_km`` the distance within which it was; all three and ``geometry``
    (GeoJSON: Point, MultiPoint, LineString or Polygon) are None where only the country is known. ``relation`` is how
    it lies to the named place.
    """

    lat: float | None
    lon: float | None
    radius_km: float | None
    geometry: dict[str, Any] | None
    where_prec: int
    geo_precision: int
    relation: str
    country: str | None


class _Point(msgspec.Struct, frozen=True):
    """A mention with coordinates."""

    mention: PlaceMention
    lat: float
    lon: float
    km: float


def geometry_of(places: Sequence[PlaceMention], full: str | None = None) -> Located | None:
    """Where the places of a claim say that it was; None without any place.

    ``full`` is the text that the mentions' offsets count in: with it a distance before a mention is read as well
    ("15 km east of").
    """
    points = [_point(mention) for mention in places]
    known = sorted((p for p in points if p is not None), key=lambda p: _rank(p.mention))
    if not known:
        return _country_alone(places)
    along = [point for point in known if point.mention.role == "along"]
    main = known[0]
    if main.mention.role == "along" and len(along) > 1:
        return _between(along)
    same = [p for p in known if p.mention.role == main.mention.role and p.mention.level in _POINTS]
    if main.mention.role == "at" and len(same) > 1 and main.mention.level in _POINTS:
        return _several(same)
    if main.mention.role in ("to", "toward") and (start := _start(known, main)) is not None:
        return _way(start, main)
    return _one(main, full)


def _point(mention: PlaceMention) -> _Point | None:
    if mention.lat is None or mention.lon is None or mention.level == "country":
        return None
    return _Point(mention, mention.lat, mention.lon, mention.precision_km or _EXACT_KM)


def _rank(mention: PlaceMention) -> tuple[int, int]:
    """The role that says most comes first, then the narrower place."""
    role = _FIRST.index(mention.role) if mention.role in _FIRST else len(_FIRST)
    return role, ("site", "city", "admin2", "region", "admin1").index(mention.level or "region")


def _country_alone(places: Sequence[PlaceMention]) -> Located | None:
    if not places:
        return None
    country = next((place.country for place in places if place.country), None)
    part = any(place.level in ("region", "admin1") for place in places)
    return Located(None, None, None, None, 5 if part else 6, 3, "in", country)


def _one(point: _Point, full: str | None) -> Located:
    """One place with its role, its direction and its distance."""
    mention = point.mention
    bearing = _bearing(mention)
    if bearing is not None:
        away = _distance(mention, full)
        return _beside(point, bearing, away) if away else _side(point, bearing)
    if mention.level in _POINTS:
        return _at_point(point)
    radius = point.km
    if mention.level == "admin2":
        return _located(point, radius, 3, 2, "in")
    if mention.level == "admin1":
        return _located(point, radius, 4, 3, "in")
    prec = 2 if radius <= _AREA_KM else 3 if radius <= 2 * _FAR_KM else 5
    return _located(point, radius, prec, 2 if prec < 5 else 3, "in")


def _at_point(point: _Point) -> Located:
    role = point.mention.role
    if role == "near":
        return _located(point, max(_NEAR_KM, point.km), 2, 2, "near")
    if role == "in_area":
        return _located(point, max(_AREA_KM, point.km), 2, 2, "in the area of")
    if role == "toward":
        return _located(point, max(_TOWARD_KM, point.km), 2, 2, "toward")
    if role == "along":
        return _located(point, max(_AREA_KM, point.km), 5, 2, "along")
    exact = point.km <= _EXACT_KM
    return _located(point, point.km, 1 if exact else 2, 1 if exact else 2, role)


def _located(point: _Point, radius: float, where_prec: int, geo_precision: int, relation: str) -> Located:
    geometry = {"type": "Point", "coordinates": _lonlat(point.lat, point.lon)}
    return Located(point.lat, point.lon, radius, geometry, where_prec, geo_precision, relation, point.mention.country)


def _beside(point: _Point, bearing: float, km: float) -> Located:
    """So many kilometres in a direction: a point there, as sure as the distance is round."""
    lat, lon = destination(point.lat, point.lon, bearing, km)
    radius = round(max(2.0, 0.2 * km) + point.km / 2, 1)
    geometry = {"type": "Point", "coordinates": _lonlat(lat, lon)}
    near = radius <= _FAR_KM
    relation = f"{km:g} km {_name(bearing)} of"
    return Located(lat, lon, radius, geometry, 2 if near else 5, 2 if near else 3, relation, point.mention.country)


def _side(point: _Point, bearing: float) -> Located:
    """A direction without a distance: a sector of the land around a town, or the part of a region."""
    wide = point.mention.level not in _POINTS
    reach = point.km if wide else max(_SIDE_KM, point.km)
    lat, lon = destination(point.lat, point.lon, bearing, reach / 2)
    turns = [bearing - _SECTOR + _SECTOR / 4 * step for step in range(9)]
    arc = [_lonlat(*destination(point.lat, point.lon, turn, reach)) for turn in reversed(turns)]
    middle = _lonlat(point.lat, point.lon)
    geometry = {"type": "Polygon", "coordinates": [[middle, *arc, middle]]}
    prec = (5, 3) if wide and reach > _FAR_KM else (2, 2)
    return Located(lat, lon, reach / 2, geometry, *prec, f"{_name(bearing)} of", point.mention.country)


def _between(points: Sequence[_Point]) -> Located:
    """Between two places or on the road that joins them: the straight line, its middle and half its length."""
    ordered = sorted(points, key=lambda p: p.mention.start)
    return _line(ordered, "between", ordered[0].mention.country)


def _way(start: _Point, end: _Point) -> Located:
    """From one place to another: the straight line, placed at its end."""
    line = _line([start, end], "from … to", end.mention.country)
    return msgspec.structs.replace(line, lat=end.lat, lon=end.lon)


def _line(points: Sequence[_Point], relation: str, country: str | None) -> Located:
    first, last = points[0], points[-1]
    length = kilometres(first.lat, first.lon, last.lat, last.lon)
    geometry = {"type": "LineString", "coordinates": [_lonlat(p.lat, p.lon) for p in points]}
    radius = round(length / 2 + _ROAD_KM, 1)
    prec = (2, 2) if radius <= _FAR_KM else (5, 3)
    lat, lon = (first.lat + last.lat) / 2, (first.lon + last.lon) / 2
    return Located(round(lat, 5), round(lon, 5), radius, geometry, *prec, relation, country)


def _several(points: Sequence[_Point]) -> Located:
    """Several places at once: all of them, placed at the first, as wide as the furthest of them."""
    first = points[0]
    geometry = {"type": "MultiPoint", "coordinates": [_lonlat(p.lat, p.lon) for p in points]}
    far = max(kilometres(first.lat, first.lon, p.lat, p.lon) for p in points)
    radius = round(max(far, first.km), 1)
    prec = (1, 1) if radius <= _EXACT_KM else (2, 2) if radius <= _FAR_KM else (5, 3)
    return Located(first.lat, first.lon, radius, geometry, *prec, "at", first.mention.country)


def _start(points: Sequence[_Point], end: _Point) -> _Point | None:
    """Where a way to ``end`` begins."""
    return next((p for p in points if p.mention.role == "from" and p.mention != end.mention), None)


def destination(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point ``km`` from another in a direction (degrees from north, clockwise), on a sphere."""
    angle, turn = km / 6371.0, math.radians(bearing)
    south = math.radians(lat)
    north = math.asin(math.sin(south) * math.cos(angle) + math.cos(south) * math.sin(angle) * math.cos(turn))
    east = math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(south), math.cos(angle) - math.sin(south) * math.sin(north)
    )
    return round(math.degrees(north), 5), round((lon + math.degrees(east) + 540) % 360 - 180, 5)


def _lonlat(lat: float, lon: float) -> list[float]:
    return [lon, lat]


def _name(bearing: float) -> str:
    english = next(name for name, degrees in _BEARINGS.items() if degrees == bearing)
    return english.removesuffix("ern")


def _bearing(mention: PlaceMention) -> float | None:
    """The direction that the words of a mention name, where it is not part of the place's own name."""
    if mention.id is not None and mention.level not in _POINTS:
        return None
    words, parts = place_words(), fold(mention.text).split()
    for at, part in enumerate(parts):
        pair = f"{part} {parts[at + 1]}" if at + 1 < len(parts) else ""
        for form in (pair, part):
            english = words.directions.get(form) or words.facing.get(form)
            if english in _BEARINGS:
                return _BEARINGS[english]
    return None


def _distance(mention: PlaceMention, full: str | None) -> float | None:
    """The kilometres that stand in a mention or right before it."""
    before = full[max(0, mention.start - _WINDOW) : mention.end] if full is not None else mention.text
    tokens = _tokenizer().tokens(normalise(before).text)
    lengths = _lengths()
    found = None
    for number in find_numbers(tokens):
        if number.kind != "cardinal" or number.last >= len(tokens):
            continue
        unit = lengths.get(tokens[number.last].core)
        value = number.low if number.low is not None else number.high
        if unit is not None and value is not None and _leads_to_side(tokens, number.last + 1):
            found = float(value) * unit
    return found


def _leads_to_side(tokens: Sequence[Token], at: int) -> bool:
    """Whether a direction stands within two words, as in "15 km to the east of"."""
    directions = place_words().directions
    return any(
        token.core in directions or " ".join(t.core for t in tokens[at + i : at + i + 2]) in directions
        for i, token in enumerate(tokens[at : at + 3])
    )


@functools.cache
def _tokenizer() -> Tokenizer:
    return Tokenizer()


@functools.cache
def _lengths() -> dict[str, float]:
    """Folded unit of length to kilometres."""
    return {fold(cells[0]): float(cells[1]) for _, cells in rows("lengths.tsv")}
