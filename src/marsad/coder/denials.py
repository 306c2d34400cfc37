"""Who denies what the report has told before: "the army denied that", "which Ankara denies", "denied any part in it"?

Such a denial names no event of its own. It is the claim that it points back to once more, denied, and said by who
denies it. Where nothing before it can be meant, nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.arabic.particles import BY, COMMAS, OF_PART, ONE_THING, THAT
from marsad.coder.attribution import Voice
from marsad.coder.draft import Draft
from marsad.coder.reportreading import Report
from marsad.coder.sentence import Sentence
from marsad.lexicon.denials import denial_words

DENIED = "denied.told"
"""The rule of a claim that denies an earlier one."""
# How many words after a denial, beside its speaker, what it points with may stand.
_REACH = 7
# What is said by word of mouth and is not denied again.
_SPOKEN = frozenset({"accusation", "demand", "threat"})


def denials(
    report: Report, number: int, told: Sequence[tuple[Draft, object]], here: int
) -> Iterator[tuple[Voice, int]]:
    """The voices of a sentence that deny what was told before, each with the place in ``told`` of what it denies.

    ``told`` are the events coded so far, in the order of the text, those of the sentence itself from ``here`` on: one
    after the voice that is denied itself leaves nothing to point back to.
    """
    for voice in report.voices[number]:
        if not _spoken(voice, report.sentences[number]) or not points_back(report.sentences[number], voice):
            continue
        if any(draft.status == "denied" and draft.hit.first > voice.at for draft, _ in told[here:]):
            continue
        found = _denied(report, voice, [draft for draft, _ in told])
        if found >= 0:
            yield voice, found


def _spoken(voice: Voice, sentence: Sentence) -> bool:
    """Whether somebody denies: a party or person, in a verb that is not negated itself ("did not deny it")."""
    if not voice.denies or voice.kind != "verb" or (voice.at and sentence.tags[voice.at - 1] == "neg"):
        return False
    return bool(voice.chain) and (voice.chain[0].name is not None or voice.chain[0].kind != "other")


def _denied(report: Report, voice: Voice, told: Sequence[Draft]) -> int:
    """The event before a voice, in its sentence or the one before, that was reported and not said by mouth alone."""
    for back in (voice.sentence, voice.sentence - 1):
        before = [
            at
            for at, draft in enumerate(told)
            if draft.sentence == back
            and draft.stem not in _SPOKEN
            and draft.status != "denied"
            and (back < voice.sentence or draft.hit.first < voice.at)
        ]
        if before:
            return _reported(report, back, voice, told, before)
    return -1


def _reported(report: Report, back: int, voice: Voice, told: Sequence[Draft], before: Sequence[int]) -> int:
    """Of the events of a sentence the one that is reported in it: the first after the last voice, else the first."""
    voices = [other.at for other in report.voices[back] if back < voice.sentence or other.at < voice.at]
    said = [at for at in before if voices and told[at].hit.first > voices[-1]]
    return (said or before)[0]


def points_back(sentence: Sentence, voice: Voice) -> bool:
    """Whether the object of a verb of denial points back to what was told: "that", "these reports", "any part"."""
    tokens, words = sentence.tokens, denial_words()
    if tokens[voice.at].enc in ONE_THING:
        return True
    spoken = {at for link in voice.chain if link.sentence == voice.sentence for at in range(link.first, link.last)}
    rest = [at for at in range(voice.at + 1, min(voice.said_from + _REACH, len(tokens))) if at not in spoken]
    for place, at in enumerate(rest):
        core, after = tokens[at].core, tokens[at + 1].core if at + 1 < len(tokens) else ""
        if tokens[at].pro[-1:] == BY and core not in words.manner:
            return False
        if core in words.truth or (core in words.demonstratives and after in words.accounts):
            continue
        if core in words.pointing or core in words.accounts:
            return not _described(sentence, at)
        if core in words.part:
            before = tokens[rest[place - 1]].core if place else ""
            named = after in OF_PART or (at + 1 < len(tokens) and tokens[at + 1].pro[-1:] == BY)
            return (bool(tokens[at].enc) or before in words.any) and not named
        if not (core in words.any or core in words.manner or core in words.demonstratives):
            if sentence.tags[at] in ("verb", "prep") or core in COMMAS:
                return False
            manner = place > 0 and tokens[rest[place - 1]].core in words.manner
            if sentence.tags[at] == "noun" and at >= voice.said_from and not (tokens[at].det or manner):
                return False
    return False


def _described(sentence: Sentence, at: int) -> bool:
    """Whether what follows an account says itself what it is of: "the reports | of the death of", "that | it did"."""
    return _told_after(sentence, at) or (at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].core == THAT)


def _told_after(sentence: Sentence, at: int) -> bool:
    """Whether an event word stands close after a word, in the same clause."""
    for after in range(at + 1, min(at + _REACH, len(sentence.tokens))):
        if sentence.tokens[after].core in COMMAS:
            return False
        if any(hit.first == after for hit in sentence.triggers):
            return True
    return False
