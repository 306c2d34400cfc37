"""What does a database mean when it refuses? Its faults as errors that name it and say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from marsad.errors import FaultyError

T = TypeVar("T")
KEPT = "What was kept before stays whole"
DAMAGED = (
    "the file is damaged. Restore a backup (marsad db restore), or save what can be read: "
    "sqlite3 FILE .recover | sqlite3 NEW, then marsad db check --db NEW."
)
_REMEDIES = {
    "disk is full": f"the disk is full. {KEPT}: free some space and run the same command again.",
    "disk i/o error": (
        f"the disk refuses to read or write (full, over a quota or limit, or failing). {KEPT}: make room or mend the "
        "disk, run the same command again, then marsad db check."
    ),
    "readonly": (
        "it can be read, not written. Give yourself the right to write the file and its folder, or copy it elsewhere "
        "(marsad db backup)."
    ),
    "malformed": DAMAGED,
    "not a database": "it is no SQLite database, or its beginning is damaged. Check the path, or restore a backup.",
    "unable to open": "it cannot be opened. Check that its folder is there and that you may read and write in it.",
    "could not decode": DAMAGED,
    "no such table": DAMAGED,
    "no such column": DAMAGED,
    "parse error in": DAMAGED,
    "locked": "another program has held it for a minute. Wait until that is done, or end it, then try again.",
}

_OF_SERVER = {
    "53100": f"the disk of the server is full. {KEPT}: free some space there and run the same command again.",
    "25006": "the server lets nobody write (a standby?). Give the address of the primary server.",
    "57P01": f"the server is shutting down. {KEPT}: run the same command again when it is back.",
    "57P02": f"the server broke down. {KEPT}: run the same command again when it is back.",
    "57P03": "the server is starting or stopping. Try again in a moment.",
    "XX001": "the server found damaged data. Restore a backup (marsad db restore).",
    "XX002": "the server found a damaged index. REINDEX it, then run marsad db check.",
}
_GONE = f"the connection to the server was lost. {KEPT}: run the same command again."


def say(engine: Engine, name: str) -> None:
    """From now on faults of the file itself are raised as :class:`FaultyError`, whatever statement met them."""

    def told(context: ExceptionContext) -> None:
        if context.is_pre_ping:
            return
        remedy = remedy_of(context.original_exception)
        if remedy is None and context.is_disconnect:
            remedy = _GONE
        if remedy:
            raise FaultyError(f"{name}: {remedy}") from context.original_exception

    event.listen(engine, "handle_error", told)


class LostRowError(LookupError):
    """An index or a reference names a row that its table has no more."""


class Rows(dict[int, T]):
    """What was read, by key of the row; a key that was asked for and not found tells of damage."""

    def __missing__(self, key: int) -> T:
        raise LostRowError(key)


@contextmanager
def telling(name: str) -> Iterator[None]:
    """What is kept and cannot be understood (no text, no record of ours, a row that is gone) is said to be damaged."""
    try:
        yield
    except (UnicodeDecodeError, msgspec.MsgspecError, LostRowError) as error:
        raise FaultyError(f"{name}: {DAMAGED}") from error


def remedy_of(error: BaseException) -> str | None:
    """What is wrong with the file or the server, and what to do; ``None`` for errors of another kind."""
    if not isinstance(error, sqlite3.Error):
        return _OF_SERVER.get(str(getattr(error, "sqlstate", None)))
    said = str(error).lower().replace("read-only", "readonly")
    return next((remedy for words, remedy in _REMEDIES.items() if words in said), None)


def leavings(path: Path) -> list[Path]:
    """The files that SQLite keeps beside a database while it is in use, where they are there."""
    beside = (path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-shm", "-journal"))
    return [each for each in beside if each.exists()]
