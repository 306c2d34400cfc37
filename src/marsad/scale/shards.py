"""How is a run cut into shards, so that every document is in exactly one and the order of the input is kept?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

import msgspec

from marsad.errors import InputError
from marsad.ingest.limits import MEBIBYTE
from marsad.ingest.opening import compression, uncompressed_name
from marsad.scale.sources import Source, listed, opened_source

TARGET = 32 * MEBIBYTE
"""Bytes of input that a shard holds unless told otherwise: some 8,000 newspaper reports, half a minute of one core."""

FILES = 500
"""Files that are grouped into one shard at most."""

FAN = 8
"""Parts into which a shard is split that keeps killing its worker."""

_CHUNK = 1 << 20
_LARGEST_GROUP = 1024 * MEBIBYTE
_LINES = (".jsonl", ".ndjson")


class Piece(msgspec.Struct, frozen=True):
    """A file or a part of one.

    ``kind`` is ``whole``, ``lines`` (bytes ``start`` to ``end``) or ``rows`` (row groups ``start`` to ``end``), both
    half-open; ``before`` is how many lines or rows stand before it in the file.
    """

    source: Source
    kind: str = "whole"
    start: int = 0
    end: int = 0
    before: int = 0
    bytes: int = 0


class Shard(msgspec.Struct, frozen=True):
    """Pieces that one worker codes at once; of a single piece perhaps only documents ``first`` to ``last``.

    ``bytes`` of input are its weight.
    """

    id: str
    pieces: list[Piece]
    bytes: int = 0
    first: int = 0
    last: int | None = None


def planned(paths: Iterable[str], target: int = TARGET) -> list[Shard]:
    """The shards over the files of the paths, in input order, each of about ``target`` bytes.

    JSON lines are cut between lines, Parquet between row groups; all else is taken whole, small files together.

    Raises:
        InputError: a path is missing, of an unknown kind, or standard input, which no other process can read.
    """
    pieces = (piece for source in listed(paths) for piece in _pieces(source, target))
    shards = [Shard(f"{number:06d}", group, _weight(group)) for number, group in enumerate(_grouped(pieces, target))]
    if not shards:
        raise InputError("nothing to code: the paths hold no documents.")
    return shards


def parts(shard: Shard, documents: int | None = None) -> list[Shard]:
    """A shard in up to :data:`FAN` smaller ones, in order: by its files, or by the ``documents`` that it holds."""
    if len(shard.pieces) > 1:
        step = -(-len(shard.pieces) // FAN)
        groups = [shard.pieces[at : at + step] for at in range(0, len(shard.pieces), step)]
        return [Shard(_part_id(shard, n), group, _weight(group)) for n, group in enumerate(groups)]
    if documents is None or documents < 2:
        raise ValueError("a shard of one document has no parts")
    step = -(-documents // FAN)
    starts = range(shard.first, shard.first + documents, step)
    ends = [*starts[1:], shard.first + documents]
    return [
        Shard(_part_id(shard, n), shard.pieces, shard.bytes * (last - first) // documents, first, last)
        for n, (first, last) in enumerate(zip(starts, ends, strict=True))
    ]


def line_ranges(stream: IO[bytes], target: int) -> Iterator[tuple[int, int, int]]:
    """Ranges of bytes that end after a newline, each at least ``target`` long but the last, and the lines before it."""
    start = before = lines = position = 0
    while chunk := stream.read(_CHUNK):
        seen = 0
        while (least := start + target - position - 1) < len(chunk):
            cut = chunk.find(b"\n", max(least, seen))
            if cut < 0:
                break
            lines += chunk.count(b"\n", seen, cut + 1)
            seen = cut + 1
            yield start, position + seen, before
            start, before = position + seen, lines
        lines += chunk.count(b"\n", seen)
        position += len(chunk)
    if start < position:
        yield start, position, before


def _weight(pieces: list[Piece]) -> int:
    return sum(piece.bytes for piece in pieces)


def _part_id(shard: Shard, number: int) -> str:
    return f"{shard.id}.{number}"


def _pieces(source: Source, target: int) -> Iterator[Piece]:
    whole = Piece(source, bytes=source.size)
    name = uncompressed_name(source.path).lower()
    if source.size <= target or compression(source.path):
        yield whole
    elif name.endswith(_LINES):
        with opened_source(source.path) as stream:
            for start, end, before in line_ranges(stream, target):
                yield Piece(source, "lines", start, end, before, end - start)
    elif name.endswith(".parquet"):
        yield from _row_groups(source, target) or [whole]
    else:
        yield whole


def _row_groups(source: Source, target: int) -> list[Piece]:
    """Runs of row groups; none where the file is damaged or too large by group, which its reader then says once."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        return []
    try:
        with opened_source(source.path) as stream:
            metadata = ParquetFile(stream).metadata
            groups = [metadata.row_group(at) for at in range(metadata.num_row_groups)]
            held = [(group.num_rows, group.total_byte_size) for group in groups]
    except (ArrowException, OSError):
        return []
    if any(size > _LARGEST_GROUP for _, size in held):
        return []
    return list(_runs(source, held, target))


def _runs(source: Source, held: list[tuple[int, int]], target: int) -> Iterator[Piece]:
    start = before = rows = size = 0
    for at, (group_rows, group_size) in enumerate(held, 1):
        rows, size = rows + group_rows, size + group_size
        if size >= target or at == len(held):
            yield Piece(source, "rows", start, at, before, size)
            start, before, size = at, rows, 0


def _grouped(pieces: Iterable[Piece], target: int) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    held = 0
    for piece in pieces:
        if group and (piece.kind != "whole" or held + piece.bytes > target or len(group) == FILES):
            yield group
            group, held = [], 0
        if piece.kind == "whole":
            group.append(piece)
            held += piece.bytes
        else:
            yield [piece]
    if group:
        yield group
