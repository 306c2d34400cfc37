"""Which day in a sentence is never that of an event: one of another clause, of a statement, of what somebody demands?

"Yesterday a soldier was killed, [and today] two more"; "a statement that was issued [on Wednesday] said"; "breached the
truce that began [in April]".
"""

from __future__ import annotations

from marsad.arabic.meanings import Day, Weekday, Window
from marsad.arabic.particles import AFTER, AND_ALONE, BY, FEMININE, PREPOSITIONS, TO
from marsad.coder.daysof import day_words
from marsad.coder.draft import Draft
from marsad.coder.foreigntolls import second_from, total_from
from marsad.coder.relations import PHRASES
from marsad.coder.sentence import Sentence
from marsad.coder.view import View

_SAYINGS = frozenset({"accusation", "demand", "threat"})
# How what is demanded or threatened is brought: "called [for] protests", "threatened [with] attacks".
_CONTENT = frozenset({f"p:{TO}", f"p:{BY}", "post1"})
_CLAUSAL = ("verb", "event", "sub", "rel")
# How far from the verb that issues it the word for a statement stands.
_STATED = 6
# How far before an event "in protest at" stands.
_ANSWERED = 3
_STEPS = 3


def foreign_day(seen: View, draft: Draft, at: int) -> bool:
    """Whether a date of the sentence, by its index, cannot be the day of an event."""
    sentence = seen.report.sentences[seen.number]
    first = sentence.dates[at].first
    if draft.hit.first < first and _opens_clause(sentence, at):
        return True
    if total_from(sentence, draft.hit.last, first) >= 0:
        return True
    if second_from(seen, draft, first) >= 0 or _of_part(sentence, first):
        return True
    if _issued(seen, draft, first) or _described(sentence, draft, first):
        return True
    if _answered(sentence, draft, first) or _of_plan(sentence, draft, at):
        return True
    return _demanded(sentence, draft, first) or _of_truce(sentence, draft, first) or _of_cause(sentence, draft, first)


def _opens_clause(sentence: Sentence, at: int) -> bool:
    """Whether "and" and a date open a clause, whose verb stands right behind: ", [and today] two were killed"."""
    date, tokens = sentence.dates[at], sentence.tokens
    first = date.first - 1 if date.first and tokens[date.first - 1].core in PREPOSITIONS else date.first
    joined = tokens[first].pro == AND_ALONE or (first > 0 and tokens[first - 1].form == AND_ALONE)
    return joined and date.last < len(tokens) and sentence.tags[date.last] == "verb"


def _verb_of(sentence: Sentence, first: int) -> int:
    """The item of the verb before a date in its clause; -1 where an event or a clause begins between."""
    for m in range(sentence.item_of[first] - 1, -1, -1):
        if sentence.items[m].kind == "verb":
            return m
        if sentence.items[m].kind in _CLAUSAL:
            return -1
    return -1


def _issued(seen: View, draft: Draft, first: int) -> bool:
    """Whether a date is that of a statement: "a statement that was issued [on Wednesday]", not of what it threatens."""
    if draft.stem in _SAYINGS:
        return False
    sentence, words = seen.report.sentences[seen.number], day_words()
    verb = _verb_of(sentence, first)
    if verb < 0 or verb == draft.item or sentence.tokens[sentence.items[verb].head].core not in words.issues:
        return False
    head = sentence.items[verb].head
    near = sentence.tokens[max(0, head - _STATED) : first]
    return any(token.core in words.statements for token in near)


def _described(sentence: Sentence, draft: Draft, first: int) -> bool:
    """Whether a siege only describes a place, which dates nothing: "shelled the besieged town [yesterday]"."""
    item, before = sentence.items[draft.item], sentence.items[draft.item - 1] if draft.item > 0 else None
    if draft.stem != "siege" or before is None or item.prep or item.conj or before.kind not in PHRASES:
        return False
    token, last = sentence.tokens[draft.hit.first], sentence.tokens[before.last - 1]
    return token.det and token.core.endswith(FEMININE) and last.kind == "w" and first != draft.hit.last


def _answered(sentence: Sentence, draft: Draft, first: int) -> bool:
    """Whether a date before an event is that of the answer to it: "marched [on Friday] in protest at | the killing"."""
    item = sentence.items[draft.item]
    if first > draft.hit.first or draft.item == 0 or not item.prep:
        return False
    words, before = day_words().answers, sentence.tokens[max(first, draft.hit.first - _ANSWERED) : draft.hit.first]
    return any(token.core in words for token in before)


def _of_plan(sentence: Sentence, draft: Draft, at: int) -> bool:
    """Whether "within two months" stands at what an agreement provides for, and not at the agreement."""
    date = sentence.dates[at]
    if draft.stem not in ("agreement", "talks") or not (isinstance(date.meaning, Window) and date.meaning.free):
        return False
    return draft.hit.first < date.first and _nearest(sentence, date.first) != draft.item


def _nearest(sentence: Sentence, first: int) -> int:
    """The verb or event that stands nearest before a date."""
    return max((m for m in sentence.predicates if m < sentence.item_of[first]), default=-1)


def _demanded(sentence: Sentence, draft: Draft, first: int) -> bool:
    """Whether a date behind a demand or threat stands at what is demanded: "called for | protests [on Friday]"."""
    if draft.stem not in ("demand", "threat") or draft.hit.first > first:
        return False
    before = _nearest(sentence, first)
    for _ in range(_STEPS):
        predicate = sentence.predicates.get(before)
        if predicate is None or not draft.item <= predicate.over < before:
            return False
        if predicate.over == draft.item:
            return predicate.over_label.rstrip("'~&") in _CONTENT and not _has_passed(sentence, first)
        before = predicate.over
    return False


def _of_part(sentence: Sentence, first: int) -> bool:
    """Whether a date stands at a part of those counted: "since May 300 died, 12 of them | yesterday"."""
    part = any(counted.last == first and counted.part_of is not None for counted in sentence.quantities)
    return part and len(sentence.dates) > 1


def _has_passed(sentence: Sentence, first: int) -> bool:
    """Whether a date says of itself that it lies not ahead: "today", "yesterday", "last Friday"."""
    meaning = next(date.meaning for date in sentence.dates if date.first == first)
    if isinstance(meaning, Day):
        return meaning.offset <= 0
    return isinstance(meaning, Weekday) and (meaning.near is not None or meaning.turn in (-1, -2))


def _of_truce(sentence: Sentence, draft: Draft, first: int) -> bool:
    """Whether a date behind a breach is in a clause about the truce: "a breach of the truce that began [in April]"."""
    if draft.stem != "violation" or draft.hit.first > first:
        return False
    between = range(draft.item + 1, sentence.item_of[first])
    return any(sentence.items[m].kind == "rel" for m in between)


def _of_cause(sentence: Sentence, draft: Draft, first: int) -> bool:
    """Whether a date stands right behind what an event came after: "fled after | its shelling [on Sunday night]"."""
    item = sentence.item_of[first] - 1
    if item <= draft.item or sentence.items[item].kind != "event":
        return False
    event = sentence.items[item]
    return event.prep in AFTER and bool(sentence.tokens[event.head].enc) and event.last == first
