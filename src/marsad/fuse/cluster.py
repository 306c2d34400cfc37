"""Which accounts are one event? Linkage inside the components that strong evidence connects.

A pair that reaches the link limit connects two components; inside one, groups are joined from the most alike down, as
long as the better half of *all* pairs between two groups reaches the join limit on average and hardly any pair excludes
the other. So a chain of accounts, each like the next, does not become one event unless its ends are alike too, while
accounts that say little (no day, no town) do not keep apart what others hold together.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec

Pair = tuple[int, int]
Score = Callable[[int, int], float]


def components(size: int, links: Iterable[Pair]) -> list[list[int]]:
    """The connected components of ``0 … size-1``, each sorted, in the order of their first members."""
    parent = list(range(size))

    def top(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other in links:
        a, b = top(one), top(other)
        if a != b:
            parent[max(a, b)] = min(a, b)
    found: dict[int, list[int]] = {}
    for at in range(size):
        found.setdefault(top(at), []).append(at)
    return list(found.values())


def parts(members: Sequence[int], links: dict[Pair, float], largest: int, step: float) -> list[list[int]]:
    """The component cut where its links are weakest until no part has more than ``largest`` members.

    Links are dropped from the weakest up, ``step`` at a time: what holds together reports of weeks of fighting in one
    city is never what makes two of them one event.
    """
    if len(members) <= largest or math.isinf(min(links.values())):
        return [list(members)]
    level = min(links.values()) + step
    strong = {pair: value for pair, value in links.items() if value >= level}
    place = {member: at for at, member in enumerate(members)}
    cut = components(len(members), ((place[one], place[other]) for one, other in strong))
    home = {at: number for number, part in enumerate(cut) for at in part}
    inside: list[dict[Pair, float]] = [{} for _ in cut]
    for (one, other), value in strong.items():
        inside[home[place[one]]][one, other] = value
    smaller = ([members[at] for at in part] for part in cut)
    return [found for part, own in zip(smaller, inside, strict=True) for found in parts(part, own, largest, step)]


class Limits(msgspec.Struct, frozen=True):
    """When two groups are joined: see the section ``limits`` of ``data/weights.toml``."""

    join: float
    share: float
    conflict: float
    apart: float


def groups(
    members: Sequence[int], links: dict[Pair, float], score: Score, limits: Limits, apart: Collection[Pair] = ()
) -> list[list[int]]:
    """The groups of one component; ``links`` are its pairs above the link limit, ``score`` is asked for the others.

    Pairs whose link is infinite are joined first, pairs in ``apart`` (which have no link) never. Members are taken in
    the order given, which decides between equal means: give them in an order of their own.
    """
    rank = {member: at for at, member in enumerate(members)}
    sums: list[dict[int, float]] = [{} for _ in members]
    for (one, other), value in links.items():
        a, b = rank[one], rank[other]
        sums[a][b] = sums[b][a] = value
    forbidden = {(rank[a], rank[b]) for a, b in apart if a in rank and b in rank}
    return _Linkage(list(members), sums, score, limits, forbidden | {(b, a) for a, b in forbidden}).run()


class _Linkage:
    """Groups under construction; a group is known by the position of its first member."""

    def __init__(
        self, members: list[int], links: list[dict[int, float]], score: Score, limits: Limits, forbidden: set[Pair]
    ) -> None:
        self.members = members
        self.content = [[at] for at in range(len(members))]
        self.blocks: dict[int, list[list[int]]] = {}  # of groups that decisions made: what evidence holds together
        self.alive = [True] * len(members)
        self.links = links
        self.score = score
        self.limits = limits
        self.forbidden = forbidden
        self.known: dict[Pair, float] = {}
        self.bound: set[Pair] = set()
        for one, row in enumerate(links):
            for other, value in row.items():
                if value == math.inf:
                    self.bound.add((one, other))
                else:
                    self.known[one, other] = value
        self.neighbours = [set(row) for row in links]
        self.age = [0] * len(members)

    def run(self) -> list[list[int]]:
        queue = [
            (-value, one, other, 0, 0)
            for one, row in enumerate(self.links)
            for other, value in row.items()
            if one < other
        ]
        heapq.heapify(queue)
        while queue:
            _, one, other, age_one, age_other = heapq.heappop(queue)
            if self.alive[one] and self.alive[other] and (self.age[one], self.age[other]) == (age_one, age_other):
                self._merge(one, other)
                for third in sorted(self.neighbours[one]):
                    self._offer(one, third, queue)
        found = [sorted(content) for at, content in enumerate(self.content) if self.alive[at]]
        return [[self.members[at] for at in content] for content in found]

    def _offer(self, one: int, other: int, queue: list[tuple[float, int, int, int, int]]) -> None:
        mean = self._mean(one, other)
        if mean >= self.limits.join:
            a, b = min(one, other), max(one, other)
            heapq.heappush(queue, (-mean, a, b, self.age[a], self.age[b]))

    def _merge(self, one: int, other: int) -> None:
        if self.bound:
            self._block(one, other)
        self.content[one] += self.content[other]
        self.alive[other] = False
        self.age[one] += 1
        near = (self.neighbours[one] | self.neighbours[other]) - {one, other}
        self.neighbours[one] = near
        for third in near:
            self.neighbours[third].discard(other)
            self.neighbours[third].add(one)

    def _block(self, one: int, other: int) -> None:
        """Notes what evidence holds together in the group of two groups, where a decision has a part in it."""
        blocks = self.blocks.get(one, [self.content[one][:]])
        decided = one in self.blocks or other in self.blocks or self._crossing(self.bound, one, other)
        for block in self.blocks.pop(other, [self.content[other][:]]):
            means = [self._mean_of(known, block) for known in blocks]
            best = means.index(max(means))
            if means[best] >= self.limits.join:
                blocks[best] = blocks[best] + block
            else:
                blocks.append(block)
        if decided:
            self.blocks[one] = blocks

    def _crossing(self, pairs: set[Pair], one: int, other: int) -> bool:
        return any((a, b) in pairs for a in self.content[one] for b in self.content[other])

    def _mean(self, one: int, other: int) -> float:
        """How alike two groups are: their most alike blocks; what was decided comes before."""
        if self.forbidden and self._crossing(self.forbidden, one, other):
            return -math.inf
        if self.bound and self._crossing(self.bound, one, other):
            return math.inf
        ours, theirs = (self.blocks.get(at, [self.content[at]]) for at in (one, other))
        return max(self._mean_of(left, right) for left in ours for right in theirs)

    def _mean_of(self, left: list[int], right: list[int]) -> float:
        values = sorted((self._pair(a, b) for a in left for b in right), reverse=True)
        limits = self.limits
        if sum(value <= limits.apart for value in values) > limits.conflict * len(values):
            return limits.apart
        better = max(1, math.ceil(limits.share * len(values)))
        return sum(values[:better]) / better

    def _pair(self, a: int, b: int) -> float:
        found = self.known.get((a, b))
        if found is None:
            found = self.score(self.members[min(a, b)], self.members[max(a, b)])
            self.known[a, b] = self.known[b, a] = found
        return found
