"""How does a data file list words on one line? ``singular ج plural|plural، singular …``, in normal spelling."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.arabic.particles import COMMAS

_PLURAL = " ج "
"""ج stands for جمع (plural), as in dictionaries."""


def items(line: str) -> Iterator[str]:
    """What stands between the Arabic commas of a line; empty places are passed over."""
    return filter(None, (part.strip() for part in line.split(COMMAS[0])))


def with_plurals(item: str) -> tuple[str, list[str]]:
    """The singular of an item and its plurals, if any are listed."""
    singular, _, plurals = item.partition(_PLURAL)
    return singular.strip(), [plural for part in plurals.split("|") if (plural := part.strip())]
