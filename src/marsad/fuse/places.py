"""How do two places stand to each other: one place, near, one inside the other, apart?"""

from __future__ import annotations

import functools
import math

from marsad.fuse.records import Spot
from marsad.fuse.weights import weights
from marsad.model import PlaceMention

_KM = 111.2
_FACTOR = {"from": 0.6, "to": 0.8, "toward": 0.7}
_CONFLICT_KM = 25.0
_VILLAGE, _METROPOLIS = 50_000, 500_000


def spot(mention: PlaceMention, words: str) -> Spot:
    """A place mention as it is compared."""
    return Spot(
        mention.role, words, mention.id, mention.name, mention.country, mention.level,
        mention.lat, mention.lon, mention.precision_km, _admin1().get(mention.id or ""),
    )  # fmt: skip


@functools.cache
def _admin1() -> dict[str, str]:
    """Place id to the code of its first-order division."""
    from marsad.gazetteer.index import Gazetteer

    return {place.id: place.admin1 for place in Gazetteer.default().all if place.admin1}


@functools.cache
def _people() -> dict[str, int]:
    """Place id to its population where that is known."""
    from marsad.gazetteer.index import Gazetteer

    return {place.id: place.population for place in Gazetteer.default().all if place.population}


@functools.cache
def capitals() -> frozenset[str]:
    """The ids of capitals."""
    from marsad.gazetteer.index import Gazetteer

    return frozenset(place.id for place in Gazetteer.default().capitals.values())


def distance_km(one: Spot, other: Spot) -> float:
    """Kilometres between two places (on a plane, which is enough for near places); infinite where one is unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    east = (one.lon - other.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return _KM * math.hypot(one.lat - other.lat, east)


@functools.lru_cache(maxsize=500_000)
def relation(one: Spot, other: Spot) -> tuple[str, float]:
    """How two places stand to each other and what that weighs: ("apart", 0) where nothing speaks for one place."""
    how, value = _relation(one, other)
    factor = _FACTOR.get(one.role, 1.0) * _FACTOR.get(other.role, 1.0)
    if not (one.own and other.own):
        factor *= weights().place["context"]
    return how, value * factor


def _relation(one: Spot, other: Spot) -> tuple[str, float]:
    value = weights().place
    if one.id is not None and one.id == other.id:
        name = f"same_{_rank(one)}"
        return name, value[name]
    if not (one.specific and other.specific) and (alike := _by_words(one, other)):
        return alike
    if one.country and other.country and one.country != other.country and distance_km(one, other) > _CONFLICT_KM:
        return "apart", 0.0
    if one.specific and other.specific:
        return _points(one, other)
    return _inside(one, other)


def _rank(place: Spot) -> str:
    if place.id in capitals():
        return "capital"
    if place.level == "city":
        people = _people().get(place.id or "", 0)
        return "village" if people < _VILLAGE else "city" if people < _METROPOLIS else "metropolis"
    return place.level if place.level in ("site", "admin2", "admin1", "region") else "country"


def _by_words(one: Spot, other: Spot) -> tuple[str, float] | None:
    """Places that no gazetteer has in the same words."""
    if (one.id and other.id) or not set(one.words.split()) & set(other.words.split()):
        return None
    return "same_words", weights().place["same_words"]


def _points(one: Spot, other: Spot) -> tuple[str, float]:
    apart = distance_km(one, other)
    reach = min(30.0, max(6.0, (one.precision_km or 5.0) + (other.precision_km or 5.0)))
    return ("near", weights().place["near"] * (1 - 0.4 * apart / reach)) if apart <= reach else ("apart", 0.0)


def _inside(one: Spot, other: Spot) -> tuple[str, float]:
    """One of the two, at least, is an area."""
    value = weights().place
    if one.country != other.country:
        return "apart", 0.0
    areas = {
        place.level if place.id or place.level == "region" else "country"
        for place in (one, other)
        if not place.specific
    }
    if "country" in areas or not one.country:
        return "country_contained", value["country_contained"] * bool(one.country)
    if "region" in areas:
        near = not 300 < distance_km(one, other) < math.inf
        return ("region_contained", value["region_contained"]) if near else ("apart", 0.0)
    if one.admin1 and one.admin1 == other.admin1:
        return "contained", value["contained"]
    if one.name and one.name == other.name:
        return "contained", value["contained"]
    return "apart", 0.0


def compared(ones: tuple[Spot, ...], others: tuple[Spot, ...]) -> tuple[float, str, str]:
    """(weight, how, name) of the best agreement of two sets of places, less where both are sure and disagree."""
    best, how, name, agreeing = 0.0, "", "", 0
    nearest, both_sure = math.inf, False
    for one in ones:
        for other in others:
            found, value = relation(one, other)
            if value > best:
                best, how, name = value, found, one.name or one.words
            agreeing += value > 1.0
            if one.specific and other.specific and one.own and other.own:
                both_sure = True
                nearest = min(nearest, distance_km(one, other))
    if both_sure and nearest > _CONFLICT_KM:
        return best + weights().place["apart"], "apart", name
    if agreeing > 1:
        best += weights().place["second"]
    return best, how, name
