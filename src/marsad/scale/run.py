"""How is a run carried through? Shards go out as workers are free, losses are tried again, poison is found."""

from __future__ import annotations

from pathlib import Path

import msgspec

from marsad import __version__
from marsad.batch import Result
from marsad.errors import MarsadError
from marsad.export.contract import written
from marsad.model import FailedDocument
from marsad.scale import dataset, work
from marsad.scale.folder import Folder, folder_at
from marsad.scale.machines import Local, Machines, Work
from marsad.scale.manifest import Entry, Manifest, begun, resumed
from marsad.scale.progress import Totals, Watch
from marsad.scale.rounds import Rounds
from marsad.scale.shards import TARGET, Shard, planned
from marsad.scale.work import Order, Report, Task


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


class _Run(Rounds):
    """The coding of an order into a dataset; its manifest says what is done."""

    def __init__(
        self, order: Order, output: str, folder: Folder, manifest: Manifest, machines: Machines, watch: Watch
    ) -> None:
        super().__init__(manifest.open_shards(), machines, watch)
        self._order, self._output, self._folder, self._manifest = order, output, folder, manifest

    def task(self, shard: Shard, *, look: bool) -> tuple[Work, bytes]:
        """Coding the shard into its files, or only looking at it."""
        asked = Task(self._order, self._output, shard, str(Path.cwd()))
        return work.look if look else work.code, msgspec.json.encode(asked)

    def fault(self, answer: bytes) -> str | None:
        """The error of a report."""
        return msgspec.json.decode(answer, type=Report).error

    def done(self, shard: Shard, answer: bytes) -> None:
        """Enters the shard in the manifest."""
        report = msgspec.json.decode(answer, type=Report)
        self._enter(shard, Entry(shard.id, report.documents, report.failed, report.claims, report.seconds))

    def divided(self, shard: Shard, smaller: list[Shard]) -> None:
        """Enters the parts."""
        self._manifest.enter(Entry(shard.id, parts=smaller))

    def poisoned(self, shard: Shard, doc: str, why: str) -> None:
        """The document becomes an error line."""
        failure = FailedDocument(doc, why)
        dataset.write([Result(failure, written(failure), True)], self._folder, shard.id)
        self._enter(shard, Entry(shard.id, documents=1, failed=1, poisoned=True))

    def _enter(self, shard: Shard, entry: Entry) -> None:
        if self._manifest.enter(entry):
            self.watch.add(shard, entry)
