"""What is a deed, and what does it answer? A sentence that tells both keeps their places, days and dead apart."""

from __future__ import annotations

import pytest

import marsad
from marsad.model import Article, Claim

CODER = marsad.Coder()


def coded(text: str) -> list[Claim]:
    return CODER.code(Article(doc="d", text=text, published="2024-05-08"))


# (gloss, sentence, dead of the deed, dead of what it answers, places of what it answers)
ANSWERS = [
    (
        "The Taliban claimed the killing of four soldiers in Helmand in answer to a raid that struck Kandahar Sunday.",
        "أعلنت حركة طالبان مسؤوليتها عن قتل أربعة جنود في ولاية هلمند ردا على غارة جوية استهدفت قندهار الأحد.",
        [4],
        [],
        ["Kandahar"],
    ),
    (
        "Seven soldiers were killed in an ambush near Arish in revenge for a raid on Rafah in which three gunmen died.",
        "قتل سبعة جنود في كمين قرب العريش انتقاما من غارة على رفح قتل فيها ثلاثة مسلحين.",
        [7],
        [3],
        ["Rafah"],
    ),
]


@pytest.mark.parametrize(("gloss", "text", "dead", "answered", "places"), ANSWERS, ids=[row[0][:40] for row in ANSWERS])
def test_a_deed_and_what_it_answers(gloss: str, text: str, dead: list, answered: list, places: list) -> None:
    claims = coded(text)
    inside = [claim for claim in claims if "answered" in claim.rules]
    deeds = [claim for claim in claims if "answered" not in claim.rules]

    def killed(of: list[Claim]) -> set:
        return {q.low for claim in of for q in claim.quantities if q.what == "killed"}

    assert killed(deeds) == set(dead)
    assert killed(inside) == set(answered)
    assert {place.name for claim in inside for place in claim.places} == set(places)
    assert not {place.name for claim in deeds for place in claim.places} & set(places)


@pytest.mark.parametrize(
    "text",
    [
        "تبنى مسلحو طالبان قتل شرطيين في قندهار.",  # Taliban gunmen claimed the killing of two policemen in Kandahar
        "وجاء ذلك بعد تبني حركة طالبان قتل شرطيين في قندهار.",  # after their claiming it
    ],
)
def test_a_killing_that_somebody_claims_is_coded(text: str) -> None:
    found = [claim for claim in coded(text) if claim.claimed_by]
    assert [claim.type for claim in found] == ["casualties"]
    assert [party.name for party in found[0].claimed_by] == ["Taliban"]


def test_the_dead_of_a_claimed_bombing_are_its_own() -> None:
    # The Taliban claimed a bombing that killed three soldiers in Kandahar
    claims = coded("تبنت حركة طالبان تفجيرا أسفر عن مقتل ثلاثة جنود في قندهار.")
    assert [claim.type for claim in claims] == ["attack.bombing"]
