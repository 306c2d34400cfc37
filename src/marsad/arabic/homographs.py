"""Which words of a folded text are names, though folding makes a small word of them: علي (Ali), not على (on)?"""

from __future__ import annotations

import re

from marsad.arabic.normal import Normal

_FOLDED = "علي"
_ON = "على"
_WORD = re.compile(f"(?<![\u0621-\u064a])[وف]?({_FOLDED})(?![\u0621-\u064a])")
_CAREFUL = 2


def names_like_on(normal: Normal) -> frozenset[int]:
    """The folded offsets of علي where it is a name: the text writes على (on) with another letter, and far more often.

    Empty for a text that spells both alike, as many papers of Egypt do.
    """
    if _FOLDED not in normal.source:
        return frozenset()
    names, on = [], 0
    for word in _WORD.finditer(normal.text):
        start, end = normal.span(*word.span(1))
        if normal.source[start:end] == _FOLDED:
            names.append(word.start(1))
        on += normal.source[start:end] == _ON
    return frozenset(names) if on >= _CAREFUL * len(names) else frozenset()
