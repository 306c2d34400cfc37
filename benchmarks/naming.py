"""How often the parties room names the party of a gold mention as the gold does, with the report before it as context.

usage: python benchmarks/naming.py [train|dev] [--confusions N] [--gold FOLDER]
"""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from collections import Counter
from pathlib import Path

from marsad.arabic.normal import fold
from marsad.arabic.tokens import Tokenizer
from marsad.parties.context import PartyContext
from marsad.parties.registry import DATA, Registry

GOLD = Path(__file__).parents[2] / "shared" / "gold"
FIELDS = ("actors", "targets", "sources")
CODEBOOK = frozenset(tomllib.loads((DATA / "codebook.toml").read_text(encoding="utf-8"))["names"])


def cores(tokenizer: Tokenizer, text: str) -> tuple[str, ...]:
    """The folded cores of a phrase."""
    return tuple(token.core for token in tokenizer.tokens(fold(text)))


def measure(gold: Path, part: str) -> tuple[Counter[str], Counter[tuple[str, str, str]]]:
    """Counts by kind of answer, and the confusions (gold name, our name, phrase)."""
    registry = Registry.default()
    tokenizer = Tokenizer(registry.words())
    listed = CODEBOOK | {party.name for party in registry.parties}
    reports = {doc["doc"]: doc for doc in json.loads((gold / f"{part}.docs.json").read_text(encoding="utf-8"))}
    counts: Counter[str] = Counter()
    confusions: Counter[tuple[str, str, str]] = Counter()
    spent = 0.0
    for coded in json.loads((gold / f"{part}.gold.json").read_text(encoding="utf-8")):
        report = reports[coded["doc"]]
        context = PartyContext(registry)
        for line in (report["title"], *report["text"].split("\n")):
            context.read(cores(tokenizer, line))
        seen: set[str] = set()
        for claim in coded["events"]:
            for place in claim.get("places") or []:
                if place.get("country") and place["text"] not in seen:
                    context.see_country(place["country"])
                    seen.add(place["text"])
            for mention in (m for field in FIELDS for m in claim.get(field) or []):
                name = mention.get("name")
                if not name:
                    continue
                phrase = cores(tokenizer, mention["text"])
                began = time.perf_counter()
                found = context.name(phrase)
                spent += time.perf_counter() - began
                ours = found.name if found else "-"
                right = ours.lower() == name.lower()
                fits = name in listed or name.endswith(" police")
                counts["all"] += 1
                counts["all right"] += right
                counts["named"] += found is not None
                if fits:
                    counts["in list"] += 1
                    counts["in list right"] += right
                    counts["in list named"] += found is not None
                if not right:
                    confusions[name if fits else f"({name})", ours, mention["text"]] += 1
    counts["microseconds"] = round(spent / max(counts["all"], 1) * 1e6)
    return counts, confusions


def main() -> None:
    """Prints the figures, and on train the confusions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", default="train", choices=("train", "dev"))
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--confusions", type=int, default=0)
    options = parser.parse_args()
    if not options.gold.exists():
        raise SystemExit(f"no gold files at {options.gold}: name their folder with --gold")
    counts, confusions = measure(options.gold, options.part)
    share = counts["in list right"] / counts["in list"]
    precision = counts["in list right"] / max(counts["in list named"], 1)
    print(f"{options.part}: {share:.3f} of {counts['in list']} listed names right, {precision:.3f} of those we name")
    print(f"all {counts['all']}: {counts['all right'] / counts['all']:.3f} right; {counts['microseconds']} µs a phrase")
    if options.part == "train":
        for (name, ours, text), times in confusions.most_common(options.confusions):
            print(f"{times:3} {name} | {ours} | {text}")


if __name__ == "__main__":
    main()
