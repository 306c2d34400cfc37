"""Which claims, events or articles of a database are asked for at the command line? ``marsad query``."""

from __future__ import annotations

import enum
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.commands.database import Database

if TYPE_CHECKING:
    from marsad.store import Filter, Store

Several = list[str] | None


class Kind(enum.StrEnum):
    """What is asked for."""

    claims = "claims"
    events = "events"
    articles = "articles"


class Shape(enum.StrEnum):
    """How the answer is printed."""

    table = "table"
    jsonl = "jsonl"
    number = "count"


def query(
    kind: Annotated[Kind, typer.Argument(help="claims, events or articles.")],
    db: Database,
    type_: Annotated[Several, typer.Option("--type", help="Event type, or a class of types; may be repeated.")] = None,
    status: Annotated[Several, typer.Option(help="Status; may be repeated.")] = None,
    party: Annotated[str | None, typer.Option(help="Party in any part: id, name, or words of the text.")] = None,
    actor: Annotated[str | None, typer.Option(help="Party that acts.")] = None,
    target: Annotated[str | None, typer.Option(help="Party that it is done to.")] = None,
    source: Annotated[str | None, typer.Option(help="Who says so, at any link of the chain.")] = None,
    place: Annotated[str | None, typer.Option(help="Place: id, name, or words of the text.")] = None,
    country: Annotated[str | None, typer.Option(help="Country of the place, two letters.")] = None,
    near: Annotated[str | None, typer.Option(help="Latitude, longitude, kilometres: 36.2,37.16,25.")] = None,
    box: Annotated[str | None, typer.Option(help="West, south, east, north: 35.7,32.3,42.4,37.3.")] = None,
    since: Annotated[str | None, typer.Option(help="First day of the event (2017-09-03).")] = None,
    until: Annotated[str | None, typer.Option(help="Last day of the event.")] = None,
    published_since: Annotated[str | None, typer.Option(help="First day of publication.")] = None,
    published_until: Annotated[str | None, typer.Option(help="Last day of publication.")] = None,
    outlet: Annotated[Several, typer.Option(help="Newspaper; may be repeated.")] = None,
    doc: Annotated[Several, typer.Option(help="Id of a document; may be repeated.")] = None,
    event: Annotated[Several, typer.Option(help="Id of an event; may be repeated.")] = None,
    text: Annotated[
        str | None, typer.Option(help='Words of the text; "in a row" in quotes, begin* for beginnings.')
    ] = None,
    contradicted: Annotated[
        bool | None, typer.Option("--contradicted/--agreed", help="Only events whose claims contradict each other.")
    ] = None,
    single_source: Annotated[
        bool | None, typer.Option("--single-source/--corroborated", help="Only events with one independent source.")
    ] = None,
    review: Annotated[
        Several, typer.Option(help="unreviewed, accepted, corrected, added, rejected; all but rejected without it.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="Answers from what was known and believed on this day.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Rows at most; the newest first.")] = 50,
    format_: Annotated[
        Shape, typer.Option("--format", "-f", help="table, jsonl (all that is known of each), or count.")
    ] = Shape.table,
) -> None:
    """Prints the claims, events or articles that are asked for, the newest first.

    Words are found whatever their vowel marks and spelling of alif, hamza and ya. What a person corrected is asked as
    corrected.
    """
    from marsad.store import Store
    from marsad.store.asking import parsed

    one = {
        "party": party, "actor": actor, "target": target, "source": source, "place": place, "country": country,
        "near": near, "box": box, "since": since, "until": until, "published_since": published_since,
        "published_until": published_until, "text": text,
    }  # fmt: skip
    several = {
        "type": type_, "status": status, "outlet": outlet, "doc": doc, "event": event, "review": review,
    }  # fmt: skip
    flags = {"contradicted": contradicted, "single_source": single_source}
    written = [f"{name}={value}" for name, value in one.items() if value is not None]
    written += [f"{name}={value}" for name, values in several.items() for value in values or ()]
    written += [f"{name}={'yes' if value else 'no'}" for name, value in flags.items() if value is not None]
    wanted = parsed(written)
    with Store.open(db, create=False) as store:
        _print(store, kind, wanted, as_of, limit, format_)


def _print(store: Store, kind: Kind, wanted: Filter, as_of: str | None, limit: int, shape: Shape) -> None:
    if shape is Shape.number:
        typer.echo(store.count(kind.value, wanted, as_of))
        return
    found = list(_newest(store, kind, wanted, as_of, limit))
    if shape is Shape.jsonl:
        import msgspec

        sys.stdout.buffer.writelines(msgspec.json.encode(each) + b"\n" for each in found)
        return
    from marsad.commands.listing import table

    total = store.count(kind.value, wanted, as_of)
    table(kind.value, found, total)


def _newest(store: Store, kind: Kind, wanted: Filter, as_of: str | None, limit: int) -> Iterator[Any]:
    pages: dict[Kind, Any] = {
        Kind.claims: store.claims_page, Kind.events: store.events_page, Kind.articles: store.articles_page,
    }  # fmt: skip
    after = None
    while limit > 0:
        page = pages[kind](wanted, as_of, limit=min(limit, 500), after=after)
        yield from page.items
        limit -= len(page.items)
        after = page.next
        if after is None:
            return
