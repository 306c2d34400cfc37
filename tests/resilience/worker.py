"""A run that the tests kill: ``python worker.py DB N`` says "ready", ingests N made-up reports in two halves, and fuses
after each."""

from __future__ import annotations

import sys

from marsad.observatory import fuse, ingest, ingesting
from marsad.store import Store
from observatory.reports import Reader, reports


def main() -> None:
    """Goes on from wherever it was stopped."""
    ingesting.BATCH = 20
    where, count = sys.argv[1], int(sys.argv[2])
    with Store.open(where) as store:
        print("ready", flush=True)
        for part in (count // 2, count):
            ingest(reports(part), store, make=Reader, version="test")
            fuse(store)


if __name__ == "__main__":
    main()
