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
    ("أوائل التسعينيات", "the early nineties", "199", "1990-01-01..1999-12-31"),
    ("عام ألفين وثلاثة عشر", "the year in words", "2013", "2013-01-01..2013-12-31"),
    ("وقت سابق من هذا الشهر", "earlier this month", "2016-01", "2016-01-01..2016-01-06"),
    ("ساعة متأخرة من ليل الثلاثاء", "late on Tuesday night", "2016-01-05TNI", "2016-01-05..2016-01-05"),
    ("فجر الأربعاء 13 يناير/كانون الثاني 2016", "both names", "2016-01-13TDW", "2016-01-13..2016-01-13"),
    ("ليلة الثلاثاء/الأربعاء", "the night from Tuesday to Wednesday", "2016-01-05", "2016-01-05..2016-01-06"),
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
