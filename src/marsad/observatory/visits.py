"""Which addresses were visited, and when is there something new? What the fetcher remembers, kept in the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from marsad.ingest.fetch import Fetcher, Limits, Visited
from marsad.ingest.readers import address_of
from marsad.ingest.web import rounds
from marsad.observatory.ingesting import Ingested, ingest
from marsad.store import SourceRead, Store


@contextmanager
def remembering(store: Store, *, delay: float = 2.0, private: Collection[str] = ()) -> Iterator[Fetcher]:
    """A fetcher that knows what was visited before; what it visits is kept when the block ends well.

    ``delay`` are the seconds between two requests of one host, ``private`` the hosts that may be on a private network.
    """
    before = visits(store)
    fetcher = Fetcher(Limits(delay=delay), private=private, visited=dict(before))
    yield fetcher
    keep(store, fetcher, before)


def visits(store: Store) -> dict[str, Visited]:
    """What is known of each address that was visited."""
    known = store.sources()
    return {each.source: msgspec.convert(each.state, Visited) for each in known if each.state}


def keep(store: Store, fetcher: Fetcher, before: dict[str, Visited]) -> None:
    """Keeps what the fetcher learned since."""
    fresh = {url: visit for url, visit in fetcher.visited.items() if before.get(url) != visit}
    rows = [SourceRead(url, visit.digest, state=msgspec.to_builtins(visit)) for url, visit in fresh.items()]
    if rows:
        store.set_sources(rows)
    before |= fresh


def watch(
    sources: list[str], store: Store, jobs: int, fetcher: Fetcher, seconds: float, **options: Any
) -> Iterator[Ingested]:
    """Asks addresses again and again, every ``seconds`` (at least a minute); a summary of every round, without end."""
    before = visits(store)
    for items in rounds([url for url in map(address_of, sources) if url], fetcher, seconds):
        done = ingest(items, store, jobs, **options)
        keep(store, fetcher, before)
        yield done
