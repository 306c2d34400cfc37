"""Who says so? The speakers of a sentence, from the first witness to the one nearest to the newspaper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from marsad.arabic.particles import (
    BEFORE_VERB,
    BUT,
    BY,
    IN_THE_NAME,
    INSIDE,
    NAME,
    THAT,
    TO_MEDIA,
)
from marsad.coder.communiques import issuer, ours
from marsad.coder.draft import Phrase
from marsad.coder.link import Link
from marsad.coder.sentence import Sentence
from marsad.coder.speakers import agency_in, in_channel, joined_to, may_say, subject_of, unsplit
from marsad.coder.speaking import REACH, opening_of, speaks, undergoes
from marsad.coder.triggers import follows
from marsad.lexicon.entries import SpeechEntry
from marsad.lexicon.words import Lexicon, Word, links

# Kinds of source nouns whose name may stand in quotation marks, and how many words it has.
_NAMED_SO = frozenset({"media", "armed_group"})
_NAME = 5
# Kinds of source nouns whose plural takes a verb in the feminine.
_THINGS = frozenset({"anonymous", "media", "state", "monitor", "igo", "armed_group", "medical", "official"})
# Groups of words that say how something was said, or only bring what comes next: "it is mentioned that".
_SILENT = frozenset({"channel", "topic-change"})
# The class of nouns for where somebody sits.
_SITE = "position"
_TITLE = 8
_SHOWING = "broadcast"
# The gender of a verb of the first person, whose speaker is named before: "he said: [we] demand of | the world".
_ANY = "any"
# Classes of nouns for things that say nothing, not even for who sits there.
_MUTE = frozenset({"position", "vehicle", "weapon", "settlement", "road", "house"})
# The entry of websites, which are written like "positions".
_WEBSITE = "site"


class Voice(msgspec.Struct, frozen=True, gc=False):
    """One act of saying: where its cue stands, how it is made, and its chain; an empty chain is the speaker before.

    ``kind``: ``verb``, ``participle``, ``masdar``, ``prep`` (according to), ``as`` (as X said), ``own`` (in his words),
    ``colon`` (X: ...); ``said_from`` is the first token of what is said, ``opens`` what opens it: ``that``, ``quote``,
    ``prep`` or ``bare``. ``medium`` is whom a speaker told it who is not named here.
    """

    sentence: int
    at: int
    kind: str
    entry: str
    chain: tuple[Link, ...]
    said_from: int
    continues: bool
    denies: bool
    owns: bool
    opens: str = "bare"
    medium: Link | None = None


class Listener:
    """Finds the voices of sentences, one after the other."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.speech: Mapping[str, SpeechEntry] = lexicon.compiled.speech
        self._phrases: Sequence[Phrase] = ()

    def voices(self, sentence: Sentence, number: int, phrases: Sequence[Phrase]) -> list[Voice]:
        """The voices of one sentence in order of their cues."""
        by_item = {phrase.item: phrase for phrase in phrases}
        self._phrases = phrases
        found = [*self._attributed(sentence, number, by_item), *self._announced(sentence, number, phrases)]
        found += self._spoken(sentence, number, by_item, found)
        found = _said_as(found)
        if not found and ours(sentence):
            found.append(Voice(number, 0, "own", "our", (), 0, True, False, False))
        found.sort(key=lambda voice: voice.at)
        return self._with_media(sentence, number, found, by_item)

    def _spoken(
        self, sentence: Sentence, number: int, by_item: Mapping[int, Phrase], others: Sequence[Voice]
    ) -> list[Voice]:
        """The voices of verbs, participles and verbal nouns of speech; ``others`` are those found already."""
        found: list[Voice] = []
        silent = {
            token
            for first, last, group in sentence.groups
            if group.room == "attribution" and group.role in _SILENT
            for token in range(first, last)
        }
        for at, word in enumerate(sentence.words):
            if not word.speech or at in silent:
                continue
            spoken = self._reading(sentence, number, at, by_item)
            if spoken is None:
                continue
            entry, kind, chain = spoken
            alone = not any(voice.at < at for voice in (*others, *found))
            if not chain and alone and kind in ("verb", "participle"):
                chain = self._shared(sentence, number, at, by_item)
            found.append(
                Voice(
                    number,
                    at,
                    kind,
                    entry.id,
                    chain,
                    max([link.last for link in chain if link.first > at] or [at + 1]),
                    entry.continues,
                    entry.denies,
                    entry.owns,
                    opening_of(sentence, at, entry),
                )
            )
        return found

    def _reading(
        self, sentence: Sentence, number: int, at: int, by_item: Mapping[int, Phrase]
    ) -> tuple[SpeechEntry, str, tuple[Link, ...]] | None:
        """The entry by which a word is speech here, its part of speech and who speaks; None where it is none."""
        verbal = sentence.tags[at] == "verb"
        for form in sentence.words[at].speech:
            if (form.pos == "verb") != verbal or form.voice == "passive":
                continue
            if form.rest and follows(sentence.tokens, at, form) is None:
                continue
            if form.entry == _SHOWING and undergoes(sentence, at):
                continue
            if form.tense == "jussive" and not (at and sentence.tags[at - 1] == "neg"):
                continue
            entry = self.speech[form.entry]
            spoken = speaks(sentence, at, entry, form.pos)
            if not spoken and not verbal:
                continue
            chain = self._chain(sentence, number, at, entry, by_item) if verbal and form.gender != _ANY else ()
            carries = ("media",) if entry.origin else _KINDS
            if spoken or (chain and chain[0].kind in carries):
                return entry, form.pos, chain
        return None

    def _shared(self, sentence: Sentence, number: int, at: int, by_item: Mapping[int, Phrase]) -> tuple[Link, ...]:
        """The subject of the verb before, for what is said along with it: "met ... and stressed that"."""
        turned = sentence.tags[at] == "verb" and (_turned(sentence, at) or _told_of(sentence, at))
        if sentence.tags[at] == "verb" and not turned:
            predicate = sentence.predicates.get(sentence.item_of[at])
            verb = predicate.up if predicate is not None and predicate.link == "conj" else -1
        else:
            verb = max(
                (i for i in sentence.predicates if sentence.items[i].last <= at and _is_main_verb(sentence, i)),
                default=-1,
            )
        if verb < 0:
            return ()
        own = sentence.predicates[verb].own
        subjects = [i for i, label in own.items() if label.rstrip("'") in ("post1", "pre1") and i in by_item]
        links = [self.link(sentence, number, by_item[i], (at, at + 1)) for i in subjects[:1]]
        return tuple(link for link in links if link.kind != "other")

    def _announced(self, sentence: Sentence, number: int, phrases: Sequence[Phrase]) -> list[Voice]:
        """Who stands before a colon at the head of a title or sentence: "Agency: the army withdraws"."""
        found = issuer(sentence)
        issued = next((p for p in phrases if found is not None and p.first == found[0]), None)
        if found is not None and issued is not None:
            link = self.link(sentence, number, issued, (found[1], found[1] + 1))
            return [Voice(number, found[1], "colon", "colon", (link,), found[1] + 1, False, False, False, "quote")]
        colon = next((i for i in range(1, min(_TITLE, len(sentence.tokens))) if sentence.tokens[i].form == ":"), None)
        if colon is None or not phrases or phrases[0].first > 1 or phrases[0].last != colon:
            return []
        if any(sentence.tags[i] == "verb" for i in range(colon)) or sentence.items[phrases[0].item].kind != "noun":
            return []
        link = self.link(sentence, number, phrases[0], (colon, colon + 1))
        return [Voice(number, colon, "colon", "colon", (link,), colon + 1, False, False, False, "quote")]

    def _chain(
        self, sentence: Sentence, number: int, at: int, entry: SpeechEntry, by_item: Mapping[int, Phrase]
    ) -> tuple[Link, ...]:
        predicate = sentence.predicates.get(sentence.item_of[at])
        if predicate is None:
            return ()
        subject = subject_of(sentence, at, entry, self.lexicon.compiled.sources)
        said = [item for item in subject if item in by_item and not _seat(sentence, item)]
        said = [item for item in said if may_say(sentence, at, by_item[item])]
        said = [] if _turned(sentence, at) else [item for item in said if not _mute(sentence, by_item[item])]
        chain = [self.link(sentence, number, by_item[item], (at, at + 1)) for item in said]
        chain = self._heard_by(sentence, by_item, self._joined(sentence, by_item, chain))
        if entry.origin:
            origin = [i for i, label in predicate.own.items() if label.rstrip("'~") == f"p:{entry.origin}"]
            first = [self.link(sentence, number, by_item[i], (at, at + 1)) for i in origin if i in by_item]
            chain = first + chain if first else chain
        return tuple(chain)

    def _joined(self, sentence: Sentence, by_item: Mapping[int, Phrase], chain: list[Link]) -> list[Link]:
        """The speakers of a verb with those joined to the last: "the colonel in the police | and the source in"."""
        out = unsplit(sentence, chain, self.lexicon.compiled.adjectives)
        while out and (item := joined_to(sentence, out[-1].last, by_item)) is not None:
            out.append(self.link(sentence, out[-1].sentence, by_item[item], out[-1].cue))
        return out

    def _heard_by(self, sentence: Sentence, by_item: Mapping[int, Phrase], chain: list[Link]) -> list[Link]:
        """The speaker apart from the agency right after him: "a military source told | the Press Agency"."""
        if len(chain) != 1 or not (edge := agency_in(sentence, chain[0].first, chain[0].last, self.lexicon.compiled)):
            return chain
        whole = by_item[sentence.item_of[chain[0].first]]
        parts = [
            msgspec.structs.replace(whole, last=edge, ref=None if whole.kind == "media" else whole.ref),
            msgspec.structs.replace(whole, first=edge, last=max(whole.last, edge + 1)),
        ]
        return [self.link(sentence, chain[0].sentence, part, chain[0].cue) for part in parts]

    def _attributed(self, sentence: Sentence, number: int, by_item: Mapping[int, Phrase]) -> list[Voice]:
        found = []
        for first, last, group in sentence.groups:
            if group.room != "attribution" or group.role not in ("source", "speaker"):
                continue
            if group.role == "speaker":
                found.append(Voice(number, first, "own", group.entry, (), last, True, False, False))
                continue
            if group.needs == "speech" and not _said_by(sentence, last):
                continue
            item = self._next_noun(sentence, last)
            if item is None or item not in by_item:
                continue
            said = last < len(sentence.tokens) and sentence.tags[last] == "verb" and sentence.words[last].speech
            kind = "as" if said else "prep"
            items = [item, *(i for i, other in enumerate(sentence.items) if other.coord == item and i in by_item)]
            links = [self.link(sentence, number, by_item[i], (first, last)) for i in items]
            chain = tuple(unsplit(sentence, links, self.lexicon.compiled.adjectives))
            if kind == "as":
                chain = tuple(self._heard_by(sentence, by_item, list(chain)))
            found.append(Voice(number, first, kind, group.entry, chain, last, False, False, False))
        return found

    def _next_noun(self, sentence: Sentence, token: int) -> int | None:
        for i in range(token, min(token + 4, len(sentence.tokens))):
            item = sentence.item_of[i]
            if item >= 0 and sentence.items[item].kind in ("noun", "event"):
                return item
            if item >= 0 and sentence.items[item].kind == "pause":
                return None
        return None

    def _with_media(
        self, sentence: Sentence, number: int, found: list[Voice], by_item: Mapping[int, Phrase]
    ) -> list[Voice]:
        """Adds the medium that a speaker spoke to as the nearer link."""
        out: list[Voice] = []
        found = _told_on(found)
        for position, voice in enumerate(found):
            end = found[position + 1].at if position + 1 < len(found) else len(sentence.tokens)
            media = self._medium(sentence, voice, end, by_item)
            if media is not None and voice.chain and all(link.first != media.first for link in voice.chain):
                link = self.link(sentence, number, media, (voice.at, voice.at + 1))
                voice = msgspec.structs.replace(voice, chain=(*voice.chain, link))
            elif media is not None and not voice.chain and media.ref is not None and media.ref.kind == "media":
                voice = msgspec.structs.replace(
                    voice, medium=self.link(sentence, number, media, (voice.at, voice.at + 1))
                )
            out.append(voice)
        return out

    def _medium(self, sentence: Sentence, voice: Voice, end: int, by_item: Mapping[int, Phrase]) -> Phrase | None:
        carried = [last for first, last, group in sentence.groups if group.role == "medium" and voice.at < first < end]
        told = sentence.predicates.get(sentence.item_of[voice.at])
        for item, phrase in by_item.items():
            if not voice.at < phrase.first < end or phrase.first - voice.at > REACH:
                continue
            brought = (
                sentence.items[item].prep in TO_MEDIA
                or any(last <= phrase.first <= last + 2 for last in carried)
                or (phrase.ref is not None and told is not None and told.own.get(item) == "post2")
            )
            told_apart = phrase.ref is not None or phrase.last - phrase.first > 1
            people = phrase.ref is None or "journalist" in sentence.words[phrase.first].classes
            if people and _said_before(sentence, voice.at, phrase.first):
                continue
            told_apart = told_apart and phrase.kind != "armed_group"
            if brought and told_apart and self.kind(sentence, phrase) == "media":
                return phrase
        return None

    def link(self, sentence: Sentence, number: int, phrase: Phrase, cue: tuple[int, int]) -> Link:
        """A phrase as a link of a chain, with the words after it that belong to the source."""
        last = self._extended(sentence, phrase)
        ref = phrase.ref
        if ref is None or ref.id is None or last > phrase.last:
            ref = next((p.ref for p in self._phrases if phrase.last <= p.first < last and p.ref is not None), ref)
        kind = self.kind(sentence, phrase)
        entry = next((form.entry for form in sentence.words[phrase.first].sources if not form.rest), "")
        several = any(form.number == "pl" for form in sentence.words[phrase.first].sources if not form.rest)
        shape = ("f" if kind in _THINGS else "p") if several else phrase.shape
        definite = sentence.tokens[phrase.first].det and phrase.last - phrase.first <= 2
        words = tuple(word.bare for word in sentence.words[phrase.first : last] if word.bare != '"')
        name, party = (ref.name, ref.id) if ref else (None, None)
        return Link(number, phrase.first, last, name, party, kind, cue, entry, definite, words, shape)

    def _extended(self, sentence: Sentence, phrase: Phrase) -> int:
        """Where the source ends: over "in the ministry", "of the army" and the name that follows."""
        takes: set[str] = set()
        names = False
        for at in range(phrase.first, min(phrase.first + 2, phrase.last)):
            for form in sentence.words[at].sources:
                takes |= set(self.lexicon.compiled.sources[form.entry].takes)
                names = names or self.lexicon.compiled.sources[form.entry].names
        item = phrase.item + 1
        last = phrase.last
        if self._serves(sentence, phrase, item):
            takes.add(INSIDE)
        while item < len(sentence.items) and self._construct(sentence, phrase, last, item):
            last = sentence.items[item].last
            item += 1
        while takes and item < len(sentence.items) and sentence.items[item].kind == "noun" and item < phrase.item + 4:
            other = sentence.items[item]
            if other.first != last + (1 if other.prep and sentence.tokens[other.first].pro[-1:] != other.prep else 0):
                break
            if other.prep not in takes and not (other.prep == BY and sentence.tokens[other.first].core == NAME):
                break
            if (other.prep in TO_MEDIA and self._is_medium(item)) or in_channel(sentence, other.head):
                break
            last = other.last
            item += 1
        if last > phrase.last and item < len(sentence.items) and self._construct(sentence, phrase, last, item):
            last = sentence.items[item].last
            item += 1
        named = any(phrase.first < first and end == last for first, (end, _) in sentence.persons.items())
        if names and not named and item < len(sentence.items) and self._named(sentence, last, item):
            last = sentence.items[item].last
        last = self._titled(sentence, phrase, last)
        marks = sum(1 for at in range(phrase.first, last) if sentence.tokens[at].form == '"')
        closes = marks % 2 == 1 and last < len(sentence.tokens) and sentence.tokens[last].form == '"'
        return last + int(closes)

    def _serves(self, sentence: Sentence, phrase: Phrase, at: int) -> bool:
        """Whether the body that a rank alone serves in follows it: "the colonel | in the police"."""
        if (
            sentence.words[phrase.first].title != "official"
            or phrase.last > phrase.first + 1
            or at >= len(sentence.items)
        ):
            return False
        body = sentence.items[at]
        return body.prep == INSIDE and sentence.words[body.head].bare in self.lexicon.compiled.within

    def _titled(self, sentence: Sentence, phrase: Phrase, last: int) -> int:
        """Where a source ends whose name stands in quotation marks right after its noun: "the station | 'Noon'"."""
        if last >= len(sentence.tokens) or sentence.tokens[last].form != '"' or last > phrase.first + 1:
            return last
        known = {self.lexicon.compiled.sources[form.entry].kind for form in sentence.words[phrase.first].sources}
        closing = range(last + 2, min(last + _NAME + 2, len(sentence.tokens)))
        end = next((at for at in closing if sentence.tokens[at].form == '"'), last)
        return end if known & _NAMED_SO else last

    def _is_medium(self, item: int) -> bool:
        """Whether the phrase of an item names a newspaper or agency, which the source told and does not belong to."""
        ref = next((phrase.ref for phrase in self._phrases if phrase.item == item), None)
        return ref is not None and ref.kind == "media"

    def _named(self, sentence: Sentence, last: int, at: int) -> bool:
        """Whether the name of a person stands right after the source, with or without a title."""
        item = sentence.items[at]
        if item.kind != "noun" or item.prep or item.conj or item.first != last:
            return False
        word = sentence.words[item.first]
        if word.bare in links().contents:
            return False
        return bool(word.title) or not (word.triggers or word.speech or word.carriers or word.classes)

    def _construct(self, sentence: Sentence, phrase: Phrase, last: int, at: int) -> bool:
        """Whether an item stands in construct to the source before it: "head of the council | of the rising"."""
        item = sentence.items[at]
        if item.first != last or item.prep or item.conj or item.adj or item.kind not in ("noun", "event"):
            return False
        before, word = sentence.tokens[last - 1], sentence.words[last - 1]
        if word.title == "media" and last - 1 > phrase.first:
            return False
        tied = last > phrase.last or bool(word.sources) or before.form == IN_THE_NAME
        return not before.det and not before.enc and tied

    def kind(self, sentence: Sentence, phrase: Phrase) -> str:
        """The codebook's kind of a source."""
        tables = self.lexicon.compiled
        ref_kind = phrase.ref.speaks if phrase.ref else None
        chosen, of_party = "", False
        for at in range(phrase.first, phrase.last):
            for form in sentence.words[at].sources:
                if form.rest and follows(sentence.tokens, at, form) is None:
                    continue
                entry = tables.sources[form.entry]
                if not chosen:
                    chosen = entry.bare if entry.kind == "of-party" else entry.kind
                    of_party = entry.kind == "of-party"
            if at > phrase.first and chosen in ("anonymous", "official"):
                chosen = tables.adjectives.get(sentence.words[at].bare, chosen)
        if of_party and ref_kind not in _KINDS:
            # A spokesman of an army or a ministry speaks for the state.
            chosen = {"official": "state"}.get(body := self._within(sentence, phrase), body) or chosen
        elif chosen in ("official", "anonymous"):
            chosen = self._within(sentence, phrase) or chosen
        if ref_kind in _KINDS and (of_party or not chosen or (chosen == "official" and ref_kind != "anonymous")):
            return str(ref_kind)
        return chosen or "other"

    def _within(self, sentence: Sentence, phrase: Phrase) -> str:
        """The kind that the body tells which a source stands in: a hospital, a movement."""
        within = self.lexicon.compiled.within
        edge = phrase.last
        if edge < len(sentence.words) and (sentence.tags[edge] == "prep" or sentence.tokens[edge].pro):
            edge = min(edge + 3, len(sentence.words))
        return next((within[w.bare] for w in sentence.words[phrase.first + 1 : edge] if w.bare in within), "")


def _told_on(found: list[Voice]) -> list[Voice]:
    """Joins "according to sources | told a channel that": a verb right after an indefinite source is theirs."""
    out = list(found)
    for at in range(len(out) - 1):
        voice, after = out[at], out[at + 1]
        if voice.kind != "prep" or after.kind != "verb" or not voice.chain or not after.chain:
            continue
        source, medium = voice.chain[-1], after.chain[0]
        if source.last == after.at and not source.definite and medium.kind == "media":
            chain = (*voice.chain, *after.chain)
            out[at] = msgspec.structs.replace(voice, chain=chain)
            out[at + 1] = msgspec.structs.replace(after, chain=chain)
    return out


def _said_as(found: list[Voice]) -> list[Voice]:
    """The voices, with the verb of "according to what X told" said by X alone."""
    told = {voice.at + 1: voice.chain for voice in found if voice.kind == "as"}
    told |= {voice.said_from: voice.chain for voice in found if voice.kind == "as"}
    out = []
    for voice in found:
        chain = told.get(voice.at, ()) if voice.kind == "verb" else ()
        other = bool(chain) and {link.first for link in chain}.isdisjoint(link.first for link in voice.chain)
        out.append(msgspec.structs.replace(voice, chain=chain) if other else voice)
    return out


def _said_by(sentence: Sentence, at: int) -> bool:
    """Whether a speech verb with its speaker stands here ("as X said"), not with what is said ("also said that")."""
    if at >= len(sentence.tokens) or not sentence.words[at].speech:
        return False
    return at + 1 >= len(sentence.tokens) or sentence.tokens[at + 1].core != THAT


def _said_before(sentence: Sentence, at: int, last: int) -> bool:
    """Whether what is said has begun before a phrase: "said | that the army pays no heed to | journalists"."""
    return any(token.core == THAT for token in sentence.tokens[at + 1 : last])


def _seat(sentence: Sentence, item: int) -> bool:
    """Whether an item only says where the speaker before it sits: "the Observatory, [its seat] being London"."""
    head = sentence.items[item].head
    return sentence.items[item].coord >= 0 and bool(sentence.tokens[head].enc) and _SITE in sentence.words[head].classes


def _turned(sentence: Sentence, at: int) -> bool:
    """Whether "but he" stands right before a verb: its subject is that of the verb before."""
    before = next((i for i in range(at - 1, max(at - 3, -1), -1) if sentence.tokens[i].core not in BEFORE_VERB), -1)
    return before >= 0 and sentence.tokens[before].core == BUT and bool(sentence.tokens[before].enc)


def _told_of(sentence: Sentence, at: int) -> bool:
    """Whether "says that they are ..." describes things just named, after a comma or none: who says it acts on them."""
    after = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    return after is not None and after.core == THAT and bool(after.enc) and not sentence.tokens[at].pro


def _mute(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase names things, which say nothing."""
    words = sentence.words[phrase.first : min(phrase.last, phrase.first + 2)]
    speaks = any(form.entry != _WEBSITE for word in words for form in word.sources)
    return phrase.ref is None and not speaks and _of_things(words)


def _of_things(words: Sequence[Word]) -> bool:
    """Whether the first of the words that the lexicon knows as nouns is for a thing that never speaks."""
    classes = next((word.classes for word in words if word.classes), frozenset[str]())
    return bool(classes & _MUTE)


def _is_main_verb(sentence: Sentence, item: int) -> bool:
    """Whether a verb is none of a relative clause, nor joined to one of it."""
    predicate = sentence.predicates[item]
    if sentence.items[item].kind != "verb" or predicate.link == "rel" or "ante" in predicate.own.values():
        return False
    up = sentence.predicates.get(predicate.up) if predicate.link == "conj" else None
    return up is None or (up.link != "rel" and "ante" not in up.own.values())


_KINDS = frozenset({"state", "armed_group", "media", "monitor", "igo", "medical", "witness", "official", "anonymous"})
