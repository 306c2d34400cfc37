"""Which report is on this web page? The text without what surrounds it, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import IO, Any

from marsad.arabic.normal import fold
from marsad.errors import DocumentError
from marsad.ingest.dating import arabic_day, day_of
from marsad.ingest.encodings import SAMPLE, decoded
from marsad.ingest.limits import DEPTH, PAGE
from marsad.ingest.origin import Item, Origin, whole
from marsad.ingest.pagewords import About, about, shown
from marsad.model import Article

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_CLOSED_BY_ITSELF = frozenset(
    "area base br col embed hr img input link meta param source track wbr "
    "p li dd dt option tr td th thead tbody tfoot".split()
)
_FEWEST_LETTERS = 40
_DAY_LINE = 60
ELEMENTS = 20_000
"""Elements of one page: pages of newspapers have some thousands."""


def page(stream: IO[bytes], origin: Origin) -> Iterator[Item]:
    """The one report of an HTML page, or why there is none."""
    try:
        yield report(whole(stream, PAGE, origin), origin)
    except DocumentError as error:
        yield origin.failure(error.why)


def report(data: bytes, origin: Origin) -> Article:
    """The report on a page given as bytes: its text without boilerplate, title, day, outlet and byline.

    Raises:
        DocumentError: the page is nested too deeply, has too many elements, or no report is found on it.
    """
    found = decoded(data, origin.where, declared_charset(data) or origin.charset)
    tree = parsed(found.text, origin)
    known = about(tree, origin.url)
    text = without_heading(_body(tree, origin) or shown(tree), known)
    if len(re.findall(r"[^\W\d_]", text)) < _FEWEST_LETTERS:
        raise DocumentError(origin.where, "no report is found on this page")
    return Article(
        doc=origin.doc,
        text=text,
        source=known.outlet,
        url=origin.url or known.url,
        published=known.published,
        title=known.title,
        byline=known.byline,
        fetched=origin.fetched,
    )


def without_heading(text: str, known: About) -> str:
    """The text without its first lines where they only repeat title, byline, outlet or day of the report."""
    told = {fold(words).strip() for words in (known.title, known.byline, known.outlet) if words}
    lines = text.split("\n")
    while lines and (fold(lines[0]).strip() in told or _is_day(lines[0], known.published)):
        del lines[0]
    return "\n".join(lines)


def _is_day(line: str, published: str | None) -> bool:
    return bool(published) and len(line) < _DAY_LINE and (day_of(line) or arabic_day(line)) == published


def declared_charset(data: bytes) -> str | None:
    """The character set that a page says it is in, true or not."""
    match = _CHARSET.search(data[:SAMPLE])
    return match.group(1).decode("ascii", "replace") if match else None


def parsed(text: str, origin: Origin) -> Any:
    """The page as a tree of elements (lxml).

    Raises:
        DocumentError: it is empty, nested too deeply, or has too many elements.
    """
    from lxml import etree, html

    measured(text, origin)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        data = _DECLARATION.sub("", text.replace("\x00", "")).encode("utf-8", "replace")
        tree = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DocumentError(origin.where, f"no HTML: {str(error)[:100] or 'it is empty'}") from error
    return tree


def measured(text: str, origin: Origin) -> None:
    """Counts tags before a tree is made of them: unclosed ones nest inside one another.

    Raises:
        DocumentError: there are more than :data:`ELEMENTS`, or they nest deeper than a page's ever do.
    """
    depth, elements = 0, 0
    for match in _TAG.finditer(text):
        closing, name, alone = match.groups()
        elements += not closing
        if elements > ELEMENTS:
            raise DocumentError(origin.where, f"more than {ELEMENTS:,} elements on one page: no report has them")
        if alone or name.lower() in _CLOSED_BY_ITSELF:
            continue
        depth = max(depth + (-1 if closing else 1), 0)
        if depth > DEPTH:
            raise DocumentError(origin.where, f"elements nested more than {DEPTH} deep: no report is")


def _body(tree: Any, origin: Origin) -> str:
    """The text as trafilatura finds it; empty where it finds none."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            tree,
            url=origin.url,
            include_comments=False,
            include_tables=False,
            favor_precision=False,
            with_metadata=False,
        )
    except (RecursionError, ValueError, KeyError, AttributeError, TypeError, IndexError):
        return ""
    text = getattr(found, "text", None) or ""
    return str(text).strip()
