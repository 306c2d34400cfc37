"""How do events stand on a timeline with a map? The data of the timemap viewer: events and their sources."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from marsad.codebook import codebook
from marsad.export.happening import Happening
from marsad.export.leftout import LeftOut
from marsad.export.notes import notes, title
from marsad.export.tabular import BETWEEN


def whole(happenings: Iterable[Happening]) -> tuple[dict[str, Any], list[LeftOut]]:
    """``events``, ``sources`` by id, ``associations`` (the types as filters); and what has neither day nor place."""
    events, sources, left = [], {}, []
    for happening in happenings:
        if happening.event.start is None and not _coordinates(happening):
            left.append(LeftOut(happening.event.event, "neither a day nor a place is known"))
            continue
        events.append(_event(happening))
        sources.update(_sources(happening))
    kinds = sorted({event["category"] for event in events})
    associations = [{"id": kind, "title": kind, "desc": _gloss(kind), "mode": "CATEGORY"} for kind in kinds]
    return {"events": events, "sources": sources, "associations": associations}, left


def _event(happening: Happening) -> dict[str, Any]:
    event, spot = happening.event, happening.spot
    found = {
        "id": event.event,
        "title": title(happening),
        "description": notes(happening),
        "date": event.start,
        "date_end": event.end if event.end != event.start else None,
        "location": spot.name if spot else None,
        **_coordinates(happening),
        "category": event.type,
        "type": event.status,
        "associations": [event.type],
        "sources": event.articles,
        "actors": BETWEEN.join(event.actors) or None,
        "targets": BETWEEN.join(event.targets) or None,
    }
    return {field: value for field, value in found.items() if value is not None}


def _coordinates(happening: Happening) -> dict[str, float]:
    spot = happening.spot
    if spot is None or spot.lat is None or spot.lon is None or spot.level == "country":
        return {}
    return {"latitude": spot.lat, "longitude": spot.lon}


def _sources(happening: Happening) -> dict[str, dict[str, Any]]:
    found = {doc: {"id": doc, "title": doc, "type": "Report"} for doc in happening.event.articles}
    for report in happening.reports:
        about = {
            "id": report.doc, "title": report.title or report.doc, "type": "Report", "url": report.url,
            "author": report.outlet, "date": report.published, "description": report.sentence,
        }  # fmt: skip
        found[report.doc] = {field: value for field, value in about.items() if value}
    return found


def _gloss(kind: str) -> str:
    return codebook().types[kind].gloss if kind in codebook().types else kind


def problems(path: Path) -> Iterator[str]:
    """What in a file the viewer could not show; nothing for a sound one."""
    try:
        held = json.loads(path.read_bytes())
        events, sources = held["events"], held["sources"]
    except (ValueError, KeyError, TypeError) as error:
        yield f"no events and sources: {error}"
        return
    for number, event in enumerate(events, 1):
        if not event.get("description"):
            yield f"event {number}: no description"
        if not event.get("date") and ("latitude" not in event or "longitude" not in event):
            yield f"event {number}: neither a date nor a place"
        missing = [source for source in event.get("sources", []) if source not in sources]
        if missing:
            yield f"event {number}: no source {missing[0]}"
