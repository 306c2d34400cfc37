"""How long does the way from a corpus to its events take, and how large is the database?

    python benchmarks/observatory.py CORPUS... --db FILE|URL [--jobs 2]

The database must be new. Prints seconds, processor seconds of all processes, peak memory of the largest, and sizes.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path

from marsad.observatory import fuse, ingest
from marsad.store import Store


def cpu() -> float:
    """Processor seconds of this process and of those that it waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def measured(name: str, run: Callable[[], object]) -> None:
    """Runs one step and prints what it took."""
    started, before = time.perf_counter(), cpu()
    done = run()
    print(f"{name}: {time.perf_counter() - started:.1f} s, {cpu() - before:.1f} s of processors\n  {done}")


def main() -> None:
    """Measures ingesting, fusing and checking."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--db", required=True)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    with Store.open(asked.db) as store:
        if store.count("articles"):
            parser.error(f"{asked.db} is not new")
        measured("ingest", lambda: ingest(asked.corpus, store, asked.jobs))
        measured("fuse", lambda: fuse(store))
        measured("the same again", lambda: ingest(asked.corpus, store, asked.jobs))
        measured("check", lambda: f"{len(list(store.faults()))} faults")
        print({kind: store.count(kind) for kind in ("articles", "claims", "events")})
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"peak memory of the largest process: {peak / 1024:,.0f} MB")
    if Path(asked.db).exists():
        print(f"database: {Path(asked.db).stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
