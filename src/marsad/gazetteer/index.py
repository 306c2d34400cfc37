"""Where in a sequence of words do names of places stand, and which places bear a name?"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from marsad.arabic import compiled
from marsad.errors import DataError
from marsad.gazetteer.places import BUILT, SOURCES, Compiled, Place, name_key
from marsad.gazetteer.words import PlaceWords, place_words


def _packed() -> bytes:
    from marsad.gazetteer.build import packed

    return packed()


class NameHit(msgspec.Struct, frozen=True, gc=False):
    """A name of a place at the words ``first`` to ``last`` (both included); ``key`` is its folded form.

    ``ambiguous`` says that the name is also a common word or a person's and that no word for a place stands
    before it: it is a place only if other evidence says so.
    """

    first: int
    last: int
    key: str
    ambiguous: bool


class Gazetteer:
    """The places known by name; made once, read only."""

    def __init__(self, compiled: Compiled, words: PlaceWords) -> None:
        self.all = compiled.places
        self.words = words
        self.capitals = {code: compiled.places[at] for code, at in compiled.capitals.items()}
        self.countries = {p.country: p for p in compiled.places if p.level == "country" and p.country}
        self._names = compiled.names
        self._ambiguous = frozenset(compiled.ambiguous)
        self._countries_of: dict[str, frozenset[str]] = {}
        self._longest: dict[str, int] = {}
        for key in compiled.names:
            first, length = key.split(" ", 1)[0], key.count(" ") + 1
            if length > self._longest.get(first, 0):
                self._longest[first] = length

    @staticmethod
    @functools.cache
    def default() -> Gazetteer:
        """The built-in gazetteer, compiled first where a checkout has not been built."""
        return Gazetteer.open(BUILT)

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """The gazetteer in a compiled file."""
        try:
            places = msgspec.msgpack.decode(compiled.read(path, SOURCES, _packed), type=Compiled)
        except (OSError, msgspec.DecodeError) as error:
            raise DataError(path, None, str(error), "Run python -m marsad.gazetteer.build again.") from error
        return cls(places, place_words())

    def find_names(self, cores: Sequence[str]) -> list[NameHit]:
        """All names of places in the folded words ``cores``: longest first, never overlapping, in order."""
        hits: list[NameHit] = []
        longest, names = self._longest, self._names
        after = 0
        for at, core in enumerate(cores):
            if core in longest and at >= after:
                most = longest[core]
                if most == 1:
                    key = core
                    length = 1
                else:
                    key, length = self._longest_name(cores, at, most)
                    if not length:
                        continue
                if key in names and not (key in self.words.nations and at and cores[at - 1].startswith("ال")):
                    after = at + length
                    unsure = key in self._ambiguous and not (at and cores[at - 1] in self.words.evidence)
                    hits.append(NameHit(at, after - 1, key, unsure))
        return self._beside_sure_ones(hits) if any(hit.ambiguous for hit in hits) else hits

    def _beside_sure_ones(self, hits: list[NameHit]) -> list[NameHit]:
        """The hits, where an unsure name directly beside a sure one of its country is sure as well (Lahij and Ibb)."""
        out = list(hits)
        for way in (1, -1):
            order = range(1, len(out)) if way == 1 else range(len(out) - 2, -1, -1)
            for i in order:
                hit, other = out[i], out[i - way]
                gap = hit.first - other.last if way == 1 else other.first - hit.last
                if hit.ambiguous and not other.ambiguous and gap == 1 and self._share_country(hit.key, other.key):
                    out[i] = NameHit(hit.first, hit.last, hit.key, False)
        return out

    def _share_country(self, key: str, other: str) -> bool:
        return not self.countries_of(key).isdisjoint(self.countries_of(other))

    def countries_of(self, key: str) -> frozenset[str]:
        """The countries that have a place of that folded name."""
        found = self._countries_of.get(key)
        if found is None:
            found = frozenset(c for at in self._names.get(key, ()) if (c := self.all[at].country))
            self._countries_of[key] = found
        return found

    def _longest_name(self, cores: Sequence[str], at: int, most: int) -> tuple[str, int]:
        for length in range(min(most, len(cores) - at), 0, -1):
            key = " ".join(cores[at : at + length])
            if key in self._names:
                return key, length
        return "", 0

    def places(self, name: str) -> list[Place]:
        """The places of that name (any spelling), the most peopled first."""
        key = name if name in self._names else name_key(name) or ""
        return [self.all[at] for at in self._names.get(key, ())]

    def folded_names(self) -> Iterable[str]:
        """Every folded name, in order."""
        return self._names

    def is_ambiguous(self, key: str) -> bool:
        """Whether the folded name is also a common word or a person's name."""
        return key in self._ambiguous

    @functools.cached_property
    def known_words(self) -> frozenset[str]:
        """Every folded word of a name: what a tokenizer must know so as not to split them."""
        return frozenset(word for key in self._names for word in key.split())
