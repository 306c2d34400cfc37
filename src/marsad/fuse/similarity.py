"""How much speaks for two accounts being about one happening, and what?"""

from __future__ import annotations

import math
from collections.abc import Callable

import msgspec

from marsad.fuse.places import compared
from marsad.fuse.records import Account, Number, Spot
from marsad.fuse.weights import kinship, says_little, weights
from marsad.fuse.words import likeness, vector

# The most that places and parties can add.
_MOST = 5.2
_KINSHIPS = ("rare", "same", "kin", "other")
Related = Callable[[str, str], bool]
"""Whether two names of parties are one party and its parent, member or synonym."""


class Reason(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One piece of evidence: its section and name in ``data/weights.toml``, its weight here, and what it was."""

    section: str
    name: str
    weight: float
    what: str = ""

    def __str__(self) -> str:
        words = f" ({self.what})" if self.what else ""
        return f"{self.section} {self.name.replace('_', ' ')}{words} {self.weight:+.1f}"


class Features:
    """An account as it is compared: its vector and sets, made once; ``spots`` numbers its set of places."""

    __slots__ = ("account", "actors", "numbers", "spots", "targets", "vector")

    def __init__(self, account: Account, spots: int) -> None:
        self.account = account
        self.spots = spots
        self.vector = vector(account.words)
        self.actors = frozenset(account.actors)
        self.targets = frozenset(account.targets)
        self.numbers: dict[str, list[Number]] = {}
        for number in account.numbers:
            if not number.part:
                self.numbers.setdefault(number.what, []).append(number)


class Similarity:
    """The sum of the weights over everything that two accounts can be compared by."""

    def __init__(self, related: Related) -> None:
        self._related = related
        self._places: dict[tuple[int, int], float] = {}
        self._spots: dict[tuple[Spot, ...], int] = {}
        self.weights = weights()

    def features(self, account: Account) -> Features:
        """The account made ready for comparing with this similarity."""
        return Features(account, self._spots.setdefault(account.spots, len(self._spots)))

    def score(self, one: Features, other: Features, least: float = -math.inf) -> float | None:
        """The sum, or None where the two cannot be one happening or nothing of time or place speaks for it.

        A sum that cannot reach ``least`` may come back as None too, before everything is weighed.
        """
        a, b = one.account, other.account
        if a.family != b.family or a.planned != b.planned:
            return None
        time = self._time(a, b)
        if time is None:
            return None
        total = (
            time.weight + self._type(a, b).weight + self._words(one, other) + self._copied(a, b) + self._document(a, b)
        )
        total += sum(reason.weight for reason in self._numbers(one, other))
        if total + _MOST < least:
            return None
        place = self._place(one, other)
        if place <= 0:
            return None
        return total + place + sum(reason.weight for reason in self._parties(one, other))

    def _place(self, one: Features, other: Features) -> float:
        key = (one.spots, other.spots)
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = compared(one.account.spots, other.account.spots)[0]
        return found

    def reasons(self, one: Features, other: Features) -> list[Reason]:
        """Everything that was weighed, the strongest first; what is missing for a merger is said in words."""
        a, b = one.account, other.account
        found = [self._type(a, b), *self._parties(one, other), *self._numbers(one, other)]
        found.append(self._time(a, b) or Reason("time", "apart", self.weights.limits["apart"]))
        weight, how, name = compared(a.spots, b.spots)
        found.append(Reason("place", how or "none", weight, name))
        alike = likeness(one.vector, other.vector)
        common = sorted(set(one.vector) & set(other.vector), key=lambda word: -one.vector[word])[:5]
        found.append(Reason("words", f"{alike:.2f}", self._words(one, other), " ".join(common)))
        found.append(Reason("document", "copies", self._copied(a, b)))
        found.append(Reason("document", "same", self._document(a, b)))
        return sorted((r for r in found if r.weight), key=lambda r: (-abs(r.weight), r.section, r.name))

    def _type(self, a: Account, b: Account) -> Reason:
        name = min((kinship(x, y) for x in a.types for y in b.types), key=_KINSHIPS.index)
        return Reason("type", name, self.weights.type[name])

    def _time(self, a: Account, b: Account) -> Reason | None:
        if "none" in (a.basis, b.basis):
            return None
        if a.basis == b.basis == "said":
            return self._said(a, b)
        if a.basis == b.basis:
            return self._published(abs(a.published - b.published))
        said, told = (a, b) if a.basis == "said" else (b, a)
        return self._told(said.first - told.published, told.published - said.last)

    def _said(self, a: Account, b: Account) -> Reason | None:
        gap = max(a.first, b.first) - min(a.last, b.last)
        if gap > 1:
            return None
        if gap == 1:
            return self._reason("next_day")
        return self._reason("same_day" if a.first == a.last and b.first == b.last else "overlap")

    def _told(self, ahead: int, delay: int) -> Reason | None:
        """One account gives the day, the other only when it was published, ``delay`` days later."""
        if ahead > 0 or delay > 7:
            return None
        return self._reason("reported_soon" if delay <= 1 else "reported_later" if delay <= 3 else "reported_late")

    def _published(self, gap: int) -> Reason | None:
        if gap > 7:
            return None
        return self._reason(("published_same", "published_next")[gap] if gap < 2 else
                            "published_near" if gap <= 4 else "published_far")  # fmt: skip

    def _reason(self, name: str) -> Reason:
        return Reason("time", name, self.weights.time[name])

    def _words(self, one: Features, other: Features) -> float:
        return self.weights.words["none"] + self.weights.words["slope"] * likeness(one.vector, other.vector)

    def _copied(self, a: Account, b: Account) -> float:
        return self.weights.words["copied"] if a.group == b.group and a.doc != b.doc else 0.0

    def _document(self, a: Account, b: Account) -> float:
        if a.doc != b.doc:
            return 0.0
        return self.weights.document["beside" if abs(a.sentence - b.sentence) < 400 else "far"]

    def _parties(self, one: Features, other: Features) -> list[Reason]:
        value = self.weights.parties
        actors = self._party("actor", one.actors, other.actors)
        targets = self._party("target", one.targets, other.targets)
        crossed = (one.actors & other.targets) | (one.targets & other.actors)
        crossed = frozenset(name for name in crossed if not says_little(name))
        found = [reason for reason in (actors, targets) if reason and not (crossed and reason.weight < 0)]
        if crossed and not found:
            found.append(Reason("parties", "crossed", value["crossed"], ", ".join(sorted(crossed))))
        return found

    def _party(self, role: str, ours: frozenset[str], theirs: frozenset[str]) -> Reason | None:
        value = self.weights.parties
        if not ours or not theirs:
            return None
        common = ours & theirs
        known = sorted(name for name in common if not says_little(name))
        if known:
            return Reason("parties", f"same_{role}", value[f"same_{role}"], ", ".join(known))
        if common:
            return Reason("parties", f"same_{role}", value[f"same_{role}"] * value["weak"], ", ".join(sorted(common)))
        pair = next(((x, y) for x in sorted(ours) for y in sorted(theirs) if self._related(x, y)), None)
        if pair:
            return Reason("parties", f"same_{role}", value[f"same_{role}"] * value["related"], " / ".join(pair))
        if any(map(says_little, ours | theirs)):
            return None
        what = f"{', '.join(sorted(ours))} / {', '.join(sorted(theirs))}"
        return Reason("parties", f"other_{role}", value[f"other_{role}"], what)

    def _numbers(self, one: Features, other: Features) -> list[Reason]:
        found = []
        for what in one.numbers.keys() & other.numbers.keys():
            pairs = ((x, y) for x in one.numbers[what] for y in other.numbers[what])
            best = max((self._number(x, y) for x, y in pairs), key=lambda r: (r.weight, r.what))
            factor = 1.0 if what == "killed" else self.weights.numbers["others"]
            found.append(Reason("numbers", best.name, best.weight * factor, f"{what} {best.what}"))
        return sorted(found, key=lambda reason: reason.what)

    def _number(self, x: Number, y: Number) -> Reason:
        value = self.weights.numbers
        a, b = (n.low if n.low is not None else n.high or 0 for n in (x, y))
        what = f"{a:g} / {b:g}"
        if a == b:
            return Reason(
                "numbers", "base", min(value["most"], value["base"] + value["doubling"] * math.log2(a + 1)), what
            )
        if _allows(x, b) or _allows(y, a):
            return Reason("numbers", "within", value["within"], what)
        ratio = (max(a, b) + 1) / (min(a, b) + 1)
        name = "near" if ratio <= 1.35 else "far" if ratio <= 2 else "apart"
        return Reason("numbers", name, value[name], what)


def _allows(number: Number, value: float) -> bool:
    """Whether an open or wide bound leaves room for a value."""
    low = number.low if number.low is not None else 0
    if number.high is None:
        return low <= value <= 2 * low + 2
    return low < number.high and low <= value <= number.high
