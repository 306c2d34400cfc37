"""What can programs ask? The filters of the pages under ``/api/v1``, typed and paged, as JSON, GeoJSON and Arrow."""

from __future__ import annotations

import hashlib
import io
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import QueryParams

from marsad.codebook import describe
from marsad.errors import MarsadError, StaleError
from marsad.model import Event
from marsad.observatory import regroup
from marsad.store import Filter, Page, StoredArticle, StoredClaim, StoredEvent
from marsad.web.filtering import Asked, asked
from marsad.web.rendering import page
from marsad.web.state import Kept
from marsad.web.visitors import Reviewer, Viewer, own_form
from marsad.web.whereabouts import around

router = APIRouter(prefix="/api/v1", tags=["v1"])
Kind = Literal["articles", "claims", "events"]
MOST = 500
DAY = r"^\d{4}-\d\d-\d\d$"


class Asking(BaseModel):
    """The filters, as on the pages; of several values of one field one must hold."""

    model_config = ConfigDict(extra="forbid")

    type: list[str] = Field(default=[], description="Event types; a class (attack) stands for all its types")
    status: list[str] = Field(default=[], description="reported, planned, possible, denied")
    party: str | None = Field(default=None, max_length=300, description="A party in any part")
    actor: str | None = Field(default=None, max_length=300, description="A party that did it")
    target: str | None = Field(default=None, max_length=300, description="A party that it was done to")
    source: str | None = Field(default=None, max_length=300, description="In the chain of sources")
    place: str | None = Field(default=None, max_length=300, description="Id, name or words of a place")
    country: str | None = Field(default=None, max_length=2, description="Two letters (ISO 3166)")
    near: str | None = Field(default=None, description="latitude,longitude,kilometres")
    box: str | None = Field(default=None, description="west,south,east,north in degrees")
    from_: str | None = Field(default=None, alias="from", pattern=DAY, description="First ISO date of the event")
    to: str | None = Field(default=None, pattern=DAY, description="Last ISO date of the event")
    published_from: str | None = Field(default=None, pattern=DAY, description="First ISO date of publication")
    published_to: str | None = Field(default=None, pattern=DAY, description="Last ISO date of publication")
    outlet: list[str] = Field(default=[], description="Newspapers")
    doc: list[str] = Field(default=[], description="Ids of articles")
    event: list[str] = Field(default=[], description="Ids of events")
    text: str | None = Field(default=None, max_length=300, description="Words, in any spelling")
    contradicted: bool | None = Field(default=None, description="Whether its reports disagree")
    single: bool | None = Field(default=None, description="One independent source at most")
    review: list[Literal["unreviewed", "accepted", "corrected", "added", "rejected"]] = []
    limit: int = Field(default=50, ge=1, le=MOST)
    after: str | None = Field(default=None, max_length=200, description="`next` of the page before")


class Listed(BaseModel):
    """A page of things; ``next`` is the cursor of the page after it."""

    items: list[dict[str, Any]]
    next: str | None


class Counted(BaseModel):
    """A value and how many things have it."""

    value: str | None
    count: int


class Counts(BaseModel):
    """The values of a field."""

    total: int
    values: list[Counted]


class Problem(BaseModel):
    """What went wrong."""

    detail: str


class Decision(BaseModel):
    """A verdict on a claim (``doc#claim``) or an event; ``seen`` is the id of the last verdict that was known.

    ``add`` is given about a document: its value is a whole claim as JSON, whose id and rules are set when it is kept.
    """

    model_config = ConfigDict(extra="forbid")

    subject: str = Field(max_length=600)
    action: Literal["accept", "reject", "comment", "correct", "add", "undo"]
    field: str | None = Field(default=None, max_length=40)
    value: str | None = Field(default=None, max_length=20_000)
    note: str | None = Field(default=None, max_length=2000)
    seen: str | None = Field(default=None, max_length=100)


def _filter(request: Request, asking: Annotated[Asking, Query()]) -> tuple[Asked, int, str | None]:
    named = [(key, value) for key, value in request.query_params.multi_items() if key not in ("limit", "after")]
    return asked(QueryParams(named)), asking.limit, asking.after


Question = Annotated[tuple[Asked, int, str | None], Depends(_filter)]
WRONG: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "The question makes no sense"},
    401: {"model": Problem, "description": "No token, or one that has expired"},
    403: {"model": Problem, "description": "Not allowed"},
    404: {"model": Problem, "description": "There is none"},
    422: {"description": "A value is not of its kind"},
}


@router.get("/events", response_model=Listed, responses=WRONG)
def events(request: Request, kept: Kept, question: Question, _: Viewer) -> Response:
    """Events, the last to begin first."""
    wanted, limit, after = question
    found = kept.chosen(wanted.filter).page(limit, after)
    return _answer(request, {"items": [_event(each) for each in found.items], "next": found.next})


@router.get("/events.geojson", responses={**WRONG, 200: {"content": {"application/geo+json": {}}}})
def events_geojson(request: Request, kept: Kept, question: Question, _: Viewer) -> Response:
    """Events as GeoJSON points (longitude first), the last to begin first."""
    wanted, limit, after = question
    found = kept.chosen(wanted.filter).page(limit, after)
    features = [_feature(each.event) for each in found.items]
    return _answer(
        request, {"type": "FeatureCollection", "features": features, "next": found.next}, "application/geo+json"
    )


@router.get("/events.arrow", responses={**WRONG, 200: {"content": {"application/vnd.apache.arrow.stream": {}}}})
def events_arrow(request: Request, kept: Kept, question: Question, _: Viewer) -> Response:
    """Events as an Arrow stream, the last to begin first; ``Link`` leads to the next page."""
    wanted, limit, after = question
    found = kept.chosen(wanted.filter).page(limit, after)
    answer = _tagged(request, _arrow([_flat(each) for each in found.items]), "application/vnd.apache.arrow.stream")
    if found.next:
        answer.headers["Link"] = f'<{request.url.include_query_params(after=found.next)}>; rel="next"'
    return answer


@router.get("/events/{event}", responses=WRONG)
def event(request: Request, event: str, kept: Kept, _: Viewer) -> Response:
    """One event with its claims and why they are together."""
    one = kept.store.event(event)
    if one is None:
        raise HTTPException(404, f"there is no event {event!r}")
    stored, members = one
    claims = list(kept.store.claims(Filter(event=(event,))))
    reasons = [msgspec.to_builtins(member) for member in members]
    shapes = around(stored.event, [each.claim.places for each in claims])
    items = [_claim(each) for each in claims]
    return _answer(request, {**_event(stored), "members": reasons, "items": items, "shapes": shapes})


@router.get("/claims", response_model=Listed, responses=WRONG)
def claims(request: Request, kept: Kept, question: Question, _: Viewer) -> Response:
    """Claims, the newest publication first."""
    wanted, limit, after = question
    found: Page[StoredClaim] = kept.store.claims_page(wanted.filter, limit=limit, after=after)
    return _answer(request, {"items": [_claim(each) for each in found.items], "next": found.next})


@router.get("/articles", response_model=Listed, responses=WRONG)
def articles(request: Request, kept: Kept, question: Question, _: Viewer) -> Response:
    """Articles without their texts, the newest publication first."""
    wanted, limit, after = question
    found: Page[StoredArticle] = kept.store.articles_page(wanted.filter, limit=limit, after=after)
    return _answer(request, {"items": [_article(each, text=False) for each in found.items], "next": found.next})


@router.get("/articles/{doc:path}", responses=WRONG)
def article(request: Request, doc: str, kept: Kept, _: Viewer) -> Response:
    """One article with its text and claims."""
    stored = kept.store.article(doc)
    if stored is None:
        raise HTTPException(404, f"there is no article {doc!r}")
    found = [_claim(each) for each in kept.store.claims(Filter(doc=(doc,)))]
    return _answer(request, {**_article(stored, text=True), "claims": found})


@router.get("/facets/{kind}/{field}", response_model=Counts, responses=WRONG)
def facets(request: Request, kind: Kind, field: str, kept: Kept, question: Question, _: Viewer) -> Response:
    """How many things there are of each value of a field."""
    wanted, limit, _after = question
    values = kept.store.facets(kind, field, wanted.filter, limit=limit)
    total = kept.store.count(kind, wanted.filter)
    return _answer(request, {"total": total, "values": msgspec.to_builtins(values)})


@router.get("/codebook", responses=WRONG)
def codebook(request: Request, _: Viewer) -> Response:
    """The codebook with its crosswalks."""
    return _tagged(request, describe.as_json().encode(), "application/json")


@router.get("/verdicts", response_model=Listed, responses=WRONG)
def verdicts(
    request: Request, kept: Kept, _: Viewer, subject: Annotated[str | None, Query(max_length=600)] = None
) -> Response:
    """The decisions on a subject, or all of them, in their order."""
    return _answer(request, {"items": msgspec.to_builtins(kept.store.verdicts(subject)), "next": None})


@router.post(
    "/verdicts", status_code=201, responses={**WRONG, 409: {"model": Problem}}, dependencies=[Depends(own_form)]
)
def decide(decision: Decision, kept: Kept, who: Reviewer) -> Response:
    """Keeps a decision."""
    try:
        verdict = kept.store.add_verdict(
            decision.subject, decision.action, who.name, field=decision.field, value=decision.value,
            note=decision.note, seen=decision.seen,
        )  # fmt: skip
        regroup(kept.store, verdict)
    except MarsadError as error:
        raise HTTPException(409 if isinstance(error, StaleError) else 422, str(error)) from error
    return Response(msgspec.json.encode(verdict), 201, media_type="application/json")


@router.get("/docs", response_class=HTMLResponse, include_in_schema=False)
def docs(request: Request) -> HTMLResponse:
    """The interface in words, made from its own description."""
    return page(request, "api.html.jinja", schema=request.app.openapi())


def _event(stored: StoredEvent) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(stored.event)
    return {**made, "review": stored.review, "believed_since": stored.valid_from}


def _claim(stored: StoredClaim) -> dict[str, Any]:
    about = {"key": stored.key, "doc": stored.doc, "source": stored.outlet, "published": stored.published}
    return {
        **about,
        "review": stored.review,
        "coder": stored.coder,
        "words": stored.sentence,
        **msgspec.to_builtins(stored.claim),
    }


def _article(stored: StoredArticle, *, text: bool) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(stored.article)
    if not text:
        made.pop("text", None)
    return {**made, "language": stored.language, "set_aside": stored.set_aside, "duplicate_of": stored.duplicate_of}


def _feature(event: Event) -> dict[str, Any]:
    place = event.place
    located = place is not None and place.lat is not None and place.lon is not None
    geometry = {"type": "Point", "coordinates": [place.lon, place.lat]} if place and located else None
    return {"type": "Feature", "id": event.event, "geometry": geometry, "properties": msgspec.to_builtins(event)}


def _flat(stored: StoredEvent) -> dict[str, Any]:
    event, place = stored.event, stored.event.place
    killed = event.numbers.get("killed")
    return {
        "event": event.event,
        "type": event.type,
        "status": event.status,
        "start": event.start,
        "end": event.end,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision_km": place.precision_km if place else None,
        "actors": event.actors,
        "targets": event.targets,
        "killed_low": _real(killed.low if killed else None),
        "killed_best": _real(killed.best if killed else None),
        "killed_high": _real(killed.high if killed else None),
        "articles": event.articles,
        "independent_sources": event.independent_sources,
        "contradictions": [each.kind for each in event.contradictions],
        "review": stored.review,
    }


def _real(value: float | None) -> float | None:
    return None if value is None else float(value)


def _arrow(rows: list[dict[str, Any]]) -> bytes:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise HTTPException(501, "install marsad[arrow] for Arrow answers") from error
    words, many, real = pa.string(), pa.list_(pa.string()), pa.float64()
    kinds = {"actors": many, "targets": many, "articles": many, "independent_sources": many, "contradictions": many}
    kinds |= dict.fromkeys(("lat", "lon", "precision_km", "killed_low", "killed_best", "killed_high"), real)
    names = list(_flat(StoredEvent(Event("", "", ""), "", "")))
    schema = pa.schema([(name, kinds.get(name, words)) for name in names])
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, schema) as writer:
        writer.write_table(pa.Table.from_pylist(rows, schema=schema))
    return sink.getvalue()


def _answer(request: Request, value: Any, kind: str = "application/json") -> Response:
    return _tagged(request, msgspec.json.encode(value), kind)


def _tagged(request: Request, body: bytes, kind: str) -> Response:
    """The answer with its ETag, or that nothing changed."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)
