"""Does a database leave whole, by what is asked for, with places and parties looked up?"""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from marsad import observatory
from marsad.cli import app
from marsad.export.formats import FORMATS
from marsad.model import CodedDocument, LinkedDocument
from marsad.store import Incoming, Store
from standin import ARTICLE
from stored import COPY, EVENT, code_all, draft

RUN = CliRunner()
ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SHARED", ROOT.parent / "shared"))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A database with two reports, their claims, and one event."""
    path = tmp_path / "a.db"
    with Store.open(path) as store:
        store.add_articles([Incoming(ARTICLE), Incoming(COPY)])
        code_all(store)
        store.replace_events([draft()])
    return path


def exported(db: Path, tmp_path: Path, *options: str) -> Path:
    out = tmp_path / "made" / "out"
    done = RUN.invoke(app, ["export", "--db", str(db), "-o", str(out), *options])
    assert done.exit_code == 0, done.output
    return out


@pytest.mark.parametrize("what", ["events", "claims"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_checked(db: Path, tmp_path: Path, name: str, what: str) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    if what == "claims" and not FORMATS[name].claims:
        done = RUN.invoke(app, ["export", "--db", str(db), "-f", name, "--what", what])
        assert "holds events, not claims" in str(done.exception)
        return
    out = exported(db, tmp_path, "-f", name, "--what", what)
    done = RUN.invoke(app, ["export", "--check", str(out), "-f", name])
    assert done.exit_code == 0, done.output


def test_claims_are_the_contract_s_lines_with_their_events(db: Path, tmp_path: Path) -> None:
    lines = exported(db, tmp_path, "--what", "claims").read_bytes().splitlines()
    documents = [msgspec.json.decode(line, type=LinkedDocument) for line in lines]
    assert [document.doc for document in documents] == ["standin-1", "copy"]
    assert [[claim.event for claim in document.claims] for document in documents] == [["e1", None]] * 2
    assert all(msgspec.json.decode(line, type=CodedDocument) for line in lines)


def test_events_are_the_contract_s_lines(db: Path, tmp_path: Path) -> None:
    (line,) = exported(db, tmp_path).read_bytes().splitlines()
    found = json.loads(line)
    assert (found["event"], found["articles"]) == ("e1", EVENT.articles)
    assert found["numbers"]["killed"] == {
        "low": 9, "best": 9, "high": 11, "by": [{"source": "The Observatory", "low": 9, "high": 9}],
    }  # fmt: skip


def test_filters_choose_what_leaves(db: Path, tmp_path: Path) -> None:
    assert exported(db, tmp_path, "--filter", "type=clash").read_bytes() == b""
    lines = exported(db, tmp_path, "--what", "claims", "--filter", "type=clash").read_bytes().splitlines()
    assert [[claim["type"] for claim in json.loads(line)["claims"]] for line in lines] == [["clash"]] * 2
    done = RUN.invoke(app, ["export", "--db", str(db), "--filter", "colour=red"])
    assert "no filter" in str(done.exception)


def test_reports_are_cited(db: Path, tmp_path: Path) -> None:
    with exported(db, tmp_path, "-f", "csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["words"].startswith("قال المرصد")  # the Observatory said
    assert (row["actors"], row["place"], row["where_prec"]) == ("US-led coalition", "As Sidr", "1")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["-f", "xls"], "no format"),
        (["--what", "articles"], "events or claims"),
        (["--check", "missing.csv", "-f", "csv"], "no such file"),
    ],
)
def test_wrong_use_is_said(db: Path, options: list[str], why: str) -> None:
    done = RUN.invoke(app, ["export", "--db", str(db), *options])
    assert done.exit_code != 0
    assert why in done.output + str(done.exception)


def test_an_unsound_file_fails_the_check(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n", encoding="utf-8")
    done = RUN.invoke(app, ["export", "--check", str(tmp_path / "x.csv"), "-f", "acled"])
    assert done.exit_code == 1
    assert "not ACLED's 31 columns" in done.output


def every_format(store: Store, folder: Path) -> Iterator[tuple[str, int, list[str]]]:
    for name in FORMATS:
        if name.endswith("parquet"):
            pytest.importorskip("pyarrow")
        path = folder / f"{name}{FORMATS[name].ending}"
        with path.open("wb") as stream:
            done = observatory.export(store, name, stream)
        yield name, done.written, list(FORMATS[name].problems(path))


@pytest.mark.slow
def test_the_samples_leave_soundly_in_every_format(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        observatory.ingest([ROOT / "samples"], store)
        observatory.fuse(store)
        for name, written, problems in every_format(store, tmp_path):
            assert problems == [], name
            assert written, name


@pytest.mark.slow
def test_a_part_of_the_corpus_leaves_soundly_in_every_format(tmp_path: Path) -> None:
    corpus = SHARED / "data" / "newspapers-2015.jsonl.gz"
    if not corpus.exists():
        pytest.skip(f"no corpus at {corpus}")
    part = tmp_path / "part.jsonl"
    with gzip.open(corpus) as lines:
        part.write_bytes(b"".join(islice(lines, 400)))
    with Store.open(tmp_path / "c.db") as store:
        observatory.ingest([part], store)
        observatory.fuse(store)
        assert [problems for _, _, problems in every_format(store, tmp_path)] == [[]] * len(FORMATS)
