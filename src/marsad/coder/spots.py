"""Which phrases of a sentence are places, and what brings each?"""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import msgspec

from marsad.arabic.frequency import frequencies
from marsad.arabic.particles import (
    AND,
    AND_ALONE,
    ARTICLE,
    BETWEEN,
    BY,
    FEMININE,
    FOR,
    FROM,
    IN,
    OWNED_DUAL,
    OWNED_FEMININE,
    WITH,
)
from marsad.arabic.tokens import Token
from marsad.coder.draft import Spot
from marsad.coder.drafts import kind_of
from marsad.coder.landmarks import LANDMARK, landmark_words, told
from marsad.coder.sentence import Rooms, Sentence
from marsad.coder.sites import listed, place_roles, role_of, sites, strange, told_one_by_one
from marsad.gazetteer.context import PlaceContext, PlaceRef, km_between
from marsad.gazetteer.index import Gazetteer, NameHit
from marsad.gazetteer.phrase import take_apart
from marsad.gazetteer.resolve import resolve
from marsad.gazetteer.words import AdminWord, PlaceWords
from marsad.lexicon.conditions import bare
from marsad.lexicon.words import links

_LONGEST = 4
_LEARNED = 2
# The word for a site and a name; how far from its town a site may lie.
_OWN_WORDS = 2
_AT_TOWN_KM = 30.0
_COMMON = 5000  # occurrences per 100 million words
# The English word of "the surroundings of": whatever definite thing follows, a place is meant.
_AROUND = "surroundings"
# Rules of places of which only the kind is known, and the country by what stands beside them.
_UNNAMED = frozenset({"place.unknown", "place.listed", "place.site", "place.elsewhere"})
_QUOTES = {'"': '"', "(": ")"}
# Kinds of places that an adjective describes further: the coastal town; not the private sector.
_DIVISIONS = frozenset({"admin1", "admin2", "city"})
_SETTLED = frozenset({"city", "site", "admin1"})


def spots_of(rooms: Rooms, sentence: Sentence, context: PlaceContext) -> list[Spot]:
    """The places of a sentence in order, each resolved in the context of the report so far."""
    finder = _Finder(rooms.gazetteer, sentence, context)
    context.beside = tuple(dict.fromkeys(hit.key for hit in sentence.places))
    out: list[Spot] = []
    ranges = finder.ranges()
    kinds = finder.kinds(ranges)
    for at, (first, last) in enumerate(ranges):
        cores = _cores(sentence, first, last)
        ref = context.learned.get(cores[0]) if len(cores) == 1 else None
        context.within = finder.holding(ranges, at)
        ref = ref or resolve(cores, context, kinds[at])
        if ref is None:
            continue
        town = finder.town_of(cores, ref)
        if town is not None:
            context.places.append(town)
        context.add(ref)
        out.append(_spot(sentence, first, last, ref))
    context.within = ()
    out += listed(sentence, out, rooms.gazetteer.words, context)
    out += told_one_by_one(sentence, out, rooms.gazetteer.words, context)
    for spot in out:
        _learn(sentence, spot, context)
    out += sites(sentence, out, rooms.gazetteer.words, context)
    out += listed(sentence, out, rooms.gazetteer.words, context)
    out = _chained(sentence, _in_country(sentence, sorted(out, key=lambda spot: spot.first), rooms.gazetteer.words))
    for spot in out:
        if spot.told == LANDMARK and spot.ref is not None:
            context.forget(spot.ref)
    return out


def _cores(sentence: Sentence, first: int, last: int) -> tuple[str, ...]:
    """The words of a place without marks."""
    return tuple(token.core for token in sentence.tokens[first:last] if token.kind != "p")


def _in_country(sentence: Sentence, spots: list[Spot], words: PlaceWords) -> list[Spot]:
    """The places, each without a name in the country of the town that tells where it is: "Xan camp south of Tripoli".

    That is the one right after it, else the last before it, else the next; countries do not tell (they may be parties).
    Where its own words name a nation, they tell: "a Turkish town".
    """
    towns = [spot for spot in spots if spot.ref is not None and spot.ref.lat is not None and spot.level != "country"]
    out = []
    for spot in spots:
        ref = spot.ref
        national = any(bare(token.core) in words.nations for token in sentence.tokens[spot.first : spot.last])
        if towns and not national and ref is not None and ref.name is None and ref.rule in _UNNAMED:
            after = next((town for town in towns if town.first >= spot.last), None)
            before = next((town for town in reversed(towns) if town.last <= spot.first), None)
            beside = after is not None and after.first - spot.last <= 1 and after.prep not in AND
            town = after if beside or before is None else before
            if town is not None and town.ref is not None and town.ref.country:
                spot = msgspec.structs.replace(spot, ref=msgspec.structs.replace(ref, country=town.ref.country))
        out.append(spot)
    return out


def _learn(sentence: Sentence, spot: Spot, context: PlaceContext) -> None:
    """Remembers a name that only a word for its kind, or a list of places, tells to be one: later it stands alone."""
    if spot.ref is None or spot.ref.name is not None or spot.ref.rule not in ("place.unknown", "place.listed"):
        return
    name = sentence.tokens[spot.last - 1]
    if strange(sentence, spot.last - 1) and spot.last - spot.first <= _LEARNED:
        context.learned.setdefault(name.core, spot.ref)


def _spot(sentence: Sentence, first: int, last: int, ref: PlaceRef) -> Spot:
    """A place as it stands in the sentence, before it is seen beside others."""
    at = next((at for at in sentence.item_of[first:last] if at >= 0), -1)
    item = sentence.items[at] if at >= 0 else None
    alone = item is None or item.first >= first
    prep = item.prep if item is not None and alone else "gen"
    if not alone and sentence.tokens[first].pro[-1:] in (BY, FOR):
        prep = sentence.tokens[first].pro[-1:]
    head = sentence.classes[item.first] if item is not None else frozenset()
    inside = "alone" if alone else "party" if "party" in head else kind_of(head)
    return Spot(at, first, last, ref, ref.level or "site", prep, inside, "", role_of(sentence, first, prep, ""))


def _chained(sentence: Sentence, spots: list[Spot]) -> list[Spot]:
    """The places with what joins each to the place just before it, and the roles that this gives."""
    out: list[Spot] = []
    for spot in spots:
        before = out[-1] if out else None
        if before is not None and before.last <= spot.first <= before.last + 2:
            joined = sentence.tokens[spot.first].pro[:1] in AND
            chain = "and" if joined else spot.prep or "bare"
            role = role_of(sentence, spot.first, spot.prep, chain)
            if role == "at" and joined:
                role = before.role
            spot = msgspec.structs.replace(spot, chain=chain, role=role)
        dash = sentence.tokens[spot.first - 1].form in "-–" and spot.role == "at"
        if dash and before is not None and before.role == "along":
            spot = msgspec.structs.replace(spot, role="along")
        tells = told(sentence, spot, before)
        out.append(msgspec.structs.replace(spot, told=tells) if tells else spot)
    return out


class _Finder:
    """Finds the token ranges of places in one sentence."""

    def __init__(self, gazetteer: Gazetteer, sentence: Sentence, context: PlaceContext) -> None:
        self.gazetteer = gazetteer
        self.words = gazetteer.words
        self.context, self.learned = context, context.learned
        self.sentence = sentence
        self.dated = {token for date in sentence.dates for token in range(date.first, date.last)}
        self.parties = {hit.first: hit.last + 1 for hit in sentence.parties}

    def ranges(self) -> list[tuple[int, int]]:
        """Half-open token ranges, in order, without overlap."""
        named: dict[int, int] = {}
        for hit in self.sentence.places:
            first, last = hit.first, hit.last + 1
            if first not in self.dated and not self._partyname(first, last) and not self._titled(hit):
                named[hit.first] = hit.last + 1
        named = {first: last for first, last in named.items() if not self._kind_before_name(first, named)}
        out: list[tuple[int, int]] = []
        end = 0
        for at, token in enumerate(self.sentence.tokens):
            if at < end or not (at in named or (self._tells(token) and not self._idiom(at))):
                continue
            found = self._at(at, named)
            if found is not None:
                out.append(found)
                end = found[1]
        return out

    def town_of(self, cores: tuple[str, ...], ref: PlaceRef) -> PlaceRef | None:
        """The town that a site is named after and lies at, to which "the town" may point: the airport of Aden."""
        if ref.level != "site" or len(cores) < _OWN_WORDS:
            return None
        towns = (place for place in self.gazetteer.places(" ".join(cores[1:])) if place.level == "city")
        near = (town for town in towns if town.country == ref.country and km_between(town, ref) <= _AT_TOWN_KM)
        town = next(near, None)
        return resolve(cores[1:], self.context) if town is not None else None

    def kinds(self, ranges: list[tuple[int, int]]) -> list[AdminWord | None]:
        """For each place the kind that a word before its list says of all in it: the provinces of Xan and Yan."""
        out: list[AdminWord | None] = []
        end = -1
        for first, last in ranges:
            joined = self.sentence.tokens[first].pro[:1] in AND and first - end <= 1
            before = out[-1] if out and joined else None
            kind = self.words.admin.get(self.sentence.tokens[first].core)
            several = kind is not None and kind.plural and kind.level in _DIVISIONS and last - first > 1
            out.append(kind if several else before if kind is None else None)
            end = last
        return out

    def holding(self, ranges: list[tuple[int, int]], at: int) -> tuple[str, ...]:
        """The names of the places that the next words say a place lies in: Xan | in Aleppo, | north of Aleppo."""
        tokens = self.sentence.tokens
        out: list[str] = []
        for (_, end), (first, last) in itertools.pairwise(ranges[at:]):
            told = first == end and (tokens[first].pro[-1:] == BY or tokens[first].core in self.words.directions)
            led = first == end + 1 and not tokens[first].pro and tokens[end].core in IN
            if not told and not led:
                break
            out += take_apart(self.gazetteer, _cores(self.sentence, first, last)).keys
        return tuple(out)

    def _tells(self, token: Token) -> bool:
        """Whether a word may begin a place by itself: it is listed for that, or was learned to be one."""
        core, words = token.core, self.words
        listed = core in words.admin or core in words.directions or core in words.deictics
        return listed or core in self.learned or (token.det and core[2:] in words.admin)

    def _idiom(self, at: int) -> bool:
        """Whether a word means another thing with the one after it: putting an end to, no district."""
        tokens = self.sentence.tokens[at : at + 2]
        return tuple(token.core for token in tokens) in links().idioms

    def _partyname(self, first: int, last: int) -> bool:
        """Whether a name of a place is only part of the name of a party."""
        whole = any(
            start <= first and last <= end and end - start > last - first for start, end in self.parties.items()
        )
        return whole and not self._at_home(first, last)

    def _at_home(self, first: int, last: int) -> bool:
        """Whether a party is named by the town that it is in: "the resistance [in Xan]"; not "Al-Qaeda in Yemen"."""
        tokens = self.sentence.tokens
        if tokens[first].pro[-1:] != BY and not (first and tokens[first - 1].core in IN):
            return False
        key = " ".join(token.core for token in tokens[first:last])
        return all(place.level in ("city", "admin1", "admin2") for place in self.gazetteer.places(key)[:1])

    def _titled(self, hit: NameHit) -> bool:
        """Whether a region quoted whole after "to" is the title of a paper: "he told [The Middle East]"."""
        tokens, last = self.sentence.tokens, hit.last + 1
        if hit.first < 2 or last >= len(tokens) or tokens[hit.first - 2].core != FOR:
            return False
        quoted = tokens[hit.first - 1].form == tokens[last].form == '"'
        return quoted and any(place.level == "region" for place in self.gazetteer.places(hit.key)[:1])

    def _at(self, at: int, named: Mapping[int, int]) -> tuple[int, int] | None:
        tokens = self.sentence.tokens
        end = at
        while end not in named and end < len(tokens) and end - at < _LONGEST and self._leads(end, end == at):
            end += 1
        if end in named and (end == at or not tokens[end].pro or tokens[end].pro == ARTICLE):
            return at, self._trailing(named[end])
        if end == at:
            return (at, at + 1) if self._met(at) else None
        head = tokens[end - 1]
        if self.words.deictics.get(head.core) == "border" and (across := self._across(end, named)) > end:
            return at, across
        further = self._qualified(end) if head.core in self.words.deictics else end
        if self.parties.get(at, 0) >= further or (at in self.parties and further == end) or self._describes(at):
            return None
        if further > end or (head.core in self.words.deictics and not self._named_after(end - 1)):
            return at, further
        if end - at == 1 and head.det and head.core in self.words.directions and self._brought(at):
            return at, end
        return self._unlisted(at, end)

    def _kind_before_name(self, at: int, named: Mapping[int, int]) -> bool:
        """Whether a word that is a name too is a word for a kind of place here: the village of [Tell] Xan."""
        after, tokens = at + 1, self.sentence.tokens
        if named.get(at) != after or tokens[at].core not in self.words.admin or after >= len(tokens):
            return False
        alone = after in named or tokens[after].pro or tokens[after].det or tokens[after].core in self.words.directions
        return not alone and self._nominal(after) and strange(self.sentence, after)

    def _met(self, at: int) -> bool:
        """Whether a word is a name that the report has told to be a place before."""
        token = self.sentence.tokens[at]
        return token.core in self.learned and strange(self.sentence, at) and self.sentence.tags[at] != "verb"

    def _qualified(self, end: int) -> int:
        """Past the adjectives of a word that points back: the (Syrian) lands, the (air) base, the (coastal) town."""
        tokens, words = self.sentence.tokens, self.words
        kind = words.deictics[tokens[end - 1].core]
        last = end
        while last < len(tokens) and self._adjective(last):
            core = tokens[last].core
            known = core in words.nations or core in words.modifiers or core in words.facing
            agrees = kind in _SETTLED and core.endswith(FEMININE) and tokens[end - 1].core.endswith(FEMININE)
            if not known and not agrees:
                break
            last += 1
        return last

    def _across(self, end: int, named: Mapping[int, int]) -> int:
        """Past the country that a border is with, or the two that it runs between: the border [with Syria]."""
        tokens = self.sentence.tokens
        if end >= len(tokens) - 1 or tokens[end].core not in (WITH, BETWEEN) or not self._country(end + 1, named):
            return end
        last = named[end + 1]
        if tokens[end].core == WITH:
            return last
        second = last < len(tokens) and tokens[last].pro == AND_ALONE and self._country(last, named)
        return named[last] if second else end

    def _country(self, at: int, named: Mapping[int, int]) -> bool:
        """Whether the name of a country stands at a word."""
        cores = (token.core for token in self.sentence.tokens[at : named.get(at, at)])
        return any(place.level == "country" for place in self.gazetteer.places(" ".join(cores))[:1])

    def _adjective(self, at: int) -> bool:
        token = self.sentence.tokens[at]
        if token.kind != "w" or not token.det or token.pro or token.enc or at in self.dated:
            return False
        if landmark_words().ends(token.core):
            return False
        return not self.sentence.words[at].classes and not any(hit.first == at for hit in self.sentence.triggers)

    def _leads(self, at: int, first: bool) -> bool:
        token = self.sentence.tokens[at]
        if token.kind != "w" or (not first and token.pro) or token.enc or self.sentence.tags[at] == "verb":
            return False
        if at in self.dated:
            return False
        known = (
            token.core in self.words.admin or token.core in self.words.directions or token.core in self.words.deictics
        )
        return known or (first and self._kinds(at) is not None)

    def _kinds(self, at: int) -> AdminWord | None:
        """The word for a kind of place at ``at`` that stands in the definite plural: the towns, the districts."""
        token = self.sentence.tokens[at]
        admin = self.words.admin.get(token.core[2:]) if token.det else None
        return admin if admin is not None and admin.plural else None

    def _describes(self, at: int) -> bool:
        """Whether a definite word is the adjective of the definite noun before it: live (fire), not the quarter."""
        token, before = self.sentence.tokens[at], self.sentence.tokens[at - 1] if at else None
        if before is None or not (token.det and before.det) or token.pro or before.kind != "w":
            return False
        return self.sentence.tags[at - 1] == "noun" and self.sentence.item_of[at] == self.sentence.item_of[at - 1]

    def _trailing(self, end: int) -> int:
        """Past the adjectives that belong to a place: eastern, international, military."""
        tokens, words = self.sentence.tokens, self.words
        while end < len(tokens):
            token = tokens[end]
            bare = token.core[2:] if token.det else token.core
            if token.kind != "w" or token.pro or not token.det:
                break
            if token.core not in words.facing and token.core not in words.modifiers and bare not in words.nations:
                break
            end += 1
        return end

    def _brought(self, at: int) -> bool:
        """Whether a preposition of place brings a direction: in the south, toward the north."""
        item, tokens = self.sentence.item_of[at], self.sentence.tokens
        if item < 0 or self.sentence.items[item].first != at:
            return False
        measured = at + 1 < len(tokens) and tokens[at + 1].core == FROM
        prep = self.sentence.items[item].prep
        return not measured and (prep in IN or prep in place_roles())

    def _named_after(self, at: int) -> bool:
        """Whether a definite noun goes on the phrase: "the region | of the east", "the strip | of the private" ..."""
        return at + 1 < len(self.sentence.tokens) and self.sentence.tokens[at + 1].det and self._nominal(at + 1)

    def _nominal(self, at: int) -> bool:
        token = self.sentence.tokens[at]
        if token.kind != "w" or token.pro or self.sentence.tags[at] != "noun" or at in self.dated:
            return False
        if landmark_words().ends(token.core):
            return False
        return not any(hit.first == at for hit in self.sentence.triggers)

    def _unlisted(self, at: int, end: int) -> tuple[int, int] | None:
        """An administrative word with a name that the gazetteer lacks, or that is a word as well."""
        tokens = self.sentence.tokens
        admin = self.words.admin.get(tokens[end - 1].core) or self._kinds(end - 1)
        if admin is not None and end < len(tokens) and not tokens[end].pro:
            bare = tokens[end].core[2:] if tokens[end].det else tokens[end].core
            if bare in self.words.nations and tokens[end].det == tokens[end - 1].det:
                return at, end + 1
        if admin is None or tokens[end - 1].det or end >= len(tokens):
            return None
        if tokens[end].form in _QUOTES:
            return self._quoted(at, end)
        several = admin.plural and not self._two(tokens[end - 1].core) and not self._one_known(end)
        if not self._nominal(end) or (several and not strange(self.sentence, end)):
            return None
        bare = tokens[end].core[2:] if tokens[end].det else tokens[end].core
        around = admin.english == _AROUND and tokens[end].det
        if (self.sentence.words[end].classes and not around) or bare in self.words.nations:
            return None
        if self.parties.get(end) and not around:
            return None
        last = end + 1
        item = self.sentence.item_of[end]
        edge = self.sentence.items[item].last if item >= 0 else last
        while last < min(edge, end + 3) and self._nominal(last) and not self.parties.get(last):
            if tokens[last].core in self.words.directions:
                break
            last += 1
        return at, last

    def _one_known(self, at: int) -> bool:
        """Whether a name after a word for several places is known with the word for one: the quarters of | Xan.

        A very common word is none: "the revival of hope" is spelled like the quarters of Amal.
        """
        tokens = self.sentence.tokens
        if frequencies().counts[tokens[at].core] >= _COMMON:
            return False
        single = self.words.singles.get(tokens[at - 1].core, "")
        return bool(self.gazetteer.places(f"{single} {tokens[at].core}"))

    def _two(self, core: str) -> bool:
        """Whether a word means two places of a kind before their names: the two quarters of Xan and Yan."""
        if not core.endswith(OWNED_DUAL):
            return False
        single = core[:-1]
        return single in self.words.admin or single.removesuffix(OWNED_FEMININE) + FEMININE in self.words.admin

    def _quoted(self, at: int, end: int) -> tuple[int, int] | None:
        """A kind of place with its name in quotes or brackets: "the area (of Xan)"."""
        tokens, closing = self.sentence.tokens, _QUOTES[self.sentence.tokens[end].form]
        last = end + 1
        while last < min(len(tokens), end + 4) and self._nominal(last) and last not in self.parties:
            last += 1
        if last == end + 1 or last >= len(tokens) or tokens[last].form != closing:
            return None
        return at, last + 1
