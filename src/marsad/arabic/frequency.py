"""How often a folded word form is written: the list that decides between readings of a form.

The lists are compiled once, when the package is built, from the Arabic list of ``wordfreq`` (CC BY-SA 4.0 data);
a checkout that has not been built compiles them on first use.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from marsad.arabic import compiled
from marsad.arabic.normal import fold

BUILT = Path(__file__).parent.parent / "_built" / "frequency.msgpack"
BUILT_HE = BUILT.with_name("pronoun_he.msgpack")
SOURCES: tuple[Path, ...] = ()
"""No file of ours: what the lists are made of is a package."""

_ARABIC = re.compile("[\u0621-\u064a]+")
_LEAST = 5e-8
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
    return msgspec.msgpack.encode(compile_list())


def _packed_he() -> bytes:
    return msgspec.msgpack.encode(compile_he())


@functools.cache
def frequencies() -> dict[str, int]:
    """Folded form to occurrences per 100 million words of the reference list."""
    return msgspec.msgpack.decode(compiled.read(BUILT, SOURCES, _packed), type=dict[str, int])


@functools.cache
def written_with_he() -> frozenset[str]:
    """Folded forms whose last letter is ه in careful writing, where most others in ه are written with ة."""
    return frozenset(msgspec.msgpack.decode(compiled.read(BUILT_HE, SOURCES, _packed_he), type=list[str]))
