"""Does the coder make of the samples, and of the corpus, the very claims that were written down?

After a change of rules, words or weights that is meant to change them: ``make fixed``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("SHARED", ROOT.parent / "shared")) / "data" / "newspapers-2015.jsonl.gz"


def check(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "fix_output.py"), "--check", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_the_claims_of_the_samples_are_those_written_down() -> None:
    done = check()
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_the_claims_of_the_corpus_are_those_written_down() -> None:
    """Two blocks of a thousand articles; the whole corpus in ``make soak``."""
    if not CORPUS.exists():
        pytest.skip(f"{CORPUS} is not there")
    done = check("--corpus", str(CORPUS), "--blocks", "0" if os.environ.get("MARSAD_SOAK") else "2")
    if "not compared" in done.stdout:
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stderr
