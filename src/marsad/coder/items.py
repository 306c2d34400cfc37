"""Which phrases, verbs and marks is a sentence made of? A shallow reading, left to right, without guessing at trees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.arabic.particles import (
    ACCUSATIVE,
    ADJECTIVAL,
    AND,
    AND_ALONE,
    BETWEEN,
    BY,
    DUAL,
    FEMININE,
    FEMININES,
    FOR,
    FROM,
    GOVERNING,
    IN,
    NISBA,
    PAIRED,
    PARTITIVE,
    REFERENTS,
    SOUND_PLURALS,
)
from marsad.arabic.phrases import MANNERS
from marsad.arabic.tokens import Token
from marsad.arabic.wordclass import tanwin
from marsad.coder.phraseends import PhraseEnds
from marsad.coder.pieces import NOMINAL, Item, Spans
from marsad.lexicon.words import Word, links
from marsad.parties.registry import Registry

# How many pieces an aside may have that says who or what is among those counted.
_ASIDE = 5
_FEMININE = (FEMININE, FEMININES)
# Classes of nouns that stand before the name of a group.
_GROUPS = frozenset({"organisation", "fighter"})
# The class of nouns that are no people, things or places that anything is done to.
_VAGUE = frozenset({"other"})


class Reader:
    """Reads one sentence into items."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[Word], tags: Sequence[str], spans: Spans) -> None:
        self.tokens, self.words, self.tags, self.spans = tokens, words, tags, spans
        self.links = links()
        self._ends = PhraseEnds(tokens, words, tags, spans)
        self.items: list[Item] = []
        self._prep = ""
        self._conj = False

    def read(self) -> list[Item]:
        """The items in order; marks that only decorate are left out."""
        at = 0
        while at < len(self.tokens):
            at = self._step(at)
        return self.items

    def _step(self, at: int) -> int:
        token = self.tokens[at]
        if token.kind == "p":
            return self._mark(at)
        if at in self.spans.dates:
            return self._emit("date", at, self.spans.dates[at], at)
        added = self._addition(at)
        if added > at:
            self._prep, self._conj = "", True
            return added
        if self._particles(at):
            return at + 1
        tag = self.tags[at]
        if at in self.spans.events and tag != "verb":
            return self._event(at, at)
        deed = self._counted_deed(at)
        if deed > at:
            return self._event(at, deed)
        if tag in NOMINAL or token.kind in "nl" or self._spanned(at):
            return self._noun(at)
        if tag == "prep":
            self._prep = token.core
            if token.enc:
                self._emit("word", at, at + 1, at)
            return at + 1
        if tag == "dem":
            return at + 1
        if tag == "conj" and token.core in AND:
            self._conj = True
            return at + 1
        kind = {"verb": "verb", "rel": "rel", "conj": "sub", "sub": "sub", "neg": "neg"}.get(tag, "word")
        if kind == "verb" and token.pro.endswith(FOR):
            self._prep = FOR
        return self._emit(kind, at, at + 1, at)

    def _addition(self, at: int) -> int:
        """Where what is added begins after "in addition to", which says "and"; ``at`` where no such words stand."""
        if at + 2 >= len(self.tokens) or self.tokens[at + 1].enc:
            return at
        pair = (self.tokens[at].form.removeprefix(AND_ALONE), self.tokens[at + 1].form)
        return at + 2 if pair in self.links.additions else at

    def _particles(self, at: int) -> bool:
        """Keeps the particles written onto a word; whether the word itself only brings who did it."""
        token = self.tokens[at]
        if token.pro:
            self._conj = self._conj or token.pro[0] in AND
            if token.pro[-1] in GOVERNING and self.tags[at] != "verb":
                self._prep = token.pro[-1]
        told = PAIRED.get((self._prep, token.core))
        if told is not None and self._brings(at):
            self._prep = told
            return True
        return False

    def _brings(self, at: int) -> bool:
        """Whether a word only makes one preposition with the one before it: "at the hands of | settlers"."""
        token = self.tokens[at]
        if token.det or token.enc or at + 1 >= len(self.tokens):
            return False
        return self.tags[at + 1] in NOMINAL or self._spanned(at + 1) or self.tokens[at + 1].form == '"'

    def _spanned(self, at: int) -> bool:
        """Whether a name or a counted phrase begins here, whatever its first word is elsewhere."""
        return at in self.spans.parties or at in self.spans.places or at in self.spans.quantities

    def _emit(self, kind: str, first: int, last: int, head: int, *, adj: bool = False) -> int:
        item = Item(kind, first, last, head, self._prep, self._conj, -1, adj)
        if kind in ("noun", "event") and self._conj and not adj:
            item.coord = self._joined(item)
            if item.coord >= 0 and self._opens_clause(item):
                item.coord, item.prep = -1, ""
        if kind in ("noun", "event"):
            item.part = self._part(item)
        self.items.append(item)
        self._prep, self._conj = "", False
        return last

    def _opens_clause(self, item: Item) -> bool:
        """Whether a party after "and" speaks in the verb just after it: losses of the army | and Washington warns."""
        after = item.last
        if item.kind != "noun" or item.first not in self.spans.parties or not self.items[item.coord].prep:
            return False
        if after >= len(self.tokens) or self.tags[after] != "verb" or self.tokens[after].pro:
            return False
        return bool(self.words[after].speech) and item.prep != BETWEEN

    def _part(self, item: Item) -> bool:
        """Whether "among them" stands just before a phrase, or before the phrase that it is joined to."""
        if item.coord >= 0:
            return self.items[item.coord].part
        before = self.items[-1] if self.items else None
        if before is None or item.prep or item.conj:
            return False
        if before.kind == "noun":
            return self._described(len(self.items) - 1)
        if before.kind != "word" or before.prep not in PARTITIVE:
            return False
        above = self.items[-2] if len(self.items) > 1 else before
        part = above.kind != "verb" and self.words[above.last - 1].bare not in self.links.amounts
        return part and bool(self.tokens[before.first].enc)

    def _described(self, at: int) -> bool:
        """Whether prepositions lead back from an item to one of those among others: "the leader [in the group] N"."""
        while at >= 0 and self.items[at].kind == "noun" and self.items[at].prep:
            at -= 1
        return self.items[at].part and at < len(self.items) - 1

    def _joined(self, item: Item) -> int:
        """The item that a phrase after "and" stands beside, when it brings no preposition of its own."""
        aside = self._aside_opens()
        for at in range(len(self.items) - 1, -1, -1):
            before = self.items[at]
            if at >= aside or (not item.prep and (self._purpose(at) or self._made_for(at, item))):
                continue
            if before.prep and self.words[item.head].title and self._described(at):
                continue
            if before.kind in ("pause", "quote", "bracket", "date") or before.adj:
                continue
            if not item.prep and self._between(at):
                continue
            if not item.prep and before.kind == "event" and at + 1 < len(self.items) and self._between(at + 1):
                continue
            if self._kin(before, item) and (not item.prep or item.prep == before.prep):
                if not item.prep:
                    item.prep = before.prep
                return before.coord if before.coord >= 0 else at
            return -1
        return -1

    def _between(self, at: int) -> bool:
        """Whether a phrase only tells more of the one that "between" brings, whose other side is still to come.

        "Between | leaders | in the congress | and diplomats".
        """
        told, above = self.items[at], at - 1
        if told.prep not in (*IN, FROM) or told.kind != "noun" or told.first in self.spans.places:
            return False
        if above >= 0 and self.items[above].kind == "event" and not self.items[above].prep:
            above -= 1
        brought = self.items[above] if above >= 0 else told
        return brought.kind == "noun" and brought.prep == BETWEEN and brought.coord < 0

    def _purpose(self, at: int) -> bool:
        """Whether an item is an event that only says what the thing before it is for: "a post [for firing] rockets"."""
        return at >= 0 and self.items[at].kind == "event" and self.items[at].prep == FOR

    def _made_for(self, at: int, item: Item) -> bool:
        """Whether a phrase ends what a thing is for, and the thing before that is the one of the new phrase's kind."""
        if self.items[at].prep or at < 2 or not self._purpose(at - 1):
            return False
        kinds = self.words[item.head].classes & self.links.things
        thing, inner = (self.words[self.items[n].head].classes & self.links.things for n in (at - 2, at))
        return bool(kinds and thing) and not kinds & inner

    def _aside_opens(self) -> int:
        """The first piece of an aside that a comma just closed: "nine units, [two tanks among them], and six posts"."""
        closed = len(self.items) - 1
        if closed < 2 or self.items[closed].kind != "pause":
            return len(self.items)
        for at in range(closed - 1, max(closed - _ASIDE, 0), -1):
            item = self.items[at]
            if item.kind == "word" and item.prep and self.tokens[item.first].enc:
                return at if self.items[at - 1].kind == "pause" else len(self.items)
            if item.kind not in ("noun", "word"):
                break
        return len(self.items)

    def _kin(self, before: Item, item: Item) -> bool:
        """Whether two pieces can stand beside each other: one kind, or an event word that names such things."""
        if before.kind == item.kind:
            return not (self._only(before, self.spans.places) and self._only(item, self.spans.parties))
        return bool(self.words[before.head].classes & self.words[item.head].classes & self.links.joined)

    def _only(self, item: Item, names: Mapping[int, int]) -> bool:
        """Whether a phrase begins with a name of one sort, place or party, and not of the other: "in Gaza | and the
        army shells"."""
        others = self.spans.parties if names is self.spans.places else self.spans.places
        return item.first in names and item.first not in others

    def _mark(self, at: int) -> int:
        form = self.tokens[at].form
        kind = "quote" if form == '"' else "bracket" if form in "()[]" else "pause"
        self.items.append(Item(kind, at, at + 1, at))
        if kind == "pause":
            self._prep = ""
        return at + 1

    def _counted_deed(self, at: int) -> int:
        """The event word that a number counts: "20 air [raids]"; -1 where none is counted, or people are."""
        end = self.spans.quantities.get(at, -1)
        if end < 0:
            return -1
        counted = (m for m in range(at + 1, end) if m in self.spans.events and self.words[m].classes & self.links.deeds)
        return next(counted, -1)

    def _event(self, at: int, named: int) -> int:
        """Takes an event whose word is at ``named``, from its number on, with its adjectives."""
        end = self._emit("event", at, self.spans.events[named], named)
        head = self.tokens[named]
        while end < len(self.tokens) and self._adjective(end, head):
            first = end
            end += 1
            if first in self.spans.parties or self.words[first].classes:
                self._emit("noun", first, end, first, adj=True)
            else:
                self.items[-1].last = end
                end = self._respect(end)
        return end

    def _respect(self, at: int) -> int:
        """Takes the noun that says in which respect an adjective holds: visits high [of rank]."""
        event, adjective = self.tokens[self.items[-1].head], self.tokens[at - 1]
        agrees = event.core.endswith(_FEMININE) and adjective.core.endswith(_FEMININE[0])
        if not agrees or at >= len(self.tokens) or event.det or event.enc or adjective.det or not self.tokens[at].det:
            return at
        token = self.tokens[at]
        named = at in self.spans.parties or at in self.spans.places or at in self.spans.dates or at in self.spans.events
        if token.pro or token.kind != "w" or named or self.tags[at] not in NOMINAL:
            return at
        if self.words[at].classes - _VAGUE:
            return at
        self.items[-1].last = at + 1
        return at + 1

    def _adjective(self, at: int, head: Token) -> bool:
        """Whether a word can only describe the event before it: it agrees in article and is no phrase of its own."""
        token, word = self.tokens[at], self.words[at]
        if token.kind != "w" or token.pro or token.enc or self.tags[at] not in NOMINAL or at in self.spans.dates:
            return False
        if at in self.spans.quantities or at in self.spans.events:
            return False
        if at in self.spans.places and not (tanwin(head.core) and self._nation(at)):
            return False
        if token.det != (head.det or bool(head.enc)):
            return False
        bare = token.core[2:] if token.det else token.core
        if at in self.spans.parties:
            people = bare.endswith(SOUND_PLURALS) and not bare.endswith(DUAL) and not head.core.endswith(SOUND_PLURALS)
            return self.spans.parties[at] == at + 1 and bare.endswith(NISBA) and not people
        return not word.classes and bare.endswith(ADJECTIVAL)

    def _nation(self, at: int) -> bool:
        """Whether the name of a country may be its adjective in the accusative: Russia, or Russian."""
        end = at + 1
        return self.tokens[at].core.endswith(ACCUSATIVE) and self.spans.parties.get(at) == end

    def _noun(self, at: int) -> int:
        token = self.tokens[at]
        if token.enc in REFERENTS and token.core in self.links.foremost and not token.det:
            self._prep = FROM
            return self._emit("word", at, at + 1, at)
        if token.pro[-1:] == BY and token.core in self.links.adverbs and not token.enc:
            self._prep, self._conj = "", False
            return (
                at + 1 + int(at + 1 < len(self.tokens) and self._adverbial(at + 1) and not self.words[at + 1].classes)
            )
        killed = token.core in self.links.manners and not (token.det or token.enc or self._spanned(at))
        if killed or self._manner(at) or self._epithet(at) or self._degree(at):
            return at + 1
        if self._second_kind(at):
            known = at + 1 >= len(self.tokens) or bool(self.words[at + 1].classes) or self._spanned(at + 1)
            return self._emit("noun", at, at + 1 + int(not known and self._adverbial(at + 1)), at, adj=True)
        before = self.items[-1] if self.items else None
        if (
            before is not None
            and before.kind == "noun"
            and before.last == at
            and self._ends.after_event(before.first, at)
        ):
            return self._emit("noun", at, at + 1, at, adj=True)
        end = self._ends.phrase_end(at)
        if self.items and self._belongs(at):
            if self._partitive():
                self.items[-1].head = at
            self.items[-1].last = end
            self._prep, self._conj = "", False
            return end
        return self._emit("noun", at, end, at + int(self._share(at, end)))

    def _share(self, at: int, end: int) -> bool:
        """Whether a phrase begins with a word for some or all of what the next word names: "some of [the vehicles]"."""
        word = self.words[at].bare in self.links.shares and end > at + 1 and at not in self.spans.parties
        return word and not self._spanned(at) and bool(self.words[at + 1].classes)

    def _manner(self, at: int) -> bool:
        """Whether a relational adjective in the accusative tells how something is done, before a noun: officially."""
        token, after = self.tokens[at], self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if not token.core.endswith(ACCUSATIVE) or token.pro or token.det or token.enc or self._spanned(at):
            return False
        alone = not self.words[at].classes and self.words[at].number is None and tanwin(token.core)
        return alone and after is not None and not after.pro and self.tags[at + 1] in NOMINAL and not tanwin(after.core)

    def _second_kind(self, at: int) -> bool:
        """Whether "and" joins a second adjective to that of an event: shelling from the air | and by artillery."""
        token, before = self.tokens[at], self.items[-1] if self.items else None
        if token.pro not in AND or token.det or token.enc or self._spanned(at) or not token.core.endswith(NISBA):
            return False
        event = before is not None and before.kind == "event" and before.last == at and before.last > before.first + 1
        return event and self.tokens[at - 1].core.endswith(NISBA) and not self.tokens[at - 1].det

    def _degree(self, at: int) -> bool:
        """Whether a word only says how something is done, or how great a deed is whose doer stands before it."""
        token = self.tokens[at]
        if token.pro or not self.items or self.items[-1].last != at:
            return token.core in MANNERS and not token.pro
        return token.core in MANNERS or token.core in self.links.degrees

    def _epithet(self, at: int) -> bool:
        """Whether a word only describes the quoted party just before it: "the group 'So-and-so' | the terrorist"."""
        token = self.tokens[at]
        if not token.det or token.pro or token.enc or at < 2 or self.tokens[at - 1].form not in ('"', "/"):
            return False
        party = any(end in (at, at - 1) for first, end in self.spans.parties.items() if first > at - _ASIDE)
        return party and token.core in Registry.default().grammar.epithets

    def _adverbial(self, at: int) -> bool:
        token = self.tokens[at]
        return token.kind == "w" and not token.pro and not token.det and self.tags[at] in NOMINAL

    def _belongs(self, at: int) -> bool:
        """Whether the phrase at ``at`` only says whose or which the phrase before it is."""
        before = self.items[-1]
        if before.kind != "noun" or not before.last <= at <= before.last + 1 or at in self.spans.dates:
            return False
        prep, last, head = self._prep, self.tokens[before.last - 1], self._counted_noun(before)
        adjacent = before.last == at - int(not self.tokens[at].pro.endswith(prep) if prep else False)
        if not adjacent:
            return False
        linker = self.words[before.last - 1].bare
        if prep and not self._conj and linker in self.links.linkers:
            return True
        if prep == BY and not self._conj and linker in self.links.peopled:
            return bool(self.words[at].classes & self.links.people)
        if self._partitive():
            return True
        party = at in self.spans.parties or self._group_of(at)
        if prep == FOR and party and not self._conj and self.words[before.last - 1].bare in self.links.general:
            return last.det
        if self._conj:
            bare = all(self._alike(m, at) for m in range(before.first, before.last))
            return not prep and bare and not last.det and not last.enc
        if prep == FOR and at in self.spans.media:
            return False
        if prep == FOR:
            force = self.tokens[at].det and bool(self.words[at].classes & self.links.forces)
            owned = not self.tokens[before.head].det and bool(head.classes & self.links.owned)
            return owned and (party or (force and not last.det))
        return prep == FROM and party and not self.tokens[before.head].det and bool(head.classes & self.links.parts)

    def _counted_noun(self, item: Item) -> Word:
        """The noun that heads a phrase, after the number that counts it."""
        counted = self.tokens[item.first].kind == "n" or item.first in self.spans.quantities
        if item.head != item.first or not counted:
            return self.words[item.head]
        kinds = self.links.owned | self.links.parts
        nouns = (self.words[m] for m in range(item.first, item.last) if self.words[m].classes & kinds)
        return next(nouns, self.words[item.head])

    def _group_of(self, at: int) -> bool:
        """Whether a noun for a group or its men stands before its name: the organisation "So-and-so", fighters of X."""
        quoted = at + 2 < len(self.tokens) and self.tokens[at + 1].form == '"' and at + 2 in self.spans.parties
        named = quoted or (at + 1 in self.spans.parties and not self.tokens[at + 1].pro)
        return named and bool(self.words[at].classes & _GROUPS)

    def _partitive(self) -> bool:
        """Whether the phrase that begins says of what the amount before it is: "a number of", "some of"."""
        before = self.items[-1]
        return self._prep == FROM and not self._conj and self.words[before.last - 1].bare in self.links.amounts

    def _alike(self, first: int, second: int) -> bool:
        """Whether two bare nouns of one class may share the owner that follows."""
        shared = self.words[first].classes & self.words[second].classes & self.links.joined
        token = self.tokens[second]
        return bool(shared) and not token.det and not token.enc
