"""How is a run carried through? Shards go out as workers are free, losses are tried again, poison is found."""

from __future__ import annotations

from collections import Counter, deque
from pathlib import Path

import msgspec

from marsad import __version__
from marsad.batch import Result
from marsad.errors import MarsadError
from marsad.export.contract import written
from marsad.model import FailedDocument
from marsad.scale import dataset, work
from marsad.scale.folder import Folder, folder_at
from marsad.scale.machines import Local, Lost, Machines
from marsad.scale.manifest import Entry, Manifest, begun, resumed
from marsad.scale.progress import Totals, Watch
from marsad.scale.shards import TARGET, Shard, parts, planned
from marsad.scale.work import Order, Report, Task

ATTEMPTS = 3
"""Times a shard is given out before it is split, or before its error is the run's."""

HOPELESS = 24
"""Workers lost in a row, with no shard done between, at which the machines are at fault, not the documents."""


def run(
    order: Order, output: str, on: str = "local", jobs: int = 1, metrics: Path | None = None, *, quiet: bool = True
) -> Totals:
    """Codes the documents of an order into a dataset, or goes on with it where it was stopped.

    Returns the counts of the whole dataset.

    Raises:
        MarsadError: the folder holds another run, an input changed, a machine cannot do its work (a full disk).
    """
    folder = folder_at(output)
    watch = Watch(metrics, quiet=quiet)
    with folder.held():
        manifest = _manifest(folder, order)
        watch.begin(manifest)
        if manifest.open_shards():
            machines = machines_on(on, jobs)
            try:
                _Run(order, output, folder, manifest, machines, watch).through()
            finally:
                machines.close()
    watch.finish()
    return watch.totals


def order_of(paths: list[str], shard_bytes: int = TARGET, **options: str | None) -> Order:
    """The order over paths with this version of Marsad; ``options`` are the other fields of an :class:`Order`."""
    given = {name: value for name, value in options.items() if value is not None}
    return Order(__version__, paths, shard_bytes=shard_bytes, **given)


def machines_on(on: str, jobs: int) -> Machines:
    """The workers that ``local``, ``ray`` or ``ray://HEAD`` names.

    Raises:
        MarsadError: it names none, or Ray is not there.
    """
    if on == "local":
        return Local(jobs)
    if on == "ray" or on.startswith("ray://"):
        from marsad.scale.onray import Ray

        return Ray(on, jobs)
    raise MarsadError(f"--on {on}: give local, ray or ray://HEAD[:PORT].")


def _manifest(folder: Folder, order: Order) -> Manifest:
    found = resumed(folder)
    if found is None:
        return begun(folder, order, planned(order.paths, order.shard_bytes or TARGET))
    before, manifest = found
    if before != order:
        names = [name for name in Order.__struct_fields__ if getattr(before, name) != getattr(order, name)]
        raise MarsadError(f"the folder holds a run with other {', '.join(names)}. Give the output another folder.")
    return manifest


class _Run:
    """One run: what waits, what is with the workers, what was lost how often."""

    def __init__(
        self, order: Order, output: str, folder: Folder, manifest: Manifest, machines: Machines, watch: Watch
    ) -> None:
        self._order, self._output, self._folder = order, output, folder
        self._manifest, self._machines, self._watch = manifest, machines, watch
        self._waiting = deque(manifest.open_shards())
        self._flying: dict[str, tuple[Shard, bool]] = {}
        self._attempts: Counter[str] = Counter()
        self._in_a_row = 0

    def through(self) -> None:
        """Until every shard is done."""
        while self._waiting or self._flying:
            while self._waiting and len(self._flying) < self._machines.slots:
                self._submit(self._waiting.popleft())
            for key, answer in self._machines.finished(1.0):
                shard, looked = self._flying.pop(key)
                if isinstance(answer, Lost):
                    self._lost(shard, answer, looked=looked)
                else:
                    self._answered(shard, msgspec.json.decode(answer, type=Report), looked=looked)
            self._watch.totals.in_flight = len(self._flying)
            self._watch.tick()

    def _submit(self, shard: Shard, *, look: bool = False) -> None:
        task = msgspec.json.encode(Task(self._order, self._output, shard, str(Path.cwd())))
        key = f"{shard.id}{' look' if look else ''}"
        self._flying[key] = shard, look
        self._machines.submit(key, work.look if look else work.code, task)

    def _answered(self, shard: Shard, report: Report, *, looked: bool) -> None:
        if report.error:
            self._again(shard, report.error, looked=looked)
        elif looked:
            self._split(shard, report)
        else:
            self._enter(shard, Entry(shard.id, report.documents, report.failed, report.claims, report.seconds))

    def _again(self, shard: Shard, why: str, *, looked: bool) -> None:
        """A fault of the machine (a store that does not answer) is tried again, then it stops the run."""
        self._attempts[shard.id] += 1
        if self._attempts[shard.id] >= ATTEMPTS:
            raise MarsadError(f"shard {shard.id}: {why} The same command goes on from here.")
        self._watch.totals.retries += 1
        self._submit(shard, look=looked)

    def _lost(self, shard: Shard, loss: Lost, *, looked: bool) -> None:
        self._watch.totals.workers_lost += 1
        self._in_a_row += 1
        if self._in_a_row >= HOPELESS * max(1, self._machines.slots):
            raise MarsadError(
                f"workers die whatever they are given ({loss.why}): most likely out of memory. Use fewer --jobs or "
                "larger machines; the same command goes on from here."
            )
        self._attempts[shard.id] += 1
        if self._attempts[shard.id] < ATTEMPTS:
            self._watch.totals.retries += 1
            self._submit(shard, look=looked)
        elif looked:
            self._poisoned(shard, shard.pieces[0].source.path, "reading it kills the process")
        elif len(shard.pieces) > 1:
            self._divide(shard, parts(shard))
        else:
            self._attempts[shard.id] = 0
            self._submit(shard, look=True)

    def _split(self, shard: Shard, report: Report) -> None:
        if report.documents > 1:
            self._divide(shard, parts(shard, report.documents))
        else:
            self._poisoned(shard, report.doc or shard.pieces[0].source.path, "coding it kills the process")

    def _divide(self, shard: Shard, smaller: list[Shard]) -> None:
        self._manifest.enter(Entry(shard.id, parts=smaller))
        self._waiting.extendleft(reversed(smaller))
        self._watch.divided(len(smaller))

    def _poisoned(self, shard: Shard, doc: str, why: str) -> None:
        failure = FailedDocument(doc, f"{why}, {ATTEMPTS} times: out of memory, or a defect to report")
        dataset.write([Result(failure, written(failure), True)], self._folder, shard.id)
        self._enter(shard, Entry(shard.id, documents=1, failed=1, poisoned=True))

    def _enter(self, shard: Shard, entry: Entry) -> None:
        if self._manifest.enter(entry):
            self._in_a_row = 0
            self._watch.add(shard, entry)
