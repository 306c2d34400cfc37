"""Is this piece of JSON a document? One JSON object becomes an article or a reason why not."""

from __future__ import annotations

import datetime

import msgspec

from marsad.errors import DocumentError
from marsad.model import Article


class _Fields(msgspec.Struct, frozen=True):
    text: str
    doc: str | int | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    title: str | None = None


class _Name(msgspec.Struct, frozen=True):
    doc: str | int | None = None


_decoder = msgspec.json.Decoder(_Fields)
_name_decoder = msgspec.json.Decoder(_Name)


def article_from_json(raw: bytes | msgspec.Raw, where: str) -> Article:
    """The article that a JSON object holds; ``where`` (file and line) is its id when it has none.

    Raises:
        DocumentError: it is no JSON object, has no text, or its date is not an ISO date.
    """
    try:
        fields = _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DocumentError(_name(raw) or where, f"{where}: {_reason(error)}") from error
    doc = where if fields.doc in (None, "") else str(fields.doc)
    return Article(
        doc=doc,
        text=fields.text,
        source=fields.source or None,
        url=fields.url or None,
        published=publication_date(fields.published, doc),
        title=fields.title or None,
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


def decoded(data: bytes, where: str) -> str:
    """The text of a file: UTF-8, or UTF-16 where it starts with a byte-order mark.

    Raises:
        DocumentError: the bytes are neither.
    """
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        kind = "UTF-16" if marked else "UTF-8"
        raise DocumentError(where, f"not {kind} at byte {error.start}; convert the file to UTF-8") from error


def _name(raw: bytes | msgspec.Raw) -> str | None:
    try:
        doc = _name_decoder.decode(raw).doc
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return str(doc) if doc not in (None, "") else None


def _reason(error: Exception) -> str:
    if isinstance(error, msgspec.ValidationError):
        return f"not a document: {error}"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8; convert the file"
    return f"broken JSON: {error}"
