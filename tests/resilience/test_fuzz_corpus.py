"""Does what fuzzing has found, and what it goes on from, still hold? Replays ``fuzz/corpus``."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from fuzz.targets import TARGETS

CORPUS = Path(__file__).parents[2] / "fuzz" / "corpus"
SECONDS = 20
"""CPU seconds that one input may take, loading included."""


def test_every_target_has_a_corpus_and_every_corpus_a_target() -> None:
    assert {folder.name for folder in CORPUS.iterdir()} == set(TARGETS)
    files = [file for file in CORPUS.rglob("*") if file.is_file()]
    assert len(files) < 1000
    assert sum(file.stat().st_size for file in files) < 1_000_000, "kept small"


@pytest.mark.parametrize("target", TARGETS)
def test_the_corpus_holds(target: str) -> None:
    if target == "parquet":
        pytest.importorskip("pyarrow")
    if target == "packed":
        pytest.importorskip("zstandard")
    for file in sorted((CORPUS / target).iterdir()):
        began = time.process_time()
        try:
            TARGETS[target](file.read_bytes())
        except Exception as error:
            raise AssertionError(f"{file}: {error!r}") from error
        assert time.process_time() - began < SECONDS, file.name
