"""Who is the subject and who the object of each verb of a sentence?

A verb's subject is the phrase after it that agrees, the one before it, what its relative clause describes, or else the
subject of the verb that it hangs on.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import msgspec

from marsad.arabic.agreement import agrees, noun_case, verb_agreement
from marsad.arabic.particles import AUXILIARIES, COMMAS, IN, PRONOUNS, REFERENTS, SUBJECT_PRONOUNS
from marsad.arabic.wordclass import tanwin
from marsad.coder.draft import Phrase, stem_of
from marsad.coder.drafts import STRUCK_KINDS
from marsad.coder.embraced import embracing
from marsad.coder.relations import Labels, Predicate
from marsad.coder.sentence import Sentence
from marsad.coder.triggers import follows
from marsad.lexicon.entries import LightEntry, TriggerEntry
from marsad.lexicon.words import links

_DEPTH = 4
# The gender of a verb of the first person: who speaks is its subject ("X said: [we] condemn").
_ANY = "any"
_ON_THINGS = frozenset({"attack", "destruction", "seizure", "capture", "siege"})
_FATAL = frozenset({"casualties", "killing"})
# Events of verbs that say what an attack hit.
_STRIKING = frozenset({"attack", "destruction"})
# Kinds of phrases whose names may end like an accusative: Turkey, Syria.
_NAMES = frozenset({"country", "state", "place", "armed_group", "igo"})
_ARMED = frozenset({"armed_group", "state", "country"})
_OPENING = ("noun", "event", "word")
# Events that somebody does himself, with no object.
_OWN_DEEDS = frozenset({"affiliation", "withdrawal", "presence"})
_BARE_AFTER = ("post1", "post2", "post3", "gen", "bare1", "bare2", "bare3")


class Clause(msgspec.Struct, frozen=True, gc=False):
    """The subject and object of a verb by item (-1 for none), and how the subject was found."""

    subject: int
    object: int
    way: str


class Clauses:
    """The clauses of one sentence, resolved when they are asked for."""

    def __init__(
        self,
        sentence: Sentence,
        phrases: Sequence[Phrase],
        lights: Mapping[str, LightEntry],
        entries: Mapping[str, TriggerEntry],
    ) -> None:
        self.sentence = sentence
        self.lights, self.entries = lights, entries
        self.phrases = {phrase.item: phrase for phrase in phrases}
        self.hits = {sentence.item_of[hit.first]: hit for hit in sentence.triggers}
        self._clauses: dict[int, Clause] = {}
        self._joined: dict[int, list[int]] = {}
        for at, item in enumerate(sentence.items):
            if item.coord >= 0:
                self._joined.setdefault(item.coord, []).append(at)

    def joined(self, at: int) -> Sequence[int]:
        """The items that stand beside an item, joined to it."""
        return self._joined.get(at, ())

    def clause(self, at: int, depth: int = 0) -> Clause:
        """The subject and object of the verb at an item."""
        found = self._clauses.get(at)
        if found is None:
            self._clauses[at] = Clause(-1, -1, "none")
            found = self._clauses[at] = self._resolve(self.sentence.predicates[at], depth)
        return found

    def _resolve(self, predicate: Predicate, depth: int) -> Clause:
        if predicate.item in self._outer:
            return Clause(predicate.item + 1, self._outer[predicate.item], "post")
        taken = self._outer.values()
        own = {m: label for m, label in predicate.own.items() if m not in taken} if taken else predicate.own
        pre = self._before(predicate.item, own)
        post, second = (next((m for m, label in own.items() if label == place), -1) for place in ("post1", "post2"))
        ante = self._described(predicate, post)
        token = self.sentence.tokens[self.sentence.items[predicate.item].head]
        gender, number = self._agreement(predicate.item)
        if gender == _ANY and predicate.up >= 0:
            return Clause(self.clause(predicate.up, depth + 1).subject, post, predicate.link)
        if ante >= 0:
            another = post < 0 and self._done_by_another(predicate, ante)
            if another or (post < 0 and not token.enc and self._taken_up(predicate, ante, post)):
                return self._implied(predicate, ante if another else -1, gender, number, depth)
            return self._relative_clause(predicate, ante, post)
        if second >= 0 and (after := self._both_after(post, second)) is not None:
            return after
        if post >= 0 and second < 0 and self._pronoun_before(predicate.item):
            return self._implied(predicate, post, gender, number, depth)
        if post >= 0 and (self._case(post) == "oblique" or (second < 0 and self._inert(predicate.item, post))):
            fitting = pre >= 0 and self._fits(gender, number, pre, after=True)
            return Clause(pre, post, "pre") if fitting else self._implied(predicate, post, gender, number, depth)
        if post >= 0 and second < 0 and self._strikes(predicate.item, pre):
            return Clause(pre, post, "pre")
        if post >= 0 and self._fits(gender, number, post, after=False):
            if pre >= 0 and self._fits(gender, number, pre, after=True) and self._topic(pre):
                return Clause(pre, post, "pre")
            return Clause(post, second if second >= 0 else self._beyond(predicate.item, post), "post")
        if pre >= 0 and self._fits(gender, number, pre, after=True):
            return Clause(pre, post, "pre")
        return self._implied(predicate, post, gender, number, depth)

    def _strikes(self, verb: int, event: int) -> bool:
        """Whether a verb of striking says what the attack before it hit: "17 raids near nine towns | hit | posts"."""
        items = self.sentence.items
        if event < 0 or items[event].kind != "event" or self.stem(event) != "attack" or not self.takes(verb):
            return False
        if self.stem(verb) not in _STRIKING or items[verb].conj or items[verb].prep:
            return False
        if self.sentence.tokens[items[event].head].det or not self._fits(*self._agreement(verb), event, after=True):
            return False
        return all(item.kind == "noun" and item.prep and not item.conj for item in items[event + 1 : verb])

    def _opens_speech(self, verb: int) -> bool:
        """Whether a verb stands first in a quotation, whose speaker then is not its subject: he said: "bombed [X]"."""
        items = self.sentence.items
        if verb == 0 or items[verb - 1].kind != "quote":
            return False
        return sum(item.kind == "quote" for item in items[:verb]) % 2 == 1

    def _both_after(self, post: int, second: int) -> Clause | None:
        """Subject and object where both follow the verb and show which is which: by an ending, or as an armed party
        before a thing or people counted; None where they do not."""
        if self._case(second) == "nominative" != self._case(post):
            return Clause(second, post, "post")
        armed, thing = self.phrases.get(post), self.phrases.get(second)
        if second != post + 1 or armed is None or thing is None or self._case(post) == "oblique":
            return None
        struck = (thing.head in STRUCK_KINDS or thing.quantified) and thing.kind != "place"
        return Clause(post, second, "post") if struck and armed.kind in _ARMED and not armed.quantified else None

    def _before(self, verb: int, own: Labels) -> int:
        """The first phrase before a verb, if it is no number of a day ("on day | 317 | of the war"); -1 for none."""
        if self._opens_speech(verb) and first_of(own, ("post1",)) >= 0:
            return -1
        pre, items = first_of(own, ("pre1",)), self.sentence.items
        dated = pre > 0 and items[pre - 1].kind == "date" and self.sentence.tokens[items[pre].last - 1].kind == "n"
        return -1 if dated else pre

    def _relative_clause(self, predicate: Predicate, ante: int, post: int) -> Clause:
        """The clause of a verb that describes a phrase: its subject, or the object that a pronoun takes up."""
        pronoun = self.sentence.tokens[self.sentence.items[predicate.item].head].enc
        if post < 0:
            return Clause(ante, -1, "ante")
        if pronoun and not predicate.resumptive:
            return Clause(post, ante, "post")
        if predicate.resumptive or self._taken_up(predicate, ante, post):
            return Clause(post, -1, "post")
        return Clause(ante, post, "ante")

    def _described(self, predicate: Predicate, post: int) -> int:
        """What the relative clause of a verb describes; -1 for none.

        A noun that a preposition brings may be so too where the verb follows it at once: "in towns | fell to the army".
        """
        found = first_of(predicate.own, ("ante", "ante0"))
        if found >= 0 and post >= 0 and self._town_before(predicate, found, post):
            return -1
        at, items, tokens = predicate.item - 1, self.sentence.items, self.sentence.tokens
        if (
            found >= 0
            or at < 0
            or items[at].kind != "noun"
            or not items[at].prep
            or items[at].last != items[at + 1].first
        ):
            return found
        noun = range(items[at].first, items[at].last)
        known = bool(self.sentence.words[items[at].head].classes)
        if not known or any(tokens[m].det or tokens[m].enc for m in noun) or items[at + 1].conj or items[at + 1].prep:
            return -1
        named = {*(hit.first for hit in self.sentence.parties), *(name.first for name in self.sentence.places)}
        if not named.isdisjoint(noun):
            return -1
        gender, number = self._agreement(predicate.item)
        pronoun = tokens[items[at + 1].head].enc or predicate.resumptive
        doer = post >= 0 and self._case(post) != "oblique" and self._fits(gender, number, post, after=False)
        if doer and not pronoun:
            return -1
        return at if pronoun or self._fits(gender, number, at, after=True) else -1

    def _town_before(self, predicate: Predicate, town: int, subject: int) -> bool:
        """Whether the name of a town just before a verb only says where its subject, after it, acts: "in the capital
        Xan | destroyed | tribes ..."."""
        items, first = self.sentence.items, self.sentence.items[town].first
        told = predicate.own.get(town) == "ante0" and town > 0 and items[town - 1].prep in IN
        named = any(name.first <= first <= name.last for name in self.sentence.places)
        after = told and named and items[town - 1].kind == "noun" and items[town - 1].last == first
        return after and self._fits(*self._agreement(predicate.item), subject, after=False)

    def _taken_up(self, predicate: Predicate, ante: int, post: int) -> bool:
        """Whether a pronoun in the clause of a verb takes up what it describes, which then is not its subject.

        The pronoun stands on the verbal noun that a light verb carries ("posts that they set about freeing [them]") or
        on the subject of a verb that has no object ("the brigade whose leaders joined").
        """
        shape = self.phrases[ante].shape if ante in self.phrases else ""
        for m, label in predicate.own.items():
            item = self.sentence.items[m]
            pronoun = self.sentence.tokens[item.last - 1].enc
            if m < predicate.item or shape not in REFERENTS.get(pronoun, ()):
                continue
            if item.kind == "event" and self.light(predicate.item, label.rstrip("'~&"), False) is not None:
                return self._done_to(m) or not self._fits(*self._agreement(predicate.item), ante, after=True)
            if m == post and self.stem(predicate.item) in _OWN_DEEDS:
                return True
        return False

    def _done_by_another(self, predicate: Predicate, ante: int) -> bool:
        """Whether a verb's own pronoun takes up the event that it describes: "an attack | that [they] launched"."""
        item = self.sentence.items[predicate.item]
        if self.sentence.items[ante].kind != "event" or predicate.resumptive:
            return False
        shapes = REFERENTS.get(self.sentence.tokens[item.head].enc, ())
        shape = self.phrases[ante].shape if ante in self.phrases else ""
        return shape in shapes and self.light(predicate.item, "post1", False) is not None

    def _done_to(self, event: int) -> bool:
        """Whether whose an event is is who it befalls: its freeing, but his war."""
        entry = self._entry(event)
        return entry is not None and entry.gen in ("target", "place")

    def _pronoun_before(self, at: int) -> bool:
        """Whether the subject of a verb is a pronoun on the word just before it: "because [they] attacked ships"."""
        before = self.sentence.items[at - 1] if at else None
        if before is not None and before.kind == "word" and not before.prep:
            return self.sentence.tokens[before.first].core in PRONOUNS
        return (
            before is not None
            and before.kind == "sub"
            and self.sentence.tokens[before.last - 1].enc in SUBJECT_PRONOUNS
        )

    def _implied(self, predicate: Predicate, obj: int, gender: str, number: str, depth: int) -> Clause:
        """A verb without its own subject has that of the verb that it hangs on, or its object if only that fits."""
        up = predicate.up
        if up < 0 or depth >= _DEPTH:
            return Clause(-1, obj, "none")
        above = self.clause(up, depth + 1)
        for m, way in ((above.subject, predicate.link), (above.object, f"{predicate.link}.obj")):
            if m >= 0 and self._fits(gender, number, m, after=True):
                return Clause(m, obj, way)
        return Clause(above.subject, obj, f"{predicate.link}.odd") if above.subject >= 0 else Clause(-1, obj, "none")

    @functools.cached_property
    def _outer(self) -> dict[int, int]:
        """Verbs to their objects after a clause that describes their subject (``embraced.py``)."""
        found = embracing(self.sentence, self.phrases, self.takes)
        return {verb: at for verb, at in found.items() if self._doing(verb, verb + 1)}

    def foreign_to(self, event: int) -> list[int]:
        """The phrases after the relative clause that an event stands in which are the object of the verb before it."""
        return [m for verb, m in self._outer.items() if verb + 2 < event < m]

    def _doing(self, verb: int, at: int) -> bool:
        """Whether the phrase just after a verb may be who does it: it agrees; of a death, only who bears arms."""
        phrase = self.phrases.get(at)
        if phrase is None or not self._fits(*self._agreement(verb), at, after=False):
            return False
        return self.stem(verb) not in _FATAL or (phrase.kind in _ARMED and not phrase.quantified)

    def _beyond(self, verb: int, subject: int) -> int:
        """The object after a clause that tells more of the subject: "the group, which ..., arrested | dozens"; or -1.

        The clause begins with "which", or with a comma and a preposition or verb, and a comma closes it; a bare phrase
        after the comma that no verb follows is the object of a verb that has none yet.
        """
        items, at = self.sentence.items, subject + 1
        if not self.takes(verb) or self.stem(verb) in _FATAL:
            return -1
        while at < len(items) and items[at].kind == "noun" and items[at].prep:
            at += 1
        comma = at < len(items) and items[at].kind == "pause"
        opening = items[at + comma] if at + comma < len(items) else None
        if opening is None or not (opening.kind == "rel" or (comma and self._opens_aside(at + 1))):
            return -1
        told = opening.kind == "verb"
        verbs = int(told)
        for m in range(at + 1 + told, len(items) - 1):
            item = items[m]
            if (item.kind == "sub" and not told) or (item.kind == "pause" and not self._comma(m)):
                return -1
            verbs += item.kind == "verb"
            if item.kind == "pause" and verbs:
                after = items[m + 1]
                bare = after.kind == "noun" and not (after.prep or after.conj or after.part)
                ends = m + 2 == len(items) or items[m + 2].kind not in ("verb", "rel")
                return m + 1 if bare and ends else -1
        return -1

    def _opens_aside(self, at: int) -> bool:
        """Whether a preposition with its phrase, or a verb, opens a remark: "gunmen, [so it is thought], hit"."""
        item = self.sentence.items[at]
        return not item.conj and (item.kind == "verb" or (bool(item.prep) and item.kind in _OPENING))

    def _comma(self, at: int) -> bool:
        return self.sentence.tokens[self.sentence.items[at].first].form in COMMAS

    def _inert(self, verb: int, at: int) -> bool:
        """Whether a phrase after a verb that strikes or takes something can only be its object: things do no deeds.

        Nor does an event accuse anybody: "and denounced | the crime".
        """
        phrase = self.phrases.get(at)
        if self.sentence.items[at].kind == "event" and self.stem(verb) == "accusation":
            return True
        if self._asked(verb, at):
            return self.takes(verb)
        if phrase is None or not self.takes(verb):
            return False
        sent = phrase.head == "vehicle" and self.stem(verb) == "movement"
        return sent or (phrase.head in STRUCK_KINDS and self.stem(verb) in _ON_THINGS)

    def has_sure_object(self, at: int) -> bool:
        """Whether nothing but an object can stand after the verb at an item: its subject is a pronoun, or "we"; or the
        phrase there shows by its ending, or by whom it names, that it is no subject."""
        post = self.clause(at).object
        if post < 0 or self.sentence.predicates[at].own.get(post) != "post1":
            return False
        return (
            self._asked(at, post)
            or self._agreement(at)[0] == _ANY
            or self._pronoun_before(at)
            or self._case(post) == "oblique"
        )

    def _asked(self, verb: int, at: int) -> bool:
        """Whether a phrase is one that a demand is addressed to: "demanded of | the world"."""
        first = self.sentence.tokens[self.sentence.items[at].first].core
        return self.stem(verb) == "demand" and first in links().addressed

    def takes(self, at: int) -> bool:
        """Whether a verb is an event word whose object is the target of its event."""
        entry = self._entry(at)
        return entry is not None and self.hits[at].verbal and entry.obj == "target"

    def _entry(self, at: int) -> TriggerEntry | None:
        """The entry of an event word, of the first reading where it has several."""
        hit = self.hits.get(at)
        return self.entries[hit.forms[0].entry] if hit is not None else None

    def stem(self, at: int) -> str:
        """The class of the events that an event word names; empty for another word."""
        entry = self._entry(at)
        return stem_of(entry.type) if entry is not None else ""

    def _agreement(self, at: int) -> tuple[str, str]:
        head = self.sentence.items[at].head
        hit = self.hits.get(at)
        if hit is not None and hit.verbal and hit.forms[0].gender:
            return hit.forms[0].gender, hit.forms[0].number
        return verb_agreement(self.sentence.tokens[head].core)

    def _fits(self, gender: str, number: str, at: int, *, after: bool) -> bool:
        phrase = self.phrases.get(at)
        shape = phrase.shape if phrase else ""
        if after and number == "pl" and shape and self.joined(at):
            shape = "p"
        return agrees(gender, number, shape, after=after)

    def _case(self, at: int) -> str:
        """The case that the first word of a phrase shows; a counted noun has that of its number, which is not seen."""
        item = self.sentence.items[at]
        token, word = self.sentence.tokens[item.first], self.sentence.words[item.first]
        plain = item.kind == "noun" and not token.det and not token.enc
        if plain and tanwin(token.core) and self.phrases[at].kind not in _NAMES:
            return "oblique"
        return noun_case(token.core, word.number) if item.first == item.head else ""

    def _topic(self, at: int) -> bool:
        """Whether a phrase before the verb opens the clause, as a subject does that is named before its verb.

        Between it and "that" or "was" only what tells more of it may stand: "was the leader of the party in the east".
        """
        items = self.sentence.items
        if at > 0 and items[at - 1].kind == "word" and items[at - 1].prep:
            return False
        if at == 0 or items[at - 1].kind in ("sub", "pause", "quote", "verb", "neg", "bracket", "date", "word"):
            return True
        for m in range(at - 1, -1, -1):
            if items[m].kind == "sub":
                return True
            if items[m].kind == "verb":
                return self.sentence.tokens[items[m].head].core in AUXILIARIES
            if items[m].kind != "noun" or items[m].conj:
                return False
        return False

    def light(self, at: int, place: str, subject: bool, pos: str = "verb") -> LightEntry | None:
        """The light verb, or its masdar, at an item that has its event where this event stands."""
        head = self.sentence.items[at].head
        for form in self.sentence.words[head].carriers:
            if form.room != "light" or form.pos != pos or follows(self.sentence.tokens, head, form) is None:
                continue
            light = self.lights[form.entry]
            if light.prep.get(place[2:]) == "event" or _stands(light.event, place, subject, form.voice == "passive"):
                return light
        return None


def first_of(own: Labels, wanted: tuple[str, ...]) -> int:
    """The first item under one of the labels, with a pause between or not."""
    return next((m for m, label in own.items() if label.rstrip("'") in wanted), -1)


def _stands(event: str, place: str, subject: bool, passive: bool) -> bool:
    """Whether the event stands where the light verb has it: as subject, as object or after its preposition."""
    if event.startswith("prep:"):
        return place == f"p:{event[5:]}"
    if event == "subj" or passive:
        return subject
    return place in _BARE_AFTER and not subject
