"""How does the server answer where something went wrong? JSON for programs, a page in their language for people."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from marsad.errors import FaultyError, MarsadError
from marsad.web.filtering import FilterError
from marsad.web.i18n import LANGUAGES, Language, language, preferred
from marsad.web.refusing import Refused, listed, said
from marsad.web.rendering import environment, page
from marsad.web.security import headers_of

BROKEN = Refused(500, "Something broke at the server, and its log says what. Go back and try again.")
FAULTY = Refused(
    503, "The database cannot be read or written now, and the log of the server says why. Try again later."
)
_log = logging.getLogger(__name__)


def install(app: FastAPI) -> None:
    """Has every error answered in the language of its asker."""
    app.exception_handler(HTTPException)(_failed)
    app.exception_handler(MarsadError)(_mistaken)
    app.exception_handler(RequestValidationError)(_malformed)
    app.exception_handler(Exception)(_broken)


def spoken_of(request: Request) -> Language:
    """The language that the address begins with, else the one that the browser likes best."""
    first = request.url.path.split("/", 2)[1] if "/" in request.url.path else ""
    return language(first if first in LANGUAGES else preferred(request.headers.get("accept-language")))


def refused(request: Request, error: Refused) -> Response:
    """The answer to a request that is not let in: a small page that knows of no visitor."""
    if _is_program(request):
        return JSONResponse({"detail": error.detail}, error.status_code)
    spoken = spoken_of(request)
    text = environment().get_template("refused.html.jinja").render(l=spoken, _=spoken.text, why=said(error, spoken))
    return HTMLResponse(text, error.status_code)


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(request, error.status_code, error, error.headers)


async def _mistaken(request: Request, error: Exception) -> Response:
    if isinstance(error, FaultyError):
        _log.error("%s: %s", request.url.path, error)
        return _answer(request, FAULTY.status_code, FAULTY)
    return _answer(request, 422 if isinstance(error, FilterError) else 400, error)


async def _malformed(request: Request, error: Exception) -> Response:
    """A parameter or a field of a form is missing or of another kind."""
    assert isinstance(error, RequestValidationError)
    if _is_program(request):
        return JSONResponse({"detail": _plain(error)}, 422)
    fields = listed(dict.fromkeys(str(each["loc"][-1]) for each in error.errors()))
    return _answer(
        request, 422, Refused(422, "What was sent for %(fields)s is missing or of another kind.", fields=fields)
    )


async def _broken(request: Request, error: Exception) -> Response:  # noqa: ARG001 - the server logs it by itself
    """Answers outside of the guards: their headers are set here."""
    answer = refused(request, BROKEN)
    answer.headers.update(headers_of(request.app.state.settings))
    return answer


def _answer(request: Request, status: int, error: Exception, headers: Mapping[str, str] | None = None) -> Response:
    given = dict(headers or {})
    if _is_program(request):
        return JSONResponse({"detail": str(getattr(error, "detail", error))}, status, given)
    answer = page(request, "failed.html.jinja", status, why=said(error, spoken_of(request)), code=status)
    answer.headers.update(given)
    return answer


def _is_program(request: Request) -> bool:
    return request.url.path.startswith("/api/") or request.url.path.endswith(".json")


def _plain(error: RequestValidationError) -> list[dict[str, object]]:
    """What is wrong with which part of the request, without what was sent."""
    return [{name: each[name] for name in ("loc", "msg", "type")} for each in error.errors()]
