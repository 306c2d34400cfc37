"""Is what attacks a reader refused with one clear line, in bounded memory and time?"""

from __future__ import annotations

import bz2
import gzip
import io
import os
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_reports import BODY, feed, page, record

from marsad.errors import InputError
from marsad.ingest import read
from marsad.ingest.limits import DEPTH, MEBIBYTE
from marsad.ingest.origin import Origin
from marsad.ingest.readers import KINDS, guarded, load
from marsad.model import Article, FailedDocument

SECONDS = 20
"""An attack takes at most some seconds on a core of its own; tests share theirs."""
MEMORY = 300 * MEBIBYTE


def peak() -> int:
    """The most memory that this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def laughs() -> bytes:
    """Entities that stand for ten of the one before: a thousand million laughs."""
    inner = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE r [<!ENTITY l0 "ha">{inner}]>{feed("<item><title>&l9;</title></item>")}'.encode()


def warc(length: int | str, body: bytes = b"abc", more: bytes = b"") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n"
    return head.encode() + more + b"\r\n" + body + b"\r\n\r\n"


ATTACKS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "report of 100 MB": (".txt", lambda: b"x" * (100 * MEBIBYTE), "larger than 10 MB"),
    "line without end": (".jsonl", lambda: b'{"text": "' + b"x" * (30 * MEBIBYTE), "larger than 10 MB"),
    "JSON without end": (".json", lambda: b"[" * (30 * MEBIBYTE), "nested too deeply"),
    "object without end": (".jsonl", lambda: b'{"text": "x", "a": ' + b"[" * 1_000_000, "nested too deeply"),
    "binary text": (".txt", lambda: bytes(range(256)) * 100, "bytes that no text has"),
    "NUL in a table": (".csv", lambda: b"doc,text\n1,a\x00b" + b"c" * 200 + b"\n", "NUL characters"),
    "table of NULs": (".csv", lambda: b"\x00" * 10_000, "NUL bytes"),
    "row without end": (".csv", lambda: b"doc,text\n" + b"x" * (30 * MEBIBYTE), "larger than 10 MB"),
    "quotation without end": (".csv", lambda: b'doc,text\n"' + b"x" * 99 + b"x\n" * (6 * MEBIBYTE), "larger than"),
    "page of 100 MB": (".html", lambda: b"<p>x</p>" * (12 * MEBIBYTE), "larger than 5 MB"),
    "nested page": (".html", lambda: b"<div>" * 900_000, f"nested more than {DEPTH} deep"),
    "page of elements": (".html", lambda: b"<li>x" * 500_000, "elements on one page"),
    "tags without end": (".html", lambda: b"<a " * 1_500_000, "no report is found"),
    "angle brackets": (".html", lambda: b"<" * (2 * MEBIBYTE), "no report is found"),
    "nested linked data": (".html", lambda: b'<script type="application/ld+json">' + b"[" * MEBIBYTE, "no report"),
    "entities": (".xml", laughs, "declares XML entities"),
    "entities on a page": (".html", laughs, "no report is found"),
    "file as entity": (
        ".rss",
        lambda: b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + feed("<item>&x;</item>").encode(),
        "declares XML entities",
    ),
    "nested feed": (".rss", lambda: b'<rss version="2.0">' + b"<a>" * 100_000, "nested more than"),
    "entries without end": (".rss", lambda: feed("<item><title>x</title></item>" * 50_000).encode(), "entries in one"),
    "no feed": (".xml", lambda: b"<a><b>x</b></a>", "no RSS or Atom feed"),
    "record longer than the archive": (".warc", lambda: warc(99_999_999_999), "longer than it is"),
    "record of a negative length": (".warc", lambda: warc(-5), "has no length"),
    "headers without end": (".warc", lambda: warc(3, more=b"X: " + b"y" * (30 * MEBIBYTE)), "header length"),
    "record of 100 MB": (".warc", lambda: warc(100 * MEBIBYTE, b"x" * (100 * MEBIBYTE)), "larger than 10 MB"),
    "bomb in a record": (
        ".warc",
        lambda: record(gzip.compress(b"x" * (100 * MEBIBYTE)), headers="Content-Encoding: gzip\r\n"),
        "larger than 10 MB",
    ),
    "body that is not compressed": (
        ".warc",
        lambda: record(b"plain", headers="Content-Encoding: gzip\r\n"),
        "not gzip as its header says",
    ),
    "no archive": (".warc", lambda: b"x" * 1000, "does not begin with a WARC record"),
    "broken Parquet": (".parquet", lambda: b"PAR1" + b"x" * 1000 + b"PAR1", "broken Parquet"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_with_one_line(tmp_path: Path, attack: str) -> None:
    ending, made, why = ATTACKS[attack]
    if ending == ".parquet":
        pytest.importorskip("pyarrow")
    path, after = tmp_path / f"a{ending}", tmp_path / "b.txt"
    path.write_bytes(made())
    after.write_text(BODY, encoding="utf-8")
    began, before = time.process_time(), peak()
    items = list(read([tmp_path]))
    assert items[-1] == Article("b", BODY), "the next document is read"
    failures = [item for item in items if isinstance(item, FailedDocument)]
    assert len(failures) == 1
    assert why in failures[0].error
    assert "\n" not in failures[0].error
    assert len(failures[0].error) < 300
    assert time.process_time() - began < SECONDS
    assert peak() - before < MEMORY


def zipped(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {
    "a.jsonl.gz": lambda: gzip.compress(b"\n" * (60 * MEBIBYTE)),
    "a.jsonl.bz2": lambda: bz2.compress(b"\n" * (60 * MEBIBYTE)),
    "a.csv.gz": lambda: gzip.compress(b"text\n" + b"\n" * (60 * MEBIBYTE)),
    "a.warc.gz": lambda: gzip.compress(warc(60 * MEBIBYTE, b"\n" * (60 * MEBIBYTE))),
    "a.zip": lambda: zipped({"a.jsonl": b"\n" * (60 * MEBIBYTE)}),
    "b.zip": lambda: zipped({f"{n}.txt": b"\n" * (9 * MEBIBYTE) for n in range(30)}),
    "c.zip": lambda: zipped({"a.jsonl.gz": gzip.compress(b"\n" * (60 * MEBIBYTE))}),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_decompression_bombs(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BOMBS[name]())
    before, began = peak(), time.process_time()
    failures = [item for item in read([tmp_path / name]) if isinstance(item, FailedDocument)]
    assert failures
    assert all("decompression bomb" in failure.error or "empty rows" in failure.error for failure in failures)
    assert time.process_time() - began < SECONDS
    assert peak() - before < MEMORY


def test_broken_and_encrypted_archives(tmp_path: Path) -> None:
    sound = zipped({"a.txt": BODY.encode(), "b.txt": BODY.encode()})
    flagged = bytearray(sound)
    for at in (sound.index(b"PK\x03\x04") + 6, sound.index(b"PK\x01\x02") + 8):
        flagged[at] |= 1
    for name, data, why in [
        ("cut.zip", sound[:-30], "not a zip file"),
        ("none.zip", b"x" * 100, "not a zip file"),
        ("flagged.zip", bytes(flagged), "encrypted"),
    ]:
        (tmp_path / name).write_bytes(data)
        first = next(iter(read([tmp_path / name])))
        assert isinstance(first, FailedDocument)
        assert why in first.error


def test_links_that_lead_back_are_walked_once(tmp_path: Path) -> None:
    inner = tmp_path / "in"
    inner.mkdir()
    (inner / "a.txt").write_text(BODY, encoding="utf-8")
    (inner / "up").symlink_to(tmp_path)
    (inner / "self").symlink_to(inner)
    (tmp_path / "b.txt").symlink_to("b.txt")
    assert [item.doc for item in read([tmp_path])] == ["in/a"]


def test_a_link_to_itself_given_by_name_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "b.txt").symlink_to("b.txt")
    (failure,) = read([tmp_path / "b.txt"])
    assert isinstance(failure, FailedDocument)
    assert "cannot be read" in failure.error


def test_devices_and_pipes_in_a_folder_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("/dev/zero")
    with pytest.raises(InputError, match="no documents"):
        read([tmp_path])
    (failure,) = read([tmp_path / "b.txt"])
    assert failure == FailedDocument(str(tmp_path / "b.txt"), "a device, not a file")


def broken(whole: bytes) -> st.SearchStrategy[bytes]:
    """Sound files with bytes changed, cut out and put in."""

    @st.composite
    def made(draw: st.DrawFn) -> bytes:
        data = bytearray(whole)
        for _ in range(draw(st.integers(1, 6))):
            at = draw(st.integers(0, len(data) - 1))
            data[at : at + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
        return bytes(data) or b"x"

    return made()


def parquet() -> bytes:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import write_table

    held = io.BytesIO()
    write_table(pyarrow.table({"text": [BODY] * 3}), held)
    return held.getvalue()


SOUND: dict[str, Callable[[], bytes]] = {
    ".html": lambda: page().encode(),
    ".rss": lambda: feed(f"<item><description>{BODY}</description></item>").encode(),
    ".warc": lambda: record(page().encode()) * 2,
    ".csv": lambda: f'doc,text\n1,"{BODY}"\n'.encode(),
    ".parquet": parquet,
    ".json": lambda: f'[{{"doc": "1", "text": "{BODY.splitlines()[0]}"}}]'.encode(),
}


@pytest.mark.slow
@pytest.mark.parametrize("ending", SOUND)
def test_damaged_files_give_documents_or_failures(ending: str) -> None:
    reader = load(KINDS[ending])

    @settings(deadline=None, max_examples=60)
    @given(broken(SOUND[ending]()))
    def check(data: bytes) -> None:
        for item in guarded(reader, io.BytesIO(data), Origin("f", f"f{ending}")):
            assert isinstance(item, Article | FailedDocument)

    check()
