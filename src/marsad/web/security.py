"""Which requests are refused, and what may a page do? Headers, hosts, origins and the tokens of forms."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from marsad.web.refusing import Refused
from marsad.web.settings import Settings

MOST = 1_000_000
"""Bytes that a form or a request's body may have."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
Next = Callable[[Request], Awaitable[Response]]
Refusal = Callable[[Request, Refused], Response]


def policy(settings: Settings) -> str:
    """The Content-Security-Policy of every page: nothing from elsewhere, no inline script, no inline style."""
    tiles = ""
    if settings.tiles:
        address = urlsplit(settings.tiles)
        tiles = f" {address.scheme}://{address.netloc}"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; worker-src 'self' blob:; "
        f"img-src 'self' data: blob:{tiles}; connect-src 'self'{tiles}; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; manifest-src 'self'"
    )


def headers_of(settings: Settings) -> dict[str, str]:
    """What every answer says of itself."""
    headers = {**HEADERS, "Content-Security-Policy": policy(settings)}
    if settings.secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return headers


def guard(settings: Settings, refused: Refusal) -> Callable[[Request, Next], Awaitable[Response]]:
    """The middleware that every request passes; ``refused`` makes the answer to one that does not pass."""
    headers, hosts = headers_of(settings), settings.hosts()

    async def guarded(request: Request, following: Next) -> Response:
        refusal = _refused(request, hosts)
        response = refused(request, refusal) if refusal else await following(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if not request.url.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store" if settings.team else "no-cache")
        return response

    return guarded


def _refused(request: Request, hosts: frozenset[str]) -> Refused | None:
    host = request.headers.get("host", "")
    name = host if host.endswith("]") else host.rsplit(":", 1)[0]
    if name not in hosts:
        return Refused(
            421, "Not served under the name «%(name)s». Start marsad serve with --name for further names.", name=name
        )
    if "\0" in request.scope["path"] or "%00" in request.url.query:
        return Refused(400, "the request holds characters that no text has")
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MOST:
        return Refused(413, "The request is larger than %(most)s bytes.", most=MOST)
    if (
        request.method not in SAFE
        and "transfer-encoding" in request.headers
        and "content-length" not in request.headers
    ):
        return Refused(411, "The length of the request must be given.")
    origin = request.headers.get("origin")
    if request.method not in SAFE and origin is not None and urlsplit(origin).netloc != host:
        return Refused(403, "The request comes from another site.")
    return None


def form_token(key: bytes, session: str) -> str:
    """The token that every form of a session carries (double submit, bound to the session)."""
    return hmac.new(key, b"form " + session.encode(), hashlib.sha256).hexdigest()


def is_form_token(key: bytes, session: str, given: str | None) -> bool:
    """Whether the token is that of the session."""
    return given is not None and hmac.compare_digest(form_token(key, session), given)


def fresh_token() -> str:
    """A secret that cannot be guessed: 256 bits, safe in addresses."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()
