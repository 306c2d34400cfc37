"""Which claims did people put together, which did they keep apart? It holds whatever the evidence.

Decisions change the groups that evidence made, and nothing else: what is taken out of a group draws nobody else into
it, and what is put together stays what it was besides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise, product

from marsad.fuse.records import Account

Keys = Collection[str]
Pair = tuple[int, int]


def claim_key(doc: str, claim: str) -> str:
    """The name of a claim in decisions: ``doc#claim``."""
    return f"{doc}#{claim}"


class Decided:
    """Sets of claims (by their keys) that are about one happening, and pairs of sets that are not about the same.

    Where the two contradict each other, claims are kept apart. Claims that are not there decide nothing.
    """

    def __init__(self, together: Iterable[Keys] = (), apart: Iterable[tuple[Keys, Keys]] = ()) -> None:
        self._together = [sorted(set(keys)) for keys in together]
        self._apart = [(set(ours), set(theirs) - set(ours)) for ours, theirs in apart]
        self._sides: dict[str, dict[int, bool]] = {}
        for nth, sides in enumerate(self._apart):
            for side, keys in enumerate(sides):
                for key in keys:
                    self._sides.setdefault(key, {})[nth] = bool(side)

    def apart(self, one: str, other: str) -> bool:
        """Whether two claims are not about one happening."""
        ours, theirs = self._sides.get(one), self._sides.get(other)
        if ours is None or theirs is None:
            return False
        return any(theirs.get(nth, side) != side for nth, side in ours.items())

    def pairs(self, told: Sequence[Account]) -> tuple[list[Pair], set[Pair]]:
        """The positions of accounts that must be in one event, and of those that must not; the smaller first."""
        if not (self._together or self._apart):
            return [], set()
        home = {claim_key(a.doc, claim.claim): at for at, a in enumerate(told) for claim in a.claims}
        sets = [sorted({home[key] for key in keys if key in home}) for keys in self._together]
        sides = [[{home[key] for key in keys if key in home} for keys in both] for both in self._apart]
        apart = {(min(pair), max(pair)) for ours, theirs in sides for pair in product(ours, theirs)}
        together = [pair for found in sets for pair in pairwise(found) if pair not in apart]
        return together, {(one, other) for one, other in apart if one != other}


def settled(
    groups: Sequence[Sequence[int]],
    together: Iterable[Pair],
    apart: Collection[Pair],
    score: Callable[[int, int], float],
) -> list[list[int]]:
    """The groups of evidence after decisions: cut where members are kept apart, then joined where they are one.

    Who is in no decision goes with the part that it is most alike (``score`` is asked for pairs, the smaller first). Of
    a pair that is together, but whose groups have members that are kept apart, the second alone goes over, if it can.
    """
    never = {*apart, *((other, one) for one, other in apart)}
    cut = [part for group in groups for part in _cut(group, never, score)]
    home = {member: part for part in cut for member in part}
    for one, other in sorted(together):
        ours, theirs = home[one], home[other]
        moved = [other] if _cross(ours, theirs, never) else list(theirs)
        if ours is theirs or _cross(ours, moved, never):
            continue
        ours += moved
        theirs[:] = [member for member in theirs if member not in moved]
        home |= dict.fromkeys(moved, ours)
    return [sorted(part) for part in cut if part]


def _cross(ours: Iterable[int], theirs: Sequence[int], never: Collection[Pair]) -> bool:
    return any(pair in never for pair in product(ours, theirs))


def _cut(group: Sequence[int], never: Collection[Pair], score: Callable[[int, int], float]) -> list[list[int]]:
    """The parts of a group in which nobody is kept apart from another."""
    split = {member for one, other in never for member in (one, other) if one in group and other in group}
    if not split:
        return [list(group)]
    parts: list[list[int]] = []
    for member in sorted(split):
        home = next((part for part in parts if not _cross([member], part, never)), None)
        if home is None:
            parts.append([member])
        else:
            home.append(member)
    for member in sorted(set(group) - split):
        means = [sum(score(min(pair), max(pair)) for pair in product([member], part)) / len(part) for part in parts]
        parts[means.index(max(means))].append(member)
    return parts
