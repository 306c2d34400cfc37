"""Feeds one target with what atheris makes up: ``python fuzz/one.py TARGET [options and corpora of libFuzzer]``."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent))

with atheris.instrument_imports(include=["marsad"]):
    from fuzz.targets import TARGETS


def main() -> None:
    """Ends with an error and the input in a file when something does not hold."""
    target = TARGETS[sys.argv.pop(1)]
    target(b"")  # what is loaded on first use takes its time now
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
