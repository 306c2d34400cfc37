"""How does a candidate look to the ranker? Rules, labels, kinds and distances; no words of the text.

Features that hang on the same few facts are made and weighed together (``ranker.together``).
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterable, Sequence

import msgspec

from marsad.arabic.particles import DEED_ROLES
from marsad.coder.draft import NO_SLOT, Draft, PartyCandidate, Phrase, Slot, stem_of
from marsad.coder.ranker import Feature, together
from marsad.coder.sentence import Sentence
from marsad.coder.victims import victims
from marsad.lexicon.entries import TriggerEntry

_FAMILY = {
    "attack": "force",
    "killing": "force",
    "destruction": "force",
    "advance": "ground",
    "capture": "ground",
    "control": "ground",
    "presence": "ground",
    "siege": "ground",
    "withdrawal": "ground",
    "movement": "ground",
    "abduction": "persons",
    "arrest": "persons",
    "release": "persons",
    "abuse": "persons",
    "demand": "word",
    "threat": "word",
    "accusation": "word",
    "sanction": "word",
    "support": "aid",
    "aid": "aid",
}
_EDGES = (0, 1, 2, 3, 5, 8, 12, 20, 40)
_STEPS = [bisect.bisect_left(_EDGES, distance) for distance in range(_EDGES[-1] + 1)]


def step(distance: int) -> int:
    """The bucket of a distance in tokens or items."""
    return _STEPS[distance] if distance < len(_STEPS) else len(_EDGES)


@functools.cache
def family(event_type: str) -> str:
    """The coarse family of a type, whose members share their grammar."""
    stem = stem_of(event_type)
    return _FAMILY.get(stem, stem)


def frame_role(entry: TriggerEntry, label: str, *, verbal: bool, passive: bool, prepost: bool) -> str:
    """What the entry's frame says of a phrase under a label; ``?`` where it says nothing."""
    plain = label.rstrip("'").split(":", 1)[-1] if label.startswith(("g:", "r:")) else label.rstrip("'")
    if plain.startswith("p:"):
        preposition = plain[2:].rstrip("~&")
        return entry.prep.get(preposition, DEED_ROLES.get(preposition, "?p"))
    if not verbal:
        if label.startswith("r:"):
            return entry.subj if plain in ("post1", "pre1") else "?r"
        if plain.startswith("adj"):
            return "actor"
        if plain == "gen":
            return entry.gen
        if plain.startswith("bare"):
            return entry.obj
        return "?e"
    if plain.startswith(("pre1", "ante")) or (plain == "post1" and not prepost):
        return entry.passive if passive else entry.subj
    if plain in ("post1", "post2"):
        return entry.obj
    return "?v"


Past = dict[tuple[str, str], list[int]]
"""(party, class of event or empty for any) to how often it was actor and target in the sentences before."""


class Siblings(msgspec.Struct, frozen=True, gc=False):
    """The events of a sentence beside one of them: all others, and those just before and after it, marked b and a.

    ``guessed`` says whether any event of the sentence has a first guess, and ``rivals`` how many actors and targets
    the event itself has by its own.
    """

    others: list[Draft]
    near: list[tuple[str, Draft]]
    guessed: bool
    rivals: str


def siblings_of(draft: Draft, drafts: Sequence[Draft]) -> Siblings:
    """The siblings of an event among all events of its sentence, which are in order."""
    at = draft.hit.first
    before = [other for other in drafts if other.hit.first < at][-1:]
    after = [other for other in drafts if other.hit.first > at][:1]
    guesses = list(draft.guess.values())
    return Siblings(
        [other for other in drafts if other is not draft],
        [*(("b", other) for other in before), *(("a", other) for other in after)],
        any(other.guess for other in drafts),
        f"{min(guesses.count('actor'), 2)}{min(guesses.count('target'), 2)}",
    )


def guess_features(draft: Draft, candidate: PartyCandidate, siblings: Siblings, past: Past) -> list[Feature]:
    """What a first guess makes of the phrase, and of its party, in the other events of the sentence and before it."""
    phrase = candidate.phrase
    out = _past_features(draft, phrase, past)
    out += _owner_features(draft, phrase, siblings.others)
    if not siblings.guessed:
        return out
    item, name = phrase.item, phrase.ref.name if phrase.ref is not None else ""
    group = family(draft.type)
    for mark, near in siblings.near:
        role, kin = _guessed(near, item, name), near.stem == draft.stem
        out += [f"sib{mark}={role}|F={family(near.type)}>{group}", _sibling(mark, role, phrase.kind, kin)]
    roles = [_guessed(other, item, name) for other in siblings.others]
    own, same = draft.guess.get(item, "none"), draft.guess_names.get(name, "none")
    out += [
        f"sib|a{min(roles.count('actor'), 2)}t{min(roles.count('target'), 2)}",
        _own(own, siblings.rivals, group),
        f"own={own}|same={same}|named={bool(name)}",
    ]
    return out


@together
def _sibling(mark: str, role: str, kind: str, kin: bool) -> tuple[str, ...]:
    return (f"sib{mark}={role}|{kind}", *((f"sib{mark}={role}|kin",) if kin else ()))


@together
def _own(own: str, rivals: str, group: str) -> tuple[str, ...]:
    return f"own={own}", f"own={own}|rivals={rivals}", f"own={own}|F={group}"


def _owner_features(draft: Draft, phrase: Phrase, others: Sequence[Draft]) -> list[Feature]:
    """Which other event of the sentence has the phrase as its argument by grammar, and how it stands to this."""
    item, at = phrase.item, phrase.first
    slots = draft.slots.get(item)
    if slots and slots[0].role != "?":
        return []
    nearest: tuple[int, int] | None = None
    found, slot = draft, NO_SLOT
    for other in others:
        theirs = other.slots.get(item)
        if theirs is None or theirs[0].role == "?":
            continue
        away = abs(other.hit.first - at), other.hit.first
        if nearest is None or away < nearest:
            nearest, found, slot = away, other, theirs[0]
    if nearest is None:
        return [_unowned(bool(slots), phrase.kind)]
    side = "b" if found.hit.first < draft.hit.first else "a"
    group, role = family(draft.type), slot.role
    return [
        _owned(role, group, phrase.kind),
        f"owner={role}|{side}|kin={found.stem == draft.stem}",
        f"owner={role}|F={family(found.type)}>{group}",
        f"owner={role}|{slot.way[:6]}",
    ]


@together
def _unowned(slot: bool, kind: str) -> tuple[str, ...]:
    return f"owner=none|slot={slot}", f"owner=none|K={kind}"


@together
def _owned(role: str, group: str, kind: str) -> tuple[str, ...]:
    return (f"owner={role}|F={group}|K={kind}",)


def _guessed(draft: Draft, item: int, name: str) -> str:
    """The role that a first guess gives the phrase in an event, or else another phrase with the name of its party."""
    role = draft.guess.get(item)
    return role if role is not None else f"{draft.guess_names[name]}*" if name in draft.guess_names else "none"


def _past_features(draft: Draft, phrase: Phrase, past: Past) -> list[Feature]:
    if phrase.ref is None:
        return []
    name = phrase.ref.name
    ever, kin = past.get((name, ""), _NEVER), past.get((name, draft.stem), _NEVER)
    return [_leaning(_lean(*ever), _lean(*kin), family(draft.type), phrase.kind)]


_NEVER = (0, 0)


def _lean(actor: int, target: int) -> str:
    """What a party mostly is."""
    return "none" if not actor + target else "a" if actor > 2 * target else "t" if target > 2 * actor else "both"


@together
def _leaning(ever: str, kin: str, group: str, kind: str) -> tuple[str, ...]:
    return (
        *(f"past={ever}", f"past={ever}|F={group}", f"past={ever}|K={kind}"),
        *(f"kin={kin}", f"kin={kin}|F={group}", f"kin={kin}|K={kind}"),
    )


def glimpse(sentence: Sentence, draft: Draft, phrase: Phrase) -> list[Feature]:
    """What tells at a glance that a phrase is no party to an event: what it is, what grammar brings, how far it is."""
    slot, event = draft.slot(phrase.item), draft.type
    return [
        _noun(phrase.kind, phrase.head, phrase.look, event),
        _slotted(slot.way, slot.role, event),
        _distant(where(sentence, draft, phrase.first), family(event)),
    ]


def party_features(sentence: Sentence, draft: Draft, candidate: PartyCandidate, filled: str) -> list[Feature]:
    """The features of a phrase as actor or target of an event beyond those of ``glimpse``.

    ``filled`` says which roles others have by grammar (``filled_roles``).
    """
    phrase, hit = candidate.phrase, draft.hit
    kind, group = phrase.kind, family(draft.type)
    first = _settled(draft.label(phrase.item), draft.slot(phrase.item))
    word = "P" if draft.passive else "V" if hit.verbal else "E"
    item = sentence.items[phrase.item]
    side = "a" if phrase.first > hit.first else "b"
    way = where(sentence, draft, phrase.first)
    out: list[Feature] = [
        _labelled(first, word, group),
        f"L1={first}|{word}|K={kind}",
        f"W={way}|K={kind}",
        _brought(item.prep, word, side, group),
        _ranked(phrase.ref is not None, candidate.rank, word, side, kind in _PARTYLIKE),
        *slot_features(draft, phrase, word, filled),
    ]
    if candidate.speaker:
        dead = victims(sentence, phrase)
        out += ["speaker", f"speaker|F={group}", f"speaker|dead={dead}", f"speaker|dead={dead}|F={group}|{word}"]
    if item.coord >= 0:
        out.append("coord")
    if candidate.agrees is not None and hit.verbal and first.rstrip("'") in ("post1", "pre1", "pre2"):
        out.append(f"agrees={candidate.agrees}|{first}|pre={draft.has_pre}")
    if draft.pronoun:
        out += [f"enc={draft.pronoun}|L1={first}|{word}", f"enc|{word}|near={candidate.nearest_before}"]
    if phrase.quantified:
        out.append(f"quantified|F={group}")
    if draft.reciprocal:
        out.append(f"both|L1={first}")
    return out


def _settled(label: str, slot: Slot) -> str:
    """The label of a phrase, where the first place after a verb is settled to be its object."""
    return f"object{label[5:]}" if label.startswith("post1") and slot.way == "obj" else label


@together
def _noun(kind: str, head: str, look: str, event: str) -> tuple[str, ...]:
    group = family(event)
    return (
        "bias",
        f"K={kind}",
        f"F={group}|K={kind}",
        f"T={event}|K={kind}",
        f"H={head}|F={group}",
        f"H={head}|K={kind}",
        f"look={look}|K={kind}",
    )


@together
def _labelled(label: str, word: str, group: str) -> tuple[str, ...]:
    return f"L1={label}|{word}", f"L1={label}|{word}|F={group}"


@together
def _distant(way: str, group: str) -> tuple[str, ...]:
    return f"W={way}", f"W={way}|F={group}"


@together
def _brought(prep: str, word: str, side: str, group: str) -> tuple[str, ...]:
    return f"prep={prep}|F={group}", f"prep={prep}|{word}|{side}"


@together
def _ranked(named: bool, rank: int, word: str, side: str, party: bool) -> tuple[str, ...]:
    return f"named={named}|{word}", f"rank={rank}|{side}|{party}"


def slot_features(draft: Draft, phrase: Phrase, word: str, filled: str) -> list[Feature]:
    """What the grammar brings to a phrase: its slots, with what fills the event's roles by grammar already."""
    kind, slots = phrase.kind, draft.slots.get(phrase.item, ())
    first = slots[0] if slots else NO_SLOT
    way, role, group = first.way, first.role, family(draft.type)
    out: list[Feature] = [
        _held(way, role, kind, phrase.head),
        f"E={draft.entry.id}|s={way}",
        f"E={draft.entry.id}|r={role}",
        _roled(role, word, phrase.look, filled),
        _rivalled(filled, way[:3], group),
        f"filled={filled}|K={kind}",
    ]
    for slot in slots[1:]:
        out += [f"s2={slot.way}", f"s2={slot.way}|F={group}", f"r2={slot.role}|r={role}|K={kind}"]
    return out


@together
def _slotted(way: str, role: str, event: str) -> tuple[str, ...]:
    return f"s={way}", f"s={way}|F={family(event)}", f"s={way}|T={event}", f"r={role}|T={event}"


@together
def _held(way: str, role: str, kind: str, head: str) -> tuple[str, ...]:
    return f"s={way}|K={kind}", f"s={way}|H={head}", f"r={role}|K={kind}", f"r={role}|H={head}"


@together
def _roled(role: str, word: str, look: str, filled: str) -> tuple[str, ...]:
    return f"r={role}|{word}|{look}", f"r={role}|filled={filled}"


@together
def _rivalled(filled: str, way: str, group: str) -> tuple[str, ...]:
    return (f"filled={filled}|F={group}|s={way}",)


def filled_roles(draft: Draft, items: Iterable[int]) -> dict[int, str]:
    """For the phrases at some items: which roles the grammar gives to other phrases of the sentence."""
    roles = {item: slots[0].role for item, slots in draft.slots.items()}
    given = list(roles.values())
    counts = [given.count(role) for role in ("actor", "target", "either")]
    return {item: _filled(roles.get(item), *counts) for item in items}


@functools.cache
def _filled(own: str | None, actors: int, targets: int, either: int) -> str:
    """Which roles are given to others where so many are given and one is ``own``."""
    return f"{int(actors > (own == 'actor'))}{int(targets > (own == 'target'))}{int(either > (own == 'either'))}"


_PARTYLIKE = frozenset({"state", "armed_group", "civilians", "person", "igo"})


def where(sentence: Sentence, draft: Draft, token: int) -> str:
    """Side, distance and how many verbs and events stand between."""
    at = draft.hit.first
    if token == at:
        return _way("b", 0, 0, 0)
    side, first, last = ("a", at, token) if token > at else ("b", token, at)
    between = sentence.events[last] - sentence.events[first + 1]
    verbs = sentence.verbs[last] - sentence.verbs[first + 1]
    return _way(side, step(last - first), min(between, _FEW), min(verbs, _FEW))


# Up to how many verbs, and how many events, between an event and a phrase are told apart.
_FEW = 2


@functools.cache
def _way(side: str, far: int, between: int, verbs: int) -> str:
    return f"{side}{far}.{between}.{verbs}"
