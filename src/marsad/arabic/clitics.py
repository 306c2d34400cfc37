"""Which particles and which pronoun are written together with a word? By closed classes and frequencies."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from marsad.arabic import particles
from marsad.arabic.frequency import frequencies, written_with_he
from marsad.arabic.verblist import BOUND, JUSSIVE, OPEN, PAST, PRESENT, verb_forms, without_article

# "and they ...": a present plural after و, even of an unlisted verb
_AND_PLURAL = re.compile("و[يت].{2,}(?:وا|ون)")


class Split(msgspec.Struct, frozen=True, gc=False):
    """A word taken apart: particles, core, pronoun, and how many characters stand before and after the core.

    ``det`` says whether the core carries the article, ``whole`` that no blank was left out in the word; a tokenizer
    sets both.
    """

    pro: str
    core: str
    enc: str
    skip: int
    drop: int
    det: bool = False
    whole: bool = True


_PRO = ("", "و", "ف", "ب", "ل", "ك", "س", "وب", "ول", "وك", "وس", "فب", "فل", "فس", "فك")
_ENC = ("هما", "هم", "هن", "ها", "كم", "كما", "نا", "ني", "ه", "ك")
# The particles that a word may open with, by its first letter, and the pronouns that it may end in, by its last.
_PRO_BY_FIRST = {first: tuple(pro for pro in _PRO if pro[:1] in ("", first)) for first in "وفبلكس"}
_ENC_BY_LAST = {last: tuple(enc for enc in _ENC if enc[-1] == last) for last in "امنيهك"}
BEFORE_CORE = frozenset(pro + will + article for pro in _PRO for will in ("", "س") for article in ("", "ال", "ل"))
"""All that may be written before a core without its article."""
AFTER_CORE = frozenset({"", "ي", *_ENC})
"""All that may be written after a core."""
BEFORE_PRONOUN = {"ه": ("ت",), "ء": ("ئ", "ؤ"), "ي": ("ا",), "ا": ("",)}
"""What a core ends in when a pronoun follows, by what it ends in alone."""
GLUED = tuple(pro + negation for pro in ("", "و", "ف") for negation in ("لا", "ما"))
"""What a word opens with that a negation is written onto."""
# How likely each particle is before a word that can take it, and each pronoun after one.
_PRO_WEIGHT = {"و": 0.6, "ف": 0.12, "ب": 0.22, "ل": 0.22, "ك": 0.04, "س": 0.5}
_ENC_WEIGHT = {"ها": 3.0, "هما": 3.0, "ك": 0.01, "ني": 0.03, "كم": 0.02, "كما": 0.003, "نا": 0.6, "هن": 0.2}
_SUFFIXED = 1.0
# How much likelier the particle is before a word that is no noun of its own with it.
_BARE = {"ب": 20.0, "ل": 20.0, "ف": 5.0, "ك": 3.0}
# A core this rare (per 100 million words) is no evidence for a split.
_LEAST = 8
_VERB_FLOOR = 60

SMALL = (
    particles.PREPOSITIONS
    | particles.COORDINATORS
    | particles.SUBORDINATORS
    | particles.RELATIVES
    | particles.DEMONSTRATIVES
    | particles.PRONOUNS
    | particles.NEGATIONS
    | particles.PARTICLES
    | particles.AUXILIARIES
)
WHOLE = SMALL | particles.WHOLE
"""Words that are never split, however they begin and end."""


@functools.cache
def _listed() -> dict[str, Split]:
    """Small words with their pronouns (عليها on it, لأنهم because they) and those joined to particles."""
    found = {}
    for stem in particles.SUFFIXED:
        for enc in (*_ENC, "ي"):
            if stem in ("ل", "ب") and enc in ("كما", "ني"):
                continue
            if enc == "ي" and stem not in particles.WITH_ME:
                continue
            # ولي is "guardian", not "and to me"
            for pro in ("", "و", "ف") if enc != "ي" else ("",):
                found[pro + stem + enc] = Split(pro, stem, enc, len(pro), len(enc))
    for form, pro in particles.JOINED.items():
        found[form] = Split(pro, form[len(pro) :], "", len(pro), 0)
    for form in particles.UNSPLIT:
        found.pop(form, None)
    return found


def _bases_of(word: str) -> Iterator[str]:
    """The word and what it may be a form of: بيانا, بديلة, برلماني → بيان, بديل, برلمان."""
    yield word
    if len(word) > 3 and word[-1] in "اهي":
        yield word[:-1]
    if len(word) > 4 and word[-2:] in ("ون", "ين", "ات", "ان", "يه", "يا"):
        yield word[:-2]


class Splitter:
    """Splits words; ``known`` are words of the domain, which win over what looks like particles."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._counts, self._verbs, self._he = frequencies().counts, verb_forms(), written_with_he()
        self._closed = _listed()
        self._articled: dict[str, bool] = {}

    def split(self, form: str) -> Split:
        """The best reading of a folded word."""
        whole = Split("", form, "", 0, 0)
        if not self._counts[form] and form not in self._known and _AND_PLURAL.fullmatch(form):
            return Split("و", form[1:], "", 1, 0)
        listed = self._closed.get(form)
        if listed is not None:
            return listed
        if form in WHOLE or len(form) < 3:
            return whole
        best, best_score = whole, self._whole(form)
        for candidate in self._candidates(form):
            score = self._score(form, candidate)
            if score > best_score:
                best, best_score = candidate, score
        if best is whole and form[0] == "و" and self._unknown_after_and(form):
            return Split("و", form[1:], "", 1, 0)
        return self._future(best)

    def _unknown_after_and(self, form: str) -> bool:
        """Whether an unheard-of word is most likely و and a name: وخاركيف (and Kharkiv); but ويتكوف (Witkoff).

        With the article after it the letter is nearly always "and".
        """
        if self._counts[form] or form in self._known:
            return False
        articled = len(form) > 6 and form.startswith("وال")
        return articled or (len(form) > 4 and form[1] not in "ياو")

    def _future(self, split: Split) -> Split:
        """س (will) taken off a verb that is mostly read with it: سيكون (will be)."""
        core = split.core
        if core[0] != "س" or core[1] not in "يتنا" or "س" in split.pro or core in self._verbs:
            return split
        bits = self._verbs.get(core[1:], 0)
        if bits & PRESENT and not self._takes_article(core):
            return Split(split.pro + "س", core[1:], split.enc, split.skip + 1, split.drop)
        return split

    def glued(self, form: str) -> int:
        """How many letters of a form are a word of their own written without a blank: لايزال (is still); 0 for none."""
        if not form.startswith(GLUED):
            return 0
        for start in (0, 1) if form[0] in "وف" else (0,):
            if form[start : start + 2] in ("لا", "ما") and len(form) - start > 5:
                rest = form[start + 2 :]
                if rest in particles.AFTER_GLUED and form not in self._known:
                    return start + 2
        return 0

    def _candidates(self, form: str) -> Iterator[Split]:
        for pro in _PRO_BY_FIRST.get(form[0], ("",)):
            if not form.startswith(pro) or len(form) - len(pro) < 2:
                continue
            rest = form[len(pro) :]
            for core, skip in self._bases(pro, rest):
                if pro:
                    yield Split(pro, core, "", skip, 0)
                for split in self._suffixed(pro, core, skip):
                    if not core.startswith("ال") or len(core) <= 4 or self._begins_with_al(split.core):
                        yield split

    def _begins_with_al(self, core: str) -> bool:
        """Whether the first letters are no article but of the word itself: التحاق(ها) (her joining)."""
        return core in without_article() or "ال" + core in self._known

    def _bases(self, pro: str, rest: str) -> list[tuple[str, int]]:
        """The word after the particles; ل swallows the alef of the article: للمدينة (for the city)."""
        if pro[-1:] == "ل" and rest[0] == "ل" and len(rest) > 2:
            last = (rest, len(pro)) if not self._with_article(rest) else ("ال" + rest, len(pro))
            return [last] if "ال" + rest[1:] in without_article() else [("ال" + rest[1:], len(pro) + 1), last]
        return [(rest, len(pro))]

    def _suffixed(self, pro: str, core: str, skip: int) -> Iterator[Split]:
        for enc in _ENC_BY_LAST.get(core[-1], ()):
            if core.endswith(enc) and len(core) - len(enc) > 1:
                stem = core[: -len(enc)]
                if len(stem) < 3 and stem not in SMALL and pro + core in self._known:
                    continue
                for restored in self._restored(stem):
                    yield Split(pro, restored, enc, skip, len(enc))

    def _restored(self, stem: str) -> list[str]:
        """The stem as written without the pronoun: قوت(ها)→قوة, انتهائ(ه)→انتهاء, مستوا(ها)→مستوى, خطفو(هم)→خطفوا."""
        end = stem[-1]
        if end == "ت":
            return [stem, stem[:-1] + "ه"]
        if end in "ئؤ" and stem[-2:-1] == "ا":
            return [stem[:-1] + "ء"]
        if end == "ا":
            return [stem[:-1] + "ي"] if self._verbs.get(stem, BOUND) & BOUND and len(stem) > 2 else [stem]
        if end == "و" and self._verbs.get(stem, 0) & BOUND:
            return [stem + "ا"] if len(stem) > 3 else []
        return [stem]

    def _whole(self, form: str) -> float:
        count = float(self._counts[form])
        bits = self._verbs.get(form, 0)
        if bits:
            count = max(count, _VERB_FLOOR) * (1 if bits & OPEN else 3)
        return count * 3 + 300 if form in self._known else count

    def _score(self, form: str, split: Split) -> float:
        core, pro, enc = split.core, split.pro, split.enc
        evidence = self._evidence(core, pro, enc)
        if not evidence:
            return 0.0
        weight = self._pronoun(form, split) if enc else 1.0
        if pro:
            weight *= self._particles(core, pro) * self._bareness(form, core, pro)
        return weight * evidence

    def _evidence(self, core: str, pro: str, enc: str) -> float:
        """How often the core is written by itself."""
        det = core.startswith("ال") and len(core) > 4
        bare = core[2:] if det else core
        count = float(self._counts[core])
        if det:
            count = max(count, 0.3 * self._counts[bare])
        elif count < _LEAST:
            related = ("ال" + core, core[:-1]) if core[-1] == "ه" else ("ال" + core,)
            count = 0.3 * max(self._counts[word] for word in related)
        if core in self._verbs and len(core) > 2:
            count = max(count, _VERB_FLOOR)
        elif enc and core[-1] in "وي":
            # مرافقو(ه) (his companions): the plural that lost its ن
            count = max(count, 0.5 * self._counts[core + "ن"])
        if core in self._known or bare in self._known:
            count = count * 3 + 300
        elif count < _LEAST:
            return 0.0
        if enc and core in SMALL and core not in particles.SUFFIXED:
            return 0.0
        if core in SMALL and not (pro in ("و", "ف") and not enc):
            count *= 0.3
        return count * (0.1 if len(bare) < 3 and core not in SMALL else 1.0)

    def _particles(self, core: str, pro: str) -> float:
        """How well particles go before a core: س only before a present, ب and ك never before a verb."""
        bits = self._verbs.get(core, 0)
        last = pro[-1]
        verb_only = bits and not bits & OPEN
        if last == "س":
            return (_PRO_WEIGHT["س"] if bits & PRESENT and core[0] in "يتنا" else 0.0) * (1.0 if len(pro) == 1 else 0.5)
        weight = 1.0
        for particle in pro:
            weight *= _PRO_WEIGHT[particle]
        if core.startswith("ال") and core not in without_article():
            weight *= 8 if last != "ل" else 4
        if last in "بك" and verb_only:
            return weight * 0.02
        if last == "ل" and verb_only:
            return weight * (1.5 if bits & (PRESENT | JUSSIVE) and not bits & PAST else 0.02)
        return weight

    def _bareness(self, form: str, core: str, pro: str) -> float:
        """Whether the form is a word of its own shows in its taking the article: البيان, but never "البانتظار"."""
        particle = pro[-1]
        if particle == "س":
            return 1.0
        own = particle + core
        if len(pro) == 2 and (own in WHOLE or own in self._known):
            return 0.02
        if self._counts["ال" + form] > 0.05 * self._counts[form] + 5:
            return 0.05
        if core.startswith("ال") and core not in without_article():
            return 1.0 if self._takes_article(form[len(pro) - 1 :]) else 20.0
        if self._takes_article(own):
            return 0.3
        if self._verbs.get(own, BOUND) & BOUND == 0:
            return 1.0
        if particle == "و":
            return 20.0 if core in self._verbs and len(core) > 2 else 3.0
        return _BARE[particle] * (10.0 if particle in "بل" and self._takes_article(core) else 1.0)

    def _takes_article(self, word: str) -> bool:
        """Whether the word, or its masculine or singular, is written with the article too."""
        found = self._articled.get(word)
        if found is None:
            found = any(self._with_article(base) for base in _bases_of(word))
            self._articled[word] = found
        return found

    def _with_article(self, word: str) -> bool:
        with_article = self._counts["ال" + word]
        return with_article > 5 and with_article > 0.02 * self._counts[word]

    def _surely_his(self, core: str) -> bool:
        """Whether an unheard-of word in ه is more likely core + his than a noun in ة: بطائراته, but not مشاغلة."""
        bits = self._verbs.get(core, 0)
        return core[-1] in "تيوءه" or bool(bits and not bits & OPEN)

    def _pronoun(self, form: str, split: Split) -> float:
        """How likely the pronoun is; final ه is told from ة by how the word is written where it is not folded."""
        enc, core = split.enc, split.core
        weight = _ENC_WEIGHT.get(enc, _SUFFIXED)
        if enc == "ه":
            word = form if self._counts[form] else form[len(split.pro) :]
            if word in self._he:
                # فأصابته is "and hit him", إصابته "his injury"
                return 6.0 if core[-1] != "ه" else 0.5 if split.pro == "ف" else 4.0
            if self._counts[word]:
                return 0.01
            return 0.12 if self._surely_his(core) or core in self._known else 0.0
        if enc == "نا" and (form[len(split.pro) :] in self._verbs):
            return 0.001
        if core[-1] == "ه" and form[len(split.pro) : len(form) - split.drop].endswith("ت"):
            weight *= 0.05 if core in self._he else 0.2 if split.pro == "ف" else 1.2
        if enc in ("هم", "ها", "نا") and (core in self._verbs or self._takes_article(core)):
            weight *= 3
        return weight
