"""How far is a fusing over many machines? Its step, tasks and accounts, on standard error and in a metrics file."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec

from marsad.scale.telling import Teller, duration, metrics_text


class FusingTotals(msgspec.Struct):
    """Counts of the step that is under way (``tasks`` is 0 while their number is unknown), and of the whole run."""

    step: int = 0
    tasks: int = 0
    tasks_done: int = 0
    accounts: int = 0
    events: int = 0
    in_flight: int = 0
    retries: int = 0


_METRICS = {
    "step": ("gauge", "Step: 1 accounts, 2 partitions, 3 between partitions, 4 keeping."),
    "tasks": ("gauge", "Tasks of this step, 0 while unknown."),
    "tasks_done": ("gauge", "Tasks of this step that are done."),
    "accounts": ("gauge", "Accounts that this step has been through."),
    "events": ("counter", "Events that were fused."),
    "in_flight": ("gauge", "Tasks with the workers."),
    "retries": ("counter", "Tasks that were begun again."),
}


class FusingWatch(Teller):
    """Tells standard error and the metrics file how a fusing goes.

    Attributes:
        totals: the counts, kept up by the run.
    """

    def __init__(self, metrics: Path | None, *, quiet: bool) -> None:
        super().__init__(metrics, quiet=quiet)
        self.totals = FusingTotals()
        self._name, self._began = "", self._started

    def begin(self, name: str, tasks: int = 0) -> None:
        """A step begins."""
        totals = self.totals
        totals.step, totals.tasks, totals.tasks_done, totals.accounts = totals.step + 1, tasks, 0, 0
        self._name, self._began = name, time.monotonic()
        self.say()

    def add(self, accounts: int = 0, events: int = 0) -> None:
        """So many accounts more were gone through, and events made."""
        self.totals.accounts += accounts
        self.totals.events += events

    def done(self) -> None:
        """A task of the step is done."""
        self.totals.tasks_done += 1

    def tick(self, flying: int, lost: bool) -> None:
        """So many tasks are out; one was ``lost``."""
        self.totals.in_flight = flying
        self.totals.retries += lost
        self.tell_in_time()

    def finish(self) -> None:
        """The last metrics."""
        self.write()

    def line(self) -> str:
        """How far the step is, in words."""
        totals, seconds = self.totals, time.monotonic() - self._began
        rate = totals.accounts / seconds if seconds else 0.0
        words = [self._name, f"{totals.accounts:,} accounts ({rate:,.0f} a second)"]
        if totals.tasks:
            words.insert(1, f"{totals.tasks_done:,} of {totals.tasks:,} tasks")
        if (left := self.left()) is not None:
            words.append(f"about {duration(left)} left")
        return ", ".join(words)

    def left(self) -> float | None:
        """Seconds that the rest of the step takes at the rate so far; ``None`` while that is unknown."""
        totals = self.totals
        if not totals.tasks_done or not totals.tasks:
            return None
        return (time.monotonic() - self._began) * (totals.tasks - totals.tasks_done) / totals.tasks_done

    def text(self) -> str:
        """The metrics in Prometheus' text form."""
        values = msgspec.structs.asdict(self.totals)
        rows = [(f"fusing_{name}", kind, words, float(values[name])) for name, (kind, words) in _METRICS.items()]
        rows.append(("fusing_seconds", "gauge", "Seconds since the run began.", time.monotonic() - self._started))
        if (left := self.left()) is not None:
            rows.append(("fusing_seconds_left", "gauge", "Seconds that the rest of this step takes.", left))
        return metrics_text(rows)
