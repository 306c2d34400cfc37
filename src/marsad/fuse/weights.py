"""How much does each kind of evidence weigh, and which types go together? Reads ``data/*.toml``, once."""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec

from marsad.arabic.compiled import digest
from marsad.codebook.load import table

DATA = Path(__file__).parent / "data"


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weights of ``data/weights.toml``: section to name to value."""

    limits: dict[str, float]
    type: dict[str, float]
    time: dict[str, float]
    place: dict[str, float]
    parties: dict[str, float]
    numbers: dict[str, float]
    words: dict[str, float]
    document: dict[str, float]


class Families(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table of ``data/families.toml``."""

    families: dict[str, list[str]]
    kin: dict[str, list[str]]
    general: dict[str, list[str]]
    rare: dict[str, list[str]]
    order: dict[str, list[str]]
    weak: dict[str, list[str]]
    lasting: dict[str, list[str]]


class PlaceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table of ``data/placewords.toml``."""

    bare: dict[str, list[str]]
    border: dict[str, list[str]]


_FILES = ("weights.toml", "families.toml", "offices.toml", "placewords.toml")
_DECISIONS = 9
"""Counts the changes of the code after which the same claims make other events."""


@functools.cache
def version() -> str:
    """What fusing decides by: changes with the code's decisions and with every edit of the data files."""
    return f"{_DECISIONS}.{digest([DATA / name for name in _FILES]).hex()[:8]}"


@functools.cache
def weights() -> Weights:
    """The weights that the package ships."""
    return table(DATA / "weights.toml", Weights)


@functools.cache
def families() -> Families:
    """Which types are told of one happening."""
    return table(DATA / "families.toml", Families)


@functools.cache
def place_words() -> PlaceWords:
    """Words of places that stand for a name, or for what lies on both sides of it."""
    return table(DATA / "placewords.toml", PlaceWords)


@functools.cache
def family(kind: str) -> str:
    """The family of an event type; a class of no family is its own."""
    name = kind.partition(".")[0]
    return next((group for group, classes in families().families.items() if name in classes), name)


@functools.cache
def kinship(one: str, other: str) -> str:
    """How two types of one family stand to each other: ``rare`` (the same rare one), ``same``, ``kin`` or ``other``."""
    table = families()
    if one == other:
        return "rare" if one in table.rare["types"] else "same"
    general = table.general["types"]
    alike = one in general or other in general or any(one in group and other in group for group in table.kin.values())
    return "kin" if alike else "other"


@functools.cache
def goes_on(kind: str) -> bool:
    """Whether what a type names may go on for weeks in one place."""
    return kind in families().lasting["types"]


@functools.cache
def says_little(party: str) -> bool:
    """Whether a party's name tells hardly anything about which happening it was."""
    return party.lower() in families().weak["parties"]
