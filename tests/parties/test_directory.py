"""What does the registry tell people: parties by any name, names and bonds by day, faults of the data?"""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from marsad.cli import app
from marsad.parties import parties_in
from marsad.parties.directory import faults, find
from marsad.parties.registry import Registry

RUN = CliRunner()

# a name, its gloss, the day it is read on, the ids it means
NAMES = [
    ("هيئة تحرير الشام", "Hayat Tahrir al-Sham", "2018-01-01", {"hts"}),
    ("الجولاني", "al-Jolani, head of Nusra", "2015-06-01", {"nusra-front"}),
    ("الجولاني", "al-Jolani, head of Hayat Tahrir al-Sham", "2020-06-01", {"hts"}),
    ("الجولاني", "al-Jolani, head of the transition", "2025-06-01", {"syrian-transition"}),
    ("علي عبد الله صالح", "Ali Abdullah Saleh, president", "2009-01-01", {"yemen"}),
    ("علي عبد الله صالح", "Ali Abdullah Saleh, deposed", "2015-06-01", {"saleh-forces"}),
    ("باراك أوباما", "Barack Obama, no longer president", "2020-01-01", set()),
    ("قاسم سليماني", "Qasem Soleimani, days after he was killed", "2020-01-10", {"iran"}),
    ("الجيش السوداني", "the Sudanese army, which is listed nowhere", None, {"sudan"}),
    ("Taliban", "an English name", None, {"taliban"}),
    ("Q41053", "a Wikidata id", None, {"hezbollah"}),
]


@pytest.mark.parametrize(("name", "gloss", "on", "ids"), NAMES, ids=[f"{row[1]}" for row in NAMES])
def test_found_by_name(name: str, gloss: str, on: str | None, ids: set[str]) -> None:
    assert {card.id for card in find(name, on)} == ids, gloss


def test_bonds_hold_in_their_time() -> None:
    registry = Registry.default()
    assert [(bond.sort, bond.of) for bond in registry.bonds("rsf", "2022-01-01")] == [("part", "sudan")]
    assert ("rival", "sudan") in [(bond.sort, bond.of) for bond in registry.bonds("rsf", "2023-06-01")]
    assert ("part", "sdf") not in [(bond.sort, bond.of) for bond in registry.bonds("ypg", "2015-09-01")]


def test_a_former_leader_is_a_person() -> None:
    text = "التقى أوباما الرئيس"  # Obama met the president
    assert [value.name for value in parties_in(text, "2015-01-01", "EG")][:1] == ["United States"]
    assert "United States" not in [value.name for value in parties_in(text, "2020-01-01", "EG")]


def test_the_data_hold_and_cover_the_wars() -> None:
    registry = Registry.default()
    assert faults() == []
    groups = {party.country for party in registry.parties if party.kind == "armed_group"}
    assert len(registry.parties) >= 400
    assert {"SY", "IQ", "YE", "LY", "SD", "PS", "LB", "ML", "SO", "AF", "NG", "EG", "TR"} <= groups


def test_commands() -> None:
    found = RUN.invoke(app, ["parties", "find", "حركة حماس", "--json"])  # the movement Hamas
    assert found.exit_code == 0 and json.loads(found.stdout)["id"] == "hamas"
    shown = RUN.invoke(app, ["parties", "find", "rsf"])
    assert "rival" in shown.stdout and "sudan [2023-04-15 to ...]" in shown.stdout
    assert RUN.invoke(app, ["parties", "find", "nobody at all"]).exit_code == 1
    listed = RUN.invoke(app, ["parties", "list", "--kind", "monitor", "--country", "SY"])
    assert "syrian-observatory" in listed.stdout or "Syrian Observatory" in listed.stdout
    assert RUN.invoke(app, ["parties", "check"]).exit_code == 0
