"""Which earlier event does a definite noun tell of once more ("the attack", "these raids"), and what does it take?

The codebook lets a clause that plainly reports the same event again take its place and time; a merely related one takes
nothing, so the latest event of the class must be near, and they must not name different sides. "The two sides" are
those of the event told before.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.arabic.particles import ANY_DUAL
from marsad.coder.draft import Draft, Located, Phrase
from marsad.coder.sentence import Sentence
from marsad.coder.view import Accepted, View
from marsad.lexicon.words import links

_NEAR = 2
# How many sentences back "the two sides" may have been told of.
_BACK = 3
_TWO = 2
_KINDS = frozenset({"state", "armed_group"})
_DEEDS = frozenset({"attack", "clash", "killing", "abduction", "advance", "siege", "protest", "talks"})


def told_again(seen: View, draft: Draft, accepted: Accepted, what: str) -> Draft | None:
    """The event that a noun repeats, of which it takes ``what`` (``place`` or ``time``); None for no plain repeat."""
    if draft.hit.verbal or draft.stem not in _DEEDS or not _definite(seen, draft, one=what == "place"):
        return None
    latest = next((other for other in reversed(accepted.drafts) if other.stem == draft.stem), None)
    if latest is None or not 0 < draft.sentence - latest.sentence <= _NEAR:
        return None
    return None if _others(draft, latest) else latest


def _definite(seen: View, draft: Draft, one: bool) -> bool:
    """Whether "the" or "this" stands with the event word; in the plural only "these" will do for ``one`` event."""
    sentence, at = seen.report.sentences[seen.number], draft.hit.first
    if at and sentence.tags[at - 1] == "dem":
        return True
    return sentence.tokens[at].det and (not one or draft.form.number == "sg")


def _others(draft: Draft, other: Draft) -> bool:
    """Whether two events name states or armed groups and share none."""
    mine, theirs = _sides(draft), _sides(other)
    return bool(mine and theirs) and not mine & theirs


def _sides(draft: Draft) -> set[str]:
    found = [located.value for located in (*draft.all_actors, *draft.all_targets)]
    return {phrase.ref.name for phrase in found if isinstance(phrase, Phrase) and phrase.ref and phrase.kind in _KINDS}


def take_sides(seen: View, draft: Draft, accepted: Accepted) -> None:
    """Puts the parties of an earlier event for those that "the two sides" or "the two presidents" points back to."""
    sentence = seen.report.sentences[seen.number]
    told = draft.actors or [phrase for phrase in seen.report.phrases[seen.number] if _brought(draft, phrase)]
    both = [phrase for phrase in told if phrase.ref is None and _two_told(sentence, phrase)]
    if not both or not (draft.reciprocal or draft.stem == "violation"):
        return
    for other in reversed(accepted.drafts):
        sides = _parties(other.all_actors)
        if len(sides) != _TWO:
            sides = _parties([*other.all_actors, *other.all_targets])
        if len(sides) == _TWO and draft.sentence - other.sentence <= _BACK:
            draft.actors = [phrase for phrase in draft.actors if phrase not in both]
            draft.far_actors = [*draft.far_actors, *sides]
            draft.rules.append("taken.sides")
            return


def _brought(draft: Draft, phrase: Phrase) -> bool:
    """Whether grammar brings a phrase to an event as its doer, whatever is thought of it as a party."""
    return any(slot.role == "actor" for slot in draft.slots.get(phrase.item, ())[:1])


def _parties(found: Sequence[Located]) -> list[Located]:
    """The first mention of each party with a name."""
    named: dict[str, Located] = {}
    for located in found:
        if isinstance(located.value, Phrase) and located.value.ref is not None:
            named.setdefault(located.value.ref.name, located)
    return list(named.values())


def _two_told(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is a lone dual with the article: the two sides, presidents, countries."""
    token, word = sentence.tokens[phrase.first], sentence.words[phrase.first]
    if phrase.last != phrase.first + 1 or not token.det or not token.core.endswith(ANY_DUAL):
        return False
    return word.number == "du" or word.bare in links().sides
