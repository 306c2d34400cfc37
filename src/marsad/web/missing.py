"""How does a person add a claim that the machine missed? The form beside the report, and what becomes of it."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from marsad.codebook import codebook
from marsad.errors import MarsadError
from marsad.store import Filter, StoredArticle
from marsad.web.adding import FIELDS, added, rows
from marsad.web.naming import party_names
from marsad.web.reading import leaf
from marsad.web.refusing import Refused, said
from marsad.web.rendering import page
from marsad.web.reviewing import NOTE
from marsad.web.state import Kept, Shared, Spoken
from marsad.web.visitors import Reviewer, own_form

router = APIRouter()
KEYS = {
    "actors": "p", "targets": "v", "places": "l", "time": "d", "quantities": "k", "sources": "s", "claimed_by": "y",
}  # fmt: skip
"""The key that leads to the first row of each field."""


async def _given(request: Request) -> dict[str, list[str]]:
    form = await request.form()
    found = {name: [v for v in form.getlist(name) if isinstance(v, str)] for name in form}
    if len(next(iter(found.get("note", ())), "")) > NOTE:
        raise Refused(413, "the note is longer than %(most)s characters", most=NOTE)
    return found


Given = Annotated[dict[str, list[str]], Depends(_given)]


@router.get("/{lang}/review/articles/{doc:path}", response_class=HTMLResponse)
def missed(request: Request, doc: str, kept: Kept, spoken: Spoken, _: Reviewer) -> HTMLResponse:
    """The empty form beside the report."""
    return _form(request, _article(kept, doc), kept, spoken, {})


@router.post("/{lang}/review/articles/{doc:path}", dependencies=[Depends(own_form)])
def add(request: Request, doc: str, kept: Kept, spoken: Spoken, who: Reviewer, given: Given) -> Response:
    """Keeps the claim, or shows the form again: with the reason, or with one more row."""
    stored = _article(kept, doc)
    more = next(iter(given.get("more", ())), "")
    if more:
        return _form(request, stored, kept, spoken, given, more=more)
    note = next(iter(given.get("note", ())), "").strip() or None
    try:
        value = msgspec.json.encode(added(stored.article.full, given)).decode()
        verdict = kept.store.add_verdict(doc, "add", who.name, value=value, note=note)
    except MarsadError as error:
        return _form(request, stored, kept, spoken, given, 422, problem=said(error, spoken))
    return RedirectResponse(f"/{spoken.code}/review/claims/{quote(verdict.subject, safe='')}", 303)


def _article(kept: Shared, doc: str) -> StoredArticle:
    stored = kept.store.article(doc)
    if stored is None:
        raise Refused(404, "there is no article «%(doc)s»", doc=doc)
    return stored


def _form(
    request: Request, stored: StoredArticle, kept: Shared, spoken: Spoken, given: dict[str, list[str]],
    status: int = 200, *, more: str = "", problem: str | None = None,
) -> HTMLResponse:  # fmt: skip
    naming = kept.naming[spoken.code]
    article = stored.article
    claims = list(kept.store.claims(Filter(doc=(article.doc,))))
    one: dict[str, Any] = {name: next(iter(given.get(name, ())), "") for name in ("type", "status", "note")}
    one |= {part: next(iter(given.get(f"trigger.{part}", ())), "") for part in ("start", "end")}
    return page(
        request,
        "review_missed.html.jinja",
        status,
        article=article,
        leaf=leaf(article.full, article.title, claims, spoken, naming),
        fields=FIELDS,
        rows=rows(given, more),
        one=one,
        full=article.full,
        keys=KEYS,
        book=codebook(),
        parties=sorted(party_names()),
        naming=naming,
        problem=problem,
    )
