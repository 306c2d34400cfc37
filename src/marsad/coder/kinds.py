"""Which kind of attack is it? Decided where the event word alone ("the attack", "the explosion") does not say it."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.arabic.particles import BY
from marsad.coder.draft import Draft, stem_of
from marsad.coder.ranker import Model
from marsad.coder.reportreading import Report
from marsad.coder.view import Accepted, View

ATTACKS = ["attack.air", "attack.armed", "attack.bombing", "attack.chemical", "attack.shelling", "attack.suicide"]
# Where a party that does it stands.
_DOING = ("post1", "gen", "pre1", "ante", "adj")
# The ways in which grammar brings who or what does it: in them the arms of a phrase are those of the attack.
_ARMING = (*_DOING, "bare1", f"p:{BY}")
_SIGNS = {
    "aircraft": "air",
    "drone": "air",
    "helicopter": "air",
    "belt": "suicide",
    "bomber": "bomber",
    "carbomb": "carbomb",
    "bomb": "bomb",
    "mine": "bomb",
    "explosive": "bomb",
    "rocket": "rocket",
    "shell": "shell",
    "artillery": "shell",
    "gun": "gun",
    "chemical": "chemical",
    "tank": "tank",
    "ship": "ship",
}
_SIGNED = frozenset(_SIGNS)


def undecided(draft: Draft) -> bool:
    """Whether the kind is open: an attack by a word that the lexicon knows as more than one kind (not "ambush")."""
    entry = draft.entry
    return draft.type in ATTACKS and any(s.type in ATTACKS and s.type != entry.type for s in entry.senses)


def kind_features(seen: View, draft: Draft, accepted: Accepted) -> list[str]:
    """The features of an attack's kind: the word's own kind, weapons near it, attacks coded before."""
    report, sentence = seen.report, seen.report.sentences[seen.number]
    token = sentence.tokens[draft.hit.first]
    own = draft.type
    sense = "sense" in draft.rule or bool(draft.form.rest)
    earlier = [other for other in accepted.drafts if other.type in ATTACKS]
    last = earlier[-1].type if earlier else "none"
    gap = min(draft.sentence - earlier[-1].sentence, 3) if earlier else 9
    near, clause = _weapons(seen, draft)
    others = {
        other.type
        for other in seen.drafts
        if other is not draft and other.type in ATTACKS and other.entry.strength == 3
    }
    whole = {
        other.type
        for drafts in report.drafts
        for other in drafts
        if other.type in ATTACKS and other.entry.strength == 3
    }
    pos = "verb" if draft.hit.verbal else "det" if token.det else "noun"
    out = ["bias", f"own={own}", f"own={own}|sense={sense}|strength={draft.entry.strength}", f"rule={draft.entry.id}"]
    out += [f"own={own}|sense={sense}|last={last}|gap={gap}", f"last={last}|gap={gap}|{pos}|sense={sense}"]
    out += [f"own={own}|near={sign}" for sign in near] + [f"near={sign}" for sign in near]
    out += [f"own={own}|clause={sign}" for sign in clause]
    out += [f"own={own}|beside={kind}" for kind in sorted(others)]
    out += [f"own={own}|report={kind}" for kind in sorted(whole)]
    out += _report_features(seen, own, sense) + _party_features(seen, draft)
    return out + _told_features(draft, earlier, pos, own) + _arm_features(seen, draft)


def _report_features(seen: View, own: str, sense: bool) -> list[str]:
    """The weapons that the report names, and those of the sentences just before and after."""
    rows = _armed(seen.report)
    around = {sign for row in rows[max(seen.number - 1, 0) : seen.number + 2] for _, sign in row}
    everywhere = {sign for row in rows for _, sign in row} or {"none"}
    out = [f"own={own}|around={sign}" for sign in sorted(around)]
    return out + [f"own={own}|named={sign}|sense={sense}" for sign in sorted(everywhere)]


def _party_features(seen: View, draft: Draft) -> list[str]:
    """The kinds of phrases about the event, and the parties on its doing side: some have aircraft, some have none."""
    out = []
    for phrase in seen.report.phrases[seen.number]:
        labels = draft.labels.get(phrase.item)
        if labels is None:
            continue
        label = labels[0].rstrip("'~&")
        out.append(f"{label}:{phrase.kind}")
        if phrase.ref is not None and label in _DOING:
            out += [f"by={phrase.ref.name}", f"own={draft.type}|by={phrase.ref.name}"]
    return out


def _told_features(draft: Draft, earlier: Sequence[Draft], pos: str, own: str) -> list[str]:
    """The kinds of what it may tell of again: the last attack by the same word, the first one, the only kind so far."""
    if not earlier:
        return [f"told=none|{pos}"]
    same = [other for other in earlier if other.entry.id == draft.entry.id]
    every = sorted({other.type for other in earlier})
    out = [f"told.first={earlier[0].type}|{pos}", f"told.first={earlier[0].type}|own={own}"]
    if same:
        out += [f"told.same={same[-1].type}|{pos}", f"told.same={same[-1].type}|own={own}|{pos}"]
    if len(every) == 1:
        out += [f"told.only={every[0]}|{pos}", f"told.only={every[0]}|own={own}|{pos}"]
    return out


def _arm_features(seen: View, draft: Draft) -> list[str]:
    """The arms in the phrases that grammar makes its doer or means, and the class of the doer's head noun."""
    out = []
    row = _armed(seen.report)[seen.number]
    for phrase in seen.report.phrases[seen.number]:
        labels = draft.labels.get(phrase.item)
        label = labels[0].rstrip("'~&") if labels else ""
        if label not in _ARMING:
            continue
        signs = sorted({sign for at, sign in row if phrase.first <= at < phrase.last})
        out += [f for sign in signs for f in (f"arms={sign}|{label}", f"arms={sign}|own={draft.type}")]
        out.append(f"doer={phrase.head}|{phrase.kind}|{label}")
    return out


def _armed(report: Report) -> list[list[tuple[int, str]]]:
    """The weapons of every sentence with their places; worked out once a report."""
    if not report.weapons:
        report.weapons = [
            [
                (at, _SIGNS[name])
                for at, classes in enumerate(s.classes)
                if not _SIGNED.isdisjoint(classes)
                for name in sorted(classes & _SIGNED)
            ]
            for s in report.sentences
        ]
    return report.weapons


def _weapons(seen: View, draft: Draft) -> tuple[list[str], list[str]]:
    """The weapons named within a few words, and in the sentence."""
    row = _armed(seen.report)[seen.number]
    near = {sign for at, sign in row if -6 <= at - draft.hit.first <= 8}
    return sorted(near), sorted({sign for _, sign in row})


def settle(seen: View, draft: Draft, accepted: Accepted, model: Model) -> None:
    """Gives an attack its kind."""
    if not undecided(draft):
        return
    chances = model.probabilities(kind_features(seen, draft, accepted))
    best = max(range(len(chances)), key=chances.__getitem__)
    if model.classes[best] != draft.type and chances[best] > 0.5:
        draft.rules.append(f"kind.{draft.type}")
        draft.type = model.classes[best]
        draft.stem = stem_of(draft.type)
