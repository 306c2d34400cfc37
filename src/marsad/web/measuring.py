"""How often is the machine right? The figures that ``make report`` measured on reports it was not made from."""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec

from marsad.errors import DataError

FIGURES = Path(__file__).parent / "data" / "measured.json"
SHOWN = ("type", "actors", "targets", "places", "time", "quantities", "sources")
"""Fields in the order of the page; ``record`` (all of a claim at once) follows by itself."""


class Field(msgspec.Struct, frozen=True):
    """How much of what was coded is right, how much of what is there was found, and both in one with its interval."""

    precision: float
    recall: float
    f: float
    low: float
    high: float


class Rate(msgspec.Struct, frozen=True):
    """How many of the pairs in which it could be right are right."""

    value: float
    low: float
    high: float
    right: int
    of: int


class Measured(msgspec.Struct, frozen=True):
    """How many reports and claims people read, how many claims the machine coded in them, and how well."""

    reports: int
    claims: int
    coded: int
    fields: dict[str, Field]
    rates: dict[str, Rate]


@functools.cache
def measured() -> Measured:
    """The figures of the coder that is installed.

    Raises:
        DataError: the file does not hold them.
    """
    try:
        return msgspec.json.decode(FIGURES.read_bytes(), type=Measured)
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(FIGURES, None, str(error), "Install Marsad again, or run make report") from error
