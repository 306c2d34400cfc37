"""What does a worker do for fusing? Make accounts, fuse a partition, fuse what lay open: each from bytes to bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import msgspec

from marsad.errors import MarsadError
from marsad.fuse import Account, DocumentClaims, Fused, Rule, accounts, fuse
from marsad.fuse.decided import Decided, claim_key
from marsad.observatory.fusing import part_of
from marsad.scale.folder import Folder, folder_at
from marsad.scale.partitions import Plan, zones_of
from marsad.scale.work import same_version
from marsad.store import FusedPart, Groupings

T = TypeVar("T")


class Decisions(msgspec.Struct, frozen=True):
    """What people decided, in a form that travels: sets of claims together, and pairs of sets apart."""

    together: list[list[str]]
    apart: list[tuple[list[str], list[str]]]


class FusingTask(msgspec.Struct, frozen=True):
    """One task: its number and folder, the documents, or the chunks and the partition, or partitions and names."""

    version: str
    folder: str
    number: int
    rule: str = "ucdp"
    documents: list[DocumentClaims] = []
    read: list[int] = []
    partition: int = -1
    names: list[list[str]] = []


class Made(msgspec.Struct, frozen=True):
    """What came of a task: counts, zones with their accounts, components that lie open, claims that were decided on.

    ``open`` are the accounts of each component that may go on in another partition; ``decided`` are accounts and their
    claims that people put together with others.
    """

    accounts: int = 0
    events: int = 0
    zones: dict[str, int] = {}
    open: list[list[str]] = []
    decided: list[tuple[str, str]] = []
    error: str | None = None


DECISIONS, PLAN = "decisions.msgpack", "plan.msgpack"
_accounts = msgspec.msgpack.Decoder(list[Account])


def decisions_of(groupings: Groupings) -> Decisions:
    """The groupings of a store, the same for the same."""
    apart = [(sorted(ours), sorted(theirs)) for ours, theirs in groupings.apart]
    return Decisions([sorted(keys) for keys in groupings.together], apart)


def tell_accounts(task: bytes) -> bytes:
    """Makes the accounts of the documents of a :class:`FusingTask` and keeps them in its folder: :class:`Made`."""
    return _done(_tell_accounts, task)


def fuse_partition(task: bytes) -> bytes:
    """Fuses the accounts of a partition, keeps what is whole, and tells which components lie open: :class:`Made`."""
    return _done(_fuse_partition, task)


def fuse_open(task: bytes) -> bytes:
    """Fuses components that lay in several partitions, each whole: :class:`Made`."""
    return _done(_fuse_open, task)


def kept(folder: Folder, name: str) -> FusedPart:
    """What a task kept of its fusing."""
    return _read(folder, name, FusedPart)


def write(folder: Folder, name: str, value: object) -> None:
    """Keeps a value in the folder."""
    with folder.create(name) as stream:
        stream.write(msgspec.msgpack.encode(value))


def _done(function: Callable[[FusingTask, Folder], Made], task: bytes) -> bytes:
    try:
        asked = msgspec.msgpack.decode(task, type=FusingTask)
        same_version(asked.version)
        made = function(asked, folder_at(asked.folder))
    except Exception as error:  # a full disk, a store that does not answer: the run decides whether to try again
        made = Made(error=str(error) if isinstance(error, MarsadError) else f"{type(error).__name__}: {error}")
    return msgspec.msgpack.encode(made)


def _tell_accounts(task: FusingTask, folder: Folder) -> Made:
    decisions = _read(folder, DECISIONS, Decisions)
    decided = Decided((), decisions.apart)
    told = [account for document in task.documents for account in accounts(document, decided)]
    write(folder, f"accounts/{task.number}", told)
    zones = Counter(zone for account in told for zone in zones_of(account))
    asked_for = {key for keys in decisions.together for key in keys}
    together = [
        (account.id, key)
        for account in told
        for claim in account.claims
        if (key := claim_key(account.doc, claim.claim)) in asked_for
    ]
    return Made(accounts=len(told), zones=dict(zones), decided=together)


def _fuse_partition(task: FusingTask, folder: Folder) -> Made:
    plan, decisions = _read(folder, PLAN, Plan), _read(folder, DECISIONS, Decisions)
    mine: list[Account] = []
    abroad: set[str] = set()
    joined = {key for keys in decisions.together for key in keys}
    for chunk in task.read:
        for account in _read_accounts(folder, f"accounts/{chunk}"):
            lies = plan.of(account)
            if task.partition in lies:
                mine.append(account)
                if len(lies) > 1 or any(claim_key(account.doc, claim.claim) in joined for claim in account.claims):
                    abroad.add(account.id)
    found = _fused(mine, task.rule, decisions)
    inside: dict[str, list[str]] = {}
    for name, component in found.components.items():
        inside.setdefault(component, []).append(name)
    lie_open = {component for component, names in inside.items() if not abroad.isdisjoint(names)}
    write(folder, f"open/{task.partition}", [a for a in mine if found.components[a.id] in lie_open])
    part = part_of(_closed(found, lie_open))
    write(folder, f"parts/{task.partition}", part)
    return Made(len(part.accounts), len(part.events), open=[inside[each] for each in sorted(lie_open)])


def _closed(found: Fused, lie_open: set[str]) -> Fused:
    """What was fused without the components that lie open."""
    told = [account for account in found.accounts if found.components[account.id] not in lie_open]
    memberships = [each for each in found.memberships if each.component not in lie_open]
    names = {each.event for each in memberships}
    events = [each for each in found.events if each.event in names]
    links = [link for link in found.links or () if found.components[link[0]] not in lie_open]
    remembered = {name: packed for name, packed in found.remembered.items() if name not in lie_open}
    return Fused(told, events, memberships, found.components, links=links, remembered=remembered)


def _fuse_open(task: FusingTask, folder: Folder) -> Made:
    wanted = {name for names in task.names for name in names}
    told: dict[str, Account] = {}
    for partition in task.read:
        for account in _read_accounts(folder, f"open/{partition}"):
            if account.id in wanted:
                told[account.id] = account
    part = part_of(_fused(told.values(), task.rule, _read(folder, DECISIONS, Decisions)))
    write(folder, f"joined/{task.number}", part)
    return Made(len(part.accounts), len(part.events))


def _fused(told: Iterable[Account], rule: str, decisions: Decisions) -> Fused:
    before = Fused(accounts=list(told))
    return fuse([], before, rule=Rule(rule), together=decisions.together, apart=decisions.apart)


def _read_accounts(folder: Folder, name: str) -> Sequence[Account]:
    with folder.open(name) as stream:
        return _accounts.decode(stream.read())


def _read(folder: Folder, name: str, shape: type[T]) -> T:
    with folder.open(name) as stream:
        return msgspec.msgpack.decode(stream.read(), type=shape)
