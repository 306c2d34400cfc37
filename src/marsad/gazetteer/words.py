"""Which words stand before and after the names of places, and what do they say about the place?"""

from __future__ import annotations

import functools

import msgspec

from marsad.arabic.normal import fold
from marsad.arabic.particles import ARTICLE, SOUND_PLURALS, TEH
from marsad.gazetteer.places import rows, spellings


class AdminWord(msgspec.Struct, frozen=True, gc=False):
    """A word for a kind of place: the level it implies (``*``: that of the place) and the English name it makes."""

    level: str
    english: str
    template: str
    plural: bool


class Modifier(msgspec.Struct, frozen=True, gc=False):
    """An adjective of a site (International): the end of the English name it changes, and into what."""

    english: str
    before: str
    after: str


class PlaceWords(msgspec.Struct, frozen=True):
    """The word tables of this room, folded.

    ``directions`` holds one- and two-word nouns, ``facing`` adjectives, both to the English adjective; ``nations``
    adjectives to the country code; ``deictics`` words that stand for a place named before. After a word of ``evidence``
    a name that is also a common word is a place; a word of ``prepositions`` (or the clitic ones) leads to places.
    ``singles`` holds words for several places of a kind with the word for one of them.
    """

    admin: dict[str, AdminWord]
    directions: dict[str, str]
    facing: dict[str, str]
    modifiers: dict[str, tuple[Modifier, ...]]
    deictics: dict[str, str]
    nations: dict[str, str]
    evidence: frozenset[str]
    prepositions: frozenset[str]
    singles: dict[str, str]


@functools.cache
def place_words() -> PlaceWords:
    """The tables as shipped."""
    admin = _admin()
    directions, facing = _directions()
    return PlaceWords(
        admin,
        directions,
        facing,
        _modifiers(),
        {fold(cells[0]): cells[1] for _, cells in rows("deictics.tsv")},
        _nations(),
        frozenset(admin) | frozenset(word for word in directions if not word.startswith(ARTICLE)),
        frozenset(fold(cells[0]) for _, cells in rows("prepositions.tsv")),
        {fold(form): fold(cells[0]) for _, cells in rows("adminwords.tsv") for form in spellings(cells[1])},
    )


def _admin() -> dict[str, AdminWord]:
    found: dict[str, AdminWord] = {}
    for _, (word, plurals, level, english, template) in rows("adminwords.tsv"):
        found[fold(word)] = AdminWord(level, english, template, False)
        for form in spellings(plurals):
            found.setdefault(fold(form), AdminWord(level, english, template, True))
    return found


def _directions() -> tuple[dict[str, str], dict[str, str]]:
    nouns: dict[str, str] = {}
    facing: dict[str, str] = {}
    for _, (forms, adjectives, english) in rows("directions.tsv"):
        for form in spellings(forms):
            nouns[fold(form)] = english
        for form in spellings(adjectives):
            for word in (form, " ".join(ARTICLE + part for part in form.split())):
                facing[fold(word)] = english
    return nouns, facing


def _modifiers() -> dict[str, tuple[Modifier, ...]]:
    found: dict[str, tuple[Modifier, ...]] = {}
    for _, (forms, english, before, after) in rows("modifiers.tsv"):
        for form in spellings(forms):
            key = fold(ARTICLE + form)
            found[key] = (*found.get(key, ()), Modifier(english, before, after))
    return found


def _nations() -> dict[str, str]:
    found: dict[str, str] = {}
    for _, (country, forms) in rows("nationalities.tsv"):
        for form in spellings(forms):
            for ending in ("", TEH, *SOUND_PLURALS):
                word = fold(form + ending)
                found[word] = country
                found[" ".join(ARTICLE + part for part in word.split())] = country
    return found
