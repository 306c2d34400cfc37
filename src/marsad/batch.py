"""How are many documents coded, on one core or several, in the order they came in?"""

from __future__ import annotations

import collections
import functools
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from marsad.errors import MarsadError
from marsad.export.contract import parsed, written
from marsad.ingest import language
from marsad.model import Article, Claim, CodedDocument, Coder, FailedDocument
from marsad.orphans import end_with

Item = Article | FailedDocument
CHUNK = 32
"""Documents that travel to another process together; it changes the speed, never the output."""

LONGEST = 20_000_000
"""Characters above which a document is refused: no report is longer, and a slip should not stop a run."""


class Result(msgspec.Struct, frozen=True):
    """What became of one document: its contract line, and whether it failed.

    ``item`` is what was read; a failure of reading passes through as its own error line.
    """

    item: Item
    line: bytes
    failed: bool

    def document(self) -> CodedDocument | FailedDocument:
        """The line as a record."""
        return parsed(self.line)


def default_coder() -> Coder:
    """The grammar coder; importing it loads the lexicon."""
    from marsad.coder import Coder as GrammarCoder

    return GrammarCoder()


def coder_with(lexicon: Path) -> Coder:
    """The grammar coder with the entries of a lexicon folder added to its own."""
    from marsad.coder import Coder as GrammarCoder
    from marsad.coder.opened import rooms_with

    return GrammarCoder(rooms_with(lexicon))


def coded(items: Iterable[Item], jobs: int = 1, make: Callable[[], Coder] = default_coder) -> Iterator[Result]:
    """Codes the documents in order; the lines are the same for any number of ``jobs`` (processes).

    ``make`` makes the coder, once in each process; it must be importable by name when ``jobs`` is above one.

    Raises:
        MarsadError: a process died (out of memory, or ended from outside).
    """
    chunks = _chunks(items)
    for chunk, lines in _one_process(chunks, make) if jobs <= 1 else _many_processes(chunks, jobs, make):
        for item, (line, failed) in zip(chunk, lines, strict=True):
            yield Result(item, line, failed)


def code_document(item: Item, coder: Coder) -> CodedDocument | FailedDocument:
    """One document with its claims, or why it has none: no document can stop a run."""
    if isinstance(item, FailedDocument):
        return item
    if len(item.text) > LONGEST:
        return FailedDocument(item.doc, f"{len(item.text):,} characters, above the limit of {LONGEST:,}: split it")
    try:
        claims = coder.code(item)
    except Exception as error:
        return FailedDocument(item.doc, f"cannot be coded: {type(error).__name__}: {error}")
    return CodedDocument(item.doc, item.source, item.published, item.title, language(item.full), claims)


def _line(item: Item, coder: Coder) -> tuple[bytes, bool]:
    document = code_document(item, coder)
    try:
        return written(document), isinstance(document, FailedDocument)
    except UnicodeEncodeError as error:
        doc = document.doc.encode("utf-8", "replace").decode()
        return written(FailedDocument(doc, f"half of a surrogate pair in its text: {error.reason}")), True


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while chunk := list(itertools.islice(rest, CHUNK)):
        yield chunk


Coded = tuple[list[Item], Iterable[tuple[bytes, bool]]]


def _one_process(chunks: Iterable[list[Item]], make: Callable[[], Coder]) -> Iterator[Coded]:
    coder = make()
    for chunk in chunks:
        read = _reading(coder, chunk)
        yield chunk, (_line(item, read) for item in chunk)


def _many_processes(chunks: Iterator[list[Item]], jobs: int, make: Callable[[], Coder]) -> Iterator[Coded]:
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    waiting: collections.deque[tuple[list[Item], Future[list[tuple[bytes, bool]]]]] = collections.deque()
    with ProcessPoolExecutor(jobs, initializer=_begin_process, initargs=(make,)) as pool:
        try:
            for chunk in chunks:
                waiting.append((chunk, pool.submit(_lines, chunk, make)))
                if len(waiting) > jobs * 3:
                    done, lines = waiting.popleft()
                    yield done, lines.result()
            while waiting:
                done, lines = waiting.popleft()
                yield done, lines.result()
        except BrokenProcessPool as error:
            raise MarsadError("A coding process died, most likely out of memory. Use fewer --jobs.") from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin_process(make: Callable[[], Coder]) -> None:
    """Makes the coder, and sees to it that the process ends when the one that asks it is killed."""
    end_with(os.getppid())
    _coder_of_process(make)


@functools.cache
def _coder_of_process(make: Callable[[], Coder]) -> Coder:
    return make()


def _lines(chunk: list[Item], make: Callable[[], Coder]) -> list[tuple[bytes, bool]]:
    read = _reading(_coder_of_process(make), chunk)
    return [_line(item, read) for item in chunk]


class _ReadTogether:
    """A coder that has read the articles of a chunk at once; where that failed, each is read alone and fails alone."""

    def __init__(self, coder: Coder, chunk: Sequence[Item]) -> None:
        self._coder = coder
        articles = [item for item in chunk if isinstance(item, Article) and len(item.text) <= LONGEST]
        try:
            claims = coder.code_many(articles)  # type: ignore[attr-defined]
        except Exception:
            claims = []
        self._claims = {id(article): found for article, found in zip(articles, claims, strict=False)}

    def code(self, article: Article) -> list[Claim]:
        found = self._claims.get(id(article))
        return self._coder.code(article) if found is None else found


def _reading(coder: Coder, chunk: Sequence[Item]) -> Coder:
    """The coder for the items of a chunk: one that can read many articles at once does so."""
    return _ReadTogether(coder, chunk) if hasattr(coder, "code_many") else coder
