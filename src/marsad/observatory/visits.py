"""Which addresses were visited, and when is there something new? What the fetcher remembers, kept in the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from marsad.ingest.fetch import Fetcher, Limits, Owed, Visited
from marsad.ingest.readers import address_of
from marsad.ingest.web import rounds
from marsad.observatory.ingesting import Ingested, ingest
from marsad.store import SourceRead, Store


@contextmanager
def remembering(store: Store, *, delay: float = 2.0, private: Collection[str] = ()) -> Iterator[Fetcher]:
    """A fetcher that knows what was visited before; what it visits is kept when the block ends well.

    ``delay`` are the seconds between two requests of one host, ``private`` the hosts that may be on a private network.
    """
    before = known(store)
    visited = {url: each for url, each in before.items() if isinstance(each, Visited)}
    owed = {url: each for url, each in before.items() if isinstance(each, Owed)}
    fetcher = Fetcher(Limits(delay=delay), private=private, visited=visited, owed=owed)
    yield fetcher
    keep(store, fetcher, before)


def known(store: Store) -> dict[str, Visited | Owed]:
    """What is known of each address that was visited, or is to be asked for again."""
    return {each.source: _told(each.state) for each in store.sources() if each.state}


def _told(state: dict[str, Any]) -> Visited | Owed:
    return msgspec.convert(state, Owed) if "feed" in state else msgspec.convert(state, Visited)


def keep(store: Store, fetcher: Fetcher, before: dict[str, Visited | Owed]) -> None:
    """Keeps what the fetcher learned since, and forgets what it forgot."""
    present: dict[str, Visited | Owed] = {**fetcher.visited, **fetcher.owed}
    rows = [
        SourceRead(url, each.digest if isinstance(each, Visited) else None, state=msgspec.to_builtins(each))
        for url, each in present.items()
        if before.get(url) != each
    ]
    rows += [SourceRead(url) for url, each in before.items() if isinstance(each, Owed) and url not in present]
    if rows:
        store.set_sources(rows)
    before.clear()
    before.update(present)


def watch(
    sources: list[str], store: Store, jobs: int, fetcher: Fetcher, seconds: float, **options: Any
) -> Iterator[Ingested]:
    """Asks addresses again and again, every ``seconds`` (at least a minute); a summary of every round, without end."""
    before = known(store)
    for items in rounds([url for url in map(address_of, sources) if url], fetcher, seconds):
        done = ingest(items, store, jobs, **options)
        keep(store, fetcher, before)
        yield done
