"""Whose day is it that stands at a verb: that of the event which the verb governs, or that of the telling?

"Was subjected [on Monday] to shelling", "arrested three [at dawn] in a raid"; "condemned [on Friday] the attack".
"""

from __future__ import annotations

import functools

import msgspec

from marsad.arabic.meanings import Duration
from marsad.arabic.particles import ABOUT, AFTER, BY, SAID_OF, THAT, WHILE
from marsad.coder.draft import Draft
from marsad.coder.pieces import Item
from marsad.coder.sentence import Sentence
from marsad.coder.view import View
from marsad.lexicon.words import word_lists

SHARED = "time.shared"
"""The rule of a date that an event has from the verb that governs it."""

_STEPS = 3
# How far from the verb that shows it the word for a picture stands.
_FOOTAGE = 9
_SINCE = "since"
_CLAUSAL = ("verb", "event", "sub", "rel")
_PARTS = ("verb", "sub", "rel", "pause")
_SAYINGS = frozenset({"accusation", "demand", "threat"})
# What is done by being announced.
_PERFORMED = frozenset({"agreement", "sanction", "support"})
_STATES = frozenset({"control", "presence"})


class DayWords(msgspec.Struct, frozen=True):
    """The words of ``days.toml``, folded: verbs that show, what they show; verbs of issuing, what is issued; and words
    for an answer to what came before ("in protest at")."""

    shows: frozenset[str]
    footage: frozenset[str]
    issues: frozenset[str]
    statements: frozenset[str]
    answers: frozenset[str]


@functools.cache
def day_words() -> DayWords:
    """The words as shipped."""
    return word_lists(DayWords, "days.toml")


def shared_day(seen: View, draft: Draft) -> int:
    """The date between a verb and the event noun that it governs, by its index; -1 for none.

    Other events may stand in the chain between: "died of wounds [on Friday] during a raid". A preposition is one of
    "during" or cause, or that by which a light verb brings its event; a verb of speech never shares its day.
    """
    sentence = seen.report.sentences[seen.number]
    planned = draft.status in ("planned", "possible")
    if draft.hit.verbal or planned or draft.stem in _STATES or draft.item not in sentence.predicates:
        return -1
    chain = [draft.item]
    for _ in range(_STEPS):
        predicate = sentence.predicates[chain[-1]]
        over = predicate.over
        if not 0 <= over < chain[-1] or _is_saying(seen, over) or not _carries(seen, over, predicate.over_label):
            return -1
        chain.append(predicate.over)
        found = _between(sentence, chain[-1], chain[-2])
        if found >= 0:
            verb = _verb_before(seen, found)
            return -1 if _tells(seen, draft, verb) or _shows(sentence, verb) else found
        if sentence.items[chain[-1]].kind == "verb":
            return -1
    return -1


def own_day(seen: View, draft: Draft, chosen: int) -> int:
    """The date in the event's own relative clause, where none is chosen or one before the event; else the one chosen.

    "Marched [today] against the massacre that goes on [since May]".
    """
    sentence = seen.report.sentences[seen.number]
    predicate = sentence.predicates.get(draft.item)
    if predicate is None or predicate.under < 0 or (chosen >= 0 and sentence.dates[chosen].first > draft.hit.first):
        return chosen
    items, first = sentence.items, predicate.under
    for at, date in enumerate(sentence.dates):
        item = sentence.item_of[date.first]
        if item <= first or isinstance(date.meaning, Duration) or _at_event(sentence, item):
            continue
        if not any(items[m].kind in _PARTS or _came_after(items[m]) for m in range(first + 1, item)):
            return at
    return chosen


def _came_after(item: Item) -> bool:
    """Whether an event stands between that the clause only came after or before: "took place after | the fall of"."""
    return item.kind == "event" and item.prep in AFTER


def _at_event(sentence: Sentence, item: int) -> bool:
    """Whether an event stands right before a date, which may be its own: "since 'the attacks of | 11 September'"."""
    before = sentence.items[item - 1]
    return before.kind == "event" or (before.kind == "quote" and sentence.items[item - 2].kind == "event")


def _carries(seen: View, over: int, label: str) -> bool:
    """Whether what governs an event happens when the event does: "resulting from" is said of events alone."""
    sentence = seen.report.sentences[seen.number]
    plain, governor = label.rstrip("'~&"), sentence.items[over]
    pos = "verb" if governor.kind == "verb" else "masdar"
    if seen.frames.light(over, plain, False, pos) is not None:
        return True
    if not plain.startswith("p:"):
        return plain.startswith(("post", "gen", "bare"))
    if plain[2:] == ABOUT:
        return governor.kind == "event"
    return plain[2:] in WHILE and not (plain[2:] == BY and label.endswith("'"))


def _between(sentence: Sentence, first: int, last: int) -> int:
    """The first date between two items where no verb or event stands before it, but "since"; -1 for none."""
    dates = {date.first: at for at, date in enumerate(sentence.dates) if not date.rule.startswith(_SINCE)}
    for item in range(first + 1, last):
        piece = sentence.items[item]
        if piece.kind in _CLAUSAL:
            return -1
        for token in range(piece.first, piece.last):
            if token in dates:
                return dates[token]
    return -1


def told_on(seen: View, draft: Draft, date: int) -> bool:
    """Whether a date, by its index, is that of the words which tell of the event: "announced [on Friday] the death of",
    "condemned [on Friday] the attack", "said [on Friday] that"; not what is done by saying it ("announced sanctions").
    """
    sentence = seen.report.sentences[seen.number]
    at = sentence.item_of[sentence.dates[date].first]
    if 0 <= at < draft.item and _charged(seen, draft, at):
        return True
    verb = _verb_before(seen, date) if 0 <= at < draft.item else -1
    verb = _main_verb(sentence, verb, at)
    if _shows(sentence, verb):
        return True
    if not _tells(seen, draft, verb):
        return False
    if any(sentence.items[m].kind == "sub" for m in range(at + 1, draft.item)):
        return True
    label = _label(sentence, verb, draft.item)
    if label.startswith("post"):
        return draft.stem not in _PERFORMED
    return label.startswith("p:") and label[2:] in SAID_OF


def _charged(seen: View, draft: Draft, at: int) -> bool:
    """Whether the noun before a date is an accusation of the event: "the accusations [on Saturday] of | shelling"."""
    sentence = seen.report.sentences[seen.number]
    over = sentence.predicates[draft.item].over if draft.item in sentence.predicates else -1
    return over == at - 1 and _is_saying(seen, over)


def _is_saying(seen: View, item: int) -> bool:
    """Whether an accusation, a demand or a threat stands at an item."""
    return any(draft.item == item and draft.stem in _SAYINGS for draft in seen.drafts)


def _main_verb(sentence: Sentence, verb: int, date: int) -> int:
    """The verb over a relative clause that ends in a date before "that": "said the source, who hid his name, [today]
    that": the day is that of the telling."""
    items, predicate = sentence.items, sentence.predicates.get(verb)
    told = date + 1 < len(items) and items[date + 1].kind == "sub" and _core(sentence, date + 1) == THAT
    return predicate.up if told and predicate is not None and predicate.link == "rel" else verb


def _core(sentence: Sentence, item: int) -> str:
    return sentence.tokens[sentence.items[item].first].core


def _label(sentence: Sentence, verb: int, item: int) -> str:
    """How a verb brings an event, or the one that this is part of: "announced the death of two | in an attack"."""
    own = sentence.predicates[verb].own
    for _ in range(_STEPS):
        over = sentence.predicates[item].over if item in sentence.predicates else -1
        if not verb < over < item:
            break
        item = over
    return own.get(item, "").rstrip("'~&")


def _shows(sentence: Sentence, verb: int) -> bool:
    """Whether a verb shows pictures of what happened: "showed [today] footage of an ambush"."""
    words = day_words()
    if verb < 0 or sentence.tokens[sentence.items[verb].head].core not in words.shows:
        return False
    first = sentence.items[verb].last
    return any(token.core in words.footage for token in sentence.tokens[first : first + _FOOTAGE])


def _verb_before(seen: View, date: int) -> int:
    """The verb of the clause that a date stands in, where no event but a speaker's stands between; -1 for none."""
    sentence = seen.report.sentences[seen.number]
    links = [link for voice in seen.report.voices[seen.number] for link in voice.chain if link.sentence == seen.number]
    for m in range(sentence.item_of[sentence.dates[date].first] - 1, -1, -1):
        item = sentence.items[m]
        if item.kind == "verb":
            return m
        names = item.kind == "event" and all(draft.item != m for draft in seen.drafts)
        if item.kind in _CLAUSAL and not names and not any(link.first <= item.first < link.last for link in links):
            return -1
    return -1


def _tells(seen: View, draft: Draft, verb: int) -> bool:
    """Whether a verb is speech here, or accuses, demands or threatens and is not the event itself."""
    if verb < 0:
        return False
    first = seen.report.sentences[seen.number].items[verb].head
    said = any(voice.at == first for voice in seen.report.voices[seen.number])
    return said or (draft.item != verb and _is_saying(seen, verb))
