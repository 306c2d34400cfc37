"""Which phrases, places and events does a sentence offer? Candidates with their labels, before any decision."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from marsad.arabic.agreement import ONE_OF
from marsad.arabic.particles import DUAL, FEMININE, FEMININES, IN, INDEFINITE, LONG_HAMZA
from marsad.arabic.tokens import Token
from marsad.arabic.wordclass import tanwin
from marsad.coder.draft import Draft, PartyCandidate, Phrase, PlaceCandidate, Spot, stem_of
from marsad.coder.landmarks import barred
from marsad.coder.relations import labels_of
from marsad.coder.sentence import Sentence
from marsad.coder.triggers import event_type
from marsad.lexicon.entries import TriggerEntry

ARMED_KINDS = frozenset({"state", "armed_group", "fighter", "police"})
# Heads of phrases that are things which can be struck and strike nobody.
STRUCK_KINDS = frozenset({"position", "weapon", "settlement"})
PARTY_KINDS = frozenset({"state", "armed_group", "civilians", "igo", "monitor", "medical", "media", "official"})
# Classes of people that an event word may name by itself: the killed, the displaced, hostages.
PEOPLE_KINDS = frozenset({"killed", "fighter", "prisoner", "civilian", "leader"})
_PERSONS = frozenset(
    (
        "fighter civilian child woman person leader official family prisoner hostage refugee journalist medic police"
    ).split()
)
_ORDER = (
    ("killed", "wounded"),
    ("fighter", "police"),
    ("prisoner", "hostage", "refugee"),
    ("civilian", "child", "woman", "person", "family", "journalist", "medic"),
    ("leader", "official"),
    ("aircraft", "drone", "helicopter"),
    ("artillery", "rocket", "shell", "bomb", "carbomb", "mine", "belt", "chemical", "gun"),
    ("vehicle", "tank", "ship"),
    ("weapon", "explosive", "ammunition", "goods", "money", "drugs", "documents"),
    ("position", "base", "building", "house", "infrastructure", "airport", "camp", "field"),
    ("settlement", "area", "road", "border"),
    ("organisation",),
)
# Kinds of phrases that are parties to an event only where they stand near it.
_LOCAL = frozenset({"other", "place", "settlement", "killed", "anonymous", "civilian", "organisation", "vehicle"})
_REACH = 20
# How near a phrase without a party stands that grammar does not bring to the event: further off it is never one of it.
_UNBOUND = 6
# From how many places on a sentence has many.
_MANY = 6
# People who, counted, are told of with an event far from its word: the dead and wounded.
_COUNTED = frozenset({"fighter", "civilian", "prisoner"})
_FEMININE = (FEMININE, FEMININES, LONG_HAMZA)


@functools.lru_cache(maxsize=1 << 12)
def kind_of(classes: frozenset[str]) -> str:
    """The one kind that stands for a set of noun classes; ``other`` for none."""
    for group in _ORDER:
        if any(name in classes for name in group):
            return group[0]
    return "other"


def shape_of(token: Token, classes: frozenset[str], number: str | None) -> str:
    """``p`` for people in the plural, ``f`` for feminine words and plurals of things, else ``m``."""
    if classes & _PERSONS and number == "pl":
        return "p"
    core = token.core[2:] if token.det else token.core
    if number == "du" and core.endswith(DUAL):
        return "f"
    loan = core.endswith(INDEFINITE) and (token.det or not tanwin(token.core))
    return "f" if core.endswith(_FEMININE) or loan or core == ONE_OF or number == "pl" else "m"


def drafts_of(sentence: Sentence, number: int, entries: Mapping[str, TriggerEntry]) -> list[Draft]:
    """An event for every event word whose conditions hold, with the labels of all phrases about it."""
    found = []
    company = sentence.company
    for hit in sentence.triggers:
        item = sentence.item_of[hit.first]
        predicate = sentence.predicates.get(item)
        labels = labels_of(predicate, sentence.predicates, sentence.items) if predicate else {}
        chosen = event_type(hit, entries, company, labels)
        if chosen is None:
            continue
        entry, form, event, rule = chosen
        token = sentence.tokens[hit.first]
        draft = Draft(
            sentence=number,
            hit=hit,
            item=item,
            entry=entry,
            form=form,
            type=event,
            stem=stem_of(event),
            rule_type=event,
            rule=rule,
            labels=labels,
            passive=form.voice == "passive",
            has_pre=any(label.rstrip("'") in ("pre1", "ante") for names in labels.values() for label in names[:1]),
            pronoun=token.enc,
            reciprocal=event in ("clash", "talks", "agreement"),
        )
        found.append(draft)
    deadly = [draft for draft in found if draft.stem in ("attack", "clash", "killing")]
    for draft in found:
        draft.deadlier = min(len(deadly) - (draft in deadly), 3)
    return found


def party_candidates(draft: Draft, phrases: Sequence[Phrase], speakers: frozenset[int]) -> list[PartyCandidate]:
    """The phrases of the sentence seen from one event: those that may be parties to it."""
    out = []
    at = draft.hit.first
    before = [p for p in phrases if p.first < at and p.ref is not None]
    nearest = max(before, key=lambda p: p.first, default=None)
    verb = draft.form
    parties = sorted(phrase.first for phrase in phrases if phrase.kind in PARTY_KINDS)
    for phrase in phrases:
        first = phrase.first
        bare = draft.form.pos == "masdar" or phrase.head not in PEOPLE_KINDS
        if phrase.item == draft.item and first <= at and bare:
            continue
        if phrase.kind in _LOCAL and abs(first - at) > _REACH:
            continue
        known = phrase.kind in ARMED_KINDS or phrase.kind == "person" or (phrase.quantified and phrase.head in _COUNTED)
        unnamed = phrase.ref is None and not known
        if unnamed and abs(first - at) >= _UNBOUND and phrase.item not in draft.slots:
            continue
        if first in draft.hit.words and phrase.kind == "other" and phrase.ref is None and phrase.look != "d":
            continue
        low, high = (first, at) if first < at else (at, first)
        rank = max(bisect_left(parties, high) - bisect_right(parties, low), 0)
        agrees = None
        if draft.hit.verbal and verb.gender and phrase.shape:
            agrees = _agree(verb.gender, verb.number, phrase.shape)
        out.append(PartyCandidate(phrase, min(rank, 3), phrase.item in speakers, agrees, phrase is nearest))
    return out


def _agree(gender: str, number: str, shape: str) -> bool:
    if number == "pl":
        return shape == "p"
    if gender == "f":
        return shape == "f"
    return shape != "f"


def place_candidates(draft: Draft, spots: Sequence[Spot], speakers: frozenset[int]) -> list[PlaceCandidate]:
    """Every place of the sentence seen from one event, but those where nothing happens."""
    out = []
    at = draft.hit.first
    head = last = None
    spots = [spot for spot in spots if not barred(spot, draft.stem) and not _speaks(spot, speakers)]
    among = min(len(spots), _MANY)
    for nth, spot in enumerate(spots):
        after = spot.first > at
        nearer = sum(
            1 for other in spots if (other.first > at) == after and abs(other.first - at) < abs(spot.first - at)
        )
        head = (head or last) if spot.chain else None
        follows = spots[nth + 1].chain if nth + 1 < len(spots) else ""
        speaker = spot.item in speakers
        out.append(PlaceCandidate(spot, min(nearer, 4), len(spots) == 1, speaker, head, among, follows))
        last = spot
    return out


def _speaks(spot: Spot, speakers: frozenset[int]) -> bool:
    """Whether a city or country stands for the government that speaks: "according to | Ankara"."""
    return spot.item in speakers and stands_for_state(spot)


def stands_for_state(spot: Spot) -> bool:
    """Whether the name of a city or country that acts is that of its government: nothing brings it as a place."""
    return spot.inside == "alone" and spot.level in ("city", "country") and spot.prep not in IN
