"""Which reader reads this path? Files, folders, archives, addresses and standard input to articles and failures."""

from __future__ import annotations

import importlib
import io
import itertools
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from marsad.errors import DocumentError, one_line, unknown_kind
from marsad.ingest.encodings import SAMPLE
from marsad.ingest.files import STDIN, Named, named
from marsad.ingest.limits import DOCUMENT
from marsad.ingest.opening import (
    ZIP,
    compression,
    compression_of,
    members,
    opened,
    uncompressed_name,
    unfolded,
)
from marsad.ingest.origin import Item, Origin, Reader, peeked
from marsad.model import FailedDocument

if TYPE_CHECKING:
    from marsad.ingest.fetch import Fetcher

KINDS = {
    ".txt": "plain:text",
    ".json": "plain:json",
    ".jsonl": "plain:json_lines",
    ".ndjson": "plain:json_lines",
    ".html": "pages:page",
    ".htm": "pages:page",
    ".xhtml": "pages:page",
    ".rss": "feeds:feed",
    ".atom": "feeds:feed",
    ".rdf": "feeds:feed",
    ".xml": "feeds:feed",
    ".csv": "tables:comma_separated",
    ".tsv": "tables:comma_separated",
    ".parquet": "tables:parquet",
    ".warc": "archives:archive",
    ".wet": "archives:archive",
}
"""The reader of each ending, named so that only those in use are loaded."""

_ADDRESS = re.compile(r"^(https?):/{1,2}(?=[^/])", re.IGNORECASE)


def read(paths: Iterable[Path | str], *, fetcher: Fetcher | None = None) -> Iterator[Item]:
    """The documents of the paths and addresses in order, read as they are asked for.

    One that cannot be read is a failure, and the next is read. ``fetcher`` says how addresses are reached (how
    politely, whether private ones too); without it they are fetched with the default limits.

    Raises:
        InputError: before anything is read, when a path is missing or of an unknown kind.
    """
    parts = [_part(path, fetcher) for path in paths]
    return itertools.chain.from_iterable(parts)


def address_of(path: Path | str) -> str | None:
    """The address that an argument is, ``None`` for a path. A Path has lost a slash of it."""
    written = str(path)
    match = _ADDRESS.match(written)
    return f"{match.group(1).lower()}://{written[match.end() :]}" if match else None


def reader_of(name: str) -> Reader | None:
    """The reader for files of this name, compressed or not; ``None`` for a kind that is not known."""
    lowered = uncompressed_name(name).lower()
    if lowered.startswith("readme"):
        return None
    path = next((path for ending, path in KINDS.items() if lowered.endswith(ending)), None)
    return load(path) if path else None


def readable(name: str) -> bool:
    """Whether files of this name are read; loads no reader."""
    lowered = name.lower()
    known = uncompressed_name(lowered).endswith(tuple(KINDS)) or lowered.endswith(ZIP)
    return known and not lowered.startswith("readme")


def load(path: str) -> Reader:
    """The reader with this name, ``module:function``."""
    module, _, function = path.partition(":")
    reader: Reader = getattr(importlib.import_module(f"marsad.ingest.{module}"), function)
    return reader


def _part(path: Path | str, fetcher: Fetcher | None) -> Iterator[Item]:
    address = address_of(path)
    if address:
        return _fetched(address, fetcher)
    files = list(named([Path(path)], readable))
    for file in files:
        if file.path != STDIN and not readable(file.path.name):
            raise unknown_kind(file.path)
    return itertools.chain.from_iterable(map(read_file, files))


def _fetched(address: str, fetcher: Fetcher | None) -> Iterator[Item]:
    from marsad.ingest.fetch import Fetcher as Default
    from marsad.ingest.web import read_address

    yield from read_address(address, fetcher or Default())


def read_file(file: Named) -> Iterator[Item]:
    """The documents of one file; whatever is wrong with it is one failure."""
    where = str(file.path)
    try:
        if file.path == STDIN:
            yield from sniffed(sys.stdin.buffer)
        elif compression(file.path.name) == ZIP:
            yield from _archived(file)
        else:
            reader = reader_of(file.path.name)
            assert reader is not None
            with opened(file.path) as stream:
                yield from guarded(reader, stream, Origin(where, file.name))
    except DocumentError as error:
        yield FailedDocument(error.doc, error.why)
    except Exception as error:  # whatever a damaged file makes a library raise: it costs one line, not the run
        yield FailedDocument(where, f"cannot be read: {_reason(error)}")


def guarded(reader: Reader, stream: IO[bytes], origin: Origin) -> Iterator[Item]:
    """The documents that a reader finds; what it refuses or breaks on is one failure, named by its origin."""
    try:
        yield from reader(stream, origin)
    except DocumentError as error:
        yield origin.failure(error.why)
    except Exception as error:  # as above: the next file is read
        yield origin.failure(f"cannot be read: {_reason(error)}")


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError | RecursionError):
        return "too large or nested too deeply"
    return one_line(str(error).partition("\n")[0][:200]) or type(error).__name__


def _archived(file: Named) -> Iterator[Item]:
    for name, open_member in members(file.path):
        if not readable(name.rpartition("/")[2]) or compression(name) == ZIP:
            continue
        where = f"{file.path}!{name}"
        reader = reader_of(name.rpartition("/")[2])
        assert reader is not None
        try:
            with open_member() as stream:
                inner = unfolded(stream, compression(name), where)
                yield from guarded(reader, inner, Origin(where, name))
        except DocumentError as error:
            yield FailedDocument(where, error.why)


def sniffed(stream: IO[bytes], where: str = "stdin") -> Iterator[Item]:
    """Documents of a stream without a name, its kind told from its beginning."""
    return guarded(_sniffed, stream, Origin(where, where))


def _sniffed(stream: IO[bytes], origin: Origin) -> Iterator[Item]:
    head, again = peeked(stream, SAMPLE)
    whole: IO[bytes] = io.BufferedReader(again)
    packed = compression_of(head)
    if packed:
        head, again = peeked(unfolded(whole, packed, origin.where), SAMPLE)
        whole = io.BufferedReader(again)
    yield from load(kind_of(head))(whole, origin)


def kind_of(head: bytes) -> str:
    """The name of the reader for a document that begins so: archive, table, feed, page, JSON, else plain text."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"WARC/"):
        return KINDS[".warc"]
    if start.startswith(b"PAR1"):
        return KINDS[".parquet"]
    if start.startswith(b"<"):
        from marsad.ingest.feeds import is_feed

        return KINDS[".rss"] if is_feed(start) else KINDS[".html"]
    if start.startswith(b"{") and _begins_with_object(start):
        return KINDS[".jsonl"]
    return KINDS[".json"] if start[:1] in (b"[", b"{") else KINDS[".txt"]


def _begins_with_object(start: bytes) -> bool:
    """Whether the first line is a whole JSON object: JSON lines, not one object on many lines."""
    line, newline, _ = start.partition(b"\n")
    if not newline and len(line) >= SAMPLE // 2:
        return len(line) < DOCUMENT  # a line longer than the sample: one document, read as a line
    try:
        msgspec.json.decode(line, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True
