"""How does a candidate look to the ranker? Rules, labels, kinds and distances; no words of the text."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from marsad.coder.draft import Draft, PartyCandidate, Slot
from marsad.coder.sentence import Sentence
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
_STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 40)


def step(distance: int) -> int:
    """The bucket of a distance in tokens or items."""
    for at, edge in enumerate(_STEPS):
        if distance <= edge:
            return at
    return len(_STEPS)


@functools.cache
def family(event_type: str) -> str:
    """The coarse family of a type, whose members share their grammar."""
    stem = event_type.split(".")[0]
    return _FAMILY.get(stem, stem)


def frame_role(entry: TriggerEntry, label: str, *, verbal: bool, passive: bool, prepost: bool) -> str:
    """What the entry's frame says of a phrase under a label; ``?`` where it says nothing."""
    plain = label.rstrip("'").split(":", 1)[-1] if label.startswith(("g:", "r:")) else label.rstrip("'")
    if plain.startswith("p:"):
        return entry.prep.get(plain[2:].rstrip("~&"), "?p")
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


_SUBJECTS = ("pre1", "pre2", "post1", "ante", "ante0", "adj", "gen")
_OBJECTS = ("post2", "post3", "bare1", "bare2", "bare3")


def coarse(label: str) -> str:
    """A label without the detail of its way: how far, and as subject, object or after which preposition."""
    way, _, plain = label.rpartition(":") if not label.startswith("p:") and ":p:" not in label else ("", "", label)
    if ":p:" in label:
        way, _, plain = label.partition(":p:")
        return f"{way[:1]}p:{plain.rstrip(chr(39) + '~&')}"
    if label.startswith(("p:", "b:")):
        return label.rstrip("'~&")
    plain = plain.rstrip("'~&")
    base = "S" if plain in _SUBJECTS else "O" if plain in _OBJECTS else plain
    return f"{way[:1]}{base}"


Past = dict[tuple[str, str], list[int]]
"""(party, class of event or empty for any) to how often it was actor and target in the sentences before."""


def guess_features(draft: Draft, candidate: PartyCandidate, siblings: Sequence[Draft], past: Past) -> list[str]:
    """What a first guess makes of the phrase, and of its party, in the other events of the sentence and before it."""
    out = _past_features(draft, candidate, past)
    out += _owner_features(draft, candidate, siblings)
    if not any(other.guess for other in siblings):
        return out
    group = family(draft.type)
    name = candidate.ref.name if candidate.ref is not None else ""
    before = [other for other in siblings if other.hit.first < draft.hit.first]
    after = [other for other in siblings if other.hit.first > draft.hit.first]
    for mark, other in (("b", before[-1] if before else None), ("a", after[0] if after else None)):
        if other is not None:
            role = _guessed(other, candidate.item, name)
            out += [f"sib{mark}={role}|{candidate.kind}", f"sib{mark}={role}|F={family(other.type)}>{group}"]
            if other.type.split(".")[0] == draft.type.split(".")[0]:
                out.append(f"sib{mark}={role}|kin")
    roles = [_guessed(other, candidate.item, name) for other in siblings if other is not draft]
    out.append(f"sib|a{min(roles.count('actor'), 2)}t{min(roles.count('target'), 2)}")
    own = draft.guess.get(candidate.item, "none")
    same = draft.guess_names.get(name, "none")
    rivals = (
        sum(1 for role in draft.guess.values() if role == "actor"),
        sum(1 for role in draft.guess.values() if role == "target"),
    )
    out += [f"own={own}", f"own={own}|rivals={min(rivals[0], 2)}{min(rivals[1], 2)}", f"own={own}|F={group}"]
    out.append(f"own={own}|same={same}|named={bool(name)}")
    return out


def _owner_features(draft: Draft, candidate: PartyCandidate, siblings: Sequence[Draft]) -> list[str]:
    """Which other event of the sentence has the phrase as its argument by grammar, and how it stands to this."""
    slots = draft.slots.get(candidate.item)
    if slots and slots[0].role != "?":
        return []
    group, at = family(draft.type), candidate.first
    owners = [
        (abs(other.hit.first - at), other, other.slots[candidate.item][0])
        for other in siblings
        if other is not draft and candidate.item in other.slots and other.slots[candidate.item][0].role != "?"
    ]
    if not owners:
        return [f"owner=none|slot={bool(slots)}", f"owner=none|K={candidate.kind}"]
    _, other, slot = min(owners, key=lambda row: (row[0], row[1].hit.first))
    side = "b" if other.hit.first < draft.hit.first else "a"
    kin = other.type.split(".")[0] == draft.type.split(".")[0]
    return [
        f"owner={slot.role}|{side}|kin={kin}",
        f"owner={slot.role}|F={family(other.type)}>{group}",
        f"owner={slot.role}|F={group}|K={candidate.kind}",
        f"owner={slot.role}|{slot.way[:6]}",
    ]


def _guessed(draft: Draft, item: int, name: str) -> str:
    """The role that a first guess gives the phrase in an event, or else another phrase with the name of its party."""
    role = draft.guess.get(item)
    return role if role is not None else f"{draft.guess_names[name]}*" if name in draft.guess_names else "none"


def _past_features(draft: Draft, candidate: PartyCandidate, past: Past) -> list[str]:
    if candidate.ref is None:
        return []
    group, out = family(draft.type), []
    for mark, stem in (("past", ""), ("kin", draft.type.split(".")[0])):
        actor, target = past.get((candidate.ref.name, stem), (0, 0))
        lean = "none" if not actor + target else "a" if actor > 2 * target else "t" if target > 2 * actor else "both"
        out += [f"{mark}={lean}", f"{mark}={lean}|F={group}", f"{mark}={lean}|K={candidate.kind}"]
    return out


def party_features(sentence: Sentence, draft: Draft, candidate: PartyCandidate) -> list[str]:
    """The features of a phrase as actor or target of an event."""
    labels = draft.labels.get(candidate.item)
    hit, kind, group = draft.hit, candidate.kind, family(draft.type)
    word = "P" if draft.passive else "V" if hit.verbal else "E"
    item = sentence.items[candidate.item]
    first = labels[0] if labels else "none"
    place = where(sentence, draft, candidate.first)
    side = "a" if candidate.first > hit.first else "b"
    out = [
        "bias",
        f"K={kind}",
        f"F={group}|K={kind}",
        f"T={draft.type}|K={kind}",
        f"L1={first}|{word}",
        f"L1={first}|{word}|K={kind}",
        f"L1={first}|{word}|F={group}",
        f"W={place}",
        f"W={place}|K={kind}",
        f"W={place}|F={group}",
        f"prep={item.prep}|F={group}",
        f"prep={item.prep}|{word}|{side}",
        f"named={candidate.ref is not None}|{word}",
        f"rank={candidate.rank}|{side}|{kind in _PARTYLIKE}",
    ]
    out += slot_features(draft, candidate, word)
    if candidate.speaker:
        out += ["speaker", f"speaker|F={group}"]
    if item.coord >= 0:
        out.append("coord")
    if candidate.agrees is not None and hit.verbal and first.rstrip("'") in ("post1", "pre1", "pre2"):
        out.append(f"agrees={candidate.agrees}|{first}|pre={draft.has_pre}")
    if draft.pronoun:
        out += [f"enc={draft.pronoun}|L1={first}|{word}", f"enc|{word}|near={candidate.nearest_before}"]
    if candidate.quantified:
        out.append(f"quantified|F={group}")
    if draft.reciprocal:
        out.append(f"both|L1={first}")
    return out


def slot_features(draft: Draft, candidate: PartyCandidate, word: str) -> list[str]:
    """What the grammar brings to a phrase: its slots, with what fills the event's roles by grammar already."""
    phrase, group = candidate.phrase, family(draft.type)
    kind, head = phrase.kind, phrase.head
    slots = draft.slots.get(candidate.item, ())
    first = slots[0] if slots else _NO_SLOT
    way, role = first.way, first.role
    filled = _filled(draft, candidate)
    out = [
        f"s={way}",
        f"s={way}|K={kind}",
        f"s={way}|H={head}",
        f"s={way}|F={group}",
        f"s={way}|T={draft.type}",
        f"E={draft.entry.id}|s={way}",
        f"E={draft.entry.id}|r={role}",
        f"r={role}|K={kind}",
        f"r={role}|H={head}",
        f"r={role}|T={draft.type}",
        f"r={role}|{word}|{phrase.look}",
        f"r={role}|filled={filled}",
        f"filled={filled}|K={kind}",
        f"filled={filled}|F={group}|s={way[:3]}",
        f"H={head}|F={group}",
        f"H={head}|K={kind}",
        f"look={phrase.look}|K={kind}",
    ]
    for slot in slots[1:]:
        out += [f"s2={slot.way}", f"s2={slot.way}|F={group}", f"r2={slot.role}|r={role}|K={kind}"]
    return out


_NO_SLOT = Slot("none", "none")


def _filled(draft: Draft, candidate: PartyCandidate) -> str:
    """Which roles the grammar gives to other phrases of the sentence."""
    roles = {slots[0].role for item, slots in draft.slots.items() if item != candidate.item}
    return f"{int('actor' in roles)}{int('target' in roles)}{int('either' in roles)}"


_PARTYLIKE = frozenset({"state", "armed_group", "civilians", "person", "igo"})


def where(sentence: Sentence, draft: Draft, token: int) -> str:
    """Side, distance and how many verbs and events stand between."""
    first, last = sorted((token, draft.hit.first))
    between = sum(1 for other in sentence.triggers if first < other.first < last)
    verbs = sum(1 for at in range(first + 1, last) if sentence.tags[at] == "verb")
    side = "a" if token > draft.hit.first else "b"
    return f"{side}{step(last - first)}.{min(between, 2)}.{min(verbs, 2)}"
