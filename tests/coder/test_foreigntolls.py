"""Whose dead are they? Totals, earlier tolls and the dead of a second attack are not those of the first."""

from __future__ import annotations

import pytest

import marsad
from marsad.model import Article, Claim

CODER = marsad.Coder()


def coded(text: str) -> list[Claim]:
    """The claims of a text of Thursday 12 May 2016."""
    return CODER.code(Article(doc="d", text=text, published="2016-05-12"))


# (gloss, text, trigger, the low bounds of what its first claim counts)
COUNTED = [
    (
        "12 died in a raid, which brings the toll since the beginning of the month to 140.",
        "قتل 12 مدنيا وأصيب 30 آخرون في غارة جوية على سوق في إدلب، وبذلك ترتفع حصيلة القتلى منذ بداية الشهر إلى 140.",
        "غارة جوية",
        [12, 30],
    ),
    (
        "Two were hurt by a mine, the fourth attack, which brings the number of dead to 13.",
        "قتل جندي وأصيب اثنان بانفجار لغم في سيناء، وهو الهجوم الرابع خلال أسبوع والذي يرفع عدد القتلى إلى 13.",
        "انفجار لغم",
        [2],
    ),
    (
        "The toll rose to 84 after an earlier toll had spoken of 60.",
        "ارتفع عدد ضحايا تفجير المسجد إلى 84 قتيلا و120 جريحا بعدما كانت حصيلة سابقة أفادت بمقتل 60 شخصا.",
        "تفجير",
        [84, 120],
    ),
    (
        "Eight died in an attack, while eleven attackers were killed.",
        "قتل 8 جنود في هجوم على حاجز في الشيخ زويد، بينما قتل 11 من المهاجمين.",
        "هجوم",
        [8],
    ),
    (
        "The Taliban spoke of 60 dead, but the ministry said that only 12 had died.",
        "أعلنت حركة طالبان مقتل 60 جنديا في هجوم على قاعدة في هلمند لكن وزارة الدفاع قالت إن 12 جنديا قتلوا.",
        "هجوم",
        [60],
    ),
    (
        "22 raids in Syria and 14 in Iraq are two claims.",
        "أعلن التحالف أنه نفذ 22 غارة في سوريا و14 غارة في العراق.",
        "غارة",
        [22],
    ),
    (
        "A bomb killed 6, and another 3.",
        "قالت الشرطة إن قنبلة انفجرت في بغداد فقتلت 6 وأصابت 15، وانفجرت أخرى في بعقوبة فقتلت 3 وأصابت 9.",
        "انفجرت",
        [6, 15],
    ),
    (
        "The attack in Brussels killed 31, and a like one in Paris had killed 130.",
        "تبنى التنظيم الهجوم الذي أودى بحياة 31 شخصا في بروكسل، وكان هجوم مماثل في باريس أوقع 130 قتيلا في نوفمبر.",
        "الهجوم",
        [31],
    ),
]


@pytest.mark.parametrize(("gloss", "text", "trigger", "wanted"), COUNTED, ids=[row[0][:40] for row in COUNTED])
def test_what_is_counted_of_an_event(gloss: str, text: str, trigger: str, wanted: list[int]) -> None:
    claim = next(claim for claim in coded(text) if claim.trigger.text == trigger)
    assert [quantity.low for quantity in claim.quantities] == wanted


def test_things_destroyed_before_are_not_counted_among_the_dead() -> None:
    # the gunmen burned 12 houses and killed two herdsmen
    claims = coded("أحرق المسلحون 12 منزلا في القرية وقتلوا راعيين.")
    assert [[quantity.low for quantity in claim.quantities] for claim in claims] == [[12], [2]]


def test_the_day_of_a_part_is_not_that_of_the_whole() -> None:
    # since 22 April 300 have died, 12 of them yesterday
    first = coded("منذ بدء التصعيد في 22 أبريل قتل 300 مدني في حلب، بينهم 12 أمس الأربعاء.")[0]
    assert first.time is not None
    assert (first.time.start, first.time.end) == ("2016-04-22", "2016-05-12")


def test_the_day_of_a_total_is_not_that_of_the_deed() -> None:
    # 17 were arrested this dawn, which brings the number of those arrested since October to 5200
    text = "اعتقلت قوات الاحتلال فجر اليوم 17 فلسطينيا في رام الله، ما يرفع عدد المعتقلين منذ أكتوبر إلى 5200 فلسطيني."
    first = coded(text)[0]
    assert [quantity.low for quantity in first.quantities] == [17]
    assert first.time is not None
    assert (first.time.start, first.time.end) == ("2016-05-12", "2016-05-12")


def test_those_condemned_did_not_die_in_the_deed_that_they_are_accused_of() -> None:
    # a court sentenced to death seven who stand accused of the killing of 36 tourists
    claims = coded("قضت محكمة بإعدام 7 متهمين بقتل 36 سائحا في هجوم سوسة.")
    assert [quantity.low for quantity in claims[0].quantities] == [7]
