"""Which role does the grammar bring to each phrase about an event? Its frame, applied to the clauses around it.

The frame of the event word says what its subject, object, construct and prepositions are; a light verb over it
("launched", "was subjected to") says what its own subject brings to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.arabic.particles import BY, DEED_ROLES, FOR, FROM, REFERENTS, WITH
from marsad.coder.clauses import Clause, Clauses, first_of
from marsad.coder.draft import Slot, stem_of
from marsad.coder.drafts import STRUCK_KINDS
from marsad.coder.relations import Labels, Predicate
from marsad.coder.triggers import TriggerHit
from marsad.lexicon.entries import TriggerEntry, WordForm

_SELF = Slot("self", "self")
_FOR = f"p:{FOR}"
# Deeds of war that are done with somebody's help.
_DEEDS = frozenset({"attack", "advance", "capture", "clash", "control", "repel", "siege", "withdrawal", "seizure"})
_SAID = frozenset({"accusation", "demand", "threat"})
_FATAL = frozenset({"casualties", "killing"})
# What the subject of a verb of mourning is where nobody mourns: "[the dead man] was buried".
_DEAD = frozenset({"killed", "person", "leader"})
_PEOPLE = frozenset({"fighter", "civilian", "prisoner"})
_OWNERS = frozenset({"fighter", "civilian", "civilians", "leader", "official", "person", "prisoner", "organisation"})
# Events whose verb tells of those who undergo it, where nobody is its object.
_UNDERGONE = frozenset({"attack", "arrest", "abduction", "release"})
# Things that "its destruction" may be said of, and what the owner of such an event may be.
_THINGS = STRUCK_KINDS | {"vehicle", "aircraft", "drone"}
_STRIKING = frozenset({"target", "either"})
# What may stand between the accused and the deed: a day, "also".
_BETWEEN = frozenset({"date", "word"})
# How a verb has a subject of its own: after it, before it, or as what its clause describes.
_OWN_SUBJECT = frozenset({"post", "pre", "ante"})


class Frames(Clauses):
    """The frames of one sentence."""

    def slots(self, hit: TriggerHit, entry: TriggerEntry, form: WordForm) -> dict[int, list[Slot]]:
        """Item index to the slots of the phrase there, nearest first, for one reading of an event word."""
        out: dict[int, list[Slot]] = {}
        at = self.sentence.item_of[hit.first]
        predicate = self.sentence.predicates.get(at)
        if predicate is None:
            return out
        if hit.verbal:
            self._verbal(out, predicate, entry, form)
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

    def _verbal(self, out: dict[int, list[Slot]], predicate: Predicate, entry: TriggerEntry, form: WordForm) -> None:
        clause = self.clause(predicate.item)
        unsaid = form.voice == "any" and (
            self._befalls(entry, clause)
            or self._charged_with(predicate, entry, clause)
            or self._described_as(predicate, entry, clause)
        )
        passive = form.voice == "passive" or unsaid
        voice = "usubj" if unsaid else "psubj" if passive else "subj"
        self._put(out, clause.subject, f"{voice}.{clause.way}", entry.passive if passive else entry.subj)
        if not passive:
            self._doer(out, clause.subject, entry)
            self._put(out, clause.object, "obj", entry.obj)
        for m in self._fallen_with(predicate) if passive else ():
            self._put(out, m, f"{voice}.with", entry.passive)
        if stem_of(entry.type) == "threat":
            self._threatened(out, predicate)
        self._prepositions(out, predicate.own, "", entry.prep)
        if predicate.resumptive:
            described = first_of(predicate.own, ("ante", "ante0"))
            self._put(out, described, f"ante.p:{predicate.resumptive}", entry.prep.get(predicate.resumptive, "?"))
        if predicate.up >= 0:
            above = self.clause(predicate.up)
            kind = self._kind(predicate.up)
            self._put(out, above.subject, f"up.{predicate.link}.{kind}.subj", "?")
            self._put(out, above.object, f"up.{predicate.link}.{kind}.obj", "?")

    def _befalls(self, entry: TriggerEntry, clause: Clause) -> bool:
        """Whether a verb that is written alike in both voices has no doer: nobody is its object, and its subject is
        people who die, or people counted or without arms to whom what is done is done."""
        phrase = self.phrases.get(clause.subject)
        if entry.passive != "target" or entry.obj != "target" or clause.object >= 0 or phrase is None:
            return False
        if clause.way not in _OWN_SUBJECT or (entry.subj == "none" and phrase.head not in _DEAD):
            return False
        return stem_of(entry.type) in _FATAL or (phrase.quantified and phrase.head in _PEOPLE)

    def _described_as(self, predicate: Predicate, entry: TriggerEntry, clause: Clause) -> bool:
        """Whether people are described by what was done to them: "[those] who were arrested in the capital"; nobody is
        its object, with a preposition or without."""
        phrase, own = self.phrases.get(clause.subject), predicate.own
        if entry.passive != "target" or entry.obj != "target" or clause.object >= 0 or phrase is None:
            return False
        if stem_of(entry.type) not in _UNDERGONE or own.get(clause.subject) != "ante" or phrase.shape != "p":
            return False
        brought = [label[2:].rstrip("'~&") for label in own.values() if label.startswith("p:")]
        done = predicate.resumptive or self.sentence.tokens[self.sentence.items[predicate.item].head].enc
        return not done and all(entry.prep.get(preposition) != "target" for preposition in brought)

    def _fallen_with(self, predicate: Predicate) -> list[int]:
        """The people who die with somebody: "the leader was killed | with two gunmen | in a raid"."""
        if self.stem(predicate.item) not in _FATAL:
            return []
        brought = [m for m, label in predicate.own.items() if label.rstrip("'") == f"p:{WITH}" and m in self.phrases]
        return [m for m in brought if self.phrases[m].quantified or self.phrases[m].head in _PEOPLE]

    def _charged_with(self, predicate: Predicate, entry: TriggerEntry, clause: Clause) -> bool:
        """Whether a verb of accusing has nobody but the accused: "the army was accused | of shelling villages"."""
        at, items = clause.subject, self.sentence.items
        if (
            stem_of(entry.type) != "accusation"
            or clause.object >= 0
            or clause.way != "post"
            or at != predicate.item + 1
        ):
            return False
        if entry.passive != "target" or entry.obj != "target" or self.sentence.tokens[items[predicate.item].head].enc:
            return False
        after = next((m for m in range(at + 1, len(items)) if items[m].kind not in _BETWEEN), -1)
        return after >= 0 and items[after].prep == BY and items[after].kind == "event"

    def _threatened(self, out: dict[int, list[Slot]], predicate: Predicate) -> None:
        """Whom the event would befall that somebody threatens with: "threatened | with sanctions | against X"."""
        events = [
            m for m in range(predicate.item + 1, len(self.sentence.items)) if self.sentence.items[m].kind == "event"
        ]
        if not events or predicate.own.get(events[0]) != f"p:{BY}":
            return
        for m, label in predicate.own.items():
            if m > events[0] and label.startswith("p:") and "~" in label:
                entry = self._entry(max(event for event in events if event < m))
                preposition = label[2:].rstrip("'~&")
                if entry is not None and entry.prep.get(preposition) == "target":
                    self._put(out, m, f"p:{preposition}~", "target")

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
        owner = self._possessor(predicate.item, entry)
        role = "target" if owner >= 0 and self._thing(owner) else entry.gen
        self._possessed(out, owner, role)

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
            self._put(out, first_of(own, ("gen",)), "with.gen", "actor")
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
        light = self.light(predicate.under, "post1", clause.subject == predicate.item)
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
                light = self.light(at, "post1", True)
                role = light.obj if light else "target" if self.takes(at) else "?"
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
            light = self.light(over.item, place, False, "masdar")
            role = "?" if light is None else light.subj
            self._put(out, self._meant(over.item), f"{mark}light.subj.pre", role)
            for m, label in over.own.items():
                if m != predicate.item and label.rstrip("'~&") in ("gen", "bare1", "adj"):
                    self._put(out, m, f"{mark}{'light.' * (role != '?')}of.{label[:4]}.{place}", role)
            self._governed(out, over, entry, f"{mark}{'e.' if light is None else 'm.'}", depth + 1)
            return
        clause, kind = self.clause(over.item), self._kind(over.item)
        light = self.light(over.item, place, clause.subject == predicate.item)
        if light is not None:
            mark += "light."
            if clause.subject != predicate.item:
                self._put(out, clause.subject, f"{mark}subj.{clause.way}", light.subj)
            if clause.object != predicate.item:
                self._put(out, clause.object, f"{mark}obj", light.obj)
            before = {m: label for m, label in over.own.items() if self.sentence.items[m].kind != "event"}
            self._prepositions(out, before, mark, {**entry.prep, **light.prep})
            return
        aim = (
            place == _FOR
            and not mark
            and kind in ("status", "event", "verb", "carrier")
            and not clause.way.endswith("odd")
        )
        subject = f"{mark}{kind}.{_where(place)}.subj.{clause.way}"
        self._put(out, clause.subject, subject, entry.subj if aim else "?")
        for m in self._fallen_with(over) if clause.subject in out else ():
            self._put(out, m, subject, "?")
        self._put(out, clause.object, f"{mark}{kind}.{_where(place)}.obj", "?")
        for m, label in over.own.items():
            if m < predicate.item and label.rstrip("'~&") == _FOR:
                self._put(out, m, f"{mark}{kind}.{_where(place)}.{_FOR}", "?")

    def _meant(self, at: int) -> int:
        """Whom the pronoun on a verbal noun stands for: "was damaged after | [its] being subjected to an attack".

        The subject of the verb that it belongs to or that stands before it, where it agrees; -1 for none.
        """
        shapes = REFERENTS.get(self.sentence.tokens[self.sentence.items[at].head].enc, ())
        if not shapes:
            return -1
        over = self.sentence.predicates[at].over
        before = [m for m in self.sentence.predicates if m < at and self._verb(m) and self._kind(m) != "speech"]
        for verb in dict.fromkeys([*([over] if over in before else []), *reversed(before)]):
            subject = self.clause(verb).subject
            if subject >= 0 and subject in self.phrases and self.phrases[subject].shape in ("", *shapes):
                return subject
        return -1

    def _thing(self, at: int) -> bool:
        """Whether a phrase is a thing without a party, which can be struck and strikes nobody."""
        phrase = self.phrases[at]
        return phrase.ref is None and phrase.kind != "place" and phrase.head in _THINGS

    def _possessed(self, out: dict[int, list[Slot]], owner: int, role: str) -> None:
        """Puts whose event it is first, unless the grammar brings him to it in a role already."""
        if owner < 0 or any(slot.role != "?" for slot in out.get(owner, ())):
            return
        for m in (owner, *self.joined(owner)):
            out[m] = [Slot("enc", role), *out.get(m, ())][:3]

    def _possessor(self, at: int, entry: TriggerEntry) -> int:
        """Whose event it is by the pronoun on its word: "the front announced | [its] withdrawal"; -1 for none.

        The subject of the verb over it that agrees, else the nearest subject or object of a verb before it; who only
        tells of it has no part in it.
        """
        token = self.sentence.tokens[self.sentence.items[at].head]
        shapes = REFERENTS.get(token.enc, ())
        if not shapes:
            return -1
        over = self.sentence.predicates[at].over
        before = [m for m in sorted(self.sentence.predicates, reverse=True) if m < at and self._verb(m)]
        told = [m for m in before if m == over or self._kind(m) != "speech"]
        for verb in dict.fromkeys([*([over] if over in told else []), *told]):
            clause = self.clause(verb)
            for m in (clause.subject, clause.object):
                if 0 <= m < at and m in self.phrases and self._agrees_with(m, shapes):
                    return m
                struck = entry.gen in _STRIKING and not (m == clause.subject and self.stem(verb) in _DEEDS)
                if struck and 0 <= m < at and m in self.phrases and self._thing(m) and self.phrases[m].shape in shapes:
                    return m
        return -1

    def _agrees_with(self, at: int, shapes: Sequence[str]) -> bool:
        """Whether a pronoun of one of these shapes may take up a phrase for people or a party."""
        phrase = self.phrases[at]
        people = phrase.ref is not None or phrase.kind in _OWNERS
        members = "p" in shapes and phrase.kind == "armed_group"
        return people and (members or phrase.shape in ("", *shapes))

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
                role = frame.get(preposition, DEED_ROLES.get(preposition, "?"))
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


def _where(place: str) -> str:
    return place if place.startswith("p:") else "bare"
