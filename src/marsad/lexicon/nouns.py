"""What does a noun count as: its classes, its grammatical number and the codebook's category of what it counts."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from marsad.arabic import compiled, inflection
from marsad.arabic.inflection import inflect_noun
from marsad.arabic.normal import fold
from marsad.arabic.particles import ARTICLE, INDEFINITE, OWNED, SOUND_PLURALS
from marsad.errors import MarsadError
from marsad.lexicon import listed
from marsad.lexicon.listed import items, with_plurals

DATA = Path(__file__).parent / "data" / "nouns.toml"
BUILT = Path(__file__).parent.parent / "_built" / "nouns.msgpack"
SOURCES = (DATA, Path(__file__), Path(listed.__file__), Path(inflection.__file__))

_SOUND = SOUND_PLURALS[1]
# Endings of a dual that are those of the sound plural too.
_BOTH = (SOUND_PLURALS[0], OWNED)


class NounError(MarsadError):
    """A noun file that cannot be read: names the file, the class and what to write instead."""


class Noun(msgspec.Struct, frozen=True, gc=False):
    """A form of a listed noun: classes in the order of the file, number, and what it counts, if anything.

    ``twin`` says that the form may also be a dual before its genitive (ضابطا in ضابطا شرطة, "two police officers").
    """

    classes: tuple[str, ...]
    number: str
    what: str | None
    twin: bool = False


class Nouns:
    """The listed nouns by folded form, with or without the article."""

    def __init__(self, forms: dict[str, Noun]) -> None:
        self._forms = forms

    @staticmethod
    @functools.cache
    def default() -> Nouns:
        """The nouns that ship with Marsad, compiled when the package is built, or now in a checkout."""
        return Nouns(msgspec.msgpack.decode(compiled.read(BUILT, SOURCES, _packed), type=dict[str, Noun]))

    @staticmethod
    def grown(path: Path) -> Nouns:
        """The nouns that ship with Marsad, with those of another file; a form of both has the classes of both."""
        forms = dict(Nouns.default()._forms)
        for form, noun in compile_nouns(path).items():
            forms[form] = _merge(noun, forms[form]) if form in forms else noun
        return Nouns(forms)

    def find(self, core: str) -> Noun | None:
        """The noun that a folded core is a form of, or None."""
        found = self._forms.get(core)
        if found is None and core.startswith(ARTICLE):
            found = self._forms.get(core.removeprefix(ARTICLE))
        return found

    def classes(self, core: str) -> tuple[str, ...]:
        """The classes of a folded core, empty for a word that is not listed."""
        found = self.find(core)
        return found.classes if found else ()

    def number(self, core: str) -> str | None:
        """``sg``, ``du`` or ``pl``. A form in ين that may be both is taken as the sound plural."""
        found = self.find(core)
        return found.number if found else None

    def what(self, core: str) -> str | None:
        """The codebook's category of quantity, or None."""
        found = self.find(core)
        return found.what if found else None

    def __len__(self) -> int:
        return len(self._forms)


def compile_nouns(path: Path = DATA) -> dict[str, Noun]:
    """Every form of every noun of the file; raises NounError."""
    forms: dict[str, Noun] = {}
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("noun", ()):
        name = entry.get("class")
        if not name or "words" not in entry:
            raise NounError(f"{path.name}: an entry lacks class or words: {entry}")
        for form, noun in _entry(path, name, entry.get("what"), entry["words"]):
            forms[form] = _merge(forms.get(form), noun)
    return forms


def _entry(path: Path, name: str, what: str | None, line: str) -> Iterator[tuple[str, Noun]]:
    for word in items(line):
        singular, many = with_plurals(word)
        if " " in singular:
            raise NounError(f"{path.name}, class {name}: {singular!r} is more than one word; list its head")
        for form, number in _forms(singular, many).items():
            yield form, Noun((name,), number, what, number == "sg" and form == fold(singular) + INDEFINITE)


def _forms(singular: str, plurals: list[str]) -> dict[str, str]:
    bare = fold(singular)
    broken = {plural for plural in plurals if plural.endswith(_SOUND) and fold(plural)[: -len(_SOUND)] != bare}
    sound = any(plural.endswith(_SOUND) for plural in plurals if plural not in broken)
    forms = {fold(plural): "pl" for plural in broken}
    for form in inflect_noun(singular, [plural for plural in plurals if plural not in broken]):
        both = form.number == "du" and sound and form.form.endswith(_BOTH)
        number = "pl" if both else form.number
        if form.form == bare and number != "sg":
            continue
        forms.setdefault(form.form, number)
    return forms


def _merge(old: Noun | None, new: Noun) -> Noun:
    """A form of two nouns keeps the first noun's number, unless only the second is a whole word there."""
    if old is None:
        return new
    classes = old.classes + tuple(name for name in new.classes if name not in old.classes)
    dual = old.number == "du" and new.number != "du"
    first = new if dual else old
    if dual:
        classes = new.classes + tuple(name for name in old.classes if name not in new.classes)
    return Noun(classes, first.number, first.what or old.what, old.twin or new.twin)


def build(path: Path = BUILT) -> None:
    """Writes the compiled nouns; called by the build hook."""
    compiled.write(path, SOURCES, _packed())


def _packed() -> bytes:
    return msgspec.msgpack.Encoder(order="deterministic").encode(compile_nouns())
