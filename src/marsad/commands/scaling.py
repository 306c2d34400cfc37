"""How are many machines asked from the command line? ``--on`` of several commands, and ``marsad lines``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.commands.output import written_to

if TYPE_CHECKING:
    from marsad.fuse import Rule
    from marsad.observatory import Ingested
    from marsad.store import Changed, Store

On = Annotated[
    str | None,
    typer.Option(
        metavar="WHERE",
        help="Works on shards of the input: local (processes), ray, or ray://HEAD[:PORT] (a Ray cluster).",
    ),
]
ShardSize = Annotated[
    float | None,
    typer.Option(min=0.001, metavar="MB", help="Input that a shard of --on holds; 32 to code, 4 to ingest."),
]
Metrics = Annotated[
    Path | None, typer.Option(help="With --on: a file that is kept up with figures in Prometheus' text form.")
]
Work = Annotated[
    str | None,
    typer.Option(help="With --on: a folder or address that all machines see; that of the database unless given."),
]


def code_on(
    on: str,
    paths: list[str],
    output: str | None,
    options: dict[str, str | None],
    jobs: int,
    shard_mb: float | None,
    metrics: Path | None,
    *,
    quiet: bool,
) -> int:
    """Codes the paths into a dataset; how many of its documents failed.

    Raises:
        BadParameter: no output was given.
        MarsadError: as :func:`marsad.scale.run` raises it.
    """
    from marsad.scale import order_of, run
    from marsad.scale.shards import TARGET

    if output is None:
        raise typer.BadParameter("--on writes a dataset: give its folder with --output", param_hint="--output")
    size = int(shard_mb * (1 << 20)) if shard_mb else TARGET
    return run(order_of(paths, size, **options), output, on, jobs, metrics, quiet=quiet).failed


def ingest_on(
    on: str,
    paths: list[str],
    db: str,
    options: dict[str, str | None],
    jobs: int,
    shard_mb: float | None,
    metrics: Path | None,
    *,
    quiet: bool,
) -> Ingested:
    """Brings the paths into a database; the summary.

    Raises:
        MarsadError: as :func:`marsad.scale.loading.load` raises it.
    """
    from marsad.scale import order_of
    from marsad.scale.loading import SHARD, load
    from marsad.store import Store

    size = int(shard_mb * (1 << 20)) if shard_mb else SHARD
    with Store.open(db) as store:
        return load(order_of(paths, size, **options), store, on, jobs, metrics, quiet=quiet)


def fused_on(
    store: Store, on: str, db: str, work: str | None, rule: Rule, jobs: int, metrics: Path | None, *, quiet: bool
) -> Changed:
    """Fuses the claims of a store; what changed.

    Raises:
        BadParameter: no folder was given, and none stands beside the database.
        MarsadError: as :func:`marsad.scale.fusing.fuse_on` raises it.
    """
    from marsad.scale.fusing import fuse_on

    if work is None and "://" in db:
        raise typer.BadParameter("give a folder that all machines see", param_hint="--work")
    return fuse_on(store, on, work or str(Path(db).absolute().parent), rule, jobs, metrics, quiet=quiet)


def lines(
    dataset: Annotated[str, typer.Argument(help="Folder or address that marsad code --on wrote.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File instead of standard output.")] = None,
) -> None:
    """Gives back the JSON lines of a dataset in input order: what marsad code writes of the same documents."""
    from marsad.scale import lines as lines_of

    found = (line + b"\n" for line in lines_of(dataset))
    with written_to(output) as stream:
        stream.writelines(found)
