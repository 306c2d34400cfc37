"""What is known of one event? Its line in words, its claims compared, who told whom, where, and history."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from marsad.model import PlaceMention
from marsad.observatory import explain
from marsad.store import Filter, Member, StoredClaim, StoredEvent
from marsad.store.records import REVIEWS
from marsad.web.chains import tree
from marsad.web.comparing import COLUMNS, compared
from marsad.web.reasoning import because, left_out
from marsad.web.refusing import Refused
from marsad.web.rendering import page
from marsad.web.state import Kept, Shared, Spoken
from marsad.web.telling import group_of, told
from marsad.web.visitors import Viewer
from marsad.web.whereabouts import around, extent

router = APIRouter()
NEAR_KM, SHOWN = 25, 12
"""Kilometres that count as nearby; how many sources stand on the page before the others are folded."""
MOST_EXPLAINED = 40
"""Claims of an event up to which the nearest report that was left out is looked for."""


class Whole(msgspec.Struct, frozen=True):
    """An event with its claims, and why each of them belongs to it."""

    stored: StoredEvent
    claims: list[StoredClaim]
    members: list[Member]

    @property
    def reasons(self) -> dict[str, list[str]]:
        """Why each claim (``doc#claim``) belongs to the event, as fusing keeps it."""
        return {f"{member.doc}#{member.claim}": member.reasons for member in self.members}

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
        reasons={key: [because(each, spoken, naming) for each in said] for key, said in whole.reasons.items()},
        history=kept.store.event_history(event),
        verdicts=kept.store.verdicts(event),
        naming=naming,
        shown=SHOWN,
        bounds=extent(around(happened, whole.places)),
        near=f"{happened.place.lat},{happened.place.lon},{NEAR_KM}"
        if happened.place and happened.place.lat is not None
        else None,
    )


@router.get("/{lang}/events/{event}/why", response_class=HTMLResponse)
def why(request: Request, event: str, kept: Kept, spoken: Spoken, _: Viewer) -> HTMLResponse:
    """The nearest report that was left out, and what it lacked; only where somebody asks, since it takes a second."""
    whole = found(kept, event)
    naming = kept.naming[spoken.code]
    many = len(whole.members) > MOST_EXPLAINED
    made = None if many else kept.cache.get(("why", event), lambda: explain(kept.store, whole.members))
    left = left_out(made.rejected, made.short or 0.0, spoken, naming) if made and made.rejected else None
    words = told(whole.stored.event, spoken, naming)
    return page(request, "why.html.jinja", event=whole.stored.event, words=words, left=left, many=many)


@router.get("/{lang}/events/{event}/shapes.json")
def shapes(event: str, kept: Kept, _: Viewer) -> Response:
    """GeoJSON of where the event was and how sure that is."""
    whole = found(kept, event)
    made = around(whole.stored.event, whole.places)
    return Response(msgspec.json.encode(made), media_type="application/geo+json")


def found(kept: Shared, event: str) -> Whole:
    """The event with its claims.

    Raises:
        Refused: 404, there is none by this id.
    """
    one = kept.store.event(event)
    if one is None:
        raise Refused(404, "there is no event «%(event)s»", event=event)
    stored, members = one
    claims = list(kept.store.claims(Filter(event=(event,), review=REVIEWS)))
    return Whole(stored, claims, members)
