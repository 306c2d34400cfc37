"""Puts annotated reports together: documents and claims from pairs of files, and stand-off annotations with their texts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
FIELDS = {
    "actors": ("name",),
    "targets": ("name",),
    "claimed_by": ("name",),
    "places": ("name", "country", "level", "role"),
    "sources": ("name", "kind"),
    "quantities": ("what", "low", "high", "approx"),
}


def pairs(files: list[Path]) -> Iterator[tuple[Row, Row]]:
    """(document, annotation) of DOCS GOLD DOCS GOLD ... files."""
    for docs, annotated in zip(files[::2], files[1::2], strict=True):
        gold = {row["doc"]: row for row in json.loads(annotated.read_text(encoding="utf-8"))}
        for raw in json.loads(docs.read_text(encoding="utf-8")):
            if raw["doc"] in gold:
                yield raw, gold[raw["doc"]]


def standoff(annotations: Path, texts: list[Path]) -> Iterator[tuple[Row, Row]]:
    """(document, annotation) of stand-off claims, with the texts from JSON lines files (.gz or not), in their order."""
    rows = [json.loads(line) for line in annotations.read_text(encoding="utf-8").splitlines()]
    wanted = {row["doc"] for row in rows}
    found: dict[str, Row] = {}
    for path in texts:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                raw = json.loads(line)
                if raw["doc"] in wanted:
                    found[raw["doc"]] = raw
    missing = wanted - found.keys()
    if missing:
        raise SystemExit(
            f"{annotations}: no text for {len(missing)} reports, {min(missing)} first; name all corpus files"
        )
    for row in rows:
        raw = found[row["doc"]]
        full = f"{raw['title']}\n{raw['text']}" if raw["title"] else raw["text"]
        yield (
            raw,
            {
                "doc": row["doc"],
                "habits": row.get("habits"),
                "events": [_event(full, claim) for claim in row["claims"]],
            },
        )


def _event(full: str, claim: Row) -> Row:
    """One claim with its words."""

    def words(span: list[Any]) -> str:
        return full[span[0] : span[1]]

    event = {"type": claim["type"], "status": claim["status"]}
    event |= {key: words(claim[key]) for key in ("sentence", "trigger")}
    for key, names in FIELDS.items():
        event[key] = [{"text": words(row), **dict(zip(names, row[2:], strict=True))} for row in claim.get(key, [])]
    time = claim.get("time")
    event["time"] = {"text": words(time), "start": time[2], "end": time[3]} if time else None
    return event
