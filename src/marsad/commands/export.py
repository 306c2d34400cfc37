"""How do events and claims leave a database at the command line? ``marsad export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.commands.output import written_to

if TYPE_CHECKING:
    from marsad.export.formats import Written

UNSOUND = 1
SHOWN = 20
_NAMES = "jsonl, csv, parquet, geoparquet, geojson, hxl, acled, ucdp, plover, timemap, bayanat"


def export(
    db: Annotated[
        str | None,
        typer.Option("--db", envvar="MARSAD_DB", help="The database: a file (SQLite) or postgresql://user@host/name."),
    ] = None,
    format_: Annotated[str, typer.Option("--format", "-f", help=f"{_NAMES}.")] = "jsonl",
    what: Annotated[str, typer.Option(help="events, or claims (each as an event of its own).")] = "events",
    filter_: Annotated[
        list[str] | None,
        typer.Option("--filter", help="FIELD=VALUE with a field of marsad query; may be repeated."),
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="What was known and believed on this day.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write instead of standard output.")
    ] = None,
    check: Annotated[
        Path | None, typer.Option(help="Checks this file against the format instead of writing one.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Writes the events or claims of a database in a format of the field, with its own columns and codes.

    What a format cannot hold (the range of numbers, who disagrees, the sources) stands in its notes in words; events
    that it has no place for are left out and counted by reason. Cells that a spreadsheet would take for formulas are
    shielded with an apostrophe. ``docs/formats.md`` says what stands in each column.
    """
    if check is not None:
        _check(check, format_)
        return
    if db is None:
        raise typer.BadParameter("give the database to export from", param_hint="--db")
    if what not in ("events", "claims"):
        raise typer.BadParameter(f"{what!r}: give events or claims", param_hint="--what")
    from marsad import observatory
    from marsad.store import Store
    from marsad.store.asking import parsed

    with Store.open(db, create=False) as store, written_to(output) as stream:
        done = observatory.export(store, format_, stream, what=what, wanted=parsed(filter_ or ()), as_of=as_of)
    if not quiet:
        _summarise(done, what)


def _check(path: Path, format_: str) -> None:
    from marsad.errors import InputError, MarsadError, no_such_path
    from marsad.export.formats import FORMATS

    if format_ not in FORMATS:
        raise MarsadError(f"{format_!r}: no format. Give one of {', '.join(FORMATS)}.")
    if path.is_dir():
        raise InputError(f"{path}: a folder. Give a file.")
    if not path.exists():
        raise no_such_path(path)
    found = list(FORMATS[format_].problems(path))
    for problem in found[:SHOWN]:
        typer.echo(f"{path}: {problem}")
    typer.echo(f"{len(found):,} problems" if found else f"{path}: sound {format_}", err=True)
    raise typer.Exit(UNSOUND if found else 0)


def _summarise(done: Written, what: str) -> None:
    typer.echo(f"{done.written:,} {what} written", err=True)
    for why, number in done.left_out.most_common():
        typer.echo(f"  {number:,} left out: {why}", err=True)
