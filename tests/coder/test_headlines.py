"""When is the headline of a lead coded? Where it tells what the few lines under it do not. Own leads."""

from __future__ import annotations

import pytest

import marsad
from marsad.model import Article

CODER = marsad.Coder()

# (gloss, title, lines under it, types that the headline adds)
LEADS = [
    (
        "Government forces besiege the town of Rastan. / Five civilians were killed by shelling of the market.",
        "قوات حكومية تحاصر بلدة الرستن من ثلاث جهات",
        "قال سكان من بلدة الرستن اليوم الثلاثاء إن خمسة مدنيين قتلوا في قصف مدفعي استهدف السوق.",
        ["siege"],
    ),
    (
        "Wide Arab condemnations of the shelling of the camp. / Forty people were killed in the shelling of a camp.",
        "إدانات عربية واسعة لقصف مخيم النازحين",
        "قال مسعفون إن أربعين شخصا قتلوا أمس الاثنين في قصف مخيم للنازحين قرب الفاشر.",
        ["accusation"],
    ),
    (
        "Three soldiers killed in an attack near Mosul. / The same in more words.",
        "مقتل ثلاثة جنود في هجوم قرب الموصل",
        "قال مصدر أمني اليوم الثلاثاء إن ثلاثة جنود قتلوا في هجوم شنه مسلحون قرب الموصل.",
        [],
    ),
]


@pytest.mark.parametrize(("gloss", "title", "text", "types"), LEADS, ids=[lead[0] for lead in LEADS])
def test_a_headline_adds_what_the_lead_does_not_tell(gloss: str, title: str, text: str, types: list[str]) -> None:
    claims = CODER.code(Article(doc="lead", title=title, text=text, published="2024-05-07"))
    assert [claim.type for claim in claims if claim.trigger.end <= len(title)] == types
    assert [claim.trigger.start for claim in claims] == sorted(claim.trigger.start for claim in claims)
    assert any(claim.trigger.start > len(title) for claim in claims)
