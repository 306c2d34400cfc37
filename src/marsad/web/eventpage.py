"""What is known of one event? Its line in words, its claims compared, who told whom, where, and history."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from marsad.model import PlaceMention
from marsad.store import Filter, Member, StoredClaim, StoredEvent
from marsad.store.records import REVIEWS
from marsad.web.chains import tree
from marsad.web.comparing import COLUMNS, compared
from marsad.web.rendering import page
from marsad.web.state import Kept, Shared, Spoken
from marsad.web.telling import group_of, told
from marsad.web.visitors import Viewer
from marsad.web.whereabouts import around, extent

router = APIRouter()
NEAR_KM, SHOWN = 25, 12
"""Kilometres that count as nearby; how many sources stand on the page before the others are folded."""


class Whole(msgspec.Struct, frozen=True):
    """An event with its claims and why each of them belongs to it (by ``doc#claim``)."""

    stored: StoredEvent
    claims: list[StoredClaim]
    reasons: dict[str, list[str]]

    @property
    def places(self) -> list[list[PlaceMention]]:
        """Where each claim says that it was."""
        return [each.claim.places for each in self.claims]


@router.get("/{lang}/events/{event}", response_class=HTMLResponse)
def event_page(request: Request, event: str, kept: Kept, spoken: Spoken, _: Viewer) -> HTMLResponse:
    """The page of an event."""
    whole = found(kept, event)
    naming = kept.naming[spoken.code]
    happened = whole.stored.event
    return page(
        request,
        "event.html.jinja",
        whole=whole,
        event=happened,
        words=told(happened, spoken, naming),
        group=group_of(happened.type),
        columns=COLUMNS,
        rows=compared(whole.claims, happened.contradictions, spoken, naming),
        roots=sorted(tree(whole.claims), key=lambda node: -node.voices),
        history=kept.store.event_history(event),
        verdicts=kept.store.verdicts(event),
        naming=naming,
        shown=SHOWN,
        bounds=extent(around(happened, whole.places)),
        near=f"{happened.place.lat},{happened.place.lon},{NEAR_KM}"
        if happened.place and happened.place.lat is not None
        else None,
    )


@router.get("/{lang}/events/{event}/shapes.json")
def shapes(event: str, kept: Kept, _: Viewer) -> Response:
    """GeoJSON of where the event was and how sure that is."""
    whole = found(kept, event)
    made = around(whole.stored.event, whole.places)
    return Response(msgspec.json.encode(made), media_type="application/geo+json")


def found(kept: Shared, event: str) -> Whole:
    """The event with its claims.

    Raises:
        HTTPException: 404, there is none by this id.
    """
    one = kept.store.event(event)
    if one is None:
        raise HTTPException(404, f"there is no event {event!r}")
    stored, members = one
    claims = list(kept.store.claims(Filter(event=(event,), review=REVIEWS)))
    return Whole(stored, claims, {_key(member): member.reasons for member in members})


def _key(member: Member) -> str:
    return f"{member.doc}#{member.claim}"
