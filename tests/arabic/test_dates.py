"""Times in sentences: what is found, which days it is, what is no time at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st

from marsad.arabic.dates import DateExpr, bounds, find_dates, resolve, timex
from marsad.arabic.normal import fold
from marsad.arabic.tokens import Token, Tokenizer

TOKENIZER = Tokenizer()
PUBLISHED = date(2015, 8, 4)  # a Tuesday


def found(text: str) -> tuple[list[Token], list[DateExpr]]:
    tokens = TOKENIZER.tokens(fold(text))
    return tokens, find_dates(tokens)


def days(text: str, published: date | None = PUBLISHED, **how: object) -> str:
    """The days of the only expression in a text: "start..end", one of them empty where it is open, "" for none."""
    _, dates = found(text)
    assert len(dates) == 1, [(d.rule, d.first, d.last) for d in dates]
    dated = resolve(dates[0], published, **how)  # type: ignore[arg-type]
    if dated.start is None and dated.end is None:
        return ""
    return f"{dated.start or ''}..{dated.end or ''}"


def day(iso: str) -> str:
    return f"{iso}..{iso}"


# (words, gloss, days) in a paper of Tuesday 4 August 2015
TABLE = [
    ("أمس", "yesterday", day("2015-08-03")),
    ("بالأمس", "yesterday", day("2015-08-03")),
    ("يوم أمس", "the day of yesterday", day("2015-08-03")),
    ("أمس الأول", "the day before yesterday", day("2015-08-02")),
    ("أول من أمس", "the day before yesterday", day("2015-08-02")),
    ("فجر الأول من أمس", "at dawn the day before yesterday", day("2015-08-02")),
    ("البارحة", "yesterday", day("2015-08-03")),
    ("اليوم (أمس الاثنين)", "today, set right by the paper", day("2015-08-03")),
    ("قتلت الفرقة الرابعة منذ الأحد عشرين", "the fourth division: no ordinal of deeds", "2015-08-02..2015-08-04"),
    ("أول غارة منذ بدء الهدنة أمس قتلت ستة", "the day behind what only measures", day("2015-08-03")),
    ("منذ انطلاق الهجوم الأحد", "since the attack began on Sunday", "2015-08-02..2015-08-04"),
    ("هجمات 11 سبتمبر", "the attacks that are named by their day", day("2001-09-11")),
    ("قبل نصف ساعة", "half an hour ago", day("2015-08-04")),
    ("خلال 3 ساعات", "within three hours", day("2015-08-04")),
    ("ثاني أيام عيد الفطر", "the second day of a feast", day("2015-07-18")),
    ("مساء أول أمس", "in the evening of the day before yesterday", day("2015-08-02")),
    ("قبل أمس", "before yesterday", day("2015-08-02")),
    ("اليوم", "today", day("2015-08-04")),
    ("فجر اليوم", "today at dawn", day("2015-08-04")),
    ("هذا الصباح", "this morning", day("2015-08-04")),
    ("غدا", "tomorrow", day("2015-08-05")),
    ("بعد غد", "the day after tomorrow", day("2015-08-06")),
    ("الليلة الماضية", "last night", day("2015-08-03")),
    ("طوال الليلة الماضية", "all last night", "2015-08-03..2015-08-04"),
    ("منتصف الليلة الماضية", "last midnight", "2015-08-03..2015-08-04"),
    ("الليل قبل الماضي", "the night before last", "2015-08-02..2015-08-03"),
    # weekdays
    ("الثلاثاء", "Tuesday, the paper's own day", day("2015-08-04")),
    ("مساء الأربعاء", "Wednesday evening", day("2015-07-29")),
    ("يوم الجمعة", "on Friday", day("2015-07-31")),
    ("الإثنين", "Monday with hamza", day("2015-08-03")),
    ("الثلاثاء الماضي", "last Tuesday", day("2015-07-28")),
    ("الثلاثاء المقبل", "next Tuesday", day("2015-08-11")),
    ("السبت القادم", "next Saturday", day("2015-08-08")),
    ("اليوم (الثلاثاء)", "today (Tuesday)", day("2015-08-04")),
    ("اليوم الاثنين", "today Monday, in a paper of Tuesday", day("2015-08-03")),
    ("اليوم الأربعاء", "today Wednesday, dated the night before", day("2015-08-05")),
    ("اليوم الجمعة", "today Friday, four days old", day("2015-07-31")),
    ("أمس الاثنين", "yesterday Monday", day("2015-08-03")),
    ("أمس الأحد", "yesterday Sunday, in a paper of Tuesday", day("2015-08-02")),
    ("أمس الأربعاء", "yesterday Wednesday: never to come", day("2015-07-29")),
    ("صباح أمس (الاثنين)", "yesterday (Monday) morning", day("2015-08-03")),
    ("الأحد 3 أغسطس", "Sunday 3 August: the year where it fits", day("2014-08-03")),
    ("يوم الأربعاء 22 تموز/يوليو 2015", "Wednesday 22 July 2015", day("2015-07-22")),
    ("ليل الأحد-الاثنين", "the night from Sunday to Monday", "2015-08-02..2015-08-03"),
    ("ليل السبت الأحد", "the night from Saturday to Sunday", "2015-08-01..2015-08-02"),
    ("ليل الثلاثاء الأربعاء", "the night that begins today", "2015-08-04..2015-08-05"),
    ("منتصف ليل الأحد-الاثنين", "midnight from Sunday to Monday", "2015-08-02..2015-08-03"),
    ("السبت والأحد", "Saturday and Sunday", "2015-08-01..2015-08-02"),
    ("يومي الأحد والسبت", "Sunday and Saturday", "2015-08-01..2015-08-02"),
    ("اليوم وأمس", "today and yesterday", "2015-08-03..2015-08-04"),
    # dates
    ("11 يوليو", "11 July", day("2015-07-11")),
    ("في 3 أغسطس الجاري", "on the 3rd of this August", day("2015-08-03")),
    ("23 سبتمبر 2014", "23 September 2014", day("2014-09-23")),
    ("7 أكتوبر الماضي", "last 7 October", day("2014-10-07")),
    ("السابع من أكتوبر", "the seventh of October", day("2014-10-07")),
    ("الحادي والثلاثين من كانون الثاني", "the thirty-first of January", day("2015-01-31")),
    ("الخامس عشر من الشهر الماضي", "the fifteenth of last month", day("2015-07-15")),
    ("14 ديسمبر/كانون الأول الماضي", "last 14 December, both names", day("2014-12-14")),
    ("يوم 15 يونيو (حزيران)", "the 15th of June, both names", day("2015-06-15")),
    ("21 مايو الفائت", "last 21 May", day("2015-05-21")),
    ("3 غشت", "3 August in Morocco", day("2015-08-03")),
    ("5 جويلية 2013", "5 July 2013 in Algeria", day("2013-07-05")),
    ("12 تشرين الثاني 2012", "12 November 2012", day("2012-11-12")),
    ("3/8/2015", "in figures", day("2015-08-03")),
    ("2015-08-03", "in figures, year first", day("2015-08-03")),
    ("بتاريخ 23-9-2014", "dated, with dashes", day("2014-09-23")),
    ("الأحد 2/8", "Sunday 2/8", day("2015-08-02")),
    ("٣ آب ٢٠١٤", "3 August 2014 in Eastern digits", day("2014-08-03")),
    ("السابع والثامن من تموز - يوليو", "the 7th and 8th of July", "2015-07-07..2015-07-08"),
    ("30 أو 31 يوليو (تموز) الحالي", "30 or 31 of this July", "2015-07-30..2015-07-31"),
    ("من 3 إلى 5 مايو", "from 3 to 5 May", "2015-05-03..2015-05-05"),
    ("3 مايو من العام الماضي", "3 May of last year", day("2014-05-03")),
    # Hijri
    ("25 شوال 1436 هـ الموافق 10 أغسطس 2015 م", "25 Shawwal 1436, that is 10 August 2015", day("2015-08-10")),
    ("15 رمضان", "15 Ramadan", day("2015-07-02")),
    ("عام 1436هـ", "the year 1436 of the Hijra", "2014-10-25..2015-10-13"),
    ("19/9/1436هـ", "Hijri in figures", day("2015-07-06")),
    # months and years
    ("في مايو", "in May", "2015-05-01..2015-05-31"),
    ("سبتمبر", "September: last year's", "2014-09-01..2014-09-30"),
    ("يوليو الماضي", "last July", "2015-07-01..2015-07-31"),
    ("أغسطس الماضي", "last August: not this one", "2014-08-01..2014-08-31"),
    ("نوفمبر المقبل", "next November", "2015-11-01..2015-11-30"),
    ("تشرين الثاني/نوفمبر", "November, both names", "2014-11-01..2014-11-30"),
    ("مايو أيار", "May, both names", "2015-05-01..2015-05-31"),
    ("اذار/ مارس 2014", "March 2014", "2014-03-01..2014-03-31"),
    ("منتصف يوليو", "mid-July", "2015-07-11..2015-07-20"),
    ("أواخر يونيو الماضي", "late last June", "2015-06-21..2015-06-30"),
    ("مطلع الشهر الجاري", "early this month", "2015-08-01..2015-08-04"),
    ("الشهر الماضي", "last month", "2015-07-01..2015-07-31"),
    ("عام 2013", "in 2013", "2013-01-01..2013-12-31"),
    ("في 1984", "in 1984", "1984-01-01..1984-12-31"),
    ("عام 1869", "in 1869", "1869-01-01..1869-12-31"),
    ("عامي 2013 و2014", "in 2013 and 2014", "2013-01-01..2014-12-31"),
    ("العام الماضي", "last year", "2014-01-01..2014-12-31"),
    ("هذا العام", "this year, so far", "2015-01-01..2015-08-04"),
    ("أواخر 2012", "late 2012", "2012-10-01..2012-12-31"),
    ("خلال الأشهر الستة الأولى من العام الحالي", "in the first six months of this year", "2015-01-01..2015-06-30"),
    ("النصف الأول من 2015", "the first half of 2015", "2015-01-01..2015-06-30"),
    ("صيف 2012", "summer 2012", "2012-06-01..2012-08-31"),
    ("صيف العام الماضي", "last year's summer", "2014-06-01..2014-08-31"),
    ("تسعينيات القرن الماضي", "the nineties", "1990-01-01..1999-12-31"),
    # weeks
    ("الأسبوع الماضي", "last week: the seven days before", "2015-07-28..2015-08-03"),
    ("الأسبوع المقبل", "next week: the seven days after", "2015-08-05..2015-08-11"),
    ("نهاية الأسبوع", "at the weekend", "2015-08-01..2015-08-02"),
    # counted from now
    ("قبل ثلاثة أيام", "three days ago", day("2015-08-01")),
    ("قبل نحو أسبوع", "about a week ago", day("2015-07-28")),
    ("قبل 10 أيام", "10 days ago", day("2015-07-25")),
    ("قبل شهرين", "two months ago", "2015-06-01..2015-06-30"),
    ("قبل ست سنوات", "six years ago", "2009-01-01..2009-12-31"),
    ("منذ ثلاثة أيام", "for three days", "2015-08-01..2015-08-04"),
    ("منذ نحو شهرين", "for about two months", "2015-06-04..2015-08-04"),
    ("منذ الأربعاء", "since Wednesday", "2015-07-29..2015-08-04"),
    ("تشهد ثاني أكبر مدينة قتالا منذ شهر", "the second largest town is no measure", "2015-07-04..2015-08-04"),
    ("منذ أمس الاثنين", "since yesterday Monday", "2015-08-03..2015-08-04"),
    ("منذ 2013", "since 2013", "2013-01-01..2015-08-04"),
    ("منذ صيف العام الماضي", "since last year's summer", "2014-06-01..2015-08-04"),
    ("منذ اجتياح صنعاء في الـ21 من سبتمبر الماضي", "since Sanaa was stormed on 21 September", "2014-09-21..2015-08-04"),
    ("منذ أكثر من ثلاثة أشهر", "for more than three months", "2015-05-04..2015-08-04"),
    ("منذ 17 يوليو (تموز) حتى 19 منه", "since 17 July until the 19th of it", "2015-07-17..2015-07-19"),
    ("من 5 مايو إلى 10 منه", "from 5 May to the 10th of it", "2015-05-05..2015-05-10"),
    ("مساء الأحد ولمدة خمسة أيام", "on Sunday evening and for five days", "2015-08-02..2015-08-07"),
    ("مساء اليوم وتستمر لمدة 5 أيام", "this evening and it lasts for 5 days", "2015-08-04..2015-08-09"),
    ("لليوم الثالث على التوالي", "for the third day in a row", "2015-08-02..2015-08-04"),
    ("لليوم الـ12 على التوالي", "for the 12th day in a row", "2015-07-24..2015-08-04"),
    ("بعد منتصف ليل أمس", "after midnight yesterday", day("2015-08-03")),
    ("بعد منتصف ليل الأربعاء - الخميس", "after midnight from Wednesday to Thursday", day("2015-07-30")),
    ("قبل منتصف ليل السبت", "before midnight on Saturday", day("2015-08-01")),
    ("7 / يوليو / 2015", "7 July 2015 with strokes", day("2015-07-07")),
    ("منذ اندلاعه في مارس 2011", "since its outbreak in March 2011", "2011-03-01..2015-08-04"),
    ("منذ 23 سبتمبر 2014، وحتى فجر اليوم", "from 23 September 2014 to this dawn", "2014-09-23..2015-08-04"),
    ("خلال الـ72 ساعة الماضية", "in the past 72 hours", "2015-08-01..2015-08-04"),
    ("خلال ال48 ساعة", "within the 48 hours", "2015-08-02..2015-08-04"),
    ("خلال الساعات الأربع والعشرين الماضية", "in the past twenty-four hours", "2015-08-03..2015-08-04"),
    ("خلال الأيام الثلاثة الأخيرة", "in the last three days", "2015-08-01..2015-08-04"),
    ("اليومين الأخيرين", "the last two days", "2015-08-02..2015-08-04"),
    ("خلال أسبوعين", "within two weeks", "2015-07-21..2015-08-04"),
    ("خلال العامين الماضيين", "over the last two years", "2013-08-04..2015-08-04"),
    ("خلال الأشهر الستة المقبلة", "in the next six months", "2015-08-04..2016-02-04"),
    ("خلال عام 2014", "during 2014, not during a year", "2014-01-01..2014-12-31"),
    ("خلال شهر مايو الماضي", "during last May, not during a month", "2015-05-01..2015-05-31"),
    # runs and bounds
    ("بين يوم الاثنين واليوم (الثلاثاء)", "between Monday and today (Tuesday)", "2015-08-03..2015-08-04"),
    ("بين عامي 2013 و2015", "between 2013 and 2015", "2013-01-01..2015-12-31"),
    ("بين مايو ويوليو", "between May and July", "2015-05-01..2015-07-31"),
    ("الخميس حتى الأحد", "Thursday to Sunday", "2015-07-30..2015-08-02"),
    ("أكتوبر إلى مارس", "October to March", "2014-10-01..2015-03-31"),
    ("3 مايو 2014 إلى 5 يونيو", "3 May 2014 to 5 June", "2014-05-03..2014-06-05"),
    ("حتى السبت المقبل", "until next Saturday: open", "..2015-08-08"),
    ("قبل نهاية العام", "before the end of the year: open", "..2015-09-30"),
    ("بعد عام 2011", "after 2011: open", "2012-01-01.."),
]  # fmt: skip

# (words, gloss): found, but without days of their own
WITHOUT_DAYS = [
    ("مؤخرا", "recently"),
    ("قريبا", "soon"),
    ("حاليا", "at present"),
    ("في الآونة الأخيرة", "lately"),
    ("خلال الأيام المقبلة", "in the coming days"),
    ("قبل أيام", "some days ago"),
    ("منذ عدة أشهر", "for several months"),
    ("لمدة 5 أيام", "for 5 days"),
    ("لمدة عام", "for a year"),
    ("استمر ثلاث ساعات", "lasted three hours"),
    ("غداة", "on the day after"),
    ("في اليوم نفسه", "on the same day"),
    ("بعد يومين من الهجوم", "two days after the attack"),
    ("منذ ذلك الحين", "since then"),
]

# (words, gloss): no expression of time at all
NO_TIME = [
    ("قصف قصر 22 مايو", "a palace that bears a date"),
    ("للمرة الأولى منذ مايو الماضي", "the first time since: what it is measured by"),
    ("أعنف غارات منذ بداية الشهر", "the fiercest raids since"),
    ("استهدف التفجير، وهو الثالث منذ بداية الشهر، دورية", "the third since the beginning of the month"),
    ("في ثالث هجوم خلال أسبوع", "the third attack within a week"),
    ("للمرة الثالثة خلال شهر", "for the third time within a month"),
    ("كتيبة 17 فبراير", "a battalion named by a day"),
    ("ثورة 25 يناير", "the 25 January revolution"),
    ("تحالف 14 آذار", "the 14 March alliance"),
    ("مدينة السادس من أكتوبر", "6th of October City"),
    ("حرب تموز", "the July war"),
    ("سوق الجمعة", "Friday Market, a quarter"),
    ("صحيفة المصري اليوم", "the newspaper al-Masry al-Youm"),
    ("قناة روسيا اليوم", "the channel Russia Today"),
    ("اليوم العالمي للاجئين", "World Refugee Day"),
    ("العدوان لليوم الـ288", "the aggression for the 288th day"),
    ("اليوم الـ284 من الحرب", "the 284th day of the war"),
    ("الأمين العام السابق", "the former secretary-general"),
    ("مارس ضغوطا على الحكومة", "exerted pressure on the government"),
    ("قتل 2014 شخصا", "2014 persons were killed"),
    ("في 2000 قرية", "in 2000 villages"),
    ("فجر انتحاري نفسه", "a suicide bomber blew himself up"),
    ("رمضان شلح", "a man's name"),
]


@pytest.mark.parametrize(("text", "gloss", "expected"), TABLE, ids=[gloss for _, gloss, _ in TABLE])
def test_days(text: str, gloss: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(("text", "gloss"), WITHOUT_DAYS, ids=[gloss for _, gloss in WITHOUT_DAYS])
def test_found_without_days(text: str, gloss: str) -> None:
    assert days(text) == ""


@pytest.mark.parametrize(("text", "gloss"), NO_TIME, ids=[gloss for _, gloss in NO_TIME])
def test_no_time(text: str, gloss: str) -> None:
    assert found(text)[1] == []


# (words, gloss, days after the event): told from an event of 1 and 2 August
@pytest.mark.parametrize(
    ("text", "gloss", "offset", "expected"),
    [
        ("غداة", "the day after", 1, day("2015-08-03")),
        ("عشية", "on the eve", -1, day("2015-07-31")),
        ("في اليوم التالي", "on the following day", 1, day("2015-08-03")),
        ("في اليوم نفسه", "on the same day", 0, "2015-08-01..2015-08-02"),
        ("بعد يومين من", "two days after", 2, day("2015-08-04")),
        ("قبل أسبوع من", "a week before", -7, day("2015-07-25")),
        ("بعدها بثلاثة أيام", "three days after it", 3, day("2015-08-05")),
        ("منذ ذلك الوقت", "since that time", None, "2015-08-01..2015-08-04"),
    ],
)
def test_told_from_an_event(text: str, gloss: str, offset: int | None, expected: str) -> None:
    _, dates = found(text)
    alone = resolve(dates[0], PUBLISHED)
    assert (alone.start, alone.end, alone.anchor, alone.offset) == (None, None, "event", offset)
    assert days(text, event=(date(2015, 8, 1), date(2015, 8, 2))) == expected


@pytest.mark.parametrize(
    ("text", "gloss", "expected"),
    [
        ("خلال أسبوعين", "within two weeks", "2015-08-04..2015-08-18"),
        ("خلال الأسبوعين الماضيين", "in the past two weeks", "2015-07-21..2015-08-04"),
        ("يوم الإثنين", "on Monday, of something to come", day("2015-08-10")),
        ("مساء الثلاثاء", "on Tuesday evening, in a paper of that day", day("2015-08-04")),
        ("هذا الشهر", "this month, what is left of it", "2015-08-04..2015-08-31"),
        ("20 أغسطس", "20 August", day("2015-08-20")),
        ("3 مايو", "3 May", day("2016-05-03")),
        ("في أكتوبر", "in October", "2015-10-01..2015-10-31"),
        ("الثلاثاء الماضي", "last Tuesday stays last", day("2015-07-28")),
    ],
)
def test_of_what_is_to_come(text: str, gloss: str, expected: str) -> None:
    assert days(text, ahead=True) == expected


@pytest.mark.parametrize("text", [text for text, _, expected in TABLE if ".." in expected])
def test_without_a_day_of_publication_only_absolute_dates_have_days(text: str) -> None:
    _, dates = found(text)
    bare, dated = resolve(dates[0], None), resolve(dates[0], PUBLISHED)
    if dated.anchor == "calendar":
        assert bare == dated
    else:
        assert (bare.start, bare.end) == (None, None)


@pytest.mark.parametrize(
    ("text", "gloss", "precision"),
    [
        ("أمس", "yesterday", "day"),
        ("اليوم وأمس", "today and yesterday", "days"),
        ("الأسبوع الماضي", "last week", "week"),
        ("قبل نحو أسبوع", "about a week ago", "week"),
        ("يوليو الماضي", "last July", "month"),
        ("عام 2013", "in 2013", "year"),
        ("منذ 2011", "since 2011", "years"),
        ("حتى السبت المقبل", "until next Saturday", "open"),
        ("مؤخرا", "recently", "none"),
    ],
)
def test_precision(text: str, gloss: str, precision: str) -> None:
    assert resolve(found(text)[1][0], PUBLISHED).precision == precision


@pytest.mark.parametrize(
    ("text", "gloss", "value"),
    [
        ("أمس", "yesterday", "2015-08-03"),
        ("مساء الأربعاء", "Wednesday evening", "2015-07-29TEV"),
        ("يوليو الماضي", "last July", "2015-07"),
        ("منذ 2011", "since 2011", "2011"),
        ("لمدة 5 أيام", "for 5 days", "P5D"),
        ("خلال ال48 ساعة", "within 48 hours", "PT48H"),
        ("مؤخرا", "recently", "PAST_REF"),
        ("صيف 2012", "summer 2012", "2012-SU"),
        ("النصف الأول من 2015", "the first half of 2015", "2015-H1"),
        ("الثمانينات", "the eighties", "198"),
        ("القرن العشرين", "the twentieth century", "19"),
        ("غداة", "the day after", None),
    ],
)
def test_timex_values(text: str, gloss: str, value: str | None) -> None:
    assert timex(found(text)[1][0], PUBLISHED) == value


@pytest.mark.parametrize(
    ("text", "gloss"),
    [
        ("31 شباط 2015", "31 February 2015"),
        ("30 شباط", "30 February"),
        ("قبل 9000 عام", "9000 years ago"),
        ("بعد 9000 عام من", "9000 years after"),
        ("3 صفر 1310 هـ", "a day before the Hijri tables begin"),
    ],
)
def test_no_such_day_has_no_days(text: str, gloss: str) -> None:
    for event in (None, (date(2015, 8, 1), date(2015, 8, 2))):
        for expression in found(text)[1]:
            dated = resolve(expression, PUBLISHED, event=event)
            assert (dated.start, dated.end) == (None, None)


def test_bounds_leave_out_the_particles() -> None:
    tokens, dates = found("قصفت الطائرات المدينة مساء أمس واليوم الثلاثاء صباحا")  # yesterday evening and today
    assert len(dates) == 1
    start, end = bounds(dates[0], tokens)
    assert (
        fold("مساء أمس واليوم الثلاثاء صباحا")
        == fold("قصفت الطائرات المدينة مساء أمس واليوم الثلاثاء صباحا")[start:end]
    )


def test_inner_time_of_an_event() -> None:
    """ "Since the fall of the town in May": the fall has a time of its own."""
    _, dates = found("منذ سقوط البلدة في مايو الماضي")
    inner = dates[0].inner
    assert inner is not None
    assert (resolve(inner, PUBLISHED).start, resolve(inner, PUBLISHED).end) == (date(2015, 5, 1), date(2015, 5, 31))


MONTHS = (
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
)  # of Egypt, of the Levant, of Algeria and Tunisia
WEEKDAYS = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()
HIJRI = "محرم صفر ربيع_الأول ربيع_الآخر جمادى_الأولى جمادى_الآخرة رجب شعبان رمضان شوال ذو_القعدة ذو_الحجة".split()


@pytest.mark.parametrize("names", MONTHS, ids=["Egypt", "Levant", "Maghreb"])
def test_every_day_of_a_year_is_read_back(names: str) -> None:
    months = [name.replace("_", " ") for name in names.split()]
    for number in range(365):
        then = date(2015, 1, 1) + timedelta(days=number)
        month = months[then.month - 1]
        for text in (
            f"{then.day} {month} 2015",
            f"{WEEKDAYS[then.weekday()]} {then.day} {month}",
            f"يوم {then.day} من شهر {month} عام 2015",
        ):
            assert days(text, date(2015, 12, 31)) == day(then.isoformat()), text


def test_every_day_of_a_year_is_read_back_from_the_hijri_calendar() -> None:
    for number in range(365):
        then = date(2015, 1, 1) + timedelta(days=number)
        year, month, number_of_day = Gregorian.fromdate(then).to_hijri().datetuple()
        text = f"{number_of_day} {HIJRI[month - 1].replace('_', ' ')} {year}هـ"
        assert days(text, None) == day(then.isoformat()), text


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.integers(3, 90))
def test_days_ago_and_since(published: date, count: int) -> None:
    then = published - timedelta(days=count)
    unit = "أيام" if count <= 10 else "يوما"
    assert days(f"قبل {count} {unit}", published) == day(then.isoformat())
    assert days(f"منذ {count} {unit}", published) == f"{then}..{published}"


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.integers(0, 6))
def test_a_weekday_alone_is_the_last_on_or_before(published: date, weekday: int) -> None:
    then = resolve(found(WEEKDAYS[weekday])[1][0], published).start
    assert then is not None
    assert then.weekday() == weekday
    assert 0 <= (published - then).days < 7


PIECES = (
    "من إلى حتى قبل بعد منذ خلال بين 3 2015 12/5 يوم شهر عام العام أمس اليوم الأحد الماضي المقبل مايو رمضان ( ) - / ،"
    " تشرين الأول نهاية صيف الثالث عشر و ليل منتصف هذا غداة نفسه ساعة أيام ال 72"
).split()  # words of time, numbers and marks


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join), st.none() | st.dates())
def test_any_words_of_time_give_ordered_expressions(text: str, published: date | None) -> None:
    tokens, dates = found(text)
    last = 0
    for expression in dates:
        assert last <= expression.first < expression.last <= len(tokens)
        last = expression.last
        for event in (None, (date(2015, 1, 1), date(2015, 1, 2))):
            dated = resolve(expression, published, event=event, ahead=event is None)
            assert dated.start is None or dated.end is None or dated.start <= dated.end
        timex(expression, published)
