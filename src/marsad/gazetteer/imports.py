"""How are places of one's own read from the tables that others keep: GeoNames dumps, OCHA tables, CSV, GeoJSON?"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from marsad.errors import DataError
from marsad.gazetteer.own import OwnPlace
from marsad.gazetteer.places import LEVELS, Place, kilometres, name_key, spellings

FORMATS = ("geonames", "alternatenames", "cod", "csv", "geojson")
_DUMP, _ALTERNATE = 19, 4
_CLASSES = {"P": "city", "S": "site", "T": "site", "H": "site", "R": "site", "V": "site"}
_DIVISIONS = {"ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin2"}
_PRECISION = {"city": 3.0, "site": 2.0, "region": 25.0, "admin2": 25.0, "admin1": 75.0}
_NUMBERED = re.compile(r"adm(?:in)?\s*_?(\d)_?(.*)")


def read_places(path: Path, kind: str) -> Iterator[OwnPlace]:
    """The places of a file in one of ``FORMATS``; raises DataError with the line for a file of another make.

    ``geonames`` is a country dump of GeoNames, ``alternatenames`` its table of names (kept for ids that are known),
    ``cod`` an OCHA table of administrative divisions with p-codes as CSV, ``csv`` a table with the columns ``name``,
    ``arabic``, ``country``, ``level``, ``lat``, ``lon`` and optionally ``id``, ``precision_km``, ``admin1``,
    ``admin2``, ``population``, ``pcode``; ``geojson`` features with such properties.
    """
    readers: dict[str, Callable[[Path], Iterator[OwnPlace]]] = {
        "geonames": _geonames, "alternatenames": _alternate_names, "cod": _cod, "csv": _csv, "geojson": _geojson,
    }  # fmt: skip
    try:
        yield from readers[kind](path)
    except OSError as error:
        raise DataError(path, None, f"cannot be read ({error.strerror})", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise DataError(path, None, "is not UTF-8", "Convert it: iconv -f WINDOWS-1256 -t UTF-8.") from error


def _arabic(names: str, mark: str = ",") -> tuple[str, ...]:
    """The names in Arabic letters, each once."""
    return tuple(dict.fromkeys(name.strip() for name in names.split(mark) if name_key(name.strip())))


def _geonames(path: Path) -> Iterator[OwnPlace]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != _DUMP:
                raise DataError(path, number, f"{len(cells)} columns", f"A GeoNames dump has {_DUMP}, tab-separated.")
            level = _DIVISIONS.get(cells[7]) or _CLASSES.get(cells[6]) or ("region" if cells[6] == "L" else "")
            names = _arabic(cells[3])
            if not level or not names:
                continue
            first = f"{cells[8]}.{cells[10]}" if cells[10] else None
            second = f"{first}.{cells[11]}" if first and cells[11] else None
            lat, lon = _degrees(path, number, cells[4], cells[5])
            people = int(cells[14] or 0)
            place = Place(
                f"gn:{cells[0]}",
                cells[2] or cells[1],
                cells[8],
                level,
                lat,
                lon,
                _PRECISION[level],
                first,
                people,
                second,
            )
            yield OwnPlace(place, names)


def _alternate_names(path: Path) -> Iterator[OwnPlace]:
    """Names alone: they add to places with the same GeoNames number, historic ones left out."""
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) < _ALTERNATE:
                raise DataError(path, number, f"{len(cells)} columns", "A table of alternate names has at least 4.")
            historic = len(cells) > 7 and cells[7] == "1"
            if not historic and cells[2] in ("ar", "") and name_key(cells[3]):
                found.setdefault(cells[1], []).append(cells[3])
    for ident, names in found.items():
        yield OwnPlace(Place(f"gn:{ident}", "", None, ""), tuple(dict.fromkeys(names)))


def _table(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, cells by lower-case column) of a table with a head, separated by commas, semicolons or tabs."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        head = lines.readline()
        lines.seek(0)
        mark = max(",;\t", key=head.count)
        for number, row in enumerate(csv.DictReader(lines, delimiter=mark), 2):
            yield number, {(key or "").strip().lower(): (value or "").strip() for key, value in row.items() if key}


def _csv(path: Path) -> Iterator[OwnPlace]:
    for number, row in _table(path):
        yield _from_row(path, number, row)


def _from_row(path: Path, number: int, row: Mapping[str, str]) -> OwnPlace:
    missing = [column for column in ("name", "arabic", "country", "level") if not row.get(column)]
    if missing:
        raise DataError(path, number, f"no {missing[0]}", "Write name, arabic (separated by |), country and level.")
    if row["level"] not in LEVELS:
        raise DataError(path, number, f"level {row['level']!r}", f"Use one of {', '.join(LEVELS)}.")
    lat, lon = _degrees(path, number, row.get("lat", ""), row.get("lon", ""))
    name = row["name"]
    ident = row.get("id") or f"own:{row['country'].lower()}-{_slug(name)}-{row['level']}"
    precision = float(row.get("precision_km") or _PRECISION.get(row["level"], 25.0))
    place = Place(
        ident, name, row["country"], row["level"], lat, lon, precision, row.get("admin1") or None,
        int(row.get("population") or 0), row.get("admin2") or None, row.get("pcode") or None,
    )  # fmt: skip
    return OwnPlace(place, tuple(spellings(row["arabic"])))


def _cod(path: Path) -> Iterator[OwnPlace]:
    """Divisions with p-codes, each once: the columns ``ADM1_EN``, ``ADM1_AR``, ``ADM1_PCODE`` and so on to ``ADM4``.

    The headings ``admin1Name_en``, ``admin1Name_ar``, ``admin1Pcode`` are read as well.
    """
    seen: set[str] = set()
    for number, row in _table(path):
        parts = _levels(row)
        if not parts:
            raise DataError(path, number, "no p-code", "An OCHA table has columns such as ADM1_PCODE and ADM1_AR.")
        country = parts.get(0, {}).get("pcode", "")[:2] or next(iter(parts.values()))["pcode"][:2]
        deepest = max(parts)
        for depth, part in parts.items():
            code, arabic = part.get("pcode", ""), _arabic(part.get("ar", ""), "|")
            if depth == 0 or not code or code in seen or not arabic:
                continue
            seen.add(code)
            level = {1: "admin1", 2: "admin2"}.get(depth, "city" if depth > 3 else "admin2")
            lat, lon = _middle(path, number, row) if depth == deepest else (None, None)
            place = Place(
                f"cod:{code}", part.get("en") or code, country, level, lat, lon, _PRECISION[level],
                parts.get(1, {}).get("pcode"), 0, parts.get(2, {}).get("pcode") if depth > 1 else None, code,
            )  # fmt: skip
            yield OwnPlace(place, arabic)


def _levels(row: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """Depth of a division to what a row says of it: ``pcode``, ``ar``, ``en``."""
    found: dict[int, dict[str, str]] = {}
    for column, value in row.items():
        match = _NUMBERED.fullmatch(column)
        if match is None or not value:
            continue
        rest = match[2].replace("name", "").strip("_ ")
        what = "pcode" if "pcode" in rest else rest if rest in ("ar", "en") else "en" if rest == "" else ""
        if what:
            found.setdefault(int(match[1]), {}).setdefault(what, value)
    return {depth: part for depth, part in sorted(found.items()) if "pcode" in part}


def _middle(path: Path, number: int, row: Mapping[str, str]) -> tuple[float | None, float | None]:
    lat = next((row[c] for c in ("lat", "latitude", "center_lat", "centroid_lat", "latitude_y", "y") if row.get(c)), "")
    lon = next(
        (row[c] for c in ("lon", "longitude", "center_lon", "centroid_lon", "longitude_x", "x") if row.get(c)), ""
    )
    return _degrees(path, number, lat, lon)


def _geojson(path: Path) -> Iterator[OwnPlace]:
    try:
        content = json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise DataError(
            path, error.lineno, f"is no JSON ({error.msg})", "Give a GeoJSON feature collection."
        ) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise DataError(path, None, "has no features", "Give a GeoJSON feature collection.")
    for number, feature in enumerate(features, 1):
        properties = {k.lower(): str(v) for k, v in (feature.get("properties") or {}).items() if v is not None}
        corners = list(_corners((feature.get("geometry") or {}).get("coordinates")))
        if not corners:
            raise DataError(path, number, "a feature without coordinates", "Give every feature a geometry.")
        lat, lon, wide = _box(corners)
        row = {"lat": f"{lat:.5f}", "lon": f"{lon:.5f}", **properties}
        row.setdefault("name", properties.get("name_en", properties.get("arabic", properties.get("name_ar", ""))))
        row.setdefault("arabic", properties.get("name_ar", ""))
        if wide:
            row.setdefault("precision_km", f"{wide:.1f}")
        yield _from_row(path, number, row)


def _corners(coordinates: Any) -> Iterator[tuple[float, float]]:
    """(lat, lon) of every position of a geometry."""
    if isinstance(coordinates, list) and len(coordinates) >= 2 and isinstance(coordinates[0], (int, float)):
        yield float(coordinates[1]), float(coordinates[0])
    elif isinstance(coordinates, list):
        for part in coordinates:
            yield from _corners(part)


def _box(corners: list[tuple[float, float]]) -> tuple[float, float, float]:
    """The middle of the bounding box and half its diagonal in kilometres, 0 for a point."""
    lats, lons = [lat for lat, _ in corners], [lon for _, lon in corners]
    half = kilometres(min(lats), min(lons), max(lats), max(lons)) / 2
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2, half


def _degrees(path: Path, number: int, lat: str, lon: str) -> tuple[float | None, float | None]:
    if not lat and not lon:
        return None, None
    try:
        north, east = float(lat), float(lon)
    except ValueError as error:
        raise DataError(path, number, f"coordinates {lat!r}, {lon!r}", "Write degrees with a point.") from error
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise DataError(
            path, number, f"coordinates {lat}, {lon} are not on the globe", "Give latitude, then longitude."
        )
    return round(north, 5), round(east, 5)


def _slug(name: str) -> str:
    return "-".join(re.findall(r"\w+", name.lower()))
