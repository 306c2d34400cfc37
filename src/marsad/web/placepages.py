"""Who held a place when, and what happened there? The page of a place, and the map of control on a day."""

from __future__ import annotations

import collections
import datetime
from typing import Annotated, Any

import msgspec
import numpy as np
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from marsad.gazetteer.index import Gazetteer
from marsad.model import Interval
from marsad.store import Filter
from marsad.web.columns import most_of
from marsad.web.filtering import FilterError
from marsad.web.holding import OTHERS, Held, colours, held_places, span
from marsad.web.mapping import Box, feature
from marsad.web.overview import Line
from marsad.web.refusing import Refused
from marsad.web.rendering import page
from marsad.web.state import Kept, Shared, Spoken
from marsad.web.telling import group_of, told
from marsad.web.visitors import Viewer

router = APIRouter()
AROUND_KM, LISTED, HELD_SECONDS = 25, 30, 60
Day = Annotated[str | None, Query(max_length=10)]


def held_now(kept: Shared) -> dict[str, Held]:
    """Who holds which place; what was decided in the last minute may not be in it."""
    return kept.cache.lasting("held", HELD_SECONDS, lambda: held_places(kept.store))


@router.get("/{lang}/places/{ref:path}", response_class=HTMLResponse)
def place_page(request: Request, ref: str, kept: Kept, spoken: Spoken, _: Viewer) -> HTMLResponse:
    """The page of a place, by its id in the gazetteer or its name."""
    place = next((each for each in Gazetteer.default().all if each.id == ref), None)
    held = held_now(kept).get(ref)
    here = kept.store.events_page(Filter(place=ref), limit=LISTED).items
    if place is None and held is None and not here:
        raise Refused(404, "no report names a place «%(name)s»", name=ref)
    lat, lon = (place.lat, place.lon) if place else (held.lat, held.lon) if held else (None, None)
    around = []
    if lat is not None and lon is not None:
        near = kept.store.events_page(Filter(near=(lat, lon, AROUND_KM)), limit=LISTED).items
        known = {stored.event.event for stored in here}
        around = [stored for stored in near if stored.event.event not in known]
    naming = kept.naming[spoken.code]

    def lines(found: list[Any]) -> list[Line]:
        return [Line(each, told(each.event, spoken, naming), group_of(each.event.type)) for each in found]

    return page(
        request,
        "place.html.jinja",
        ref=ref,
        name=naming.place(ref, place.name if place else held.name if held else ref),
        place=place,
        lat=lat,
        lon=lon,
        held=held,
        sources=sorted({each.source for each in held.intervals if each.source}) if held else [],
        events_here=lines(here),
        events_around=lines(around),
        around_km=AROUND_KM,
        naming=naming,
    )


@router.get("/{lang}/control", response_class=HTMLResponse)
def control_page(
    request: Request,
    kept: Kept,
    spoken: Spoken,
    _: Viewer,
    on: Day = None,
    day: Annotated[int | None, Query(ge=0)] = None,
) -> HTMLResponse:
    """The map of control on a day; ``day`` counts days from the first change, as the slider gives them."""
    places = held_now(kept)
    days = span(places)
    chosen = _chosen(on, day, days)
    rows = []
    if chosen:
        found = [(held, held.on(chosen.isoformat())) for held in places.values()]
        rows = _ordered([(held, interval) for held, interval in found if interval])
    return page(
        request,
        "control.html.jinja",
        chosen=chosen.isoformat() if chosen else None,
        days=days,
        at=max(0, (chosen - days[0]).days) if chosen and days else 0,
        rows=rows,
        bounds=_bounds([held for held, _ in rows]),
        colours=colours(places),
        others=OTHERS,
        naming=kept.naming[spoken.code],
    )


@router.get("/{lang}/control/shapes.json")
def control_shapes(kept: Kept, spoken: Spoken, _: Viewer, on: Day = None) -> Response:
    """GeoJSON of the places on a day, each in the colour of who holds it."""
    places = held_now(kept)
    chosen = _chosen(on, None, span(places))
    naming, colour = kept.naming[spoken.code], colours(places)
    features = []
    for held in places.values() if chosen else ():
        interval = held.on(chosen.isoformat()) if chosen else None
        if interval:
            holder = interval.holders[0] if interval.holders else None
            features.append(
                feature(
                    {"type": "Point", "coordinates": [held.lon, held.lat]},
                    name=naming.place(held.ref, held.name),
                    state=interval.state,
                    holders=interval.holders,
                    colour=colour.get(holder or "", OTHERS),
                    open=interval.state != "held",
                )
            )
    whole = {"type": "FeatureCollection", "features": features}
    return Response(msgspec.json.encode(whole), media_type="application/geo+json")


def _ordered(rows: list[tuple[Held, Interval]]) -> list[tuple[Held, Interval]]:
    """By who holds most places first; at the end those that nobody is said to hold."""
    number = collections.Counter(name for _, interval in rows for name in interval.holders[:1])

    def order(row: tuple[Held, Interval]) -> tuple[bool, int, list[str], str, str]:
        holders = row[1].holders
        return not holders, -number[holders[0]] if holders else 0, list(holders), row[1].state, row[0].name

    return sorted(rows, key=order)


def _bounds(places: list[Held]) -> Box | None:
    """What the map shows first: most of the places."""
    return most_of(np.array([held.lat for held in places]), np.array([held.lon for held in places])) if places else None


def _chosen(on: str | None, day: int | None, days: tuple[datetime.date, datetime.date] | None) -> datetime.date | None:
    if on:
        try:
            return datetime.date.fromisoformat(on)
        except ValueError as error:
            raise FilterError(
                "%(filter)s: «%(value)s» is no ISO date such as 2017-09-03", filter="on", value=on
            ) from error
    if days is None:
        return None
    return days[1] if day is None else min(days[0] + datetime.timedelta(days=day), days[1])
