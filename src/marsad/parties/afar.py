"""Which states only speak of an event from afar? Those that condemn it, offer condolences, take part in grief."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from marsad.arabic.particles import ABOUT
from marsad.parties.registry import Grammar, Hit

# How many words of an office may stand between the verb and the state: "the spokesman of the ministry of ...".
_OFFICE = 5
# How far after the state "of its condemnation" stands: "[Egypt] expressed its sorrow and | its condemnation".
_FURTHER = 6


def condemners(cores: Sequence[str], names: Sequence[Hit], grammar: Grammar) -> Iterator[str]:
    """The ISO codes of the states that condemn something in a row of folded words; ``names`` are the names in it."""
    last = -2
    for hit in names:
        if hit.party is None or hit.party.kind != "state" or not hit.party.country:
            continue
        if hit.first == last + 1 or _condemns(cores, hit, grammar):
            last = hit.last
            yield hit.party.country


def _condemns(cores: Sequence[str], hit: Hit, grammar: Grammar) -> bool:
    """Whether the state is the one who condemns: the verb beside it, or "of its condemnation" further on."""
    at = hit.first - 1
    while at >= max(0, hit.first - _OFFICE) and _of_office(cores[at], grammar):
        at -= 1
    if at >= 0 and cores[at] in grammar.condemning:
        return True
    before = cores[hit.first - 1] if hit.first else ""
    if before in grammar.barrier or before in grammar.soft or before in grammar.placing:
        return False
    after = cores[hit.last + 1 : hit.last + 1 + _FURTHER]
    if after[:1] and after[0] in grammar.condemning:
        return True
    return any(word == ABOUT and other in grammar.condemning for word, other in itertools.pairwise(after))


def _of_office(core: str, grammar: Grammar) -> bool:
    return core in grammar.office or core in grammar.force or core in grammar.persons or core in grammar.plain
