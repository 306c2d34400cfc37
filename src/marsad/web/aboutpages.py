"""What can the machine do and what not? The codebook, and what a reader must know before believing a number."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from marsad.codebook import codebook
from marsad.web.measuring import SHOWN, measured
from marsad.web.rendering import page
from marsad.web.state import Kept
from marsad.web.telling import group_of
from marsad.web.visitors import Viewer

router = APIRouter()


@router.get("/{lang}/codebook", response_class=HTMLResponse)
def codebook_page(request: Request, _: Viewer) -> HTMLResponse:
    """The event types and the closed sets of values."""
    return page(request, "codebook.html.jinja", book=codebook(), group_of=group_of)


@router.get("/{lang}/about", response_class=HTMLResponse)
def about_page(request: Request, kept: Kept, _: Viewer) -> HTMLResponse:
    """What the machine can and cannot."""
    store = kept.store
    counts = kept.cache.get("about", lambda: {kind: store.count(kind) for kind in ("articles", "claims", "events")})
    return page(request, "about.html.jinja", counts=counts, measured=measured(), shown=SHOWN)
