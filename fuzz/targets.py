"""What is fed with mangled bytes, and what must hold of each? Every reader, and the coder.

A target takes bytes and raises when something does not hold. It is run by atheris (``make fuzz``), and over the corpus
that is kept here by ``tests/resilience/test_fuzz_corpus.py``.
"""

from __future__ import annotations

import datetime
import functools
import io
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from marsad.batch import code_document
from marsad.codebook import breaches
from marsad.errors import DocumentError
from marsad.export.contract import parsed, written
from marsad.ingest.addresses import is_public, target
from marsad.ingest.columns import known_headers
from marsad.ingest.dating import arabic_day, day_in_address, day_in_name, day_of
from marsad.ingest.duplicates import fingerprint
from marsad.ingest.encodings import decoded
from marsad.ingest.files import Named
from marsad.ingest.language import language, set_aside
from marsad.ingest.opening import unfolded
from marsad.ingest.origin import Item, Origin
from marsad.ingest.readers import KINDS, guarded, load, read_file, sniffed
from marsad.model import Article, CodedDocument, Coder, FailedDocument

SAMPLES = Path(__file__).parent.parent / "samples"
LONGEST_ERROR = 600

Target = Callable[[bytes], None]


def checked(items: Iterable[Item]) -> None:
    """Every item is a whole document or one clear line."""
    for item in items:
        if isinstance(item, FailedDocument):
            assert item.error
            assert "\n" not in item.error, item.error
            assert "\x1b" not in item.error, item.error
            assert len(item.error) < LONGEST_ERROR, item.error
            continue
        assert isinstance(item, Article)
        assert item.doc
        assert isinstance(item.text, str)
        if item.published is not None:
            assert datetime.date.fromisoformat(item.published).isoformat() == item.published
        language(item.full)
        set_aside(item)
        fingerprint(item.text)


def reader(ending: str) -> Target:
    """The reader of a kind of file, as it is called for a file of that name."""

    def feed(data: bytes) -> None:
        checked(guarded(load(KINDS[ending]), io.BytesIO(data), Origin(f"fuzz{ending}", f"2020-05-06/fuzz{ending}")))

    return feed


def own(ending: str) -> Target:
    """A reader that is wholly ours: it may refuse, and raise nothing else."""

    def feed(data: bytes) -> None:
        try:
            checked(load(KINDS[ending])(io.BytesIO(data), Origin("fuzz", f"fuzz{ending}")))
        except DocumentError as error:
            assert error.why

    return feed


def stream(data: bytes) -> None:
    """Standard input: the kind is told from the beginning, compressed or not."""
    checked(sniffed(io.BytesIO(data)))


def packed(data: bytes) -> None:
    """A compressed file; the first byte says how."""
    ending = (".gz", ".bz2", ".xz", ".zst")[data[0] % 4] if data else ".gz"

    def lines(inner: io.BytesIO, origin: Origin) -> Iterable[Item]:
        return load(KINDS[".jsonl"])(unfolded(inner, ending, "fuzz"), origin)  # type: ignore[arg-type]

    checked(guarded(lines, io.BytesIO(data[1:]), Origin("fuzz", "fuzz.jsonl")))  # type: ignore[arg-type]


def zipped(data: bytes) -> None:
    """A zip archive, which must be a file."""
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(data)
        file.flush()
        checked(read_file(Named(Path(file.name), "fuzz.zip")))


def encodings(data: bytes) -> None:
    """Bytes in any encoding, with any of them declared."""
    declared = (None, "utf-8", "windows-1256", "iso-8859-6", "no such")[data[0] % 5] if data else None
    try:
        found = decoded(data[1:], "fuzz", declared)
    except DocumentError:
        return
    found.text.encode("utf-8")
    "".encode(found.encoding)


def dates(data: bytes) -> None:
    """Dates as newspapers write them: a day of the calendar or nothing."""
    text = data.decode("utf-8", "replace")
    for read in (day_of, arabic_day, day_in_address, day_in_name):
        day = read(text)
        assert day is None or datetime.date.fromisoformat(day).isoformat() == day


def addresses(data: bytes) -> None:
    """Addresses: none leads to a private network, whatever its name resolves to."""
    url = data.decode("utf-8", "replace")
    for resolved in ("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "93.184.216.34"):
        try:
            goal = target(url, (), lambda *_, ip=resolved: [ip])  # type: ignore[misc]
        except DocumentError:
            continue
        assert is_public(goal.ip)
        for part in (goal.host, goal.path, goal.authority):
            assert not any(ord(character) < 33 for character in part), "a request could be split"


def questions(data: bytes) -> None:
    """What people type into the search is a question, never SQL of the index."""
    from marsad.store import words

    asked = words.terms(data.decode("utf-8", "replace"))
    words.tsquery(asked)
    if asked:
        _index().execute("SELECT count(*) FROM x WHERE x MATCH ?", (words.fts5(asked),)).fetchone()


def coder(data: bytes) -> None:
    """Texts of words of the samples, of any characters, or both: claims hold whatever they say."""
    article = _article(data)
    document = code_document(article, _coder())
    assert isinstance(document, CodedDocument), document
    assert breaches(article, document.claims) == []
    assert len({claim.id for claim in document.claims}) == len(document.claims)
    again = code_document(article, _coder())
    try:
        line = written(document)
    except UnicodeEncodeError:
        return  # half of a surrogate pair: the run makes it an error line
    assert line == written(again), "the same text gives the same claims"
    assert parsed(line) == document


TARGETS: dict[str, Target] = {
    "text": own(".txt"),
    "json": own(".json"),
    "jsonl": own(".jsonl"),
    "csv": own(".csv"),
    "html": reader(".html"),
    "rss": reader(".rss"),
    "warc": reader(".warc"),
    "parquet": reader(".parquet"),
    "stream": stream,
    "packed": packed,
    "zip": zipped,
    "encodings": encodings,
    "dates": dates,
    "addresses": addresses,
    "questions": questions,
    "coder": coder,
}


def dictionary() -> list[bytes]:
    """Words that an input is likelier to get past the first line with."""
    found = [header.encode() for names in known_headers().values() for header in names]
    found += [word.encode() for word in _words()[:400]]
    return [*found, b"WARC/1.0\r\n", b"Content-Length: ", b"<rss version=", b"<item>", b"<article>", b"<![CDATA["]


@functools.cache
def _words() -> list[str]:
    """The words of the samples, the most frequent first, with what stands between words."""
    from collections import Counter

    from marsad.ingest import read

    texts = [item.full for item in read([SAMPLES]) if isinstance(item, Article)]
    counted = Counter(word for text in texts for word in text.split())
    return [". ", "\n", "، ", '"', "(", ")", ":", *(word for word, _ in counted.most_common(4000))]


def _article(data: bytes) -> Article:
    """The first byte says how the others are read and when it was published."""
    how, rest = (data[0], data[1:]) if data else (0, b"")
    published = (None, "2020-05-06", "9999-12-31", "0001-01-01")[how // 4 % 4]
    if how % 4 == 0:
        return Article("fuzz", rest.decode("utf-8", "replace"), published=published)
    if how % 4 == 1:
        halves = "surrogatepass" if how & 64 else "replace"
        return Article("fuzz", rest[: len(rest) // 2 * 2].decode("utf-16-le", halves), published=published)
    words = _words()
    pairs = zip(rest[::2], rest[1::2], strict=False)
    text = " ".join(words[(high * 256 + low) % len(words)] for high, low in pairs)
    if how % 4 == 3:
        cut = len(rest) % 7 + 1
        text = text[::cut] + rest.decode("utf-8", "replace")
    return Article("fuzz", text, title=" ".join(words[byte] for byte in rest[:6]), published=published)


@functools.cache
def _coder() -> Coder:
    from marsad.batch import default_coder

    return default_coder()


@functools.cache
def _index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE x USING fts5(words)")
    return connection
