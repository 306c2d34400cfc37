"""How well are the gold's places found and resolved? Run with the gold folder, ``train`` or ``dev``, ``--errors``."""

from __future__ import annotations

import json
import math
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from marsad.arabic.normal import fold
from marsad.arabic.tokens import Token, Tokenizer
from marsad.gazetteer.context import PlaceContext
from marsad.gazetteer.index import Gazetteer
from marsad.gazetteer.resolve import resolve

Report = dict[str, Any]


def cores_of(tokens: list[Token]) -> list[str]:
    """What the gazetteer matches on: the cores, without words that bear a pronoun."""
    return [t.form if t.enc else t.core for t in tokens]


def kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """The distance of two points, near enough."""
    return 111.2 * math.hypot(lat - lat2, (lon - lon2) * math.cos(math.radians(lat)))


def measure(docs: list[Report], gold: dict[str, Report], errors: bool) -> Counter[str]:
    """Counts of right and all for resolution and for finding names."""
    gazetteer = Gazetteer.default()
    tokenizer = Tokenizer(gazetteer.known_words)
    count: Counter[str] = Counter()
    for doc in docs:
        text = fold(f"{doc['title']}\n{doc['text']}" if doc.get("title") else doc["text"])
        tokens = tokenizer.tokens(text)
        began = time.perf_counter()
        hits = gazetteer.find_names(cores_of(tokens))
        count["nanoseconds"] += int((time.perf_counter() - began) * 1e9)
        count["tokens"] += len(tokens)
        context = PlaceContext.of([cores_of(tokens[:60]), cores_of(tokens[60:])], gazetteer)
        kept = context.keep(hits, cores_of(tokens), [t.pro for t in tokens])
        spans = [(tokens[h.first].core_start, tokens[h.last].core_end) for h in kept]
        mentions: dict[str, Report] = {}
        for event in gold[doc["doc"]]["events"]:
            for place in event.get("places") or []:
                mentions.setdefault(place["text"], place)
        for place in mentions.values():
            if _is_named(place, tokenizer):
                count["recall of"] += 1
                found = any(text[a:b] in fold(place["text"]) for a, b in spans)
                count["recall"] += found
                if errors and not found:
                    print("unfound", place["text"], "|", place["name"], place.get("country"))
            _compare(place, tokenizer, context, count, errors)
    return count


def _is_named(place: Report, tokenizer: Tokenizer) -> bool:
    """Whether the mention holds a proper name ("market in ...", "the town" and "Turkish soil" do not)."""
    if not place.get("name") or not place["name"][0].isupper():
        return False
    words = Gazetteer.default().words
    cores = cores_of(tokenizer.tokens(fold(place["text"])))
    return not any(c in words.deictics or c in words.nations for c in cores)


def _compare(place: Report, tokenizer: Tokenizer, context: PlaceContext, count: Counter[str], errors: bool) -> None:
    found = resolve(tuple(cores_of(tokenizer.tokens(fold(place["text"])))), context)
    if found is not None:
        context.add(found)
    count["resolved of"] += 1
    count["resolved"] += found is not None and found.name is not None
    note = []
    if place.get("country"):
        count["country of"] += 1
        right = found is not None and found.country == place["country"]
        count["country"] += right
        note += [] if right else ["country"]
    if place.get("lat") is not None:
        count["25 km of"] += 1
        near = found is not None and found.lat is not None and found.lon is not None
        near = near and kilometres(place["lat"], place["lon"], found.lat, found.lon) <= 25  # type: ignore[union-attr,arg-type]
        count["25 km"] += near
        note += [] if near else ["far"]
    if place.get("name"):
        count["name of"] += 1
        same = found is not None and (found.name or "").lower() == place["name"].lower()
        count["name"] += same
        note += [] if same else ["name"]
    if place.get("level"):
        count["level of"] += 1
        count["level"] += found is not None and found.level == place["level"]
    if errors and note:
        got = found and (found.name, found.country, found.level, found.rule)
        print(
            ",".join(note),
            "|",
            place["text"],
            "|",
            place.get("name"),
            place.get("country"),
            place.get("level"),
            "|",
            got,
        )


def main() -> None:
    """Prints the table."""
    folder = Path(sys.argv[1])
    part = next((a for a in sys.argv[2:] if not a.startswith("-")), "train")
    docs = json.loads((folder / f"{part}.docs.json").read_text("utf-8"))
    gold = {g["doc"]: g for g in json.loads((folder / f"{part}.gold.json").read_text("utf-8"))}
    count = measure(docs, gold, "--errors" in sys.argv)
    for what in ("resolved", "country", "25 km", "name", "level", "recall"):
        of = count[f"{what} of"]
        print(f"{what:9} {count[what]:5} / {of:5}  {count[what] / of:.3f}")
    print(f"find_names {35 * count['nanoseconds'] / count['tokens'] / 1000:.1f} us for 35 tokens")


if __name__ == "__main__":
    main()
