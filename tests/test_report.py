"""Are the figures of the report sound: intervals, classes of errors, the page that is made of them?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.evaluation.intervals import measured
from marsad.evaluation.slips import CLASSES, slips

ROOT = Path(__file__).parents[1]
TEXT = "قصفت الطائرات المدينة أمس. وقتل تسعة مدنيين."  # "Aircraft shelled the town yesterday. Nine civilians died."
FIRST, SECOND = TEXT.split(". ")
STRIKE = {
    "sentence": FIRST + ".",
    "trigger": "قصفت",  # shelled
    "type": "attack.air",
    "status": "reported",
    "actors": [{"text": "الطائرات", "name": "Syrian government"}],  # the aircraft
    "places": [{"text": "المدينة", "name": "Homs", "country": "SY", "lat": 34.7, "lon": 36.7}],  # the town
    "time": {"text": "أمس", "start": "2015-01-01", "end": "2015-01-01"},  # yesterday
}
DEATHS = {
    "sentence": SECOND,
    "trigger": "قتل",  # were killed
    "type": "casualties",
    "status": "reported",
    "quantities": [{"text": "تسعة مدنيين", "what": "killed", "low": 9, "high": 9}],  # nine civilians
}


def coded(claim: dict[str, Any], **other: Any) -> dict[str, Any]:
    """The claim as a coder gives it, with other values."""
    start = TEXT.find(claim["trigger"])
    trigger = {"text": claim["trigger"], "start": start, "end": start + len(claim["trigger"])}
    return {**claim, "trigger": trigger, **other}


def found(*system: dict[str, Any], gold: tuple[dict[str, Any], ...] = (STRIKE, DEATHS)) -> list[tuple[Any, ...]]:
    errors = slips({"d": TEXT}, [{"doc": "d", "events": list(gold)}], {"d": system})
    return [(each.kind, each.gold, each.coded) for each in errors]


OTHER_TIME = {"text": "أمس", "start": "2015-01-02", "end": "2015-01-02"}  # yesterday, wrongly resolved
FAR = [{"text": "المدينة", "name": "Raqqa", "country": "SY", "lat": 35.95, "lon": 39.0}]  # the town
MEN = [{"text": "مدنيين", "name": None}]  # civilians
FOREIGN = [{"text": "المدينة", "name": "Mosul", "country": "IQ"}]  # the town


@pytest.mark.parametrize(
    ("system", "errors"),
    [
        ([coded(STRIKE), coded(DEATHS)], []),
        ([coded(STRIKE)], [("claim missed, sentence empty", "casualties", None)]),
        ([coded(STRIKE), coded(DEATHS), coded(DEATHS)], [("claim made up, sentence with gold", None, "casualties")]),
        ([coded(STRIKE, type="clash"), coded(DEATHS)], [("other class", "attack.air", "clash")]),
        ([coded(STRIKE, type="attack"), coded(DEATHS)], [("other type of the class", "attack.air", "attack")]),
        ([coded(STRIKE, status="denied"), coded(DEATHS)], [("other status", "reported", "denied")]),
        ([coded(STRIKE, actors=[]), coded(DEATHS)], [("actors missed", "Syrian government", None)]),
        ([coded(STRIKE), coded(DEATHS, targets=MEN)], [("targets made up", None, "without a name")]),
        ([coded(STRIKE), coded(DEATHS, quantities=[])], [("quantities missed", "killed 9", None)]),
        ([coded(STRIKE, time=OTHER_TIME), coded(DEATHS)], [("time other days", "2015-01-01", "2015-01-02")]),
        ([coded(STRIKE, time=None), coded(DEATHS)], [("time missed", "2015-01-01", None)]),
        ([coded(STRIKE, places=FAR), coded(DEATHS)], [("place elsewhere", "Homs", "Raqqa")]),
        ([coded(STRIKE, places=FOREIGN), coded(DEATHS)], [("place elsewhere", "Homs", "Mosul")]),
    ],
)  # fmt: skip
def test_every_error_has_its_class(system: list[dict[str, Any]], errors: list[tuple[Any, ...]]) -> None:
    assert found(*system) == errors
    assert all(kind in CLASSES for kind, *_ in errors)


def test_a_claim_without_gold_in_its_sentence() -> None:
    assert found(coded(STRIKE), coded(DEATHS), gold=(STRIKE,)) == [
        ("claim made up, sentence without", None, "casualties")
    ]


def test_errors_hold_no_words_of_the_text() -> None:
    """Their places, types and names do: gold reports may not be copied."""
    errors = list(slips({"d": TEXT}, [{"doc": "d", "events": [STRIKE, DEATHS]}], {}))
    assert [TEXT[each.start : each.end] for each in errors] == ["قصفت", "قتل"]  # shelled, were killed
    assert not any(word in str(each) for each in errors for word in TEXT.split())


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=8))
def test_an_interval_holds_the_figure_and_single_reports_stay_single(coding: list[tuple[bool, bool]]) -> None:
    texts = {f"d{n}": TEXT for n in range(len(coding))}
    gold = [{"doc": doc, "events": [STRIKE, DEATHS]} for doc in texts]
    claims = [[claim for claim, is_there in zip((STRIKE, DEATHS), each, strict=True) if is_there] for each in coding]
    system = {doc: [coded(claim) for claim in these] for doc, these in zip(texts, claims, strict=True)}
    whole = measured(texts, gold, system, draws=60)
    for name, figure in whole.fields.items():
        assert figure.value == pytest.approx(whole.report.fields[name].f)
        assert 0 <= figure.low <= figure.high <= 1
    if len(set(coding)) == 1:  # every draw is the same
        assert whole.fields["type"].low == whole.fields["type"].high == whole.fields["type"].value
    assert whole == measured(texts, gold, system, draws=60)


@pytest.mark.slow
def test_the_page_is_made_from_the_gold_that_is_there(tmp_path: Path) -> None:
    for part in ("train", "dev"):
        doc = {"doc": "d", "published": "2015-01-02", "title": None, "text": TEXT}
        (tmp_path / f"{part}.docs.json").write_text(json.dumps([doc]))
        (tmp_path / f"{part}.gold.json").write_text(json.dumps([{"doc": "d", "events": [STRIKE, DEATHS]}]))
    names = ("accuracy", "types", "errors", "peers", "speed")
    page = tmp_path / "page.md"
    page.write_text("by hand\n" + "".join(f"<!-- made: {name} -->\nold {name}\n<!-- end -->\nmore\n" for name in names))
    _report(tmp_path, page)
    text = page.read_text()
    assert text.startswith("by hand\n")
    assert "old accuracy" not in text
    assert "old speed" in text  # nothing was measured
    assert "1 development reports with 2 claims" in text
    assert "`attack.air`" in text
    readers = json.loads((tmp_path / "readers.json").read_text())
    assert (readers["reports"], readers["claims"]) == (1, 2)
    assert f"| type | {readers['fields']['type']['precision']:.3f} |" in text
    pytest.importorskip("matplotlib")
    assert len(list((tmp_path / "img").glob("*.svg"))) == 8
    page.write_text("no place for figures")
    assert "not one" in _report(tmp_path, page, fails=True)


def _report(folder: Path, page: Path, *, fails: bool = False) -> str:
    options = ["--articles", "0", "--page", str(page), "--json", str(folder / "r.json")]
    options += ["--readers", str(folder / "readers.json")]
    command = [sys.executable, str(ROOT / "scripts" / "report"), str(folder), *options]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert bool(done.returncode) is fails, done.stderr
    return done.stderr
