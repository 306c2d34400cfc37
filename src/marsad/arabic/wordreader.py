"""What stands at a place of a sentence: which word of time, which number, which length of time?"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.arabic import calendar as c
from marsad.arabic.calendar import Unit
from marsad.arabic.cardinals import CardinalReader
from marsad.arabic.tokens import Token

_TURNS = {**dict.fromkeys(c.PAST, -1), **dict.fromkeys(c.NEXT, 1), **dict.fromkeys(c.THIS, 0)}
_ANY_CARDINAL = {**c.CARDINALS, **c.DEFINITE_CARDINALS}
# so many smaller units make one: "عام ونصف" (a year and a half) is 18 months
_HALVES: dict[Unit, tuple[int, Unit]] = {
    "century": (100, "year"), "decade": (10, "year"), "year": (12, "month"), "month": (30, "day"), "day": (24, "hour"),
    "hour": (60, "minute"),
}  # fmt: skip
_HALF = frozenset("ونصف ونصفا والنصف".split())
# What rounds or bounds a length in more words than one: "منذ ما يزيد على عام" (for more than a year).
_ABOUT = {
    ("ما", "يقارب"): "about", ("ما", "يقرب", "من"): "about", ("ما", "يناهز"): "about", ("مايقارب",): "about",
    ("ما", "يقارب", "من"): "about", ("ما", "يزيد", "علي"): "more", ("ما", "يزيد", "عن"): "more",
    ("ما", "يربو", "علي"): "more", ("ما", "يفوق"): "more", ("ازيد", "من"): "more", ("مايزيد", "علي"): "more",
    ("مايزيد", "عن"): "more", ("ما", "لا", "يقل", "عن"): "more", ("ما", "يتجاوز"): "more",
    ("اكثر", "من"): "more", ("اقل", "من"): "less",
}  # fmt: skip
_ABOUT_OPENERS = frozenset(phrase[0] for phrase in _ABOUT)
_NO_YEAR = 1300


class WordReader:
    """Reads words and small numbers by their place; each method returns where it ended and what it read, or None."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[str]) -> None:
        self.tokens, self.words, self.size = tokens, words, len(tokens)

    def word(self, at: int) -> str:
        """The known word at a place, empty where there is none."""
        return self.words[at] if 0 <= at < self.size else ""

    def form(self, at: int) -> str:
        """The token as written."""
        return self.tokens[at].form if 0 <= at < self.size else ""

    def bare(self, at: int) -> str:
        """The known word at a place unless a particle is written onto it."""
        return "" if self.joined(at) else self.word(at)

    def joined(self, at: int) -> str:
        """The particles written onto the word at a place, where they are not part of the known word."""
        if not 0 <= at < self.size:
            return ""
        token, word = self.tokens[at], self.words[at]
        if word == token.form:
            return ""
        return token.pro or ("و" if word and token.form == "و" + word else "")

    def digits(self, at: int) -> int | None:
        """The whole number in digits at a place."""
        if not 0 <= at < self.size or self.tokens[at].kind != "n":
            return None
        form = self.tokens[at].form
        return int(form) if form.isdecimal() and len(form) < 5 else None

    def number(self, at: int) -> tuple[int, int] | None:
        """A cardinal up to 100 in words or any in digits, with or without the article: "الـ72", "أربع وعشرين"."""
        if self.form(at) == "ال":
            at += 1
        value = self.digits(at)
        if value is not None:
            return at + 1, value
        word = self.word(at)
        if word in c.LARGE:
            return self.large(at)
        value = _ANY_CARDINAL.get(word)
        if value is None:
            return None
        return self._with_tens(at + 1, value, _ANY_CARDINAL)

    def large(self, at: int) -> tuple[int, int] | None:
        """A cardinal from 100 on in words: "مئة وعشرين", "ألفين وثلاثة عشر"."""
        read = CardinalReader(self.tokens).cardinal(at)
        return (read.last, int(read.low)) if read is not None and read.low == read.high else None

    def ordinal(self, at: int) -> tuple[int, int] | None:
        """An ordinal up to 31: "الخامس عشر", "الحادي والثلاثين"."""
        value = c.ORDINALS.get(self.word(at))
        return None if value is None else self._with_tens(at + 1, value, c.ORDINALS)

    def nth(self, at: int) -> tuple[int, int] | None:
        """An ordinal in words, or in digits with the article: "الثالثة عشرة", "الـ13"."""
        digits = self.digits(at + 1) if self.form(at) == "ال" else None
        return self.ordinal(at) if digits is None else (at + 2, digits)

    def _with_tens(self, at: int, value: int, table: dict[str, int]) -> tuple[int, int]:
        if value < 10 and self.bare(at) in c.TEEN:
            return at + 1, value + 10
        apart = self.form(at) == "و"
        tens = table.get(self.word(at + apart), 0)
        if value < 10 and tens >= 20 and (apart or self.joined(at) == "و"):
            return at + apart + 1, value + tens
        return at, value

    def turn(self, at: int) -> int | None:
        """-1 for "الماضي" (last), 0 for "الجاري" (this), 1 for "المقبل" (next)."""
        return None if self.joined(at) else _TURNS.get(self.word(at))

    def before_last(self, at: int) -> int | None:
        """The end of "قبل الماضي", "ما قبل الماضي" (before last)."""
        at += self.form(at) == "ما"
        return at + 2 if self.word(at) == "قبل" and self.turn(at + 1) == -1 else None

    def about(self, at: int) -> tuple[int, str | None]:
        """Where words such as "about" or "more than" end, and "about", "more" or "less"."""
        if self.form(at) in _ABOUT_OPENERS:
            for size in (4, 3, 2, 1):
                found = _ABOUT.get(tuple(self.form(at + i) for i in range(size)))
                if found is not None:
                    return at + size, found
            return at, None
        return (at + 1, "about") if self.word(at) in c.APPROXIMATE else (at, None)

    def rounded(self, at: int) -> tuple[tuple[int, int, Unit] | None, int, str | None]:
        """A length with what rounds it: the length, where it begins, and "about", "more" or "less".

        A rounded unit may be definite: "منذ نحو العام" (for about a year).
        """
        start, bound = self.about(at)
        length = self.length(start, alone=True)
        unit = c.DEFINITE_UNITS.get(self.word(start)) if length is None and bound else None
        if unit is not None and unit[1] == 1 and self.turn(start + 1) is None:
            length = start + 1, 1, unit[0]
        return length, start, bound

    def length(self, at: int, alone: bool = False) -> tuple[int, int, Unit] | None:
        """A number of units: "ثلاثة أيام", "شهرين", "الأشهر الستة", "الـ72 ساعة"; a lone singular where ``alone``."""
        part = c.FRACTION_OF.get((self.word(at), self.word(at + 1)))
        if part is not None and not self.joined(at + 1):
            return at + 2, *part
        whole = self._length(at, alone)
        if whole is None:
            return None
        if whole[1] == 1 and self.form(whole[0]) in c.WHOLE:
            return whole[0] + 1, 1, whole[2]
        if self.form(whole[0]) not in _HALF:
            return whole
        end, count, unit = whole
        smaller = _HALVES.get(unit)
        if smaller is None:
            return whole
        end += 1 + (c.DEFINITE_UNITS.get(self.word(end + 1), ("", 0))[0] == unit)
        return end, count * smaller[0] + smaller[0] // 2, smaller[1]

    def _length(self, at: int, alone: bool) -> tuple[int, int, Unit] | None:
        read = self.number(at)
        if read is not None:
            unit = c.UNITS.get(self.bare(read[0]))
            return None if unit is None or unit[1] == 2 else (read[0] + 1, read[1], unit[0])
        unit = c.UNITS.get(self.word(at))
        if unit is not None:
            single = alone and not self.names_point(at + 1) and not self.convenes(at)
            return (at + 1, unit[1], unit[0]) if unit[1] and (unit[1] == 2 or single) else None
        unit = c.DEFINITE_UNITS.get(self.word(at))
        if unit is None or unit[1] == 1:
            return None
        if unit[1] is not None:
            return at + 1, unit[1], unit[0]
        read = self.number(at + 1)
        if read is None or (unit[0] == "year" and read[1] > _NO_YEAR):
            return None
        return read[0], read[1], unit[0]

    def convenes(self, at: int) -> bool:
        """Whether "عقد" is no decade but the holding of something: "قبل عقد اجتماع" (before a meeting is held)."""
        return (
            self.word(at) == "عقد"
            and at + 1 < self.size
            and self.tokens[at + 1].kind == "w"
            and (self.form(at + 1) not in ("من", "علي", "ونصف"))
        )

    def names_point(self, at: int) -> bool:
        """Whether a word says which day, month or year is meant: "شهر مايو" (the month of May) is no length."""
        word = self.word(at)
        return (
            self.digits(at) is not None or word in c.WEEKDAYS or word in ("امس", "اليوم") or bool(self.month_name(at))
        )

    def month_name(self, at: int) -> tuple[int, int, bool] | None:
        """One name of a month: where it ends, its number, whether it is of the Hijri calendar."""
        word = self.word(at)
        end = at + 1
        if word in c.MONTH_HEADS:
            second = f"{word}_{self.bare(end)}"
            if second in c.MONTHS or second in c.HIJRI_MONTHS:
                word, end = second, end + 1
        number = c.MONTHS.get(word)
        if number is not None:
            return end, number, False
        number = c.HIJRI_MONTHS.get(word)
        return None if number is None else (end, number, True)
