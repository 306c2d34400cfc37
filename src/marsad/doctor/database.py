"""Is a database in order? Its file, its tables, whether it holds together, and what was begun and not finished."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, exists, select
from sqlalchemy import func as sql
from sqlalchemy.exc import DBAPIError

from marsad.doctor.findings import Finding, note, ok, room, wrong
from marsad.errors import StoreError
from marsad.fuse import version as fusing_version
from marsad.observatory.ingesting import coder_version
from marsad.store import Store, dialect
from marsad.store.migrate import check_revision
from marsad.store.moments import from_now, latest
from marsad.store.schema import articles, codings, failures

SHOWN = 5
"""Faults that are named; marsad db check lists all."""

_LOG = 64 << 20
"""Bytes in the log of a database above which it is worth a word while programs are at work."""

_AHEAD = 5
"""Minutes that a database may be ahead of the clock."""


def findings(db: str, *, mend: bool, quick: bool) -> Iterator[Finding]:
    """What is to be said of a database.

    With ``mend`` what waits in the log of an SQLite file is brought into it; without, nothing is written. ``quick``
    leaves out the check that reads every row.
    """
    url = dialect.url_of(db)
    file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    if file is not None:
        if not file.is_file():
            yield wrong("database", f"{file}: no such file", "Check the path, or make one with marsad ingest")
            return
        yield room("database folder", file.resolve().parent)
        if not mend:
            url = dialect.to_read(url)
    store = Store(dialect.engine_of(url), str(file or url.render_as_string(hide_password=True)))
    try:
        yield from _of(store, file, mend=mend, quick=quick)
    finally:
        store.close()


def _of(store: Store, file: Path | None, *, mend: bool, quick: bool) -> Iterator[Finding]:
    try:
        with store.reading() as connection:
            check_revision(connection, store.name)
    except StoreError as error:
        yield wrong("database", str(error), "Do that first, then ask again")
        return
    except DBAPIError as error:
        yield wrong("database", f"{store.name}: {str(error.orig).splitlines()[0]}", "Check the address, and the server")
        return
    counts = ", ".join(f"{store.count(kind):,} {kind}" for kind in ("articles", "claims", "events"))
    yield ok("database", f"{store.name}: tables of this version; {counts}")
    if file is not None:
        yield from _log(store, file, mend=mend)
    if not quick:
        yield from _consistency(store)
    yield from _time(store)
    yield from _runs(store)
    with store.reading() as connection:
        yield from _coding(connection)
    yield from _fusing(store)


def _log(store: Store, file: Path, *, mend: bool) -> Iterator[Finding]:
    """What SQLite keeps beside its file until somebody brings it in: after a kill it stays until the next writer."""
    log = file.with_name(f"{file.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    if not size:
        yield ok("log", "nothing waits beside the file")
        return
    held = f"{size / (1 << 20):,.1f} MB wait in {log.name}"
    if mend and not _busy(store):
        yield Finding("log", "mended", f"{held}: brought into the file")
    elif mend and size < _LOG:
        yield ok("log", f"{held}: a program is at work")
    else:
        remedy = "Keep it with the file when you copy it (better: marsad db backup); the next writer brings it in"
        yield note("log", held, remedy)


def _busy(store: Store) -> bool:
    """Brings the log in; whether others were in the way."""
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA busy_timeout=1000")
        row = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        driver.execute("PRAGMA busy_timeout=60000")
    return bool(row[0])


def _consistency(store: Store) -> Iterator[Finding]:
    faults = list(itertools.islice(store.faults(), SHOWN + 1))
    for fault in faults[:SHOWN]:
        yield wrong("consistency", str(fault), "Restore a backup (marsad db restore); marsad db check lists all faults")
    if len(faults) > SHOWN:
        yield wrong("consistency", f"more than {SHOWN} faults", "marsad db check lists all")
    if not faults:
        yield ok("consistency", "every value stands in its text, every row has what it points at, search is in step")


def _time(store: Store) -> Iterator[Finding]:
    with store.reading() as connection:
        last = latest(connection)
        tomorrow = from_now(days=1)[:10]
        ahead = connection.execute(select(sql.count()).where(articles.c.published > tomorrow)).scalar_one()
    if last is not None and last > from_now(minutes=_AHEAD):
        what = f"the newest row is of {last}, ahead of the clock ({from_now()[:16]})"
        remedy = "Set the clock. If it was ahead before: rows keep their order, and --as-of counts from that moment on"
        yield note("clock of the database", what, remedy)
    else:
        yield ok("clock of the database", f"newest row: {last or 'none'}")
    if ahead:
        remedy = "Look at their outlets' dates: marsad query articles --published-since, with tomorrow's date"
        yield note("dates", f"{ahead:,} articles bear a date that lies ahead", remedy)


def _runs(store: Store) -> Iterator[Finding]:
    runs = store.runs()
    last = runs[-1] if runs else None
    if last is None:
        yield ok("runs", "nothing was ingested by marsad ingest yet")
    elif last.finished_at is None:
        what = f"{last.kind} of {last.started_at[:16]} is still at work, or was stopped"
        yield note("runs", what, "If it was stopped: the same command goes on where it was")
    else:
        yield ok("runs", f"{len(runs):,} runs, the last one finished at {last.finished_at[:16]}")


def _coding(connection: Connection) -> Iterator[Finding]:
    here = coder_version()
    old = _count_by_others(connection, here)
    waiting = _count_uncoded(connection)
    if old:
        shown = ", ".join(f"{number:,} by {coder}" for coder, number in old)
        what = f"readings by other coders than {here}, the one installed: {shown}"
        yield note("coder", what, "marsad ingest of any source codes them anew; the old readings are kept")
    else:
        yield ok("coder", f"all readings are by coder {here}, the one installed")
    if waiting:
        yield note("coding", f"{waiting:,} articles are not coded yet", "marsad ingest of any source codes them first")
    failed = connection.execute(select(sql.count()).select_from(failures)).scalar_one()
    if failed:
        yield note("failures", f"{failed:,} documents could not be read or coded", "marsad db failures lists them")


def _count_by_others(connection: Connection, here: str) -> list[tuple[str, int]]:
    asked = select(codings.c.coder, sql.count()).where(codings.c.superseded_at.is_(None), codings.c.coder != here)
    return [(str(row[0]), int(row[1])) for row in connection.execute(asked.group_by(codings.c.coder))]


def _count_uncoded(connection: Connection) -> int:
    """Articles of today that no coder has read, nor failed on."""
    read = exists().where(codings.c.article_id == articles.c.id, codings.c.superseded_at.is_(None))
    failed = exists().where(failures.c.article_id == articles.c.id, failures.c.stage == "code")
    wanted = (articles.c.superseded_at.is_(None), articles.c.set_aside.is_(None), ~read, ~failed)
    return int(connection.execute(select(sql.count()).select_from(articles).where(*wanted)).scalar_one())


def _fusing(store: Store) -> Iterator[Finding]:
    rules = store.fused_by()
    if rules is None:
        if store.count("claims"):
            yield note("fusing", "the claims were never fused", "marsad fuse makes their events")
        return
    made_by, _, rule = rules.rpartition(" ")
    if made_by != fusing_version():
        yield note("fusing", "the events were made by other rules than this version's", f"marsad fuse --rule {rule}")
        return
    changed = store.unfused(rules).docs or []
    if changed:
        yield note("fusing", f"{len(changed):,} articles changed since the last fusing", f"marsad fuse --rule {rule}")
    else:
        yield ok("fusing", f"the events hold all claims (rule {rule})")
