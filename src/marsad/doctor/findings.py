"""What did the doctor find? One record for each thing that was looked at, and whether somebody must act."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from marsad.errors import MarsadError, of_machine

State = Literal["ok", "note", "mended", "wrong"]
"""``note``: it works, and there is something to know or to do; ``wrong``: it does not work, or will not for long."""

NOTED, WANTED = 1 << 30, 100 << 20
"""Free bytes below which a disk is noted, and below which it is wrong."""


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at: where (``check``), how it stands, in words, and what to do about it."""

    check: str
    state: State
    what: str
    remedy: str | None = None


class Report(msgspec.Struct, frozen=True):
    """All findings; ``sound`` where nothing is wrong."""

    version: str
    sound: bool
    findings: list[Finding]


Check = Callable[[], Iterator[Finding]]


def ok(check: str, what: str) -> Finding:
    """It is in order."""
    return Finding(check, "ok", what)


def note(check: str, what: str, remedy: str | None = None) -> Finding:
    """It works, and there is something to know."""
    return Finding(check, "note", what, remedy)


def wrong(check: str, what: str, remedy: str) -> Finding:
    """It does not work."""
    return Finding(check, "wrong", what, remedy)


def guarded(name: str, check: Check) -> Iterator[Finding]:
    """The findings of a check; one that breaks is itself a finding, so that the others are still made."""
    try:
        yield from check()
    except (OSError, MemoryError) as error:
        yield wrong(name, of_machine(error), "Put that in order, then ask again")
    except MarsadError as error:
        yield wrong(name, str(error), "As it says")
    except Exception as error:  # whatever a broken installation makes a library raise
        yield wrong(name, f"{type(error).__name__}: {str(error)[:300]}", "Install Marsad again: pip install marsad")


def room(check: str, folder: Path) -> Finding:
    """Whether there is room on the disk of a folder, and it may be written to."""
    free = shutil.disk_usage(folder).free
    here = f"{folder}: {free / (1 << 30):,.1f} GB free"
    if os.statvfs(folder).f_flag & os.ST_RDONLY or not os.access(folder, os.W_OK):
        return note(check, f"{folder}: may be read, not written", "Fine for asking; to ingest, work elsewhere")
    if free < WANTED:
        return wrong(check, here, "Free some space: a full disk stops ingesting and fusing (nothing kept is lost)")
    return note(check, here, "Free some space before you ingest much") if free < NOTED else ok(check, here)
