"""Whose soldiers, which capital, what body: names that the sentence around them decides."""

from __future__ import annotations

import pytest

from marsad.coder.coder import Coder
from marsad.model import Article

CODER = Coder()

# a report, its gloss, the field, and the party that must be named in it
NAMED = [
    (
        (
            "تعرض مركز حدودي في منطقة عسير لقذائف من داخل الأراضي اليمنية، "
            "وردت القوات البرية على مصادرها في الأراضي اليمنية وقصفتها. "
            "وأصيب عشرة جنود في منطقة جازان بقذائف أطلقت من الأراضي اليمنية."
        ),
        "a post in Asir was shelled from Yemeni land and the land forces answered: they are Asir's country's",
        "targets",
        "Saudi Arabia",
    ),
    (
        "أدانت مصر الهجوم الإرهابي الذي استهدف رجال الأمن في مدينة أبها السعودية.",
        "Egypt condemned the attack that struck security men in the Saudi town of Abha: they are not Egypt's",
        "targets",
        "Saudi Arabia",
    ),
    (
        "أدان المتحدث باسم الخارجية الفرنسية الهجوم على الجيش في العريش.",
        "the spokesman of the French foreign ministry condemned the attack on the army in Arish",
        "targets",
        "Egypt",
    ),
    (
        "أعربت تركيا عن إدانتها للتفجير الذي استهدف قوات الأمن في مقديشو وقتل ثلاثة.",
        "Turkey expressed its condemnation of the explosion that struck security forces in Mogadishu",
        "targets",
        "Somalia",
    ),
    (
        "أدانت مصر الهجوم الذي استهدف رجال الشرطة في العريش وأسفر عن مقتل ثلاثة.",
        "Egypt condemned the attack on policemen in Arish: at home they are its own",
        "targets",
        "Egypt police",
    ),
    (
        "أدانت تركيا الهجوم على مقديشو وقالت وزارة خارجيتها إن حركة الشباب قتلت عشرة مدنيين.",
        "Turkey condemned the attack on Mogadishu, and the ministry of its foreign affairs said",
        "sources",
        "Turkey",
    ),
    (
        "اتهمت أنقرة دمشق بقصف بلدة سراقب أمس.",
        "Ankara accused Damascus of shelling Saraqib",
        "targets",
        "Syrian transitional government",
    ),
    ("قالت موسكو إن طائراتها قصفت مدينة خاركيف.", "Moscow said that its aircraft bombed Kharkiv", "sources", "Russia"),
]


@pytest.mark.parametrize(("text", "gloss", "field", "name"), NAMED, ids=[row[1][:40] for row in NAMED])
def test_whose_they_are(text: str, gloss: str, field: str, name: str) -> None:
    claims = CODER.code(Article("a", text=text, published="2025-01-20"))
    assert name in {mention.name for claim in claims for mention in getattr(claim, field)}, gloss


def test_a_capital_that_accuses_is_no_place() -> None:
    """ "Ankara accused Damascus of shelling Saraqib": only the town is where it happened."""
    claims = CODER.code(Article("a", text="اتهمت أنقرة دمشق بقصف بلدة سراقب أمس.", published="2020-02-10"))
    assert {place.name for claim in claims for place in claim.places} <= {"Saraqib"}


def test_a_struck_capital_is_a_place() -> None:
    """ "Israel bombed Tehran at dawn today"."""
    claims = CODER.code(Article("a", text="قصفت إسرائيل طهران فجر اليوم.", published="2025-06-13"))
    assert "Tehran" in {place.name for claim in claims for place in claim.places}


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت لجنة مراقبة وقف إطلاق النار تقريرها.",  # the committee that watches the ceasefire
        "وصل رئيس دائرة شؤون المفاوضات إلى رام الله.",  # the head of the department of negotiations
        "عقدت هيئة التفاوض مؤتمرا صحفيا.",  # the negotiations body
    ],
)
def test_the_name_of_a_body_is_no_event(text: str) -> None:
    types = {claim.type for claim in CODER.code(Article("a", text=text, published="2025-01-20"))}
    assert not types & {"agreement", "talks"}
