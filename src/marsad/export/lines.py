"""How are events written as the lines of the contract, and is a file of such lines sound?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from marsad.codebook import codebook
from marsad.export.happening import Happening
from marsad.model import Claim, Event, FailedDocument, LinkedDocument, Spread

KEYS = (
    "event", "type", "status", "start", "end", "place", "actors", "targets", "numbers", "articles", "claims",
    "independent_sources", "contradictions",
)  # fmt: skip
"""The keys of an event's line, in the order of the contract."""


def event_line(event: Event) -> bytes:
    """An event as a line of the contract, without the newline."""
    held = {key: getattr(event, key) for key in KEYS}
    return msgspec.json.encode({**held, "numbers": {what: _spread(each) for what, each in event.numbers.items()}})


def event_lines(happenings: Iterable[Happening]) -> Iterator[bytes]:
    """A line for each event."""
    return (event_line(happening.event) for happening in happenings)


def document_line(document: LinkedDocument | FailedDocument) -> bytes:
    """A coded document as a line of the contract, each claim with its event, without the newline."""
    return msgspec.json.encode(document)


def _spread(spread: Spread) -> dict[str, Any]:
    said = [{"source": each.source, "low": each.low, "high": each.high} for each in spread.by]
    return {"low": spread.low, "best": spread.best, "high": spread.high, "by": said}


class _Event(Event, frozen=True, forbid_unknown_fields=True):
    """An event's line; a key that the contract does not know is a fault."""


class _Document(LinkedDocument, frozen=True, forbid_unknown_fields=True):
    """A document's line."""


_events = msgspec.json.Decoder(_Event)
_documents = msgspec.json.Decoder(_Document)
_failures = msgspec.json.Decoder(FailedDocument)


def problems(path: Path) -> Iterator[str]:
    """What in a file of events or of documents does not keep the contract; nothing for a sound one."""
    seen: set[str] = set()
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            name, faults = _faults(line)
            yield from (f"line {number}: {why}" for why in faults)
            if name in seen:
                yield f"line {number}: a second {name}"
            if name:
                seen.add(name)


def _faults(line: bytes) -> tuple[str | None, list[str]]:
    try:
        keys = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
        if "event" in keys:
            event = _events.decode(line)
            missing = [f"no {key}" for key in KEYS if key not in keys]
            return event.event, [*missing, *_category_faults(event)]
        if "error" in keys:
            return _failures.decode(line).doc, []
        document = _documents.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return None, [str(error)]
    return document.doc, [fault for claim in document.claims for fault in _category_faults(claim)]


def _category_faults(held: Event | Claim) -> list[str]:
    book = codebook()
    found = [f"type {held.type!r}"] if held.type not in book.types else []
    found += [f"status {held.status!r}"] if held.status not in book.statuses else []
    if isinstance(held, Event):
        found += [f"{what!r} is no category" for what in held.numbers if what not in book.quantities]
        found += [f"start {held.start} is after end {held.end}"] if (held.start or "") > (held.end or "9999") else []
    return found
