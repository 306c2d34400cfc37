"""Which phrases without a known name are places: sites, several villages, names in a list of places?"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence

import msgspec

from marsad.arabic.frequency import frequencies
from marsad.arabic.normal import fold
from marsad.arabic.particles import AND, ARTICLE, FOR, FROM, IN, NISBA, ON, SITE_PREPOSITIONS, THEY_ARE
from marsad.arabic.wordclass import tenses
from marsad.coder.draft import Spot
from marsad.coder.landmarks import landmark_words
from marsad.coder.pieces import Item
from marsad.coder.sentence import Sentence
from marsad.gazetteer.context import PlaceContext, PlaceRef, nameless
from marsad.gazetteer.resolve import resolve
from marsad.gazetteer.words import PlaceWords
from marsad.lexicon.compiler import DATA
from marsad.lexicon.conditions import bare
from marsad.lexicon.words import links

_LISTED = frozenset({"city", "site", "admin1", "admin2", "region"})
_LONGEST_LISTED = 3
_RARE = 200  # occurrences per 100 million words
_WIDE = frozenset({"settlement", "area"})


class SiteWords(msgspec.Struct, frozen=True):
    """The noun classes that make places, and the words that stand before such nouns or make something else of them.

    ``amounts`` are also those that tie noun phrases together (``links``).
    """

    sites: frozenset[str]
    grounds: frozenset[str]
    never: frozenset[str]
    figurative: frozenset[str]
    amounts: frozenset[str]
    everywhere: frozenset[str]


@functools.cache
def site_words() -> SiteWords:
    """The words as shipped, folded."""
    content = tomllib.loads((DATA / "sites.toml").read_text(encoding="utf-8"))
    return SiteWords(
        frozenset(content["sites"]),
        frozenset(content["grounds"]),
        frozenset(fold(word) for word in content["never"]),
        frozenset(fold(word) for word in content["figurative"]),
        frozenset(fold(word) for word in content["amounts"]) | links().amounts,
        frozenset(fold(word) for word in content["everywhere"]),
    )


@functools.cache
def place_roles() -> Mapping[str, str]:
    """Folded word to the role that it gives the place after it."""
    content = tomllib.loads((DATA / "placeroles.toml").read_text(encoding="utf-8"))
    return {fold(word): role for role, words in content.items() for word in words}


def role_of(sentence: Sentence, first: int, prep: str, chain: str) -> str:
    """The role that a place has by the word that brings it, or that joins it to the place before it."""
    roles, own = place_roles(), place_roles().get(sentence.tokens[first].core)
    belongs = prep == FOR and first > 0 and sentence.tokens[first - 1].core in landmark_words().belonging
    if chain in IN or belongs:
        return "in_area"
    if prep in roles:
        return roles[prep]
    if own == "along" or (own == "near" and prep in (*IN, ON, "")):
        return own
    if prep == "gen" and sentence.tokens[first - 1].core == FROM:
        return "at"
    if first and sentence.tokens[first - 1].core in roles and sentence.tags[first - 1] != "verb":
        return roles[sentence.tokens[first - 1].core]
    return "at"


def listed(sentence: Sentence, found: Sequence[Spot], words: PlaceWords, context: PlaceContext) -> list[Spot]:
    """Names that no gazetteer has, in a list with places that it has: "in Aleppo, Xan and Yan".

    After a word for several places of a kind whatever is joined is one more: "the villages of Xan and Dam Gate".
    """
    taken = {token for spot in found for token in range(spot.first, spot.last)}
    named = {spot.item: spot for spot in found if spot.item >= 0 and spot.inside == "alone" and spot.level in _LISTED}
    out: list[Spot] = []
    for at, item in enumerate(sentence.items):
        head = named.get(item.coord) if item.coord >= 0 else None
        if head is None or item.kind != "noun" or item.first in taken:
            continue
        several = _several(sentence, head, words) and item.first - 1 in taken
        last = _named_to(sentence, item, words)
        if last == item.first or last - item.first > (_LONGEST_LISTED if several else 2):
            continue
        if not all(strange(sentence, token, several) for token in range(item.first, last)):
            continue
        ref = _known_in_list(sentence, head, item.first, last, context) if several else None
        ref = ref or nameless(context.country, head.level, "place.listed")
        out.append(Spot(at, item.first, last, ref, ref.level or head.level, item.prep, "alone", "and", head.role))
        taken.update(range(item.first, last))
    return out


def _known_in_list(sentence: Sentence, head: Spot, first: int, last: int, context: PlaceContext) -> PlaceRef | None:
    """A place that is known with the word for one of its kind alone: in "the quarters of Xan and Yan" that of Yan."""
    single = context.gazetteer.words.singles.get(sentence.tokens[head.first].core, "")
    cores = (single, *(token.core for token in sentence.tokens[first:last]))
    return resolve(cores, context) if single and context.gazetteer.places(" ".join(cores)) else None


def told_one_by_one(sentence: Sentence, found: Sequence[Spot], words: PlaceWords, context: PlaceContext) -> list[Spot]:
    """The names after "they are" of villages that are counted: "three villages, which are | Xan and Yan"."""
    taken = {token for spot in found for token in range(spot.first, spot.last)}
    out: list[Spot] = []
    for at, item in enumerate(sentence.items):
        told = at > 1 and sentence.tokens[item.first - 1].core in THEY_ARE
        if not told or item.kind != "noun" or item.first in taken:
            continue
        before = sentence.items[at - 2]
        kinds = (words.admin.get(token.core) for token in sentence.tokens[before.first : before.last])
        admin = next((kind for kind in kinds if kind is not None), None)
        if admin is None or not admin.plural or admin.level == "*":
            continue
        for each, other in enumerate(sentence.items):
            last = _named_to(sentence, other, words)
            if (each != at and other.coord != at) or not 0 < last - other.first <= _LONGEST_LISTED:
                continue
            if all(strange(sentence, token, True) for token in range(other.first, last)):
                ref = nameless(context.country, admin.level, "place.listed")
                out.append(Spot(each, other.first, last, ref, admin.level, before.prep, "alone", "", "at"))
    return out


def _named_to(sentence: Sentence, item: Item, words: PlaceWords) -> int:
    """Where a name in a list ends: before the words that say where it lies ("Xan | near Yan", "Xan | to its east")."""
    for at in range(item.first, item.last):
        core = sentence.tokens[at].core
        if landmark_words().relation(core) or core in words.directions or core in words.facing:
            return at
    return item.last


def _several(sentence: Sentence, spot: Spot, words: PlaceWords) -> bool:
    """Whether a place stands after a word for several of its kind: "the two villages of"."""
    admin = words.admin.get(sentence.tokens[spot.first].core)
    return admin is not None and admin.plural


def strange(sentence: Sentence, at: int, several: bool = False) -> bool:
    """Whether nothing is known of a word: it may be a name; after a word for ``several`` places a noun may be too."""
    token, word = sentence.tokens[at], sentence.words[at]
    if token.pro[:1] in AND and tenses(token.core)[:1] == ("past",) and not several:
        return False
    if token.kind != "w" or token.enc or len(token.core) < 3 or (word.number is not None and not several):
        return False
    if sentence.classes[at] and not (several and sentence.classes[at] <= site_words().sites):
        return False
    if word.triggers or word.carriers or word.speech or word.sources or word.status or word.title:
        return False
    return several or frequencies().counts[token.core] < _RARE


def sites(sentence: Sentence, found: Sequence[Spot], words: PlaceWords, context: PlaceContext) -> list[Spot]:
    """Places without a name of their own: buildings, villages and posts, its airport, the land south of it."""
    taken = {token for spot in found for token in range(spot.first, spot.last)}
    out = []
    for at, item in enumerate(sentence.items):
        if item.kind != "noun" or item.first in taken or (item.last > item.first + 1 and item.first + 1 in taken):
            continue
        first = _counted(sentence, item)
        if first in taken:
            continue
        known = _known_base(sentence, item, words, context)
        if known is None and any(hit.first == item.first for hit in sentence.parties):
            continue
        token = sentence.tokens[first]
        level = ""
        if _site(sentence, at, item, first):
            level = _level(sentence, first, words)
        elif token.enc and _owned(words, token.core):
            level = "region" if token.core in words.directions else words.admin[token.core].level
        if level:
            level = "region" if level == "*" else level
            ref = known or nameless(context.country, level, "place.site")
            out.append(
                Spot(
                    at,
                    item.first,
                    item.last,
                    ref,
                    level,
                    item.prep,
                    "alone",
                    "",
                    role_of(sentence, item.first, item.prep, ""),
                )
            )
    return out


def _known_base(sentence: Sentence, item: Item, words: PlaceWords, context: PlaceContext) -> PlaceRef | None:
    """The site that the report named last of the kind that a definite word points back to: the base."""
    token = sentence.tokens[item.first]
    admin = words.admin.get(token.core.removeprefix(ARTICLE))
    if admin is None or token.core not in words.deictics or admin.level != "site":
        return None
    named = (ref for ref in reversed(context.places) if ref.name and ref.name.lower().endswith(admin.english))
    found = next(named, None)
    return msgspec.structs.replace(found, rule="place.deictic") if found else None


def _level(sentence: Sentence, at: int, words: PlaceWords) -> str:
    """The level of a common noun for a place."""
    if not sentence.words[at].classes & _WIDE:
        return "site"
    core = sentence.tokens[at].core
    admin = words.admin.get(core) or words.admin.get(core.removeprefix(ARTICLE))
    return admin.level if admin is not None else "region"


def _owned(words: PlaceWords, core: str) -> bool:
    """Whether a word with a pronoun is a place: its airport, south of it."""
    if core in site_words().figurative or core in site_words().never:
        return False
    return core in words.admin or core in words.directions


def _counted(sentence: Sentence, item: Item) -> int:
    """The token of the noun that an item counts or takes some of: "several | villages", "a number of | camps"."""
    tokens, amounts = sentence.tokens, site_words().amounts
    at = item.first
    while at < item.last - 1:
        plain = bare(tokens[at].core)
        known = tokens[at].kind == "n" or sentence.tags[at] == "num" or tokens[at].core == FROM
        if not (known or plain in amounts or tokens[at].core in amounts):
            break
        at += 1
    return at


def _site(sentence: Sentence, at: int, item: Item, first: int) -> bool:
    """Whether a phrase is a place by its noun: a preposition of place brings it, or something is done to it."""
    known, classes, token = site_words(), sentence.words[first].classes, sentence.tokens[first]
    plain = token.core.removeprefix(ARTICLE)
    if not classes & known.sites or plain in known.never or (not token.det and plain in known.figurative):
        return False
    if token.det and sentence.words[first].number == "du" and plain.endswith(NISBA[0]):
        return False
    if any(token.core in known.everywhere for token in sentence.tokens[item.first : item.last]):
        return False
    if item.prep in SITE_PREPOSITIONS:
        return True
    return not item.prep and bool(classes & known.grounds) and _done_to(sentence, at)


def _done_to(sentence: Sentence, at: int) -> bool:
    """Whether a phrase without a preposition may be the object of a verb or an event."""
    return any(
        predicate.own.get(at, "").startswith(("post", "gen", "bare")) for predicate in sentence.predicates.values()
    )
