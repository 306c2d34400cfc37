"""Which numbers does a stretch of Arabic hold: digits and words, ranges, bounds, vague plurals, and what kind each is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from marsad.arabic import numberwords as words
from marsad.arabic.numberwords import NumberWord, number_word
from marsad.arabic.tokens import Token

Value = int | float
NumberKind = Literal["cardinal", "ordinal", "percent", "year", "name"]


class Number(msgspec.Struct, frozen=True, gc=False):
    """A number with its bounds: ``first`` and ``last`` are token indices, half-open, with the words that bound it.

    ``low`` and ``high`` are None where the text leaves that side open. ``tail`` is the end of a bound that stands
    after the counted noun ("20 persons at least"), else None. ``rule`` names the grammar rule that read it.
    """

    first: int
    last: int
    low: Value | None
    high: Value | None
    approx: bool
    kind: NumberKind
    rule: str
    tail: int | None = None


class _Group(NamedTuple):
    """A number below a scale, times the scale: 12 thousand is value 12000, scale 1000."""

    value: Value
    scale: int
    last: int
    rule: str


class _Read(NamedTuple):
    low: Value
    high: Value
    last: int
    approx: bool
    scale: int
    rule: str


_LEADING = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?|[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")
_LONGEST = 12


def find_numbers(tokens: Sequence[Token]) -> list[Number]:
    """The numbers of the tokens in order, without overlap."""
    reader = _Reader(tokens)
    found: list[Number] = []
    at, end = 0, len(tokens)
    while at < end:
        token = tokens[at]
        number = None
        if token.kind == "n" or (token.kind == "w" and number_word(token.form) is not None):
            number = reader.number(at, found[-1] if found else None)
        if number is None:
            at += 1
        else:
            found.append(number)
            at = number.last
    return _dated_lists(tokens, found)


def bound_behind(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """(end, "lower" | "upper" | "about") of a bound that stands behind a dual which ends at ``at``."""
    return _Reader(tokens).bound_after(at)


def _dated_lists(tokens: Sequence[Token], found: list[Number]) -> list[Number]:
    """Days before another day of the same month: ``15 و16 يونيو`` (15 and 16 June)."""
    for i in range(len(found) - 2, -1, -1):
        one, after = found[i], found[i + 1]
        near = after.first - one.last <= 1 and (after.last - after.first) <= 2
        if after.rule == "day of month" and one.kind == "cardinal" and near and (one.high or 99) <= 31:
            found[i] = msgspec.structs.replace(one, kind="name", rule="day of month")
    return found


def digits_value(form: str, scaled: bool = False) -> Value | None:
    """The value of a folded digit token; None for dates, clock times and version numbers.

    ``1,500`` and ``1.500`` are thousands, ``1.5`` and ``1,5`` decimals; before a scale word (``scaled``) a single
    point is always a decimal point.
    """
    form = form.rstrip("%")
    if len(form) > _LONGEST + 3:
        return None
    if form.isdigit():
        return int(form)
    if scaled and form.count(".") == 1 and "," not in form and _DECIMAL.fullmatch(form):
        return _whole(float(form))
    if _THOUSANDS.fullmatch(form):
        return _whole(float(form.replace(",", ""))) if "," in form else int(form.replace(".", ""))
    if _DECIMAL.fullmatch(form):
        return _whole(float(form.replace(",", ".")))
    return None


def _whole(value: float) -> Value:
    return int(value) if value == int(value) else round(value, 6)


class _Reader:
    """Reads one sentence's numbers; holds nothing but the tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.size = len(tokens)

    # --- what stands where -------------------------------------------------------------------------------------

    def word(self, at: int) -> NumberWord | None:
        """The number word at an index."""
        if not 0 <= at < self.size or self.tokens[at].kind != "w":
            return None
        form = self.tokens[at].form
        if form == words.AND_ELEVEN and self.form(at + 1) == "عشر":
            return words.ELEVEN_HEAD  # وأحد عشر, not "one" and a ten
        return number_word(form)

    def form(self, at: int) -> str:
        """The folded form at an index, empty outside."""
        return self.tokens[at].form if 0 <= at < self.size else ""

    def base(self, at: int) -> str:
        """The form without article and leading particles, for look-ups in closed classes."""
        if not 0 <= at < self.size or self.tokens[at].kind != "w":
            return ""
        core = self.tokens[at].core + self.tokens[at].enc
        return core[2:] if core.startswith("ال") and len(core) > 4 else core

    def touch(self, at: int) -> bool:
        """Whether nothing stands between the token at ``at`` and the next."""
        return 0 <= at < self.size - 1 and self.tokens[at].end == self.tokens[at + 1].start

    def glued(self, at: int) -> bool:
        """Whether the token is particles or an article written to digits (``ال48``, ``و15``)."""
        if not (0 <= at < self.size - 1 and self.tokens[at + 1].kind == "n" and self.form(at) in words.GLUED):
            return False
        return self.touch(at) or self.form(at) not in ("ف", "ك")

    def joined(self, at: int) -> int | None:
        """Where a number joined by "and" begins at ``at``: the word itself, or the digits after a lone ``و``."""
        if self.form(at) in ("و", "وال") and at + 1 < self.size and self.tokens[at + 1].kind == "n":
            return at + 1
        word = self.word(at)
        return at if word is not None and word.pro == "و" else None

    # --- cardinals ---------------------------------------------------------------------------------------------

    def below_hundred(self, at: int) -> tuple[int, int] | None:
        """(value, end) of 0..99 in words."""
        word = self.word(at)
        if word is None:
            return None
        if word.kind in ("teen", "tens"):
            return word.value, at + 1
        if word.kind not in ("unit", "head"):
            return None
        after = self.word(at + 1)
        if after is not None and after.kind == "teen" and not after.pro and word.value and not after.det:
            return word.value + 10, at + 2
        if after is not None and after.kind == "tens" and after.pro == "و" and 0 < word.value < 10:
            return word.value + after.value, at + 2
        if word.kind == "head" or (word.det and word.value == 2 and self.form(at).endswith("اثنين")):
            return None  # احد is "one of"; الاثنين is Monday
        return word.value, at + 1

    def below_thousand(self, at: int, chain: bool) -> tuple[int, int] | None:
        """(value, end) of 0..999 in words."""
        word, value, end = self.word(at), 0, at
        if word is None:
            return None
        if word.kind in ("hundred", "hundreds"):
            value, end = word.value, at + 1
        elif word.kind == "unit" and 3 <= word.value <= 9:
            after = self.word(at + 1)
            if after is not None and after.kind == "hundred" and not after.pro:
                value, end = 100 * word.value, at + 2
        if not value:
            return self.below_hundred(at)
        rest = self.joined(end) if chain else None
        if rest is None:
            return value, end
        if self.tokens[rest].kind == "n":
            more = digits_value(self.form(rest))
            fits = isinstance(more, int) and more < 100
            return (value + int(more or 0), rest + 1) if fits else (value, end)
        small = self.below_hundred(rest)
        return (value + small[0], small[1]) if small else (value, end)

    def scale(self, at: int) -> int:
        """The scale word that multiplies the number before it, or 1."""
        word = self.word(at)
        if word is not None and word.kind in ("scale", "scales") and not word.pro:
            return word.value
        return 1

    def group(self, at: int, chain: bool) -> _Group | None:
        """A number with at most one scale."""
        if self.tokens[at].kind == "n":
            scale = self.scale(at + 1)
            value = self.digits(at, scale > 1)
            if value is None:
                return None
            last = at + 3 if self.split_thousands(at) else at + 1
            scale = self.scale(last)
            return _Group(_whole(float(value * scale)), scale, last + (scale > 1), "digits" if scale == 1 else "digits and scale")
        word = self.word(at)
        if word is None:
            return None
        if word.kind == "pair":
            return _Group(word.value, word.value // 2, at + 1, "dual scale")
        if word.kind == "part":
            scale = self.scale(at + 1)
            return _Group(scale // word.value, scale, at + 2, "part of a scale") if scale > 1 else None
        if word.kind == "scale":
            return self.bare_scale(at, word)
        small = self.below_thousand(at, chain)
        if small is None:
            return None
        scale = self.scale(small[1])
        return _Group(small[0] * scale, scale, small[1] + (scale > 1), "words" if scale == 1 else "words and scale")

    def bare_scale(self, at: int, word: NumberWord) -> _Group:
        """``ألف`` is 1000; ``ألفا`` is the construct dual before its noun, and the accusative 1000 elsewhere."""
        dual = self.form(at).endswith("ا") and not word.pro and self.base(at + 1) != "" and self.joined(at + 1) is None
        if dual and not self.tokens[at + 1].pro and self.form(at + 1) not in words.AFTER:
            return _Group(2 * word.value, word.value, at + 1, "construct dual scale")
        return _Group(word.value, word.value, at + 1, "scale alone")

    def digits(self, at: int, scaled: bool) -> Value | None:
        """The value of the digit token, with ``12،500`` written with an Arabic comma put together."""
        if self.split_thousands(at):
            return int(self.form(at) + self.form(at + 2))
        return digits_value(self.form(at), scaled)

    def split_thousands(self, at: int) -> bool:
        """Whether an Arabic comma between touching digits separates thousands."""
        tight = self.form(at + 1) == "،" and self.touch(at) and self.touch(at + 1)
        head, rest = self.form(at), self.form(at + 2)
        return tight and head.isdigit() and len(head) <= 3 and rest.isdigit() and len(rest) == 3

    def cardinal(self, at: int, chain: bool = True) -> _Read | None:
        """The longest cardinal that begins at ``at``; with ``chain`` false its first part alone."""
        vague = self.vague(at)
        if vague is not None:
            return vague
        group = self.group(at, chain)
        if group is None:
            return None
        value, scale, last, rule = group
        while chain and scale > 1:
            part = self.part(last, scale)
            if part is not None:
                value, last = value + part[0], part[1]
            rest = self.joined(last)
            more = self.group(rest, True) if rest is not None else None
            if more is None or more.scale >= scale or more.value >= scale or not more.value:
                break
            value, scale, last = value + more.value, more.scale, more.last
        return _Read(value, value, last, False, group.scale, rule)

    def part(self, at: int, scale: int) -> tuple[int, int] | None:
        """(value, end) of "and a half" after a scale, the scale repeated or not: ``مليون ونصف المليون``."""
        word = self.word(at)
        if word is None or word.kind != "part" or word.pro != "و":
            return None
        return scale // word.value, at + 1 + (self.scale(at + 1) == scale)

    def vague(self, at: int) -> _Read | None:
        """Tens, hundreds, thousands, millions, with the bounds of the codebook."""
        word = self.word(at)
        if word is None or word.kind not in ("vague", "scales"):
            return None
        low, top = (word.value, word.value * 5) if word.kind == "vague" else (2 * word.value, 10 * word.value)
        scale = self.scale(at + 1) if word.kind == "vague" else 1
        return _Read(low * scale, top * scale - 1, at + 1 + (scale > 1), True, 1, "vague plural")

    # --- ranges and bounds -------------------------------------------------------------------------------------

    def spread(self, at: int) -> tuple[_Read, int] | None:
        """A cardinal or a range of two with the index where it begins (``بين`` included)."""
        before = at - 1 if not self.glued(at - 1) else at - 2
        opener = self.base(before)
        if opener in ("بين", "مابين"):
            first = before - 1 if self.form(before - 1) in ("ما", "وما") and self.form(before) == "بين" else before
            for chain in (True, False):
                both = self.pair(self.cardinal(at, chain), ("و", "او", "الي", "-"))
                if both is not None:
                    return both, first
        one = self.cardinal(at)
        if one is None:
            return None
        risen = any(self.base(i) in words.CHANGE for i in range(max(0, at - 6), at))
        if opener == "من" and not risen:
            both = self.pair(one, ("الي", "حتي"))
            if both is not None:
                return both, before
        both = self.pair(one, ("-", "او", "الي")[: 1 if risen or self.form(at).find("%") > 0 else 2])
        return (both, at) if both is not None else (one, at)

    def pair(self, one: _Read | None, joiners: tuple[str, ...]) -> _Read | None:
        """The range from a number that is read to the one that follows a joiner."""
        if one is None or one.approx:
            return None
        at = self.other_end(one.last, joiners)
        two = self.cardinal(at) if at is not None and at < self.size else None
        if two is None or two.approx:
            return None
        low = one.low * two.scale if one.scale == 1 < two.scale and one.low * two.scale < two.low else one.low
        if not low < two.low:
            return None
        if low == one.low and two.low > 100 * max(low, 1):
            return None
        return _Read(low, two.high, two.last, False, two.scale, "range")

    def other_end(self, at: int, joiners: tuple[str, ...]) -> int | None:
        """Where the second number of a range begins, when one of the joiners stands at ``at``."""
        if "و" in joiners:
            begin = self.joined(at)
            if begin is not None:
                return begin
        form = self.form(at)
        if form in ("-", "/") and "-" in joiners:
            return at + 1 if form == "-" else None
        if form in joiners and form not in ("و", "-"):
            return at + 2 if self.glued(at + 1) else at + 1
        if form in ("والي", "وحتي") and "الي" in joiners:
            return at + 1
        return None

    def bounds_before(self, first: int) -> tuple[int, set[str]]:
        """Where the bounding words before a number begin, and what they do."""
        effects: set[str] = set()
        for _ in range(3):
            found = self.phrase_before(first - 2 if self.glued(first - 1) and self.form(first - 1) != "ال" else first - 1)
            if found is None:
                break
            first = found[0]
            effects.add(found[1])
        return first, effects

    def phrase_before(self, at: int) -> tuple[int, str] | None:
        """(index of its first word, effect) of the longest bounding phrase that ends at ``at``."""
        if at < 0 or self.tokens[at].kind != "w":
            return None
        form = self.form(at)
        keys = ["?"] if form in words.COUNT_WORDS else [_unled(form, key) for key in _LEADING]
        for key in keys:
            for phrase, effect in words.BEFORE.get(key or "", ()):
                first = at - len(phrase) + 1
                if first >= 0 and all(self.fits(first + i, part, i == 0) for i, part in enumerate(phrase)):
                    return first, effect
        return None

    def fits(self, at: int, part: str, leading: bool) -> bool:
        """Whether a word of a phrase stands at ``at``; the first may have particles before it."""
        form = self.form(at)
        if part == "?":
            return form in words.COUNT_WORDS
        return form == part or (leading and any(_unled(form, pro) == part for pro in _LEADING))

    def bound_after(self, at: int) -> tuple[int, str] | None:
        """(end, effect) of a bounding phrase at ``at`` or behind the counted noun, at most four words on."""
        for k in range(at, min(self.size, at + 5)):
            token = self.tokens[k]
            for phrase, effect in words.AFTER.get(token.form, ()):
                if all(self.form(k + i) == part for i, part in enumerate(phrase)) and (k == at or phrase[0] in ("علي", "كحد", "بحد", "تقريبا")):
                    return k + len(phrase), effect
            if token.kind == "n" or (token.kind == "p" and token.form not in '"()') or number_word(token.form):
                return None
            if token.form.startswith("و") and token.pro.startswith("و"):
                return None
        return None

    # --- the whole ---------------------------------------------------------------------------------------------

    def number(self, at: int, last: Number | None) -> Number | None:
        """The number that begins at ``at``; ``last`` is the one before it in the sentence."""
        word = self.word(at)
        if word is not None and word.kind == "ordinal":
            return self.ordinal(at, word)
        if self.tokens[at].kind == "n" and (special := self.label(at, last)) is not None:
            return special
        found = self.spread(at)
        if found is None:
            return None
        read, first = found
        kind, rule, end = self.kind(at, read)
        if kind == "cardinal":
            return self.bounded(first, read)
        first = at - 1 if self.glued(at - 1) and self.form(at - 1) == "ال" else first
        if kind == "percent":
            first, effects = self.bounds_before(first)
            return _effect(Number(first, end, read.low, read.high, read.approx, "percent", rule), effects)
        return Number(first, end, read.low, read.high, read.approx, kind, rule)

    def bounded(self, first: int, read: _Read) -> Number:
        """The cardinal with the bounds that stand before and after it."""
        if self.glued(first - 1) and self.form(first - 1) == "ال":
            first -= 1
        if self.form(first - 1) in words.FEW and read.rule == "vague plural":
            first -= 1
        first, effects = self.bounds_before(first)
        after = self.bound_after(read.last)
        end, tail = read.last, None
        if after is not None:
            effects.add(after[1])
            end, tail = (after[0], None) if self.adjacent(read.last, after[0]) else (end, after[0])
        return _effect(Number(first, end, read.low, read.high, read.approx, "cardinal", read.rule, tail), effects)

    def adjacent(self, last: int, end: int) -> bool:
        """Whether the bounding phrase that ends at ``end`` begins at ``last``."""
        return any(
            end - last == len(phrase) and all(self.form(last + i) == part for i, part in enumerate(phrase))
            for phrase, _ in words.AFTER.get(self.form(last), ())
        )

    def ordinal(self, at: int, word: NumberWord) -> Number | None:
        """First, second … ninety-ninth; not the "first" of "the day before yesterday" nor seconds that are counted."""
        if self.form(at + 1) == "امس" or (self.form(at + 1) == "من" and self.form(at + 2) == "امس"):
            return None
        value, last, after = word.value, at + 1, self.word(at + 1)
        if value == 11:
            value = 1
            if after is None or after.kind not in ("teen", "tens"):
                return None
        if after is not None and after.kind == "teen" and not after.pro:
            value, last = value + 10, last + 1
        elif after is not None and after.kind == "tens" and after.pro == "و" and (after.det or not word.det):
            value, last = value + after.value, last + 1
        return Number(at, last, value, value, False, "ordinal", "ordinal")

    def kind(self, at: int, read: _Read) -> tuple[NumberKind, str, int]:
        """Whether a number that is read is a percentage, a day of a month or a name in words, with its end."""
        last = read.last
        if self.form(last - 1).endswith("%"):
            return "percent", "percent", last
        if self.form(last) in ("%", "٪"):
            return "percent", "percent", last + 1
        if self.form(last) == "في" and self.base(last + 1) in words.PERCENT_WORDS:
            return "percent", "percent", last + 2
        if self.base(last) in words.PERCENT_WORDS and self.tokens[last].pro == "ب":
            return "percent", "percent", last + 1
        if read.high <= 31 and self.month_after(last):
            return "name", "day of month", last
        word = self.word(at)
        if word is not None and word.det and self.base(at - 1) in words.NAMED_BY:
            return "name", "name in words", last
        if self.base(at - 1) in ("عام", "سنه") and word is not None and read.high >= 1000:
            return "year", "year in words", last
        return "cardinal", read.rule, last

    def month_after(self, at: int) -> bool:
        """Whether a month's name follows, with "of" and "the month of" or without."""
        while self.form(at) in ("من", "شهر"):
            at += 1
        return self.form(at) in words.MONTHS

    def label(self, at: int, last: Number | None) -> Number | None:
        """Digits that name and do not count: years, dates, clock times, units, channels, models."""
        form = self.form(at)
        before = at - 2 if self.glued(at - 1) else at - 1
        first = at - 1 if self.form(at - 1) == "ال" else at
        value = digits_value(form)
        if value is None and not form.endswith("%"):
            rule = "clock time" if ":" in form else "date in digits" if "/" in form else "digits that name"
            return Number(first, at + 1, None, None, False, "name", rule)
        if self.base(before) == "ساعه" and self.form(before).endswith(words.HOUR_WORD[1:]) and self.tokens[before].det:
            return Number(first, at + 1, value, value, False, "name", "clock time")
        if (year := self.year(at, before, value, last)) is not None:
            return Number(first, year, value, value, False, "year", "year")
        if isinstance(value, int) and self.names(at, before):
            return Number(first, at + 1, value, value, False, "name", "number in a name")
        return None

    def year(self, at: int, before: int, value: Value | None, last: Number | None) -> int | None:
        """The end of a year in digits, or None."""
        if not isinstance(value, int) or not self.form(at).isdigit() or not 2 <= len(self.form(at)) <= 4:
            return None
        after, prior = self.form(at + 1), self.base(before)
        if len(self.form(at)) == 2:
            return at + 1 if self.form(before) in ("عام", "العام", "سنه") else None
        if after in ("ه", "هجريه", "هجري", "ميلاديه", "ميلادي"):
            return at + 2
        if not 1800 <= value <= 2100:
            return at + 1 if prior in ("عام", "سنه") and self.tokens[before].enc == "" and value > 500 else None
        if prior in words.YEAR_WORDS or self.form(before) in words.MONTHS:
            return at + 2 if after == "م" else at + 1
        if after == "م" and self.touch(at):
            return at + 2
        if not 1900 <= value <= 2050:
            return None
        if self.form(at - 1) == ")" and self.form(at - 2) in words.MONTHS:
            return at + 1
        in_brackets = self.form(at - 1) == "(" and after == ")"
        listed = last is not None and last.kind == "year" and last.last >= at - 2 and self.form(at - 1) in ("و", "-", "الي", "حتي", "/")
        paired = self.form(at + 1) in ("-", "الي", "حتي") and self.form(at + 2).isdigit() and 1900 <= int(self.form(at + 2)) <= 2050
        if in_brackets or listed or paired or self.form(before) in words.YEAR_PREPOSITIONS:
            return at + 1
        return None

    def names(self, at: int, before: int) -> bool:
        """Whether the words around digits make them a name."""
        if self.base(before) in words.LABELS and not self.tokens[before].enc:
            return True
        prior = self.form(at - 1)
        if prior == "-" and self.touch(at - 1) and self.touch(at - 2) and self.tokens[at - 2].kind in ("w", "l"):
            return True
        if at and self.tokens[at - 1].kind == "l" and (self.touch(at - 1) or len(prior) <= 2):
            return True
        if self.form(at + 1) == "+" or prior == "+" or (at == 0 and self.form(1) in ("-", ")") and not self.form(2).isdigit()):
            return True
        if (self.form(at + 1) == "/" and self.form(at + 2).isdigit()) or (prior == "/" and self.form(at - 2).isdigit()):
            return True
        letters = self.form(before) if before == at - 1 else ""
        return letters in words.LETTERS


def _unled(form: str, pro: str) -> str | None:
    """The form without these leading particles; None when it does not begin with them."""
    return form[len(pro) :] if form.startswith(pro) else None


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
