"""Which parties does the registry know, under which names, and do its data hold?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

if TYPE_CHECKING:
    from marsad.parties.directory import Card

DONE, SOME_FAILED = 0, 1

parties_app = typer.Typer(help="Who may act, suffer or speak: the registry of parties.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="A JSON line for each party instead of text.")]


@parties_app.command("find")
def parties_find(
    name: Annotated[str, typer.Argument(help="A name or phrase in Arabic, an English name, an id or a Wikidata id.")],
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day on which the name is read (2017-09-03).")
    ] = None,
    country: Annotated[str | None, typer.Option(help="Country (SY) that the text is about.")] = None,
    json: Json = False,
) -> None:
    """Finds the party that a name means, with its names, bonds and leaders; exit code 1 when it means none.

    Arabic phrases are read as in a report: "the Syrian army" is found though it is not listed. English names match in
    part. With a day, names and bonds that did not hold on it are left out.
    """
    from marsad.parties.directory import find

    found = find(name, on.date().isoformat() if on else None, country)
    _print(found, json)
    if not found:
        typer.echo(f"no party is named {name}", err=True)
    raise typer.Exit(DONE if found else SOME_FAILED)


@parties_app.command("list")
def parties_list(
    kind: Annotated[str | None, typer.Option(help="Only parties of this kind: state, armed_group, media ...")] = None,
    country: Annotated[str | None, typer.Option(help="Only parties of this country (SY).")] = None,
    json: Json = False,
) -> None:
    """Lists the parties by id, with name, kind and country."""
    from marsad.parties.directory import cards

    found = [card for card in cards() if kind in (None, card.kind) and country in (None, card.country)]
    if json:
        _print(found, json)
        return
    for card in found:
        typer.echo(f"{card.id:32} {card.kind:12} {card.country or '--'}  {card.name}")
    typer.echo(f"{len(found)} parties", err=True)


@parties_app.command("check")
def parties_check() -> None:
    """Checks the data of the registry and runs the examples beside it; exit code 1 when something does not hold."""
    from marsad.parties import failures
    from marsad.parties.directory import faults

    found = [*faults(), *failures()]
    for fault in found:
        typer.echo(fault)
    typer.echo(f"{len(found)} faults" if found else "all data and examples hold", err=True)
    raise typer.Exit(SOME_FAILED if found else DONE)


def _print(found: list[Card], json: bool) -> None:
    for card in found:
        typer.echo(msgspec.json.encode(card).decode() if json else card.text())
