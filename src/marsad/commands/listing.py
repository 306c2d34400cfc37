"""How do claims, events and articles of a database look in a terminal? A table with a row each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from marsad.export.table import COLUMNS as CLAIM_COLUMNS
from marsad.export.table import PAGE_WIDTH
from marsad.export.table import row as claim_cells
from marsad.model import Event, Spread
from marsad.store import StoredArticle, StoredClaim, StoredEvent


def table(kind: str, found: Sequence[Any], total: int) -> None:
    """Prints a table of claims, events or articles, and how many there are in all."""
    columns, cells = LAYOUTS[kind]
    out = Table(expand=True, pad_edge=False)
    for name in columns:
        out.add_column(name, overflow="fold")
    for each in found:
        out.add_row(*cells(each))
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else PAGE_WIDTH)
    console.print(out)
    console.print(f"{len(found):,} of {total:,} {kind}", highlight=False)


def _claim(each: StoredClaim) -> tuple[str, ...]:
    about = f"{each.published or ''} {each.outlet or ''}\n{each.doc}".strip()
    state = "" if each.review == "unreviewed" else each.review
    return (about, *claim_cells(each.claim), state)


def _event(each: StoredEvent) -> tuple[str, ...]:
    event = each.event
    status = "" if event.status == "reported" else f"\n{event.status}"
    state = "" if each.review == "unreviewed" else f"\n{each.review}"
    return (
        event.event,
        f"{event.type}{status}{state}",
        "\n".join(event.actors),
        "\n".join(event.targets),
        _where(event),
        _when(event),
        "\n".join(f"{_spread(number)} {what}" for what, number in event.numbers.items()),
        f"{len(event.articles)} reports, {len(event.outlets)} outlets, {_sources(event.independent_sources)}",
        "\n".join(f"{each.kind} {each.field or ''}".strip() for each in event.contradictions),
    )


def _article(each: StoredArticle) -> tuple[str, ...]:
    article = each.article
    note = each.set_aside or (f"copy of {each.duplicate_of}" if each.duplicate_of else "")
    return (article.doc, article.source or "", article.published or "", article.title or "", note)


def _where(event: Event) -> str:
    place = event.place
    return "" if place is None else ", ".join(part for part in (place.name, place.country) if part)


def _when(event: Event) -> str:
    days = [day for day in (event.start, event.end) if day]
    return "\n– ".join(dict.fromkeys(days))


def _spread(number: Spread) -> str:
    bounds = [f"{bound:g}" for bound in (number.low, number.best, number.high) if bound is not None]
    return bounds[0] if len(set(bounds)) == 1 else " / ".join(bounds) or "?"


def _sources(names: Iterable[str]) -> str:
    found = list(names)
    return f"{len(found)} independent: {', '.join(found)}" if found else "no source named"


LAYOUTS: dict[str, tuple[tuple[str, ...], Callable[[Any], tuple[str, ...]]]] = {
    "claims": (("article", *CLAIM_COLUMNS, "review"), _claim),
    "events": (
        ("event", "type", "by", "on", "where", "when", "how many", "who says so", "contradicted in"),
        _event,
    ),
    "articles": (("document", "outlet", "published", "title", "note"), _article),
}
"""Columns and cells of each kind of thing."""
