"""What do documents get that carry no date and no newspaper?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from marsad.ingest.documents import publication_date
from marsad.ingest.origin import Item
from marsad.model import Article


def dated(items: Iterable[Item], published: str | None, source: str | None) -> Iterator[Item]:
    """The documents, those without a date or a newspaper with the ones given.

    Raises:
        DocumentError: the date is no ISO date.
    """
    date = publication_date(published, "--published")
    for item in items:
        if isinstance(item, Article):
            yield msgspec.structs.replace(item, published=item.published or date, source=item.source or source)
        else:
            yield item
