"""Does the scorer count as the reference scorer does?"""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from marsad.errors import GoldError
from marsad.evaluation import evaluate, score
from marsad.evaluation.agreement import same_mention, same_quantity

SHARED = Path(__file__).parents[2] / "shared"
TEXT = "قصفت الطائرات المدينة أمس. وقتل تسعة مدنيين."  # "Aircraft shelled the town yesterday. Nine civilians died."
GOLD = [
    {
        "sentence": "قصفت الطائرات المدينة أمس.",  # Aircraft shelled the town yesterday
        "trigger": "قصفت",  # shelled
        "type": "attack.air",
        "status": "reported",
        "actors": [{"text": "الطائرات", "name": None}],  # the aircraft
        "places": [{"text": "المدينة", "name": "Homs", "country": "SY", "lat": 34.7, "lon": 36.7}],  # the town
        "time": {"text": "أمس", "start": "2015-01-01", "end": "2015-01-01"},  # yesterday
    },
    {
        "sentence": "وقتل تسعة مدنيين.",  # and nine civilians were killed
        "trigger": "قتل",  # were killed
        "type": "casualties",
        "status": "reported",
        "quantities": [{"text": "تسعة مدنيين", "what": "killed", "low": 9, "high": 9}],  # nine civilians
    },
]


def coded(claim: dict[str, Any], full: str) -> dict[str, Any]:
    start = full.find(claim["trigger"], max(full.find(claim["sentence"]), 0))
    trigger = {"text": claim["trigger"], "start": start, "end": start + len(claim["trigger"])}
    return {**claim, "trigger": trigger}


def figures(system: list[dict[str, Any]]) -> dict[str, Any]:
    return score({"d": TEXT}, [{"doc": "d", "events": GOLD}], {"d": system}).figures()


def test_the_gold_itself_is_all_right() -> None:
    found = figures([coded(claim, TEXT) for claim in GOLD])
    assert {name: row["f"] for name, row in found["figures"].items() if row["gold"]} == dict.fromkeys(
        [name for name, row in found["figures"].items() if row["gold"]], 1.0
    )
    assert found["rates"]["place within 25 km"] == 1.0


def test_nothing_coded_is_nothing_right() -> None:
    assert figures([])["figures"]["type"] == {"p": 0.0, "r": 0.0, "f": 0.0, "tp": 0, "gold": 2, "system": 0}


def test_a_wrong_kind_keeps_the_class() -> None:
    wrong = {**coded(GOLD[0], TEXT), "type": "attack.shelling"}
    found = figures([wrong])["figures"]
    assert (found["class"]["tp"], found["type"]["tp"], found["record"]["tp"]) == (1, 0, 0)


def test_a_missed_claim_and_a_made_up_one_are_listed() -> None:
    made_up = {**coded(GOLD[1], TEXT), "type": "protest", "trigger": {"text": "أمس", "start": 22, "end": 25}}
    report = score({"d": TEXT}, [{"doc": "d", "events": GOLD}], {"d": [made_up]})
    assert [(slip.kind, slip.type) for slip in report.slips] == [
        ("missed", "attack.air"),
        ("missed", "casualties"),
        ("made up", "protest"),
    ]
    assert "missed and made up (3)" in report.as_text(types=True, errors=5)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("قوات النظام", "النظام", True),  # the regime's forces / the regime
        ("قوات النظام", "قوات المعارضة", True),  # ... / the opposition's forces: half of the words, generous
        ("قوات الجيش العراقي", "عناصر الجيش الحر", False),  # Iraqi army forces / Free Army men: one word of five
        ("حلب", "إدلب", False),  # Aleppo / Idlib
        ("", "", False),
    ],
)
def test_mentions(a: str, b: str, same: bool) -> None:
    assert same_mention({"text": a}, {"text": b}) is same


def test_a_name_is_enough() -> None:
    assert same_mention({"text": "x", "name": "Russia"}, {"text": "y", "name": "russia"})


def test_quantities_need_both_bounds() -> None:
    nine = {"text": "9", "what": "killed", "low": 9, "high": 9}
    assert same_quantity(nine, dict(nine))
    assert not same_quantity(nine, {**nine, "high": None})


def test_gold_of_other_documents_is_refused(tmp_path: Path) -> None:
    docs, gold = tmp_path / "docs.json", tmp_path / "gold.json"
    docs.write_text('[{"doc": "a", "text": "x"}]')
    gold.write_text('[{"doc": "b", "events": []}]')
    with pytest.raises(GoldError, match="no document in common"):
        evaluate(docs, gold, docs)


@pytest.mark.parametrize("part", ["train", "dev"])
@pytest.mark.parametrize("seed", [1, 2])
def test_figures_equal_the_reference_scorer(part: str, seed: int) -> None:
    reference = _reference()
    docs = json.loads((SHARED / "gold" / f"{part}.docs.json").read_text(encoding="utf-8"))
    gold = json.loads((SHARED / "gold" / f"{part}.gold.json").read_text(encoding="utf-8"))
    texts = {doc["doc"]: f"{doc['title']}\n{doc['text']}" if doc["title"] else doc["text"] for doc in docs}
    system = _spoiled(gold, texts, random.Random(seed))
    wanted = reference.score({doc["doc"]: reference.Doc(doc) for doc in docs}, gold, system)
    ours = score(texts, gold, system).figures()
    assert (ours["figures"], ours["rates"], ours["types"]) == wanted


def _reference() -> ModuleType:
    path = SHARED / "tools" / "score.py"
    if not path.exists():
        pytest.skip(f"the reference scorer is not at {path}")
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _spoiled(gold: list[dict[str, Any]], texts: dict[str, str], chance: random.Random) -> dict[str, Any]:
    """Coded claims made from the gold with every kind of mistake in them."""
    types = sorted({event["type"] for record in gold for event in record["events"]})
    system: dict[str, Any] = {}
    for record in gold:
        claims = []
        for event in record["events"]:
            claim = coded(event, texts[record["doc"]])
            for field in ("actors", "targets", "places", "sources", "quantities"):
                claim[field] = [value for value in claim.get(field) or [] if chance.random() < 0.8]
            if chance.random() < 0.2:
                claim["type"] = chance.choice(types)
            if chance.random() < 0.1:
                claim["status"] = "denied"
            if chance.random() < 0.2:
                claim["time"] = None
            if chance.random() < 0.2:
                shift = chance.randrange(-30, 30)
                old = claim["trigger"]
                claim["trigger"] = {**old, "start": max(0, old["start"] + shift), "end": max(1, old["end"] + shift)}
            if chance.random() < 0.9:
                claims.append(claim)
        chance.shuffle(claims)
        system[record["doc"]] = claims
    return system
