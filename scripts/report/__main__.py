"""How good is Marsad, by what is on this machine? Makes the figures and plots of docs/evaluation.md.

``python scripts/report GOLD [--corpus FILE] [--page docs/evaluation.md]``: GOLD is a folder with ``train.docs.json``,
``train.gold.json``, the same of ``dev``, and perhaps ``timex.dev.json``. What is not there is left as it was and named.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import page
import peers
import plots
from gold import Part, part_of
from machine import this_machine

ROOT = Path(__file__).parents[2]
THROUGHPUT = ROOT / "benchmarks" / "throughput.py"
READERS = ROOT / "src" / "marsad" / "web" / "data" / "measured.json"
PEOPLE = {"type": 0.94, "record": 0.62}
"""F of two annotators against each other, as the makers of the gold state it; their second readings are not at hand."""


def main() -> None:
    """Measures, writes the page, its plots and all figures as JSON."""
    options = _options()
    page.replaced(options.page.read_text(encoding="utf-8"), dict.fromkeys(page.BLOCKS, ""))
    machine = this_machine()
    train, dev = part_of(options.gold, "train"), part_of(options.gold, "dev")
    blocks: dict[str, str] = {}
    figures: dict[str, Any] = {"machine": machine}
    if train and dev:
        rows = _compared(train, dev, options.gold)
        blocks |= _accuracy(train, dev, rows)
        figures |= {"dev": dev.measured.report.figures(), "train": train.measured.report.figures(), "peers": rows}
        figures["intervals"] = {name: part.measured.fields for name, part in (("dev", dev), ("train", train))}
        shown = msgspec.json.format(msgspec.json.encode(page.for_readers(dev)), indent=1)
        options.readers.write_bytes(shown + b"\n")
        options.page.parent.joinpath("img").mkdir(exist_ok=True)
        for path in plots.draw(options.page.parent / "img", train, dev, rows, PEOPLE):
            print(path)
    else:
        print(f"{options.gold}: no train and dev gold; accuracy, errors and peers stay as they were", file=sys.stderr)
    if options.articles:
        speed, gives = _speed(options.corpus, options.articles, options.json.parent)
        blocks["speed"] = page.speed(speed, gives, machine)
        figures["speed"] = speed
    options.page.write_text(page.replaced(options.page.read_text(encoding="utf-8"), blocks), encoding="utf-8")
    options.json.write_bytes(msgspec.json.format(msgspec.json.encode(figures), indent=1))
    print(options.page, options.json, sep="\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="folder with the gold files")
    parser.add_argument("--corpus", type=Path, default=Path("corpus.jsonl.gz"), help="articles for the speed")
    parser.add_argument("--articles", type=int, default=3000, help="how many of them; 0 leaves the speed as it was")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "evaluation.md")
    parser.add_argument("--json", type=Path, default=ROOT / "out" / "report.json", help="file for all figures")
    parser.add_argument("--readers", type=Path, default=READERS, help="file for the figures that the pages show")
    options = parser.parse_args()
    options.json.parent.mkdir(parents=True, exist_ok=True)
    return options


def _compared(train: Part, dev: Part, folder: Path) -> dict[str, list[peers.Row]]:
    return {
        "detection": peers.detection(train, dev),
        "places": peers.places(dev),
        "dates": peers.dates(folder / "timex.dev.json"),
    }


def _accuracy(train: Part, dev: Part, rows: dict[str, list[peers.Row]]) -> dict[str, str]:
    return {
        "accuracy": page.accuracy(train, dev, PEOPLE),
        "types": page.types(train, dev),
        "errors": page.errors(train, dev),
        "peers": page.peers(rows),
    }


def _speed(corpus: Path, articles: int, folder: Path) -> tuple[dict[str, dict[str, float]], dict[str, str]]:
    """Each tool in a process of its own, by ``benchmarks/throughput.py``."""
    sys.path.append(str(THROUGHPUT.parent))
    from throughput import CONTENDERS

    found = folder / "throughput.json"
    command = [sys.executable, str(THROUGHPUT), "--corpus", str(corpus), "--articles", str(articles)]
    subprocess.run([*command, "--json", str(found)], check=True, stdout=subprocess.DEVNULL)
    return json.loads(found.read_text()), {name: gives for name, (_, gives) in CONTENDERS.items()}


if __name__ == "__main__":
    main()
