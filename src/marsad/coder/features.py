"""How does a candidate look to the ranker? Rules, labels, kinds and distances; no words of the text."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.coder.draft import Draft, PartyCandidate, PlaceCandidate
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
    where = _where(sentence, draft, candidate.first)
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
        f"W={where}",
        f"W={where}|K={kind}",
        f"W={where}|F={group}",
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


def _where(sentence: Sentence, draft: Draft, token: int) -> str:
    """Side, distance and how many verbs and events stand between."""
    first, last = sorted((token, draft.hit.first))
    between = sum(1 for other in sentence.triggers if first < other.first < last)
    verbs = sum(1 for at in range(first + 1, last) if sentence.tags[at] == "verb")
    side = "a" if token > draft.hit.first else "b"
    return f"{side}{step(last - first)}.{min(between, 2)}.{min(verbs, 2)}"


def place_features(sentence: Sentence, draft: Draft, candidate: PlaceCandidate) -> list[str]:
    """The features of a place as the place of an event."""
    labels = draft.labels.get(candidate.item, [])
    first = labels[0] if labels else "none"
    word = "V" if draft.hit.verbal else "E"
    group = family(draft.type)
    prep = candidate.prep
    role = frame_role(draft.entry, first, verbal=draft.hit.verbal, passive=draft.passive, prepost=draft.has_pre)
    where = _where(sentence, draft, candidate.first)
    inside = candidate.inside
    out = [
        "bias",
        f"level={candidate.level}",
        f"prep={prep}",
        f"prep={prep}|F={group}",
        f"prep={prep}|level={candidate.level}",
        f"prep={prep}|in={inside}",
        f"L1={first}|{word}",
        f"L1={first}|in={inside}",
        f"FR={role}",
        f"FR={role}|in={inside}",
        f"T={draft.type}|L1={first}",
        f"T={draft.type}|FR={role}",
        f"W={where}",
        f"W={where}|prep={prep}",
        f"in={inside}|level={candidate.level}",
        f"chain={candidate.chain}",
        f"chain={candidate.chain}|W={where}",
        f"clause={_clauses_between(sentence, draft, candidate.first)}",
        f"only={candidate.alone}|W={where[:2]}",
        f"order={candidate.order}|{'a' if candidate.first > draft.hit.first else 'b'}",
    ]
    out.extend(f"L={label}" for label in labels[:3])
    if candidate.speaker:
        out.append("speaker")
    return out


def _clauses_between(sentence: Sentence, draft: Draft, token: int) -> str:
    first, last = sorted((token, draft.hit.first))
    kinds = {"sub": 0, "rel": 0, "pause": 0}
    for item in sentence.items:
        if first < item.first < last and item.kind in kinds:
            kinds[item.kind] += 1
    return f"{min(kinds['sub'], 2)}{min(kinds['rel'], 2)}{min(kinds['pause'], 3)}"


def time_features(sentence: Sentence, draft: Draft, first: int, order: int, count: int) -> list[str]:
    """The features of a date of the sentence as the time of an event."""
    where = _where(sentence, draft, first)
    near = _nearest_predicate(sentence, first)
    tie = _tie(sentence, draft, first)
    return [
        "bias",
        f"W={where}",
        f"clause={_clauses_between(sentence, draft, first)}",
        f"near={near}",
        f"near={near}|W={where[:2]}",
        f"count={min(count, 3)}|order={min(order, 3)}",
        f"count={min(count, 3)}|{where[0]}",
        f"T={draft.type}",
        f"speech={_speech_between(sentence, draft, first)}",
        f"speech={_speech_between(sentence, draft, first)}|near={near}",
        f"verbal={draft.hit.verbal}|{where[:2]}",
        f"nearer={_nearer_trigger(sentence, draft, first)}",
        f"tie={tie}",
        f"tie={tie}|near={near}",
        f"tie={tie}|{where[0]}|count={min(count, 2)}",
        f"tense={draft.form.tense}|status={draft.form.pos}|near={near}",
    ]


def _tie(sentence: Sentence, draft: Draft, token: int) -> str:
    """How the verb or event that a date stands at is tied to the event: itself, its governor, its relative clause."""
    at = sentence.item_of[token]
    before = max((item for item in sentence.predicates if item < at), default=-1)
    mine = sentence.predicates.get(draft.item)
    if before < 0 or mine is None:
        return "first" if before < 0 else "none"
    if before == draft.item:
        return "self"
    other = sentence.predicates[before]
    if mine.over == before or mine.under == before:
        return "over"
    if other.over == draft.item or other.under == draft.item or other.over == mine.over >= 0:
        return "under"
    if mine.up == before:
        return f"up.{mine.link}"
    if other.up == draft.item:
        return f"down.{other.link}"
    return "far"


def _nearest_predicate(sentence: Sentence, token: int) -> str:
    """What the verb or event just before a token is."""
    for at in range(token - 1, -1, -1):
        word, tag = sentence.words[at], sentence.tags[at]
        if tag == "verb":
            return "speech" if word.speech else "event" if word.triggers else "carrier" if word.carriers else "verb"
        if any(hit.first == at for hit in sentence.triggers):
            return "noun"
    return "none"


def _speech_between(sentence: Sentence, draft: Draft, token: int) -> bool:
    first, last = sorted((token, draft.hit.first))
    return any(sentence.tags[at] == "verb" and sentence.words[at].speech for at in range(first + 1, last))


def _nearer_trigger(sentence: Sentence, draft: Draft, token: int) -> int:
    """How many other events stand nearer to a token."""
    mine = abs(token - draft.hit.first)
    return min(sum(1 for hit in sentence.triggers if hit is not draft.hit and abs(token - hit.first) < mine), 4)


def quantity_features(sentence: Sentence, draft: Draft, first: int, what: str, cue: str) -> list[str]:
    """The features of a counted thing as a quantity of an event."""
    where = _where(sentence, draft, first)
    item = sentence.item_of[first]
    labels = draft.labels.get(item, [])
    label = labels[0] if labels else "none"
    group = family(draft.type)
    deadly = what in ("killed", "wounded", "casualties", "missing")
    attacks = sum(1 for hit in sentence.triggers if hit is not draft.hit)
    return [
        "bias",
        f"what={what}|F={group}",
        f"T={draft.type}|deadly={deadly}",
        f"W={where}",
        f"W={where}|deadly={deadly}",
        f"L1={label}",
        f"L1={label}|deadly={deadly}",
        f"L1={label}|F={group}",
        f"clause={_clauses_between(sentence, draft, first)}|deadly={deadly}",
        f"nearer={_nearer_trigger(sentence, draft, first)}|deadly={deadly}",
        f"cue={cue}|F={group}",
        f"attacks={min(attacks, 3)}|F={group}|deadly={deadly}",
        f"deadlier={draft.deadlier}|F={group}|deadly={deadly}",
    ]
