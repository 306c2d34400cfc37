"""Which data files are compiled at build time, and in which order? Run as ``python -m marsad.build_data``."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable

STEPS = (
    "marsad.arabic.frequency",
    "marsad.arabic.wordclass",
    "marsad.lexicon.build",
    "marsad.parties.build",
    "marsad.gazetteer.build",
)
"""Modules whose ``build()`` writes into ``marsad/_built``; later ones may read what earlier ones wrote."""


def build_all(report: Callable[[str], None] = print) -> None:
    """Compiles every data file, naming each step to ``report`` as it starts."""
    for step in STEPS:
        if importlib.util.find_spec(step) is None:
            continue
        report(step)
        importlib.import_module(step).build()


if __name__ == "__main__":
    build_all()
