"""Times by themselves: what newspapers write, the TIMEX3 value, the first and last day. Published 6 January 2016."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.arabic.datevalues import DateFinder

FIND = DateFinder()
PUBLISHED = date(2016, 1, 6)  # a Wednesday


# words, gloss, value, days
TIMES = [
    ("الأحد قبل الماضي", "the Sunday before last", "2015-12-27", "2015-12-27..2015-12-27"),
    ("خلال شهري تموز وآب", "in July and August", "2015-07", "2015-07-01..2015-08-31"),
    ("من 3 إلى 5 الجاري", "from the 3rd to the 5th of this month", "2016-01-03", "2016-01-03..2016-01-05"),
    ("الأعوام 2011-2013", "the years 2011-2013", "2011", "2011-01-01..2013-12-31"),
    ("شتاء 2013-2014", "the winter of 2013-2014", "2014-WI", "2013-12-01..2014-02-28"),
    ("آخر 24 ساعة", "the last 24 hours", "PT24H", "2016-01-05..2016-01-06"),
    ("قبل أكثر من عامين", "more than two years ago: open", "2014", "..2014-12-31"),
    ("منذ أكثر من شهرين", "for more than two months", "P2M", "2015-11-06..2016-01-06"),
    ("قبل أقل من شهر", "less than a month ago", "P1M", "2015-12-06..2016-01-06"),
    ("بعد ثلاثة أيام", "in three days", "2016-01-09", "2016-01-09..2016-01-09"),
    ("مثل هذا اليوم من العام الماضي", "on such a day of last year", "2015-01-06", "2015-01-06..2015-01-06"),
    ("الساعة الثامنة من مساء أمس", "at eight yesterday evening", "2016-01-05T20:00", "2016-01-05..2016-01-05"),
    ("الساعة الثالثة فجر اليوم", "at three this dawn", "2016-01-06T03:00", "2016-01-06..2016-01-06"),
    ("منذ خمسمائة عام", "for five hundred years", "P500Y", "1516-01-06..2016-01-06"),
    ("منذ مئة وعشرين يوما", "for a hundred and twenty days", "P120D", "2015-09-08..2016-01-06"),
    ("منذ عام ونصف العام", "for a year and a half", "P18M", "2014-07-06..2016-01-06"),
    ("الأسبوع المقبل", "next week", "2016-W02", "2016-01-07..2016-01-13"),
    ("الأسبوع الأول من يناير", "the first week of January", "2016-01", "2016-01-01..2016-01-07"),
    ("الثلث الأول من الشهر", "the first third of the month", "2016-01", "2016-01-01..2016-01-10"),
    ("أول يناير", "the first of January", "2016-01-01", "2016-01-01..2016-01-01"),
    ("الخامس و العشرين من يناير", "the 25th of January, \"and\" apart", "2016-01-25", "2016-01-25..2016-01-25"),
    ("غرة محرم 1437", "the first of Muharram 1437", "2015-10-14", "2015-10-14..2015-10-14"),
    ("1436هـ", "the year 1436 of the Hijra alone", "2014", "2014-10-25..2015-10-13"),
    ("أوائل التسعينيات", "the early nineties", "199", "1990-01-01..1993-12-31"),
    ("عام ألفين وثلاثة عشر", "the year in words", "2013", "2013-01-01..2013-12-31"),
    ("وقت سابق من هذا الشهر", "earlier this month", "2016-01", "2016-01-01..2016-01-06"),
    ("ساعة متأخرة من ليل الثلاثاء", "late on Tuesday night", "2016-01-05TNI", "2016-01-05..2016-01-05"),
    ("فجر الأربعاء 13 يناير/كانون الثاني 2016", "both names", "2016-01-13TDW", "2016-01-13..2016-01-13"),
    ("ليلة الثلاثاء/الأربعاء", "the night from Tuesday to Wednesday", "2016-01-05", "2016-01-05..2016-01-06"),
    ("ليلة البارحة", "last night, the older word", "2016-01-05TNI", "2016-01-05..2016-01-05"),
    ("أول امبارح", "the day before yesterday, as spoken", "2016-01-04", "2016-01-04..2016-01-04"),
    ("فجر الأول من أمس", "at dawn the day before yesterday", "2016-01-04TDW", "2016-01-04..2016-01-04"),
    ("اليوم (أمس الثلاثاء)", "today, set right by the paper", "2016-01-05", "2016-01-05..2016-01-05"),
    ("الجمعة ما قبل الماضية", "the Friday before last", "2015-12-25", "2015-12-25..2015-12-25"),
    ("السبت من الأسبوع المقبل", "Saturday of next week", "2016-01-09", "2016-01-09..2016-01-09"),
    ("فاتح نونبر الماضي", "the first of November in Morocco", "2015-11-01", "2015-11-01..2015-11-01"),
    ("الفاتح من نوفمبر 1954", "the first of November in Algeria", "1954-11-01", "1954-11-01..1954-11-01"),
    ("خمسة وعشرين يناير 2011", "a day that is counted", "2011-01-25", "2011-01-25..2011-01-25"),
    ("العشر الأواخر من رمضان", "the last ten days of Ramadan", "2015-07", "2015-07-08..2015-07-16"),
    ("مطلع ذي القعدة 1436هـ", "early in a Hijri month", "2015-08", "2015-08-16..2015-08-25"),
    ("سنة ألف وأربعمئة وثلاثين للهجرة", "a Hijri year in words", "2008", "2008-12-29..2009-12-17"),
    ("في الثمانينات الهجرية", "a Hijri decade", "1960", "1960-06-25..1970-03-08"),
    ("ثاني أيام عيد الأضحى", "the second day of a feast", "2015-09-24", "2015-09-24..2015-09-24"),
    ("خلال عيد الفطر", "during a feast", "2015-07-17", "2015-07-17..2015-07-19"),
    ("من 20 إلى 29/5/1437", "days before a date in figures", "2016-02-29", "2016-02-29..2016-03-09"),
    ("عام 67", "a year of the last century", "1967", "1967-01-01..1967-12-31"),
    ("بين 2011 و2015", "between two bare years", "2011", "2011-01-01..2015-12-31"),
    ("2010 - 2014م", "years with a dash", "2010", "2010-01-01..2014-12-31"),
    ("موسم 2014/2015", "a season over two years", "2014", "2014-01-01..2015-12-31"),
    ("أواخر السبعينات", "the late seventies", "197", "1977-01-01..1979-12-31"),
    ("النصف الثاني من القرن الماضي", "the second half of the last century", "19", "1950-01-01..1999-12-31"),
    ("نهاية الشهر الجاري", "at the end of this month: still to come", "2016-01", "2016-01-21..2016-01-31"),
    ("أول أيام شهر رمضان", "the first of Ramadan", "2015-06-18", "2015-06-18..2015-06-18"),
    ("نهاية الأسبوع الجاري", "at the end of this week: to come", "2016-W01", "2016-01-09..2016-01-10"),
    ("لليوم الـ100 على التوالي", "for the hundredth day in a row", "2015-09-29", "2015-09-29..2016-01-06"),
    ("في الربع الثالث", "the last third quarter", "2015-Q3", "2015-07-01..2015-09-30"),
    ("الربع الأول 2014", "a quarter with its bare year", "2014-Q1", "2014-01-01..2014-03-31"),
    ("قبل نصف ساعة", "half an hour ago", "2016-01-06", "2016-01-06..2016-01-06"),
    ("منذ ثلاث ساعات", "for three hours", "PT3H", "2016-01-06..2016-01-06"),
    ("منذ ربع قرن", "for a quarter of a century", "P25Y", "1991-01-06..2016-01-06"),
    ("منذ ما يزيد على خمس سنوات", "for more than five years", "P5Y", "2011-01-06..2016-01-06"),
    ("منذ ما يقارب العام", "for close to a year", "P1Y", "2015-01-06..2016-01-06"),
    ("منذ شهر ونصف", "for a month and a half", "P45D", "2015-11-22..2016-01-06"),
    ("منذ بدء الحصار قبل عشرة أيام", "since the siege began ten days ago", "P10D", "2015-12-27..2016-01-06"),
    ("لغاية أمس", "until yesterday", "2016-01-05", "..2016-01-05"),
    ("اعتبارا من الأول من فبراير", "from the next first of February on", "2016-02-01", "2016-02-01.."),
    ("خلال الأشهر الستة الأولى من العام", "the first half of the year", "2016-H1", "2016-01-01..2016-06-30"),
    ("الخامسة والنصف من فجر الاثنين", "half past five on Monday", "2016-01-04T05:30", "2016-01-04..2016-01-04"),
    ("سبتمبر (أيلول) 11 2001", "the day behind the month", "2001-09-11", "2001-09-11..2001-09-11"),
    ("ثورة 25 يناير", "the date in a name that everybody knows", "2011-01-25", "2011-01-25..2011-01-25"),
    ("هجمات الحادي عشر من سبتمبر", "attacks that are named by their day", "2001-09-11", "2001-09-11..2001-09-11"),
    ("انقلاب 21 سبتمبر", "a coup that everybody knows", "2014-09-21", "2014-09-21..2014-09-21"),
    ("الاثنين من الأسبوع الماضي", "Monday of last week, not of this", "2015-12-28", "2015-12-28..2015-12-28"),
    ("الجمعة من الأسبوع المقبل", "Friday of next week, not of this", "2016-01-15", "2016-01-15..2016-01-15"),
    ("وقت لاحق من هذا الشهر", "later this month", "2016-01-06", "2016-01-06..2016-01-31"),
    ("أواخر القرن الماضي", "late in the last century", "19", "1970-01-01..1999-12-31"),
    ("آذار - نيسان 2003", "two months with a dash", "2003-03", "2003-03-01..2003-04-30"),
    ("بعد عصر الثلاثاء", "in the late afternoon", "2016-01-05TAF", "2016-01-05..2016-01-05"),
    ("لليلة الثالثة على التوالي", "for the third night in a row", "2016-01-04", "2016-01-04..2016-01-06"),
    ("خلال يناير الجاري", "in this January, so far", "2016-01", "2016-01-01..2016-01-06"),
    ("منذ بدء العملية مساء الاثنين", "since the operation began on Monday", "2016-01-04TEV", "2016-01-04..2016-01-06"),
    ("منذ انهيار الهدنة أمس", "since the truce broke down yesterday", "2016-01-05", "2016-01-05..2016-01-06"),
]  # fmt: skip

# words, gloss, value: found, but without days of their own
WITHOUT_DAYS = [
    ("سنويا", "yearly", "P1Y"),
    ("المؤتمر السنوي", "the annual conference", "P1Y"),
    ("كل أسبوع", "every week", "P1W"),
    ("كل عامين", "every two years", "P2Y"),
    ("كل يوم جمعة", "every Friday", "XXXX-WXX-5"),
    ("ربع قرن", "a quarter of a century", "P25Y"),
    ("نصف ساعة", "half an hour", "PT30M"),
    ("لمدة 10 دقائق", "for 10 minutes", "PT10M"),
    ("استمر يوما", "lasted a day", "P1D"),
    ("الساعة التاسعة والنصف", "at half past nine", "XXXX-XX-XXT09:30"),
    ("الساعة 8:30 صباحا", "at 8:30 in the morning", "XXXX-XX-XXT08:30"),
    ("آنذاك", "then", "PAST_REF"),
    ("في السابق", "formerly", "PAST_REF"),
    ("في وقت لاحق", "later", "FUTURE_REF"),
    ("في الوقت نفسه", "at the same time", "PRESENT_REF"),
    ("الأيام القليلة الماضية", "the last few days", "PAST_REF"),
    ("منذ قليل", "a little ago", "PAST_REF"),
    ("بعد يومين من الهجوم", "two days after the attack", None),
    ("بعد أسبوع على سقوط المدينة", "a week after the fall of the town", None),
    ("الذكرى الرابعة للثورة", "the fourth anniversary of the revolution", None),
    ("غداة الهجوم", "on the morrow of the attack", None),
    ("في اليوم نفسه", "on the same day", None),
    ("خلال يوم واحد", "within one day: not which", "P1D"),
    ("خلال الأيام الأربعة الأولى", "in the first four days of something", "P4D"),
    ("للأسبوع الثاني على التوالي", "for the second week in a row", "P2W"),
    ("بعد ذلك بيومين", "two days after that", None),
    ("بعد مرور شهر على الهجوم", "a month having passed since the attack", None),
    ("الذكرى الـ13 لغزو العراق", "an anniversary in digits", None),
    ("الذكرى السنوية الخمسين", "the fiftieth anniversary", None),
    ("إلى اليوم الذي ينتهي فيه الحصار", "the day that the siege ends", None),
    ("حركة 30 نوفمبر", "a date in a name that nobody knows", None),
    ("كتيبة 17 فبراير", "a battalion that is named by a day", None),
    ("حتى الساعة", "until now", "PRESENT_REF"),
    ("منذ عشرات السنين", "for tens of years", "PAST_REF"),
    ("الساعة السابعة إلا ربعا صباحا", "a quarter to seven", "XXXX-XX-XXT06:45"),
    ("الساعة الواحدة والنصف بعد الظهر", "half past one in the afternoon", "XXXX-XX-XXT13:30"),
    ("الساعة 0930 بتوقيت غرينتش", "as agencies write it", "XXXX-XX-XXT09:30"),
    ("الساعة 9:30م", "p.m.", "XXXX-XX-XXT21:30"),
    ("الثامنة مساء", "an hour without its word", "XXXX-XX-XXT20:00"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "gloss", "value", "days"), TIMES, ids=[row[1] for row in TIMES])
def test_times(words: str, gloss: str, value: str, days: str) -> None:
    found = FIND(words, PUBLISHED)
    assert [(f.value, f"{f.first or ''}..{f.last or ''}") for f in found] == [(value, days)], found


@pytest.mark.parametrize(("words", "gloss", "value"), WITHOUT_DAYS, ids=[row[1] for row in WITHOUT_DAYS])
def test_times_without_days(words: str, gloss: str, value: str | None) -> None:
    found = FIND(words, PUBLISHED)
    assert [(f.value, f.first, f.last) for f in found] == [(value, None, None)], found


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("عامي 2012 و2013", ["2012", "2013"]),  # in 2012 and 2013
        ("يومي 3 و5 يناير الجاري", ["2016-01-03", "2016-01-05"]),  # on 3 and 5 January
        ("الاثنين والثلاثاء الماضيين", ["2016-01-04", "2016-01-05"]),  # last Monday and Tuesday
        ("بين عامي 2012 و2013", ["2012"]),  # a range is one
        ("مايو ويونيو الماضيين", ["2015-05", "2015-06"]),  # last May and June
        ("في نوفمبر أو ديسمبر المقبلين", ["2016-11", "2016-12"]),  # next November or December
        ("أعوام 2011 و2012 و2013", ["2011", "2012", "2013"]),
        ("احتلال تونس (1881) وثورة 1919", ["1881"]),  # a year in brackets; the name of a revolution
    ],
)
def test_listed_times_are_one_each(words: str, values: list[str]) -> None:
    assert [f.value for f in FIND(words, PUBLISHED)] == values


@pytest.mark.parametrize(
    "words",
    [
        "قبل عقد اجتماع",  # before a meeting is held, not "a decade ago"
        "رأيا عاما",  # a general opinion
        "قتل 1900 شخص",  # 1900 persons were killed
        "كل المدنيين",  # all civilians
        "قالت صحيفة اليوم",  # the newspaper Al-Yawm
        "بداية العام الدراسي",  # the school year is not the calendar's
        "قال عبدالرحمن الشهري",  # a surname, not "monthly"
        "فاز الفريق 1-صفر",  # one nil, not the first of Safar
        "إجازة لم يحددها القانون رقم 48",  # the number of a law
    ],
)
def test_no_time(words: str) -> None:
    assert FIND(words, PUBLISHED) == []


def test_a_weekday_that_the_word_cannot_mean_gives_the_words_day() -> None:
    """The days follow the codebook (the weekday wins); TIMEX3's value does where a late paper can explain the two."""
    near = FIND("اليوم الثلاثاء", PUBLISHED)[0]  # today Tuesday, in a paper of Wednesday
    assert (near.value, near.first) == ("2016-01-05", "2016-01-05")
    far = FIND("أمس الجمعة", PUBLISHED)[0]  # yesterday Friday, in a paper of Wednesday
    assert (far.value, far.first) == ("2016-01-05", "2016-01-01")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ستبدأ الهدنة في 3 مارس", "2016-03-03"),  # the truce will begin on 3 March
        ("بدأت الهدنة في 3 مارس", "2015-03-03"),  # the truce began on 3 March
        ("من المقرر عقد الاجتماع في الأول من فبراير", "2016-02-01"),  # the meeting is due
        ("سيصل الوفد بعد أسبوع. غادر الوفد في 3 مارس", "2015-03-03"),  # another sentence
    ],
)
def test_a_date_without_a_year_lies_ahead_where_the_words_say_so(words: str, value: str) -> None:
    assert FIND(words, PUBLISHED)[-1].value == value


def test_so_long_after_something_has_no_days_where_the_text_tells_the_past() -> None:
    """TIMEX3 counts from publication all the same; the days stay null."""
    past = FIND("عاد إلى بلدته بعد عشر سنوات", PUBLISHED)[0]  # he came back after ten years
    assert (past.value, past.first, past.last) == ("2026", None, None)
    ahead = FIND("ستنتهي المهلة بعد ثلاثة أيام", PUBLISHED)[0]  # the time limit will end in three days
    assert (ahead.value, ahead.first) == ("2016-01-09", "2016-01-09")


def test_relative_times_without_a_day_of_publication_are_null() -> None:
    assert [(f.value, f.first) for f in FIND("أمس")] == [(None, None)]  # yesterday
    assert [(f.value, f.first) for f in FIND("3 مايو 2014")] == [("2014-05-03", "2014-05-03")]


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_written_dates_read_back(day: date) -> None:
    months = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
    levant = "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول".split("|")
    one, two = months[day.month - 1], levant[day.month - 1]
    for words in (f"{day.day} {one} {day.year}", f"{day.day} {two}/{one} {day.year}", f"{day:%d/%m/%Y}"):
        found = FIND("قصفت المدينة في " + words, PUBLISHED)  # the town was shelled on
        assert [(f.value, f.first, f.last) for f in found] == [(day.isoformat(),) * 3], words


@given(st.text(alphabet="منذ قبل بعد أمس 0123/-.يوم الاثنين كل الساعة من", max_size=60))
def test_any_words_are_read_without_error(text: str) -> None:
    for found in FIND(text, PUBLISHED):
        assert text[found.start : found.end] == found.text
        assert found.first is None or found.last is None or found.first <= found.last
