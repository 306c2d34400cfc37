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
        written = format_date(day, format="d MMMM y", locale=_LOCALES[self.code])
        return written.translate(_DIGITS) if self.code == "ar" else written

    def clock(self, iso: str) -> str:
        """Hour and minute of a moment (UTC), in this language's digits."""
        return iso[11:16].translate(_DIGITS) if self.code == "ar" else iso[11:16]

    def tongue(self, code: str | None) -> str:
        """The name of a language by its code; an empty string where there is none by it."""
        return str(Locale(self.code).languages.get(code or "", ""))

    def short_day(self, iso: str) -> str:
        """An ISO date with its month shortened, where there is little room."""
        written = format_date(datetime.date.fromisoformat(iso), format="d MMM y", locale=_LOCALES[self.code])
        return written.translate(_DIGITS) if self.code == "ar" else written

    def month(self, iso: str) -> str:
        """The month of an ISO date."""
        written = format_date(datetime.date.fromisoformat(iso), format="MMM y", locale=_LOCALES[self.code])
        return written.translate(_DIGITS) if self.code == "ar" else written

    def days(self, start: str | None, end: str | None) -> str:
        """One day, or from the first to the last."""
        if not start or start == end or not end:
            return self.day(start or end)
        return f"{self.day(start)} – {self.day(end)}"

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
            self.text(form, degrees=self._fixed(abs(value), digits)) for form, value in ((north, lat), (east, lon))
        )

    def _fixed(self, value: float, digits: int) -> str:
        written = format_decimal(
            value, format=f"0.{'0' * digits}", locale=_LOCALES[self.code], numbering_system="default"
        )
        return written.translate(_DIGITS) if self.code == "ar" else written

    def label(self, kind: str, value: str | None) -> str:
        """The label of a value of the codebook."""
        return label(kind, value, self.code)

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
