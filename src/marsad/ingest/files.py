"""Which files do these paths name? Folders are walked in order of names, each folder once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from marsad.errors import no_documents, no_such_path

STDIN = Path("-")


class Named(msgspec.Struct, frozen=True):
    """A file to read: its path, and the name that a report without an id gets (its path below the folder given)."""

    path: Path
    name: str


def named(paths: Iterable[Path], readable: Callable[[str], bool]) -> Iterator[Named]:
    """The files of the paths in order; in folders those that are ``readable`` by their name.

    Raises:
        InputError: a path is missing, or a folder holds nothing to read.
    """
    for path in paths:
        if path == STDIN:
            yield Named(path, "stdin")
        elif path.is_dir():
            yield from _inside(path, readable)
        elif not os.path.lexists(path):
            raise no_such_path(path)
        else:
            yield Named(path, path.name)


def _inside(folder: Path, readable: Callable[[str], bool]) -> Iterator[Named]:
    found = sorted(path for path in _walk(folder) if readable(path.name))
    if not found:
        raise no_documents(folder)
    yield from (Named(path, path.relative_to(folder).as_posix()) for path in found)


def _walk(folder: Path) -> Iterator[Path]:
    """Every regular file below the folder; a folder that links lead to again is not entered again."""
    seen: set[tuple[int, int]] = set()
    for root, inner, names in os.walk(folder, followlinks=True):
        there = Path(root).stat()
        if (there.st_dev, there.st_ino) in seen:
            inner.clear()
            continue
        seen.add((there.st_dev, there.st_ino))
        inner.sort()
        yield from (path for path in (Path(root, name) for name in names) if path.is_file())
