"""Which digits name and do not count: years, days of months, clock times, units, channels, models."""

from __future__ import annotations

from marsad.arabic import numberwords as words
from marsad.arabic.cardinals import CardinalReader, Number, Value, digits_value
from marsad.arabic.particles import ARTICLE

_MOST_GOALS = 15


# The first Hijri year that newspapers write.
_FIRST_HIJRI = 1200


def in_month(reader: CardinalReader, at: int) -> bool:
    """Whether an ordinal is the second word of a month's name: "تشرين [الأول]"."""
    return reader.form(at - 1) in words.MONTH_HEADS and reader.form(at) in words.MONTH_TAILS


def month_after(reader: CardinalReader, at: int) -> bool:
    """Whether a month's name follows, with "of" and "the month of" or without."""
    start = at
    while reader.form(at) in ("من", "شهر"):
        at += 1
    return reader.form(at) in words.MONTHS or (at > start and reader.form(at) == "الشهر")


def label(reader: CardinalReader, at: int, last: Number | None) -> Number | None:
    """Digits that name and do not count: years, dates, clock times, units, channels, models."""
    form = reader.form(at)
    before = at - 2 if reader.glued(at - 1) else at - 1
    first = at - 1 if reader.form(at - 1) == "ال" else at
    value = digits_value(form)
    if value is None and not form.endswith("%"):
        rule = "clock time" if ":" in form else "date in digits" if "/" in form else "digits that name"
        return Number(first, at + 1, None, None, False, "name", rule)
    if (
        reader.base(before) == "ساعه"
        and reader.form(before).endswith(words.HOUR_WORD[1:])
        and reader.tokens[before].det
    ):
        return Number(first, at + 1, value, value, False, "name", "clock time")
    if (year := _year(reader, at, before, value, last)) is not None:
        return Number(first, year, value, value, False, "year", "year")
    if (end := _dashed_date(reader, at)) is not None:
        return Number(first, end, None, None, False, "name", "date in digits")
    if form.isdecimal() and len(form) > 3 and form[0] == "0":
        return Number(first, at + 1, None, None, False, "name", "digits that name")
    if reader.form(at + 1) in words.CALIBRE:
        return Number(first, at + 1, value, value, False, "name", "calibre")
    if isinstance(value, int) and _names(reader, at, before):
        return Number(first, at + 1, value, value, False, "name", "number in a name")
    return None


def _dashed_date(reader: CardinalReader, at: int) -> int | None:
    """The end of a date written with dashes, day or year first: ``3-5-2013``, ``2013-05-03``; None for others."""
    if reader.form(at + 1) != "-" or reader.form(at + 3) != "-":
        return None
    parts = [reader.form(at + i) for i in (0, 2, 4)]
    if not all(part.isdecimal() for part in parts):
        return None
    tight = all(reader.touch(at + i) for i in range(4))
    if not tight and not (len(parts[2]) == 4 and parts[2][:2] in words.CENTURIES):
        return None
    day, month, year = parts if len(parts[0]) < 3 else parts[::-1]
    dated = len(year) in (2, 4) and 1 <= int(day) <= 31 and 1 <= int(month) <= 12
    return at + 5 if dated else None


def _year(reader: CardinalReader, at: int, before: int, value: Value | None, last: Number | None) -> int | None:
    """The end of a year in digits, or None."""
    if not isinstance(value, int) or not reader.form(at).isdecimal() or not 2 <= len(reader.form(at)) <= 4:
        return None
    after, prior = reader.form(at + 1), reader.base(before)
    if len(reader.form(at)) == 2:
        return at + 1 if reader.form(before) in ("عام", "العام", "سنه") else None
    if after in ("ه", "هجريه", "هجري", "ميلاديه", "ميلادي"):
        return at + 2
    if prior in words.HIJRI and value > _FIRST_HIJRI:
        return at + 1
    if not 1800 <= value <= 2100:
        return at + 1 if prior in ("عام", "سنه") and reader.tokens[before].enc == "" and value > 500 else None
    if prior in words.YEAR_WORDS or reader.form(before) in words.MONTHS or in_month(reader, before):
        return at + 2 if after == "م" else at + 1
    if after == "م" and reader.touch(at):
        return at + 2
    if not 1900 <= value <= 2050:
        return None
    if reader.form(at - 1) == ")" and reader.form(at - 2) in words.MONTHS:
        return at + 1
    in_brackets = reader.form(at - 1) == "(" and after == ")"
    listed = (
        last is not None
        and last.kind == "year"
        and last.last >= at - 2
        and (last.last == at or reader.form(at - 1) in ("و", "-", "الي", "حتي", "/"))
    )
    other = reader.form(at + 1 + (reader.form(at + 1) in ("-", "الي", "حتي")))
    paired = other.isdecimal() and len(other) == 4 and value < int(other) <= 2050
    if in_brackets or listed or paired or reader.form(before) in words.YEAR_PREPOSITIONS:
        return at + 1
    return at + 1 if reader.size == 1 or (prior in words.DATED and reader.tokens[before].enc == "") else None


def _counts(reader: CardinalReader, at: int) -> bool:
    """Whether an indefinite noun follows digits, that they count: "the army [seized] | 8 vehicles"."""
    after = reader.tokens[at + 1] if at + 1 < reader.size else None
    return after is not None and after.kind == "w" and not after.pro and not after.det and len(after.core) > 2


def _goals(reader: CardinalReader, at: int) -> bool:
    """Whether two small numbers with a dash are the goals of a match: "3-1", the second no larger."""
    one, two = reader.form(at), reader.form(at + 2)
    if reader.form(at + 1) != "-" or not (one.isdecimal() and two.isdecimal()) or reader.form(at + 3) == "-":
        return False
    return int(two) <= int(one) <= _MOST_GOALS


def _names(reader: CardinalReader, at: int, before: int) -> bool:
    """Whether the words around digits make them a name."""
    apart = before < at - 1 and reader.form(at - 1) != ARTICLE
    in_all = reader.form(before - 1) == words.WHAT
    if reader.base(before) in words.LABELS and not (reader.tokens[before].enc or apart or in_all):
        return not (reader.base(before) in words.DOERS and reader.tokens[before].det and _counts(reader, at))
    if reader.form(before - 1) == "رقم" and reader.tokens[before].det:
        return True
    if (reader.base(before - 1), reader.base(before)) == words.COUNCIL:
        return True
    prior = reader.form(at - 1)
    if _goals(reader, at) or (at > 1 and prior == "-" and _goals(reader, at - 2)):
        return True
    if reader.glued(at - 1) and reader.form(at - 1).endswith("ال") and reader.base(before) in words.NAMED_BY:
        return True
    if prior == "-" and reader.touch(at - 1) and reader.touch(at - 2) and reader.tokens[at - 2].kind in ("w", "l"):
        return True
    lettered = len(prior) == 1 and reader.tokens[at - 1].kind == "w" and prior not in words.GLUED if at else False
    if lettered and reader.touch(at - 1):
        return True
    if at and reader.tokens[at - 1].kind == "l" and (reader.touch(at - 1) or len(prior) <= 2):
        return True
    if (
        reader.form(at + 1) == "+"
        or prior == "+"
        or (at == 0 and reader.form(1) in ("-", ")") and not reader.form(2).isdecimal())
    ):
        return True
    if (reader.form(at + 1) == "/" and reader.form(at + 2).isdecimal()) or (
        prior == "/" and reader.form(at - 2).isdecimal()
    ):
        return True
    letters = reader.form(before) if before == at - 1 else ""
    return letters in words.LETTERS
