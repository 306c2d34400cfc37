"""Writes the reports that nothing was learned from as a pair of files that ``marsad evaluate`` reads.

``unseen.py ANNOTATIONS TEXTS... -o FOLDER`` writes ``unseen.docs.json`` and ``unseen.gold.json``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from annotated import standoff


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("texts", type=Path, nargs="+", help="the corpus files that hold their texts")
    parser.add_argument("-o", "--output", type=Path, default=Path("out"))
    options = parser.parse_args()
    rows = list(standoff(options.annotations, options.texts))
    for name, side in (("docs", [raw for raw, _ in rows]), ("gold", [annotated for _, annotated in rows])):
        path = options.output / f"unseen.{name}.json"
        path.write_text(json.dumps(side, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
