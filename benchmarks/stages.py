"""Where does the coder's time go, and how far is it from what no coder can do without: reading and scanning the text?

Codes articles with a clock around every stage, after one round without that fills the memories; prints the table of
``docs/performance.md``. Run by ``make bench``; without the corpus it repeats the samples.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from marsad import Coder
from marsad.arabic.normal import normalise
from marsad.arabic.tokens import Tokenizer
from marsad.coder import coder as deciding
from marsad.coder import reportreading as reading
from marsad.ingest import count, read
from marsad.model import Article
from throughput import SAMPLES

STAGES: tuple[tuple[str, Any, str], ...] = (
    ("a glance at the words as written", reading.Glance, "hopeless"),
    ("folding", reading, "normalise"),
    ("sentences", reading, "sentences"),
    ("tokens", Tokenizer, "tokens"),
    ("relevance", reading, "relevance"),
    ("names", reading, "names_in"),
    ("word classes, dates, numbers, items", reading, "read_sentence"),
    ("places", reading, "spots_of"),
    ("phrases and their parties", reading.ReportReader, "_phrases"),
    ("voices", reading.Listener, "voices"),
    ("event words and their types", reading, "drafts_of"),
    ("unlikely event words left out", deciding, "drop_unlikely"),
    ("first guess at the parties", deciding, "guess_parties"),
    ("arguments and status", deciding, "decide_arguments"),
    ("coded or not", deciding, "accept"),
    ("taken from earlier events", deciding, "take"),
    ("attribution and writing", deciding.Coder, "_write"),
)


def texts(corpus: Path, articles: int) -> list[Article]:
    """So many articles spread evenly over the corpus, or the samples over and over."""
    paths = [corpus] if corpus.exists() else itertools.repeat(SAMPLES)
    step = max((count([corpus]) or 0) // articles, 1) if corpus.exists() else 1
    found = (item for path in paths for item in read([path]) if isinstance(item, Article))
    return list(itertools.islice(found, 0, articles * step, step))


def clocked(spent: dict[str, float], stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """The same call, adding its seconds to a stage."""

    @functools.wraps(call)
    def timed(*given: Any, **named: Any) -> Any:
        started = time.process_time()
        try:
            return call(*given, **named)
        finally:
            spent[stage] += time.process_time() - started

    return timed


def seconds(work: Callable[[], object]) -> float:
    """The processor's seconds of some work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def limits(coder: Coder, chosen: list[Article], corpus: Path) -> Iterator[tuple[str, float]]:
    """What the work takes that cannot be left out, each by itself."""
    automaton = coder.reader.glance.automaton
    if corpus.exists():
        everything = seconds(lambda: sum(1 for _ in read([corpus])))
        yield "reading the text", everything * len(chosen) / (count([corpus]) or 1)
    yield (
        "scanning it once with the automaton",
        seconds(lambda: [sum(1 for _ in automaton.iter(a.full)) for a in chosen]),
    )
    yield "folding every text", seconds(lambda: [normalise(a.full) for a in chosen])


def main() -> None:
    """Prints the stages and the limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus.jsonl.gz"), help="JSON lines of documents")
    parser.add_argument("--articles", type=int, default=1500)
    given = parser.parse_args()
    coder, chosen = Coder(), texts(given.corpus, given.articles)
    cold = seconds(lambda: [coder.code(article) for article in chosen])
    whole = seconds(lambda: [coder.code(article) for article in chosen])
    least = list(limits(coder, chosen, given.corpus))
    spent: dict[str, float] = defaultdict(float)
    for stage, room, name in STAGES:
        setattr(room, name, clocked(spent, stage, getattr(room, name)))
    clocks = seconds(lambda: [coder.code(article) for article in chosen])
    rates = f"{len(chosen) / cold:,.0f} a second, the words new to it; {len(chosen) / whole:,.0f} once met"
    print(f"{len(chosen):,} articles: {rates}\n")
    print("| stage | ms an article | share |\n|---|---:|---:|")
    for stage, _, _ in STAGES:
        print(f"| {stage} | {spent[stage] * 1000 / len(chosen):.2f} | {spent[stage] / clocks:.0%} |")
    rest = clocks - sum(spent.values())
    print(f"| what lies between | {rest * 1000 / len(chosen):.2f} | {rest / clocks:.0%} |")
    print("\n| limit | ms an article | of the coder's time |\n|---|---:|---:|")
    for name, took in least:
        print(f"| {name} | {took * 1000 / len(chosen):.2f} | 1/{whole / max(took, 1e-9):.0f} |")


if __name__ == "__main__":
    main()
