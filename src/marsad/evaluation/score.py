"""Which coded claim answers which gold claim, and what is right in it?

A coded claim is paired with at most one gold claim, best pairs first: their triggers overlap, or they have one class
and the coded trigger stands in the gold sentence. Every figure is end to end: a claim that is missed, or made up,
costs its arguments too.
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from marsad.evaluation.agreement import matched, near, same_days, same_mention, same_name, same_quantity, words
from marsad.evaluation.figures import FIELDS, Rate, Report, Slip, Tally

Record = dict[str, Any]
Same = Callable[[Record, Record], bool]

LISTS: dict[str, Same] = {
    "actors": same_mention,
    "targets": same_mention,
    "places": same_mention,
    "sources": same_mention,
    "quantities": same_quantity,
}
WHOLE = ("actors", "targets", "places")
"""The lists that must be right, with type, status and time, for the whole record to be right."""


class Anchored(msgspec.Struct, frozen=True):
    """A claim with the characters of its trigger; a gold claim also has those of its sentence."""

    claim: Record
    trigger: tuple[int, int]
    sentence: tuple[int, int] = (0, 0)

    @property
    def type(self) -> str:
        """The whole type."""
        return str(self.claim["type"])

    @property
    def family(self) -> str:
        """The part of the type before the dot."""
        return self.type.partition(".")[0]


class Scorer:
    """Adds up the figures of documents, one after the other."""

    def __init__(self) -> None:
        self.report = Report({name: Tally() for name in FIELDS}, {}, collections.defaultdict(Tally), [])

    def add(self, doc: str, full: str, gold: Iterable[Record], system: Iterable[Record]) -> None:
        """Scores the coded claims of one document whose text is ``full``."""
        golds, coded = [anchored_gold(full, claim) for claim in gold], [anchored_coded(claim) for claim in system]
        self._count_totals(golds, coded)
        pairs = paired(golds, coded)
        for mine, theirs in pairs:
            self._compare(golds[mine], coded[theirs])
        self._list_slips(doc, golds, coded, pairs)

    def _count_totals(self, golds: Sequence[Anchored], coded: Sequence[Anchored]) -> None:
        fields, types = self.report.fields, self.report.types
        for side, claims in (("gold", golds), ("system", coded)):
            for claim in claims:
                for name in ("trigger", "class", "type", "record"):
                    _more(fields[name], side)
                _more(types[claim.type], side)
                _more(fields["time"], side, bool(claim.claim.get("time")))
                for name in LISTS:
                    _more(fields[name], side, len(claim.claim.get(name) or []))

    def _compare(self, gold: Anchored, coded: Anchored) -> None:
        fields = self.report.fields
        fields["trigger"].right += 1
        same_type = gold.type == coded.type
        if same_type:
            fields["type"].right += 1
            self.report.types[gold.type].right += 1
        if gold.family != coded.family:
            return
        fields["class"].right += 1
        same_status = gold.claim["status"] == coded.claim["status"]
        self._rate("status right", same_status)
        lists = [self._compare_list(name, gold.claim, coded.claim) for name in LISTS]
        mine, theirs = gold.claim.get("time"), coded.claim.get("time")
        same_time = same_days(mine, theirs)
        fields["time"].right += same_time
        fields["record"].right += same_type and same_status and all(lists) and (same_time or not (mine or theirs))

    def _compare_list(self, name: str, gold: Record, coded: Record) -> bool:
        """Counts what is right in one list; whether the whole record can still be right."""
        mine, theirs = gold.get(name) or [], coded.get(name) or []
        hits = matched(mine, theirs, LISTS[name])
        self.report.fields[name].right += len(hits)
        for value, other in hits:
            self._rate_values(name, value, other)
        return name not in WHOLE or len(hits) == len(mine) == len(theirs)

    def _rate_values(self, name: str, gold: Record, coded: Record) -> None:
        if name == "places":
            if gold.get("country"):
                self._rate("place country right", gold["country"] == coded.get("country"))
            if gold.get("lat") is not None:
                self._rate("place within 25 km", near(gold, coded))
        elif name != "quantities" and gold.get("name"):
            self._rate("party name right", same_name(gold, coded))

    def _rate(self, name: str, right: bool) -> None:
        self.report.rates.setdefault(name, Rate()).count(right)

    def _list_slips(
        self, doc: str, golds: Sequence[Anchored], coded: Sequence[Anchored], pairs: Sequence[tuple[int, int]]
    ) -> None:
        found, answered = {mine for mine, _ in pairs}, {theirs for _, theirs in pairs}
        for number, claim in enumerate(golds):
            if number not in found:
                slip = Slip("missed", doc, claim.type, claim.claim["trigger"], claim.claim["sentence"])
                self.report.slips.append(slip)
        for number, claim in enumerate(coded):
            if number not in answered:
                self.report.slips.append(Slip("made up", doc, claim.type, claim.claim["trigger"]["text"]))


def score(texts: Mapping[str, str], gold: Iterable[Record], system: Mapping[str, Iterable[Record]]) -> Report:
    """The figures over all gold documents whose text is known.

    Args:
        texts: the full text (title, newline, text) by document id.
        gold: records ``{doc, events}``.
        system: the coded claims by document id, as plain data.
    """
    scorer = Scorer()
    for record in gold:
        doc = record["doc"]
        if doc in texts:
            scorer.add(doc, texts[doc], record["events"], system.get(doc, ()))
    return scorer.report


def paired(golds: Sequence[Anchored], coded: Sequence[Anchored]) -> list[tuple[int, int]]:
    """Pairs of (gold, coded) numbers, best first, none used twice."""
    weighed = [
        (weight + min(_shared(mine, theirs), 4) * 0.1, -i, -j)
        for i, mine in enumerate(golds)
        for j, theirs in enumerate(coded)
        if (weight := _weight(mine, theirs))
    ]
    used_gold: set[int] = set()
    used_coded: set[int] = set()
    pairs = []
    for _, i, j in sorted(weighed, reverse=True):
        if -i not in used_gold and -j not in used_coded:
            used_gold.add(-i)
            used_coded.add(-j)
            pairs.append((-i, -j))
    return pairs


def anchored_gold(full: str, claim: Record) -> Anchored:
    """A gold claim, which quotes its sentence and trigger, with where they stand in the text."""
    sentence = _found(full, claim["sentence"]) or _found(full, claim["sentence"].strip()) or (0, 0)
    return Anchored(claim, _found(full, claim["trigger"], sentence) or sentence, sentence)


def anchored_coded(claim: Record) -> Anchored:
    """A coded claim with where its trigger stands."""
    return Anchored(claim, (claim["trigger"]["start"], claim["trigger"]["end"]))


def _found(full: str, quote: str, within: tuple[int, int] | None = None) -> tuple[int, int] | None:
    at = full.find(quote, *(within or (0, len(full))))
    return (at, at + len(quote)) if at >= 0 else None


def _weight(gold: Anchored, coded: Anchored) -> float:
    same_type, same_family = gold.type == coded.type, gold.family == coded.family
    if gold.trigger[0] < coded.trigger[1] and coded.trigger[0] < gold.trigger[1]:
        return 4 if same_type else 3 if same_family else 1
    if gold.sentence[0] <= coded.trigger[0] < gold.sentence[1]:
        return 2 if same_type else 1.5 if same_family else 0
    return 0


def _shared(gold: Anchored, coded: Anchored) -> int:
    return sum(
        bool(words(mine["text"]) & words(theirs["text"]))
        for name in WHOLE
        for mine in gold.claim.get(name) or []
        for theirs in coded.claim.get(name) or []
    )


def _more(tally: Tally, side: str, by: int = 1) -> None:
    setattr(tally, side, getattr(tally, side) + by)
