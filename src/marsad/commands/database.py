"""How is a database kept in order from the command line? ``marsad db upgrade|check|backup|restore|failures``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

SOME_FAILED = 1

Database = Annotated[
    str,
    typer.Option("--db", envvar="MARSAD_DB", help="The database: a file (SQLite) or postgresql://user@host/name."),
]

app = typer.Typer(help="Keeps a database in order.", no_args_is_help=True)


@app.command()
def upgrade(db: Database) -> None:
    """Makes the tables of a new database, or brings those of an older version of Marsad up to date."""
    from marsad.store import Store

    name = Store.migrate(db)
    typer.echo(f"{name}: up to date")


@app.command()
def check(db: Database) -> None:
    """Proves that the database holds together; exit code 1 when it does not.

    Every value of every claim stands at its characters in the text, every row has what it points at, of everything one
    version holds now, and the search indexes have every text with its words.
    """
    from marsad.store import Store

    found = 0
    with Store.open(db, create=False) as store:
        for found, fault in enumerate(store.faults(), 1):  # noqa: B007
            typer.echo(str(fault))
        counts = ", ".join(f"{store.count(kind):,} {kind}" for kind in ("articles", "claims", "events"))
    typer.echo(f"{found:,} faults" if found else f"sound: {counts}", err=True)
    raise typer.Exit(SOME_FAILED if found else 0)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="The file to write.")], db: Database) -> None:
    """Writes all that is in a database, PostgreSQL too, to one file, while others go on using it.

    The file is a database itself: every command takes it with --db.
    """
    from marsad.store import Store

    with Store.open(db, create=False) as store:
        store.backup(file)
    typer.echo(file)


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="A file that marsad db backup wrote.")], db: Database) -> None:
    """Brings all that is in a backup into a new, empty database of either kind."""
    from marsad.store import Store

    with Store.open(db) as store:
        store.restore(file)
        counts = ", ".join(f"{store.count(kind):,} {kind}" for kind in ("articles", "claims", "events"))
    typer.echo(f"{counts} restored", err=True)


@app.command()
def failures(db: Database) -> None:
    """Lists the documents that could not be read or coded, and why."""
    from marsad.errors import one_line
    from marsad.store import Store

    with Store.open(db, create=False) as store:
        for failure in store.failures():
            typer.echo(one_line(f"{failure.doc}: {failure.error}"))


@app.command()
def gold(
    db: Database,
    docs: Annotated[Path, typer.Option(help="File for the documents.")],
    claims: Annotated[Path, typer.Option(help="File for their claims, as people left them.")],
) -> None:
    """Writes what people have decided in the form that ``marsad evaluate`` measures the coder on.

    Only documents of which every claim was accepted, corrected or rejected are written, with what people added.
    """
    import msgspec

    from marsad.observatory import corrections
    from marsad.store import Store

    with Store.open(db, create=False) as store:
        found = corrections(store)
    docs.write_bytes(msgspec.json.format(msgspec.json.encode(found.docs), indent=1))
    claims.write_bytes(msgspec.json.format(msgspec.json.encode(found.gold), indent=1))
    typer.echo(
        f"{len(found.docs):,} documents with {sum(len(each['events']) for each in found.gold):,} claims", err=True
    )
