"""Does a real Ray cluster of several nodes give the dataset of one process, though a node dies during the run?"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from scale_reports import alone, held, install, reports

from marsad.batch import coded
from marsad.coders import maker
from marsad.errors import MarsadError
from marsad.ingest import read
from marsad.scale import lines, order_of, run
from marsad.scale.loading import load
from marsad.store import Store

pytest.importorskip("pyarrow", reason="datasets need pyarrow")
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
ray = pytest.importorskip("ray", reason="needs a Ray cluster: pip install 'marsad[ray]'")
pytestmark = pytest.mark.slow

STORE = 80 << 20
"""Bytes of each node's object store: the least that Ray takes is 75 MB."""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    plugin = tmp_path / "plugin"
    plugin.mkdir()
    return install(plugin, monkeypatch)


@pytest.fixture
def cluster(log: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A head that takes no tasks and two nodes of one core each; every document takes them a moment."""
    monkeypatch.setenv("TESTING_SECONDS", "0.02")
    from ray.cluster_utils import Cluster

    made: Any = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "object_store_memory": STORE})
    made.nodes = [made.add_node(num_cpus=1, object_store_memory=STORE) for _ in range(2)]
    made.wait_for_nodes()
    yield made
    ray.shutdown()
    made.shutdown()


def one_process(*paths: Path) -> list[bytes]:
    return [result.line for result in coded(read(paths), make=maker("testing"))]


def entries(out: Path) -> list[dict[str, Any]]:
    found = out / "manifest.jsonl"
    return [json.loads(line) for line in found.read_bytes().splitlines()] if found.exists() else []


def when(true: Callable[[], bool], then: Callable[[], None]) -> threading.Thread:
    """Does something once something holds."""

    def watch() -> None:
        while not true():
            time.sleep(0.05)
        then()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


def test_a_node_dies_during_the_run(cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [reports(tmp_path / f"{n}.jsonl", 40, poison=(125,), first=100 * n) for n in range(3)]
    out = tmp_path / "out"
    order = order_of([str(file) for file in files], 600, coder="testing")
    killed: list[float] = []

    def kill() -> None:
        cluster.remove_node(cluster.nodes.pop(), allow_graceful=False)
        killed.append(time.monotonic())

    watcher = when(lambda: len(entries(out)) >= 3, kill)
    totals = run(order, str(out), on=f"ray://{cluster.address}")
    watcher.join(10)
    assert killed, "the run ended before the node was killed"
    assert totals.workers_lost > 0
    assert totals.poisoned == 1
    assert set(Counter(entry["shard"] for entry in entries(out)).values()) == {1}
    found = list(lines(str(out)))
    monkeypatch.setenv("TESTING_SECONDS", "0")
    reports(files[1], 40, first=100)  # the same without poison, which one process could not survive
    expected = one_process(*files)
    assert [line for line in found if b'"d125"' not in line] == [line for line in expected if b'"d125"' not in line]
    assert next(json.loads(line)["error"] for line in found if b'"d125"' in line).startswith("coding it kills")
    with Store.open(str(tmp_path / "many.sqlite")) as store:
        done = load(order_of([str(file) for file in files], 2000, coder="testing"), store, f"ray://{cluster.address}")
    assert (done.coded, done.failed) == (120, 3)
    assert held(tmp_path / "many.sqlite") == alone(tmp_path / "one.sqlite", *files)


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a head that asks for a token, and an environment that knows where the token lies."""
    (tmp_path / "token").write_text("0123456789abcdef" * 4)
    env = {name: value for name, value in os.environ.items() if not name.startswith("RAY_")}
    env |= {"RAY_AUTH_TOKEN_PATH": str(tmp_path / "token"), "RAY_USAGE_STATS_ENABLED": "0", "HOME": str(tmp_path)}
    env["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", f"--port={port}", "--num-cpus=1"]
    command += [f"--object-store-memory={STORE}", "--include-dashboard=false", "--block"]
    head = subprocess.Popen(
        command, env=env | {"RAY_AUTH_MODE": "token"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while time.monotonic() < until and socket.socket().connect_ex(("127.0.0.1", port)):
        time.sleep(0.2)
    yield f"ray://127.0.0.1:{port}", env
    os.killpg(head.pid, signal.SIGTERM)
    head.wait(60)


def test_a_head_that_asks_for_a_token_is_shown_it(guarded: tuple[str, dict[str, str]], tmp_path: Path) -> None:
    """Ray shows the token by itself only where it is told so; who has none is told what is missing."""
    head, env = guarded
    file, out = reports(tmp_path / "a.jsonl", 3), tmp_path / "out"
    command = [sys.executable, "-m", "marsad.cli", "code", str(file), "--on", head, "-o", str(out)]
    refused = subprocess.run(command, env=env | {"RAY_AUTH_TOKEN_PATH": ""}, capture_output=True, text=True)
    assert refused.returncode == 2
    assert "token" in refused.stderr.splitlines()[-1]
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    assert "4 documents" in done.stderr


def test_a_cluster_of_its_own_begins_beside_another(guarded: tuple[str, dict[str, str]], tmp_path: Path) -> None:
    """``--on ray`` joins no cluster that happens to run here: its cores would not be those that were asked for."""
    file, out = reports(tmp_path / "a.jsonl", 3), tmp_path / "out"
    command = [sys.executable, "-m", "marsad.cli", "code", str(file), "--on", "ray", "-j", "1", "-o", str(out)]
    done = subprocess.run(command, env=guarded[1], capture_output=True, text=True)
    assert "4 documents" in done.stderr


def test_a_head_that_does_not_answer(tmp_path: Path, log: Path) -> None:
    file = reports(tmp_path / "a.jsonl", 3)
    with pytest.raises(MarsadError, match="cannot be reached"):
        run(order_of([str(file)], coder="testing"), str(tmp_path / "out"), on="ray://127.0.0.1:1")
