"""How does a person decide? The queue, the forms for events and claims, and the record of all decisions."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from marsad.codebook import codebook
from marsad.errors import MarsadError, StaleError
from marsad.model import Verdict
from marsad.observatory import regroup
from marsad.store import Filter, StoredClaim, people
from marsad.store.records import REVIEWS
from marsad.web.correcting import FIELDS, LISTS, corrected, places_named
from marsad.web.eventpage import found
from marsad.web.filtering import Asked
from marsad.web.i18n import Language
from marsad.web.naming import party_names
from marsad.web.overview import Question
from marsad.web.queue import queue
from marsad.web.reading import leaf
from marsad.web.refusing import Refused, said
from marsad.web.rendering import page
from marsad.web.state import Kept, Shared, Spoken
from marsad.web.telling import told
from marsad.web.visitors import Reviewer, Viewer, Visitor, own_form

router = APIRouter()
ON_EVENTS = ("accept", "reject", "comment", "merge", "split", "undo")
ON_CLAIMS = ("accept", "reject", "comment", "correct", "undo")
QUEUED, NOTE, RECORDED = 40, 2000, 200


class Posted(msgspec.Struct, frozen=True):
    """The fields of a form; those that may come several times apart."""

    one: dict[str, str]
    removed: list[str]
    claims: list[str]


async def _posted(request: Request) -> Posted:
    form = await request.form()
    one = {name: value for name, value in form.items() if isinstance(value, str)}
    lists = {name: [v for v in form.getlist(name) if isinstance(v, str)] for name in ("removed", "claim")}
    if len(one.get("note", "")) > NOTE:
        raise Refused(413, "the note is longer than %(most)s characters", most=NOTE)
    return Posted(one, lists["removed"], lists["claim"])


Form = Annotated[Posted, Depends(_posted)]
PROTECTED = [Depends(own_form)]


@router.get("/{lang}/review", response_class=HTMLResponse)
def review_queue(request: Request, kept: Kept, spoken: Spoken, question: Question, _: Reviewer) -> HTMLResponse:
    """The events that wait for a person, the heaviest first."""
    waiting = kept.cache.get(("queue", question.filter), lambda: queue(kept.store, question.filter, QUEUED))
    naming = kept.naming[spoken.code]
    lines = [(each, told(each.stored.event, spoken, naming)) for each in waiting]
    return page(request, "queue.html.jinja", lines=lines, question=question, counts=_counts(kept, question))


def _counts(kept: Shared, question: Asked) -> dict[str, int]:
    wanted = msgspec.structs.replace(question.filter, review=REVIEWS)
    facets = kept.cache.get(("reviews", wanted), lambda: kept.store.facets("events", "review", wanted))
    return {str(facet.value): facet.count for facet in facets}


@router.get("/{lang}/review/events/{event}", response_class=HTMLResponse)
def review_event(request: Request, event: str, kept: Kept, spoken: Spoken, _: Reviewer) -> HTMLResponse:
    """The form for an event."""
    return _event_form(request, event, kept, spoken)


def _event_form(
    request: Request, event: str, kept: Shared, spoken: Spoken, status: int = 200, **said: Any
) -> HTMLResponse:
    whole = found(kept, event)
    naming = kept.naming[spoken.code]
    place = whole.stored.event.place
    others = []
    if place and place.lat is not None and place.lon is not None:
        near = Filter(near=(place.lat, place.lon, 50), since=whole.stored.event.start, until=whole.stored.event.end)
        others = [s for s in kept.store.events_page(near, limit=12).items if s.event.event != event]
    return page(
        request,
        "review_event.html.jinja",
        status,
        whole=whole,
        event=whole.stored.event,
        words=told(whole.stored.event, spoken, naming),
        others=[(s.event.event, told(s.event, spoken, naming)) for s in others],
        verdicts=kept.store.verdicts(event),
        elsewhere=kept.store.regroupings(event),
        naming=naming,
        **{"problem": None, "mine": None, **said},
    )


@router.post("/{lang}/review/events/{event}", dependencies=PROTECTED)
def decide_event(request: Request, event: str, kept: Kept, spoken: Spoken, who: Reviewer, form: Form) -> Response:
    """Keeps a decision on an event."""
    action = form.one.get("action", "")
    if action not in ON_EVENTS:
        raise Refused(422, "«%(value)s»: no decision on an event", value=action)
    value = form.one.get("other") if action == "merge" else _json(form.claims) if action == "split" else None
    if action == "undo":
        value = form.one.get("verdict")
    try:
        verdict = _keep(kept, event, action, who, form, value=value)
        event = regroup(kept.store, verdict) or event
    except StaleError as error:
        return _event_form(request, event, kept, spoken, 409, problem=said(error, spoken), mine=form.one)
    except MarsadError as error:
        return _event_form(request, event, kept, spoken, 422, problem=said(error, spoken), mine=form.one)
    return RedirectResponse(f"/{spoken.code}/review/events/{quote(event, safe='')}", 303)


@router.get("/{lang}/review/claims/{key:path}", response_class=HTMLResponse)
def review_claim(request: Request, key: str, kept: Kept, spoken: Spoken, _: Reviewer) -> HTMLResponse:
    """The form for a claim, beside its text."""
    return _claim_form(request, _claim(kept, key), kept, spoken)


def _claim(kept: Shared, key: str) -> StoredClaim:
    try:
        return kept.store.claim(key)
    except MarsadError as error:
        raise Refused(404, error.message, None, **error.values) from error


def _claim_form(
    request: Request, stored: StoredClaim, kept: Shared, spoken: Spoken, status: int = 200, **said: Any
) -> HTMLResponse:
    held = kept.store.article(stored.doc)
    assert held is not None
    naming = kept.naming[spoken.code]
    return page(
        request,
        "review_claim.html.jinja",
        status,
        stored=stored,
        article=held.article,
        leaf=leaf(held.article.full, held.article.title, [stored], spoken, naming),
        fields=FIELDS,
        lists=LISTS,
        book=codebook(),
        parties=sorted(party_names()),
        history=kept.store.claim_history(stored.key),
        verdicts=kept.store.verdicts(stored.key),
        naming=naming,
        **{"problem": None, "mine": None, **said},
    )


@router.post("/{lang}/review/claims/{key:path}", dependencies=PROTECTED)
def decide_claim(request: Request, key: str, kept: Kept, spoken: Spoken, who: Reviewer, form: Form) -> Response:
    """Keeps a decision on a claim."""
    stored = _claim(kept, key)
    action, field, value = form.one.get("action", ""), None, None
    if action not in ON_CLAIMS:
        raise Refused(422, "«%(value)s»: no decision on a claim", value=action)
    try:
        if action == "correct":
            field = form.one.get("field", "")
            held = kept.store.article(stored.doc)
            assert held is not None
            value = corrected(stored.claim, held.article.full, field, form.one, form.removed)
        elif action == "undo":
            value = form.one.get("verdict")
        _keep(kept, stored.key, action, who, form, field=field, value=value)
    except StaleError as error:
        return _claim_form(request, _claim(kept, key), kept, spoken, 409, problem=said(error, spoken), mine=form.one)
    except MarsadError as error:
        return _claim_form(request, stored, kept, spoken, 422, problem=said(error, spoken), mine=form.one)
    return RedirectResponse(f"/{spoken.code}/review/claims/{quote(stored.key, safe='')}", 303)


def _keep(
    kept: Shared, subject: str, action: str, who: Visitor, form: Posted, *, field: str | None = None,
    value: str | None = None,
) -> Verdict:  # fmt: skip
    note = form.one.get("note", "").strip() or None
    if action == "comment" and note is None:
        raise MarsadError("a comment needs words")
    seen = form.one.get("seen")
    return kept.store.add_verdict(subject, action, who.name, field=field, value=value, note=note, seen=seen)


@router.get("/{lang}/review/places", response_class=HTMLResponse)
def place_choices(request: Request, kept: Kept, spoken: Spoken, _: Reviewer, name: str = "") -> HTMLResponse:
    """Places of the gazetteer by a name, to choose one from."""
    choices = places_named(name.strip()) if name.strip() else []
    return page(request, "place_choices.html.jinja", choices=choices, naming=kept.naming[spoken.code])


@router.get("/{lang}/review/places/options", response_class=HTMLResponse)
def place_options(
    request: Request, kept: Kept, spoken: Spoken, _: Reviewer,
    name: Annotated[str, Query(alias="places.name", max_length=200)] = "",
) -> HTMLResponse:  # fmt: skip
    """The same as the options of a list."""
    choices = places_named(name.strip()) if name.strip() else []
    return page(request, "place_options.html.jinja", choices=choices, naming=kept.naming[spoken.code])


@router.get("/{lang}/audit", response_class=HTMLResponse)
def audit(
    request: Request, kept: Kept, spoken: Spoken, _: Viewer, skip: Annotated[int, Query(ge=0, le=10**9)] = 0
) -> HTMLResponse:
    """Every decision, a page at a time, and the last log-ins; the newest first."""
    with kept.store.reading() as connection:
        actions = people.recorded(connection, 200)
    verdicts = kept.store.verdicts()[::-1]
    shown = [(each, decided(each, spoken)) for each in verdicts[skip : skip + RECORDED]]
    older = skip + RECORDED if len(verdicts) > skip + RECORDED else None
    newer = max(0, skip - RECORDED) if skip else None
    return page(request, "audit.html.jinja", verdicts=shown, actions=actions, older=older, newer=newer)


def decided(verdict: Verdict, spoken: Language) -> str:
    """What a field was corrected to, or the number of claims that were taken out, in the reader's language."""
    if verdict.action not in ("correct", "split") or not verdict.value:
        return ""
    value = msgspec.json.decode(verdict.value)
    if verdict.action == "split":
        return spoken.plural("%(num)s claim", "%(num)s claims", len(value))
    if isinstance(value, str):
        kind = {"type": "types", "status": "statuses"}.get(verdict.field or "")
        return spoken.label(kind, value) if kind else value
    each_of = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
    return ", ".join(str(each.get("text") or each.get("name") or "") for each in each_of)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
