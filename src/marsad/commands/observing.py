"""How is an observatory kept from the command line? ``marsad ingest`` and ``marsad fuse``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.commands.database import Database
from marsad.commands.scaling import Metrics, On, ShardSize, Work, fused_on, ingest_on
from marsad.commands.undated import Published, Source, dated

if TYPE_CHECKING:
    from marsad.observatory import Ingested

SOME_FAILED = 1

Sources = Annotated[
    list[str],
    typer.Argument(help="Files, folders, archives or addresses; - is standard input.", metavar="SOURCES..."),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Coding processes; the result is the same for any.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no summary.")]


def ingest(
    sources: Sources,
    db: Database,
    jobs: Jobs = 1,
    published: Published = None,
    source: Source = None,
    watch: Annotated[
        float | None, typer.Option(min=60, metavar="SECONDS", help="Asks the addresses again every so many seconds.")
    ] = None,
    delay: Annotated[float, typer.Option(min=0, help="Seconds between two requests of one host.")] = 2.0,
    allow_private: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A host on a private network that may be asked.")
    ] = None,
    on: On = None,
    shard_mb: ShardSize = None,
    metrics: Metrics = None,
    quiet: Quiet = False,
) -> None:
    """Reads documents into a database, codes them and keeps their claims.

    The same source again adds nothing. When it is stopped at any point, the same command goes on where it was; every
    document is kept whole or not at all. A document that cannot be read or coded is named in the summary and kept among
    the failures (exit code 1).

    With --on, processes or a Ray cluster read and code shards of the files, and this process keeps what they bring.
    """
    if on is None and (shard_mb or metrics):
        raise typer.BadParameter("only with --on", param_hint="--shard-mb, --metrics")
    if on is not None:
        if watch is not None:
            raise typer.BadParameter("addresses are watched by one machine: leave out --on", param_hint="--watch")
        done = ingest_on(
            on, sources, db, {"published": published, "source": source}, jobs, shard_mb, metrics, quiet=quiet
        )
        _summarise(done, quiet=quiet)
        raise typer.Exit(SOME_FAILED if done.failed else 0)
    from marsad import observatory
    from marsad.ingest import read
    from marsad.observatory import visits
    from marsad.store import Store

    with Store.open(db) as store, visits.remembering(store, delay=delay, private=allow_private or ()) as fetcher:
        if watch is not None:
            for done in visits.watch(sources, store, jobs, fetcher, watch):
                _summarise(done, quiet=quiet)
        with _bar(sources, quiet=quiet) as tell:
            items = dated(read(sources, fetcher=fetcher), published, source)
            done = observatory.ingest(items, store, jobs, tell=tell)
    _summarise(done, quiet=quiet)
    raise typer.Exit(SOME_FAILED if done.failed else 0)


def fuse(
    db: Database,
    rule: Annotated[
        str, typer.Option(help="How the best of several numbers is chosen: ucdp, conservative, latest-official.")
    ] = "ucdp",
    on: On = None,
    jobs: Jobs = 1,
    work: Work = None,
    metrics: Metrics = None,
    quiet: Quiet = False,
) -> None:
    """Brings the events of a database up to date with its claims: only what changed since is fused anew.

    With --on, where everything is fused anew, processes or a Ray cluster fuse partitions by family, time and place, so
    that none of them needs all claims; the events are the same.
    """
    from marsad import observatory
    from marsad.fuse import Rule
    from marsad.store import Store

    if rule not in set(Rule):
        raise typer.BadParameter(f"{rule!r}: give one of {', '.join(Rule)}", param_hint="--rule")
    if on is None and (work or metrics or jobs > 1):
        raise typer.BadParameter("only with --on", param_hint="--work, --metrics, --jobs")
    with Store.open(db, create=False) as store:
        if on is not None:
            changed = fused_on(store, on, db, work, Rule(rule), jobs, metrics, quiet=quiet)
        else:
            changed = observatory.fuse(store, Rule(rule), tell=None if quiet else _line)
        events = store.count("events")
    if not quiet:
        _line(f"{events:,} events: {changed.new:,} new, {changed.changed:,} changed, {changed.gone:,} gone")


def _line(words: str) -> None:
    typer.echo(words, err=True)


@contextmanager
def _bar(sources: list[str], *, quiet: bool) -> Iterator[Callable[[Ingested], None] | None]:
    """A bar of the documents coded, only where standard error is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from marsad.ingest import count

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("ingesting", total=count(sources))

        def tell(done: Ingested) -> None:
            passed = done.same + done.coded + sum(done.set_aside.values())
            rate = done.coded / done.seconds if done.seconds else 0
            words = f"{done.new:,} new, {done.claims:,} claims, {rate:,.0f} a second"
            bar.update(task, completed=passed, description=words)

        yield tell


def _summarise(done: Ingested, *, quiet: bool) -> None:
    if quiet:
        return
    from marsad.errors import one_line

    rate = done.coded / done.seconds if done.seconds else 0
    _line(f"{done.read:,} read in {done.seconds:.1f} s: {done.new:,} new, {done.same:,} there already")
    if done.revised:
        _line(f"  {done.revised:,} of the new ones are new texts of documents that were there")
    if done.copies:
        _line(f"  {done.copies:,} of the new ones are copies of earlier reports")
    for reason, number in sorted(done.set_aside.items()):
        _line(f"  {number:,} set aside: {reason}")
    _line(f"{done.coded:,} coded ({rate:,.0f} a second): {done.claims:,} claims")
    if done.failed:
        _line(f"{done.failed:,} failed:")
    for failure in done.failures:
        _line(f"  {one_line(f'{failure.doc}: {failure.error}')}")
    if done.failed > len(done.failures):
        _line(f"  … and {done.failed - len(done.failures):,} more; marsad db failures lists all")
