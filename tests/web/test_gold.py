"""Are people's decisions gold that the coder can be measured on?"""

from __future__ import annotations

from pathlib import Path

import msgspec
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from marsad.cli import app
from marsad.evaluation import evaluate
from marsad.store import Filter, Store

RUN = CliRunner()


def test_a_reviewed_document_measures_the_coder(database: Path, client: TestClient, tmp_path: Path) -> None:
    doc = "idlib-market-1"
    with Store.open(database) as store:
        claims = list(store.claims(Filter(doc=(doc,))))
        for stored in claims[:-1]:
            store.add_verdict(stored.key, "accept", "Amal")
        store.add_verdict(claims[-1].key, "reject", "Amal")
        other = next(c for c in store.claims() if c.doc != doc)
        store.add_verdict(other.key, "accept", "Amal")
    docs, gold = tmp_path / "docs.json", tmp_path / "gold.json"
    done = RUN.invoke(app, ["db", "gold", "--db", str(database), "--docs", str(docs), "--claims", str(gold)])
    assert done.exit_code == 0, done.output
    (record,) = msgspec.json.decode(gold.read_bytes())
    assert record["doc"] == doc
    assert len(record["events"]) == len(claims) - 1
    report = evaluate(docs, gold)
    assert report.fields["type"].recall == 1.0
    assert client.get("/en/export/gold.json").json() == {
        "docs": msgspec.json.decode(docs.read_bytes()),
        "gold": [record],
    }
