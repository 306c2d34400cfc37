"""Where noun phrases begin and end: who and what an event names, word for word, in sentences written for Marsad."""

from __future__ import annotations

import pytest

from marsad.coder.reportreading import ReportReader
from marsad.model import Article

READER = ReportReader()


def phrases(text: str) -> list[str]:
    report = READER.read(Article(doc="d", text=text, published="2024-05-08"))
    full = report.article.full
    found = []
    for number, row in enumerate(report.phrases):
        tokens = report.sentences[number].tokens
        for phrase in row:
            start, end = report.normal.span(tokens[phrase.first].core_start, tokens[phrase.last - 1].end)
            found.append(full[start:end])
    return found


# (sentence, phrases that stand in it, phrases that must not)
ENDS = [
    # a subject and its object
    (
        "واتهمت المعارضة السورية الحكومة بقصف المدنيين في حلب.",
        ["المعارضة السورية", "الحكومة"],
        ["المعارضة السورية الحكومة"],
    ),
    ("ودعت الأمم المتحدة الأطراف إلى وقف إطلاق النار في غزة.", ["الأمم المتحدة", "الأطراف"], []),
    ("وسيطر المتشددون الموالون للتنظيم على مدينة سرت بعد معارك.", ["المتشددون الموالون"], []),
    # aircraft without a pilot
    (
        "استهدفت طائرة من دون طيار إسرائيلية سيارة في بنت جبيل وقتلت شخصين.",
        ["طائرة من دون طيار إسرائيلية", "سيارة"],
        [],
    ),
    ("أغارت طائرة إسرائيلية بدون طيار سيارة قرب صور.", ["طائرة إسرائيلية بدون طيار"], []),
    # whose they are
    ("تظاهر أهالي الأسرى أمس واعتدت الشرطة على عائلات المحتجزين.", ["أهالي الأسرى", "عائلات المحتجزين"], ["الأسرى"]),
    ("قصفت طائرات الاحتلال مخيما للنازحين غرب خان يونس.", ["مخيما للنازحين"], []),
    ("أطلق الجنود النار على منتظري المساعدات في رفح.", ["منتظري المساعدات"], []),
    # who has a title, and what follows him
    (
        "واتهم مستشار الأمن القومي موفق الربيعي تنظيم القاعدة بتدبير التفجير في سامراء.",
        ["مستشار الأمن القومي موفق الربيعي", "تنظيم القاعدة"],
        [],
    ),
    ("واتهم الرئيس الفرنسي إيمانويل ماكرون موسكو بقصف المدينة.", ["الرئيس الفرنسي إيمانويل ماكرون", "موسكو"], []),
    ("واتهم الرئيس الصربي سلوبودان ميلوشيفيتش الحلف بقصف القافلة.", ["الرئيس الصربي سلوبودان ميلوشيفيتش", "الحلف"], []),
    (
        "وطالب الأمين العام للأمم المتحدة خافيير بيريز دي كوييار الجانبين بوقف القصف والمعارك.",
        ["الأمين العام للأمم المتحدة خافيير بيريز دي كوييار", "الجانبين"],
        [],
    ),
    ("وقال المتحدث أحمد حسن المصري إن القوات انسحبت من المدينة.", [], ["المصري"]),
    # a state and what it does something to
    ("ودعت موريتانيا الطرفين إلى وقف القتال في غزة.", ["موريتانيا", "الطرفين"], []),
    ("ودعت فرنسا الدول العربية إلى وقف القتال في غزة.", ["فرنسا", "الدول العربية"], []),
    ("وتقاتل ميليشيا فانو القوات الاتحادية في أمهرة.", ["ميليشيا فانو", "القوات الاتحادية"], []),
    # a plural that its adjective closes
    ("وهاجم مسلحون ملثمون مقر الشرطة في بيروت.", ["مسلحون ملثمون", "مقر الشرطة"], []),
]


@pytest.mark.parametrize(("text", "found", "never"), ENDS, ids=[row[0][:40] for row in ENDS])
def test_where_phrases_end(text: str, found: list[str], never: list[str]) -> None:
    told = phrases(text)
    assert [phrase for phrase in found if phrase not in told] == []
    assert [phrase for phrase in never if phrase in told] == []
