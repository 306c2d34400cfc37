"""Does the page *About* tell the error rates that were measured last, in both languages?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from marsad.web.i18n import language
from marsad.web.measuring import SHOWN, measured

EVALUATION = Path(__file__).parents[2] / "docs" / "evaluation.md"


def test_its_figures_are_those_of_the_page_on_evaluation() -> None:
    """Both are written by ``make report``."""
    text = EVALUATION.read_text(encoding="utf-8")
    for name in (*SHOWN, "record"):
        found = measured().fields[name]
        row = (
            f"| {name} | {found.precision:.3f} | {found.recall:.3f} | {found.f:.3f} ({found.low:.2f}–{found.high:.2f})"
        )
        assert row in text
    for name, rate in measured().rates.items():
        assert re.search(rf"\| {name} \| {rate.value:.3f} .*, {rate.right} of {rate.of} \|", text), name


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_they_stand_on_the_page_in_the_readers_numerals(reader: TestClient, lang: str) -> None:
    shown = reader.get(f"/{lang}/about").text
    spoken = language(lang)
    for name in (*SHOWN, "record"):
        assert spoken.percent(1 - measured().fields[name].precision) in shown
        assert spoken.fixed(measured().fields[name].f, 3) in shown
