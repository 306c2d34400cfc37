"""Which counted things of a sentence are never those of an event: totals, earlier tolls, the dead of another attack?

"Three died in the raid, [which brings the number of dead since May to 140]"; "the attack killed 31 and a like one in
Paris had killed | 130".
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import msgspec

from marsad.arabic import phrases
from marsad.arabic.particles import AFTER, BY, FOR, FROM, THAT
from marsad.coder.draft import Draft
from marsad.coder.quantities import QuantityMention
from marsad.coder.sentence import Sentence
from marsad.coder.view import View
from marsad.lexicon.words import word_lists

_ATTACKS = frozenset({"attack", "killing"})
# What is counted before a word for the dead belongs to what was told before: "destroyed 12 tanks and | killed five".
_THINGS = frozenset("vehicles tanks aircraft weapons explosives shells positions buildings settlements strikes".split())
_SINCE = "since"
# How far behind a rising verb the word for a count stands, and how far behind a number "since".
_COUNT, _BEHIND = 4, 5


class TotalWords(msgspec.Struct, frozen=True):
    """The words of ``totals.toml``, folded."""

    rises: frozenset[str]
    counts: frozenset[str]
    brings: frozenset[str]
    thereby: frozenset[str]
    wholes: frozenset[str]
    accused: frozenset[str]
    earlier: frozenset[str]


@functools.cache
def total_words() -> TotalWords:
    """The words as shipped."""
    return word_lists(TotalWords, "totals.toml")


def foreign_toll(seen: View, draft: Draft, at: int) -> bool:
    """Whether a counted thing of the sentence, by its index, cannot be counted of an event."""
    sentence = seen.report.sentences[seen.number]
    counted = sentence.quantities[at]
    if _names_other(seen, draft, counted) or _of_next(seen, draft, counted):
        return True
    if draft.hit.first > counted.first:
        things = draft.type == "casualties" and counted.what in _THINGS
        return things or _before_total(sentence, draft, counted)
    if _is_whole(sentence, counted) or _of_accused(sentence, draft, counted) or _is_total(sentence, draft, counted):
        return True
    return _turned(sentence, draft, counted) or _of_second(seen, draft, counted)


def _rivals(sentence: Sentence, counted: QuantityMention) -> Iterator[QuantityMention]:
    """The other things of the sentence that are counted as the same, and are no part of another."""
    for other in sentence.quantities:
        if other is not counted and other.what == counted.what and other.part_of is None:
            yield other


def _names_other(seen: View, draft: Draft, counted: QuantityMention) -> bool:
    """Whether other raids than these counted ones are meant: "22 raids in Syria and [14 raids] in Iraq"."""
    inside = range(counted.first, counted.last)
    if draft.stem not in _ATTACKS or counted.part_of is not None or draft.hit.first in inside:
        return False
    rivals = _rivals(seen.report.sentences[seen.number], counted)
    if not any(other.first <= draft.hit.first < other.last for other in rivals):
        return False
    return any(other.hit.first in inside and other.stem == draft.stem for other in seen.drafts)


def _is_whole(sentence: Sentence, counted: QuantityMention) -> bool:
    """Whether a number only says of how many: "freed 35 of a total of | 120"."""
    first, tokens = counted.first, sentence.tokens
    return first > 1 and tokens[first - 2].form == FROM and tokens[first - 1].core in total_words().wholes


def _of_accused(sentence: Sentence, draft: Draft, counted: QuantityMention) -> bool:
    """Whether people are those of a crime that others stand accused of: "seven accused of killing | 36"."""
    cue = counted.cue
    if cue is None or cue == draft.hit.first or not 0 < cue < counted.first or sentence.tokens[cue].pro[-1:] != BY:
        return False
    return sentence.tokens[cue - 1].core in total_words().accused


def _is_total(sentence: Sentence, draft: Draft, counted: QuantityMention) -> bool:
    """Whether a number is a total, or the toll of earlier: what is counted the same stands before it."""
    before = [other for other in _rivals(sentence, counted) if other.last <= counted.first]
    start = total_from(sentence, draft.hit.last, counted.first)
    sure = start >= 0 and sentence.tokens[start].core in total_words().brings
    if sure or (start >= 0 and any(other.first < start for other in before)):
        return True
    between = sentence.tokens[draft.hit.last : counted.first]
    near = between[-_COUNT - _BEHIND :]
    return bool(before) and any(token.core in total_words().earlier for token in near)


def _before_total(sentence: Sentence, draft: Draft, counted: QuantityMention) -> bool:
    """Whether an event is a total with its own number, and a number stands before: "six died, so that | 90 have"."""
    start = total_from(sentence, counted.last, draft.hit.last)
    return start >= 0 and any(other.first > start for other in _rivals(sentence, counted))


def total_from(sentence: Sentence, first: int, end: int) -> int:
    """Where a clause begins that tells the total, between two tokens; -1 for none.

    "Which brings the number to", "so that the toll reaches", "the number has reached ... since".
    """
    words, tokens = total_words(), sentence.tokens
    for at in range(first, end):
        if tokens[at].core not in words.rises:
            continue
        if not any(token.core in words.counts for token in tokens[at + 1 : min(at + 1 + _COUNT, end + 1)]):
            continue
        led = tokens[at - 1].core in words.thereby or tokens[at].pro[-1:] == FOR
        since = any(at < date.first < end + _BEHIND and date.rule.startswith(_SINCE) for date in sentence.dates)
        before = tokens[at - 1].core == THAT and tokens[at - 2].core in AFTER
        if led or since or before:
            return at
    return -1


def _turned(sentence: Sentence, draft: Draft, counted: QuantityMention) -> bool:
    """Whether a number stands behind a turn to others and the event has its own before: "32 died in the attack, [while]
    the army spoke of | 14"."""
    if draft.stem == "clash" or counted.part_of is not None or _others(sentence, counted):
        return False
    turns = [turn for turn in sentence.turns if draft.hit.first < turn < counted.first]
    return bool(turns) and any(other.last <= turns[-1] for other in _rivals(sentence, counted))


def _others(sentence: Sentence, counted: QuantityMention) -> bool:
    """Whether "others" are counted, which are more of the same."""
    return any(token.form in phrases.OTHERS for token in sentence.tokens[counted.first : counted.last])


def _of_second(seen: View, draft: Draft, counted: QuantityMention) -> bool:
    """Whether a number is of a second attack, where the first has its own: "killed 31, and an attack | killed 130"."""
    sentence = seen.report.sentences[seen.number]
    second = _second(seen, draft, counted.first)
    if second is None or counted.part_of is not None:
        return False
    return any(other.last <= second.hit.first for other in _rivals(sentence, counted))


def _of_next(seen: View, draft: Draft, counted: QuantityMention) -> bool:
    """Whether a number is of an attack before this one, which has its own behind it."""
    if draft.stem not in _ATTACKS or draft.hit.first < counted.last or not _opens(seen, draft):
        return False
    sentence = seen.report.sentences[seen.number]
    first = any(other.stem in _ATTACKS and other.hit.first < counted.first for other in seen.drafts)
    return first and any(other.first > draft.hit.first for other in _rivals(sentence, counted))


def second_from(seen: View, draft: Draft, end: int) -> int:
    """Where a second attack is told that has its own verb before it: "and | an attack in Paris had"; -1 for none."""
    second = _second(seen, draft, end)
    return -1 if second is None or second.hit.verbal else second.hit.first


def _second(seen: View, draft: Draft, end: int) -> Draft | None:
    """The last attack that opens its own clause between an attack and a number."""
    if draft.stem not in _ATTACKS:
        return None
    found = [d for d in seen.drafts if draft.hit.first < d.hit.first < end and d.stem in _ATTACKS and _opens(seen, d)]
    return found[-1] if found else None


def _opens(seen: View, draft: Draft) -> bool:
    """Whether an attack opens a clause with "and": ", and another went off in", "and had an attack in Paris killed"."""
    sentence = seen.report.sentences[seen.number]
    items, at = sentence.items, draft.item
    if items[at].conj and draft.hit.verbal:
        return True
    before = items[at - 1] if at > 0 else None
    return before is not None and before.kind == "verb" and before.conj
