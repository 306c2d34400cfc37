"""Which rooms does the coder read with, when a researcher brings words of their own?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from marsad.arabic.tokens import Tokenizer
from marsad.coder.reportreading import rooms
from marsad.coder.sentence import Rooms
from marsad.coder.wholenames import doubtful
from marsad.lexicon.unknown import Names
from marsad.lexicon.words import Lexicon


def rooms_with(folder: Path) -> Rooms:
    """The rooms that ship with Marsad, their lexicon grown by a folder; raises LexiconError for a wrong entry."""
    shipped, lexicon = rooms(), Lexicon.grown(folder)
    listed = lexicon.known()
    names = shipped.registry.words()
    whole = names.difference(doubtful(names, listed))
    return Rooms(Tokenizer(listed | whole), lexicon, shipped.registry, shipped.gazetteer)


def names_of(opened: Rooms | None = None) -> Names:
    """Finds the parties and places in a row of cores, parties first."""
    chosen = opened or rooms()

    def names(cores: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
        for hit in chosen.registry.find_aliases(cores):
            yield hit.first, hit.last, True
        for name in chosen.gazetteer.find_names(cores):
            yield name.first, name.last + 1, False

    return names
