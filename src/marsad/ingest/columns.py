"""Which column of a table holds what? Headers in English and Arabic to the fields of an article."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from marsad.arabic.normal import fold
from marsad.errors import DocumentError
from marsad.ingest.dating import day_of
from marsad.ingest.limits import DOCUMENT, too_large
from marsad.model import Article

COLUMNS = Path(__file__).parent / "data" / "columns.toml"
_BETWEEN = re.compile(r"[\W_]+")


def columns_of(headers: Sequence[str], where: str) -> dict[str, int]:
    """The place of the column of each field that the table has.

    Raises:
        DocumentError: there is no column of texts.
    """
    places = {_plain(header): at for at, header in reversed(list(enumerate(headers)))}
    found: dict[str, int] = {}
    for field, names in known_headers().items():
        at = next((places[name] for name in names if name in places), None)
        if at is not None and at not in found.values():
            found[field] = at
    if "text" not in found:
        shown = ", ".join(repr(header[:30]) for header in headers[:12]) or "none"
        raise DocumentError(where, f"no column of texts among {shown}: name one text, body or content")
    return found


def article_from_row(row: Mapping[str, str], where: str) -> Article:
    """The article of a row of a table, given by field; ``where`` (file and row) is its id when it has none.

    Raises:
        DocumentError: it has no text, is too large, or its date cannot be told.
    """
    text = row.get("text", "")
    doc = row.get("doc", "").strip() or where
    if not text.strip():
        raise DocumentError(doc, f"{where}: its text is empty")
    if "\x00" in "".join(row.values()):
        raise DocumentError(doc, f"{where}: it holds NUL characters, as no text does")
    if len(text) > DOCUMENT:
        raise DocumentError(doc, too_large("this text", DOCUMENT))
    rest = {field: row.get(field, "").strip() or None for field in ("source", "url", "title", "byline", "fetched")}
    return Article(doc, text, published=_published(row.get("published", ""), doc), **rest)


@functools.cache
def known_headers() -> dict[str, list[str]]:
    """The folded headers of each field, in order of preference."""
    listed: dict[str, list[str]] = tomllib.loads(COLUMNS.read_text(encoding="utf-8"))
    return {field: [_plain(name) for name in names] for field, names in listed.items()}


def _published(value: str, doc: str) -> str | None:
    if not value.strip():
        return None
    day = day_of(value)
    if day is None:
        raise DocumentError(doc, f"published {value[:40]!r} names no day or more than one; write it as 2017-09-03")
    return day


def _plain(header: str) -> str:
    return _BETWEEN.sub(" ", fold(header)).strip().lower()
