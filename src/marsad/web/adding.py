"""Which claim does a reviewer's form add to a report? Words and their meanings, as a claim that the machine missed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from marsad.arabic.sentences import sentences
from marsad.codebook import codebook
from marsad.model import Claim, Span, Trigger
from marsad.web.correcting import LISTS, CorrectionError, mention, moment, words

FIELDS = ("actors", "targets", "places", "time", "quantities", "sources", "claimed_by")
"""Fields of the form beside trigger, type and status; all but the time may come several times."""
PARTS = ("start", "end", "name", "place_id", "role", "kind", "what", "low", "high", "approx", "first", "last")
"""What a row of the form may say of its words."""

T = TypeVar("T")
Given = Mapping[str, Sequence[str]]


def added(full: str, given: Given) -> Claim:
    """The claim that a form states; ``given`` holds its values by ``field.part``, those of one field in their order.

    Its id is for the store to give.

    Raises:
        CorrectionError: the trigger or type is missing, or words and what they mean do not belong together.
    """
    trigger = Trigger(*_in("trigger", words, full, _row(given, "trigger", 0)))
    kind, status = _one(given, "type"), _one(given, "status") or "reported"
    book = codebook()
    if kind not in book.types:
        raise CorrectionError("%(field)s: choose what happened", field="type")
    if status not in book.statuses:
        raise CorrectionError("%(field)s: choose a value", field="status")
    values = {field: [_in(field, mention, full, field, row) for row in _filled(given, field)] for field in LISTS}
    times = [_in("time", moment, full, row) for row in _filled(given, "time")]
    return Claim(
        id="",
        type=kind,
        status=status,
        trigger=trigger,
        sentence=sentence_of(full, trigger.start, trigger.end),
        time=times[0] if times else None,
        **values,
    )


def sentence_of(full: str, start: int, end: int) -> Span:
    """The sentence that holds some characters, from the first to the last it meets; they alone where there is none."""
    met = [(first, last) for first, last in sentences(full) if first < end and last > start]
    return Span(min([start, *(first for first, _ in met)]), max([end, *(last for _, last in met)]))


def rows(given: Given, more: str = "") -> dict[str, list[dict[str, str]]]:
    """The rows of the form as they were filled in, at least one a field and one more of the field ``more``."""
    found = {}
    for field in FIELDS:
        number = max((len(given.get(f"{field}.{part}", ())) for part in PARTS), default=0)
        found[field] = [_row(given, field, at) for at in range(number)] or [_row({}, field, 0)]
        if field == more and field != "time":
            found[field].append(_row({}, field, 0))
    return found


def _filled(given: Given, field: str) -> list[dict[str, str]]:
    return [row for row in rows(given)[field] if any(row.get(part) for part in PARTS if part not in ("role", "approx"))]


def _row(given: Given, field: str, at: int) -> dict[str, str]:
    found = dict.fromkeys(PARTS, "")
    for part in PARTS:
        values = given.get(f"{field}.{part}", ())
        if at < len(values):
            found[part] = values[at].strip()
    return found


def _one(given: Given, name: str) -> str:
    return next(iter(given.get(name, ())), "")


def _in(field: str, read: Callable[..., T], *args: object) -> T:
    """What ``read`` makes of a row, or its complaint with the name of the field."""
    try:
        return read(*args)
    except CorrectionError as error:
        if "field" in error.values:
            raise
        raise CorrectionError("%(field)s: %(why)s", field=field, why=error) from error
