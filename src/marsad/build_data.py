"""Which data files are compiled at build time, and in which order? Run as ``python -m marsad.build_data``."""

from __future__ import annotations

import importlib
from collections.abc import Callable

STEPS = (
    "marsad.arabic.frequency",
    "marsad.arabic.verblist",
    "marsad.lexicon.compiler",
    "marsad.lexicon.nouns",
    "marsad.lexicon.tolls",
    "marsad.lexicon.words",
    "marsad.parties.build",
    "marsad.gazetteer.build",
    "marsad.coder.relevance",
    "marsad.coder.wholenames",
    "marsad.coder.ranker",
    "marsad.coder.wordclasses",
)
"""Modules whose ``build()`` writes into ``marsad/_built``; later ones may read what earlier ones wrote."""


def build_all(report: Callable[[str], None] = print) -> None:
    """Compiles every data file, naming each step to ``report`` as it starts."""
    for step in STEPS:
        report(step)
        importlib.import_module(step).build()


if __name__ == "__main__":
    build_all()
