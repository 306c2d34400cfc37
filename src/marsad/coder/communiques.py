"""Whose communique opens with a colon, and what of it is in his own words?

"Communique no. 26, issued by | the General Command: ..."; "| our forces went on ...".
"""

from __future__ import annotations

from marsad.arabic.particles import ABOUT, US
from marsad.coder.sentence import Sentence

_REACH = 24
"""Within how many words the colon stands."""
_ISSUED = frozenset("صادر صادره صدر صدرت الصادر الصادره".split())
_SAYING = frozenset("جاء صدر صدرت قال قالت اضاف".split())


def issuer(sentence: Sentence) -> tuple[int, int] | None:
    """The first token of who issued the communique that a sentence opens, and the colon before its words."""
    colon = next((i for i, token in enumerate(sentence.tokens[:_REACH]) if token.form == ":"), None)
    if colon is None:
        return None
    for at in range(colon - 2):
        if sentence.tokens[at].core in _ISSUED and sentence.tokens[at + 1].core == ABOUT:
            told = range(at + 2, colon)
            silent = all(sentence.tags[i] != "verb" or sentence.tokens[i].core in _SAYING for i in told)
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
