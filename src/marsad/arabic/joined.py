"""In which written words does a word stand with particles and the article before it? For search, without a lexicon."""

from __future__ import annotations

import re

_PARTICLES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك")
_ARTICLE = "ال"
_WORD = re.compile("[\u0621-\u064a]{3,}")


def joined_forms(word: str) -> list[str]:
    """A folded word and every way to write it with particles and the article before it; other scripts as they are.

    قصف (shelling) stands in القصف, وقصف, بالقصف, للقصف; a word that has the article already takes particles alone.
    """
    if not _WORD.fullmatch(word):
        return [word]
    bare = word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 2 else word
    has_article = bare != word
    forms = [] if has_article else [particle + word for particle in _PARTICLES]
    forms += [_with_article(particle, bare) for particle in _PARTICLES]
    return list(dict.fromkeys(forms))


def _with_article(particle: str, bare: str) -> str:
    """The article loses its alif after ل."""
    return f"{particle}ل{bare}" if particle.endswith("ل") else f"{particle}{_ARTICLE}{bare}"
