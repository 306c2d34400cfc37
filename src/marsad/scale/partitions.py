"""Which accounts must meet so that fusing finds every pair? Partitions by family, time and place, with overlap.

Accounts can only be about one happening where they share a block key (``marsad.fuse.blocks``): a family, a bucket of
days, and a cell of the map, a number or a rare word. So keys are dealt out, and an account goes to every partition that
has one of its keys: two accounts with a common key meet in at least one partition, whole. Keys of one family and some
months lie in one partition; where these are too many accounts, its places, numbers and words are dealt out further.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from marsad.fuse import Account, block_keys

ALONE = "-"
"""The zone of accounts without keys, which nothing can join."""


class Plan(msgspec.Struct, frozen=True):
    """Where keys lie: for each zone its first partition and how many share it; ``partitions`` in all."""

    zones: dict[str, tuple[int, int]]
    partitions: int

    def of(self, account: Account) -> list[int]:
        """The partitions of an account, each once, sorted."""
        keys = block_keys(account)
        if not keys:
            return [self._place(ALONE, account.id)]
        return sorted({self._place(zone_of(key), key.rpartition("|")[2]) for key in keys})

    def _place(self, zone: str, thing: str) -> int:
        first, number = self.zones[zone]
        return first + zlib.crc32(thing.encode()) % number


def zone_of(key: str) -> str:
    """The family and the bucket of days of a block key."""
    return key.rpartition("|")[0]


def zones_of(account: Account) -> set[str]:
    """The zones of an account's keys."""
    return {zone_of(key) for key in block_keys(account)} or {ALONE}


def planned(counts: Mapping[str, int], largest: int) -> Plan:
    """Partitions of about ``largest`` accounts over zones with their numbers of accounts."""
    zones: dict[str, tuple[int, int]] = {}
    number = 0
    for group in _grouped(counts, largest):
        share = -(-sum(counts[zone] for zone in group) // largest) if len(group) == 1 else 1
        zones |= dict.fromkeys(group, (number, max(1, share)))
        number += max(1, share)
    return Plan(zones, number)


def _grouped(counts: Mapping[str, int], largest: int) -> Iterator[list[str]]:
    """Runs of zones of one family, in the order of their days, that together hold no more than ``largest``."""
    group: list[str] = []
    held = 0
    for zone in sorted(counts, key=_order):
        other = bool(group) and _family(zone) != _family(group[-1])
        if group and (other or held + counts[zone] > largest):
            yield group
            group, held = [], 0
        group.append(zone)
        held += counts[zone]
    if group:
        yield group


def _family(zone: str) -> str:
    return zone.partition("|")[0]


def _order(zone: str) -> tuple[str, int, str]:
    family, _, bucket = zone.partition("|")
    digits = bucket.lstrip("-")
    return family, int(bucket) if digits.isdecimal() else 0, bucket


class Joined:
    """Which names belong together, by what was said of them in any order."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def join(self, names: Iterable[str]) -> None:
        """Says that these belong together."""
        first: str | None = None
        for name in names:
            top = self.top(name)
            if first is None:
                first = top
            elif top != first:
                low, high = min(first, top), max(first, top)
                self._above[high] = low
                first = low

    def top(self, name: str) -> str:
        """The name that stands for all that belong together with this one."""
        path = [name]
        while (above := self._above.setdefault(path[-1], path[-1])) != path[-1]:
            path.append(above)
        for each in path:
            self._above[each] = path[-1]
        return path[-1]

    def sets(self) -> dict[str, list[str]]:
        """All names, by the one that stands for theirs."""
        found: dict[str, list[str]] = {}
        for name in list(self._above):
            found.setdefault(self.top(name), []).append(name)
        return found
