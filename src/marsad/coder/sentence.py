"""All that one sentence holds before anything is decided: tokens, names, dates, numbers, phrases, event words."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from marsad.arabic.dates import DateExpr, find_dates
from marsad.arabic.numerals import find_numbers
from marsad.arabic.particles import AND_SO, DAY_PARTS, FIRST, FROM, GOVERNING, SOUND_PLURALS, THAT, TURNS, WHO_SEVERAL
from marsad.arabic.tokens import Token, Tokenizer
from marsad.arabic.wordclass import contextual
from marsad.coder.bearers import bearers, surnames, without
from marsad.coder.items import Reader
from marsad.coder.pieces import Item, Spans
from marsad.coder.quantities import QuantityMention, find_quantities
from marsad.coder.relations import Predicate, predicates
from marsad.coder.triggers import Company, TriggerHit, find_triggers, follows
from marsad.gazetteer.context import PlaceContext
from marsad.gazetteer.index import Gazetteer, NameHit
from marsad.lexicon.entries import Fixed, LightEntry
from marsad.lexicon.words import Lexicon, Word, links
from marsad.parties.registry import Hit, Registry

PARTY = frozenset({"party"})
PLACE = frozenset({"place"})
# How far "that" may stand from a word that is a verb of speech because of it.
_REACH = 24
# How the table of light verbs says which preposition brings their event.
_BROUGHT = "prep:"
# How many words before an event word the verbal noun may stand that carries it.
_CARRIED = 8
# How many nouns the name of an institution has after its first.
_CALLED = 3


class Sentence(msgspec.Struct, gc=False):
    """One sentence read: offsets in the folded text, and what stands in it by token index.

    ``verbs`` and ``events`` count the verbs and event words before each token; ``openings`` are the tokens where
    subordinate clauses, relative clauses and pauses begin; ``persons`` are the names of who holds an office;
    ``quotes`` are the tokens of its items that are marks of quotation, and ``turns`` those that turn to something else.
    """

    start: int
    end: int
    tokens: list[Token]
    words: list[Word]
    tags: list[str]
    classes: list[frozenset[str]]
    parties: list[Hit]
    places: list[NameHit]
    dates: list[DateExpr]
    quantities: list[QuantityMention]
    groups: list[tuple[int, int, Fixed]]
    triggers: list[TriggerHit]
    items: list[Item]
    predicates: dict[int, Predicate]
    item_of: list[int]
    verbs: list[int]
    events: list[int]
    openings: tuple[list[int], list[int], list[int]]
    persons: dict[int, tuple[int, int]]
    quotes: list[int]
    turns: list[int]

    @property
    def company(self) -> Company:
        """The view of the sentence that the lexicon's conditions are asked of."""
        bares = [word.bare for word in self.words]
        return Company(self.tokens, self.classes, self.items, bares, frozenset(bares), frozenset().union(*self.classes))


class Rooms(msgspec.Struct, frozen=True):
    """What reading needs of the other rooms."""

    tokenizer: Tokenizer
    lexicon: Lexicon
    registry: Registry
    gazetteer: Gazetteer


class Names(NamedTuple):
    """The names of parties and of places in a row of words."""

    parties: list[Hit]
    places: list[NameHit]


def names_in(rooms: Rooms, cores: Sequence[str], particles: Sequence[str] | None = None) -> Names:
    """The names in a row of cores, with the clitic particles of the words where they are known.

    The nation that only tells where a thing was made is no party ("a [Turkish-made] drone"), and a word of an idiom no
    name.
    """
    parties, places = rooms.registry.find_aliases(cores), rooms.gazetteer.find_names(cores, particles)
    known = links()
    made = {at - 1 for at, core in enumerate(cores) if core in known.made}
    common = {at for at, pair in enumerate(itertools.pairwise(cores)) if pair in known.idioms}
    money = {at for at, core in enumerate(cores) if core in known.moneyed and _describes(rooms, cores, particles, at)}
    if made or common or money:
        parties = [hit for hit in parties if hit.last not in made and hit.first not in common | money]
        places = [name for name in places if name.first not in common | money]
    return Names(parties, places)


def _awaiting(items: Sequence[Item], words: Sequence[Word], lights: Mapping[str, LightEntry]) -> dict[int, str]:
    """The verbs that carry an event, each with the preposition that brings it: "came | under"."""
    found = {}
    for at, item in enumerate(items):
        carriers = words[item.head].carriers if item.kind == "verb" else ()
        events = (lights[form.entry].event for form in carriers if form.room == "light" and form.pos == "verb")
        brought = next((event for event in events if event.startswith(_BROUGHT)), "")
        if brought:
            found[at] = brought.removeprefix(_BROUGHT)
    return found


def _describes(rooms: Rooms, cores: Sequence[str], particles: Sequence[str] | None, at: int) -> bool:
    """Whether a name follows a noun that it describes at once, which is no word for a place nor leads to one."""
    before = cores[at - 1] if at else ""
    return bool(before) and not (particles and particles[at]) and before not in rooms.registry.grammar.placing


def read_sentence(
    rooms: Rooms,
    tokens: list[Token],
    start: int,
    end: int,
    context: PlaceContext,
    names: Names,
    forces: Container[int] = (),
    persons: Container[int] = (),
) -> Sentence:
    """Reads the tokens of a sentence, ``start`` to ``end`` of the folded article, in the report's context of places.

    ``forces`` are the words that name states and armed groups, which name no event: "the Occupation";
    ``persons`` are the offsets of names that are written like a small word.
    """
    cores = [token.core for token in tokens]
    words = rooms.lexicon.words(cores)
    for at in surnames(tokens, words):
        tokens[at] = tokens[at].whole()
        words[at] = rooms.lexicon.words([tokens[at].core])[0]
    tags = _tags(tokens, words, persons)
    groups = rooms.lexicon.groups(tokens)
    for first, last, group in groups:
        if group.room == "attribution" and group.role in ("source", "medium") and group.needs != "speech":
            tags[first:last] = ["prep"] * (last - first)
    places = context.keep(names.places, cores, [token.pro for token in tokens])
    held = bearers(tokens, words, tags, (names.parties, places), rooms.lexicon.compiled.sources)
    parties, places = (without(names.parties, held), without(places, held)) if held else (names.parties, places)
    dates = [date for date in find_dates(tokens) if not _at_home(date, places)]
    quantities = [q for q in find_quantities(tokens, find_numbers(tokens), rooms.lexicon.nouns) if not _dated(q, dates)]
    named = {at for name in places for at in range(name.first, name.last + 1)}
    for party in parties:
        if not party.weak:
            named.update(range(party.first, party.last + 1))
    named.update(q.of_first for q in quantities if q.first < q.of_first < q.of_last and words[q.of_first].classes)
    named.update(date.first for date in dates if _before_yesterday(date, tokens))
    named.update(at for first, (last, _) in held.items() for at in range(first, last))
    for at in named:
        if tags[at] == "verb":
            tags[at] = "noun"
    inner = _inner_words(parties) | _of_institutions(tokens, tags, rooms.registry.grammar.institution)
    triggers = find_triggers(tokens, words, tags, named, forces, inner)
    for hit in triggers:
        if hit.verbal or tags[hit.first] == "verb":
            tags[hit.first] = "verb" if hit.verbal else "noun"
    _who(tokens, tags)
    verbs = {hit.first for hit in triggers if hit.verbal and hit.words}
    spans = Spans(
        parties={hit.first: hit.last + 1 for hit in parties if not (hit.weak and hit.first in verbs)},
        places={hit.first: hit.last + 1 for hit in places},
        dates={date.first: date.last for date in dates},
        quantities={q.first: q.last for q in quantities},
        events=_event_words(tokens, words, tags, triggers, parties),
        demanded=frozenset(at for hit in triggers if hit.verbal for at in hit.words),
        persons=held,
        states=frozenset(hit.first for hit in parties if _state(hit)),
        media=frozenset(hit.first for hit in parties if hit.party is not None and hit.party.kind == "media"),
    )
    items = Reader(tokens, words, tags, spans).read()
    item_of = [-1] * len(tokens)
    for at, item in enumerate(items):
        for token in range(item.first, item.last):
            item_of[token] = at
    return Sentence(
        start,
        end,
        tokens,
        words,
        tags,
        _classes(words, parties, places),
        parties,
        places,
        dates,
        quantities,
        groups,
        triggers,
        items,
        predicates(
            items, tokens, _people(items, tokens, words), _awaiting(items, words, rooms.lexicon.compiled.lights)
        ),
        item_of,
        _before([tag == "verb" for tag in tags]),
        _events_before(len(tokens), triggers),
        _openings(items),
        held,
        [item.first for item in items if item.kind == "quote"],
        [at for at, core in enumerate(cores) if core in TURNS],
    )


def _openings(items: Sequence[Item]) -> tuple[list[int], list[int], list[int]]:
    """Where subordinate clauses, relative clauses and pauses begin."""
    found: dict[str, list[int]] = {"sub": [], "rel": [], "pause": []}
    for item in items:
        if item.kind in found:
            found[item.kind].append(item.first)
    return found["sub"], found["rel"], found["pause"]


def _inner_words(parties: Sequence[Hit]) -> frozenset[int]:
    """The words of names of parties but their first: "the Front | for the liberation of Tigray"."""
    return frozenset(at for hit in parties if not hit.weak for at in range(hit.first + 1, hit.last + 1))


def _of_institutions(tokens: Sequence[Token], tags: Sequence[str], bodies: Container[str]) -> set[int]:
    """The nouns that an institution is called by, in construct to it: "the department of negotiations"."""
    found = set()
    for at, token in enumerate(tokens):
        if token.core not in bodies or token.enc or tags[at] != "noun":
            continue
        for after in range(at + 1, min(at + 1 + _CALLED, len(tokens))):
            other = tokens[after]
            if other.kind != "w" or other.pro or tags[after] != "noun":
                break
            found.add(after)
            if other.det or other.enc:
                break
    return found


def _people(items: Sequence[Item], tokens: Sequence[Token], words: Sequence[Word]) -> frozenset[int]:
    """The items of several people, by a plural in them; asked only where "who", of several, stands."""
    kinds = links().people
    if all(token.core != WHO_SEVERAL for token in tokens):
        return frozenset()
    return frozenset(
        number
        for number, item in enumerate(items)
        if item.kind in ("noun", "event")
        and any(
            (words[at].number == "pl" and words[at].classes & kinds)
            or (tokens[at].det and tokens[at].core.endswith(SOUND_PLURALS))
            for at in range(item.first, item.last)
        )
    )


def _before(marks: Iterable[int]) -> list[int]:
    """How many marks stand before each place, and after the last."""
    return list(itertools.accumulate(marks, initial=0))


def _events_before(length: int, triggers: Sequence[TriggerHit]) -> list[int]:
    marks = [0] * length
    for hit in triggers:
        marks[hit.first] += 1
    return _before(marks)


def _event_words(
    tokens: Sequence[Token],
    words: Sequence[Word],
    tags: Sequence[str],
    triggers: Sequence[TriggerHit],
    parties: Sequence[Hit],
) -> dict[int, int]:
    """First token to last (half-open) of the nouns that name events, and of verbal nouns that carry one.

    An event word of several words that has a party inside ends before it: "the firing [by the army] of fire".
    """
    found = {}
    for hit in triggers:
        if not hit.verbal:
            inside = any(hit.first < party.first < hit.last - 1 for party in parties)
            found[hit.first] = hit.first + 1 if inside else hit.last
            if inside:
                found[hit.last - 1] = hit.last
    for hit in triggers:
        for at in range(hit.first - 1, max(hit.first - _CARRIED, -1), -1):
            if tags[at] == "verb" or tokens[at].kind == "p" or at in found:
                break
            if _carries(tokens[at], words[at]) and not hit.verbal:
                found[at] = at + 1
                break
    return found


def _carries(token: Token, word: Word) -> bool:
    """Whether a word is the verbal noun of a verb that has its event beside it: "the launching (of raids)"."""
    return not token.det and any(form.room == "light" and form.pos == "masdar" for form in word.carriers)


def _state(hit: Hit) -> bool:
    """Whether a name is that of a state, and of none of its leaders."""
    return hit.party is not None and hit.party.kind == "state" and hit.entry.sort != "person"


def _tags(tokens: Sequence[Token], words: Sequence[Word], persons: Container[int]) -> list[str]:
    """Word classes, with the lexicon's verbs known as verbs where grammar leaves it open."""
    tags = contextual(tokens)
    if persons:
        tags = ["noun" if token.core_start in persons else tag for tag, token in zip(tags, tokens, strict=True)]
    tags = [_settled(tag, token, word) for tag, token, word in zip(tags, tokens, words, strict=True)]
    tags = ["noun" if tag == "verb" and _office(tokens, words, at) else tag for at, tag in enumerate(tags)]
    for at in range(len(tokens) - 1):
        if not (words[at].speech and words[at + 1].sources and _opens(tokens, words, at)):
            continue
        if tags[at] == "noun" or (tags[at] == "prep" and any(t.core == THAT for t in tokens[at + 2 : at + _REACH])):
            tags[at] = "verb"
    return tags


def _office(tokens: Sequence[Token], words: Sequence[Word], at: int) -> bool:
    """Whether a word that looks like a verb is an office by the word after it: the heir | to the throne."""
    held = (form for form in words[at].sources if form.rest and form.pos != "verb")
    return any(follows(tokens, at, form) == at + 1 + len(form.rest) for form in held)


def _who(tokens: Sequence[Token], tags: list[str]) -> None:
    """Makes a relative of من where a verb follows it: the number of | those [who] fled."""
    for at in range(len(tokens) - 1):
        after = tokens[at + 1]
        alone = tokens[at].core == FROM and not (tokens[at].enc or after.pro)
        if alone and tags[at] == "prep" and tags[at + 1] == "verb":
            tags[at] = "rel"


def _opens(tokens: Sequence[Token], words: Sequence[Word], at: int) -> bool:
    """Whether a word that can be a verb of speech opens a clause: "(and) reported | a source"."""
    token = tokens[at]
    bare = not token.det and not token.enc and token.pro in ("", *AND_SO)
    return bare and (at == 0 or tokens[at - 1].kind == "p") and any(form.pos == "verb" for form in words[at].speech)


def _settled(tag: str, token: Token, word: Word) -> str:
    if tag == "noun" and word.verbal and not token.det and token.enc and token.pro[-1:] not in GOVERNING:
        nominal = any(form.pos != "verb" for form in (*word.triggers, *word.speech))
        return tag if nominal or word.classes else "verb"
    return tag


def _at_home(date: DateExpr, places: Sequence[NameHit]) -> bool:
    """Whether the bare name of a month is a town of the country that the report is about: Ibb, written like August."""
    bare = date.rule == "month" and date.last == date.first + 1
    return bare and any(name.first == date.first for name in places)


def _before_yesterday(date: DateExpr, tokens: Sequence[Token]) -> bool:
    """Whether a part of the day stands before "the day before yesterday": فجر is then no verb ("blew up")."""
    first, after = tokens[date.first].core, tokens[date.first + 1 : date.last]
    return first in DAY_PARTS and len(after) > 1 and after[0].core in FIRST


def _dated(quantity: QuantityMention, dates: Sequence[DateExpr]) -> bool:
    return any(date.first <= quantity.first < date.last for date in dates)


def _classes(words: Sequence[Word], parties: Sequence[Hit], places: Sequence[NameHit]) -> list[frozenset[str]]:
    classes = [word.classes for word in words]
    for hit in parties:
        for at in range(hit.first, hit.last + 1):
            classes[at] = classes[at] | PARTY
    for name in places:
        for at in range(name.first, name.last + 1):
            classes[at] = classes[at] | PLACE
    return classes
