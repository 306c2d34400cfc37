"""Which office of a state does a source speak for, and does it name anybody at all? Reads ``data/offices.toml``."""

from __future__ import annotations

import functools
import tomllib

import msgspec

from marsad.arabic.normal import fold
from marsad.errors import DataError
from marsad.fuse.weights import DATA
from marsad.fuse.words import stem


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An office: its English name, its Arabic name with ``{}`` for the country, the phrases that tell it."""

    name: str
    shown: str
    phrases: list[str]


class _Nobody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: list[str]


class _Vague(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: list[str]
    heads: list[str]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    office: list[Office]
    nobody: _Nobody
    vague: _Vague


@functools.cache
def _table() -> _Table:
    path = DATA / "offices.toml"
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Table)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(path, None, str(error), "Compare the file with the one that the package ships") from error


def offices() -> list[Office]:
    """The offices in the order in which they are looked for."""
    return _table().office


@functools.cache
def _phrases() -> list[tuple[tuple[str, ...], str]]:
    return [(_stems(phrase), office.name) for office in offices() for phrase in office.phrases]


@functools.cache
def _nobody() -> frozenset[str]:
    return frozenset(found for word in _table().nobody.words for found in _stems(word))


@functools.cache
def _vague() -> frozenset[str]:
    return frozenset(_table().vague.names)


@functools.cache
def _heads() -> frozenset[str]:
    return frozenset(found for word in _table().vague.heads for found in _stems(word))


def is_vague(name: str) -> bool:
    """Whether a source of this name counts only where an event has no other: "officials", "another group"."""
    first, *_ = _stems(name) or ("",)
    return name in _vague() or first in _heads()


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in fold(text).split())


@functools.lru_cache(maxsize=50_000)
def office_of(text: str) -> str | None:
    """The English name of the office whose phrase stands in the words of a source."""
    words = _stems(text)
    for phrase, name in _phrases():
        if any(words[at : at + len(phrase)] == phrase for at in range(len(words) - len(phrase) + 1)):
            return name
    return None


@functools.lru_cache(maxsize=50_000)
def is_nobody(text: str) -> bool:
    """Whether the words of a source name nobody: "a statement", "the report"."""
    return all(word in _nobody() for word in _stems(text))
