"""Is this record a document? One JSON object or row of a table becomes an article or a reason why not."""

from __future__ import annotations

import datetime

import msgspec

from marsad.errors import DocumentError
from marsad.ingest.limits import DOCUMENT, too_large
from marsad.model import Article


class _Fields(msgspec.Struct, frozen=True):
    text: str
    doc: str | int | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    title: str | None = None
    byline: str | None = None
    fetched: str | None = None


class _Name(msgspec.Struct, frozen=True):
    doc: str | int | None = None


_decoder = msgspec.json.Decoder(_Fields)
_name_decoder = msgspec.json.Decoder(_Name)


def article_from_json(raw: bytes | msgspec.Raw, where: str) -> Article:
    """The article that a JSON object holds; ``where`` (file and line) is its id when it has none.

    Raises:
        DocumentError: it is no JSON object, has no text, is too large, or its date is not an ISO date.
    """
    if len(memoryview(raw)) > DOCUMENT:
        raise DocumentError(where, too_large("this document", DOCUMENT))
    try:
        fields = _fields(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DocumentError(_name(raw) or where, f"{where}: {_reason(error)}") from error
    doc = where if fields.doc in (None, "") else str(fields.doc)
    return Article(
        doc=doc,
        text=fields.text,
        source=fields.source or None,
        url=fields.url or None,
        published=publication_date(fields.published, doc),
        title=fields.title or None,
        byline=fields.byline or None,
        fetched=fields.fetched or None,
    )


def publication_date(value: str | None, doc: str) -> str | None:
    """The ISO date of a date or date-time, ``None`` for nothing.

    Raises:
        DocumentError: the value is no ISO date.
    """
    if not value:
        return None
    try:
        return datetime.date.fromisoformat(value.strip()[:10]).isoformat()
    except ValueError as error:
        raise DocumentError(doc, f"published {value!r} is no ISO date such as 2017-09-03") from error


def _fields(raw: bytes | msgspec.Raw) -> _Fields:
    """The fields; bytes that are no UTF-8 are tried as another encoding of Arabic."""
    try:
        return _decoder.decode(raw)
    except UnicodeDecodeError:
        from marsad.ingest.encodings import decoded

        try:
            return _decoder.decode(decoded(bytes(raw), "").text.encode())
        except DocumentError:
            pass
        raise


def _name(raw: bytes | msgspec.Raw) -> str | None:
    try:
        doc = _name_decoder.decode(raw).doc
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return str(doc) if doc not in (None, "") else None


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "lists and objects nested too deeply"
    if isinstance(error, msgspec.ValidationError):
        return f"not a document: {error}"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8; convert the file"
    return f"broken JSON: {error}"
