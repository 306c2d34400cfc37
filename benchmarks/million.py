"""How is a database of a million claims made to measure on? From those of another, shifted in time and space.

``million.py FROM.sqlite TO.sqlite [--claims 1000000]`` copies a fused database (SQLite) and adds its articles, claims
and events again under other ids until there are so many claims: every copy some weeks later and some tens of
kilometres elsewhere. Values still stand in their texts; names of places no longer fit where they are. What fusing goes
on from (accounts) is not copied. Nothing else should be done with such a database than measuring.
"""

from __future__ import annotations

import argparse
import datetime
import re
import shutil
import sqlite3
import time
from pathlib import Path

import msgspec

from marsad.store.words import indexed

STEP = 1_000_000
"""What is added to the ids of a copy; more than any table of a million claims has of the first copy."""
DAYS = 37
LETTERS = "ghijklmnopqrstuvwxyz"
ID = re.compile(rb'"([0-9a-f]{14})[0-9a-f]{2}"')
COPIED = "SELECT article_id FROM claims WHERE id < {step}"
MOVED = {
    "articles": {"doc": "doc || '~{n}'", "published": "later(published, {n})", "duplicate_of": "NULL"},
    "codings": {},
    "claims": {
        "claim": "other(claim, {n})", "time_start": "later(time_start, {n})", "time_end": "later(time_end, {n})",
        "root": "root + {off}", "verdict_id": "NULL",
    },
    "parties": {},
    "quantities": {},
    "places": {"lat": "lat + {north}", "lon": "lon + {east}"},
    "events": {
        "event": "other(event, {n})", "start_date": "later(start_date, {n})", "end_date": "later(end_date, {n})",
        "lat": "lat + {north}", "lon": "lon + {east}", "record": "told(record, {n})", "machine": "NULL",
        "verdict_id": "NULL",
    },
    "event_parties": {},
    "members": {"claim_root": "claim_root + {off}"},
}  # fmt: skip
"""Columns of the tables that differ in a copy, beside the ids."""
IDS = ("id", "article_id", "coding_id", "claim_id", "event_id")


def later(day: str | None, nth: int) -> str | None:
    """A day of the nth copy."""
    if day is None or len(day) != len("2015-07-21"):
        return day
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=DAYS * nth)).isoformat()


def other(name: str, nth: int) -> str:
    """The id of the nth copy of a claim or event."""
    return name[:14] + _mark(nth)


def _mark(nth: int) -> str:
    """Two letters that no id has by itself."""
    first, second = divmod(nth, len(LETTERS))
    return LETTERS[first] + LETTERS[second]


def moved(nth: int) -> tuple[float, float]:
    """Degrees to the north and to the east of the nth copy."""
    return 0.35 * (nth % 5 - 2), 0.45 * (nth % 7 - 3)


def told(record: str, nth: int) -> str:
    """The record of the nth copy of an event."""
    found = msgspec.json.decode(record)
    found |= {name: later(found[name], nth) for name in ("start", "end") if found.get(name)}
    found["articles"] = [f"{doc}~{nth}" for doc in found["articles"]]
    place = found.get("place")
    if place and place.get("lat") is not None:
        north, east = moved(nth)
        place |= {"lat": round(place["lat"] + north, 5), "lon": round(place["lon"] + east, 5)}
    return ID.sub(rb'"\g<1>%s"' % _mark(nth).encode(), msgspec.json.encode(found)).decode()


def copy(database: sqlite3.Connection, nth: int, sentences: list[tuple[int, str]]) -> None:
    """Adds one copy."""
    north, east = moved(nth)
    values = {"n": nth, "off": nth * STEP, "north": north, "east": east, "step": STEP}
    for table, changed in MOVED.items():
        names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        wanted = [
            changed[name].format(**values) if name in changed else f"{name} + {nth * STEP}" if name in IDS else name
            for name in names
        ]
        first = next(name for name in names if name in IDS)
        only = f" AND id IN ({COPIED.format(step=STEP)})" if table == "articles" else ""
        if table == "codings":
            only = f" AND article_id IN ({COPIED.format(step=STEP)})"
        chosen = f"SELECT {', '.join(wanted)} FROM {table} WHERE {first} < {STEP}{only}"
        database.execute(f"INSERT INTO {table} ({', '.join(names)}) {chosen}")
    at = nth * STEP
    for table, boxes in (("places", "place_boxes"), ("events", "event_boxes")):
        where = f"id >= {at} AND id < {at + STEP} AND lat IS NOT NULL AND lon IS NOT NULL"
        database.execute(f"INSERT INTO {boxes} SELECT id, lat, lat, lon, lon FROM {table} WHERE {where}")
    rows = ((key + at, words) for key, words in sentences)
    database.executemany("INSERT INTO claim_words (rowid, words) VALUES (?, ?)", rows)
    database.commit()


def sentences_of(database: sqlite3.Connection) -> list[tuple[int, str]]:
    """The search words of every claim's sentence."""
    asked = (
        "SELECT c.id, substr(coalesce(nullif(a.title, '') || char(10), '') || a.text, c.sentence_start + 1, "
        "c.sentence_end - c.sentence_start) FROM claims c JOIN articles a ON a.id = c.article_id"
    )
    return [(key, indexed(text)) for key, text in database.execute(asked)]


def main() -> None:
    """Makes the database."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    options = parser.parse_args()
    shutil.copy(options.source, options.target)
    database = sqlite3.connect(options.target)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-500000"):
        database.execute(f"PRAGMA {pragma}")
    for function in (later, other, told):
        database.create_function(function.__name__, 2, function, deterministic=True)
    sentences = sentences_of(database)
    began, nth, number = time.perf_counter(), 0, len(sentences)
    while number < options.claims:
        nth += 1
        copy(database, nth, sentences)
        number = database.execute("SELECT count(*) FROM claims").fetchone()[0]
        print(f"{number:,} claims, {time.perf_counter() - began:.0f} s", flush=True)
    ends = ", ".join(f"{table} = (SELECT max(id) FROM {table})" for table in ("articles", "codings", "claims"))
    database.execute(f"UPDATE fusings SET {ends}")  # nothing waits to be fused
    database.commit()
    for pragma in ("journal_mode=WAL", "optimize"):
        database.execute(f"PRAGMA {pragma}")
    database.close()


if __name__ == "__main__":
    main()
