"""How many documents do these paths hold, as far as that can be told quickly?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from marsad.ingest.files import STDIN, Named, named
from marsad.ingest.limits import COLLECTION, MEBIBYTE
from marsad.ingest.opening import ZIP, compression, opened, uncompressed_name
from marsad.ingest.readers import KINDS, address_of, readable

_SINGLE = (".txt", ".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson")
_CHUNK = 1 << 20
QUICK = 256 * MEBIBYTE
"""Bytes that are read at most, of all files together, to count lines."""


def count(paths: Iterable[Path | str]) -> int | None:
    """How many documents the paths hold; ``None`` where telling it would cost reading them (archives, addresses)."""
    total, left = 0, QUICK
    for path in paths:
        if address_of(path):
            return None
        for file in named([Path(path)], readable):
            found, cost = _counted(file, left)
            left -= cost
            if found is None or left < 0:
                return None
            total += found
    return total


def _counted(file: Named, left: int) -> tuple[int | None, int]:
    """How many documents a file holds, and how many bytes were read to know it."""
    packed = compression(file.path.name)
    name = uncompressed_name(file.path.name).lower()
    if file.path == STDIN or packed == ZIP or not name.endswith(tuple(KINDS)):
        return None, 0
    if name.endswith(_SINGLE):
        return 1, 0
    try:
        if name.endswith(_LINES):
            return _lines(file.path, left)
        if name.endswith(".json") and not packed:
            return _list(file.path)
    except Exception:  # a file that cannot be read is one failure when it is read
        return 1, 0
    return None, 0


def _lines(path: Path, left: int) -> tuple[int | None, int]:
    """The lines that are not empty, as far as blank ones are whole lines; a last line may lack its end."""
    total, cost, before = 0, 0, b"\n"
    with opened(path) as stream:
        while chunk := stream.read(_CHUNK):
            cost += len(chunk)
            if cost > left:
                return None, cost
            total += chunk.count(b"\n") - (before[-1:] + chunk).count(b"\n\n")
            before = chunk
    return total + (before[-1:] != b"\n"), cost


def _list(path: Path) -> tuple[int | None, int]:
    held = path.stat().st_size
    if held > min(COLLECTION, 32 * MEBIBYTE):
        return None, 0
    try:
        return len(msgspec.json.decode(path.read_bytes(), type=list[msgspec.Raw])), held
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return 1, held
