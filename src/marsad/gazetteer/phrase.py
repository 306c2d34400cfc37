"""What does a place phrase hold: words for kinds of places, directions, nationalities, names?"""

from __future__ import annotations

import functools

import msgspec

from marsad.arabic.particles import ARTICLE
from marsad.gazetteer.index import Gazetteer
from marsad.gazetteer.words import AdminWord, Modifier


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """A place phrase taken apart; nothing is resolved yet.

    ``heads`` are the words for kinds of places in order, ``keys`` the names (the first is the place, later ones contain
    it), ``unknown`` says that the word after the head is no known name; ``nations`` are country codes of adjectives;
    ``deictic`` is the level that a word such as "the town" stands for, ``pointed`` the kind of site that it is.
    """

    heads: tuple[AdminWord, ...] = ()
    keys: tuple[str, ...] = ()
    direction: str | None = None
    facing: str | None = None
    modifiers: tuple[Modifier, ...] = ()
    nations: tuple[str, ...] = ()
    deictic: str | None = None
    unknown: bool = False
    pointed: str = ""

    @property
    def head(self) -> AdminWord | None:
        """The word nearest to the name that says its kind."""
        return self.heads[-1] if self.heads else None

    @property
    def countryside(self) -> bool:
        """Whether the phrase speaks of the land around its base."""
        return any(h.english == "countryside" for h in self.heads)


@functools.lru_cache(maxsize=50_000)
def take_apart(gazetteer: Gazetteer, cores: tuple[str, ...]) -> Phrase:
    """The parts of a phrase; remembered, for reports repeat their places."""
    return _Reader(gazetteer, cores).read()


class _Reader:
    def __init__(self, gazetteer: Gazetteer, cores: tuple[str, ...]) -> None:
        self.words = gazetteer.words
        self.cores = cores
        self.hits = {hit.first: hit for hit in gazetteer.find_names(cores)}
        self.heads: list[AdminWord] = []
        self.keys: list[str] = []
        self.nations: list[str] = []
        self.modifiers: list[Modifier] = []
        self.direction: str | None = None
        self.facing: str | None = None
        self.deictic: str | None = None
        self.unknown = False
        self.pointed = ""

    def read(self) -> Phrase:
        at = 0
        while at < len(self.cores):
            at += self._name(at) or self._pair(at) or self._word(at)
        return Phrase(
            tuple(self.heads),
            tuple(self.keys),
            self.direction,
            self.facing,
            tuple(self.modifiers),
            tuple(self.nations),
            self.deictic,
            self.unknown,
            self.pointed,
        )

    def _name(self, at: int) -> int:
        hit = self.hits.get(at)
        if hit is None:
            return 0
        single = hit.first == hit.last
        if single and hit.ambiguous and (self.keys or self._means_else(self.cores[at])):
            return 0
        self.keys.append(hit.key)
        return hit.last - hit.first + 1

    def _means_else(self, core: str) -> bool:
        words = self.words
        return (
            core in words.directions or core in words.admin or core in words.deictics or core in words.facing
        )  # adjectives such as "the eastern" are also names of provinces

    def _pair(self, at: int) -> int:
        pair = " ".join(self.cores[at : at + 2])
        if pair in self.words.admin:
            self.heads.append(self.words.admin[pair])
            return 2
        if pair in self.words.directions and not self.keys:
            self.direction = self.words.directions[pair]
            return 2
        if pair in self.words.facing and pair.startswith(ARTICLE):
            self.facing = self.words.facing[pair]
            return 2
        return 0

    def _word(self, at: int) -> int:
        core, words = self.cores[at], self.words
        if core in words.deictics:
            kind = words.admin.get(core.removeprefix(ARTICLE))
            self.deictic = self.deictic or words.deictics[core]
            self.pointed = self.pointed or (kind.english if kind is not None and kind.level == "site" else "")
        elif core in words.directions and not self.keys and not self.unknown:
            if self.heads and core in words.facing:
                self.facing = words.facing[core]
            else:
                self.direction = words.directions[core]
        elif core in words.admin and not self.unknown and not self.keys:
            self.heads.append(words.admin[core])
        elif core in words.modifiers:
            self.modifiers.extend(words.modifiers[core])
        elif core in words.nations:
            self.nations.append(words.nations[core])
        elif core in words.facing:
            self.facing = words.facing[core]
        elif not self.keys and len(core) > 2:
            self.unknown = True
        return 1
