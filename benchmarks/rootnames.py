"""Do two names mean one source? Ours stand in Arabic or English, the gold's in English with the office in brackets.

Words are compared by their first four letters, Arabic ones by a gloss (``rootnames.toml``) or, as names of people are
spelled in many ways, by their consonants. Two names match when they share a word that is neither a country nor empty
("official", "sources"); a name that has nothing else matches any of its country. Each name matches one at most.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from marsad.arabic.normal import fold
from marsad.parties.registry import DATA

_LETTERS = dict(
    zip("بتثجحخدذرزسشصضطظعغفقكلمنهةوياىءئؤ", "bttjhxddrzsSsdtz gfkklmnhh       ", strict=True),
)
_DIGRAPHS = (("sh", "S"), ("kh", "x"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"), ("ch", "S"))


@functools.cache
def _table() -> dict[str, Any]:
    found = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    found["gloss"] = {fold(word): english for word, english in found["gloss"].items()}
    return found


@functools.cache
def _countries() -> frozenset[str]:
    table = tomllib.loads((DATA / "countries.toml").read_text(encoding="utf-8"))["country"]
    names = " ".join(f"{each['name']} {each.get('demonym', '')}" for each in table).lower()
    return frozenset(word[:4] for word in re.findall(r"[a-z]{2,}", names)) | {"us", "un"}


def _consonants(word: str) -> str:
    if "\u0600" <= word[0] <= "\u06ff":
        core = word.removeprefix("ال")
        found = "".join(_LETTERS.get(letter, "") for letter in core).replace(" ", "")
    else:
        found = word.removeprefix("al-")
        for two, one in _DIGRAPHS:
            found = found.replace(two, one)
        found = (
            re.sub(r"[aeiouyw'\-]", "", found).replace("q", "k").replace("c", "k").replace("p", "b").replace("v", "f")
        )
    return re.sub(r"(.)\1+", r"\1", found).rstrip("h")


@functools.cache
def _read(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """(telling words, countries) of a name; telling words of Latin script stand by beginning and by consonants."""
    table, telling, countries = _table(), set(), set()
    for word in re.findall(r"[^\W\d_][^\W\d_'\-]+(?:-[^\W\d_]+)?", name.lower()):
        arabic = "\u0600" <= word[0] <= "\u06ff"
        if arabic:
            word = table["gloss"].get(fold(word).removeprefix("ال"), fold(word))
            arabic = "\u0600" <= word[0] <= "\u06ff"
        word = table["same"].get(word, word)
        if not arabic and word[:4] in _countries():
            countries.add(word[:4])
        elif word not in table["empty"]["words"]:
            bare = _consonants(word)
            telling |= ({word[:4]} if not arabic and len(word) > 2 else set()) | (
                {f"={bare}"} if len(bare) > 2 else set()
            )
    return frozenset(telling), frozenset(countries)


def alike(one: str, other: str) -> bool:
    """Whether two names may mean one source."""
    (ours, our), (theirs, their) = _read(one), _read(other)
    return bool(ours & theirs) or ((not ours or not theirs) and bool(our & their))


def matched(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many pairs of names match at most, each name once."""
    taken: dict[int, int] = {}

    def place(at: int, tried: set[int]) -> bool:
        for other, name in enumerate(theirs):
            if other not in tried and alike(ours[at], name):
                tried.add(other)
                if other not in taken or place(taken[other], tried):
                    taken[other] = at
                    return True
        return False

    return sum(place(at, set()) for at in range(len(ours)))
