"""Which articles, claims or events are asked for? One record of filters, and its conditions for each of the three."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import FromClause, Select, Table, or_, select
from sqlalchemy.sql.elements import ColumnElement

from marsad.errors import StoreError
from marsad.store import dialect
from marsad.store.moments import held
from marsad.store.records import REVIEWS
from marsad.store.schema import articles, claims, event_parties, events, members, parties, places
from marsad.store.words import words

Condition = ColumnElement[bool]
Names = tuple[str, ...]


class Filter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must hold, all of it; of several values of one field one must hold. Nothing given asks for everything.

    Attributes:
        types: event types; a class (``attack``) stands for all its types.
        statuses: statuses of the codebook.
        party: a party in any part: its id in the registry, its name in English or Arabic, or words of the text.
        actor: the same as an actor; ``target``: as a target; ``source``: in the chain of sources.
        place: id, name or words of a place; ``country``: its two letters.
        near: latitude, longitude, kilometres. ``box``: west, south, east, north in degrees.
        since: first and ``until`` last ISO date of the event; what has no date is left out.
        published_since: first and ``published_until`` last ISO date of publication.
        outlet: the newspaper. ``doc``: the id of the document. ``event``: the id of the event.
        text: words that stand in the article, for claims and events in the sentence of the claim.
        contradicted: whether the event has contradictions; ``single_source``: whether it has one root source at most.
        review: states of review; none given leaves out what is rejected.
    """

    types: Names = ()
    statuses: Names = ()
    party: str | None = None
    actor: str | None = None
    target: str | None = None
    source: str | None = None
    place: str | None = None
    country: str | None = None
    near: tuple[float, float, float] | None = None
    box: tuple[float, float, float, float] | None = None
    since: str | None = None
    until: str | None = None
    published_since: str | None = None
    published_until: str | None = None
    outlet: Names = ()
    doc: Names = ()
    event: Names = ()
    text: str | None = None
    contradicted: bool | None = None
    single_source: bool | None = None
    review: Names = ()

    def __post_init__(self) -> None:
        unknown = set(self.review) - set(REVIEWS)
        if unknown:
            raise StoreError(
                "%(value)s: no state of review. Give %(choices)s.",
                value=", ".join(sorted(unknown)),
                choices=", ".join(REVIEWS),
            )
        if self.near and not (-90 <= self.near[0] <= 90 and -180 <= self.near[1] <= 180 and self.near[2] >= 0):
            raise StoreError(
                "near %(value)s: give latitude, longitude and kilometres, such as 36.2,37.16,25.", value=self.near
            )
        if self.box and not (-90 <= self.box[1] <= self.box[3] <= 90):
            raise StoreError(
                "box %(value)s: give west, south, east and north in degrees, such as 35.7,32.3,42.4,37.3.",
                value=self.box,
            )


class Scope(msgspec.Struct, frozen=True):
    """Where and when a filter is asked: the database's dialect, and the moment (``None`` is now)."""

    dialect: str
    at: str | None = None


def of_claims(wanted: Filter, scope: Scope) -> list[Condition]:
    """The conditions on ``claims`` joined with ``articles``."""
    found = [held(claims, scope.at), *_kinds(claims, wanted), *_mentioned(wanted, scope), *_dated(claims, wanted)]
    found += _published(wanted)
    if wanted.text is not None:
        found.append(dialect.has_words(scope.dialect, "claim_words", wanted.text))
    if wanted.event or wanted.contradicted is not None or wanted.single_source is not None:
        about = select(members.c.claim_root).join(events, events.c.id == members.c.event_id)
        found.append(claims.c.root.in_(about.where(held(events, scope.at), *_agreement(wanted)).correlate(None)))
    return found


def of_events(wanted: Filter, scope: Scope) -> list[Condition]:
    """The conditions on ``events``; what only claims have (words, outlet, source) is asked of the event's claims."""
    found = [held(events, scope.at), *_kinds(events, wanted), *_agreement(wanted)]
    if wanted.since:
        found.append(events.c.end_date >= wanted.since)
    if wanted.until:
        found.append(events.c.start_date <= wanted.until)
    if wanted.country:
        found.append(events.c.country == wanted.country.upper())
    found += _placed("event_boxes", wanted, scope)
    for name, fields in _parties_asked(wanted):
        own_fields = ("independent_sources",) if fields == ("sources",) else fields
        own = _named(event_parties, name, scope) & event_parties.c.field.in_(own_fields)
        named = events.c.id.in_(select(event_parties.c.event_id).where(own).correlate(None))
        found.append(named | _by_claims(_of_party(name, fields, scope), scope))
    if wanted.place:
        own_place = _is_place(events.c.place_ref, events.c.place_name, events.c.place_words, wanted.place, scope)
        found.append(own_place | _by_claims(_of_place(_is_place_row(wanted.place, scope)), scope))
    if wanted.text is not None:
        found.append(_by_claims(dialect.has_words(scope.dialect, "claim_words", wanted.text), scope))
    if published := _published(wanted):
        found.append(_by_claims(claims.c.article_id.in_(select(articles.c.id).where(*published)), scope))
    return found


def of_articles(wanted: Filter, scope: Scope) -> list[Condition]:
    """The conditions on ``articles``; what only claims have is asked of the article's claims."""
    found = [held(articles, scope.at, "ingested_at"), *_published(wanted)]
    if wanted.text is not None:
        found.append(dialect.has_words(scope.dialect, "article_words", wanted.text))
    rest = msgspec.structs.replace(wanted, text=None, outlet=(), doc=(), published_since=None, published_until=None)
    if rest != Filter():
        inside = select(claims.c.article_id).join(articles, articles.c.id == claims.c.article_id)
        found.append(articles.c.id.in_(inside.where(*of_claims(rest, scope))))
    return found


def _kinds(table: Table, wanted: Filter) -> list[Condition]:
    found: list[Condition] = []
    if wanted.types:
        found.append(or_(*(_of_type(table, name) for name in wanted.types)))
    if wanted.statuses:
        found.append(table.c.status.in_(wanted.statuses))
    found.append(table.c.review.in_(wanted.review) if wanted.review else table.c.review != "rejected")
    return found


def _of_type(table: Table, name: str) -> Condition:
    column = table.c.type
    return (column == name) | ((column >= f"{name}.") & (column < f"{name}/"))


def _dated(table: Table, wanted: Filter) -> list[Condition]:
    """The time of the claim and the days asked for meet."""
    found: list[Condition] = []
    if wanted.since:
        found.append(table.c.time_end >= wanted.since)
    if wanted.until:
        found.append(table.c.time_start <= wanted.until)
    return found


def _published(wanted: Filter) -> list[Condition]:
    found: list[Condition] = []
    if wanted.published_since:
        found.append(articles.c.published >= wanted.published_since)
    if wanted.published_until:
        found.append(articles.c.published <= wanted.published_until)
    if wanted.outlet:
        found.append(articles.c.outlet.in_(wanted.outlet))
    if wanted.doc:
        found.append(articles.c.doc.in_(wanted.doc))
    return found


def _agreement(wanted: Filter) -> list[Condition]:
    found: list[Condition] = []
    if wanted.event:
        found.append(events.c.event.in_(wanted.event))
    if wanted.contradicted is not None:
        found.append(events.c.contradictions > 0 if wanted.contradicted else events.c.contradictions == 0)
    if wanted.single_source is not None:
        count = events.c.independent_sources
        found.append(count <= 1 if wanted.single_source else count > 1)
    return found


def _mentioned(wanted: Filter, scope: Scope) -> list[Condition]:
    """The claim has the party, the source, the place."""
    found = [_of_party(name, fields, scope) for name, fields in _parties_asked(wanted)]
    spots = _placed("place_boxes", wanted, scope)
    if wanted.place:
        spots.append(_is_place_row(wanted.place, scope))
    if wanted.country:
        spots.append(places.c.country == wanted.country.upper())
    if spots:
        found.append(_of_place(*spots))
    return found


def _parties_asked(wanted: Filter) -> list[tuple[str, Names]]:
    asked = [
        (wanted.party, ("actors", "targets", "claimed_by")),
        (wanted.actor, ("actors",)),
        (wanted.target, ("targets",)),
        (wanted.source, ("sources",)),
    ]
    return [(name, fields) for name, fields in asked if name]


def _of_party(name: str, fields: Names, scope: Scope) -> Condition:
    inside = select(parties.c.claim_id).where(parties.c.field.in_(fields)).correlate(None)
    return claims.c.id.in_(inside.where(_named(parties, name, scope) | (parties.c.ref == name)))


def _of_place(*conditions: Condition) -> Condition:
    return claims.c.id.in_(select(places.c.claim_id).where(*conditions).correlate(None))


def _is_place_row(name: str, scope: Scope) -> Condition:
    return _is_place(places.c.ref, places.c.name, places.c.words, name, scope)


def _is_place(ref: Any, own: Any, in_words: Any, name: str, scope: Scope) -> Condition:
    asked = " ".join(words(name))
    found: Condition = (ref == name) | (own == name)
    return found | dialect.holds(scope.dialect, in_words, f" {asked} ") if asked else found


def _named(table: FromClause, name: str, scope: Scope) -> Condition:
    asked = " ".join(words(name))
    found: Condition = table.c.name == name
    return found | dialect.holds(scope.dialect, table.c.words, f" {asked} ") if asked else found


def _placed(boxes: str, wanted: Filter, scope: Scope) -> list[Condition]:
    found = []
    if wanted.box:
        found.append(dialect.in_box(scope.dialect, boxes, wanted.box))
    if wanted.near:
        found.append(dialect.within(scope.dialect, boxes, *wanted.near))
    return found


def _by_claims(condition: Condition, scope: Scope) -> Condition:
    """An event that has a claim of which the condition holds."""
    inside: Select[Any] = select(members.c.event_id).join(claims, claims.c.root == members.c.claim_root)
    return events.c.id.in_(inside.where(held(claims, scope.at), condition).correlate(None))
