"""Are the events of partitions those of fusing everything at once?"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest
from scale_reports import command

from marsad.errors import MarsadError
from marsad.fuse import Rule
from marsad.observatory import fuse, ingest
from marsad.scale import fusing, work
from marsad.scale.fusing import fuse_on
from marsad.scale.machines import Lost, Work
from marsad.store import Store
from observatory.reports import Reader, reports

SAMPLES = Path(__file__).parents[2] / "samples"
pytestmark = pytest.mark.slow


def events(store: Store) -> dict[str, Any]:
    """Every event with its claims and the reasons for each."""
    found = {}
    for each in store.events():
        held = store.event(each.event.event)
        assert held is not None
        found[each.event.event] = msgspec.to_builtins((each.event, sorted(held[1], key=lambda m: (m.doc, m.claim))))
    return found


def components(store: Store) -> dict[str, str]:
    """The component of each account, which later fusing goes on from."""
    docs = [each.article.doc for each in store.articles()]
    return store.touched([], docs).components


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of reports of many days and towns, and of the samples, with decisions of people."""
    path = tmp_path_factory.mktemp("coded") / "db.sqlite"
    with Store.open(str(path)) as store:
        ingest(reports(120), store, make=Reader)
        ingest([SAMPLES], store)
        fuse(store)
        one, other, third = sorted(each.event.event for each in store.events() if len(each.event.claims) > 2)[:3]
        store.add_verdict(one, "merge", "A. Person", value=other)
        held = store.event(third)
        assert held is not None
        taken = [f"{member.doc}#{member.claim}" for member in held[1][:1]]
        store.add_verdict(third, "split", "A. Person", value=msgspec.json.encode(taken).decode())
    return path


@pytest.fixture
def databases(coded: Path, tmp_path: Path) -> tuple[Path, Path]:
    return tuple(Path(shutil.copy(coded, tmp_path / f"{n}.sqlite")) for n in (1, 2))  # type: ignore[return-value]


class Here:
    """Does each task at once in this process; the first try of every fifth is lost."""

    slots = 3

    def __init__(self) -> None:
        self._done: list[tuple[str, bytes | Lost]] = []
        self._seen: list[str] = []

    def submit(self, key: str, work: Work, payload: bytes) -> None:
        lost = key not in self._seen and len(self._seen) % 5 == 4
        self._seen.append(key)
        self._done.insert(0, (key, Lost("unplugged") if lost else work(payload)))

    def finished(self, seconds: float) -> list[tuple[str, bytes | Lost]]:
        done, self._done = self._done, []
        return done

    def close(self) -> None:
        """Nothing runs any more."""


@pytest.mark.parametrize(("documents", "largest"), [(7, 12), (50, 60), (1000, 20_000)])
def test_the_events_are_those_of_one_machine(
    databases: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, documents: int, largest: int
) -> None:
    monkeypatch.setattr(fusing, "machines_on", lambda on, jobs: Here())
    folder, metrics = tmp_path / "work", tmp_path / "m.prom"
    with Store.open(str(databases[0])) as alone, Store.open(str(databases[1])) as many:
        changed = fuse(alone, Rule.conservative)
        same = fuse_on(
            many, "here", str(folder), Rule.conservative, metrics=metrics, documents=documents, largest=largest
        )
        assert same == changed
        assert events(many) == events(alone)
        assert components(many) == components(alone)
        assert list(many.faults()) == []
        assert list(folder.iterdir()) == []
        values = dict(line.split(" ") for line in metrics.read_text().splitlines() if not line.startswith("#"))
        assert int(values["marsad_fusing_events_total"]) == many.count("events")
        for store in (alone, many):  # later fusing goes on from it
            ingest(reports(140), store, make=Reader)
        assert fuse(many, Rule.conservative) == fuse(alone, Rule.conservative)
        assert events(many) == events(alone)
        assert fuse_on(many, "here", str(folder), Rule.conservative).changed == 0


def test_a_machine_that_cannot_do_its_work_leaves_the_events(
    databases: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fusing, "machines_on", lambda on, jobs: Here())
    monkeypatch.setattr(work, "__version__", "another")
    with Store.open(str(databases[0])) as store:
        before = events(store)
        with pytest.raises(MarsadError, match="install one everywhere"):
            fuse_on(store, "here", str(tmp_path / "work"), Rule.conservative)
        assert events(store) == before
        assert list((tmp_path / "work").iterdir()) == []


def test_processes_and_the_command_line(databases: tuple[Path, Path]) -> None:
    rule = ("--rule", "conservative")
    assert subprocess.run(command("fuse", "--db", str(databases[0]), *rule), check=False).returncode == 0
    on = command("fuse", "--db", str(databases[1]), *rule, "--on", "local", "-j", "2")
    done = subprocess.run(on, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "fusing partitions" in done.stderr
    with Store.open(str(databases[0])) as alone, Store.open(str(databases[1])) as many:
        assert events(many) == events(alone)
    assert not list(databases[1].parent.glob("*fusing*"))


def test_a_ray_cluster(databases: tuple[Path, Path], tmp_path: Path) -> None:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    pytest.importorskip("ray", reason="needs Ray: pip install 'marsad[ray]'")
    with Store.open(str(databases[0])) as alone, Store.open(str(databases[1])) as many:
        fuse(alone, Rule.conservative)
        fuse_on(many, "ray", str(tmp_path / "work"), Rule.conservative, jobs=2, documents=40, largest=60)
        assert events(many) == events(alone)
