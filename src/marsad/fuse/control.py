"""Who held a place when, according to whom? Intervals from claims of capture, control, withdrawal, siege and fighting.

Rules, in the order of the days that the claims give (the date of publication where they give none):

- A capture or control claim makes its actor the holder. Where another root says on the same day or later that the one
  before still holds the place, or denies the capture, the place is claimed by two, until one root moves over.
- A withdrawal of the holder leaves the place to nobody: unknown.
- A siege makes it besieged, with the holder as it was; the lifting of the siege ends that.
- A clash or an advance makes it contested for :data:`FIGHTING` days, unless something else is said before.
- Planned and possible things change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from marsad.fuse.records import Account, Said, Spot
from marsad.fuse.similarity import Related
from marsad.model import Interval

FIGHTING = 7
"""Days after which a place that was fought over counts as it did before, when nothing more is said."""

_HOLDING = frozenset({"capture", "control"})
_FIGHTING = frozenset({"clash", "advance"})
_TYPES = _HOLDING | _FIGHTING | {"withdrawal", "siege", "siege.lift"}
_FINEST = ("site", "city", "admin2", "admin1", "region", "country", None)


class Told(msgspec.Struct, frozen=True, order=True):
    """One claim on a place: the day it is about, who says it, what, and of whom."""

    day: str
    published: str
    claim: str
    source: str
    type: str
    status: str
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


def told_of(place: str, accounts: Iterable[Account]) -> list[Told]:
    """The claims of accounts that are about the control of a place, given by its gazetteer id or its English name."""
    found = []
    for account in accounts:
        for claim in account.claims:
            if claim.type in _TYPES and _is_at(claim, place):
                published = date.fromordinal(account.published).isoformat() if account.published else ""
                day = claim.start or published
                if day:
                    found.append(_told(claim, day, published))
    return sorted(found)


def _told(claim: Said, day: str, published: str) -> Told:
    return Told(day, published, claim.claim, claim.root.name, claim.type, claim.status, claim.actors, claim.targets)


def _is_at(claim: Said, place: str) -> bool:
    """Whether the place is the finest one that the claim names: who takes a village has not taken its province."""
    roles = {"at"} if claim.type in _HOLDING else {"at", "near", "from"}
    named = [spot for spot in claim.spots if spot.role in roles]
    finest = min((_FINEST.index(spot.level) for spot in named), default=0)
    return any(_FINEST.index(spot.level) == finest and _named(spot, place) for spot in named)


def _named(spot: Spot, place: str) -> bool:
    return spot.id == place or (spot.name or "").casefold() == place.casefold()


class _State(msgspec.Struct, frozen=True):
    """What is believed from a day on."""

    day: str
    state: str
    holders: tuple[str, ...]
    claims: tuple[str, ...]


def control(
    claims: Iterable[Told], place: str, on: str | None = None, *, related: Related | None = None
) -> list[Interval]:
    """The intervals of a place: over all sources first (``source`` is None), then by each root source by its name.

    ``on`` keeps those that hold on this day (ISO). Intervals of one account are half-open, without gaps or overlaps,
    from the first claim on; the last one is open.
    """
    told = sorted(claims)
    same = related or (lambda one, other: one == other)
    sources = sorted({claim.source for claim in told})
    found = _intervals(place, None, _timeline(told, same))
    for source in sources:
        found += _intervals(place, source, _timeline([claim for claim in told if claim.source == source], same))
    return [each for each in found if on is None or holds_on(each, on)]


def holds_on(interval: Interval, day: str) -> bool:
    """Whether an interval covers a day."""
    return interval.start <= day and (interval.end is None or day < interval.end)


def changes(intervals: Sequence[Interval], since: str | None, until: str | None) -> list[Interval]:
    """The intervals that begin within a period (both days included): what changed in it."""
    return [
        each for each in intervals if (since is None or since <= each.start) and (until is None or each.start <= until)
    ]


def _timeline(told: Sequence[Told], related: Related) -> list[_State]:
    states: list[_State] = []
    said_by: dict[str, str] = {}
    for claim in told:
        before = _settled(states, claim.day)
        after = _after(before, claim, said_by, related)
        if after is None:
            continue
        states.append(after)
    return states


def _settled(states: list[_State], day: str) -> _State | None:
    """What holds on a day: fighting that nobody mentions any more has ended, back to what was before it."""
    if not states:
        return None
    last = states[-1]
    if last.state == "contested":
        over = (date.fromisoformat(last.day) + timedelta(days=FIGHTING)).isoformat()
        if over <= day:
            calm = next((state for state in reversed(states) if state.state != "contested"), None)
            state = ("held" if last.holders else "unknown") if calm is None else calm.state
            states.append(_State(over, state, calm.holders if calm else (), last.claims))
    return states[-1]


def _after(before: _State | None, claim: Told, said_by: dict[str, str], related: Related) -> _State | None:
    """The state that a claim makes of the one before, None where it changes nothing."""
    if claim.status == "denied":
        return _denied(before, claim, said_by)
    if claim.status != "reported":
        return None
    if claim.type in _HOLDING and claim.actors:
        return _held(before, claim, said_by, related)
    holders = before.holders if before else ()
    if claim.type == "withdrawal":
        left = tuple(name for name in holders if not _any_related((name,), claim.actors, related))
        return _State(claim.day, "held" if left else "unknown", left, (claim.claim,))
    if claim.type == "siege":
        return _State(claim.day, "besieged", holders or claim.targets, (claim.claim,))
    if claim.type == "siege.lift":
        return _State(claim.day, "held" if holders else "unknown", holders, (claim.claim,))
    if claim.type in _FIGHTING and not (before and before.state in ("besieged", "claimed_by_two")):
        return _State(claim.day, "contested", holders, (claim.claim,))
    return None


def _held(before: _State | None, claim: Told, said_by: dict[str, str], related: Related) -> _State:
    """A capture moves the place; who only says that somebody holds it may stand against another source."""
    rivals = [name for name in (before.holders if before else ()) if not _any_related((name,), claim.actors, related)]
    fresh = [name for name in rivals if said_by.get(name, claim.source) != claim.source]
    for name in claim.actors:
        said_by[name] = claim.source
    together = before is not None and (before.day == claim.day or claim.type == "control")
    if before is not None and fresh and together:
        holders = tuple(dict.fromkeys([*fresh, *claim.actors]))
        return _State(claim.day, "claimed_by_two", holders, (*before.claims, claim.claim))
    besieged = before is not None and before.state == "besieged" and not rivals
    return _State(claim.day, "besieged" if besieged else "held", claim.actors, (claim.claim,))


def _denied(before: _State | None, claim: Told, said_by: dict[str, str]) -> _State | None:
    """The denial of a capture by the one who is said to hold the place: another source's word against it."""
    if before is None or claim.type not in _HOLDING or not set(before.holders) & set(claim.actors):
        return None
    if all(said_by.get(name) == claim.source for name in before.holders):
        return _State(claim.day, "unknown", (), (claim.claim,))
    holders = tuple(dict.fromkeys([*before.holders, *claim.targets]))
    return _State(claim.day, "claimed_by_two", holders, (*before.claims, claim.claim))


def _any_related(ones: Sequence[str], others: Sequence[str], related: Related) -> bool:
    return any(related(one, other) for one in ones for other in others)


def _intervals(place: str, source: str | None, states: Sequence[_State]) -> list[Interval]:
    """The states as intervals: of several on one day the last counts, and equal neighbours are one."""
    last_of_day = {state.day: state for state in states}
    found: list[Interval] = []
    for state in (last_of_day[day] for day in sorted(last_of_day)):
        holders = sorted(state.holders)
        if found and (found[-1].state, found[-1].holders) == (state.state, holders):
            claims = list(dict.fromkeys([*found[-1].claims, *state.claims]))
            found[-1] = msgspec.structs.replace(found[-1], claims=claims)
            continue
        if found:
            found[-1] = msgspec.structs.replace(found[-1], end=state.day)
        found.append(Interval(place, state.day, None, state.state, holders, source, list(state.claims)))
    return found
