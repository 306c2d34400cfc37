"""One link of a chain of sources: the record that the modules of attribution share."""

from __future__ import annotations

import msgspec


class Link(msgspec.Struct, frozen=True, gc=False):
    """One link of a chain: the tokens of the source in its sentence, its name and kind, and the cue that brings it.

    ``shape`` is the gender and number of its noun as :class:`marsad.coder.draft.Phrase` has it.
    """

    sentence: int
    first: int
    last: int
    name: str | None
    id: str | None
    kind: str
    cue: tuple[int, int]
    entry: str = ""
    definite: bool = False
    words: tuple[str, ...] = ()
    shape: str = ""
