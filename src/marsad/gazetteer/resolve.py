"""Which place does a place phrase mean, given the places and countries of the report so far?"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from marsad.arabic.particles import ARTICLE
from marsad.gazetteer.context import BORDER, NEAR_KM, SETTLEMENTS, PlaceContext, PlaceRef, km_between, nameless, ref_of
from marsad.gazetteer.index import Gazetteer
from marsad.gazetteer.phrase import Phrase, take_apart
from marsad.gazetteer.places import Place
from marsad.gazetteer.words import AdminWord

_NAMESAKES = 6
# How much a place gains that lies where the words after it say.
_WITHIN = 6.0
# Words for what lies round a place, which say nothing of its kind.
_ROUND = frozenset({"outskirts", "surroundings", "entrance", "parts"})
# How much sooner a name alone is the sea than a division that is called after it.
_OPEN = 20.0
_PRIOR = {"country": 8.0, "admin1": 5.0, "region": 4.5, "site": 4.0, "admin2": 3.0, "city": 2.0}
_SURE_SITES = frozenset(("airport", "base", "camp", "port", "prison", "crossing", "road", "front", "refinery", "field"))


_SIDES = 2
# What "the area" may stand for.
_AREAS = ("city", "site", "admin2", "region")


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
    return msgspec.structs.replace(found, kind=called) if found is not None and called in SETTLEMENTS else found


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
        return _countryside(ref_of(place, "place.countryside"), phrase)
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
    apart = min(km_between(place, other) for other in around)
    if apart <= NEAR_KM:
        return _WITHIN
    if any(other.country == place.country for other in around):
        return _WITHIN / 2 if apart <= 2 * NEAR_KM or apart == math.inf else 0.0
    return 0.0 if apart <= 2 * NEAR_KM else -_WITHIN


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
        near = 1.5 if km_between(place, other) <= NEAR_KM else 0.0
        best = max(best, 1.0 + same + near)
    return best


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


def _on_land(place: Place | None, phrase: Phrase, rule: str) -> PlaceRef | None:
    """The place itself, or the part of it that a direction names."""
    if place is None:
        return None
    way = phrase.direction or (phrase.facing if phrase.head is None else None)
    if way is None:
        return ref_of(place, rule)
    wide = (place.precision_km or 10.0) * 2
    if place.level in ("country", "region", "admin1"):
        return PlaceRef(
            f"{way} {place.name}", place.country, "region", place.lat, place.lon, wide, None, "place.direction"
        )
    return msgspec.structs.replace(ref_of(place, "place.direction"), precision_km=max(10.0, wide))


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
    return nameless(country, level, "place.unknown")


def _country(code: str | None, context: PlaceContext) -> Place | None:
    return context.gazetteer.countries.get(code or "")


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
        return nameless(named.country, named.level, "place.unknown", named.kind)
    if named is None:
        return None if country is None else nameless(country, levels[0], "place.unknown")
    if kind == "*" and _is_capital(named, context):
        # "the region" after talks in a capital is the part of the world
        return nameless(None, "region", "place.wide")
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
