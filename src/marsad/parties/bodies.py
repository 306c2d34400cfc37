"""Which nouns of a phrase only tell what a body is for, and which bodies are no government's?"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.arabic.verblist import without_article
from marsad.parties.registry import Grammar

# Within how many nouns a body tells what it is for.
_CALLED = 3


def of_body(keys: Sequence[str], place: int, grammar: Grammar) -> bool:
    """Whether the noun at ``place`` only tells what a body before it is for: the centre of | the prisoners."""
    for at in range(place - 1, max(place - 1 - _CALLED, -1), -1):
        definite = keys[at].startswith(grammar.article) and keys[at] not in without_article()
        if definite or not keys[at].isalpha():
            return False
        if keys[at] in grammar.institution:
            return True
    return False


def is_civil(keys: Sequence[str], grammar: Grammar) -> bool:
    """Whether a phrase is a society, a union, a centre: its nationality makes no government of it."""
    return keys[0] in grammar.civil
