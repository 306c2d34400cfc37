"""Which day does this date name, as newspapers, feeds and tables write it? Never guessed where it could be two days."""

from __future__ import annotations

import datetime
import email.utils
import functools
import re

from marsad.arabic.dates import find_dates, resolve
from marsad.arabic.normal import LETTERS, fold
from marsad.arabic.tokens import Tokenizer

_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?!\d)|(\d{4})(\d\d)(\d\d)(?!\d)")
_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?![\d/.-]\d)")
_NAMED = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%A, %B %d, %Y", "%A, %d %B %Y", "%a, %d %b %Y", "%d-%b-%Y")
_ARABIC = re.compile(f"[{LETTERS}]")
_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)")
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)")
_LONGEST = 200
EARLIEST = 1900


def day_of(value: str) -> str | None:
    """The ISO date that a date, date-time or Arabic expression names; ``None`` when it names no single day.

    ``2015-07-21T10:00``, ``Tue, 21 Jul 2015 10:00:00 +0300``, ``21/7/2015``, ``21 July 2015`` and Arabic dates of the
    Gregorian and Hijri calendars are read; ``3/4/2015`` is not, it could be of March or of April. The day is the one
    that is written, in the writer's time zone.
    """
    written = value.strip()[:_LONGEST]
    for read in (_iso, _slashed, _mailed, _english, arabic_day):
        found = read(written) if written else None
        if found:
            return found
    return None


def day_in_address(url: str) -> str | None:
    """The ISO date among the folders of an address (``/2015/07/21/``), ``None`` without one."""
    match = _ADDRESS.search(url.partition("?")[0])
    return _day(*match.groups()) if match else None


def day_in_name(name: str) -> str | None:
    """The ISO date in the name of a file (``report-2017-09-03``), ``None`` without one."""
    match = _NAME.search(name)
    return _day(*match.groups()) if match else None


def arabic_day(text: str) -> str | None:
    """The first full date of an Arabic text, ``None`` without one; "yesterday" is no date here."""
    folded = fold(text[:_LONGEST])
    if not _ARABIC.search(folded):
        return None
    tokens = _tokenizer().tokens(folded)
    for expression in find_dates(tokens):
        when = resolve(expression, None)
        if when.precision == "day" and when.anchor == "calendar" and when.start and when.start.year >= EARLIEST:
            return when.start.isoformat()
    return None


def _iso(value: str) -> str | None:
    match = _ISO.match(value)
    return _day(*(part for part in match.groups() if part)) if match else None


def _slashed(value: str) -> str | None:
    match = _SLASHED.search(fold(value))
    if not match:
        return None
    first, month, last = match.groups()
    if len(first) == 4:
        return _day(first, month, last)
    if len(last) != 4:
        return None
    days = {_day(last, month, first), _day(last, first, month)} - {None}
    return days.pop() if len(days) == 1 else None


def _mailed(value: str) -> str | None:
    parsed = email.utils.parsedate(value)
    return _day(*map(str, parsed[:3])) if parsed and re.search(r"\d{4}", value) else None


def _english(value: str) -> str | None:
    for form in _NAMED:
        try:
            return datetime.datetime.strptime(value.split(" - ")[0].strip(), form).date().isoformat()
        except ValueError:
            continue
    return None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat() if int(year) >= EARLIEST else None
    except ValueError:
        return None


@functools.cache
def _tokenizer() -> Tokenizer:
    return Tokenizer()
