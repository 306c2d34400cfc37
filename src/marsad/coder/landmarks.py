"""Which places of a sentence are not where anything happened: landmarks, goals of a ship, the country of a party?"""

from __future__ import annotations

import functools

import msgspec

from marsad.arabic.particles import FOR, IN, ON, WITH
from marsad.coder.draft import Spot
from marsad.coder.sentence import Sentence
from marsad.lexicon.words import word_lists

LANDMARK = "landmark"
"""What a place tells that only says where another one lies."""
_NEAR = 6
_COMMON = "place.site"
_MOVING = frozenset({"movement", "displacement", "aid", "advance", "withdrawal"})


class LandmarkWords(msgspec.Struct, frozen=True):
    """The words of ``landmarks.toml``, folded; the file says what each list is."""

    units: frozenset[str]
    far: frozenset[str]
    lies: frozenset[str]
    borders: frozenset[str]
    bound: frozenset[str]
    branches: frozenset[str]
    land: frozenset[str]
    causes: frozenset[str]
    near: frozenset[str]
    overlooking: frozenset[str]
    leading: frozenset[str]
    linking: frozenset[str]
    belonging: frozenset[str]
    seats: frozenset[str]

    def ends(self, core: str) -> bool:
        """Whether a word says where a place lies and is no part of its name: "the district of Xan | situated"."""
        return core in self.lies or core in self.borders or core in self.bound

    def relation(self, core: str) -> str:
        """What a word says of how the place before it lies to the one after it; empty for no such word."""
        names = ("lies", "borders", "bound", "near", "overlooking", "leading", "linking", "belonging", "seats")
        return next((name for name in names if core in getattr(self, name)), "")


@functools.cache
def landmark_words() -> LandmarkWords:
    """The words as shipped."""
    return word_lists(LandmarkWords, "landmarks.toml")


def told(sentence: Sentence, spot: Spot, before: Spot | None) -> str:
    """What a place only tells: ``landmark``, ``land``, ``bound`` (for it), ``branch``; empty where it may be an
    event's place.

    ``before`` is the place before it; ``spot.chain`` says whether it stands just there.
    """
    known, first = landmark_words(), spot.first
    core = sentence.tokens[first - 1].core if first else ""
    direction = spot.ref is not None and spot.ref.rule == "place.direction"
    if before is not None and before.told == LANDMARK and spot.chain in ("and", "bare"):
        return LANDMARK
    if spot.chain and direction and sentence.tokens[spot.last - 1].core in known.land:
        return "land"
    located = before is not None and before.ref is not None and before.ref.rule != _COMMON
    if (located and _measured(sentence, first, direction)) or (
        spot.prep in (FOR, WITH) and _any(sentence, first - 2, first, known.causes)
    ):
        return LANDMARK
    if located and core == ON and sentence.tokens[max(first - 2, 0)].core in known.overlooking:
        return LANDMARK
    if before is not None and located and before.last >= first - 3:
        bordered = spot.prep == FOR and core in known.borders
        if bordered or _lying(sentence, spot, direction):
            return LANDMARK
    if spot.role in ("to", "toward") and (
        core in known.bound or sentence.tokens[max(first - 2, 0)].core in known.bound
    ):
        return "bound"
    return "branch" if spot.prep in IN and _branch(sentence, spot) else ""


def barred(spot: Spot, stem: str) -> bool:
    """Whether a place is none of an event of a class: what somebody is bound for is only a movement's."""
    return bool(spot.told) and not (spot.told == "bound" and stem in _MOVING)


def _measured(sentence: Sentence, first: int, direction: bool) -> bool:
    """Whether a length leads to a place: "60 km | east of it", "lies 60 km north of | it"; not "12 km from it"."""
    known, tokens = landmark_words(), sentence.tokens
    if direction and first and tokens[first - 1].core in known.units:
        return True
    window = range(max(first - _NEAR - 3, 0), first)
    return any(tokens[at].core in known.far for at in window) and any(tokens[at].core in known.units for at in window)


def _lying(sentence: Sentence, spot: Spot, direction: bool) -> bool:
    """Whether a place says where another one lies: "which lies | north of it", "situated near | it"; not "in it"."""
    known, tokens = landmark_words(), sentence.tokens
    if spot.prep in IN or not (direction or spot.prep):
        return False
    if not direction and spot.role != "near":
        return False
    return any(tokens[at].core in known.lies for at in range(max(spot.first - 2, 0), spot.first))


def _branch(sentence: Sentence, spot: Spot) -> bool:
    """Whether the phrase just before a place is a party's branch: "the arm of Al-Qaeda in | Syria"."""
    known = landmark_words()
    hit = next((hit for hit in sentence.parties if spot.first - 2 <= hit.last < spot.first), None)
    return hit is not None and _any(sentence, hit.first - 2, hit.first, known.branches)


def _any(sentence: Sentence, first: int, last: int, words: frozenset[str]) -> bool:
    return any(sentence.tokens[at].core in words for at in range(max(first, 0), last))
