"""How does an event read in PLOVER's JSON lines?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from marsad.codebook import codebook
from marsad.codebook.crosswalk import countries, crosswalk
from marsad.export.happening import Happening, Party, Report
from marsad.export.leftout import LeftOut
from marsad.export.notes import notes
from marsad.export.sides import sides

REQUIRED = ("id", "date", "actor", "event")
FIELDS = tuple(
    "id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale mode "
    "context link text text_info cite_info coder coded_date coded_time comment size".split()
)
AUXILIARY = ("historical", "future", "hypothetical", "negation")
_HISTORICAL_DAYS = 30
"""Days between an event and the first report of it from which PLOVER calls it historical."""

_SIZE = {"killed": "dead", "wounded": "injured", "captured": "arrested"}
_UNKNOWN = "UNK"
_CODER = "marsad"


def lines(happenings: Iterable[Happening]) -> Iterator[dict[str, Any] | LeftOut]:
    """A PLOVER object for each event that has a code, a day and an actor; the others with the reason."""
    for happening in happenings:
        why = _why_not(happening)
        yield LeftOut(happening.event.event, why) if why else _object(happening)


def _why_not(happening: Happening) -> str | None:
    kind = codebook().types.get(happening.event.type)
    if kind is None or kind.plover is None:
        return f"PLOVER has no code for {happening.event.type}"
    if happening.event.start is None:
        return "no report gives its day"
    return None if sides(happening).first else "no report says who did it"


def _object(happening: Happening) -> dict[str, Any]:
    event, kind, both = happening.event, codebook().types[happening.event.type], sides(happening)
    assert kind.plover is not None
    made = {
        "id": event.event,
        "has_event": True,
        "date": event.start,
        "enddate": event.end if event.end != event.start else None,
        "actor": [_entity(party) for party in both.first],
        "recipient": [_entity(party) for party in both.second],
        "event": kind.plover,
        "event_loc": _location(happening),
        "event_text": [report.claim.trigger.text for report in happening.reports],
        "quad_code": crosswalk().plover.quads[kind.plover],
        "mode": [mode for mode in (kind.mode, *_auxiliary(happening)) if mode],
        "context": ["military"],
        "link": next((report.url for report in happening.reports if report.url), None),
        "text": next((report.sentence for report in happening.reports if report.sentence), None),
        "text_info": [_text(number, report) for number, report in enumerate(happening.reports)],
        "cite_info": [_citation(report) for report in {each.doc: each for each in happening.reports}.values()],
        "coder": _CODER,
        "comment": notes(happening),
        "size": _size(happening),
    }
    return {field: value for field, value in made.items() if value not in (None, [], {})}


def _entity(party: Party) -> dict[str, Any]:
    country = countries().get(party.country or "")
    found = {
        "code": country.iso3 if country else _UNKNOWN,
        "sector": crosswalk().plover.sectors.get(party.kind or "", _UNKNOWN),
        "entity_text": party.name,
        "identifier_id": party.id,
    }
    return {field: value for field, value in found.items() if value}


def _auxiliary(happening: Happening) -> Iterator[str]:
    event = happening.event
    status = crosswalk().plover.auxiliary.get(event.status)
    if status:
        yield status
    first = min((report.published for report in happening.reports if report.published), default=None)
    if first and event.end and _days_between(event.end, first) > _HISTORICAL_DAYS:
        yield "historical"


def _days_between(start: str, end: str) -> int:
    import datetime

    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days


def _location(happening: Happening) -> dict[str, Any]:
    spot = happening.spot
    if spot is None:
        return {}
    country = countries().get(spot.country or "")
    found = {
        "name": spot.name, "country": country.iso3 if country else None, "admin1": spot.admin1, "admin2": spot.admin2,
        "latitude": spot.lat, "longitude": spot.lon, "precision_km": spot.precision_km, "identifier_id": spot.id,
    }  # fmt: skip
    return {field: value for field, value in found.items() if value is not None}


def _text(sequence: int, report: Report) -> dict[str, Any]:
    """Where the sentence stands: code points of title, newline and text of the story."""
    return {
        "sequence": sequence, "start": report.claim.sentence.start, "end": report.claim.sentence.end,
        "text_story": report.doc,
    }  # fmt: skip


def _citation(report: Report) -> dict[str, Any]:
    found = {
        "corpus": report.outlet, "citation": f"{report.doc} {report.published or ''}".strip(), "url": report.url,
        "title": report.title, "language": "ar",
    }  # fmt: skip
    return {field: value for field, value in found.items() if value}


def _size(happening: Happening) -> dict[str, Any]:
    numbers = happening.event.numbers
    return {
        name: numbers[what].best for what, name in _SIZE.items() if what in numbers and numbers[what].best is not None
    }


def problems(path: Path) -> Iterator[str]:
    """What in a file does not keep PLOVER's fields and codes; nothing for a sound one."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                found = json.loads(line)
            except ValueError as error:
                yield f"line {number}: no JSON: {error}"
                continue
            yield from (f"line {number}: {why}" for why in _faults(found))


def _faults(found: Any) -> Iterator[str]:
    if not isinstance(found, dict):
        yield "no object"
        return
    yield from (f"no {field}" for field in REQUIRED if not found.get(field))
    yield from (f"{field!r} is no field of PLOVER" for field in found if field not in FIELDS)
    quads = crosswalk().plover.quads
    if found.get("event") not in quads:
        yield f"event {found.get('event')!r} is no code of PLOVER"
    elif found.get("quad_code") != quads[found["event"]]:
        yield f"quad_code {found.get('quad_code')!r} of {found['event']}"
    known = {kind.mode for kind in codebook().types.values()} | set(AUXILIARY)
    yield from (f"mode {mode!r} is none of PLOVER's" for mode in found.get("mode", []) if mode not in known)
    for side in ("actor", "recipient"):
        entities = found.get(side, [])
        if not isinstance(entities, list) or any("code" not in entity for entity in entities):
            yield f"{side} holds an entity without a code"
    for each in found.get("text_info", []):
        if not 0 <= each.get("start", -1) < each.get("end", -1):
            yield f"text_info {each}"
