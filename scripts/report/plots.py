"""How do the figures look? SVG plots in English and Arabic, the same bytes for the same figures."""

from __future__ import annotations

import collections
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from gold import Part
from peers import Row

from marsad.codebook.labels import label

LANGUAGES = ("en", "ar")
_LABELS = tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))
_DEV, _TRAIN, _PEOPLE, _OTHER = "#1b6ca8", "#b9cfe0", "#c2571a", "#9a9a9a"
_FAMILY = ("claim", "class", "type", "status", "actors", "targets", "party", "places", "time", "sources", "quantities")


def words(name: str, language: str, section: str = "words") -> str:
    """The label of a name in a language."""
    return str(_LABELS[section][name][language])


def draw(folder: Path, train: Part, dev: Part, rows: dict[str, list[Row]], people: dict[str, float]) -> Iterator[Path]:
    """Writes every plot in both languages; the files."""
    plots: dict[str, Callable[[Any, str], None]] = {
        "accuracy": lambda axes, language: _accuracy(axes, language, train, dev, people),
        "types": lambda axes, language: _types(axes, language, dev),
        "errors": lambda axes, language: _errors(axes, language, dev),
        "peers": lambda axes, language: _peers(axes, language, rows),
    }
    heights = {"accuracy": 4.2, "types": 7.0, "errors": 3.6, "peers": 2.8}
    for name, plot in plots.items():
        for language in LANGUAGES:
            path = folder / f"evaluation-{name}-{language}.svg"
            _write(path, heights[name], lambda axes, plot=plot, language=language: plot(axes, language))  # type: ignore[misc]
            yield path


def _write(path: Path, height: float, plot: Callable[[Any], None]) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    import matplotlib.pyplot as plt

    look = {"svg.hashsalt": "marsad", "svg.fonttype": "path", "font.family": "DejaVu Sans", "font.size": 10}
    with mpl.rc_context(look):
        figure, axes = plt.subplots(figsize=(8, height), layout="constrained")
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        plot(axes)
        figure.savefig(path, metadata={"Date": None, "Creator": None})
        plt.close(figure)
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join(line.rstrip() for line in text.splitlines()) + "\n", encoding="utf-8")


def _accuracy(axes: Any, language: str, train: Part, dev: Part, people: dict[str, float]) -> None:
    names = [name for name in dev.measured.fields if name in _LABELS["fields"]]
    for part, key, color, shift in ((dev, "dev", _DEV, -0.2), (train, "train", _TRAIN, 0.2)):
        figures = [part.measured.fields[name] for name in names]
        values = [each.value for each in figures]
        spans = [[each.value - each.low for each in figures], [each.high - each.value for each in figures]]
        at = [number + shift for number in range(len(names))]
        axes.barh(at, values, 0.38, color=color, label=words(key, language), xerr=spans, ecolor="#444", capsize=2)
    marks = [(names.index(name), value) for name, value in people.items() if name in names]
    axes.scatter(
        [v for _, v in marks],
        [n for n, _ in marks],
        marker="D",
        color=_PEOPLE,
        zorder=3,
        label=words("people", language),
    )
    _rows(axes, [words(name, language, "fields") for name in names], words("accuracy", language))
    axes.set_xlim(0, 1)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.06), ncols=3, frameon=False)


def _types(axes: Any, language: str, dev: Part) -> None:
    tallies = dev.measured.report.types
    names = sorted((name for name in tallies if tallies[name].gold), key=lambda name: (-tallies[name].gold, name))
    figures = [dev.measured.types[name] for name in names]
    spans = [[each.value - each.low for each in figures], [each.high - each.value for each in figures]]
    axes.barh(
        range(len(names)), [each.value for each in figures], 0.7, color=_DEV, xerr=spans, ecolor="#444", capsize=2
    )
    _rows(
        axes, [f"{label('types', name, language)} ({tallies[name].gold})" for name in names], words("types", language)
    )
    axes.set_xlim(0, 1)


def _errors(axes: Any, language: str, dev: Part) -> None:
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for slip in dev.slips:
        counts[_kind(slip.kind)][_family(slip.kind)] += 1
    left = [0] * len(_FAMILY)
    for kind, color in (("missed", _DEV), ("made_up", _PEOPLE), ("other", _OTHER)):
        values = [counts[kind][name] for name in _FAMILY]
        axes.barh(range(len(_FAMILY)), values, 0.7, left=left, color=color, label=words(kind, language))
        left = [one + two for one, two in zip(left, values, strict=True)]
    _rows(axes, [words(name, language, "fields") for name in _FAMILY], words("errors", language))
    axes.set_xlabel(words("number", language))
    axes.legend(loc="lower right", frameon=False)


def _kind(kind: str) -> str:
    return "missed" if "missed" in kind else "made_up" if "made up" in kind else "other"


def _family(kind: str) -> str:
    if kind.startswith("other "):
        return kind.split()[1]
    return {"place": "places"}.get(kind.split()[0], kind.split()[0])


def _peers(axes: Any, language: str, rows: dict[str, list[Row]]) -> None:
    bars = []
    measured = (("detection", "type F", "keywords"), ("places", "country right", "lookup"))
    for name, figure, peer in (*measured, ("dates", "day, month or year right", "dateparser")):
        if len(rows.get(name, ())) > 1:
            ours, *theirs = (row.figures[figure] for row in rows[name])
            bars += [(f"{words(name, language)} · {words('marsad', language)}", ours, _DEV)]
            bars += [(words(peer, language), max(theirs), _OTHER)]
    drawn = axes.barh(range(len(bars)), [value for _, value, _ in bars], 0.7, color=[color for *_, color in bars])
    axes.bar_label(drawn, fmt="%.2f", padding=4)
    _rows(axes, [name for name, *_ in bars], words("peers", language))
    axes.set_xlim(0, 1)


def _rows(axes: Any, names: list[str], title: str) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_title(title)
