"""Where does the noun phrase that begins at a word end? What it goes on with: adjectives, owners, names."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from marsad.arabic.agreement import verb_agreement
from marsad.arabic.frequency import frequencies
from marsad.arabic.particles import (
    ACCUSATIVE,
    ADJECTIVAL,
    AND,
    ANY_DUAL,
    ARTICLE,
    BY,
    CLOSING_NISBA,
    COMMAS,
    FEMININE,
    FOR,
    INDEFINITE,
    LONG,
    NISBA,
    PARTICIPLE,
    SOUND_PLURALS,
    UNOWNED_NISBA,
    WITH_NUN,
)
from marsad.arabic.phrases import MANNERS
from marsad.arabic.tokens import Token
from marsad.arabic.wordclass import deed, tanwin
from marsad.coder.nameends import NameEnds
from marsad.coder.nextphrase import HARDLY, NextPhrase, never_describes
from marsad.coder.pieces import NOMINAL, Spans
from marsad.lexicon.words import Word, links

_LONGEST = 16
# A participle in the plural is longer than this, and no broken plural: "forcing" | whom, but "millions" of.
_SHORT = 4
# Marks that no name has in it.
_NO_NAME = (COMMAS[0], ":")
# What opens an aside or a name, with what closes it; some agencies write the organisation /So-and-so/.
_CLOSING = {'"': '"', "(": ")", "'": "'", "/": "/"}
# How seldom a noun has the feminine of an adjective, beside itself.
_HARDLY = 0.05
# From how many words on a quotation after a speaker is what he says, not a name.
_QUOTED = 4
# The class of the people of a nation.
_NATIONAL = frozenset({"national"})
# How many words "without a pilot" has at most.
_WITHOUT = 3
# Groups and grounds, whose nouns are no surnames.
_GROUNDS = frozenset({"organisation", "unit", "position", "settlement", "area"})
# The people of an event.
_UNDERGOING = frozenset({"prisoner", "killed", "wounded", "refugee"})
_AIRCRAFT = frozenset({"aircraft", "drone"})


class PhraseEnds:
    """Finds the ends of the noun phrases of one sentence."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[Word], tags: Sequence[str], spans: Spans) -> None:
        self.tokens, self.words, self.tags, self.spans = tokens, words, tags, spans
        self.links = links()
        self._next = NextPhrase(tokens, words, tags, spans)
        self._names = NameEnds(self._next)

    def phrase_end(self, at: int) -> int:
        """The token after the noun phrase that begins at ``at``."""
        spans = self.spans
        end = max(spans.parties.get(at, 0), spans.places.get(at, 0), spans.quantities.get(at, 0), at + 1)
        end = max(end, spans.persons[at][0] if at in spans.persons else 0)
        titled, borne = bool(self.words[at].title), spans.persons[at][0] if at in spans.persons else 0
        while end < len(self.tokens) and end - at < _LONGEST and not (end == borne and self._after_bearer(end)):
            fixed = self._bearer(at, end) if end in spans.persons else self._unmanned(at, end)
            borne = max(borne, fixed) if end in spans.persons else borne
            further = fixed if fixed >= 0 else self._continued(at, end, titled)
            if further == end:
                break
            titled = titled or any(self.words[i].title and not self.tokens[i].pro for i in range(end, further))
            end = further
        return end

    def after_event(self, first: int, at: int) -> bool:
        """Whether a word after the phrase that begins at ``first`` describes the event whose owner the phrase is."""
        return self._next.of_event(first, at)

    def _continued(self, first: int, at: int, titled: bool) -> int:
        """Where the phrase goes on to past token ``at``; ``at`` itself where it ends."""
        tokens, spans = self.tokens, self.spans
        token, before = tokens[at], tokens[at - 1]
        if token.kind == "p":
            return self._aside(first, at)
        if self._second_adjective(at) or (token.pro == FOR and self._for_whom(at)):
            return at + 1
        if (
            self._apart(at)
            or self._next.begins(first, at)
            or self._names.ends(first, at, titled)
            or self.words[at].bare in self.links.contents
            or (before.kind == "p" and not token.det)
        ):
            return at
        hit = max(spans.parties.get(at, 0), spans.places.get(at, 0))
        if self.tags[at] not in NOMINAL and token.kind not in "nl" and not hit:
            return at
        if self._drone(at):
            return at + 1
        if at in spans.events and tokens[at].kind == "w":
            return spans.events[at] if self._compound(first, at) or self._kept(at) else at
        if self._plural_alike(at) or self._nationals(at):
            return max(hit, at + 1)
        named = self._next.named_end(first, at) and not self._owned_by(at)
        if named and at in spans.parties and (not self._adjectival(at) or self._people_after(at)):
            return hit if titled and self._person(at, hit) else at
        definite = before.det or named or bool(before.enc)
        if at in spans.quantities:
            return spans.quantities[at] if definite and token.det else at
        if definite and not token.det and not hit:
            person = titled and token.kind == "w" and self._namelike(first, at)
            numbered = token.kind == "n" and not self._counted(at)
            return at + 1 if person or numbered or (token.kind == "l" and before.kind == "l") else at
        if (
            definite
            and hit
            and not token.det
            and self.tokens[first].core not in self.links.seats
            and not (titled and not self._kind_of_place(at) and not self._group_after(at))
            and not self._adjectival(at)
        ):
            return at
        if definite and token.det and self._another(first, at):
            return at
        return at if self._closed(first, at, definite) else max(hit, at + 1)

    def _bearer(self, first: int, at: int) -> int:
        """The end of the name at a word, where the phrase has the office of who bears it; else the word itself."""
        end, office = self.spans.persons[at]
        return end if office >= first else at

    def _after_bearer(self, at: int) -> bool:
        """Whether the word after the whole name of somebody is of another phrase: President So-and-so | Moscow, | the
        two sides."""
        token, word = self.tokens[at], self.words[at]
        if token.kind != "w" or token.pro:
            return False
        if token.det:
            if token.core.endswith(NISBA[0]) or word.title or word.classes & _UNDERGOING:
                return False
            return bool(word.classes or word.triggers or word.sources or word.number == "du")
        return at in self.spans.states or bool(word.classes & _GROUNDS)

    def _unmanned(self, first: int, at: int) -> int:
        """Past "without a pilot" after an aircraft, and past its nation there; -1 where that does not stand there."""
        if self._pilotless(at - 1):
            return at + int(at in self.spans.parties and self._adjectival(at))
        if not (self.words[first].classes | self.words[at - 1].classes) & _AIRCRAFT:
            return -1
        ends = range(at + 1, min(at + _WITHOUT, len(self.tokens)))
        return next((end + 1 for end in ends if self._pilotless(end)), -1)

    def _pilotless(self, last: int) -> bool:
        """Whether "without a pilot" ends at a word, which names the aircraft before it."""
        if self.tokens[last].form not in _pilots():
            return False
        for words in self.links.unmanned:
            if tuple(token.form for token in self.tokens[max(0, last + 1 - len(words)) : last + 1]) == words:
                return True
        return False

    def _owned_by(self, at: int) -> bool:
        """Whether a party just before is a bare noun for a group, which the party after it owns: militias | of X."""
        before = self.tokens[at - 1]
        alone = self.spans.parties.get(at - 1) == at and at in self.spans.parties
        bare = alone and not (before.det or before.enc or self.tokens[at].pro)
        return bare and "organisation" in self.words[at - 1].classes and not self._adjectival(at)

    def _person(self, at: int, end: int) -> bool:
        """Whether a party after a title is its bearer: the president | [the deposed Ali Salih]."""
        return not self.words[at].classes and not (self.tokens[at].det and self.tokens[end - 1].det)

    def _namelike(self, first: int, at: int) -> bool:
        """Whether a bare word after a title may be of the name of its bearer: no noun that is known, nor a deed.

        "Asked the head of the organisation | [to hand in] ...", "the two presidents discussed | [matters] of security".
        """
        core = self.tokens[at].core
        if self.words[at].classes or tanwin(core) or core in self.links.abstracts | self.links.relatives or deed(core):
            return False
        counts = frequencies()
        return self.words[first].number != "du" or counts.get(ARTICLE + core, 0) <= _HARDLY * counts.get(core, 0)

    def _closed(self, first: int, at: int, definite: bool) -> bool:
        """Whether the ending of the word before shows that nothing owns it."""
        if self._next.describes(at):
            return False
        if self.tokens[at].det:
            return self._unownable(first, at)
        if at - 1 > first and self._drone(at - 1) and self.words[at].classes:
            return True
        return not definite and (self._after_accusative(first, at) or self._after_sound(first, at))

    def _drone(self, at: int) -> bool:
        """Whether a word only says that the aircraft before it flies by itself; elsewhere it is a march of protest."""
        return (
            "drone" in self.words[at].classes and "aircraft" in self.words[at - 1].classes and not self.tokens[at].pro
        )

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

    def _for_whom(self, at: int) -> bool:
        """Whether "for" tells against or for whom the thing before it is: guns | against aircraft, a camp | for the
        displaced."""
        if self.words[at - 1].bare in self.links.anti:
            return True
        kept = self.words[at].classes & _UNDERGOING and self.tokens[at].det
        return bool(kept) and self.tokens[at - 1].core in self.links.keepers

    def _kept(self, at: int) -> bool:
        """Whether an event word only says whose a bare noun is: the families | of the prisoners."""
        token, before = self.tokens[at], self.tokens[at - 1]
        if not token.det or before.det or before.enc or self.spans.events[at] != at + 1:
            return False
        if before.core in self.links.awaiting:
            return True
        return before.core in self.links.keepers and bool(self.words[at].classes & _UNDERGOING)

    def _another(self, first: int, at: int) -> bool:
        """Whether a second definite noun begins a phrase of its own: a thing, or people that the phrase has none of."""
        word, core = self.words[at], self.tokens[at].core
        if (word.number == "du" and core.endswith(NISBA[0])) or self._next.describes(at):
            return False
        if core in self.links.seats or self._next.titled_after(first, at):
            return True
        named = at in self.spans.parties and not self._adjectival(at)
        if named and not any(self.words[i].title for i in range(first, at)):
            return True
        if word.number == "pl" and at - 1 == first and first in self.spans.states and not core.endswith(NISBA):
            return not self.tokens[first].det
        if self._thing_after(at) or self._next.person_after(first, at) or self._object_after(first, at):
            return True
        if word.classes & self.links.things or self._place_after(at) or self._disagrees(first, at):
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

    def _thing_after(self, at: int) -> bool:
        """Whether a definite noun follows a bare name, which only adjectives describe: with Netanyahu | the phase."""
        before, spans = self.tokens[at - 1], self.spans
        group = any(end == at > first + 1 for first, end in spans.parties.items())
        if before.det or before.enc or not (group or self._whole(at - 1)) or not never_describes(self.tokens[at].core):
            return False
        return not any(first < at <= last and first not in spans.states for first, last in spans.places.items())

    def _object_after(self, first: int, at: int) -> bool:
        """Whether a definite noun follows a definite subject, which nothing but an adjective goes on: it is the object.

        "The opposition accused | the government", "the UN called on | the parties"; titles stand beside each other.
        """
        if not first or self.tags[first - 1] != "verb" or not self.tokens[first].det or not self.tokens[at - 1].det:
            return False
        word, core = self.words[at], self.tokens[at].core
        if self.words[first].title or word.title or self.spans.parties.get(first, 0) > at or word.classes & _NATIONAL:
            return False
        return not core.endswith(SOUND_PLURALS[1]) and never_describes(core)

    def _place_after(self, at: int) -> bool:
        """Whether a place of several words begins, which is no adjective: calm reigned in | the Yemeni capital."""
        several = self.spans.places.get(at, at) > at + 1
        return several and not self.tokens[at].core.endswith(NISBA) and at - 1 not in self.spans.places

    def _disagrees(self, first: int, at: int) -> bool:
        """Whether a definite word cannot describe the surname before it, which is masculine: called on | the nation."""
        name, word = self.tokens[first], self.tokens[at]
        spoke = first > 0 and self.tags[first - 1] == "verb" and first == at - 1
        spoke = spoke and verb_agreement(self.tokens[first - 1].core)[0] == "m"
        if not spoke or not name.core.endswith(NISBA[0]) or self.words[first].classes:
            return False
        after = self.tokens[at + 1].core if at + 1 < len(self.tokens) and self.tokens[at + 1].det else ""
        return word.core.endswith(FEMININE) or after.endswith(NISBA[1])

    def _after_accusative(self, first: int, at: int) -> bool:
        """Whether an indefinite noun cannot go on the phrase before it, which an ending or a pronoun closes."""
        token, before = self.tokens[at], self.tokens[at - 1]
        if before.core.endswith(INDEFINITE):
            if tanwin(before.core) and token.core.endswith(INDEFINITE) and tanwin(token.core) and self._one(at - 1):
                return False
            known = bool(self.words[at].classes) and not token.core.endswith(NISBA)
            return known or (tanwin(before.core) and _never_adjective(token.core))
        return bool(token.enc) and at - 1 > first and before.core.endswith((*NISBA, ADJECTIVAL[len(NISBA)]))

    def _one(self, at: int) -> bool:
        """Whether a word is one of the people, whom another accusative just after only describes: a [senior] man."""
        return self.words[at].number == "sg" and bool(self.words[at].classes & self.links.people)

    def _after_sound(self, first: int, at: int) -> bool:
        """Whether an indefinite noun cannot go on the phrase before it: a sound plural or dual in ن has no owner.

        A relational adjective closes the phrase before a thing as well: "a war [plane] hit | posts".
        """
        before, word = self.tokens[at - 1], self.words[at - 1]
        if at - 1 > first and at - 1 in self.spans.parties and before.core.endswith(UNOWNED_NISBA):
            return not self.tokens[at].core.endswith(NISBA)
        if at - 1 > first and before.core.endswith(CLOSING_NISBA):
            several = self.words[at].number == "pl" and bool(self.words[at].classes & self.links.people)
            known = self._distinct(at) and bool(self.words[at].classes & self.links.things)
            return known or (several and self.tokens[at].core.endswith(SOUND_PLURALS))
        if before.kind != "w" or not before.core.endswith(WITH_NUN) or not self._distinct(at):
            return False
        if not word.classes:
            thing = bool(self.words[at].classes & self.links.things) or self.words[at].bare in self.links.amounts
            return thing and at - 1 > first and self._plural_alike(at - 1)
        known = bool(self.words[at].classes) or self.tokens[at].core in self.links.men
        return word.number == "du" or (word.number == "pl" and known)

    def _unownable(self, first: int, at: int) -> bool:
        """Whether a definite noun cannot own the plural in ن before it, which a plural in ن precedes or names people.

        "Extremist settlers | the land": what is owned loses its ن.
        """
        before, word = self.tokens[at - 1], self.words[at - 1]
        if before.det or before.kind != "w" or before.enc or not before.core.endswith(SOUND_PLURALS):
            return False
        acting = before.core.startswith(PARTICIPLE) and before.core.endswith(SOUND_PLURALS[0])
        if acting and len(before.core) > _SHORT and before.core[2] != LONG:
            return True
        plural = at - 1 > first and self.tokens[at - 2].core.endswith(SOUND_PLURALS) and not self.tokens[at - 2].det
        return plural or (word.number == "pl" and bool(word.classes & self.links.people))

    def _group_after(self, at: int) -> bool:
        """Whether a group's name begins after the name of somebody with a title: the adviser So-and-so | Al-Qaeda."""
        return at in self.spans.parties and "organisation" in self.words[at].classes and self.tokens[at - 1].det

    def _kind_of_place(self, at: int) -> bool:
        """Whether a place begins with a word for its kind, which no name of a person goes on with: the city of."""
        return at in self.spans.places and self.spans.places[at] > at + 1 and bool(self.words[at].classes)

    def _distinct(self, at: int) -> bool:
        core = self.tokens[at].core
        return not core.endswith((*NISBA, *WITH_NUN)) and self.tokens[at].kind == "w"

    def _counted(self, at: int) -> bool:
        """Whether a number counts the word after it, which has no article then: 15 tanks, but the brigade 15 | the."""
        return at + 1 < len(self.tokens) and bool(self.words[at + 1].classes) and not self.tokens[at + 1].det

    def _adjectival(self, at: int) -> bool:
        """Whether a nationality describes the word before it, one of two words too: the army, [the South Korean]."""
        token, before, end = self.tokens[at], self.tokens[at - 1], self.spans.parties.get(at, 0)
        if end > at + 1:
            adjectives = NISBA[:-2]
            return all(part.det and part.core.endswith(adjectives) for part in self.tokens[at:end])
        if not token.det and token.core.endswith(ACCUSATIVE) and not tanwin(before.core) and self._whole(at - 1):
            return False
        agrees = token.det or not (before.det or before.enc)
        return agrees and token.core.endswith(NISBA) and end == at + 1

    def _apart(self, at: int) -> bool:
        """Whether a word begins anew by itself: after a particle, as a date, bare after a pronoun or as "saying"."""
        token = self.tokens[at]
        if token.enc and self.tokens[at - 1].core in self.links.bombers:
            return True
        demanded = at in self.spans.demanded and (token.det or self._whole(at - 1))
        if token.pro or at in self.spans.dates or token.core in MANNERS or demanded:
            return True
        speech = {form.pos for form in self.words[at].speech}
        said = ("participle" in speech or ("masdar" in speech and bool(token.enc))) and not self.words[at].classes
        return not token.det and (bool(self.tokens[at - 1].enc) or said)

    def _plural_alike(self, at: int) -> bool:
        """Whether a plural only describes the plural before it: Israeli settlers who are [extremists]."""
        token, before = self.tokens[at], self.tokens[at - 1]
        if token.det or before.det or token.kind != "w":
            return False
        two = any(self.words[noun].number == "du" for noun in (at - 1, at - 2) if noun >= 0)
        ends = (*SOUND_PLURALS, ANY_DUAL[0]) if two else SOUND_PLURALS
        return any(token.core.endswith(end) and before.core.endswith(end) for end in ends)

    def _nationals(self, at: int) -> bool:
        """Whether a plural of a nation describes the several people before it: [Russian] pilots, [Turkish] soldiers."""
        token, before = self.tokens[at], self.tokens[at - 1]
        if token.det != before.det or before.enc or not self.words[at].classes & _NATIONAL:
            return False
        people = bool(self.words[at - 1].classes & self.links.people) and not self.words[at - 1].classes & _NATIONAL
        several = self.words[at - 1].number in ("pl", "du") and self.words[at].number == "pl"
        return people and several and self.spans.parties.get(at) == at + 1

    def _whole(self, at: int) -> bool:
        """Whether a word needs no owner: it has an article, a pronoun or the ن of a plural, or is a name."""
        token, counts = self.tokens[at], frequencies()
        if token.det or token.enc or token.core.endswith(WITH_NUN):
            return True
        if token.core.endswith(FEMININE) or self.words[at].bare in self.links.amounts:
            return False
        return counts.get(ARTICLE + token.core, 0) < HARDLY * counts.get(token.core, 1)

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

    def _new_quoted(self, at: int) -> bool:
        """Whether a quoted noun after a nationality is another thing, not a name: the Israeli forces | "a fleet"."""
        inside, before = at + 1, self.tokens[at - 1]
        if self.tokens[at].form != '"' or inside >= len(self.tokens) or self.tokens[inside].det:
            return False
        national = self.spans.parties.get(at - 1) == at and before.det and before.core.endswith(NISBA)
        return national and (inside in self.spans.parties or bool(self.words[inside].classes))

    def _speech(self, first: int, at: int) -> bool:
        """Whether a quotation is what the speaker before it says: "the minister said | 'the talks go on'"."""
        if (
            self.tokens[at].form != '"'
            or not first
            or self.tags[first - 1] != "verb"
            or not self.words[first - 1].speech
        ):
            return False
        closing = (m for m in range(at + 1, min(at + _LONGEST, len(self.tokens))) if self.tokens[m].form == '"')
        return next(closing, at + _LONGEST) - at > _QUOTED

    def _landed(self, at: int) -> bool:
        """Whether the name of a land or town just ended, which no quotation goes on: Israel | "the full blame"."""
        return any(last == at and not self.tokens[first].det for first, last in self.spans.places.items())

    def _closes(self, at: int) -> bool:
        """Whether a mark can only close a quotation: it touches the word before it, not the one after."""
        tokens = self.tokens
        if tokens[at].form != '"' or at + 1 >= len(tokens):
            return False
        return tokens[at - 1].end == tokens[at].start and tokens[at].end < tokens[at + 1].start

    def _aside(self, first: int, at: int) -> int:
        """A quoted name or a name in brackets that belongs to the phrase."""
        form = self.tokens[at].form
        if self._closes(at):
            return at + sum(token.form == '"' for token in self.tokens[first:at]) % 2
        if self._new_quoted(at) or self._speech(first, at):
            return at
        closing = _CLOSING.get(form)
        if closing is None or at + 1 >= len(self.tokens):
            return at
        inside = at + 1
        while inside < min(at + 8, len(self.tokens)) and self.tokens[inside].form != closing:
            ends = self.tags[inside] == "verb" or self.tokens[inside].form in _NO_NAME
            if ends or inside in self.spans.dates:
                return at
            inside += 1
        if inside >= len(self.tokens) or self.tokens[inside].form != closing or inside == at + 1:
            return at
        named = any(i in self.spans.parties for i in range(at + 1, inside))
        if form == '"':
            if not named and self.tokens[at + 1].det and self._landed(at):
                return at
            quoted = self.tags[at + 1] in NOMINAL or named
            return inside + 1 if quoted and not self.tokens[at + 1].pro and (at + 1) not in self.spans.events else at
        return inside + 1 if named or self.tokens[at + 1].kind == "l" else at


@functools.cache
def _pilots() -> frozenset[str]:
    """The last words of "without a pilot"."""
    return frozenset(words[-1] for words in links().unmanned)


def _never_adjective(core: str) -> bool:
    """Whether a word without article is a noun: it takes the article, and hardly ever an adjective's feminine."""
    if core.endswith((INDEFINITE, FEMININE, *NISBA, *SOUND_PLURALS)):
        return False
    counts = frequencies()
    article = counts.get(ARTICLE + core, 0)
    return article > 0 and counts.get(ARTICLE + core + FEMININE, 0) < _HARDLY * article
