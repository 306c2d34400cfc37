"""What is a place of the gazetteer, and how are its data files read?"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from marsad.arabic.normal import LETTERS, fold
from marsad.arabic.particles import LONG_HAMZA

DATA = Path(__file__).parent / "data"
BUILT = Path(__file__).parent.parent / "_built" / "gazetteer.msgpack"
SOURCES = (DATA, *(Path(__file__).with_name(name) for name in ("build.py", "containment.py", "places.py")))
LEVELS = ("country", "admin1", "admin2", "city", "site", "region")

_ARABIC_NAME = re.compile(f"[{LETTERS}]+(?: (?:[{LETTERS}]+|[0-9]+))*")


class Place(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One place: its English name as GeoNames has it, where it is and how sure that is.

    ``id`` is ``gn:`` with the GeoNames number, ``iso:`` with the country code, or ``ms:`` for the project's
    own entries. ``admin1`` and ``admin2`` are the codes of the divisions that contain it (``SY.09``, ``SY.09.172956``);
    ``population`` is 0 where unknown; ``pcode`` is OCHA's place code, where a table with such codes was imported.
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
    admin2: str | None = None
    pcode: str | None = None


class Division(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A first- or second-order division: its English name and its ISO 3166-2 code, empty where it has none."""

    name: str
    iso: str = ""


class Compiled(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The compiled gazetteer: places, folded name to places (by position), names that need evidence, capitals.

    ``divisions`` names every division that contains a place, by its code.
    """

    places: list[Place]
    names: dict[str, list[int]]
    ambiguous: list[str]
    capitals: dict[str, int]
    divisions: dict[str, Division] = {}


def rows(name: str) -> Iterator[tuple[int, list[str]]]:
    """(line number, columns) of a tab-separated data file of this room; ``#`` opens a comment line."""
    for number, line in enumerate((DATA / name).read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.split("\t")


def name_key(name: str) -> str | None:
    """The folded form that a name is found by, or None for other letters than Arabic ones; figures may follow."""
    key = " ".join(re.sub(r"[-\u0640'().،,]", " ", fold(name)).split())
    return key if len(key) > 1 and _ARABIC_NAME.fullmatch(key) else None


def variants(key: str) -> Iterator[str]:
    """A folded name with its other spellings: joined first words, a dropped hamza, the two forms of "father of"."""
    yield key
    first, _, rest = key.partition(" ")
    if rest and first in joined_words():
        yield first + rest
    if key.endswith(LONG_HAMZA) and len(key) > 5:
        yield key[:-1]
    if rest and first in respelled():
        yield f"{respelled()[first]} {rest}"


@functools.cache
def respelled() -> dict[str, str]:
    """The folded first words of names that have another form, to that form."""
    pairs = ((name_key(cells[0]), name_key(cells[1])) for _, cells in rows("spelling.tsv") if len(cells) > 1)
    return {word: other for word, other in pairs if word and other}


@functools.cache
def joined_words() -> frozenset[str]:
    """The folded first words of names that are also written joined to the next."""
    return frozenset(listed("spelling.tsv"))


def listed(table: str, kind: str | None = None) -> set[str]:
    """The folded names in the first column of a table, of those whose second column is ``kind``."""
    return {key for _, cells in rows(table) if (kind is None or cells[1] == kind) and (key := name_key(cells[0]))}


def kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """The distance of two points (degrees, WGS 84) on a sphere of 6,371 km."""
    one, two = math.radians(lat), math.radians(lat2)
    half = math.sin((two - one) / 2) ** 2
    half += math.cos(one) * math.cos(two) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def spellings(cell: str) -> list[str]:
    """The parts of a ``|``-separated cell."""
    return [part.strip() for part in cell.split("|") if part.strip()]
