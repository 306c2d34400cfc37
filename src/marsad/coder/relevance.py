"""Is a report about war at all? A cheap look at its words before any sentence is read.

Every listed word counts once, war words by their weight, the surest twice where a report opens with them; the sum is
set against its length, and what is not sure against the words of sport, trade and daily life, which borrow from war.
A line or two that speak of nothing else are given the benefit of the doubt.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from marsad.arabic import compiled, inflection, verblist
from marsad.arabic.inflection import inflect_noun, inflect_verb
from marsad.arabic.normal import fold
from marsad.arabic.particles import ARTICLE
from marsad.arabic.tokens import Token
from marsad.arabic.verblist import without_article
from marsad.lexicon import listed as listed_words
from marsad.lexicon.compiler import DATA
from marsad.lexicon.conditions import SHORT, bare
from marsad.lexicon.listed import items, with_plurals

FILE = DATA / "relevance.toml"
BUILT = Path(__file__).parent.parent / "_built" / "relevance.msgpack"
SOURCES = (FILE, Path(__file__), Path(listed_words.__file__), Path(inflection.__file__), *verblist.SOURCES)
"""What the compiled words are made of."""

_WORTH = {3: 3.0, 2: 1.5, 1: 0.4}
_DAMPING = {3: 0.4, 2: 0.1, 1: 0.05}
_SURE = 3
_OPENING = 25
_SCALE, _SHORTEST, _GROWTH = 130.0, 30, 0.8
_DOUBT = 1.5
_BRIEF, _MOST = 25, 4.5
_HOPELESS = 0.6

T = TypeVar("T")


class RelevanceError(ValueError):
    """A list of words that cannot be read: names the file, the domain and what to write instead."""


class Listed(msgspec.Struct, frozen=True, gc=False):
    """What a listed word is worth: its number in the file, what it says of war surely or by hint, and of peace."""

    number: int
    sure: float
    hint: float
    peace: float


class _Written(NamedTuple):
    """Listed words and listed pairs as they are written, and the words that either begins with."""

    words: dict[str, Listed]
    pairs: dict[str, dict[str, Listed]]
    first: frozenset[str]


def _with_article(listed: Mapping[str, T]) -> dict[str, T]:
    """What is listed by bare form, by the cores that have that bare form."""
    plain = {word: each for word, each in listed.items() if not word.startswith(ARTICLE) or bare(word) == word}
    articled = {ARTICLE + word: each for word, each in listed.items() if len(ARTICLE + word) > SHORT}
    for core in without_article() & articled.keys():
        del articled[core]
    return plain | articled


class Vocabulary(msgspec.Struct, frozen=True, dict=True):
    """The listed words by bare form, the listed pairs by their first word, and the least value of a report of war."""

    words: dict[str, Listed]
    pairs: dict[str, dict[str, Listed]]
    least: float

    @functools.cached_property
    def written(self) -> _Written:
        """The listed words and pairs by their words with and without the article."""
        words = _with_article(self.words)
        pairs = {core: _with_article(seconds) for core, seconds in _with_article(self.pairs).items()}
        return _Written(words, pairs, frozenset({*words, *pairs}))

    @property
    def hopeless(self) -> float:
        """What a text with all its lines must be worth at least to be read closer."""
        return _HOPELESS * self.least


def words_of(tokens: Iterable[Token]) -> Iterator[str]:
    """The cores of the words among some tokens, and an empty word for every number and mark."""
    return (token.core if token.kind == "w" else "" for token in tokens)


def relevance(words: Iterable[str], vocabulary: Vocabulary | None = None) -> float:
    """How much of a report is about war: 0 for none, 100 and more for a front report; see ``least`` for the bar.

    ``words`` are the cores of its words in order, with an empty one for every number and mark (``words_of``).
    """
    sure = hint = peace = 0.0
    known = vocabulary or shipped()
    found, length = _found(words, known)
    for listed, at in found.values():
        sure += 2 * listed.sure if at <= _OPENING else listed.sure
        hint += listed.hint
        peace += listed.peace
    return value(sure, hint, peace, length)


def value(sure: float, hint: float, peace: float, length: int) -> float:
    """The relevance of so many words, from what they say of war surely and by hint, and of peace."""
    weighed = sure / (1 + peace / 2) + hint / math.pow(1 + peace, _DOUBT)
    found = _SCALE * weighed / math.pow(length + _SHORTEST, _GROWTH)
    brief = not peace and length < _BRIEF
    return found * min(_BRIEF / max(length, 1), _MOST) if brief else found


def _found(cores: Iterable[str], known: Vocabulary) -> tuple[dict[int, tuple[Listed, int]], int]:
    """The listed words, each with the place of its first use, and the number of words."""
    words, pairs, listed_at_all = known.written
    found: dict[int, tuple[Listed, int]] = {}
    length = 0
    after: Mapping[str, Listed] | None = None
    for core in cores:
        if not core:
            after = None
            continue
        length += 1
        if after is None and core not in listed_at_all:
            continue
        listed = words.get(core)
        if listed is not None and listed.number not in found:
            found[listed.number] = listed, length
        if after is not None:
            listed = after.get(core)
            if listed is not None and listed.number not in found:
                found[listed.number] = listed, length
        after = pairs.get(core)
    return found, length


def hopeless(words: Iterable[str], vocabulary: Vocabulary | None = None) -> bool:
    """Whether a text with all its lines, boilerplate too, is so far from war that it need not be read closer."""
    known = vocabulary or shipped()
    return relevance(words, known) < known.hopeless


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    """A vocabulary as it is compiled: what the listed words are worth, and for each form the place of its worth."""

    least: float
    worth: list[Listed]
    words: dict[str, int]
    pairs: dict[str, dict[str, int]]

    def vocabulary(self) -> Vocabulary:
        worth = self.worth
        words = {form: worth[at] for form, at in self.words.items()}
        pairs = {first: {form: worth[at] for form, at in row.items()} for first, row in self.pairs.items()}
        return Vocabulary(words, pairs, self.least)


def _packed() -> bytes:
    found = read_vocabulary(FILE)
    every = [*found.words.values(), *(each for row in found.pairs.values() for each in row.values())]
    worth = list({each.number: each for each in every}.values())
    place = {each.number: at for at, each in enumerate(worth)}
    words = {form: place[each.number] for form, each in found.words.items()}
    pairs = {first: {form: place[each.number] for form, each in row.items()} for first, row in found.pairs.items()}
    return msgspec.msgpack.encode(_Packed(found.least, worth, words, pairs))


def build(path: Path = BUILT) -> None:
    """Writes the compiled words; called by the build hook."""
    compiled.write(path, SOURCES, _packed())


@functools.cache
def shipped() -> Vocabulary:
    """The words that ship with Marsad, compiled when the package is built, or now in a checkout."""
    return msgspec.msgpack.decode(compiled.read(BUILT, SOURCES, _packed), type=_Packed).vocabulary()


def read_vocabulary(path: Path) -> Vocabulary:
    """The words of a file with all their forms; raises RelevanceError."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    found = Vocabulary({}, {}, float(content["least"]))
    number = 0
    for key in ("war", "peace"):
        for row in content.get(key, []):
            sure, hint, peace = _worth(path, key, row.get("domain", "?"), row.get("weight"))
            for forms in (*_nouns(row.get("words", "")), *_verbs(row.get("verbs", []))):
                number += 1
                _enter(found, forms, Listed(number, sure, hint, peace))
    return found


def _worth(path: Path, key: str, domain: str, weight: object) -> tuple[float, float, float]:
    worth = _WORTH if key == "war" else _DAMPING
    if not isinstance(weight, int) or weight not in worth:
        raise RelevanceError(f"{path}: {key} {domain!r}: weight {weight!r}; write one of {sorted(worth)}")
    value = worth[weight]
    if key == "peace":
        return 0.0, 0.0, value
    return (value, 0.0, 0.0) if weight == _SURE else (0.0, value, 0.0)


def _enter(vocabulary: Vocabulary, forms: Iterable[str], listed: Listed) -> None:
    """Adds the forms of a word; the first list that has a form keeps it."""
    for form in sorted(forms):
        first, _, second = form.partition(" ")
        if second:
            vocabulary.pairs.setdefault(first, {}).setdefault(second, listed)
        else:
            vocabulary.words.setdefault(first, listed)


def _nouns(line: str) -> Iterator[set[str]]:
    for word in items(line):
        singular, many = with_plurals(word)
        if " " in singular:
            yield {" ".join(bare(part) for part in fold(phrase).split()[:2]) for phrase in (singular, *many)}
        else:
            yield {bare(form.form) for form in inflect_noun(singular, many)}


def _verbs(listed: Iterable[str]) -> Iterator[set[str]]:
    for written in listed:
        past, present = written.split()
        yield {form.form for form in inflect_verb(past, present) if form.person == 3 and form.tense != "imperative"}
