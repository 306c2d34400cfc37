"""Who is it that asks, and how does a person log in and out? Sessions, tokens of programs, throttled log-in."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Awaitable, Callable
from typing import Annotated
from urllib.parse import quote, urlsplit

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from fastapi import Depends, FastAPI, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from marsad.store import Store, people
from marsad.store.moments import from_now
from marsad.web.rendering import page
from marsad.web.security import digest, fresh_token
from marsad.web.state import Kept, Spoken
from marsad.web.visitors import ROLES, SESSION_COOKIE, Viewer, Visitor, own_form

Next = Callable[[Request], Awaitable[Response]]
HOURS, WINDOW_MINUTES, MOST_FAILED = 12, 15, 5
LOCAL = "local"
_OPEN = ("/static/", "/api/v1/openapi.json", "/api/v1/docs")
_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(password)


@functools.cache
def _nobody() -> str:
    """A hash that no password has: unknown accounts take as long as known ones."""
    return _hasher.hash(fresh_token())


def visiting(app: FastAPI) -> Callable[[Request, Next], Awaitable[Response]]:
    """The middleware that finds the visitor of every request."""
    settings = app.state.settings
    store: Store = app.state.shared.store

    async def local(request: Request, following: Next) -> Response:
        session = request.cookies.get(SESSION_COOKIE) or ""
        fresh = session or fresh_token()
        request.state.visitor = Visitor(LOCAL, "admin", fresh)
        response = await following(request)
        if not session:
            _set_cookie(response, fresh, secure=settings.secure)
        return response

    async def team(request: Request, following: Next) -> Response:
        request.state.visitor = await run_in_threadpool(known, store, request)
        if request.state.visitor.role == "nobody" and not _is_open(request.url.path):
            return _log_in_first(request)
        response = await following(request)
        if request.state.visitor.role == "nobody" and not request.cookies.get(SESSION_COOKIE):
            _set_cookie(response, request.state.visitor.session, secure=settings.secure)
        return response

    return team if settings.team else local


def known(store: Store, request: Request) -> Visitor:
    """The visitor behind a session cookie or a token; ``nobody`` where there is none."""
    header = request.headers.get("authorization", "")
    with store.reading() as connection:
        if header.lower().startswith("bearer "):
            held = people.token_user(connection, digest(header[7:].strip()))
            if held:
                role = min(held.user.role, held.scope or held.user.role, key=ROLES.index)
                return Visitor(held.user.name, role, "", by_token=True)
        else:
            session = request.cookies.get(SESSION_COOKIE, "")
            held = people.session_user(connection, digest(session)) if session else None
            if held:
                return Visitor(held.user.name, held.user.role, session)
    return Visitor("", "nobody", request.cookies.get(SESSION_COOKIE) or fresh_token())


def install(app: FastAPI) -> None:
    """Adds the pages for logging in and out."""
    app.get("/{lang}/login", include_in_schema=False)(login_page)
    app.post("/{lang}/login", include_in_schema=False, dependencies=[Depends(own_form)])(login)
    app.post("/{lang}/logout", include_in_schema=False, dependencies=[Depends(own_form)])(logout)


def login_page(request: Request, to: str = "") -> Response:
    """The form."""
    return page(request, "login.html.jinja", to=_own(to), wrong=False)


def login(
    request: Request,
    kept: Kept,
    spoken: Spoken,
    name: Annotated[str, Form(max_length=100)],
    password: Annotated[str, Form(max_length=1000)],
    code: Annotated[str, Form(max_length=10)] = "",
    to: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Begins a session, or says that name and password do not belong together."""
    address = request.client.host if request.client else "?"
    since = from_now(minutes=-WINDOW_MINUTES)
    whose = [f"user {name}", f"from {address}"]
    with kept.store.reading() as connection:
        account = people.user(connection, name)
        failed = max(people.failed_attempts(connection, who, since) for who in whose)
    if failed >= MOST_FAILED:
        response: Response = page(request, "login.html.jinja", 429, to=_own(to), wrong=True, throttled=WINDOW_MINUTES)
        response.headers["Retry-After"] = str(WINDOW_MINUTES * 60)
        return response
    step = _right(account, password, code)
    if account is None or step is None:
        with kept.store.writing() as connection:
            people.add_attempts(connection, whose, since)
            people.record(connection, name, "login failed", None, address)
        return page(request, "login.html.jinja", 401, to=_own(to), wrong=True)
    token = fresh_token()
    with kept.store.writing() as connection:
        people.add_session(connection, digest(token), name, from_now(hours=HOURS))
        if step:
            people.change_user(connection, name, totp_used=step)
        people.record(connection, name, "login", None, address)
    response = RedirectResponse(_own(to) or f"/{spoken.code}/", 303)
    _set_cookie(response, token, secure=request.app.state.settings.secure)
    return response


def logout(kept: Kept, spoken: Spoken, who: Viewer) -> Response:
    """Ends the session."""
    with kept.store.writing() as connection:
        people.end_session(connection, digest(who.session))
        people.record(connection, who.name, "logout")
    response = RedirectResponse(f"/{spoken.code}/login", 303)
    response.delete_cookie(SESSION_COOKIE)
    return response


def _right(account: people.User | None, password: str, code: str) -> int | None:
    """``None`` where name, password and second factor do not belong together; else the time step of the code, or 0."""
    try:
        _hasher.verify(account.password if account else _nobody(), password)
    except (Argon2Error, InvalidHashError):
        return None
    if account is None or not account.active:
        return None
    if not account.totp:
        return 0
    factor = pyotp.TOTP(account.totp)
    present = int(datetime.datetime.now(datetime.UTC).timestamp()) // factor.interval
    for step in (present, present - 1, present + 1):
        if step > (account.totp_used or 0) and pyotp.utils.strings_equal(factor.generate_otp(step), code.strip()):
            return step
    return None


def _log_in_first(request: Request) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": "give a token: Authorization: Bearer ..."}, 401, {"WWW-Authenticate": "Bearer"})
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/{request.state.language}/login?to={quote(here, safe='')}", 303)


def _is_open(path: str) -> bool:
    return path.endswith("/login") or path.startswith(_OPEN)


def _own(address: str) -> str:
    """The address, if it is one of this site's; else nothing."""
    parts = urlsplit(address)
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc else ""


def _set_cookie(response: Response, session: str, *, secure: bool) -> None:
    response.set_cookie(
        SESSION_COOKIE, session, max_age=HOURS * 3600, httponly=True, samesite="strict", secure=secure, path="/"
    )
