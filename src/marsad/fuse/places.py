"""How do two places stand to each other: one place, near, one inside the other, apart?"""

from __future__ import annotations

import functools
import math

from marsad.arabic.normal import fold
from marsad.fuse.records import Spot
from marsad.fuse.weights import place_words, weights
from marsad.fuse.words import name_words, stem
from marsad.model import PlaceMention

_KM = 111.2
_FACTOR = {"from": 0.6, "to": 0.8, "toward": 0.7}
_CONFLICT_KM, _TOWN_KM, _SITE_KM = 25.0, 8.0, 2.5
_TOWN = frozenset(
    {
        "in_town",
        "in_metropolis",
        "same_city",
        "same_metropolis",
        "same_capital",
        "same_admin1",
        "contained",
        "same_country",
    }
)
_BORDER_KM, _CELL = 60.0, 1.0
_REMEMBERED = 250_000
_VILLAGE, _METROPOLIS = 50_000, 500_000


def spot(mention: PlaceMention, words: str) -> Spot:
    """A place mention as it is compared: its words only where no gazetteer knows it; a bare noun as context."""
    role = mention.role if mention.role in _FACTOR else "at"
    return Spot(
        role, "" if mention.id else words, mention.id, mention.name, mention.country, mention.level,
        mention.lat, mention.lon, mention.precision_km, _admin1().get(mention.id or ""), not _is_bare(words),
    )  # fmt: skip


def _is_bare(words: str) -> bool:
    """Whether the words are a noun alone that stands for a place named before: "the region"."""
    return words in _bare()


@functools.cache
def _bare() -> frozenset[str]:
    return frozenset(map(fold, place_words().bare["words"]))


@functools.cache
def _border() -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in place_words().border["words"])


@functools.lru_cache(maxsize=20_000)
def is_border(place: Spot) -> bool:
    """Whether a vague place is a country's border: what lies on it may lie in the country beside."""
    return place.level == "region" and place.id is None and any(stem(word) in _border() for word in place.words.split())


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


@functools.cache
def seats() -> frozenset[str]:
    """The ids of towns that are called like the first-order division that they lie in."""
    from marsad.gazetteer.index import Gazetteer

    everything = Gazetteer.default().all
    divisions = {(place.admin1, place.name) for place in everything if place.level == "admin1" and place.admin1}
    return frozenset(
        place.id for place in everything if place.level == "city" and (place.admin1, place.name) in divisions
    )


def is_large(place: str) -> bool:
    """Whether the place of an id is a capital or a city where more than one thing happens in a day."""
    return place in capitals() or _people().get(place, 0) >= _METROPOLIS


def distance_km(one: Spot, other: Spot) -> float:
    """Kilometres between two places (on a plane, which is enough for near places); infinite where one is unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    east = (one.lon - other.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return _KM * math.hypot(one.lat - other.lat, east)


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
    if (not (one.specific and other.specific) or not (one.id or other.id)) and (alike := _by_words(one, other)):
        return alike
    if one.country and other.country and one.country != other.country:
        if is_border(one) or is_border(other):
            return _at_border(one, other)
        if distance_km(one, other) > _CONFLICT_KM:
            return "apart", 0.0
    if one.specific and other.specific:
        found = _points(one, other)
        if found[0] == "apart" and _metonym(one, other):
            return "metonym", value["metonym"]
        return found
    return _inside(one, other)


def _at_border(one: Spot, other: Spot) -> tuple[str, float]:
    """A country's border, and what lies in the country beside it, or the border of that."""
    border, place = (one, other) if is_border(one) else (other, one)
    if is_border(place):
        near = _neighbours(border.country or "", place.country or "")
    else:
        reach = _BORDER_KM + min(place.precision_km or 0.0, _BORDER_KM)
        point = (place.lat, place.lon) if place.lat is not None and place.lon is not None else None
        near = place.level != "country" and point is not None and _reaches(point, reach, border.country or "")
    return ("at_border", weights().place["at_border"]) if near else ("apart", 0.0)


@functools.lru_cache(maxsize=20_000)
def _reaches(point: tuple[float, float], reach: float, country: str) -> bool:
    """Whether a town of a country lies within so many kilometres of a point."""
    here = Spot("at", "", lat=point[0], lon=point[1])
    return any(distance_km(here, town) <= reach for town in _beside(country, _cell(point)))


@functools.cache
def _neighbours(one: str, other: str) -> bool:
    """Whether two countries have towns near each other."""
    return any(_beside(other, cell) for cell in _towns(one))


def _beside(country: str, cell: tuple[int, int]) -> list[Spot]:
    """The towns of a country in a cell of the map and in those around it."""
    towns = _towns(country)
    around = ((cell[0] + north, cell[1] + east) for north in (-1, 0, 1) for east in (-1, 0, 1))
    return [town for near in around for town in towns.get(near, ())]


def _cell(point: tuple[float, float]) -> tuple[int, int]:
    return int(point[0] // _CELL), int(point[1] // _CELL)


@functools.cache
def _towns(country: str) -> dict[tuple[int, int], list[Spot]]:
    """The towns of a country as points, by the cells of the map that they lie in."""
    from marsad.gazetteer.index import Gazetteer

    found: dict[tuple[int, int], list[Spot]] = {}
    for place in Gazetteer.default().all:
        if place.country == country and place.level == "city" and place.lat is not None and place.lon is not None:
            cell = _cell((place.lat, place.lon))
            found.setdefault(cell, []).append(Spot("at", "", lat=place.lat, lon=place.lon))
    return found


def _metonym(one: Spot, other: Spot) -> bool:
    """Whether one is a town that may stand for its province, in which the other lies: "in Diyarbakir"."""
    if not one.admin1 or one.admin1 != other.admin1:
        return False
    return any(place.level == "city" and place.id in seats() for place in (one, other))


def _rank(place: Spot) -> str:
    if place.id in capitals():
        return "capital"
    if place.level == "city":
        people = _people().get(place.id or "", 0)
        return "village" if people < _VILLAGE else "city" if people < _METROPOLIS else "metropolis"
    return place.level if place.level in ("site", "admin2", "admin1", "region") else "country"


def _by_words(one: Spot, other: Spot) -> tuple[str, float] | None:
    """Places that no gazetteer has in the same words."""
    if (one.id and other.id) or (one.country and other.country and one.country != other.country):
        return None
    common = set(one.words.split()) & set(other.words.split())
    if not (name_words(" ".join(sorted(common))) or (one.name and one.name == other.name)):
        return None
    telling = name_words(one.words)
    named = telling and telling == name_words(other.words) and one.level == other.level == "site"
    name = "same_named" if named else "same_words"
    return name, weights().place[name]


def _points(one: Spot, other: Spot) -> tuple[str, float]:
    """Two towns or sites that the gazetteer tells apart: near each other, or a quarter and its city."""
    value, apart = weights().place, distance_km(one, other)
    sites = (one.level == "site") + (other.level == "site")
    if sites == 1:
        town = other if one.level == "site" else one
        name = "in_metropolis" if _rank(town) in ("capital", "metropolis") else "in_town"
        return (name, value[name]) if apart <= max(_TOWN_KM, town.precision_km or 0.0) else ("apart", 0.0)
    reach = _SITE_KM if sites else min(_TOWN_KM, (one.precision_km or 5.0) + (other.precision_km or 5.0))
    return ("near", value["near"]) if apart <= reach else ("apart", 0.0)


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


class Places:
    """Places numbered, with what is known of every two of them: comparing sets of them becomes looking up."""

    def __init__(self) -> None:
        self._numbers: dict[Spot, int] = {}
        self._spots: list[Spot] = []
        self._found: dict[tuple[int, int], tuple[str, float, float]] = {}

    def numbered(self, spots: tuple[Spot, ...]) -> tuple[int, ...]:
        """The numbers of some places."""
        return tuple(self._number(place) for place in spots)

    def _number(self, place: Spot) -> int:
        at = self._numbers.setdefault(place, len(self._spots))
        if at == len(self._spots):
            self._spots.append(place)
        return at

    def compared(self, ones: tuple[int, ...], others: tuple[int, ...]) -> tuple[float, str, str]:
        """(weight, how, name) of the best agreement of two sets of places, less where both are sure and disagree."""
        best, how, at, agreeing, nearest = 0.0, "", -1, 0, -1.0
        for one in ones:
            for other in others:
                pair = (one, other)
                found, value, apart = self._found.get(pair) or self._look(pair)
                if value > best:
                    best, how, at = value, found, one
                agreeing += value > 1.0
                if apart >= 0 and (nearest < 0 or apart < nearest):
                    nearest = apart
        name = (self._spots[at].name or self._spots[at].words) if at >= 0 else ""
        if how in _TOWN and self._other_sites(ones, others):
            best, how = best + weights().place["other_site"], "other_site"
        if nearest > _CONFLICT_KM:
            return best + weights().place["apart"], "apart", name
        return (best + weights().place["second"] if agreeing > 1 else best), how, name

    def _other_sites(self, ones: tuple[int, ...], others: tuple[int, ...]) -> bool:
        """Whether both sets name quarters or sites that are known where, though a town is all that they share."""
        return all(
            any(self._spots[at].level == "site" and self._spots[at].specific and self._spots[at].own for at in spots)
            for spots in (ones, others)
        )

    def _look(self, pair: tuple[int, int]) -> tuple[str, float, float]:
        """How two places stand, what it weighs, and their distance where both are sure and named here (else -1)."""
        one, other = self._spots[pair[0]], self._spots[pair[1]]
        sure = one.own and other.own and one.surveyed and other.surveyed and not _metonym(one, other)
        apart = distance_km(one, other) if sure else -1.0
        if apart > _CONFLICT_KM + max(one.precision_km or 0.0, other.precision_km or 0.0):
            how, value = "apart", 0.0
        else:
            how, value = relation(one, other)
        if len(self._found) > _REMEMBERED:
            self._found.clear()
        found = self._found[pair] = how, value, apart
        return found


@functools.lru_cache(maxsize=20_000)
def compared(ones: tuple[Spot, ...], others: tuple[Spot, ...]) -> tuple[float, str, str]:
    """:meth:`Places.compared` for two sets of places at hand."""
    places = Places()
    return places.compared(places.numbered(ones), places.numbered(others))
