"""Which forms does a verb take in newspapers? Unvocalised, folded, generated from its dictionary spelling.

Clitics stay out: neither the article, nor و ف ب ل ك س, nor pronouns are added. A form that stands only before a pronoun
suffix (قصفو in قصفوها "they shelled it", نفا in نفاها "he denied it") is marked ``bound``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from marsad.arabic.normal import fold
from marsad.arabic.nouns import NounForm, Number, inflect_noun, letters

__all__ = ["NounForm", "Participle", "VerbForm", "inflect_noun", "inflect_verb", "participles"]

Tense = Literal["past", "present", "jussive", "imperative"]
Voice = Literal["any", "active", "passive"]

# Form VIII verbs of roots in س: they look like geminates of form X (استمر "lasted") and are not.
_SOUND_AFTER_SIN = frozenset({"استلم", "استند", "استمع", "استبق", "استتر", "استرق", "استعر", "استشف"})


class VerbForm(msgspec.Struct, frozen=True, gc=False):
    """One written form of a verb. ``jussive`` also stands for the subjunctive wherever the two are spelled alike.

    ``voice`` is ``any`` where active and passive are spelled alike, else the one voice that the spelling has.
    ``gender`` is ``m``, ``f`` or ``any``; ``person`` 1, 2 or 3.
    """

    form: str
    tense: Tense
    number: Number
    gender: str
    person: int
    voice: Voice
    bound: bool = False


class Participle(msgspec.Struct, frozen=True, gc=False):
    """A participle by rule. Three written letters hide whether a verb is of form I or II: then both are given."""

    form: str
    voice: Voice
    measure: Literal["I", "derived"]


# (suffix, number, gender, person) of the past: the ones that keep the long stem, and the ones that shorten it.
_PAST_LONG = (("", "sg", "m"), ("ت", "sg", "f"), ("ا", "du", "m"), ("تا", "du", "f"), ("وا", "pl", "m"))
_PAST_SHORT = (("ن", "pl", "f", 3), ("نا", "pl", "any", 1), ("ت", "sg", "any", 1), ("تم", "pl", "m", 2))


def inflect_verb(past: str, present: str, *, passive: bool = True) -> tuple[VerbForm, ...]:
    """All newspaper forms of a verb from its masculine singular past and present as written (``استولى``, ``يستولي``).

    Third persons come first, the rare second persons and imperatives last. ``passive=False`` leaves out the spellings
    that only a passive has, for intransitive verbs (قام "rose" has no قيم). Raises ``ValueError`` where the present
    does not begin with ي or either word is shorter than two letters.
    """
    past, present = letters(past), letters(present)
    if len(past) < 2 or len(present) < 3 or not present.startswith("ي"):
        raise ValueError(f"not a verb as 'past present': {past} {present}; write the third person, e.g. قصف يقصف")
    found: dict[tuple[str, ...], VerbForm] = {}
    for form in _forms(past, present, passive):
        form = VerbForm(fold(form.form), *_rest(form))
        found.setdefault((form.form, form.tense, form.number, form.gender, str(form.person)), form)
    return tuple(sorted(found.values(), key=_rank))


def _rest(form: VerbForm) -> tuple[Tense, Number, str, int, Voice, bool]:
    return form.tense, form.number, form.gender, form.person, form.voice, form.bound


def _rank(form: VerbForm) -> tuple[bool, int, bool]:
    return form.tense == "imperative", {3: 0, 1: 1, 2: 2}[form.person], form.bound


def _forms(past: str, present: str, passive: bool) -> Iterator[VerbForm]:
    double = _geminate(past, present)
    passive_past, passive_present = _passive_past(past), _passive_present(past, present)
    differs = fold(passive_past) != fold(past)
    yield from _past(past, double, "active" if differs else "any")
    if differs and passive:
        yield from _past(passive_past, double, "passive")
    elif past.endswith("ى") and passive:
        # نُفي and نفى fold alike; نُفيت "was denied" and نفت "she denied" do not
        yield from _past(past[:-1] + "ي", double, "passive")
    differs = fold(passive_present) != fold(present)
    yield from _present(past, present, double, "active" if differs else "any")
    if differs and passive:
        yield from _present(past, passive_present, double, "passive")
    yield from _imperative(past, present)


# -- weak classes -----------------------------------------------------------------------------------------------------


def _geminate(past: str, present: str) -> bool:
    """Whether the last two root letters are one written letter: شن "launched", احتل "occupied", استمر "lasted"."""
    if past[-1] in "اىيءأئؤو":
        return False
    if len(past) == 2:
        return past[0] != "آ"
    if len(past) == 3 and past[0] == "أ":
        return present == "ي" + past[1:]
    if len(past) == 4 and past[0] == "ا" and past[1] != "ت":
        return past[2] in "تطد" or past[1] == "ن" or past in ("احمر", "اسود", "اصفر", "اخضر", "ازرق")
    return len(past) == 5 and past.startswith("است") and past[3] != "ا" and past not in _SOUND_AFTER_SIN


def _hollow(past: str) -> bool:
    """Whether the middle root letter is weak: قام "stood", أدان "condemned", استعاد "regained"."""
    return len(past) > 2 and past[-2] == "ا" and past[-1] not in "اىي"


def _passive_past(past: str) -> str:
    """The passive of the past: قال→قيل, شاهد→شوهد, تبادل→تبودل, دعا→دعي, سأل→سئل, بدأ→بدئ, استأنف→استؤنف."""
    if _hollow(past):
        return past[:-2] + "ي" + past[-1]
    if past[-1] == "ا" and len(past) == 3:
        return past[:-1] + "ي"
    if len(past) == 4 and past[1] == "ا":
        past = past[0] + "و" + past[2:]
    elif len(past) == 5 and past[0] == "ت" and past[2] == "ا":
        past = past[:2] + "و" + past[3:]
    elif past.startswith("استأ"):
        past = "استؤ" + past[4:]
    elif past.startswith("آ") and len(past) > 2:
        past = "أو" + past[1:]
    elif len(past) == 3 and past[1] == "أ" and past[2] != "ى":
        past = past[0] + "ئ" + past[2]
    if past[-1] == "أ" and len(past) > 2:
        return past[:-1] + "ئ"
    return past[:-1] + "ي" if past[-1] == "ى" and len(past) > 3 and "و" in past[1:3] else past


def _passive_present(past: str, present: str) -> str:
    """The passive of the present: يقول→يقال, يصل→يوصل, يأسر→يؤسر, يدعو→يدعى, ينشئ→ينشأ."""
    if _hollow(past):
        return present[:-2] + "ا" + present[-1] if present[-2] in "وي" else present
    if past[0] == "و" and present[1] != "و" and len(past) == 3:
        present = present[0] + "و" + present[1:]
    if present[1] == "أ" and len(past) == 3:
        present = "يؤ" + present[2:]
    if present[-1] == "و":
        return present[:-1] + "ى"
    return present[:-1] + "أ" if present[-1] == "ئ" else present


# -- past -------------------------------------------------------------------------------------------------------------


def _past(past: str, double: bool, voice: Voice) -> Iterator[VerbForm]:
    if past[-1] in "اىي" and len(past) > 2:
        yield from _past_defective(past, voice)
        return
    for suffix, number, gender in _PAST_LONG:
        for form in _with_hamza(past, suffix):
            yield VerbForm(form, "past", number, gender, 3, voice)  # type: ignore[arg-type]
    for form in _with_hamza(past, "و"):
        yield VerbForm(form, "past", "pl", "m", 3, voice, True)
    short = _past_short(past, double)
    for suffix, number, gender, person in _PAST_SHORT:
        yield VerbForm(_join(short, suffix), "past", number, gender, person, voice)  # type: ignore[arg-type]


def _past_short(past: str, double: bool) -> str:
    """The stem before a consonant: شن→شنن, قام→قم, جاء→جئ, قيل→قل."""
    if double:
        return past + past[-1]
    if len(past) > 2 and (past[-2] == "ا" or (past[-2] == "ي" and past[-1] not in "اىي" and _hollow_passive(past))):
        end = past[-1]
        return past[:-2] + ("ئ" if end == "ء" and len(past) == 3 else "أ" if end == "ء" else end)
    return past


def _hollow_passive(past: str) -> bool:
    return len(past) == 3 or past[0] in "اأ"


def _past_defective(past: str, voice: Voice) -> Iterator[VerbForm]:
    base, end = past[:-1], past[-1]
    glide = "و" if end == "ا" else "ي"
    thirds = (
        (past, "sg", "m"),
        (base + ("يت" if end == "ي" else "ت"), "sg", "f"),
        (base + glide + "ا", "du", "m"),
        (base + ("يتا" if end == "ي" else "تا"), "du", "f"),
        (base + "وا", "pl", "m"),
    )
    for form, number, gender in thirds:
        yield VerbForm(form, "past", number, gender, 3, voice)  # type: ignore[arg-type]
    if end == "ى":
        yield VerbForm(base + "ا", "past", "sg", "m", 3, "active", True)
    yield VerbForm(base + "و", "past", "pl", "m", 3, voice, True)
    for suffix, number, gender, person in _PAST_SHORT:
        yield VerbForm(base + glide + suffix, "past", number, gender, person, voice)  # type: ignore[arg-type]


# -- present ----------------------------------------------------------------------------------------------------------


def _present(past: str, present: str, double: bool, voice: Voice) -> Iterator[VerbForm]:
    stem = present[1:]
    for letter, gender, person, number in (("ي", "m", 3, "sg"), ("ت", "f", 3, "sg"), ("ن", "any", 1, "pl")):
        yield from _present_singular(past, letter + stem, (number, gender, person), voice)
    for letter, gender in (("ي", "m"), ("ت", "f")):
        yield from _present_plural(past, letter + stem, gender, double, voice)
    if voice == "passive":
        return
    first = "آ" + stem[1:] if stem[0] == "أ" else "أ" + stem
    yield from _present_singular(past, first, ("sg", "any", 1), voice)


def _present_singular(past: str, form: str, who: tuple[str, str, int], voice: Voice) -> Iterator[VerbForm]:
    number, gender, person = who
    yield VerbForm(form, "present", number, gender, person, voice)  # type: ignore[arg-type]
    short = _jussive(past, form)
    if short != form:
        yield VerbForm(short, "jussive", number, gender, person, voice)  # type: ignore[arg-type]
    for bound in _bound(form):
        yield VerbForm(bound, "present", number, gender, person, voice, True)  # type: ignore[arg-type]


def _jussive(past: str, form: str) -> str:
    """The shortened form after لم: يقوم→يقم, ينفي→ينف, يدعو→يدع; a strong verb keeps its letters."""
    if form[-1] in "ويىا":
        return form[:-1]
    if (_hollow(past) or _hollow(form)) and form[-2] in "ويا":
        return form[:-2] + ("ئ" if form[-1] == "ء" and form[-2] == "ي" else "أ" if form[-1] == "ء" else form[-1])
    return form


def _bound(form: str) -> tuple[str, ...]:
    """How the end of the word changes before a pronoun: يتلقى→يتلقا(ها), يسيء→يسيئ(ه), يملأ→يملؤ(ه)."""
    if form[-1] == "ى":
        return (form[:-1] + "ا",)
    if form[-1] == "ء":
        return (form[:-1] + ("ئ" if form[-2] == "ي" else "ؤ"),)
    return (form[:-1] + "ؤ",) if form[-1] == "أ" else ()


def _present_plural(past: str, form: str, gender: str, double: bool, voice: Voice) -> Iterator[VerbForm]:
    end = form[-1]
    base = form[:-1] if end in "ويى" else form
    dual = base + ("ي" if end == "ى" else end) if end in "ويى" else form
    person = 3 if gender == "m" else 2
    for suffix, tense in (("ون", "present"), ("وا", "jussive")):
        for word in _with_hamza(base, suffix):
            yield VerbForm(word, tense, "pl", "m", person, voice)  # type: ignore[arg-type]
    for word in _with_hamza(base, "و"):
        yield VerbForm(word, "jussive", "pl", "m", person, voice, True)
    for suffix, tense in (("ان", "present"), ("ا", "jussive")):
        for word in _with_hamza(dual, suffix):
            yield VerbForm(word, tense, "du", gender, 3, voice)  # type: ignore[arg-type]
    if gender == "m":
        stem = dual if end in "ويى" else form + end if double else _jussive(past, form)
        yield VerbForm(_join(stem, "ن"), "present", "pl", "f", 3, voice)


def _imperative(past: str, present: str) -> Iterator[VerbForm]:
    stem = _jussive(past, present)[1:]
    if past[0] in "اأ" and not present.startswith("يأ"):
        lead = past[0]
    else:
        strong = len(past) == 3 and len(present) == 4 and not _hollow(past) and past[0] != "أ"
        lead = "ا" if strong else ""
    plural = present[1:-1] if present[-1] in "ويى" else present[1:]
    if len(lead + stem) > 2:
        yield VerbForm(lead + stem, "imperative", "sg", "m", 2, "active")
    if len(lead + plural) > 1:
        yield VerbForm(lead + plural + "وا", "imperative", "pl", "m", 2, "active")


# -- spelling ---------------------------------------------------------------------------------------------------------


def _with_hamza(stem: str, suffix: str) -> tuple[str, ...]:
    """The stem with a suffix in every seat that newspapers give its final hamza: بدأوا, بدؤوا; جاءوا, جاؤوا; يجيئون."""
    end = stem[-1]
    if suffix and suffix[0] == "و":
        if end == "أ":
            return stem + suffix, stem[:-1] + "ؤ" + suffix, stem[:-1] + "ء" + suffix
        if end == "ء":
            return (stem[:-1] + "ئ" + suffix,) if stem[-2] == "ي" else (stem + suffix, stem[:-1] + "ؤ" + suffix)
    if suffix and suffix[0] == "ا":
        if end == "أ":
            return (stem[:-1] + "آ" + suffix[1:],)
        if end == "ء" and stem[-2] == "ي":
            return (stem[:-1] + "ئ" + suffix,)
    if suffix and suffix[0] == "ت" and end == "ء" and stem[-2] == "ي":
        return (stem[:-1] + "ئ" + suffix,)
    return (stem + suffix,)


def _join(stem: str, suffix: str) -> str:
    """Stem and consonant suffix; two like letters are written once: أعلن + نا → أعلنا, سكت + ت → سكت."""
    return stem + suffix[1:] if stem[-1] == suffix[0] else stem + suffix


# -- participles ------------------------------------------------------------------------------------------------------


def participles(past: str, present: str) -> tuple[Participle, ...]:
    """The active and passive participles that follow by rule from past and present."""
    past, present = letters(past), letters(present)
    rows: list[tuple[str, Voice, str]] = []
    first = len(past) <= 3 and not (past[0] == "أ" and len(past) == 3 and _geminate(past, present))
    if first:
        rows += [(active, "active", "I") for active in _active_first(past)]
        rows += [(_passive_first(past, present), "passive", "I")]
    if not first or not (_hollow(past) or past[-1] in "اىي" or len(past) == 2 or len(present) < 4):
        rows += _derived(past, present)
    found = {fold(form): Participle(fold(form), voice, measure) for form, voice, measure in reversed(rows)}  # type: ignore[arg-type]
    return tuple(reversed(found.values()))


def _active_first(past: str) -> tuple[str, ...]:
    if len(past) == 2:
        return (past[0] + "ا" + past[1],)
    if _hollow(past):
        return (past[0] + "ائي",) if past[2] == "ء" else (past[0] + "ائ" + past[2],)
    head = "آ" if past[0] == "أ" else past[0] + "ا"
    middle = "ئ" if past[1] == "أ" else past[1]
    if past[-1] in "اىي":
        return head + middle + "ي", head + middle
    return (head + middle + ("ئ" if past[2] == "أ" else past[2]),)


def _passive_first(past: str, present: str) -> str:
    if len(past) == 2:
        return "م" + past + "و" + past[1]
    if _hollow(past):
        return "م" + past[0] + ("ي" if present[-2] == "ي" else "و") + past[2]
    if past[-1] in "اىي":
        return "م" + past[0] + ("ئ" if past[1] == "أ" else past[1]) + ("و" if past[-1] == "ا" else "ي")
    middle = "ؤ" if past[1] == "أ" else past[1]
    return "م" + past[0] + middle + "و" + ("ء" if past[2] == "أ" else past[2])


def _derived(past: str, present: str) -> list[tuple[str, Voice, str]]:
    stem = "م" + present[1:]
    if _hollow(past) and stem[-2] == "ي":
        return [(stem, "active", "derived"), (stem[:-2] + "ا" + stem[-1], "passive", "derived")]
    if stem[-1] in "ىي":
        return [(stem[:-1] + "ي", "any", "derived"), (stem[:-1], "active", "derived")]
    return [(stem, "any", "derived")]
