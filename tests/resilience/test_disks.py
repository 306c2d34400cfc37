"""A full disk, a disk that may only be read: is it said in one line, is all that was kept whole, what then?"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.errors import StoreError
from marsad.observatory import fuse, ingest, ingesting
from marsad.store import Store
from observatory.reports import Reader, reports
from resilience.machine import ENVIRONMENT, ROOT, marsad, one_line, remount, small_disk
from stored import everything, fill

MANY = 160


def work(where: Path) -> None:
    with Store.open(where) as store:
        ingest(reports(MANY), store, make=Reader, version="test")
        fuse(store)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "BATCH", 20)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a run with room enough ends with."""
    where = tmp_path_factory.mktemp("whole") / "m.db"
    work(where)
    with Store.open(where) as store:
        return everything(store)


@pytest.mark.parametrize("room", ["60k", "400k", "700k", "900k"])
def test_a_full_disk_is_said_and_the_next_run_goes_on(tmp_path: Path, room: str, whole: dict[str, object]) -> None:
    with small_disk(tmp_path / "disk", room) as disk:
        where = disk / "m.db"
        with pytest.raises(StoreError, match=r"m\.db: the disk .* (free some space|make room)"):
            work(where)
        remount(disk, "size=64m")
        if where.exists() and where.stat().st_size:
            with Store.open(where) as store:
                assert list(store.faults()) == []
        work(where)
        with Store.open(where) as store:
            assert everything(store) == whole
            assert list(store.faults()) == []


def test_fusing_on_a_full_disk_is_said_and_the_next_run_goes_on(tmp_path: Path, whole: dict[str, object]) -> None:
    with small_disk(tmp_path / "disk", "64m") as disk, Store.open(disk / "m.db") as store:
        ingest(reports(MANY), store, make=Reader, version="test")
        before = everything(store)
        used = sum(each.stat().st_size for each in disk.iterdir())
        remount(disk, f"size={used // 1024 + 100}k")
        with pytest.raises(StoreError, match=r"m\.db: the disk"):
            fuse(store)
        assert everything(store) == before
        remount(disk, "size=64m")
        fuse(store)
        assert everything(store) == whole
        assert list(store.faults()) == []


def test_a_limit_on_the_size_of_files_is_said(tmp_path: Path, whole: dict[str, object]) -> None:
    where = tmp_path / "m.db"
    Store.open(where).close()
    held = where.stat().st_size

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (held + 200_000, held + 200_000))

    script = Path(__file__).with_name("worker.py")
    done = subprocess.run(
        [sys.executable, str(script), str(where), str(MANY)],
        env=ENVIRONMENT, preexec_fn=limit, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert f"FaultyError: {where}: the disk refuses" in done.stderr
    with Store.open(where) as store:
        assert list(store.faults()) == []
    work(where)
    with Store.open(where) as store:
        assert everything(store) == whole


def test_the_command_line_says_so_in_one_line(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "700k") as disk:
        said = one_line(marsad("ingest", ROOT / "samples", "--db", disk / "m.db", "-q"))
        assert str(disk / "m.db") in said
        assert "run the same command again" in said
        said = one_line(marsad("code", ROOT / "samples", "-o", disk / "claims.jsonl", "-q"))
        assert "No space left on device" in said
        assert "claims.jsonl" in said


@pytest.mark.parametrize("command", ["backup", "export"])
def test_what_is_written_to_a_full_disk_is_no_half_file(tmp_path: Path, command: str) -> None:
    db = tmp_path / "m.db"
    with Store.open(db) as store:
        fill(store)
        ingest(reports(MANY), store, make=Reader, version="test")
        fuse(store)
    with small_disk(tmp_path / "disk", "40k") as disk:
        out = disk / "out"
        words = ("db", "backup", out) if command == "backup" else ("export", "--format", "geojson", "-o", out)
        said = one_line(marsad(*words, "--db", db))
        assert "space" in said
        assert not out.exists()
        assert list(disk.iterdir()) == []


def test_a_database_on_a_disk_that_may_only_be_read_can_be_asked(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "20m") as disk:
        db = disk / "m.db"
        with Store.open(db) as store:
            fill(store)
            wanted = everything(store)
        remount(disk, "ro")
        with Store.open(db, create=False) as store:
            assert everything(store) == wanted
            assert list(store.faults()) == []
            with pytest.raises(StoreError, match=r"m\.db: it can be read, not written"):
                ingest(reports(3), store, make=Reader, version="test")
        kept = tmp_path / "kept.db"
        with Store.open(db, create=False) as store:
            store.backup(kept)
        with Store.open(kept) as store:
            assert everything(store) == wanted
        assert "it can be read, not written" in one_line(marsad("ingest", ROOT / "samples", "--db", db, "-q"))
        assert marsad("query", "claims", "--db", db, "--format", "count").stdout == "4\n"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    said = one_line(marsad("ingest", ROOT / "samples", "--db", tmp_path / "no" / "m.db", "-q"))
    assert "no/m.db" in said
    assert "Check that its folder is there" in said


def test_a_copy_with_its_log_is_whole(new_sqlite: Callable[[], str], tmp_path: Path) -> None:
    """A copy of a database with its log beside it is whole: what a killed program left there is not lost."""
    where = Path(new_sqlite())
    store = Store.open(where)
    fill(store)
    wanted = everything(store)
    copies = [Path(shutil.copy(each, tmp_path)) for each in sorted(where.parent.glob(f"{where.name}*"))]
    assert any(each.name.endswith("-wal") and each.stat().st_size for each in copies)
    store.close()
    with Store.open(tmp_path / where.name) as copy:
        assert everything(copy) == wanted
        assert list(copy.faults()) == []
