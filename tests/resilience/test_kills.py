"""Killed at any moment, does it go on where it was, to the end that a run has which nobody killed?"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from marsad.errors import StoreError
from marsad.observatory import fuse, ingest, ingesting
from marsad.store import Store
from observatory.reports import Reader, reports
from resilience.machine import ENVIRONMENT, ROOT, ROUNDS, marsad, soak_only
from stored import everything

WORKER = Path(__file__).with_name("worker.py")
MANY = 160
CLOCK = 120
"""Seconds that a run may take at most, however busy the machine is."""


class Run:
    """The worker in a process of its own."""

    def __init__(self, where: str) -> None:
        command = [sys.executable, str(WORKER), where, str(MANY)]
        self.process = subprocess.Popen(
            command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        if self.process.stdout.readline() != "ready\n":
            raise AssertionError(self.process.communicate()[1])
        self.began = time.perf_counter()

    def killed(self, after: float) -> bool:
        """Kills it after some seconds; whether it was still at work."""
        try:
            _, error = self.process.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            return True
        assert self.process.returncode == 0, error
        return False


@pytest.fixture(scope="module")
def whole(new_sqlite: Callable[[], str]) -> Iterator[tuple[dict[str, object], float]]:
    """What a run that nobody killed ends with, and the seconds that it works."""
    where = new_sqlite()
    run = Run(where)
    assert not run.killed(CLOCK)
    seconds = time.perf_counter() - run.began
    with Store.open(where) as store:
        assert store.count("events") > 10
        yield everything(store), seconds


def test_killed_at_random_it_ends_the_same(
    new_store: Callable[[], str], whole: tuple[dict[str, object], float]
) -> None:
    """Every kill meets a run at work; a database that got to its end is compared, and a new one is begun."""
    wanted, seconds = whole
    dice = random.Random(ROUNDS)
    kills, ended, where = 0, 0, new_store()
    while kills < ROUNDS:
        if Run(where).killed(dice.uniform(0.02, 0.7) * seconds):
            kills += 1
            with Store.open(where) as store:
                assert list(store.faults()) == [], f"after kill {kills}"
        else:
            ended += 1
            compared(where, wanted)
            where = new_store()
    assert not Run(where).killed(CLOCK)
    compared(where, wanted)
    print(f"{kills} kills, {ended + 1} databases brought to their end")


def compared(where: str, wanted: dict[str, object]) -> None:
    with Store.open(where) as store:
        assert everything(store) == wanted
        assert list(store.faults()) == []


@soak_only
@pytest.mark.parametrize("jobs", [1, 2])
def test_the_command_line_killed_at_random_ends_the_same(tmp_path: Path, jobs: int) -> None:
    """The samples with the grammar coder, coding processes and all; kills fall anywhere, its start included."""
    whole_db, db, dice = tmp_path / "whole.db", tmp_path / "killed.db", random.Random(jobs)
    steps = [("ingest", ROOT / "samples", "--jobs", str(jobs), "-q"), ("fuse", "-q")]
    began = time.perf_counter()
    for step in steps:
        assert marsad(*step, "--db", whole_db).returncode == 0
    seconds = time.perf_counter() - began
    with Store.open(whole_db) as store:
        wanted = everything(store)
    for _ in range(ROUNDS // 2):
        for step in steps:
            try:
                marsad(*step, "--db", db, timeout=dice.uniform(0.2, 1.0) * seconds)
            except subprocess.TimeoutExpired:  # subprocess.run has killed it
                if db.exists() and db.stat().st_size:
                    with Store.open(db) as store:
                        assert list(store.faults()) == []
        if dice.random() < 0.3:
            for ending in ("", "-wal", "-shm"):
                db.with_name(db.name + ending).unlink(missing_ok=True)
    for step in steps:
        assert marsad(*step, "--db", db).returncode == 0
    compared(str(db), wanted)


def test_a_server_that_hangs_up_is_said_and_the_next_run_goes_on(
    new_postgresql: Callable[[], str], whole: tuple[dict[str, object], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connections of a run are ended by the server in the middle of its work."""
    psycopg = pytest.importorskip("psycopg")
    monkeypatch.setattr(ingesting, "BATCH", 20)
    where = new_postgresql()
    ended = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with Store.open(where) as store:
        ingest(reports(MANY // 4), store, make=Reader, version="test")
        with pytest.raises(StoreError, match="run the same command again"), store.writing() as connection:
            with psycopg.connect(where, autocommit=True) as other:
                other.execute(ended)
            connection.execute(text("SELECT 1"))
        ingest(reports(MANY), store, make=Reader, version="test")
        fuse(store)
        compared(where, whole[0])
