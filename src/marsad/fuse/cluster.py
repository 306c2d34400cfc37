"""Which accounts are one event? Linkage inside the components that evidence connects.

A pair that reaches the limit ``connect`` puts two accounts into one component; inside one, groups are joined from the
most alike down, as long as the better pairs between two groups are alike enough on average (a single pair must reach
``link``, the mean of many pairs only ``join``), hardly any pair excludes the other, and the numbers of dead do not
contradict each other. So a chain of accounts, each like the next, does not become one event unless its ends are alike
too, while accounts that say little (no day, no town) do not keep apart what others hold together.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import msgspec

from marsad.fuse.remembering import Remembered, followed, marks

_NEAREST = 3
_FEW = 4
Pair = tuple[int, int]


class Evidence(Protocol):
    """What is asked about two members, the smaller first."""

    def score(self, one: int, other: int) -> float:
        """How alike they are; not more than the limit ``apart`` where they exclude each other."""

    def dated(self, one: int) -> bool:
        """Whether it says on which day."""

    def counted(self, one: int) -> bool:
        """Whether it gives a number of dead."""

    def tolls(self, one: int, other: int) -> int:
        """Whether their numbers of dead agree (1) or contradict each other (-1); 0 where one of them gives none."""


def top_of(parent: list[int]) -> Callable[[int], int]:
    """Finds the topmost above a number (``parent`` holds the next one of each), and shortens the way there."""

    def top(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    return top


def components(size: int, links: Iterable[Pair]) -> list[list[int]]:
    """The connected components of ``0 … size-1``, each sorted, in the order of their first members."""
    parent = list(range(size))
    top = top_of(parent)
    for one, other in links:
        a, b = top(one), top(other)
        if a != b:
            parent[max(a, b)] = min(a, b)
    found: dict[int, list[int]] = {}
    for at in range(size):
        found.setdefault(top(at), []).append(at)
    return list(found.values())


class Limits(msgspec.Struct, frozen=True):
    """When two groups are joined: see the section ``limits`` of ``data/weights.toml``."""

    link: float
    join: float
    share: float
    conflict: float
    dated: float
    tolls: float
    move: float
    sample: float
    apart: float


def groups(
    members: Sequence[int],
    links: dict[Pair, float],
    evidence: Evidence,
    limits: Limits,
    again: Iterable[Pair] = (),
    remembered: Remembered | None = None,
) -> list[list[int]]:
    """The groups of one component; ``links`` are its pairs above the limit, ``evidence`` is asked about the others.

    ``again`` are pairs of a member and another that is the same text printed again, whose day is not to be trusted.
    Members are taken in the order given, which decides between equal means: give them in an order of their own.
    What is ``remembered`` of them, in that order, is not asked of the evidence, and what is asked is added to it.
    """
    rank = {member: at for at, member in enumerate(members)}
    rows: list[dict[int, float]] = [{} for _ in members]
    for (one, other), value in links.items():
        a, b = rank[one], rank[other]
        rows[a][b] = rows[b][a] = value
    firsts: dict[int, set[int]] = {}
    for first, later in again:
        firsts.setdefault(rank[later], set()).add(rank[first])
    return _Linkage(list(members), rows, evidence, limits, firsts, remembered).run()


class _Linkage:
    """Groups under construction; a group is known by the position of its first member."""

    def __init__(
        self,
        members: list[int],
        links: list[dict[int, float]],
        evidence: Evidence,
        limits: Limits,
        firsts: dict[int, set[int]],
        remembered: Remembered | None,
    ) -> None:
        self.members = members
        self.content = [[at] for at in range(len(members))]
        self.alive = [True] * len(members)
        self.links = links
        self.evidence = evidence
        self.limits = limits
        self.firsts = firsts
        self.dated = [evidence.dated(member) for member in members]
        self.counted = [evidence.counted(member) for member in members]
        self.remembered = remembered
        self.lists = list(remembered.marks) if remembered else []  # of groups: the numbers of their contents
        self.known = remembered.scores if remembered else {}  # of pairs, numbered: what they score
        for one, row in enumerate(links):
            for other, value in row.items():
                if one < other:
                    self.known[one * len(members) + other] = value
        self.neighbours = [set(row) for row in links]
        self.age = [0] * len(members)

    def run(self) -> list[list[int]]:
        queue = [
            (-value, one, other, 0, 0)
            for one, row in enumerate(self.links)
            for other, value in row.items()
            if one < other and value >= self.limits.link
        ]
        heapq.heapify(queue)
        while queue:
            _, one, other, age_one, age_other = heapq.heappop(queue)
            if self.alive[one] and self.alive[other] and (self.age[one], self.age[other]) == (age_one, age_other):
                self._merge(one, other)
                for third in sorted(self.neighbours[one]):
                    self._offer(one, third, queue)
        self._settle()
        found = [sorted(content) for at, content in enumerate(self.content) if self.alive[at]]
        return [[self.members[at] for at in content] for content in found]

    def _settle(self) -> None:
        """Moves members to the group that they are clearly more alike than to the rest of their own."""
        home = {at: group for group, content in enumerate(self.content) if self.alive[group] for at in content}
        for at in range(len(self.members)):
            own = home[at]
            others = sorted({home[near] for near in self.links[at]} - {own})
            if not others:
                continue
            rest = [other for other in self.content[own] if other != at]
            least = (self._near(at, own, rest) if rest else self.limits.join) + self.limits.move
            open_to = [other for other in others if self._opens(at, other)]
            best, group = max(((self._near(at, o, self.content[o]), -o) for o in open_to), default=(-math.inf, 0))
            if best > least:
                self._fill(own, rest)
                self.alive[own] = bool(rest)
                self._fill(-group, [*self.content[-group], at])
                home[at] = -group

    def _fill(self, group: int, content: list[int]) -> None:
        self.content[group] = content
        if self.remembered:
            self.lists[group] = marks(map(self.remembered.marks.__getitem__, content))

    def _opens(self, at: int, group: int) -> bool:
        """Whether a member could be in another group."""
        content = self.content[group]
        if self.remembered is None or len(content) < _FEW:
            return self._mean([at], content) > -math.inf
        number = self.remembered.marks[at]
        return self.remembered.alike(number, self.lists[group], lambda: self._mean([at], content)) > -math.inf

    def _near(self, at: int, group: int, others: list[int]) -> float:
        """How alike a member is to the few of a group, its own or another, that it is most alike to."""
        if self.remembered is None or len(others) < _FEW:
            return self._nearest(at, others)
        number = self.remembered.marks[at]
        return self.remembered.near(number, self.lists[group], lambda: self._nearest(at, others))

    def _nearest(self, at: int, group: list[int]) -> float:
        """How alike a member is to the few of a group that it is most alike to."""
        nearest = heapq.nlargest(_NEAREST, (self._pair(a, b) for a, b in self._sampled([at], group)))
        return sum(nearest) / len(nearest)

    def _best_of(self, values: list[float]) -> float:
        ordered = sorted(values, reverse=True)
        better = max(1, math.ceil(self.limits.share * len(ordered)))
        return sum(ordered[:better]) / better

    def _offer(self, one: int, other: int, queue: list[tuple[float, int, int, int, int]]) -> None:
        left, right = self.content[one], self.content[other]
        if self.remembered is None or len(left) * len(right) < _FEW:
            mean = self._mean(left, right)
        else:
            mean = self.remembered.alike(self.lists[one], self.lists[other], lambda: self._mean(left, right))
        if mean > -math.inf:
            a, b = min(one, other), max(one, other)
            heapq.heappush(queue, (-mean, a, b, self.age[a], self.age[b]))

    def _merge(self, one: int, other: int) -> None:
        if self.remembered:
            self.lists[one] = followed(self.lists[one], self.lists[other], len(self.content[other]))
        self.content[one] += self.content[other]
        self.alive[other] = False
        self.age[one] += 1
        near = (self.neighbours[one] | self.neighbours[other]) - {one, other}
        self.neighbours[one] = near
        for third in near:
            self.neighbours[third].discard(other)
            self.neighbours[third].add(one)

    def _enough(self, pairs: int) -> float:
        """What the mean of the better of some pairs must reach: less, the more pairs they are."""
        return self.limits.join + (self.limits.link - self.limits.join) / pairs

    def _mean(self, left: list[int], right: list[int]) -> float:
        """The mean of the better pairs between two groups, minus infinity where they are not to be joined."""
        pairs = self._sampled(left, right)
        again = self._again(left, right) if self.firsts else set()
        values = self._values(pairs, to_the_end=bool(again))
        if not values:
            return -math.inf
        if self._excluding(pairs, values):
            trusted = [at for at, (a, b) in enumerate(pairs) if a not in again and b not in again]
            kept = sorted({*trusted, *(at for at, value in enumerate(values) if value > self.limits.apart)})
            pairs, values = [pairs[at] for at in kept], [values[at] for at in kept]
            if not again or self._excluding(pairs, values):
                return -math.inf
        mean = self._best_of(values)
        if mean < self._enough(len(left) * len(right)) or self._tolls_contradict(pairs):
            return -math.inf
        return mean

    def _values(self, pairs: Sequence[Pair], *, to_the_end: bool) -> list[float]:
        """How alike each pair is; none where more exclude each other than may, but ``to_the_end`` asks for all."""
        known, size, apart = self.known, len(self.members), self.limits.apart
        left = math.inf if to_the_end else self.limits.conflict * len(pairs)
        values = []
        for a, b in pairs:
            value = known.get(a * size + b if a < b else b * size + a)
            if value is None:
                value = self._pair(a, b)
            values.append(value)
            if value <= apart:
                left -= 1
                if left < 0:
                    return []
        return values

    def _sampled(self, left: list[int], right: list[int]) -> list[Pair]:
        """All pairs between two groups, or as many as are worth weighing, taken evenly."""
        pairs, most = len(left) * len(right), int(self.limits.sample)
        if pairs <= most:
            return [(a, b) for a in left for b in right]
        size = len(right)
        return [(left[at // size], right[at % size]) for at in [nth * pairs // most for nth in range(most)]]

    def _excluding(self, pairs: Sequence[Pair], values: Sequence[float]) -> bool:
        """Whether too many pairs exclude each other, of all or of those whose days are both told."""
        limits, dated = self.limits, self.dated
        excluding = [pair for pair, value in zip(pairs, values, strict=True) if value <= limits.apart]
        if len(excluding) > limits.conflict * len(values):
            return True
        told = sum(dated[a] and dated[b] for a, b in excluding)
        return told > 0 and told > limits.dated * sum(dated[a] and dated[b] for a, b in pairs)

    def _again(self, left: list[int], right: list[int]) -> set[int]:
        """The members whose days do not count: texts of which an earlier print is there too."""
        both = {*left, *right}
        return {at for at in both if at in self.firsts and both & self.firsts[at]}

    def _tolls_contradict(self, pairs: Sequence[Pair]) -> bool:
        counted = self.counted
        both = [(a, b) for a, b in pairs if counted[a] and counted[b]]
        said = [self.evidence.tolls(self.members[min(pair)], self.members[max(pair)]) for pair in both]
        return said.count(-1) > self.limits.tolls * (len(said) - said.count(0))

    def _pair(self, a: int, b: int) -> float:
        if a > b:
            a, b = b, a
        key = a * len(self.members) + b
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self.evidence.score(self.members[a], self.members[b])
        return found
