"""Of harm that nobody suffered there is no claim, and what is told before "without any loss" is not denied by it."""

import pytest

from marsad.coder.coder import Coder
from marsad.model import Article

WAR = "مقتل جنود في اشتباكات"  # "soldiers killed in clashes"

CASES = [
    # the Interior announced that the attack was foiled, without loss of life
    ("أعلنت الداخلية إحباط الهجوم دون خسائر بشرية.", "repel", "reported"),
    # shells fell on the town, with no injuries recorded
    ("سقطت قذائف على البلدة دون تسجيل أي إصابات.", "attack.shelling", "reported"),
    # a drone struck a seat of the movement without loss of life
    ("استهدفت مسيرة مقرا للحركة دون وقوع خسائر في الأرواح.", "attack.air", "reported"),
]


@pytest.mark.parametrize(("text", "kind", "status"), CASES)
def test_no_claim_of_harm_that_was_not_done(text: str, kind: str, status: str) -> None:
    article = Article(doc="d", title=WAR, text=text, published="2023-07-14")
    told = [claim for claim in Coder().code(article) if claim.trigger.start > len(WAR)]
    assert [claim.type for claim in told if claim.type == "casualties"] == []
    assert (kind, status) in [(claim.type, claim.status) for claim in told]
