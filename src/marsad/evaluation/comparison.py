"""Where do two coders differ? Claims that only one of them makes, and fields that they fill otherwise."""

from __future__ import annotations

import collections
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from marsad.evaluation.agreement import matched, same_days, same_mention, same_quantity
from marsad.evaluation.score import Anchored, paired

LISTS = {
    "actors": same_mention, "targets": same_mention, "places": same_mention, "sources": same_mention,
    "quantities": same_quantity,
}  # fmt: skip
Record = dict[str, Any]


class Difference(msgspec.Struct, frozen=True):
    """One difference: ``field`` is ``claim`` where only one side has the claim at all."""

    doc: str
    field: str
    first: str | None
    second: str | None


class Comparison(msgspec.Struct, frozen=True):
    """How two sets of coded documents compare; ``agree`` counts the pairs of claims that agree in a field."""

    pairs: int
    only_first: int
    only_second: int
    agree: dict[str, int]
    differences: list[Difference]

    def as_text(self, first: str, second: str, most: int) -> str:
        """The comparison as a page of text, with the first ``most`` differences."""
        lines = [f"claims of both: {self.pairs}; only {first}: {self.only_first}; only {second}: {self.only_second}"]
        lines += [f"{field:<11} agree in {number} of {self.pairs}" for field, number in self.agree.items()]
        lines += [
            f"{each.doc} {each.field}: {first} «{each.first or '-'}» · {second} «{each.second or '-'}»"
            for each in self.differences[:most]
        ]
        if len(self.differences) > most:
            lines.append(f"and {len(self.differences) - most} more differences")
        return "\n".join(lines) + "\n"


def compare(first: Mapping[str, Sequence[Record]], second: Mapping[str, Sequence[Record]]) -> Comparison:
    """Compares the claims of the documents that both sides have."""
    agree: collections.Counter[str] = collections.Counter(dict.fromkeys(("type", "status", *LISTS, "time"), 0))
    found: list[Difference] = []
    pairs = only_first = only_second = 0
    for doc in sorted(first.keys() & second.keys()):
        mine, theirs = list(first[doc]), list(second[doc])
        met = paired([_anchored(c) for c in mine], [_anchored(c) for c in theirs])
        pairs += len(met)
        alone, others = _left(mine, {i for i, _ in met}), _left(theirs, {j for _, j in met})
        only_first, only_second = only_first + len(alone), only_second + len(others)
        found += [Difference(doc, "claim", _said(claim), None) for claim in alone]
        found += [Difference(doc, "claim", None, _said(claim)) for claim in others]
        for i, j in met:
            found += _differences(doc, mine[i], theirs[j], agree)
    return Comparison(pairs, only_first, only_second, dict(agree), found)


def _differences(doc: str, mine: Record, theirs: Record, agree: collections.Counter[str]) -> list[Difference]:
    found = []
    for field in ("type", "status"):
        if mine[field] == theirs[field]:
            agree[field] += 1
        else:
            found.append(Difference(doc, field, mine[field], theirs[field]))
    for field, same in LISTS.items():
        xs, ys = mine.get(field) or [], theirs.get(field) or []
        if len(matched(xs, ys, same)) == len(xs) == len(ys):
            agree[field] += 1
        else:
            found.append(Difference(doc, field, _texts(xs), _texts(ys)))
    a, b = mine.get("time"), theirs.get("time")
    if (not a and not b) or same_days(a, b):
        agree["time"] += 1
    else:
        found.append(Difference(doc, "time", a and a["text"], b and b["text"]))
    return found


def _anchored(claim: Record) -> Anchored:
    trigger, sentence = claim["trigger"], claim["sentence"]
    return Anchored(claim, (trigger["start"], trigger["end"]), (sentence["start"], sentence["end"]))


def _left(claims: Sequence[Record], used: set[int]) -> list[Record]:
    return [claim for at, claim in enumerate(claims) if at not in used]


def _said(claim: Record) -> str:
    return f"{claim['type']} {claim['trigger']['text']}"


def _texts(values: Sequence[Record]) -> str | None:
    return " | ".join(value["text"] for value in values) or None
