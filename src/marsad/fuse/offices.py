"""Which office of a state does a source speak for, and does it name anybody at all? Reads ``data/offices.toml``."""

from __future__ import annotations

import functools

import msgspec

from marsad.arabic.normal import fold
from marsad.codebook.load import table
from marsad.fuse.weights import DATA
from marsad.fuse.words import core, stem, without_article


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An office: its English name, its Arabic name with ``{}`` for the country, the phrases that tell it.

    ``definite`` are words that tell it with the article only: "the president", not "a president of a committee".
    """

    name: str
    shown: str
    phrases: list[str]
    definite: list[str] = []


class _Vague(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: list[str]
    heads: list[str]
    adjectives: list[str]
    medical: list[str]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: list[str]


class _Titles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: list[str]
    ends: list[str]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    office: list[Office]
    titles: _Titles
    officials: _Words
    nobody: _Words
    vague: _Vague


@functools.cache
def _table() -> _Table:
    return table(DATA / "offices.toml", _Table)


def offices() -> list[Office]:
    """The offices in the order in which they are looked for."""
    return _table().office


@functools.cache
def _phrases() -> list[tuple[tuple[str, ...], str]]:
    return [(_stems(phrase), office.name) for office in offices() for phrase in office.phrases if " " in phrase]


@functools.cache
def _single() -> dict[str, str]:
    """Words that tell an office by themselves, with their ending: "governor" is no "governorate"."""
    found: dict[str, str] = {}
    for office in offices():
        for word in office.phrases:
            if " " not in word:
                found.setdefault(without_article(fold(word)), office.name)
        for word in office.definite:
            found.setdefault(fold(word), office.name)
    return found


@functools.cache
def _nobody() -> frozenset[str]:
    return frozenset(found for word in _table().nobody.words for found in _stems(word))


@functools.cache
def _titles() -> frozenset[str]:
    return frozenset(fold(word) for word in _table().titles.words)


@functools.cache
def _ends() -> frozenset[str]:
    return frozenset(fold(word) for word in _table().titles.ends)


@functools.cache
def _vague() -> frozenset[str]:
    return frozenset(_table().vague.names)


@functools.cache
def _heads() -> frozenset[str]:
    return frozenset(found for word in _table().vague.heads for found in _stems(word))


@functools.cache
def _officials() -> frozenset[str]:
    return frozenset(found for word in _table().officials.words for found in _stems(word))


def is_vague(name: str) -> bool:
    """Whether a source of this name counts only where an event has no other: "officials", "another group"."""
    first, *_ = _stems(name) or ("",)
    return name in _vague() or first in _heads() or _by_adjectives(name)


def is_bare_medical(name: str) -> bool:
    """Whether a medical source of this name may be any other medical source of an event: "medics"."""
    return name in _table().vague.medical


def _by_adjectives(name: str) -> bool:
    """Whether a name is adjectives alone before "sources" or "officials": "security medical sources"."""
    *adjectives, noun = name.split() or [""]
    return len(adjectives) > 1 and noun in _vague() and set(adjectives) <= set(_table().vague.adjectives)


@functools.lru_cache(maxsize=50_000)
def is_official(text: str) -> bool:
    """Whether the words of a source begin with an official of a state who is not named: "a Turkish official"."""
    first, *_ = _stems(text) or ("",)
    return first in _officials()


def is_title(word: str) -> bool:
    """Whether a word opens a title or an office that stands beside a name: "head of ...", "General"."""
    return without_article(fold(word)) in _titles()


def ends_office(word: str) -> bool:
    """Whether a word ends the office that stands after a name: "head of the council *in* ..."."""
    return fold(word) in _ends()


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in fold(text).split())


@functools.lru_cache(maxsize=50_000)
def office_of(text: str) -> str | None:
    """The English name of the office whose phrase stands in the words of a source; the longer phrases go first."""
    words = _stems(text)
    for phrase, name in _phrases():
        if any(words[at : at + len(phrase)] == phrase for at in range(len(words) - len(phrase) + 1)):
            return name
    single = _single()
    cores = [core(word) for word in fold(text).split()]
    return next((single[form] for word in cores for form in (word, without_article(word)) if form in single), None)


@functools.lru_cache(maxsize=50_000)
def is_nobody(text: str) -> bool:
    """Whether the words of a source name nobody: "a statement", "the report"."""
    return all(word in _nobody() for word in _stems(text))
