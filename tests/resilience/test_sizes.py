"""Inputs far larger than any report: is memory bounded, and time, and is the rest read?"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from resilience.machine import ENVIRONMENT, soak_only

MEGABYTE = 1 << 20
READ = """
import resource, sys, time
from pathlib import Path
from marsad.ingest import read
from marsad.model import Article
before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
read_, failed, why = 0, 0, ""
for item in read([Path(sys.argv[1])]):
    if isinstance(item, Article):
        read_ += 1
    else:
        failed, why = failed + 1, item.error
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(read_, failed, after - before, time.process_time() - began, why, sep="\\t")
"""
LINE = json.dumps({"text": "قتل تسعة أشخاص في غارة على بلدة السدر. " * 40}).encode() + b"\n"  # nine killed in a strike


class Told(msgspec.Struct):
    """What came of reading a file in a process of its own: documents, failures, kilobytes and CPU seconds it took."""

    read: int
    failed: int
    kilobytes: int
    seconds: float
    why: str


def told(path: Path) -> Told:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    read, failed, kilobytes, seconds, why = done.stdout.rstrip("\n").split("\t")
    return Told(int(read), int(failed), int(kilobytes), float(seconds), why)


def written(path: Path, size: int, block: bytes, head: bytes = b"") -> Path:
    """A file of some size, made of blocks."""
    with gzip.open(path, "wb", 1) if path.suffix == ".gz" else path.open("wb") as stream:
        stream.write(head)
        for _ in range(size // len(block)):
            stream.write(block)
    return path


def lines(path: Path, size: int) -> Path:
    return written(path, size, LINE * 100)


KINDS: dict[str, tuple[str, Callable[[Path, int], Path], int, str]] = {
    "one report": ("a.txt", lambda path, size: written(path, size, b"x" * 4096), 0, "larger than 10 MB"),
    "one line": ("a.jsonl", lambda path, size: written(path, size, b"x" * 4096, b'{"text": "'), 0, "larger than 10 MB"),
    "one page": ("a.html", lambda path, size: written(path, size, b"<p>x</p>" * 512), 0, "larger than 5 MB"),
    "one list": ("a.json", lambda path, size: written(path, size, b'{"text": "x"},' * 300, b"["), 0, ""),
    "one table cell": ("a.csv", lambda path, size: written(path, size, b"x" * 4096, b"text\n"), 0, "larger than 10 MB"),
    "one feed": (
        "a.rss",
        lambda path, size: written(path, size, b"<item>x</item>" * 300, b"<rss>"),
        0,
        "larger than 20 MB",
    ),
    "many lines": ("a.jsonl", lines, 1, ""),
    "many lines, compressed": ("a.jsonl.gz", lines, 1, ""),
}
"""What is large; the name of the file, what makes it, documents for each line of it, what the failure says."""


def check(name: str, folder: Path, size: int, seconds: float) -> None:
    file, made, share, why = KINDS[name]
    large = made(folder / file, size)
    found = told(large)
    large.unlink()
    blocks = size // (len(LINE) * 100) * 100
    assert found.read == share * blocks
    assert found.failed == (0 if share else 1)
    assert why in found.why
    assert found.kilobytes < 600 * 1024, "memory does not grow with the file"
    assert found.seconds < seconds


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_100_mb_are_read_or_refused_in_bounded_memory(tmp_path: Path, name: str) -> None:
    check(name, tmp_path, 100 * MEGABYTE, 20)


@soak_only
@pytest.mark.parametrize("name", KINDS)
def test_1_gb_is_read_or_refused_in_bounded_memory(tmp_path: Path, name: str) -> None:
    check(name, tmp_path, 1000 * MEGABYTE, 120)
