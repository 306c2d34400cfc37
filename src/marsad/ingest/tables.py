"""Which reports are in a table? CSV with any usual delimiter, and Parquet."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from typing import IO, Any

from marsad.errors import DocumentError
from marsad.ingest.columns import article_from_row, columns_of
from marsad.ingest.encodings import SAMPLE, encoding_of
from marsad.ingest.limits import COLLECTION, DOCUMENT, MEBIBYTE, size, too_large
from marsad.ingest.origin import Item, Origin, peeked, whole
from marsad.model import FailedDocument

_DELIMITERS = ",;\t|"
_ROWS = 64
_EMPTY = 1_000_000
_GROUP = 1024 * MEBIBYTE
"""Bytes in one row group of a Parquet file."""


def comma_separated(stream: IO[bytes], origin: Origin) -> Iterator[Item]:
    """A document for each row under a header; a row that is none is one failure."""
    try:
        yield from _rows(_Lines(stream, origin), origin)
    except (csv.Error, UnicodeDecodeError, DocumentError) as error:
        yield origin.failure(error.why if isinstance(error, DocumentError) else f"broken table: {error}")


def parquet(stream: IO[bytes], origin: Origin, groups: range | None = None, before: int = 0) -> Iterator[Item]:
    """A document for each row of a Parquet file, or of some of its row ``groups``, with ``before`` rows before them."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        yield origin.failure("reading Parquet needs a library: pip install 'marsad[parquet]'")
        return
    try:
        seekable = stream if stream.seekable() else io.BytesIO(whole(stream, COLLECTION, origin))
        yield from _batches(ParquetFile(seekable), origin, groups, before)
    except DocumentError as error:
        yield origin.failure(error.why)
    except (ArrowException, OSError) as error:
        yield origin.failure(f"broken Parquet: {str(error).splitlines()[0][:200]}")


def _rows(lines: _Lines, origin: Origin) -> Iterator[Item]:
    csv.field_size_limit(DOCUMENT)
    header = lines.header()
    reader = csv.reader(lines, delimiter=_delimiter(header))
    headers = next(reader, [])
    places = columns_of(headers, origin.where)
    empty = 0
    for cells in reader:
        empty = 0 if any(cells) else empty + 1
        if empty > _EMPTY:
            raise DocumentError(origin.where, f"more than {_EMPTY:,} empty rows in a row")
        if not empty:
            where = f"{origin.where}:{reader.line_num}"
            yield _document({field: cells[at] for field, at in places.items() if at < len(cells)}, where)


def _document(row: dict[str, str], where: str) -> Item:
    try:
        return article_from_row(row, where)
    except DocumentError as error:
        return FailedDocument(error.doc, error.why)


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


class _Lines:
    """The decoded lines of a table, the encoding told from its beginning; none longer than a document."""

    def __init__(self, stream: IO[bytes], origin: Origin) -> None:
        head, again = peeked(stream, SAMPLE)
        encoding = encoding_of(head, origin.charset, whole=len(head) < SAMPLE)
        if encoding is None:
            held = "it holds NUL bytes, as no table does" if b"\x00" in head else "no encoding gives a readable table"
            raise DocumentError(origin.where, f"{held}; save it as UTF-8")
        self._text = io.TextIOWrapper(io.BufferedReader(again), encoding, newline="")
        self._first: str | None = self._text.readline(DOCUMENT)

    def header(self) -> str:
        """The first line, which stays to be read."""
        return self._first or ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, self._first = self._text.readline(DOCUMENT) if self._first is None else self._first, None
        if not line:
            raise StopIteration
        if len(line) == DOCUMENT:
            raise csv.Error(too_large("a line", DOCUMENT))
        return line


def _batches(file: Any, origin: Origin, groups: range | None, before: int) -> Iterator[Item]:
    headers = file.schema_arrow.names
    places = columns_of(headers, origin.where)
    _bounded(file.metadata, origin)
    number = before
    chosen = list(range(file.metadata.num_row_groups) if groups is None else groups)
    wanted = [headers[at] for at in places.values()]
    for batch in file.iter_batches(batch_size=_ROWS, row_groups=chosen, columns=wanted):
        columns = {field: batch.column(headers[at]).to_pylist() for field, at in places.items()}
        for cells in zip(*columns.values(), strict=True):
            number += 1
            row = {field: _cell(cell) for field, cell in zip(columns, cells, strict=True)}
            yield _document(row, f"{origin.where}#{number}")


def _bounded(metadata: Any, origin: Origin) -> None:
    """Looks at whole row groups: pyarrow ends the process where the description of a single column is damaged."""
    for group in range(metadata.num_row_groups):
        held = metadata.row_group(group).total_byte_size
        if held > _GROUP:
            raise DocumentError(
                origin.where, f"a row group holds {size(held)}, above {size(_GROUP)}: write smaller ones"
            )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
