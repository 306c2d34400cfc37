"""How sure are the figures of a gold file? Intervals by bootstrap over documents.

Reports are drawn anew as often as there are documents, with repeats, and every figure is counted again: claims of one
report stand and fall together, so documents are drawn and not claims. The bounds are percentiles of the figures so
drawn. The draws are the same on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from marsad.evaluation.figures import Report, Tally
from marsad.evaluation.score import Record, score

DRAWS = 1000
SHARE = 0.95
"""The share of draws that an interval holds."""


class Figure(msgspec.Struct, frozen=True):
    """A figure between 0 and 1 with the bounds of its interval."""

    value: float
    low: float
    high: float


class Measured(msgspec.Struct, frozen=True):
    """The report of a run, and intervals of the F of fields and types and of the rates, by name."""

    report: Report
    fields: dict[str, Figure]
    types: dict[str, Figure]
    rates: dict[str, Figure]
    documents: int


Counts = tuple[int, int, int]
"""Right, in the gold, coded; of a rate: right, of, of."""


def measured(
    texts: Mapping[str, str],
    gold: Sequence[Record],
    system: Mapping[str, Sequence[Record]],
    draws: int = DRAWS,
    seed: int = 1,
) -> Measured:
    """Scores as :func:`marsad.evaluation.score.score` does, with an interval for every figure."""
    known = [record for record in gold if record["doc"] in texts]
    apart = [score(texts, [record], system) for record in known]
    whole = score(texts, known, system)
    chosen = _drawn(len(apart), draws, seed)
    return Measured(
        whole,
        {name: _figure([_tally(each.fields[name]) for each in apart], chosen) for name in whole.fields},
        {name: _figure([_tally(each.types.get(name)) for each in apart], chosen) for name in whole.types},
        {name: _figure([_rate(each, name) for each in apart], chosen) for name in whole.rates},
        len(apart),
    )


def _drawn(documents: int, draws: int, seed: int) -> list[list[int]]:
    """How often each document is in each draw."""
    chance = random.Random(seed)
    found = []
    for _ in range(draws):
        times = [0] * documents
        for _ in range(documents):
            times[int(chance.random() * documents)] += 1
        found.append(times)
    return found


def _figure(counts: Sequence[Counts], chosen: Sequence[Sequence[int]]) -> Figure:
    telling = [(at, each) for at, each in enumerate(counts) if any(each)]
    draws = (_sum((times[at], each) for at, each in telling) for times in chosen)
    values = sorted(_f(drawn) for drawn in draws if any(drawn))
    least = int(len(values) * (1 - SHARE) / 2)
    whole = _f(_sum((1, each) for _, each in telling))
    return Figure(whole, values[least], values[-1 - least]) if values else Figure(whole, whole, whole)


def _sum(weighed: Iterable[tuple[int, Counts]]) -> Counts:
    right = gold = system = 0
    for times, (one, two, three) in weighed:
        right, gold, system = right + times * one, gold + times * two, system + times * three
    return right, gold, system


def _f(counts: Counts) -> float:
    """F of counts, which for a rate is its share."""
    right, gold, system = counts
    return 2 * right / (gold + system) if gold + system else 0.0


def _tally(tally: Tally | None) -> Counts:
    return (tally.right, tally.gold, tally.system) if tally else (0, 0, 0)


def _rate(report: Report, name: str) -> Counts:
    rate = report.rates.get(name)
    return (rate.right, rate.of, rate.of) if rate else (0, 0, 0)
