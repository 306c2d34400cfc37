"""Reports and a coder for the tests of scale: it finds no grammar, kills its process when asked, and keeps a log."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from marsad.coders import maker
from marsad.ingest import read
from marsad.observatory import ingest
from marsad.store import Store

CODER = """
import os, signal, time
from standin import StandIn

class Testing(StandIn):
    def code(self, article):
        if "poison" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(float(os.environ.get("TESTING_SECONDS", "0")))
        with open(os.environ["TESTING_LOG"], "a") as log:
            log.write(article.doc + "\\n")
        return super().code(article)
"""
TESTS = Path(__file__).parents[1]
SOURCE = TESTS.parent / "src"


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Installs the coder ``testing`` for this process and those it starts; the file where it logs what it codes."""
    (folder / "testing_coder.py").write_text(CODER)
    info = folder / "testing_coder-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: testing-coder\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[marsad.coders]\ntesting = testing_coder:Testing\n")
    log = folder / "log"
    log.touch()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, (folder, SOURCE, TESTS))))
    monkeypatch.setenv("TESTING_LOG", str(log))
    return log


def reports(path: Path, number: int, poison: tuple[int, ...] = (), first: int = 0) -> Path:
    """JSON lines: reports with and without id, an empty line, a broken one, and those that kill their process."""
    with path.open("w", encoding="utf-8") as stream:
        for n in range(first, first + number):
            text = f"غارات {n} " * (n % 5 + 1) + ("poison" if n in poison else "")  # strikes
            stream.write(json.dumps({"text": text} if n % 7 == 3 else {"doc": f"d{n}", "text": text}) + "\n")
        stream.write("\n{broken\n")
    return path


def command(*arguments: str) -> list[str]:
    """The command line of Marsad in a process of its own."""
    return [sys.executable, "-m", "marsad.cli", *arguments]


MOMENTS = ("fetched", "valid_from")


def held(path: Path) -> dict[str, list[dict[str, Any]]]:
    """All that a database holds, in its order and with its row numbers, but for the moments."""
    with Store.open(str(path)) as store:
        found = {"articles": store.articles(), "claims": store.claims(), "failures": store.failures()}
        return {kind: [_timeless(msgspec.to_builtins(each)) for each in rows] for kind, rows in found.items()}


def _timeless(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in MOMENTS and not name.endswith("_at")}


def alone(path: Path, *files: Path) -> dict[str, list[dict[str, Any]]]:
    with Store.open(str(path)) as store:
        ingest(read(files), store, make=maker("testing"))
    return held(path)
