"""What can be asked at the command line? Every command is a few lines over the public interface."""

from __future__ import annotations

import enum
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from marsad import __version__
from marsad.commands import database
from marsad.commands.compare import compare, say_dropped
from marsad.commands.doctor import doctor
from marsad.commands.events import events
from marsad.commands.export import export
from marsad.commands.fusing import control, explain_event
from marsad.commands.gazetteer import app as gazetteer_app
from marsad.commands.language import Commands, chosen
from marsad.commands.observing import fuse, ingest
from marsad.commands.output import written_to
from marsad.commands.parties import parties_app
from marsad.commands.query import query
from marsad.commands.scaling import Metrics, On, ShardSize, code_on, lines
from marsad.commands.serve import serve, user_app
from marsad.commands.undated import Published, Source, dated
from marsad.commands.value import value

if TYPE_CHECKING:
    from marsad.batch import Result
    from marsad.model import Article

DONE, SOME_FAILED, USAGE = 0, 1, 2

app = typer.Typer(
    name="marsad",
    cls=Commands,
    help="Reads Arabic conflict reporting: who says that who did what to whom, where, when, how many.",
    epilog="Exit codes: 0 all done, 1 some documents failed or some examples do not hold, 2 wrong use.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
lexicon_app = typer.Typer(help="The words that the coder knows, and how to add some.", no_args_is_help=True)
app.add_typer(lexicon_app, name="lexicon", rich_help_panel=None)
app.add_typer(parties_app, name="parties", rich_help_panel=None)
app.add_typer(database.app, name="db", rich_help_panel=None)
app.add_typer(user_app, name="user", rich_help_panel=None)
app.command("value")(value)
app.add_typer(gazetteer_app, name="gazetteer", rich_help_panel=None)
for command in (ingest, fuse, events, query, export, serve, compare, control, lines, doctor):
    app.command()(command)


class Format(enum.StrEnum):
    """What ``marsad code`` writes."""

    jsonl = "jsonl"
    table = "table"
    html = "html"


Paths = Annotated[
    list[str], typer.Argument(help="Files, folders, archives or addresses; - is standard input.", metavar="PATHS...")
]
SPEAKS = "Language of the help: en or ar; MARSAD_LANG, then the system's, unless given."
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes; the output is the same for any number.")]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"marsad {__version__}")
        raise typer.Exit(DONE)


@app.callback()
def marsad(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Version.")] = False,
    lang: Annotated[str | None, typer.Option(callback=chosen, is_eager=True, metavar="en|ar", help=SPEAKS)] = None,
) -> None:
    """Reads Arabic conflict reporting: who says that who did what to whom, where, when, how many."""


@app.command()
def code(
    paths: Paths,
    output: Annotated[str | None, typer.Option("--output", "-o", help="File instead of standard output.")] = None,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="What to write: jsonl, table or html.")
    ] = Format.jsonl,
    jobs: Jobs = 1,
    published: Published = None,
    source: Source = None,
    lexicon: Annotated[Path | None, typer.Option(help="Folder with lexicon files of your own, added to ours.")] = None,
    coder: Annotated[str, typer.Option(help="Who codes: grammar, llm, or a coder that you installed.")] = "grammar",
    on: On = None,
    shard_mb: ShardSize = None,
    metrics: Metrics = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no summary.")] = False,
) -> None:
    """Codes documents into claims, one line a document, in input order.

    A document that cannot be read or coded becomes a line with its error, and the run goes on (exit code 1).
    A plain text file has no title; a date in its file name is its date of publication.

    With --on, processes or a Ray cluster code shards of the documents into the Parquet dataset --output; the same
    command goes on where it was stopped, and `marsad lines` gives the JSON lines back.
    """
    if on is None and (shard_mb or metrics):
        raise typer.BadParameter("only with --on", param_hint="--shard-mb, --metrics")
    if on is not None:
        if format_ is not Format.jsonl:
            raise typer.BadParameter(
                "--on writes a dataset, which marsad lines turns into jsonl", param_hint="--format"
            )
        options = {"coder": coder, "lexicon": str(lexicon) if lexicon else None}
        options |= {"published": published, "source": source}
        failed = code_on(on, paths, output, options, jobs, shard_mb, metrics, quiet=quiet)
        raise typer.Exit(SOME_FAILED if failed else DONE)
    from marsad.batch import coded, coder_with
    from marsad.coders import maker
    from marsad.ingest import read
    from marsad.progress import Progress

    progress = Progress(paths, quiet=quiet)
    items = dated(read(paths), published, source)
    make = partial(coder_with, lexicon) if lexicon else maker(coder)
    asked = make() if jobs == 1 else None
    results = progress.follow(coded(items, jobs, (lambda: asked) if asked else make))
    with written_to(Path(output) if output else None) as stream:
        _writer(format_)(results, stream)
    progress.summarise()
    if not quiet:
        say_dropped(coder, asked)
    raise typer.Exit(SOME_FAILED if progress.failures else DONE)


@app.command()
def explain(
    report: Annotated[
        Path, typer.Argument(help="A report, or a file of reports; - is standard input. With --db the id of an event.")
    ],
    html: Annotated[Path | None, typer.Option(help="Writes one self-contained evidence page to this file.")] = None,
    doc: Annotated[str | None, typer.Option(help="Only the document with this id.")] = None,
    published: Published = None,
    source: Source = None,
    db: Annotated[str | None, typer.Option(help="Database of the event to explain.")] = None,
) -> None:
    """Shows an article, its claims with the words behind every value, and the rules that made them.

    With --db shows an event: why its claims are together, and what the nearest report that was left out lacked.
    """
    if db is not None:
        explain_event(str(report), db)
        raise typer.Exit(DONE)
    from marsad.batch import coded
    from marsad.ingest import read

    items = (item for item in dated(read([report]), published, source) if doc in (None, item.doc))
    results = list(coded(items))
    if not results:
        raise typer.BadParameter(f"no document {doc!r} in {report}", param_hint="--doc")
    if html is None:
        from marsad.export.trace import write_trace

        for result in results:
            write_trace(_article(result), result.document())
    else:
        with written_to(html) as stream:
            _write_html(iter(results), stream)
        typer.echo(html)
    raise typer.Exit(SOME_FAILED if any(result.failed for result in results) else DONE)


@app.command()
def codebook(
    json: Annotated[bool, typer.Option("--json", help="The codebook as JSON, crosswalks included.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="The page docs/codebook.md.")] = False,
) -> None:
    """Prints the event types with their crosswalks, and the closed sets of values."""
    from marsad.codebook import describe

    typer.echo(describe.as_json() if json else describe.as_markdown() if markdown else describe.as_text(), nl=False)


@app.command()
def evaluate(
    docs: Annotated[Path, typer.Argument(help="Documents: a JSON list.")],
    gold: Annotated[Path, typer.Argument(help="Gold claims: a JSON list.")],
    system: Annotated[Path | None, typer.Option(help="Scores this file of coded lines instead of coding.")] = None,
    types: Annotated[bool, typer.Option("--types", help="A table by event type too.")] = False,
    errors: Annotated[int, typer.Option(min=0, help="How many missed and made-up claims to list.")] = 0,
    json: Annotated[Path | None, typer.Option(help="Writes the figures to this file.")] = None,
) -> None:
    """Scores coded claims against gold claims: precision, recall and F for each field, end to end."""
    from marsad import evaluation

    report = evaluation.evaluate(docs, gold, system)
    typer.echo(report.as_text(types=types, errors=errors), nl=False)
    if json:
        json.write_bytes(report.as_json())


@lexicon_app.command("check")
def lexicon_check() -> None:
    """Runs the examples that stand beside every lexicon file; exit code 1 when one does not hold.

    Each one that fails is shown with what was wanted, what was found, and the names of the rules that fired.
    """
    from marsad import lexicon, parties
    from marsad.coder.examples import reader

    failures = [*map(str, lexicon.check(reader())), *parties.failures()]
    for failure in failures:
        typer.echo(failure)
    typer.echo(f"{len(failures)} examples do not hold" if failures else "all examples hold", err=True)
    raise typer.Exit(SOME_FAILED if failures else DONE)


@lexicon_app.command("unknown")
def lexicon_unknown(
    paths: Paths,
    top: Annotated[int, typer.Option(min=1, help="How many words to list.")] = 50,
) -> None:
    """Lists frequent words of a corpus that look like triggers or parties and are not listed, with sentences."""
    from marsad import lexicon
    from marsad.coder.opened import names_of
    from marsad.ingest import read
    from marsad.model import Article

    texts = (item.full for item in read(paths) if isinstance(item, Article))
    for word in lexicon.unknown(texts, top, names_of()):
        typer.echo(word)


def main() -> None:
    """The console script: errors of Marsad and of the machine are one line on standard error and exit code 2."""
    from marsad.errors import MarsadError, of_machine

    try:
        app()
    except MarsadError as error:
        typer.echo(f"marsad: {error}", err=True)
        sys.exit(USAGE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    except (OSError, MemoryError) as error:
        typer.echo(f"marsad: {of_machine(error)}", err=True)
        sys.exit(USAGE)


def _writer(format_: Format) -> Callable[[Iterator[Result], BinaryIO], None]:
    return {Format.jsonl: _write_lines, Format.table: _write_tables, Format.html: _write_html}[format_]


def _write_lines(results: Iterator[Result], stream: BinaryIO) -> None:
    stream.writelines(result.line + b"\n" for result in results)


def _write_tables(results: Iterator[Result], stream: BinaryIO) -> None:
    from marsad.export.table import write_tables

    write_tables((result.document() for result in results), stream)


def _write_html(results: Iterator[Result], stream: BinaryIO) -> None:
    from marsad.export.evidence import page

    stream.write(page((_article(result), result.document()) for result in results).encode())


def _article(result: Result) -> Article | None:
    from marsad.model import Article

    return result.item if isinstance(result.item, Article) else None


if __name__ == "__main__":
    main()
