"""How does the time of fusing grow with the claims, and how long does one more day take?

    python benchmarks/growth.py DB [--documents N] [--times 2 10] [--store FILE [--day DATE]]

Reads coded documents from a database (``marsad ingest``; it is not changed) and copies their claims, each copy shifted
by sixty days and five degrees of latitude: more claims of the same kind, about other happenings. Prints the time of
fusing them once and several times over. With ``--store`` it writes a new database of as many copies as ``--times`` says
last, with all the articles that the other has beside (without claims), and fuses it, unless the file is there already.
With ``--day`` it then adds the articles of one day once more, as another paper would print them that day, and prints
what fusing these takes in a process of its own: seconds, seconds of the processor, memory.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import itertools
import multiprocessing
import resource
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec

from marsad.fuse import Account, DocumentClaims, Fused, accounts, fuse
from marsad.model import Article, Claim, PlaceMention, When
from marsad.observatory import fuse as fuse_store
from marsad.observatory.fusing import texts
from marsad.observatory.ingesting import batched
from marsad.store import Changed, Incoming, NewCoding, Store

DAYS, DEGREES = 60, 5.0
CODER = "growth"


def later(iso: str | None, copy: int) -> str | None:
    """An ISO date, or a moment that begins with one, some copies later."""
    if iso is None:
        return None
    return (dt.date.fromisoformat(iso[:10]) + dt.timedelta(days=copy * DAYS)).isoformat() + iso[10:]


def shifted(document: DocumentClaims, copy: int, mark: str = "") -> DocumentClaims:
    """The document moved in time and space, under a name of its own."""
    name = f"{copy}{mark} {document.coded.doc}"
    claims = [_claim(claim, copy) for claim in document.coded.claims]
    coded = msgspec.structs.replace(
        document.coded, doc=name, published=later(document.coded.published, copy), claims=claims
    )
    group = f"{copy} {document.group}" if document.group else None
    return msgspec.structs.replace(document, coded=coded, group=group)


def _claim(claim: Claim, copy: int) -> Claim:
    return msgspec.structs.replace(
        claim, time=claim.time and _when(claim.time, copy), places=[_place(place, copy) for place in claim.places]
    )


def _when(when: When, copy: int) -> When:
    return msgspec.structs.replace(when, start=later(when.start, copy), end=later(when.end, copy))


def _place(place: PlaceMention, copy: int) -> PlaceMention:
    if place.lat is None:
        return place
    return msgspec.structs.replace(place, lat=(place.lat + copy * DEGREES + 90) % 180 - 90)


def grown(told: Sequence[DocumentClaims], times: Iterable[int]) -> None:
    """Prints the processor time of fusing the documents' accounts once and several times over."""
    once = _fused([account for document in told for account in accounts(document)])
    for several in times:
        took = _fused([a for n in range(several) for document in told for a in accounts(shifted(document, n))])
        print(f"  {several} times the claims: {took / once:.1f} times the time", flush=True)


def _fused(batch: list[Account]) -> float:
    gc.collect()
    start = time.process_time()
    found = fuse([], Fused(accounts=batch))
    took = time.process_time() - start
    print(f"{len(batch):,} accounts, {len(found.events):,} events: {took:.1f} s of the processor", flush=True)
    return took


def built(source: Store, told: Sequence[DocumentClaims], path: Path, copies: int) -> Store:
    """A new, fused database of shifted copies of the documents and of all other articles of the source."""
    store = Store.open(path)
    claimed = {document.coded.doc for document in told}
    for n in range(copies):
        _keep(store, (shifted(document, n) for document in told))
        rest = (each.article for each in source.articles() if each.article.doc not in claimed)
        plain = (msgspec.structs.replace(a, doc=f"{n} {a.doc}", published=later(a.published, n)) for a in rest)
        for batch in batched(plain, 2000):
            store.add_articles([Incoming(article) for article in batch])
    start = time.process_time()
    changed, took = fuse_store(store), time.process_time() - start
    print(f"{store.count('articles'):,} articles: {changed}, {took:.1f} s of the processor", flush=True)
    return store


def _keep(store: Store, told: Iterable[DocumentClaims]) -> None:
    for batch in batched(told, 1000):
        added = store.add_articles([Incoming(_article(document), duplicate_of=None) for document in batch])
        rows = zip(added.ids, batch, strict=True)
        store.add_codings([NewCoding(row, document.coded) for row, document in rows], CODER)


def _article(document: DocumentClaims) -> Article:
    coded = document.coded
    text = document.text.removeprefix(f"{coded.title}\n") if coded.title else document.text
    return Article(doc=coded.doc, source=coded.source, title=coded.title, text=text, published=coded.published)


def one_day_more(store: Store, source: Store, told: Sequence[DocumentClaims], day: str, copy: int, most: int) -> int:
    """Adds a day's articles again, as of another paper; returns how many of them have claims."""
    that_day = [document for document in told if (document.coded.published or "").startswith(day)][:most]
    claimed = {document.coded.doc for document in told}
    rest = (each.article for each in source.articles() if (each.article.published or "").startswith(day))
    plain = (msgspec.structs.replace(a, doc=f"more {a.doc}") for a in rest if a.doc not in claimed)
    _keep(store, (shifted(document, copy, " more") for document in that_day))
    store.add_articles([Incoming(a) for a in itertools.islice(plain, most - len(that_day))])
    return len(that_day)


def measured(path: str) -> tuple[Changed, float, float, float]:
    """Fuses what is new in a database: what changed, seconds, seconds of the processor, megabytes of this process."""
    start, clock = time.process_time(), time.perf_counter()
    with Store.open(path, create=False) as store:
        changed = fuse_store(store)
    took = time.perf_counter() - clock, time.process_time() - start
    return changed, *took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def documents(source: Store, most: int | None) -> Iterator[DocumentClaims]:
    """The coded documents of a database in their order."""
    return itertools.islice(texts(source, None), most)


def main() -> None:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("--documents", type=int, help="take only the first so many documents with claims")
    parser.add_argument("--times", type=int, nargs="+", default=[2, 10])
    parser.add_argument("--store", type=Path, help="a database to build, or built before")
    parser.add_argument("--day", help="the ISO date of the day that is added to it once more")
    parser.add_argument("--articles", type=int, default=1500, help="how many articles that day has")
    asked = parser.parse_args()
    with Store.open(asked.database, create=False) as source:
        told = list(documents(source, asked.documents))
        if not asked.store:
            grown(told, asked.times)
        elif not asked.store.exists():
            built(source, told, asked.store, asked.times[-1]).close()
        if asked.store and asked.day:
            with Store.open(asked.store) as store:
                claimed = one_day_more(store, source, told, asked.day, 0, asked.articles)
                held = {kind: store.count(kind) for kind in ("articles", "claims", "events")}
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
                changed, took, worked, peak = alone.submit(measured, str(asked.store)).result()
            print(f"of {held}, {asked.articles:,} articles of a day, {claimed} with claims, were added: {changed}")
            print(f"fusing them: {took:.1f} s, {worked:.1f} s of the processor, peak memory {peak:,.0f} MB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory {peak / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
