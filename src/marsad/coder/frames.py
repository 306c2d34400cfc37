"""Which role does the grammar bring to each phrase about an event? Subjects and objects resolved, frames applied.

A verb's subject is the phrase after it that agrees, the one before it, what its relative clause describes, or else the
subject of the verb that it hangs on. The frame of the event word says what its subject, object, construct and
prepositions are; a light verb over it ("launched", "was subjected to") says what its own subject brings to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from marsad.arabic.agreement import agrees, noun_case, verb_agreement
from marsad.arabic.particles import AUXILIARIES, BY, BY_WHOM, COMMAS, FOR, FROM, REFERENTS
from marsad.coder.draft import Phrase, Slot, stem_of
from marsad.coder.relations import Labels, Predicate
from marsad.coder.sentence import Sentence
from marsad.coder.triggers import TriggerHit, follows
from marsad.lexicon.entries import LightEntry, TriggerEntry, WordForm

_SELF = Slot("self", "self")
_FOR = f"p:{FOR}"
_DEPTH = 4
_THINGS = frozenset({"position", "weapon", "settlement"})
_ON_THINGS = frozenset({"attack", "destruction", "seizure", "capture", "siege"})
_FATAL = frozenset({"casualties", "killing"})
_OPENING = ("noun", "event", "word")
# Deeds of war that are done with somebody's help.
_DEEDS = frozenset({"attack", "advance", "capture", "clash", "control", "repel", "siege", "withdrawal", "seizure"})
_SAID = frozenset({"accusation", "demand", "threat"})
_OWN_DEEDS = frozenset({"affiliation", "withdrawal", "presence"})
_ANY_SUBJECT = ("ها", "هم", "هما")
_BARE_AFTER = ("post1", "post2", "post3", "gen", "bare1", "bare2", "bare3")


class Clause(msgspec.Struct, frozen=True, gc=False):
    """The subject and object of a verb by item (-1 for none), and how the subject was found."""

    subject: int
    object: int
    way: str


class Frames:
    """The frames of one sentence; clauses are resolved when they are asked for."""

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

    # -- clauses

    def clause(self, at: int, depth: int = 0) -> Clause:
        """The subject and object of the verb at an item."""
        found = self._clauses.get(at)
        if found is None:
            self._clauses[at] = Clause(-1, -1, "none")
            found = self._clauses[at] = self._resolve(self.sentence.predicates[at], depth)
        return found

    def _resolve(self, predicate: Predicate, depth: int) -> Clause:
        own = predicate.own
        pre, post, second = _first(own, ("pre1",)), -1, -1
        for m, label in own.items():
            if label == "post1" and post < 0:
                post = m
            elif label == "post2" and second < 0:
                second = m
        ante = self._described(predicate, post)
        token = self.sentence.tokens[self.sentence.items[predicate.item].head]
        gender, number = self._agreement(predicate.item)
        if ante >= 0:
            if predicate.resumptive and post >= 0:
                return Clause(post, -1, "post")
            if not token.enc and self._taken_up(predicate, ante, post):
                return Clause(post, -1, "post") if post >= 0 else self._implied(predicate, -1, gender, number, depth)
            if token.enc and post >= 0:
                return Clause(post, ante, "post")
            if not token.enc or post < 0:
                return Clause(ante, post, "ante")
        if second >= 0 and self._case(second) == "nominative" != self._case(post):
            return Clause(second, post, "post")
        if post >= 0 and second < 0 and self._pronoun_before(predicate.item):
            return self._implied(predicate, post, gender, number, depth)
        if post >= 0 and (self._case(post) == "oblique" or (second < 0 and self._inert(predicate.item, post))):
            fitting = pre >= 0 and self._fits(gender, number, pre, after=True)
            return Clause(pre, post, "pre") if fitting else self._implied(predicate, post, gender, number, depth)
        if post >= 0 and self._fits(gender, number, post, after=False):
            if pre >= 0 and self._fits(gender, number, pre, after=True) and self._topic(pre):
                return Clause(pre, post, "pre")
            return Clause(post, second if second >= 0 else self._beyond(predicate.item, post), "post")
        if pre >= 0 and self._fits(gender, number, pre, after=True):
            return Clause(pre, post, "pre")
        return self._implied(predicate, post, gender, number, depth)

    def _described(self, predicate: Predicate, post: int) -> int:
        """What the relative clause of a verb describes; -1 for none.

        A noun that a preposition brings may be so too where the verb follows it at once: "in towns | fell to the army".
        """
        found = _first(predicate.own, ("ante", "ante0"))
        at, items, tokens = predicate.item - 1, self.sentence.items, self.sentence.tokens
        if found >= 0 or at < 0 or items[at].kind != "noun" or not items[at].prep or items[at].last != items[at + 1].first:
            return found
        noun = range(items[at].first, items[at].last)
        known = bool(self.sentence.words[items[at].head].classes)
        if not known or any(tokens[m].det or tokens[m].enc for m in noun) or items[at + 1].conj or items[at + 1].prep:
            return -1
        if any(hit.first in noun for hit in (*self.sentence.parties, *self.sentence.places)):
            return -1
        gender, number = self._agreement(predicate.item)
        pronoun = tokens[items[at + 1].head].enc or predicate.resumptive
        if post >= 0 and not pronoun and self._fits(gender, number, post, after=False):
            return -1
        return at if pronoun or self._fits(gender, number, at, after=True) else -1

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
            if item.kind == "event" and self._light(predicate.item, label.rstrip("'~&"), False) is not None:
                return True
            if m == post and self.stem(predicate.item) in _OWN_DEEDS:
                return True
        return False

    def _pronoun_before(self, at: int) -> bool:
        """Whether the subject of a verb is a pronoun on the word just before it: "because [they] attacked ships"."""
        before = self.sentence.items[at - 1] if at else None
        return before is not None and before.kind == "sub" and self.sentence.tokens[before.last - 1].enc in _ANY_SUBJECT

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

    def _beyond(self, verb: int, subject: int) -> int:
        """The object after a clause that tells more of the subject: "the group, which ..., arrested | dozens"; or -1.

        The clause begins with "which", or with a comma and a preposition, and a comma closes it; a bare phrase after
        the comma that no verb follows is the object of a verb that has none yet.
        """
        items, at = self.sentence.items, subject + 1
        if not self._takes(verb) or self.stem(verb) in _FATAL:
            return -1
        while at < len(items) and items[at].kind == "noun" and items[at].prep:
            at += 1
        comma = at < len(items) and items[at].kind == "pause"
        opening = items[at + comma] if at + comma < len(items) else None
        if opening is None or not (opening.kind == "rel" or (comma and opening.prep and opening.kind in _OPENING)):
            return -1
        verbs = 0
        for m in range(at + 1, len(items) - 1):
            item = items[m]
            if item.kind == "sub" or (item.kind == "pause" and not self._comma(m)):
                return -1
            verbs += item.kind == "verb"
            if item.kind == "pause" and verbs:
                after = items[m + 1]
                bare = after.kind == "noun" and not (after.prep or after.conj or after.part)
                ends = m + 2 == len(items) or items[m + 2].kind not in ("verb", "rel")
                return m + 1 if bare and ends else -1
        return -1

    def _comma(self, at: int) -> bool:
        return self.sentence.tokens[self.sentence.items[at].first].form in COMMAS

    def _inert(self, verb: int, at: int) -> bool:
        """Whether a phrase after a verb that strikes or takes something can only be its object: things do no deeds.

        Nor does an event accuse anybody: "and denounced | the crime".
        """
        phrase = self.phrases.get(at)
        if self.sentence.items[at].kind == "event" and self.stem(verb) == "accusation":
            return True
        return phrase is not None and phrase.head in _THINGS and self._takes(verb) and self.stem(verb) in _ON_THINGS

    def _takes(self, at: int) -> bool:
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
        return agrees(gender, number, phrase.shape if phrase else "", after=after)

    def _case(self, at: int) -> str:
        """The case that the first word of a phrase shows; a counted noun has that of its number, which is not seen."""
        item = self.sentence.items[at]
        word = self.sentence.words[item.first]
        return noun_case(self.sentence.tokens[item.first].core, word.number) if item.first == item.head else ""

    def _topic(self, at: int) -> bool:
        """Whether a phrase before the verb opens the clause, as a subject does that is named before its verb.

        Between it and "that" or "was" only what tells more of it may stand: "was the leader of the party in the east".
        """
        items = self.sentence.items
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

    # -- slots

    def slots(self, hit: TriggerHit, entry: TriggerEntry, form: WordForm) -> dict[int, list[Slot]]:
        """Item index to the slots of the phrase there, nearest first, for one reading of an event word."""
        out: dict[int, list[Slot]] = {}
        at = self.sentence.item_of[hit.first]
        predicate = self.sentence.predicates.get(at)
        if predicate is None:
            return out
        if hit.verbal:
            self._verbal(out, predicate, entry, form.voice == "passive")
        else:
            self._nominal(out, predicate, entry)
        self._results(out, at)
        out[at] = [_SELF]
        self._parts(out)
        return out

    def _parts(self, out: dict[int, list[Slot]]) -> None:
        """Who is said to be among those that the event befalls: "eight fighters, their leader among them"."""
        for m, item in enumerate(self.sentence.items):
            if not item.part:
                continue
            mark = self._mark(item.coord if item.coord >= 0 else m)
            slots = out.get(self._whole(mark, out))
            if slots is not None and m in self.phrases:
                phrase = self.phrases[m]
                look = "counted" if phrase.quantified else phrase.look
                role = "again" if slots[0].role == "part" else slots[0].role
                out[m] = [Slot(f"part.{look}.{role}", "part")]

    def _mark(self, at: int) -> int:
        """Where "among them" stands before a phrase."""
        return next((m for m in range(at - 1, 0, -1) if self.sentence.items[m].kind == "word"), 0)

    def _whole(self, mark: int, out: Mapping[int, list[Slot]]) -> int:
        """The phrase that the pronoun of "among them" points back to, of those about the event; -1 for none.

        It is counted, or agrees in gender and number.
        """
        shapes = REFERENTS.get(self.sentence.tokens[self.sentence.items[mark].first].enc, ())
        found = [m for m in range(mark - 1, -1, -1) if m in out and m in self.phrases]
        people = (m for m in found if "p" in shapes and (self.phrases[m].quantified or self.phrases[m].shape == "p"))
        things = (m for m in found if self.phrases[m].shape in shapes and self.phrases[m].kind != "place")
        return next(people, next(things, -1))

    def _verbal(self, out: dict[int, list[Slot]], predicate: Predicate, entry: TriggerEntry, passive: bool) -> None:
        clause = self.clause(predicate.item)
        voice = "psubj" if passive else "subj"
        self._put(out, clause.subject, f"{voice}.{clause.way}", entry.passive if passive else entry.subj)
        if not passive:
            self._doer(out, clause.subject, entry)
            self._put(out, clause.object, "obj", entry.obj)
        self._prepositions(out, predicate.own, "", entry.prep)
        if predicate.resumptive:
            described = _first(predicate.own, ("ante", "ante0"))
            self._put(out, described, f"ante.p:{predicate.resumptive}", entry.prep.get(predicate.resumptive, "?"))
        if predicate.up >= 0:
            above = self.clause(predicate.up)
            kind = self._kind(predicate.up)
            self._put(out, above.subject, f"up.{predicate.link}.{kind}.subj", "?")
            self._put(out, above.object, f"up.{predicate.link}.{kind}.obj", "?")

    def _doer(self, out: dict[int, list[Slot]], subject: int, entry: TriggerEntry) -> None:
        """Whose event the subject of a verb is: "raids of the coalition hit"."""
        if subject < 0 or self.sentence.items[subject].kind != "event":
            return
        for m, label in self.sentence.predicates[subject].own.items():
            if label.rstrip("'~&") in ("gen", "adj", _FOR):
                self._put(out, m, f"subj.of.{label[:3]}", entry.subj)

    def _nominal(self, out: dict[int, list[Slot]], predicate: Predicate, entry: TriggerEntry) -> None:
        if stem_of(entry.type) == "support":
            self._aided(out, predicate)
        self._does(out, predicate)
        for m, label in predicate.own.items():
            plain = label.rstrip("'~&")
            if label == "gen":
                self._put(out, m, "gen", entry.gen)
            elif plain == "adj":
                nearer = "~" in label
                named = m in self.phrases and self.phrases[m].ref is not None
                self._put(out, m, "adj~" if nearer else "adj", "?" if nearer else "actor" if named else "none")
            elif label == "bare1&" and self._shared(predicate.item, m):
                self._put(out, m, "gen", entry.gen)
            elif label == "bare1" or label == "bare2":
                self._put(out, m, label, entry.obj)
        self._prepositions(out, predicate.own, "", entry.prep)
        if predicate.under >= 0:
            self._relative(out, predicate, entry)
        self._governed(out, predicate, entry, "", 0)

    def _shared(self, at: int, noun: int) -> bool:
        """Whether a noun owns an event together with those joined to it: "the killing and wounding | of forty"."""
        items = self.sentence.items
        if items[noun - 1].kind != "event" or self.sentence.predicates[noun - 1].own.get(noun) != "gen":
            return False
        if len({self.hits[m].forms[0].pos for m in (at, noun - 1) if m in self.hits}) > 1:
            return False
        bare = (
            not self.sentence.tokens[items[m].head].det and not self.sentence.tokens[items[m].head].enc
            for m in range(at, noun)
        )
        return all(items[m].coord == at for m in range(at + 1, noun)) and all(bare)

    def _aided(self, out: dict[int, list[Slot]], predicate: Predicate) -> None:
        """Whom support that is brought by "with" goes to: "the forces, with support from X, advanced", "took the town
        with the help of aircraft". Who gives it stands after "from", or in construct where a deed of war is done so."""
        at, own = predicate.item, predicate.own
        if self.sentence.items[at].prep != BY:
            return
        from_whom = any(label.rstrip("'") == f"p:{FROM}" for label in own.values())
        deed = predicate.over >= 0 and self._verb(predicate.over) and self.stem(predicate.over) in _DEEDS
        if not from_whom and not deed:
            return
        if deed and not from_whom:
            self._put(out, _first(own, ("gen",)), "with.gen", "actor")
        self._put(out, self._helped(predicate), "with.subj", "target")

    def _helped(self, predicate: Predicate) -> int:
        """The phrase just before "with support", else the subject of the verb that it belongs to or that follows it."""
        items, at = self.sentence.items, predicate.item
        before = at - 1
        while before >= 0 and items[before].kind in ("pause", "date"):
            before -= 1
        if before >= 0 and items[before].kind == "noun" and not items[before].prep:
            return items[before].coord if items[before].coord >= 0 else before
        verbs = [predicate.over] if predicate.over >= 0 else [m for m in self.sentence.predicates if m > at]
        verb = next((m for m in verbs if self._verb(m)), -1)
        return self.clause(verb).subject if verb >= 0 else -1

    def _relative(self, out: dict[int, list[Slot]], predicate: Predicate, entry: TriggerEntry) -> None:
        """The verb of the event's own relative clause: "raids that aircraft launched", "an attack that targeted"."""
        verb = self.sentence.predicates[predicate.under]
        clause = self.clause(predicate.under)
        light = self._light(predicate.under, "post1", clause.subject == predicate.item)
        if clause.subject == predicate.item:
            self._put(out, clause.object, f"rel.does.{self._kind(predicate.under)}", light.obj if light else "target")
        else:
            self._put(out, clause.subject, "rel.done", light.subj if light else entry.subj)
        prep = {**entry.prep, **(light.prep if light else {})}
        self._prepositions(out, verb.own, "rel.", prep)

    def _does(self, out: dict[int, list[Slot]], predicate: Predicate) -> None:
        """What the verbs hit whose subject is the event: "raids struck posts", "the blasts that ..., hit cars"."""
        for at in self.sentence.predicates:
            if at == predicate.under or not self._verb(at):
                continue
            clause = self.clause(at)
            if clause.subject == predicate.item and clause.object >= 0 and not clause.way.endswith("odd"):
                light = self._light(at, "post1", True)
                role = light.obj if light else "target" if self._takes(at) else "?"
                self._put(out, clause.object, f"does.{self._kind(at)}", role)

    def _governed(
        self, out: dict[int, list[Slot]], predicate: Predicate, entry: TriggerEntry, mark: str, depth: int
    ) -> None:
        """What the verb or event over a noun brings to it."""
        if predicate.over < 0 or depth > 2:
            self._hanging(out, predicate, mark)
            return
        over = self.sentence.predicates[predicate.over]
        place = predicate.over_label.rstrip("'~&")
        if self.sentence.items[over.item].kind == "event":
            light = self._light(over.item, place, False, "masdar")
            role = "?" if light is None else light.subj
            for m, label in over.own.items():
                if m != predicate.item and label.rstrip("'~&") in ("gen", "bare1", "adj"):
                    self._put(out, m, f"{mark}{'light.' * (role != '?')}of.{label[:4]}.{place}", role)
            self._governed(out, over, entry, f"{mark}{'e.' if light is None else 'm.'}", depth + 1)
            return
        clause, kind = self.clause(over.item), self._kind(over.item)
        light = self._light(over.item, place, clause.subject == predicate.item)
        if light is not None:
            mark += "light."
            if clause.subject != predicate.item:
                self._put(out, clause.subject, f"{mark}subj.{clause.way}", light.subj)
            if clause.object != predicate.item:
                self._put(out, clause.object, f"{mark}obj", light.obj)
            before = {m: label for m, label in over.own.items() if self.sentence.items[m].kind != "event"}
            self._prepositions(out, before, mark, {**entry.prep, **light.prep})
            return
        aim = place == _FOR and not mark and kind in ("status", "event", "verb") and not clause.way.endswith("odd")
        self._put(out, clause.subject, f"{mark}{kind}.{_where(place)}.subj.{clause.way}", entry.subj if aim else "?")
        self._put(out, clause.object, f"{mark}{kind}.{_where(place)}.obj", "?")
        for m, label in over.own.items():
            if m < predicate.item and label.rstrip("'~&") == _FOR:
                self._put(out, m, f"{mark}{kind}.{_where(place)}.{_FOR}", "?")

    def _hanging(self, out: dict[int, list[Slot]], predicate: Predicate, mark: str) -> None:
        """A noun that no verb governs: the verb before it in the sentence."""
        before = [at for at in self.sentence.predicates if at < predicate.item and self._verb(at)]
        if before:
            clause = self.clause(max(before))
            self._put(out, clause.subject, f"{mark}near.{self._kind(max(before))}.subj", "?")
            self._put(out, clause.object, f"{mark}near.{self._kind(max(before))}.obj", "?")

    def _results(self, out: dict[int, list[Slot]], at: int) -> None:
        """Whom the outcome of an event befalls: "a blast | that led to the death of two and the wounding of three"."""
        verb = next((m for m in sorted(self.sentence.predicates) if m > at and self._bears(m)), -1)
        if verb < 0 or sum(at < m < verb for m in self.hits) > 1:
            return
        for m in self.sentence.predicates[verb].own:
            if self.sentence.items[m].kind != "event":
                if self._fallen(m):
                    self._put(out, m + 1, "result.p:", "?")
                continue
            outcomes = [n for n in (m, *self._joined.get(m, ())) if n in self.sentence.predicates]
            for outcome in outcomes:
                for n, label in self.sentence.predicates[outcome].own.items():
                    if label.rstrip("'~&") in ("gen", "bare1", f"p:{FROM}"):
                        self._put(out, n, f"result.{'p:' if label.startswith('p:') else label[:3]}", "?")

    def _fallen(self, at: int) -> bool:
        """Whether "of" and a phrase follow a noun for the dead or wounded: "it left wounded [civilians]"."""
        phrase, items = self.phrases.get(at), self.sentence.items
        after = items[at + 1] if at + 1 < len(items) else None
        return phrase is not None and phrase.head == "killed" and after is not None and after.prep == FROM

    def _bears(self, at: int) -> bool:
        """Whether a verb leads from an event to its outcome."""
        head = self.sentence.items[at].head
        return self._verb(at) and any(form.room == "result" for form in self.sentence.words[head].carriers)

    def _verb(self, at: int) -> bool:
        return self.sentence.items[at].kind == "verb"

    def _prepositions(self, out: dict[int, list[Slot]], own: Labels, mark: str, frame: Mapping[str, str]) -> None:
        for m, label in own.items():
            if label.startswith("p:"):
                preposition, through = label[2:].rstrip("'~&"), "~" in label
                role = frame.get(preposition, "actor" if preposition == BY_WHOM else "?")
                self._put(out, m, f"{mark}p:{preposition}{'~' * through}", role)

    def _put(self, out: dict[int, list[Slot]], at: int, way: str, role: str) -> None:
        if at < 0:
            return
        for m in (at, *self._joined.get(at, ())):
            slots = out.setdefault(m, [])
            if len(slots) < 3 and all(slot.way != way for slot in slots):
                slots.append(Slot(way, role))

    def _kind(self, at: int) -> str:
        """What a verb is: speech, carrier, another event, a status word, or any verb."""
        word = self.sentence.words[self.sentence.items[at].head]
        said = self.stem(at)
        if said in _SAID:
            return said
        if word.speech:
            return "speech"
        if at in self.hits:
            return "event"
        return "carrier" if word.carriers else "status" if word.status else "verb"

    def _light(self, at: int, place: str, subject: bool, pos: str = "verb") -> LightEntry | None:
        """The light verb, or its masdar, at an item that has its event where this event stands."""
        head = self.sentence.items[at].head
        for form in self.sentence.words[head].carriers:
            if form.room != "light" or form.pos != pos or follows(self.sentence.tokens, head, form) is None:
                continue
            light = self.lights[form.entry]
            if light.prep.get(place[2:]) == "event" or _stands(light.event, place, subject, form.voice == "passive"):
                return light
        return None


def _first(own: Labels, wanted: tuple[str, ...]) -> int:
    """The first item under one of the labels, with a pause between or not."""
    return next((m for m, label in own.items() if label.rstrip("'") in wanted), -1)


def _stands(event: str, place: str, subject: bool, passive: bool) -> bool:
    """Whether the event stands where the light verb has it: as subject, as object or after its preposition."""
    if event.startswith("prep:"):
        return place == f"p:{event[5:]}"
    if event == "subj" or passive:
        return subject
    return place in _BARE_AFTER and not subject


def _where(place: str) -> str:
    return place if place.startswith("p:") else "bare"
