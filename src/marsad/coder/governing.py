"""Where does a capital stand for its government? Beside what governments do: "Ankara accused Damascus"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from marsad.coder.draft import Spot
from marsad.coder.sentence import Sentence
from marsad.gazetteer.index import Gazetteer
from marsad.lexicon.compiler import Compiled
from marsad.lexicon.entries import TriggerEntry, WordForm

# Families of events that governments bring about: by words, as verbs, and as nouns before the name.
_SAID = frozenset({"accusation", "threat", "demand"})
_DONE = _SAID | {"sanction", "support", "talks", "agreement"}
_OWN = frozenset({"accusation", "threat"})
_SUBJECT = ("post1", "pre1", "ante0")
_OBJECT = "post2"
_OF = "gen"


def governing(sentence: Sentence, lexicon: Compiled) -> frozenset[int]:
    """The items, without a preposition of their own, that are subject or object of such a word or of one of speech."""
    families = {hit.first: _families(hit.forms, lexicon.triggers) for hit in sentence.triggers}
    found: set[int] = set()
    for number, predicate in sentence.predicates.items():
        item = sentence.items[number]
        spoken = item.kind == "verb" and _speaks(sentence, item.first, lexicon)
        done = families.get(item.first, frozenset()) & (_DONE if item.kind == "verb" else _OWN)
        if not spoken and not done:
            continue
        for at, label in predicate.own.items():
            name, told = sentence.items[at], label.rstrip("'")
            if name.prep or name.kind != "noun":
                continue
            if item.kind != "verb":
                takes = told == _OF
            elif name.last <= item.first:
                takes = told in _SUBJECT and name.last == item.first
            else:
                takes = told in _SUBJECT or (told == _OBJECT and bool(done & _SAID))
            if takes:
                found.add(at)
    found.update(at for at, item in enumerate(sentence.items) if item.coord in found and not item.prep)
    return frozenset(found)


def is_capital(sentence: Sentence, spot: Spot, gazetteer: Gazetteer) -> bool:
    """Whether a place is a capital with nothing before or after it."""
    ref, item = spot.ref, sentence.items[spot.item]
    if ref is None or ref.rule != "place.name" or spot.inside != "alone":
        return False
    capital = gazetteer.capitals.get(ref.country or "")
    return capital is not None and capital.id == ref.id and (item.first, item.last) == (spot.first, spot.last)


def _families(forms: Iterable[WordForm], entries: Mapping[str, TriggerEntry]) -> frozenset[str]:
    return frozenset(entries[form.entry].type.partition(".")[0] for form in forms)


def _speaks(sentence: Sentence, at: int, lexicon: Compiled) -> bool:
    """Whether a verb is one of speech whatever stands beside it: not "testify", which is also "witness"."""
    return any(form.pos == "verb" and not lexicon.speech[form.entry].weak for form in sentence.words[at].speech)
