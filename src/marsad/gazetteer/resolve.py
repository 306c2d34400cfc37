"""Which place does a place phrase mean, given the places and countries of the report so far?"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence

import msgspec

from marsad.arabic.particles import ARTICLE, DUAL
from marsad.gazetteer.index import Gazetteer, NameHit
from marsad.gazetteer.phrase import Phrase, take_apart
from marsad.gazetteer.places import Place, kilometres
from marsad.gazetteer.words import AdminWord

_NEAR_KM = 60.0
_NAMESAKES = 6
# How much a place gains that lies where the words after it say.
_WITHIN = 6.0
# Words for what lies round a place, which say nothing of its kind.
_ROUND = frozenset({"outskirts", "surroundings", "entrance", "parts"})
# How much sooner a name alone is the sea than a division that is called after it.
_OPEN = 20.0
_PRIOR = {"country": 8.0, "admin1": 5.0, "region": 4.5, "site": 4.0, "admin2": 3.0, "city": 2.0}
_SURE_SITES = frozenset(("airport", "base", "camp", "port", "prison", "crossing", "road", "front", "refinery", "field"))


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
        self._called: dict[str, str] = {}
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
            p.lat is not None and p.country == o.country and _apart(p, o) <= _NEAR_KM
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

    def add(self, place: PlaceRef, kind: str = "") -> None:
        """Remembers a place of the report, and the kind of settlement that it is called: a city, a village."""
        self.places.append(place)
        if place.name and kind:
            self._called[place.name] = kind
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
        """The place named last on one of the levels, of a kind: the camp is no air base, the village no city."""
        found = (p for p in reversed(self.places) if p.level in levels and p.name and p.rule != BORDER)
        return next((p for p in found if not kind or self._may_be(p, kind)), None)

    def _may_be(self, place: PlaceRef, kind: str) -> bool:
        """Whether a word for a kind of place may point back to a place, by its name and by what it was called."""
        if place.level == "site":
            return _is_called(place, kind)
        called = self._called.get(place.name or "")
        return called is None or kind not in _SETTLEMENTS or (called == _CITY) == (kind == _CITY)

    def meant(self, kind: str) -> PlaceRef | None:
        """The place spoken of last that "the town" or "the village" (the ``kind``) may be, without a name too.

        A place that was called a village is not "the city", and no city is "the village"; what was called a village or
        a town is it sooner than a name that stood alone.
        """
        spoken = [p for p in self.places if p.level == "city" and (p.name or (p.kind and p.rule in _NAMELESS))]
        fitting = [p for p in spoken if not _at_odds(p.kind, kind)] or spoken
        called = [p for p in fitting if p.kind and kind in _SETTLEMENTS and kind != "city"] or fitting
        return called[-1] if called else None

    def namesake(self, level: str) -> PlaceRef | None:
        """The city that the division named last is called after, or that city's division: "Taiz ... the city"."""
        other = self.last(_TWINS.get(level, ()))
        if other is None:
            return None
        keys = sorted(k for k in self._sure if any(p.id == other.id for p in self.gazetteer.places(k)))
        found = (p for key in keys for p in self.gazetteer.places(key))
        twin = next((p for p in found if p.level == level and p.country == other.country), None)
        return _ref(twin, "place.deictic") if twin else None


def _is_called(site: PlaceRef, kind: str) -> bool:
    """Whether a site bears the word for a kind in its English name; a quarter none for another kind."""
    words = frozenset((site.name or "").lower().replace("airbase", "air base").split())
    return not words & _SITE_KINDS if kind in _PLAIN_SITES else kind.rsplit(" ", 1)[-1] in words


# What "the area" may stand for.
BORDER = "place.border"
"""The rule of a border between countries, whose names in it are no parties."""
_SIDES = 2
_CITY = "city"
_SETTLEMENTS = frozenset({_CITY, "town", "village"})
# Kinds of sites that are not written with their names, and the words of those that are.
_PLAIN_SITES = frozenset({"quarter", "suburb"})
_SITE_KINDS = frozenset(
    "airport base camp port crossing prison hospital hotel road street square bridge mosque river dam refinery "
    "university school church market palace station factory mountain mountains hill lake valley field".split()
)
_TWO = (*DUAL, *(ending[:-1] for ending in DUAL))
_AREAS = ("city", "site", "admin2", "region")
# The rules of places that bear a name which no place near has.
_NAMELESS = frozenset({"place.unknown", "place.elsewhere"})
# Words for settlements that are told apart.
_SETTLEMENTS = frozenset({"city", "town", "village", "settlement"})
_TWINS = {"city": ("admin1", "admin2"), "admin1": ("city",)}


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


def resolve(cores: tuple[str, ...], context: PlaceContext, kind: AdminWord | None = None) -> PlaceRef | None:
    """The place of one phrase (folded words), or None where neither a name nor a kind of place is known.

    ``kind`` is what a word for several places before it says that it is: the provinces of Xan and | Yan.
    The context is read, not changed: the caller adds the places it keeps.
    """
    phrase = take_apart(context.gazetteer, cores)
    several = phrase.head is not None and phrase.head.plural and phrase.head.level == "site"
    if (phrase.unknown or several) and (key := _one_of(cores, context.gazetteer)):
        phrase = msgspec.structs.replace(phrase, keys=(key,), unknown=False)
    if kind is not None and not phrase.heads and phrase.keys:
        phrase = msgspec.structs.replace(phrase, heads=(kind,))
    found = _resolved(phrase, cores, context)
    called = phrase.heads[-1].english if phrase.heads else ""
    return msgspec.structs.replace(found, kind=called) if found is not None and called in _SETTLEMENTS else found


def _resolved(phrase: Phrase, cores: tuple[str, ...], context: PlaceContext) -> PlaceRef | None:
    """The place of a phrase that has been taken apart."""
    if phrase.deictic and (not phrase.keys or phrase.deictic == "border"):
        return _deictic(phrase, cores, context)
    if phrase.unknown and phrase.head and not phrase.head.plural:
        return _unnamed(phrase, context)
    if phrase.keys:
        return _named(phrase, context)
    if phrase.nations and (not phrase.heads or (phrase.head and phrase.head.plural)):
        return _on_land(_country(phrase.nations[0], context), phrase, "place.nation")
    if phrase.countryside:
        base = context.last(("city", "admin1"))
        return _countryside(base, phrase) if base else _unnamed(phrase, context)
    if phrase.direction or phrase.heads or phrase.unknown:
        return _unnamed(phrase, context)
    return None


def _one_of(cores: Sequence[str], gazetteer: Gazetteer) -> str:
    """The name that begins with the word for one of several places: of "the two quarters of Xan" the quarter of Xan."""
    at = next((at for at, core in enumerate(cores) if core in gazetteer.words.singles), len(cores))
    key = " ".join((gazetteer.words.singles[cores[at]], *cores[at + 1 :])) if at + 1 < len(cores) else ""
    return key if gazetteer.places(key) else ""


def _named(phrase: Phrase, context: PlaceContext) -> PlaceRef | None:
    place = _choose(phrase, context)
    if place is None:
        unnamed = _unnamed(phrase, context)
        return msgspec.structs.replace(unnamed, rule="place.elsewhere") if unnamed else None
    head = phrase.head
    if phrase.countryside and place.level in ("city", "admin1", "admin2"):
        return _countryside(_ref(place, "place.countryside"), phrase)
    streets = head is not None and head.plural and place.level == "country"
    if head and head.level == "site" and not streets and place.level not in ("site", "region"):
        return _site(place, head, phrase, context)
    return _on_land(place, phrase, "place.name")


def _choose(phrase: Phrase, context: PlaceContext) -> Place | None:
    """The best of the places that bear the name; None where all of them are far from what the report is about."""
    places = context.gazetteer.places(phrase.keys[0])
    country = phrase.nations[0] if phrase.nations else None
    inside = [p for key in phrase.keys[1:] for p in context.gazetteer.places(key)]
    beside = [p for key in context.beside if key not in phrase.keys for p in context.gazetteer.places(key)[:_NAMESAKES]]
    around = [p for key in context.within for p in context.gazetteer.places(key)[:_NAMESAKES]]
    scored = [
        (_score(p, phrase, country, inside, context) + _company(p, beside) + _held(p, around, phrase), p)
        for p in places
    ]
    if not scored:
        return None
    _, best = max(scored, key=lambda s: (s[0], s[1].population, s[1].id))
    if _held(best, around, phrase) < 0:
        return None
    return best if _is_plausible(best, phrase, country, context) else None


def _held(place: Place, around: list[Place], phrase: Phrase) -> float:
    """How well a place lies in one that the words after it name: near its middle, in its country, or far from both."""
    if not around or any(other.level == "region" or other.country is None for other in around):
        return 0.0
    named_after = phrase.head is not None and phrase.head.level == "site"
    if place.level in ("country", "region") or (place.level == "admin1" and not named_after):
        return 0.0
    apart = min(_apart(place, other) for other in around)
    if apart <= _NEAR_KM:
        return _WITHIN
    if any(other.country == place.country for other in around):
        return _WITHIN / 2 if apart <= 2 * _NEAR_KM or apart == math.inf else 0.0
    return 0.0 if apart <= 2 * _NEAR_KM else -_WITHIN


def _is_plausible(place: Place, phrase: Phrase, country: str | None, context: PlaceContext) -> bool:
    """Whether a place may be meant in this report: minor ones only in the countries that it speaks of."""
    if place.level in ("country", "admin1", "region") or place.population >= 100_000 or not context.weights:
        return True
    if place.country == country or (place.level == "site" and phrase.head is None):
        return True
    return context.share(place.country) >= 0.08


def _score(place: Place, phrase: Phrase, country: str | None, inside: list[Place], context: PlaceContext) -> float:
    score = _PRIOR[place.level] + (math.log10(place.population + 1) if place.population else 0.0)
    if place.id.startswith("ms:") and place.level == "city":
        score += 2.5
    share = context.share(place.country)
    score += 6.0 * share + (2.0 if share else 0.0) + (1.5 if context.country == place.country else 0.0)
    if country:
        score += 6.0 if place.country == country else -3.0
    for other in inside:
        if other.country == place.country:
            score += 2.0 + (1.5 if other.admin1 and other.admin1 == place.admin1 else 0.0)
            break
    near = [p for p in context.places[-6:] if p.lat is not None and p.country == place.country]
    if near and place.lat is not None and min(_km(place, p) for p in near) < 80:
        score += 1.0
    head = phrase.head or context.gazetteer.words.admin.get(phrase.keys[0].split(" ", 1)[0])
    if place.country is None and phrase.head is None:
        score += _OPEN
    return score + _fits(place, head, phrase)


def _company(place: Place, beside: list[Place]) -> float:
    """How well a place goes with another name of its sentence: same country, same division, near."""
    best = 0.0
    for other in beside:
        if other.country != place.country or other.level == "country":
            continue
        same = 1.0 if other.admin1 and other.admin1 == place.admin1 else 0.0
        near = 1.5 if _apart(place, other) <= _NEAR_KM else 0.0
        best = max(best, 1.0 + same + near)
    return best


def _apart(place: Place, other: Place) -> float:
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return kilometres(place.lat, place.lon, other.lat, other.lon)


def _fits(place: Place, head: AdminWord | None, phrase: Phrase) -> float:
    """How well the level of a place agrees with the word before its name."""
    if phrase.countryside:
        return 3.0 if place.level in ("city", "admin1") else 0.0
    if head is None:
        return 1.5 if place.level in ("city", "country", "region", "site") else 0.0
    if head.level == "*":
        return 2.0 if place.level in ("admin2", "city", "site", "region") else 0.0
    if head.level == place.level:
        return 5.0
    if (head.level, place.level) in (("site", "region"), ("region", "site"), ("admin2", "city"), ("admin1", "region")):
        return 2.0
    return -2.0 if head.level in ("city", "admin1", "admin2") else 0.0


def _km(place: Place, other: PlaceRef) -> float:
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return math.inf
    east = (place.lon - other.lon) * math.cos(math.radians(place.lat))
    return 111.2 * math.hypot(place.lat - other.lat, east)


def _ref(place: Place, rule: str) -> PlaceRef:
    return PlaceRef(place.name, place.country, place.level, place.lat, place.lon, place.precision_km, place.id, rule)


def _on_land(place: Place | None, phrase: Phrase, rule: str) -> PlaceRef | None:
    """The place itself, or the part of it that a direction names."""
    if place is None:
        return None
    way = phrase.direction or (phrase.facing if phrase.head is None else None)
    if way is None:
        return _ref(place, rule)
    wide = (place.precision_km or 10.0) * 2
    if place.level in ("country", "region", "admin1"):
        return PlaceRef(
            f"{way} {place.name}", place.country, "region", place.lat, place.lon, wide, None, "place.direction"
        )
    return msgspec.structs.replace(_ref(place, "place.direction"), precision_km=max(10.0, wide))


def _countryside(base: PlaceRef, phrase: Phrase) -> PlaceRef:
    way = phrase.facing or phrase.direction
    name = f"{base.name} {way} countryside" if way else f"{base.name} countryside"
    return PlaceRef(name, base.country, "region", base.lat, base.lon, 40.0, None, "place.countryside")


def _site(base: Place, head: AdminWord, phrase: Phrase, context: PlaceContext) -> PlaceRef | None:
    """A site named after a town: its airport, port, front; other kinds only bear the town's name by chance."""
    chance = context.gazetteer.is_ambiguous(phrase.keys[0]) or context.share(base.country) < 0.1
    if head.english not in _SURE_SITES and chance:
        return _unnamed(phrase, context)
    name = head.template.format(base.name)
    for modifier in phrase.modifiers:
        if name.endswith(modifier.before):
            name = name[: -len(modifier.before)] + modifier.after
            break
    return PlaceRef(name, base.country, "site", base.lat, base.lon, 15.0, None, "place.site-of")


def _unnamed(phrase: Phrase, context: PlaceContext) -> PlaceRef | None:
    """A place of a known kind or direction without a known name: the country is all that is known."""
    inside = [p for key in phrase.keys for p in context.gazetteer.places(key) if p.country]
    country = phrase.nations[0] if phrase.nations else context.country
    if inside and not phrase.nations:
        best = max(inside, key=lambda p: (context.share(p.country), _PRIOR[p.level], p.population, p.id))
        country = best.country if country is None or context.share(best.country) >= 0.1 else country
    if country is None:
        return None
    head = next((head for head in phrase.heads if head.english not in _ROUND), phrase.head)
    level = head.level if head and head.level != "*" else "region" if phrase.direction else "city"
    return PlaceRef(None, country, level, None, None, None, None, "place.unknown")


def _country(code: str | None, context: PlaceContext) -> Place | None:
    return context.gazetteer.countries.get(code or "")


def _at_odds(one: str, other: str) -> bool:
    """Whether two words for settlements cannot name the same one: the city, the village."""
    both = {one, other}
    return both <= _SETTLEMENTS and "city" in both and len(both) > 1


def _pointed(cores: tuple[str, ...], context: PlaceContext) -> str:
    """What kind of place a definite word points back to: the village."""
    admin = context.gazetteer.words.admin
    kinds = (admin.get(core.removeprefix(ARTICLE)) for core in cores if core.startswith(ARTICLE))
    return next((kind.english for kind in kinds if kind is not None), "")


def _deictic(phrase: Phrase, cores: tuple[str, ...], context: PlaceContext) -> PlaceRef | None:
    """ "The town", "the country", "the capital", "the border" of what the report spoke of."""
    country = phrase.nations[0] if phrase.nations else context.country
    kind = phrase.deictic
    if kind == "border":
        return _border(phrase, context)
    if kind in ("country", "land"):
        return _on_land(_country(country, context), phrase, "place.deictic")
    if kind == "capital":
        return _on_land(context.gazetteer.capitals.get(country or ""), phrase, "place.deictic")
    if kind == "strip":
        return _strip(country, phrase, context)
    levels = _AREAS if kind == "*" else (kind or "city",)
    if levels == ("city",):
        named = context.meant(_pointed(cores, context)) or context.namesake("city")
    else:
        named = context.last(levels, phrase.pointed) or context.namesake(kind or "city")
    if named is not None and named.name is None:
        return PlaceRef(None, named.country, named.level, None, None, None, None, "place.unknown", named.kind)
    if named is None:
        return None if country is None else PlaceRef(None, country, levels[0], None, None, None, None, "place.unknown")
    if kind == "*" and _is_capital(named, context):
        # "the region" after talks in a capital is the part of the world
        return PlaceRef(None, None, "region", None, None, None, None, "place.wide")
    return msgspec.structs.replace(named, rule="place.deictic")


def _is_capital(place: PlaceRef, context: PlaceContext) -> bool:
    capital = context.gazetteer.capitals.get(place.country or "")
    return capital is not None and capital.id == place.id


def _strip(country: str | None, phrase: Phrase, context: PlaceContext) -> PlaceRef | None:
    """ "The strip" is the division of the country in context that is called so."""
    strips = [p for p in context.gazetteer.all if p.country == country and p.name.endswith(" Strip")]
    return _on_land(strips[0], phrase, "place.deictic") if strips else None


def _border(phrase: Phrase, context: PlaceContext) -> PlaceRef | None:
    over = [p.country for key in phrase.keys for p in context.gazetteer.places(key)[:1] if p.country]
    own = [context.country] if context.country and not phrase.nations and len(over) < _SIDES else []
    named = [*own, *phrase.nations, *over]
    countries = [c for code in dict.fromkeys(named) if (c := _country(code, context))]
    if not countries:
        return None
    name = "–".join(c.name for c in countries[:2]) + " border"
    return PlaceRef(name, countries[0].country, "region", None, None, None, None, BORDER)
