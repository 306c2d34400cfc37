"""What does a page say of itself: its title, day, outlet, byline and address?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec

from marsad.ingest.dating import arabic_day, day_in_address, day_of

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "title")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "copyright")
_BYLINES = (
    "author",
    "article:author",
    "article:author_name",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
)
_DAYS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
)
_NEWS = re.compile(r"(?:News|Report|Opinion|Analysis|Blog)?(?:Article|Posting)$|^WebPage$")
_DATED = re.compile(r"date|time|publish|posted", re.IGNORECASE)
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "blockquote", "pre", "td", "div")
_HIDDEN = ("script", "style", "noscript", "template", "nav", "footer", "header", "aside", "form", "button", "svg")
_LONGEST = 300
_DEEPEST = 6


class About(msgspec.Struct, frozen=True):
    """What a page says of itself; ``published`` is an ISO date."""

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None


def about(tree: Any, url: str | None = None) -> About:
    """What a page says of itself, in its metadata first and then in what it shows; unknown is ``None``.

    The day is taken from JSON-LD, from metadata, from an element ``time``, from the address, and at last from a line
    near the title that is named a date; never from the running text or from the day on which the page was fetched.
    """
    metas, linked = _metas(tree), list(_linked_data(tree))
    address = url or _first([*_hrefs(tree, "canonical"), *_named(metas, ("og:url",))])
    outlet = _first([*(_name(each.get("publisher")) for each in linked), *_named(metas, _OUTLETS)])
    title = _first([*(_text(each.get("headline")) for each in linked), *_named(metas, _TITLES[:-1]), *_headings(tree)])
    authors = [*(_name(each.get("author")) for each in linked), *_named(metas, _BYLINES), *_authors(tree)]
    return About(
        title=_without_outlet(title, outlet),
        published=_first(_days(tree, metas, linked, address)),
        outlet=outlet or _host(address),
        byline=_first(author for author in authors if author and not author.startswith(("http", "@", "/"))),
        url=address,
    )


def shown(tree: Any) -> str:
    """The text of the blocks of a page, one a line, for pages on which no body is told from the rest."""
    lines = []
    for element in tree.iter(*_BLOCKS):
        inside = any(each.tag in _HIDDEN for each in element.iterancestors())
        if not inside and not any(child.tag in _BLOCKS for child in element):
            words = " ".join("".join(element.itertext()).split())
            if words:
                lines.append(words)
    return "\n".join(lines)


def _days(tree: Any, metas: dict[str, str], linked: list[dict[str, Any]], url: str | None) -> Iterator[str | None]:
    written = [_text(each.get(key)) for key in ("datePublished", "dateCreated") for each in linked]
    written += _named(metas, _DAYS)
    yield from (day_of(value) for value in written if value)
    for element in tree.iter("time"):
        yield day_of(element.get("datetime") or "") or day_of(_words(element))
    yield day_in_address(url) if url else None
    yield from _shown_days(tree)


def _shown_days(tree: Any) -> Iterator[str | None]:
    """Days in short elements whose class, id or property calls them a date."""
    for element in tree.iter("span", "div", "p", "li", "small", "td", "font", "b", "em"):
        label = " ".join(element.get(key) or "" for key in ("class", "id", "itemprop"))
        if label and _DATED.search(label):
            words = _words(element)
            if words and len(words) < 100:
                yield day_of(words) or arabic_day(words)


def _metas(tree: Any) -> dict[str, str]:
    """The content of each ``meta`` by its lower-case name, the first of a name."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), content[:_LONGEST])
    return found


def _named(metas: dict[str, str], names: Iterable[str]) -> list[str]:
    return [metas[name] for name in names if name in metas]


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page that describe an article."""
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or ""):
            try:
                data = json.loads(element.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _articles(data, _DEEPEST)


def _articles(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, list) and depth:
        for each in data:
            yield from _articles(each, depth - 1)
    elif isinstance(data, dict) and depth:
        kinds = data.get("@type")
        if any(
            isinstance(kind, str) and _NEWS.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield data
        yield from _articles([data[key] for key in ("@graph", "mainEntity") if key in data], depth - 1)


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_name, value)))) or None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str | None:
    return " ".join(value.split())[:_LONGEST] or None if isinstance(value, str) else None


def _hrefs(tree: Any, relation: str) -> list[str]:
    links = [element.get("href") or "" for element in tree.iter("link") if element.get("rel") == relation]
    return [href for href in links if href.startswith("http")]


def _headings(tree: Any) -> list[str]:
    return [words for tag in ("h1", "title") for element in tree.iter(tag) if (words := _words(element))][:3]


def _authors(tree: Any) -> Iterator[str]:
    for element in tree.iter("a", "span", "div", "p"):
        label = (
            f"{element.get('rel') or ''} {element.get('class') or ''} {element.get('itemprop') or ''}".lower().split()
        )
        if {"author", "byline", "writer", "author-name"} & set(label):
            words = _words(element)
            if words and len(words) < 80:
                yield words


def _words(element: Any) -> str:
    """The words of an element, as far as :data:`_LONGEST` characters: an outer element may hold the whole page."""
    parts, length = [], 0
    for part in element.itertext():
        parts.append(part[:_LONGEST])
        length += len(part)
        if length > _LONGEST:
            break
    return " ".join("".join(parts).split())[:_LONGEST]


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """The title without the outlet's name that many pages write after it: "… | Gazette"."""
    if not title or not outlet:
        return title
    cut = re.sub(rf"\s*[|\-–—:•]+\s*{re.escape(outlet)}\s*$", "", title)
    return cut or title


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
