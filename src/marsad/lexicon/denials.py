"""The words by which a denial points back to what was told before it (``data/denials.toml``)."""

from __future__ import annotations

import functools

import msgspec

from marsad.lexicon.words import word_lists


class DenialWords(msgspec.Struct, frozen=True, dict=True):
    """The words by which a denial points back (``data/denials.toml``), folded."""

    pointing: frozenset[str]
    accounts: frozenset[str]
    news: frozenset[str]
    demonstratives: frozenset[str]
    truth: frozenset[str]
    part: frozenset[str]
    any: frozenset[str]
    manner: frozenset[str]

    @functools.cached_property
    def told(self) -> frozenset[str]:
        """All that is denied and never denies: the matter, the reports, any involvement."""
        return self.pointing | self.accounts | self.truth | self.part


@functools.cache
def denial_words() -> DenialWords:
    """The words as shipped."""
    return word_lists(DenialWords, "denials.toml")
