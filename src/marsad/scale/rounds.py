"""How do shards go out and come back? As workers are free; losses are tried again, and poison is found."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter, deque
from collections.abc import Iterable, Iterator

import msgspec

from marsad.errors import MarsadError
from marsad.scale.machines import Lost, Machines, Work
from marsad.scale.progress import Watch
from marsad.scale.shards import Shard, parts
from marsad.scale.work import Report

ATTEMPTS = 3
"""Times a shard is given out before it is split, or before its error is the run's."""

HOPELESS = 24
"""Workers lost in a row, with no shard done between, at which the machines are at fault, not the documents."""

_POISON = "out of memory, or a defect to report"


class Rounds(ABC):
    """One run: what waits, what is with the workers, what was lost how often.

    What is done with a shard, and with what comes of it, is what the kinds of runs differ in.

    Attributes:
        watch: what tells how far the run is.
    """

    def __init__(self, shards: Iterable[Shard], machines: Machines, watch: Watch) -> None:
        self.watch = watch
        self._machines = machines
        self._waiting = deque(shards)
        self._flying: dict[str, tuple[Shard, bool]] = {}
        self._attempts: Counter[str] = Counter()
        self._in_a_row = 0
        self._suspects: list[Shard] = []

    @abstractmethod
    def task(self, shard: Shard, *, look: bool) -> tuple[Work, bytes]:
        """What a worker is asked to do with a shard; with ``look`` only to count its documents, in a report."""

    @abstractmethod
    def fault(self, answer: bytes) -> str | None:
        """The error in an answer that is the machine's or the run's, if it holds one."""

    @abstractmethod
    def done(self, shard: Shard, answer: bytes) -> None:
        """Takes the answer of a shard."""

    @abstractmethod
    def divided(self, shard: Shard, smaller: list[Shard]) -> None:
        """Notes that these parts stand for a shard."""

    @abstractmethod
    def poisoned(self, shard: Shard, doc: str, why: str) -> None:
        """Takes a shard of one document that kills its worker."""

    def may_begin(self, shard: Shard) -> bool:  # noqa: ARG002
        """Whether there is room for what will come of a shard."""
        return True

    def through(self) -> None:
        """Until every shard is done; raises as :meth:`steps` does."""
        for _ in self.steps():
            pass

    def steps(self) -> Iterator[None]:
        """The same, step by step: after each something may have come back.

        Raises:
            MarsadError: a machine cannot do its work, or workers die whatever they are given.
        """
        while self._waiting or self._flying:
            while self._waiting and len(self._flying) < self._machines.slots and self._may_begin():
                self._submit(self._waiting.popleft())
            for key, answer in self._machines.finished(1.0):
                shard, looked = self._flying.pop(key)
                if isinstance(answer, Lost):
                    self._lost(shard, answer, looked=looked)
                else:
                    self._answered(shard, answer, looked=looked)
            self.watch.totals.in_flight = len(self._flying)
            self.watch.tick()
            yield
        if self._suspects:
            self._convict()
            yield

    def _may_begin(self) -> bool:
        """One more where all is quiet, too: suspects take no room, and only what is done clears them up."""
        return not self._flying or self.may_begin(self._waiting[0])

    def _submit(self, shard: Shard, *, look: bool = False) -> None:
        work, payload = self.task(shard, look=look)
        key = f"{shard.id}{' look' if look else ''}"
        self._flying[key] = shard, look
        self._machines.submit(key, work, payload)

    def _answered(self, shard: Shard, answer: bytes, *, looked: bool) -> None:
        report = msgspec.json.decode(answer, type=Report) if looked else None
        if error := report.error if report else self.fault(answer):
            self._again(shard, error, looked=looked)
            return
        self._in_a_row = 0
        self._convict()
        if report is None:
            self.done(shard, answer)
        elif report.documents > 1:
            self._divide(shard, parts(shard, report.documents))
        else:
            self._poison(shard, report.doc, "coding it kills the process")

    def _again(self, shard: Shard, why: str, *, looked: bool) -> None:
        """A fault of the machine (a store that does not answer) is tried again, then it stops the run."""
        self._attempts[shard.id] += 1
        if self._attempts[shard.id] >= ATTEMPTS:
            raise MarsadError(f"shard {shard.id}: {why} The same command goes on from here.")
        self.watch.totals.retries += 1
        self._submit(shard, look=looked)

    def _lost(self, shard: Shard, loss: Lost, *, looked: bool) -> None:
        self.watch.totals.workers_lost += 1
        self._in_a_row += 1
        if self._in_a_row >= HOPELESS * max(1, self._machines.slots):
            raise MarsadError(
                f"workers die whatever they are given ({loss.why}): most likely out of memory. Use fewer --jobs or "
                "larger machines; the same command goes on from here."
            )
        self._attempts[shard.id] += 1
        if self._attempts[shard.id] < ATTEMPTS:
            self.watch.totals.retries += 1
            self._submit(shard, look=looked)
        elif looked:
            self._suspects.append(shard)
        elif len(shard.pieces) > 1:
            self._divide(shard, parts(shard))
        else:
            self._attempts[shard.id] = 0
            self._submit(shard, look=True)

    def _convict(self) -> None:
        """What killed whoever read it is poison, now that workers live that were given something else."""
        for shard in self._suspects:
            self._poison(shard, None, "reading it kills the process")
        self._suspects.clear()

    def _poison(self, shard: Shard, doc: str | None, why: str) -> None:
        self.poisoned(shard, doc or shard.pieces[0].source.path, f"{why}, {ATTEMPTS} times: {_POISON}")

    def _divide(self, shard: Shard, smaller: list[Shard]) -> None:
        self.divided(shard, smaller)
        self._waiting.extendleft(reversed(smaller))
        self.watch.divided(len(smaller))
