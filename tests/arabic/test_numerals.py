"""Numbers read back: every integer an independent writer writes, and tables of what newspapers print."""

from __future__ import annotations

import random

import pytest

from marsad.arabic.normal import fold
from marsad.arabic.numerals import Number, digits_value, find_numbers
from marsad.arabic.tokens import Tokenizer

TOKENIZER = Tokenizer()

# --- a writer of Arabic number words, written from the grammar books and sharing nothing with the reader -------------

MASCULINE = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
FEMININE = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
TENS = ["", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
HUNDREDS = ["", "مئة", "مئت", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
SCALES = [(10**6, "مليون", "ملايين"), (10**3, "ألف", "آلاف")]


def write(number: int, feminine: bool, oblique: bool, spelling: str = "مئة") -> str:
    """The number in words as it counts a noun of this gender, nominative or oblique."""
    if number == 0:
        return "صفر"
    parts, rest = [], number
    for scale, one, many in SCALES:
        count, rest = divmod(rest, scale)
        if count:
            parts.append(scaled(count, one, many, oblique))
    if rest:
        parts.append(below_thousand(rest, feminine, oblique))
    return " و".join(parts).replace("مئة", spelling).replace("مئت", spelling[:-1] + "ت")


def scaled(count: int, one: str, many: str, oblique: bool) -> str:
    """So many thousands or millions."""
    if count == 1:
        return one
    if count == 2:
        return one + ("ين" if oblique else "ان")
    last = count % 100
    noun = many if 3 <= last <= 10 else one if last < 3 else one + "ا"
    return f"{below_thousand(count, False, oblique)} {noun}"


def below_thousand(number: int, feminine: bool, oblique: bool) -> str:
    """1 to 999 in words."""
    hundreds, rest = divmod(number, 100)
    parts = [HUNDREDS[hundreds] + (("ين" if oblique else "ان") if hundreds == 2 else "")] if hundreds else []
    if rest:
        parts.append(below_hundred(rest, feminine, oblique))
    return " و".join(parts)


def below_hundred(number: int, feminine: bool, oblique: bool) -> str:
    """1 to 99 in words."""
    units = FEMININE if feminine else MASCULINE
    two = ("اثنت" if feminine else "اثن") + ("ي" if oblique else "ا")
    if number <= 10:
        return two + "ن" if number == 2 else units[number]
    if number < 20:
        ten = "عشرة" if feminine else "عشر"
        head = {11: "إحدى" if feminine else "أحد", 12: two}.get(number, units[number - 10])
        return f"{head} {ten}"
    tens, unit = divmod(number, 10)
    word = TENS[tens] + ("ين" if oblique else "ون")
    return f"{two + 'ن' if unit == 2 else units[unit]} و{word}" if unit else word


def numbers(text: str) -> tuple[list[str], list[Number]]:
    """The forms and the numbers of a text."""
    tokens = TOKENIZER.tokens(fold(text))
    return [token.form for token in tokens], find_numbers(tokens)


def reads_back(number: int, feminine: bool, oblique: bool, spelling: str) -> None:
    """Fails unless the words are read as one number, this one."""
    words = write(number, feminine, oblique, spelling)
    forms, found = numbers(words)
    assert [(n.first, n.last, n.low, n.high) for n in found] == [(0, len(forms), number, number)], words


@pytest.mark.parametrize("feminine", [False, True], ids=["masculine", "feminine"])
@pytest.mark.parametrize("oblique", [False, True], ids=["nominative", "oblique"])
def test_every_integer_to_ten_thousand_reads_back(feminine: bool, oblique: bool) -> None:
    for number in range(10_001):
        reads_back(number, feminine, oblique, ("مئة", "مائة")[number % 2])


@pytest.mark.parametrize("feminine", [False, True], ids=["masculine", "feminine"])
@pytest.mark.parametrize("oblique", [False, True], ids=["nominative", "oblique"])
def test_a_sample_of_larger_integers_reads_back(feminine: bool, oblique: bool) -> None:
    pick = random.Random(7)
    for _ in range(3000):
        number = pick.randrange(10 ** pick.randint(4, 9))
        reads_back(number, feminine, oblique, pick.choice(("مئة", "مائة")))


@pytest.mark.parametrize(
    ("text", "low", "high", "approx"),
    [
        ("12 ألفا و500 جندي", 12500, 12500, False),  # 12 thousand and 500 soldiers
        ("3 آلاف نازح", 3000, 3000, False),
        ("1.5 مليون دولار", 1_500_000, 1_500_000, False),
        ("1,5 مليون دولار", 1_500_000, 1_500_000, False),
        ("١٢٠ غارة", 120, 120, False),  # Arabic-Indic digits
        ("۱۲۰ غارة", 120, 120, False),  # Persian digits
        ("12،500 شخص", 12500, 12500, False),  # an Arabic comma between thousands
        ("10.000 مقاتل", 10000, 10000, False),
        ("1,250,000 ريال", 1_250_000, 1_250_000, False),
        ("مليون ونصف المليون لاجئ", 1_500_000, 1_500_000, False),  # a million and a half
        ("نصف مليون نازح", 500_000, 500_000, False),
        ("ألف مقاتل", 1000, 1000, False),
        ("ألفا مقاتل", 2000, 2000, False),  # construct dual: two thousand fighters
        ("ألفي مقاتل", 2000, 2000, False),
        ("ألفا وخمسمئة مقاتل", 1500, 1500, False),  # accusative: a thousand and five hundred
        ("مليوني فلسطيني", 2_000_000, 2_000_000, False),
        ("مئتا جندي", 200, 200, False),
        ("مائتي جندي", 200, 200, False),
        ("ميه وخمسين", 150, 150, False),  # colloquial spelling of hundred
        ("ثلاث مئة وخمسون", 350, 350, False),  # three hundred in two words
        ("إحدى عشرة امرأة", 11, 11, False),
        ("اثنتي عشرة قذيفة", 12, 12, False),
        ("واحد وعشرون قتيلا", 21, 21, False),
        ("أكثر من 20 قتيلا", 20, None, False),  # more than
        ("ما لا يقل عن مائة وخمسة وعشرين شخصا", 125, None, False),  # not less than
        ("ما يزيد على الثمانية قتلى", 8, None, False),
        ("20 شخصا على الأقل", 20, None, False),  # at least, behind the noun
        ("عشرة جنود أفغان على الأقل", 10, None, False),
        ("ثمانية على الأقل من الأطفال", 8, None, False),
        ("لا يتجاوز عددهم العشرين", None, 20, False),  # their number does not exceed
        ("أقل من 40 مقاتلا", None, 40, False),
        ("حتى 20 شخصا", None, 20, False),
        ("نحو 60 مقاتلا", 60, 60, True),
        ("بنحو مئة شخص", 100, 100, True),
        ("قرابة 30 عنصرا", 30, 30, True),
        ("ما يقارب ألفي مسلح", 2000, 2000, True),
        ("زهاء خمسين", 50, 50, True),
        ("بين 10 و15 قتيلا", 10, 15, False),
        ("ما بين ثلاثة وخمسة آلاف", 3000, 5000, False),  # the scale holds for both
        ("من 3 إلى 5 قتلى", 3, 5, False),
        ("20-25 مسلحا", 20, 25, False),
        ("خمسة أو ستة مسلحين", 5, 6, False),
        ("عشرات الصواريخ", 20, 99, True),
        ("المئات من المدنيين", 200, 999, True),
        ("آلاف القتلى", 2000, 9999, True),
        ("عشرات الآلاف", 20_000, 99_999, True),
        ("مئات الآلاف من النازحين", 200_000, 999_999, True),
        ("بضع مئات من المقاتلين", 200, 999, True),
        ("20 إلى 25 قتيلا", 20, 25, False),
        ("خمسة إلى ستة آلاف", 5000, 6000, False),
        ("بضعة عشر مسلحا", 13, 19, True),  # some of the teens
        ("ما دون العشرين", None, 20, False),
        ("تلاتة جرحى", 3, 3, False),  # colloquial three
        ("خمسة و عشرون ألفا و مئة و واحد", 25_101, 25_101, False),  # "and" written apart
        ("مليون و نصف المليون", 1_500_000, 1_500_000, False),
        ("مائة وألف ألف", 101_000, 101_000, False),  # a hundred and one thousand, as some write it
        ("بين خمسة و عشرة قتلى", 5, 10, False),
        ("بضعة وعشرون جريحا", 23, 29, True),  # twenty and some wounded
        ("نيف وثلاثون", 31, 39, True),  # thirty-odd
        ("مئات من الآلاف", 200_000, 999_999, True),
        ("لا أقل من خمسة", 5, None, False),
        ("ما يقارب من مئة", 100, 100, True),
        ("تجاوز عدد القتلى 100", 100, None, False),  # the number of dead passed 100
        ("لم تتجاوز الحصيلة المئة", None, 100, False),  # the toll did not pass 100
        ("5ر2 مليون", 2_500_000, 2_500_000, False),  # the agencies' decimal letter
        ("1 500 000 نازح", 1_500_000, 1_500_000, False),  # groups apart
        ("الأشخاص الأربعة", 4, 4, False),
        ("الأشخاص ال12", 12, 12, False),
        ("جريحين اثنين", 2, 2, False),
        ("تلتمية مقاتل", 300, 300, False),  # three hundred as it is spoken
        ("خمسطعش جريحا", 15, 15, False),
        ("«60» ألف نازح", 60_000, 60_000, False),  # digits in quotation marks before their scale
        ("أكثر من (200) ألف", 200_000, None, False),
        ("تخطى عددهم 40 ألفا", 40_000, None, False),
        ("لم يتخط عددهم المئة", None, 100, False),
        ("20 قتيلا أو نحو ذلك", 20, 20, True),
        ("لتصل إلى 45 قتيلا", 45, 45, False),  # so that it reaches: no bound
        ("1.234,5 كيلومتر", 1234.5, 1234.5, False),
    ],
)
def test_cardinals(text: str, low: float | None, high: float | None, approx: bool) -> None:
    found = numbers(text)[1]
    assert [(n.low, n.high, n.approx, n.kind) for n in found] == [(low, high, approx, "cardinal")], found


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("50%", "percent", 50),
        ("20 بالمئة", "percent", 20),
        ("خمسين في المئة", "percent", 50),
        ("عام 2013", "year", 2013),
        ("في 2013", "year", 2013),
        ("يوليو 2015", "year", 2015),
        ("عام 94", "year", 94),
        ("سنة 1436هـ", "year", 1436),
        ("الفرقة 30", "name", 30),  # division 30
        ("اللواء 65", "name", 65),
        ("قناة 12", "name", 12),
        ("مجموعة الـ77", "name", 77),
        ("مجموعة السبع", "name", 7),
        ("ام آي-17", "name", 17),  # Mi-17
        ("إف 16", "name", 16),  # F-16
        ("دبابة تي 72", "name", 72),
        ("القرار 2216", "name", 2216),
        ("15 يونيو", "name", 15),  # a day of a month
        ("20 من يونيو", "name", 20),
        ("الساعة 8", "name", 8),
        ("٪50", "percent", 50),
        ("7ر49 بالمائة", "percent", 49.7),
        ("س300", "name", 300),  # S-300
        ("ثلاثة أرباع المدينة", "percent", 75),  # three quarters of the town
        ("قرار مجلس الأمن 2118", "name", 2118),
        ("120 ملم", "name", 120),  # a calibre
        ("قذيفة 120", "name", 120),
        ("16 من الشهر", "name", 16),
        ("حرب 2006", "year", 2006),
        ("3-5-2013", "name", None),
        ("هاتف 0991234567", "name", None),
        ("الطابق الثالث عشر", "ordinal", 13),
        ("الخامس والعشرين", "ordinal", 25),
        ("الخامس و العشرين", "ordinal", 25),
        ("ثاني مدن المحافظة", "ordinal", 2),
        ("رقم الطوارئ 997", "name", 997),
        ("السنة الهجرية 1395", "year", 1395),
        ("القرن العشرين", "ordinal", 20),
        ("القرن الواحد والعشرين", "ordinal", 21),
        ("الذكرى الأربعين", "ordinal", 40),
        ("رجل في الثلاثين من عمره", "name", 30),  # a man of thirty
        ("دور الـ16", "name", 16),
        ("شهر صفر", "name", 0),  # the month of Safar, not zero
        ("4 من كل 5", "percent", 80),  # four of every five
    ],
)
def test_kinds(text: str, kind: str, value: int) -> None:
    found = numbers(text)[1]
    assert [(n.kind, n.low, n.high) for n in found] == [(kind, value, value)], found


@pytest.mark.parametrize(
    "text",
    [
        "يوم الاثنين",  # Monday
        "الثلاثاء والأربعاء والخميس",  # weekdays
        "أحد القادة",  # one of the leaders
        "عدد من المسلحين",  # a number of
        "أول من أمس",  # the day before yesterday
        "الألفية الجديدة",  # the new millennium
        "كميات كبيرة",  # large amounts
        "لست أعرف",  # I do not know, not "for six"
    ],
)
def test_no_number(text: str) -> None:
    assert numbers(text)[1] == []


def test_two_numbers_stay_two() -> None:
    found = numbers("مقتل 3 وإصابة 5 بينهم ثلاثة أطفال")[1]  # 3 killed and 5 wounded, among them three children
    assert [n.low for n in found] == [3, 5, 3]


def test_a_change_is_no_range() -> None:
    found = numbers("ارتفع العدد من 3 إلى 5")[1]  # the number rose from 3 to 5
    assert [(n.low, n.high) for n in found] == [(3, 3), (5, 5)]


def test_goals_and_years_count_nothing() -> None:
    assert [n.kind for n in numbers("فاز الفريق 3-1")[1]] == ["name", "name"]  # the team won
    assert [n.kind for n in numbers("بين العامين 2013 ــ 2022")[1]] == ["year", "year"]
    assert [n.kind for n in numbers("هدمت منذ 7 أكتوبر/تشرين الأول 2023 منازل")[1]] == ["name", "name", "year"]
    assert [n.kind for n in numbers("قتلوا بين 2000 و2012 في الهند")[1]] == ["year"]  # killed between the years
    assert [n.kind for n in numbers("بين 2000 و2012 مقاتلا")[1]] == ["cardinal"]  # so many fighters


def test_days_of_one_month() -> None:
    assert [n.rule for n in numbers("في 15 و16 يونيو")[1]] == ["day of month", "day of month"]


@pytest.mark.parametrize(
    ("form", "scaled", "value"),
    [("1,500", False, 1500), ("1.500", False, 1500), ("1.500", True, 1.5), ("3.5", False, 3.5), ("8:30", False, None)],
)
def test_digits_value(form: str, scaled: bool, value: float | None) -> None:
    assert digits_value(form, scaled) == value
