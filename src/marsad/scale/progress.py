"""How far is a run over many machines, how fast, and when is it done? Lines on standard error and a metrics file."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from marsad.scale.manifest import Entry, Manifest
from marsad.scale.shards import Shard
from marsad.scale.telling import Teller, duration, metrics_text


class Totals(msgspec.Struct):
    """Counts of a run: of the whole dataset, and ``now`` of what this process has had done."""

    shards: int = 0
    shards_done: int = 0
    bytes: int = 0
    bytes_done: int = 0
    bytes_now: int = 0
    documents: int = 0
    documents_now: int = 0
    failed: int = 0
    claims: int = 0
    in_flight: int = 0
    workers_lost: int = 0
    retries: int = 0
    poisoned: int = 0
    worker_seconds: float = 0.0


_METRICS = {
    "shards": ("gauge", "Shards of the run."),
    "shards_done": ("gauge", "Shards that are done."),
    "bytes": ("gauge", "Bytes of input."),
    "bytes_done": ("gauge", "Bytes of input that are coded."),
    "documents": ("counter", "Documents in the dataset."),
    "failed": ("counter", "Documents that are an error line."),
    "claims": ("counter", "Claims in the dataset."),
    "in_flight": ("gauge", "Tasks with the workers."),
    "workers_lost": ("counter", "Workers that died."),
    "retries": ("counter", "Tasks that were begun again."),
    "poisoned": ("counter", "Documents that kill their worker."),
    "worker_seconds": ("counter", "Seconds that workers spent on finished shards."),
}


class Watch(Teller):
    """Tells standard error and the metrics file how a run goes.

    Attributes:
        totals: the counts, kept up by the run.
    """

    def __init__(self, metrics: Path | None, *, quiet: bool) -> None:
        super().__init__(metrics, quiet=quiet)
        self.totals = Totals()

    def begin(self, manifest: Manifest) -> None:
        """Takes the counts of what earlier runs did from the manifest."""
        totals = self.totals
        totals.bytes = sum(shard.bytes for shard in manifest.shards)
        for shard in manifest.leaves():
            totals.shards += 1
            if shard.id in manifest.entries:
                self._count(shard, manifest.entries[shard.id])

    def expect(self, shards: Sequence[Shard]) -> None:
        """Takes the shards of a run that has no earlier ones."""
        self.totals.bytes = sum(shard.bytes for shard in shards)
        self.totals.shards = len(shards)

    def divided(self, number: int) -> None:
        """A shard became so many."""
        self.totals.shards += number - 1

    def add(self, shard: Shard, entry: Entry) -> None:
        """A shard was done by this process."""
        self._count(shard, entry)
        self.totals.documents_now += entry.documents
        self.totals.bytes_now += shard.bytes

    def _count(self, shard: Shard, entry: Entry) -> None:
        totals = self.totals
        totals.shards_done += 1
        totals.bytes_done += shard.bytes
        totals.documents += entry.documents
        totals.failed += entry.failed
        totals.claims += entry.claims
        totals.poisoned += entry.poisoned
        totals.worker_seconds += entry.seconds

    def tick(self) -> None:
        """Says how far the run is, when it is time to."""
        self.tell_in_time()

    def finish(self) -> None:
        """The last line and the last metrics."""
        self.write()
        self.say()

    def rate(self) -> float:
        """Documents a second since this process began."""
        seconds = time.monotonic() - self._started
        return self.totals.documents_now / seconds if seconds else 0.0

    def left(self) -> float | None:
        """Seconds that the rest takes at the rate so far, by bytes of input; ``None`` while that is unknown."""
        totals = self.totals
        if not totals.bytes_now:
            return None
        return (time.monotonic() - self._started) * (totals.bytes - totals.bytes_done) / totals.bytes_now

    def line(self) -> str:
        """How far the run is, in words."""
        totals, left = self.totals, self.left()
        words = [
            f"{totals.shards_done:,} of {totals.shards:,} shards",
            f"{totals.documents:,} documents ({self.rate():,.0f} a second), {totals.failed:,} failed",
            f"{totals.claims:,} claims",
        ]
        if totals.workers_lost:
            words.append(f"{totals.workers_lost:,} workers lost")
        if totals.poisoned:
            words.append(f"{totals.poisoned:,} documents that kill their worker")
        if left and totals.shards_done < totals.shards:
            words.append(f"about {duration(left)} left")
        return ", ".join(words)

    def text(self) -> str:
        """The metrics in Prometheus' text form."""
        values = msgspec.structs.asdict(self.totals)
        rows = [(name, kind, words, float(values[name])) for name, (kind, words) in _METRICS.items()]
        rows.append(("documents_per_second", "gauge", "Documents a second since this process began.", self.rate()))
        if (left := self.left()) is not None:
            rows.append(("seconds_left", "gauge", "Seconds that the rest takes at this rate.", left))
        return metrics_text(rows)
