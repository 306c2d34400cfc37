"""Where does a second noun phrase begin right after the first? Subject and object stand side by side after a verb.

"Gunmen attacked | a patrol of the army" is written as one row of nouns: endings, articles and the classes of the words
tell where the first phrase is over.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.arabic.frequency import frequencies
from marsad.arabic.particles import FEMININE, FEMININES, INDEFINITE, NISBA, SOUND_PLURALS
from marsad.arabic.tokens import Token
from marsad.arabic.wordclass import deed
from marsad.coder.pieces import NOMINAL, Spans
from marsad.lexicon.words import Word, links
from marsad.parties.registry import Registry

# A name stands hardly ever with the article, and a noun hardly ever in the other gender.
HARDLY = 0.02
# The class of the people of a nation.
_NATIONAL = frozenset({"national"})
# Who acts together under one name: groups, and the classes of men whose plural may stand for them.
_GROUPS = frozenset({"organisation", "unit", "police"})
# Classes of people that describe others as well: the captive soldiers, the dead leader.
_STATES = frozenset({"prisoner", "hostage", "killed", "wounded", "refugee"})
# How many letters an adjective of colour or degree has with the article: the Red Sea, the Middle East.
_ELATIVE = 6


class NextPhrase:
    """Tells for one sentence whether a noun begins a phrase of its own beside the phrase before it."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[Word], tags: Sequence[str], spans: Spans) -> None:
        self.tokens, self.words, self.tags, self.spans = tokens, words, tags, spans
        self.links = links()

    def begins(self, first: int, at: int) -> bool:
        """Whether the noun at ``at`` cannot go on the phrase that begins at ``first`` and has come up to it."""
        if self.tokens[at - 1].kind != "w" or self.tokens[at].kind != "w" or self.tokens[at].pro:
            return False
        if self._several(first, at - 1) and not self._describes_several(at):
            return True
        return (
            self.of_event(first, at)
            or self._after_bomber(first, at)
            or self._unlike(first, at)
            or (self.tokens[at].det and self._set_off(first, at))
        )

    def of_event(self, first: int, at: int) -> bool:
        """Whether an adjective describes the event that a phrase owns: "the shelling | of the artillery | [the heavy]",
        where the event is masculine and its owner feminine."""
        token, before, event = self.tokens[at], self.tokens[at - 1], self.tokens[first - 1]
        if not first or self.spans.events.get(first - 1) != first or event.det or event.enc or not token.det:
            return False
        if self.words[at].classes or at in self.spans.parties or at in self.spans.places or not before.det:
            return False
        feminine = (FEMININE, FEMININES)
        if token.core.endswith((*feminine, NISBA[0])) or event.core.endswith(feminine):
            return False
        return before.core.endswith(feminine) and not never_describes(token.core)

    def describes(self, at: int) -> bool:
        """Whether a plural of people only says what those before it are: the workers who are [foreigners]."""
        return self.words[at].bare in self.links.describing and self.words[at - 1].number == "pl"

    def _several(self, first: int, at: int) -> bool:
        """Whether several people end at a word that nobody owns: gunmen, unknown gunmen."""
        nominative = SOUND_PLURALS[1]
        if any(not self.tokens[i].core.endswith(nominative) or self.tokens[i].det for i in range(first, at + 1)):
            return False
        return self._people(first)

    def _people(self, at: int) -> bool:
        return bool(self.words[at].classes & self.links.people) and self.words[at].number == "pl"

    def _describes_several(self, at: int) -> bool:
        """Whether a word may describe several people before it: no known noun, or one that says of which nation."""
        token, word = self.tokens[at], self.words[at]
        oblique, nominative = SOUND_PLURALS
        if token.core.endswith(nominative) or word.bare in self.links.describing:
            return True
        if word.number == "pl" and word.classes & _NATIONAL:
            return not token.core.endswith(oblique)
        named = at in self.spans.parties or at in self.spans.places
        return not (word.classes or token.det or token.enc or named or word.bare in self.links.amounts)

    def _after_bomber(self, first: int, at: int) -> bool:
        """Whether a known noun or a name follows a suicide bomber, whom nobody owns: a bomber | a post of the army."""
        before = self.tokens[at - 1]
        if at - 1 != first or before.det or before.enc or before.core not in self.links.bombers:
            return False
        known = bool(self.words[at].classes) and not (self.words[at].classes & _NATIONAL)
        return known or (self.tokens[at].det and not self.tokens[at].core.endswith(NISBA))

    def _unlike(self, first: int, at: int) -> bool:
        """Whether a plural in ين cannot describe the people in ون before it: the settlers struck | the Palestinians."""
        oblique, nominative = SOUND_PLURALS
        if not self.tokens[at].core.endswith(oblique) or not self._verb_before(first):
            return False
        several = self.words[at].number == "pl" and self.words[at].classes & (self.links.people | _NATIONAL)
        return bool(several) and any(
            self.tokens[i].core.endswith(nominative) and self._people(i) for i in range(first, at)
        )

    def _set_off(self, first: int, at: int) -> bool:
        """Whether a noun with the article begins anew: after an adjective that nothing owns, or as a verb's object."""
        if self._inside(first, at):
            return False
        if self.describes(at):
            return False
        return self._closed_by_adjective(first, at) or self._object(first, at) or self._leader(first, at)

    def _inside(self, first: int, at: int) -> bool:
        """Whether a name that begins in the phrase goes on at a word."""
        spans = (self.spans.parties, self.spans.places)
        return any(span.get(start, 0) > at for span in spans for start in range(first, at))

    def _closed_by_adjective(self, first: int, at: int) -> bool:
        """Whether a nation's or people's adjective in the plural without article stands before: Israeli soldiers | the
        tourists; or the word that makes an aircraft a drone."""
        before, word = self.tokens[at - 1], self.words[at - 1]
        if before.det or before.enc or at - 1 == first:
            return False
        if "drone" in word.classes and "aircraft" in self.words[at - 2].classes:
            return True
        return before.core.endswith(SOUND_PLURALS) and bool(word.classes & _NATIONAL) and self._people(first)

    def _object(self, first: int, at: int) -> bool:
        """Whether a known noun with the article, no adjective, follows a verb's subject that is whole: "the minister
        called on | the government", "the forces of the occupation attacked | the inhabitants"."""
        word, core = self.words[at], self.tokens[at].core
        if not self._verb_before(first) or word.title or not self._whole(at - 1):
            return False
        loose = [i for i in range(first, at) if not self._named(first, i)]
        agrees = any(
            self.words[i].number in ("pl", "du") or self.words[i].title or self.tokens[i].core.endswith(SOUND_PLURALS)
            for i in loose
        )
        if word.classes & (self.links.people | _NATIONAL) and word.number == "pl":
            lasting = core.endswith(NISBA[0]) and not word.classes & (_STATES | _NATIONAL)
            return lasting or not (
                agrees if core.endswith(SOUND_PLURALS) or word.classes & _NATIONAL else self._men(loose)
            )
        grammar = Registry.default().grammar
        known = bool(word.classes - _NATIONAL) or core in grammar.force | grammar.office | grammar.group
        return known and never_describes(core) and not _elative(core)

    def _men(self, among: Sequence[int]) -> bool:
        """Whether people are named among some words, which a plural may describe: the innocent, the orphaned."""
        return any(self._people(i) or self.tokens[i].core.endswith(SOUND_PLURALS) for i in among)

    def _named(self, first: int, at: int) -> bool:
        """Whether a word stands in a name of several words that begins with the phrase."""
        return first + 1 < max(self.spans.parties.get(first, 0), self.spans.places.get(first, 0)) > at

    def _leader(self, first: int, at: int) -> bool:
        """Whether somebody with a title follows a group or a land, which is no title of his: the army killed | the
        leader, Israel killed | the commander."""
        word, core = self.words[at], self.tokens[at].core
        if not self._verb_before(first) or not word.title or word.number == "pl" or not self._whole(at - 1):
            return False
        after = self.tokens[at + 1].core if at + 1 < len(self.tokens) else ""
        if any(self.words[i].title for i in range(first, at)):
            return False
        if not never_describes(core) and after not in self.links.men | self.links.women:
            return False
        named = any(start in self.spans.parties for start in range(first, at))
        return named or bool(self.words[first].classes & _GROUPS)

    def titled_after(self, first: int, at: int) -> bool:
        """Whether somebody with a title and a name follows a group: the spokesman of these forces | General So."""
        after = at + 1
        if not self.words[at].title or any(self.words[i].title for i in range(first, at)) or after >= len(self.tokens):
            return False
        group = "organisation" in self.words[first].classes
        return group and self.tokens[after].core in self.links.men | self.links.women

    def person_after(self, first: int, at: int) -> bool:
        """Whether somebody with a name follows a group that is a verb's subject: the forces killed | the leader So."""
        word, after = self.words[at], at + 1
        if not first or self.tags[first - 1] != "verb" or self.words[first - 1].speech or after >= len(self.tokens):
            return False
        if word.number != "sg" or not word.classes & self.links.people or deed(self.tokens[after].core):
            return False
        if not word.title and self.tokens[after].core not in self.links.men | self.links.women:
            return False
        named = self.tokens[after].kind == "w" and not self.tokens[after].det and not self.tokens[after].pro
        if not named or self.tags[after] not in NOMINAL or self.words[after].classes:
            return False
        group = (
            not any(self.words[i].title for i in range(first, at)) and not self.words[first].classes & self.links.people
        )
        return group and self.tokens[at - 1].det and self.named_end(first, at)

    def _verb_before(self, first: int) -> bool:
        """Whether a verb or a verbal noun, which both have objects, stands before the phrase of who does it."""
        if not first or self.tokens[first].pro:
            return False
        before = self.tokens[first - 1]
        named = self.spans.events.get(first - 1) == first and not (before.det or before.enc)
        return self.tags[first - 1] == "verb" or (named and first in self.spans.parties)

    def _whole(self, at: int) -> bool:
        """Whether a phrase may be over with a word: it has the article or ends a name."""
        return self.tokens[at].det or self.named_end(0, at + 1)

    def named_end(self, first: int, at: int) -> bool:
        """Whether a name ends just before ``at`` inside the phrase."""
        for start in range(max(first, at - 6), at):
            if at in (self.spans.parties.get(start, -1), self.spans.places.get(start, -1)):
                return True
        return False


def never_describes(core: str) -> bool:
    """Whether a word with the article is a noun: no relational adjective, and hardly ever of the other gender."""
    if core.endswith(NISBA):
        return False
    stem, counts = core.removesuffix(FEMININE), frequencies()
    other = stem if stem != core else stem + FEMININE
    return counts.get(other, 0) < HARDLY * counts.get(core, 0)


def _elative(core: str) -> bool:
    """Whether a word with the article may be an adjective of colour or degree, which has another feminine: the Red."""
    return len(core) == _ELATIVE and core[2] == INDEFINITE
