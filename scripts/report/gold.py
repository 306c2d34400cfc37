"""What does the coder make of the gold reports? Documents, gold and claims of a part, measured and sorted by error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from marsad.batch import default_coder
from marsad.evaluation.intervals import Measured, measured
from marsad.evaluation.slips import Slip, slips
from marsad.ingest import read
from marsad.model import Article


class Part(msgspec.Struct, frozen=True):
    """One part of the gold (``train``, ``dev``): its articles, its claims, what was coded and how good that is."""

    articles: dict[str, Article]
    gold: list[dict[str, Any]]
    measured: Measured
    slips: list[Slip]

    @property
    def texts(self) -> dict[str, str]:
        """Full text by document."""
        return {doc: article.full for doc, article in self.articles.items()}


def part_of(folder: Path, name: str, system: dict[str, Any] | None = None) -> Part | None:
    """A part of the gold in a folder, ``None`` where it is not there; ``system`` are claims coded already."""
    docs, claims = folder / f"{name}.docs.json", folder / f"{name}.gold.json"
    if not (docs.exists() and claims.exists()):
        return None
    articles = {item.doc: item for item in read([docs]) if isinstance(item, Article)}
    gold = [record for record in json.loads(claims.read_text()) if record["doc"] in articles]
    if system is None:
        coder = default_coder()
        system = {each["doc"]: msgspec.to_builtins(coder.code(articles[each["doc"]])) for each in gold}
    texts = {doc: article.full for doc, article in articles.items()}
    return Part(articles, gold, measured(texts, gold, system), list(slips(texts, gold, system)))
