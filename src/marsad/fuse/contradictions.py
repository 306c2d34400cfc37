"""Where do the claims of an event disagree? Typed contradictions, each with the claims on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from marsad.fuse.accounts import day
from marsad.fuse.places import compared, distance_km
from marsad.fuse.records import Account, Said, Spot
from marsad.fuse.similarity import Related
from marsad.fuse.spread import Figure, figures, is_update
from marsad.fuse.weights import says_little
from marsad.model import Contradiction

_COUNTED = frozenset({"killed", "wounded", "abducted", "captured", "casualties", "displaced", "missing"})
_APART_KM = 15.0
_TAKEN, _LOST = frozenset({"capture", "control"}), frozenset({"repel", "withdrawal"})


def contradictions(accounts: Sequence[Account], related: Related) -> list[Contradiction]:
    """All contradictions among the accounts of one event, in a fixed order."""
    claims = [claim for account in accounts for claim in account.claims]
    found = [*_occurrence(claims), *_numbers(accounts)]
    found += _sides("actor", None, _named(claims, lambda claim: claim.actors), _unrelated(related))
    found += _sides("target", None, _named(claims, lambda claim: claim.targets), _unrelated(related))
    found += _sides("place", None, _placed(claims), _far)
    found += _sides("time", None, _dated(accounts), lambda one, other: one != other)
    found += _outcome(claims)
    return found


def _occurrence(claims: Sequence[Said]) -> Iterable[Contradiction]:
    denied = [claim.claim for claim in claims if claim.status == "denied"]
    reported = [claim.claim for claim in claims if claim.status == "reported"]
    if denied and reported:
        yield Contradiction("occurrence", None, [sorted(reported), sorted(denied)])


def _numbers(accounts: Sequence[Account]) -> Iterable[Contradiction]:
    for what, said in figures(accounts).items():
        if what in _COUNTED:
            yield from _disagreeing(what, _last_words(said))


def _last_words(said: Sequence[Figure]) -> list[Figure]:
    """The figures that no later one of the same source, or a running toll, replaces."""
    return [one for one in said if not any(other is not one and _replaced(one, other) for other in said)]


def _replaced(one: Figure, other: Figure) -> bool:
    return is_update(one, other) and (other.low, other.high) != (one.low, one.high) and other.published > one.published


def _disagreeing(what: str, said: Sequence[Figure]) -> Iterable[Contradiction]:
    sides: list[list[Figure]] = []
    for figure in sorted(said, key=lambda f: (f.low or 0, f.high or 0, f.claim)):
        home = next((side for side in sides if all(_agree(figure, other) for other in side)), None)
        if home is None:
            sides.append([figure])
        else:
            home.append(figure)
    if len(sides) > 1:
        yield Contradiction("number", what, [sorted({figure.claim for figure in side}) for side in sides])


def _agree(one: Figure, other: Figure) -> bool:
    """Whether some number lies within the bounds of both."""
    low = max(one.low or 0, other.low or 0)
    return all(figure.high is None or figure.high >= low for figure in (one, other))


Valued = tuple[object, str]


def _named(claims: Sequence[Said], names: Callable[[Said], tuple[str, ...]]) -> list[Valued]:
    """(parties, claim) for the claims that name parties that say something."""
    told = (
        (frozenset(n for n in names(claim) if not says_little(n)), claim.claim)
        for claim in claims
        if claim.status != "denied"
    )
    return [(parties, claim) for parties, claim in told if parties]


def _unrelated(related: Related) -> Callable[[object, object], bool]:
    def apart(one: object, other: object) -> bool:
        assert isinstance(one, frozenset) and isinstance(other, frozenset)
        return not one & other and not any(related(x, y) for x in one for y in other)

    return apart


def _placed(claims: Sequence[Said]) -> list[Valued]:
    told = ((tuple(p for p in claim.spots if p.specific and p.role != "from"), claim.claim) for claim in claims)
    return [(places, claim) for places, claim in told if places]


def _far(one: object, other: object) -> bool:
    assert isinstance(one, tuple) and isinstance(other, tuple)
    return compared(one, other)[0] <= 0 and _nearest(one, other) > _APART_KM


def _nearest(ones: Sequence[Spot], others: Sequence[Spot]) -> float:
    return min(distance_km(one, other) for one in ones for other in others)


def _dated(accounts: Sequence[Account]) -> list[Valued]:
    return [
        (claim.start, claim.claim)
        for account in accounts
        if account.basis == "said" and account.first == account.last
        for claim in account.claims
        if claim.start and day(claim.start) == day(claim.end) == account.first
    ]


def _sides(
    kind: str, field: str | None, told: Sequence[Valued], apart: Callable[[object, object], bool]
) -> Iterable[Contradiction]:
    """One contradiction where values that are apart stand against each other; each side agrees within itself."""
    claims: dict[object, set[str]] = {}
    for value, claim in sorted(told, key=lambda each: (_spelled(each[0]), each[1])):
        claims.setdefault(value, set()).add(claim)
    sides: list[list[object]] = []
    for each in claims:
        home = next((side for side in sides if not any(apart(each, other) for other in side)), None)
        if home is None:
            sides.append([each])
        else:
            home.append(each)
    against = [
        side
        for side in sides
        if all(any(apart(x, y) for x in side for y in other) for other in sides if other is not side)
    ]
    if len(against) > 1:
        yield Contradiction(kind, field, [sorted(set().union(*map(claims.__getitem__, side))) for side in against])


def _spelled(value: object) -> str:
    if isinstance(value, frozenset):
        return " ".join(sorted(value))
    if isinstance(value, tuple):
        return " ".join(place.id or place.words for place in value)
    return str(value)


def _outcome(claims: Sequence[Said]) -> Iterable[Contradiction]:
    """A place said to be taken and, of the same attempt, said to have been held or left again by the taker."""
    told = [claim for claim in claims if claim.status == "reported"]
    pairs = ((one, other) for one, other in combinations(told, 2))
    taken, lost = set(), set()
    for one, other in pairs:
        for a, b in ((one, other), (other, one)):
            if a.type in _TAKEN and b.type in _LOST and set(a.actors) & set(_failing(b)):
                taken.add(a.claim)
                lost.add(b.claim)
    if taken:
        yield Contradiction("outcome", None, [sorted(taken), sorted(lost)])


def _failing(claim: Said) -> tuple[str, ...]:
    """The side that did not get through: who was repelled, who withdrew."""
    return claim.targets if claim.type == "repel" else claim.actors
