"""What was done to the database? Runs, the sources that were read, the documents that failed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select, update

from marsad import __version__
from marsad.model import FailedDocument
from marsad.store import dialect
from marsad.store.claimrows import next_id
from marsad.store.records import Failure, Run, SourceRead
from marsad.store.schema import failures as failure_table
from marsad.store.schema import runs as run_table
from marsad.store.schema import sources


def failure_row(failed: FailedDocument, stage: str) -> dict[str, Any]:
    """The row of a document that could not be read."""
    clean = [each.encode("utf-8", "replace").decode().replace("\0", "?") for each in (failed.doc, failed.error)]
    return {"doc": clean[0][:500], "stage": stage, "coder": "", "article_id": None, "error": clean[1]}


def failures(connection: Connection) -> list[Failure]:
    """All failures, the first one first."""
    rows = connection.execute(select(failure_table).order_by(failure_table.c.id))
    return [Failure(row.doc, row.stage, row.coder, row.error, row.failed_at) for row in rows]


def read_sources(connection: Connection) -> list[SourceRead]:
    """What is known of all sources, by their names."""
    rows = connection.execute(select(sources).order_by(sources.c.source))
    return [SourceRead(row.source, row.fingerprint, row.documents, _read(row.state), row.read_at) for row in rows]


def set_sources(connection: Connection, read: Sequence[SourceRead], at: str) -> None:
    """Remembers sources as they were read last."""
    last = {each.source: each for each in read}
    for name in last:
        connection.execute(delete(sources).where(sources.c.source == name))
    rows = [
        {
            "source": each.source,
            "fingerprint": each.fingerprint,
            "documents": each.documents,
            "state": _written(each.state),
            "read_at": each.read_at or at,
        }
        for each in last.values()
    ]
    dialect.add_rows(connection, sources, rows)


def start(connection: Connection, kind: str, arguments: dict[str, Any] | None, by: str | None, at: str) -> int:
    """Notes that a run begins; returns its id."""
    key = next_id(connection, run_table)
    row = {
        "id": key,
        "kind": kind,
        "version": __version__,
        "by": by,
        "arguments": _written(arguments),
        "started_at": at,
        "finished_at": None,
        "summary": None,
    }
    dialect.add_rows(connection, run_table, [row])
    return key


def finish(connection: Connection, run: int, summary: dict[str, Any] | None, at: str) -> None:
    """Notes what came of a run."""
    ended = update(run_table).where(run_table.c.id == run)
    connection.execute(ended.values(finished_at=at, summary=_written(summary)))


def runs(connection: Connection) -> list[Run]:
    """All runs, the first one first."""
    rows = connection.execute(select(run_table).order_by(run_table.c.id))
    return [
        Run(
            row.id, row.kind, row.version, row.started_at, row.by, _read(row.arguments), row.finished_at,
            _read(row.summary),
        )
        for row in rows
    ]  # fmt: skip


def _written(value: dict[str, Any] | None) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def _read(value: str | None) -> dict[str, Any] | None:
    return None if value is None else msgspec.json.decode(value, type=dict[str, Any])
