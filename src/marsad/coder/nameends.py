"""Where does the name of somebody end before whom he names himself: Abbas called on | the international community?"""

from __future__ import annotations

from marsad.arabic.frequency import frequencies
from marsad.arabic.particles import NISBA, REFERENTS, SOUND_PLURALS
from marsad.arabic.wordclass import deed
from marsad.coder.nextphrase import NextPhrase

# Up to which count an unknown word after a title or a verb is a surname.
_RARE = 300


class NameEnds:
    """Tells for one sentence whether a word begins anew after the name of somebody."""

    def __init__(self, beside: NextPhrase) -> None:
        self.tokens, self.words, self.tags, self.spans = beside.tokens, beside.words, beside.tags, beside.spans
        self.links = beside.links
        self._next = beside

    def ends(self, first: int, at: int, titled: bool) -> bool:
        """Whether a phrase that begins at ``first`` ends with the name or the owner of a deed just before ``at``.

        After a name that is a party of several words or of several people, a body, somebody of his ("Kerry | [his
        counterpart]") or a known noun after the rare surname of somebody with a title; after the owner of a deed what
        describes the deed: the attack of the army | [dreadful].
        """
        token, before, word = self.tokens[at], self.tokens[at - 1], self.words[at - 1]
        if before.enc or before.kind != "w" or token.pro:
            return False
        named = self._next.named_end(first, at)
        if named and token.core in self.links.degrees:
            return True
        bare = not before.det and (self._surname(first, at - 1) or (named and not word.classes))
        rare = titled and not before.det and not word.classes and _rare(before.core)
        if token.enc in REFERENTS and not token.det:
            return (bare or rare) and (bool(self.words[at].title) or token.core in self.links.relatives)
        if token.det:
            return self._body(first, at, bare) or (bare and self._party(first, at))
        further = rare and at - 1 > first and before.core not in self.links.men
        return further and bool(self.words[at].classes & self.links.people)

    def _body(self, first: int, at: int, bare: bool) -> bool:
        """Whether a body follows a name, or the lone surname after a verb: al-Bakri blamed | the militias."""
        before = self.tokens[at - 1]
        family = before.det and before.core.endswith(NISBA[0]) and not self.words[at - 1].classes
        return self.tokens[at].core in self.links.bodies and (bare or (family and self._spoke(first, at - 1)))

    def _party(self, first: int, at: int) -> bool:
        """Whether a party that is no adjective follows a surname: Makkawi called on | the United Nations."""
        last = self.spans.parties.get(at, 0)
        if not last or not self._surname(first, at - 1):
            return False
        several = self.tokens[at].core.endswith(SOUND_PLURALS)
        adjectives = all(self.tokens[i].det and self.tokens[i].core.endswith(NISBA) for i in range(at, last))
        return several or (last > at + 1 and not adjectives)

    def _surname(self, first: int, at: int) -> bool:
        """Whether a bare word is a given name, or a word that is hardly ever written right after a verb."""
        core, word = self.tokens[at].core, self.words[at]
        if core in self.links.men or core in self.links.women:
            return True
        return self._spoke(first, at) and not word.listed and not deed(core) and _rare(core)

    def _spoke(self, first: int, at: int) -> bool:
        """Whether a word is all of the phrase so far, right after a verb."""
        return first == at > 0 and self.tags[at - 1] == "verb" and not self.tokens[at].pro


def _rare(core: str) -> bool:
    """Whether a word that is not known is so seldom written that it is a name."""
    return frequencies().get(core, 0) <= _RARE
