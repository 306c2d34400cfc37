"""Which documents does a shard hold? The same as one process would read, with the same ids."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from marsad.ingest import read
from marsad.ingest.files import Named
from marsad.ingest.opening import ZIP, compression, unfolded
from marsad.ingest.origin import Item, Origin
from marsad.ingest.plain import json_lines
from marsad.ingest.readers import address_of, guarded, read_file, reader_of
from marsad.ingest.tables import parquet
from marsad.scale.shards import Piece, Shard
from marsad.scale.sources import is_remote, opened_source


def documents(shard: Shard) -> Iterator[Item]:
    """The documents of a shard in input order; what cannot be read is a failure."""
    found = itertools.chain.from_iterable(map(_piece, shard.pieces))
    return itertools.islice(found, shard.first, shard.last)


def _piece(piece: Piece) -> Iterator[Item]:
    source = piece.source
    origin = Origin(source.path, source.name)
    if piece.kind == "lines":
        with opened_source(source.path) as stream:
            bounded = io.BufferedReader(_Range(stream, piece.start, piece.end), 1 << 18)
            yield from guarded(partial(json_lines, before=piece.before), bounded, origin)
    elif piece.kind == "rows":
        with opened_source(source.path) as stream:
            groups = range(piece.start, piece.end)
            yield from guarded(partial(parquet, groups=groups, before=piece.before), stream, origin)
    elif address_of(source.path):
        yield from read([source.path])
    elif is_remote(source.path):
        yield from _remote(origin)
    else:
        yield from read_file(Named(Path(source.path), source.name))


def _remote(origin: Origin) -> Iterator[Item]:
    packed = compression(origin.name)
    reader = reader_of(origin.name)
    if packed == ZIP or reader is None:
        yield origin.failure("a zip archive at an address: unpack it there, or copy it to this machine")
        return
    with opened_source(origin.where) as stream:
        yield from guarded(reader, unfolded(stream, packed, origin.where), origin)


class _Range(io.RawIOBase):
    """The bytes ``start`` to ``end`` of a stream."""

    def __init__(self, stream: IO[bytes], start: int, end: int) -> None:
        stream.seek(start)
        self._stream, self._left = stream, end - start

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(min(len(buffer), self._left))
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)
