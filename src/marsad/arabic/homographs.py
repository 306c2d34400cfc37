"""Which words does folding make another word of?

علي (Ali) for على (on), آلية (vehicle) for إليه (to him), وأدى (and led to) for وادي (valley), وإب (and Ibb) for واب.
"""

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
_VALLEY, _AND, _HAMZA = "وادي", "و", "أ"
_UNDER = "إ"


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


def told_apart(tokens: Sequence[Token], normal: Normal) -> list[Token]:
    """The tokens, with "vehicle" and "and led to" read as the text spells them: they are no "to him" and no valley."""
    out = list(tokens)
    if _VEHICLE in normal.source:
        out = [_whole(token) if _vehicle(token, normal) else token for token in out]
    if _AND + _HAMZA in normal.source:
        out = [_led(token) if _leads(token, normal) else token for token in out]
    if _AND + _UNDER in normal.source:
        out = [_led(token) if _joined(token, normal) else token for token in out]
    return out


def _joined(token: Token, normal: Normal) -> bool:
    """Whether a word kept whole opens with و and a hamza under the alef, which no word does but "and" with another."""
    if token.pro or not token.form.startswith(_AND):
        return False
    start, end = normal.span(token.start, token.end)
    return normal.source[start:end].startswith(_AND + _UNDER)


def _leads(token: Token, normal: Normal) -> bool:
    if token.form != _VALLEY or token.pro:
        return False
    start, end = normal.span(token.start, token.end)
    return normal.source[start:end].startswith(_AND + _HAMZA)


def _led(token: Token) -> Token:
    start = token.start + len(_AND)
    core = token.form[len(_AND) :]
    return msgspec.structs.replace(token, pro=_AND, core=core, enc="", core_start=start, core_end=token.end)


def _vehicle(token: Token, normal: Normal) -> bool:
    if token.core != _TO or token.enc != _HIM:
        return False
    start, end = normal.span(token.core_start, token.end)
    return normal.source[start:end] == _VEHICLE


def _whole(token: Token) -> Token:
    return msgspec.structs.replace(token, core=token.core + token.enc, enc="", core_end=token.end)
