"""Which reports are in this feed? RSS and Atom, each entry with what the feed itself holds of its text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO, Any

from marsad.errors import DocumentError
from marsad.ingest.dating import day_of
from marsad.ingest.encodings import SAMPLE, decoded
from marsad.ingest.limits import DEPTH, DOCUMENT, MEBIBYTE
from marsad.ingest.origin import Item, Origin, whole
from marsad.ingest.pages import measured
from marsad.ingest.pagewords import shown
from marsad.model import Article

FEED = 20 * MEBIBYTE
"""Bytes of one feed."""

ENTRIES = 5_000
"""Entries of one feed."""

TAGS = 300_000
"""Tags of one feed, those in its texts too."""

_CHARSET = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]{2,40})")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)\b")
_TAG = re.compile(r"<(/?)[A-Za-z][^<>]*?(/?)>")
_QUOTED = re.compile(r"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_MARKUP = re.compile(r"<[a-zA-Z/!]|&#?\w+;")


def is_feed(head: bytes) -> bool:
    """Whether the beginning of a document is that of RSS or Atom."""
    return bool(_ROOT.search(head.replace(b"\x00", b"")[:4096]))


def feed(stream: IO[bytes], origin: Origin) -> Iterator[Item]:
    """A document for each entry of a feed that holds text; an entry without is a failure."""
    try:
        yield from entries(whole(stream, FEED, origin), origin)
    except DocumentError as error:
        yield origin.failure(error.why)


def entries(data: bytes, origin: Origin) -> Iterator[Item]:
    """The entries of a feed given as bytes, in its order.

    Raises:
        DocumentError: it is no feed, declares entities, is nested too deeply, or has too many entries.
    """
    import feedparser

    declared = _CHARSET.search(data[:SAMPLE])
    text = decoded(data, origin.where, declared.group(1).decode() if declared else origin.charset).text
    _checked(text, origin)
    source = io.BytesIO(_DECLARATION.sub("", text).encode("utf-8", "replace"))
    found = feedparser.parse(source, sanitize_html=False, resolve_relative_uris=False)
    if not found.version:
        raise DocumentError(origin.where, "no RSS or Atom feed")
    outlet = _line(found.feed.get("title"))
    for number, entry in enumerate(found.entries, 1):
        yield _entry(entry, f"{origin.where}#{number}", outlet, origin)


def _entry(entry: Any, where: str, outlet: str | None, origin: Origin) -> Item:
    url = _line(entry.get("link"))
    doc = url or _line(entry.get("id")) or where
    text = plain_text(_richest(entry))
    if not text:
        return origin.failure("this entry of the feed holds no text", doc)
    if len(text) > DOCUMENT:
        return origin.failure("this entry of the feed is too large", doc)
    days = (day_of(entry.get(key) or "") for key in ("published", "created", "updated"))
    return Article(
        doc=doc,
        text=text,
        source=_line((entry.get("source") or {}).get("title")) or outlet,
        url=url,
        published=next(filter(None, days), None),
        title=plain_text(entry.get("title") or "") or None,
        byline=_line(entry.get("author")),
        fetched=origin.fetched,
    )


def plain_text(markup: str) -> str:
    """The text of a piece of HTML, a block a line; as it is without markup, empty where it is no page's."""
    if not _MARKUP.search(markup):
        return "\n".join(line for line in (" ".join(line.split()) for line in markup.splitlines()) if line)
    from lxml import etree, html

    try:
        measured(markup, Origin("", ""))
        tree = html.fromstring(f"<div>{markup}</div>", parser=html.HTMLParser(remove_comments=True, no_network=True))
    except (etree.LxmlError, ValueError, DocumentError):
        return ""
    etree.strip_elements(tree, "script", "style", with_tail=False)
    for broken in tree.iter("br"):
        broken.tail = "\n" + (broken.tail or "")
    return shown(tree) if tree.find(".//p") is not None else plain_text(re.sub(_MARKUP, " ", "".join(tree.itertext())))


def _richest(entry: Any) -> str:
    held = [content.get("value") or "" for content in entry.get("content") or []]
    return max([*held, entry.get("summary") or ""], key=len)


def _checked(text: str, origin: Origin) -> None:
    if _ENTITY.search(text):
        raise DocumentError(origin.where, "it declares XML entities: refused, feeds need none")
    if len(_ENTRY.findall(text)) > ENTRIES:
        raise DocumentError(origin.where, f"more than {ENTRIES:,} entries in one feed")
    if text.count("<") + text.count("&lt;") > TAGS:
        raise DocumentError(origin.where, f"more than {TAGS:,} tags in one feed")
    depth = 0
    for match in _TAG.finditer(_QUOTED.sub("", text)):
        depth += -1 if match.group(1) else 0 if match.group(2) else 1
        if depth > DEPTH:
            raise DocumentError(origin.where, f"elements nested more than {DEPTH} deep: no feed is")


def _line(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
