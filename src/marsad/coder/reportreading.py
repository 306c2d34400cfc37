"""Reads a whole report: sentences, phrases, places and voices, with what earlier sentences tell about later ones."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Sequence

import msgspec

from marsad.arabic.homographs import names_like_on, told_apart
from marsad.arabic.normal import Normal, normalise
from marsad.arabic.particles import ABOUT, AT_LEAST, FEMININE, FOR, MASCULINE_PLACES, ON, PARTICIPLE, REFERENTS
from marsad.arabic.sentences import sentences
from marsad.arabic.tokens import Token, Tokenizer
from marsad.arabic.wordclass import deed, tanwin
from marsad.coder.attribution import Listener, Voice
from marsad.coder.draft import Draft, Phrase, Spot
from marsad.coder.drafts import PEOPLE_KINDS, drafts_of, kind_of, shape_of
from marsad.coder.glance import Glance
from marsad.coder.governing import governing, is_capital
from marsad.coder.naming import named_voices, organ_owned, owner_of, sharing, thing
from marsad.coder.pieces import Item
from marsad.coder.quantities import QuantityMention
from marsad.coder.relevance import relevance, shipped, words_of
from marsad.coder.resuming import carried
from marsad.coder.sentence import Rooms, Sentence, names_in, read_sentence
from marsad.coder.spots import spots_of
from marsad.coder.status import unharmed
from marsad.coder.wholenames import whole_words
from marsad.gazetteer.context import BORDER, PlaceContext
from marsad.gazetteer.index import Gazetteer
from marsad.lexicon.words import Lexicon, Word, links
from marsad.model import Article
from marsad.parties.context import PartyContext
from marsad.parties.naming import PartyRef, name_phrase
from marsad.parties.registry import Grammar, Hit, Registry

# How many words a person's full name has at least.
_FULL = 2
# How many phrases back a pronoun may point.
_BACK = 8


class Report(msgspec.Struct, gc=False):
    """A report read: the folded text and, by sentence, what it offers; sentence 0 is the title where there is one."""

    article: Article
    normal: Normal
    titled: bool
    sentences: list[Sentence]
    phrases: list[list[Phrase]]
    spots: list[list[Spot]]
    voices: list[list[Voice]]
    drafts: list[list[Draft]]
    relevance: float = 0.0
    warlike: int = -1
    weapons: list[list[tuple[int, str]]] = []


@functools.cache
def rooms() -> Rooms:
    """The rooms that ship with Marsad, opened once."""
    lexicon, registry, gazetteer = Lexicon.default(), Registry.default(), Gazetteer.default()
    return Rooms(Tokenizer(whole_words(lexicon, registry, gazetteer)), lexicon, registry, gazetteer)


class ReportReader:
    """Reads reports with a fixed set of rooms."""

    def __init__(self, opened: Rooms | None = None) -> None:
        self.rooms = opened or rooms()
        self.glance = Glance(self.rooms.tokenizer, shipped())
        self.listener = Listener(self.rooms.lexicon)

    def read(self, article: Article) -> Report:
        """Everything the report offers, before any decision."""
        full = article.full
        if self.glance.hopeless(full):
            return Report(article, Normal(full, "", None), bool(article.title), [], [], [], [], [])
        normal = normalise(full)
        report = Report(article, normal, bool(article.title), [], [], [], [], [])
        vocabulary = shipped()
        spans = self._spans(normal.text, article)
        tokens = [self._tokens(normal, start, end) for start, end in spans]
        report.relevance = relevance(words_of(itertools.chain.from_iterable(tokens)), vocabulary)
        if report.relevance < vocabulary.least:
            return report
        cores = [[token.core for token in row] for row in tokens]
        particles = [[token.pro for token in row] for row in tokens]
        names = [names_in(self.rooms, *row) for row in zip(cores, particles, strict=True)]
        places = PlaceContext.of(cores, self.rooms.gazetteer, [found.places for found in names])
        persons = names_like_on(normal)
        parties = PartyContext(self.rooms.registry, published=article.published)
        parties.printed_in(article.source)
        for row, found in zip(cores, names, strict=True):
            parties.read(row, found.parties)
        for number, (start, end) in enumerate(spans):
            found = names[number]
            forces = parties.forces(found.parties)
            sentence = read_sentence(self.rooms, tokens[number], start, end, places, found, forces, persons)
            spots = spots_of(self.rooms, sentence, places)
            parties.hear(cores[number], found.parties)
            self._see_places(spots, parties)
            ruling = governing(sentence, self.rooms.lexicon.compiled)
            spots = [
                spot for spot in spots if not (spot.item in ruling and is_capital(sentence, spot, self.rooms.gazetteer))
            ]
            phrases = self._phrases(sentence, parties, spots, report.phrases[-1] if report.phrases else [])
            report.sentences.append(sentence)
            report.phrases.append(phrases)
            report.spots.append(spots)
            voices = self.listener.voices(sentence, number, phrases)
            voices = named_voices(sentence, number, voices, spots, report.voices, parties)
            report.voices.append(carried(sentence, voices, report.voices))
            drafts = drafts_of(sentence, number, self.rooms.lexicon.compiled.triggers)
            report.drafts.append([d for d in drafts if d.stem != "casualties" or not unharmed(sentence, d.hit.first)])
        return report

    def _tokens(self, normal: Normal, start: int, end: int) -> list[Token]:
        """The tokens of a sentence; names of places and parties that look like a particle and a word are whole."""
        tokens = told_apart(self.rooms.tokenizer.tokens(normal.text, start, end), normal)
        return self.rooms.registry.whole_names(self.rooms.gazetteer.whole_names(tokens))

    def _see_places(self, spots: Sequence[Spot], parties: PartyContext) -> None:
        """Tells the parties of the countries that the places of a sentence lie in."""
        for spot in spots:
            ref = spot.ref
            if ref is None or not ref.country:
                continue
            if ref.level == "country":
                parties.see_country(ref.country)
            else:
                capital = self.rooms.gazetteer.capitals.get(ref.country)
                parties.see_ground(ref.country, capital is not None and capital.id == ref.id)

    def _spans(self, text: str, article: Article) -> list[tuple[int, int]]:
        """The title, then the sentences of the text."""
        if not article.title:
            return sentences(text)
        edge = text.find("\n")
        body = [(start + edge + 1, end + edge + 1) for start, end in sentences(text[edge + 1 :])]
        return [(0, edge), *body]

    def _phrases(
        self, sentence: Sentence, context: PartyContext, spots: list[Spot], before: list[Phrase]
    ) -> list[Phrase]:
        """The noun phrases with their parties, in order, each seen by the context of the report."""
        placed = {spot.item: spot for spot in spots if spot.inside == "alone" and not _object(spot)}
        counts = {quantity.first: quantity for quantity in reversed(sentence.quantities)}
        names, between = _one_names(sentence), _between(spots)
        out: list[Phrase] = []
        for at, item in enumerate(sentence.items):
            if item.kind not in ("noun", "event") or item.first in between:
                continue
            if item.prep == ON and sentence.tokens[item.head].core in AT_LEAST:
                continue
            quantity = counts.get(item.first)
            first, last = _mention(sentence, item, quantity)
            head = item.head if quantity else _bearer(sentence, item, last, context.registry.grammar)
            first = head if head != item.head else first
            tokens = sentence.tokens[first:last]
            ref = _name(sentence, item, tokens, context) if item.kind == "noun" else None
            ref = None if ref is not None and _answerable(sentence, at, context.registry.grammar) else ref
            ref = None if ref is not None and item.first in sentence.persons and ref.kind == "state" else ref
            of = quantity.of_first if quantity and quantity.of_first < item.last else head
            if item.kind == "event":
                first = of = _whom(sentence, item)
            word = sentence.words[max(of, item.first)]
            item, last = _widened(sentence, at, word, last)
            if item.kind == "noun" and (ref is None or ref.id is None or ref.rule in _GUESSED):
                forced = ref is not None and ref.kind == "state"
                counted = max(of, item.first)
                at_pronoun = counted if sentence.tokens[counted].enc else organ_owned(sentence, item, forced)
                ref = _owned(sentence, at_pronoun, word, before, out, forced) or ref
            kind = ref.kind if ref and ref.kind != "other" else kind_of(word.classes)
            spot, capital = placed.get(at), None
            if spot is not None and _may_be_place(spot, ref):
                covers = spot.last >= item.last - 1
                if covers and spot.level == "country":
                    kind = "country"
                elif covers or kind in ("other", "settlement", "position"):
                    kind, capital, ref = "place", ref if covers else None, None
            person = _untitled(sentence, item, context.registry.grammar) if kind == "other" and spot is None else ""
            kind = "person" if person else kind
            shape = person or shape_of(sentence.tokens[head], word.classes, word.number)
            if item.kind == "noun" and head in names:
                shape = _named_shape(sentence.tokens[head], kind, shape)
            owner = capital or self._owner(sentence, item, ref, context, [*before[-_BACK:], *out[-_BACK:]])
            if owner is None and ref is None and quantity is not None:
                owner = _of_the_others(sentence, last, out)
            noun = sentence.tokens[head]
            look = "d" if noun.det else "p" if noun.enc else "i"
            out.append(Phrase(at, first, last, ref, kind, shape, bool(quantity), kind_of(word.classes), look, owner))
        return [sharing(sentence, phrase, out) for phrase in out]

    def _owner(
        self, sentence: Sentence, item: Item, ref: PartyRef | None, context: PartyContext, before: list[Phrase]
    ) -> PartyRef | None:
        """The party of a phrase without a party of its own, from what stands after it, else the thing's plain name."""
        if item.kind == "event":
            ref = name_phrase(tuple(token.core for token in sentence.tokens[item.first : item.last]), context)
            if ref is not None:
                return ref

        def referent(pronoun: str) -> PartyRef | None:
            return _referent(pronoun, reversed(before[-_BACK:]))

        owner = owner_of(sentence, item.first, item.last, ref, context, referent)
        return owner or (thing(sentence, item.first, item.last, context) if ref is None else None)


def _name(sentence: Sentence, item: Item, tokens: Sequence[Token], context: PartyContext) -> PartyRef | None:
    """The party of a phrase, or that of the aside in brackets after a noun of groups: "the agency (UNRWA)"."""
    tokens = _of_its_own(tokens)
    ref = context.name(tuple(token.core for token in tokens))
    whole, grammar = _of_its_own(sentence.tokens[item.first : item.last]), context.registry.grammar
    if ref is not None or not tokens or whole[-1] == tokens[-1]:
        return ref
    if not any(token.core in grammar.group or token.core in grammar.plain for token in tokens):
        return None
    return context.name(tuple(token.core for token in whole))


def _answerable(sentence: Sentence, at: int, grammar: Grammar) -> bool:
    """Whether people are only said to answer for an event, and are no officials: those responsible | for the attack."""
    item, items = sentence.items[at], sentence.items
    lone = item.last == item.first + 1 and sentence.tokens[item.first].core in grammar.officials
    return lone and at + 1 < len(items) and items[at + 1].kind == "event" and items[at + 1].prep == ABOUT


def _of_its_own(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words of a phrase that may name its party: not where a thing was made, nor whose nationals people are."""
    known = links()
    if tokens and tokens[0].core in known.nationality:
        return ()
    made = next((at for at, token in enumerate(tokens) if token.core in known.made), 0)
    return [*tokens[: made - 1], *tokens[made + 1 :]] if made else tokens


def _widened(sentence: Sentence, at: int, word: Word, last: int) -> tuple[Item, int]:
    """A phrase and the end of its mention, with the owner or the adjectives of what may name an event too."""
    item = sentence.items[at]
    if word.classes & links().joined:
        last = max(last, _owned_until(sentence, at))
        item = msgspec.structs.replace(item, last=max(item.last, last))
    if item.kind == "event" and kind_of(word.classes) in PEOPLE_KINDS:
        last = _told_of(sentence.items, at)
        item = msgspec.structs.replace(item, last=last)
    return item, last


def _may_be_place(spot: Spot, party: PartyRef | None) -> bool:
    """Whether a phrase that is a place may be meant as one: its party is none, a state, or a noun's beside a name."""
    named = spot.ref is not None and spot.ref.rule != "place.site"
    return party is None or party.kind == "state" or (named and party.rule == "noun")


def _between(spots: Iterable[Spot]) -> set[int]:
    """The words of a border after its first: the countries there are no parties ("the border with | Syria")."""
    borders = [spot for spot in spots if spot.ref is not None and spot.ref.rule == BORDER]
    return {token for spot in borders for token in range(spot.first + 1, spot.last)}


def _object(spot: Spot) -> bool:
    """Whether a place without a name stands where the thing that something is done to would: "bombed | a market"."""
    return not spot.prep and spot.ref is not None and spot.ref.rule == "place.site"


def _of_the_others(sentence: Sentence, last: int, before: Sequence[Phrase]) -> PartyRef | None:
    """The party of "six others": that of the people counted before it in the sentence."""
    if sentence.tokens[last - 1].core not in links().others:
        return None
    counted = next((phrase for phrase in reversed(before) if phrase.quantified and phrase.party is not None), None)
    party = counted.party if counted is not None else None
    return msgspec.structs.replace(party, rule="owner") if party is not None else None


def _untitled(sentence: Sentence, item: Item, grammar: Grammar) -> str:
    """The gender of a person whose name begins a phrase without a title, ``m`` or ``f``; empty for no person."""
    tokens, given = sentence.tokens[item.first : item.last], sentence.tokens[item.head].core
    if item.kind != "noun" or item.head != item.first or len(tokens) < _FULL or tokens[1].kind != "w":
        return ""
    if tokens[0].enc or tokens[1].enc:
        return ""
    if given in links().women:
        return "f"
    return "m" if given in links().men or given in grammar.kunya else ""


# Rules that a pronoun on the noun overrules.
_GUESSED = frozenset(
    {"weak alias", "force or office of the report's country", "force or office named before", "aircraft of the theatre"}
)


def _one_names(sentence: Sentence) -> set[int]:
    """The words without article that are all of a party's or place's name."""
    found = {hit.first for hit in sentence.parties if hit.first == hit.last and _strong(hit)}
    found.update(name.first for name in sentence.places if name.first == name.last)
    return {at for at in found if not (sentence.tokens[at].det or sentence.tokens[at].enc)}


def _strong(hit: Hit) -> bool:
    return not hit.weak and hit.entry.sort != "adjective"


def _named_shape(head: Token, kind: str, shape: str) -> str:
    """The gender of a name that does not show it: countries and cities are feminine, groups either (empty)."""
    if kind in ("country", "place"):
        return "m" if head.core in MASCULINE_PLACES else "f"
    return "" if kind in ("armed_group", "state") else shape


def _mention(sentence: Sentence, item: Item, quantity: QuantityMention | None) -> tuple[int, int]:
    """The tokens of a phrase as it is written in a claim: from its numeral on, without an aside or apposition."""
    tokens, first, last = sentence.tokens, item.first, item.last
    if quantity is not None and not first == quantity.of_first < quantity.of_last:
        numeral = (at for at in range(first, min(quantity.last, last)) if _numeral(sentence, at))
        first = next(numeral, first)
    for at in range(first + 1, last):
        if tokens[at].form == "(" or _again_named(sentence, first, at):
            return first, at
    return first, last


def _again_named(sentence: Sentence, first: int, at: int) -> bool:
    """Whether a word only begins to say again what the party just before it is: the brigades | the armed wing of."""
    wing = sentence.tokens[at].det and sentence.tokens[at].core in links().kindred
    return wing and any(first <= hit.first <= hit.last == at - 1 for hit in sentence.parties)


def _whom(sentence: Sentence, item: Item) -> int:
    """The token of the people inside an event's fixed words ("the return of the displaced"), else its first."""
    inner = (at for at in range(item.first + 1, item.last) if kind_of(sentence.words[at].classes) in PEOPLE_KINDS)
    return next(inner, item.first)


def _bearer(sentence: Sentence, item: Item, last: int, grammar: Grammar) -> int:
    """The head of the party whose deed, plan or word a phrase begins with: "the waiting for the answer of | Israel".

    The head of the phrase itself where it begins with another noun, or no party follows.
    """
    at = item.head
    while at < last - 1 and _abstract(sentence, at, grammar):
        at += 1
        token = sentence.tokens[at]
        people = sentence.words[at].classes & links().people or token.core in grammar.force
        if token.pro or not (people or any(hit.first == at for hit in sentence.parties)):
            continue
        return at
    return item.head


def _abstract(sentence: Sentence, at: int, grammar: Grammar) -> bool:
    """Whether a bare noun names what somebody does, wants or says, and nobody or nothing by itself."""
    token, word = sentence.tokens[at], sentence.words[at]
    if token.det or token.enc or word.speech or word.sources or word.title:
        return False
    if token.core[0] == PARTICIPLE and not word.classes and deed(sentence.tokens[at + 1].core):
        # "expecting | the tightening by | the resistance of its grip"
        return tanwin(token.core) or token.core.endswith(FEMININE)
    if token.core in links().abstracts:
        return not word.classes & links().things or deed(sentence.tokens[at + 1].core)
    return not word.classes and deed(token.core) and token.core not in grammar.plain


def _told_of(items: Sequence[Item], at: int) -> int:
    """The end of the adjectives of people whom an event word names: "the [Palestinian] prisoner"."""
    while at + 1 < len(items) and items[at + 1].adj and items[at + 1].first == items[at].last:
        at += 1
    return items[at].last


def _owned_until(sentence: Sentence, at: int) -> int:
    """The end of the owner of a thing whose word names an event too: "strongholds | of X", "posts and camps | of X"."""
    items, item = sentence.items, sentence.items[at]
    after = items[at + 1] if at + 1 < len(items) else item
    head, predicate = sentence.tokens[item.head], sentence.predicates.get(at)
    if predicate is not None and after.kind == "noun":
        tied = sentence.words[item.last - 1].bare in links().linkers
        tied = tied or (item.last == item.first + 1 and not (head.det or head.enc))
        if predicate.own.get(at + 1) == "gen" or (tied and after.prep == FOR and _party(sentence, after)):
            return after.last
    alone = item.last == item.first + 1 == after.first and not (head.det or head.enc)
    if not alone or after.coord < 0 or after.coord not in (at, item.coord) or item.kind == after.kind:
        return item.last
    if after.kind == "noun":
        return after.last if after.last > after.first + 1 else item.last
    until = _owned_until(sentence, at + 1)
    return until if until > after.last else item.last


def _party(sentence: Sentence, item: Item) -> bool:
    """Whether a phrase begins with the name of a party, or with a word for a group before the name."""
    return any(hit.first in (item.first, item.first + 1) for hit in sentence.parties)


def _numeral(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[at].kind == "n" or sentence.tags[at] == "num"


_FORCES = frozenset(
    (
        "fighter leader official person aircraft helicopter drone vehicle tank position base weapon artillery police"
    ).split()
)


def _owned(
    sentence: Sentence, at: int, word: Word, before: list[Phrase], here: list[Phrase], forced: bool = False
) -> PartyRef | None:
    """The party that a pronoun on a force noun points back to ("its fighters"); None where none agrees.

    ``forced`` says that the noun is a force noun whatever its classes.
    """
    enc = sentence.tokens[at].enc
    if enc not in REFERENTS or not (word.classes & _FORCES or forced):
        return None
    if here and here[-1].last == at and _unnamed(here[-1]) and here[-1].shape in REFERENTS[enc]:
        return None
    said = any(sentence.words[i].speech for i in range(max(0, at - 3), at))
    return _referent(enc, [*here, *reversed(before)] if said else reversed([*before, *here][-8:]))


def _unnamed(phrase: Phrase) -> bool:
    """Whether a phrase is men whose side is not told: "the gunmen [left] their arms"."""
    return phrase.kind in PEOPLE_KINDS and (phrase.ref is None or phrase.ref.id is None)


# Who has men and arms that a pronoun may be said of, beside alliances ("NATO ... its aircraft").
_WITH_FORCES = frozenset({"state", "armed_group"})


def _referent(pronoun: str, phrases: Iterable[Phrase]) -> PartyRef | None:
    """The first state or armed group among phrases that a pronoun agrees with."""
    for phrase in phrases:
        ref = phrase.ref
        members = ref is not None and ref.kind == "armed_group" and "p" in REFERENTS[pronoun]
        if (
            ref is not None
            and (ref.kind in _WITH_FORCES or ref.id in links().fielding)
            and (members or not phrase.shape or phrase.shape in REFERENTS[pronoun])
        ):
            return msgspec.structs.replace(ref, rule="pronoun")
    return None
