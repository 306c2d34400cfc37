"""Folds the spellings of Arabic into one, and knows where every folded character came from."""

from __future__ import annotations

import re
import unicodedata
from array import array

import msgspec

LETTERS = "\u0621-\u064a"
"""The letters of Arabic, as a range of a regular expression; between them lie the tatweel and rare letters."""

# Marks that carry no letter: vowels, tatweel, zero-width and bidi controls.
_DROPPED = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c"
)
_DROP = re.compile(f"[{_DROPPED}]")
_PRESENTATION = "\ufb50-\ufdff\ufe70-\ufefc"
_LIGATURE = re.compile(f"[{_PRESENTATION}]")
_UNEVEN = re.compile(f"[{_DROPPED}]+|[{_PRESENTATION}]")
# Marks that belong to the letter before them when a span is mapped back.
_TRAILING = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640]*")

_FOLD = str.maketrans(
    "أإآٱىیېکڪةھہۀە٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹«»“”„‟❝❞＂’‘‚‛`\u00a0\u2007\u202f\u2009\u3000\t–—−‑٬٫",
    "اااايييككههههه01234567890123456789" + '"' * 9 + "'" * 5 + " " * 6 + "----,.",
)

# A run of what becomes letters, with the marks in and around it.
_WRITTEN = re.compile(
    f"[{LETTERS}{_DROPPED}"
    + "".join(chr(char) for char, letter in _FOLD.items() if "\u0621" <= chr(letter) <= "\u064a")
    + "]+"
)


class Normal(msgspec.Struct, frozen=True, gc=False):
    """A folded text with the way back: ``source[a:b]`` for any folded span."""

    source: str
    text: str
    origin: array[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets (code points, half-open) of a folded span; trailing vowel marks stay with their letter."""
        if self.origin is None:
            return start, end
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else len(self.source)
            return at, at
        last = self.origin[end - 1] + 1
        mark = _TRAILING.match(self.source, last)
        return self.origin[start], mark.end() if mark else last


def fold(text: str) -> str:
    """The folded text alone: for words of the lexicon and for look-ups."""
    if _UNEVEN.search(text):
        text = _DROP.sub("", _LIGATURE.sub(_letters, text))
    return text.translate(_FOLD)


def _letters(ligature: re.Match[str]) -> str:
    """The letters of a ligature."""
    return unicodedata.normalize("NFKC", ligature.group())


def written_words(text: str) -> list[str]:
    """The Arabic words of a text as they are written; folded one by one they are those of the folded text.

    Among them are runs of marks alone, which fold to nothing. Ligatures of letters are folded first.
    """
    return _WRITTEN.findall(fold(text) if _LIGATURE.search(text) else text)


def normalise(text: str) -> Normal:
    """The folded text with its map; linear in the length, and without a map where no character moved."""
    if not _UNEVEN.search(text):
        return Normal(text, text.translate(_FOLD), None)
    out: list[str] = []
    origin = array("l")
    at = 0
    for uneven in _UNEVEN.finditer(text):
        start = uneven.start()
        out.append(text[at:start])
        origin.extend(range(at, start))
        at = uneven.end()
        if _LIGATURE.match(text, start):
            letters = _DROP.sub("", _letters(uneven))
            out.append(letters)
            origin.extend([start] * len(letters))
    out.append(text[at:])
    origin.extend(range(at, len(text)))
    return Normal(text, "".join(out).translate(_FOLD), origin)
