"""Which texts are copies of one another? Fingerprints that can be kept, and the first copy of a text.

A fingerprint is a MinHash signature over runs of three folded words, so that spelling, vowel marks and punctuation do
not count. It depends on the text and on :data:`VERSION` alone: the same on any machine and in any order of arrival.
"""

from __future__ import annotations

import functools
import hashlib
import re
import struct
from collections.abc import Iterable, Iterator

import msgspec

from marsad.arabic.normal import fold

VERSION = 1
"""Changes when signatures change: a kept fingerprint of another version must be made anew."""

SAME = 0.5
"""The least share of common runs of words that makes two texts copies.

On newspapers of 2015 texts above it tell the same agency report, cut or with another opening; below 0.4 they tell the
same news in words of their own.
"""

_RUN = 3
_ROWS = 3
_BANDS = 21
_SIZE = _ROWS * _BANDS
_SEED = 20150721
_FEWEST = 12
"""Runs below which a text is a copy only of the very same words."""

_TOO_FEW = 5
"""Words below which a text is nobody's copy: a caption, a word of welcome."""

_PACKED = struct.Struct(f"<{_SIZE}I")
_BAND = struct.Struct("<B3I")
_OUTSIDE = re.compile(r"[\W_]+")
_REMEMBERED = 400_000


class Fingerprint(msgspec.Struct, frozen=True, gc=False):
    """What is kept of a text to find its copies: signature bytes, and the bands that copies are likely to share.

    ``bands`` are signed 64-bit numbers, so that a database can index them; two texts without a common band need not be
    compared. ``signature`` is empty and ``bands`` a single number for a text too short to be compared but as a whole; a
    text of a few words has no bands and is nobody's copy.
    """

    signature: bytes
    bands: tuple[int, ...]


class Copy(msgspec.Struct, frozen=True, gc=False):
    """The first copy of a text: its id, and the share of common runs of words (0–1, give or take 0.06)."""

    doc: str
    similarity: float


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text (leave its title out: copies are given other titles)."""
    words = _words(text)
    runs = list(map(" ".join, zip(*(words[start:] for start in range(_RUN)), strict=False)))
    if len(words) < _TOO_FEW:
        return Fingerprint(b"", ())
    if len(runs) < _FEWEST:
        return Fingerprint(b"", (_number(" ".join(words).encode("utf-8", "surrogatepass")),))
    from rensa import RMinHash

    mins = RMinHash(_SIZE, _SEED)
    mins.update(runs)
    digest = mins.digest()
    bands = tuple(_number(_BAND.pack(n, *digest[n * _ROWS : n * _ROWS + _ROWS])) for n in range(_BANDS))
    return Fingerprint(_PACKED.pack(*digest), bands)


def similarity(one: Fingerprint, other: Fingerprint) -> float:
    """The share of runs of words that two texts have in common (0–1), as their signatures tell it."""
    if not one.signature or not other.signature:
        return float(one.bands == other.bands != ())
    pairs = zip(_PACKED.unpack(one.signature), _PACKED.unpack(other.signature), strict=True)
    common: int = sum(a == b for a, b in pairs)
    return common / _SIZE


class Duplicates:
    """The texts seen so far, and which of them a new one copies; a copy of a copy belongs to the first.

    It lives in memory (about 3 kB a text). A database does the same with :func:`fingerprint`, an index over the bands
    and :func:`similarity`.
    """

    def __init__(self, least: float = SAME) -> None:
        self.least = least
        self._kept: list[tuple[str, Fingerprint]] = []
        self._first: dict[str, str] = {}
        self._bands: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, mark: Fingerprint) -> Copy | None:
        """The first copy of a text among those added: of the likest one, the earliest added among equals."""
        best: tuple[float, str] | None = None
        for number in self._near(mark):
            doc, other = self._kept[number]
            share = similarity(mark, other)
            if share >= self.least and (best is None or share > best[0]):
                best = share, doc
        return Copy(self._first[best[1]], best[0]) if best else None

    def add(self, doc: str, mark: Fingerprint, first: str | None = None) -> Copy | None:
        """Adds a text and returns its first copy, ``None`` for a new text.

        ``first`` gives the first copy where it is known already (read back from a database).
        """
        found = Copy(first, 1.0) if first not in (None, doc) else None if first else self.find(mark)
        self._first[doc] = found.doc if found else doc
        self._kept.append((doc, mark))
        for band in mark.bands:
            self._bands.setdefault(band, []).append(len(self._kept) - 1)
        return found

    def _near(self, mark: Fingerprint) -> Iterable[int]:
        return sorted({number for band in mark.bands for number in self._bands.get(band, ())})


def _words(text: str) -> list[str]:
    return list(filter(None, map(_plain, text.split())))


@functools.lru_cache(_REMEMBERED)
def _plain(word: str) -> str:
    return _OUTSIDE.sub("", fold(word)).lower()


def _number(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little", signed=True)


def linked(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Copy | None]]:
    """Each id with its first copy, for (id, text) in order of arrival."""
    seen = Duplicates()
    for doc, text in texts:
        yield doc, seen.add(doc, fingerprint(text))
