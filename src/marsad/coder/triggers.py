"""Which words of a sentence may name an event, and of which type in this company?"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

import msgspec

from marsad.arabic.numberwords import number_word
from marsad.arabic.particles import AND_ALONE, FOR, FORCES, FROM, GOVERNING, JUSSIVE_AFTER, QUANTIFIERS, STOPS, UNOWNED
from marsad.arabic.tokens import Token
from marsad.arabic.wordclass import classify
from marsad.coder.pieces import Item
from marsad.lexicon.conditions import FORMS, Test, bare
from marsad.lexicon.entries import TriggerEntry, WordForm
from marsad.lexicon.words import Word

_CLAUSE = 14
_OF_THE_WORD = frozenset({*FORMS, "by"})


class TriggerHit(msgspec.Struct, frozen=True, gc=False):
    """A word of the event lexicon in the sentence: its tokens (half-open) and the readings that fit its place.

    ``words`` are the words that a verb demands and that stand for the event with it: "imposed | a siege".
    """

    first: int
    last: int
    forms: tuple[WordForm, ...]
    verbal: bool
    words: tuple[int, ...] = ()


def find_triggers(
    tokens: Sequence[Token],
    words: Sequence[Word],
    tags: Sequence[str],
    names: Container[int] = (),
    forces: Container[int] = (),
    inner: Container[int] = (),
) -> list[TriggerHit]:
    """Every listed event word, fixed phrases before single words; overlapping hits keep the longer one.

    ``names`` are words of names, which are no verbs; ``forces`` name states and armed groups and are no events, nor
    are the nouns of a party's name after the first, ``inner``.
    """
    found: list[TriggerHit] = []
    taken: set[int] = set()
    for at, word in enumerate(words):
        if (
            not word.triggers
            or at in taken
            or (tags[at] != "verb" and (at in inner or (at in forces and tokens[at].det)))
        ):
            continue
        hit = _hit(tokens, tags, at, word.triggers, names)
        if hit is not None:
            if hit.verbal and hit.last - at > 1:
                hit = msgspec.structs.replace(hit, words=tuple(_demanded(tokens, hit)))
            found.append(hit)
            taken.update(hit.words if hit.verbal else range(at, hit.last))
    return found


def _demanded(tokens: Sequence[Token], hit: TriggerHit) -> list[int]:
    """The fixed words that a verb demands: they name no second event."""
    wanted = {word for form in hit.forms for alternatives in form.rest for word in alternatives}
    return [i for i in range(hit.first + 1, hit.last) if bare(tokens[i].core) in wanted or tokens[i].form in wanted]


def _hit(
    tokens: Sequence[Token], tags: Sequence[str], at: int, forms: Sequence[WordForm], names: Container[int]
) -> TriggerHit | None:
    verbal = tags[at] == "verb"
    if tags[at] not in ("verb", "noun"):
        return None
    after = tokens[at - 1].core if at else ""
    fitting = [
        form
        for form in forms
        if (form.pos == "verb") == verbal
        and (form.tense != "jussive" or form.number != "sg" or after in JUSSIVE_AFTER or tokens[at].pro[-1:] == FOR)
    ]
    if not fitting and verbal:
        # A verbal noun with a pronoun may look like a verb: وتزويدها (and supplying them).
        fitting, verbal = [form for form in forms if form.pos == "masdar" and tokens[at].enc], False
        if any(form.pos == "verb" for form in forms):
            return None
    elif not fitting:
        fitting, verbal = [form for form in forms if form.pos == "verb" and form.tense != "jussive"], True
        if at in names or tokens[at].det or tokens[at].pro[-1:] in GOVERNING or _owned(tokens, tags, at, names):
            return None
    best, last = _longest(tokens, at, fitting, verbal)
    if not best and not verbal and at not in names and _opening(tokens, at):
        # A verb written like a noun that no fixed words follow: "broke | the brave of the army | the siege".
        verbs = [form for form in forms if form.pos == "verb" and form.rest and form.tense != "jussive"]
        best, last = _longest(tokens, at, verbs, verbal=True)
        verbal = bool(best)
    return TriggerHit(at, last, tuple(best), verbal) if best else None


def _opening(tokens: Sequence[Token], at: int) -> bool:
    """Whether a bare word opens a sentence or follows a mark, as a verb does."""
    token = tokens[at]
    bare_word = not (token.det or token.enc) and token.pro in ("", AND_ALONE)
    return bare_word and (at == 0 or tokens[at - 1].kind == "p")


def _longest(tokens: Sequence[Token], at: int, fitting: Sequence[WordForm], verbal: bool) -> tuple[list[WordForm], int]:
    """The readings whose fixed words follow best, and the token after the last of them."""
    best: list[WordForm] = []
    rank, last = (0, 0), at + 1
    for form in fitting:
        end = follows(tokens, at, form) if form.rest else at + 1
        if end is None:
            continue
        # A noun is named by the longest phrase; a verb by the most words that it demands, and by the nearest of them.
        weight = (len(form.rest), -end) if verbal and form.rest else (0, end)
        if not best or weight > rank:
            best, rank, last = [], weight, end
        if weight == rank:
            best.append(form)
    return best, last


def _owned(tokens: Sequence[Token], tags: Sequence[str], at: int, names: Container[int]) -> bool:
    """Whether a bare noun governs the word, and nothing after it is what a verb takes: "a centre of control"."""
    if not at or tags[at - 1] != "noun" or at - 1 in names or tokens[at].pro or classify(tokens[at])[:4] != "noun":
        return False
    last, after = tokens[at - 1], tokens[at + 1] if at + 1 < len(tokens) else None
    if last.kind != "w" or last.det or last.enc or last.core.endswith(UNOWNED):
        return False
    return after is None or after.kind == "p" or tags[at + 1] == "prep" or after.pro[-1:] in GOVERNING


def follows(tokens: Sequence[Token], at: int, form: WordForm) -> int | None:
    """The token after the last word that the form demands; None where one is missing."""
    end = at + 1
    for alternatives in form.rest:
        for i in range(end, min(end + form.window, len(tokens))):
            if bare(tokens[i].core) in alternatives or tokens[i].form in alternatives:
                if form.held and bare(tokens[i - 1].core) in form.held:
                    return None
                end = i + 1
                break
        else:
            return None
    return end


class Company(msgspec.Struct, frozen=True):
    """The words around an event by position, for the conditions of the lexicon; and all of them without order."""

    tokens: Sequence[Token]
    classes: Sequence[frozenset[str]]
    items: Sequence[Item]
    bares: Sequence[str]
    all_words: frozenset[str]
    all_classes: frozenset[str]

    def holds(
        self, tests: Sequence[Test], hit: TriggerHit, form: WordForm, labels: Mapping[int, Sequence[str]]
    ) -> bool:
        """Whether all tests of a condition hold for one reading of a hit."""
        for test in tests:  # noqa: SIM110 - asked too often for a generator
            if self._found(test, hit, form, labels) == test.negated:
                return False
        return True

    def _found(self, test: Test, hit: TriggerHit, form: WordForm, labels: Mapping[int, Sequence[str]]) -> bool:
        if test.position in _OF_THE_WORD:
            if test.position == "by":
                return test.fits(self.tokens[hit.first].pro[-1:], frozenset())
            return _form_fits(test, form)
        if not test.stems and test.words.isdisjoint(self.all_words) and test.classes.isdisjoint(self.all_classes):
            return False
        return any(test.fits(self.bares[i], self.classes[i]) for i in self._where(test, hit, labels))

    def _where(self, test: Test, hit: TriggerHit, labels: Mapping[int, Sequence[str]]) -> list[int]:
        position = test.position
        if position == "any":
            return [i for i in range(len(self.tokens)) if not _within(hit, i)]
        if position == "clause":
            return [i for i in self._clause(hit) if not _within(hit, i)]
        if position == "adj":
            return list(range(hit.last, min(hit.last + 2, len(self.tokens))))
        if position == "next":
            return [hit.last] if hit.last < len(self.tokens) else []
        if position == "prev":
            return [hit.first - 1] if hit.first else []
        wanted = _wanted(position, test.preposition, hit.verbal)
        return [
            i
            for item, names in labels.items()
            if any(name.startswith(wanted) for name in names)
            for i in self._told(self.items[item], 4 if test.classes else 1)
        ]

    def _told(self, item: Item, width: int) -> range:
        """The first tokens of a phrase; for its words alone, to the noun after what counts (most of the people) or to
        whose force it is (forces of the coalition)."""
        first = item.first
        while width == 1 and first < item.last - 1 and _counts(self.tokens[first], first > item.first):
            first += 1
        if width == 1 and bare(self.tokens[first].core) in FORCES:
            width = 2
        return range(item.first, min(item.last, first + width))

    def _clause(self, hit: TriggerHit) -> range:
        first, last = hit.first, hit.last
        while first > 0 and hit.first - first < _CLAUSE and self.tokens[first - 1].form not in STOPS:
            first -= 1
        while last < len(self.tokens) and last - hit.last < _CLAUSE and self.tokens[last].form not in STOPS:
            last += 1
        return range(first, last)


def _within(hit: TriggerHit, at: int) -> bool:
    """Whether a word stands for the event itself: not what a verb has between it and the words that it demands."""
    if hit.words:
        return at == hit.first or at in hit.words
    return hit.first <= at < hit.last


def _counts(token: Token, inside: bool) -> bool:
    """Whether a word counts the noun after it, or is the "of" after such a word."""
    if inside and token.core == FROM:
        return True
    return token.kind == "n" or bare(token.core) in QUANTIFIERS or bool(number_word(token.core))


def _form_fits(test: Test, form: WordForm) -> bool:
    if test.position == "form":
        return test.fits("", frozenset((form.pos, form.tense, form.voice)))
    if test.position == "lemma":
        return test.fits(form.lemma, frozenset())
    return form.pos == test.position and test.fits(form.lemma, frozenset())


_SUBJECT = ("pre1", "post1", "ante", "g:pre1", "g:post1", "g:ante", "r:post1")
_OBJECT = ("post1", "post2", "ante")


def _wanted(position: str, preposition: str, verbal: bool) -> tuple[str, ...]:
    if position == "prep":
        return (f"p:{preposition}", f"r:p:{preposition}", f"g:p:{preposition}")
    if position == "subj":
        return _SUBJECT
    if position == "obj":
        return _OBJECT if verbal else ("gen", "bare")
    if position == "gen":
        return ("gen", "bare1", "adj")
    return (*_SUBJECT, *_OBJECT, "gen", "bare", "adj", "p:", "b:")


def event_type(
    hit: TriggerHit,
    entries: Mapping[str, TriggerEntry],
    company: Company,
    labels: Mapping[int, Sequence[str]],
) -> tuple[TriggerEntry, WordForm, str, str] | None:
    """(entry, form, type, rule) of the first reading whose conditions hold; None where the word is no event here."""
    chosen: tuple[TriggerEntry, WordForm, str, str] | None = None
    for form in hit.forms:
        entry = entries[form.entry]
        barred = [tests for tests in entry.never if company.holds(tests, hit, form, labels)]
        if any(not any(test.negated for test in tests) for tests in barred):
            continue
        doubt = ".doubt" if barred else ""
        for number, sense in enumerate(entry.senses):
            if company.holds(sense.tests, hit, form, labels):
                if sense.type in ("", "none"):
                    break
                found = entry, form, sense.type, f"trigger.{entry.id}.sense{number + 1}{doubt}"
                chosen = _better(chosen, found)
                break
        else:
            chosen = _better(chosen, (entry, form, entry.type, f"trigger.{entry.id}{doubt}"))
    return chosen


Reading = tuple[TriggerEntry, WordForm, str, str]


def _better(one: Reading | None, other: Reading) -> Reading:
    """The reading that nothing speaks against, then the stronger one, then the first."""
    if one is None:
        return other
    doubts = (one[3].endswith("doubt"), other[3].endswith("doubt"))
    if doubts[0] != doubts[1]:
        return other if doubts[0] else one
    return other if other[0].strength > one[0].strength else one
