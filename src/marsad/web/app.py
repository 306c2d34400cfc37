"""How is the server put together? The application with its pages, its interface, its files and its guards."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from starlette.middleware.gzip import GZipMiddleware

from marsad import __version__
from marsad.errors import MarsadError
from marsad.store import Store
from marsad.web import (
    aboutpages,
    answering,
    api,
    articlepage,
    eventpage,
    exporting,
    missing,
    overview,
    partypages,
    placepages,
    reviewing,
    sessions,
)
from marsad.web.files import PackedFiles
from marsad.web.i18n import LANGUAGES, preferred
from marsad.web.security import guard
from marsad.web.settings import Settings
from marsad.web.state import Shared
from marsad.web.visitors import LANGUAGE_COOKIE

STATIC = Path(__file__).parent / "static"
PAGES = (overview, eventpage, articlepage, placepages, partypages, missing, reviewing, exporting, aboutpages)


def create_app(settings: Settings, store: Store | None = None) -> FastAPI:
    """The application for some settings; ``store`` is opened from them where it is not given.

    Raises:
        MarsadError: the settings are not safe, or the pages' files were not built.
    """
    settings.checked()
    if not (STATIC / "pages.js").exists():
        raise MarsadError(f"{STATIC}: the pages' files are not there. Install the package again: pip install -e .")
    kept = store or Store.open(settings.database)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        if store is None:
            kept.close()

    app = FastAPI(
        title="Marsad",
        version=__version__,
        description="Claims, events and their sources, as the pages show them.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.settings = settings
    app.state.shared = Shared(kept)
    app.state.key = secrets.token_bytes(32)
    app.mount("/static", PackedFiles(STATIC), name="static")
    app.get("/", include_in_schema=False)(_home)
    app.include_router(api.router)
    sessions.install(app)
    for module in PAGES:
        app.include_router(module.router, include_in_schema=False)
    app.middleware("http")(sessions.visiting(app))
    app.middleware("http")(_speaking)
    app.middleware("http")(guard(settings, answering.refused))
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    answering.install(app)
    return app


async def _home(request: Request) -> Response:
    code = request.cookies.get(LANGUAGE_COOKIE)
    if code not in LANGUAGES:
        code = preferred(request.headers.get("accept-language"))
    return RedirectResponse(f"/{code}/", 307)


async def _speaking(request: Request, following: object) -> Response:
    """Finds the language in the address; one that the pages are not written in has none of them."""
    first = request.url.path.split("/", 2)[1] if "/" in request.url.path else ""
    known = first in LANGUAGES
    request.state.language = first if known else preferred(request.headers.get("accept-language"))
    response: Response = await following(request)  # type: ignore[operator]
    if known and request.cookies.get(LANGUAGE_COOKIE) != first:
        secure = request.app.state.settings.secure
        response.set_cookie(LANGUAGE_COOKIE, first, max_age=31_536_000, samesite="lax", httponly=True, secure=secure)
    return response
