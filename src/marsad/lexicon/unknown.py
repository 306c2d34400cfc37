"""Which frequent words of a corpus look like triggers or parties and are not listed?

A word looks like one by its company, in sentences that speak of war: a verb before fighters, weapons or named parties,
or one that leads to them with a preposition; a noun in construct with them; a name after a noun for a force. What
stands there far more often than elsewhere comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

import msgspec

from marsad.arabic.normal import normalise
from marsad.arabic.particles import AUXILIARIES
from marsad.arabic.sentences import sentences
from marsad.arabic.tokens import Token, Tokenizer
from marsad.arabic.wordclass import contextual
from marsad.lexicon.tolls import Tolls
from marsad.lexicon.words import Lexicon

Names = Callable[[Sequence[str]], Iterable[tuple[int, int, bool]]]
"""Finds the names in a row of cores: first token, token after the last, and whether it is a party (else a place)."""

_WAR = frozenset(
    "fighter weapon aircraft drone helicopter artillery tank rocket shell bomb mine explosive position base".split()
)
_FORCES = frozenset({"fighter", "organisation"})
_FOLLOW = 4
_LEAST = 3
_ARMED = 2
_SHOWN = 2
_LONGEST = 200


class Unknown(msgspec.Struct, frozen=True):
    """A word that is not listed: ``kind`` is verb, noun or name; how often it stands in war's company, and at all."""

    word: str
    kind: str
    beside: int
    count: int
    sentences: tuple[str, ...]

    def __str__(self) -> str:
        shown = "".join(f"\n    {sentence}" for sentence in self.sentences)
        return f"{self.word}  ({self.kind}; {self.beside} of {self.count}){shown}"


def nobody(cores: Sequence[str]) -> Iterable[tuple[int, int, bool]]:  # noqa: ARG001
    """No names: for a lexicon without a registry of parties and places."""
    return ()


def unknown(texts: Iterable[str], top: int = 50, names: Names = nobody, known: Container[str] = ()) -> list[Unknown]:
    """The ``top`` words that look most like triggers or parties; ``names`` finds the parties and places listed.

    ``known`` holds further words that are listed elsewhere and are not to be shown.
    """
    search = _Search(names, known)
    for text in texts:
        search.read(text)
    return search.best(top)


class _Search:
    def __init__(self, names: Names, known: Container[str]) -> None:
        self.lexicon, self.tolls, self.names, self.known = Lexicon.default(), Tolls.default(), names, known
        self.tokenizer = Tokenizer(self.lexicon.known())
        self.beside: Counter[tuple[str, str]] = Counter()
        self.counts: Counter[str] = Counter()
        self.shown: dict[tuple[str, str], list[str]] = {}

    def read(self, text: str) -> None:
        """Counts the candidates of one text, each once a sentence."""
        normal = normalise(text)
        for start, end in sentences(normal.text):
            tokens = self.tokenizer.tokens(normal.text, start, end)
            self.counts.update({token.core for token in tokens})
            for candidate in {*self._candidates(tokens)}:
                self.beside[candidate] += 1
                shown = self.shown.setdefault(candidate, [])
                if len(shown) < _SHOWN:
                    first, last = normal.span(start, end)
                    shown.append(" ".join(text[first:last].split())[:_LONGEST])

    def _candidates(self, tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
        tags, cores = contextual(tokens), [token.core for token in tokens]
        armed = [self._warlike(core) for core in cores]
        if sum(armed) < _ARMED:
            return
        spans = list(self.names(cores))
        named = {at for first, last, _ in spans for at in range(first, last)}
        parties = {at for first, last, party in spans if party for at in range(first, last)}
        war = [at in parties or armed[at] for at in range(len(cores))]
        for at, token in enumerate(tokens):
            if token.kind != "w" or at in named:
                continue
            if tags[at] == "verb":
                if self._unlisted(token.core) and any(war[at + 1 : at + _FOLLOW]):
                    yield token.core, "verb"
            elif tags[at] == "noun" and self._in_construct(token) and any(war[at + 1 : at + 2]):
                yield token.core, "noun"
            elif self._force(token.core) and self._names_it(tokens, tags, at + 1) and at + 1 not in named:
                yield f"{token.core} {cores[at + 1]}", "name"

    def _in_construct(self, token: Token) -> bool:
        return not token.det and not token.enc and self._unlisted(token.core)

    def _names_it(self, tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
        """Whether the word at ``at`` may be the name of the force before it."""
        if at >= len(tokens) or tags[at] != "noun":
            return False
        return tokens[at].det and not tokens[at].pro and self._unlisted(tokens[at].core)

    def _warlike(self, core: str) -> bool:
        return not _WAR.isdisjoint(self.lexicon.word(core).classes) or bool(self.tolls.find(core))

    def _force(self, core: str) -> bool:
        return not _FORCES.isdisjoint(self.lexicon.word(core).classes)

    def _unlisted(self, core: str) -> bool:
        word = self.lexicon.word(core)
        listed = word.triggers or word.carriers or word.speech or word.status or word.sources or word.classes
        return not listed and core not in AUXILIARIES and core not in self.known and len(core) > 2

    def best(self, top: int) -> list[Unknown]:
        """The candidates that stand in war's company more often than elsewhere; verbs, nouns and names take turns."""
        found = [
            Unknown(word, kind, beside, max(beside, self.counts[word]), tuple(self.shown[word, kind]))
            for (word, kind), beside in self.beside.items()
            if beside >= _LEAST
        ]
        found.sort(key=lambda each: (-(each.beside**2) / each.count, each.word))
        ranks: Counter[str] = Counter()
        turns = []
        for each in found:
            turns.append((ranks[each.kind], each.kind, each))
            ranks[each.kind] += 1
        return [each for _, _, each in sorted(turns, key=lambda turn: turn[:2])][:top]
