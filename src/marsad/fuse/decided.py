"""Which claims did people put together, which did they keep apart? It holds whatever the evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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
