"""Who denies what the report has told: the claim once more, denied, said by who denies it, and nothing made up."""

from __future__ import annotations

import pytest

import marsad
from marsad.model import Article, Claim

CODER = marsad.Coder()


def denied(text: str) -> list[Claim]:
    claims = CODER.code(Article(doc="d", text=text, published="2024-05-08"))
    return [claim for claim in claims if "denied.told" in claim.rules]


# (sentences, trigger, type, who denies)
POINTING_BACK = [
    (
        "قال المرصد إن خمسة مدنيين قتلوا في غارة إسرائيلية على بلدة حولا أمس. ونفى الجيش الإسرائيلي ذلك.",
        "نفى",
        "attack.air",
        "Israel",
    ),
    (
        "أعلنت قوات الدعم السريع سيطرتها على القصر الجمهوري في الخرطوم. ونفى متحدث باسم الجيش هذه الأنباء.",
        "نفى",
        "capture",
        "Sudan",
    ),
    (
        "خطف مسلحون من جبهة النصرة سبعة مقاتلين في ريف إدلب، بحسب المرصد، إلا أن وزارة الدفاع الأميركية نفت الأمر.",
        "نفت",
        "abduction",
        "United States",
    ),
    ("يتهم معارضون أنقرة بدعم تنظيم الدولة، وهو ما تنفيه تركيا.", "تنفيه", "support", "Turkey"),
]


@pytest.mark.parametrize(("text", "trigger", "kind", "denier"), POINTING_BACK)
def test_a_denial_that_points_back(text: str, trigger: str, kind: str, denier: str) -> None:
    [claim] = denied(text)
    assert (claim.trigger.text, claim.type, claim.status) == (trigger, kind, "denied")
    assert [source.name for source in claim.sources] == [denier]
    full = text
    for value in (*claim.actors, *claim.targets, *claim.places, *claim.quantities, claim.trigger):
        assert full[value.start : value.end] == value.text


NOTHING_DENIED_AGAIN = [
    "قصفت طائرات التحالف مواقع في صعدة. ونفى الوزير ارتفاع أسعار الوقود.",
    "قتل عشرة أشخاص في انفجار ببغداد. ولم ينف الوزير ذلك.",
    "اعتقلت الشرطة أربعة مسلحين في صنعاء. ونفى المحامي علاقته بالخبر.",
    "نفى الجيش السوداني ذلك.",
]


@pytest.mark.parametrize("text", NOTHING_DENIED_AGAIN)
def test_nothing_is_denied_that_is_not_pointed_to(text: str) -> None:
    assert denied(text) == []
