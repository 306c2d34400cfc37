"""Which numbers does a stretch of Arabic hold: digits and words, ranges, bounds, vague plurals, each with its kind."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.arabic import numberwords as words
from marsad.arabic.cardinals import CardinalReader, Number, NumberKind, Read, Value, digits_value
from marsad.arabic.numberbounds import adjacent, bound_after, bounds_before
from marsad.arabic.numberlabels import in_month, label, month_after
from marsad.arabic.numberwords import NumberWord, number_word
from marsad.arabic.tokens import Token

__all__ = ["Number", "NumberKind", "Value", "bound_behind", "digits_value", "find_numbers"]


def find_numbers(tokens: Sequence[Token]) -> list[Number]:
    """The numbers of the tokens in order, without overlap."""
    reader = _NumberReader(tokens)
    found: list[Number] = []
    at, end = 0, len(tokens)
    while at < end:
        token = tokens[at]
        number = None
        if token.kind == "n" or (token.kind == "w" and number_word(token.form) is not None):
            number = reader.number(at, found[-1] if found else None)
        if number is None:
            at += 1
            continue
        again = reader.again(found[-1] if found else None, number)
        if again:
            found[-1] = msgspec.structs.replace(found[-1], last=again)
        else:
            found.append(number)
        at = again or number.last
    return _dated_lists(found)


def bound_behind(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """(end, "lower" | "upper" | "about") of a bound that stands behind a dual which ends at ``at``."""
    return bound_after(CardinalReader(tokens), at)


def _dated_lists(found: list[Number]) -> list[Number]:
    """Days before another day of the same month: ``15 و16 يونيو`` (15 and 16 June)."""
    for i in range(len(found) - 2, -1, -1):
        one, after = found[i], found[i + 1]
        near = after.first - one.last <= 1 and (after.last - after.first) <= 2
        if after.rule == "day of month" and one.kind == "cardinal" and near and (one.high or 99) <= 31:
            found[i] = msgspec.structs.replace(one, kind="name", rule="day of month")
    return found


class _NumberReader(CardinalReader):
    """Reads the numbers of one sentence whole: with their bounds and kinds."""

    def again(self, one: Number | None, two: Number) -> int:
        """The end of a number that stands in brackets behind the same number in words: "ثلاثين (30)"; 0 for none."""
        if one is None or two.first - one.last != 1 or one.kind != "cardinal" or two.kind not in ("cardinal", "year"):
            return 0
        same = (one.low, one.high) == (two.low, two.high)
        return two.last + 1 if same and self.form(one.last) == "(" and self.form(two.last) == ")" else 0

    def number(self, at: int, last: Number | None) -> Number | None:
        """The number that begins at ``at``; ``last`` is the one before it in the sentence."""
        word = self.word(at)
        if word is not None and word.kind == "ordinal":
            return self.ordinal(at, word)
        if self.tokens[at].kind == "n" and (special := label(self, at, last)) is not None:
            return special
        found = self.spread(at)
        if found is None:
            return None
        read, first = found
        if (ratio := self.ratio(at, read)) is not None:
            return ratio
        if (whole := words.PARTS_OF_ONE.get(self.form(read.last))) and read.high < whole:
            share = round(100 * read.low / whole, 1)
            return Number(first, read.last + 1, share, share, whole not in (4, 5, 8, 10), "percent", "fraction")
        kind, rule, end = self.kind(at, read)
        if kind == "cardinal":
            return self.bounded(first, read)
        first = at - 1 if self.glued(at - 1) and self.form(at - 1) == "ال" else first
        if kind == "percent":
            first, effects = bounds_before(self, first)
            return _effect(Number(first, end, read.low, read.high, read.approx, "percent", rule), effects)
        return Number(first, end, read.low, read.high, read.approx, kind, rule)

    def ratio(self, at: int, read: Read) -> Number | None:
        """ "4 من كل 5" (four of every five) as a share; it counts nothing."""
        if (self.form(read.last), self.form(read.last + 1)) != ("من", "كل"):
            return None
        whole = self.cardinal(read.last + 2) if read.last + 2 < self.size else None
        if whole is None or whole.low != whole.high or read.low != read.high or not read.low < whole.low:
            return None
        share = round(100 * read.low / whole.low, 1)
        return Number(at, whole.last, share, share, False, "percent", "ratio")

    def bounded(self, first: int, read: Read) -> Number:
        """The cardinal with the bounds that stand before and after it."""
        if self.glued(first - 1) and self.form(first - 1) == "ال":
            first -= 1
        if self.form(first - 1) in words.FEW and read.rule == "vague plural":
            first -= 1
        first, effects = bounds_before(self, first)
        after = bound_after(self, read.last)
        end, tail = read.last, None
        if after is not None:
            effects.add(after[1])
            end, tail = (after[0], None) if adjacent(self, read.last, after[0]) else (end, after[0])
        return _effect(Number(first, end, read.low, read.high, read.approx, "cardinal", read.rule, tail), effects)

    def ordinal(self, at: int, word: NumberWord) -> Number | None:
        """First, second … ninety-ninth; not the "first" of "the day before yesterday" nor seconds that are counted."""
        if self.form(at + 1) == "امس" or (self.form(at + 1) == "من" and self.form(at + 2) == "امس"):
            return None
        if in_month(self, at):
            return Number(at, at + 1, word.value, word.value, False, "name", "month")
        value, last, after = word.value, at + 1, self.word(at + 1)
        if value == 11:
            value = 1
            if after is None or after.kind not in ("teen", "tens"):
                return None
        if after is not None and after.kind == "teen" and not after.pro:
            value, last = value + 10, last + 1
        begin = self.joined(at + 1)
        tens = self.word(begin) if begin is not None else None
        if begin is not None and tens is not None and tens.kind == "tens" and (tens.det or not word.det):
            value, last = value + tens.value, begin + 1
        return Number(at, last, value, value, False, "ordinal", "ordinal")

    def kind(self, at: int, read: Read) -> tuple[NumberKind, str, int]:
        """Whether a number that is read is a percentage, a day of a month or a name in words, with its end."""
        last = read.last
        if self.form(last - 1).endswith("%") or (self.form(at - 1) in ("%", "٪") and self.touch(at - 1)):
            return "percent", "percent", last
        if self.form(last) in ("%", "٪"):
            return "percent", "percent", last + 1
        if self.form(last) == "في" and self.base(last + 1) in words.PERCENT_WORDS:
            return "percent", "percent", last + 2
        if self.base(last) in words.PERCENT_WORDS and self.tokens[last].pro == "ب":
            return "percent", "percent", last + 1
        if read.high <= 31 and month_after(self, last):
            return "name", "day of month", last
        word = self.word(at)
        if self.years(at, read):
            return "year", "years", last
        if read.high == 0 and self.base(at - 1) == "شهر":
            return "name", "month", last
        if word is not None and word.det and read.low > 1 and self.base(at - 1) in words.ORDINAL_AFTER:
            return "ordinal", "ordinal", last
        if word is not None and word.det and word.kind == "tens" and self.aged(at, last):
            return "name", "age", last
        if word is not None and word.det and self.base(at - 1) in words.NAMED_BY:
            return "name", "name in words", last
        if self.base(at - 1) in ("عام", "سنه") and word is not None and read.high >= 1000:
            return "year", "year in words", last
        return "cardinal", read.rule, last

    def years(self, at: int, read: Read) -> bool:
        """Whether a range in digits is one of years: "بين 2000 و2012", where no counted noun follows."""
        if read.rule != "range" or self.tokens[at].kind != "n" or len(self.form(at)) != 4:
            return False
        if not (1900 <= read.low < read.high <= 2050):
            return False
        after = self.tokens[read.last] if read.last < self.size else None
        return (
            after is None or after.kind != "w" or bool(after.pro) or after.det or after.form in words.YEAR_PREPOSITIONS
        )

    def aged(self, at: int, last: int) -> bool:
        """Whether a ten with the article says how old somebody is: "في العشرين من عمره", "في العشرين"."""
        if self.form(at - 1) != "في":
            return False
        own = self.form(last) == "من" and self.form(last + 1) in words.OF_AGE
        return own or last >= self.size or self.tokens[last].kind == "p" or self.form(last) in ("من", "هو", "هي")


def _effect(number: Number, effects: set[str]) -> Number:
    """The number with its bounds opened and its rounding set."""
    low, high, approx = number.low, number.high, number.approx
    if "lower" in effects:
        high, approx = None, False
    elif "upper" in effects:
        low, approx = None, False
    if "about" in effects:
        approx = True
    rule = number.rule + "".join(f", {name}" for name in sorted(effects))
    return msgspec.structs.replace(number, low=low, high=high, approx=approx, rule=rule)
