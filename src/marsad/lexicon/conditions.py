"""The little language of the lexicon that says in which company a word means what it says.

``position:class`` tests are joined by ``&``; ``!`` negates one. A position is ``subj``, ``obj``, ``gen``, ``prep:على``,
``arg``, ``adj``, ``prev``, ``next``, ``clause``, ``any`` or ``by`` (the particle written with the word, as in بدعم), or
it asks for the word itself: ``form`` (past, present,
passive, masdar, noun, participle, phrase), ``lemma``, or both at once as ``verb``, ``participle``, ``phrase``. A class
is a noun class of ``nouns.toml``, ``party`` or ``place`` (several joined by ``|``), or words written ``=word|word``,
where a final ``*`` stands for any ending. Words are compared without the article and clitics.
"""

from __future__ import annotations

import msgspec

from marsad.arabic.normal import fold
from marsad.arabic.particles import ARTICLE
from marsad.arabic.verblist import without_article

FORMS = ("form", "lemma", "verb", "participle", "phrase")
POSITIONS = ("subj", "obj", "gen", "prep", "arg", "adj", "prev", "next", "clause", "any", "by", *FORMS)
# A word of so few letters has no article: what would be left is no word.
SHORT = 4


class Test(msgspec.Struct, frozen=True, gc=False):
    """One test: classes or words at a position, or their absence."""

    position: str
    preposition: str
    classes: frozenset[str]
    words: frozenset[str]
    stems: tuple[str, ...]
    negated: bool

    def fits(self, core: str, classes: frozenset[str]) -> bool:
        """Whether a word (bare core, its classes) is what the test looks for, before negation."""
        if not self.classes.isdisjoint(classes):
            return True
        return core in self.words or (bool(self.stems) and core.startswith(self.stems))


class ConditionError(ValueError):
    """A condition that cannot be read; the message says which part and what would be right."""


def bare(core: str) -> str:
    """A folded core without its article; الغام (mines) and other words that begin with the same letters have none."""
    if not core.startswith(ARTICLE) or len(core) <= SHORT or core in without_article():
        return core
    return core.removeprefix(ARTICLE)


def parse(text: str) -> tuple[Test, ...]:
    """The tests of one condition; raises ConditionError with the part that is wrong."""
    return tuple(_test(part.strip()) for part in text.split("&"))


def _test(part: str) -> Test:
    negated = part.startswith("!")
    pieces = part.lstrip("!").strip().split(":")
    if pieces in (["verb"], ["participle"], ["phrase"]):
        return Test("form", "", frozenset(pieces), frozenset(), (), negated)
    if pieces[0] not in POSITIONS or len(pieces) != (3 if pieces[0] == "prep" else 2):
        raise ConditionError(f"{part!r}: write position:class with a position of {', '.join(POSITIONS)}")
    preposition = fold(pieces[1]) if pieces[0] == "prep" else ""
    wanted = pieces[-1].strip()
    named, _, listed = wanted.partition("=")
    classes = frozenset(name.strip() for name in named.split("|") if name.strip())
    written = [word.strip() for word in listed.split("|") if word.strip()]
    words = frozenset(bare(fold(word)) for word in written if not word.endswith("*"))
    stems = tuple(bare(fold(word[:-1])) for word in written if word.endswith("*"))
    return Test(pieces[0], preposition, classes, words, stems, negated)
