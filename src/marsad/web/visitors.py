"""Who is asking? The visitor behind a request, and what a visitor of each role may do."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import Depends, Request

from marsad.web.refusing import Refused
from marsad.web.security import SAFE, is_form_token

ROLES = ("viewer", "reviewer", "admin")
NUL = "\0"
SESSION_COOKIE = "marsad_session"
LANGUAGE_COOKIE = "marsad_language"


class Visitor(msgspec.Struct, frozen=True):
    """A person (or a program with a token) behind a request; ``session`` is what the tokens of forms are bound to."""

    name: str
    role: str
    session: str
    by_token: bool = False

    def may(self, role: str) -> bool:
        """Whether the visitor's role is at least this one."""
        return self.role in ROLES and ROLES.index(self.role) >= ROLES.index(role)


def visitor(request: Request) -> Visitor:
    """The visitor that the session middleware found."""
    found = request.state.visitor
    assert isinstance(found, Visitor)
    return found


def allowed(request: Request, role: str) -> Visitor:
    """The visitor, if the role suffices.

    Raises:
        Refused: 403 otherwise.
    """
    found = visitor(request)
    if not found.may(role):
        raise Refused(403, "this needs the role %(role)s", role=role)
    return found


def viewer(request: Request) -> Visitor:
    """Anybody who may read."""
    return allowed(request, "viewer")


def reviewer(request: Request) -> Visitor:
    """Anybody who may decide."""
    return allowed(request, "reviewer")


def admin(request: Request) -> Visitor:
    """Anybody who may manage accounts."""
    return allowed(request, "admin")


async def own_form(request: Request) -> None:
    """Refuses a form that this site did not give to this session.

    Raises:
        Refused: 403, with the way out.
    """
    found = visitor(request)
    if request.method in SAFE or found.by_token:
        return
    form = await request.form()
    if any(NUL in text for pair in form.multi_items() for text in pair if isinstance(text, str)):
        raise Refused(400, "the request holds characters that no text has")
    given = form.get("form_token") or request.headers.get("x-form-token")
    if not is_form_token(request.app.state.key, found.session, given if isinstance(given, str) else None):
        raise Refused(403, "the form is too old or not ours: go back, load the page again and repeat")


Viewer = Annotated[Visitor, Depends(viewer)]
Reviewer = Annotated[Visitor, Depends(reviewer)]
Admin = Annotated[Visitor, Depends(admin)]
