"""How far does a speech reach? What tells the ranker whether a voice says an event: clauses, quotes, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from marsad.arabic.particles import AND, AND_ALONE, COMMAS, PAUSES, THAT, TURNS
from marsad.coder.attribution import Voice
from marsad.coder.draft import Draft
from marsad.coder.features import family, step
from marsad.coder.ranker import Feature, together
from marsad.coder.sentence import Sentence
from marsad.coder.speaking import OPENS


class Setting(msgspec.Struct, frozen=True, gc=False):
    """What is read of a report before any decision, for the scope of its voices: sentences, voices, has it a title."""

    sentences: Sequence[Sentence]
    voices: Sequence[Sequence[Voice]]
    titled: bool


def source_features(setting: Setting, draft: Draft, voice: Voice, rank: int) -> Sequence[Feature]:
    """The features of a voice as the source of an event; ``rank`` counts the voices that stand nearer."""
    if voice.sentence != draft.sentence:
        return _far_features(setting, draft, voice, rank)
    return _near_features(setting, draft, voice, rank)


def speaks_later(sentence: Sentence, draft: Draft, voice: Voice) -> bool:
    """Whether somebody begins to speak after an event: "raids hit the town, | and the spokesman said that ..."."""
    if voice.at < draft.hit.first or voice.kind != "verb" or voice.opens != "that" or not voice.chain:
        return False
    joined = sentence.tokens[voice.at].pro[:1] in AND
    return joined and voice.at > 0 and sentence.tokens[voice.at - 1].form in COMMAS


def _speaks_act(draft: Draft) -> bool:
    """Whether the event is itself something said: its speaker is its actor."""
    return draft.type in ("demand", "threat", "accusation", "sanction")


def _far_features(setting: Setting, draft: Draft, voice: Voice, rank: int) -> list[str]:
    """A voice of an earlier sentence: what opens this one, what was said between, who goes on after."""
    sentence = setting.sentences[draft.sentence]
    gap = min(draft.sentence - voice.sentence, 4)
    here = setting.voices[draft.sentence]
    own = len(here) > 0
    before = any(v.at < draft.hit.first for v in here)
    opening = _opening(sentence)
    goes_on = _goes_on(setting, draft, voice)
    turned = _turned(setting, draft, voice)
    quoted = _quote_open(setting, draft, voice)
    return [
        "bias",
        f"gap={gap}|rank={min(rank, 2)}",
        f"gap={gap}|kind={voice.kind}",
        f"gap|own={own}|before={before}",
        f"gap|own={own}|rank={min(rank, 2)}",
        f"gap|opens={opening}",
        f"gap={gap}|opens={opening}",
        f"gap|quoted={_quoted(sentence, draft.hit.first)}",
        f"gap|act={_speaks_act(draft)}",
        f"gap|who={_who(voice)}|opens={voice.opens}",
        f"gap|kinds={'.'.join(link.kind for link in voice.chain)}",
        f"gap|tense={draft.form.tense}",
        f"gap|goes-on={goes_on}",
        f"gap={gap}|goes-on={goes_on}|own={own}",
        f"gap|goes-on={goes_on}|turned={turned}",
        f"gap|turned={turned}|own={own}",
        f"gap={gap}|turned={turned}",
        f"gap|open={quoted}|own={own}",
        f"gap|open={quoted}|quotes={voice.opens == 'quote'}",
        f"gap|entry={voice.entry}",
        f"gap|lead={voice.sentence <= int(setting.titled)}|rank={min(rank, 2)}",
        f"gap|title={setting.titled and voice.sentence == 0}",
        f"gap|dated={len(sentence.dates) > 0}|goes-on={goes_on}",
    ]


def _near_features(setting: Setting, draft: Draft, voice: Voice, rank: int) -> Sequence[Feature]:
    """A voice of the same sentence: what stands between it and the event."""
    sentence = setting.sentences[draft.sentence]
    at, cue = draft.hit.first, voice.at
    low, high = sorted((at, cue))
    between = range(low + 1, high)
    subs = sum(1 for i in between if sentence.tokens[i].core == THAT)
    quotes = sum(1 for i in between if sentence.tokens[i].form in OPENS)
    pauses = sum(1 for i in between if sentence.tokens[i].form in PAUSES)
    inside = any(link.first <= at < link.last for link in voice.chain if link.sentence == draft.sentence)
    others = [v for v in setting.voices[draft.sentence] if low < v.at < high]
    act = _speaks_act(draft)
    side = "a" if at > cue else "b"
    turns = sum(1 for i in between if sentence.tokens[i].core in TURNS)
    clauses = _clausal(sentence, low, high)
    opens, who = voice.opens, _who(voice)
    apart = _Apart(min(subs, 1), min(quotes, 1), min(pauses, 3), min(len(others), 2), min(turns, 1))
    last = cue > at and not any(v.at > cue for v in setting.voices[draft.sentence])
    return [
        _standing(voice.kind, side, apart),
        _distant(voice.kind, side, step(high - low)),
        _acting(act, side, at == cue),
        _opened(opens, voice.kind, voice.entry, side),
        _speaking(who, opens, side),
        _parted(clauses, voice.kind, opens, side),
        _placed(min(rank, 2), side, inside, side == "a" and at < voice.said_from, min(len(voice.chain), 2)),
        _closing(last, voice.kind, _quoted(sentence, at), side),
        f"others={'.'.join(sorted({v.kind for v in others}))}|{side}",
        f"F={family(draft.type)}|opens={opens}|{side}",
    ]


class _Apart(NamedTuple):
    """What stands between a voice and an event: "that", marks of quotation, pauses, voices, turns; each up to a few."""

    subs: int
    quotes: int
    pauses: int
    others: int
    turns: int


@together
def _standing(kind: str, side: str, apart: _Apart) -> tuple[str, ...]:
    kind = f"kind={kind}|{side}"
    return (
        "bias",
        kind,
        f"{kind}|sub={apart.subs}|q={apart.quotes}",
        f"{kind}|pauses={apart.pauses}",
        f"{kind}|between={apart.others}",
        f"{kind}|turns={apart.turns}",
        f"{kind}|turns={apart.turns}|sub={apart.subs}",
    )


@together
def _distant(kind: str, side: str, far: int) -> tuple[str, ...]:
    return f"{side}|dist={far}", f"kind={kind}|{side}|dist={far}"


@together
def _acting(act: bool, side: str, same: bool) -> tuple[str, ...]:
    return f"act={act}|{side}", f"act={act}|{side}|own={same}", f"same={same}"


@together
def _opened(opens: str, kind: str, entry: str, side: str) -> tuple[str, ...]:
    return f"opens={opens}|{kind}|{side}", f"opens={opens}|{entry}", f"entry={entry}|{side}"


@together
def _speaking(who: str, opens: str, side: str) -> tuple[str, ...]:
    return f"who={who}|{side}", f"who={who}|opens={opens}"


@together
def _parted(clauses: str, kind: str, opens: str, side: str) -> tuple[str, ...]:
    return f"between-clauses={clauses}|{side}|kind={kind}", f"between-clauses={clauses}|{side}|opens={opens}"


@together
def _placed(rank: int, side: str, inside: bool, before: bool, chain: int) -> tuple[str, ...]:
    return f"rank={rank}|{side}", f"inside={inside}", f"before-said={before}", f"chain={chain}"


@together
def _closing(last: bool, kind: str, quoted: bool, side: str) -> tuple[str, ...]:
    return f"closes={last}|kind={kind}", f"quoted={quoted}|{side}"


def _goes_on(setting: Setting, draft: Draft, voice: Voice) -> str:
    """Whether the same speaker goes on in the sentence of the event or in one of the two after it, and how."""
    mine = {link.name or link.words for link in voice.chain}
    for number in range(draft.sentence, min(draft.sentence + 3, len(setting.voices))):
        for other in setting.voices[number]:
            if number == draft.sentence and other.at < draft.hit.first:
                continue
            if any((link.name or link.words) in mine for link in other.chain):
                return f"{min(number - draft.sentence, 1)}{other.continues}"
            return "other"
    return "none"


def _turned(setting: Setting, draft: Draft, voice: Voice) -> str:
    """The first sign between a voice and a later sentence that the report has turned to something else."""
    for number in range(voice.sentence + 1, draft.sentence + 1):
        for first, _, group in setting.sentences[number].groups:
            if first <= 2 and group.room == "attribution" and group.role in _TURNING:
                return group.role
    return "no"


_TURNING = frozenset({"topic-change", "new-speaker", "meanwhile"})


def _quote_open(setting: Setting, draft: Draft, voice: Voice) -> bool:
    """Whether a quotation that was opened after the voice is still open at the event."""
    marks = _marks(setting.sentences[voice.sentence], voice.at + 1, len(setting.sentences[voice.sentence].tokens))
    for number in range(voice.sentence + 1, draft.sentence):
        marks += _marks(setting.sentences[number], 0, len(setting.sentences[number].tokens))
    return (marks + _marks(setting.sentences[draft.sentence], 0, draft.hit.first)) % 2 == 1


def _marks(sentence: Sentence, first: int, last: int) -> int:
    return sum(1 for i in range(first, last) if sentence.tokens[i].form == '"')


def _who(voice: Voice) -> str:
    """The kind of the first link, and whether it has a name."""
    return f"{voice.chain[0].kind}.{voice.chain[0].name is not None}" if voice.chain else "none"


def _clausal(sentence: Sentence, low: int, high: int) -> str:
    """Whether a verb joined by and, or a relative clause, stands between two tokens."""
    verbs = [i for i in range(low + 1, high + 1) if sentence.tags[i] == "verb"]
    joined = any(sentence.tokens[i].pro[:1] == AND_ALONE for i in verbs)
    relative = any(sentence.tags[i] == "rel" for i in range(low + 1, high))
    return f"{int(joined)}{int(relative)}"


def _quoted(sentence: Sentence, at: int) -> bool:
    return sum(1 for i in range(at) if sentence.tokens[i].form == '"') % 2 == 1


def _opening(sentence: Sentence) -> str:
    """How a sentence opens: with a change of topic, a verb after and, a noun."""
    for first, _, group in sentence.groups:
        if first <= 2 and group.room == "attribution":
            return group.role
    if not sentence.tokens:
        return "none"
    joined = sentence.tokens[0].pro[:1] == AND_ALONE or sentence.tokens[0].form == AND_ALONE
    return f"{sentence.tags[0]}.{int(joined)}"
