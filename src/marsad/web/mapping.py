"""What does the map show of a part of the world? Events as points or counted clusters, names of places, shapes."""

from __future__ import annotations

import collections
import math
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import select

from marsad.model import Event
from marsad.store import Store
from marsad.store.schema import events
from marsad.web.columns import Chosen
from marsad.web.i18n import Language
from marsad.web.naming import Naming
from marsad.web.telling import group_of, told

Box = tuple[float, float, float, float]
Cell = tuple[int, float, float, int]
"""Count, mean latitude and longitude, and the id of one event."""
WORLD_PIXELS, CELL_PIXELS, MOST_POINTS = 512, 64, 600
LARGEST, TOUCHING = 26, 0.75
"""Pixels of the largest disc's radius, and which part of two radii the middles of two discs lie apart at least."""
DEEPEST = 11
"""From this zoom on events in one cell stand at one place: the cluster leads to their list."""
_event = msgspec.json.Decoder(Event)


class Point(msgspec.Struct, frozen=True, omit_defaults=True):
    """A cluster of ``count`` events, or one event with what its symbol shows."""

    lat: float
    lon: float
    count: int
    label: str
    href: str | None = None
    group: str | None = None
    killed: float = 0
    sources: int = 0
    contradicted: bool = False
    hollow: bool = False


def points(store: Store, chosen: Chosen, box: Box, zoom: float, spoken: Language, naming: Naming) -> list[Point]:
    """The events of a filter inside ``box`` (west, south, east, north), clustered for a zoom of the map."""
    cell = 360 * CELL_PIXELS / (WORLD_PIXELS * 2**zoom)
    cells = chosen.cells(box, cell, MOST_POINTS)
    if zoom < DEEPEST:
        cells = apart(cells, zoom)
    alone = [key for number, _, _, key in cells if number == 1]
    with store.reading() as connection:
        found = {row.id: row for row in connection.execute(select(events).where(events.c.id.in_(alone)))}
    made = []
    for number, lat, lon, key in cells:
        if number == 1:
            made.append(_single(found[key], spoken, naming))
        else:
            made.append(_cluster(number, lat, lon, cell, zoom, spoken))
    return made


def apart(cells: Sequence[Cell], zoom: float) -> list[Cell]:
    """The cells, the fullest first, those whose discs would hide each other's numbers put together."""
    scale, size = WORLD_PIXELS * 2**zoom / 360, 2 * LARGEST
    kept: list[Cell] = []
    around: dict[tuple[int, int], list[int]] = collections.defaultdict(list)
    for cell in cells:
        x, y = cell[2] * scale, mercator(cell[1]) * scale
        column, row = int(x // size), int(y // size)
        near = [at for i in (-1, 0, 1) for j in (-1, 0, 1) for at in around.get((column + i, row + j), ())]
        under = next((at for at in near if _hides(kept[at], cell, scale)), None)
        if under is None:
            around[column, row].append(len(kept))
            kept.append(cell)
        else:
            kept[under] = _together(kept[under], cell)
    return kept


def _hides(one: Cell, other: Cell, scale: float) -> bool:
    across, down = (one[2] - other[2]) * scale, (mercator(one[1]) - mercator(other[1])) * scale
    return math.hypot(across, down) < TOUCHING * (radius(one[0]) + radius(other[0]))


def _together(one: Cell, other: Cell) -> Cell:
    number = one[0] + other[0]
    lat, lon = ((one[at] * one[0] + other[at] * other[0]) / number for at in (1, 2))
    return number, lat, lon, one[3]


def radius(count: int) -> float:
    """Half the width in pixels of a cluster's disc or a small event's symbol, as in `frontend/src/symbols.ts`."""
    return 12 + min(LARGEST - 12, math.log2(count) * 2) if count > 1 else 9


def mercator(lat: float) -> float:
    """The latitude in degrees of Mercator's projection."""
    return math.degrees(math.asinh(math.tan(math.radians(max(-85.0, min(85.0, lat))))))


def _cluster(number: int, lat: float, lon: float, cell: float, zoom: float, spoken: Language) -> Point:
    label = spoken.plural("%(num)s event", "%(num)s events", number)
    href = None
    if zoom >= DEEPEST:
        west, south = math.floor(lon / cell) * cell, math.floor(lat / cell) * cell
        href = f"/{spoken.code}/?box={west:.5f},{south:.5f},{west + cell:.5f},{south + cell:.5f}"
    return Point(round(lat, 5), round(lon, 5), number, label, href)


def _single(row: Any, spoken: Language, naming: Naming) -> Point:
    event = _event.decode(row.record)
    killed = event.numbers.get("killed")
    return Point(
        row.lat,
        row.lon,
        1,
        told(event, spoken, naming),
        f"/{spoken.code}/events/{event.event}",
        group_of(event.type),
        (killed.best or killed.low or 0) if killed else 0,
        row.independent_sources,
        row.contradictions > 0,
        event.status in ("planned", "denied"),
    )


def feature(geometry: dict[str, Any], **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature."""
    return {"type": "Feature", "geometry": geometry, "properties": properties}
