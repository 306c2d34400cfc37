"""Is this text Arabic, and if not, what is it? Others are set aside with the reason, not coded."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import msgspec

from marsad.arabic.normal import fold
from marsad.model import Article

LANGUAGES = Path(__file__).parent / "data" / "languages.toml"
_SAMPLE = 4000
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_NOT_ARABIC = re.compile("[\u067e\u0686\u0698\u06af\u0679\u0688\u0691\u06d2]")  # pe, che, zhe, gaf; Urdu's letters
_LETTERS_AT_LEAST = 50
"""Arabic letters for each letter of another language, in Arabic with its foreign names."""

_QUICK = 1500
_ONE_IN = 25
"""Arabic has more than one of its small words among so many words."""

_WORDS_AT_LEAST = 0.06
"""Share of the small words of a language among all words, from which the text is in it."""

_SCRIPTS = {
    "LATIN": "a language in Latin letters",
    "CYRILLIC": "a language in Cyrillic letters",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "ARMENIAN": "Armenian",
    "SYRIAC": "Syriac",
    "CJK": "Chinese or Japanese",
    "HANGUL": "Korean",
    "DEVANAGARI": "a language in Devanagari letters",
    "ETHIOPIC": "a language in Ethiopic letters",
    "TIFINAGH": "Tamazight",
}


class Language(msgspec.Struct, frozen=True):
    """A language by its code and English name; the code is ``und`` where only the script is known."""

    code: str
    name: str


class _Marks(msgspec.Struct, frozen=True):
    name: str
    words: list[str]
    letters: str = ""


ARABIC = Language("ar", "Arabic")


def language(text: str) -> str | None:
    """``ar`` where most letters of the beginning are Arabic and its words are not another language's, else ``None``."""
    sample = text[:_SAMPLE]
    script = len(_SCRIPT.findall(sample))
    if not script or script * 2 < len(_LETTER.findall(sample)):
        return None
    if len(_NOT_ARABIC.findall(sample)) * _LETTERS_AT_LEAST >= script:
        return None
    return "ar" if _plainly_arabic(sample) or _other(sample, arabic_script=True) is None else None


def language_of(text: str) -> Language | None:
    """The language of the beginning of a text, ``None`` where there are no letters.

    Languages in Arabic letters are told by the letters and small words that Arabic lacks; others by their script and
    small words.
    """
    if language(text):
        return ARABIC
    sample = text[:_SAMPLE]
    letters = _LETTER.findall(sample)
    if not letters:
        return None
    in_script = len(_SCRIPT.findall(sample)) * 2 >= len(letters)
    found = _other(sample, arabic_script=in_script, least=_WORDS_AT_LEAST / 3)
    if found:
        return found
    return Language("und", "a language in Arabic letters") if in_script else _by_script(letters)


def set_aside(article: Article) -> str | None:
    """Why a document is kept but not coded, ``None`` for one in Arabic."""
    found = language_of(article.full)
    if found is None:
        return "no words in it"
    return None if found.code == "ar" else f"not in Arabic but in {found.name}"


def _plainly_arabic(sample: str) -> bool:
    """Whether Arabic's small words are as frequent as in any Arabic text: told without folding, for speed."""
    words = sample[:_QUICK].split()
    return sum(word in _arabic_words() for word in words) * _ONE_IN > len(words)


def _other(sample: str, *, arabic_script: bool, least: float = _WORDS_AT_LEAST) -> Language | None:
    """The language, other than Arabic, of whose small words and own letters a text is full."""
    words = Counter(_WORD.findall(fold(sample) if arabic_script else sample.lower()))
    total = sum(words.values())
    arabic = sum(words[fold(word)] for word in _arabic_words()) / max(total, 1)
    best: tuple[float, Language] | None = None
    for code, marks in _languages(arabic_script).items():
        share = sum(words[word] for word in marks.words) / max(total, 1)
        if arabic_script and share <= arabic:
            continue
        own = sum(sample.count(letter) for letter in marks.letters) / max(len(sample), 1)
        if share >= least or own >= least:
            best = max(best or (0.0, ARABIC), (share + own, Language(code, marks.name)), key=lambda pair: pair[0])
    return best[1] if best else None


def _by_script(letters: list[str]) -> Language:
    scripts = Counter(unicodedata.name(letter, "?").split()[0] for letter in letters)
    script = scripts.most_common(1)[0][0]
    return Language("he", "Hebrew") if script == "HEBREW" else Language("und", _SCRIPTS.get(script, "another script"))


@functools.cache
def _languages(arabic_script: bool) -> dict[str, _Marks]:
    """The marks of each language of one script, its small words folded."""
    read = {code: marks for code, marks in _read().items() if code != "ar"}
    fitting = {code: marks for code, marks in read.items() if bool(marks.letters) == arabic_script}
    if not arabic_script:
        return fitting
    return {
        code: msgspec.structs.replace(marks, words=[fold(word) for word in marks.words])
        for code, marks in fitting.items()
    }


@functools.cache
def _arabic_words() -> frozenset[str]:
    return frozenset(_read()["ar"].words)


@functools.cache
def _read() -> dict[str, _Marks]:
    return msgspec.convert(tomllib.loads(LANGUAGES.read_text(encoding="utf-8")), dict[str, _Marks])
