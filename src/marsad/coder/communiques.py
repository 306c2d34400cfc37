"""Whose communique opens with a colon, and what of it is in his own words?

"Communique no. 26, issued by | the General Command: ..."; "| our forces went on ...".
"""

from __future__ import annotations

import functools

import msgspec

from marsad.arabic.particles import ABOUT, US
from marsad.coder.sentence import Sentence
from marsad.lexicon.words import word_lists

_REACH = 24
"""Within how many words the colon stands."""


class CommuniqueWords(msgspec.Struct, frozen=True):
    """The words of the openings of communiques (``lexicon/data/communiques.toml``), folded."""

    issued: frozenset[str]
    saying: frozenset[str]


@functools.cache
def communique_words() -> CommuniqueWords:
    """The words as shipped."""
    return word_lists(CommuniqueWords, "communiques.toml")


def issuer(sentence: Sentence) -> tuple[int, int] | None:
    """The first token of who issued the communique that a sentence opens, and the colon before its words."""
    colon = next((i for i, token in enumerate(sentence.tokens[:_REACH]) if token.form == ":"), None)
    if colon is None:
        return None
    words = communique_words()
    for at in range(colon - 2):
        if sentence.tokens[at].core in words.issued and sentence.tokens[at + 1].core == ABOUT:
            told = range(at + 2, colon)
            silent = all(sentence.tags[i] != "verb" or sentence.tokens[i].core in words.saying for i in told)
            return (at + 2, colon) if silent else None
    return None


def ours(sentence: Sentence) -> bool:
    """Whether a sentence tells outside quotations of what is "ours", as communiques do."""
    quoted = False
    for token, word in zip(sentence.tokens, sentence.words, strict=True):
        quoted ^= token.form == '"'
        if token.enc == US and not quoted and word.classes:
            return True
    return False
