"""How are Arabic expressions of time built? A reader over the tokens of a sentence, one construction a method."""

from __future__ import annotations

import msgspec

from marsad.arabic import calendar as c
from marsad.arabic.calendar import Portion, Unit
from marsad.arabic.calendargrammar import Read
from marsad.arabic.daygrammar import DayReader
from marsad.arabic.meanings import (
    Ago,
    AtEvent,
    Bound,
    Calendar,
    Day,
    Duration,
    Meaning,
    Period,
    Run,
    Since,
    Vague,
    Weekday,
    Window,
)

_VAGUE = {**dict.fromkeys(c.PAST_WORDS, "PAST_REF"), **dict.fromkeys(c.PRESENT_WORDS, "PRESENT_REF")}
_VAGUE |= dict.fromkeys(c.FUTURE_WORDS, "FUTURE_REF")
_REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}

SINCE_EVENT = "since an event in"
THEN_RULE = "then"
SINCE_THEN_RULE = "since then"
EVE_RULE = "day after or before"
SAME_DAY_RULE = "the same day"
FOLLOWING_DAY_RULE = "the following day"
NAMED_DAYS = (SAME_DAY_RULE, FOLLOWING_DAY_RULE)
ALONE_RULE = "part of a day alone"
_MIDNIGHT = frozenset(("ليل", "ليله", "الليل", "الليله"))
_IN_A_ROW = ("علي", "التوالي")
_ROWS = ("اليوم", "الليله")
# How many days in a row may be counted from one day to publication, not from the outbreak of a war.
_ROW = 31
# Where times are only told, not the day of an event, a row may be as long as a war.
_LONG_ROW = 3000
_RELATIVE = frozenset(("الذي", "التي", "الذين"))
_LASTS = frozenset(("تستمر", "يستمر", "تدوم", "يدوم"))


class Reader(DayReader):
    """Reads expressions of time from a sentence; each method returns where it ended and what it read, or None."""

    def expression(self, at: int) -> Read | None:
        """The longest expression that begins at a token."""
        word = self.word(at)
        if word in ("منذ", "مذ"):
            return self.since(at)
        if word in ("قبل", "بعد"):
            return self.moment(at) or self.ago(at)
        if word in ("خلال", "غضون"):
            return self.during(at)
        if word == "بين":
            return self.between(at)
        if word in ("حتي", "حلول") or (word == "غايه" and self._until_limit(at)):
            return self.until(at)
        if word in c.FROM_ON:
            return self.from_on(at)
        if word in ("بعدها", "قبلها"):
            return self.from_event(at)
        if word in c.LAST:
            return self.last_ones(at)
        if word == "مثل":
            return self.such_a_day(at)
        if "ل" in self.tokens[at].pro and (word in c.PERIODS or word in c.UNITS or word in _ROWS):
            row = self.in_a_row(at)
            if row is not None or word == "اليوم":
                return row or self.moment(at)
        return self.event_day(at) or self.moment(at) or self.vague(at) or self.window(at)

    def event_day(self, at: int) -> Read | None:
        """A day told from another event: "غداة", "عشية", "اليوم نفسه", "اليوم التالي", "ذلك اليوم", "آنذاك"."""
        word, after = self.word(at), self.word(at + 1)
        if word in c.THEN:
            return (at + 1, THEN_RULE, AtEvent()) if self.form(at - 1) not in ("في", "كل") else None
        if word in ("غداه", "عشيه"):
            return at + 1, EVE_RULE, AtEvent(1 if word == "غداه" else -1)
        if word in ("ذات", "نفس", "ذلك", "تلك") and after in c.DAY_OR_NIGHT:
            return at + 2, "that day", AtEvent()
        if word not in c.DAY_OR_NIGHT or not after:
            return None
        if after in c.SAME:
            return at + 2, SAME_DAY_RULE, AtEvent()
        return (at + 2, FOLLOWING_DAY_RULE, AtEvent(1)) if after in c.FOLLOWING else None

    def moment(self, at: int) -> Read | None:
        """A point in time, or several of them joined: "الاثنين والثلاثاء", "من 3 مايو حتى 5 يونيو"."""
        read = self.point(at)
        if read is None:
            return None
        end, _rule, meaning = read
        after = end + 1 if self.form(end) in ("،", ",") else end
        if self.word(after) in ("حتي", "الي") and not isinstance(meaning, AtEvent):
            second = self._of_it(after + 1, meaning) or self.point(after + 1)
            if second is not None and not isinstance(second[2], AtEvent):
                return second[0], "from … to", Run(meaning, second[2])
        either = self.word(end) == "او" and not self.joined(end)
        if (either or self.joined(end) == "و") and isinstance(meaning, (Day, Weekday, Calendar)):
            second = self.point(end + either)
            if second is not None and isinstance(second[2], (Day, Weekday, Calendar)):
                return second[0], "points joined", _joined(meaning, second[2])
        return self._lasting(read, after) or read

    def _of_it(self, at: int, first: Meaning) -> Read | None:
        """A day of the month named before: "من 17 يوليو حتى [19 منه]" (from 17 July until the 19th of it)."""
        read = self.day_number(at)
        if read is None or not isinstance(first, Calendar) or first.month is None or read[0] >= self.size:
            return None
        token = self.tokens[read[0]]
        if (token.core, token.enc) != ("من", "ه"):
            return None
        return read[0] + 1, "day of it", msgspec.structs.replace(first, day=read[1], last=None, weekday=None, part=None)

    def _lasting(self, read: Read, at: int) -> Read | None:
        """ "مساء الأحد ولمدة خمسة أيام" (on Sunday evening and for five days): until so long after the point."""
        at += self._core(at) in _LASTS
        if self._core(at) != "مده" or not isinstance(read[2], (Day, Weekday, Calendar)):
            return None
        length = self.length(at + 1, alone=True)
        if length is None or length[2] not in ("day", "week", "month"):
            return None
        return length[0], "so long from a point", Run(read[2], AtEvent(length[1], length[2]))

    def since(self, at: int) -> Read | None:
        """From a point until now: "منذ الأربعاء", "منذ شهرين", "منذ اندلاعه في مارس 2011", "منذ ذلك الحين"."""
        start = at + 1
        if self.word(start) in ("ذلك", "تلك"):
            return start + 2, SINCE_THEN_RULE, AtEvent(since=True)
        point = self.moment(start)
        if point is not None:
            return self._until(point) or (point[0], "since " + point[1], _since(point[2]))
        length, start, bound = self.rounded(start)
        if length is not None:
            end = length[0] + (self.turn(length[0]) is not None)
            ago = Ago(length[1], length[2])
            return end, "since so long ago", Since(Bound("until", ago) if bound == "more" else ago)
        vague = self.many(start)
        if vague is not None:
            return vague, "since vaguely", Vague("PAST_REF")
        return self._since_event(start)

    def last_ones(self, at: int) -> Read | None:
        """ "آخر 24 ساعة" (the last 24 hours), "آخر يومين"."""
        length = self.length(at + 1)
        if length is None:
            return None
        return length[0], "the last so long", Window(length[1], length[2], -1)

    def in_a_row(self, at: int) -> Read | None:
        """ "لليوم الثالث على التوالي" (for the third day in a row): from two days ago until today.

        Weeks and longer are a length: nobody says where in the week they began.
        """
        read = self.nth(at + 1)
        if read is None or not 1 < read[1] <= (_LONG_ROW if self.reads_names else _ROW):
            return None
        if self.form(read[0]) == "تواليا":
            end = read[0] + 1
        elif (self.form(read[0]), self.form(read[0] + 1)) == _IN_A_ROW:
            end = read[0] + 2
        else:
            return None
        word = self.word(at)
        unit = c.PERIODS.get(word) or c.UNITS.get(word, (None,))[0] or c.UNITS.get(word.removeprefix("ال"), ("day",))[0]
        if unit == "day":
            return end, "so many days in a row", Run(Day(1 - read[1]), Day(0))
        return end, "so many periods in a row", Duration(read[1], unit)

    def from_on(self, at: int) -> Read | None:
        """ "ابتداء من الأحد" (from Sunday on): open at its end; a point without a year is the one nearest."""
        if self.form(at + 1) != "من":
            return None
        read = self.moment(at + 2)
        if read is None or isinstance(read[2], AtEvent):
            return None
        return read[0], "from a point on", read[2] if isinstance(read[2], Run) else Bound("from", read[2])

    def _until_limit(self, at: int) -> bool:
        """Whether "غاية" says until: "لغاية", "إلى غاية"."""
        return "ل" in self.tokens[at].pro or self.form(at - 1) in ("الي", "حتي")

    def such_a_day(self, at: int) -> Read | None:
        """ "مثل هذا اليوم من العام الماضي" (on such a day of last year)."""
        year = self.word(at + 3) == "من" and self.word(at + 4) in ("العام", "السنه")
        if self.word(at + 1) not in c.DEMONSTRATIVES or not year or self.turn(at + 5) != -1:
            return None
        if self.word(at + 2) == "اليوم":
            return at + 6, "such a day of last year", Ago(1, "year", exact=True)
        return (at + 6, "such a month of last year", Ago(12, "month")) if self.word(at + 2) == "الشهر" else None

    def _core(self, at: int) -> str:
        return self.tokens[at].core if at < self.size else ""

    def _until(self, point: Read) -> Read | None:
        after = point[0] + 1 if self.form(point[0]) in ("،", ",") else point[0]
        if self.word(after) not in ("حتي", "الي"):
            return None
        second = self._of_it(after + 1, point[2]) or self.point(after + 1)
        return None if second is None else (second[0], "since … until", Run(point[2], second[2]))

    def _since_event(self, at: int) -> Read | None:
        relative = False
        for mark in range(at, min(at + 8, self.size)):
            relative = relative or self.form(mark) in _RELATIVE
            if self.word(mark) == "حتي" or (self.tokens[mark].kind == "p" and self.form(mark) not in ('"', "(", ")")):
                return None
            if self.reads_names and self.word(mark) == "قبل" and mark > at and not relative:
                so_long = self.ago(mark)
                if so_long is not None and isinstance(so_long[2], Ago):
                    return so_long[0], SINCE_EVENT, Since(so_long[2])
            day = self._day_of_event(at, mark)
            if day is not None:
                return day[0], SINCE_EVENT, _since(day[2])
            if self.word(mark) in ("في", "عام", "سنه", "العام", "مطلع", "نهايه"):
                start = mark + (self.word(mark) == "في")
                point = self.point(start + (self.form(start) == "ال"))
                if point is not None:
                    return point[0], SINCE_EVENT, _since(point[2])
        return None

    def _day_of_event(self, at: int, mark: int) -> Read | None:
        """The day that stands behind the event without "in": "منذ انطلاق العملية [مساء الأربعاء]"."""
        opens = self.word(mark) in c.WEEKDAYS or self.word(mark) in c.YESTERDAY or self.word(mark) in c.PARTS
        if mark == at or self.joined(mark) or not (opens or self.word(mark) in ("يوم", "اول")):
            return None
        point = self.moment(mark)
        return point if point is not None and isinstance(point[2], (Day, Weekday, Calendar, Run)) else None

    def ago(self, at: int) -> Read | None:
        """ "قبل ثلاثة أيام" (three days ago), "بعد يومين من" (two days after), "قبل أيام", "قبل نهاية العام"."""
        before = self.word(at) == "قبل"
        sign, start = (1 if before else -1), at + 1
        if self.word(at - 1) in c.LONE and self.word(at - 1).endswith("ا"):
            return None
        told_from = self._told_after(start, sign)
        if told_from is not None:
            return told_from
        passed = not before and self.form(start) in c.PASSING
        start += passed
        length, start, bound = self.rounded(start)
        approx = bound == "about"
        if length is not None:
            end, count, unit = length
            if before and bound in ("more", "less") and self.word(end) not in ("من", "علي"):
                return self._ago_bounded(end, count, unit, bound)
            if self.form(end) == "من" and self.form(end + 1) in c.FROM_NOW:
                return end + 2, "so long ago", Ago(sign * count, unit, approx)
            if self.word(end) in ("من", "علي") or not before:
                alone = self.word(end) not in ("من", "علي") and not passed
                return end, "so long from an event", AtEvent(-sign * count, unit, alone=alone)
            end += self.turn(end) is not None
            return end, "so long ago", Ago(sign * count, unit, approx)
        vague = self.many(start)
        if vague is not None:
            told = "PAST_REF" if before or self.word(vague) in ("من", "علي") else "FUTURE_REF"
            return vague, "vaguely ago", Vague(told)  # type: ignore[arg-type]
        point = self.moment(start)
        if point is None or isinstance(point[2], AtEvent):
            return None
        if self.word(start) == "منتصف" and self.form(start + 1) in _MIDNIGHT:
            return point[0], "before or after midnight", _night_of(point[2], before)
        return point[0], "before or after a point", Bound("before" if before else "after", point[2])

    def _told_after(self, at: int, sign: int) -> Read | None:
        """ "بعد ذلك بيومين" (two days after that), "قبل ذلك بأسبوع" (a week before that)."""
        if self.form(at) != "ذلك" or at + 1 >= self.size or self.tokens[at + 1].pro != "ب":
            return None
        length = self.length(at + 1, alone=True)
        return None if length is None else (length[0], "so long from it", AtEvent(-sign * length[1], length[2]))

    def _ago_bounded(self, end: int, count: int, unit: Unit, bound: str) -> Read:
        """ "قبل أكثر من عام" (more than a year ago), "قبل أقل من شهر" (less than a month ago)."""
        if bound == "more":
            return end, "more than so long ago", Bound("until", Ago(count, unit))
        return end, "less than so long ago", Window(count, unit, -1)

    def during(self, at: int) -> Read | None:
        """ "خلال الـ72 ساعة الماضية" (in the past 72 hours), "خلال أسبوعين", "خلال الأيام المقبلة"."""
        length, start, _ = self.rounded(at + 1)
        if length is None or self.joined(start):
            read = self.moment(start) or self.vague(start)
            return None if read is None else (read[0], "during " + read[1], read[2])
        opening = self._opening(length)
        if opening is not None:
            return opening
        if self.form(length[0] - 1) in c.WHOLE or self.word(length[0]) in ("الاولي", "الاول"):
            return length[0], "within so long", Duration(length[1], length[2])
        turn = self.turn(length[0])
        end = length[0] + (turn is not None)
        return end, "during so long", Window(length[1], length[2], 1 if turn == 1 else -1, turn is None)

    def _opening(self, length: tuple[int, int, Unit]) -> Read | None:
        """ "الأشهر الستة الأولى من العام الحالي" (the first six months of this year)."""
        end, count, unit = length
        if self.word(end) not in ("الاولي", "الاول") or self.word(end + 1) != "من" or unit != "month":
            return None
        part: Portion | None = {3: "quarter 1", 6: "half 1"}.get(count)  # type: ignore[assignment]
        read = self.period(end + 2, headed=True) or self.year(end + 2)
        if part is None or read is None or not isinstance(read[2], (Period, Calendar)):
            return None
        return read[0], "first months of a " + read[1], msgspec.structs.replace(read[2], portion=part)

    def between(self, at: int) -> Read | None:
        """ "بين يوم الاثنين واليوم", "بين عامي 2013 و2015", "بين مايو ويوليو"."""
        first = self.point(at + 1)
        if first is None:
            return None
        if isinstance(first[2], Calendar) and first[2].last is not None:
            return first[0], "between", first[2]
        if self.joined(first[0]) != "و" and self.form(first[0]) != "و":
            return None
        second = self.point(first[0] + (self.form(first[0]) == "و"))
        return None if second is None else (second[0], "between", Run(_turned_as(first[2], second[2]), second[2]))

    def until(self, at: int) -> Read | None:
        """ "حتى السبت المقبل" (until next Saturday), "بحلول نهاية العام" (by the end of the year), "حتى الآن"."""
        read = self.moment(at + 1)
        if read is not None and not isinstance(read[2], AtEvent):
            return read[0], "until a point", Bound("until", read[2])
        read = self.vague(at + 1)
        return None if read is None else (read[0], "until " + read[1], read[2])

    def from_event(self, at: int) -> Read | None:
        """ "بعدها بيومين" (two days after it)."""
        length = self.length(at + 1, alone=True) if "ب" in self.tokens[min(at + 1, self.size - 1)].pro else None
        if length is None:
            return None
        sign = 1 if self.word(at) == "بعدها" else -1
        return length[0], "so long from it", AtEvent(sign * length[1], length[2])

    def window(self, at: int) -> Read | None:
        """ "الأيام الثلاثة الماضية", "الـ24 ساعة المقبلة"; without a word of direction a length of time: "5 أيام"."""
        length = self.length(at, alone=self.word(at - 1) in c.LASTING)
        if length is None:
            return None
        turn = self.turn(length[0])
        if turn:
            return length[0] + 1, "so long past or to come", Window(length[1], length[2], turn)
        return length[0], "duration", Duration(length[1], length[2])

    def vague(self, at: int) -> Read | None:
        """A time without bounds: "مؤخرا", "الآونة الأخيرة", "الأيام المقبلة", "هذه الفترة"."""
        word = self.word(at)
        if word in _VAGUE:
            return at + 1, "vague word", Vague(_VAGUE[word])  # type: ignore[arg-type]
        if word in c.DEMONSTRATIVES and self.word(at + 1) in c.VAGUE_SPANS:
            return at + 2, "that time", AtEvent()
        unit = c.DEFINITE_UNITS.get(word)
        if word in c.VAGUE_SPANS or (unit is not None and unit[1] is None):
            at += 1
            at += self.word(at) in c.FEW_DAYS
            turn = self.turn(at)
            if turn is not None:
                return at + 1, "vague span", Vague(_REFERENCES[turn])  # type: ignore[arg-type]
        return None

    def many(self, at: int) -> int | None:
        """The end of an uncounted plural: "أيام", "عدة أسابيع", "بضع سنوات"."""
        if self.form(at) in c.SCORES and c.DEFINITE_UNITS.get(self.word(at + 1), ("", 0))[1] is None:
            return at + 2
        at += self.word(at) in ("عده", "بضعه", "بضع")
        return at + 1 if self.word(at) in c.MANY else None

    # Points in time

    def point(self, at: int) -> Read | None:
        """One point: parts of day and "يوم" before it, a part of day after it."""
        start, part, midnight = self.parts(at)
        feast = self.feast(at) or (self.feast(start) if start > at else None)
        if feast is not None:
            return feast
        read = self.relative_day(start) or self.weekday(start, part == "NI") or self.night(start, midnight)
        if read is None and start == at:
            read = self.portion(start) or self.period(start) or self.season(start) or self.era(start)
        if read is None:
            read = self.dated(start, headed=start > at) or (self.year(start) if start == at else None)
        if read is None:
            return self._part_alone(at)
        end, rule, meaning = read
        if self.bare(end) in c.ADVERBS:
            part, end = c.DAYPART_TIMEX.get(self.word(end)), end + 1
        if (
            part
            and isinstance(meaning, (Day, Weekday, Calendar))
            and (not isinstance(meaning, Calendar) or meaning.day)
        ):
            meaning = _with_part(meaning, part)
        return end, rule, meaning

    def _part_alone(self, at: int) -> Read | None:
        if self.word(at) in c.ADVERBS and self.word(at) != "مساء":
            return at + 1, ALONE_RULE, AtEvent()
        return None

    def parts(self, at: int) -> tuple[int, str | None, bool]:
        """Where the parts of day and the word "day" before a point end, the TIMEX3 part, whether it is midnight."""
        part, midnight = None, False
        while True:
            word = self.word(at)
            if word == "منتصف" and self.word(at + 1) in ("ليل", "ليله", "نهار", "الليله", "الليل", "يوم"):
                midnight = "ل" in self.word(at + 1)[-4:]
                at += 1
            elif word in ("بعد", "قبل") and self.word(at + 1) == "ظهر":
                part, at = ("AF" if word == "بعد" else "MO"), at + 2
            elif word == "بعد" and self.word(at + 1) in c.AFTER_PRAYER:
                part, at = c.DAYPART_TIMEX.get(self.word(at + 1), "EV"), at + 2
            elif word == "الساعات" and self.word(at + 1) == "الاولي" and self.word(at + 2) == "من":
                at += 3
            elif word in c.PARTS:
                part, at = c.DAYPART_TIMEX.get(word, part), at + 1
            elif word in c.DAY_HEADS:
                at += 1
            else:
                return at, part, midnight


def _night_of(point: Meaning, before: bool) -> Meaning:
    """The day that a night is named by: "Wednesday - Thursday, after midnight" is Thursday."""
    return (point.first if before else point.second) if isinstance(point, Run) and not _last_night(point) else point


def _last_night(point: Run) -> bool:
    return isinstance(point.first, Day)


def _since(point: Meaning) -> Meaning:
    """From a point to publication; a run of days has its end already."""
    return point if isinstance(point, (Run, Bound)) else Since(point)


def _joined(first: Day | Weekday | Calendar, second: Day | Weekday | Calendar) -> Run:
    """Two points as one run, in whatever order they stand: "اليوم وأمس" (today and yesterday)."""
    return Run(_turned_as(first, second), second, loose=True)


def _turned_as(first: Meaning, second: Meaning) -> Meaning:
    """The first of two dates with the turn and year that stand behind both: "مايو ويونيو الماضيين" (last May, June)."""
    if not (isinstance(first, Calendar) and isinstance(second, Calendar)) or first.year is not None:
        return first
    if first.turn is not None or second.turn is None:
        return first
    return msgspec.structs.replace(first, turn=second.turn)


def _with_part(meaning: Day | Weekday | Calendar, part: str) -> Meaning:
    return msgspec.structs.replace(meaning, part=part)
