"""What an event takes nothing from: circumstances, mediators, cities that stand for states, whom somebody blames."""

from __future__ import annotations

import pytest

import marsad
from marsad.model import Article, Claim

CODER = marsad.Coder()


def claims(text: str, day: str = "2024-05-12") -> list[Claim]:
    return CODER.code(Article(doc="d", text=text, published=day))


def _names(claim: Claim, field: str) -> list[str | None]:
    return [mention.name for mention in getattr(claim, field)]


# gloss, text, type, field, what every claim of that type has there
TAKEN = [
    (
        "the attack comes at a time when the forces prepare for an operation in the south: they did not make it",
        "انفجرت سيارة مفخخة بمقديشو أمس. ويأتي الهجوم في وقت تستعد فيه القوات الحكومية لعملية في جنوب البلاد.",
        "attack.bombing",
        "actors",
        [],
    ),
    (
        "the explosion came hours after a raid on Kandahar: it was in Kabul",
        "انفجرت عبوة ناسفة في كابل أمس. وجاء التفجير بعد ساعات من غارة أمريكية على قندهار.",
        "attack.bombing",
        "places",
        ["Kabul"],
    ),
    (
        "the two sides signed an accord by the mediation of Qatar, which is no side of it",
        "وقعت الحكومة السودانية وقوات الدعم السريع اتفاقا بوساطة قطرية.",
        "agreement",
        "actors",
        ["Sudan", "Rapid Support Forces"],
    ),
    (
        "Paris and London demanded a meeting after the shelling of Aleppo: nothing was shelled where they sit",
        "طالبت باريس ولندن بعقد اجتماع طارئ لمجلس الأمن بعد قصف حلب.",
        "attack.shelling",
        "places",
        ["Aleppo"],
    ),
    (
        "a source in the movement accused the army of shelling: the accused does not say so",
        "إلا أن مصدرا في حركة حماس اتهم الجيش الإسرائيلي بمواصلة قصف خان يونس.",
        "attack.shelling",
        "sources",
        ["Hamas"],
    ),
    (
        "gunmen attacked a base of the army: they are not the army's",
        "هاجم مسلحون قاعدة للجيش في ولاية بورنو شمال نيجيريا.",
        "attack.armed",
        "actors",
        ["unknown"],
    ),
    (
        "a suicide bomber blew up | his car near the base: he did, and not what he has",
        "فجر انتحاري سيارته المفخخة قرب قاعدة الجيش في كابل.",
        "attack.suicide",
        "actors",
        ["unknown"],
    ),
    (
        "the shelling by rockets and guns: no party is called so",
        "وتزامن ذلك مع قصف صاروخي ومدفعي تعرضت له الغوطة الشرقية من جبل قاسيون.",
        "attack.shelling",
        "actors",
        [],
    ),
    (
        "the minister announced | a rise in the dead of the bombing",
        "أعلن وزير الصحة العراقي ارتفاع عدد قتلى التفجير الذي وقع أمس في بغداد إلى 37 شخصا.",
        "attack.bombing",
        "sources",
        ["Iraq"],
    ),
]


@pytest.mark.parametrize(("gloss", "text", "kind", "field", "wanted"), TAKEN, ids=[row[0][:40] for row in TAKEN])
def test_what_an_event_has(gloss: str, text: str, kind: str, field: str, wanted: list[str]) -> None:
    found = [_names(claim, field) for claim in claims(text) if claim.type == kind]
    assert found and all(names == wanted for names in found), gloss


# gloss, text, event word, status
TOLD = [
    (
        "the army denied the reports about the control of the city",
        "نفى الجيش السوداني الأنباء المتداولة عن سيطرة قوات الدعم السريع على مدينة الفاشر.",
        "سيطرة",
        "denied",
    ),
    (
        "the reports of the town's fall are void of truth",
        "قال مصدر عسكري إن الأنباء عن سقوط مدينة الفاشر عارية عن الصحة.",
        "سقوط",
        "denied",
    ),
    ("talk of an attack is false", "وقال الجيش إن الحديث عن هجوم على القاعدة الجوية كاذب.", "هجوم", "denied"),
    (
        "he denied that, and reported of a withdrawal",
        "نفى الجيش السوداني ذلك، وتحدث عن انسحاب قوات الدعم السريع من أم درمان.",
        "انسحاب",
        "reported",
    ),
]


@pytest.mark.parametrize(("gloss", "text", "word", "status"), TOLD, ids=[row[0][:40] for row in TOLD])
def test_reports_that_are_denied(gloss: str, text: str, word: str, status: str) -> None:
    assert [claim.status for claim in claims(text) if claim.trigger.text.startswith(word)] == [status], gloss


def test_a_situation_under_control_is_no_place_held() -> None:
    text = "هاجم مسلحون قرية في شمال نيجيريا وقتلوا عشرة أشخاص. وأكد الجيش أن الوضع تحت السيطرة."
    assert not [claim for claim in claims(text) if claim.type == "control"]


def test_a_suicide_bomber_ends_before_what_he_has() -> None:
    [claim] = claims("فجر انتحاري حزامه الناسف أمام مقر الشرطة في كابل.")
    assert [actor.text for actor in claim.actors] == ["انتحاري"]


def test_a_toll_that_nobody_gives_denies_no_death() -> None:
    text = "هاجم مسلحون ثكنة في باماكو أمس. ولم تعلن السلطات حصيلة رسمية، إلا أن مصدرا أمنيا أفاد بسقوط 77 قتيلا."
    assert [claim.status for claim in claims(text) if claim.type == "casualties"] == ["reported"]


def test_the_freed_are_not_arrested_by_being_called_detainees() -> None:
    found = claims("أفرج الحوثيون عن نحو ستين معتقلا في صنعاء.")
    assert [claim.type for claim in found] == ["release"]
