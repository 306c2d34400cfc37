"""Which reports are in this web archive? The pages, feeds and texts that a WARC file recorded."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator
from typing import IO, Any, cast

from marsad.errors import DocumentError, one_line
from marsad.ingest.encodings import SAMPLE
from marsad.ingest.feeds import entries, is_feed
from marsad.ingest.limits import DOCUMENT, too_large
from marsad.ingest.origin import Item, Origin, peeked
from marsad.ingest.pages import report
from marsad.ingest.plain import text

_HEADERS = 1 << 16
_PAGES = ("text/html", "application/xhtml+xml")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_TEXTS = ("text/plain",)
_FOUND = 200


def archive(stream: IO[bytes], origin: Origin) -> Iterator[Item]:
    """A document for each page, feed entry or text that was found (status 200); other records are passed over.

    The id is the address with the time of the capture: an address may have been captured more than once.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    head, again = peeked(stream, SAMPLE)
    if b"WARC/" not in head[:256]:
        yield origin.failure("no web archive: it does not begin with a WARC record")
        return
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    source = _Source(io.BufferedReader(again, SAMPLE))
    records = iter(
        ArchiveIterator(
            cast("IO[bytes]", source), record_types=kinds, parse_http=True, auto_decode="none", max_header_len=_HEADERS
        )
    )
    while True:
        try:
            record = next(records)
            if not (record.headers.get("Content-Length") or "").strip().isdecimal():
                yield origin.failure(f"broken web archive: the record at byte {record.stream_pos} has no length")
                return
            found = list(_record(record, origin))
            source.reraise()
        except StopIteration:
            source.reraise()
            return
        except BaseException as error:  # the reader's panics are no Exceptions
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            source.reraise()
            yield origin.failure(f"broken web archive: {one_line(str(error)[:200]) or type(error).__name__}")
            return
        yield from found


class _Source:
    """The bytes for the archive's reader; remembers why the stream refused to go on."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._refused: DocumentError | None = None
        self._at = 0

    def read(self, count: int = -1) -> bytes:
        try:
            data = self._stream.read(count)
        except DocumentError as error:
            self._refused = error
            raise
        self._at += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read so far."""
        return self._at

    def reraise(self) -> None:
        """Raises what the stream raised, if it did."""
        if self._refused is not None:
            raise self._refused


def _record(record: Any, origin: Origin) -> Iterator[Item]:
    kind = _kind(record)
    reader = _readers().get(kind)
    if reader is None or (record.is_http and record.http_headers.status_code != _FOUND):
        return
    address = _clean(record.headers.get("WARC-Target-URI"))
    captured = _captured(record)
    declared = record.http_charset if record.is_http else None
    here = Origin(f"{origin.where}@{record.stream_pos}", "", address, declared, captured)
    try:
        yield from (_stamped(item, address, captured) for item in reader(_payload(record, here), here))
    except DocumentError as error:
        yield here.failure(error.why)


def _payload(record: Any, here: Origin) -> bytes:
    data: bytes = record.reader.read(DOCUMENT + 1)
    if len(data) > DOCUMENT:
        raise DocumentError(here.where, too_large("this record", DOCUMENT))
    short = record.content_length - len(data) if not record.is_http else 0
    if short > 0:
        raise DocumentError(here.where, f"the record says that it is longer than it is, by {short:,} bytes")
    coding = (record.http_headers.get("Content-Encoding") or "").lower() if record.is_http else ""
    return _decoded(data, coding, here) if coding not in ("", "identity") else data


def _decoded(data: bytes, coding: str, here: Origin) -> bytes:
    """The body of a response without its content encoding, no more than a document of it."""
    import urllib3

    response = urllib3.HTTPResponse(io.BytesIO(data), {"content-encoding": coding}, preload_content=False)
    try:
        body: bytes = response.read(DOCUMENT + 1, decode_content=True)
    except urllib3.exceptions.HTTPError as error:
        raise DocumentError(here.where, f"the body is not {coding} as its header says") from error
    if len(body) > DOCUMENT:
        raise DocumentError(here.where, too_large("this record", DOCUMENT))
    return body


def _kind(record: Any) -> str:
    declared = record.http_content_type if record.is_http else record.headers.get("Content-Type")
    return (declared or "").partition(";")[0].strip().lower()


def _readers() -> dict[str, Callable[[bytes, Origin], Iterator[Item]]]:
    return {**dict.fromkeys(_PAGES, _page), **dict.fromkeys(_FEEDS, _feed), **dict.fromkeys(_TEXTS, _text)}


def _page(data: bytes, here: Origin) -> Iterator[Item]:
    yield report(data, here)


def _feed(data: bytes, here: Origin) -> Iterator[Item]:
    if is_feed(data):
        yield from entries(data, here)


def _text(data: bytes, here: Origin) -> Iterator[Item]:
    if not data.strip():
        raise DocumentError(here.where, "this record holds no text")
    yield from text(io.BytesIO(data), here)


def _stamped(item: Item, address: str | None, captured: str | None) -> Item:
    import msgspec

    stamp = "".join(character for character in captured or "" if character.isdecimal())
    return msgspec.structs.replace(item, doc=f"{item.doc}@{stamp}") if stamp and item.doc == address else item


def _captured(record: Any) -> str | None:
    when: datetime.datetime | None = record.record_date
    return when.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when else None


def _clean(address: str | None) -> str | None:
    return (address or "").strip().strip("<>") or None
