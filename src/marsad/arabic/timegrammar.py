"""How are times told that date no event: what comes again, clock times, anniversaries, ages, "then", "later"?"""

from __future__ import annotations

import msgspec

from marsad.arabic import calendar as c
from marsad.arabic.calendargrammar import Read
from marsad.arabic.dategrammar import Reader
from marsad.arabic.meanings import (
    Anniversary,
    AtEvent,
    Calendar,
    Clock,
    Day,
    Duration,
    Every,
    Meaning,
    Period,
    Run,
    Vague,
    Weekday,
)

_EVENING = frozenset(("EV", "NI", "AF"))
_NOON = 12
_LUNCH = 4
# "بعد الظهر" (in the afternoon), "بعد منتصف الليل" (after midnight), behind an hour
# "9:30م" (p.m.), "9:30ص" (a.m.)
_HALVES_OF_DAY = {"م": "EV", "ص": "MO"}
_AROUND_NOON = {("بعد", "الظهر"): "AF", ("قبل", "الظهر"): "MO", ("بعد", "منتصف"): "NI"}


class TimeReader(Reader):
    """Reads every expression of time; each method returns where it ended and what it read, or None."""

    reads_names = True

    def expression(self, at: int) -> Read | None:
        """The longest expression that begins at a token, of those that date an event and of those that do not."""
        word = self.word(at)
        if word in c.THEN:
            return self.then(at)
        if word in c.EVERY:
            return self.every(at)
        if word in c.RECURRING and not self.names_point(at + 1) and not self._surname(at):
            return at + 1, "recurring", Every(*c.RECURRING[word])
        if word in c.ANNIVERSARY:
            return self.anniversary(at)
        if word in c.CLOCK:
            return self.clock(at) or self.then(at)
        if word in c.HOURS and (struck := self.struck(at)) is not None:
            return struck
        if word == "اليوم" and self.form(at + 1) == "الذي":
            return at + 1, "a day told of", AtEvent()
        return self.told_later(at) or super().expression(at) or self.then(at) or self.lone(at)

    def _surname(self, at: int) -> bool:
        """Whether "الشهري" is somebody's name: no noun with the article stands before it."""
        return self.word(at).startswith("ال") and not (at and self.tokens[at - 1].det)

    def many(self, at: int) -> int | None:
        """The end of an uncounted plural, of short ones too: "قبل لحظات", "بعد قليل"."""
        found = super().many(at)
        return at + 1 if found is None and self.word(at) in c.MOMENTS else found

    def every(self, at: int) -> Read | None:
        """ "كل أسبوع" (every week), "كل عامين", "كل خميس", "كل يوم جمعة"."""
        day = at + 1 + (self.word(at + 1) == "يوم")
        weekday = c.WEEKDAYS.get(self.word(day)) or c.WEEKDAYS.get("ال" + self.form(day))
        if weekday is not None:
            return day + 1, "every weekday", Every(1, "week", weekday)
        length = self.length(at + 1, alone=True)
        return None if length is None else (length[0], "every so long", Every(length[1], length[2]))

    def anniversary(self, at: int) -> Read | None:
        """ "الذكرى الرابعة للثورة" (the fourth anniversary of the revolution)."""
        end = at + 1 + (self.word(at + 1) in c.ANNUAL)
        read = self.nth(end)
        if read is None:
            return None
        end = read[0] + (self.word(read[0]) in c.ANNUAL)
        return end, "anniversary", Anniversary(read[1])

    def clock(self, at: int) -> Read | None:
        """ "الساعة التاسعة والنصف صباحا", "الساعة 8:30 من مساء أمس"."""
        read = self.hour(at + 1)
        if read is None:
            return None
        end, hour, minute = read
        half = _HALVES_OF_DAY.get(self.form(end))
        if half is not None:
            return end + 1, "clock time", Clock(_hour(hour, half), minute)
        after = end + (self.form(end) == "من")
        noon = _AROUND_NOON.get((self.word(after), self.form(after + 1)))
        if noon is not None and self.word(after + 2) not in ("اليوم", "امس"):
            return after + 2 + (noon == "NI"), "clock time", Clock(_hour(hour, noon), minute)
        point = self.point(after)
        part = self.part(after)
        if point is not None and isinstance(point[2], (Day, Weekday, Calendar)):
            part = point[2].part if point[2].part and ":" not in point[2].part else part
            told = f"{_hour(hour, part):02d}:{minute:02d}"
            return point[0], "clock time of a day", msgspec.structs.replace(point[2], part=told)
        if part is not None:
            end = after + 1
        return end, "clock time", Clock(_hour(hour, part), minute)

    def struck(self, at: int) -> Read | None:
        """ "الثامنة مساء" (at eight in the evening), "الخامسة من فجر الاثنين": without a word for the hour."""
        read = self.hour(at)
        if read is None or self.word(at - 1) in c.CLOCK:
            return None
        after = read[0] + (self.form(read[0]) == "من")
        adverb = self.word(after) in c.ADVERBS and after == read[0]
        of = self.word(after) in c.PARTS and after > read[0]
        noon = (self.word(after), self.form(after + 1)) in _AROUND_NOON and after == read[0]
        return self.clock(at - 1) if adverb or of or noon else None

    def part(self, at: int) -> str | None:
        """The TIMEX3 part of day at a place."""
        word = self.word(at)
        return c.DAYPART_TIMEX.get(word) if word in c.ADVERBS or word in c.PARTS else None

    def hour(self, at: int) -> tuple[int, int, int] | None:
        """Where a time of the clock ends, its hour and minute."""
        at += self.form(at) == "ال"
        if not 0 <= at < self.size:
            return None
        if self.tokens[at].kind == "n":
            form = self.form(at)
            if len(form) == 4 and form.isdecimal():
                form = f"{form[:2]}:{form[2:]}"
            hours, _, minutes = form.replace(".", ":").partition(":")
            if not hours.isdecimal() or not (minutes or "0").isdecimal() or int(hours) > 24 or int(minutes or 0) > 59:
                return None
            return at + 1, int(hours) % 24, int(minutes or 0)
        value = c.HOURS.get(self.word(at))
        if value is None:
            return None
        end = at + 1
        if self.word(end) in c.TEEN:
            value, end = {1: 11, 2: 12, 11: 11}.get(value, value), end + 1
        return self._minutes(end, value)

    def _minutes(self, at: int, hour: int) -> tuple[int, int, int]:
        """The hour with what is added to it or taken from it: "والنصف", "إلا ربعا", "وعشر دقائق"."""
        minute = c.MINUTES.get(self.form(at), 0)
        less = c.MINUTES_TO.get(self.form(at + 1), 0) if self.form(at) == "الا" else 0
        if minute:
            return at + 1, hour, minute
        if less:
            return at + 2, (hour - 1) % 24 or 12, 60 - less
        more = self.length(at) if self.joined(at) == "و" else None
        if more is not None and more[2] == "minute" and 0 < more[1] < 60:
            return more[0], hour, more[1]
        return at, hour, 0

    def told_later(self, at: int) -> Read | None:
        """ "في وقت سابق من اليوم" (earlier today), "في ساعة متأخرة من ليل الثلاثاء", "في وقت لاحق" (later)."""
        if self.word(at) not in c.TIMES or self.word(at + 1) not in c.LATER:
            return None
        end = at + 2
        point = self.point(end + (self.form(end) == "من"))
        if point is not None and not isinstance(point[2], AtEvent):
            return point[0], "earlier or later in " + point[1], self._rest_of(point[2], self.word(at + 1))
        reference = c.LATER[self.word(at + 1)]
        return (end, "earlier or later", Vague(reference)) if reference else None  # type: ignore[arg-type]

    def _rest_of(self, point: Meaning, word: str) -> Meaning:
        """What is left of a month or year from publication on, of "later this year"."""
        later = c.LATER[word] == "FUTURE_REF" and isinstance(point, Period) and point.shift == 0
        return Run(Day(0), msgspec.structs.replace(point, so_far=False)) if later else point

    def then(self, at: int) -> Read | None:
        """ "آنذاك" (then), "في السابق" (formerly), "في الوقت نفسه" (at the same time), "في هذه اللحظة"."""
        word, before = self.word(at), self.word(at - 1)
        if word in c.THEN:
            return at + 1, "then", Vague("PAST_REF")
        if word in c.FORMERLY and (self.form(at - 1) == "في" or self.tokens[at].pro == "ب"):
            return at + 1, "formerly", Vague("PAST_REF")
        if word == "نفس" and self.word(at + 1) in c.SAME_TIME:
            return at + 2, "the same time", Vague("PRESENT_REF")
        if word in c.SAME_TIME and self.word(at + 1) in c.SAME:
            return at + 2, "the same time", Vague("PRESENT_REF")
        if word in c.CLOCK and self.form(at - 1) in ("حتي", "حد", "لحد"):
            return at + 1, "until now", Vague("PRESENT_REF")
        if word == "اللحظه" and before in ("في", "حتي", "هذه"):
            return at + 1, "this moment", Vague("PRESENT_REF")
        return None

    def lone(self, at: int) -> Read | None:
        """One unit alone, in the accusative of time: "استمر يوما" (it lasted a day)."""
        word = self.word(at)
        if word not in c.LONE or not word.endswith("ا") or self.joined(at):
            return None
        if word == "عاما" and self.form(at - 1).endswith("ا"):  # the adjective "general"
            return None
        unit, _ = c.UNITS[word]
        return at + 1, "one unit", Duration(1, unit)


def _hour(hour: int, part: str | None) -> int:
    """The hour of 24: the eighth of the evening is 20, the first of noon 13."""
    if part == "MI":
        return hour + _NOON if hour <= _LUNCH else hour
    if part == "NI" and hour == _NOON:
        return 0
    late = part in _EVENING and hour < _NOON and not (part == "NI" and hour < _NOON // 2)
    return hour + _NOON if late else hour
