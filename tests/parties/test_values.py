"""Which parties does a text name, read by itself?"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.parties import parties_in

# text, its gloss, the country it is about, and (words, name) of every party in it
TEXTS = [
    (
        "قصف الطيران الروسي مواقع لتنظيم الدولة الإسلامية قرب حلب",
        "Russian aircraft bombed positions of the Islamic State organisation near Aleppo",
        None,
        [("الطيران الروسي", "Russia"), ("تنظيم الدولة الإسلامية", "Islamic State")],
    ),
    (
        "هاجم الجيش الحوثيين في صنعاء",
        "the army attacked the Houthis in Sanaa",
        "YE",
        [("الجيش", "Yemen"), ("الحوثيين", "Houthis")],
    ),
    (
        "قتل ثلاثة مدنيين برصاص قوات الاحتلال، وفق وكالة «وفا»",
        "three civilians were killed by the occupation's forces, says the agency Wafa",
        None,
        [("مدنيين", "civilians"), ("قوات الاحتلال", "Israel"), ("وكالة «وفا»", "WAFA")],
    ),
    (
        "أعلن المتحدث باسم حركة حماس أبو عبيدة أن كتائب القسام أطلقت صواريخ",
        "the spokesman of Hamas Abu Ubaida said that the Qassam Brigades fired rockets",
        None,
        [("المتحدث باسم حركة حماس أبو عبيدة", "Hamas"), ("كتائب القسام", "Hamas")],
    ),
    (
        "قالت مصادر محلية في سوريا إن تركيا نشرت قوات",
        "local sources in Syria say that Turkey deployed forces",
        None,
        [("مصادر محلية", "local sources"), ("تركيا", "Turkey"), ("قوات", "Turkey")],
    ),
    ("وقالت وزارة الداخلية إن مسلحين مجهولين فروا", "the interior ministry said unknown gunmen fled", "TN",
     [("وزارة الداخلية", "Tunisia"), ("مسلحين مجهولين", "unknown")]),
    ("قتل جنود وفر الجيش", "soldiers were killed and the army fled", None, []),
    ("وقع الهجوم الإرهابي في شمال سوريا", "the terrorist attack happened in northern Syria", None, []),
    ("أصابت غارة إسرائيلية سيارة مدنية", "an Israeli raid hit a civil car", None, []),
    ("", "nothing", None, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "gloss", "country", "parties"), TEXTS, ids=[row[1][:40] for row in TEXTS])
def test_the_parties_of_a_text(text: str, gloss: str, country: str | None, parties: list[tuple[str, str]]) -> None:
    assert [(value.text, value.name) for value in parties_in(text, country=country)] == parties, gloss


@given(st.text(alphabet='الجيش السوري"«»و ()داعش،.123\u064b\u0640', max_size=80))
def test_every_value_stands_in_its_text(text: str) -> None:
    values = parties_in(text)
    assert all(value.text == text[value.start : value.end] and value.name for value in values)
    assert all(a.end <= b.start for a, b in itertools.pairwise(values))
