"""What can be made of a document without the database? Its language, its fingerprint, its claims."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from marsad.batch import Item, coded
from marsad.ingest import set_aside
from marsad.ingest.duplicates import Fingerprint
from marsad.model import Article, CodedDocument, Coder, FailedDocument
from marsad.observatory.copies import marks_of

STEP = 200
"""Documents that are held at once while they are prepared."""


class Prepared(msgspec.Struct, frozen=True):
    """An article with all that its text alone tells, or the ``failure`` that stands in its place.

    ``aside`` is why it is not to be coded, ``mark`` finds its copies; what a coder made of it is ``coded``, or
    ``uncoded`` where it could not.
    """

    article: Article | None = None
    failure: FailedDocument | None = None
    aside: str | None = None
    mark: Fingerprint | None = None
    coded: CodedDocument | None = None
    uncoded: FailedDocument | None = None


def prepared(items: Iterable[Item], make: Callable[[], Coder]) -> Iterator[Prepared]:
    """The documents in their order, read and coded by a coder that ``make`` makes."""
    rest = iter(items)
    while some := list(itertools.islice(rest, STEP)):
        yield from _prepared(some, make)


def _prepared(items: Sequence[Item], make: Callable[[], Coder]) -> Iterator[Prepared]:
    articles = [item for item in items if isinstance(item, Article)]
    marks = iter(marks_of(articles))
    asides = [set_aside(article) for article in articles]
    results = coded((each for each, aside in zip(articles, asides, strict=True) if aside is None), make=make)
    reasons = iter(asides)
    for item in items:
        if isinstance(item, FailedDocument):
            yield Prepared(failure=item)
            continue
        aside, mark = next(reasons), next(marks)
        if aside is not None:
            yield Prepared(item, aside=aside, mark=mark)
            continue
        made = next(results).document()
        failed = made if isinstance(made, FailedDocument) else None
        yield Prepared(item, mark=mark, coded=None if isinstance(made, FailedDocument) else made, uncoded=failed)
