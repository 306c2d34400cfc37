"""How are dates, months, years, weeks and seasons written in newspapers? A reader over the tokens of a sentence."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from marsad.arabic import calendar as c
from marsad.arabic.calendar import Portion
from marsad.arabic.meanings import AtEvent, Calendar, Era, Meaning, Period, Run, Season
from marsad.arabic.wordreader import WordReader

Read = tuple[int, str, Meaning]
# How far behind the day the year of a date may stand, both names of the month between.
_NAME_YEAR = 8
_HIJRI_CENTURY = 1300
NAME_RULE = "date in a name"
_JOINERS = frozenset(("-", "/", "او", "الي", "حتي", "و"))


class CalendarReader(WordReader):
    """Reads the calendar's expressions; each method returns where it ended and what it read, or None."""

    reads_names: ClassVar[bool] = False
    """Whether dates in the names of happenings are read: "the events of [11 September]"."""

    def dated(self, at: int, headed: bool = False) -> Read | None:
        """ "3/8/2015", "15 يونيو (حزيران) 2015", "يومي 3 و5 مايو", "مايو الماضي", "الخامس من الشهر"."""
        read = self.slashed(at, headed) or self.figures_from(at)
        if read is not None:
            return self.equal(read)
        days = self.days(at)
        if days is None:
            return self.month_alone(at)
        end, first, last = days
        end += self.word(end) == "من" and not self.joined(end)
        read = self.day_of_period(end, first, last)
        if read is not None:
            return read
        end += self.bare(end) in c.MONTH_WORDS
        end += self.form(end) in ("/", "-") and last is None and self.month(end + 1) is not None
        month = self.month(end)
        if month is None or self._goals(at, end):
            return None
        name = self.of_happening(at)
        if name:
            return self.happening(name, month, first)
        attack = self._of_attack(at, month, first)
        if attack is not None:
            return attack
        return self.equal(
            self.year_beside(month[0], Calendar(None, month[1], first, last, None, month[2]), "day and month")
        )

    def happening(self, name: str, month: tuple[int, int, bool], day: int | None) -> Read | None:
        """The date in the name of a happening, which dates no event; in the year that everybody knows, else in none."""
        if not self.reads_names:
            return None
        year = c.HAPPENINGS.get((name, day, month[1])) if not month[2] else None
        return month[0], NAME_RULE, AtEvent() if year is None else Calendar(year, month[1], day)

    def _goals(self, at: int, month: int) -> bool:
        """Whether a day and "صفر" are the goals of a match: "1-صفر" (one nil)."""
        return self.word(month) == "صفر" and self.form(month - 1) in ("-", "/", "مقابل") and self.digits(at) is not None

    def figures_from(self, at: int) -> Read | None:
        """Days before a date in figures: "من 20 إلى 29/5/1437" (from the 20th to 29/5/1437)."""
        first = self.digits(at)
        mark = at + 1 + self.joined(at + 1).startswith("و")
        if first is None or self.form(at + 1).removeprefix("و") not in ("الي", "حتي", "-"):
            return None
        read = self.slashed(at + 2, headed=True) if mark else None
        if read is None or not isinstance(read[2], Calendar) or not 1 <= first < (read[2].day or 0):
            return None
        if read[2].year is None:
            return None
        return read[0], "days in figures", _with(read[2], day=first, last=read[2].day)

    def _of_attack(self, at: int, month: tuple[int, int, bool], day: int) -> Read | None:
        """The day of attacks that are named by it, in the year that everybody knows: "هجمات 11 سبتمبر"."""
        noun = self._noun_before(at)
        year = c.HAPPENINGS.get((noun, day, month[1])) if noun in c.ATTACKS and not month[2] else None
        return None if year is None or self._year_near(at) else (month[0], NAME_RULE, Calendar(year, month[1], day))

    def of_happening(self, at: int) -> str:
        """The naming noun before a date that has no year after it: "ثورة 25 يناير"; empty where there is none."""
        core = self._noun_before(at)
        if core not in c.NAMING and core.removeprefix("ال") not in c.NAMING and core not in c.NAMED_PLACES:
            return ""
        return "" if self._year_near(at) else core.removeprefix("ال")

    def _noun_before(self, at: int) -> str:
        """The noun before a day and month, whichever of the two stands at ``at``."""
        start = at - 1 if self.day_number(at - 1) is not None else at
        start -= self.word(start - 1) == "من"
        start -= self.day_number(start - 1) is not None
        return self.tokens[start - 1].core if start > 0 else ""

    def _year_near(self, at: int) -> bool:
        return any(1900 <= (self.digits(k) or 0) <= 2100 for k in range(at + 1, min(at + _NAME_YEAR, self.size)))

    def days(self, at: int) -> tuple[int, int, int | None] | None:
        """One day of a month or several: "3", "السابع والثامن", "30 أو 31", "3-5", "من 3 إلى 5"."""
        read = self.day_number(at)
        if read is None:
            return None
        end, first = read
        last = None
        while True:
            mark = self.word(end) in _JOINERS or self.form(end) in _JOINERS
            mark_end = end + mark
            if not mark and self.joined(end) != "و" and self.form(end) != "و":
                return end, first, last
            mark_end += self.word(mark_end) == "يوم"
            read = self.day_number(mark_end)
            if read is None or read[1] <= first:
                return end, first, last
            end, last = read

    def day_number(self, at: int) -> tuple[int, int] | None:
        """A day of a month in digits, as an ordinal, or counted right before the month: "خمسة وعشرين يناير"."""
        if self.word(at) in c.FIRST_OF:
            month = at + 1 + (self.bare(at + 1) in c.MONTH_WORDS)
            return (at + 1, 1) if self.month(month) and not self.joined(month) else None
        at += self.form(at) == "ال" and self.digits(at + 1) is not None
        value = self.digits(at)
        read = (at + 1, value) if value is not None else self.ordinal(at) or self._counted_day(at)
        return read if read is not None and 1 <= read[1] <= 31 else None

    def _counted_day(self, at: int) -> tuple[int, int] | None:
        read = self.number(at) if self.word(at) in c.CARDINALS else None
        month = self.month(read[0]) if read is not None and not self.joined(read[0]) else None
        if read is None or month is None:
            return None
        sure = self.word(read[0]) not in c.DOUBTFUL_MONTHS or self.digits(month[0]) is not None
        return read if sure or self.word(at - 1) in c.DAY_HEADS else None

    def slashed(self, at: int, headed: bool) -> Read | None:
        """ "3/8/2015", "2015-08-03", "23.9.2014"; without a year only after a weekday or "يوم": "الأحد 15/8"."""
        if not 0 <= at < self.size or self.tokens[at].kind != "n":
            return None
        end, pieces = at + 1, self.form(at).replace(".", "/").replace("-", "/").split("/")
        while (
            len(pieces) < 3
            and self.form(end) in ("-", "/")
            and end + 1 < self.size
            and self.tokens[end + 1].kind == "n"
        ):
            pieces += self.form(end + 1).split("/")
            end += 2
        if not all(piece.isdecimal() for piece in pieces) or len(pieces) not in (2, 3):
            return None
        numbers = [int(piece) for piece in pieces]
        if len(numbers) == 3 and numbers[0] > 31:
            numbers.reverse()
        if len(numbers) == 2 and not (headed and "/" in self.form(at)):
            return None
        day, month = numbers[:2]
        year = numbers[2] if len(numbers) == 3 else None
        if year is not None and year < 100:
            year += 2000 if year < 70 else 1900
        if not (1 <= day <= 31 and 1 <= month <= 12 and (year is None or 1300 <= year <= 2100)):
            return None
        end, hijri = self.era_mark(end)
        hijri = hijri or (year is not None and year < 1600)
        return end, "date in figures", Calendar(year, month, day, hijri=hijri)

    def era_mark(self, at: int) -> tuple[int, bool]:
        """Where "هـ", "هجرية", "م" or "ميلادية" after a year ends, and whether it is the Hijri mark."""
        form = self.form(at)
        if form in c.HIJRI_MARKS:
            return at + 1, True
        return (at + 1, False) if form in c.GREGORIAN_MARKS else (at, False)

    def equal(self, read: Read) -> Read:
        """A Hijri date with its Gregorian one is the Gregorian: "25 شوال 1436 هـ الموافق 10 أغسطس 2015 م"."""
        end, meaning = read[0], read[2]
        if not isinstance(meaning, Calendar):
            return read
        opened = self.form(end) in ("(", "،", ",", "-", "/")
        match = self.word(end + opened) in ("الموافق", "الموافقه") or (meaning.hijri and opened)
        if not match:
            return read
        start = end + opened + (self.word(end + opened) in ("الموافق", "الموافقه"))
        start += self.word(start) in ("ل", "يوم")
        other = self.dated(start, headed=True)
        if other is None or not isinstance(other[2], Calendar) or other[2].month is None:
            return read
        close = other[0] + (self.form(end) == "(" and self.form(other[0]) == ")")
        if meaning.hijri:
            return close, "Hijri and Gregorian date", other[2]
        return close, "Gregorian and Hijri date", meaning

    def month_alone(self, at: int, headed: bool = False) -> Read | None:
        """ "مايو", "شهر أبريل الماضي", "مارس 2014", "بين شهري مايو ويونيو"; ``headed`` by "the end of" and the like."""
        start = at + (self.bare(at) in c.MONTH_WORDS or self.word(at) in c.MONTH_WORDS)
        month = self.month(start)
        if month is None:
            return None
        name = self.of_happening(at)
        if name:
            return self.happening(name, month, None)
        turned = self._day_behind(start, month)
        if turned is not None:
            return turned
        end, number, hijri, double = *month, month[0] - start > 1
        months = self._months_to(end, number, hijri)
        if months is not None:
            return months
        read = self.year_beside(end, Calendar(None, number, hijri=hijri), "month")
        if self.word(start) in c.DOUBTFUL_MONTHS and not double and not headed and read[0] == end and start == at:
            before = self.word(at - 1)
            if self.joined(at) == "و" and before in c.MONTHS:
                return read
            if before not in c.BEFORE_MONTH or self.joined(at) or (hijri and before != "في"):
                return None
        return read

    def _months_to(self, at: int, first: int, hijri: bool) -> Read | None:
        """Two months of one year with a dash between: "آذار - نيسان 2003"."""
        second = self.month(at + 1) if self.form(at) == "-" and not hijri else None
        if second is None or second[2] or second[1] <= first:
            return None
        end, rule, found = self.year_beside(second[0], Calendar(None, second[1]), "month")
        return (end, "months", Run(_with(found, month=first), found)) if rule == "month and year" else None

    def _day_behind(self, at: int, month: tuple[int, int, bool]) -> Read | None:
        """A day and year that stand behind the month: "سبتمبر (أيلول) 11 2001", "أكتوبر 7، 2023"."""
        day, end = self.digits(month[0]), month[0] + 1
        end += self.form(end) in ("،", ",")
        year = self.digits(end)
        if day is None or not 1 <= day <= 31 or year is None or not 1900 <= year <= 2100 or month[2]:
            return None
        before = self.digits(at - 1)
        if before is not None and before <= 31:
            return None
        return end + 1, "month, day and year", Calendar(year, month[1], day)

    def month(self, at: int) -> tuple[int, int, bool] | None:
        """A month's name, one of two words, or both of its names: "تشرين الأول/أكتوبر", "يوليو (تموز)"."""
        read = self.month_name(at)
        if read is None:
            return None
        end, number, hijri = read
        opened = self.form(end) in ("/", "-", "(", "،")
        other = self.month_name(end + opened)
        if other is None or other[1:] != (number, hijri) or (not opened and self.joined(end)):
            return read
        return other[0] + (self.form(end) == "(" and self.form(other[0]) == ")"), number, hijri

    def year_beside(self, at: int, found: Calendar, rule: str) -> Read:
        """The year or the turn ("last", "next", "of last year") that stands after a month."""
        turn = self.turn(at)
        if turn is not None:
            return at + 1, rule + ", last or next", _with(found, turn=turn)
        start = at + (self.form(at) in ("،", ",", "/"))
        start += self.word(start) == "من" and self.bare(start + 1) in c.YEAR_WORDS
        if self.word(start) in c.DEMONSTRATIVES and self.word(start + 1) in ("العام", "السنه") and not found.hijri:
            period = Period("year", 0, found.portion, found.day, found.month)
            return start + 2, rule + " of a year told from now", period
        start += self.word(start) in ("عام", "العام", "سنه", "السنه", "لعام")
        year = self.digits(start)
        if year is not None and (1900 <= year <= 2100 or (found.hijri and 1300 <= year <= 1500)):
            end, hijri = self.era_mark(start + 1)
            return end, rule + " and year", _with(found, year=year, hijri=found.hijri or hijri)
        if start > at and self.word(start - 1) in ("العام", "السنه"):
            turn = self.turn(start)
            if turn is not None and not found.hijri:
                period = Period("year", turn, found.portion, found.day, found.month)
                return start + 1, rule + " of a year told from now", period
        return at, rule, found

    def day_of_period(self, at: int, day: int, last: int | None = None) -> Read | None:
        """ "الخامس عشر من الشهر الماضي", "3 الجاري"."""
        turn = self.turn(at)
        if turn is not None and self.digits(at - 1) is not None:
            return at + 1, "day of this or last month", Period("month", turn, day=day, last=last)
        if self.word(at) != "الشهر":
            return None
        if self.word(at + 1) in c.SAME:
            return None
        turn = self.turn(at + 1)
        return (
            None if turn is None else (at + 2, "day of this or last month", Period("month", turn, day=day, last=last))
        )

    # Years and periods

    def year(self, at: int) -> Read | None:
        """ "عام 2013", "عامي 2013 و2014", "في 2009", "1436هـ"; a bare number only after a word for years."""
        word = self.word(at)
        if word in c.YEAR_WORDS:
            return self._years(at + 1)
        value = self.digits(at)
        if value is None:
            return self.double_year(at)
        if not 1300 <= value <= 2100:
            return None
        span = self.years_to(at, value)
        if span is not None:
            return span
        end, hijri = self.era_mark(at + 1)
        if end > at + 1 and (hijri or value >= 1900):
            return end, "year with its era", Calendar(value, hijri=hijri)
        led = self.word(at - 1) in c.BEFORE_YEAR or self._after_year(at)
        if not (1900 <= value <= 2100 and led) and not self._in_brackets(at, value):
            return None
        if self.counts(at):
            return None
        return at + 1, "year alone", Calendar(value)

    def _after_year(self, at: int) -> bool:
        """Whether a number is joined to a year before it: "في 2012 و[2013]", "بين 2011 و[2015]"."""
        before = self.digits(at - 2) if self.form(at - 1) in ("و", "او") else None
        return before is not None and 1900 <= before <= 2100 and not self.counts(at)

    def years_to(self, at: int, value: int) -> Read | None:
        """Two years with a dash between them: "2011-2015", "2010 - 2020م"."""
        last = self.digits(at + 2) if self.form(at + 1) == "-" else None
        if last is None or not 1900 <= value < last <= 2100 or self.form(at + 3) == "-":
            return None
        end, _ = self.era_mark(at + 3)
        return end, "years", Calendar(value, last=last)

    def double_year(self, at: int) -> Read | None:
        """Two years that follow each other, with a stroke: "موسم 2015/2016"."""
        if not 0 <= at < self.size or self.tokens[at].kind != "n":
            return None
        one, _, two = self.form(at).partition("/")
        if not (one.isdecimal() and two.isdecimal() and len(one) == 4 and len(two) == 4):
            return None
        first, last = int(one), int(two)
        fits = 1900 <= first < last <= 2100 and last == first + 1
        return (at + 1, "year over two", Calendar(first, last=last)) if fits else None

    def _in_brackets(self, at: int, value: int) -> bool:
        """Whether a number stands where a year does: alone, in brackets, behind a dash: "(1881)", "1910-1980"."""
        if not 1800 <= value <= 2050:
            return False
        before, after = self.form(at - 1), self.form(at + 1)
        closed = after == ")" or (after == "-" and (self.digits(at + 2) or 0) > value)
        if before == "(" or self.size == 1:
            return closed or self.size == 1
        if before != "-" or (at > 1 and self.tokens[at - 2].kind == "n" and not self.digits(at - 2)):
            return False
        return 1800 <= (self.digits(at - 2) or 0) < value or (self.form(at - 2) != "-" and not self.counts(at))

    def counts(self, at: int) -> bool:
        """Whether a number of four digits counts the noun after it: "في 2000 قرية"."""
        if self.word(at + 1) in c.UNITS and not self.joined(at + 1):
            return True
        value = self.digits(at) or 0
        following = self.tokens[at + 1] if at + 1 < self.size else None
        plain = following is not None and following.kind == "w" and not following.pro and not following.det
        return plain and value % 100 == 0 and not self.words[at + 1]

    def _years(self, at: int) -> Read | None:
        value = self.digits(at)
        if value is None:
            return self.double_year(at) or self._year_in_words(at)
        if self._of_last_century(at, value):
            return at + 1, "year", Calendar(1900 + value)
        if not 1300 <= value <= 2100:
            return None
        end, hijri = self.era_mark(at + 1)
        hijri = hijri or value <= 1500
        mark = self.form(end) in ("-", "/", "و")
        last = self.digits(end + mark)
        if last is not None and mark and value < last <= 2100 and not hijri:
            return end + 2, "years", Calendar(value, last=last)
        return end, "year", Calendar(value, hijri=hijri)

    def _of_last_century(self, at: int, value: int) -> bool:
        """Whether two digits after "the year" are one of the last century: "عام 67" (in '67), not what is counted."""
        named = self.word(at - 1) in ("عام", "العام", "سنه") and len(self.form(at)) == 2
        after = self.tokens[at + 1] if at + 1 < self.size else None
        plain = after is not None and after.kind == "w" and not after.pro and not after.det and not self.words[at + 1]
        mark = after is not None and (after.form in (*"-/.:", "%") or after.form in c.HIJRI_MARKS)
        return named and 30 <= value <= 99 and not plain and not mark and self.word(at + 1) not in c.UNITS

    def _year_in_words(self, at: int) -> Read | None:
        """ "عام ألفين وثلاثة عشر" (in two thousand and thirteen), "سنة ألف وأربعمئة وست للهجرة"."""
        read = self.large(at) if self.word(at) in c.LARGE and not self.joined(at) else None
        if read is None or not (1900 <= read[1] <= 2100 or 1300 <= read[1] <= 1500):
            return None
        end, hijri = self.era_mark(read[0])
        return end, "year in words", Calendar(read[1], hijri=hijri or read[1] <= 1500)

    def portion(self, at: int) -> Read | None:
        """ "مطلع الشهر الجاري", "أواخر يوليو", "نهاية العام", "النصف الأول من 2015"."""
        part: Portion | None = c.PORTIONS.get(self.word(at))
        end = at + 1
        if part is None:
            part = c.FRACTIONS.get((self.word(at), self.bare(at + 1)))
            end += 1
        if part is None:
            return None
        end += self.word(end) == "من"
        end += self.word(end) == "عقد" and self.word(end + 1) in c.DECADES
        week = part.startswith("week")
        read = self.month_alone(end, headed=True) or (
            self.period(end, headed=True) if not week or self.bare(end) == "الشهر" else None
        )
        read = read or (None if week else self.year(end) or self.era(end))
        alone = part.startswith("quarter") and self.word(at - 1) in c.BEFORE_YEAR and self.form(end) != "من"
        if read is None and 1900 <= (self.digits(end) or 0) <= 2100 and not week:
            return end + 1, "part of a year", Calendar(self.digits(end), portion=part)
        if read is None and alone:
            return end, "quarter of a year", Calendar(portion=part)
        if read is None or not isinstance(read[2], (Calendar, Period, Era)):
            return read
        whole = isinstance(read[2], Era) and not _has_parts(read[2], part)
        if whole or (isinstance(read[2], Calendar) and read[2].last):
            return read
        return read[0], "part of a " + read[1], _with(read[2], portion=part)

    def period(self, at: int, headed: bool = False) -> Read | None:
        """ "الأسبوع الماضي", "الشهر قبل الماضي", "هذا العام"; "العام" alone only after "نهاية" and the like."""
        word = self.word(at)
        if word in c.DEMONSTRATIVES and self.word(at + 1) in c.PERIODS and not self.joined(at + 1):
            return at + 2, "this period", Period(c.PERIODS[self.word(at + 1)], 0, so_far=True)
        unit = c.PERIODS.get(word)
        if unit is None:
            return None
        if unit == "year" and self.digits(at + 1) is not None:
            return self._years(at + 1)
        if self.word(at + 1) in c.SAME or self.word(at + 1) in c.FOLLOWING:
            return at + 2, "the same or next period", AtEvent(int(self.word(at + 1) in c.FOLLOWING), unit)
        before_last = self.before_last(at + 1)
        if before_last is not None:
            return before_last, "the period before last", Period(unit, -2)
        turn = self.turn(at + 1)
        if turn is not None and not (word == "العام" and self._adjective(at)):
            year = self._years(at + 2) if unit == "year" else None
            return year or (at + 2, "last, this or next period", Period(unit, turn, so_far=turn == 0))
        if unit == "century":
            return self._century(at + 1)
        if headed and unit in ("week", "month", "year") and self.form(at + 1) not in c.OTHER_YEARS:
            return at + 1, "period", Period(unit, 0)
        return None

    def _adjective(self, at: int) -> bool:
        """Whether "العام" means general: "الأمين العام السابق" (the former secretary-general)."""
        before = self.tokens[at - 1] if at else None
        return (
            before is not None and before.kind == "w" and before.det and self.word(at + 1) not in ("الماضي", "المنصرم")
        )

    def _century(self, at: int) -> Read | None:
        read = self.ordinal(at)
        return None if read is None else (read[0], "century", Era((read[1] - 1) * 100, 100))

    def season(self, at: int) -> Read | None:
        """ "صيف 2012", "صيف العام الماضي", "الصيف الماضي", "هذا الشتاء"."""
        word = self.word(at)
        if word in c.DEMONSTRATIVES and self.word(at + 1) in c.SEASONS:
            return at + 2, "this season", Season(c.SEASONS[self.word(at + 1)], turn=0)
        month = c.SEASONS.get(word)
        if month is None:
            return None
        turn = self.turn(at + 1)
        if turn is not None:
            return at + 2, "last or next season", Season(month, turn=turn)
        end = at + 1 + (self.word(at + 1) in c.YEAR_WORDS)
        year = self.digits(end)
        if year is not None and 1900 <= year <= 2100:
            second = self.digits(end + 2) if self.form(end + 1) in ("-", "/") else None
            if second == year + 1:
                return end + 3, "season over two years", Season(month, second)
            return end + 1, "season of a year", Season(month, year)
        if self.word(at + 1) in ("العام", "السنه"):
            turn = self.turn(at + 2)
            return None if turn is None else (at + 3, "season of last or next year", Season(month, years=turn))
        return None

    def era(self, at: int) -> Read | None:
        """ "الثمانينات", "تسعينيات القرن الماضي"."""
        year = c.DECADES.get(self.word(at))
        if year is None:
            return None
        if self.form(at + 1) in c.HIJRI_MARKS:
            begin = year - 1900 + _HIJRI_CENTURY
            return at + 2, "Hijri decade", Run(Calendar(begin, hijri=True), Calendar(begin + 9, hijri=True))
        named = self.word(at + 1) == "القرن" and self.word(at + 2) in ("الماضي", "العشرين", "المنصرم")
        named2 = self.word(at + 1) == "من" and self.word(at + 2) == "القرن"
        return at + 1 + 2 * named + 3 * named2, "decade", Era(year, 10)


def _has_parts(era: Era, part: Portion) -> bool:
    """Whether a part of an era has years: those of a decade, and the halves of a century."""
    return era.length == 10 or part.startswith(("half", "start", "middle", "end"))


def _with(found: Any, **changes: object) -> Any:
    return msgspec.structs.replace(found, **changes)
