"""Where in a sequence of words do names of places stand, and which places bear a name?"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from marsad.arabic import compiled
from marsad.arabic.frequency import frequencies
from marsad.arabic.particles import AND_ALONE, ARTICLE, BY, EXAMPLE, FOR, FROM, GOVERNING
from marsad.arabic.tokens import Token
from marsad.errors import DataError
from marsad.gazetteer.own import grown, own_files, read_own
from marsad.gazetteer.places import BUILT, SOURCES, Compiled, Division, Place, kilometres, name_key
from marsad.gazetteer.words import PlaceWords, place_words


def _packed() -> bytes:
    from marsad.gazetteer.build import packed

    return packed()


_SMALL_REGION_KM = 30.0
# A settlement so near lies in the same division, more likely than not: second-order, first-order.
_DISTRICT_KM = 8.0
_DIVISION_KM = 60.0
_LEAST_NAME = 4
# The particles that make a word of its own with a word for a kind of place: و, ل, ب.
_PARTED = frozenset((AND_ALONE, FOR, BY))
_RARE = 200  # occurrences per 100 million words
_COMMAS = frozenset("،,")
_LISTED = 2  # words from one name of a list to the next, a comma between


class NameHit(msgspec.Struct, frozen=True, gc=False):
    """A name of a place at the words ``first`` to ``last`` (both included); ``key`` is its folded form.

    ``ambiguous`` says that the name is also a common word or a person's and that no word for a place stands
    before it: it is a place only if other evidence says so.
    """

    first: int
    last: int
    key: str
    ambiguous: bool


class Located(Protocol):
    """Anything that stands somewhere: a place, a mention, the place of an event."""

    @property
    def id(self) -> str | None:
        """The gazetteer's id, or None."""

    @property
    def country(self) -> str | None:
        """The code of the country."""

    @property
    def lat(self) -> float | None:
        """Degrees north, WGS 84."""

    @property
    def lon(self) -> float | None:
        """Degrees east, WGS 84."""


class Gazetteer:
    """The places known by name; made once, read only."""

    def __init__(self, compiled: Compiled, words: PlaceWords) -> None:
        self.all = compiled.places
        self.words = words
        self.capitals = {code: compiled.places[at] for code, at in compiled.capitals.items()}
        self.countries = {p.country: p for p in compiled.places if p.level == "country" and p.country}
        self._divisions = compiled.divisions
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
        """The built-in gazetteer with the files that ``MARSAD_GAZETTEER`` names, compiled first where it must be."""
        return Gazetteer.open(BUILT, own_files())

    @classmethod
    def open(cls, path: Path, own: Sequence[Path] = ()) -> Gazetteer:
        """The gazetteer in a compiled file, with the places of files of one's own."""
        try:
            places = msgspec.msgpack.decode(compiled.read(path, SOURCES, _packed), type=Compiled)
        except (OSError, msgspec.DecodeError) as error:
            raise DataError(path, None, str(error), "Run python -m marsad.gazetteer.build again.") from error
        if own:
            places = grown(places, (each for file in own for each in read_own(file)))
        return cls(places, place_words())

    def whole_names(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens, with names that look as if they began with a particle made whole again: Bashiqa, Ras Lanuf.

        A particle before a word for a kind of place, which make a word of their own, is taken off where a name
        follows: "and the quarter of Xan" is no revelation.
        """
        return [
            self._whole(tokens, at) if token.pro in GOVERNING else self._ended(tokens, at)
            for at, token in enumerate(tokens)
        ]

    def _ended(self, tokens: Sequence[Token], at: int) -> Token:
        """The second word of a name, which looks as if it ended in a pronoun, made whole: Ain Zara."""
        token = tokens[at]
        if not token.enc:
            return self._parted(tokens, at)
        named = at and not token.pro and f"{tokens[at - 1].core} {token.form}" in self._names
        return token.whole() if named else token

    def _parted(self, tokens: Sequence[Token], at: int) -> Token:
        token, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        form = token.form
        kind = self.words.admin.get(form[1:])
        if kind is None or form[0] not in _PARTED or token.enc or token.pro or after is None or after.kind != "w":
            return token
        called = f"{form[1:]} {after.core}" in self._names
        if after.pro not in ("", ARTICLE) or not (called or (not kind.plural and self._strange(after.core))):
            return token
        if at and tokens[at - 1].core == FROM and not called:
            return token
        start = token.start + 1
        return msgspec.structs.replace(token, pro=form[0], core=form[1:], core_start=start, det=False)

    def _strange(self, core: str) -> bool:
        """Whether a word is a name of a place, or so rare that it may be one."""
        sure = core in self._names and core not in self._ambiguous
        return sure or frequencies().counts[core] < _RARE

    def _whole(self, tokens: Sequence[Token], at: int) -> Token:
        token = tokens[at]
        form = token.form
        if len(form) < _LEAST_NAME:
            return token
        before = f"{tokens[at - 1].core} {form}" if at else ""
        after = f"{token.core} {tokens[at + 1].core}" if at + 1 < len(tokens) else ""
        if before not in self._names and (token.core in self._names or after in self._names):
            return token
        if before not in self._names and (form not in self._names or form in self._ambiguous):
            return token
        return token.whole()

    def find_names(self, cores: Sequence[str], particles: Sequence[str] | None = None) -> list[NameHit]:
        """All names of places in the folded words ``cores``: longest first, never overlapping, in order.

        ``particles`` are the clitic particles of the words where they are known: a name with "and" is no adjective of
        the word before it (Kuwait and Saudi Arabia).
        """
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
                joined = particles is not None and particles[at][:1] == AND_ALONE
                nation = key in self.words.nations and at and cores[at - 1].startswith(ARTICLE)
                if key in names and (joined or not nation):
                    after = at + length
                    unsure = key in self._ambiguous and not self._evident(cores, at)
                    hits.append(NameHit(at, after - 1, key, unsure))
        return self._beside_sure_ones(hits, cores) if any(hit.ambiguous for hit in hits) else hits

    def _evident(self, cores: Sequence[str], at: int) -> bool:
        """Whether a word for a place stands before a name: the village of Xan, villages such as Xan."""
        if at and cores[at - 1] in self.words.evidence:
            return True
        kind = self.words.admin.get(cores[at - 2]) if at > 1 and cores[at - 1] in EXAMPLE else None
        return kind is not None and kind.plural

    def _beside_sure_ones(self, hits: list[NameHit], cores: Sequence[str]) -> list[NameHit]:
        """The hits, where an unsure name directly beside a sure one of its country is sure as well (Lahij and Ibb)."""
        out = list(hits)
        for way in (1, -1):
            order = range(1, len(out)) if way == 1 else range(len(out) - 2, -1, -1)
            for i in order:
                hit, other = out[i], out[i - way]
                before, after = (other.last, hit.first) if way == 1 else (hit.last, other.first)
                beside = after - before == 1 or (after - before == _LISTED and cores[before + 1] in _COMMAS)
                if hit.ambiguous and not other.ambiguous and beside and self._share_country(hit.key, other.key):
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

    @functools.cached_property
    def _by_id(self) -> dict[str, Place]:
        return {place.id: place for place in self.all}

    def by_id(self, ident: str | None) -> Place | None:
        """The place with that id."""
        return self._by_id.get(ident or "")

    @property
    def names(self) -> Collection[str]:
        """Every folded Arabic name."""
        return self._names.keys()

    @functools.cached_property
    def _keys_of(self) -> dict[str, list[str]]:
        keys: dict[str, list[str]] = {}
        for key, found in self._names.items():
            for at in found:
                keys.setdefault(self.all[at].id, []).append(key)
        return keys

    def names_of(self, place: Place) -> list[str]:
        """The folded Arabic spellings that lead to a place."""
        return self._keys_of.get(place.id, [])

    def lookup(self, name: str) -> list[Place]:
        """The places of an Arabic name in any spelling, else of an English one; the most peopled first."""
        found = self.places(name)
        if found:
            return found
        english = _letters(name)
        return [place for place in self.all if english and _letters(place.name) == english]

    @functools.cached_property
    def _cells(self) -> dict[tuple[int, int], list[Place]]:
        cells: dict[tuple[int, int], list[Place]] = {}
        for place in self.all:
            if place.lat is not None and place.lon is not None:
                cells.setdefault((math.floor(place.lat), math.floor(place.lon)), []).append(place)
        return cells

    def near(self, lat: float, lon: float, km: float = 50.0) -> list[tuple[float, Place]]:
        """(kilometres, place) of the places within ``km`` of a point, the nearest first."""
        found = [
            (away, place)
            for place in self._around(lat, lon, km)
            if (away := kilometres(lat, lon, place.lat or 0.0, place.lon or 0.0)) <= km
        ]
        return sorted(found, key=lambda pair: (pair[0], pair[1].id))

    def _around(self, lat: float, lon: float, km: float) -> Iterator[Place]:
        high = km / 110.0
        wide = high / max(0.05, math.cos(math.radians(min(89.0, abs(lat) + high))))
        for south in range(math.floor(lat - high), math.floor(lat + high) + 1):
            for west in range(math.floor(lon - wide), math.floor(lon + wide) + 1):
                yield from self._cells.get((south, (west + 180) % 360 - 180), ())

    def divisions(self, place: Located) -> tuple[Division | None, Division | None]:
        """The first- and second-order division that contain a place, a mention or the place of an event.

        A place without an id takes those of the nearest settlement of its country: both within 8 km, the first-order
        one within 60 km; None where unknown.
        """
        known = self.by_id(place.id)
        if known is None or (known.admin1 is None and known.level in ("city", "site", "admin2")):
            known = self._neighbour(place, _DISTRICT_KM) or self._first_order(place) or known
        if known is not None and known.level == "region" and (known.precision_km or 999.0) <= _SMALL_REGION_KM:
            near = self._neighbour(known, _DIVISION_KM)
            return (self._divisions.get(near.admin1 or "") if near else None), None
        if known is None or known.level in ("country", "region"):
            return None, None
        second = None if known.level == "admin1" else self._divisions.get(known.admin2 or "")
        return self._divisions.get(known.admin1 or ""), second

    def _first_order(self, place: Located) -> Place | None:
        """A stand-in that knows its first-order division alone."""
        near = self._neighbour(place, _DIVISION_KM)
        return msgspec.structs.replace(near, admin2=None) if near else None

    def _neighbour(self, place: Located, km: float) -> Place | None:
        if place.lat is None or place.lon is None:
            return None
        for _, other in self.near(place.lat, place.lon, km):
            if other.level == "city" and other.admin1 and other.country == (place.country or other.country):
                return other
        return None

    def admin_names(self, place: Located) -> tuple[str | None, str | None]:
        """The English names of the first- and second-order division that contain a place; see ``divisions``."""
        first, second = self.divisions(place)
        return first.name if first else None, second.name if second else None

    def pcodes(self, place: Located) -> tuple[str | None, str | None]:
        """OCHA's codes of the divisions that contain a place, where a table with such codes was imported."""
        known = self.by_id(place.id)
        if known is None:
            known = self._neighbour(place, _DISTRICT_KM)
        if known is None:
            return None, None
        return self._pcode_of.get(known.admin1 or ""), self._pcode_of.get(known.admin2 or "")

    @functools.cached_property
    def _pcode_of(self) -> dict[str, str]:
        coded = [place for place in self.all if place.pcode and place.level in ("admin1", "admin2")]
        return {(p.admin1 if p.level == "admin1" else p.admin2) or "": p.pcode or "" for p in coded}


def _letters(name: str) -> str:
    """An English name without case, blanks, marks and the article."""
    return re.sub(r"[^a-z]", "", re.sub(r"^(al|ar|as|ash|ad|at|an|az)[- ]", "", name.lower()))
