"""Which reports are at this address, and which are new when it is asked again?"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import msgspec

from marsad.errors import DocumentError, UnreachedError
from marsad.ingest.encodings import SAMPLE
from marsad.ingest.feeds import entries, is_feed
from marsad.ingest.fetch import Fetched, Fetcher
from marsad.ingest.opening import compression_of
from marsad.ingest.origin import Item, Origin
from marsad.ingest.pages import report
from marsad.ingest.readers import guarded, kind_of, load, sniffed
from marsad.model import Article, FailedDocument

WHOLE = 1500
"""Characters from which the text in a feed is taken for the whole report, so that its page is not fetched."""

SHORTEST = 60.0
"""The least seconds between two rounds over the same addresses."""


def read_address(url: str, fetcher: Fetcher) -> Iterator[Item]:
    """The documents at an address: a page, a feed with the pages it links to, or a file of documents.

    Nothing for what has not changed since ``fetcher`` visited it; what cannot be fetched is one failure.
    """
    try:
        fetched = fetcher.fetch(url)
    except DocumentError as error:
        yield FailedDocument(url, error.why)
        return
    if fetched is not None:
        yield from _documents(fetched, fetcher)


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

    Where a page could not be reached, the visit of the feed is forgotten, so that it is asked for again next time,
    even if nothing changes in the feed.
    """
    for item in items:
        url = item.url if isinstance(item, Article) else item.doc
        if not url or not url.startswith(("http://", "https://")):
            yield item
        elif url not in fetcher.visited:
            if isinstance(item, Article) and len(item.text) >= WHOLE:
                yield item
                continue
            try:
                yield _page(item, url, fetcher)
            except UnreachedError as error:
                fetcher.visited.pop(feed, None)
                yield item if isinstance(item, Article) else FailedDocument(url, error.why)


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
