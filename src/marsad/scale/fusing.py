"""How are the claims of a database fused where no machine needs all of them? By partitions, then what lies between.

First accounts are made of the documents, some thousands at a time. Then partitions (``marsad.scale.partitions``) are
fused, each by itself: a component whose accounts all lie in one partition is whole, since whatever could join it would
share a key with it. The others are put together by their accounts' ids, and fused again, each whole. What passes
between the machines are files in one folder; this process holds counts, and ids of accounts that lie open.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from marsad import __version__
from marsad.errors import StoreError
from marsad.fuse import DocumentClaims, Rule, version
from marsad.observatory import fuse
from marsad.observatory.fusing import texts
from marsad.scale import fusework
from marsad.scale.folder import folder_at
from marsad.scale.fusework import Decisions, FusingTask, Made
from marsad.scale.fusingwatch import FusingWatch
from marsad.scale.machines import Machines, Work
from marsad.scale.partitions import Joined, planned
from marsad.scale.run import machines_on
from marsad.scale.sources import is_remote
from marsad.scale.tasks import Task, carried
from marsad.store import Changed, FusedPart, Store

DOCUMENTS = 1000
"""Documents whose accounts are made by one task: some megabytes."""

LARGEST = 20_000
"""Accounts that a partition should not exceed; what it may cost in memory is about 100 MB."""

_decode = msgspec.msgpack.Decoder(Made).decode


def fuse_on(
    store: Store, on: str, work: str, rule: Rule = Rule.ucdp, jobs: int = 1, metrics: Path | None = None, *,
    quiet: bool = True, documents: int = DOCUMENTS, largest: int = LARGEST,
) -> Changed:  # fmt: skip
    """Brings the events of a store up to date as :func:`marsad.observatory.fuse` does, to the same events.

    ``work`` is a folder or address that all machines see; a folder is made in it for the run, and removed. Where the
    events were fused before by the same rules only what changed is fused anew, which one machine does.

    Raises:
        StoreError: the claims were changed while they were fused: begin anew.
        MarsadError: a machine cannot do its work; the events are as they were.
    """
    unfused = store.unfused(f"{version()} {rule.value}")
    if unfused.docs is not None:
        return fuse(store, rule)
    place = _place(work)
    watch = FusingWatch(metrics, quiet=quiet)
    try:
        run = _Fusing(place, rule, machines_on(on, jobs), watch, fusework.decisions_of(store.groupings()))
        try:
            parts = run.through(texts(store, None), documents, largest)
        finally:
            run.machines.close()
        watch.begin("keeping events", len(parts))
        changed = store.write_fused(run.kept(parts), unfused)
    except StoreError as error:
        raise StoreError(f"{error} The events are as they were.") from error
    finally:
        _remove(place)
    watch.finish()
    return changed


def _place(work: str) -> str:
    if is_remote(work):
        return f"{work.rstrip('/')}/fusing-{time.time_ns()}"
    Path(work).mkdir(parents=True, exist_ok=True)
    return tempfile.mkdtemp(prefix="fusing-", dir=str(Path(work).absolute()))


def _remove(place: str) -> None:
    if is_remote(place):
        from marsad.scale.sources import file_system

        fs, path = file_system(place)
        if fs.exists(path):
            fs.rm(path, recursive=True)
    else:
        shutil.rmtree(place, ignore_errors=True)


class _Fusing:
    """One run: what the tasks are asked, and what is known of what they made."""

    def __init__(self, place: str, rule: Rule, machines: Machines, watch: FusingWatch, decisions: Decisions) -> None:
        self.machines = machines
        self._place, self._rule, self._watch, self._decisions = place, rule, watch, decisions
        self._folder = folder_at(place)
        self._zones: dict[str, dict[int, int]] = {}
        self._of_claim: dict[str, str] = {}

    def through(self, documents: Iterable[DocumentClaims], some: int, largest: int) -> list[str]:
        """The names of the parts that were fused, in an order of their own."""
        fusework.write(self._folder, fusework.DECISIONS, self._decisions)
        self._tell_accounts(documents, some)
        joined, lies_in = self._fuse_partitions(largest)
        return [*self._parts, *self._fuse_open(joined, lies_in, largest)]

    def kept(self, parts: Sequence[str]) -> Iterator[FusedPart]:
        """The parts, one after the other."""
        for name in parts:
            part = fusework.kept(self._folder, name)
            yield part
            self._watch.add(accounts=len(part.accounts))

    def _tell_accounts(self, documents: Iterable[DocumentClaims], some: int) -> None:
        self._watch.begin("making accounts")
        rest = iter(documents)
        chunks = iter(lambda: list(itertools.islice(rest, some)), [])
        tasks = (
            self._task(number, fusework.tell_accounts, f"accounts of documents {number}", documents=chunk)
            for number, chunk in enumerate(chunks)
        )
        for key, made in self._carried(tasks):
            self._watch.add(accounts=made.accounts)
            for zone, count in made.zones.items():
                self._zones.setdefault(zone, {})[int(key.rpartition(" ")[2])] = count
            self._of_claim |= {claim: account for account, claim in made.decided}

    def _fuse_partitions(self, largest: int) -> tuple[Joined, dict[str, list[int]]]:
        """The components that lie open, joined, and in which partitions each of their accounts lies."""
        plan = planned({zone: sum(counts.values()) for zone, counts in self._zones.items()}, largest)
        fusework.write(self._folder, fusework.PLAN, plan)
        chunks: dict[int, set[int]] = {}
        for zone, (first, number) in plan.zones.items():
            for partition in range(first, first + number):
                chunks.setdefault(partition, set()).update(self._zones[zone])
        self._parts = [f"parts/{partition}" for partition in sorted(chunks)]
        self._watch.begin("fusing partitions", len(chunks))
        tasks = (
            self._task(n, fusework.fuse_partition, f"partition {n}", partition=n, read=sorted(chunks[n]))
            for n in sorted(chunks)
        )
        joined, lies_in = Joined(), dict[str, list[int]]()
        for key, made in self._carried(tasks):
            self._watch.add(accounts=made.accounts, events=made.events)
            for names in made.open:
                joined.join(names)
                for name in names:
                    lies_in.setdefault(name, []).append(int(key.rpartition(" ")[2]))
        for keys in self._decisions.together:
            joined.join(self._of_claim[key] for key in keys if key in self._of_claim)
        return joined, lies_in

    def _fuse_open(self, joined: Joined, lies_in: dict[str, list[int]], largest: int) -> list[str]:
        groups = list(_packed(joined.sets(), largest))
        self._watch.begin("fusing between partitions", len(groups))
        tasks = (
            self._task(
                n, fusework.fuse_open, f"components {n}", names=names,
                read=sorted({partition for each in names for name in each for partition in lies_in[name]}),
            )
            for n, names in enumerate(groups)
        )  # fmt: skip
        for _, made in self._carried(tasks):
            self._watch.add(accounts=made.accounts, events=made.events)
        return [f"joined/{n}" for n in range(len(groups))]

    def _carried(self, tasks: Iterable[Task]) -> Iterator[tuple[str, Made]]:
        for key, answer in carried(tasks, self.machines, lambda answer: _decode(answer).error, self._watch.tick):
            self._watch.done()
            yield key, _decode(answer)

    def _task(
        self, number: int, work: Work, name: str, *, documents: Sequence[DocumentClaims] = (),
        read: Sequence[int] = (), partition: int = -1, names: Sequence[list[str]] = (),
    ) -> Task:  # fmt: skip
        asked = FusingTask(
            __version__, self._place, number, self._rule.value, list(documents), list(read), partition, list(names)
        )
        return name, work, msgspec.msgpack.encode(asked)


def _packed(sets: dict[str, list[str]], largest: int) -> Iterator[list[list[str]]]:
    """The sets in groups of about so many names, neighbours together; none is cut."""
    group: list[list[str]] = []
    held = 0
    for name in sorted(sets):
        if group and held + len(sets[name]) > largest:
            yield group
            group, held = [], 0
        group.append(sorted(sets[name]))
        held += len(sets[name])
    if group:
        yield group
