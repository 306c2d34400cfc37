"""Writes down as digests what the coder makes of the samples and of a corpus, for tests to hold it to: ``make fixed``.

``fix_output.py [--corpus FILE] [--check [--blocks N]]``. A change that is to make the coder faster must leave every
digest as it is; a change of its rules, words or weights is followed by ``make fixed``, and the digests go with it.
The digests of a corpus stand by blocks of 1,000 articles; without ``--corpus`` those that are there are kept.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import hashlib
import itertools
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from marsad import Coder
from marsad.ingest import read
from marsad.model import Article

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
FIXED = ROOT / "tests" / "coder" / "fixed.json"
BLOCK = 1000


def digest(coder: Coder, articles: Iterable[Article]) -> str:
    """The digest of the claims of some articles, as they are written to JSON lines."""
    found = hashlib.sha256()
    for article in articles:
        found.update(msgspec.json.encode([article.doc, coder.code(article)]))
    return found.hexdigest()[:16]


def articles(path: Path) -> Iterator[Article]:
    return (item for item in read([path]) if isinstance(item, Article))


def blocks(coder: Coder, path: Path, chosen: set[int] | None = None) -> Iterator[tuple[int, str]]:
    """(number, digest) of the blocks of a corpus, or of the chosen ones."""
    found = articles(path)
    for number in itertools.count():
        block = list(itertools.islice(found, BLOCK))
        if not block:
            return
        if chosen is None or number in chosen:
            yield number, digest(coder, block)


def all_blocks(path: Path, jobs: int) -> list[str]:
    """The digests of all blocks of a corpus in order, made by so many processes."""
    count = -(-sum(1 for _ in articles(path)) // BLOCK)
    shares = [set(range(at, count, jobs)) for at in range(jobs)]
    with concurrent.futures.ProcessPoolExecutor(jobs) as processes:
        found = dict(itertools.chain.from_iterable(processes.map(_share, itertools.repeat(path), shares)))
    return [found[number] for number in range(count)]


def _share(path: Path, chosen: set[int]) -> list[tuple[int, str]]:
    return list(blocks(Coder(), path, chosen))


def spread(count: int, wanted: int) -> set[int]:
    """So many of the blocks, evenly spread."""
    return {at * count // wanted for at in range(wanted)} if 0 < wanted < count else set(range(count))


def sample_digests(coder: Coder) -> dict[str, str]:
    """The digest of every sample by its name."""
    return {article.doc: digest(coder, [article]) for article in articles(SAMPLES)}


def differences(coder: Coder, fixed: dict[str, object], corpus: Path | None, wanted: int) -> Iterator[str]:
    """One line for every sample, and every block of the corpus, whose claims are not those that were written down."""
    before, now = dict(fixed["samples"]), sample_digests(coder)
    yield from (f"sample {doc}" for doc in sorted(before.keys() | now.keys()) if before.get(doc) != now.get(doc))
    if corpus is None:
        return
    known = fixed["corpora"].get(corpus.name, [])
    if not known:
        print(f"{corpus.name}: not written down yet, not compared; run `make fixed`")
        return
    for number, found in blocks(coder, corpus, spread(len(known), wanted)):
        if known[number] != found:
            yield f"{corpus.name}, articles {number * BLOCK + 1:,} to {(number + 1) * BLOCK:,}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="documents beside the samples")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--blocks", type=int, default=0, help="with --check: so many blocks of the corpus; 0 for all")
    given = parser.parse_args()
    coder = Coder()
    fixed = json.loads(FIXED.read_text()) if FIXED.exists() else {"samples": {}, "corpora": {}}
    if given.check:
        changed = list(differences(coder, fixed, given.corpus, given.blocks))
        if changed:
            sys.exit(
                "other claims than before (write them down with `make fixed` if they are meant):\n" + "\n".join(changed)
            )
        return
    fixed["samples"] = sample_digests(coder)
    if given.corpus:
        fixed["corpora"][given.corpus.name] = all_blocks(given.corpus, os.cpu_count() or 1)
    FIXED.write_text(json.dumps(fixed, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
