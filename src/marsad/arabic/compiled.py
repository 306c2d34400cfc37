"""Is a compiled data file made of the data that stand beside it? Keeps what each was made of at its head.

A build compiles once and ships; in a checkout an edited data file takes effect at the next start, because the digest
of what the compiled file was made of no longer fits.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

_SIZE = 16
_DATA = frozenset({".toml", ".tsv", ".txt"})


def digest(sources: Iterable[Path]) -> bytes:
    """Sixteen bytes that stand for the contents of files and of the data files below folders, in a fixed order."""
    state = hashlib.blake2b(digest_size=_SIZE)
    for source in sources:
        for path in sorted(_data_files(source)) if source.is_dir() else [source]:
            state.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return state.digest()


def _data_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix in _DATA and not path.stem.endswith("examples")]


def write(path: Path, sources: Iterable[Path], packed: bytes) -> None:
    """Writes a compiled file whole or not at all, so that processes that start together do not disturb each other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.write_bytes(digest(sources) + packed)
    half.replace(path)


def read(path: Path, sources: Iterable[Path], compile_anew: Callable[[], bytes]) -> bytes:
    """What was packed into a compiled file; compiled anew where it is missing or was made of other sources."""
    made_of = digest(sources := tuple(sources))
    found = path.read_bytes() if path.exists() else b""
    if found[:_SIZE] == made_of:
        return found[_SIZE:]
    packed = compile_anew()
    with suppress(OSError):
        write(path, sources, packed)
    return packed
