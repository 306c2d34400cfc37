"""What does the report say, word by word? The article with its evidence in place and its claims beside."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from marsad.store import Filter
from marsad.store.records import REVIEWS
from marsad.web.reading import leaf
from marsad.web.refusing import Refused
from marsad.web.rendering import page
from marsad.web.state import Kept, Spoken
from marsad.web.visitors import Viewer

router = APIRouter()


@router.get("/{lang}/articles/{doc:path}", response_class=HTMLResponse)
def article_page(request: Request, doc: str, kept: Kept, spoken: Spoken, _: Viewer) -> HTMLResponse:
    """The reader of an article."""
    stored = kept.store.article(doc)
    if stored is None:
        raise Refused(404, "there is no article «%(doc)s»", doc=doc)
    claims = sorted(kept.store.claims(Filter(doc=(doc,), review=REVIEWS)), key=lambda each: each.claim.trigger.start)
    article = stored.article
    return page(
        request,
        "article.html.jinja",
        stored=stored,
        article=article,
        leaf=leaf(article.full, article.title, claims, spoken, kept.naming[spoken.code]),
        address=article.url if article.url and article.url.startswith(("http://", "https://")) else None,
    )
