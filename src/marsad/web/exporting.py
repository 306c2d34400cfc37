"""How does what the filters show leave the pages? A file in every format of the field, and corrections as gold."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator
from typing import IO, Annotated, Literal

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from marsad import observatory
from marsad.export.formats import FORMATS
from marsad.web.chosen import chips
from marsad.web.overview import Question
from marsad.web.refusing import Refused, listed
from marsad.web.rendering import page
from marsad.web.state import Kept, Spoken
from marsad.web.visitors import Viewer

router = APIRouter()
CHUNK, IN_MEMORY = 1 << 16, 1 << 23


@router.get("/{lang}/export", response_class=HTMLResponse)
def export_page(request: Request, kept: Kept, spoken: Spoken, question: Question, _: Viewer) -> HTMLResponse:
    """The formats, for what the filters show."""
    wanted = question.filter
    counts = {"events": kept.chosen(wanted).count(), "claims": kept.store.count("claims", wanted)}
    shown = chips(question, spoken, kept.naming[spoken.code])
    return page(request, "export.html.jinja", question=question, chips=shown, formats=FORMATS.values(), counts=counts)


@router.get("/{lang}/export/gold.json")
def gold(kept: Kept, _: Viewer) -> Response:
    """What people have decided, in the form that the coder is measured on."""
    return Response(msgspec.json.encode(observatory.corrections(kept.store)), media_type="application/json")


@router.get("/{lang}/export/file")
def export_file(
    kept: Kept,
    question: Question,
    _: Viewer,
    format_: Annotated[str, Query(alias="format")] = "csv",
    what: Literal["events", "claims"] = "events",
) -> StreamingResponse:
    """A file in one of the formats."""
    found = FORMATS.get(format_)
    if found is None:
        raise Refused(422, "«%(value)s»: no format. There are: %(choices)s", value=format_, choices=listed(FORMATS))
    if what == "claims" and not found.claims:
        raise Refused(422, "%(format)s holds events alone", format=format_)
    stream: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when it is sent
    observatory.export(kept.store, format_, stream, what=what, wanted=question.filter)  # type: ignore[arg-type]
    stream.seek(0)
    name = f"marsad-{what}-{datetime.datetime.now(datetime.UTC):%Y%m%d}-{format_}{found.ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_chunks(stream), media_type="application/octet-stream", headers=headers)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    with stream:
        while chunk := stream.read(CHUNK):
            yield chunk
