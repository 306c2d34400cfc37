"""Which written forms do the verbs of newspapers have, and which of those are spelled like nouns?"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path

import msgspec

from marsad.arabic import compiled, particles
from marsad.arabic.frequency import frequencies
from marsad.arabic.inflection import inflect_verb

BUILT = Path(__file__).parent.parent / "_built" / "verbs.msgpack"
_ROOM = Path(__file__).parent
SOURCES = (_ROOM / "data", *(_ROOM / name for name in ("verblist.py", "inflection.py", "particles.py")))

PAST, PRESENT, JUSSIVE, BOUND, OPEN, NOUNISH = 1, 2, 4, 8, 16, 32
"""Flags of a verb form: its tenses; ``BOUND`` before a pronoun only; ``OPEN`` when it is spelled like a noun too,
``NOUNISH`` when it is that noun more often than the verb (عمل "work", "he worked")."""

_TENSES = {"past": PAST, "present": PRESENT, "jussive": JUSSIVE, "imperative": 0}
# A form that is also written with the article at least this often, relative to itself without, is a noun too.
_ALSO_NOUN, _MOSTLY_NOUN = 0.02, 0.6


def read_verbs() -> list[tuple[str, str]]:
    """The verb list: past and present, as written."""
    text = resources.files("marsad.arabic").joinpath("data/verbs.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return [(past, present) for past, present in rows]


def read_not_verbs() -> frozenset[str]:
    """Forms that only look like verbs."""
    text = resources.files("marsad.arabic").joinpath("data/notverbs.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def compile_verbs(verbs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Folded verb form to its flags."""
    flags: dict[str, int] = {}
    for past, present in verbs:
        for form in inflect_verb(past, present):
            if form.tense == "imperative" or form.person == 2 or (form.person == 1 and form.tense == "jussive"):
                continue
            if form.person == 1 and form.number == "sg" and flags.get(form.form):
                continue
            bit = _TENSES[form.tense] | (BOUND if form.bound else 0)
            known = flags.get(form.form, 0)
            flags[form.form] = (
                (known | bit) if form.bound == bool(known & BOUND) or not known else (known | bit) & ~BOUND
            )
    counts, never = frequencies(), read_not_verbs() - particles.AUXILIARIES
    return {
        form: bits | _noun_bits(form, counts) for form, bits in flags.items() if len(form) > 1 and form not in never
    }


def _noun_bits(form: str, counts: Mapping[str, int]) -> int:
    """``OPEN`` and ``NOUNISH`` for a form that the frequency list, or the list of names, knows as a noun."""
    if form in particles.VERBLIKE_NAMES:
        return OPEN | NOUNISH
    alone, article = counts.get(form, 0), max(counts.get("ال" + form, 0), counts.get("بال" + form, 0))
    base = form.removesuffix("ا")
    accusative = counts.get("ال" + base, 0) if base != form and len(base) > 2 else 0
    if accusative > 40 and accusative > 0.2 * alone:
        return OPEN | NOUNISH
    if article < 15 or article < _ALSO_NOUN * alone:
        return 0
    return OPEN | NOUNISH if article > _MOSTLY_NOUN * alone else OPEN


def build(path: Path = BUILT) -> None:
    """Writes the compiled verb forms; called by the build hook."""
    compiled.write(path, SOURCES, _packed())


class _Compiled(msgspec.Struct, frozen=True, array_like=True):
    """The verb forms with their flags, and those of them that only seem to have the article."""

    forms: dict[str, int]
    unarticled: list[str]


def _packed() -> bytes:
    forms, counts = compile_verbs(read_verbs()), frequencies()
    unarticled = [
        form
        for form, bits in forms.items()
        if form.startswith(particles.ARTICLE)
        and bits & PAST
        and not bits & OPEN
        and counts.get(form.removeprefix(particles.ARTICLE), 0) <= counts.get(form, 0)
    ]
    return msgspec.msgpack.Encoder(order="deterministic").encode(_Compiled(forms, unarticled))


@functools.cache
def _opened() -> _Compiled:
    return msgspec.msgpack.decode(compiled.read(BUILT, SOURCES, _packed), type=_Compiled)


@functools.cache
def verb_forms() -> dict[str, int]:
    """Folded verb form to its flags, from the compiled list."""
    return _opened().forms


@functools.cache
def without_article() -> frozenset[str]:
    """Words that begin with the letters of the article and have none: آلاف (thousands), التفت (turned round)."""
    return particles.NOT_ARTICLE.union(_opened().unarticled)
