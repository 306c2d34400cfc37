"""How do many machines fill one database? Workers read and code shards; one process keeps what comes back, in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from marsad.coders import maker
from marsad.errors import InputError
from marsad.ingest.limits import MEBIBYTE
from marsad.ingest.readers import address_of
from marsad.model import FailedDocument
from marsad.observatory import Ingested, ingest
from marsad.observatory.ingesting import Tell, coder_version, keep
from marsad.observatory.preparing import Prepared
from marsad.scale import work
from marsad.scale.machines import Machines, Work
from marsad.scale.manifest import Entry
from marsad.scale.progress import Watch
from marsad.scale.rounds import Rounds
from marsad.scale.run import machines_on
from marsad.scale.shards import Shard, planned
from marsad.scale.sources import Source
from marsad.scale.work import Brought, Order, Task
from marsad.store import SourceRead, Store

SHARD = 4 * MEBIBYTE
"""Bytes of input that a shard holds unless told otherwise; its texts and claims travel to the database."""

AHEAD = 2
"""Shards that may wait for their turn to be kept, for every task that the machines take at once."""

_decode = msgspec.msgpack.Decoder(Brought).decode


def load(
    order: Order, store: Store, on: str, jobs: int = 1, metrics: Path | None = None, *,
    quiet: bool = True, tell: Tell | None = None,
) -> Ingested:  # fmt: skip
    """Brings the documents of an order into a store as :func:`marsad.observatory.ingest` does, by many machines.

    Files that were brought in whole before, and are unchanged, are passed over. What an earlier run kept and did not
    code is coded first, on this machine, in ``jobs`` processes.

    Raises:
        InputError: a path is missing or of an unknown kind, or an address.
        MarsadError: a machine cannot do its work; what was kept stays, and the next run goes on.
    """
    for path in order.paths:
        if address_of(path):
            raise InputError(f"{path}: addresses are visited by one machine, which remembers them. Leave out --on.")
    version = coder_version()
    earlier = ingest(iter([]), store, jobs, make=maker(order.coder), version=version)
    shards = list(_unread(planned(order.paths, order.shard_bytes or SHARD), _read_before(store), order, version))
    watch = Watch(metrics, quiet=quiet)
    watch.expect(shards)
    machines = machines_on(on, jobs) if shards else None
    try:
        batches = _Loading(order, shards, store, version, machines, watch).batches() if machines else iter([])
        done = keep(batches, store, version, tell=tell)
    finally:
        if machines:
            machines.close()
    watch.finish()
    done.coded, done.claims = done.coded + earlier.coded, done.claims + earlier.claims
    done.fail(earlier.failures)
    return done


def _read_before(store: Store) -> dict[str, str]:
    return {each.source: each.fingerprint for each in store.sources() if each.fingerprint and not each.state}


def _fingerprint(source: Source, order: Order, version: str) -> str:
    """What a file that was brought in is remembered by: another file, coder or way of reading is read anew."""
    return "|".join(map(str, (source.size, source.stamp, version, order.coder, order.published, order.source)))


def _name(source: Source) -> str:
    return source.path if "://" in source.path else str(Path(source.path).absolute())


def _unread(shards: Sequence[Shard], before: dict[str, str], order: Order, version: str) -> Iterator[Shard]:
    """The shards without the pieces of files that were brought in before."""
    for shard in shards:
        fresh = [
            piece for piece in shard.pieces
            if before.get(_name(piece.source)) != _fingerprint(piece.source, order, version)
        ]  # fmt: skip
        if fresh:
            yield Shard(shard.id, fresh, sum(piece.bytes for piece in fresh), shard.first, shard.last)


class _Loading(Rounds):
    """The shards of one run, and what has come back of them until it is their turn to be kept."""

    def __init__(
        self, order: Order, shards: Sequence[Shard], store: Store, version: str, machines: Machines, watch: Watch
    ) -> None:
        super().__init__(shards, machines, watch)
        self._order, self._store, self._version = order, store, version
        self._turns = deque(shards)
        self._come: dict[str, bytes | FailedDocument] = {}
        self._left = {_name(piece.source): (piece.source, shard.id) for shard in shards for piece in shard.pieces}

    def batches(self) -> Iterator[list[Prepared]]:
        """The documents of each shard, in the order of the input; the next is asked for when one is kept."""
        kept: list[Source] = []
        for _ in self.steps():
            while self._turns and self._turns[0].id in self._come:
                self._remember(kept)
                shard = self._turns.popleft()
                yield self._opened(shard, self._come.pop(shard.id))
                kept = [source for source, last in self._left.values() if last == shard.id]
        self._remember(kept)

    def _remember(self, kept: Sequence[Source]) -> None:
        """Notes the files that are kept to their end."""
        rows = [SourceRead(_name(each), _fingerprint(each, self._order, self._version)) for each in kept]
        if rows:
            self._store.set_sources(rows)

    def _opened(self, shard: Shard, come: bytes | FailedDocument) -> list[Prepared]:
        if isinstance(come, FailedDocument):
            self.watch.add(shard, Entry(shard.id, documents=1, failed=1, poisoned=True))
            return [Prepared(failure=come)]
        brought = _decode(come)
        failed = sum(each.failure is not None or each.uncoded is not None for each in brought.documents)
        claims = sum(len(each.coded.claims) for each in brought.documents if each.coded)
        self.watch.add(shard, Entry(shard.id, len(brought.documents), failed, claims, brought.seconds))
        return brought.documents

    def may_begin(self, shard: Shard) -> bool:
        """Whether so few wait for their turn that one more may."""
        at = next((at for at, each in enumerate(self._turns) if each.id == shard.id), 0)
        return at < AHEAD * self._machines.slots

    def task(self, shard: Shard, *, look: bool) -> tuple[Work, bytes]:
        """Reading and coding the shard, or only looking at it."""
        asked = Task(self._order, "", shard, str(Path.cwd()))
        return work.look if look else work.bring, msgspec.json.encode(asked)

    def fault(self, answer: bytes) -> str | None:
        """The error of an answer."""
        return _decode(answer).error

    def done(self, shard: Shard, answer: bytes) -> None:
        """Keeps the answer until it is the shard's turn."""
        self._come[shard.id] = answer

    def divided(self, shard: Shard, smaller: list[Shard]) -> None:
        """Lets the parts stand where the shard stood."""
        at = next(at for at, each in enumerate(self._turns) if each.id == shard.id)
        self._turns.rotate(-at)
        self._turns.popleft()
        self._turns.extendleft(reversed(smaller))
        self._turns.rotate(at)
        last = smaller[-1].id
        self._left = {name: (source, last if end == shard.id else end) for name, (source, end) in self._left.items()}

    def poisoned(self, shard: Shard, doc: str, why: str) -> None:
        """The document becomes a failure."""
        self._come[shard.id] = FailedDocument(doc, why)
