"""What are the words of a noun phrase, each by itself and beside its neighbours: known, definite, names, adjectives?"""

from __future__ import annotations

from marsad.arabic.particles import FEMININE
from marsad.arabic.verblist import without_article
from marsad.parties.registry import Entry, Registry


class PhraseWords:
    """The words of one phrase as the registry spells them (``keys``), with their places in it (``at``)."""

    def __init__(self, registry: Registry, cores: tuple[str, ...]) -> None:
        self.registry, self.grammar = registry, registry.grammar
        self.keys, self.at = registry.visible(cores)

    def key(self, place: int) -> str:
        """The word at a place, empty behind the last."""
        return self.keys[place] if place < len(self.keys) else ""

    def definite(self, word: str) -> bool:
        """Whether a word has the article."""
        return word.startswith(self.grammar.article) and word not in without_article()

    def bare(self, word: str) -> str:
        """A word without its article."""
        return word[len(self.grammar.article) :] if self.definite(word) and len(word) > 4 else word

    def classed(self, key: str) -> bool:
        """Whether the grammar of parties knows a word."""
        grammar = self.grammar
        return (
            key in grammar.force or key in grammar.office or key in grammar.group or key in grammar.nouns
            or key in grammar.police or key in grammar.sources or key in grammar.soft or key in grammar.plain
        )  # fmt: skip

    def stands(self, place: int) -> bool:
        """Whether a bare word is a noun of its own here, not the middle of a person's name."""
        before = self.keys[place - 1] if place else ""
        key = self.keys[place]
        return not before.isalpha() or self.definite(key) or self.classed(key) or self.classed(before)

    def names_person(self, place: int) -> bool:
        """Whether a proper name begins here: a word without article that is in no class."""
        key = self.key(place)
        return key.isalpha() and not self.definite(key) and not self.classed(key)

    def lone_surname(self, entry: Entry, place: int) -> bool:
        """Whether a name is an adjective with the article, as surnames are: al-Masri, "the Egyptian"."""
        key = self.keys[place]
        return entry.sort == "adjective" and self.definite(key) and key.endswith(self.grammar.nisba)

    def is_adjective(self, key: str, place: int) -> bool:
        """Whether the noun is an adjective of the one before it: an armed attack, the media office."""
        before = self.keys[place - 1] if place else ""
        if not before.isalpha():
            return False
        if self.definite(key) and self.definite(before):
            return True
        feminine = key.endswith(FEMININE) and before.endswith(FEMININE)
        return key in self.grammar.adjectival and (feminine or before not in self.grammar.plain)

    def describes(self, key: str, place: int) -> bool:
        """Whether a word is an adjective here, "military" after "the leader"."""
        before, grammar = self.keys[place - 1], self.grammar
        organ = before in grammar.force or before in grammar.office
        person = before in grammar.unnamed or before in grammar.rank or not (organ or before in grammar.plain)
        return person and self.definite(before) and self.definite(key) and key.endswith(grammar.nisba)

    def repeated(self, place: int) -> frozenset[int] | None:
        """The parties that a bare "the movement" at the end of a phrase may repeat; None where it is another thing."""
        key, epithets = self.keys[place], self.keys[place + 1 :]
        if not self.definite(key) or not all(word in self.grammar.epithets for word in epithets):
            return None
        return self.registry.anaphors.get(self.bare(key), frozenset())

    def speaks_for_himself(self) -> bool:
        """Whether the phrase is one who speaks for himself: an expert, whatever he was; "Brigadier al-Turki"."""
        keys, grammar = self.keys, self.grammar
        if not keys or keys[0] in grammar.private:
            return bool(keys)
        titled = len(keys) == 2 and keys[0] in grammar.officer and self.definite(keys[0])
        return titled and self.definite(keys[1]) and keys[1].endswith(grammar.nisba) and not self.classed(keys[1])
