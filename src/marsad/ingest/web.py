"""Which reports are at this address, and which are new when it is asked again?"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator

import msgspec

from marsad.errors import DocumentError, UnreachedError
from marsad.ingest.encodings import SAMPLE
from marsad.ingest.feeds import entries, is_feed
from marsad.ingest.fetch import Fetched, Fetcher, Owed, Visited, now
from marsad.ingest.opening import compression_of
from marsad.ingest.origin import Item, Origin
from marsad.ingest.pages import report
from marsad.ingest.readers import guarded, kind_of, load, sniffed
from marsad.model import Article, FailedDocument

WHOLE = 1500
"""Characters from which the text in a feed is taken for the whole report, so that its page is not fetched."""

SHORTEST = 60.0
"""The least seconds between two rounds over the same addresses."""

PATIENCE = datetime.timedelta(days=7)
"""How long a page that could not be reached is asked for, and :data:`TRIES` times at least."""

TRIES = 12

IN_A_ROW = 3
"""After so many owed pages of a feed that cannot be reached, one after the other, the rest wait for the next round."""


def read_address(url: str, fetcher: Fetcher) -> Iterator[Item]:
    """The documents at an address: a page, a feed with the pages it links to, or a file of documents.

    Nothing for what has not changed since ``fetcher`` visited it; what cannot be fetched is one failure. After a feed
    come the pages that it named in earlier rounds and that could not be reached then.
    """
    owed = [page for page, each in fetcher.owed.items() if each.feed == url]
    try:
        fetched = fetcher.fetch(url)
    except DocumentError as error:
        yield FailedDocument(url, error.why)
    else:
        if fetched is not None:
            yield from _documents(fetched, fetcher)
    yield from _asked_again(sorted(owed, key=lambda page: _tries(page, fetcher)), fetcher)


def rounds(urls: Iterable[str], fetcher: Fetcher, seconds: float) -> Iterator[Iterator[Item]]:
    """Round after round over the addresses without end, each the stream of what is new; between two it waits.

    ``seconds`` is the time from the end of a round to the next, at least :data:`SHORTEST`.
    """
    asked = list(urls)
    while True:
        yield (item for url in asked for item in read_address(url, fetcher))
        fetcher.sleep(max(seconds, SHORTEST))


def _documents(fetched: Fetched, fetcher: Fetcher) -> Iterator[Item]:
    origin = Origin(fetched.url, "", fetched.url, fetched.charset, fetched.at)
    head = fetched.data[:SAMPLE]
    if compression_of(head):
        yield from sniffed(io.BytesIO(fetched.data), fetched.url)
    elif is_feed(head):
        feed = guarded(lambda _, here: entries(fetched.data, here), io.BytesIO(), origin)
        yield from _followed(feed, fetcher, fetched.asked) if fetcher.follow else feed
    else:
        yield from guarded(load(kind_of(head)), io.BytesIO(fetched.data), origin)


def _followed(items: Iterable[Item], fetcher: Fetcher, feed: str) -> Iterator[Item]:
    """Entries of a feed with the texts of their pages, where the feed holds less; pages visited before are left out.

    A page that cannot be reached is owed from now on, whether its entry stays in the feed or not.
    """
    for item in items:
        url = item.url if isinstance(item, Article) else item.doc
        if not url or not url.startswith(("http://", "https://")):
            yield item
        elif url not in fetcher.visited:
            if isinstance(item, Article) and len(item.text) >= WHOLE:
                fetcher.owed.pop(url, None)
                yield item
            elif url not in fetcher.owed or fetcher.owed[url].feed != feed:
                try:
                    yield _page(item, url, fetcher)
                except UnreachedError as error:
                    entry = item if isinstance(item, Article) else None
                    fetcher.owed[url] = Owed(feed, now(), entry=entry)
                    yield entry or FailedDocument(url, error.why)


def _asked_again(pages: Iterable[str], fetcher: Fetcher) -> Iterator[Item]:
    """The reports of pages that were owed and can be reached now; a failure where not even a summary is known."""
    failed = 0
    for url in pages:
        if failed == IN_A_ROW:
            return
        owed = fetcher.owed.pop(url, None)
        if owed is None:
            continue
        try:
            yield _page(owed.entry or FailedDocument(url, ""), url, fetcher)
            failed = 0
        except UnreachedError as error:
            failed += 1
            tried = msgspec.structs.replace(owed, tries=owed.tries + 1)
            if tried.tries < TRIES or _moment(now()) - _moment(owed.since) < PATIENCE:
                fetcher.owed[url] = tried
            else:
                fetcher.visited[url] = Visited(now(), "")
            if owed.entry is None:
                yield FailedDocument(url, error.why)


def _tries(page: str, fetcher: Fetcher) -> int:
    return fetcher.owed[page].tries if page in fetcher.owed else 0


def _moment(iso: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(iso)


def _page(item: Item, url: str, fetcher: Fetcher) -> Item:
    """The report on an entry's page with what the feed knows of it; the entry itself where the page gives none.

    Raises:
        UnreachedError: the page cannot be reached now.
    """
    try:
        fetched = fetcher.fetch(url)
        if fetched is None:
            return item
        found = report(fetched.data, Origin(url, "", url, fetched.charset, fetched.at))
    except UnreachedError:
        raise
    except DocumentError as error:
        return item if isinstance(item, Article) else FailedDocument(url, error.why)
    if not isinstance(item, Article):
        return found
    return msgspec.structs.replace(
        found,
        doc=item.doc,
        title=found.title or item.title,
        published=found.published or item.published,
        byline=found.byline or item.byline,
        source=item.source or found.source,
    )
