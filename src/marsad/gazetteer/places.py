"""What is a place of the gazetteer, and how are its data files read?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from marsad.arabic.normal import fold

DATA = Path(__file__).parent / "data"
BUILT = Path(__file__).parent.parent / "_built" / "gazetteer.msgpack"
SOURCES = (DATA, Path(__file__).with_name("build.py"), Path(__file__))
LEVELS = ("country", "admin1", "admin2", "city", "site", "region")

_ARABIC_NAME = re.compile("[\u0621-\u064a]+(?: [\u0621-\u064a]+)*")


class Place(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One place: its English name as GeoNames has it, where it is and how sure that is.

    ``id`` is ``gn:`` with the GeoNames number, ``iso:`` with the country code, or ``ms:`` for the project's
    own entries. ``admin1`` is the code of the first-order division for containment (``SY.09``);
    ``population`` is 0 where unknown.
    """

    id: str
    name: str
    country: str | None
    level: str
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    admin1: str | None = None
    population: int = 0


class Compiled(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The compiled gazetteer: places, folded name to places (by position), names that need evidence, capitals."""

    places: list[Place]
    names: dict[str, list[int]]
    ambiguous: list[str]
    capitals: dict[str, int]


def rows(name: str) -> Iterator[tuple[int, list[str]]]:
    """(line number, columns) of a tab-separated data file of this room; ``#`` opens a comment line."""
    for number, line in enumerate((DATA / name).read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.split("\t")


def name_key(name: str) -> str | None:
    """The folded form that a name is found by, or None where it holds other letters than Arabic ones."""
    key = " ".join(re.sub(r"[-\u0640'().،,]", " ", fold(name)).split())
    return key if len(key) > 1 and _ARABIC_NAME.fullmatch(key) else None


def spellings(cell: str) -> list[str]:
    """The parts of a ``|``-separated cell."""
    return [part.strip() for part in cell.split("|") if part.strip()]
