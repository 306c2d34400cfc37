"""Who stands on which side of an event, and what is each in the codes of the field?"""

from __future__ import annotations

import msgspec

from marsad.codebook import codebook
from marsad.codebook.crosswalk import countries, crosswalk
from marsad.export.happening import Happening, Party

STATE, ARMED, CIVILIANS = "state", "armed_group", "civilians"
_TWO_SIDED = ("clash", "talks", "agreement")
UNKNOWN = "unknown"
"""The codebook's name for a doer of whom the report says that nobody knows him."""

UNIDENTIFIED = "Unidentified Armed Group"
_UNIDENTIFIED_INTER = 3
_ABROAD = 8
_RIOTERS, _PROTESTERS = 5, 6


class Sides(msgspec.Struct, frozen=True):
    """Both sides of an event, the doing one first; of a clash both sides are its actors."""

    first: list[Party]
    second: list[Party]


def sides(happening: Happening) -> Sides:
    """The sides: actors and targets, or the first actor and the others where both sides act.

    A target that is no party (a bridge, a checkpoint) is on no side.
    """
    actors = [party for party in happening.actors if party.name != UNKNOWN]
    targets = [party for party in happening.targets if party.kind is not None and party.name != UNKNOWN]
    if happening.event.type in _TWO_SIDED and not targets:
        return Sides(actors[:1], actors[1:])
    return Sides(actors, targets)


def is_armed(party: Party) -> bool:
    """Whether a party is a state or an armed group."""
    return party.kind in (STATE, ARMED)


def violence(happening: Happening) -> tuple[int, Party, Party] | None:
    """UCDP's type of violence with side a and side b, ``None`` where a side is not known to be a party to it.

    1 a state against an armed group or another state, 2 an armed group against another, 3 a state or armed group
    against civilians; only what the codebook allows for the type of event.
    """
    both = sides(happening)
    first = next((party for party in both.first if is_armed(party)), None)
    second = next((party for party in both.second if is_armed(party)), None)
    civilians = next((party for party in both.second if party.kind == CIVILIANS), None)
    if first is None or (second is None and civilians is None):
        return None
    if second is not None:
        kind = "state-based" if STATE in (first.kind, second.kind) else "non-state"
        if second.kind == STATE and first.kind != STATE:
            first, second = second, first
    else:
        assert civilians is not None
        kind, second = "one-sided", civilians
    allowed = codebook().types[happening.event.type].ucdp if happening.event.type in codebook().types else []
    return (crosswalk().ucdp.violence[kind], first, second) if kind in allowed else None


def inter(party: Party, country: str | None, sub_event: str) -> int:
    """ACLED's code of an actor in an event in a country (two letters)."""
    codes = crosswalk().acled
    if party.kind == CIVILIANS and sub_event in ("Violent demonstration", "Mob violence"):
        return _RIOTERS
    if party.kind == CIVILIANS and "rotest" in sub_event:
        return _PROTESTERS
    if party.kind == STATE and party.country and country and party.country != country:
        return _ABROAD
    if party.id in codes.inter_of:
        return codes.inter_of[party.id]
    return codes.inter.get(party.kind or "", _UNIDENTIFIED_INTER)


def unidentified(country: str | None) -> tuple[str, int]:
    """ACLED's name and code for an actor whom no report names."""
    known = countries().get(country or "")
    return (f"{UNIDENTIFIED} ({known.acled})" if known else UNIDENTIFIED), _UNIDENTIFIED_INTER


def interaction(first: int, second: int | None) -> int:
    """ACLED's two digits for who met whom, the lower code first: 17; 10 and so on for one side alone."""
    if second is None:
        return first * 10
    low, high = sorted((first, second))
    return low * 10 + high


def holds(condition: str, happening: Happening) -> bool:
    """Whether a condition of the crosswalk's choices holds."""
    both, numbers = sides(happening), happening.event.numbers
    opponent = any(is_armed(party) for party in both.second)
    if condition == "civilians":
        return not opponent and any(party.kind == CIVILIANS for party in both.second)
    if condition == "state":
        return bool(both.first) and both.first[0].kind == STATE
    if condition == "opponent":
        return opponent
    if condition == "weapons":
        return bool({"weapons", "explosives", "aircraft", "shells"} & set(numbers))
    if condition == "harm":
        return bool({"killed", "wounded", "casualties"} & set(numbers))
    return condition == "always"
