"""What are the pieces that a sentence is read into, and what do other rooms tell of it before?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

NOMINAL = frozenset({"noun", "num"})
"""The classes of words that may stand in a noun phrase."""


class Item(msgspec.Struct, gc=False):
    """One piece of a sentence, tokens ``first`` to ``last`` (half-open).

    ``kind``: ``verb``, ``noun`` (phrase), ``event`` (a noun that may name an event), ``date``, ``sub`` (أن that, حيث
    where ...), ``rel`` (الذي who), ``neg``, ``pause``, ``quote``, ``bracket``, ``word``. ``prep`` is the preposition
    that brings it, ``conj`` whether and/then precedes it, ``coord`` the item that it is joined to (-1 for none),
    ``adj`` whether it is an adjective of the event before it, ``part`` whether it is said to be among those before it
    ("eight men, [their leader] among them").
    """

    kind: str
    first: int
    last: int
    head: int
    prep: str = ""
    conj: bool = False
    coord: int = -1
    adj: bool = False
    part: bool = False


class Spans(msgspec.Struct, frozen=True):
    """What other rooms found in the sentence: first token to last (half-open) of names, dates, quantities, events.

    ``demanded`` are the words that a verb demands to name its event: opened [fire].
    ``persons`` are the names after an office, each with the token after it and that of the office.
    ``states`` are the first words of the parties that are states: France, Paris, the Kremlin; ``media`` begin the names
    of newspapers, agencies and channels.
    """

    parties: Mapping[int, int]
    places: Mapping[int, int]
    dates: Mapping[int, int]
    quantities: Mapping[int, int]
    events: Mapping[int, int]
    demanded: frozenset[int] = frozenset()
    persons: Mapping[int, tuple[int, int]] = msgspec.field(default_factory=dict)
    states: frozenset[int] = frozenset()
    media: frozenset[int] = frozenset()


def group_of(items: Sequence[Item], at: int) -> int:
    """The first item of the coordination that an item belongs to."""
    return items[at].coord if items[at].coord >= 0 else at
