"""Are documents read from every kind of file, and are bad ones told apart from the rest?"""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.ingest import count, language, read
from marsad.ingest.origin import Origin
from marsad.ingest.readers import KINDS, guarded, load, sniffed
from marsad.model import Article, FailedDocument

TWO = [{"doc": "a", "text": "x", "published": "2015-07-21T10:00:00", "title": ""}, {"doc": 7, "text": "y"}]


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


@pytest.mark.parametrize("name", ["d.json", "d.jsonl", "d.jsonl.gz", "d.ndjson"])
def test_kinds_of_files(tmp_path: Path, name: str) -> None:
    whole = json.dumps(TWO) if name == "d.json" else "\n".join(map(json.dumps, TWO)) + "\n\n"
    path = written(tmp_path, name, whole.encode())
    assert list(read([path])) == [Article(doc="a", text="x", published="2015-07-21"), Article(doc="7", text="y")]
    assert count([path]) == 2


def test_a_text_file_is_one_report_dated_by_its_name(tmp_path: Path) -> None:
    path = written(tmp_path, "report-2017-09-03.txt", "\ufeffنص".encode())  # "text" after a byte-order mark
    assert list(read([path])) == [Article(doc="report-2017-09-03", text="نص", published="2017-09-03")]


def test_utf16_is_read(tmp_path: Path) -> None:
    assert [item.text for item in read([written(tmp_path, "a.txt", "نص".encode("utf-16"))])] == ["نص"]  # "text"


def test_a_folder_is_read_in_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("b.txt", "a.txt", "in/c.txt", "README.txt", "other.pdf"):
        written(tmp_path, name, b"x")
    assert [item.doc for item in read([tmp_path])] == ["a", "b", "in/c"]
    assert count([tmp_path]) == 3


@pytest.mark.parametrize(
    ("line", "doc", "why"),
    [
        (b'{"doc": "d"}', "d", "missing required field `text`"),
        (b'{"doc": "d", "text": 5}', "d", "Expected `str`, got `int`"),
        (b'{"doc": "d", "text": "x", "published": "21/7/2015"}', "d", "no ISO date"),
        (b'{"doc": "d", "text": "x"', "f.jsonl:1", "broken JSON"),
        (b"[1]", "f.jsonl:1", "not a document"),
        (b'{"doc": "d", "text": "\xff"}', "d", "not UTF-8"),
        (b"nonsense", "f.jsonl:1", "broken JSON"),
    ],
)
def test_a_bad_line_is_one_failure_and_the_next_is_read(tmp_path: Path, line: bytes, doc: str, why: str) -> None:
    path = written(tmp_path, "f.jsonl", line + b'\n{"doc": "next", "text": "x"}\n')
    bad, good = read([path])
    assert isinstance(bad, FailedDocument)
    assert bad.doc.endswith(doc)
    assert why in bad.error
    assert good.doc == "next"


def test_a_broken_archive_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"doc": "a", "text": "x"}\n' * 1000)[:-20])
    assert isinstance(list(read([path]))[-1], FailedDocument)


@pytest.mark.parametrize(("name", "why"), [("missing.txt", "no such file"), ("a.pdf", "unknown kind"), ("", "no doc")])
def test_paths_that_cannot_be_input(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    with pytest.raises(InputError, match=why):
        read([tmp_path / name])


@pytest.mark.parametrize(
    ("data", "docs"),
    [
        (b'{"doc": "a", "text": "x"}\n{"doc": "b", "text": "y"}\n', ["a", "b"]),
        (b'{"doc": "a",\n "text": "x"}', ["a"]),
        (b'[{"doc": "a", "text": "x"}]', ["a"]),
        (b"plain words", ["stdin"]),
        (b"", ["stdin"]),
    ],
)
def test_standard_input_tells_its_kind(monkeypatch: pytest.MonkeyPatch, data: bytes, docs: list[str]) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert [item.doc for item in read(["-"])] == docs
    assert count(["-"]) is None


@pytest.mark.parametrize("reader", sorted(set(KINDS.values())))
@settings(deadline=None)  # the first call loads a library
@given(data=st.binary(max_size=300))
def test_any_bytes_give_documents_or_failures(reader: str, data: bytes) -> None:
    for item in guarded(load(reader), io.BytesIO(data), Origin("f", "f")):
        assert isinstance(item, Article | FailedDocument)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_standard_input_gives_documents_or_failures(data: bytes) -> None:
    assert all(isinstance(item, Article | FailedDocument) for item in sniffed(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("قصفت الطائرات المدينة", "ar"),  # aircraft shelled the town
        ("قال wikileaks إن الحرب انتهت", "ar"),  # Wikileaks said that the war is over
        ("the town was shelled", None),
        ("این گزارش درباره جنگ است و چیزی نمی‌گوید", None),  # Persian: this report is about the war and says nothing
        ("", None),
        ("123 !!", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language(text) == code
