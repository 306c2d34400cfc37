"""Which shards of a run are done? A plan that never changes, and a manifest that only grows."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from marsad.errors import MarsadError
from marsad.scale.folder import Folder
from marsad.scale.shards import Shard
from marsad.scale.work import Order

PLAN = "plan.jsonl"
MANIFEST = "manifest.jsonl"


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """A shard that is done with its counts, or one that was split into ``parts``; ``poisoned`` if it kills workers."""

    shard: str
    documents: int = 0
    failed: int = 0
    claims: int = 0
    seconds: float = 0.0
    parts: list[Shard] = []
    poisoned: bool = False


class Manifest:
    """The state of a run: its shards in input order, and what became of each; a shard is entered once.

    Attributes:
        entries: what became of each shard by its id.
    """

    def __init__(self, folder: Folder, shards: list[Shard], entries: dict[str, Entry]) -> None:
        self._folder, self.shards, self.entries = folder, shards, entries

    def enter(self, entry: Entry) -> bool:
        """Makes an entry last; ``False`` and nothing more where the shard has one already."""
        if entry.shard in self.entries:
            return False
        self._folder.append(MANIFEST, [msgspec.json.encode(entry)])
        self.entries[entry.shard] = entry
        return True

    def leaves(self) -> Iterator[Shard]:
        """The shards that hold results or will, in input order: the parts in place of what was split."""
        waiting = list(reversed(self.shards))
        while waiting:
            shard = waiting.pop()
            entry = self.entries.get(shard.id)
            if entry and entry.parts:
                waiting.extend(reversed(entry.parts))
            else:
                yield shard

    def open_shards(self) -> list[Shard]:
        """The shards that are not done."""
        return [shard for shard in self.leaves() if shard.id not in self.entries]


def begun(folder: Folder, order: Order, shards: list[Shard]) -> Manifest:
    """The manifest of a new run; the plan is written first."""
    with folder.create(PLAN) as stream:
        stream.writelines(msgspec.json.encode(each) + b"\n" for each in (order, *shards))
    return Manifest(folder, shards, {})


def resumed(folder: Folder) -> tuple[Order, Manifest] | None:
    """The order and the manifest of the run in a folder, ``None`` where none was begun.

    A last line that a kill cut off is no entry: its shard is coded again, to the same files.

    Raises:
        MarsadError: the plan or an inner line of the manifest is damaged.
    """
    if not folder.exists(PLAN):
        return None
    first, *rest = _lines(folder, PLAN)
    try:
        order = msgspec.json.decode(first, type=Order)
        shards = [msgspec.json.decode(line, type=Shard) for line in rest]
    except msgspec.DecodeError as error:
        raise MarsadError(f"{PLAN}: damaged ({error}). Give the output another folder.") from error
    return order, Manifest(folder, shards, _entries(folder))


def _entries(folder: Folder) -> dict[str, Entry]:
    if not folder.exists(MANIFEST):
        return {}
    entries: dict[str, Entry] = {}
    torn: int | None = None
    for number, line in enumerate(_lines(folder, MANIFEST), 1):
        try:
            entry = msgspec.json.decode(line, type=Entry)
        except msgspec.DecodeError:
            torn = number
            continue
        if entry.shard in entries:
            raise MarsadError(
                f"{MANIFEST}:{number}: a second entry of shard {entry.shard}: two runs wrote at once. "
                "Give the output another folder."
            )
        entries[entry.shard] = entry
    if torn is not None:
        with folder.create(MANIFEST) as stream:
            stream.writelines(msgspec.json.encode(entry) + b"\n" for entry in entries.values())
    return entries


def _lines(folder: Folder, name: str) -> list[bytes]:
    with folder.open(name) as stream:
        return [line for line in stream.read().split(b"\n") if line]
