"""Where and when was it? Landmarks are not where; the day of the telling is not when; "the attack" takes both."""

from __future__ import annotations

import pytest

import marsad
from marsad.model import Article, Claim

CODER = marsad.Coder()


def coded(text: str, published: str = "2016-03-04") -> list[Claim]:
    """The claims of a text; 4 March 2016 was a Friday."""
    return CODER.code(Article(doc="d", text=text, published=published))


# (gloss, text, places of its first claim)
WHERE = [
    (
        "and led to, which folding writes like a valley",
        "انفجر لغم بسيارة في الدريهمي وأدى إلى مقتل جنديين.",
        ["Ad Durayhimi"],
    ),
    (
        "They shelled the village of Tal Rifat, which lies 30 km north of Aleppo.",
        "قصفت قوات النظام قرية تل رفعت التي تبعد 30 كيلومترا شمال حلب.",
        ["Tell Rifaat"],
    ),
    (
        "The bomb went off in Samarra 120 km north of Baghdad.",
        "قتل ثلاثة جنود في انفجار عبوة ناسفة في سامراء 120 كم شمال بغداد.",
        ["Samarra'"],
    ),
    (
        "Four died in an attack in the town of Suez, which lies east of Cairo.",
        "قتل أربعة جنود في هجوم بمدينة السويس التي تقع شرقي القاهرة.",
        ["Suez"],
    ),
    (
        "The army took the city of Marib in the east of the country.",
        "سيطر الجيش اليمني على مدينة مأرب شرقي البلاد.",
        ["Ma'rib"],
    ),
    (
        "Troops attacked the province of Ibb, which borders on Dhale.",
        "هاجم المسلحون محافظة إب المحاذية للضالع.",
        ["Ibb"],
    ),
    (
        "The Front, the arm of Al-Qaeda in Syria, kidnapped five fighters in Idlib.",
        "خطفت جبهة النصرة ذراع تنظيم القاعدة في سوريا خمسة مقاتلين في إدلب.",
        ["Idlib"],
    ),
    (
        "Drones attacked the fleet bound for the Gaza Strip off Malta.",
        "هاجمت طائرات مسيرة الأسطول المتجه نحو قطاع غزة قبالة مالطا.",
        ["Malta"],
    ),
    (
        "According to Ankara forty gunmen were killed in raids on Qandil.",
        "قتل أربعون مسلحا في غارات على جبال قنديل بحسب أنقرة.",
        ["Qandil Mountains"],
    ),
    (
        "The ministry reported three dead by an Israeli raid in the south of Lebanon.",
        "أعلنت وزارة الصحة مقتل ثلاثة مسعفين جراء غارة إسرائيلية جنوبي لبنان.",
        ["southern Lebanon"],
    ),
    (
        "Thousands marched in Rabat in support of Gaza.",
        "تظاهر آلاف المغاربة في الرباط نصرة لغزة.",
        ["Rabat"],
    ),
    ("Clashes broke out in Ramallah.", "اندلعت مواجهات برام الله بين الجيش الإسرائيلي وفلسطينيين.", ["Ramallah"]),
]


@pytest.mark.parametrize(("gloss", "text", "wanted"), WHERE, ids=[row[0][:40] for row in WHERE])
def test_landmarks_are_not_where_it_happened(gloss: str, text: str, wanted: list[str]) -> None:
    assert [place.name for place in coded(text)[0].places] == wanted


# (gloss, text, trigger, its day)
WHEN = [
    (
        "A curfew begins tomorrow. The blast killed twenty: it has not happened tomorrow.",
        "تفرض السلطات العراقية غدا حظر التجول في بعقوبة. وقتل عشرون مدنيا في التفجير الذي استهدف سوقا في المدينة.",
        "التفجير",
        None,
    ),
    (
        "The base was subjected on Wednesday to shelling.",
        "تعرضت القاعدة، مساء الأربعاء، لقصف مدفعي عنيف.",
        "قصف مدفعي",
        "2016-03-02",
    ),
    (
        "The army arrested on Wednesday three men during a raid on the village.",
        "اعتقل الجيش الإسرائيلي، فجر الأربعاء، ثلاثة شبان خلال اقتحام قرية بيت أمر.",
        "اقتحام",
        "2016-03-02",
    ),
    (
        "The camp saw on Wednesday blasts that resulted from air strikes.",
        "شهد المخيم، مساء الأربعاء، انفجارات ناتجة عن قصف جوي إسرائيلي.",
        "قصف جوي",
        "2016-03-02",
    ),
    (
        "The minister condemned on Thursday the shelling of the town.",
        "دان وزير الخارجية العراقي الخميس القصف التركي على قرية في دهوك.",
        "القصف",
        None,
    ),
    (
        "The ministry announced on Thursday the killing of two soldiers in an attack in Sinai.",
        "أعلنت وزارة الداخلية المصرية الخميس مقتل جنديين في هجوم مسلح في سيناء.",
        "هجوم",
        None,
    ),
    (
        "The brigades showed on Thursday footage of an ambush near Rafah.",
        "بثت كتائب القسام الخميس مشاهد لكمين نفذه مقاتلوها ضد قوة إسرائيلية قرب رفح.",
        "كمين",
        None,
    ),
    (
        "Thousands marched on Thursday against raids made by the coalition on the city since 20 February 2016.",
        "تظاهر الآلاف الخميس في صنعاء تنديدا بالغارات التي يشنها التحالف على المدينة منذ 20 فبراير 2016.",
        "الغارات",
        "2016-02-20",
    ),
    (
        "They stormed a school on the day on which the president spoke.",
        "اقتحم مسلحون مدرسة في غروزني في اليوم الذي ألقى فيه الرئيس خطابه وقتلوا عشرة جنود.",
        "اقتحم",
        None,
    ),
    (
        "The police command announced on Thursday that it had foiled an infiltration.",
        "وأعلنت قيادة الشرطة الاتحادية العراقية الخميس إحباط هجوم لتنظيم داعش شرق الفلوجة.",
        "إحباط",
        None,
    ),
    (
        "The source, who asked not to be named, said on Thursday that fighters had shelled the airport.",
        "وقال المصدر الذي طلب عدم ذكر اسمه الخميس إن مسلحين قصفوا مطار بنغازي.",
        "قصفوا",
        None,
    ),
    (
        "The Houthis rejected on Thursday the accusations of having shelled a hospital in Taiz.",
        "نفى الحوثيون الاتهامات الخميس بقصف مستشفى في تعز.",
        "قصف",
        None,
    ),
    (
        "The two sides announced on Thursday a ceasefire in the city.",
        "أعلنت الحكومة اليمنية والحوثيون الخميس وقف إطلاق النار في مدينة تعز.",
        "وقف إطلاق النار",
        "2016-03-03",
    ),
    (
        "The clashes in the quarter went on until Thursday morning.",
        "واستمرت الاشتباكات بين الجيش والمسلحين في حي الصابري حتى صباح الخميس.",
        "اشتباكات",
        "2016-03-03",
    ),
    (
        "A statement that was issued on Wednesday said that two soldiers died in an ambush.",
        "ذكر بيان للجيش صدر الأربعاء أن جنديين قتلا في كمين جنوب البلاد.",
        "كمين",
        None,
    ),
    (
        "The breach of the truce that began on 20 February: the day is the truce's.",
        "اتهمت الحكومة الحوثيين بخرق الهدنة التي بدأت في 20 فبراير.",
        "خرق الهدنة",
        None,
    ),
    (
        "They called for protests on Saturday: the call was not on Saturday.",
        "دعت الحركة إلى التظاهر يوم السبت في غزة.",
        "دعت",
        None,
    ),
    (
        "The two sides promised a swap within 48 hours, which is not the past 48 hours.",
        "وعد الجانبان بتبادل الأسرى خلال 48 ساعة.",
        "تبادل الأسرى",
        None,
    ),
    (
        "Hundreds fled from the town after its shelling on Sunday night.",
        "نزح المئات من البلدة بعد قصفها ليل الأحد.",
        "نزح",
        None,
    ),
    (
        "The attack that was made yesterday lasted two hours.",
        "شن المسلحون أمس هجوما استمر ساعتين على الثكنة.",
        "هجوما",
        "2016-03-03",
    ),
    (
        "The toll of the attack that hit a centre in Aden on Monday.",
        "أسفر التفجير الانتحاري الذي استهدف مركزا للتجنيد في عدن الاثنين عن سقوط 40 قتيلا.",
        "التفجير الانتحاري",
        "2016-02-29",
    ),
    (
        "The planes shelled the besieged town yesterday: the siege is not yesterday's.",
        "قصف الطيران مدينة داريا المحاصرة، أمس الخميس، بالبراميل المتفجرة.",
        "المحاصرة",
        None,
    ),
    (
        "The group claimed on Thursday an attack in Baghdad.",
        "أعلن تنظيم داعش الخميس مسؤوليته عن هجوم انتحاري في بغداد.",
        "هجوم انتحاري",
        None,
    ),
]


@pytest.mark.parametrize(("gloss", "text", "trigger", "day"), WHEN, ids=[row[0][:40] for row in WHEN])
def test_a_day_is_the_events_or_the_tellings(gloss: str, text: str, trigger: str, day: str | None) -> None:
    claims = [claim for claim in coded(text) if claim.trigger.text in (trigger, "ال" + trigger)]
    assert [claim.time.start if claim.time else None for claim in claims] == [day]


def test_the_attack_is_where_and_when_it_was_told_to_be() -> None:
    # A bomb went off on Wednesday in Baquba and killed five. A police source said two officers died in the attack.
    text = "انفجرت سيارة مفخخة الأربعاء في بعقوبة وقتلت خمسة أشخاص. وقال مصدر في الشرطة إن ضابطين قتلا في الانفجار."
    again = coded(text)[-1]
    assert again.trigger.text == "الانفجار"
    assert [place.name for place in again.places] == ["Baqubah"]
    assert again.time is not None
    assert again.time.start == "2016-03-02"
    assert {"again.place", "again.time"} <= set(again.rules)


@pytest.mark.parametrize(
    ("gloss", "text", "where"),
    [
        (
            "The Houthis shelled Taiz. They attacked a camp in the city.",
            "قصف الحوثيون تعز بالمدفعية. وهاجم الحوثيون معسكرا في المدينة.",
            "Ta'izz",
        ),
        (
            "A bomb went off in Diyarbakir. Gunmen attacked a post of the police in the province.",
            "انفجرت سيارة مفخخة في دياربكر أمس. وهاجم المسلحون مركزا للشرطة في المحافظة.",
            "Diyarbakir",
        ),
    ],
)
def test_the_city_is_the_one_that_its_province_is_called_after(gloss: str, text: str, where: str) -> None:
    assert [place.name for place in coded(text)[-1].places] == [where]


def test_the_area_may_be_a_region() -> None:
    # The Syrian army took the Ghab plain. Ten gunmen were killed in raids on the area.
    text = "سيطر الجيش السوري على سهل الغاب. وقتل عشرة مسلحين في غارات على المنطقة."
    assert [place.name for place in coded(text)[-1].places] == ["Al Ghab Plain"]


def test_then_is_the_time_named_before() -> None:
    # The mosque was attacked in May 2014. Ten worshippers were killed then by gunmen's fire.
    text = "هاجم مسلحون من حركة الشباب المسجد في مايو 2014. وقتل حينها عشرة جنود برصاص المسلحين."
    assert {claim.time.start for claim in coded(text) if claim.time} == {"2014-05-01"}


def test_since_then_counts_from_the_time_named_before() -> None:
    # The group took Mosul in June 2014. Since then it has executed hundreds of civilians.
    text = "سيطر التنظيم على الموصل في يونيو 2014. وأعدم التنظيم منذ ذلك الحين مئات المدنيين."
    last = coded(text)[-1].time
    assert last is not None
    assert (last.start, last.end) == ("2014-06-01", "2016-03-04")


def test_a_threat_in_quotes_says_nothing_of_a_date_outside_them() -> None:
    # He said: "The soldiers will kill me". The group had pledged allegiance to IS in November.
    text = 'وقال الرهينة: "سيقوم جنود التنظيم بقتلي"، وذلك بعد هجوم للتنظيم على العريش في نوفمبر.'
    assert {claim.time.start for claim in coded(text) if claim.time} == {"2015-11-01"}


def test_since_an_event_dates_that_event_and_what_goes_on_from_it() -> None:
    # Clashes have gone on since the Houthis' capture of Sanaa on 21 September 2014.
    text = "وتدور اشتباكات منذ سيطرة الحوثيين على صنعاء في 21 سبتمبر 2014 بين الجانبين."
    clash, capture = (claim.time for claim in coded(text))
    assert clash is not None
    assert (clash.start, clash.end) == ("2014-09-21", "2016-03-04")
    assert capture is not None
    assert (capture.text, capture.end) == ("21 سبتمبر 2014", "2014-09-21")


def test_what_the_day_after_is_told_from_was_a_day_before() -> None:
    # Ten were killed on Thursday. These attacks come a day after three soldiers died in two blasts.
    text = "وقتل عشرة أشخاص الخميس في كركوك. وتأتي هذه الهجمات غداة مقتل ثلاثة جنود في تفجيرين في بغداد."
    days = {claim.trigger.text: claim.time and claim.time.start for claim in coded(text)}
    assert days["تفجيرين"] == "2016-03-02"
    assert days.get("الهجمات") in (None, "2016-03-03")


def test_a_name_written_like_a_small_word() -> None:
    # Colonel Ali Hasan, a spokesman, said the army shelled positions on the front and on the river.
    text = "وقال العقيد علي حسن إن الجيش العراقي قصف مواقع داعش على الجبهة وعلى النهر."
    assert coded(text)[0].sources[0].text == "العقيد علي حسن"
