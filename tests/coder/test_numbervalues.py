"""Numbers by themselves: every number of a text with its words, nouns in the dual among them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.numbervalues import NumberFinder

FIND = NumberFinder()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # the destruction of two tanks and two strikes
        ("تدمير دبابتين وغارتين", [("دبابتين", 2, 2, "cardinal"), ("غارتين", 2, 2, "cardinal")]),
        # the wounding of more than 20 persons in 2013
        ("إصابة أكثر من 20 شخصا في عام 2013", [("أكثر من 20", 20, None, "cardinal"), ("2013", 2013, 2013, "name")]),
        # at least, behind the noun: its words are shown
        ("20 قتيلا على الأقل", [("20 قتيلا على الأقل", 20, None, "cardinal")]),
        # a hundred dead at least, and two hundred hurt: the bound is that of the dead
        (
            "مئة قتيل على الأقل ومئتا جريح",
            [("مئة قتيل على الأقل", 100, None, "cardinal"), ("مئتا", 200, 200, "cardinal")],
        ),
        # a thousand dead and two thousand hurt; thirty, in words and figures; 33 in all
        ("ألف قتيل وألفا جريح", [("ألف", 1000, 1000, "cardinal"), ("ألفا", 2000, 2000, "cardinal")]),
        ("ثلاثين (30) جنديا", [("ثلاثين (30)", 30, 30, "cardinal")]),
        ("ما مجموعه 33 شخصا", [("ما مجموعه 33", 33, 33, "cardinal")]),
        # the army's and 14 others; shells and 50 belts: "and" joins no label
        ("عناصر الجيش و14 من المسلحين", [("14", 14, 14, "cardinal")]),
        ("قذيفة و50 حزاما ناسفا", [("50", 50, 50, "cardinal")]),
        # two thousand is one number, no dual beside it
        ("ألفان وخمسمائة", [("ألفان وخمسمائة", 2500, 2500, "cardinal")]),
        # nine vehicles, among them two tanks
        ("تسع آليات بينها دبابتان", [("تسع", 9, 9, "cardinal"), ("دبابتان", 2, 2, "cardinal")]),
        # a singular and a vague amount are no numbers
        ("قتيل وعدد من الجرحى", []),
        ("ضبطت كمية من الأسلحة", []),
        # what only looks like a dual: a young man of 18, those who did it, offering, the town of Sejnane
        ("أصابوا شابا عمره كبير", []),
        ("منفذي الهجوم على القرية", []),
        ("زاروا المصابين مقدمين العزاء", []),
        ("عملية في مدينة سجنان", []),
        # Daraa, safety, my son, expressing, asylum seekers, Turkey
        ("معارك في مدينة درعا البلد", []),
        ("نعيش بأمن وأمان", []),
        ("كان ابني طالبا في الجامعة", []),
        ("معبرين عن تضامنهم", []),
        ("أعداد طالبي اللجوء", []),
        ("دخول تركيا المعركة", []),
        # an adjective of two that were named, and one of many
        ("البلدين الشقيقين", []),
        ("بقصف مدفعي وصاروخي كثيف", []),
        # two crossings all the same, and their two sons
        ("إغلاق معبرين حدوديين", [("معبرين", 2, 2, "cardinal")]),
        ("استشهاد ابنيهم", [("ابنيهم", 2, 2, "cardinal")]),
    ],
)
def test_numbers(text: str, found: list[tuple[str, float, float | None, str]]) -> None:
    assert [(n.text, n.low, n.high, n.kind) for n in FIND(text)] == found


@given(st.text(alphabet="0123456789.,-%من إلى بين و ألف مئة عشر ٪", max_size=50))
def test_any_words_are_read_without_error(text: str) -> None:
    for number in FIND(text):
        assert text[number.start : number.end] == number.text
