"""What does the coder make of a report? Own sentences with what a reader takes from them."""

from __future__ import annotations

import pytest

import marsad
from marsad.model import Article, Claim

CODER = marsad.Coder()
DAY = "2017-05-10"  # a Wednesday

# (gloss, text, type, status, actors, targets, places, sources): names, as sets; None where the test does not ask
REPORTS = [
    (
        "Russian aircraft shelled positions of IS in the town of Al Mayadin yesterday, the Syrian Observatory said.",
        "قصفت طائرات روسية مواقع لتنظيم داعش في مدينة الميادين أمس، بحسب المرصد السوري لحقوق الإنسان.",
        (
            "attack.air",
            "reported",
            {"Russia"},
            {"Islamic State"},
            {"Al Mayadin"},
            ["Syrian Observatory for Human Rights"],
        ),
    ),
    (
        "A military source told Reuters that the army took control of the village from the fighters of the Taliban.",
        "قال مصدر عسكري لوكالة رويترز إن الجيش الأفغاني سيطر على قرية شمال قندوز بعد معارك مع مقاتلي طالبان.",
        ("capture", "reported", {"Afghanistan"}, None, None, None),
    ),
    (
        "The Houthis are trying to break the siege of Taiz.",
        "وتسعى قوات الجيش اليمني إلى فك الحصار عن مدينة تعز الذي يفرضه الحوثيون.",
        ("siege.lift", "planned", {"Yemen"}, None, {"Ta'izz"}, []),
    ),
    (
        "Clashes broke out between the Houthis and the Popular Resistance in Marib.",
        "واندلعت اشتباكات عنيفة بين الحوثيين والمقاومة الشعبية في مأرب اليمنية.",
        ("clash", "reported", {"Houthis", "Popular Resistance (Yemen)"}, set(), {"Ma'rib"}, []),
    ),
]


def code(text: str) -> list[Claim]:
    return CODER.code(Article(doc="own", text=text, published=DAY))


def names(mentions: list) -> set[str]:
    return {mention.name for mention in mentions if mention.name}


@pytest.mark.parametrize(("gloss", "text", "wanted"), REPORTS, ids=[row[0][:40] for row in REPORTS])
def test_a_report_becomes_its_claim(gloss: str, text: str, wanted: tuple) -> None:
    kind, status, actors, targets, places, sources = wanted
    claims = [claim for claim in code(text) if claim.type == kind]
    assert len(claims) == 1, (gloss, [(claim.type, claim.trigger.text) for claim in code(text)])
    claim = claims[0]
    assert claim.status == status, claim.rules
    assert actors is None or names(claim.actors) == actors, claim.rules
    assert targets is None or names(claim.targets) == targets, claim.rules
    assert places is None or names(claim.places) == places, claim.rules
    assert sources is None or [source.name for source in claim.sources] == sources, claim.rules


def test_deaths_go_on_the_attack_that_caused_them() -> None:
    # "Nine civilians were killed and five wounded in an air raid on a market in Idlib on Tuesday."
    claims = code("قتل تسعة مدنيين وأصيب خمسة آخرون في غارة جوية استهدفت سوقا في مدينة إدلب الثلاثاء.")
    raid = next(claim for claim in claims if claim.type == "attack.air")
    assert {(q.what, q.low, q.high) for q in raid.quantities} == {("killed", 9, 9), ("wounded", 5, 5)}
    assert raid.time is not None
    assert (raid.time.start, raid.time.end) == ("2017-05-09", "2017-05-09")


def test_what_is_listed_with_a_counted_thing_is_counted_with_it() -> None:
    # "The aircraft of the coalition destroyed five armoured units, among them three tanks, eight posts for firing
    # rockets and four stores of ammunition."
    text = (
        "دمرت طائرات التحالف خمس وحدات مدرعة، بينها ثلاث دبابات، وثمانية مواقع لإطلاق الصواريخ وأربعة مستودعات ذخيرة."
    )
    (claim,) = code(text)
    assert {(q.what, q.low) for q in claim.quantities} == {
        ("vehicles", 5),
        ("tanks", 3),
        ("positions", 8),
        ("buildings", 4),
    }


def test_a_toll_is_told_once() -> None:
    # the conflict has led to the killing of 230 thousand dead, among them 11 thousand children
    claims = code("أدى النزاع السوري إلى مقتل 230 ألف قتيل بينهم 11 ألف طفل بحسب المرصد السوري لحقوق الإنسان.")
    assert [claim.trigger.text for claim in claims if claim.type == "casualties"] == ["مقتل"]


def test_one_death_is_one_toll() -> None:
    # the death of the officer after his wounding by a shell in Najran
    claims = code("أعلنت القوات المشتركة استشهاد الرقيب ماجد السالمي بعد إصابته بمقذوف في قطاع نجران.")
    assert len([claim for claim in claims if claim.type == "casualties"]) == 1


def test_those_held_are_counted_as_held() -> None:
    # the Popular Resistance in Taiz has tens of Houthi prisoners
    (claim,) = [c for c in code("لدى المقاومة الشعبية في تعز عشرات الأسرى الحوثيين.") if c.type == "arrest"]
    assert [(q.what, q.low, q.high) for q in claim.quantities] == [("captured", 20, 99)]


def test_the_chain_runs_from_witness_to_newspaper() -> None:
    # "Agence France-Presse quoted medical sources as saying that seven soldiers were killed in an explosion in Kirkuk."
    claims = code("ونقلت وكالة فرانس برس عن مصادر طبية أن سبعة جنود قتلوا في انفجار عبوة ناسفة في كركوك.")
    blast = next(claim for claim in claims if claim.type == "attack.bombing")
    assert [source.kind for source in blast.sources] == ["medical", "media"]


def test_what_a_medium_says_on_the_word_of_others_has_both() -> None:
    # "The Horizon newspaper said that the army had shelled the town, explaining, based on security information, that
    # the gunmen had withdrawn from Zabadani."
    claims = code(
        "ذكرت صحيفة الأفق أن الجيش قصف البلدة، موضحة استنادا إلى معلومات أمنية أن المسلحين انسحبوا من الزبداني."
    )
    shelling = next(claim for claim in claims if claim.type == "attack.shelling")
    withdrawal = next(claim for claim in claims if claim.type == "withdrawal")
    assert [source.kind for source in shelling.sources] == ["media"]
    assert [source.kind for source in withdrawal.sources] == ["official", "media"]


def test_who_condemns_an_attack_did_not_make_it() -> None:
    # the Emirates condemned the terrorist attack that led to the death of a child
    claims = code("دانت دولة الإمارات الهجوم الإرهابي الذي أدى إلى مقتل طفل في قرية دوما.")
    assert "UAE" not in {name for claim in claims if claim.type.startswith("attack") for name in names(claim.actors)}


def test_the_occupation_is_a_party_where_a_report_speaks_of_it() -> None:
    # the occupation destroyed dozens of buildings in the city of Gaza and arrested ten Palestinians
    claims = code("دمر الاحتلال عشرات المباني في مدينة غزة واعتقل 10 فلسطينيين.")
    assert "capture" not in {claim.type for claim in claims}
    assert {"Israel"} == names(next(claim for claim in claims if claim.type == "destruction").actors)


def test_dawn_of_the_day_before_yesterday_blows_nothing_up() -> None:
    # the occupation forces killed the young man Ahmad Alawneh at dawn the day before yesterday
    claims = code("قتلت قوات الاحتلال الإسرائيلي فجر الأول من أمس الشاب أحمد علاونة قرب مدينة جنين.")
    assert [(claim.type, claim.time and claim.time.start) for claim in claims] == [("casualties", "2017-05-08")]


def test_what_begins_from_a_day_on_is_of_that_day() -> None:
    # Russia and Turkey agreed on a truce from yesterday on
    claims = code("اتفقت روسيا وتركيا على هدنة في إدلب اعتبارا من أمس.")
    assert {claim.time.start for claim in claims if claim.time} == {"2017-05-09"}


def test_what_a_past_act_was_meant_for_is_not_dated_ahead() -> None:
    # on 26 July the coalition began a campaign to stop the Houthis from taking Aden
    claims = code("وفي 26 يوليو بدأ التحالف بقيادة السعودية حملة ضربات جوية لمنع الحوثيين من السيطرة على عدن.")
    assert {claim.time.start for claim in claims if claim.time} == {"2016-07-26"}


def test_no_time_in_the_text_is_no_time_in_the_claim() -> None:
    claims = code("قصفت طائرات التحالف الدولي مواقع لتنظيم داعش قرب الرقة.")  # coalition aircraft shelled IS positions
    assert claims
    assert all(claim.time is None for claim in claims)


def test_every_claim_names_its_rules_and_stands_in_the_text() -> None:
    text = REPORTS[0][1]
    for claim in code(text):
        assert claim.rules
        for mention in (claim.trigger, *claim.actors, *claim.targets, *claim.places, *claim.sources):
            assert text[mention.start : mention.end] == mention.text


def test_the_same_text_gives_the_same_claims() -> None:
    assert code(REPORTS[3][1]) == code(REPORTS[3][1])
