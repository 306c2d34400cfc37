"""Who does the work? Plain processes of this machine, each of which may die without taking the run along."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol

import msgspec

from marsad.orphans import end_with

Work = Callable[[bytes], bytes]


class Lost(msgspec.Struct, frozen=True):
    """The worker died before it answered, and what is known of it."""

    why: str


class Machines(Protocol):
    """Workers that run functions from bytes to bytes."""

    @property
    def slots(self) -> int:
        """How many tasks may be in flight now."""

    def submit(self, key: str, work: Work, payload: bytes) -> None:
        """Begins a task; its answer comes from :meth:`finished` under its key."""

    def finished(self, seconds: float) -> list[tuple[str, bytes | Lost]]:
        """The tasks that ended, waiting so many seconds at most for one."""

    def close(self) -> None:
        """Ends the workers, whatever they do."""


class Local:
    """So many processes; one that dies is followed by another."""

    def __init__(self, jobs: int) -> None:
        self._idle: list[ProcessPoolExecutor] = []
        self._jobs = jobs
        self._busy: dict[Future[bytes], tuple[str, ProcessPoolExecutor]] = {}

    @property
    def slots(self) -> int:
        """As many as there are processes: a shard waits here, not in a queue."""
        return self._jobs

    def submit(self, key: str, work: Work, payload: bytes) -> None:
        """Gives the task to an idle process, or to a new one."""
        pool = self._idle.pop() if self._idle else _pool_of_one()
        self._busy[pool.submit(work, payload)] = key, pool

    def finished(self, seconds: float) -> list[tuple[str, bytes | Lost]]:
        """What ended; a broken process answers for its one task."""
        done, _ = wait(self._busy, timeout=seconds, return_when=FIRST_COMPLETED)
        return [self._answer(future) for future in done]

    def _answer(self, future: Future[bytes]) -> tuple[str, bytes | Lost]:
        key, pool = self._busy.pop(future)
        try:
            answer: bytes | Lost = future.result()
        except BrokenProcessPool:
            pool.shutdown(wait=False)
            return key, Lost("its process died")
        self._idle.append(pool)
        return key, answer

    def close(self) -> None:
        """Ends all processes."""
        for pool in [*self._idle, *(pool for _, pool in self._busy.values())]:
            for process in list((pool._processes or {}).values()):
                process.terminate()
            pool.shutdown(wait=False, cancel_futures=True)


def _pool_of_one() -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=context, initializer=end_with, initargs=(os.getpid(),))
