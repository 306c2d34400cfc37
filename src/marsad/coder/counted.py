"""Which phrases of a sentence count something: numbers with their nouns, and nouns in the dual."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.arabic import phrases
from marsad.arabic.calendar import DAY_HEADS
from marsad.arabic.numerals import Number, bound_behind
from marsad.arabic.particles import (
    AND_ALONE,
    ANY_DUAL,
    ARTICLE,
    BROKEN,
    CLITICS,
    COUNTRY,
    DAYS,
    DOES,
    DOUBLED,
    FEMININE,
    FEMININES,
    FROM,
    INDEFINITE,
    NISBA,
    NUN,
    SOUND_PLURALS,
    THEY_DID,
    TO_HIM,
    UNOWNED,
    WITH_NUN,
)
from marsad.arabic.tokens import Token
from marsad.arabic.wordclass import classify, tanwin
from marsad.lexicon.nouns import Noun, Nouns
from marsad.lexicon.tolls import Tolls

PEOPLE = frozenset(
    "fighter police civilian child woman person leader official prisoner hostage refugee journalist medic national "
    "missing organisation inhabitant".split()
)
NEVER = frozenset({"duration", "time_unit", "money_unit", "percent", "other"})
_ARMS = frozenset({"vehicle", "tank", "artillery", "aircraft", "ship"})
# Two of these are worth a claim's number only when they are new to the reader: "two areas", not "the two countries".
_STRUCK = frozenset({"position", "settlement", "building", "house", "base"})
_ONLY_NEW = frozenset(
    "area organisation infrastructure road border goods documents camp plan field distance weapon".split()
)
# Two definite places or positions were named before: "the two villages".
_PLACED = frozenset({"settlement", "position", "building", "house"})


class CountedPhrase(msgspec.Struct, frozen=True, gc=False):
    """The counted phrase before its toll is known: ``head`` is the counted noun's index, or None for a bare number."""

    number: Number
    first: int
    last: int
    of_first: int
    of_last: int
    head: int | None
    noun: Noun | None
    referring: bool = False


class PhraseReader:
    """Reads the counted phrases of one sentence."""

    def __init__(self, tokens: Sequence[Token], numbers: Sequence[Number], nouns: Nouns, tolls: Tolls) -> None:
        self.tokens = tokens
        self.size = len(tokens)
        self.numbers = {number.first: number for number in numbers}
        self.inside = {at for number in numbers for at in range(number.first, number.last)}
        self.nouns = nouns
        self.tolls = tolls

    def phrases(self) -> list[CountedPhrase]:
        """Counted phrases in order: numbers with their nouns, and duals."""
        found: list[CountedPhrase] = []
        at = end = 0
        while at < self.size:
            number = self.numbers.get(at)
            if number is not None:
                phrase = self.counted(number, end) if number.kind == "cardinal" else None
                at = number.last
            else:
                phrase = self.dual(at) if at not in self.inside else None
                at += 1
            if phrase is not None:
                while found and found[-1].last > phrase.first and found[-1].number.rule == "dual":
                    found.pop()
                if found and self.repeats(found[-1], phrase):
                    found.pop()
                found.append(phrase)
                at = end = max(at, phrase.last)
        return found

    def repeats(self, one: CountedPhrase, two: CountedPhrase) -> bool:
        """Whether digits in brackets are said again in words: ``(15) خمسة عشر مصليا``."""
        same = one.number.low == two.number.low and one.number.high == two.number.high
        return same and one.head is None and two.first - one.last == 1 and self.form(one.last) == ")"

    def noun(self, at: int) -> Noun | None:
        """The listed noun at an index."""
        if not 0 <= at < self.size or self.tokens[at].kind != "w":
            return None
        token = self.tokens[at]
        return self.nouns.find(token.core) or (self.nouns.find(token.form) if token.pro or token.enc else None)

    def form(self, at: int) -> str:
        """The folded form at an index, empty outside."""
        return self.tokens[at].form if 0 <= at < self.size else ""

    def plain(self, at: int) -> bool:
        """Whether a word without particles stands at an index that may be or qualify a noun."""
        if not 0 <= at < self.size or at in self.inside or self.opens_day(at):
            return False
        token = self.tokens[at]
        if token.kind != "w" or token.pro or token.form in phrases.NO_NOUN or self.verbal(at):
            return False
        led = token.form[0] in CLITICS and self.noun(at) is None
        return not (
            led and len(token.form) > 3 and (self.nouns.find(token.form[1:]) or self.tolls.find(token.form[1:]))
        )

    def verbal(self, at: int) -> bool:
        """Whether the word is surely a verb: a plural past, or a verb of the toll words that is no noun."""
        token = self.tokens[at]
        if token.form.endswith(THEY_DID) and len(token.form) > 4:
            return True
        if self.noun(at) is not None:
            return False
        cues = self.tolls.find(token.core)
        return classify(token) == "verb" or (bool(cues) and all(cue.verb for cue in cues))

    def counted(self, number: Number, end: int) -> CountedPhrase | None:
        """The number with the noun before or after it, or bare."""
        word = self.tokens[number.last - 1]
        before = number.first - 1
        if before >= end and (word.form in phrases.TWO or self.with_article(number)):
            head = self.head_before(before, number)
            if head is not None:
                last = self.adjectives(number.last, self.tokens[head])
                return self.phrase(number, head, last, head, number.first, head)
        if word.form in phrases.ONE or self.nth(number):
            return None
        at = self.skip_quotes(number.last)
        if self.form(at) == "/" and "distance" in self.nouns.classes(self.form(at + 1)):
            at += 1
        if self.form(at) == FROM and self.of_group(at + 1):
            head = self.skip_quotes(at + 1)
            last = self.chain(head)
            return self.phrase(number, number.first, last, head, last, head)
        if self.form(at) in phrases.OF_THEM:
            return CountedPhrase(number, number.first, at + 1, at, at + 1, None, None, True)
        if self.plain(at) and self.nouns.classes(self.tokens[at].core)[:1] == ("other",) and self.cases(at + 1):
            at += 1
        if self.plain(at) and self.form(at) not in phrases.SIDES:
            last = self.noun_phrase(at)
            return self.phrase(number, number.first, last, at, last, at)
        return CountedPhrase(number, number.first, number.last, number.last, number.last, None, None)

    def cases(self, at: int) -> bool:
        """Whether the dead or wounded stand at ``at``, as in "15 cases of death"."""
        return self.plain(at) and self.nouns.what(self.tokens[at].core) in ("killed", "wounded")

    def phrase(self, number: Number, first: int, last: int, of_first: int, of_last: int, head: int) -> CountedPhrase:
        """A phrase with its noun; a bound behind the noun is part of it."""
        tail = number.tail if number.tail is not None and number.tail - last <= 5 else None
        return CountedPhrase(number, first, max(last, tail or 0), of_first, of_last, head, self.told(head, last))

    def told(self, head: int, last: int) -> Noun | None:
        """The counted noun, or the arms that a body of men is said to consist of: "9 armoured units"."""
        noun, after = self.noun(head), self.noun(head + 1) if head + 1 < last else None
        arms = after is not None and after.classes[0] in _ARMS and not self.tokens[head + 1].det
        return after if arms and noun is not None and noun.classes[0] == "organisation" else noun

    def with_article(self, number: Number) -> bool:
        """Whether the number is definite (الأربعة, ال12)."""
        token = self.tokens[number.first]
        return token.form.startswith(ARTICLE) and (token.form == ARTICLE or len(token.form) > 4)

    def nth(self, number: Number) -> bool:
        """Whether a number says which day it is, or of one time at least: "on the day the-301st", "once at least"."""
        before, token = self.noun(number.first - 1), self.tokens[number.first]
        if before is None or before.classes[0] not in NEVER:
            return False
        return token.form in phrases.ONE or (self.tokens[number.first - 1].det and self.with_article(number))

    def head_before(self, at: int, number: Number) -> int | None:
        """The noun that a number modifies from behind: ``الأشخاص الأربعة``, ``جريحين اثنين``, ``شخص واحد``."""
        two = number.low == 2
        for head in (at, at - 1):
            token = self.tokens[head] if head >= 0 else None
            if token is None or token.kind != "w" or token.form in phrases.NO_NOUN:
                return None
            fits = token.core.endswith(ANY_DUAL) if two else token.det
            if not fits:
                return None
            noun = self.noun(head)
            if noun is not None and (
                head == at or self.noun(at) is None or "national" in self.nouns.classes(self.tokens[at].core)
            ):
                deeper = self.noun(head - 1) if head == at and "national" in noun.classes else None
                if deeper is None or "national" in deeper.classes or self.tokens[head - 1].det != token.det:
                    return head
        return at if not two else None

    def dual(self, at: int) -> CountedPhrase | None:
        """A noun in the dual that no number word goes with."""
        noun = self.noun(at)
        if noun is None or (noun.number != "du" and not noun.twin) or NEVER.issuperset(noun.classes):
            return None
        token = self.tokens[at]
        if noun.number != "du" and not self.before_genitive(at):
            return None
        if "national" in noun.classes and token.core.endswith(COUNTRY):
            return None
        if (
            token.form in phrases.NO_NOUN
            or token.core in phrases.NO_DUAL
            or (token.core in phrases.MY_OWN and not token.enc)
            or self.form(at + 1) in phrases.PARTICIPLES.get(token.core, ())
            or noun.classes[0] in NEVER
            or (token.det and noun.classes[0] in _ONLY_NEW)
            or self.adjective_of(at)
        ):
            return None
        construct = not token.form.endswith(NUN)
        if construct and not self.construct_dual(at, noun):
            return None
        if token.det and noun.classes[0] in _PLACED:
            return None
        last = self.chain(at) if construct else self.adjectives(at + 1, token)
        number, last = self.dual_number(at, last)
        follows = self.numbers.get(last)
        if follows is not None and follows.low == 2 and not self.form(last).startswith(AND_ALONE):
            return None
        return CountedPhrase(number, at, last, at, last, at, noun)

    def dual_number(self, at: int, last: int) -> tuple[Number, int]:
        """Two, or at least two where such a bound stands behind, with the phrase's end."""
        bound = bound_behind(self.tokens, last)
        if bound is None or bound[1] != "lower" or bound[0] - last > 3:
            return Number(at, at + 1, 2, 2, False, "cardinal", "dual"), last
        return Number(at, at + 1, 2, None, False, "cardinal", "dual, lower"), bound[0]

    def construct_dual(self, at: int, noun: Noun) -> bool:
        """Whether a form that may be a dual before its genitive is one, and does not just name two: ``قريتي أ وب``."""
        token = self.tokens[at]
        people = bool(set(noun.classes[:1]) & PEOPLE)
        if token.enc:
            return people
        if token.det or not (self.plain(at + 1) or self.form(at + 1) in '"('):
            return False
        if not people and token.form.endswith(INDEFINITE) and tanwin(token.core) and not self.tokens[at + 1].det:
            return False
        if token.form.endswith(NISBA[0]) and not token.form.endswith(DOUBLED):
            before = self.tokens[at - 1] if at else None
            if self.adjectival(at):
                return False
            # after a noun it is an adjective: مصدر أمني, not "two securities"
            if (
                before is not None
                and not token.pro
                and before.form not in phrases.NO_NOUN
                and not self.tolls.find(before.core)
            ):
                return False
        if people and noun.classes[0] != "organisation":
            return True
        return not any(
            self.tokens[k].form.startswith(AND_ALONE) and k not in self.inside
            for k in range(at + 2, min(self.size, at + 6))
        )

    def adjectival(self, at: int) -> bool:
        """Whether a form in ي stands among adjectives: "مدفعي وصاروخي" (by guns and rockets), "عنصري عدائي"."""
        before = self.tokens[at - 1] if at else None
        paired = before is not None and self.tokens[at].pro == AND_ALONE and before.core.endswith(NISBA[0])
        after = self.tokens[at + 1] if at + 1 < self.size else None
        described = after is not None and after.core.endswith(NISBA[0]) and not after.det and self.noun(at + 1) is None
        return paired or described

    def adjective_of(self, at: int) -> bool:
        """Whether a dual only qualifies the dual before it: one of nationality, or one as definite as that."""
        noun, before = self.noun(at), self.tokens[at - 1] if at else None
        alike = before is not None and before.kind == "w" and before.det and self.tokens[at].det
        if alike and not self.tokens[at].pro and before is not None and before.core.endswith(ANY_DUAL):
            return True
        return (
            noun is not None
            and "national" in noun.classes
            and at > 0
            and self.form(at - 1).endswith(ANY_DUAL)
            and self.noun(at - 1) is not None
        )

    def before_genitive(self, at: int) -> bool:
        """Whether a noun in ا stands before a listed noun that cannot agree with it (``ضابطا شرطة``)."""
        after = self.noun(at + 1)
        if after is None or at - 1 in self.inside or not self.plain(at + 1) or self.tokens[at + 1].enc:
            return False
        other = self.form(at + 1) in phrases.OTHERS or self.form(at + 1).endswith(INDEFINITE)
        return "national" not in after.classes and not other

    def skip_quotes(self, at: int) -> int:
        """The index behind an opening quotation mark."""
        return at + 1 if self.form(at) == '"' and self.plain(at + 1) else at

    def of_group(self, at: int) -> bool:
        """Whether a noun phrase stands at ``at`` after "of"; not "of among them" nor a time."""
        at = self.skip_quotes(at)
        return self.plain(at) and not set(self.nouns.classes(self.tokens[at].core)) & {"duration", "time_unit"}

    # --- extents -----------------------------------------------------------------------------------------------

    def noun_phrase(self, at: int) -> int:
        """The end of the counted noun's phrase: its adjectives, genitives, and "of" with a group."""
        last = self.adjectives(at + 1, self.tokens[at])
        if last == at + 1 and (self.tokens[at].det or self.construct(at)):
            last = self.chain(at)
        if self.form(last) == FROM and self.of_group(last + 1) and self.noun(last + 1) is not None:
            last = self.chain(last + 1)
        return last

    def construct(self, at: int) -> bool:
        """Whether the indefinite noun at ``at`` is followed by a genitive."""
        if self.tokens[at].form.endswith(UNOWNED) or not self.plain(at + 1):
            return False
        return self.tokens[at + 1].det or self.noun(at + 1) is not None

    def adjectives(self, at: int, head: Token) -> int:
        """The end of the adjectives that agree with the head in article and ending."""
        while self.plain(at) and self.agrees(self.tokens[at], head):
            at += 1
        return at

    def opens_day(self, at: int) -> bool:
        """Whether "the two days" of a date begins, not the adjective "daily": eight dead | on [Friday and Saturday]."""
        return self.form(at) in DAY_HEADS and self.form(at + 1) in DAYS

    def agrees(self, word: Token, head: Token) -> bool:
        """Whether a word may be an adjective of the head, by their shapes."""
        if word.enc or word.det != head.det or len(word.core) < 4 or word.core in phrases.MANNERS:
            return False
        if word.core in phrases.OTHERS:
            return True
        one, two = head.core, word.core
        for ending in (*WITH_NUN, FEMININES):
            if one.endswith(ending) and two.endswith(ending) and len(two) > 4:
                return True
        if one.endswith(INDEFINITE) and two.endswith(INDEFINITE) and not one.endswith(BROKEN):
            return len(two) > 4
        things = two.endswith(FEMININE) and one.endswith((FEMININE, FEMININES, *ANY_DUAL)) and not word.det
        if two.endswith(NISBA[1]) or things:
            thing = not _STRUCK.isdisjoint(self.nouns.classes(two))
            return not thing and not two.endswith(TO_HIM) and (two[0] not in DOES or two.endswith(NISBA[1]))
        plural = self.nouns.number(one) == "pl"
        if two.endswith(SOUND_PLURALS[0]) and plural:
            return True
        return two.endswith(NISBA[0]) and self.nouns.number(one) == "sg" and "national" in self.nouns.classes(two)

    def chain(self, at: int) -> int:
        """The end of a construct chain with its adjectives: ``عناصر تنظيم داعش``, ``رجال الجيش والشرطة``."""
        end, definite = at + 1, self.tokens[at].det or bool(self.tokens[at].enc)
        while end < self.size and end - at < 6:
            token = self.tokens[end]
            if token.form == '"' and self.plain(end + 1):
                end += 1
                continue
            if self.plain(end) and token.det:
                end, definite = end + 1, True
            elif (
                token.pro == AND_ALONE
                and token.det
                and definite
                and token.kind == "w"
                and not self.verbal(end)
                and end not in self.inside
                and not (self.tolls.find(token.core) and self.noun(end) is None)
            ):
                end += 1
            elif self.plain(end) and not definite and not token.enc:
                definite = self.noun(end) is None
                end += 1
            else:
                break
        return end - 1 if self.tokens[end - 1].form == '"' and self.form(end) != '"' else end
