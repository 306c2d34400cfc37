"""Does ``marsad doctor`` find what is wrong, say what to do, and change nothing that it was not asked to?"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from marsad.cli import app
from marsad.doctor import Finding, examine, installation, machine
from marsad.lexicon import nouns
from marsad.observatory import fuse, ingest
from marsad.observatory.ingesting import coder_version
from marsad.store import Store
from observatory.reports import Reader, reports
from resilience.machine import ENVIRONMENT, marsad, small_disk

RUN = CliRunner()


def told(findings: list[Finding], check: str, state: str) -> list[Finding]:
    return [each for each in findings if each.check == check and each.state == state]


@pytest.fixture
def db(new_sqlite: Callable[[], str]) -> Path:
    """A database in order, coded by the stand-in of the tests."""
    where = Path(new_sqlite())
    with Store.open(where) as store:
        ingest(reports(20), store, make=Reader, version=coder_version())
        fuse(store)
    return where


def of_database(db: Path | str, **options: bool) -> list[Finding]:
    return [each for each in examine(str(db), **options).findings if each.check not in ("extras", "built data")]


def test_an_installation_in_order_is_sound() -> None:
    done = RUN.invoke(app, ["doctor", "--format", "json", "--fix-nothing"], env={"MARSAD_DB": ""})
    report = json.loads(done.stdout)
    wrong = [each for each in report["findings"] if each["state"] == "wrong" and each["check"] != "pages"]
    assert wrong == [], "the pages are built with the package, not in every checkout"
    assert done.exit_code == (0 if report["sound"] else 1)
    checks = {each["check"] for each in report["findings"]}
    wanted = (
        "python, package, built data, words and names, SQLite, reading, extras, pages, folder, clock, terminal, memory"
    )
    assert checks.issuperset(wanted.split(", "))
    shown = RUN.invoke(app, ["doctor", "--fix-nothing"], env={"MARSAD_DB": ""})
    assert len(shown.stdout.splitlines()) >= len(report["findings"])


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_database_in_order_is_sound(request: pytest.FixtureRequest, kind: str) -> None:
    where: str = request.getfixturevalue(f"new_{kind}")()
    with Store.open(where) as store:
        ingest(reports(20), store, make=Reader, version=coder_version())
        fuse(store)
    findings = of_database(where)
    for check in ("database", "consistency", "clock of the database", "runs", "coder", "fusing"):
        assert told(findings, check, "ok"), check
    assert [each for each in findings if each.state in ("wrong", "note") and each.check != "pages"] == []


@pytest.mark.parametrize(
    ("statement", "check", "state", "said"),
    [
        ("UPDATE alembic_version SET version_num = '0001'", "database", "wrong", "marsad db upgrade"),
        ("UPDATE alembic_version SET version_num = '9999'", "database", "wrong", "Upgrade Marsad"),
        ("UPDATE claims SET trigger_start = 0", "consistency", "wrong", "not what stands"),
        ("DELETE FROM members", "consistency", "wrong", "has no claims"),
        ("UPDATE runs SET finished_at = NULL", "runs", "note", "still at work, or was stopped"),
        ("UPDATE codings SET coder = '0'", "coder", "note", "by other coders than "),
        ("UPDATE codings SET superseded_at = '2020-01-01T00:00:00.000000Z'", "coding", "note", "are not coded yet"),
        ("UPDATE fusings SET codings = 0", "fusing", "note", "changed since the last fusing"),
        ("UPDATE fusings SET rules = 'older latest-official'", "fusing", "note", "other rules"),
        ("DELETE FROM fusings", "fusing", "note", "never fused"),
        ("UPDATE runs SET started_at = '2099-01-01T00:00:00.000000Z'", "clock of the database", "note", "ahead of"),
        ("UPDATE articles SET published = '2099-01-01' WHERE id = 1", "dates", "note", "1 articles bear a date"),
    ],
)
def test_what_is_wrong_with_a_database_is_found(db: Path, statement: str, check: str, state: str, said: str) -> None:
    with Store.open(db) as store, store.writing() as connection:
        connection.execute(text(statement))
    found = told(of_database(db), check, state)
    assert found
    assert any(said in each.what for each in found)
    assert all(each.remedy for each in found)
    assert RUN.invoke(app, ["doctor", "--db", str(db)]).exit_code == (1 if state == "wrong" else alone())


def alone() -> int:
    """What the doctor says here without a database: 1 in a checkout whose pages were not built."""
    return 0 if examine(quick=True, mend=False).sound else 1


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database\n" * 1000)
    (tmp_path / "empty").touch()
    for name, said in [("text", "no SQLite database"), ("empty", "no database of Marsad"), ("gone", "no such file")]:
        (found,) = told(of_database(tmp_path / name), "database", "wrong")
        assert said in found.what
    (found,) = told(of_database("postgresql://nobody@127.0.0.1:1/none"), "database", "wrong")
    assert "127.0.0.1" in found.what
    (found,) = told(of_database("mysql://x"), "database", "wrong")
    assert "not a database that Marsad keeps" in found.what


def left_log(db: Path, tmp_path: Path) -> Path:
    """A database as a killed program leaves it: with what it wrote last beside the file."""
    with Store.open(db) as store:
        store.add_verdict(next(store.claims()).key, "comment", "A. Person", note="seen")
        copies = [shutil.copy(each, tmp_path) for each in sorted(db.parent.glob(f"{db.name}*"))]
        return Path(copies[0])


def test_what_a_killed_program_left_is_brought_in(db: Path, tmp_path: Path) -> None:
    copy = left_log(db, tmp_path)
    assert told(of_database(copy), "log", "mended")
    assert sqlite3.connect(f"file:{copy}?immutable=1", uri=True).execute(
        "SELECT count(*) FROM verdicts"
    ).fetchone() == (1,)


def test_fix_nothing_changes_nothing(db: Path, tmp_path: Path) -> None:
    copy = left_log(db, tmp_path)
    before = hashes(tmp_path)
    findings = of_database(copy, mend=False)
    assert told(findings, "log", "note")
    assert told(findings, "consistency", "ok")
    assert hashes(tmp_path) == before


def hashes(folder: Path) -> dict[str, str]:
    """The files of a folder; SQLite's shared memory holds no data, only who reads."""
    files = (each for each in folder.iterdir() if not each.name.endswith("-shm"))
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def test_a_reader_that_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages need a package of their own, which an older pip leaves out where it is only asked for by an extra."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (found,) = (each for each in examine(None).findings if each.check == "reading")
    assert found.state == "wrong"
    assert "trafilatura" in found.what
    assert "pip install" in found.remedy


@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "gone"])
def test_damaged_data_are_told_and_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    path = tmp_path / "nouns.msgpack"
    nouns.build(path)
    whole = path.read_bytes()
    monkeypatch.setattr(nouns, "BUILT", path)
    half = bytearray(whole)
    half[len(half) // 2] ^= 0x20
    made = {"flipped": bytes(half), "cut": whole[:-9], "empty": b""}
    path.unlink() if damage == "gone" else path.write_bytes(made[damage])
    (found,) = told(list(installation.built(mend=False)), "built data", "wrong")
    assert str(path) in found.what
    assert "Install Marsad again" in str(found.remedy)
    (found,) = told(list(installation.built(mend=True)), "built data", "mended")
    assert path.read_bytes() == whole
    assert told(list(installation.built(mend=False)), "built data", "wrong") == []


def test_a_full_disk_and_one_to_be_read_are_told(tmp_path: Path, db: Path) -> None:
    with small_disk(tmp_path / "disk", "2m") as disk:
        copy = Path(shutil.copy(db, disk))
        (found,) = told(of_database(copy), "database folder", "wrong")
        assert "GB free" in found.what


def test_a_clock_before_marsad_itself_is_told() -> None:
    (found,) = machine.clock(now=86400.0 * 365)
    assert (found.state, found.check) == ("wrong", "clock")
    assert "1971-01-01" in found.what
    (found,) = machine.clock()
    assert found.state == "ok"


def test_a_terminal_without_arabic_is_told() -> None:
    done = marsad(
        "doctor", "--fix-nothing", env=ENVIRONMENT | {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    )
    assert done.returncode == 1
    assert "Arabic cannot be written" in done.stdout
    assert "PYTHONUTF8=1" in done.stdout


def test_it_looks_without_reading_everything(db: Path) -> None:
    checks = {each.check for each in of_database(db, quick=True)}
    assert "consistency" not in checks
    assert os.fspath(db) in next(each.what for each in of_database(db, quick=True) if each.check == "database")
