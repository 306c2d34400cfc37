"""Whose deaths does a speaker tell? Who reports the death of his own men or of civilians seldom says that he did it."""

from __future__ import annotations

from marsad.coder.draft import Phrase
from marsad.coder.quantities import QuantityMention
from marsad.coder.sentence import Sentence

_FATAL = frozenset({"killed", "wounded", "casualties"})
_CIVIL = frozenset({"civilian", "child", "woman", "journalist", "medic", "family", "refugee", "person"})


def victims(sentence: Sentence, speaker: Phrase) -> str:
    """What the dead and wounded of a sentence are to a speaker: ``own``, ``party``, ``civil``, ``armed``, or ``none``.

    ``bare`` where the sentence only gives a number. The first of them in this order counts.
    """
    found = {_kind(sentence, speaker, q) for q in sentence.quantities if q.what in _FATAL}
    return next((kind for kind in ("own", "party", "civil", "armed", "bare") if kind in found), "none")


def _kind(sentence: Sentence, speaker: Phrase, quantity: QuantityMention) -> str:
    mine = _parties(sentence, speaker.first, speaker.last)
    theirs = _parties(sentence, quantity.first, quantity.last)
    if theirs:
        return "own" if mine & theirs else "party"
    classes = {name for at in range(quantity.first, quantity.last) for name in sentence.words[at].classes}
    return "civil" if classes & _CIVIL else "armed" if classes & {"fighter", "police"} else "bare"


def _parties(sentence: Sentence, first: int, last: int) -> set[str]:
    """The ids of the parties that are named in a range of tokens."""
    return {hit.party.id for hit in sentence.parties if hit.party is not None and first <= hit.first < last}
