"""Whose name stands after an office: "the spokesman of the coalition | Turki al-Maliki", "the coordinator | Liz So"?

Such words are a person's name whatever else they are written like: a town, a nation, a verb of demand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from marsad.arabic.frequency import frequencies
from marsad.arabic.particles import AND, ARTICLE, BY, HIS, NAME, NISBA, SO, SONS
from marsad.arabic.tokens import Token
from marsad.arabic.wordclass import deed, tanwin
from marsad.coder.pieces import NOMINAL
from marsad.gazetteer.index import NameHit
from marsad.lexicon.entries import SourceEntry
from marsad.lexicon.words import Word, links
from marsad.parties.registry import Hit

# How many words may stand between an office and the name of who holds it.
_REACH = 9
# How many words a name has at most, and at least.
_LONGEST, _LEAST = 7, 2
# How seldom a given name stands with the article.
_SELDOM = 0.02
# From which count on a word is no name that is not listed: the owner of, the beginning of.
_COMMON = 8000
# Up to which count a word after the name of a town or land makes it the given name of a foreigner.
_FOREIGN = 300
# The sort of aliases that name persons.
_PERSON = "person"
# How many letters a given name that is not listed has at least.
_SHORTEST = 3
# Letters that are particles before a noun, and the first of many surnames.
_LIKE_PARTICLES = frozenset({BY, SO})
Named = TypeVar("Named", Hit, NameHit)


def bearers(
    tokens: Sequence[Token],
    words: Sequence[Word],
    tags: Sequence[str],
    names: tuple[Sequence[Hit], Sequence[NameHit]],
    sources: Mapping[str, SourceEntry],
) -> dict[int, tuple[int, int]]:
    """First token of each such name to the token after it and the token of the office.

    ``names`` are the parties and the places of the sentence, ``sources`` the nouns for who speaks.
    """
    return _Finder(tokens, words, tags, names).found(sources)


def without(hits: Iterable[Named], persons: Mapping[int, tuple[int, int]]) -> list[Named]:
    """The names that do not lie in the name of a person, but for those that are the whole of it."""
    held = {at: (first, last) for first, (last, _) in persons.items() for at in range(first, last)}
    return [
        hit
        for hit in hits
        if (hit.first not in held and hit.last not in held) or held.get(hit.first) == (hit.first, hit.last + 1)
    ]


def surnames(tokens: Sequence[Token], words: Sequence[Word]) -> list[int]:
    """The words that look like a particle and a word and are the surname of who speaks: "said Adham | Basho".

    Such a word stands after a verb of speech or a title and a lone given name, and what the particle would leave is
    hardly ever written.
    """
    return [at for at in range(2, len(tokens)) if tokens[at].pro in _LIKE_PARTICLES and _surname(tokens, words, at)]


def _surname(tokens: Sequence[Token], words: Sequence[Word], at: int) -> bool:
    token, given, before = tokens[at], tokens[at - 1], words[at - 2]
    if token.det or token.enc or given.kind != "w" or given.pro or given.det or given.enc:
        return False
    said = before.title or any(form.pos == "verb" for form in before.speech)
    if not said or words[at].listed or words[at - 1].listed or deed(token.core):
        return False
    counts = frequencies()
    return counts.get(token.core, 0) + counts.get(ARTICLE + token.core, 0) <= _FOREIGN


class _Finder:
    """Looks through one sentence for offices and the names after them."""

    def __init__(
        self,
        tokens: Sequence[Token],
        words: Sequence[Word],
        tags: Sequence[str],
        names: tuple[Sequence[Hit], Sequence[NameHit]],
    ) -> None:
        self.tokens, self.words, self.tags = tokens, words, tags
        self.persons = {hit.first: hit.last + 1 for hit in names[0] if hit.entry.sort == _PERSON}
        ends = [*((hit.first, hit.last + 1) for hit in names[0]), *((hit.first, hit.last + 1) for hit in names[1])]
        self.hits = {first: end for first, end in ends if first not in self.persons}
        self.given = links().men | links().women

    def found(self, sources: Mapping[str, SourceEntry]) -> dict[int, tuple[int, int]]:
        """The names after all offices of the sentence."""
        out: dict[int, tuple[int, int]] = {}
        for at, word in enumerate(self.words):
            office = bool(word.title) or any(sources[form.entry].names for form in word.sources)
            if not office or word.number not in (None, "sg") or self.tags[at] not in NOMINAL:
                continue
            if any(first <= at < end for first, (end, _) in out.items()):
                continue
            start, end = self._after(at)
            if end > start:
                out[start] = (end, at)
        return out

    def _after(self, office: int) -> tuple[int, int]:
        """The name after an office and what it is the office of; an empty one where none stands there."""
        for start in range(office + 1, min(office + _REACH, len(self.tokens))):
            closed = self._closes(start - 1)
            end = self._name_end(start) if closed else start
            if end >= start + _LEAST:
                return start, end
            if not self._goes_on(start, closed):
                break
        return office, office

    def _goes_on(self, at: int, closed: bool) -> bool:
        """Whether a word may still say what an office is of: with an article, in construct, after a preposition."""
        token, tag = self.tokens[at], self.tags[at]
        if token.kind not in "wl" or token.pro[:1] in AND:
            return False
        if tag == "prep" or token.core.removeprefix(BY) == NAME:
            return True
        brought = token.det or bool(token.pro) or self.tags[at - 1] == "prep" or at in self.hits
        return tag in NOMINAL and (brought or not closed)

    def _closes(self, at: int) -> bool:
        """Whether nothing but a name can follow a word: it has the article, or ends a name itself."""
        return self.tokens[at].det or any(end == at + 1 for end in self.hits.values())

    def _name_end(self, start: int) -> int:
        """The token after the name that begins at a token; the token itself where none begins."""
        token = self.tokens[start]
        if token.kind != "w" or token.pro or (self.tags[start] not in NOMINAL and token.core not in self.given):
            return start
        if start in self.persons:
            return self.persons[start]
        if self.hits.get(start) == start + 1 and not token.det:
            begins = self._plain(start + 1) and self._surname(start + 1)
        else:
            begins = self._given(start)
        return self._family(start) if begins else start

    def _family(self, start: int) -> int:
        """The end of what follows a given name: further names, "son of", a surname with the article."""
        tokens, end = self.tokens, start + 1
        while end < len(tokens) and end - start < _LONGEST:
            son = tokens[end].core in SONS and not tokens[end].pro
            if son and end + 1 < len(tokens) and not tokens[end + 1].pro:
                end += 2
            elif self._plain(end):
                end += 1
            else:
                break
            further = end < len(tokens) and tokens[end].core in SONS
            if tokens[end - 1].det and tokens[end - 2].core not in links().men and not further:
                break
        return end

    def _given(self, at: int) -> bool:
        """Whether a word may be a given name: a listed one, or one that is no other word and hardly has the article."""
        token, word, counts = self.tokens[at], self.words[at], frequencies()
        listed = token.core in self.given
        if token.kind != "w" or token.pro or token.det or (token.enc and not (listed and token.enc == HIS)):
            return False  # Abdo is written like "his slave"
        if listed:
            return True
        if len(token.core) < _SHORTEST or deed(token.core) or tanwin(token.core) or token.core in links().abstracts:
            return False
        alone = counts.get(token.core, 0)
        return not word.listed and alone < _COMMON and counts.get(ARTICLE + token.core, 0) <= _SELDOM * alone

    def _plain(self, at: int) -> bool:
        """Whether a word goes on with a name: another given name, or a surname with the article."""
        if at >= len(self.tokens) or at in self.hits or self.tags[at] not in NOMINAL:
            return False
        token, word = self.tokens[at], self.words[at]
        if token.kind != "w" or token.pro or token.enc:
            return False
        if token.det:
            return not (word.classes or word.triggers or word.sources or word.title)
        return self._given(at)

    def _surname(self, at: int) -> bool:
        """Whether a word is hardly ever written, as a foreign surname is, or says where a family is from: al-Maliki."""
        token = self.tokens[at]
        return frequencies().get(token.core, 0) < _FOREIGN or (token.det and token.core.endswith(NISBA[0]))
