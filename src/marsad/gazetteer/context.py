"""Which countries and places has a report named so far, and which names of a sentence are places there?"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence

import msgspec

from marsad.arabic.particles import ARTICLE, DUAL
from marsad.gazetteer.index import Gazetteer, Located, NameHit
from marsad.gazetteer.places import Place, kilometres
from marsad.gazetteer.words import AdminWord

NEAR_KM = 60.0
"""Within so many kilometres two places are neighbours."""
BORDER = "place.border"
"""The rule of a border between countries, whose names in it are no parties."""
SETTLEMENTS = frozenset({"city", "town", "village", "settlement"})
"""Words for settlements that are told apart."""
# The rules of places that bear a name which no place near has.
_NAMELESS = frozenset({"place.unknown", "place.elsewhere"})
# Kinds of sites that are not written with their names, and the words of those that are.
_PLAIN_SITES = frozenset({"quarter", "suburb"})
_SITE_KINDS = frozenset(
    "airport base camp port crossing prison hospital hotel road street square bridge mosque river dam refinery "
    "university school church market palace station factory mountain mountains hill lake valley field".split()
)
_TWO = (*DUAL, *(ending[:-1] for ending in DUAL))
_TWINS = {"city": ("admin1", "admin2"), "admin1": ("city",)}


class PlaceRef(msgspec.Struct, frozen=True, gc=False):
    """The place that a phrase means, as the contract writes it; ``rule`` says how it was found.

    ``name`` is None for a place that the gazetteer does not know: then ``country`` is the report's.
    """

    name: str | None
    country: str | None
    level: str | None
    lat: float | None
    lon: float | None
    precision_km: float | None
    id: str | None
    rule: str
    kind: str = ""


class PlaceContext:
    """The countries and places of a report so far; the coder adds each place in order, the dateline first.

    ``beside`` are the folded names of the sentence that is being read: a place near one of them is meant sooner.
    ``within`` are the folded names of the place that the words right after say it lies in: Xan | in Aleppo.
    ``learned`` are names that no gazetteer has, told to be places by the words beside them.
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self.gazetteer = gazetteer or Gazetteer.default()
        self.weights: dict[str, float] = {}
        self.places: list[PlaceRef] = []
        self.beside: tuple[str, ...] = ()
        self.within: tuple[str, ...] = ()
        self.learned: dict[str, PlaceRef] = {}
        self._sure: set[str] = set()
        self._titled: set[str] = set()
        self._pairs: set[str] = set()

    @classmethod
    def of(
        cls,
        sentences: Iterable[Sequence[str]],
        gazetteer: Gazetteer | None = None,
        names: Sequence[Sequence[NameHit]] | None = None,
    ) -> PlaceContext:
        """A context that knows the countries of a whole report, read from its sure names and nationalities.

        ``names`` are the names in each sentence where they have been found before.
        """
        context = cls(gazetteer)
        for number, cores in enumerate(sentences):
            context.read(cores, 1.5 if number < 2 else 1.0, names[number] if names is not None else None)
        return context

    def read(self, cores: Sequence[str], weight: float = 1.0, names: Sequence[NameHit] | None = None) -> None:
        """Adds the countries that the sure names and the nationalities of a sentence speak for."""
        for hit in self.gazetteer.find_names(cores) if names is None else names:
            if not hit.ambiguous:
                self._sure.add(hit.key)
                for country, share in _countries_of(self.gazetteer, hit.key):
                    self.add_country(country, weight * share)
            if self._pair(hit, cores) and self.gazetteer.words.admin.get(cores[hit.first - 1]):
                self._titled.add(hit.key)
        nations, admin = self.gazetteer.words.nations, self.gazetteer.words.admin
        for core in cores:
            if core in nations:
                self.add_country(nations[core], 0.4 * weight)
            if core.endswith(_TWO) and core in admin and admin[core].plural:
                self._pairs.add(admin[core].english)

    def keep(self, hits: Sequence[NameHit], cores: Sequence[str], particles: Sequence[str]) -> list[NameHit]:
        """The hits that are places in this report: unsure names need a sure twin, or a preposition and the country.

        ``particles`` are the clitic particles of the words (``pro`` of a token).
        """
        words = self.gazetteer.words
        kept = []
        for hit in hits:
            kind = self._pair(hit, cores)
            if kind and kind.english in self._pairs and hit.key not in self._titled:
                continue
            led = particles[hit.first][-1:] in words.prepositions or (
                hit.first > 0 and cores[hit.first - 1] in words.prepositions
            )
            if not hit.ambiguous or hit.key in self._sure or (led and self._is_likely(hit.key)):
                kept.append(hit)
        return kept

    def _pair(self, hit: NameHit, cores: Sequence[str]) -> AdminWord | None:
        """The kind of several places that a name is the word for too: Al Qaryatayn, "the two villages"."""
        core = cores[hit.first]
        alone = hit.first == hit.last and core.startswith(ARTICLE)
        kind = self.gazetteer.words.admin.get(core.removeprefix(ARTICLE)) if alone else None
        return kind if kind is not None and kind.plural else None

    def _is_likely(self, key: str) -> bool:
        """Whether an unsure name is at home in the report's country, or lies near a place that it surely names."""
        if self._is_at_home(key):
            return True
        sure = [p for other in self._sure for p in self.gazetteer.places(other)[:1] if p.level in ("city", "site")]
        return any(
            p.lat is not None and p.country == o.country and km_between(p, o) <= NEAR_KM
            for p in self.gazetteer.places(key)
            for o in sure
        )

    def _is_at_home(self, key: str) -> bool:
        """Whether an unsure name is a division, a larger town or an own entry in a country of the report."""
        return any(
            (p.level in ("country", "admin1") or p.population > 50_000 or p.id.startswith("ms:"))
            and (p.level == "country" or self.share(p.country) > 0.4)
            for p in self.gazetteer.places(key)
        )

    def add_country(self, country: str, weight: float = 1.0) -> None:
        """Says that the report is about that country, as much as ``weight`` mentions of one of its towns."""
        self.weights[country] = self.weights.get(country, 0.0) + weight

    def add(self, place: PlaceRef) -> None:
        """Remembers a place of the report."""
        self.places.append(place)
        if place.country:
            self.add_country(place.country, 1.0)

    @property
    def country(self) -> str | None:
        """The country of the last place where one was named just before, else the one most spoken of."""
        if not self.weights:
            return None
        last = next((p.country for p in reversed(self.places[-2:]) if p.country), None)
        score = {c: w * (2.0 if c == last else 1.0) for c, w in self.weights.items()}
        return min(score, key=lambda c: (-score[c], c))

    def share(self, country: str | None) -> float:
        """How much of the report is about that country: 0 to 1."""
        total = sum(self.weights.values())
        return self.weights.get(country or "", 0.0) / total if total else 0.0

    def forget(self, place: PlaceRef) -> None:
        """Takes back a place that only said where another one lies: no later word points back to it."""
        self.places = [other for other in self.places if other is not place]

    def last(self, levels: tuple[str, ...], kind: str = "") -> PlaceRef | None:
        """The place named last on one of the levels; of the sites only one of a kind: the camp is no air base."""
        found = (p for p in reversed(self.places) if p.level in levels and p.name and p.rule != BORDER)
        return next((p for p in found if p.level != "site" or not kind or _is_called(p, kind)), None)

    def meant(self, kind: str) -> PlaceRef | None:
        """The place spoken of last that "the town" or "the village" (the ``kind``) may be, without a name too.

        A place that was called a village is not "the city", and no city is "the village"; what was called a village or
        a town is it sooner than a name that stood alone. None where the report spoke of no such place.
        """
        spoken = [p for p in self.places if p.level == "city" and (p.name or (p.kind and p.rule in _NAMELESS))]
        fitting = [p for p in spoken if not _at_odds(p.kind, kind)]
        called = [p for p in fitting if p.kind and kind in SETTLEMENTS and kind != "city"] or fitting
        return called[-1] if called else None

    def namesake(self, level: str) -> PlaceRef | None:
        """The city that the division named last is called after, or that city's division: "Taiz ... the city"."""
        other = self.last(_TWINS.get(level, ()))
        if other is None:
            return None
        keys = sorted(k for k in self._sure if any(p.id == other.id for p in self.gazetteer.places(k)))
        found = (p for key in keys for p in self.gazetteer.places(key))
        twin = next((p for p in found if p.level == level and p.country == other.country), None)
        return ref_of(twin, "place.deictic") if twin else None


def _at_odds(one: str, other: str) -> bool:
    """Whether two words for settlements cannot name the same one: the city, the village."""
    both = {one, other}
    return both <= SETTLEMENTS and "city" in both and len(both) > 1


def _is_called(site: PlaceRef, kind: str) -> bool:
    """Whether a site bears the word for a kind in its English name; a quarter none for another kind."""
    words = frozenset((site.name or "").lower().replace("airbase", "air base").split())
    return not words & _SITE_KINDS if kind in _PLAIN_SITES else kind.rsplit(" ", 1)[-1] in words


def nameless(country: str | None, level: str | None, rule: str, kind: str = "") -> PlaceRef:
    """A place whose name the gazetteer does not know, or that has none."""
    return PlaceRef(None, country, level, None, None, None, None, rule, kind)


def ref_of(place: Place, rule: str) -> PlaceRef:
    """A place of the gazetteer as a claim names it, with how it was found."""
    return PlaceRef(place.name, place.country, place.level, place.lat, place.lon, place.precision_km, place.id, rule)


def km_between(place: Located, other: Located) -> float:
    """Kilometres between two places."""
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return kilometres(place.lat, place.lon, other.lat, other.lon)


@functools.lru_cache(maxsize=20_000)
def _countries_of(gazetteer: Gazetteer, key: str) -> tuple[tuple[str, float], ...]:
    places = gazetteer.places(key)
    if any(place.country is None for place in places):
        return ()  # a sea, before the divisions on its shore that bear its name
    found: dict[str, float] = {}
    for place in places:
        weight = 1.5 if place.level == "country" else 1.0 if place.level in ("admin1", "region") else 0.3
        if place.level == "city" and place.population:
            weight = min(1.0, math.log10(place.population) / 5.5)
        found[place.country or ""] = max(found.get(place.country or "", 0.0), weight)
    return tuple((c, w / len(found)) for c, w in found.items()) if len(found) < 4 else ()
