"""How do reports get into the database, coded? One pass: read, keep, code, keep the claims, batch after batch.

Nothing is lost or doubled when it is interrupted: what is kept is kept whole, what was read and not coded is coded when
it is asked again, and what is there already is passed over.
"""

from __future__ import annotations

import itertools
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from marsad.batch import Item, Result, coded, default_coder
from marsad.ingest import read, set_aside
from marsad.ingest.duplicates import Fingerprint
from marsad.model import Article, CodedDocument, Coder, FailedDocument, text_digest
from marsad.observatory.copies import first_copies, kept_form, marks_of
from marsad.observatory.preparing import Prepared
from marsad.store import Incoming, NewCoding, Store, StoredArticle

T = TypeVar("T")
ARABIC = "ar"
BATCH = 500
"""Documents that are kept in one transaction."""


SHOWN = 20
"""Failures that the summary names; all of them are in the database."""


class Ingested(msgspec.Struct):
    """How far ingesting has come; what the summary says at the end.

    ``read`` documents came in; of these ``new`` were not there before (``revised`` of them with another text), ``same``
    were; of the new ones ``copies`` repeat an earlier report and ``set_aside`` are not coded, each with its reason.
    ``coded`` documents gave ``claims``; ``failed`` could not be read, kept or coded.
    """

    read: int = 0
    new: int = 0
    revised: int = 0
    same: int = 0
    copies: int = 0
    set_aside: dict[str, int] = {}
    coded: int = 0
    claims: int = 0
    failed: int = 0
    failures: list[FailedDocument] = []
    seconds: float = 0.0

    def fail(self, failures: Iterable[FailedDocument]) -> None:
        """Counts failures and remembers the first of them."""
        for failure in failures:
            self.failed += 1
            if len(self.failures) < SHOWN:
                self.failures.append(failure)


Tell = Callable[[Ingested], None]


def ingest(
    sources: Iterable[Path | str] | Iterable[Item],
    store: Store,
    jobs: int = 1,
    *,
    make: Callable[[], Coder] = default_coder,
    version: str | None = None,
    tell: Tell | None = None,
) -> Ingested:
    """Reads documents into a store and codes them, in ``jobs`` processes; returns the summary.

    ``sources`` are paths and addresses, or documents that were read already. ``make`` makes the coder, ``version``
    names it (by default the grammar coder's own); ``tell`` hears how far it is after every batch.

    Raises:
        InputError: a source is missing or of an unknown kind; nothing is kept.
        MarsadError: a coding process died; what was kept stays, and the next run goes on.
    """
    items = _items(sources)
    run = _Ingesting(store, jobs, make, version or coder_version(), tell)
    return run.over(items)


def keep(batches: Iterable[Sequence[Prepared]], store: Store, version: str, *, tell: Tell | None = None) -> Ingested:
    """Keeps documents that were prepared elsewhere, every batch in as few transactions as may be; the summary.

    Given the same documents in the same order the store holds what :func:`ingest` would have made of them.
    """
    return _Keeping(store, version, tell).over_prepared(batches)


def coder_version() -> str:
    """The version of the grammar coder, which its claims' ids depend on too."""
    from marsad.coder.claims import VERSION

    return VERSION


def _items(sources: Iterable[Any]) -> Iterator[Item]:
    given = list(sources) if not isinstance(sources, Iterator) else sources
    if isinstance(given, list) and all(isinstance(each, Path | str) for each in given):
        return read(given)
    return iter(given)


class _Ingesting:
    """One run; documents travel through it in their order, some batches at a time."""

    def __init__(self, store: Store, jobs: int, make: Callable[[], Coder], version: str, tell: Tell | None) -> None:
        self.store = store
        self.jobs = jobs
        self.make = make
        self.version = version
        self.tell = tell
        self.done = Ingested()
        self._rows: deque[int] = deque()
        self._started = time.perf_counter()

    def over(self, items: Iterator[Item]) -> Ingested:
        run = self.store.start_run("ingest", {"coder": self.version})
        articles = itertools.chain(self.store.uncoded(self.version), self._kept(items, run))
        results = coded(self._passed(articles), self.jobs, self.make)
        for batch in batched(results, BATCH):
            self._keep_codings(batch)
            self._say()
        return self._finished(run)

    def _finished(self, run: int) -> Ingested:
        self.done.seconds = time.perf_counter() - self._started
        self.store.finish_run(run, msgspec.to_builtins(self.done) | {"failures": None})
        self._say()
        return self.done

    def _passed(self, articles: Iterable[StoredArticle]) -> Iterator[Article]:
        """The articles for the coder; their rows wait for what it makes of them."""
        for each in articles:
            self._rows.append(each.id)
            yield each.article

    def _kept(self, items: Iterator[Item], run: int) -> Iterator[StoredArticle]:
        """Keeps what is new, batch by batch, and yields what is to be coded."""
        for batch in batched(items, BATCH):
            self.done.read += len(batch)
            yield from self._keep_articles(batch, run)
            self._say()

    def _keep_articles(self, batch: list[Item], run: int) -> list[StoredArticle]:
        failures = [item for item in batch if isinstance(item, FailedDocument)]
        articles = [item for item in batch if isinstance(item, Article)]
        fresh = self._fresh(articles)
        return self._add(fresh, [set_aside(each) for each in fresh], marks_of(fresh), failures, len(articles), run)

    def _add(
        self, fresh: Sequence[Article], asides: Sequence[str | None], marks: Sequence[Fingerprint],
        failures: list[FailedDocument], read: int, run: int,
    ) -> list[StoredArticle]:  # fmt: skip
        """Adds the fresh ones of ``read`` articles, and notes failures; the rows that are to be coded."""
        firsts = first_copies(self.store, fresh, marks)
        incoming = [
            Incoming(article, ARABIC if aside is None else None, aside, first, fingerprint=kept_form(mark))
            for article, aside, first, mark in zip(fresh, asides, firsts, marks, strict=True)
        ]
        added = self.store.add_articles(incoming, run)
        failures += added.refused
        if failures:
            self.store.add_failures(failures)
        self.done.fail(failures)
        self._count(incoming, added.ids, added.revised, read - len(added.ids) - len(added.refused))
        return [each for each in self.store.articles_by_rows(added.ids) if each.set_aside is None]

    def _fresh(self, articles: list[Article]) -> list[Article]:
        """The articles whose text is not there yet: the others cost no more than this."""
        there = self.store.digests([article.doc for article in articles if storable(article.doc)])
        return [article for article in articles if there.get(article.doc) != _digest(article)]

    def _count(self, incoming: list[Incoming], ids: list[int], revised: int, same: int) -> None:
        self.done.new += len(ids)
        self.done.revised += revised
        self.done.same += same
        self.done.copies += sum(one.duplicate_of is not None for one in incoming)
        for one in incoming:
            if one.set_aside:
                self.done.set_aside[one.set_aside] = self.done.set_aside.get(one.set_aside, 0) + 1

    def _keep_codings(self, results: list[Result]) -> None:
        self._add_codings([NewCoding(self._rows.popleft(), result.document()) for result in results])

    def _add_codings(self, new: list[NewCoding]) -> None:
        self.store.add_codings(new, self.version)
        self.done.coded += len(new)
        self.done.fail(each.document for each in new if isinstance(each.document, FailedDocument))
        self.done.claims += sum(len(each.document.claims) for each in new if isinstance(each.document, CodedDocument))

    def _say(self) -> None:
        self.done.seconds = time.perf_counter() - self._started
        if self.tell:
            self.tell(self.done)


class _Keeping(_Ingesting):
    """A run over documents that were read and coded before they came here."""

    def __init__(self, store: Store, version: str, tell: Tell | None) -> None:
        super().__init__(store, 1, default_coder, version, tell)

    def over_prepared(self, batches: Iterable[Sequence[Prepared]]) -> Ingested:
        run = self.store.start_run("ingest", {"coder": self.version})
        for batch in batches:
            for some in batched(batch, BATCH):
                self.done.read += len(some)
                self._keep(some, run)
                self._say()
        return self._finished(run)

    def _keep(self, batch: Sequence[Prepared], run: int) -> None:
        by_article = {id(each.article): each for each in batch if each.article is not None}
        articles = [each.article for each in batch if each.article is not None]
        fresh = self._fresh(articles)
        asides = [by_article[id(each)].aside for each in fresh]
        marks = [by_article[id(each)].mark or marks_of([each])[0] for each in fresh]
        failures = [each.failure for each in batch if each.failure is not None]
        rows = self._add(fresh, asides, marks, failures, len(articles), run)
        made = {(each.doc, _digest(each)): by_article[id(each)] for each in fresh}
        self._add_codings([self._coding(row, made[row.article.doc, row.digest]) for row in rows])

    def _coding(self, row: StoredArticle, found: Prepared) -> NewCoding:
        document = found.coded or found.uncoded
        assert document is not None
        return NewCoding(row.id, document)


def batched(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in lists of ``size``, the last one shorter."""
    rest = iter(things)
    while batch := list(itertools.islice(rest, size)):
        yield batch


def storable(doc: str) -> bool:
    """Whether a database can be asked for this id at all."""
    return "\0" not in doc and doc.encode("utf-8", "ignore").decode() == doc


def _digest(article: Article) -> str:
    return text_digest(article.full)
