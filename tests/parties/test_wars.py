"""The same bare word is another party in another war, on another day: the sentences of wars.tsv and whom they name."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from marsad.parties import parties_in

with (Path(__file__).parent / "wars.tsv").open(encoding="utf-8") as lines:
    WARS = list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("row", WARS, ids=[f"{row['gloss']} {row['country']} {row['day']}" for row in WARS])
def test_bare_words_follow_the_war_and_the_day(row: dict[str, str]) -> None:
    found = [value.name for value in parties_in(row["text"], row["day"], row["country"])]
    assert [name for name in found if name not in ("civilians", "unknown")] == row["names"].split("; ") * bool(
        row["names"]
    )
