"""Does the machine give Marsad what it needs? The folder, the disk, the clock, the terminal, memory."""

from __future__ import annotations

import datetime
import locale
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import marsad
from marsad.doctor.findings import Check, Finding, note, ok, room, wrong

_MEMORY = 500 << 20
_LETTER = "\u0645"


def _folders() -> Iterator[Finding]:
    yield room("folder", Path.cwd())
    yield room("temporary files", Path(tempfile.gettempdir()))


def clock(now: float | None = None) -> Iterator[Finding]:
    """Whether the clock is later than the day on which Marsad's files were put here (``now``: seconds since 1970)."""
    here = datetime.datetime.now(datetime.UTC).timestamp() if now is None else now
    shown = datetime.datetime.fromtimestamp(here, datetime.UTC).strftime("%Y-%m-%d %H:%M UTC")
    if here + 86400 < Path(marsad.__file__).stat().st_mtime:
        yield wrong("clock", f"{shown}: earlier than Marsad's own files", "Set the clock (timedatectl set-ntp true)")
    else:
        yield ok("clock", shown)


def _terminal() -> Iterator[Finding]:
    streams = {"output": sys.stdout.encoding, "file names": sys.getfilesystemencoding()}
    streams["locale"] = locale.getpreferredencoding(do_setlocale=False)
    lacking = sorted(name for name, encoding in streams.items() if not _can_write(encoding))
    if lacking:
        what = f"Arabic cannot be written: {', '.join(f'{name} in {streams[name]}' for name in lacking)}"
        yield wrong("terminal", what, "Set LANG=C.UTF-8, or PYTHONUTF8=1")
        return
    width = "" if sys.stdout.isatty() else ", no terminal: tables are plain"
    yield ok("terminal", f"{streams['locale']}{width}")


def _can_write(encoding: str | None) -> bool:
    try:
        _LETTER.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _memory() -> Iterator[Finding]:
    told = Path("/proc/meminfo")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not told.exists():
        yield ok("memory", f"{cores} cores")
        return
    lines = dict(line.split(":", 1) for line in told.read_text().splitlines() if ":" in line)
    free = int(lines.get("MemAvailable", "0 kB").split()[0]) * 1024
    what = f"{cores} cores, {free / (1 << 30):,.1f} GB of memory free"
    if free < _MEMORY:
        yield note("memory", what, "A coding process needs 250 MB: end other programs, or use --jobs 1")
    else:
        yield ok("memory", what)


CHECKS: tuple[tuple[str, Check], ...] = (
    ("folder", _folders),
    ("clock", clock),
    ("terminal", _terminal),
    ("memory", _memory),
)
