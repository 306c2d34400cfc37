"""How is a file opened, compressed or not, so that it cannot unfold without end?"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from marsad.errors import DocumentError
from marsad.ingest.limits import COLLECTION, MEMBERS, RATIO, RATIO_FREE, size

ZIP = ".zip"
_BUFFER = 1 << 18


def _zstandard(stream: IO[bytes]) -> IO[bytes]:
    try:
        import zstandard
    except ImportError as error:
        raise DocumentError("", "reading .zst needs a library: pip install 'marsad[zstandard]'") from error
    reader: Any = zstandard.ZstdDecompressor(max_window_size=COLLECTION).stream_reader(stream, read_across_frames=True)
    return reader  # type: ignore[no-any-return]


_UNFOLD: dict[str, Callable[[IO[bytes]], Any]] = {
    ".gz": lambda stream: gzip.GzipFile(fileobj=stream),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
    ".zst": _zstandard,
}
COMPRESSED = (*_UNFOLD, ZIP)

_MAGIC = {b"\x1f\x8b": ".gz", b"BZh": ".bz2", b"\xfd7zXZ\x00": ".xz", b"\x28\xb5\x2f\xfd": ".zst"}


def compression(name: str) -> str | None:
    """The ending of a compressed file (``.gz``), ``None`` where the name has none."""
    lowered = name.lower()
    return next((ending for ending in COMPRESSED if lowered.endswith(ending)), None)


def uncompressed_name(name: str) -> str:
    """The name without the ending of its compression: ``a.jsonl`` for ``a.jsonl.gz``."""
    ending = compression(name)
    return name[: -len(ending)] if ending else name


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The unfolded bytes of a file that is no zip archive.

    Raises:
        DocumentError: it is a device; while it is read, when it unfolds to more than :data:`RATIO` times its size.
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        mode = path.stat().st_mode
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
            raise DocumentError(str(path), "a device, not a file")
        yield unfolded(stream, compression(path.name), str(path))


def unfolded(stream: IO[bytes], ending: str | None, where: str) -> IO[bytes]:
    """The stream behind a compression (``.gz``), watched for what unfolds without end; as it is for ``None``."""
    if ending is None:
        return stream
    source = _Counted(stream)
    try:
        inner = _UNFOLD[ending](cast("IO[bytes]", source))
    except DocumentError as error:
        raise DocumentError(where, error.why) from error
    return io.BufferedReader(_Watched(inner, lambda: source.taken, where), _BUFFER)


def compression_of(head: bytes) -> str | None:
    """The compression that the first bytes of a stream tell."""
    return next((ending for magic, ending in _MAGIC.items() if head.startswith(magic)), None)


def members(path: Path) -> Iterator[tuple[str, Callable[[], IO[bytes]]]]:
    """The files in a zip archive in order of their names, each with what opens it.

    Raises:
        DocumentError: too many files, or it unfolds to more than :data:`RATIO` times its size (over all its files).
        zipfile.BadZipFile: it is no sound zip archive.
    """
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > MEMBERS:
            raise DocumentError(str(path), f"{len(infos):,} files in one archive, above the limit of {MEMBERS:,}")
        budget, spent = _Budget(path.stat().st_size), [0]
        for info in sorted(infos, key=lambda info: info.filename):
            yield info.filename, lambda info=info: _member(archive, info, budget, spent, f"{path}!{info.filename}")  # type: ignore[misc]


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget, spent: list[int], where: str
) -> IO[bytes]:
    if info.flag_bits & 1:
        raise DocumentError(where, "encrypted: unpack the archive first")
    inner = archive.open(info)
    return io.BufferedReader(_Watched(inner, budget, where, spent), _BUFFER)


class _Budget:
    """All of an archive counts as taken: files that share their bytes cannot unfold them again and again."""

    def __init__(self, taken: int) -> None:
        self._taken = taken

    def __call__(self) -> int:
        return self._taken


class _Counted(io.RawIOBase):
    """Counts the bytes taken from a compressed stream."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def read(self, count: int = -1) -> bytes:
        data = self._stream.read(count)
        self.taken += len(data)
        return data

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Watched(io.RawIOBase):
    """Refuses to go on where a stream unfolds to far more than was taken for it."""

    def __init__(self, stream: IO[bytes], taken: Callable[[], int], where: str, given: list[int] | None = None) -> None:
        self._stream, self._taken, self._where = stream, taken, where
        self._given = given if given is not None else [0]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(min(len(buffer), _BUFFER))
        self._given[0] += len(data)
        if self._given[0] > RATIO_FREE and self._given[0] > RATIO * self._taken():
            why = f"unfolds to more than {size(RATIO_FREE)} and {RATIO} times its size: refused as a decompression bomb"
            raise DocumentError(self._where, why)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()
