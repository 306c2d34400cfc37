"""Is a run over processes the same as one process, whatever dies on the way?"""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest
from scale_reports import command, install, reports

from marsad.batch import coded
from marsad.coders import maker
from marsad.errors import MarsadError
from marsad.ingest import read
from marsad.scale import lines, order_of, run

parquet = pytest.importorskip("pyarrow.parquet", reason="datasets need pyarrow")


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    plugin = tmp_path / "plugin"
    plugin.mkdir()
    return install(plugin, monkeypatch)


def one_process(*paths: Path) -> list[bytes]:
    return [result.line for result in coded(read(paths), make=maker("testing"))]


def manifest(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_bytes().splitlines()]


@pytest.mark.parametrize(("jobs", "shard_bytes"), [(1, 300), (2, 2000)])
def test_a_dataset_gives_back_the_lines_of_one_process(tmp_path: Path, log: Path, jobs: int, shard_bytes: int) -> None:
    file = reports(tmp_path / "a.jsonl", 40)
    totals = run(order_of([str(file)], shard_bytes, coder="testing"), str(tmp_path / "out"), jobs=jobs)
    expected = one_process(file)
    assert list(lines(str(tmp_path / "out"))) == expected
    assert (totals.documents, totals.failed, totals.shards_done) == (41, 1, totals.shards)
    assert totals.bytes_done == totals.bytes == file.stat().st_size
    assert totals.claims == sum(len(json.loads(line).get("claims", [])) for line in expected) > 0


def test_the_tables_hold_what_the_lines_say(tmp_path: Path, log: Path) -> None:
    file = reports(tmp_path / "a.jsonl", 30)
    run(order_of([str(file)], 800, coder="testing", source="Gazette"), str(tmp_path / "out"))
    documents, claims, mentions = (
        parquet.read_table(tmp_path / "out" / table).to_pylist() for table in ("documents", "claims", "mentions")
    )
    by_line = [json.loads(row["line"]) for row in documents]
    assert [row["doc"] for row in documents] == [line["doc"] for line in by_line]
    assert [row["claim"] for row in claims] == [claim["id"] for line in by_line for claim in line.get("claims", [])]
    assert {row["source"] for row in claims} == {"Gazette"}
    found = Counter((row["claim"], row["field"]) for row in mentions)
    fields = ("actors", "targets", "claimed_by", "places", "quantities", "sources")
    expected = Counter(
        (claim["id"], field)
        for line in by_line for claim in line.get("claims", []) for field in fields for _ in claim[field]
    )  # fmt: skip
    assert found == expected


def test_a_killed_run_goes_on_and_codes_no_finished_shard_again(
    tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, out = reports(tmp_path / "a.jsonl", 40), tmp_path / "out"
    monkeypatch.setenv("TESTING_SECONDS", "0.1")
    arguments = ("code", str(file), "--on", "local", "--coder", "testing", "--shard-mb", "0.001", "-o", str(out), "-q")
    process = subprocess.Popen(command(*arguments))
    deadline = time.monotonic() + 120
    while not (out / "manifest.jsonl").exists() or len((out / "manifest.jsonl").read_bytes().splitlines()) < 2:
        assert process.poll() is None, "the run ended before it was killed"
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with (out / "manifest.jsonl").open("ab") as stream:
        stream.write(b'{"shard":"0000')  # a kill may cut a line off
    before = {str(entry["shard"]) for entry in manifest(_whole(out, tmp_path / "copy"))}
    finished = {row["doc"] for shard in before for row in _rows(out, shard)}
    with pytest.raises(MarsadError, match="not done"):
        list(lines(str(out)))
    time.sleep(1.5)  # the orphaned process ends itself
    log.write_text("")
    monkeypatch.setenv("TESTING_SECONDS", "0")
    assert subprocess.run(command(*arguments), check=False).returncode == 1  # one line is broken
    assert finished
    assert not finished & set(log.read_text().splitlines())
    entries = Counter(entry["shard"] for entry in manifest(out))
    assert set(entries.values()) == {1}
    assert before < set(entries)
    assert list(lines(str(out))) == one_process(file)


def _whole(out: Path, copy: Path) -> Path:
    """The manifest without the line that was cut off."""
    copy.mkdir()
    whole = [line for line in (out / "manifest.jsonl").read_bytes().splitlines(keepends=True) if line.endswith(b"\n")]
    (copy / "manifest.jsonl").write_bytes(b"".join(whole))
    return copy


def _rows(out: Path, shard: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = parquet.read_table(out / "documents" / f"{shard}.parquet").to_pylist()
    return rows


def test_a_document_that_kills_its_process_stands_alone_as_an_error(tmp_path: Path, log: Path) -> None:
    file = reports(tmp_path / "a.jsonl", 20, poison=(11,))
    other = reports(tmp_path / "b.jsonl", 5, first=100)
    out = str(tmp_path / "out")
    totals = run(order_of([str(file), str(other)], coder="testing"), out)
    assert (totals.poisoned, totals.failed) == (1, 3)
    found = {json.loads(line)["doc"]: json.loads(line) for line in lines(out)}
    assert "kills the process" in found["d11"]["error"]
    clean = reports(tmp_path / "a.jsonl", 20)  # the same without poison
    expected = one_process(clean, other)
    assert [line for line in lines(out) if b'"d11"' not in line] == [line for line in expected if b'"d11"' not in line]


def test_a_folder_holds_one_run(tmp_path: Path, log: Path) -> None:
    file, out = reports(tmp_path / "a.jsonl", 5), str(tmp_path / "out")
    run(order_of([str(file)], coder="testing"), out)
    coded_then = log.read_text()
    run(order_of([str(file)], coder="testing"), out)
    assert log.read_text() == coded_then
    with pytest.raises(MarsadError, match="source"):
        run(order_of([str(file)], coder="testing", source="Other"), out)


def test_two_runs_do_not_share_a_folder(tmp_path: Path, log: Path) -> None:
    from marsad.scale.folder import folder_at

    file, out = reports(tmp_path / "a.jsonl", 5), str(tmp_path / "out")
    with folder_at(out).held(), pytest.raises(MarsadError, match="another run"):
        run(order_of([str(file)], coder="testing"), out)


def test_a_full_or_closed_output_stops_the_run_and_it_goes_on_later(tmp_path: Path, log: Path) -> None:
    file, out = reports(tmp_path / "a.jsonl", 5), tmp_path / "out"
    out.mkdir()
    (out / "claims").write_text("a file where the folder should be")
    with pytest.raises(MarsadError, match="goes on from here"):
        run(order_of([str(file)], coder="testing"), str(out))
    (out / "claims").unlink()
    run(order_of([str(file)], coder="testing"), str(out))
    assert list(lines(str(out))) == one_process(file)


@pytest.mark.parametrize(
    "options",
    [("--on", "local"), ("--on", "local", "-o", "out", "-f", "html"), ("--metrics", "m"), ("--shard-mb", "1")],
)
def test_wrong_use_is_said(tmp_path: Path, log: Path, options: tuple[str, ...]) -> None:
    file = reports(tmp_path / "a.jsonl", 2)
    done = subprocess.run(command("code", str(file), *options), cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"--" in done.stderr


def test_a_changed_input_stops_the_run_with_its_name(tmp_path: Path, log: Path) -> None:
    file, out = reports(tmp_path / "a.jsonl", 5), tmp_path / "out"
    run(order_of([str(file)], coder="testing"), str(out))
    (out / "manifest.jsonl").unlink()
    reports(tmp_path / "a.jsonl", 6)
    with pytest.raises(MarsadError, match=r"a\.jsonl: it has changed"):
        run(order_of([str(file)], coder="testing"), str(out))


def test_the_metrics_are_prometheus_text(tmp_path: Path, log: Path) -> None:
    file = reports(tmp_path / "a.jsonl", 10)
    run(order_of([str(file)], coder="testing"), str(tmp_path / "out"), metrics=tmp_path / "m.prom")
    text = (tmp_path / "m.prom").read_text().splitlines()
    values = dict(line.split(" ") for line in text if not line.startswith("#"))
    assert values["marsad_documents_total"] == "11"
    assert values["marsad_failed_total"] == "1"
    assert values["marsad_shards_done"] == values["marsad_shards"] == "1"
    assert sum(line.startswith("# TYPE") for line in text) == len(values)


def test_results_at_an_address_of_fsspec(tmp_path: Path, log: Path) -> None:
    pytest.importorskip("fsspec")
    file, out = reports(tmp_path / "a.jsonl", 12), f"local://{tmp_path}/out"
    run(order_of([str(file)], 300, coder="testing"), out)
    assert list(lines(out)) == one_process(file)
    assert not list((tmp_path / "out" / "unfinished").glob("*"))


@pytest.mark.parametrize("on", ["moon", "rays"])
def test_where_nothing_runs(on: str, tmp_path: Path, log: Path) -> None:
    file = reports(tmp_path / "a.jsonl", 2)
    with pytest.raises(MarsadError, match="give local, ray"):
        run(order_of([str(file)], coder="testing"), str(tmp_path / "out"), on=on)
