"""Which forms does a noun or an adjective take in newspapers? Cases, dual, construct, sound and listed plurals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from marsad.arabic.normal import fold

Number = Literal["sg", "du", "pl"]
Sound = Literal["auto", "none", "m", "f", "mf"]


class NounForm(msgspec.Struct, frozen=True, gc=False):
    """One written form of a noun: ``state`` is ``any``, ``indefinite`` (with the accusative alef) or ``construct``."""

    form: str
    number: Number
    state: str


def letters(word: str) -> str:
    """The word without vowel marks; unlike ``fold`` it keeps hamza and final ى, which tell the weak classes apart."""
    return "".join(char for char in word.strip() if "\u0621" <= char <= "\u063a" or "\u0641" <= char <= "\u064a")


def inflect_noun(singular: str, plurals: Sequence[str] = (), *, sound: Sound = "auto") -> tuple[NounForm, ...]:
    """All forms of a noun or adjective, without the article: cases, dual, construct, sound and listed plurals.

    A spelling that is both plural and dual (مسلحين "armed men", "two armed men") stands twice, the plural first.
    ``sound`` names the regular plural: ``m`` (ون), ``f`` (ات), ``mf`` both, ``none``. ``auto`` gives ات to words in ة
    without a listed plural, and recognises listed plurals in ون and ات.
    """
    word = letters(singular)
    found: dict[tuple[str, str], NounForm] = {}
    forms = _singular(word)
    if sound in ("m", "mf"):
        forms += _masculine_plural(word + "ون")
    if sound in ("f", "mf") or (sound == "auto" and not plurals and word.endswith("ة")):
        forms.append(("pl", _feminine_plural(word), "any"))
    for plural in map(letters, plurals):
        forms += _masculine_plural(plural) if plural.endswith("ون") else _broken_plural(plural)
    forms += _dual(word)
    for number, form, state in forms:
        form = fold(form)
        found.setdefault((form, number), NounForm(form, number, state))
    return tuple(found.values())


_Row = tuple[Number, str, str]


def _accusative(word: str) -> str | None:
    """The indefinite accusative with its alef (هجوما), or None where none is written (غارة, لقاء, مستشفى)."""
    if word[-1] in "ةىاأ" or word.endswith("اء"):
        return None
    if word.endswith(("يء", "بء")):
        return word[:-1] + "ئا"
    return word + "ا"


def _singular(word: str) -> list[_Row]:
    rows: list[_Row] = [("sg", word, "any")]
    accusative = _accusative(word)
    return [*rows, ("sg", accusative, "indefinite")] if accusative else rows


def _dual(word: str) -> list[_Row]:
    if word[-1] == "ة":
        stem = word[:-1] + "ت"
    elif word[-1] == "ى":
        stem = word[:-1] + "ي"
    elif word.endswith("يء"):
        stem = word[:-1] + "ئ"
    else:
        stem = word
    upright = stem[:-1] + "آ" if stem[-1] == "أ" else stem + "ا"
    return [
        ("du", upright + "ن", "any"),
        ("du", stem + "ين", "any"),
        ("du", upright, "construct"),
        ("du", stem + "ي", "construct"),
    ]


def _feminine_plural(word: str) -> str:
    if word[-1] == "ة":
        return word[:-2] + "آت" if word[-2] == "أ" else word[:-1] + "ات"
    return word[:-1] + "يات" if word[-1] == "ى" else word + "ات"


def _masculine_plural(plural: str) -> list[_Row]:
    stem = plural[:-2]
    return [
        ("pl", stem + "ون", "any"),
        ("pl", stem + "ين", "any"),
        ("pl", stem + "و", "construct"),
        ("pl", stem + "ي", "construct"),
    ]


def _broken_plural(plural: str) -> list[_Row]:
    rows: list[_Row] = [("pl", plural, "any")]
    accusative = _accusative(plural)
    if accusative and not _diptote(plural):
        rows.append(("pl", accusative, "indefinite"))
    return rows


def _diptote(plural: str) -> bool:
    """Whether a plural takes no tanwin: مدارس, صواريخ; and the sound feminine in ات."""
    if plural.endswith("ات"):
        return not (len(plural) == 5 and plural[0] == "أ")
    return len(plural) in (5, 6) and plural[2] == "ا" and (len(plural) == 5 or plural[4] in "يو")
