"""In which language and convention is the page read? Texts, numbers and dates in Arabic and English."""

from __future__ import annotations

import datetime
import functools
import io
import math
from pathlib import Path
from typing import Any

import msgspec
from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from babel.support import NullTranslations, Translations

from marsad.codebook.labels import label, labels

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("ar", "en")
_LOCALES = {"ar": "ar_EG", "en": "en_GB"}
_DIGITS = str.maketrans("0123456789", "".join(chr(0x660 + n) for n in range(10)))

_WHOLE = "d MMMM y"


def _shortest(first: datetime.date, last: datetime.date) -> tuple[str, ...]:
    """The parts of the first and of the last day that must be written; one form where they are a month or a year."""
    to_end = (last + datetime.timedelta(days=1)).day == 1 if last < datetime.date.max else True
    if first.year != last.year:
        return (_WHOLE, _WHOLE)
    if first.month == last.month:
        return ("MMMM y",) if first.day == 1 and to_end else ("d", _WHOLE)
    if first.day == 1 and to_end:
        return ("y",) if (first.month, last.month) == (1, 12) else ("MMMM", "MMMM y")
    return ("d MMMM", _WHOLE)


class Language(msgspec.Struct, frozen=True):
    """One language of the pages: ``code`` is ``ar`` or ``en``, ``dir`` the direction of its text."""

    code: str
    dir: str
    translations: NullTranslations

    def text(self, message: str, **values: Any) -> str:
        """The message in this language, with ``%(name)s`` filled in."""
        found = self.translations.gettext(message)
        return found % values if values else found

    def plural(self, one: str, many: str, number: int) -> str:
        """The message in the form that the number asks for, ``%(num)s`` filled in."""
        return self.translations.ngettext(one, many, number) % {"num": self.number(number)}

    def number(self, value: float | None) -> str:
        """A number as it is written in this language; an empty string for none."""
        if value is None:
            return ""
        written = format_decimal(value, locale=_LOCALES[self.code], numbering_system="default")
        return written.translate(_DIGITS) if self.code == "ar" else written

    def short(self, value: int) -> str:
        """A count with two digits and a word for thousands, where there is little room."""
        if value < 1000:
            return self.number(value)
        kept = round(value, 1 - int(math.log10(value)))
        written = format_compact_decimal(kept, locale=_LOCALES[self.code], fraction_digits=1)
        return written.translate(_DIGITS).replace(".", "\u066b") if self.code == "ar" else written

    def percent(self, share: float) -> str:
        """A share of one in whole per cent, as it is written in this language."""
        written = format_percent(share, format="#,##0%", locale=_LOCALES[self.code], numbering_system="default")
        return written.translate(_DIGITS) if self.code == "ar" else written

    def day(self, iso: str | None) -> str:
        """An ISO date (or the day of a moment) as it is written in this language; an empty string for none."""
        if not iso:
            return ""
        try:
            day = datetime.date.fromisoformat(iso[:10])
        except ValueError:
            return iso
        return self._dated(day, _WHOLE)

    def _dated(self, day: datetime.date, form: str) -> str:
        written = format_date(day, format=form, locale=_LOCALES[self.code])
        return written.translate(_DIGITS) if self.code == "ar" else written

    def clock(self, iso: str) -> str:
        """Hour and minute of a moment (UTC), in this language's digits."""
        return iso[11:16].translate(_DIGITS) if self.code == "ar" else iso[11:16]

    def tongue(self, code: str | None) -> str:
        """The name of a language by its code; an empty string where there is none by it."""
        return str(Locale(self.code).languages.get(code or "", ""))

    def short_day(self, iso: str) -> str:
        """An ISO date with its month shortened, where there is little room."""
        return self._dated(datetime.date.fromisoformat(iso), "d MMM y")

    def month(self, iso: str) -> str:
        """The month of an ISO date."""
        return self._dated(datetime.date.fromisoformat(iso), "MMM y")

    def days(self, start: str | None, end: str | None) -> str:
        """One day, a whole month or year, or from the first to the last without what both have in common."""
        if not start or start == end or not end:
            return self.day(start or end)
        try:
            first, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
        except ValueError:
            return f"{self.day(start)} – {self.day(end)}"
        form = _shortest(first, last)
        if len(form) == 1:
            return self._dated(first, form[0])
        between = "–" if form[0] == "d" else " – "
        return between.join(self._dated(day, part) for day, part in zip((first, last), form, strict=True))

    def bounds(self, low: float | None, high: float | None, approx: bool = False) -> str:
        """Bounds as a reader says them: 9, about 60, 10–15, at least 20, at most 5."""
        if low is None and high is None:
            return "?"
        if low is None or high is None:
            form = "at most %(number)s" if low is None else "at least %(number)s"
            return self.text(form, number=self.number(high if low is None else low))
        written = self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}"
        return self.text("about %(number)s", number=written) if approx else written

    def point(self, lat: float, lon: float, digits: int = 3) -> str:
        """A place on the globe: degrees north or south, then east or west."""
        north = "%(degrees)s° N" if lat >= 0 else "%(degrees)s° S"
        east = "%(degrees)s° E" if lon >= 0 else "%(degrees)s° W"
        return self.text(", ").join(
            self.text(form, degrees=self.fixed(abs(value), digits)) for form, value in ((north, lat), (east, lon))
        )

    def fixed(self, value: float, digits: int) -> str:
        """A number with so many digits after its point, as it is written in this language."""
        written = format_decimal(
            value, format=f"0.{'0' * digits}", locale=_LOCALES[self.code], numbering_system="default"
        )
        return written.translate(_DIGITS) if self.code == "ar" else written

    def label(self, kind: str, value: str | None) -> str:
        """The label of a value of the codebook."""
        return label(kind, value, self.code)

    def towards(self, kind: str) -> str:
        """The word between an event of a type and its targets."""
        return self.label("towards", kind if kind in labels()["towards"] else kind.partition(".")[0])

    def itself(self, value: str) -> str:
        """The value as it stands."""
        return value

    def type_label(self, value: str) -> str:
        """The label of an event type, or of a class of several."""
        return self.label("classes" if value in labels()["classes"] else "types", value)

    def status_label(self, value: str) -> str:
        """The label of a status."""
        return self.label("statuses", value)

    def review_label(self, value: str) -> str:
        """The label of a state of review."""
        return self.label("reviews", value)

    def group_label(self, value: str) -> str:
        """The label of a group of event types."""
        return self.label("groups", value)

    def joined(self, words: list[str]) -> str:
        """A list in words."""
        comma = self.text(", ")
        if len(words) < 2:
            return "".join(words)
        return self.text("%(first)s and %(last)s", first=comma.join(words[:-1]), last=words[-1])


@functools.cache
def language(code: str) -> Language:
    """The language with that code.

    Raises:
        KeyError: the pages are not written in it.
    """
    if code not in LANGUAGES:
        raise KeyError(code)
    return Language(code, "rtl" if code == "ar" else "ltr", _catalogue(code))


def preferred(accepted: str | None) -> str:
    """The language that an ``Accept-Language`` header likes best; English where it names neither."""
    best, weight = "en", 0.0
    for part in (accepted or "").split(","):
        name, _, quality = part.partition(";q=")
        code = name.strip()[:2].lower()
        try:
            liked = float(quality or 1)
        except ValueError:
            continue
        if code in LANGUAGES and liked > weight:
            best, weight = code, liked
    return best


def _catalogue(code: str) -> NullTranslations:
    path = LOCALE / code / "messages.po"
    if not path.exists():
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=code))
    compiled.seek(0)
    return Translations(compiled)
