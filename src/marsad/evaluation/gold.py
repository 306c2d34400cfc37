"""How is a gold file scored? Reads documents and gold, codes them or reads what was coded, and scores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from marsad.batch import default_coder
from marsad.errors import GoldError
from marsad.evaluation.figures import Report
from marsad.evaluation.score import score
from marsad.ingest import read
from marsad.model import Article, Coder


def evaluate(docs: Path, gold: Path, system: Path | None = None, coder: Coder | None = None) -> Report:
    """Scores ``coder`` (the grammar coder when none is given), or the coded lines in ``system``.

    Raises:
        GoldError: a file does not have the shape of gold or of coded lines, or shares no document with the other.
        InputError: the documents cannot be found.
    """
    articles = {item.doc: item for item in read([docs]) if isinstance(item, Article)}
    records = _gold(gold)
    known = [record["doc"] for record in records if record["doc"] in articles]
    if not known:
        raise GoldError(f"{gold} and {docs} have no document in common. Check that they belong together.")
    claims = coded_lines(system) if system else _coded([articles[doc] for doc in known], coder or default_coder())
    return score({doc: article.full for doc, article in articles.items()}, records, claims)


def coded_lines(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The claims by document of a file in the coded-document contract; documents with an error have none."""
    claims = {}
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                document = msgspec.json.decode(line, type=dict[str, Any])
                claims[document["doc"]] = document.get("claims", [])
            except (msgspec.DecodeError, KeyError) as error:
                raise GoldError(f"{path}:{number}: not a coded document: {error}") from error
    return claims


def _gold(path: Path) -> list[dict[str, Any]]:
    try:
        records = msgspec.json.decode(path.read_bytes(), type=list[dict[str, Any]])
    except (OSError, msgspec.DecodeError) as error:
        raise GoldError(f"{path}: cannot be read as gold: {error}") from error
    if not all("doc" in record and "events" in record for record in records):
        raise GoldError(f"{path}: every record needs doc and events.")
    return records


def _coded(articles: list[Article], coder: Coder) -> dict[str, list[dict[str, Any]]]:
    return {article.doc: msgspec.to_builtins(coder.code(article)) for article in articles}
