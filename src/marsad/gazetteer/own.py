"""Which places does a researcher add of their own? One tab-separated file, read when the gazetteer opens."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from marsad.arabic.frequency import frequencies
from marsad.errors import DataError
from marsad.gazetteer.places import LEVELS, Compiled, Place, listed, name_key, spellings, variants

VARIABLE = "MARSAD_GAZETTEER"
COLUMNS = (
    "id", "name", "arabic", "country", "level", "lat", "lon", "precision_km", "admin1", "admin2", "population", "pcode",
)  # fmt: skip
# A name this frequent (per 100 million words) is a common word: a place only on evidence.
_COMMON = 400


class OwnPlace(msgspec.Struct, frozen=True):
    """A place of one's own with its Arabic names; one with the id of a known place adds to it."""

    place: Place
    names: tuple[str, ...]


def own_files() -> list[Path]:
    """The files that the environment variable ``MARSAD_GAZETTEER`` names, separated as in ``PATH``."""
    return [Path(part) for part in os.environ.get(VARIABLE, "").split(os.pathsep) if part]


def read_own(path: Path) -> Iterator[OwnPlace]:
    """The places of a file; raises DataError with the line for a wrong one."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise DataError(path, None, f"cannot be read ({error.strerror})", f"Check the path in {VARIABLE}.") from error
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            yield _place(path, number, line.split("\t"))


def _place(path: Path, number: int, cells: list[str]) -> OwnPlace:
    if len(cells) != len(COLUMNS):
        raise DataError(path, number, f"{len(cells)} columns", f"Write {len(COLUMNS)}: {', '.join(COLUMNS)}.")
    ident, name, arabic, country, level, lat, lon, precision, admin1, admin2, people, pcode = (
        cell.strip() for cell in cells
    )
    if level and level not in LEVELS:
        raise DataError(path, number, f"level {level!r}", f"Use one of {', '.join(LEVELS)}.")
    try:
        degrees = [float(cell) if cell else None for cell in (lat, lon, precision)]
        place = Place(
            ident, name, country or None, level, degrees[0], degrees[1], degrees[2], admin1 or None, int(people or 0)
        )
    except ValueError as error:
        raise DataError(path, number, str(error), "Write numbers with a point.") from error
    place = msgspec.structs.replace(place, admin2=admin2 or None, pcode=pcode or None)
    return OwnPlace(place, tuple(spellings(arabic)))


def write_own(path: Path, places: Iterable[OwnPlace]) -> int:
    """Writes places, those of the file first where it exists and theirs replaced by id; returns how many it holds."""
    known = {own.place.id: own for own in (read_own(path) if path.exists() else ())}
    for own in places:
        known[own.place.id] = own
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}")
    head = "# " + "\t".join(COLUMNS) + "\n"
    half.write_text(head + "".join(map(_line, known.values())), encoding="utf-8")
    half.replace(path)
    return len(known)


def _line(own: OwnPlace) -> str:
    p = own.place
    numbers = (_written(p.lat), _written(p.lon), "" if p.precision_km is None else f"{p.precision_km:g}")
    cells = (
        p.id, p.name, "|".join(own.names), p.country or "", p.level, *numbers, p.admin1 or "", p.admin2 or "",
        str(p.population or ""), p.pcode or "",
    )  # fmt: skip
    return "\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in cells) + "\n"


def _written(degrees: float | None) -> str:
    return "" if degrees is None else f"{degrees:.5f}".rstrip("0").rstrip(".")


def grown(compiled: Compiled, own: Iterable[OwnPlace]) -> Compiled:
    """The compiled gazetteer with places of one's own: new ones added, those with a known id completed.

    A division with a p-code and the Arabic name, level and country of a known one gives its p-code to that one.
    """
    places, names = list(compiled.places), {key: list(at) for key, at in compiled.names.items()}
    at_of = {place.id: at for at, place in enumerate(places)}
    unsure = set(compiled.ambiguous)
    for each in own:
        keys = sorted({form for name in each.names if (key := name_key(name)) for form in variants(key)})
        at = at_of.get(each.place.id)
        at = _twin(each.place, keys, places, names) if at is None else at
        if at is None and not (each.place.name and each.place.level):
            continue
        if at is None:
            at = at_of[each.place.id] = len(places)
            places.append(each.place)
        else:
            places[at] = _completed(places[at], each.place)
        for key in keys:
            if key not in names and _unsure(key):
                unsure.add(key)
            if at not in names.setdefault(key, []):
                names[key].append(at)
    for key, found in names.items():
        names[key] = sorted(found, key=lambda at: (-places[at].population, places[at].id))
    return Compiled(places, names, sorted(unsure), compiled.capitals, compiled.divisions)


def _twin(place: Place, keys: list[str], places: list[Place], names: dict[str, list[int]]) -> int | None:
    """The known division of the same name that a p-code table speaks of."""
    if place.pcode is None or place.level not in ("country", "admin1", "admin2"):
        return None
    return next(
        (
            at
            for key in keys
            for at in names.get(key, ())
            if (places[at].country, places[at].level) == (place.country, place.level)
        ),
        None,
    )


def _completed(known: Place, added: Place) -> Place:
    """The known place with what the added one says."""
    said = {
        name: value
        for name in ("name", "country", "level", "lat", "lon", "precision_km", "admin1", "admin2", "pcode")
        if (value := getattr(added, name)) not in (None, "")
    }
    if known.id != added.id:
        return msgspec.structs.replace(known, pcode=added.pcode)
    return msgspec.structs.replace(known, **said, population=added.population or known.population)


def _unsure(key: str) -> bool:
    return key in listed("ambiguous.tsv") or (
        " " not in key and (len(key) < 4 or frequencies().get(key, 0) >= _COMMON) and key not in listed("sure.tsv")
    )
