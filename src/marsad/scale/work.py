"""What does a worker do? Functions from bytes to bytes: code a shard, bring its documents, look how many it holds."""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from marsad import __version__
from marsad.batch import coded, coder_with
from marsad.coders import maker
from marsad.errors import MarsadError
from marsad.ingest.undated import dated
from marsad.model import Coder
from marsad.observatory.preparing import Prepared, prepared
from marsad.scale import dataset
from marsad.scale.folder import folder_at
from marsad.scale.reading import documents
from marsad.scale.shards import Shard
from marsad.scale.sources import unchanged


class Order(msgspec.Struct, frozen=True):
    """What a run was asked for; the same order gives the same dataset.

    ``paths`` are the inputs as given, ``version`` Marsad's, ``shard_bytes`` the bytes of input a shard holds.
    """

    version: str
    paths: list[str]
    coder: str = "grammar"
    lexicon: str | None = None
    published: str | None = None
    source: str | None = None
    shard_bytes: int = 0


class Task(msgspec.Struct, frozen=True):
    """A shard to work on, where its results go, and how it is to be coded; ``here`` is what paths are relative to."""

    order: Order
    output: str
    shard: Shard
    here: str


class Report(msgspec.Struct, frozen=True):
    """What became of a task: counts and seconds, or the ``error`` that is the machine's or the run's, not a document's.

    ``doc`` is the id of the first document, for shards that were only looked at.
    """

    documents: int = 0
    failed: int = 0
    claims: int = 0
    seconds: float = 0.0
    doc: str | None = None
    error: str | None = None


class Brought(msgspec.Struct, frozen=True):
    """The documents of a shard, read and coded, in their order; or the ``error`` that is not a document's."""

    documents: list[Prepared] = []
    seconds: float = 0.0
    error: str | None = None


def bring(task: bytes) -> bytes:
    """Reads and codes the shard of a :class:`Task` (JSON) and gives its documents back: :class:`Brought` (msgpack)."""
    started = time.perf_counter()
    try:
        asked = _asked(task)
        _check(asked.shard)
        order = asked.order
        items = dated(documents(asked.shard), order.published, order.source)
        found = list(prepared(items, lambda: _coder(order.coder, order.lexicon)))
        brought = Brought(found, time.perf_counter() - started)
    except Exception as error:
        brought = Brought(error=_why(error))
    return msgspec.msgpack.encode(brought)


def code(task: bytes) -> bytes:
    """Codes the shard of a :class:`Task` and writes its files; a :class:`Report`, both as JSON."""
    return _done(_code, task)


def look(task: bytes) -> bytes:
    """Counts the documents of a shard and names the first without coding; a :class:`Report`."""
    return _done(_look, task)


def _done(function: Callable[[Task], Report], task: bytes) -> bytes:
    try:
        report = function(_asked(task))
    except Exception as error:  # a full disk, a store that does not answer: the run decides whether to try again
        report = Report(error=_why(error))
    return msgspec.json.encode(report)


def _asked(task: bytes) -> Task:
    asked = msgspec.json.decode(task, type=Task)
    same_version(asked.order.version)
    os.chdir(asked.here)
    return asked


def _why(error: Exception) -> str:
    return str(error) if isinstance(error, MarsadError) else f"{type(error).__name__}: {error}"


def same_version(version: str) -> None:
    """Raises MarsadError where a task comes from another version of Marsad."""
    if version != __version__:
        raise MarsadError(f"this run is of Marsad {version}, a worker has {__version__}: install one everywhere.")


def _code(task: Task) -> Report:
    started = time.perf_counter()
    _check(task.shard)
    order = task.order
    items = dated(documents(task.shard), order.published, order.source)
    results = coded(items, make=lambda: _coder(order.coder, order.lexicon))
    counts = dataset.write(results, folder_at(task.output), task.shard.id)
    seconds = time.perf_counter() - started
    return Report(counts["documents"], counts["failed"], counts["claims"], seconds)


def _look(task: Task) -> Report:
    _check(task.shard)
    items = documents(task.shard)
    first = next(items, None)
    return Report(documents=sum(1 for _ in items) + 1, doc=first.doc) if first else Report()


def _check(shard: Shard) -> None:
    for piece in shard.pieces:
        if not unchanged(piece.source):
            raise MarsadError(
                f"{piece.source.path}: it has changed or gone since this run was planned, or this machine does not "
                "see it. Put it back, or give the output another folder."
            )


@functools.cache
def _coder(name: str, lexicon: str | None) -> Coder:
    """The coder of this process, made once."""
    make = partial(coder_with, Path(lexicon)) if lexicon else maker(name)
    return make()
