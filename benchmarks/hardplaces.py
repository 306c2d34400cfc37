"""How are hard names read: ambiguous ones, namesakes, spelling variants, and words that are no places?

``python benchmarks/hardplaces.py [--errors]`` reads ``tests/gazetteer/hard.tsv`` and prints the table of errors.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from marsad.gazetteer.index import Gazetteer
from marsad.gazetteer.places import kilometres
from marsad.gazetteer.values import PlaceFinder, PlaceValue

LIST = Path(__file__).parents[1] / "tests" / "gazetteer" / "hard.tsv"
_WITHIN = {"exact": 5.0, "<=25 km": 25.0, "<=161 km": 161.0}


class Hard(msgspec.Struct, frozen=True):
    """A sentence with a name: where it is, or no place at all (``country`` None)."""

    sentence: str
    name: str
    country: str | None
    admin1: str
    lat: float | None
    lon: float | None


class Judged(msgspec.Struct, frozen=True):
    """How one name was read: what holds of it, in words of the table."""

    row: Hard
    found: PlaceValue | None
    holds: frozenset[str]


def rows(path: Path = LIST) -> Iterator[Hard]:
    """The rows of the list."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, name, country, admin1, lat, lon = line.split("\t")
            place = country != "-"
            yield Hard(
                sentence, name, country if place else None, admin1, float(lat) if lat else None,
                float(lon) if lon else None,
            )  # fmt: skip


def judged(find: PlaceFinder, row: Hard) -> Judged:
    """One row read and compared."""
    at = row.sentence.index(row.name)
    over = (v for v in find(row.sentence) if v.start < at + len(row.name) and at < v.end)
    found = next((value for value in over if value.name is not None), None)
    if row.country is None:
        return Judged(row, found, frozenset({"wrongly found"} if found else {"left alone"}))
    if found is None:
        return Judged(row, None, frozenset({"missing"}))
    holds = {"found"}
    if found.country == row.country:
        holds.add("country")
    first, _ = find.gazetteer.admin_names(found)
    if row.admin1 and first and first.casefold() == row.admin1.casefold():
        holds.add("ADM1")
    if found.lat is not None and found.lon is not None and row.lat is not None and row.lon is not None:
        away = kilometres(row.lat, row.lon, found.lat, found.lon)
        holds |= {name for name, km in _WITHIN.items() if away <= km}
    return Judged(row, found, frozenset(holds))


def table(results: list[Judged]) -> str:
    """The figures in lines: of the places how many hold, of the words that are none how many were found."""
    count: Counter[str] = Counter(name for each in results for name in each.holds)
    places = [each for each in results if each.row.country is not None]
    settled = sum(bool(each.row.admin1) for each in places)
    of = {"ADM1": settled, "left alone": len(results) - len(places), "wrongly found": len(results) - len(places)}
    names = ("found", "country", "ADM1", "exact", "<=25 km", "<=161 km", "missing", "left alone", "wrongly found")
    return "\n".join(
        f"{name:13} {count[name]:4} / {of.get(name, len(places)):4}  {count[name] / of.get(name, len(places)):.3f}"
        for name in names
    )


def main() -> None:
    """Prints the table, and with ``--errors`` every name that is not within 25 km or wrongly found."""
    find = PlaceFinder(Gazetteer.default())
    results = [judged(find, row) for row in rows()]
    if "--errors" in sys.argv:
        for each in results:
            if not each.holds & {"<=25 km", "left alone"}:
                got = each.found and (
                    each.found.text,
                    each.found.name,
                    each.found.country,
                    each.found.lat,
                    each.found.lon,
                )
                print(each.row.name, each.row.country, each.row.lat, each.row.lon, "|", got, "|", each.row.sentence)
            elif each.row.admin1 and "ADM1" not in each.holds and each.found:
                print("ADM1", each.row.name, each.row.admin1, find.gazetteer.admin_names(each.found))
    print(table(results))


if __name__ == "__main__":
    main()
