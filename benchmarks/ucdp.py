"""Do the gazetteer's Syrian places agree with UCDP GED? Distances where names agree, divisions at its coordinates.

``python benchmarks/ucdp.py ucdp-ged-syria-2016-2019.csv.gz [--far]``
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import statistics
import sys
from pathlib import Path
from typing import NamedTuple

from marsad.gazetteer.index import Gazetteer
from marsad.gazetteer.places import Place, kilometres
from marsad.model import PlaceMention

_KINDS = re.compile(
    r"\b(village|town|city|neighbou?rhood|area|district|governorate|air ?base|airport|military|camp|quarter|refugee|"
    r"mountain|hill|subdistrict|nahiyah|markaz|mintaqat)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(al|ar|as|ash|ad|at|an|az|el)[- ]", re.IGNORECASE)
# Districts that the two sources name differently.
_SAME = {"izaz": "azaz", "mountsimon": "jabalsaman", "tabka": "thawra", "maharda": "muhrada", "kunaytira": "kunitra"}


class Spot(NamedTuple):
    """A place of the list with its coordinates and divisions."""

    name: str
    lat: float
    lon: float
    first: str
    second: str


def letters(name: str) -> str:
    """A name without its kind, article, vowels' spellings and marks, so that transliterations meet."""
    bare = _ARTICLE.sub("", _KINDS.sub(" ", name).strip())
    bare = re.sub(r"[^a-z]", "", bare.lower())
    for old, new in (
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ai", "a"),
        ("ay", "a"),
        ("ei", "i"),
        ("kh", "h"),
        ("q", "k"),
    ):
        bare = bare.replace(old, new)
    bare = re.sub(r"(.)\1", r"\1", bare).rstrip("ehi")
    return _SAME.get(bare, bare)


def spots(path: Path) -> list[Spot]:
    """The exact and near places of the list, each once."""
    with gzip.open(path) as packed:
        found = {
            row["where_coordinates"]: Spot(
                row["where_coordinates"], float(row["latitude"]), float(row["longitude"]), row["adm_1"], row["adm_2"]
            )
            for row in csv.DictReader(io.TextIOWrapper(packed, "utf-8"))
            if row["where_prec"] in ("1.0", "2.0") and row["where_coordinates"]
        }
    return list(found.values())


def distances(gazetteer: Gazetteer, listed: list[Spot], origin: str) -> list[tuple[float, Place, Spot]]:
    """(km, place, spot) for the places of one origin whose name stands in the list, nearest spot first."""
    by_name: dict[str, list[Spot]] = {}
    for spot in listed:
        by_name.setdefault(letters(spot.name), []).append(spot)
    out = []
    for place in gazetteer.all:
        lat, lon = place.lat, place.lon
        if not place.id.startswith(origin) or place.country != "SY" or lat is None or lon is None:
            continue
        if place.level not in ("city", "site") or not (same := by_name.get(letters(place.name))):
            continue
        out.append(min((kilometres(lat, lon, s.lat, s.lon), place, s) for s in same))
    return sorted(out, key=lambda row: row[0])


def divisions(gazetteer: Gazetteer, listed: list[Spot]) -> str:
    """How often the divisions found at a spot's coordinates are those of the list."""
    first = second = known = 0
    for spot in listed:
        mention = PlaceMention("", 0, 0, country="SY", level="city", lat=spot.lat, lon=spot.lon)
        one, two = gazetteer.admin_names(mention)
        first += one is not None and letters(one) == letters(spot.first)
        known += two is not None
        second += two is not None and letters(two) == letters(spot.second)
    return (
        f"divisions at {len(listed)} coordinates: first-order right {first / len(listed):.3f}, "
        f"second-order known {known / len(listed):.3f}, right of those {second / max(known, 1):.3f}"
    )


def main() -> None:
    """Prints the figures; ``--far`` lists what lies more than 10 km away."""
    gazetteer, listed = Gazetteer.default(), spots(Path(sys.argv[1]))
    print(f"{len(listed)} places of UCDP GED, Syria 2016-2019")
    for origin, name in (("ms:", "supplement"), ("gn:", "GeoNames")):
        rows = distances(gazetteer, listed, origin)
        far = [km for km, *_ in rows]
        inside = sum(km <= (place.precision_km or 0) for km, place, _ in rows)
        print(
            f"{name:10} {len(rows)} names agree: median {statistics.median(far):.1f} km, within the stated precision "
            f"{inside}, 5 km {sum(k <= 5 for k in far)}, 25 km {sum(k <= 25 for k in far)}"
        )
        if "--far" in sys.argv:
            for km, place, spot in rows:
                if km > 10:
                    print(f"   {km:6.1f}  {place.name} {place.lat} {place.lon} | {spot}")
    print(divisions(gazetteer, listed))


if __name__ == "__main__":
    main()
