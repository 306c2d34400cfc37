"""Where are the documents of a run, and how does a worker open them? Local paths and any address of fsspec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec

from marsad.errors import InputError, MarsadError, unknown_kind
from marsad.ingest.files import STDIN, named
from marsad.ingest.readers import address_of, readable


class Source(msgspec.Struct, frozen=True):
    """A file to read: path or address, the name its report gets, its size in bytes and when it last changed.

    ``stamp`` is nanoseconds, 0 where the store does not tell.
    """

    path: str
    name: str
    size: int = 0
    stamp: int = 0


def is_remote(path: str) -> bool:
    """Whether a path is an address of fsspec (``s3://bucket/folder``)."""
    return "://" in path and address_of(path) is None


def file_system(address: str) -> tuple[Any, str]:
    """The fsspec file system of an address, and the path in it.

    Raises:
        MarsadError: fsspec or what it needs for this kind of address is not installed.
    """
    try:
        import fsspec.core
    except ImportError as error:
        raise MarsadError(f"{address}: reading it needs a library: pip install 'marsad[ray]'.") from error
    try:
        fs, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise MarsadError(f"{address}: {error}. Install what fsspec needs for it, or give a local path.") from error
    return fs, path


def listed(paths: Iterable[str]) -> Iterator[Source]:
    """The files of the paths in order; folders in order of names.

    Raises:
        InputError: a path is missing, of an unknown kind, or standard input.
    """
    for path in paths:
        if Path(path) == STDIN:
            raise InputError("-: other processes cannot read standard input. Save it to a file, or leave out --on.")
        if address_of(path):
            yield Source(path, path)
        elif is_remote(path):
            yield from _remote(path)
        else:
            yield from _local(path)


def unchanged(source: Source) -> bool:
    """Whether a file is still as it was when the run was planned, as far as its size and time tell."""
    if address_of(source.path):
        return True
    try:
        if is_remote(source.path):
            fs, path = file_system(source.path)
            return int(fs.size(path) or 0) == source.size
        found = Path(source.path).stat()
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (source.size, source.stamp)


@contextmanager
def opened_source(path: str) -> Iterator[IO[bytes]]:
    """The bytes of a file as they are stored, which can be sought in."""
    if is_remote(path):
        fs, inner = file_system(path)
        with fs.open(inner, "rb") as stream:
            yield stream
    else:
        with Path(path).open("rb") as stream:
            yield stream


def _local(path: str) -> Iterator[Source]:
    for file in named([Path(path)], readable):
        if not readable(file.path.name):
            raise unknown_kind(file.path)
        found = file.path.stat()
        yield Source(str(file.path), file.name, found.st_size, found.st_mtime_ns)


def _remote(address: str) -> Iterator[Source]:
    fs, root = file_system(address)
    if not fs.exists(root):
        raise InputError(f"{address}: no such file or folder. Check the address and your rights to read it.")
    if fs.isfile(root):
        if not readable(root):
            raise unknown_kind(Path(root))
        yield Source(address, root.rpartition("/")[2], int(fs.size(root) or 0))
        return
    found = {path: info for path, info in fs.find(root, detail=True).items() if readable(path.rpartition("/")[2])}
    if not found:
        raise InputError(f"{address}: no documents in this folder.")
    for path in sorted(found):
        name = path.removeprefix(root).lstrip("/")
        yield Source(f"{address.rstrip('/')}/{name}", name, int(found[path].get("size") or 0))
