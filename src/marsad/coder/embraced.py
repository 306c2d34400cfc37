"""Whose object stands after a relative clause? "The group [that holds the city] abducted | dozens of civilians".

The verb comes first in Arabic: "abducted the group that holds the city dozens". What the clause has no place for is the
object of the verb before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from marsad.coder.draft import Phrase
from marsad.coder.sentence import Sentence

_ENDS = ("verb", "pause")
_BREAKS = ("sub", "rel", "neg", "quote", "bracket")
_PIECES = ("noun", "event", "word")


def embracing(sentence: Sentence, phrases: Mapping[int, Phrase], takes: Callable[[int], bool]) -> dict[int, int]:
    """The verbs whose subject a relative clause describes, by item, with the item of their object after the clause.

    ``takes`` says whether a verb is one whose object is the target of its event.
    """
    items, found = sentence.items, {}
    for rel in range(2, len(items) - 1):
        kinds = items[rel - 2].kind, items[rel - 1].kind, items[rel].kind, items[rel + 1].kind
        if kinds != ("verb", "noun", "rel", "verb") or items[rel - 1].prep or items[rel - 1].conj:
            continue
        at = _after(sentence, phrases, rel + 1, takes(rel + 1))
        if at >= 0 and takes(rel - 2):
            found[rel - 2] = at
    return found


def _after(sentence: Sentence, phrases: Mapping[int, Phrase], verb: int, takes: bool) -> int:
    """The bare phrase that the clause of a verb has no place for, after its own object or its preposition; or -1."""
    items, pronoun = sentence.items, bool(sentence.tokens[sentence.items[verb].head].enc)
    bare, brought = _bare(sentence, phrases, verb)
    if brought and (pronoun or takes):
        return -1
    own = 0 if brought else 1
    if not own < len(bare) <= own + 1 + pronoun:
        return -1
    last = phrases[bare[-1]]
    known = last.kind != "other" or last.head != "other"
    return bare[-1] if known and not sentence.tokens[items[bare[-1]].first].enc else -1


def _bare(sentence: Sentence, phrases: Mapping[int, Phrase], verb: int) -> tuple[Sequence[int], bool]:
    """The bare phrases after a verb in its clause, and whether a preposition brings something before the first; none
    where the clause is none of phrases alone."""
    bare: list[int] = []
    brought = False
    for m in range(verb + 1, len(sentence.items)):
        item = sentence.items[m]
        if item.kind in _ENDS:
            break
        if item.kind in _BREAKS:
            return (), False
        if item.kind not in _PIECES or item.part or item.adj or item.coord >= 0:
            continue
        if item.prep or item.kind == "word":
            brought = brought or not bare
        elif item.kind == "event" or item.conj or m not in phrases:
            return (), False
        else:
            bare.append(m)
    return bare, brought
