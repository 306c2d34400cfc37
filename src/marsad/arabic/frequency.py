"""How often a folded word form is written: the list that decides between readings of a form.

The lists are compiled once, when the package is built, from the Arabic list of ``wordfreq`` (CC BY-SA 4.0 data);
a checkout that has not been built compiles them on first use.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from marsad.arabic import compiled
from marsad.arabic.normal import fold

BUILT = Path(__file__).parent.parent / "_built" / "frequency.msgpack"
BUILT_HE = BUILT.with_name("pronoun_he.msgpack")
SOURCES: tuple[Path, ...] = (Path(__file__),)
"""How the lists are laid out; what they are made of is a package."""

_ARABIC = re.compile("[\u0621-\u064a]+")
_LEAST = 5e-8
_SHELF = 3
"""The letters that forms on one shelf begin with."""
_PRONOUN_SHARE = 0.55


def _source() -> Mapping[str, float]:
    """Unfolded form to its share of all words, from the installed ``wordfreq``."""
    from wordfreq import get_frequency_dict

    return get_frequency_dict("ar", "best")


def compile_list() -> dict[str, int]:
    """Folded form to occurrences per 100 million words."""
    counts: dict[str, float] = {}
    for form, share in _source().items():
        if share >= _LEAST:
            folded = fold(form)
            if _ARABIC.fullmatch(folded):
                counts[folded] = counts.get(folded, 0.0) + share
    return {form: round(share * 1e8) for form, share in counts.items()}


def compile_he() -> list[str]:
    """Folded forms in ه that are written with ه, not ة: folding hides it, and ه is most often "his"."""
    shares: dict[str, list[float]] = {}
    for form, share in _source().items():
        if share >= _LEAST and form[-1] in "هة" and len(form) > 2:
            shares.setdefault(fold(form), [0.0, 0.0])[form[-1] == "ه"] += share
    return [form for form, (ta, he) in shares.items() if he > _PRONOUN_SHARE * (ta + he)]


def build(path: Path = BUILT) -> None:
    """Writes the compiled lists; called by the build hook."""
    compiled.write(path, SOURCES, _packed())
    compiled.write(path.with_name(BUILT_HE.name), SOURCES, _packed_he())


def _packed() -> bytes:
    shelves: dict[str, dict[str, int]] = {}
    for form, count in compile_list().items():
        shelves.setdefault(form[:_SHELF], {})[form] = count
    return msgspec.msgpack.encode(shelves)


def _packed_he() -> bytes:
    return msgspec.msgpack.encode(compile_he())


class Counts(dict[str, int]):
    """The counts of the forms that were asked for and of those on their shelves; 0 for a form that is not listed."""

    def __init__(self, shelves: dict[str, msgspec.Raw]) -> None:
        super().__init__()
        self._shut = shelves

    def __missing__(self, form: str) -> int:
        shelf = form[:_SHELF]
        if shelf in self._shut:
            self.open(shelf)
        return self.get(form, 0)

    def open(self, shelf: str) -> None:
        """Unpacks a shelf."""
        packed = self._shut.get(shelf)
        if packed is not None:
            self.update(msgspec.msgpack.decode(packed, type=dict[str, int]))
            self._shut.pop(shelf, None)

    def open_all(self) -> None:
        """Unpacks what is not unpacked yet."""
        for shelf in tuple(self._shut):
            self.open(shelf)


class Frequencies(Mapping[str, int]):
    """A list of many forms with their counts, unpacked shelf by shelf as forms are asked for; ``counts`` is faster."""

    def __init__(self, shelves: dict[str, msgspec.Raw]) -> None:
        self.counts = Counts(shelves)

    def get(self, form: str, default: int = 0) -> int:  # type: ignore[override]
        """How often a form is written; ``default`` where the list does not have it."""
        return self.counts[form] or default

    def __getitem__(self, form: str) -> int:
        if found := self.counts[form]:
            return found
        raise KeyError(form)

    def __contains__(self, form: object) -> bool:
        return isinstance(form, str) and self.counts[form] > 0

    def __iter__(self) -> Iterator[str]:
        self.counts.open_all()
        return iter(self.counts)

    def __len__(self) -> int:
        self.counts.open_all()
        return len(self.counts)


@functools.cache
def frequencies() -> Frequencies:
    """Folded form to occurrences per 100 million words of the reference list."""
    packed = compiled.read(BUILT, SOURCES, _packed)
    return Frequencies(msgspec.msgpack.decode(packed, type=dict[str, msgspec.Raw]))


@functools.cache
def written_with_he() -> frozenset[str]:
    """Folded forms whose last letter is ه in careful writing, where most others in ه are written with ة."""
    return frozenset(msgspec.msgpack.decode(compiled.read(BUILT_HE, SOURCES, _packed_he), type=list[str]))
