"""What happened, according to whom, and where do the reports disagree? ``marsad events`` in plain words."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.commands.database import Database


def events(
    db: Database,
    filter_: Annotated[
        list[str] | None,
        typer.Option("--filter", help="FIELD=VALUE with a field of marsad query; may be repeated."),
    ] = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only events that reports disagree about.")] = False,
    language: Annotated[str, typer.Option("--in", help="Language of the words: en or ar.")] = "en",
    most: Annotated[int, typer.Option(min=1, help="How many events, those of most reports first.")] = 20,
) -> None:
    """Tells the events of a database in words: one line each, its independent sources, and what is disputed."""
    import msgspec

    from marsad.store import Store
    from marsad.store.asking import parsed
    from marsad.web.i18n import LANGUAGES
    from marsad.web.i18n import language as spoken_in
    from marsad.web.naming import Naming
    from marsad.web.recounting import recounted

    if language not in LANGUAGES:
        raise typer.BadParameter(f"{language!r}: give en or ar", param_hint="--in")
    wanted = parsed(filter_ or ())
    if disputed:
        wanted = msgspec.structs.replace(wanted, contradicted=True)
    with Store.open(db, create=False) as store:
        found = [stored.event for stored in store.events(wanted)]
        spoken, naming = spoken_in(language), Naming(store, language)
        shown = sorted(found, key=lambda event: (-len(event.articles), event.start or "", event.event))[:most]
        for event in shown:
            typer.echo("\n".join(recounted(event, spoken, naming)) + "\n")
    typer.echo(f"{len(shown):,} of {len(found):,} events", err=True)
