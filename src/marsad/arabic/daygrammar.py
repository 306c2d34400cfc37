"""How are days told: "yesterday", weekdays, nights, the date written beside them? A reader over a sentence's tokens."""

from __future__ import annotations

import msgspec

from marsad.arabic import calendar as c
from marsad.arabic.calendargrammar import CalendarReader, Read
from marsad.arabic.meanings import Calendar, Day, Period, Run, Weekday

_FEAST_OPENERS = frozenset((*c.NTH_OF, "اليوم", *(first for first, _ in c.FEASTS)))


class DayReader(CalendarReader):
    """Reads days; each method returns where it ended and what it read, or None."""

    def relative_day(self, at: int) -> Read | None:
        """أمس، أمس الأول، أول من أمس، اليوم، غدا، بعد غد, with the weekday or date beside it."""
        found = self._relative_day(at)
        if found is None:
            return None
        end, offset = found
        opened = self.form(end) == "("
        corrected = self.relative_day(end + 1) if opened else None
        if corrected is not None and self.form(corrected[0]) == ")":
            return corrected[0] + 1, "day named and set right", corrected[2]
        beside = c.WEEKDAYS.get(self.bare(end + opened))
        if beside is not None and (not opened or ")" in (self.form(end + 2), self.form(end + 5))):
            closed = end + 1 + opened
            dated = self.beside(closed)
            if dated is not None:
                closed, date = dated
                closed += opened and self.form(closed) == ")"
                return closed, "day named, weekday and date", _with_weekday(date, beside)
            closed += opened and self.form(closed) == ")"
            return closed, "day named and weekday", Weekday(beside, near=offset)
        dated = self.beside(end)
        if dated is not None:
            return dated[0], "day named and date", dated[1]
        return end, "day named", Day(offset)

    def _relative_day(self, at: int) -> tuple[int, int] | None:
        word, after = self.word(at), self.word(at + 1)
        if word in c.YESTERDAY:
            return (at + 2, -2) if after in ("الاول", "الاولي") else (at + 1, -1)
        of = after == "من"
        if (word == "اول" or (of and word in ("الاول", "الاولي"))) and self.word(at + 1 + of) in c.YESTERDAY:
            return at + 2 + of, -2
        if word == "قبل" and after in c.YESTERDAY:
            return at + 2, -2
        if word in ("غدا", "غد", "الغد"):
            return at + 1, 1
        if word == "بعد" and after in ("غد", "الغد"):
            return at + 2, 2
        if word in c.DEMONSTRATIVES and after in c.TODAYS:
            return at + 2, 0
        return (at + 1, 0) if word == "اليوم" and self.is_today(at) else None

    def is_today(self, at: int) -> bool:
        """Whether "اليوم" is today and no ordinal day, no newspaper and no "per day"."""
        after, before = self.form(at + 1), self.form(at - 1)
        if after == "ال" and self.digits(at + 2) is not None:
            return False
        if self.word(at + 1) in c.ORDINALS or after in c.NOT_TODAY_AFTER or self.word(at + 1) in c.SAME | c.FOLLOWING:
            return False
        if before in c.NOT_TODAY_BEFORE or before in ("ذات", "نفس", "ذلك") or self.word(at - 1) in c.ORDINALS:
            return False
        if before in c.NAMED_TODAY or (before in c.PAPERS and self.word(at + 1) not in c.WEEKDAYS):
            return False
        if before in c.OUTLETS_TODAY and (self.form(at - 2) in c.OUTLET_NOUNS or self.form(at - 2) == '"'):
            return False
        return not (before == "في" and self.form(at - 2) in ("مرتين", "ساعه", "ساعات", "برميل"))

    def weekday(self, at: int, night: bool) -> Read | None:
        """الأحد، الأحد الماضي، الأحد 3 أغسطس، ليل الأحد-الاثنين."""
        day = c.WEEKDAYS.get(self.word(at))
        if day is None or self.form(at - 1) in c.NAMING_WEEKDAY or self.tokens[at].pro == "س":
            return None
        turn, end = self.turn(at + 1), at + 1
        before_last = self.before_last(end)
        if before_last is not None:
            return before_last, "weekday before last", Weekday(day, turn=-2)
        end += turn is not None
        dated = self.beside(end)
        if dated is not None:
            return dated[0], "weekday and date", _with_weekday(dated[1], day)
        dash = self.form(end) in ("-", "/")
        second = c.WEEKDAYS.get(self.bare(end + dash))
        if second is not None and (dash or night) and turn is None:
            return end + 1 + dash, "night between two days", Run(Weekday(day), Weekday(second))
        week = self.period(end + 1) if turn is None and self.form(end) == "من" else None
        if week is not None and isinstance(week[2], Period) and week[2].unit == "week" and abs(week[2].shift) == 1:
            return week[0], "weekday of last or next week", Weekday(day, turn=week[2].shift, whole=True)
        near = {"هذا": 0}.get(self.form(at - 1)) if turn is None else None
        return end, "weekday", Weekday(day, near, turn or None if turn != 0 else None)

    def feast(self, at: int) -> Read | None:
        """A day of a feast: "ثاني أيام عيد الفطر", "يوم عرفة"; the feast by itself only where names are read."""
        word = self.word(at)
        if word not in _FEAST_OPENERS:
            return None
        nth, start = c.NTH_OF.get(word, 0), at
        if nth and self.form(at + 1) in ("ايام", "يوم"):
            start = at + 2
        elif word == "اليوم" and (read := self.ordinal(at + 1)) is not None:
            nth, start = read[1], read[0] + (self.form(read[0]) == "من")
        else:
            nth = 0
        after = self.month(start + (self.bare(start) in c.MONTH_WORDS)) if nth and start == at + 2 else None
        if after is not None:
            return self.year_beside(after[0], Calendar(None, after[1], nth, hijri=after[2]), "day and month")
        name = self.tokens[start].core if start < self.size else ""
        found = c.FEASTS.get((name, self.form(start + 1)))
        if found is None or not (nth or self.reads_names or name == "يوم"):
            return None
        month, first, last, hijri = found
        if nth:
            first = last = first + nth - 1
        return start + 2, "feast", Calendar(None, month, first, last if last > first else None, hijri=hijri)

    def night(self, at: int, midnight: bool) -> Read | None:
        """الليلة، الليلة الماضية، الليل قبل الماضي."""
        if self.word(at) not in ("الليله", "الليل"):
            return None
        before_last = self.before_last(at + 1)
        if before_last is not None:
            return before_last, "the night before last", Run(Day(-2), Day(-1))
        turn = self.turn(at + 1)
        if turn == -1:
            whole = midnight or self.word(at - 1) in ("طيله", "طوال")
            return at + 2, "last night", Run(Day(-1), Day(0)) if whole else Day(-1, "NI")
        told = self.word(at + 1) in c.SAME or self.word(at + 1) in c.ORDINALS or self.form(at + 1) in c.NOT_TONIGHT
        if self.word(at) == "الليله" and not told and not midnight:
            return at + 1, "tonight", Day(0, "NI")
        return None

    def beside(self, at: int) -> tuple[int, Calendar] | None:
        """The date written after a weekday: "الأحد 3 أغسطس", "الأحد (3 أغسطس)", "الأحد الموافق 3/8/2015"."""
        opened = self.form(at) in ("(", "،", ",") or self.word(at) in ("الموافق", "الموافقه")
        bracket = self.form(at) == "("
        read = self.dated(at + opened, headed=True)
        if read is None or not isinstance(read[2], Calendar) or read[2].day is None:
            return None
        return read[0] + (bracket and self.form(read[0]) == ")"), read[2]


def _with_weekday(date: Calendar, weekday: int) -> Calendar:
    return msgspec.structs.replace(date, weekday=weekday)
