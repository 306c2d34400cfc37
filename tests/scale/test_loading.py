"""Does a database that many processes fill hold what one process puts there, whatever dies on the way?"""

from __future__ import annotations

from pathlib import Path

import pytest
from scale_reports import alone, held, install, reports

from marsad.errors import InputError
from marsad.ingest import read
from marsad.scale import order_of
from marsad.scale.loading import load
from marsad.store import Store


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    plugin = tmp_path / "plugin"
    plugin.mkdir()
    return install(plugin, monkeypatch)


@pytest.mark.slow
def test_the_database_is_that_of_one_process(tmp_path: Path, log: Path) -> None:
    """Copies stand in other shards than their first, a file in another language, one with broken lines."""
    first = reports(tmp_path / "a.jsonl", 40)
    again = reports(tmp_path / "b.jsonl", 12, first=30)
    other = tmp_path / "c.txt"
    other.write_text("The council met and spoke about the roads of the town and the water of the people. " * 5)
    files = (first, again, other)
    expected = alone(tmp_path / "one.sqlite", *files)
    with Store.open(str(tmp_path / "many.sqlite")) as store:
        done = load(order_of(list(map(str, files)), 700, coder="testing"), store, "local", 2)
    assert held(tmp_path / "many.sqlite") == expected
    assert done.failed == 2
    assert done.copies == sum(bool(each["duplicate_of"]) for each in expected["articles"]) > 0
    assert done.set_aside


@pytest.mark.slow
def test_unchanged_files_are_not_read_again_and_new_ones_are(tmp_path: Path, log: Path) -> None:
    file = reports(tmp_path / "a.jsonl", 10)
    with Store.open(str(tmp_path / "db.sqlite")) as store:
        load(order_of([str(file)], coder="testing"), store, "local")
        coded = log.read_text()
        done = load(order_of([str(tmp_path / "a.jsonl")], coder="testing"), store, "local")
        assert (done.read, log.read_text()) == (0, coded)
        reports(tmp_path / "b.jsonl", 3, first=50)
        done = load(order_of([str(file), str(tmp_path / "b.jsonl")], coder="testing"), store, "local")
        assert (done.read, done.new) == (4, 3)
        reports(tmp_path / "a.jsonl", 12)
        done = load(order_of([str(file)], coder="testing"), store, "local")
        assert (done.read, done.new) == (13, 2)


@pytest.mark.slow
def test_a_document_that_kills_its_process_is_a_failure_and_the_rest_is_kept(tmp_path: Path, log: Path) -> None:
    file, other = reports(tmp_path / "a.jsonl", 9, poison=(4,)), reports(tmp_path / "b.jsonl", 4, first=100)
    metrics = tmp_path / "m.prom"
    with Store.open(str(tmp_path / "many.sqlite")) as store:
        done = load(order_of([str(file), str(other)], coder="testing"), store, "local", 2, metrics)
    assert any("kills the process" in each.error and each.doc == "d4" for each in done.failures)
    there = held(tmp_path / "many.sqlite")
    reports(file, 9)
    expected = alone(tmp_path / "one.sqlite", file, other)
    texts = [each["article"]["text"] for each in expected["articles"] if each["article"]["doc"] != "d4"]
    assert [each["article"]["text"] for each in there["articles"]] == texts
    values = dict(line.split(" ") for line in metrics.read_text().splitlines() if not line.startswith("#"))
    assert values["marsad_poisoned_total"] == "1"
    assert values["marsad_shards_done"] == values["marsad_shards"]


@pytest.mark.slow
def test_what_an_earlier_run_kept_and_did_not_code_is_coded(tmp_path: Path, log: Path) -> None:
    file = reports(tmp_path / "a.jsonl", 5)
    with Store.open(str(tmp_path / "db.sqlite")) as store:
        from marsad.observatory import ingesting
        from marsad.store import Incoming

        items = [item for item in read([file]) if not hasattr(item, "error")]
        store.add_articles([Incoming(item, "ar") for item in items], store.start_run("ingest"))
        assert len(list(store.uncoded(ingesting.coder_version()))) == 5
        done = load(order_of([str(file)], coder="testing"), store, "local")
        assert list(store.uncoded(ingesting.coder_version())) == []
        assert (done.coded, done.new, done.same) == (5, 0, 5)


def test_addresses_stay_with_one_machine(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "db.sqlite")) as store, pytest.raises(InputError, match="Leave out --on"):
        load(order_of(["https://example.org/feed.xml"]), store, "local")
