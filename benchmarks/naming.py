"""How often the parties room names the party of a gold mention as the gold does, with the report before it as context.

usage: python benchmarks/naming.py [train|dev] [--confusions N] [--gold FOLDER]
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from marsad.arabic.normal import fold
from marsad.arabic.tokens import Tokenizer
from marsad.parties.naming import PartyContext
from marsad.parties.registry import Registry

GOLD = Path(__file__).parents[2] / "shared" / "gold"
FIELDS = ("actors", "targets", "sources")
CODEBOOK = frozenset(
    "Islamic State;Al-Qaeda;Nusra Front;Ahrar al-Sham;Free Syrian Army;Syrian opposition;Syrian government;Hezbollah;"
    "Iran;Iran-backed militias;Russia;Syrian Observatory for Human Rights;YPG;SDF;PKK;Turkey;United States;"
    "US-led coalition;Iraq;Popular Mobilization Forces;Peshmerga;Kurdistan Region;Iraqi tribes;Houthis;Saleh forces;"
    "Popular Resistance (Yemen);Yemen;Saudi-led coalition;Saudi Arabia;UAE;AQAP;Israel;Hamas;Islamic Jihad;"
    "Palestinians;Egypt;Sinai Province;Libya;Libyan National Army;Libya Dawn;Taliban;Afghanistan;Boko Haram;Nigeria;"
    "Al-Shabaab;Somalia;African Union;Lebanon;Kuwait;Bahrain;Jordan;France;United Kingdom;Germany;European Union;"
    "United Nations;Red Cross;civilians;refugees;journalists;unknown".split(";")
)


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
    print(f"{options.part}: {counts['in list right'] / counts['in list']:.3f} of {counts['in list']} names in the list right "
          f"({counts['in list right'] / max(counts['in list named'], 1):.3f} of those we name), "
          f"{counts['all right'] / counts['all']:.3f} of all {counts['all']}; {counts['microseconds']} µs a phrase")  # fmt: skip
    if options.part == "train":
        for (name, ours, text), times in confusions.most_common(options.confusions):
            print(f"{times:3} {name} | {ours} | {text}")


if __name__ == "__main__":
    main()
