"""Learns from plain reports which words are used alike, and writes their classes as data.

``make_wordclasses.py TEXTS.jsonl[.gz] ...``

Counts which words stand near each other in reports of war, weighs them by how much oftener they do than by chance
(positive pointwise mutual information), keeps the main directions (singular vectors) and groups the words by them three
times: wide, middle and narrow classes. Nothing of the texts is written but single words.
"""

from __future__ import annotations

import argparse
import collections
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

from marsad import ingest
from marsad.coder import wordclasses
from marsad.coder.reportreading import ReportReader
from marsad.model import Article

WINDOW = 5
LEAST = 8
"""How often a word must occur."""
DIRECTIONS = 100
SIZES = (50, 200, 400)
ROUNDS = 15
SEEN = 10_000
"""The classes begin at words among so many of the most frequent."""
SMOOTHING = 0.75


def rows(paths: list[Path]) -> Iterator[list[str]]:
    """The words of every sentence of the reports of war, with what stands for names and numbers; no marks."""
    reader = ReportReader()
    for article in ingest.read(paths):
        if not isinstance(article, Article):
            sys.exit(f"{article.doc}: {article.error}")
        for sentence in reader.read(article).sentences:
            yield [word for word in wordclasses.symbols(sentence) if len(word) > 1 or word.isalpha()]


def vectors(sentences: list[list[str]]) -> tuple[list[str], np.ndarray]:
    """The frequent words, most frequent first, and a direction of length one for each."""
    counts = collections.Counter(word for row in sentences for word in row)
    words = [word for word, count in counts.most_common() if count >= LEAST]
    numbers = {word: at for at, word in enumerate(words)}
    flat = []
    for row in sentences:
        flat += [numbers.get(word, -1) for word in row] + [-1] * WINDOW
    text = np.array(flat)
    near = sum(_pairs(text, far, len(words)) for far in range(1, WINDOW + 1))
    left, strengths, _ = svds(_surprise(near + near.T).astype("f4"), k=DIRECTIONS, random_state=0)
    found = left * np.sqrt(strengths)
    return words, found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def _pairs(text: np.ndarray, far: int, width: int) -> sparse.csr_matrix:
    """How often one word stands so far before another; nearer ones count for more."""
    one, other = text[:-far], text[far:]
    kept = (one >= 0) & (other >= 0)
    weights = np.full(kept.sum(), (WINDOW - far + 1) / WINDOW)
    return sparse.coo_matrix((weights, (one[kept], other[kept])), shape=(width, width)).tocsr()


def _surprise(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """The positive pointwise mutual information of pairs; common neighbours are smoothed."""
    rows_of = np.asarray(counts.sum(1)).ravel()
    columns = np.asarray(counts.sum(0)).ravel() ** SMOOTHING
    columns /= columns.sum()
    pairs = counts.tocoo()
    value = np.log(pairs.data / (rows_of[pairs.row] * columns[pairs.col]))
    kept = value > 0
    return sparse.csr_matrix((value[kept], (pairs.row[kept], pairs.col[kept])), shape=counts.shape)


def grouped(found: np.ndarray, size: int) -> np.ndarray:
    """The number of the class of every word, by k-means on the sphere."""
    start = np.random.default_rng(0).permutation(min(len(found), SEEN))[:size]
    centres = found[start].copy()
    labels = np.zeros(len(found), dtype=int)
    for _ in range(ROUNDS):
        labels = (found @ centres.T).argmax(1)
        centres = np.zeros_like(centres)
        np.add.at(centres, labels, found)
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
    return labels


def named(words: list[str], labels: np.ndarray) -> list[str]:
    """The name of the class of every word: its most frequent word, not what stands for a name if there is another."""
    names: dict[int, str] = {}
    for mark in (False, True):
        for word, label in zip(words, labels, strict=True):
            if word.startswith("@") == mark:
                names.setdefault(int(label), word)
    return [names[int(label)] for label in labels]


def main() -> None:
    """Writes the data file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="+", help="files of articles, of any kind that is read")
    parser.add_argument("-o", "--output", type=Path, default=wordclasses.DATA)
    options = parser.parse_args()
    words, found = vectors(list(rows(options.texts)))
    columns = [named(words, grouped(found, size)) for size in SIZES]
    lines = ["\t".join(row) for row in sorted(zip(words, *columns, strict=True)) if not row[0].startswith("@")]
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
