"""How well and how fast are claims fused into events?

``python benchmarks/fusing.py ARTICLES.jsonl.gz GOLD.json [--all] [--claims FILE]`` codes the articles that the gold
names (``--all``: every article), fuses their claims and prints precision and recall of the links between mentions, near
misses kept apart, events made per real event, and how many root sources were found. ``--claims`` writes the claims with
their events as lines of the contract.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import itertools
import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from marsad.batch import coded
from marsad.fuse import DocumentClaims, Fused, fuse
from marsad.fuse.weights import family
from marsad.ingest.duplicates import linked
from marsad.model import Article, CodedDocument
from rootnames import matched

Gold = list[dict[str, Any]]
Found = list[tuple[int, set[str]]]
Told = dict[str, DocumentClaims]


def articles(path: Path, wanted: set[str] | None) -> Iterator[Article]:
    """The articles of a file of JSON lines, only the wanted ones unless all are."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = json.loads(line)
            if wanted is None or fields["doc"] in wanted:
                yield msgspec.convert(fields, Article)


def documents(found: Iterable[Article]) -> Iterator[DocumentClaims]:
    """The articles coded, those without claims left out; copies know their first one, as in a database."""
    read = list(found)
    first = dict(linked((article.doc, article.text) for article in read))
    for result in coded(read):
        document = result.document()
        if isinstance(document, CodedDocument) and document.claims and isinstance(result.item, Article):
            copy = first[document.doc]
            group = copy.doc if copy else None
            yield DocumentClaims(document, result.item.full, result.item.source, result.item.url, group)


def mentions(gold: Gold, told: Told, event_of: dict[str, str]) -> Found:
    """(gold event, events of the claims of its family in the quoted sentences) for every mention of the gold."""
    found = []
    for at, real in enumerate(gold):
        for each in real["articles"]:
            document = told.get(each["doc"])
            start = document.text.find(each["quote"]) if document else -1
            end = start + len(each["quote"])
            claims = document.coded.claims if document and start >= 0 else []
            near = (c for c in claims if c.sentence.start < end and start < c.sentence.end)
            found.append((at, {event_of[c.id] for c in near if family(c.type) == family(real["type"])}))
    return found


def links(found: Found) -> str:
    """Precision and recall of pairs of mentions."""
    right = wrong = missed = 0
    for (one, ours), (other, theirs) in itertools.combinations(found, 2):
        together = bool(ours & theirs)
        right += together and one == other
        wrong += together and one != other
        missed += one == other and not together
    lost = sum(not events for _, events in found)
    p, r = right / (right + wrong or 1), right / (right + missed or 1)
    counts = f"{right} right, {wrong} wrong, {missed} missed; {lost} of {len(found)} mentions lost"
    return f"links P {p:.3f}  R {r:.3f}   ({counts})"


def main_events(gold: Gold, found: Found) -> dict[int, str]:
    """For each gold event the event that most of its mentions share."""
    counts = {at: collections.Counter(e for n, events in found if n == at for e in events) for at in range(len(gold))}
    return {at: count.most_common(1)[0][0] for at, count in counts.items() if count}


def near_misses(gold: Gold, main: dict[int, str], told: Told, event_of: dict[str, str]) -> str:
    """How many of the articles that are nearly about an event are kept out of it."""
    kept = of = 0
    for at, event in main.items():
        for miss in gold[at]["near_misses"]:
            claims = told[miss["doc"]].coded.claims if miss["doc"] in told else []
            of += 1
            kept += all(event_of[claim.id] != event for claim in claims)
    return f"near misses kept apart {kept}/{of} = {kept / (of or 1):.3f}"


def root_sources(gold: Gold, main: dict[int, str], fused: Fused) -> str:
    """Root sources of the main events against the gold's: see ``rootnames.py``."""
    events = {each.event: each for each in fused.events}
    named = hit = real = 0
    for at, event in main.items():
        ours, theirs = events[event].independent_sources, gold[at]["root_sources"]
        named, real, hit = named + len(ours), real + len(theirs), hit + matched(ours, theirs)
    p, r = hit / (named or 1), hit / (real or 1)
    return f"root sources P {p:.3f}  R {r:.3f}  F {2 * p * r / (p + r or 1):.3f}   ({named} named, {real} in the gold)"


def main() -> None:
    """Reads the arguments, codes, fuses, and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--claims", type=Path)
    asked = parser.parse_args()
    gold = json.loads(asked.gold.read_text(encoding="utf-8"))
    wanted = {each["doc"] for real in gold for each in [*real["articles"], *real["near_misses"]]}
    told = {each.coded.doc: each for each in documents(articles(asked.articles, None if asked.all else wanted))}
    start = time.process_time()
    fused = fuse(told.values())
    event_of = {each.claim: each.event for each in fused.memberships}
    print(
        f"{len(told):,} articles with claims, {len(event_of):,} claims, {len(fused.events):,} events, "
        f"{time.process_time() - start:.1f} s"
    )
    found = mentions(gold, told, event_of)
    main = main_events(gold, found)
    made = [len({e for n, events in found if n == at for e in events}) for at in main]
    print(links(found), near_misses(gold, main, told, event_of), sep="\n")
    print(f"events made per real event {sum(made) / (len(made) or 1):.2f} ({len(made)} of {len(gold)} found)")
    print(root_sources(gold, main, fused))
    if asked.claims:
        write(asked.claims, told.values(), event_of)


def write(path: Path, told: Iterable[DocumentClaims], event_of: dict[str, str]) -> None:
    """The coded documents with the event of every claim, a line each."""
    with path.open("wb") as lines:
        for document in told:
            fields = msgspec.to_builtins(document.coded)
            for claim in fields["claims"]:
                claim["event"] = event_of.get(claim["id"])
            lines.write(msgspec.json.encode(fields) + b"\n")


if __name__ == "__main__":
    main()
