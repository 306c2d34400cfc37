"""Who says so? The speakers of a sentence, from the first witness to the one nearest to the newspaper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from marsad.arabic.particles import NAME, THAT, TO_MEDIA
from marsad.coder.draft import Draft, Phrase
from marsad.coder.features import step
from marsad.coder.relations import Predicate
from marsad.coder.sentence import Sentence
from marsad.coder.triggers import follows
from marsad.lexicon.entries import SpeechEntry
from marsad.lexicon.words import Lexicon

_OPEN = frozenset({":", '"'})
_LOOK = 14


class Link(msgspec.Struct, frozen=True, gc=False):
    """One link of a chain: the tokens of the source in its sentence, its name and kind, and the cue that brings it."""

    sentence: int
    first: int
    last: int
    name: str | None
    id: str | None
    kind: str
    cue: tuple[int, int]
    entry: str = ""
    definite: bool = False


class Voice(msgspec.Struct, frozen=True, gc=False):
    """One act of saying: where its cue stands, how it is made, and its chain; an empty chain is the speaker before.

    ``kind``: ``verb``, ``participle``, ``masdar``, ``prep`` (according to), ``as`` (as X said); ``said_from`` is the
    first token of what is said, ``opens`` what opens it: ``that``, ``quote``, ``prep`` or ``bare``.
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


class Listener:
    """Finds the voices of sentences, one after the other."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.speech: Mapping[str, SpeechEntry] = lexicon.compiled.speech

    def voices(self, sentence: Sentence, number: int, phrases: Sequence[Phrase]) -> list[Voice]:
        """The voices of one sentence in order of their cues."""
        by_item = {phrase.item: phrase for phrase in phrases}
        found = self._spoken(sentence, number, by_item) + self._attributed(sentence, number, by_item)
        found.sort(key=lambda voice: voice.at)
        return self._with_media(sentence, number, found, by_item)

    def _spoken(self, sentence: Sentence, number: int, by_item: Mapping[int, Phrase]) -> list[Voice]:
        found = []
        silent = {
            token
            for first, last, group in sentence.groups
            if group.room == "attribution" and group.role == "channel"
            for token in range(first, last)
        }
        for at, word in enumerate(sentence.words):
            if not word.speech or at in silent:
                continue
            verbal = sentence.tags[at] == "verb"
            entry, kind = None, ""
            for form in word.speech:
                if (
                    (form.pos == "verb") != verbal
                    or form.voice == "passive"
                    or (form.rest and follows(sentence.tokens, at, form) is None)
                ):
                    continue
                candidate = self.speech[form.entry]
                if not self._speaks(sentence, at, candidate, form.pos):
                    continue
                entry, kind = candidate, form.pos
                break
            if entry is None:
                continue
            chain = self._chain(sentence, number, at, entry, by_item) if verbal else ()
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
                    _opening_of(sentence, at, entry),
                )
            )
        return found

    def _speaks(self, sentence: Sentence, at: int, entry: SpeechEntry, pos: str) -> bool:
        """Whether a speech word is one here: a weak one needs "that", a quotation or its preposition after it."""
        token = sentence.tokens[at]
        if pos in ("participle", "masdar"):
            if (
                token.det
                or (pos == "masdar" and not token.enc)
                or (pos == "participle" and token.pro[-1:] in ("ب", "ل", "ك"))
            ):
                return False
            if pos == "participle" and not _adverbial(sentence, at):
                return False
        if not entry.weak and pos == "verb":
            return True
        for i in range(at + 1, min(at + _LOOK, len(sentence.tokens))):
            other = sentence.tokens[i]
            if other.core == THAT or other.form in _OPEN:
                return True
            if (
                entry.preposition
                and (other.core == entry.preposition or other.pro[-1:] == entry.preposition)
                and i < at + 8
            ):
                return True
            if entry.origin and other.core == entry.origin:
                return True
            if sentence.tags[i] == "verb" or other.form in ".؛":
                break
        return False

    def _chain(
        self, sentence: Sentence, number: int, at: int, entry: SpeechEntry, by_item: Mapping[int, Phrase]
    ) -> tuple[Link, ...]:
        predicate = sentence.predicates.get(sentence.item_of[at])
        if predicate is None:
            return ()
        said = [item for item in self._subject(sentence, predicate, at) if item in by_item]
        chain = [self.link(sentence, number, by_item[item], (at, at + 1)) for item in said]
        if entry.origin:
            origin = [i for i, label in predicate.own.items() if label.rstrip("'~") == f"p:{entry.origin}"]
            first = [self.link(sentence, number, by_item[i], (at, at + 1)) for i in origin if i in by_item]
            chain = first + chain if first else chain
        return tuple(chain)

    def _subject(self, sentence: Sentence, predicate: Predicate, at: int) -> list[int]:
        """The items of who speaks: after the verb where one fits, else before it."""
        own = predicate.own
        after = [i for i, label in own.items() if label.rstrip("'") == "post1" and sentence.items[i].kind == "noun"]
        relative = [i for i, label in own.items() if label == "ante"]
        before = [i for i, label in own.items() if label.rstrip("'") in ("pre1", "ante0")]
        follows = after and sentence.items[after[0]].first <= at + 3
        if follows:
            return after
        return relative or before[:1] or after

    def _attributed(self, sentence: Sentence, number: int, by_item: Mapping[int, Phrase]) -> list[Voice]:
        found = []
        for first, last, group in sentence.groups:
            if group.room != "attribution" or group.role not in ("source", "speaker"):
                continue
            if group.role == "speaker":
                found.append(Voice(number, first, "own", group.entry, (), last, True, False, False))
                continue
            if group.needs == "speech" and not (last < len(sentence.tokens) and sentence.words[last].speech):
                continue
            item = self._next_noun(sentence, last)
            if item is None or item not in by_item:
                continue
            kind = "as" if last < len(sentence.tokens) and sentence.words[last].speech else "prep"
            items = [item, *(i for i, other in enumerate(sentence.items) if other.coord == item and i in by_item)]
            chain = tuple(self.link(sentence, number, by_item[i], (first, last)) for i in items)
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
        out = []
        for position, voice in enumerate(found):
            end = found[position + 1].at if position + 1 < len(found) else len(sentence.tokens)
            media = self._medium(sentence, voice, end, by_item)
            if media is not None and voice.chain and all(link.first != media.first for link in voice.chain):
                link = self.link(sentence, number, media, (voice.at, voice.at + 1))
                voice = msgspec.structs.replace(voice, chain=(*voice.chain, link))
            out.append(voice)
        return out

    def _medium(self, sentence: Sentence, voice: Voice, end: int, by_item: Mapping[int, Phrase]) -> Phrase | None:
        for item, phrase in by_item.items():
            if not voice.at < phrase.first < end or phrase.first - voice.at > 24:
                continue
            if sentence.items[item].prep in TO_MEDIA and self.kind(sentence, phrase) == "media":
                return phrase
        return None

    def link(self, sentence: Sentence, number: int, phrase: Phrase, cue: tuple[int, int]) -> Link:
        """A phrase as a link of a chain, with the words after it that belong to the source."""
        last = self._extended(sentence, phrase)
        ref = phrase.ref
        kind = self.kind(sentence, phrase)
        entry = next((form.entry for form in sentence.words[phrase.first].sources if not form.rest), "")
        definite = sentence.tokens[phrase.first].det and phrase.last - phrase.first <= 2
        return Link(
            number, phrase.first, last, ref.name if ref else None, ref.id if ref else None, kind, cue, entry, definite
        )

    def _extended(self, sentence: Sentence, phrase: Phrase) -> int:
        """Where the source ends: over "in the ministry", "of the army" and the name that follows."""
        takes: set[str] = set()
        for at in range(phrase.first, min(phrase.first + 2, phrase.last)):
            for form in sentence.words[at].sources:
                takes |= set(self.lexicon.compiled.sources[form.entry].takes)
        item = phrase.item + 1
        last = phrase.last
        while takes and item < len(sentence.items) and sentence.items[item].kind == "noun" and item < phrase.item + 3:
            other = sentence.items[item]
            if other.first != last + (1 if other.prep and sentence.tokens[other.first].pro[-1:] != other.prep else 0):
                break
            if other.prep not in takes and not (other.prep == "ب" and sentence.tokens[other.first].core == NAME):
                break
            last = other.last
            item += 1
        return last

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
        if chosen == "official" and not of_party:
            chosen = self._within(sentence, phrase) or chosen
        if ref_kind in _KINDS and (of_party or chosen in ("", "other", "official")):
            return str(ref_kind)
        return chosen or "other"

    def _within(self, sentence: Sentence, phrase: Phrase) -> str:
        """The kind that the body tells which a source stands in: a hospital, a movement."""
        within = self.lexicon.compiled.within
        edge = min(phrase.last + 3, len(sentence.words))
        return next((within[w.bare] for w in sentence.words[phrase.first + 1 : edge] if w.bare in within), "")


def _opening_of(sentence: Sentence, at: int, entry: SpeechEntry) -> str:
    """What opens the words of the speaker after a speech word."""
    for i in range(at + 1, min(at + _LOOK, len(sentence.tokens))):
        token = sentence.tokens[i]
        if token.core == THAT:
            return "that"
        if token.form in _OPEN and i > at + 1:
            return "quote"
        if sentence.tags[i] == "verb":
            break
        if entry.preposition and (token.core == entry.preposition or token.pro[-1:] == entry.preposition):
            return "prep"
    return "bare"


_KINDS = frozenset({"state", "armed_group", "media", "monitor", "igo", "medical", "witness", "official", "anonymous"})


def _adverbial(sentence: Sentence, at: int) -> bool:
    """Whether a participle is an adverb (adding, stressing): indefinite and in the accusative or feminine."""
    form = sentence.tokens[at].core
    return not sentence.tokens[at].det and form.endswith(("ا", "ه", "ين", "ات"))


def source_features(sentence: Sentence, draft: Draft, voice: Voice, rank: int, voices: Sequence[Voice]) -> list[str]:
    """The features of a voice as the source of an event; ``rank`` counts the voices that stand nearer."""
    same = voice.sentence == draft.sentence
    group = draft.type.split(".")[0]
    speaks_act = group in ("demand", "threat", "accusation", "sanction")
    if not same:
        gap = draft.sentence - voice.sentence
        own = [v for v in voices if v.sentence == draft.sentence]
        return [
            "bias",
            f"gap={min(gap, 4)}|rank={min(rank, 2)}",
            f"gap={min(gap, 4)}|kind={voice.kind}",
            f"gap|own={len(own) > 0}",
            f"gap|opens={_opening(sentence)}",
            f"gap={min(gap, 4)}|opens={_opening(sentence)}",
            f"gap|quoted={_quoted(sentence, draft.hit.first)}",
            f"gap|act={speaks_act}",
            f"gap|who={_who(voice)}|opens={voice.opens}",
            f"gap|kinds={'.'.join(link.kind for link in voice.chain)}",
            f"gap|tense={draft.form.tense}",
        ]
    at, cue = draft.hit.first, voice.at
    after = at > cue
    low, high = sorted((at, cue))
    subs = sum(1 for i in range(low + 1, high) if sentence.tokens[i].core == THAT)
    quotes = sum(1 for i in range(low + 1, high) if sentence.tokens[i].form in _OPEN)
    pauses = sum(1 for i in range(low + 1, high) if sentence.tokens[i].form in "،؛")
    inside = any(link.first <= at < link.last for link in voice.chain if link.sentence == draft.sentence)
    between = sum(1 for v in voices if v.sentence == draft.sentence and low < v.at < high)
    side = "a" if after else "b"
    return [
        "bias",
        f"kind={voice.kind}|{side}",
        f"kind={voice.kind}|{side}|sub={min(subs, 1)}|q={min(quotes, 1)}",
        f"kind={voice.kind}|{side}|pauses={min(pauses, 3)}",
        f"kind={voice.kind}|{side}|between={min(between, 2)}",
        f"{side}|dist={step(high - low)}",
        f"before-said={after and at < voice.said_from}",
        f"inside={inside}",
        f"act={speaks_act}|{side}",
        f"act={speaks_act}|{side}|own={draft.hit.first == voice.at}",
        f"same={draft.hit.first == voice.at}",
        f"rank={min(rank, 2)}|{side}",
        f"entry={voice.entry}|{side}",
        f"chain={min(len(voice.chain), 2)}",
        f"opens={voice.opens}|{voice.kind}|{side}",
        f"opens={voice.opens}|{voice.entry}",
        f"who={_who(voice)}|{side}",
        f"who={_who(voice)}|opens={voice.opens}",
        f"between-clauses={_clausal(sentence, low, high)}|{side}|kind={voice.kind}",
        f"quoted={_quoted(sentence, at)}|{side}",
    ]


def _who(voice: Voice) -> str:
    """The kind of the first link, and whether it has a name."""
    return f"{voice.chain[0].kind}.{voice.chain[0].name is not None}" if voice.chain else "none"


def _clausal(sentence: Sentence, low: int, high: int) -> str:
    """Whether a verb joined by and, or a relative clause, stands between two tokens."""
    verbs = [i for i in range(low + 1, high + 1) if sentence.tags[i] == "verb"]
    joined = any(sentence.tokens[i].pro[:1] == "و" for i in verbs)
    relative = any(sentence.tags[i] == "rel" for i in range(low + 1, high))
    return f"{int(joined)}{int(relative)}"


def _quoted(sentence: Sentence, at: int) -> bool:
    return sum(1 for i in range(at) if sentence.tokens[i].form == '"') % 2 == 1


def _opening(sentence: Sentence) -> str:
    """How a sentence opens: with a change of topic, a verb after and, a noun."""
    for first, _, group in sentence.groups:
        if first <= 2 and group.room == "attribution":
            return group.role
    if not sentence.tokens:
        return "none"
    joined = sentence.tokens[0].pro[:1] == "و" or sentence.tokens[0].form == "و"
    return f"{sentence.tags[0]}.{int(joined)}"
