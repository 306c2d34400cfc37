"""What is the TIMEX3 value of an expression of time?"""

from __future__ import annotations

from datetime import date, timedelta

from marsad.arabic.meanings import (
    Ago,
    Anniversary,
    AtEvent,
    Bound,
    Calendar,
    Clock,
    Day,
    Duration,
    Era,
    Every,
    Meaning,
    Period,
    Run,
    Season,
    Since,
    Vague,
    Weekday,
    Window,
)
from marsad.arabic.when import resolve_meaning

_LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE"}
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_LATE_PAPER = 2
_FRACTIONS = {"half 1": "H1", "half 2": "H2", **{f"quarter {n}": f"Q{n}" for n in range(1, 5)}}


def timex_value(meaning: Meaning, published: date | None, ahead: bool = False) -> str | None:
    """The value of the point, length or reference; a "since" or a bound has the value of its point.

    ``ahead`` says that the clause speaks of what is to come: a bare weekday or date is the next one.
    """
    if isinstance(meaning, Vague):
        return meaning.reference
    if isinstance(meaning, (Duration, Window)):
        return _length(meaning.count, meaning.unit)
    if isinstance(meaning, Every):
        return _length(meaning.count, meaning.unit) if meaning.weekday is None else f"XXXX-WXX-{meaning.weekday + 1}"
    if isinstance(meaning, Clock):
        return f"XXXX-XX-XXT{meaning.hour:02d}:{meaning.minute:02d}"
    if isinstance(meaning, (Since, Bound)):
        return _of_point(meaning, published, ahead)
    if isinstance(meaning, Anniversary):
        return None
    if isinstance(meaning, AtEvent):
        return _dated(Ago(-meaning.count, meaning.unit), published, ahead) if meaning.alone else None
    if isinstance(meaning, Era):
        return str(meaning.year)[:3] if meaning.length == 10 else f"{meaning.year // 100:02d}"
    return _dated(meaning, published, ahead)


def _of_point(meaning: Since | Bound, published: date | None, ahead: bool) -> str | None:
    """The value of the point; "since" so long ago is a length."""
    point = meaning.point
    if isinstance(meaning, Since):
        point = point.point if isinstance(point, Bound) else point
        if isinstance(point, Ago):
            return _length(point.count, point.unit)
    if isinstance(meaning, Bound) and meaning.side == "from":
        start = resolve_meaning(meaning, published).start
        ahead = ahead or (start is not None and published is not None and start > published)
    return timex_value(point, published, ahead)


def _length(count: int, unit: str) -> str:
    return f"PT{count}{unit[0].upper()}" if unit in ("minute", "hour") else f"P{count}{_LETTERS[unit]}"


def _dated(meaning: Meaning, published: date | None, ahead: bool) -> str | None:
    dated = resolve_meaning(meaning, published, ahead=ahead)
    if dated.start is None or dated.end is None:
        return None
    start = dated.start
    if isinstance(meaning, Weekday) and published is not None:
        start = _agreed(meaning, start, published)
    if isinstance(meaning, Period) and meaning.unit == "week" and published is not None:
        start = published + timedelta(days=7 * meaning.shift)
    if isinstance(meaning, Season):
        return f"{dated.end.year}-{_SEASONS[meaning.month]}"
    yearly = isinstance(meaning, Calendar) or (isinstance(meaning, Period) and meaning.unit == "year")
    if isinstance(meaning, (Period, Calendar)) and yearly and meaning.portion in _FRACTIONS and meaning.month is None:
        return f"{start.year}-{_FRACTIONS[meaning.portion]}"
    return _at_scale(_scale(meaning, dated.precision), start) + _part(meaning)


def _agreed(meaning: Weekday, found: date, published: date) -> date:
    """The weekday's day, unless the word beside it is further off than a late paper can be: then the word's."""
    if meaning.near is None:
        return found
    said = published + timedelta(days=meaning.near)
    return found if abs((found - said).days) <= _LATE_PAPER else said


def _scale(meaning: Meaning, precision: str) -> str:
    """Whether the value is a day, week, month or year."""
    if isinstance(meaning, Ago):
        return "day" if meaning.unit in ("minute", "hour") or meaning.exact else meaning.unit
    if isinstance(meaning, Period):
        return "day" if meaning.day else "month" if meaning.month else meaning.unit
    if isinstance(meaning, Calendar):
        return "day" if meaning.day else "month" if meaning.month else "year"
    if isinstance(meaning, Run):
        return _scale(meaning.first, precision)
    return "day"


def _at_scale(scale: str, start: date) -> str:
    if scale == "week":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02d}"
    iso = start.isoformat()
    return {"day": iso, "month": iso[:7], "year": iso[:4], "decade": iso[:3], "century": iso[:2]}[scale]


def _part(meaning: Meaning) -> str:
    part = meaning.part if isinstance(meaning, (Day, Weekday, Calendar)) else None
    return f"T{part}" if part else ""
