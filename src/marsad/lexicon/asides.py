"""The words after which others than those of the event are told of (``data/asides.toml``)."""

from __future__ import annotations

import functools

import msgspec

from marsad.lexicon.words import word_lists


class AsideWords(msgspec.Struct, frozen=True):
    """What opens the circumstances of an event or brings a third party to talks (``data/asides.toml``), folded."""

    comes: frozenset[str]
    when: frozenset[str]
    frame: frozenset[str]
    hosting: frozenset[str]
    hosted: frozenset[str]


@functools.cache
def aside_words() -> AsideWords:
    """The words as shipped."""
    return word_lists(AsideWords, "asides.toml")
