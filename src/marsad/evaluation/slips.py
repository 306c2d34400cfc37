"""Which errors does a coder make, and how often? Every gold claim and every coded one, sorted by what went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from marsad.evaluation.agreement import matched, near, same_days, same_name
from marsad.evaluation.score import LISTS, Anchored, Record, anchored_coded, anchored_gold, paired

CLASSES = {
    "claim missed, sentence empty": "no claim was coded in the sentence of a gold claim",
    "claim missed, another coded": "its sentence has other coded claims, none of which answers it",
    "claim made up, sentence with gold": "a coded claim that answers none, in a sentence that has gold claims",
    "claim made up, sentence without": "a coded claim in a sentence without a gold claim",
    "other class": "the claim answers one of another class of types",
    "other type of the class": "the class is right, the type is not",
    "other status": "reported, denied, planned or possible is confused",
    **{
        f"{name} {what}": f"of paired claims: {words}"
        for name in ("actors", "targets", "places", "sources", "quantities", "time")
        for what, words in (("missed", "the gold has a value more"), ("made up", "the coder has a value more"))
    },
    "time other days": "both give a time, with other days",
    "party other name": "the same words, named otherwise or not at all",
    "place elsewhere": "the same words, in another country or more than 25 km away",
}
"""Class of error to what it is; the keys are the order."""


class Slip(msgspec.Struct, frozen=True):
    """One error: its class, and where it is by document and characters; ``gold`` and ``coded`` are types or values."""

    kind: str
    doc: str
    start: int
    end: int
    gold: str | None = None
    coded: str | None = None


def slips(texts: Mapping[str, str], gold: Sequence[Record], system: Mapping[str, Sequence[Record]]) -> Iterator[Slip]:
    """The errors of all documents, in the order of the gold."""
    for record in gold:
        doc = record["doc"]
        if doc in texts:
            golds = [anchored_gold(texts[doc], claim) for claim in record["events"]]
            yield from _Document(doc, golds, [anchored_coded(claim) for claim in system.get(doc, ())]).slips()


class _Document:
    def __init__(self, doc: str, golds: list[Anchored], coded: list[Anchored]) -> None:
        self.doc, self.golds, self.coded = doc, golds, coded
        self.pairs = paired(golds, coded)

    def slips(self) -> Iterator[Slip]:
        yield from self._missed()
        yield from self._made_up()
        for mine, theirs in self.pairs:
            yield from self._compared(self.golds[mine], self.coded[theirs])

    def _missed(self) -> Iterator[Slip]:
        met = {mine for mine, _ in self.pairs}
        for number, claim in enumerate(self.golds):
            if number not in met:
                start, end = claim.sentence
                beside = any(start <= each.trigger[0] < end for each in self.coded)
                kind = "claim missed, another coded" if beside else "claim missed, sentence empty"
                yield self._slip(kind, claim, claim.type, None)

    def _made_up(self) -> Iterator[Slip]:
        met = {theirs for _, theirs in self.pairs}
        for number, claim in enumerate(self.coded):
            if number not in met:
                inside = any(each.sentence[0] <= claim.trigger[0] < each.sentence[1] for each in self.golds)
                kind = f"claim made up, sentence {'with gold' if inside else 'without'}"
                yield self._slip(kind, claim, None, claim.type)

    def _compared(self, gold: Anchored, coded: Anchored) -> Iterator[Slip]:
        if gold.family != coded.family:
            yield self._slip("other class", coded, gold.type, coded.type)
            return
        if gold.type != coded.type:
            yield self._slip("other type of the class", coded, gold.type, coded.type)
        if gold.claim["status"] != coded.claim["status"]:
            yield self._slip("other status", coded, gold.claim["status"], coded.claim["status"])
        for name in LISTS:
            yield from self._list(name, gold, coded)
        yield from self._time(gold, coded)

    def _list(self, name: str, gold: Anchored, coded: Anchored) -> Iterator[Slip]:
        mine, theirs = gold.claim.get(name) or [], coded.claim.get(name) or []
        hits = matched(mine, theirs, LISTS[name])
        for value in _left(mine, [one for one, _ in hits]):
            yield self._slip(f"{name} missed", coded, _named(value), None)
        for value in _left(theirs, [other for _, other in hits]):
            yield self._slip(f"{name} made up", coded, None, _named(value))
        for value, other in hits:
            if name == "places":
                far = value.get("lat") is not None and not near(value, other)
                if far or (value.get("country") and value["country"] != other.get("country")):
                    yield self._slip("place elsewhere", coded, value.get("name"), other.get("name"))
            elif name != "quantities" and value.get("name") and not same_name(value, other):
                yield self._slip("party other name", coded, value["name"], other.get("name"))

    def _time(self, gold: Anchored, coded: Anchored) -> Iterator[Slip]:
        mine, theirs = gold.claim.get("time"), coded.claim.get("time")
        if mine and not theirs:
            yield self._slip("time missed", coded, mine["start"], None)
        elif theirs and not mine:
            yield self._slip("time made up", coded, None, theirs["start"])
        elif mine and theirs and not same_days(mine, theirs):
            yield self._slip("time other days", coded, _days(mine), _days(theirs))

    def _slip(self, kind: str, at: Anchored, gold: str | None, coded: str | None) -> Slip:
        return Slip(kind, self.doc, *at.trigger, gold, coded)


def _left(values: Sequence[Record], used: Sequence[Record]) -> list[Record]:
    taken = {id(value) for value in used}
    return [value for value in values if id(value) not in taken]


def _named(value: Record) -> str:
    """A value without the words of the text: its name, or what is counted and how many."""
    if value.get("what"):
        bounds = (value.get("low"), value.get("high"))
        return f"{value['what']} {'–'.join(dict.fromkeys('?' if each is None else f'{each:g}' for each in bounds))}"
    return str(value.get("name") or "without a name")


def _days(time: Record) -> str:
    return f"{time['start']}–{time['end']}" if time["start"] != time["end"] else str(time["start"])
