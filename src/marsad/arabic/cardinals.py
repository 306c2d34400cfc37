"""What cardinal begins at a token: digits and words with their scales, vague plurals and ranges."""

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
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?|[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_EUROPEAN = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]{1,2}")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")
_ENCLOSED = {("(", ")"), ('"', '"')}
_LONGEST = 12


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


class Read(NamedTuple):
    """A cardinal that is read: its bounds, the token behind it, and the scale that it ends with."""

    low: Value
    high: Value
    last: int
    approx: bool
    scale: int
    rule: str


def digits_value(form: str, scaled: bool = False) -> Value | None:
    """The value of a folded digit token; None for dates, clock times and version numbers.

    ``1,500`` and ``1.500`` are thousands, ``1.5`` and ``1,5`` decimals; before a scale word (``scaled``) a single
    point is always a decimal point.
    """
    form = form.rstrip("%")
    if len(form) > _LONGEST + 3:
        return None
    if form.isdecimal():
        return int(form)
    if scaled and form.count(".") == 1 and "," not in form and _DECIMAL.fullmatch(form):
        return _whole(float(form))
    if _THOUSANDS.fullmatch(form):
        return _whole(float(form.replace(",", ""))) if "," in form else int(form.replace(".", ""))
    if _DECIMAL.fullmatch(form):
        return _whole(float(form.replace(",", ".")))
    if _EUROPEAN.fullmatch(form):
        return _whole(float(form.replace(".", "").replace(",", ".")))
    return None


def _whole(value: float) -> Value:
    return int(value) if value == int(value) else round(value, 6)


class CardinalReader:
    """Reads the cardinals of one sentence; holds nothing but the tokens."""

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
        """Where a number joined by "and" begins at ``at``: the word itself, or what stands after a lone ``و``."""
        if self.form(at) in ("و", "وال") and at + 1 < self.size:
            if self.tokens[at + 1].kind == "n":
                return at + 1
            apart = self.word(at + 1)
            return at + 1 if self.form(at) == "و" and apart is not None and not apart.pro else None
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
        begin = self.joined(at + 1)
        tens = self.word(begin) if begin is not None else None
        if begin is not None and tens is not None and tens.kind == "tens" and 0 < word.value < 10:
            return word.value + tens.value, begin + 1
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
        if self.scale_twice(rest):
            return value + 1, rest + 1
        small = self.below_hundred(rest)
        return (value + small[0], small[1]) if small else (value, end)

    def scale_twice(self, at: int) -> bool:
        """Whether a scale stands for one of itself before itself: ``مائة وألف ألف`` (101 thousand)."""
        one, two = self.word(at), self.word(at + 1)
        return (
            one is not None
            and one.kind == "scale"
            and two is not None
            and (two.kind, two.pro) == ("scale", "")
            and (one.value == two.value)
        )

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
            last = self.digits_end(at)
            scale = self.scale(last)
            if scale == 1 and (self.form(at - 1), self.form(last)) in _ENCLOSED and self.scale(last + 1) > 1:
                last, scale = last + 1, self.scale(last + 1)
                value = self.digits(at, True) or value
            return _Group(
                _whole(float(value * scale)), scale, last + (scale > 1), "digits" if scale == 1 else "digits and scale"
            )
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
        fresh = not word.pro or (word.pro == "و" and self.word(at - 1) is None and not self._digits_before(at))
        dual = self.form(at).endswith("ا") and fresh and self.base(at + 1) != "" and self.joined(at + 1) is None
        if dual and not self.tokens[at + 1].pro and self.form(at + 1) not in words.AFTER:
            return _Group(2 * word.value, word.value, at + 1, "construct dual scale")
        return _Group(word.value, word.value, at + 1, "scale alone")

    def _digits_before(self, at: int) -> bool:
        return at > 0 and self.tokens[at - 1].kind == "n"

    def digits(self, at: int, scaled: bool) -> Value | None:
        """The value of the digit token, with ``12،500``, ``12 500`` and the agencies' ``7ر49`` put together."""
        if self.split_thousands(at):
            return int(self.form(at) + self.form(at + 2))
        if self.lettered(at):
            parts = self.form(at), self.form(at + 2).rstrip("%")
            return float(".".join(parts if len(parts[0]) > len(parts[1]) else reversed(parts)))
        end = self.digits_end(at)
        return int("".join(map(self.form, range(at, end)))) if end > at + 1 else digits_value(self.form(at), scaled)

    def digits_end(self, at: int) -> int:
        """Where the digits of one number end: groups of thousands may stand apart by one blank."""
        if self.split_thousands(at) or self.lettered(at):
            return at + 3
        end, head = at + 1, self.form(at)
        while head.isdecimal() and head[0] != "0" and len(head) <= 3 and self.grouped(end):
            end += 1
        return end

    def grouped(self, at: int) -> bool:
        """Whether three digits stand at ``at``, one blank behind the digits before them."""
        if at >= self.size or self.tokens[at].kind != "n" or self.tokens[at].start != self.tokens[at - 1].end + 1:
            return False
        return len(self.form(at)) == 3 and self.form(at).isdecimal()

    def lettered(self, at: int) -> bool:
        """Whether the letter that news agencies write for a decimal point stands between touching digits."""
        tight = self.form(at + 1) == words.DECIMAL_LETTER and self.touch(at) and self.touch(at + 1)
        return tight and self.form(at).isdecimal() and self.form(at + 2).rstrip("%").isdecimal()

    def split_thousands(self, at: int) -> bool:
        """Whether an Arabic comma between touching digits separates thousands."""
        tight = self.form(at + 1) == "،" and self.touch(at) and self.touch(at + 1)
        head, rest = self.form(at), self.form(at + 2)
        return tight and head.isdecimal() and len(head) <= 3 and rest.isdecimal() and len(rest) == 3

    def cardinal(self, at: int, chain: bool = True) -> Read | None:
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
        return Read(value, value, last, False, group.scale, rule)

    def part(self, at: int, scale: int) -> tuple[int, int] | None:
        """(value, end) of "and a half" after a scale, the scale repeated or not: ``مليون ونصف المليون``."""
        begin = self.joined(at)
        word = self.word(begin) if begin is not None else None
        if begin is None or word is None or word.kind != "part":
            return None
        return scale // word.value, begin + 1 + (self.scale(begin + 1) == scale)

    def vague(self, at: int) -> Read | None:
        """Tens, hundreds, thousands, millions, with the bounds of the codebook."""
        word = self.word(at)
        some = words.SOME.get(self.form(at - 1))
        if word is not None and some and (word.kind == "teen" or (word.kind == "tens" and word.pro == "و")):
            scale = self.scale(at + 1)
            least, most = (word.value + some) * scale, (word.value + 9) * scale
            return Read(least, most, at + 1 + (scale > 1), True, 1, "vague plural")
        if word is None or word.kind not in ("vague", "scales"):
            return None
        low, top = (word.value, word.value * 5) if word.kind == "vague" else (2 * word.value, 10 * word.value)
        of = at + 1 + (self.form(at + 1) == "من" and self.tokens[at + 2 : at + 3] != [] and self.tokens[at + 2].det)
        scale = self.scale(of) if word.kind == "vague" else 1
        return Read(low * scale, top * scale - 1, of + 1 if scale > 1 else at + 1, True, 1, "vague plural")

    # --- ranges -----------------------------------------------------------------------------------------------

    def spread(self, at: int) -> tuple[Read, int] | None:
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
        risen = words.risen([self.base(i) for i in range(max(0, at - _LONGEST), at)])
        if opener == "من" and not risen:
            both = self.pair(one, ("الي", "حتي"))
            if both is not None:
                return both, before
        narrow = risen or self.form(at).find("%") > 0
        both = self.pair(one, ("-",) if narrow else ("-", "او") if opener == "من" else ("-", "او", "الي"))
        return (both, at) if both is not None else (one, at)

    def pair(self, one: Read | None, joiners: tuple[str, ...]) -> Read | None:
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
        return Read(low, two.high, two.last, False, two.scale, "range")

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
