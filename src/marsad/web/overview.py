"""What happened where and when? The first page: filters, map, timeline and list of events, one address for all."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup
from sqlalchemy import func as sql
from sqlalchemy import select

from marsad.gazetteer.places import Place
from marsad.store import Facet, Filter, Page, StoredEvent
from marsad.store.records import REVIEWS
from marsad.store.schema import event_parties
from marsad.web import labelling, mapping
from marsad.web.chosen import HIDDEN, chips, choices
from marsad.web.filtering import Asked, asked, numbers
from marsad.web.i18n import Language
from marsad.web.rendering import fragment, page
from marsad.web.sketching import Sketch, sketch, view_of
from marsad.web.state import Kept, Shared, Spoken
from marsad.web.telling import GROUPS, group_of, told
from marsad.web.timeline import HEIGHT, WIDTH, timeline
from marsad.web.visitors import Viewer

router = APIRouter()
LISTED = 25
MOST = 60
NAMES_SECONDS = 600
NOWHERE = (-18.0, -2.0, 75.0, 42.0)
"""What the map shows where no event has a place: west, south, east, north."""
FILTERS = {"type": "types", "status": "statuses", "country": "country", "review": "review"}
"""Fields with counts beside the filters, and the filter of each."""
NAMED = {"party": ("actors", "targets"), "source": ("independent_sources",)}
OPEN: dict[str, Any] = {"type": (), "status": (), "country": None, "review": REVIEWS}
"""What leaves each choice of the form open."""


def _asked(request: Request) -> Asked:
    return asked(request.query_params)


Question = Annotated[Asked, Depends(_asked)]
Zoom = Annotated[float, Query(allow_inf_nan=False)]


class Line(msgspec.Struct, frozen=True):
    """An event in the list: its words and the facts beside them."""

    stored: StoredEvent
    words: str
    group: str


class View(msgspec.Struct, frozen=True):
    """All that the page shows for a filter."""

    total: int
    listed: Page[StoredEvent]
    facets: dict[str, list[Facet]]
    bounds: tuple[float, float, float, float] | None
    flagged: dict[str, int]
    """How many more boxes to tick would leave."""


@router.get("/{lang}/", response_class=HTMLResponse)
def overview(
    request: Request, kept: Kept, spoken: Spoken, question: Question, _: Viewer, after: str | None = None
) -> HTMLResponse:
    """The overview, or only its results where htmx asks for them."""
    wanted = question.filter
    found = kept.cache.get(("overview", wanted, after), lambda: view(kept, wanted, after))
    results = kept.cache.get(
        ("results", question.query, after, spoken.code), lambda: _results(request, kept, spoken, question, found, after)
    )
    if request.headers.get("hx-request") and request.headers.get("hx-target", "").endswith("results"):
        return HTMLResponse(results, headers={"HX-Push-Url": f"/{spoken.code}/{question.changed(after=after)}"})
    return page(
        request,
        "overview.html.jinja",
        question=question,
        view=found,
        results=Markup(results),
        drawn=None if request.app.state.settings.tiles else _drawn(kept, spoken, wanted, found),
        groups=GROUPS,
        naming=kept.naming[spoken.code],
        choices=choices(question, found.facets, spoken, kept.naming[spoken.code]),
        hidden=[(name, value) for name in HIDDEN for value in question.values.get(name, [])],
    )


def _drawn(kept: Shared, spoken: Language, wanted: Filter, found: View) -> Sketch:
    """The map as it is painted first."""
    seen = view_of(found.bounds or NOWHERE)
    level = round(seen.zoom, 1)
    return kept.cache.get(
        ("sketch", wanted, seen, spoken.code),
        lambda: sketch(seen, _points(kept, spoken, wanted, seen.box, level), spoken),
    )


def _points(kept: Shared, spoken: Language, wanted: Filter, box: mapping.Box, level: float) -> list[mapping.Point]:
    return kept.cache.get(
        ("points", wanted, box, level, spoken.code),
        lambda: mapping.points(kept.store, kept.chosen(wanted), box, level, spoken, kept.naming[spoken.code]),
    )


def _results(
    request: Request, kept: Shared, spoken: Language, question: Asked, found: View, after: str | None
) -> str:  # fmt: skip
    """The timeline and the list, which depend on nothing but the question and the language."""
    naming = kept.naming[spoken.code]
    return fragment(
        request,
        "results.html.jinja",
        view=found,
        lines=[Line(each, told(each.event, spoken, naming), group_of(each.event.type)) for each in found.listed.items],
        timeline=kept.cache.get(("timeline", question.filter), lambda: timeline(kept.chosen(question.filter))),
        size=(WIDTH, HEIGHT),
        chips=chips(question, spoken, naming),
        counts=msgspec.json.encode(choices(question, found.facets, spoken, naming)).decode(),
        flags=msgspec.json.encode(
            {name: f"({spoken.number(count)})" for name, count in found.flagged.items()}
        ).decode(),
        question=question,
        with_query=question.changed,
        request_after=after,
    )


def view(kept: Shared, wanted: Filter, after: str | None) -> View:
    """What the database says to a filter."""
    chosen = kept.chosen(wanted)
    return View(
        chosen.count(),
        chosen.page(LISTED, after),
        {field: _facet(kept, field, wanted) for field in OPEN} | _named(kept),
        wanted.box or chosen.bounds(),
        {
            "contradicted": kept.chosen(msgspec.structs.replace(wanted, contradicted=None)).disputed(),
            "single": kept.chosen(msgspec.structs.replace(wanted, single_source=None)).single(),
        },
    )


def _facet(kept: Shared, field: str, wanted: Filter) -> list[Facet]:
    """The values of a field among the events that all other filters leave, so that another one can be chosen."""
    others = msgspec.structs.replace(wanted, **{FILTERS[field]: OPEN[field]})
    return kept.chosen(others).facets(field, MOST)


def _named(kept: Shared) -> dict[str, list[Facet]]:
    """The parties, sources and newspapers of most events: names to choose from, which need not be of this minute."""
    found = {
        name: kept.cache.lasting(("named", name), NAMES_SECONDS, lambda fields=fields: _most_named(kept, fields))  # type: ignore[misc]
        for name, fields in NAMED.items()
    }
    outlets = kept.cache.lasting("outlets", NAMES_SECONDS, lambda: kept.store.facets("articles", "outlet", limit=MOST))
    return {**found, "outlet": outlets}


def _most_named(kept: Shared, fields: tuple[str, ...]) -> list[Facet]:
    """Over all that was ever believed: quick, and the same names."""
    names, number = event_parties.c.name, sql.count().label("number")
    asked = select(names, number).where(event_parties.c.field.in_(fields)).group_by(names)
    with kept.store.reading() as connection:
        return [
            Facet(name, count) for name, count in connection.execute(asked.order_by(number.desc(), names).limit(MOST))
        ]


@router.get("/{lang}/map/points.json")
def points(
    kept: Kept, spoken: Spoken, question: Question, _: Viewer, bbox: str = "-180,-90,180,90", zoom: Zoom = 3
) -> Response:
    """The points of the map for a part of the world."""
    made = _points(kept, spoken, question.filter, _box(bbox), round(min(max(zoom, 0), 20), 1))
    return Response(msgspec.json.encode(made), media_type="application/json")


@router.get("/{lang}/map/labels.json")
def labels(kept: Kept, spoken: Spoken, _: Viewer, bbox: str = "-180,-90,180,90", zoom: Zoom = 3) -> Response:
    """The names of places on the map for a part of the world."""
    box = _box(bbox)
    level = min(max(zoom, 0), 20)
    made = kept.cache.get(
        ("labels", box, round(level, 1), spoken.code),
        lambda: labelling.labels(box, level, named_places(kept), kept.naming[spoken.code]),
    )
    return Response(msgspec.json.encode(made), media_type="application/json")


def named_places(kept: Shared) -> list[Place]:
    """The places that the map names, the weightiest first; weights need not be of this minute."""
    return kept.cache.lasting("named places", NAMES_SECONDS, lambda: labelling.weighed(kept.store))


def _box(text: str) -> mapping.Box:
    west, south, east, north = numbers("bbox", text, 4)
    return west, south, east, north
