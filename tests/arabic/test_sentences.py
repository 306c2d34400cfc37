"""Sentences, bylines and boilerplate of newspaper texts: tables of text and where it is cut."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.arabic.normal import fold
from marsad.arabic.sentences import boilerplate, dateline, sentences

# text with | where a sentence ends; [ ] around what belongs to none
CASES = [
    "قصف الجيش البلدة.| وقتل ثلاثة مدنيين.",  # shelled. killed
    "قتل 3.5 في المئة من السكان.| وفر الباقون",  # 3.5 per cent
    "انسحب الجيش عام 2015.| ثم عاد",  # in 2015. then
    "قال د. سامي إن المشفى امتلأ.| وأضاف م. حسن ذلك",  # Dr, Eng.
    "نقلت أ.ف.ب عن مصدر قوله ذلك.| وأكدت د.ب.أ الخبر.",  # AFP, dpa
    "وقع الهجوم عام 2015 م.| وقتل فيه عشرة",  # AD
    "هل انتهت الحرب؟| لا أحد يعلم!| سنرى",  # is the war over?
    "هدنة في المدينة..| والقصف مستمر",  # truce.. and shelling goes on
    "سقطت البلدة... ثم استعيدت",  # dots of omission
    'هتفوا "أين أنت؟" ثم تفرقوا.| وعادوا',  # a question inside a quotation
    '"لن ننسحب." وأضاف: "سنقاتل".| ثم مضى'.replace('"لن ننسحب."', '"لن ننسحب".|'),  # closing marks stay
    "سيطروا على القرية.وانسحبوا من التلة".replace(".و", ".|و"),  # no blank after the point
    "الموقع www.example.org.sy نشر البيان.| وحذفه",  # an address
    "العنوان بلا نقطة\n|قتل اثنان\n|وجرح ثالث",  # a title, lines
    "أوقفوا القتال؛ فقد تعبنا.| انتهى الأمر",  # the semicolon joins
    "[عين اليوم – صنعاء]\n|قتل خمسة جنود.",  # paper - place
    "[سبق- وكالات: ]اندلع القتال فجرا.",  # paper - agencies
    "[أنقرة- رويترز: ]قال الوزير ذلك.",  # place - agency
    "[القاهرة (رويترز) - ]أعلن الجيش ذلك.",
    "[عواصم – وكالات ]أعلن التحالف ذلك.",
    "[الرباط 3 صفر 1439 هـ الموافق 23 أكتوبر 2017 م واس]\n|قتل أربعة.\n[// انتهى //]\n[13:38 ت م]",
    "قتل أربعة.\n[اقرأ أيضا: هجوم آخر في البلاد]\n|وجرح ستة.",  # read also
    "قتل أربعة.[ رابط الخبر بصحيفة الأنباء: مقتل أربعة]",  # link to the story
    "وتم نقل الجرحى.[ سمات هجوم بغداد]",  # tags
    "[شارك من خلال فيسبوك تويتر اكتب رأيك ]نفى القائد ذلك.",  # share by
    "[عاجل: ]الجيش: مقتل أربعة.| [عاجل - ]الوزير ينفي.",  # urgent
    "الهدنة عاجلة.| وقف عاجل للقتال",  # urgent, as an adjective
    "[Ad]\n|قتل أربعة.\n[...المزيد]",
]


@pytest.mark.parametrize("case", CASES)
def test_text_is_cut_into_sentences(case: str) -> None:
    kept = re.sub(r"\[[^\]]*\]", lambda match: "\x00" * (len(match.group()) - 2), case)
    wanted = [bare for part in kept.split("|") if (bare := part.replace("\x00", "").strip())]
    text = fold(re.sub(r"[\[\]|]", "", case))
    assert [text[a:b] for a, b in sentences(text)] == [fold(part) for part in wanted]


@pytest.mark.parametrize(
    ("text", "places", "agencies"),
    [
        ("سبق- الرياض: قتل", ["الرياض"], []),
        ("أنقرة- رويترز: قال", ["انقره"], ["رويترز"]),
        ("بيروت - أ ف ب - قتل", ["بيروت"], ["ا ف ب"]),
        ("طهران، بغداد، الوكالات - اتهمت", ["طهران", "بغداد"], ["الوكالات"]),
        ("قال شهود، وكالات الإغاثة - كلها - غادرت", None, None),  # witnesses said, the aid agencies - all - left
        ("الرباط 3 صفر 1439 هـ الموافق 23 أكتوبر 2017 م واس", ["الرباط"], ["واس"]),
        ("قتل خمسة - بينهم طفلان - في الغارة", None, None),  # five killed - two children among them
        ("المتحدث باسم الجيش: قتل عشرة", None, None),  # army spokesman: ten killed
        ("معركة حلب - الفصل الأخير", None, None),  # battle of Aleppo - last chapter
    ],
)
def test_dateline(text: str, places: list[str] | None, agencies: list[str] | None) -> None:
    text = fold(text)
    found = dateline(text)
    if places is None:
        assert found is None
    else:
        assert found is not None
        assert [text[a:b] for a, b in found.places] == places
        assert [text[a:b] for a, b in found.agencies] == agencies


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Ad", "advertisement"),
        ("اقرأ أيضاً", "see also"),
        ("// انتهى //", "end"),
        ("13:38 ت م", "clock"),
        ("(صورة أرشيفية)", "photo"),
        ("شارك من خلال تويتر", "share"),
        ("...المزيد", "more"),
        ("شارك عشرات المقاتلين في الهجوم", None),  # tens of fighters took part
        ("صور القتلى انتشرت", None),  # pictures of the dead spread
        ("", None),
    ],
)
def test_boilerplate(line: str, rule: str | None) -> None:
    assert boilerplate(fold(line)) == rule


@given(st.text(alphabet='قصفا وب.؟!\n"()-: 19a', max_size=80))
def test_spans_are_ordered_trimmed_and_inside(text: str) -> None:
    spans = sentences(text)
    assert all(a < b <= len(text) for a, b in spans)
    assert all(spans[i][1] <= spans[i + 1][0] for i in range(len(spans) - 1))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
