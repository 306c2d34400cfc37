"""How are countries, types and parties written in the codes of ACLED, UCDP and PLOVER?"""

from __future__ import annotations

import csv
import functools

import msgspec

from marsad.codebook.load import DATA, codebook, table
from marsad.errors import DataError


class Country(msgspec.Struct, frozen=True):
    """A country: ISO 3166 codes, and its number (Gleditsch and Ward), names and regions at UCDP and ACLED."""

    iso2: str
    iso3: str
    numeric: int
    name: str
    gwno: int | None
    ucdp: str
    ucdp_region: str
    acled: str
    acled_region: str


class Acled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """ACLED's codes: ``sub_events`` to event type and disorder type, ``choices`` of a type, ``inter`` of a party."""

    sub_events: dict[str, tuple[str, str]]
    choices: dict[str, list[tuple[str, str]]]
    inter: dict[str, int]
    inter_of: dict[str, int]


class Plover(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """PLOVER's codes: quad code of an event code, auxiliary mode of a status, sector of a kind of party."""

    quads: dict[str, int]
    auxiliary: dict[str, str]
    sectors: dict[str, str]


class Ucdp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """UCDP's codes: the number of each type of violence."""

    violence: dict[str, int]


class Crosswalk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The codes of all three."""

    acled: Acled
    plover: Plover
    ucdp: Ucdp


@functools.cache
def crosswalk() -> Crosswalk:
    """The crosswalk that the package ships."""
    return table(DATA / "crosswalk.toml", Crosswalk)


@functools.cache
def countries() -> dict[str, Country]:
    """Every country by its two letters."""
    path = DATA / "countries.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        found = [msgspec.convert({**row, "gwno": row["gwno"] or None}, Country, strict=False) for row in rows]
    except msgspec.ValidationError as error:
        raise DataError(path, None, str(error), "Compare the row with its neighbours") from error
    return {country.iso2: country for country in found}


def sub_events(kind: str) -> list[str]:
    """ACLED's sub-event types that a type can be, none for what ACLED does not record."""
    return codebook().types[kind].acled if kind in codebook().types else []
