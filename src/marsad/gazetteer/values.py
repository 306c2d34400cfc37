"""Which places does a text name, each with its words, and which place of the gazetteer is it?"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.arabic.normal import normalise
from marsad.arabic.particles import ARTICLE
from marsad.arabic.tokens import Token, Tokenizer
from marsad.gazetteer.context import PlaceContext, PlaceRef
from marsad.gazetteer.index import Gazetteer
from marsad.gazetteer.resolve import resolve

_LEADING = 4
_SAID = 20.0


class PlaceValue(msgspec.Struct, frozen=True, gc=False):
    """A place with its words ``text``, the code points ``start`` to ``end`` of the text it was found in.

    ``name`` is None for a place that the gazetteer does not know: ``rule`` says why, ``country`` is the text's.
    ``precision_km`` is the distance within which the place lies from ``lat``, ``lon`` (WGS 84).
    """

    text: str
    start: int
    end: int
    name: str | None
    country: str | None
    level: str | None
    lat: float | None
    lon: float | None
    precision_km: float | None
    id: str | None
    rule: str


class PlaceFinder:
    """Finds the places of texts; made once, then called for every text."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self.gazetteer = gazetteer or Gazetteer.default()
        self._tokenizer = Tokenizer(self.gazetteer.known_words)

    def __call__(self, text: str, country: str | None = None) -> list[PlaceValue]:
        """The places of a text in order; ``country`` (two letters) is the one that the text is about, where known."""
        normal = normalise(text)
        tokens = self.gazetteer.whole_names(self._tokenizer.tokens(normal.text))
        cores = [token.form if token.enc else token.core for token in tokens]
        context = PlaceContext.of([cores], self.gazetteer)
        if country:
            context.add_country(country, _SAID)
        context.beside = tuple(dict.fromkeys(hit.key for hit in self.gazetteer.find_names(cores)))
        out = []
        for first, last in self._ranges(tokens, cores, context):
            ref = resolve(tuple(cores[first:last]), context)
            if ref is None:
                continue
            context.add(ref)
            start, end = normal.span(tokens[first].core_start, tokens[last - 1].core_end)
            out.append(_value(text[start:end], start, end, ref))
        return out

    def _ranges(self, tokens: Sequence[Token], cores: Sequence[str], context: PlaceContext) -> list[tuple[int, int]]:
        """Half-open token ranges of the names that are places here, with the words for their kind and adjectives."""
        kept = context.keep(self.gazetteer.find_names(cores), cores, [token.pro for token in tokens])
        out: list[tuple[int, int]] = []
        for hit in kept:
            done = out[-1][1] if out else 0
            out.append((self._opening(tokens, cores, hit.first, done), self._closing(tokens, cores, hit.last + 1)))
        return out

    def _opening(self, tokens: Sequence[Token], cores: Sequence[str], first: int, done: int) -> int:
        """Where the words for kinds of places and directions before a name begin."""
        words, at = self.gazetteer.words, first
        while at > max(done, first - _LEADING) and (at == first or not tokens[at].pro) and tokens[at - 1].kind == "w":
            if tokens[at].pro and tokens[at].pro != ARTICLE:
                break
            core = cores[at - 1]
            if tokens[at - 1].enc or not (core in words.admin or core in words.directions):
                break
            at -= 1
        return at

    def _closing(self, tokens: Sequence[Token], cores: Sequence[str], last: int) -> int:
        """Past the adjectives that belong to a place: eastern, international, military."""
        words = self.gazetteer.words
        while last < len(tokens) and tokens[last].det and not tokens[last].pro:
            bare = cores[last].removeprefix(ARTICLE)
            if cores[last] not in words.facing and cores[last] not in words.modifiers and bare not in words.nations:
                break
            last += 1
        return last


def _value(text: str, start: int, end: int, ref: PlaceRef) -> PlaceValue:
    return PlaceValue(
        text, start, end, ref.name, ref.country, ref.level, ref.lat, ref.lon, ref.precision_km, ref.id, ref.rule
    )
