"""Which words say what happened to counted people: killed, wounded, captured, abducted, displaced, missing."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from marsad.arabic import compiled, inflection
from marsad.arabic.inflection import inflect_noun, inflect_verb
from marsad.arabic.normal import fold
from marsad.arabic.particles import ARTICLE
from marsad.lexicon import listed
from marsad.lexicon.listed import items, with_plurals

DATA = Path(__file__).parent / "data" / "tolls.toml"
BUILT = Path(__file__).parent.parent / "_built" / "tolls.msgpack"
SOURCES = (DATA, Path(__file__), Path(listed.__file__), Path(inflection.__file__))


class Cue(msgspec.Struct, frozen=True, gc=False):
    """One reading of a form: what happened, whether it is a verb, its number, a word that must follow it.

    ``counted`` marks nouns that are people themselves (قتيل, جريح), which govern only what is said to be among them.
    """

    what: str
    verb: bool
    number: str
    needs: str = ""
    counted: bool = False


class Tolls:
    """The cues by folded form; the article of nouns may be there or not."""

    def __init__(self, cues: dict[str, tuple[Cue, ...]]) -> None:
        self._cues = cues

    @staticmethod
    @functools.cache
    def default() -> Tolls:
        """The cues that ship with Marsad, compiled when the package is built, or now in a checkout."""
        packed = compiled.read(BUILT, SOURCES, _packed)
        return Tolls(msgspec.msgpack.decode(packed, type=dict[str, tuple[Cue, ...]]))

    def find(self, core: str) -> tuple[Cue, ...]:
        """The cues that a folded core may be, those that need a companion first."""
        found = self._cues.get(core)
        if found is None and core.startswith(ARTICLE):
            found = self._cues.get(core.removeprefix(ARTICLE))
        return found or ()


def compile_tolls(path: Path = DATA) -> dict[str, tuple[Cue, ...]]:
    """Every form of every cue of the file."""
    forms: dict[str, dict[Cue, None]] = {}
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("toll", ()):
        never = {fold(form) for form in items(entry.get("never", ""))}
        for form, cue in (*_verbs(entry["what"], entry["verbs"]), *_nouns(entry["what"], entry["nouns"])):
            if form not in never:
                forms.setdefault(form, {})[cue] = None
    return {form: tuple(sorted(cues, key=lambda cue: not cue.needs)) for form, cues in forms.items()}


def build(path: Path = BUILT) -> None:
    """Writes the compiled cues; called by the build hook."""
    compiled.write(path, SOURCES, _packed())


def _packed() -> bytes:
    return msgspec.msgpack.Encoder(order="deterministic").encode(compile_tolls())


def _verbs(what: str, line: str) -> Iterator[tuple[str, Cue]]:
    for item in items(line):
        stem, _, needs = item.partition("+")
        past, present = stem.split()
        for form in inflect_verb(past, present):
            if form.person == 3 and form.tense != "imperative" and not (form.number == "pl" and form.gender == "f"):
                yield form.form, Cue(what, True, form.number, fold(needs.strip()))


def _nouns(what: str, line: str) -> Iterator[tuple[str, Cue]]:
    for item in items(line):
        noun, _, needs = (part.strip() for part in item.partition("+"))
        singular, many = with_plurals(noun)
        for form in inflect_noun(singular, many):
            yield form.form, Cue(what, False, form.number, fold(needs), bool(many))
