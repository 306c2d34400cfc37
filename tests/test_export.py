"""Does the evidence page show the whole text with every value's words, safely?"""

from __future__ import annotations

import html
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from marsad.export.evidence import Evidence, page
from marsad.export.highlight import SENTENCE, Mark, pieces
from marsad.export.reading import number, readings
from marsad.export.table import write_tables
from marsad.export.trace import write_trace
from marsad.model import Article, CodedDocument, FailedDocument
from standin import ARTICLE, air_strike, clash

DOCUMENT = CodedDocument(ARTICLE.doc, ARTICLE.source, ARTICLE.published, ARTICLE.title, "ar", [air_strike(), clash()])
PAGE = page([(ARTICLE, DOCUMENT)])


def visible(shown: str) -> str:
    article = re.search(r"<article[^>]*>(.*?)</article>", shown, re.DOTALL)
    assert article
    return html.unescape(re.sub(r"<[^>]+>", "", article.group(1)))


def test_the_article_stands_on_the_page_as_it_is() -> None:
    assert visible(PAGE) == ARTICLE.full


def test_every_value_links_to_words_that_are_there() -> None:
    ids = set(re.findall(r'\bid="([^"]+)"', PAGE))
    assert len(re.findall(r'\bid="([^"]+)"', PAGE)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', PAGE)) <= ids
    for values in re.findall(r'data-v="([^"]+)"', PAGE):
        assert all(value in ids or value.endswith("s") for value in values.split())


def test_the_page_asks_nothing_of_a_network() -> None:
    assert "default-src 'none'" in PAGE
    assert not re.search(r"https?://|@import|url\(|<link|src=", PAGE)


def test_text_is_escaped_and_control_characters_are_shown() -> None:
    article = Article(doc="<d>", text="a <script>alert(1)</script> & \x00\ud800", title='"<b>')
    shown = page([(article, CodedDocument("<d>", None, None, article.title, None, []))])
    assert "<script>alert" not in shown
    assert "\x00" not in shown
    assert shown.encode()
    assert visible(shown) == '"<b>\na <script>alert(1)</script> & \ufffd\ufffd'


def test_a_failed_document_is_on_the_page() -> None:
    shown = page([(None, FailedDocument("bad", "cannot be <read>")), (ARTICLE, DOCUMENT)])
    assert "cannot be &lt;read&gt;" in shown
    assert "2 documents" in shown


def test_overlapping_values_share_a_piece() -> None:
    cut = pieces("abcdef", [Mark("s", SENTENCE, 0, 6), Mark("x", "actors", 1, 5), Mark("y", "places", 3, 6)])
    assert [(piece.text, piece.values, piece.field) for piece in cut] == [
        ("a", ["s"], None),
        ("bc", ["x", "s"], "actors"),
        ("de", ["y", "x", "s"], "places"),
        ("f", ["y", "s"], "places"),
    ]


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-2, 32), st.integers(-2, 32)), max_size=8))
def test_pieces_make_up_the_text(full: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(str(nth), "actors", start, end) for nth, (start, end) in enumerate(spans)]
    cut = pieces(full, marks)
    assert "".join(piece.text for piece in cut) == full
    for mark in marks:
        if 0 <= mark.start < mark.end <= len(full):
            words = "".join(piece.text for piece in cut if mark.value in piece.values)
            assert words == full[mark.start : mark.end]


@pytest.mark.parametrize(
    ("bounds", "shown"),
    [
        ((9, 9, False), "9"),
        ((60, 60, True), "~60"),
        ((10, 15, False), "10–15"),
        ((20, None, False), "≥ 20"),
        ((None, 5, False), "≤ 5"),
        ((20000, 99999, True), "~20,000–99,999"),
        ((None, None, False), "?"),
    ],
)
def test_numbers(bounds: tuple[int | None, int | None, bool], shown: str) -> None:
    assert number(*bounds) == shown


def test_readings_say_what_values_mean() -> None:
    found = {(reading.field, reading.nth): reading.meaning for reading in readings(air_strike())}
    assert found["actors", 0] == "US-led coalition · coalition"
    assert found["time", 0] == "2020-05-05"
    assert found["quantities", 1] == "2 killed, part of تسعة أشخاص"  # nine people


def test_the_notebook_frame_holds_the_page() -> None:
    shown = Evidence(ARTICLE, [clash()])._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert '"' not in shown[len('<iframe srcdoc="') : shown.index('" style=')]


def test_the_table_and_the_trace_print_every_claim() -> None:
    stream = io.BytesIO()
    write_tables([DOCUMENT, FailedDocument("bad", "why")], stream)
    table = stream.getvalue().decode()
    assert "attack.air" in table
    assert "bad: why" in table
    console = Console(file=io.StringIO(), width=100)
    write_trace(ARTICLE, DOCUMENT, console)
    write_trace(None, FailedDocument("bad", "why"), console)
    trace = console.file.getvalue()  # type: ignore[attr-defined]
    assert "light verb" in trace
    assert "[54–57]" in trace
    assert "bad: why" in trace
