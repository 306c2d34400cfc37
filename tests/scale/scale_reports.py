"""Reports and a coder for the tests of scale: it finds no grammar, kills its process when asked, and keeps a log."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

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
