"""Which parties does a text name? The parties room by itself: for scripts and for looking at a report."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

import msgspec

from marsad.arabic.normal import normalise
from marsad.arabic.particles import FEMININE, INDEFINITE
from marsad.arabic.tokens import Token, Tokenizer
from marsad.parties.context import PartyContext
from marsad.parties.naming import PartyRef, name_phrase
from marsad.parties.registry import Hit, Registry

# Marks that stand inside a phrase without ending it.
_INSIDE = frozenset("\"'()[]")
# Names that by themselves say nothing of who: papers, and the press at large.
_PAPERS = ("report", "reports", "media")
# Sorts of names that are also places: they name a government only where nothing makes a place of them.
_PLACED = ("name", "capital", "seat")


class PartyValue(msgspec.Struct, frozen=True, gc=False):
    """A party named in a text: ``text`` is ``source[start:end]`` in code points, without particles before it.

    ``id`` is the registry's, None for a name in no list (civilians, "Turkey police"); ``kind`` the codebook's;
    ``country`` an ISO 3166 code, None where the party belongs to none.
    """

    text: str
    start: int
    end: int
    name: str
    id: str | None
    kind: str
    country: str | None


def parties_in(text: str, published: str | None = None, country: str | None = None) -> list[PartyValue]:
    """The parties that a text names, from left to right and without overlap.

    ``published`` (ISO date) decides names that hold only in a period; ``country`` (ISO 3166) is the country that the
    text is about, for a bare "the army"; what the text itself names weighs more. Without either, such words name
    nobody. Any text gives an answer.
    """
    walk = _Walk(text, PartyContext(country=country, published=published))
    return list(walk.values())


@functools.cache
def _tokenizer() -> Tokenizer:
    return Tokenizer(Registry.default().words())


def _whole_quotes(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The same phrase with the mark that closes one it opens, and without one that stands alone at its edge."""
    open_marks = [token.form for token in tokens[first : last + 1] if token.form in _INSIDE]
    after = tokens[last + 1].form if last + 1 < len(tokens) else ""
    if len(open_marks) % 2 and after in _INSIDE:
        return first, last + 1
    while last > first and tokens[first].kind == "p":
        first += 1
    while last > first and tokens[last].kind == "p" and len(open_marks) % 2:
        last -= 1
    return first, last


class _Walk:
    """One walk over a text: its phrases, and the parties in each."""

    def __init__(self, text: str, context: PartyContext) -> None:
        self.source, self.context = text, context
        self.grammar = context.registry.grammar
        self._relations = (self.grammar.nisba, self.grammar.nisba + FEMININE)
        self.normal = normalise(text)
        self.tokens = _tokenizer().tokens(self.normal.text)
        cores = [token.core for token in self.tokens]
        self.keys = [self.grammar.spelling.get(core, core) for core in cores]
        hits = context.registry.find_aliases(cores)
        self.covered = {at: hit for hit in hits for at in range(hit.first, hit.last + 1)}
        self.nobodies = context.registry.nobodies(cores)
        context.read(cores)

    def values(self) -> Iterator[PartyValue]:
        """The parties of the text in order."""
        for first, last in self._phrases():
            for start, end, ref in self._named(first, last):
                a, b = self.normal.span(self.tokens[start].core_start, self.tokens[end].end)
                yield PartyValue(self.source[a:b], a, b, ref.name, ref.id, ref.kind, ref.country)

    def _named(self, first: int, last: int) -> list[tuple[int, int, PartyRef]]:
        """The parties of one phrase; a name that follows its own title is one with it ("spokesman So-and-so")."""
        found: list[tuple[int, int, PartyRef]] = []
        at = first
        while at < last:
            cores = tuple(token.core for token in self.tokens[at:last])
            ref = self._party(at, cores) if at == first or self._restarts(at) else None
            if ref is None:
                at += 1
                continue
            self.context.keep(ref, cores)
            start, end = _whole_quotes(self.tokens, at + ref.first, self._with_organ(at + ref.last, last))
            if found and found[-1][1] + 1 == start and found[-1][2].name == ref.name:
                start, _, ref = found.pop()
            found.append((start, end, ref))
            at = end + 1
        return found

    def _with_organ(self, at: int, last: int) -> int:
        """The last word of "the ministry of the interior", "the army command" that begins before or here."""
        grammar = self.grammar
        while at + 1 < last and self.tokens[at + 1].det and at + 1 not in self.covered:
            if not (self.keys[at + 1] in grammar.office or self.keys[at + 1] in grammar.force):
                break
            at += 1
        return at

    def _party(self, first: int, cores: tuple[str, ...]) -> PartyRef | None:
        """The party of a phrase, unless all that speaks for it is a head that is mostly a thing."""
        ref = name_phrase(cores, self.context)
        if (
            ref is None
            or ref.name in _PAPERS
            or (ref.first == ref.last and ref.id and self.keys[first + ref.first] in self.grammar.silent)
        ):
            return None
        return ref

    def _restarts(self, at: int) -> bool:
        """Whether a party may begin inside a phrase: at a name that is no adjective, or at an indefinite head."""
        hit = self.covered.get(at)
        if hit is not None:
            return hit.first == at and hit.entry.sort != "adjective"
        return self._heads(at) and not self.tokens[at].det and not self._describes(at, None)

    def _phrases(self) -> Iterator[tuple[int, int]]:
        """The longest runs of names, heads and their adjectives; a particle before a word parts them."""
        first = -1
        for at, token in enumerate(self.tokens):
            hit = self.covered.get(at)
            inside = hit is not None and hit.first < at
            takes = first >= 0 and not token.pro and not self._parts(at)
            if inside or (takes and (hit or token.form in _INSIDE or self._joins(at))):
                continue
            if first >= 0:
                yield first, at
            first = at if self._begins(at, hit) else -1
        if first >= 0:
            yield first, len(self.tokens)

    def _begins(self, at: int, hit: Hit | None) -> bool:
        """Whether a phrase that may name a party begins here: no adjective of a thing, no country that is a place."""
        if self._describes(at, hit):
            return False
        return not self._is_place(at, hit) if hit is not None else self._heads(at)

    def _describes(self, at: int, hit: Hit | None) -> bool:
        """Whether a word is an adjective of the unlisted word before it: an Israeli raid, a civil aircraft."""
        token, before = self.tokens[at], self.tokens[at - 1]
        if at == 0 or before.kind != "w" or token.pro:
            return False
        if hit is not None and hit.entry.sort == "adjective" and hit.first == hit.last:
            return True
        if before.det != token.det:
            return token.det and self._relates(token) and at > 1 and self.keys[at - 2] in self.grammar.base
        if hit is not None:
            state = hit.party is not None and hit.party.kind in ("state", "igo")
            relational = state and self._relates(token)
            return hit.first == hit.last and (hit.entry.sort == "people" or relational)
        if token.core.endswith(INDEFINITE) and before.core.endswith(INDEFINITE) and self.keys[at] in self.grammar.nouns:
            return True
        feminine = self.keys[at] in self.grammar.adjectival and token.core.endswith(FEMININE)
        return feminine or (token.det and self._nisba(at))

    def _relates(self, token: Token) -> bool:
        return token.core.endswith(self._relations)

    def _heads(self, at: int) -> bool:
        """Whether the word is of a class that heads parties."""
        grammar, key = self.grammar, self.keys[at]
        return at not in self.nobodies and (
            key in grammar.force or key in grammar.office or key in grammar.group or key in grammar.nouns
            or key in grammar.police or key in grammar.sources or key in grammar.officials or key in grammar.plain
        ) and key not in grammar.placing  # fmt: skip

    def _joins(self, at: int) -> bool:
        """Whether a word goes on with a phrase: another head, or an adjective."""
        token, grammar = self.tokens[at], self.grammar
        if token.kind == "n" or token.core in grammar.placing or token.core in grammar.barrier:
            return False
        return token.det or self._nisba(at) or token.core in grammar.qualifiers or self._heads(at)

    def _nisba(self, at: int) -> bool:
        core = self.tokens[at].core
        return len(core) > 3 and self.grammar.nisba in core[-3:]

    def _parts(self, at: int) -> bool:
        """Whether two words that touch are apart: "the army" and the people after it are subject and object."""
        before = self.tokens[at - 1]
        return before.core in self.grammar.bare and before.det and self.tokens[at].core.endswith(self.grammar.plurals)

    def _is_place(self, at: int, hit: Hit) -> bool:
        """Whether the name of a country or a capital is a place here."""
        if hit.entry.sort not in _PLACED:
            return False
        placing = self.grammar.placing
        if set(self.tokens[at].pro) & placing or (at and self.tokens[at - 1].core in placing):
            return True
        opens = (at == 0 or self.tokens[at - 1].kind == "p") and self._goes_on(hit.last + 1)
        return hit.entry.sort == "capital" and not opens

    def _goes_on(self, at: int) -> bool:
        """Whether a word stands here: a capital before a mark is a dateline or a newspaper."""
        return at < len(self.tokens) and self.tokens[at].kind == "w"
