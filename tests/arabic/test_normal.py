"""Folding keeps the way back to every character, and ends in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.arabic.normal import fold, normalise

_LETTERS = "ابتأإآىيةهﻻﷺﰀ\u0640\u064b\u0651\u200f\u202b\ufeff٣۴ «»٫kپ\U0001f600"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("أُدِينَ", "ادين"),  # was condemned, vowelled
        ("الـــجيش", "الجيش"),  # army, stretched
        ("ﻻ", "لا"),  # ligature
        ("ایران", "ايران"),  # Iran in Persian letters
        ("٣٥ و۴", "35 و4"),  # digits
        ("«قصف»", '"قصف"'),
        ("مستشفى", "مستشفي"),
        ("\u200fقتل\u202c", "قتل"),  # with bidi marks
    ],
)
def test_spellings_become_one(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_vowels_stay_with_their_letter() -> None:
    normal = normalise("وقَصَفَ الجيشُ")
    start = normal.text.index("الجيش")
    assert normal.source[slice(*normal.span(start, start + 5))] == "الجيشُ"


@given(st.text(alphabet=_LETTERS, max_size=40), st.data())
def test_spans_map_back(text: str, data: st.DataObject) -> None:
    normal = normalise(text)
    start = data.draw(st.integers(0, len(normal.text)))
    end = data.draw(st.integers(start, len(normal.text)))
    first, last = normal.span(start, end)
    assert 0 <= first <= last <= len(text)
    piece = fold(text[first:last])
    if end > start:
        assert normal.text[start:end] in piece
    if not any("\ufb50" <= char <= "\ufefc" for char in text):
        assert piece == normal.text[start:end]


@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    text = data.decode("utf-8", errors="replace")
    normal = normalise(text)
    assert normal.span(0, len(normal.text))[1] <= len(text)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_linear_time() -> None:
    started = time.perf_counter()
    normalise("قَصْفٌ " * 50_000)
    assert time.perf_counter() - started < 5
