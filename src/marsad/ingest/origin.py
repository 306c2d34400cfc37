"""Where does a document come from? What a reader knows of it before it reads."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, Any

import msgspec

from marsad.errors import DocumentError
from marsad.ingest.limits import too_large
from marsad.ingest.opening import uncompressed_name
from marsad.model import Article, FailedDocument

Item = Article | FailedDocument


class Origin(msgspec.Struct, frozen=True):
    """A file, a member of an archive, or an address: how messages name it, and what came with it.

    ``name`` is the path below the folder that was given; ``charset`` what was declared outside the document itself.
    """

    where: str
    name: str
    url: str | None = None
    charset: str | None = None
    fetched: str | None = None

    @property
    def doc(self) -> str:
        """The id of a document that has none: the address, or the name without its endings."""
        if self.url:
            return self.url
        return str(PurePosixPath(uncompressed_name(self.name)).with_suffix("")) if self.name else self.where

    def failure(self, why: str, doc: str | None = None) -> FailedDocument:
        """The line that says why nothing was read."""
        return FailedDocument(doc=doc or self.url or self.where, error=why)


Reader = Callable[[IO[bytes], Origin], Iterator[Item]]


def whole(stream: IO[bytes], limit: int, origin: Origin) -> bytes:
    """All bytes of a stream.

    Raises:
        DocumentError: there are more than ``limit``; no more than that is held.
    """
    parts, left = [], limit + 1
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise DocumentError(origin.where, too_large("it", limit))
    return b"".join(parts)


def peeked(stream: IO[bytes], count: int) -> tuple[bytes, io.RawIOBase]:
    """The first bytes of a stream (``count``, fewer only at its end), and the stream as if none had been read."""
    parts, left = [], count
    while left > 0 and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    head = b"".join(parts)
    return head, _Again(head, stream)


class _Again(io.RawIOBase):
    """Bytes taken from a stream, then the rest of the stream."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
