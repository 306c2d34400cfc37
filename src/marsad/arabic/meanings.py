"""What can an expression of time mean? One record for each kind of answer."""

from __future__ import annotations

from typing import Literal

import msgspec

from marsad.arabic.calendar import Portion, Unit


class Day(msgspec.Struct, frozen=True, tag=True):
    """So many days from publication: "أمس" (yesterday) is -1; ``part`` is the TIMEX3 part of the day."""

    offset: int
    part: str | None = None


class Weekday(msgspec.Struct, frozen=True, tag=True):
    """A day of the week. ``near`` is the day from publication that the text says it is.

    ``turn`` is -1 for the last such day, -2 for the one before it, 1 for the next; with ``whole`` that of the last or
    next week: "الثلاثاء من الأسبوع الماضي" (Tuesday of last week).
    """

    weekday: int
    near: int | None = None
    turn: int | None = None
    part: str | None = None
    whole: bool = False


class Calendar(msgspec.Struct, frozen=True, tag=True):
    """A date, month or year of a calendar; what the text leaves out is None. ``last`` ends a run of days or months."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last: int | None = None
    weekday: int | None = None
    hijri: bool = False
    turn: int | None = None
    portion: Portion | None = None
    part: str | None = None


class Season(msgspec.Struct, frozen=True, tag=True):
    """A season by its first month: of a year, of so many ``years`` from publication's, or the last, this, next one."""

    month: int
    year: int | None = None
    turn: int | None = None
    years: int | None = None


class Era(msgspec.Struct, frozen=True, tag=True):
    """A decade or century by its first year, or a part of a decade."""

    year: int
    length: int
    portion: Portion | None = None


class Period(msgspec.Struct, frozen=True, tag=True):
    """A week, month, year seen from publication: "الشهر الماضي" (last month) is month, -1."""

    unit: Unit
    shift: int
    portion: Portion | None = None
    day: int | None = None
    month: int | None = None
    so_far: bool = False
    last: int | None = None


class Ago(msgspec.Struct, frozen=True, tag=True):
    """So many units before publication, or after it where negative: "قبل ثلاثة أيام" (three days ago).

    Months and years are whole ones, unless the text says the very day (``exact``).
    """

    count: int
    unit: Unit
    approx: bool = False
    exact: bool = False


class Window(msgspec.Struct, frozen=True, tag=True):
    """The last (turn -1) or next (turn 1) so many units: "خلال الـ72 ساعة الماضية" (in the past 72 hours).

    ``free`` where no word says which: "خلال أسبوعين" (within two weeks) of what is planned are the next.
    """

    count: int
    unit: Unit
    turn: int = -1
    free: bool = False


class Since(msgspec.Struct, frozen=True, tag=True):
    """From a point to publication."""

    point: Meaning


class Bound(msgspec.Struct, frozen=True, tag=True):
    """Before, until, by, after or from a point on: one end stays open."""

    side: Literal["before", "until", "after", "from"]
    point: Meaning


class Run(msgspec.Struct, frozen=True, tag=True):
    """From the first point to the second: "من الاثنين إلى الخميس" (from Monday to Thursday).

    A ``loose`` run joins two points that may stand in either order: "الأحد والسبت".
    """

    first: Meaning
    second: Meaning
    loose: bool = False


class Duration(msgspec.Struct, frozen=True, tag=True):
    """A length of time that says not when: "لمدة خمسة أيام" (for five days)."""

    count: int
    unit: Unit


class AtEvent(msgspec.Struct, frozen=True, tag=True):
    """So many units from another event of the report: "غداة" (the day after) is 1 day; ``since``: from it until now.

    ``alone`` says that the text names no event beside it: "بعد ثلاثة أيام" (after three days) may count from now.
    """

    count: int = 0
    unit: Unit = "day"
    since: bool = False
    alone: bool = False


class Every(msgspec.Struct, frozen=True, tag=True):
    """A time that comes again: "سنويا" (yearly), "كل خميس" (every Thursday)."""

    count: int
    unit: Unit
    weekday: int | None = None


class Clock(msgspec.Struct, frozen=True, tag=True):
    """A time of the clock on a day that the words do not say: "الساعة التاسعة" (nine o'clock)."""

    hour: int
    minute: int = 0


class Anniversary(msgspec.Struct, frozen=True, tag=True):
    """So many years after an event that the report names: "الذكرى الرابعة" (the fourth anniversary)."""

    years: int


class Vague(msgspec.Struct, frozen=True, tag=True):
    """Past, present or future without bounds: "مؤخرا" (recently). The value is that of TIMEX3."""

    reference: Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]


Meaning = (
    Day
    | Weekday
    | Calendar
    | Season
    | Era
    | Period
    | Ago
    | Window
    | Since
    | Bound
    | Run
    | Duration
    | AtEvent
    | Vague
    | Every
    | Clock
    | Anniversary
)
