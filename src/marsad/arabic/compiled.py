"""Is a compiled data file made of the data that stand beside it? Keeps what each was made of at its head.

A build compiles once and ships; in a checkout an edited data file takes effect at the next start, because the digest
of what the compiled file was made of no longer fits.
"""

from __future__ import annotations

import functools
import hashlib
import os
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from marsad.errors import DataError

_SIZE, _SUM = 16, 4
_HEAD = _SIZE + _SUM
"""A compiled file begins with the digest of what it was made of and the checksum of what follows."""

REMEDY = "Install Marsad again (pip install --force-reinstall --no-deps marsad); in a checkout run make data"
"""What to do about a compiled file that does not hold."""

_DATA = frozenset({".toml", ".tsv", ".txt"})


def digest(sources: Iterable[Path]) -> bytes:
    """Sixteen bytes that stand for the contents of files and of the data files below folders, in a fixed order.

    They are made of the length and the checksum of every file, which take a seventh of the time of a digest of all.
    """
    state = hashlib.blake2b(digest_size=_SIZE)
    for source in sources:
        for path in sorted(_data_files(source)) if source.is_dir() else [source]:
            status = path.stat()
            state.update(_stamp((path, status.st_size, status.st_mtime_ns)))
    return state.digest()


@functools.lru_cache(1000)
def _stamp(file: tuple[Path, int, int]) -> bytes:
    """The name, length and checksum of a file; read anew where its size or the time of its last change is another."""
    path = file[0]
    content = path.read_bytes()
    return f"{path.name}\0{len(content)}\0".encode() + _sum(content)


def _data_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix in _DATA and not path.stem.endswith("examples")]


def write(path: Path, sources: Iterable[Path], packed: bytes) -> None:
    """Writes a compiled file whole or not at all, so that processes that start together do not disturb each other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        half.write_bytes(digest(sources) + _sum(packed) + packed)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def read(path: Path, sources: Iterable[Path], compile_anew: Callable[[], bytes]) -> bytes:
    """What was packed into a compiled file; compiled anew where it is missing, damaged or was made of other sources.

    Raises:
        DataError: it must be compiled anew, and what that needs is not installed.
    """
    made_of = digest(sources := tuple(sources))
    packed, fault = _opened(path, made_of)
    if fault is None:
        return packed
    try:
        anew = compile_anew()
    except (ImportError, DataError) as error:
        raise DataError(path, None, f"{fault}, and cannot be compiled anew here ({error})", REMEDY) from error
    with suppress(OSError):
        write(path, sources, anew)
    return anew


def fault_of(path: Path, made_of: bytes) -> str | None:
    """What is wrong with a compiled file, ``None`` where it is whole and was made of what has this digest."""
    return _opened(path, made_of)[1]


def _opened(path: Path, made_of: bytes) -> tuple[bytes, str | None]:
    """What a compiled file holds, and what is wrong with it (see ``fault_of``)."""
    try:
        with path.open("rb") as stream:
            head, packed = stream.read(_HEAD), stream.read()
    except FileNotFoundError:
        return b"", "it is missing"
    except OSError as error:
        return b"", f"it cannot be read ({error.strerror})"
    if len(head) < _HEAD or head[_SIZE:] != _sum(packed):
        return b"", "it is damaged"
    return packed, None if head[:_SIZE] == made_of else "it was made of other data files"


def _sum(packed: bytes) -> bytes:
    return zlib.crc32(packed).to_bytes(_SUM, "big")
