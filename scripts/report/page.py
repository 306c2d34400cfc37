"""What stands between the marks of docs/evaluation.md? Tables of the figures; the words around them are written by hand."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable, Iterator
from typing import Any

from gold import Part
from machine import Machine
from peers import Row

from marsad.codebook.labels import label
from marsad.evaluation.figures import FIELDS
from marsad.evaluation.intervals import Figure
from marsad.evaluation.slips import CLASSES, Slip

BLOCKS = ("accuracy", "types", "errors", "peers", "speed")
BEGIN, END = "<!-- made: {} -->", "<!-- end -->"


def replaced(page: str, blocks: dict[str, str]) -> str:
    """The page with each block between its marks made anew; blocks that were not made stay as they are.

    Raises:
        ValueError: the page has no place for a block.
    """
    for name, text in blocks.items():
        marks = re.compile(f"({re.escape(BEGIN.format(name))}\n).*?({re.escape(END)})", re.DOTALL)
        page, found = marks.subn(lambda found, text=text: f"{found[1]}{text.strip()}\n{found[2]}", page)  # type: ignore[misc]
        if found != 1:
            raise ValueError(f"the page has {found} places for {BEGIN.format(name)}, not one")
    return page


def accuracy(train: Part, dev: Part, people: dict[str, float]) -> str:
    """F of every field with its interval, precision and recall, beside the training reports and two people."""
    return "\n".join(_accuracy(train, dev, people))


def _accuracy(train: Part, dev: Part, people: dict[str, float]) -> Iterator[str]:
    report, other = dev.measured, train.measured
    claims = report.report.fields["type"]
    yield (
        f"{report.documents} development reports with {claims.gold} claims ({claims.system} coded), "
        f"{other.documents} training reports with {other.report.fields['type'].gold}. In brackets: 95 % intervals.\n"
    )
    yield "| field | precision | recall | F, development | F, training | two people |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name in FIELDS:
        tally = report.report.fields[name]
        both = f"{tally.precision:.3f} | {tally.recall:.3f} | {_figure(report.fields[name])}"
        yield f"| {name} | {both} | {_figure(other.fields[name])} | {people.get(name, '')} |"
    yield "\n| of the pairs where it could be right | development | training |\n|---|---:|---:|"
    for name, figure in report.rates.items():
        rate = report.report.rates[name]
        trained = _figure(other.rates[name]) if name in other.rates else ""
        yield f"| {name} | {_figure(figure)}, {rate.right} of {rate.of} | {trained} |"


def for_readers(dev: Part) -> dict[str, Any]:
    """The figures of the development reports that the page *About* of the observatory shows."""
    report = dev.measured
    claims = report.report.fields["type"]
    fields = {}
    for name in FIELDS:
        tally, figure = report.report.fields[name], report.fields[name]
        both = {"precision": round(tally.precision, 3), "recall": round(tally.recall, 3)}
        fields[name] = {**both, "f": round(figure.value, 3), "low": round(figure.low, 2), "high": round(figure.high, 2)}
    rates = {}
    for name, figure in report.rates.items():
        rate = report.report.rates[name]
        bounds = {"value": round(figure.value, 3), "low": round(figure.low, 2), "high": round(figure.high, 2)}
        rates[name] = {**bounds, "right": rate.right, "of": rate.of}
    return {
        "reports": report.documents, "claims": claims.gold, "coded": claims.system, "fields": fields, "rates": rates,
    }  # fmt: skip


def _figure(figure: Figure) -> str:
    return f"{figure.value:.3f} ({figure.low:.2f}–{figure.high:.2f})"


def types(train: Part, dev: Part) -> str:
    """F of every event type with its interval, by the number of its claims in the development gold."""
    rows = [
        "| type | | gold | coded | F, development | gold, training | F, training |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    ours, theirs = dev.measured.report.types, train.measured.report.types
    for name in sorted({*ours, *theirs}, key=lambda name: (-_gold(ours, name), -_gold(theirs, name), name)):
        tally = ours.get(name)
        here = f"{tally.gold} | {tally.system} | {_figure(dev.measured.types[name])}" if tally else " | | "
        there = f"{theirs[name].gold} | {_figure(train.measured.types[name])}" if name in theirs else " | "
        rows.append(f"| `{name}` | {label('types', name, 'en')} | {here} | {there} |")
    return "\n".join(rows)


def _gold(tallies: dict[str, Any], name: str) -> int:
    return tallies[name].gold if name in tallies else 0


def errors(train: Part, dev: Part) -> str:
    """Every class of error with counts and an example of the training reports: document, characters, values."""
    rows = ["| error | what it is | development | training | one of the training reports |", "|---|---|---:|---:|---|"]
    counts = [collections.Counter(slip.kind for slip in part.slips) for part in (dev, train)]
    examples = _examples(train.slips)
    for kind, what in CLASSES.items():
        here, there = (count[kind] for count in counts)
        if here or there:
            rows.append(f"| {kind} | {what} | {here} | {there} | {examples.get(kind, '')} |")
    return "\n".join(rows)


def _examples(slips: Iterable[Slip]) -> dict[str, str]:
    """Of each class the commonest confusion: where it is first."""
    by_kind: dict[str, list[Slip]] = collections.defaultdict(list)
    for slip in slips:
        by_kind[slip.kind].append(slip)
    found = {}
    for kind, these in by_kind.items():
        often = collections.Counter((slip.gold, slip.coded) for slip in these)
        first = min(these, key=lambda slip: (-often[slip.gold, slip.coded], slip.doc, slip.start))
        found[kind] = f"`{first.doc}` {first.start}–{first.end}: {first.gold or '–'} → {first.coded or '–'}"
    return found


def peers(rows: dict[str, list[Row]]) -> str:
    """A table for each comparison."""
    return "\n\n".join("\n".join(_peers(name, found)) for name, found in rows.items() if found)


TITLES = {
    "detection": "**Which events?** Type by type, on the development reports.",
    "places": "**Which places?** The place mentions of the development gold.",
    "dates": "**Which dates?** Calendar dates (day, month or year) in texts annotated with TIMEX3.",
}


def _peers(name: str, rows: list[Row]) -> Iterator[str]:
    figures = list(rows[0].figures)
    yield f"{TITLES[name]}\n\n| | {' | '.join(figures)} |\n|---|{'---:|' * len(figures)}"
    for row in rows:
        values = (row.figures[each] for each in figures)
        yield f"| {row.way} | {' | '.join(f'{value:.1f}' if value > 1 else f'{value:.3f}' for value in values)} |"


def speed(rows: dict[str, dict[str, float]], gives: dict[str, str], machine: Machine) -> str:
    """Articles a second and memory of each tool, and the machine."""
    some = next(iter(rows.values()))
    lines = [
        f"{some['articles']:,.0f} newspaper articles of {some['words'] / some['articles']:.0f} words on one core. {machine}.",
        "",
        "| tool | gives | articles a CPU second | articles a second | first result, s | peak memory, MB |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for name, row in rows.items():
        cost = f"{row['first_result_seconds']:.1f} | {row['peak_mb']:.0f}"
        rates = f"{row['articles_per_cpu_second']:,.0f} | {row['articles_per_second']:,.0f}"
        lines.append(f"| {name} | {gives[name]} | {rates} | {cost} |")
    return "\n".join(lines)
