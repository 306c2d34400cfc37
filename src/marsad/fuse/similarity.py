"""How much speaks for two accounts being about one happening, and what?"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable

import msgspec

from marsad.fuse.blocks import REPRINTED_DAYS
from marsad.fuse.days import both_published, both_said, one_said
from marsad.fuse.features import Features
from marsad.fuse.places import Places, is_large
from marsad.fuse.records import Account, Number
from marsad.fuse.weights import kinship, says_little, weights
from marsad.fuse.words import likeness

_REMEMBERED = 250_000
_RISE = 3
_EQUAL, _ALIKE, _RESEMBLING = 1.0, 0.5, 0.35
_CROWDED = frozenset({"same_capital", "same_metropolis"})
_ONE_DAY = frozenset(
    {"same_day", "overlap", "reported_soon", "reported_later", "reported_late", "published_same", "published_next"}
)
_SAID = frozenset({"same_day", "overlap"})
_SURE_DAY = _ONE_DAY - {"reported_late"}
_NARROW = frozenset(
    {
        "same_site",
        "same_village",
        "same_city",
        "same_metropolis",
        "same_capital",
        "near",
        "in_town",
        "same_named",
        "named",
    }
)
_DISAGREEING = frozenset({"apart", "other_site"})
_KINSHIPS = ("rare", "same", "kin", "other")
_PEOPLE = frozenset({"wounded", "abducted", "captured", "casualties", "missing", "displaced"})
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


class Similarity:
    """The sum of the weights over everything that two accounts can be compared by."""

    def __init__(self, related: Related) -> None:
        self._related = related
        self._numbered: dict[object, int] = {}
        self._places = Places()
        self._agreeing: dict[tuple[int, int], tuple[float, str]] = {}
        self._known: dict[tuple[int, int], float] = {}
        self.weights = weights()
        self._times, self._types = self.weights.time, self.weights.type
        self._lacking = self.weights.limits["lacking"]

    def features(self, account: Account) -> Features:
        """The account made ready for comparing with this similarity."""
        return Features(account, self._numbered, self._places)

    def score(self, one: Features, other: Features, least: float = -math.inf) -> float | None:
        """The sum, or None where the two cannot be one happening.

        Where no place speaks for it, whatever else does, it is the limit ``lacking``, which links nothing.
        A sum that cannot reach ``least`` may come back as None too, before everything is weighed.
        """
        if one.kind != other.kind or _answers(one, other):
            return None
        time = self._time(one, other)
        if time is None:
            return None
        place, how = self._place(one, other)
        if place <= 0:
            return None if place else self._lacking
        total = self._times[time] + place + self._types[_kinship(one.types, other.types, time, how)]
        if _drags_on(time, one, other):
            total += self._types["lasting"]
        if one.group == other.group:
            a, b = one.account, other.account
            total += self._copied(a, b) + self._document(a, b)
        if one.sided and other.sided:
            key = (one.parties, other.parties)
            found = self._known.get(key)
            total += self._weighed(key, one, other) if found is None else found
        if one.numbers and other.numbers:
            total += _sum(self._numbers(one, other))
        if total + self._most_words < least:
            return None
        return total + self._words(one, other)

    def _place(self, one: Features, other: Features) -> tuple[float, str]:
        key = (one.places, other.places)
        found = self._agreeing.get(key)
        if found is None:
            if len(self._agreeing) > _REMEMBERED:
                self._agreeing.clear()
            found = self._agreeing[key] = self._places.compared(one.spots, other.spots)[:2]
        if found[0] < self.weights.place["named"] and one.anywhere != other.anywhere:
            how, _ = self._named(one, other)
            if how and found[0] < self.weights.place[how]:
                return self.weights.place[how], how
        return found

    def _named(self, one: Features, other: Features) -> tuple[str, str]:
        """(name of the weight, words) where the sentence of one, about no town that is known, names the other's."""
        less, more = (one, other) if one.anywhere else (other, one)
        found = (town for town in more.account.named if all(word in less.vector for word in town[1]))
        place, words = next(found, ("", ()))
        return ("named_large" if is_large(place) else "named") if place else "", " ".join(words)

    @functools.cached_property
    def _most_words(self) -> float:
        return self.weights.words["none"] + self.weights.words["slope"]

    def _weighed(self, key: tuple[int, int], one: Features, other: Features) -> float:
        """What two numbered sets of parties weigh, to be remembered."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        found = self._known[key] = _sum(self._parties(one, other))
        return found

    def reasons(self, one: Features, other: Features) -> list[Reason]:
        """Everything that was weighed, the strongest first; what is missing for a merger is said in words."""
        a, b = one.account, other.account
        time = self._time(one, other)
        kin = _kinship(a.types, b.types, time or "", self._place(one, other)[1])
        found = [Reason("type", kin, self.weights.type[kin]), *self._parties(one, other), *self._numbers(one, other)]
        if _drags_on(time, one, other):
            found.append(Reason("type", "lasting", self.weights.type["lasting"]))
        found.append(Reason("time", time or "apart", self.weights.time[time] if time else self.weights.limits["apart"]))
        _, _, name = self._places.compared(one.spots, other.spots)
        weight, how = self._place(one, other)
        if how.startswith("named"):
            name = self._named(one, other)[1]
        found.append(Reason("place", how or "none", weight, name))
        alike = self._alike(one, other)
        common = sorted(set(one.vector) & set(other.vector), key=lambda word: (-one.vector[word], word))[:5]
        found.append(Reason("words", f"{alike:.2f}", self._words(one, other), " ".join(common)))
        found.append(Reason("document", "copies", self._copied(a, b)))
        found.append(Reason("document", "same", self._document(a, b)))
        return sorted((r for r in found if r.weight), key=lambda r: (-abs(r.weight), r.section, r.name))

    def _time(self, one: Features, other: Features) -> str | None:
        """The name of how two times stand to each other, None where they exclude each other."""
        a, b = one.account, other.account
        if a.basis == "said":
            if b.basis == "said":
                said = both_said(a, b)
                if said == "next_day" and one.people & other.people:
                    return "next_day_alike"
                return said or ("reprinted" if self.reprinted(one, other) else None)
            return one_said(a, b) if b.basis == "published" else None
        if a.basis != "published" or b.basis == "none":
            return None
        return one_said(b, a) if b.basis == "said" else both_published(abs(a.published - b.published))

    def reprinted(self, one: Features, other: Features) -> bool:
        """Whether both say days that exclude each other, but are one text, printed again some days later.

        Then "on Friday" has become another week's Friday, or "yesterday" the day before the second print; the sentence
        and a number of people are the same.
        """
        a, b = one.account, other.account
        if a.basis != "said" or b.basis != "said":
            return False
        days, between = abs(a.first - b.first), abs(a.published - b.published)
        if days < 2 or not between or days not in (7, between) or days > REPRINTED_DAYS:
            return False
        return bool(one.people & other.people) and likeness(one.vector, other.vector) >= self.weights.words["reprint"]

    def tolls(self, one: Features, other: Features) -> int:
        """1 where the numbers of dead agree or may, -1 where they contradict each other, 0 where one has none."""
        ours, theirs = one.numbers.get("killed"), other.numbers.get("killed")
        if not ours or not theirs:
            return 0
        if any(self._number(x, y).name != "apart" for x in ours for y in theirs):
            return 1
        return -1 if _part("killed", one, other) is None and not _rises(one, other) else 0

    def strong(self, one: Features, other: Features) -> bool:
        """Whether more speaks for two than place, parties and days, and neither tolls nor other numbers against it.

        That is an equal number, words that are alike, or a type that seldom happens twice in one place and day. Where
        not both say the day, they must agree in a town and in the type.
        """
        time, how = self._time(one, other), self._place(one, other)[1]
        if time not in _SURE_DAY or _drags_on(time, one, other) or self.tolls(one, other) < 0:
            return False
        kin = _kinship(one.types, other.types, time, how)
        if time not in _SAID and (how not in _NARROW or kin not in ("rare", "same")):
            return False
        numbers = self._numbers(one, other)
        if how in _DISAGREEING or any(reason.name == "apart" for reason in numbers):
            return False
        equal = sum(reason.weight for reason in numbers if reason.name == "base")
        return kin == "rare" or equal >= _EQUAL or self._alike(one, other) >= _ALIKE

    def narrow(self, one: Features, other: Features) -> bool:
        """Whether two agree in a town (no city of millions) or a site, or much in their words, and neither drags on."""
        if _drags_on(self._time(one, other), one, other):
            return False
        return self._place(one, other)[1] in _NARROW - _CROWDED or self._alike(one, other) >= _RESEMBLING

    def _words(self, one: Features, other: Features) -> float:
        return self.weights.words["none"] + self.weights.words["slope"] * self._alike(one, other)

    @staticmethod
    def _alike(one: Features, other: Features) -> float:
        """How alike the words are; two accounts of one sentence share it."""
        a, b = one.account, other.account
        if a.doc == b.doc and a.sentence == b.sentence:
            return 1.0
        return likeness(one.vector, other.vector)

    def _copied(self, a: Account, b: Account) -> float:
        return self.weights.words["copied"] if a.group == b.group and a.doc != b.doc else 0.0

    def _document(self, a: Account, b: Account) -> float:
        if a.doc != b.doc:
            return 0.0
        return self.weights.document["beside" if abs(a.sentence - b.sentence) < 400 else "far"]

    def _parties(self, one: Features, other: Features) -> list[Reason]:
        value = self.weights.parties
        unnamed = one.unnamed | other.unnamed
        actors = self._party("actor", one.actors, other.actors, unnamed)
        targets = self._party("target", one.targets, other.targets, unnamed)
        crossed = (one.actors & other.targets) | (one.targets & other.actors)
        crossed = frozenset(name for name in crossed if not says_little(name))
        found = [reason for reason in (actors, targets) if reason and not (crossed and reason.weight < 0)]
        if crossed and not found:
            found.append(Reason("parties", "crossed", value["crossed"], ", ".join(sorted(crossed))))
        return found

    def _party(self, role: str, ours: frozenset[str], theirs: frozenset[str], unnamed: frozenset[str]) -> Reason | None:
        """What two sides weigh; words of a text that the registry has no name for contradict nothing."""
        value = self.weights.parties
        if not ours or not theirs:
            return None
        common = ours & theirs
        known = sorted(name for name in common if not says_little(name))
        if known:
            return Reason("parties", f"same_{role}", value[f"same_{role}"], ", ".join(known))
        if common:
            return Reason("parties", f"same_{role}", value[f"same_{role}"] * value["weak"], ", ".join(sorted(common)))
        ours, theirs = ours - unnamed, theirs - unnamed
        if not ours or not theirs:
            return None
        pair = next(((x, y) for x in sorted(ours) for y in sorted(theirs) if self._related(x, y)), None)
        if pair:
            return Reason("parties", f"same_{role}", value[f"same_{role}"] * value["related"], " / ".join(pair))
        if any(map(says_little, ours | theirs)):
            return None
        what = f"{', '.join(sorted(ours))} / {', '.join(sorted(theirs))}"
        return Reason("parties", f"other_{role}", value[f"other_{role}"], what)

    def _numbers(self, one: Features, other: Features) -> list[Reason]:
        found = []
        for what in sorted(one.numbers.keys() & other.numbers.keys()):
            pairs = ((x, y) for x in one.numbers[what] for y in other.numbers[what])
            best = max((self._number(x, y) for x, y in pairs), key=lambda r: (r.weight, r.what))
            if best.weight < 0 and (shared := _part(what, one, other)) is not None:
                best = Reason("numbers", "part", self._equal(shared) * self.weights.numbers["part"], f"{shared:g}")
            factor = 1.0 if what == "killed" else self.weights.numbers["others" if what in _PEOPLE else "things"]
            if best.weight < 0 and one.account.doc == other.account.doc:
                factor *= self.weights.numbers["one_document"]
            found.append(Reason("numbers", best.name, best.weight * factor, f"{what} {best.what}"))
        return sorted(found, key=lambda reason: reason.what)

    def _equal(self, number: float) -> float:
        value = self.weights.numbers
        return min(value["most"], value["base"] + value["doubling"] * math.log2(number + 1))

    def _number(self, x: Number, y: Number) -> Reason:
        value = self.weights.numbers
        a, b = (n.low if n.low is not None else n.high or 0 for n in (x, y))
        what = f"{a:g} / {b:g}"
        if a == b:
            return Reason("numbers", "base", self._equal(a), what)
        if _allows(x, b) or _allows(y, a):
            return Reason("numbers", "within", value["within"], what)
        ratio = (max(a, b) + 1) / (min(a, b) + 1)
        name = "near" if ratio <= 1.35 else "far" if ratio <= 2 else "apart"
        return Reason("numbers", name, value[name], what)


def _answers(one: Features, other: Features) -> bool:
    """Whether the sentence of both tells one as the reason of the other."""
    a, b = one.account, other.account
    return one.answered != other.answered and a.sentence == b.sentence and a.doc == b.doc


def _drags_on(time: str | None, one: Features, other: Features) -> bool:
    """Whether one tells of what may go on for weeks, and not both say when."""
    return time not in _SAID and (one.lasting or other.lasting)


def _rises(one: Features, other: Features) -> bool:
    """Whether the later of two accounts gives more dead, though not many times as many: a toll that goes up."""
    a, b = sorted((one, other), key=lambda each: each.account.published)
    if not 0 < b.account.published - a.account.published <= REPRINTED_DAYS:
        return False
    before, after = (max((n.low or n.high or 0 for n in each.numbers["killed"]), default=0) for each in (a, b))
    return before < after <= _RISE * before


def _part(what: str, one: Features, other: Features) -> float | None:
    """The number that is the whole of one account and a part of the other's ("13 dead, three of them in an ambush")."""
    for ours, theirs in ((one, other), (other, one)):
        for number in ours.numbers[what]:
            if number.low is not None and number.low > 1 and (what, number.low) in theirs.parts:
                return number.low
    return None


def _allows(number: Number, value: float) -> bool:
    """Whether an open or wide bound leaves room for a value."""
    low = number.low if number.low is not None else 0
    if number.high is None:
        return low <= value <= 2 * low + 2
    return low < number.high and low <= value <= number.high


@functools.lru_cache(maxsize=100_000)
def _kinship(ones: tuple[str, ...], others: tuple[str, ...], time: str, how: str) -> str:
    """The closest kinship of two accounts' types; in a city of millions, or over many days, no type is rare."""
    name = min((kinship(x, y) for x in ones for y in others), key=_KINSHIPS.index)
    return "same" if name == "rare" and (how in _CROWDED or time not in _ONE_DAY) else name


def _sum(reasons: list[Reason]) -> float:
    return sum(reason.weight for reason in reasons)
