"""Which phrases of a sentence are places, and what brings each?"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping

from marsad.arabic.normal import fold
from marsad.arabic.particles import FROM, IN, SITE_PREPOSITIONS
from marsad.coder.draft import Spot
from marsad.coder.drafts import kind_of
from marsad.coder.sentence import Rooms, Sentence
from marsad.gazetteer.index import Gazetteer
from marsad.gazetteer.resolve import PlaceContext, PlaceRef, resolve
from marsad.gazetteer.words import AdminWord
from marsad.lexicon.compiler import DATA

_SITES = frozenset({"building", "position", "base", "camp", "airport", "field", "infrastructure", "road", "border"})
_LONGEST = 4


@functools.cache
def place_roles() -> Mapping[str, str]:
    """Folded word to the role that it gives the place after it."""
    content = tomllib.loads((DATA / "placeroles.toml").read_text(encoding="utf-8"))
    return {fold(word): role for role, words in content.items() for word in words}


def spots_of(rooms: Rooms, sentence: Sentence, context: PlaceContext) -> list[Spot]:
    """The places of a sentence in order, each resolved in the context of the report so far."""
    finder = _Finder(rooms.gazetteer, sentence)
    context.beside = tuple(dict.fromkeys(hit.key for hit in sentence.places))
    out: list[Spot] = []
    for first, last in finder.ranges():
        ref = resolve(tuple(token.core for token in sentence.tokens[first:last]), context)
        if ref is None:
            continue
        context.add(ref)
        out.append(_spot(sentence, first, last, ref, out))
    out += _listed(sentence, out, context)
    return sorted([*out, *_sites(rooms, sentence, out, context)], key=lambda spot: spot.first)


def _listed(sentence: Sentence, found: list[Spot], context: PlaceContext) -> list[Spot]:
    """Names that no gazetteer has, in a list with places that it has: "in Aleppo, Xan and Yan"."""
    taken = {token for spot in found for token in range(spot.first, spot.last)}
    named = {spot.item: spot for spot in found if spot.inside == "alone" and spot.level in _LISTED}
    out: list[Spot] = []
    for at, item in enumerate(sentence.items):
        head = named.get(item.coord)
        if head is None or item.kind != "noun" or item.first in taken or item.last - item.first > 2:
            continue
        if not all(_strange(sentence, token) for token in range(item.first, item.last)):
            continue
        ref = PlaceRef(None, context.country, head.level, None, None, None, None, "place.listed")
        out.append(Spot(at, item.first, item.last, ref, head.level, item.prep, "alone", "and", head.role))
    return out


_LISTED = frozenset({"city", "site", "admin2", "region"})


def _strange(sentence: Sentence, at: int) -> bool:
    """Whether nothing is known of a word: it may be a name."""
    token, word = sentence.tokens[at], sentence.words[at]
    if token.kind != "w" or token.enc or len(token.core) < 3 or sentence.classes[at] or word.number is not None:
        return False
    return not (word.triggers or word.carriers or word.speech or word.sources or word.status or word.title)


def _sites(rooms: Rooms, sentence: Sentence, found: list[Spot], context: PlaceContext) -> list[Spot]:
    """Places without a name of their own: buildings and posts where a preposition makes them a place, its airport."""
    taken = {token for spot in found for token in range(spot.first, spot.last)}
    out = []
    for item in sentence.items:
        if item.kind != "noun" or item.first in taken or (item.last > item.first + 1 and item.first + 1 in taken):
            continue
        token = sentence.tokens[item.first]
        site = item.prep in SITE_PREPOSITIONS and bool(sentence.words[item.first].classes & _SITES)
        owned = bool(token.enc) and token.core in rooms.gazetteer.words.admin
        if site or owned:
            level = "site" if site else rooms.gazetteer.words.admin[token.core].level
            ref = PlaceRef(
                None, context.country, "region" if level == "*" else level, None, None, None, None, "place.site"
            )
            out.append(_spot(sentence, item.first, item.last, ref, []))
    return out


def _spot(sentence: Sentence, first: int, last: int, ref: PlaceRef, before: list[Spot]) -> Spot:
    at = sentence.item_of[first]
    item = sentence.items[at] if at >= 0 else None
    alone = item is None or item.first >= first
    prep = item.prep if item is not None and alone else "gen"
    if not alone and sentence.tokens[first].pro[-1:] in ("ب", "ل"):
        prep = sentence.tokens[first].pro[-1:]
    head = sentence.classes[item.first] if item is not None else frozenset()
    inside = "alone" if alone else "party" if "party" in head else kind_of(head)
    chain = ""
    if before and before[-1].last <= first <= before[-1].last + 2:
        joined = sentence.tokens[first].pro[:1] in ("و", "ف")
        chain = "and" if joined else prep or "bare"
    role = _role(sentence, first, prep, chain)
    if role == "at" and chain == "and":
        role = before[-1].role
    elif role == "at" and before and before[-1].role == "along" and sentence.tokens[first - 1].form in "-–":
        role = "along"
    return Spot(at, first, last, ref, ref.level or "site", prep, inside, chain, role)


def _role(sentence: Sentence, first: int, prep: str, chain: str) -> str:
    roles = place_roles()
    if chain in IN:
        return "in_area"
    if prep in roles:
        return roles[prep]
    if roles.get(sentence.tokens[first].core) == "along":
        return "along"
    if prep == "gen" and sentence.tokens[first - 1].core == FROM:
        return "at"
    if first and sentence.tokens[first - 1].core in roles and sentence.tags[first - 1] != "verb":
        return roles[sentence.tokens[first - 1].core]
    return "at"


class _Finder:
    """Finds the token ranges of places in one sentence."""

    def __init__(self, gazetteer: Gazetteer, sentence: Sentence) -> None:
        self.words = gazetteer.words
        self.sentence = sentence
        self.dated = {token for date in sentence.dates for token in range(date.first, date.last)}
        self.parties = {hit.first: hit.last + 1 for hit in sentence.parties}

    def ranges(self) -> list[tuple[int, int]]:
        """Half-open token ranges, in order, without overlap."""
        named: dict[int, int] = {}
        for hit in self.sentence.places:
            if hit.first not in self.dated and not self._partyname(hit.first, hit.last + 1):
                named[hit.first] = hit.last + 1
        out: list[tuple[int, int]] = []
        at = 0
        while at < len(self.sentence.tokens):
            found = self._at(at, named)
            if found is None:
                at += 1
                continue
            out.append(found)
            at = found[1]
        return out

    def _partyname(self, first: int, last: int) -> bool:
        """Whether a name of a place is only part of the name of a party."""
        return any(start <= first and last <= end and end - start > last - first for start, end in self.parties.items())

    def _at(self, at: int, named: Mapping[int, int]) -> tuple[int, int] | None:
        tokens = self.sentence.tokens
        end = at
        while end not in named and end < len(tokens) and end - at < _LONGEST and self._leads(end, end == at):
            end += 1
        if end in named and (end == at or not tokens[end].pro or tokens[end].pro == "ال"):
            return at, self._trailing(named[end])
        if end == at or at in self.parties or self._describes(at):
            return None
        head = tokens[at]
        if end - at == 1 and head.core in self.words.deictics and not self._named_after(at):
            return at, end
        if end - at == 1 and head.det and head.core in self.words.directions and self._brought(at):
            return at, end
        return self._unlisted(at, end)

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
            if token.core not in words.facing and bare not in words.modifiers and bare not in words.nations:
                break
            end += 1
        return end

    def _brought(self, at: int) -> bool:
        """Whether a preposition of place brings a direction: in the south, toward the north."""
        item = self.sentence.item_of[at]
        return item >= 0 and self.sentence.items[item].first == at and self.sentence.items[item].prep in place_roles()

    def _named_after(self, at: int) -> bool:
        return at + 1 < len(self.sentence.tokens) and self._nominal(at + 1)

    def _nominal(self, at: int) -> bool:
        token = self.sentence.tokens[at]
        if token.kind != "w" or token.pro or self.sentence.tags[at] != "noun" or at in self.dated:
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
        if admin is None or admin.plural or tokens[end - 1].det or end >= len(tokens) or not self._nominal(end):
            return None
        bare = tokens[end].core[2:] if tokens[end].det else tokens[end].core
        if self.sentence.words[end].classes or bare in self.words.nations or self.parties.get(end):
            return None
        last = end + 1
        item = self.sentence.item_of[end]
        edge = self.sentence.items[item].last if item >= 0 else last
        while last < min(edge, end + 3) and self._nominal(last) and not self.parties.get(last):
            last += 1
        return at, last
