"""How does an answer become a page? Templates with the reader's language, visitor and address."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from marsad import __version__
from marsad.export.templating import environment_of
from marsad.web.i18n import LANGUAGES, Language, language
from marsad.web.refusing import Refused
from marsad.web.security import form_token
from marsad.web.telling import SHAPES
from marsad.web.visitors import visitor

TEMPLATES = Path(__file__).parent / "templates"
PAGES = (
    ("overview", "", "Overview"),
    ("control", "control", "Control"),
    ("review", "review", "Review"),
    ("export", "export", "Export"),
    ("codebook", "codebook", "Codebook"),
    ("about", "about", "About"),
)
"""Pages of the head: name, address below the language, title."""


@functools.cache
def environment() -> Environment:
    """The templates, with everything escaped that comes from elsewhere."""
    made = environment_of(TEMPLATES, ["jinja2.ext.i18n"])
    made.globals["shapes"] = SHAPES
    made.filters["address"] = lambda text: quote(str(text), safe="")
    made.filters["contradicted"] = lambda kind, spoken: spoken.label("contradictions", kind)
    made.policies["ext.i18n.trimmed"] = True
    return made


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The page in the language of the request's address."""
    return HTMLResponse(fragment(request, template, **values), status)


def fragment(request: Request, template: str, **values: Any) -> str:
    """A page, or a part of one, as text."""
    return environment().get_template(template).render({**_frame(request, language_of(request)), **values})


def language_of(request: Request) -> Language:
    """The language that the address begins with.

    Raises:
        Refused: 404, the pages are not written in it.
    """
    named = request.path_params.get("lang")
    if named is not None and named not in LANGUAGES:
        if not getattr(request.state, "failed", False):
            request.state.failed = True
            raise Refused(404, "there is no page %(path)s", path=request.url.path)
        named = None
    return language(named or request.state.language)


def _frame(request: Request, spoken: Language) -> dict[str, Any]:
    """What every page knows."""
    who = visitor(request)
    path = request.url.path.removeprefix(f"/{spoken.code}").lstrip("/")
    other = "en" if spoken.code == "ar" else "ar"
    query = f"?{request.url.query}" if request.url.query else ""
    return {
        "l": spoken,
        "_": spoken.text,
        "n": spoken.number,
        "base": f"/{spoken.code}",
        "here": path,
        "other": {"code": other, "href": f"/{other}/{path}{query}"},
        "pages": PAGES,
        "visitor": who,
        "team": request.app.state.settings.team,
        "tiles": request.app.state.settings.tiles,
        "form_token": form_token(request.app.state.key, who.session),
        "version": __version__,
        "query": request.url.query,
    }
