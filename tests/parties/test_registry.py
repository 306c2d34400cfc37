"""The data files of the parties room: unique, complete, and without names that two parties claim."""

from __future__ import annotations

import re
import tomllib

import pytest

from marsad.arabic.normal import fold
from marsad.parties.registry import DATA, Registry


def rows() -> list[dict[str, object]]:
    return tomllib.loads((DATA / "parties.toml").read_text(encoding="utf-8"))["party"]


def test_every_name_of_the_codebook_is_a_party() -> None:
    registry = Registry.default()
    names = {party.name for party in registry.parties} | {noun.name for noun in registry.grammar.nouns.values()}
    wanted = tomllib.loads((DATA / "codebook.toml").read_text(encoding="utf-8"))["names"]
    assert [name for name in wanted if name not in names] == []


@pytest.mark.parametrize("field", ["id", "name"])
def test_ids_and_names_are_unique(field: str) -> None:
    values = [getattr(party, field) for party in Registry.default().parties]
    assert sorted({v for v in values if values.count(v) > 1}) == []


def test_a_party_does_not_call_one_name_both_firm_and_weak() -> None:
    for row in rows():
        firm = {fold(str(alias)) for alias in row["ar"]}  # type: ignore[attr-defined]
        assert firm.isdisjoint(fold(str(alias)) for alias in row.get("weak", [])), row["id"]  # type: ignore[attr-defined]


def test_countries_are_complete() -> None:
    registry = Registry.default()
    assert len(registry.countries) >= 240
    for iso, country in registry.countries.items():
        assert re.fullmatch("[A-Z]{2}", iso)
        assert registry.government(iso) is not None, country
