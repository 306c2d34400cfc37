"""The machine as it fails: small disks, limits, processes that are killed. How long the tests go on is asked here."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("MARSAD_ROUNDS", "3"))
"""Kills and other accidents of each kind; ``make soak`` asks for more."""

SOAK = bool(os.environ.get("MARSAD_SOAK"))
soak_only = pytest.mark.skipif(not SOAK, reason="only in make soak")
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])}


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own with so much room (``600k``), mounted on a folder."""
    folder.mkdir(exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("a disk of its own cannot be mounted here (needs the right to mount)")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    """Gives a mounted disk more room (``size=64m``), or makes it one to be read alone (``ro``)."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def marsad(*words: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Runs the command line in a process of its own."""
    command = [sys.executable, "-m", "marsad.cli", *map(str, words)]
    options.setdefault("env", ENVIRONMENT)
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """What a command that failed says: one line, no traceback."""
    assert done.returncode == 2, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("marsad: ")]
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    return lines[0]
