"""Who speaks on? Gives a voice without a speaker, or with a short name, the speaker that the report named before."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.arabic.agreement import agrees, verb_agreement
from marsad.arabic.particles import SAME
from marsad.coder.attribution import Voice
from marsad.coder.link import Link
from marsad.coder.sentence import Sentence

# How many voices back the one may stand that a verb agrees with.
_BACK = 4
# Source nouns that name a paper, whose author is the one who spoke last: "the statement added".
_PAPERS = frozenset({"statement"})


def carried(sentence: Sentence, found: list[Voice], earlier: list[list[Voice]]) -> list[Voice]:
    """Gives a voice without a speaker the last one that its verb agrees with, and "the source" whom it points back to.

    Who explains something "on the word of" sources stands behind them in the chain.
    """
    past = [voice for voices in earlier for voice in voices if voice.chain]
    out: list[Voice] = []
    for voice in found:
        if voice.chain:
            voice = _resumed(voice, past)
        elif past:
            voice = msgspec.structs.replace(voice, chain=_told(_agreeing(sentence, voice, past).chain, voice.medium))
        if out and voice.kind == "prep" and out[-1].at == voice.at - 1:
            nearer = [link for link in out[-1].chain if link not in voice.chain]
            voice = msgspec.structs.replace(voice, chain=(*voice.chain, *nearer))
            out[-1] = msgspec.structs.replace(out[-1], chain=voice.chain)
        if voice.chain:
            past.append(voice)
        out.append(voice)
    return out


def _told(chain: tuple[Link, ...], medium: Link | None) -> tuple[Link, ...]:
    """A chain with the medium that its speaker tells this time in the place of those that he told before."""
    if medium is None or any(link.name is not None and link.name == medium.name for link in chain):
        return chain
    return (*(link for link in chain if link.kind != "media" or len(chain) == 1), medium)


def _resumed(voice: Voice, past: list[Voice]) -> Voice:
    """The voice with "the source", "the spokesman", a bare surname replaced by the chain that it names again."""
    first = voice.chain[0]
    for other in reversed(past):
        if any(_repeats(first, link) for link in other.chain):
            own = [mine for mine in voice.chain[1:] if all(mine.name != old.name for old in other.chain)]
            return msgspec.structs.replace(voice, chain=(*other.chain, *own))
    if past and first.definite and first.entry in _PAPERS and len(first.words) == 1:
        return msgspec.structs.replace(voice, chain=past[-1].chain)
    return voice


def _agreeing(sentence: Sentence, voice: Voice, past: Sequence[Voice]) -> Voice:
    """The last voice whose speaker a verb without one agrees with ("she added", "they added"), else the last."""
    if voice.kind != "verb":
        return past[-1]
    gender, number = verb_agreement(sentence.tokens[voice.at].core)
    for other in reversed(past[-_BACK:]):
        if any(agrees(gender, number, link.shape, after=True) for link in other.chain):
            return other
        if number == "pl" and len(other.chain) > 1:
            return other
    return past[-1]


def _repeats(short: Link, full: Link) -> bool:
    """Whether a link names again whom an earlier one names in full."""
    if short.id is not None and short.id != full.id:
        return False
    if short.definite and short.entry:
        told = {word for word in short.words[1:] if word not in SAME}
        return full.entry == short.entry and not full.definite and told <= set(full.words)
    if short.entry or short.name not in (None, full.name) or not 0 < len(short.words) <= 2:
        return False
    if len(full.words) <= len(short.words):
        return False
    return short.words == full.words[-len(short.words) :] or (
        not short.definite and set(short.words) <= set(full.words)
    )
