"""What did a party do, what was done to it, and how far can a source be followed? Pages of parties and of sources."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import distinct, select
from sqlalchemy import func as sql

from marsad.store import Facet, Filter
from marsad.store.filters import Scope, of_claims
from marsad.store.schema import articles, claims, events, members, parties
from marsad.web.overview import Line
from marsad.web.refusing import Refused
from marsad.web.rendering import page
from marsad.web.state import Kept, Shared, Spoken
from marsad.web.telling import group_of, told
from marsad.web.visitors import Viewer

router = APIRouter()
LISTED = 20


class Repeated(msgspec.Struct, frozen=True):
    """How far a source is followed: in how many claims and events, how often alone, how often disputed, by whom."""

    claims: int
    events: int
    alone: int
    disputed: int
    outlets: list[Facet]


@router.get("/{lang}/parties/{name}", response_class=HTMLResponse)
def party_page(request: Request, name: str, kept: Kept, spoken: Spoken, _: Viewer) -> HTMLResponse:
    """The page of a party."""
    did, suffered = Filter(actor=name), Filter(target=name)
    facts = kept.cache.get(("party", name), lambda: _facts(kept, did, suffered))
    if not facts["did"] and not facts["suffered"]:
        raise Refused(404, "no event has «%(name)s» on either side", name=name)
    return page(
        request,
        "party.html.jinja",
        name=name,
        naming=kept.naming[spoken.code],
        did_lines=_lines(kept, did, spoken),
        suffered_lines=_lines(kept, suffered, spoken),
        **facts,
    )


def _facts(kept: Shared, did: Filter, suffered: Filter) -> dict[str, Any]:
    store = kept.store
    return {
        "did": store.count("events", did),
        "suffered": store.count("events", suffered),
        "did_types": store.facets("events", "type", did, limit=12),
        "suffered_types": store.facets("events", "type", suffered, limit=12),
        "did_sources": store.facets("events", "source", did, limit=10),
        "suffered_sources": store.facets("events", "source", suffered, limit=10),
        "against": store.facets("events", "target", did, limit=10),
        "by": store.facets("events", "actor", suffered, limit=10),
    }


@router.get("/{lang}/sources/{name}", response_class=HTMLResponse)
def source_page(request: Request, name: str, kept: Kept, spoken: Spoken, _: Viewer) -> HTMLResponse:
    """The page of a source."""
    wanted = Filter(source=name)
    repeated = kept.cache.get(("source", name), lambda: _repeated(kept, name))
    if not repeated.claims and not repeated.events:
        raise Refused(404, "no report names «%(name)s» as its source", name=name)
    return page(
        request,
        "source.html.jinja",
        name=name,
        naming=kept.naming[spoken.code],
        repeated=repeated,
        types=kept.store.facets("claims", "type", wanted, limit=12),
        lines=_lines(kept, wanted, spoken),
    )


def _repeated(kept: Shared, name: str) -> Repeated:
    store = kept.store
    wanted = Filter(source=name)
    scope = Scope(store.engine.dialect.name)
    whose = (
        select(claims.c.root)
        .select_from(claims.join(articles, articles.c.id == claims.c.article_id))
        .where(*of_claims(wanted, scope))
    )
    outlets = (
        select(articles.c.outlet, sql.count(distinct(claims.c.id)))
        .select_from(claims.join(articles, articles.c.id == claims.c.article_id).join(parties))
        .where(*of_claims(wanted, scope))
        .group_by(articles.c.outlet)
        .order_by(sql.count(distinct(claims.c.id)).desc(), articles.c.outlet)
        .limit(20)
    )
    about = (
        select(events.c.id, events.c.independent_sources, events.c.contradictions)
        .join(members, members.c.event_id == events.c.id)
        .where(events.c.superseded_at.is_(None), members.c.claim_root.in_(whose))
        .distinct()
    )
    with store.reading() as connection:
        printed = [Facet(outlet, number) for outlet, number in connection.execute(outlets)]
        rows = connection.execute(about).all()
    return Repeated(
        store.count("claims", wanted),
        len(rows),
        sum(1 for row in rows if row.independent_sources <= 1),
        sum(1 for row in rows if row.contradictions),
        printed,
    )


def _lines(kept: Shared, wanted: Filter, spoken: Spoken) -> list[Line]:
    found = kept.store.events_page(wanted, limit=LISTED)
    naming = kept.naming[spoken.code]
    return [Line(each, told(each.event, spoken, naming), group_of(each.event.type)) for each in found.items]
