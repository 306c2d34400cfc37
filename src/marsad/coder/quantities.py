"""What is counted in a sentence: each number with the noun that it counts and what happened to those counted."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.arabic import phrases
from marsad.arabic.numberwords import risen
from marsad.arabic.numerals import Number, Value
from marsad.arabic.particles import AND_ALONE, ANY_DUAL, ARTICLE, BETWEEN, BY, FROM, ON, TO
from marsad.arabic.tokens import Token
from marsad.coder.counted import NEVER, PEOPLE, CountedPhrase, PhraseReader
from marsad.lexicon.nouns import Nouns
from marsad.lexicon.tolls import Cue, Tolls

#: what counted people come to by the word that governs them
TOLLS = frozenset({"killed", "wounded", "captured", "abducted", "displaced", "missing", "casualties"})
_WHO = frozenset("fighters civilians children women people".split())
#: what may be counted among each other
_KINDS = (
    frozenset("vehicles tanks aircraft weapons explosives shells other".split()),
    frozenset("positions buildings settlements area other".split()),
)
_THINGS = frozenset().union(*_KINDS, ["strikes", "attacks", "money", "distance"])
_REACH = 14
_NEAR = 5
_PAIR = 2
# How far behind "and the wounding of" its own number stands.
_OWN = 3


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


def find_quantities(
    tokens: Sequence[Token], numbers: Sequence[Number], nouns: Nouns, tolls: Tolls | None = None
) -> list[QuantityMention]:
    """The quantities of one sentence in order; numbers that count nothing are left out."""
    return _Counter(tokens, numbers, nouns, tolls or Tolls.default()).quantities()


class _Counter(PhraseReader):
    """Reads one sentence: its counted phrases, and what happened to them."""

    heads: frozenset[int | None] = frozenset()
    """The tokens of the nouns that have a number of their own."""

    def quantities(self) -> list[QuantityMention]:
        """All quantities, the parts linked to their totals."""
        found: list[QuantityMention] = []
        counted = self.phrases()
        self.heads = frozenset(phrase.head for phrase in counted)
        for phrase in counted:
            mention = self.mention(phrase, found)
            if mention is not None:
                found.append(mention)
        return self.shared(found)

    def shared(self, found: list[QuantityMention]) -> list[QuantityMention]:
        """People joined to people whose verb stands behind both: ``12 متشددا وخمسة مدنيين قتلوا``."""
        for i in range(len(found) - 2, -1, -1):
            one, two = found[i], found[i + 1]
            joined = 0 <= two.first - one.last <= 1 and self.form(one.last).startswith(AND_ALONE)
            behind = two.cue is not None and two.cue >= two.last and two.part_of is None
            if joined and behind and one.cue is None and one.what in _WHO:
                found[i] = msgspec.structs.replace(one, what=two.what, cue=two.cue)
        return found

    # --- what happened -----------------------------------------------------------------------------------------

    def mention(self, phrase: CountedPhrase, found: list[QuantityMention]) -> QuantityMention | None:
        """The quantity that a phrase is, or None where it counts nothing that is coded."""
        number, noun = phrase.number, phrase.noun
        classes = noun.classes if noun else ()
        if (classes and classes[0] in NEVER) or self.outdated(phrase):
            return None
        total = self.total(phrase, found)
        cue: tuple[int, str] | None = None
        what = self.category(phrase)
        if what in ("killed", "wounded"):
            both = self.dead_and_wounded(phrase.last) or self.dead_or_wounded(phrase.last) is not None
            what = "casualties" if both else what
        elif not classes or classes[0] in PEOPLE:
            cue = self.cue(phrase)
            what = cue[1] if cue else what
            if phrase.referring and total is not None and cue is None:
                what = found[total].what
            governed = cue is not None and total is not None and cue[0] >= found[total].first
            if total is not None and found[total].what in TOLLS and not governed:
                what, cue = found[total].what, (found[total].cue or phrase.first, found[total].what or "")
        if cue is None and found and phrase.head is not None and self.form(phrase.head) in phrases.OTHERS:
            what = found[-1].what if found[-1].what not in TOLLS else what
        if cue is None and what == "other" and self.of_force(phrase, classes):
            what = "fighters"
        if what is None or (cue is None and self.idle(phrase, classes)) or self.live(phrase, classes, cue):
            return None
        return QuantityMention(
            phrase.first, phrase.last, number.low, number.high, number.approx, what,
            phrase.of_first, phrase.of_last, number.rule, total, cue[0] if cue else None,
        )  # fmt: skip

    def outdated(self, phrase: CountedPhrase) -> bool:
        """Whether a number is what a toll was before: "rose [from 30] to 45", "45 after it had been [30]"."""
        at, first = phrase.number.last, phrase.first
        rising = risen([token.core for token in self.tokens[:first]])
        if rising and self.form(first - 1) == FROM and self.form(at) == TO and at + 1 in self.numbers:
            return True
        had = self.form(first - 1) in phrases.HAD_BEEN and self.form(first - 2) in phrases.UNTIL_THEN
        return had and phrase.head is None

    def category(self, phrase: CountedPhrase) -> str | None:
        """What the noun itself counts; None for a distance that only says where a place lies."""
        if phrase.noun is None or phrase.head is None:
            return None
        if "measure" in phrase.noun.classes:
            return self.content(phrase.head)
        if phrase.noun.what != "distance":
            return phrase.noun.what
        if self.form(phrase.head + 1) in phrases.SQUARE:
            return "area"
        before = range(max(0, phrase.first - 3), phrase.first)
        away = any(self.tokens[at].core in phrases.AWAY or self.at_distance(at) for at in before)
        return None if away or self.form(phrase.last) in phrases.DIRECTIONS else "distance"

    def at_distance(self, at: int) -> bool:
        """Whether "at a distance of" stands at ``at``, not "(went) a distance of"."""
        return self.tokens[at].core == phrases.STRETCH and self.form(at - 1) == ON

    def content(self, head: int) -> str:
        """What a weight or measure is of: "two tons of explosives"; ``other`` for what is not coded apart."""
        at = head + 2 if self.form(head + 1) == FROM else head + 1
        noun = self.noun(at) if at < self.size else None
        return (noun.what if noun is not None else None) or "other"

    def of_force(self, phrase: CountedPhrase, classes: tuple[str, ...]) -> bool:
        """Whether those counted are men of a force: "tens | of the security forces"."""
        return classes[:1] == ("organisation",) and self.form((phrase.head or 0) - 1) == FROM

    def idle(self, phrase: CountedPhrase, classes: tuple[str, ...]) -> bool:
        """Whether a phrase that no word governs is no quantity: two people, no fighters, or named before."""
        if not phrase.number.rule.startswith("dual") or not set(classes[:1]) & PEOPLE - {"organisation"}:
            return False
        return "fighter" not in classes or self.tokens[phrase.first].det

    def live(self, phrase: CountedPhrase, classes: tuple[str, ...], cue: tuple[int, str] | None) -> bool:
        """Whether souls are only those who live somewhere: nothing that happened to them stands next to them."""
        return classes[:1] == ("inhabitant",) and (cue is None or not -_NEAR < phrase.first - cue[0] < _NEAR)

    def dead_and_wounded(self, at: int) -> bool:
        """Whether "and wounded" ends or follows the phrase of the dead, or the other way round, with no own number."""
        if self.form(at - 1).startswith(AND_ALONE) and at - 1 not in self.inside:
            at -= 1
        one, two = self.noun(at - 1), self.noun(at)
        both = {name for noun in (one, two) if noun for name in noun.classes[:1]}
        fresh = at not in self.inside and self.form(at).startswith(AND_ALONE) and two is not None and two.number != "du"
        fresh = fresh and not any(k in self.numbers for k in range(at + 1, at + 1 + _OWN))
        return fresh and both == {"killed", "wounded"}

    def cue(self, phrase: CountedPhrase) -> tuple[int, str] | None:
        """The word that governs the counted people, before or behind them, with what it says."""
        between = self.dead_or_wounded(phrase.last)
        if between is not None:
            return between, "casualties"
        if (counted := self.counted_among(phrase)) is not None:
            return counted
        before = self.cue_before(phrase)
        if before is not None and self.has_own_verb(phrase, before[0]):
            return self.cue_after(phrase)
        if (
            before is not None
            and phrase.first - before[0] <= 2
            and not self.form(phrase.first - 1).endswith(ANY_DUAL[0])
        ):
            return before
        return self.cue_after(phrase) or before

    def has_own_verb(self, phrase: CountedPhrase, before: int) -> bool:
        """Whether the verb before has its people already: "60 [died] and hundreds [were hurt]"."""
        if phrase.head is not None or phrase.last >= self.size:
            return False
        return all(
            cue is not None and cue.verb and cue.number == "pl" for cue in map(self.reading, (before, phrase.last))
        )

    def counted_among(self, phrase: CountedPhrase) -> tuple[int, str] | None:
        """What people are counted among, said behind them: "15 persons are [among the missing]"."""
        at = phrase.last + 1
        if self.form(at) != phrases.COUNTED or at + 1 >= self.size:
            return None
        what = self.nouns.what(self.tokens[at + 1].core)
        return (at + 1, what) if what in TOLLS else None

    def dead_or_wounded(self, at: int) -> int | None:
        """Where "between dead and wounded" stands behind a phrase."""
        for begin in (at, at + 1):
            if self.form(begin) == BETWEEN:
                names = {self.nouns.classes(self.tokens[k].core)[:1] for k in (begin + 1, begin + 2) if k < self.size}
                if names == {("killed",), ("wounded",)}:
                    return begin
        return None

    def cue_before(self, phrase: CountedPhrase) -> tuple[int, str] | None:
        """The nearest governing word before the phrase in its clause."""
        if self.owned(phrase) or (phrase.head is None and self.other_deed(phrase)):
            return None
        reach = _REACH if phrase.head is not None or phrase.referring else _NEAR + 3
        for at in range(phrase.first - 1, max(-1, phrase.first - 1 - reach), -1):
            token = self.tokens[at]
            if token.form in phrases.CLAUSE_BREAKS:
                return None
            reading = self.reading(at)
            if reading is None:
                continue
            if (reading.counted or at in self.heads) and not self.holds_parts(at, phrase.first):
                continue
            return at, self.joint(at, reading)
        return None

    def other_deed(self, phrase: CountedPhrase) -> bool:
        """Whether "and" brings another noun that governs a bare number: "the killing of N, [and the jailing of] M"."""
        at = phrase.first - 1
        token = self.tokens[at] if at > 0 else None
        if token is None or token.pro != AND_ALONE or token.kind != "w" or token.det or token.enc:
            return False
        people = set(self.nouns.classes(token.core)[:1]) & PEOPLE or phrase.number.rule.startswith("dual")
        return not people and token.core not in phrases.NO_NOUN and self.reading(at) is None

    def owned(self, phrase: CountedPhrase) -> bool:
        """Whether somebody only has those counted: "a martyr, [he has | three children]"."""
        before = self.tokens[phrase.first - 1] if phrase.first else None
        return before is not None and bool(before.enc) and before.core in phrases.HAVING

    def holds_parts(self, at: int, first: int) -> bool:
        """Whether the phrase at ``first`` is said to be among the people named at ``at``: ``بين القتلى 3 أطفال``."""
        if first - at == 1 and at - 1 not in self.inside and at not in self.heads:
            return True
        if first - at <= _NEAR and self.form(at - 1).lstrip(AND_ALONE) in phrases.AMONG:
            return True
        return any(self.including(k) for k in range(at + 2, first + 1))

    def reading(self, at: int) -> Cue | None:
        """What the word at ``at`` says of counted people, its companion found."""
        token = self.tokens[at]
        if token.kind != "w" or token.form in phrases.NO_NOUN:
            return None
        if token.form in phrases.RULED and self.ruled(at):
            return None
        for cue in self.cues(token):
            if not cue.needs or self.companion(at, cue.needs, cue.verb):
                return cue
        return None

    def ruled(self, at: int) -> bool:
        """Whether a court gives a ruling at ``at``: "قضت بسجن", "قضت المحكمة"."""
        after = self.tokens[at + 1 : at + 3]
        return any(token.core in phrases.COURTS or (token.pro and token.core in phrases.RULINGS) for token in after)

    def cues(self, token: Token) -> tuple[Cue, ...]:
        """The readings of a word, its "and" split off where the tokens kept it."""
        found = self.tolls.find(token.core)
        if found or not (token.pro or token.enc or token.form[0] == AND_ALONE):
            return found
        return self.tolls.find(token.form) or (self.tolls.find(token.form[1:]) if token.form[0] == AND_ALONE else ())

    def companion(self, at: int, needs: str, verb: bool) -> bool:
        """Whether the word that a cue needs follows it: a noun's at once, a verb's in the sentence."""
        reach = range(at + 1, min(self.size, at + (24 if verb else 2)))
        return any(self.tokens[k].core.startswith((needs, ARTICLE + needs)) for k in reach)

    def joint(self, at: int, reading: Cue) -> str:
        """``casualties`` where killed and wounded are joined (``مقتل وإصابة``), else what the word says."""
        if reading.what not in ("killed", "wounded") or at == 0:
            return reading.what
        before = self.reading(at - 1) if self.tokens[at].form.startswith(AND_ALONE) else None
        if (
            before is None
            or before.counted
            or at - 1 in self.heads
            or self.tokens[at - 1].enc
            or (before.verb and before.number != "sg")
        ):
            return reading.what
        return "casualties" if {reading.what, before.what} == {"killed", "wounded"} else reading.what

    def cue_after(self, phrase: CountedPhrase) -> tuple[int, str] | None:
        """A plural or dual verb behind the phrase whose subject it is (``ثلاثة جنود جرحوا``), or their own toll
        in a clause about them (``ثلاثة أشخاص أعلنت السلطات اعتقالهم``).
        """
        if self.form(phrase.last) in phrases.WHO and (reading := self.reading(phrase.last + 1)) is not None:
            them = self.tokens[phrase.last + 1].enc in phrases.THEIRS
            return (phrase.last + 1, reading.what) if reading.verb and them else None
        for at in range(phrase.last, min(self.size, phrase.last + 9)):
            token = self.tokens[at]
            reading = self.reading(at)
            if reading is not None and reading.verb and token.pro[-1:] == BY:
                reading = None
            joined = token.form.startswith(AND_ALONE) and (
                self.noun(at) is None or (reading is not None and reading.verb)
            )
            if at in self.inside or token.form in phrases.CLAUSE_BREAKS or (joined and at not in self.inside):
                return None
            if at in self.heads or (reading is not None and reading.verb and not _agrees(reading, phrase)):
                return None
            if reading is not None and reading.verb and (reading.number != "sg" or at == phrase.last):
                if reading.number == "sg" and phrase.head is None:
                    return None
                return at, reading.what
            own = token.enc in phrases.THEIRS and not token.pro and phrase.head is not None
            if own and reading is not None and not reading.verb and not reading.counted:
                return at, reading.what
        return None

    # --- parts -------------------------------------------------------------------------------------------------

    def total(self, phrase: CountedPhrase, found: list[QuantityMention]) -> int | None:
        """The index of the total that a phrase is part of."""
        if not found:
            return None
        if self.including(phrase.first, found[-1].last) or phrase.referring:
            for index in range(len(found) - 1, -1, -1):
                people = (
                    not phrase.referring
                    or self.form(phrase.of_first) != phrases.OF_PEOPLE
                    or found[index].what not in _THINGS
                )
                if found[index].part_of is None and people and _holds(found[index], phrase.number):
                    return index
            return None
        previous = found[-1]
        if previous.part_of is None or not self.kin(phrase, found[previous.part_of]):
            return None
        between = phrase.first - previous.last
        joined = 0 <= between <= 1 and self.tokens[phrase.first].form.startswith(AND_ALONE)
        return previous.part_of if joined or (between == 1 and self.form(phrase.first - 1) == AND_ALONE) else None

    def kin(self, phrase: CountedPhrase, total: QuantityMention) -> bool:
        """Whether a thing counted may be among those of a total: posts are not among vehicles."""
        noun = phrase.noun
        if noun is None or total.what in _WHO or total.what in TOLLS or total.what is None:
            return True
        return any(noun.what in kind and total.what in kind for kind in _KINDS)

    def including(self, first: int, after: int = 0) -> bool:
        """Whether "among them" stands just before, and not before token ``after``."""
        return any(
            self.form(at) in phrases.AMONG_THEM or self.tokens[at].core + self.tokens[at].enc in phrases.AMONG_THEM
            for at in range(max(after, first - 3), first)
        )


def _agrees(verb: Cue, phrase: CountedPhrase) -> bool:
    """Whether counted people may be the subject of a verb behind them: one in the dual is said of two."""
    return verb.number != "du" or phrase.number.low == _PAIR


def _holds(total: QuantityMention, part: Number) -> bool:
    """Whether a total may hold a part: it is not smaller."""
    most = total.high if total.high is not None else float("inf")
    return most >= (part.low or 0)
