"""Is the output the same for any number of processes, and does a bad document cost one line?"""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad import batch
from marsad.batch import CHUNK, coded
from marsad.errors import DocumentError
from marsad.export.contract import parsed, written
from marsad.model import Article, CodedDocument, FailedDocument
from standin import ARTICLE, StandIn, air_strike, clash

WORD = "غارات"  # strikes
MANY = [Article(doc=str(n), text=f"{WORD} " * (n % 4) + ("fail" if n % 10 == 7 else "")) for n in range(3 * CHUNK + 5)]


def test_lines_come_in_order_whatever_the_jobs() -> None:
    one = [result.line for result in coded(MANY, 1, StandIn)]
    assert [msgspec.json.decode(line)["doc"] for line in one] == [article.doc for article in MANY]
    for jobs in (2, 3):
        assert [result.line for result in coded(MANY, jobs, StandIn)] == one


def test_a_failing_document_is_one_line() -> None:
    results = list(coded(MANY, 1, StandIn))
    assert {result.item.doc for result in results if result.failed} == {a.doc for a in MANY if "fail" in a.text}
    failed = next(result for result in results if result.failed).document()
    assert failed == FailedDocument("7", "cannot be coded: ValueError: asked to fail")


def test_failures_of_reading_pass_through() -> None:
    failure = FailedDocument("f", "not there")
    (result,) = coded([failure], 1, StandIn)
    assert result.failed
    assert result.document() == failure


def test_half_a_surrogate_pair_is_an_error_line() -> None:
    (result,) = coded([Article(doc="d\ud800", text=WORD, title="\udc00")], 1, StandIn)
    assert result.failed
    assert b"surrogate" in result.line


def test_a_document_above_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "LONGEST", 3)
    (result,) = coded([Article(doc="d", text="xxxx")], 1, StandIn)
    assert result.failed
    assert b"split it" in result.line


def test_a_line_is_read_back_as_it_was_written() -> None:
    document = CodedDocument(ARTICLE.doc, None, ARTICLE.published, ARTICLE.title, "ar", [air_strike(), clash()])
    assert parsed(written(document)) == document
    failure = FailedDocument("d", "why")
    assert parsed(written(failure)) == failure


def test_the_line_has_the_contracts_fields_in_its_order() -> None:
    line = msgspec.json.decode(written(CodedDocument("d", None, None, None, None, [air_strike()])))
    assert list(line) == ["doc", "source", "published", "title", "language", "claims"]
    (claim,) = line["claims"]
    assert list(claim)[:11] == [
        *(
            "id",
            "type",
            "status",
            "trigger",
            "sentence",
            "actors",
            "targets",
            "places",
            "time",
            "quantities",
            "sources",
        ),
    ]
    assert claim["time"]["chars"] == [54, 57]


@pytest.mark.parametrize("line", [b"{}", b'{"doc": 1}', b"\xff", b'{"doc": "d", "claims": [{}]}'])
def test_a_line_off_the_contract_is_an_error(line: bytes) -> None:
    with pytest.raises(DocumentError, match="contract"):
        parsed(line)


@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_text_gives_a_line_each(texts: list[str]) -> None:
    results = list(coded((Article(doc="d", text=text, title=text) for text in texts), 1, StandIn))
    assert len(results) == len(texts)
    assert all(isinstance(result.document(), CodedDocument | FailedDocument) for result in results)
