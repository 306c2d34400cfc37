"""Which reader reads this path? Files, folders and standard input to a stream of articles and failures."""

from __future__ import annotations

import gzip
import io
import itertools
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from marsad.errors import DocumentError, no_documents, no_such_path, unknown_kind
from marsad.ingest.documents import article_from_json, decoded
from marsad.model import Article, FailedDocument

Item = Article | FailedDocument
STDIN = Path("-")
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)")


def read(paths: Iterable[Path | str]) -> Iterator[Item]:
    """The documents of the paths in order, read as they are asked for; one that cannot be read is a failure.

    Raises:
        InputError: before anything is read, when a path is missing or of an unknown kind.
    """
    files = [file for path in paths for file in _files(Path(path))]
    return itertools.chain.from_iterable(_read_file(file) for file in files)


def count(paths: Iterable[Path | str]) -> int | None:
    """How many documents the paths hold, ``None`` where that cannot be told without reading standard input."""
    files = [file for path in paths for file in _files(Path(path))]
    if STDIN in files:
        return None
    return sum(_count_file(file) for file in files)


def _files(path: Path) -> list[Path]:
    if path == STDIN:
        return [path]
    if path.is_dir():
        inside = sorted(file for file in path.rglob("*") if file.is_file() and _reader(file))
        if not inside:
            raise no_documents(path)
        return inside
    if not path.exists():
        raise no_such_path(path)
    if not _reader(path):
        raise unknown_kind(path)
    return [path]


def _reader(path: Path) -> Callable[[IO[bytes], str], Iterator[Item]] | None:
    name = path.name.lower()
    if name.startswith("readme"):
        return None
    return next((reader for ending, reader in READERS.items() if name.endswith(ending)), None)


def _read_file(path: Path) -> Iterator[Item]:
    if path == STDIN:
        yield from _sniffed(sys.stdin.buffer)
        return
    reader = _reader(path)
    assert reader is not None
    try:
        with _opened(path) as stream:
            yield from reader(stream, str(path))
    except (OSError, EOFError, zlib.error) as error:
        yield FailedDocument(doc=str(path), error=f"cannot be read: {error}")


def _opened(path: Path) -> IO[bytes]:
    return gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")  # type: ignore[return-value]


def _text(stream: IO[bytes], where: str) -> Iterator[Item]:
    """A plain text file is one report without a title; a date in its name is its date of publication."""
    date = _DATE.search(Path(where).name)
    try:
        yield Article(doc=Path(where).stem, text=decoded(stream.read(), where), published=date and date.group())
    except DocumentError as error:
        yield _failure(error)


def _lines(stream: Iterable[bytes], where: str) -> Iterator[Item]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield _article(line, f"{where}:{number}")


def _json(stream: IO[bytes], where: str) -> Iterator[Item]:
    """A JSON list of documents, or a single one."""
    data = stream.read()
    if data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    if data.lstrip()[:1] != b"[":
        yield _article(data, where)
        return
    try:
        items = msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        yield FailedDocument(doc=where, error=f"broken JSON: {error}")
        return
    for number, item in enumerate(items, 1):
        yield _article(item, f"{where}#{number}")


def _sniffed(stream: IO[bytes]) -> Iterator[Item]:
    """Standard input: JSON lines when the first line is a whole object, else a JSON list, else plain text."""
    first = stream.readline()
    if first.lstrip()[:1] == b"{" and _is_object(first):
        yield from _lines(itertools.chain([first], stream), "stdin")
        return
    data = first + stream.read()
    reader = _json if data.lstrip()[:1] in (b"[", b"{") else _text
    yield from reader(io.BytesIO(data), "stdin")


def _is_object(line: bytes) -> bool:
    try:
        msgspec.json.decode(line, type=msgspec.Raw)
    except msgspec.DecodeError:
        return False
    return True


def _article(raw: bytes | msgspec.Raw, where: str) -> Item:
    try:
        return article_from_json(raw, where)
    except DocumentError as error:
        return _failure(error)


def _failure(error: DocumentError) -> FailedDocument:
    return FailedDocument(doc=error.doc, error=error.why)


def _count_file(path: Path) -> int:
    if path.name.lower().endswith(".txt"):
        return 1
    try:
        with _opened(path) as stream:
            if path.name.lower().endswith(".json"):
                return _count_json(stream.read())
            return sum(1 for line in stream if line.strip())
    except (OSError, EOFError, zlib.error):
        return 1


def _count_json(data: bytes) -> int:
    try:
        return len(msgspec.json.decode(data, type=list[msgspec.Raw]))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return 1


READERS: dict[str, Callable[[IO[bytes], str], Iterator[Item]]] = {
    ".txt": _text,
    ".json": _json,
    ".jsonl": _lines,
    ".jsonl.gz": _lines,
    ".ndjson": _lines,
}
