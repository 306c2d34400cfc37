"""Hard names: the list beside this file, read sentence by sentence, keeps to the figures that the docs give."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

from marsad.gazetteer.values import PlaceFinder

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "hardplaces.py"


@pytest.fixture(scope="module")
def counts() -> Counter[str]:
    spec = importlib.util.spec_from_file_location("hardplaces", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    hard = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hard)
    find = PlaceFinder()
    return Counter(name for row in hard.rows() for name in ("rows", *hard.judged(find, row).holds))


@pytest.mark.parametrize(("what", "least"), [("found", 0.97), ("country", 0.97), ("<=25 km", 0.96), ("exact", 0.92)])
def test_hard_names_are_read(counts: Counter[str], what: str, least: float) -> None:
    places = counts["rows"] - counts["left alone"] - counts["wrongly found"]
    assert places >= 280
    assert counts[what] / places >= least


def test_words_that_are_no_places_are_left_alone(counts: Counter[str]) -> None:
    assert counts["left alone"] >= 12 * counts["wrongly found"]
