"""Which words does folding make a small word of? علي (Ali) for على (on), and آلية (vehicle) for إليه (to him)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from marsad.arabic.normal import Normal
from marsad.arabic.tokens import Token

_FOLDED = "علي"
_ON = "على"
_WORD = re.compile(f"(?<![\u0621-\u064a])[وف]?({_FOLDED})(?![\u0621-\u064a])")
_CAREFUL = 2
_VEHICLE, _TO, _HIM = "آلية", "الي", "ه"


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


def vehicles_told(tokens: Sequence[Token], normal: Normal) -> list[Token]:
    """The tokens, with "vehicle" one word wherever the text spells it with the madda: it is no "to him"."""
    if _VEHICLE not in normal.source:
        return list(tokens)
    return [_whole(token) if _vehicle(token, normal) else token for token in tokens]


def _vehicle(token: Token, normal: Normal) -> bool:
    if token.core != _TO or token.enc != _HIM:
        return False
    start, end = normal.span(token.core_start, token.end)
    return normal.source[start:end] == _VEHICLE


def _whole(token: Token) -> Token:
    return msgspec.structs.replace(token, core=token.core + token.enc, enc="", core_end=token.end)
