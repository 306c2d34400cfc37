"""Where do the results of a run go? A local folder or any address of fsspec; a file is there whole or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from marsad.errors import MarsadError
from marsad.scale.sources import file_system, is_remote


class Folder(Protocol):
    """A place for files, named by paths below it."""

    def open(self, name: str) -> IO[bytes]:
        """The bytes of a file that is there."""

    def exists(self, name: str) -> bool:
        """Whether a file is there."""

    def append(self, name: str, lines: list[bytes]) -> None:
        """Adds lines to a file so that they outlive the process."""

    def create(self, name: str) -> Any:
        """A context with a stream; the file appears under its name when the context ends without an error."""

    def held(self) -> Any:
        """A context in which no other run of this machine has the folder; an object store knows no such thing."""


def folder_at(path: str) -> Folder:
    """The folder at a path or an address; a local one is made."""
    return _Remote(path) if is_remote(path) else _Local(Path(path))


def _unfinished(name: str) -> str:
    return f"unfinished/{name.replace('/', '-')}.{uuid.uuid4().hex}"


class _Local:
    def __init__(self, root: Path) -> None:
        self._root = root
        root.mkdir(parents=True, exist_ok=True)

    def open(self, name: str) -> IO[bytes]:
        return (self._root / name).open("rb")

    def exists(self, name: str) -> bool:
        return (self._root / name).exists()

    def append(self, name: str, lines: list[bytes]) -> None:
        with (self._root / name).open("ab") as stream:
            stream.write(b"".join(line + b"\n" for line in lines))
            stream.flush()
            os.fsync(stream.fileno())

    @contextmanager
    def create(self, name: str) -> Iterator[IO[bytes]]:
        final, temporary = self._root / name, self._root / _unfinished(name)
        for path in (final, temporary):
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(final)
        finally:
            temporary.unlink(missing_ok=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        with (self._root / ".lock").open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise MarsadError(f"{self._root}: another run is writing here. Wait for it, or end it.") from error
            shutil.rmtree(self._root / "unfinished", ignore_errors=True)  # what a killed run left
            yield


class _Remote:
    """An object store cannot append: what is appended is written anew as a whole."""

    def __init__(self, address: str) -> None:
        self._fs, self._root = file_system(address)

    @contextmanager
    def held(self) -> Iterator[None]:
        yield

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def open(self, name: str) -> IO[bytes]:
        stream: IO[bytes] = self._fs.open(self._path(name), "rb")
        return stream

    def exists(self, name: str) -> bool:
        return bool(self._fs.exists(self._path(name)))

    def append(self, name: str, lines: list[bytes]) -> None:
        held = b""
        if self.exists(name):
            with self.open(name) as stream:
                held = stream.read()
        with self.create(name) as stream:
            stream.write(held + b"".join(line + b"\n" for line in lines))

    @contextmanager
    def create(self, name: str) -> Iterator[IO[bytes]]:
        final, temporary = self._path(name), self._path(_unfinished(name))
        for path in (final, temporary):
            self._fs.makedirs(path.rpartition("/")[0], exist_ok=True)
        try:
            with self._fs.open(temporary, "wb") as stream:
                yield stream
            self._fs.mv(temporary, final)
        finally:
            if self._fs.exists(temporary):
                self._fs.rm(temporary)
