"""Which groups are one happening by what each says as a whole? The second round, after accounts were joined one by one.

Two groups are joined where the profiles of their accounts reach the limit ``rejoin`` on strong evidence and hardly more
of their accounts exclude each other than happens where papers get a day wrong. Groups of one account take no part: what
they say was weighed already. In the end a group of one or two joins the one large group that it is most alike as a
whole, where no other comes near and both agree in a town or in most of their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from marsad.fuse.blocks import candidate_pairs
from marsad.fuse.features import Features
from marsad.fuse.profiles import profile
from marsad.fuse.records import Account
from marsad.fuse.similarity import Similarity

_ASKED = 200
_LARGE = 3
Group = list[int]
Told = tuple[Group, Features]
"""A group and what it says as a whole."""


class Rejoining:
    """The second round over the groups of one component; members are positions in ``told``."""

    def __init__(
        self,
        told: Sequence[Account],
        similarity: Similarity,
        limits: dict[str, float],
        score: Callable[[int, int], float],
    ) -> None:
        self._told = told
        self._similarity = similarity
        self._limits = limits
        self._score = score

    def run(self, groups: list[Group]) -> list[Group]:
        """The groups in their order, those joined to an earlier one left out."""
        found = [group for group in groups if len(group) > 1]
        alone = [group for group in groups if len(group) == 1]
        changed = set(range(len(found)))
        whole = self._wholes(found, changed)
        while changed:
            joined = self._joined(found, whole, changed)
            changed = {one for one, _ in joined}
            for one, other in joined:
                found[one] = sorted(found[one] + found[other])
            gone = {other for _, other in joined}
            whole |= self._wholes(found, changed)
            kept = [at for at in range(len(found)) if at not in gone]
            number = {at: now for now, at in enumerate(kept)}
            found, changed = [found[at] for at in kept], {number[at] for at in changed}
            whole = {now: whole[at] for at, now in number.items()}
        large = [at for at in range(len(found)) if len(found[at]) >= _LARGE]
        pairs = [at for at in range(len(found)) if len(found[at]) < _LARGE]
        small = [(found[at], whole[at]) for at in pairs]
        small += [(group, self._similarity.features(self._told[group[0]])) for group in alone]
        return self._taken_in([(found[at], whole[at]) for at in large], small)

    def _taken_in(self, large: Sequence[Told], small: Sequence[Told]) -> list[Group]:
        """All groups, the small ones each joined to the large one that it clearly belongs to."""
        nearest: dict[int, list[tuple[float, int]]] = {}
        for at, other in candidate_pairs([whole.account for _, whole in (*large, *small)]):
            if at < len(large) <= other:
                value = self._similarity.score(large[at][1], small[other - len(large)][1])
                if value is not None:
                    nearest.setdefault(other - len(large), []).append((value, -at))
        grown = [list(group) for group, _ in large]
        left = []
        for at, (group, whole) in enumerate(small):
            home = self._home(sorted(nearest.get(at, []), reverse=True))
            if home is None or not self._takes(large[home], (group, whole)):
                left.append(group)
            else:
                grown[home] += group
        return sorted([*map(sorted, grown), *left])

    def _home(self, nearest: Sequence[tuple[float, int]]) -> int | None:
        """The large group that is alike enough, and by so much more than the next."""
        if not nearest or nearest[0][0] < self._limits["take"]:
            return None
        clear = len(nearest) == 1 or nearest[1][0] <= nearest[0][0] - self._limits["clear"]
        return -nearest[0][1] if clear else None

    def _takes(self, large: Told, small: Told) -> bool:
        """Whether both agree in a narrow place or much alike words, and little enough speaks against one happening."""
        (ours, whole), (theirs, part) = large, small
        agreed = self._similarity.narrow(whole, part) and self._similarity.tolls(whole, part) >= 0
        return agreed and self._admits(ours, theirs)

    def _wholes(self, found: Sequence[Group], asked: set[int]) -> dict[int, Features]:
        told = {at: profile([self._told[member] for member in found[at]], at) for at in sorted(asked)}
        return {at: self._similarity.features(account) for at, account in told.items()}

    def _joined(
        self, found: Sequence[Group], whole: dict[int, Features], changed: set[int]
    ) -> list[tuple[int, int]]:  # fmt: skip
        """The pairs to be joined in this pass, each group in one at most, the most alike first."""
        taken: set[int] = set()
        chosen = []
        for _, one, other in sorted(self._alike(whole, changed)):
            if not {one, other} & taken and self._admits(found[one], found[other]):
                taken |= {one, other}
                chosen.append((one, other))
        return chosen

    def _alike(self, whole: dict[int, Features], changed: set[int]) -> Iterator[tuple[float, int, int]]:
        least = self._limits["rejoin"]
        for one, other in candidate_pairs([whole[at].account for at in sorted(whole)]):
            if one not in changed and other not in changed:
                continue
            value = self._similarity.score(whole[one], whole[other], least)
            if value is not None and value >= least and self._similarity.strong(whole[one], whole[other]):
                yield -value, one, other

    def _admits(self, ours: Group, theirs: Group) -> bool:
        """Whether few enough pairs of the groups' accounts exclude each other; of many pairs some are asked."""
        pairs = [(one, other) for one in ours for other in theirs]
        pairs = pairs[:: 1 + len(pairs) // _ASKED]
        excluding = sum(self._score(min(pair), max(pair)) <= self._limits["apart"] for pair in pairs)
        return excluding <= self._limits["reconflict"] * len(pairs)
