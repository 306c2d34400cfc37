"""Which words of a sentence tell one happening from another, and how alike are two sentences?"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable

from marsad.arabic.frequency import frequencies
from marsad.arabic.normal import LETTERS, fold
from marsad.arabic.particles import (
    ARTICLE,
    FEMININE,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
)
from marsad.arabic.tokens import Tokenizer

_WORD = re.compile(f"[{LETTERS}]{{2,}}|[A-Za-z]{{3,}}")
_EMPTY = PARTICLES | PREPOSITIONS | PRONOUNS | RELATIVES | SUBORDINATORS
_ENDINGS = re.compile("(?:ات|ين|ون|ان|يه|ه|ي)$")
_COMMON, _RARE = 5.0, 14.0
_LEAST = 0.12
_TELLING = 0.4
ONE = 1_000_000


@functools.cache
def _tokenizer() -> Tokenizer:
    return Tokenizer()


@functools.lru_cache(maxsize=400_000)
def stem(form: str) -> str:
    """A folded word without particles, article and endings: enough to find it again in another report."""
    if not "\u0621" <= form[0] <= "\u064a":
        return form.lower()
    word = without_article(core(form))
    short = _ENDINGS.sub("", word)
    return short if len(short) > 2 else word


def core(form: str) -> str:
    """A folded word without the particles that are written onto it."""
    return _tokenizer().split(form)[1]


def without_article(word: str) -> str:
    """A folded word without the article, where enough of it is left."""
    return word.removeprefix(ARTICLE) if len(word) > 4 else word


@functools.lru_cache(maxsize=400_000)
def rarity(word: str) -> float:
    """From 0 (every text has it) to 1 (hardly any has it): what a word in common is worth."""
    listed = frequencies()
    seen = max(listed.get(word, 0), listed.get(ARTICLE + word, 0), listed.get(word + FEMININE, 0))
    return min(1.0, max(0.0, (math.log(1e8 / (seen + 80)) - _COMMON) / (_RARE - _COMMON)))


def content_words(text: str) -> tuple[str, ...]:
    """The stems of a text that are worth comparing, sorted, each once."""
    stems = {stem(form) for form in _WORD.findall(fold(text)) if form not in _EMPTY}
    return tuple(sorted(word for word in stems if rarity(word) >= _LEAST))


@functools.lru_cache(maxsize=100_000)
def name_words(text: str) -> tuple[str, ...]:
    """The stems of a name that hardly any other text has: what finds it in a sentence that is not known to name it."""
    return tuple(word for word in content_words(text) if rarity(word) >= _TELLING)


def vector(words: Iterable[str]) -> dict[str, int]:
    """The words with their rarity, scaled to the length ``ONE``: whole numbers, so that sums have no order."""
    weighed = {word: rarity(word) for word in words}
    length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
    return {word: round(ONE * weight / length) for word, weight in weighed.items()}


def likeness(one: dict[str, int], other: dict[str, int]) -> float:
    """The cosine of two vectors, 0 to 1."""
    common = one.keys() & other.keys()
    return sum([one[word] * other[word] for word in common]) / (ONE * ONE) if common else 0.0
