"""Which words of a sentence tell which of its happenings? Those that stand nearest to what a claim of it was read from.

A sentence that tells one happening of a family gives it all its words; one that tells two ("20 died in the market while
40 died at the station") gives each word to the one whose trigger, places, numbers, time or parties stand nearest.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from marsad.fuse.records import DocumentClaims, Said
from marsad.fuse.weights import family
from marsad.fuse.words import content_words
from marsad.model import Claim

_WORD = re.compile(r"\S+")
Sentence = tuple[int, int]


def told_words(document: DocumentClaims, groups: Sequence[Sequence[Said]]) -> list[tuple[str, ...]]:
    """The content words of each group of claims of one happening."""
    claims = {claim.id: claim for claim in document.coded.claims}
    sentences = [sorted({claim.sentence for claim in group}) for group in groups]
    told = Counter((family(group[0].type), each) for group, own in zip(groups, sentences, strict=True) for each in own)
    points = [sorted(at for claim in group for at in _points(claims[claim.claim])) for group in groups]
    found = []
    for number, (group, own) in enumerate(zip(groups, sentences, strict=True)):
        kind = family(group[0].type)
        texts = []
        for each in own:
            if told[kind, each] == 1:
                texts.append(document.text[each[0] : each[1]])
                continue
            others = [
                points[at]
                for at, other in enumerate(groups)
                if at != number and family(other[0].type) == kind and each in sentences[at]
            ]
            texts.append(" ".join(_nearest(document.text, each, points[number], others)))
        found.append(content_words(" ".join(texts)))
    return found


def _nearest(text: str, sentence: Sentence, mine: Sequence[int], others: Sequence[Sequence[int]]) -> Iterator[str]:
    """The words of a sentence that stand as near to my points as to those of any other."""
    for word in _WORD.finditer(text, *sentence):
        middle = (word.start() + word.end()) // 2
        reach = _distance(mine, middle)
        if all(reach <= _distance(other, middle) for other in others):
            yield word.group()


def _distance(points: Sequence[int], at: int) -> int:
    """How far the nearest of some sorted points is."""
    place = bisect_left(points, at)
    return min(abs(points[near] - at) for near in (place - 1, place) if 0 <= near < len(points))


def _points(claim: Claim) -> Iterator[int]:
    """Where the words stand that a claim was read from: their beginnings and ends."""
    yield from (claim.trigger.start, claim.trigger.end)
    for party in (*claim.actors, *claim.targets, *claim.claimed_by):
        yield from (party.start, party.end)
    for place in claim.places:
        yield from (place.start, place.end)
    for number in claim.quantities:
        yield from (number.start, number.end)
    if claim.time:
        yield from claim.time.chars
