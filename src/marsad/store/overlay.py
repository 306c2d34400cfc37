"""What is believed once people have decided? The machine's value with the verdicts laid over it."""

from __future__ import annotations

import functools
import typing
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from marsad.errors import StoreError
from marsad.model import Claim, Event, Verdict

T = TypeVar("T", Claim, Event)
CLAIM_FIELDS = (
    "type", "status", "actors", "targets", "places", "time", "quantities", "sources", "claimed_by", "means",
)  # fmt: skip
EVENT_FIELDS = ("type", "status", "start", "end", "date_precision", "place", "actors", "targets")
ACTIONS = ("accept", "correct", "reject", "merge", "split", "add", "comment", "undo")
_SAYS = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added"}


def laid_over(machine: T, verdicts: Iterable[Verdict]) -> tuple[T, str]:
    """The value that is believed and its state of review; verdicts come in the order in which they were given.

    The last correction of a field holds; an ``undo`` takes back the verdict whose id is its value, or else the last
    one that stands. ``merge``, ``split`` and ``comment`` change no value. ``add`` gives all values of a claim that the
    machine missed; where that is taken back, the claim is rejected.
    """
    given = list(verdicts)
    value, review = machine, "unreviewed"
    for verdict in (stand := standing(given)):
        if verdict.action == "add":
            value = msgspec.structs.replace(value, **_own(stated(verdict.value)))
        if verdict.action == "correct":
            value = msgspec.structs.replace(value, **{str(verdict.field): corrected(value, verdict)})
        state = _SAYS.get(verdict.action, review)
        review = "corrected" if (state, review) == ("accepted", "corrected") else state
    if "add" in _actions(given) and "add" not in _actions(stand):
        review = "rejected"
    return value, review


def stated(value: str | None) -> Claim:
    """The whole claim that a person states (``add``).

    Raises:
        StoreError: it is no JSON of a claim.
    """
    try:
        return msgspec.json.decode(value or "null", type=Claim)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise StoreError(f"{value!r} is no claim: {error}") from error


def _own(claim: Claim) -> dict[str, Any]:
    return {field: getattr(claim, field) for field in ("sentence", *CLAIM_FIELDS)}


def _actions(verdicts: Iterable[Verdict]) -> set[str]:
    return {verdict.action for verdict in verdicts}


def standing(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The verdicts that no later one took back."""
    kept: list[Verdict] = []
    for verdict in verdicts:
        if verdict.action != "undo":
            kept.append(verdict)
        elif verdict.value:
            kept = [each for each in kept if each.id != verdict.value]
        elif kept:
            kept.pop()
    return kept


def corrected(value: Claim | Event, verdict: Verdict) -> Any:
    """The corrected value of a field, as its type wants it.

    Raises:
        StoreError: the field cannot be corrected, or the value is no JSON of its type.
    """
    kind = Claim if isinstance(value, Claim) else Event
    fields = CLAIM_FIELDS if kind is Claim else EVENT_FIELDS
    if verdict.field is None or verdict.field not in fields:
        raise StoreError(
            "%(value)s cannot be corrected. Give one of %(choices)s.", value=verdict.field, choices=", ".join(fields)
        )
    try:
        return msgspec.json.decode(verdict.value or "null", type=_hints(kind)[verdict.field])
    except msgspec.DecodeError as error:
        raise StoreError(
            "%(field)s: %(value)s is no value of this field: %(error)s",
            field=verdict.field, value=verdict.value, error=str(error),
        ) from error  # fmt: skip


def check_words(claim: Claim, full: str) -> None:
    """A correction must stand in the text like every value.

    Raises:
        StoreError: a mention's text is not what stands at its characters.
    """
    from marsad.codebook.check import mentions

    spans: list[tuple[str, str, int, int]] = [(field, m.text, m.start, m.end) for field, m in mentions(claim)]
    if claim.time:
        spans.append(("time", claim.time.text, *claim.time.chars))
    for field, text, start, end in spans:
        if not text or full[start:end] != text:
            raise StoreError(
                "%(field)s: «%(text)s» is not what stands at %(start)s–%(end)s of the article",
                field=field, text=text, start=start, end=end,
            )  # fmt: skip


@functools.cache
def _hints(kind: type[Claim | Event]) -> dict[str, Any]:
    return typing.get_type_hints(kind)
