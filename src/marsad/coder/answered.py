"""Which events of a sentence are what its deed answers ("killed two in revenge for the bombing"), and what is theirs?

What follows "in answer to", up to the next pause, tells another event than the words around it: the places, days and
numbers on one side are not those of the events on the other, and a toll outside is not of the attack inside. A toll
that somebody claims as his doing ("claimed the killing of two policemen") is an event of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.arabic.particles import IN
from marsad.coder.draft import Draft
from marsad.coder.sentence import Sentence
from marsad.coder.triggers import follows
from marsad.lexicon.asides import aside_words
from marsad.lexicon.entries import LightEntry

# How many words may stand between the claiming and the killing.
_REACH = 12
Region = tuple[int, int, int]
"""First token of the words that say so, first token of what is answered, token after its end."""


def regions(sentence: Sentence) -> list[Region]:
    """Where a sentence tells what something answers; only where an event stands there."""
    found = []
    for first, last, group in sentence.groups:
        if group.role == "answered":
            end = _pause(sentence, last)
            if any(last <= hit.first < end for hit in sentence.triggers):
                found.append((first, last, end))
    return found


def _pause(sentence: Sentence, at: int) -> int:
    pauses = (item.first for item in sentence.items if item.kind == "pause" and item.first >= at)
    return next(pauses, len(sentence.tokens))


def is_answered(found: Sequence[Region], token: int) -> bool:
    """Whether the event at a token is one that is answered."""
    return bool(found) and any(last <= token < end for _, last, end in found)


def foreign(found: Sequence[Region], event: int, token: int) -> bool:
    """Whether what stands at a token belongs to the other side: an answered event takes nothing from before the words
    that say so, the others nothing from inside."""
    for first, last, end in found:
        if last <= event < end:
            return token < first
    return is_answered(found, token)


def beside_toll(found: Sequence[Region], toll: Draft, others: Sequence[Draft]) -> list[Draft]:
    """The events that may have caused a toll: not those that the deed which it tells answers."""
    if not found or is_answered(found, toll.hit.first):
        return list(others)
    return [o for o in others if o.sentence != toll.sentence or not is_answered(found, o.hit.first)]


def circumstances(sentence: Sentence, draft: Draft) -> int:
    """Where the circumstances begin in which an event that was told already came: "the attack comes | at a time when";
    the number of tokens where it is not told so. What stands there is of other events."""
    tokens, words, at = sentence.tokens, aside_words(), draft.hit.first
    end = len(tokens)
    if not at or sentence.tags[at - 1] != "verb" or tokens[at - 1].core not in words.comes:
        return end
    if draft.hit.verbal or not tokens[at].det:
        return end
    for i in range(draft.hit.last, min(draft.hit.last + _REACH, end)):
        core, before = tokens[i].core, tokens[i].pro[-1:] or tokens[i - 1].core
        if sentence.item_of[i] >= 0 and sentence.items[sentence.item_of[i]].kind == "pause":
            return i
        if core in words.when or (core in words.frame and before in IN):
            return i - int(core in words.frame and not tokens[i].pro)
    return end


def claiming(sentence: Sentence, draft: Draft, lights: Mapping[str, LightEntry]) -> int:
    """The token of the word before an event that claims it as somebody's doing; -1 where no such word governs it."""
    for at in range(draft.hit.first - 1, max(-1, draft.hit.first - _REACH), -1):
        if any(hit.first <= at < hit.last for hit in sentence.triggers):
            return -1
        claims = (f for f in sentence.words[at].carriers if f.room == "light" and lights[f.entry].subj == "claimed_by")
        if any(follows(sentence.tokens, at, form) is not None for form in claims):
            return at
        if sentence.tags[at] == "verb":
            return -1
    return -1
