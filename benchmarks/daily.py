"""What does fusing one more day cost on a database of many times the corpus, without fusing all of that?

    python benchmarks/daily.py CORPUS.sqlite NEW.sqlite [--copies 9] [--articles 1500]

Takes the articles and claims of a database (SQLite, ``marsad ingest``; it is not changed) but the last ones by date,
fuses them in a new database, copies all its rows again and again under other ids, adds the last articles, and prints
what fusing these takes in a process of its own: seconds, seconds of the processor, memory. The copies are of other
happenings by their keys alone, and nothing else should be done with such a database. ``growth.py`` shifts claims in
time and space and fuses them all, which takes much longer.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path

from growth import CODER, measured
from marsad.model import CodedDocument
from marsad.observatory import fuse
from marsad.observatory.ingesting import batched
from marsad.store import Incoming, NewCoding, Store, StoredArticle

STEP = 10_000_000
"""What is added to the ids of a copy; more than any table has of the first."""
OTHER = 0x1234567890ABCDEF
TABLES = (
    "articles", "codings", "claims", "parties", "places", "quantities", "events", "event_parties", "members",
    "accounts", "account_links", "weighings",
)  # fmt: skip
IDS = frozenset(
    {"id", "article_id", "coding_id", "claim_id", "event_id", "root", "claim_root", "one_id", "other_id", "account_id"}
)
NAMES = frozenset({"doc", "account", "component"})


def kept(store: Store, told: Sequence[StoredArticle], coded: dict[str, CodedDocument]) -> None:
    """Adds articles with their claims."""
    for batch in batched(told, 1000):
        added = store.add_articles(
            [Incoming(each.article, each.language, each.set_aside, each.duplicate_of) for each in batch]
        )
        docs = [(row, coded.get(each.article.doc)) for row, each in zip(added.ids, batch, strict=True)]
        store.add_codings([NewCoding(row, document) for row, document in docs if document], CODER)


def copied(path: Path, copies: int) -> None:
    """Adds all rows of a fused database again, so many times, and notes that they are fused."""
    with closing(sqlite3.connect(path)) as database:
        for table in TABLES:
            names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            database.execute(f"CREATE TEMP TABLE old AS SELECT * FROM {table}")
            for nth in range(1, copies + 1):
                wanted = ", ".join(_moved(table, name, nth) for name in names)
                database.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {wanted} FROM old")
            database.execute("DROP TABLE old")
        database.execute("CREATE TEMP TABLE old AS SELECT * FROM account_keys")
        others = [(nth * OTHER & ((1 << 62) - 1), nth * STEP) for nth in range(1, copies + 1)]
        every = (f"SELECT (key | {n}) - (key & {n}) AS key, account_id + {step} FROM old" for n, step in others)
        database.execute(f"INSERT INTO account_keys (key, account_id) {' UNION ALL '.join(every)} ORDER BY 1, 2")
        last = (f"{table} = (SELECT max(id) FROM {table})" for table in ("articles", "codings", "claims"))
        database.execute(f"UPDATE fusings SET {', '.join(last)}")
        database.commit()


def _moved(table: str, name: str, nth: int) -> str:
    """The value of a column in a copy."""
    if name in IDS:
        return f"{name} + {nth * STEP}"
    if name in NAMES:
        return f"'{nth} ' || {name}"
    if name == "event" and table in ("events", "accounts"):
        return f"substr(event, 1, 13) || printf('g%02d', {nth})"
    return "NULL" if name in ("duplicate_of", "verdict_id", "run_id") else name


def main() -> None:
    """Builds the database and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--copies", type=int, default=9)
    parser.add_argument("--articles", type=int, default=1500, help="how many articles are added")
    asked = parser.parse_args()
    if asked.new.exists():
        parser.error(f"{asked.new} is there already")
    with Store.open(asked.corpus, create=False) as source:
        told = sorted(source.articles(), key=lambda each: (each.article.published or "", each.article.doc))
        coded = {each.document.doc: each.document for each in source.coded_texts()}
    with Store.open(asked.new) as store:
        kept(store, told[: -asked.articles], coded)
        print(f"{store.count('articles'):,} articles: {fuse(store)}", flush=True)
    copied(asked.new, asked.copies)
    with Store.open(asked.new) as store:
        kept(store, told[-asked.articles :], coded)
        print({kind: store.count(kind) for kind in ("articles", "claims", "events")}, flush=True)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
        changed, took, worked, peak = alone.submit(measured, str(asked.new)).result()
    print(f"the last {asked.articles:,} articles: {changed}")
    print(f"fusing them: {took:.1f} s, {worked:.1f} s of the processor, peak memory {peak:,.0f} MB")


if __name__ == "__main__":
    main()
