"""Counted phrases: what the nouns file says, and tables of sentences with what they count."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.arabic.normal import fold
from marsad.arabic.numerals import find_numbers
from marsad.arabic.tokens import Token, Tokenizer
from marsad.coder.quantities import QuantityMention, find_quantities
from marsad.lexicon import nouns as noun_file
from marsad.lexicon.nouns import NounError, Nouns, compile_nouns
from marsad.lexicon.tolls import Tolls
from marsad.lexicon.words import Lexicon

TOKENIZER = Tokenizer(Lexicon.default().known())
EXAMPLES = noun_file.DATA.with_name("nouns.examples.tsv")


def rows() -> list[list[str]]:
    """The examples beside the nouns file."""
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_noun_examples(row: list[str]) -> None:
    form, name, number, what = row
    nouns = Nouns.default()
    core = fold(form)
    assert (nouns.classes(core)[0], nouns.number(core), nouns.what(core) or "") == (name, number, what)


def test_a_compound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nouns.toml"
    path.write_text('[[noun]]\nclass = "police"\nwords = "رجل أمن"\n', encoding="utf-8")  # security man
    with pytest.raises(NounError, match="more than one word"):
        compile_nouns(path)


def quantities(text: str) -> tuple[list[Token], list[QuantityMention]]:
    """The tokens and quantities of a sentence."""
    tokens = TOKENIZER.tokens(fold(text))
    return tokens, find_quantities(tokens, find_numbers(tokens), Nouns.default(), Tolls.default())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل 51 من عناصر التنظيم", [(51, 51, "killed")]),  # 51 of the organisation's members killed
        ("قتل نحو 60 مقاتلا في المعارك", [(60, 60, "killed")]),
        ("أصيب ثلاثة جنود بجروح", [(3, 3, "wounded")]),
        ("مقتل 3 جنود وإصابة 5", [(3, 3, "killed"), (5, 5, "wounded")]),
        ("لقي 3 جنود مصرعهم وجرح 4 آخرون", [(3, 3, "killed"), (4, 4, "wounded")]),
        ("مقتل تسعة من عناصر الجيش و14 من مسلحي التنظيم", [(9, 9, "killed"), (14, 14, "killed")]),
        ("رفعت الوزارة حصيلة ضحايا تفجير الكرادة من 165 إلى 213 قتيلا", [(213, 213, "killed")]),
        ("قتل شرطيان واثنان من المهاجمين", [(2, 2, "killed"), (2, 2, "killed")]),
        ("3 متهمين بقتل 4 جنود", [(3, 3, "people"), (4, 4, "killed")]),
        ("سقوط ثلاثة قتلى وإصابة 34 شخصا", [(3, 3, "killed"), (34, 34, "wounded")]),
        ("إن نحو 260 مقاتلا قتلوا ومئات جرحوا", [(260, 260, "killed"), (200, 999, "wounded")]),
        ("عدد القتلى أربعة ولا يزال 15 شخصا في عداد المفقودين", [(4, 4, "killed"), (15, 15, "missing")]),
        ("قتل ما مجموعه 33 شخصا", [(33, 33, "killed")]),  # 33 in all
        ("ضبط 200 قذيفة و50 حزاما ناسفا", [(200, 200, "shells"), (50, 50, "explosives")]),
        ("سقط 3 قتلى و5 جرحى", [(3, 3, "killed"), (5, 5, "wounded")]),
        ("قتل ضابط وثلاثة جنود", [(3, 3, "killed")]),  # an officer and three soldiers
        ("أصيب آخرون في اليوم الـ90 من الحرب", []),  # on the 90th day
        ("نزحوا مرة واحدة على الأقل", []),  # at least once
        ("قتل شخص واحد على الأقل", [(1, None, "killed")]),
        ("احتجز التنظيم رجلا في الخمسين من العمر", []),  # a man of fifty
        ("قتلوا في مبنى من ثلاث طبقات", []),  # of three floors
        ("كان للشهيد، ولديه 4 أطفال، بيت في القرية", [(4, 4, "children")]),  # he has four children
        # nobody of those who live in a country died for living there; souls that a war cost did
        ("قتلوا، ونصف سكان البلد البالغ عددهم 9 ملايين نسمة بلا ماء", []),
        ("أودت الحرب بحياة 90 ألف نسمة", [(90_000, 90_000, "killed")]),
        ("خلفت الحرب آلاف القتلى وملايين النازحين", [(2_000, 9_999, "killed"), (2_000_000, 9_999_999, "displaced")]),
        ("مقتل 70 ألف شخص في الحرب، وسجن 30 ألفا", [(70_000, 70_000, "killed")]),
        ("مقتل سبعة جنود قرب بلدة تبعد 30/كم شمال العاصمة", [(7, 7, "killed")]),
        ("نهب 40 مليارا من أموال الدولة بعد قتل الحراس", [(40_000_000_000, 40_000_000_000, "money")]),
        ("مقتل وإصابة 40 متمردا", [(40, 40, "casualties")]),
        ("سقوط 20 شخصا بين قتيل وجريح", [(20, 20, "casualties")]),
        ("قال إن أربعة جنود قتلوا وأصيب سبعة آخرون", [(4, 4, "killed"), (7, 7, "wounded")]),
        ("قال إن 12 متشددا وخمسة مدنيين قتلوا", [(12, 12, "killed"), (5, 5, "killed")]),
        ("لقي 18 شخصا مصرعهم", [(18, 18, "killed")]),
        ("استشهد 20 شخصا على الأقل", [(20, None, "killed")]),
        ("القضاء على ثمانية مسلحين", [(8, 8, "killed")]),
        ("اعتقال خمسة عشر فلسطينيا", [(15, 15, "captured")]),
        ("خطف ثمانية عمال", [(8, 8, "abducted")]),
        ("نزوح ألفي شخص", [(2000, 2000, "displaced")]),
        ("سقوط قتيلين وجريحين اثنين", [(2, 2, "killed"), (2, 2, "wounded")]),
        ("تدمير دبابتين وثلاث آليات عسكرية", [(2, 2, "tanks"), (3, 3, "vehicles")]),
        ("شنت الطائرات 12 غارة جوية", [(12, 12, "strikes")]),
        ("أطلقوا عشرات الصواريخ على البلدة", [(20, 99, "shells")]),
        ("دمر أكثر من 300 منزل", [(300, None, "buildings")]),
        ("سيطروا على ثلاث قرى وموقعين", [(3, 3, "settlements"), (2, 2, "positions")]),
        ("نهب 300 مليون ريال", [(300_000_000, 300_000_000, "money")]),
        ("وصول 400 نازح إلى الميناء", [(400, 400, "displaced")]),
        ("تظاهر مئات الأشخاص", [(200, 999, "people")]),
        ("سجلت 15 حالة وفاة", [(15, 15, "killed")]),  # 15 cases of death
        ("نفذ الهجوم انتحاريان", [(2, 2, "fighters")]),
        ("أوقع 30 قتيلا على الأقل ونحو 100 جريح", [(30, None, "killed"), (100, 100, "wounded")]),
        ("دمرت تسع وحدات مدرعة", [(9, 9, "vehicles")]),  # nine armoured units
        ("ضبط ثلاثة أطنان من المتفجرات", [(3, 3, "explosives")]),  # three tons of explosives
        ("توزيع 3000 طن من الغذاء", [(3000, 3000, "other")]),  # 3,000 tons of food
        ("هدمت الجرافات 155 منشأة", [(155, 155, "buildings")]),
        # what happened to those counted stands in a clause about them
        ("ثلاثة أشخاص أعلنت السلطات اعتقالهم", [(3, 3, "captured")]),
        ("20 مدنيا جرى إعدامهم", [(20, 20, "killed")]),
        # the toll that a new one takes the place of is none
        ("ارتفع عدد القتلى من 30 إلى 45 قتيلا", [(45, 45, "killed")]),
        ("حصيلة القتلى 45 بعد أن كانت 30", [(45, 45, "killed")]),
        ("مئات الناشطين الذين احتجزتهم القوات", [(200, 999, "abducted")]),
        ("12 متمردا سقطوا قتلى", [(12, 12, "killed")]),
        ("ألف عائلة أجبرت على النزوح", [(1000, 1000, "families")]),
        ("ألف شخص أجبروا على النزوح", [(1000, 1000, "displaced")]),
        # others are more of the same; men of a force are fighters
        ("دمروا دبابتين و3 أخرى", [(2, 2, "tanks"), (3, 3, "tanks")]),
        ("اغتنم الجيش 8 مركبات ودمر 14 أخرى", [(8, 8, "vehicles"), (14, 14, "vehicles")]),
        ("انتشر عشرات من قوات الأمن", [(20, 99, "fighters")]),
        # a court's ruling is no death; distances gone, not those that say where
        ("قضت المحكمة بسجن 12 شخصا", [(12, 12, "people")]),
        ("تقدموا مسافة خمسة كيلومترات", [(5, 5, "distance")]),
    ],
)
def test_quantities(text: str, expected: list[tuple[float | None, float | None, str]]) -> None:
    assert [(q.low, q.high, q.what) for q in quantities(text)[1]] == expected


@pytest.mark.parametrize(
    "text",
    [
        "استمرت المعارك 3 أيام",  # the battles lasted 3 days
        "قبل ساعتين",  # two hours ago
        "في 15 يونيو 2013",
        "رجل يبلغ من العمر 30 عاما",  # an age
        "اللواء 65 في الجيش",  # brigade 65
        "عدد من المسلحين",  # a number of armed men
        "تراجع الإنتاج 20 بالمئة",
        "تقع القرية على بعد 12 كيلومترا من المدينة",  # where a village lies
        "قصف قريتي الزهراء والنور",  # two named villages
        "وصل مسلح إلى البلدة",
        "قرية على مسافة خمسة كيلومترات",  # a village at a distance
    ],
)
def test_no_quantity(text: str) -> None:
    assert quantities(text)[1] == []


def test_parts_point_at_their_total() -> None:
    # 12 persons killed, among them three children and two women
    found = quantities("مقتل 12 شخصا بينهم ثلاثة أطفال وامرأتان")[1]
    assert [(q.low, q.what, q.part_of) for q in found] == [(12, "killed", None), (3, "killed", 0), (2, "killed", 0)]


def test_people_are_no_part_of_things() -> None:
    # shelled the positions with 50 shells and killed ten of them
    found = quantities("قصفت المواقع بخمسين قذيفة وقتلت 10 منهم")[1]
    assert [(q.low, q.what, q.part_of) for q in found] == [(50, "shells", None), (10, "killed", None)]


def test_things_of_another_kind_are_no_parts() -> None:
    # the raid destroyed nine vehicles, among them two tanks, and six posts
    found = quantities("دمرت الغارة تسع آليات، بينها دبابتان، وستة مواقع")[1]
    assert [(q.low, q.what, q.part_of) for q in found] == [
        (9, "vehicles", None),
        (2, "tanks", 0),
        (6, "positions", None),
    ]


def test_a_verb_ends_the_counted_phrase() -> None:
    # a hundred gunmen of a convoy that carries families
    tokens, found = quantities("وصل مئة مسلح من قافلة تقل عائلات")
    assert " ".join(token.form for token in tokens[found[0].first : found[0].last]) == "مئه مسلح من قافله"


def test_spans_and_cue() -> None:
    tokens, found = quantities("أعلن مقتل سبعة من مسلحي المليشيات في المواجهات")  # seven of the militias' gunmen
    (one,) = found
    assert [token.form for token in tokens[one.first : one.last]] == ["سبعه", "من", "مسلحي", "المليشيات"]
    assert [token.form for token in tokens[one.of_first : one.of_last]] == ["مسلحي", "المليشيات"]
    assert one.cue is not None
    assert tokens[one.cue].form == "مقتل"
