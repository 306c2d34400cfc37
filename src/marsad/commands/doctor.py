"""Is everything in order? ``marsad doctor`` says what is wrong and what to do."""

from __future__ import annotations

import enum
import io
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from marsad.doctor import Report

WRONG = 1


class Form(enum.StrEnum):
    """How the findings are shown."""

    table = "table"
    json = "json"


def doctor(
    db: Annotated[
        str | None, typer.Option("--db", envvar="MARSAD_DB", help="A database to look at too: a file or an address.")
    ] = None,
    format_: Annotated[Form, typer.Option("--format", "-f", help="table or json.")] = Form.table,
    fix_nothing: Annotated[bool, typer.Option("--fix-nothing", help="Only looks, and changes nothing.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Does not read the whole database to check it.")] = False,
) -> None:
    """Looks at the installation and at a database, and says for each thing what is wrong and what to do.

    Exit code 0 when nothing is wrong (notes may be left), 1 when something is. Two things are mended on the way, unless
    --fix-nothing is given: compiled data that are damaged or stale are compiled anew, and what an interrupted program
    left in the log of an SQLite database is brought into its file.
    """
    from marsad.doctor import examine

    report = examine(db, mend=not fix_nothing, quick=quick)
    if format_ is Form.json:
        import msgspec

        typer.echo(msgspec.json.format(msgspec.json.encode(report), indent=1).decode())
    else:
        _print(report)
    raise typer.Exit(0 if report.sound else WRONG)


def _print(report: Report) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # it must speak where the terminal is what is wrong
    width = max(len(each.check) for each in report.findings)
    for each in report.findings:
        typer.echo(f"{each.state:7} {each.check:{width}}  {each.what}")
        if each.remedy:
            typer.echo(f"{'':7} {'':{width}}  -> {each.remedy.rstrip('.')}.")
    count = sum(each.state == "wrong" for each in report.findings)
    notes = sum(each.state == "note" for each in report.findings)
    end = f"{count} wrong" if count else "nothing is wrong"
    typer.echo(f"{end}, {notes} notes", err=True)
