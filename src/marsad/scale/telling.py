"""How does a long run say how far it is? A line on standard error and a metrics file, now and then."""

from __future__ import annotations

import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path

_EVERY, _EVERY_METRICS = 10.0, 5.0


class Teller(ABC):
    """Says how far a run is when it is time to; what there is to say is its own."""

    def __init__(self, metrics: Path | None, *, quiet: bool) -> None:
        self._metrics, self._quiet = metrics, quiet
        self._started = self._told = time.monotonic()
        self._written = 0.0

    @abstractmethod
    def line(self) -> str:
        """How far the run is, in words."""

    @abstractmethod
    def text(self) -> str:
        """The metrics in Prometheus' text form."""

    def tell_in_time(self) -> None:
        """The metrics every five seconds, the line every ten."""
        now = time.monotonic()
        if now - self._written >= _EVERY_METRICS:
            self._written = now
            self.write()
        if now - self._told >= _EVERY:
            self.say()

    def say(self) -> None:
        """The line, now, unless the run is quiet."""
        self._told = time.monotonic()
        if not self._quiet:
            print(self.line(), file=sys.stderr, flush=True)

    def write(self) -> None:
        """The metrics, now, so that who reads the file finds the old text or the new one, whole."""
        if self._metrics is not None:
            temporary = self._metrics.with_name(f".{self._metrics.name}.unfinished")
            temporary.write_text(self.text())
            temporary.replace(self._metrics)


def metrics_text(rows: Iterable[tuple[str, str, str, float]]) -> str:
    """Metrics (name, kind, words, value) in Prometheus' text form."""
    out = []
    for name, kind, words, value in rows:
        full = f"marsad_{name}_total" if kind == "counter" else f"marsad_{name}"
        shown = int(value) if value == int(value) else round(value, 3)
        out.append(f"# HELP {full} {words}\n# TYPE {full} {kind}\n{full} {shown}\n")
    return "".join(out)


def duration(seconds: float) -> str:
    """A time in words."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
