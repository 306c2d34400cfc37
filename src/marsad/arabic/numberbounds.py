"""What bounds or rounds a number: the phrases before it ("more than") and behind it ("at least")."""

from __future__ import annotations

from marsad.arabic import numberwords as words
from marsad.arabic.cardinals import CardinalReader
from marsad.arabic.numberwords import number_word

# "أكثر من (20)" (more than 20): the bound stands before the bracket
_OPENED = frozenset('("')
_LEADING = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك")


def bounds_before(reader: CardinalReader, first: int) -> tuple[int, set[str]]:
    """Where the bounding words before a number begin, and what they do."""
    effects: set[str] = set()
    if _after_bound(reader, first):
        return first, effects
    for _ in range(3):
        opened = reader.form(first - 1) in _OPENED and not effects
        skipped = opened or (reader.glued(first - 1) and reader.form(first - 1) != "ال")
        found = _phrase_before(reader, first - 2 if skipped else first - 1)
        if found is None:
            break
        first = found[0]
        effects.add(found[1])
        if reader.tokens[first].pro.startswith("و"):
            break
    if not effects & {"lower", "upper"} and (passed := _passed(reader, first)) is not None:
        effects.add(passed)
    return first, effects


def _after_bound(reader: CardinalReader, first: int) -> bool:
    """Whether "and" joins a number in words to the bound of another: "a hundred dead [at least] | and 200 hurt"."""
    word = reader.word(first)
    if word is None or word.pro != "و":
        return False
    return any(_ends_at(reader, first, phrase) for phrases in words.AFTER.values() for phrase, _ in phrases)


def _ends_at(reader: CardinalReader, end: int, phrase: tuple[str, ...]) -> bool:
    return all(reader.form(end - len(phrase) + i) == part for i, part in enumerate(phrase))


def _passed(reader: CardinalReader, first: int) -> str | None:
    """The effect of "the number of dead passed" before a number; a toll that did not pass it is an upper bound."""
    for at in range(first - 2, max(-1, first - 5), -1):
        if reader.form(at).removeprefix("و") in words.EXCEED and reader.form(at + 1) in words.TOLL:
            return "upper" if reader.form(at - 1).removeprefix("و") in words.NOT else "lower"
    return None


def _phrase_before(reader: CardinalReader, at: int) -> tuple[int, str] | None:
    """(index of its first word, effect) of the longest bounding phrase that ends at ``at``."""
    if at < 0 or reader.tokens[at].kind != "w":
        return None
    form = reader.form(at)
    keys = ["?"] if form in words.COUNT_WORDS else [_unled(form, key) for key in _LEADING]
    for key in keys:
        for phrase, effect in words.BEFORE.get(key or "", ()):
            first = at - len(phrase) + 1
            if first < 0 or not all(_fits(reader, first + i, part, i == 0) for i, part in enumerate(phrase)):
                continue
            if phrase[0] in words.REACH and reader.form(first).startswith("ل"):
                return None
            return first, effect
    return None


def _fits(reader: CardinalReader, at: int, part: str, leading: bool) -> bool:
    """Whether a word of a phrase stands at ``at``; the first may have particles before it."""
    form = reader.form(at)
    if part == "?":
        return form in words.COUNT_WORDS
    return form == part or (leading and any(_unled(form, pro) == part for pro in _LEADING))


def bound_after(reader: CardinalReader, at: int) -> tuple[int, str] | None:
    """(end, effect) of a bounding phrase at ``at`` or behind the counted noun, at most four words on."""
    for k in range(at, min(reader.size, at + 5)):
        token = reader.tokens[k]
        for phrase, effect in words.AFTER.get(token.form, ()):
            if all(reader.form(k + i) == part for i, part in enumerate(phrase)) and (
                k == at or phrase[0] in words.AFTER_NOUN
            ):
                return k + len(phrase), effect
        if token.kind == "n" or (token.kind == "p" and token.form not in '"()') or number_word(token.form):
            return None
        if token.form.startswith("و") and token.pro.startswith("و"):
            return None
    return None


def adjacent(reader: CardinalReader, last: int, end: int) -> bool:
    """Whether the bounding phrase that ends at ``end`` begins at ``last``."""
    return any(
        end - last == len(phrase) and all(reader.form(last + i) == part for i, part in enumerate(phrase))
        for phrase, _ in words.AFTER.get(reader.form(last), ())
    )


def _unled(form: str, pro: str) -> str | None:
    """The form without these leading particles; None when it does not begin with them."""
    return form[len(pro) :] if form.startswith(pro) else None
