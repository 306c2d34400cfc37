"""Which words of names are never taken apart as a particle and a word? Decided once, when the package is built.

Fidan is no "so is condemned" and Lieberman no "to Berman"; a name that is far more often a particle and a listed word
is taken apart. Names that only one's own gazetteer holds are decided when it is opened.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

import msgspec

from marsad.arabic import compiled, frequency
from marsad.arabic.frequency import frequencies
from marsad.arabic.particles import CLITICS, SO
from marsad.gazetteer import places
from marsad.gazetteer.index import Gazetteer
from marsad.gazetteer.places import BUILT as PLACES
from marsad.lexicon import compiler
from marsad.lexicon.words import Lexicon
from marsad.parties import build as registered
from marsad.parties.registry import Registry

BUILT = Path(__file__).parent.parent / "_built" / "wholenames.msgpack"
SOURCES = (*frequency.SOURCES, *compiler.SOURCES, *registered.SOURCES, *places.SOURCES, Path(__file__))
"""What the compiled decisions are made of."""

# How many letters a word of a place's name has at least to be kept whole.
_LONG = 4
# How often a word occurs that may stand behind "so" any time.
_COMMON = 5000


def whole_words(lexicon: Lexicon, registry: Registry, gazetteer: Gazetteer) -> frozenset[str]:
    """What the tokenizer leaves whole, folded: the listed words and those of names that are no particle and a word."""
    listed, decided = _listed(lexicon, gazetteer), _decided()
    names = _names(registry, gazetteer)
    apart = (word for word in doubtful(names, listed) if not (decided[word] if word in decided else _seldom(word)))
    return listed | names.difference(apart)


def _listed(lexicon: Lexicon, gazetteer: Gazetteer) -> frozenset[str]:
    return lexicon.known() | gazetteer.words.admin.keys()


def _names(registry: Registry, gazetteer: Gazetteer) -> frozenset[str]:
    return registry.words().union(word for word in gazetteer.known_words if len(word) >= _LONG)


def doubtful(names: AbstractSet[str], listed: AbstractSet[str]) -> Iterator[str]:
    """The words of names that look like a particle and a listed word."""
    return (word for word in names if word[:1] in CLITICS and word[1:] in listed)


def _seldom(word: str) -> bool:
    """Whether a name is hardly ever a particle and the rest: Fidan, not "so is condemned"; Lieberman, Peru."""
    counts = frequencies()
    whole, rest = counts.get(word, 0), counts.get(word[1:], 0)
    if word[:1] == SO:
        return rest < _COMMON or 20 * whole >= rest
    return whole >= max(20 * rest, 1)


def build(path: Path = BUILT) -> None:
    """Writes the compiled decisions; called by the build hook."""
    compiled.write(path, SOURCES, _packed())


def _packed() -> bytes:
    registry, gazetteer = Registry.default(), Gazetteer.open(PLACES)
    names = doubtful(_names(registry, gazetteer), _listed(Lexicon.default(), gazetteer))
    return msgspec.msgpack.Encoder(order="deterministic").encode({word: _seldom(word) for word in names})


@functools.cache
def _decided() -> dict[str, bool]:
    """Which doubtful words of the shipped names are names."""
    return msgspec.msgpack.decode(compiled.read(BUILT, SOURCES, _packed), type=dict[str, bool])
