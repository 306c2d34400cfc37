"""What is counted in a sentence: each number with the noun that it counts and what happened to those counted."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.arabic import phrases
from marsad.arabic.numerals import Number, Value, bound_behind
from marsad.arabic.tokens import Token
from marsad.lexicon.nouns import Noun, Nouns
from marsad.lexicon.tolls import Cue, Tolls

#: what counted people come to by the word that governs them
TOLLS = frozenset({"killed", "wounded", "captured", "abducted", "displaced", "missing", "casualties"})
_PEOPLE = frozenset(
    "fighter police civilian child woman person leader official prisoner hostage refugee journalist medic national "
    "missing organisation".split()
)
_WHO = frozenset("fighters civilians children women people".split())
_NEVER = frozenset({"duration", "time_unit", "money_unit", "percent", "other"})
# Two of these are worth a claim's number only when they are new to the reader: "two areas", not "the two countries".
_ONLY_NEW = frozenset(
    {
        "area",
        "organisation",
        "infrastructure",
        "road",
        "border",
        "goods",
        "documents",
        "camp",
        "plan",
        "field",
        "distance",
        "weapon",
    }
)
# Two definite places or positions were named before: "the two villages".
_PLACED = frozenset({"settlement", "position", "building", "house"})
_REACH = 14
_NEAR = 5


class QuantityMention(msgspec.Struct, frozen=True, gc=False):
    """A counted phrase: ``first`` and ``last`` are token indices, half-open; so are ``of_first`` and ``of_last``.

    ``what`` is the codebook's category or None where nothing says it. ``part_of`` is the index of the total in the
    list; ``cue`` the index of the word that made it killed, wounded, captured and so on.
    """

    first: int
    last: int
    low: Value | None
    high: Value | None
    approx: bool
    what: str | None
    of_first: int
    of_last: int
    number_rule: str
    part_of: int | None = None
    cue: int | None = None


class _Phrase(msgspec.Struct, frozen=True, gc=False):
    """The counted phrase before its toll is known: ``head`` is the counted noun's index, or None for a bare number."""

    number: Number
    first: int
    last: int
    of_first: int
    of_last: int
    head: int | None
    noun: Noun | None
    referring: bool = False


def find_quantities(
    tokens: Sequence[Token], numbers: Sequence[Number], nouns: Nouns, tolls: Tolls | None = None
) -> list[QuantityMention]:
    """The quantities of one sentence in order; numbers that count nothing are left out."""
    return _Counter(tokens, numbers, nouns, tolls or Tolls.default()).quantities()


class _Counter:
    """Reads one sentence; holds its tokens, its numbers and what it has found so far."""

    def __init__(self, tokens: Sequence[Token], numbers: Sequence[Number], nouns: Nouns, tolls: Tolls) -> None:
        self.tokens = tokens
        self.size = len(tokens)
        self.numbers = {number.first: number for number in numbers}
        self.inside = {at for number in numbers for at in range(number.first, number.last)}
        self.nouns = nouns
        self.tolls = tolls

    def quantities(self) -> list[QuantityMention]:
        """All quantities, the parts linked to their totals."""
        found: list[QuantityMention] = []
        for phrase in self.phrases():
            mention = self.mention(phrase, found)
            if mention is not None:
                found.append(mention)
        return self.shared(found)

    def shared(self, found: list[QuantityMention]) -> list[QuantityMention]:
        """People joined to people whose verb stands behind both: ``12 متشددا وخمسة مدنيين قتلوا``."""
        for i in range(len(found) - 2, -1, -1):
            one, two = found[i], found[i + 1]
            joined = 0 <= two.first - one.last <= 1 and self.form(one.last).startswith("و")
            behind = two.cue is not None and two.cue >= two.last and two.part_of is None
            if joined and behind and one.cue is None and one.what in _WHO:
                found[i] = msgspec.structs.replace(one, what=two.what, cue=two.cue)
        return found

    # --- phrases -----------------------------------------------------------------------------------------------

    def phrases(self) -> list[_Phrase]:
        """Counted phrases in order: numbers with their nouns, and duals."""
        found: list[_Phrase] = []
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

    def repeats(self, one: _Phrase, two: _Phrase) -> bool:
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
        if not 0 <= at < self.size or at in self.inside:
            return False
        token = self.tokens[at]
        if token.kind != "w" or token.pro or token.form in phrases.NO_NOUN or self.verbal(at):
            return False
        led = token.form[0] in "بلكوف" and self.noun(at) is None
        return not (
            led and len(token.form) > 3 and (self.nouns.find(token.form[1:]) or self.tolls.find(token.form[1:]))
        )

    def verbal(self, at: int) -> bool:
        """Whether the word is surely a verb: a plural past, or a verb of the toll words that is no noun."""
        token = self.tokens[at]
        if token.form.endswith("وا") and len(token.form) > 4:
            return True
        cues = self.tolls.find(token.core)
        return bool(cues) and all(cue.verb for cue in cues) and self.noun(at) is None

    def counted(self, number: Number, end: int) -> _Phrase | None:
        """The number with the noun before or after it, or bare."""
        word = self.tokens[number.last - 1]
        before = number.first - 1
        if before >= end and (word.form in phrases.TWO or self.with_article(number)):
            head = self.head_before(before, number)
            if head is not None:
                last = self.adjectives(number.last, self.tokens[head])
                return self.phrase(number, head, last, head, number.first, head)
        if word.form in phrases.ONE:
            return None
        at = self.skip_quotes(number.last)
        if self.form(at) == "من" and self.of_group(at + 1):
            head = self.skip_quotes(at + 1)
            last = self.chain(head)
            return self.phrase(number, number.first, last, head, last, head)
        if self.form(at) in phrases.OF_THEM:
            return _Phrase(number, number.first, at + 1, at, at + 1, None, None, True)
        if self.plain(at) and self.nouns.classes(self.tokens[at].core)[:1] == ("other",) and self.cases(at + 1):
            at += 1
        if self.plain(at):
            last = self.noun_phrase(at, number)
            return self.phrase(number, number.first, last, at, last, at)
        return _Phrase(number, number.first, number.last, number.last, number.last, None, None)

    def cases(self, at: int) -> bool:
        """Whether the dead or wounded stand at ``at``, as in "15 cases of death"."""
        return self.plain(at) and self.nouns.what(self.tokens[at].core) in ("killed", "wounded")

    def phrase(self, number: Number, first: int, last: int, of_first: int, of_last: int, head: int) -> _Phrase:
        """A phrase with its noun; a bound behind the noun is part of it."""
        tail = number.tail if number.tail is not None and number.tail - last <= 5 else None
        return _Phrase(number, first, max(last, tail or 0), of_first, of_last, head, self.noun(head))

    def with_article(self, number: Number) -> bool:
        """Whether the number is definite (الأربعة, ال12)."""
        token = self.tokens[number.first]
        return token.form.startswith("ال") and (token.form == "ال" or len(token.form) > 4)

    def head_before(self, at: int, number: Number) -> int | None:
        """The noun that a number modifies from behind: ``الأشخاص الأربعة``, ``جريحين اثنين``, ``شخص واحد``."""
        two = number.low == 2
        for head in (at, at - 1):
            token = self.tokens[head] if head >= 0 else None
            if token is None or token.kind != "w" or token.form in phrases.NO_NOUN:
                return None
            fits = token.core.endswith(("ين", "ان")) if two else token.det
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

    def dual(self, at: int) -> _Phrase | None:
        """A noun in the dual that no number word goes with."""
        noun = self.noun(at)
        if noun is None or not set(noun.classes) - _NEVER:
            return None
        token = self.tokens[at]
        if noun.number != "du" and not (noun.twin and self.before_genitive(at)):
            return None
        if (
            token.form in phrases.NO_NOUN
            or noun.classes[0] in _NEVER
            or (token.det and noun.classes[0] in _ONLY_NEW)
            or self.adjective_of(at)
        ):
            return None
        construct = not token.form.endswith("ن")
        if construct and not self.construct_dual(at, noun):
            return None
        if token.det and noun.classes[0] in _PLACED:
            return None
        last = self.chain(at) if construct else self.adjectives(at + 1, token)
        number, last = self.dual_number(at, last)
        follows = self.numbers.get(last)
        if follows is not None and follows.low == 2:
            return None
        return _Phrase(number, at, last, at, last, at, noun)

    def dual_number(self, at: int, last: int) -> tuple[Number, int]:
        """Two, or at least two where such a bound stands behind, with the phrase's end."""
        bound = bound_behind(self.tokens, last)
        if bound is None or bound[1] != "lower" or bound[0] - last > 3:
            return Number(at, at + 1, 2, 2, False, "cardinal", "dual"), last
        return Number(at, at + 1, 2, None, False, "cardinal", "dual, lower"), bound[0]

    def construct_dual(self, at: int, noun: Noun) -> bool:
        """Whether a form that may be a dual before its genitive is one, and does not just name two: ``قريتي أ وب``."""
        token = self.tokens[at]
        people = bool(set(noun.classes[:1]) & _PEOPLE)
        if token.enc:
            return people
        if token.det or not (self.plain(at + 1) or self.form(at + 1) in '"('):
            return False
        if token.form.endswith("ي") and not token.form.endswith("تي"):
            before = self.tokens[at - 1] if at else None
            # after a noun it is an adjective: مصدر أمني, not "two securities"
            if (
                before is not None
                and not token.pro
                and before.form not in phrases.NO_NOUN
                and not self.tolls.find(before.core)
            ):
                return False
        if people:
            return True
        return not any(
            self.tokens[k].form.startswith("و") and k not in self.inside for k in range(at + 2, min(self.size, at + 6))
        )

    def adjective_of(self, at: int) -> bool:
        """Whether a dual of nationality only qualifies the dual before it."""
        noun = self.noun(at)
        return (
            noun is not None
            and "national" in noun.classes
            and at > 0
            and self.form(at - 1).endswith(("ين", "ان"))
            and self.noun(at - 1) is not None
        )

    def before_genitive(self, at: int) -> bool:
        """Whether a noun in ا stands before a listed noun that cannot agree with it (``ضابطا شرطة``)."""
        after = self.noun(at + 1)
        if after is None or at - 1 in self.inside or not self.plain(at + 1):
            return False
        other = self.form(at + 1) in phrases.OTHERS or self.form(at + 1).endswith("ا")
        return "national" not in after.classes and not other

    def skip_quotes(self, at: int) -> int:
        """The index behind an opening quotation mark."""
        return at + 1 if self.form(at) == '"' and self.plain(at + 1) else at

    def of_group(self, at: int) -> bool:
        """Whether a noun phrase stands at ``at`` after "of"; not "of among them" nor a time."""
        at = self.skip_quotes(at)
        return self.plain(at) and not set(self.nouns.classes(self.tokens[at].core)) & {"duration", "time_unit"}

    # --- extents -----------------------------------------------------------------------------------------------

    def noun_phrase(self, at: int, number: Number) -> int:
        """The end of the counted noun's phrase: its adjectives, genitives, and "of" with a group."""
        last = self.adjectives(at + 1, self.tokens[at])
        if last == at + 1 and (self.tokens[at].det or self.construct(at)):
            last = self.chain(at)
        if self.form(last) == "من" and self.of_group(last + 1) and self.noun(last + 1) is not None:
            last = self.chain(last + 1)
        return last

    def construct(self, at: int) -> bool:
        """Whether the indefinite noun at ``at`` is followed by a genitive."""
        if self.tokens[at].form.endswith(("ا", "ين", "ون", "ان")) or not self.plain(at + 1):
            return False
        return self.tokens[at + 1].det or self.noun(at + 1) is not None

    def adjectives(self, at: int, head: Token) -> int:
        """The end of the adjectives that agree with the head in article and ending."""
        while self.plain(at) and self.agrees(self.tokens[at], head):
            at += 1
        return at

    def agrees(self, word: Token, head: Token) -> bool:
        """Whether a word may be an adjective of the head, by their shapes."""
        if word.enc or word.det != head.det or len(word.core) < 4:
            return False
        if word.core in phrases.OTHERS:
            return True
        one, two = head.core, word.core
        for ending in ("ين", "ون", "ان", "ات"):
            if one.endswith(ending) and two.endswith(ending) and len(two) > 4:
                return True
        if one.endswith("ا") and two.endswith("ا") and not one.endswith("ايا"):
            return len(two) > 4
        if two.endswith(("يه", "ويه")) or (
            two.endswith("ه") and one.endswith(("ه", "ات", "ين", "ان")) and not word.det
        ):
            return not two.endswith("وه") and (two[0] not in "يت" or two.endswith("يه"))
        plural = self.nouns.number(one) == "pl"
        if two.endswith("ين") and plural:
            return True
        return two.endswith("ي") and self.nouns.number(one) == "sg" and "national" in self.nouns.classes(two)

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
                token.pro == "و"
                and token.det
                and definite
                and token.kind == "w"
                and not self.verbal(end)
                and end not in self.inside
            ):
                end += 1
            elif self.plain(end) and not definite and not token.enc:
                definite = self.noun(end) is None
                end += 1
            else:
                break
        return end - 1 if self.tokens[end - 1].form == '"' and self.form(end) != '"' else end

    # --- what happened -----------------------------------------------------------------------------------------

    def mention(self, phrase: _Phrase, found: list[QuantityMention]) -> QuantityMention | None:
        """The quantity that a phrase is, or None where it counts nothing that is coded."""
        number, noun = phrase.number, phrase.noun
        classes = noun.classes if noun else ()
        if classes and classes[0] in _NEVER:
            return None
        total = self.total(phrase, found)
        cue: tuple[int, str] | None = None
        what = self.category(phrase)
        if what in ("killed", "wounded"):
            both = self.dead_and_wounded(phrase.last) or self.dead_or_wounded(phrase.last) is not None
            what = "casualties" if both else what
        elif not classes or classes[0] in _PEOPLE:
            cue = self.cue(phrase, found)
            what = cue[1] if cue else what
            if phrase.referring and total is not None and cue is None:
                what = found[total].what
            if total is not None and found[total].what in TOLLS and (cue is None or cue[0] < found[total].first):
                what, cue = found[total].what, (found[total].cue or phrase.first, found[total].what or "")
        if what is None or (cue is None and self.idle(phrase, classes)):
            return None
        return QuantityMention(
            phrase.first, phrase.last, number.low, number.high, number.approx, what,
            phrase.of_first, phrase.of_last, number.rule, total, cue[0] if cue else None,
        )  # fmt: skip

    def category(self, phrase: _Phrase) -> str | None:
        """What the noun itself counts; None for a distance that only says where a place lies."""
        if phrase.noun is None or phrase.head is None:
            return None
        if phrase.noun.what != "distance":
            return phrase.noun.what
        if self.form(phrase.head + 1) in phrases.SQUARE:
            return "area"
        away = any(self.tokens[at].core in phrases.AWAY for at in range(max(0, phrase.first - 3), phrase.first))
        return None if away or self.form(phrase.last) in phrases.DIRECTIONS else "distance"

    def idle(self, phrase: _Phrase, classes: tuple[str, ...]) -> bool:
        """Whether a phrase that no word governs is no quantity: two people who are no fighters, or were named before."""
        if not phrase.number.rule.startswith("dual") or not set(classes[:1]) & _PEOPLE - {"organisation"}:
            return False
        return "fighter" not in classes or self.tokens[phrase.first].det

    def dead_and_wounded(self, at: int) -> bool:
        """Whether "and wounded" ends or follows the phrase of the dead, or the other way round, with no own number."""
        if self.form(at - 1).startswith("و") and at - 1 not in self.inside:
            at -= 1
        one, two = self.noun(at - 1), self.noun(at)
        both = {name for noun in (one, two) if noun for name in noun.classes[:1]}
        fresh = at not in self.inside and self.form(at).startswith("و") and two is not None and two.number != "du"
        return fresh and both == {"killed", "wounded"}

    def cue(self, phrase: _Phrase, found: list[QuantityMention]) -> tuple[int, str] | None:
        """The word that governs the counted people, before or behind them, with what it says."""
        between = self.dead_or_wounded(phrase.last)
        if between is not None:
            return between, "casualties"
        before = self.cue_before(phrase)
        if before is not None and phrase.first - before[0] <= 2 and not self.form(phrase.first - 1).endswith("ان"):
            return before
        return self.cue_after(phrase) or before

    def dead_or_wounded(self, at: int) -> int | None:
        """Where "between dead and wounded" stands behind a phrase."""
        for begin in (at, at + 1):
            if self.form(begin) == "بين":
                names = {self.nouns.classes(self.tokens[k].core)[:1] for k in (begin + 1, begin + 2) if k < self.size}
                if names == {("killed",), ("wounded",)}:
                    return begin
        return None

    def cue_before(self, phrase: _Phrase) -> tuple[int, str] | None:
        """The nearest governing word before the phrase in its clause."""
        reach = _REACH if phrase.head is not None or phrase.referring else _NEAR + 3
        for at in range(phrase.first - 1, max(-1, phrase.first - 1 - reach), -1):
            token = self.tokens[at]
            if token.form in phrases.CLAUSE_BREAKS:
                return None
            reading = self.reading(at)
            if reading is None:
                continue
            if reading.counted and not self.holds_parts(at, phrase.first):
                continue
            return at, self.joint(at, reading)
        return None

    def holds_parts(self, at: int, first: int) -> bool:
        """Whether the phrase at ``first`` is said to be among the people named at ``at``: ``بين القتلى 3 أطفال``."""
        if first - at == 1 and at - 1 not in self.inside:
            return True
        if first - at <= _NEAR and self.form(at - 1).lstrip("و") in phrases.AMONG:
            return True
        return any(self.including(k) for k in range(at + 2, first + 1))

    def reading(self, at: int) -> Cue | None:
        """What the word at ``at`` says of counted people, its companion found."""
        token = self.tokens[at]
        if token.kind != "w" or token.form in phrases.NO_NOUN:
            return None
        for cue in self.cues(token):
            if not cue.needs or self.companion(at, cue.needs, cue.verb):
                return cue
        return None

    def cues(self, token: Token) -> tuple[Cue, ...]:
        """The readings of a word, its "and" split off where the tokens kept it."""
        found = self.tolls.find(token.core)
        if found or not (token.pro or token.enc or token.form[0] == "و"):
            return found
        return self.tolls.find(token.form) or (self.tolls.find(token.form[1:]) if token.form[0] == "و" else ())

    def companion(self, at: int, needs: str, verb: bool) -> bool:
        """Whether the word that a cue needs follows it: a noun's at once, a verb's in the sentence."""
        reach = range(at + 1, min(self.size, at + (24 if verb else 2)))
        return any(self.tokens[k].core.startswith((needs, "ال" + needs)) for k in reach)

    def joint(self, at: int, reading: Cue) -> str:
        """``casualties`` where killed and wounded are joined (``مقتل وإصابة``), else what the word says."""
        if reading.what not in ("killed", "wounded") or at == 0:
            return reading.what
        before = self.reading(at - 1) if self.tokens[at].form.startswith("و") else None
        if before is None or before.counted or (before.verb and before.number != "sg"):
            return reading.what
        return "casualties" if {reading.what, before.what} == {"killed", "wounded"} else reading.what

    def cue_after(self, phrase: _Phrase) -> tuple[int, str] | None:
        """A plural or dual verb behind the phrase whose subject it is (``ثلاثة جنود جرحوا``)."""
        for at in range(phrase.last, min(self.size, phrase.last + 9)):
            token = self.tokens[at]
            reading = self.reading(at)
            joined = token.form.startswith("و") and (self.noun(at) is None or (reading is not None and reading.verb))
            if at in self.inside or token.form in phrases.CLAUSE_BREAKS or (joined and at not in self.inside):
                return None
            if reading is not None and reading.verb and (reading.number != "sg" or at == phrase.last):
                if reading.number == "sg" and phrase.head is None:
                    return None
                return at, reading.what
        return None

    # --- parts -------------------------------------------------------------------------------------------------

    def total(self, phrase: _Phrase, found: list[QuantityMention]) -> int | None:
        """The index of the total that a phrase is part of."""
        if not found:
            return None
        if self.including(phrase.first) or phrase.referring:
            for index in range(len(found) - 1, -1, -1):
                if found[index].part_of is None and _holds(found[index], phrase.number):
                    return index
            return None
        previous = found[-1]
        if (
            previous.part_of is not None
            and 0 <= phrase.first - previous.last <= 1
            and self.tokens[phrase.first].form.startswith("و")
        ):
            return previous.part_of
        if previous.part_of is not None and phrase.first - previous.last == 1 and self.form(phrase.first - 1) == "و":
            return previous.part_of
        return None

    def including(self, first: int) -> bool:
        """Whether "among them" stands just before."""
        return any(
            self.form(at) in phrases.AMONG_THEM or self.tokens[at].core + self.tokens[at].enc in phrases.AMONG_THEM
            for at in range(max(0, first - 3), first)
        )


def _holds(total: QuantityMention, part: Number) -> bool:
    """Whether a total may hold a part: it is not smaller."""
    most = total.high if total.high is not None else float("inf")
    return most >= (part.low or 0)
