"""Is a text so far from war that it need not even be folded? A look at its words as they are written.

Every written word is looked at once and remembered by what it tells. Most hold no listed word between particles and a
pronoun, which an automaton sees without taking them apart. The words of a text, without their order, bound its
relevance from both sides, and only where the bounds leave it open are they read in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ahocorasick
import msgspec

from marsad.arabic.clitics import AFTER_CORE, BEFORE_CORE, BEFORE_PRONOUN
from marsad.arabic.normal import fold, written_words
from marsad.arabic.particles import ARTICLE
from marsad.arabic.tokens import Tokenizer
from marsad.coder.relevance import Listed, Vocabulary, hopeless, value
from marsad.lexicon.conditions import bare

_REMEMBERED = 200_000


class _Told(msgspec.Struct, frozen=True, gc=False):
    """What a written word tells: the words in it, which of them are listed, and which begin and end listed pairs."""

    words: int
    listed: tuple[Listed, ...]
    begins: frozenset[str]
    ends: frozenset[str]


class Glance:
    """Looks at texts with one tokenizer and one list of words, and remembers the words that it has met."""

    def __init__(self, tokenizer: Tokenizer, vocabulary: Vocabulary) -> None:
        self._tokenizer, self._vocabulary = tokenizer, vocabulary
        self._ends = {second for pair in vocabulary.pairs.values() for second in pair}
        self.automaton = _automaton({*vocabulary.words, *vocabulary.pairs, *self._ends})
        self._told: dict[str, _Told] = {}
        self._dull: set[str] = set()

    def hopeless(self, text: str) -> bool:
        """Whether a text, as it is written, with all its lines, is hopeless (see ``relevance.hopeless``)."""
        low, high = self._bounds(written_words(text))
        bar = self._vocabulary.hopeless
        if low < bar <= high:
            return hopeless(self._tokenizer.cores(fold(text)), self._vocabulary)
        return high < bar

    def _bounds(self, written: list[str]) -> tuple[float, float]:
        """The least and the most that the relevance of a text with these words can be."""
        length = len(written)
        listed: dict[int, Listed] = {}
        begins: set[str] = set()
        ends: set[str] = set()
        for word in set(written) - self._dull:
            told = self._told.get(word) or self._learnt(word)
            if told.words != 1:
                length += (told.words - 1) * written.count(word)
            for each in told.listed:
                listed[each.number] = each
            if told.begins or told.ends:
                begins |= told.begins
                ends |= told.ends
        sure, hint, peace = _worth(listed.values())
        pairs = {each.number: each for each in self._pairs(begins, ends) if each.number not in listed}
        more_sure, more_hint, more_peace = _worth(pairs.values())
        low = value(sure, hint, peace + more_peace, length)
        return low, value(2 * (sure + more_sure), hint + more_hint, peace, length)

    def _pairs(self, begins: set[str], ends: set[str]) -> Iterator[Listed]:
        """The listed pairs whose words both occur, side by side or not."""
        for first in begins:
            for second, listed in self._vocabulary.pairs[first].items():
                if second in ends:
                    yield listed

    def _learnt(self, word: str) -> _Told:
        told = self._look(fold(word))
        if len(self._told) + len(self._dull) >= _REMEMBERED:
            self._told.clear()
            self._dull.clear()
        if told == _DULL:
            self._dull.add(word)
        else:
            self._told[word] = told
        return told

    def _look(self, folded: str) -> _Told:
        if len(self._tokenizer.pieces(folded)) == 1 and not self._may_tell(folded):
            return _DULL if folded else _NOTHING
        known = self._vocabulary
        cores = [bare(core) for core in self._tokenizer.cores(folded)]
        return _Told(
            len(cores),
            tuple(known.words[core] for core in cores if core in known.words),
            frozenset(core for core in cores if core in known.pairs) or _NO_WORDS,
            frozenset(core for core in cores if core in self._ends) or _NO_WORDS,
        )

    def _may_tell(self, folded: str) -> bool:
        """Whether a listed word stands in a written word with nothing but particles and a pronoun around it."""
        for last, length in self.automaton.iter(folded):
            if folded[: last + 1 - length] in BEFORE_CORE and folded[last + 1 :] in AFTER_CORE:
                return True
        return False


def _automaton(listed: Iterable[str]) -> ahocorasick.Automaton:
    """Finds in a written word all that a listed word may be written as inside it, each with its length."""
    found = ahocorasick.Automaton()
    for word in listed:
        for stem in {word, word.removeprefix(ARTICLE)} - {""}:
            for written in (stem, *(stem[:-1] + end for end in BEFORE_PRONOUN.get(stem[-1], ()))):
                if written:
                    found.add_word(written, len(written))
    found.make_automaton()
    return found


_NO_WORDS: frozenset[str] = frozenset()
_DULL = _Told(1, (), _NO_WORDS, _NO_WORDS)
_NOTHING = _Told(0, (), _NO_WORDS, _NO_WORDS)


def _worth(listed: Iterable[Listed]) -> tuple[float, float, float]:
    """What listed words say together: of war surely, by hint, and of peace."""
    sure = hint = peace = 0.0
    for each in listed:
        sure += each.sure
        hint += each.hint
        peace += each.peace
    return sure, hint, peace
