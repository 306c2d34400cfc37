"""How many are there of each? Counts of what a filter asks for, whole and by the values of a field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy import func as sql

from marsad.errors import StoreError
from marsad.store.filters import Filter, Scope, of_articles, of_claims, of_events
from marsad.store.records import Facet
from marsad.store.schema import articles, claims, event_parties, events, parties, places

KINDS = ("articles", "claims", "events")


def count(connection: Connection, kind: str, wanted: Filter, scope: Scope) -> int:
    """How many articles, claims or events the filter asks for."""
    chosen, key = _chosen(kind, wanted, scope)
    return int(connection.execute(chosen.with_only_columns(sql.count(key))).scalar_one())


def facets(connection: Connection, kind: str, field: str, wanted: Filter, scope: Scope, limit: int) -> list[Facet]:
    """The values of a field among what the filter asks for, the most frequent first.

    Raises:
        StoreError: there is no such field to count by.
    """
    if field not in FIELDS.get(kind, {}):
        raise StoreError(f"{field!r}: not counted for {kind}. Give one of {', '.join(FIELDS.get(kind, KINDS))}.")
    chosen, key = _chosen(kind, wanted, scope)
    value, joined = FIELDS[kind][field]
    number = sql.count(key.distinct()).label("number")
    asked = joined(chosen).with_only_columns(value.label("value"), number).group_by(value)
    rows = connection.execute(asked.order_by(number.desc(), value).limit(limit))
    return [Facet(value, number) for value, number in rows]


def _chosen(kind: str, wanted: Filter, scope: Scope) -> tuple[Select[Any], Any]:
    if kind == "claims":
        about = claims.join(articles, articles.c.id == claims.c.article_id)
        return select(claims.c.id).select_from(about).where(*of_claims(wanted, scope)), claims.c.id
    if kind == "events":
        return select(events.c.id).where(*of_events(wanted, scope)), events.c.id
    if kind == "articles":
        return select(articles.c.id).where(*of_articles(wanted, scope)), articles.c.id
    raise StoreError(f"{kind!r}: give one of {', '.join(KINDS)}.")


Joined = Callable[[Select[Any]], Select[Any]]


def _alone(chosen: Select[Any]) -> Select[Any]:
    return chosen


def _with_parties(field: str) -> Joined:
    return lambda chosen: chosen.join(parties, (parties.c.claim_id == claims.c.id) & (parties.c.field == field))


def _with_places(chosen: Select[Any]) -> Select[Any]:
    return chosen.join(places, places.c.claim_id == claims.c.id)


def _with_names(field: str) -> Joined:
    return lambda chosen: chosen.join(
        event_parties, (event_parties.c.event_id == events.c.id) & (event_parties.c.field == field)
    )


FIELDS: dict[str, dict[str, tuple[Any, Joined]]] = {
    "articles": {
        "outlet": (articles.c.outlet, _alone),
        "language": (articles.c.language, _alone),
        "month": (sql.substr(articles.c.published, 1, 7), _alone),
        "set_aside": (articles.c.set_aside, _alone),
    },
    "claims": {
        "type": (claims.c.type, _alone),
        "status": (claims.c.status, _alone),
        "review": (claims.c.review, _alone),
        "outlet": (articles.c.outlet, _alone),
        "month": (sql.substr(claims.c.time_start, 1, 7), _alone),
        "actor": (parties.c.name, _with_parties("actors")),
        "target": (parties.c.name, _with_parties("targets")),
        "source": (parties.c.name, _with_parties("sources")),
        "country": (places.c.country, _with_places),
        "place": (places.c.name, _with_places),
    },
    "events": {
        "type": (events.c.type, _alone),
        "status": (events.c.status, _alone),
        "review": (events.c.review, _alone),
        "month": (sql.substr(events.c.start_date, 1, 7), _alone),
        "country": (events.c.country, _alone),
        "place": (events.c.place_name, _alone),
        "actor": (event_parties.c.name, _with_names("actors")),
        "target": (event_parties.c.name, _with_names("targets")),
        "source": (event_parties.c.name, _with_names("independent_sources")),
    },
}
"""The fields that things can be counted by, and what they are joined with."""
