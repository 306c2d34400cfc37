"""Which reports are in a text file, in JSON and in JSON lines?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import msgspec

from marsad.errors import DocumentError
from marsad.ingest.dating import day_in_name
from marsad.ingest.documents import article_from_json
from marsad.ingest.encodings import decoded
from marsad.ingest.limits import COLLECTION, DOCUMENT, too_large
from marsad.ingest.origin import Item, Origin, whole
from marsad.model import Article, FailedDocument

_CHUNK = 1 << 18


def text(stream: IO[bytes], origin: Origin) -> Iterator[Item]:
    """A plain text file is one report without a title; a date in its name is its date of publication."""
    try:
        found = decoded(whole(stream, DOCUMENT, origin), origin.where, origin.charset)
    except DocumentError as error:
        yield origin.failure(error.why)
        return
    published = day_in_name(origin.name.rpartition("/")[2])
    yield Article(origin.doc, found.text, url=origin.url, published=published, fetched=origin.fetched)


def json_lines(stream: IO[bytes], origin: Origin, before: int = 0) -> Iterator[Item]:
    """A document for each line that is not empty; a line without end is refused and passed over.

    ``before`` is how many lines of the file the stream leaves out at its beginning.
    """
    for number, line in enumerate(_lines(stream), before + 1):
        if line is None:
            yield FailedDocument(f"{origin.where}:{number}", too_large("this line", DOCUMENT))
        elif line and not line.isspace():
            yield _document(line, f"{origin.where}:{number}")


def json(stream: IO[bytes], origin: Origin) -> Iterator[Item]:
    """A JSON list of documents, or a single one."""
    data = whole(stream, COLLECTION, origin).removeprefix(b"\xef\xbb\xbf")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or not _is_utf8(data):
        data = decoded(data, origin.where, origin.charset).text.encode()
    if data.lstrip()[:1] != b"[":
        yield _document(data, origin.where)
        return
    try:
        items = msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        yield origin.failure(f"broken JSON: {error}")
        return
    except RecursionError:
        yield origin.failure("broken JSON: lists and objects nested too deeply")
        return
    for number, item in enumerate(items, 1):
        yield _document(item, f"{origin.where}#{number}")


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines of a stream without their ends, ``None`` for one that is too large; read in chunks, for speed."""
    left, over = b"", False
    while chunk := stream.read(_CHUNK):
        *lines, left = (left + chunk).split(b"\n")
        if lines and over:
            over = False
            yield None
            del lines[0]
        yield from lines
        if len(left) > DOCUMENT:
            left, over = b"", True
    if left or over:
        yield None if over else left


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _document(raw: bytes | msgspec.Raw, where: str) -> Item:
    try:
        return article_from_json(raw, where)
    except DocumentError as error:
        return FailedDocument(error.doc, error.why)
