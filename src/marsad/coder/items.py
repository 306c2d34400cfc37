"""Which phrases, verbs and marks is a sentence made of? A shallow reading, left to right, without guessing at trees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from marsad.arabic.particles import (
    ADJECTIVAL,
    AND,
    BY,
    CLOSING_NISBA,
    FOR,
    FROM,
    GOVERNING,
    NISBA,
    PARTITIVE,
    REFERENTS,
    SOUND_PLURALS,
    WITH_NUN,
)
from marsad.arabic.tokens import Token
from marsad.lexicon.words import Word, links

NOMINAL = frozenset({"noun", "num"})
_LONGEST = 16
# How many pieces an aside may have that says who or what is among those counted.
_ASIDE = 5


class Item(msgspec.Struct, gc=False):
    """One piece of a sentence, tokens ``first`` to ``last`` (half-open).

    ``kind``: ``verb``, ``noun`` (phrase), ``event`` (a noun that may name an event), ``date``, ``sub`` (أن that, حيث
    where ...), ``rel`` (الذي who), ``neg``, ``pause``, ``quote``, ``bracket``, ``word``. ``prep`` is the preposition
    that brings it, ``conj`` whether and/then precedes it, ``coord`` the item that it is joined to (-1 for none),
    ``adj`` whether it is an adjective of the event before it, ``part`` whether it is said to be among those before it
    ("eight men, [their leader] among them").
    """

    kind: str
    first: int
    last: int
    head: int
    prep: str = ""
    conj: bool = False
    coord: int = -1
    adj: bool = False
    part: bool = False


class Spans(msgspec.Struct, frozen=True):
    """What other rooms found in the sentence: first token to last (half-open) of names, dates, quantities, events."""

    parties: Mapping[int, int]
    places: Mapping[int, int]
    dates: Mapping[int, int]
    quantities: Mapping[int, int]
    events: Mapping[int, int]


class Reader:
    """Reads one sentence into items."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[Word], tags: Sequence[str], spans: Spans) -> None:
        self.tokens, self.words, self.tags, self.spans = tokens, words, tags, spans
        self.links = links()
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
        if token.pro:
            self._conj = self._conj or token.pro[0] in AND
            if token.pro[-1] in GOVERNING and self.tags[at] != "verb":
                self._prep = token.pro[-1]
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

    def _spanned(self, at: int) -> bool:
        """Whether a name or a counted phrase begins here, whatever its first word is elsewhere."""
        return at in self.spans.parties or at in self.spans.places or at in self.spans.quantities

    def _emit(self, kind: str, first: int, last: int, head: int, *, adj: bool = False) -> int:
        item = Item(kind, first, last, head, self._prep, self._conj, -1, adj)
        if kind in ("noun", "event") and self._conj and not adj:
            item.coord = self._joined(item)
        if kind in ("noun", "event"):
            item.part = self._part(item)
        self.items.append(item)
        self._prep, self._conj = "", False
        return last

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
            if self._kin(before, item) and (not item.prep or item.prep == before.prep):
                if not item.prep:
                    item.prep = before.prep
                return before.coord if before.coord >= 0 else at
            return -1
        return -1

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
            return True
        shared = self.words[before.head].classes & self.words[item.head].classes & self.links.joined
        return before.kind == "event" and item.kind == "noun" and bool(shared)

    def _mark(self, at: int) -> int:
        form = self.tokens[at].form
        kind = "quote" if form == '"' else "bracket" if form in "()[]" else "pause"
        self.items.append(Item(kind, at, at + 1, at))
        if kind == "pause":
            self._prep = ""
        return at + 1

    def _counted_deed(self, at: int) -> int:
        """The event word that a number counts: "20 air [raids]"; -1 where none is counted, or people are."""
        end = self.spans.quantities.get(at, at)
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
        return end

    def _adjective(self, at: int, head: Token) -> bool:
        """Whether a word can only describe the event before it: it agrees in article and is no phrase of its own."""
        token, word = self.tokens[at], self.words[at]
        if token.kind != "w" or token.pro or token.enc or self.tags[at] not in NOMINAL or at in self.spans.dates:
            return False
        if at in self.spans.quantities or at in self.spans.events or at in self.spans.places:
            return False
        if token.det != (head.det or bool(head.enc)):
            return False
        bare = token.core[2:] if token.det else token.core
        if at in self.spans.parties:
            return self.spans.parties[at] == at + 1 and bare.endswith(NISBA)
        return not word.classes and bare.endswith(ADJECTIVAL)

    def _noun(self, at: int) -> int:
        token = self.tokens[at]
        if token.enc in REFERENTS and token.core in self.links.foremost and not token.det:
            self._prep = FROM
            return self._emit("word", at, at + 1, at)
        if token.pro[-1:] == BY and token.core in self.links.adverbs and not token.enc:
            self._prep, self._conj = "", False
            return at + 1 + int(at + 1 < len(self.tokens) and self._adverbial(at + 1))
        end = self.phrase_end(at)
        if self.items and self._belongs(at):
            if self._partitive():
                self.items[-1].head = at
            self.items[-1].last = end
            self._prep, self._conj = "", False
            return end
        return self._emit("noun", at, end, at)

    def _adverbial(self, at: int) -> bool:
        token = self.tokens[at]
        return token.kind == "w" and not token.pro and not token.det and self.tags[at] in NOMINAL

    def _belongs(self, at: int) -> bool:
        """Whether the phrase at ``at`` only says whose or which the phrase before it is."""
        before = self.items[-1]
        if before.kind != "noun" or not before.last <= at <= before.last + 1 or at in self.spans.dates:
            return False
        prep, last, head = self._prep, self.tokens[before.last - 1], self.words[before.head]
        adjacent = before.last == at - int(not self.tokens[at].pro.endswith(prep) if prep else False)
        if not adjacent:
            return False
        if prep and not self._conj and self.words[before.last - 1].bare in self.links.linkers:
            return True
        if self._partitive():
            return True
        party = at in self.spans.parties
        if self._conj:
            alone = before.last == before.first + 1 and not last.det and not last.enc
            return not prep and alone and self._alike(before.head, at)
        if prep == FOR:
            return party and not self.tokens[before.head].det and bool(head.classes & self.links.owned)
        return prep == FROM and party and not self.tokens[before.head].det and bool(head.classes & self.links.parts)

    def _partitive(self) -> bool:
        """Whether the phrase that begins says of what the amount before it is: "a number of", "some of"."""
        before = self.items[-1]
        return self._prep == FROM and not self._conj and self.words[before.last - 1].bare in self.links.amounts

    def _alike(self, first: int, second: int) -> bool:
        """Whether two bare nouns of one class may share the owner that follows."""
        shared = self.words[first].classes & self.words[second].classes & self.links.joined
        token = self.tokens[second]
        return bool(shared) and not token.det and not token.enc

    def phrase_end(self, at: int) -> int:
        """The token after the noun phrase that begins at ``at``."""
        spans = self.spans
        end = max(spans.parties.get(at, 0), spans.places.get(at, 0), spans.quantities.get(at, 0), at + 1)
        titled = bool(self.words[at].title)
        while end < len(self.tokens) and end - at < _LONGEST:
            further = self._continued(at, end, titled)
            if further == end:
                break
            titled = titled or any(self.words[i].title for i in range(end, further))
            end = further
        return end

    def _continued(self, first: int, at: int, titled: bool) -> int:
        """Where the phrase goes on to past token ``at``; ``at`` itself where it ends."""
        tokens, spans = self.tokens, self.spans
        token, before = tokens[at], tokens[at - 1]
        if token.kind == "p":
            return self._aside(at)
        if self._second_adjective(at):
            return at + 1
        if self._apart(at):
            return at
        hit = max(spans.parties.get(at, 0), spans.places.get(at, 0))
        if self.tags[at] not in NOMINAL and token.kind not in "nl" and not hit:
            return at
        if at in spans.events and tokens[at].kind == "w":
            return spans.events[at] if self._compound(first, at) else at
        named = self._named_end(first, at)
        if named and at in spans.parties and (not self._adjectival(at) or self._people_after(at)):
            return hit if titled and not token.det and not self.words[at].classes else at
        definite = before.det or named or bool(before.enc)
        if at in spans.quantities:
            return spans.quantities[at] if definite and token.det else at
        if definite and not token.det and not hit:
            person = titled and not self.words[at].classes and token.kind == "w"
            numbered = token.kind == "n" and not self._counted(at)
            return at + 1 if person or numbered or (token.kind == "l" and before.kind == "l") else at
        if definite and hit and not token.det and not titled and not self._adjectival(at):
            return at
        if definite and token.det and self._another(first, at):
            return at
        if not definite and not token.det and (self._after_accusative(first, at) or self._after_sound(first, at)):
            return at
        return max(hit, at + 1)

    def _compound(self, first: int, at: int) -> bool:
        """Whether an event word only says what kind of thing the bare noun before it is: a [search] post."""
        token, noun = self.tokens[at], self.tokens[first]
        if first != at - 1 or token.det or token.enc or token.pro or noun.det or noun.enc or noun.pro[-1:] == BY:
            return False
        return (
            self.spans.events[at] == at + 1
            and bool(self.words[first].classes & self.links.things)
            and first not in self.spans.quantities
        )

    def _another(self, first: int, at: int) -> bool:
        """Whether a second definite noun begins a phrase of its own: a thing, or people that the phrase has none of."""
        word, core = self.words[at], self.tokens[at].core
        named = at in self.spans.parties and not self._adjectival(at)
        if named and not any(self.words[i].title for i in range(first, at)):
            return True
        if word.classes & self.links.things:
            return True
        if core.endswith(NISBA[:3]):
            return False
        several = core.endswith(SOUND_PLURALS) or (word.number == "pl" and self.words[at - 1].number != "pl")
        people = several and bool(word.classes & self.links.people)
        return people and not any(
            self.tokens[i].core.endswith(SOUND_PLURALS)
            or (self.words[i].number == "pl" and self.words[i].classes & self.links.people)
            for i in range(first, at)
        )

    def _after_accusative(self, first: int, at: int) -> bool:
        """Whether an indefinite noun cannot go on the phrase before it, which an ending or a pronoun closes."""
        token, before = self.tokens[at], self.tokens[at - 1]
        if before.core.endswith("ا"):
            return bool(self.words[at].classes) and not token.core.endswith(NISBA)
        return bool(token.enc) and at - 1 > first and before.core.endswith((*NISBA, ADJECTIVAL[len(NISBA)]))

    def _after_sound(self, first: int, at: int) -> bool:
        """Whether an indefinite noun cannot go on the phrase before it: a sound plural or dual in ن has no owner.

        A relational adjective closes the phrase before a thing as well: "a war [plane] hit | posts".
        """
        before, word = self.tokens[at - 1], self.words[at - 1]
        if at - 1 > first and before.core.endswith(CLOSING_NISBA):
            return bool(self.words[at].classes & self.links.things) and self._distinct(at)
        if before.kind != "w" or not before.core.endswith(WITH_NUN) or not word.classes or not self._distinct(at):
            return False
        return word.number == "du" or (word.number == "pl" and bool(self.words[at].classes))

    def _distinct(self, at: int) -> bool:
        core = self.tokens[at].core
        return not core.endswith((*NISBA, *WITH_NUN)) and self.tokens[at].kind == "w"

    def _counted(self, at: int) -> bool:
        return at + 1 < len(self.tokens) and bool(self.words[at + 1].classes)

    def _adjectival(self, at: int) -> bool:
        token, before = self.tokens[at], self.tokens[at - 1]
        agrees = token.det or not (before.det or before.enc)
        return agrees and token.core.endswith(NISBA) and self.spans.parties.get(at, 0) == at + 1

    def _apart(self, at: int) -> bool:
        """Whether a word begins anew by itself: after a particle, as a date, bare after a pronoun or as "saying"."""
        token = self.tokens[at]
        if token.pro or at in self.spans.dates:
            return True
        said = any(form.pos == "participle" for form in self.words[at].speech)
        return not token.det and (bool(self.tokens[at - 1].enc) or said)

    def _people_after(self, at: int) -> bool:
        """Whether people of a nation in the plural stand after somebody else: called on Ehud Barak | the Israelis."""
        return self.tokens[at].core.endswith(SOUND_PLURALS) and not self.tokens[at - 1].core.endswith(SOUND_PLURALS)

    def _second_adjective(self, at: int) -> bool:
        """Whether "and" joins a second adjective to the noun: the military and strategic expert."""
        token, before = self.tokens[at], self.tokens[at - 1]
        if token.pro not in AND or not token.det or not before.det or token.enc or before.kind != "w":
            return False
        if at in self.spans.parties or at in self.spans.places or at in self.spans.events or self.words[at].classes:
            return False
        if at - 1 in self.spans.parties or at - 1 in self.spans.places or self.tags[at] not in NOMINAL:
            return False
        return token.core.endswith(NISBA) and before.core.endswith(NISBA)

    def _named_end(self, first: int, at: int) -> bool:
        """Whether a name ends just before ``at`` inside the phrase."""
        for start in range(max(first, at - 6), at):
            if at in (self.spans.parties.get(start, -1), self.spans.places.get(start, -1)):
                return True
        return False

    def _new_quoted(self, at: int) -> bool:
        """Whether a quoted noun after a nationality is another thing, not a name: the Israeli forces | "a fleet"."""
        inside, before = at + 1, self.tokens[at - 1]
        if self.tokens[at].form != '"' or inside >= len(self.tokens) or self.tokens[inside].det:
            return False
        national = self.spans.parties.get(at - 1) == at and before.det and before.core.endswith(NISBA)
        return national and (inside in self.spans.parties or bool(self.words[inside].classes))

    def _aside(self, at: int) -> int:
        """A quoted name or a name in brackets that belongs to the phrase."""
        form = self.tokens[at].form
        if self._new_quoted(at):
            return at
        closing = {'"': '"', "(": ")", "'": "'"}.get(form)
        if closing is None or at + 1 >= len(self.tokens):
            return at
        inside = at + 1
        while inside < min(at + 8, len(self.tokens)) and self.tokens[inside].form != closing:
            if self.tags[inside] == "verb" or self.tokens[inside].form in "،:" or inside in self.spans.dates:
                return at
            inside += 1
        if inside >= len(self.tokens) or self.tokens[inside].form != closing or inside == at + 1:
            return at
        named = any(i in self.spans.parties for i in range(at + 1, inside))
        if form == '"':
            quoted = self.tags[at + 1] in NOMINAL or named
            return inside + 1 if quoted and not self.tokens[at + 1].pro and (at + 1) not in self.spans.events else at
        return inside + 1 if named or self.tokens[at + 1].kind == "l" else at
