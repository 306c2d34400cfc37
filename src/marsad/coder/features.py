"""How does a candidate look to the ranker? Rules, labels, kinds and distances; no words of the text."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from marsad.coder.draft import Draft, PartyCandidate
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


def sibling_features(draft: Draft, candidate: PartyCandidate, siblings: Sequence[Draft]) -> list[str]:
    """What a first guess makes of the phrase in the other events of the sentence."""
    if not any(other.guess for other in siblings):
        return []
    group = family(draft.type)
    out = []
    before = [other for other in siblings if other.hit.first < draft.hit.first]
    after = [other for other in siblings if other.hit.first > draft.hit.first]
    for mark, other in (("b", before[-1] if before else None), ("a", after[0] if after else None)):
        if other is not None:
            role = other.guess.get(candidate.item, "none")
            out += [f"sib{mark}={role}|{candidate.kind}", f"sib{mark}={role}|F={family(other.type)}>{group}"]
            if other.type.split(".")[0] == draft.type.split(".")[0]:
                out.append(f"sib{mark}={role}|kin")
    roles = [other.guess.get(candidate.item, "none") for other in siblings if other is not draft]
    out.append(f"sib|a{min(roles.count('actor'), 2)}t{min(roles.count('target'), 2)}")
    own = draft.guess.get(candidate.item, "none")
    rivals = (
        sum(1 for role in draft.guess.values() if role == "actor"),
        sum(1 for role in draft.guess.values() if role == "target"),
    )
    out += [f"own={own}", f"own={own}|rivals={min(rivals[0], 2)}{min(rivals[1], 2)}", f"own={own}|F={group}"]
    return out


def party_features(sentence: Sentence, draft: Draft, candidate: PartyCandidate) -> list[str]:
    """The features of a phrase as actor or target of an event."""
    labels = draft.labels.get(candidate.item, [])
    entry, hit = draft.entry, draft.hit
    word = "V" if hit.verbal else "E"
    if draft.passive:
        word = "P"
    kind, group = candidate.kind, family(draft.type)
    prepost = draft.has_pre
    item = sentence.items[candidate.item]
    first = labels[0] if labels else "none"
    role = frame_role(entry, first, verbal=hit.verbal, passive=draft.passive, prepost=prepost)
    place = where(sentence, draft, candidate.first)
    out = [
        "bias",
        f"K={kind}",
        f"F={group}|K={kind}",
        f"T={draft.type}|K={kind}",
        f"L1={first}|{word}",
        f"L1={first}|{word}|K={kind}",
        f"L1={first}|{word}|F={group}",
        f"FR={role}",
        f"FR={role}|K={kind}",
        f"FR={role}|{word}|L1={first}",
        f"W={place}",
        f"W={place}|K={kind}",
        f"W={place}|F={group}",
        f"prep={item.prep}|F={group}",
        f"prep={item.prep}|{word}|{'a' if candidate.first > hit.first else 'b'}",
        f"named={candidate.ref is not None}|{word}",
        f"rank={candidate.rank}|{'a' if candidate.first > hit.first else 'b'}|{candidate.kind in _PARTYLIKE}",
    ]
    for label in labels[:4]:
        role = frame_role(entry, label, verbal=hit.verbal, passive=draft.passive, prepost=prepost)
        out += [f"L={label}", f"L={label}|{word}|pre={prepost}", f"fr={role}", f"fr={role}|L={label}"]
    for rank, label in enumerate(dict.fromkeys(coarse(label) for label in labels[:5])):
        out += [f"c={label}|{word}", f"c={label}|K={kind}|{word}", f"c{rank}={label}|F={group}|{word}"]
    if candidate.speaker:
        out += ["speaker", f"speaker|F={group}"]
    if item.coord >= 0:
        out.append("coord")
    if candidate.agrees is not None and hit.verbal and first.rstrip("'") in ("post1", "pre1", "pre2"):
        out.append(f"agrees={candidate.agrees}|{first}|pre={prepost}")
    if draft.pronoun:
        out += [f"enc={draft.pronoun}|L1={first}|{word}", f"enc|{word}|near={candidate.nearest_before}"]
    if candidate.quantified:
        out.append(f"quantified|F={group}|FR={role}")
    if draft.reciprocal:
        out.append(f"both|L1={first}")
    return out


_PARTYLIKE = frozenset({"state", "armed_group", "civilians", "person", "igo"})


def where(sentence: Sentence, draft: Draft, token: int) -> str:
    """Side, distance and how many verbs and events stand between."""
    first, last = sorted((token, draft.hit.first))
    between = sum(1 for other in sentence.triggers if first < other.first < last)
    verbs = sum(1 for at in range(first + 1, last) if sentence.tags[at] == "verb")
    side = "a" if token > draft.hit.first else "b"
    return f"{side}{step(last - first)}.{min(between, 2)}.{min(verbs, 2)}"
