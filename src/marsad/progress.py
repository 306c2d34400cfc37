"""How far is a run, how fast is it, and what failed? A bar and a summary on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.ingest import count

if TYPE_CHECKING:
    from marsad.batch import Result

SHOWN = 10
"""Failures that the summary names; all of them are in the output."""


class Progress:
    """Follows the results of a run; the bar shows only where standard error is a terminal.

    Attributes:
        failures: the contract lines of the documents that failed, as far as they are shown.
    """

    def __init__(self, paths: Iterable[Path | str], *, quiet: bool = False) -> None:
        self.paths = list(paths)
        self.quiet = quiet
        self.failures = 0
        self.documents = 0
        self._shown: list[bytes] = []
        self._started = time.perf_counter()

    def follow(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results, counted as they pass."""
        for result in self._barred(results) if self._wants_bar() else results:
            self.documents += 1
            if result.failed:
                self.failures += 1
                if len(self._shown) < SHOWN:
                    self._shown.append(result.line)
            yield result

    def summarise(self) -> None:
        """Says on standard error how many documents were coded, how fast, and which failed."""
        if self.quiet:
            return
        seconds = time.perf_counter() - self._started
        rate = self.documents / seconds if seconds else 0
        print(
            f"{self.documents:,} documents in {seconds:.1f} s ({rate:,.0f} a second), {self.failures:,} failed",
            file=sys.stderr,
        )
        for line in self._shown:
            print(f"  {line.decode()}", file=sys.stderr)
        if self.failures > len(self._shown):
            print(f"  … and {self.failures - len(self._shown):,} more, in the output", file=sys.stderr)

    def _wants_bar(self) -> bool:
        return not self.quiet and sys.stderr.isatty()

    def _barred(self, results: Iterable[Result]) -> Iterator[Result]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar
        from rich.text import Text

        class Rate(ProgressColumn):
            def render(self, task: Task) -> Text:
                return Text(f"{task.finished_speed or task.speed or 0:,.0f} a second")

        columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
        with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
            yield from bar.track(results, total=count(self.paths))
