"""Turns the lexicon's data files into one table from folded words to readings."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from marsad.arabic import compiled
from marsad.arabic.inflection import VerbForm, inflect_noun, inflect_verb
from marsad.arabic.normal import fold
from marsad.arabic.particles import ARTICLE, BY, FOR, OWNED, TEH
from marsad.errors import MarsadError
from marsad.lexicon.conditions import ConditionError, bare, parse
from marsad.lexicon.entries import (
    Fixed,
    LightEntry,
    ResultEntry,
    Sense,
    SourceEntry,
    SpeechEntry,
    StatusEntry,
    TriggerEntry,
    WordForm,
)
from marsad.lexicon.listed import with_plurals

T = TypeVar("T")
R = TypeVar("R", WordForm, Fixed)
Row = dict[str, Any]
DATA = Path(__file__).parent / "data"
BUILT = Path(__file__).parent.parent / "_built" / "lexicon.msgpack"
SOURCES = (
    DATA,
    *(Path(__file__).with_name(name) for name in ("compiler.py", "conditions.py", "entries.py", "listed.py")),
    Path(__file__).parent.parent / "arabic" / "inflection.py",
)
_ROOMS = {
    "trigger": "triggers",
    "speech": "speech",
    "light": "lights",
    "result": "results",
    "status": "status",
    "source": "sources",
}
# The rooms whose verbs tell what a speaker and his side did.
_TOLD = frozenset({"trigger", "light"})
_VERB_WINDOW = 6
_FAR_WINDOW = 16
_NOUN_WINDOW = 3
_PHRASE_WINDOW = 1
_TAILS = {FOR, BY}


class LexiconError(MarsadError):
    """A lexicon file that cannot be read: names the file, the entry and what to write instead."""


class Compiled(msgspec.Struct):
    """Every reading of every listed word, and the entries that they belong to."""

    forms: Mapping[str, tuple[WordForm, ...]] = {}
    fixed: dict[str, tuple[Fixed, ...]] = {}
    triggers: dict[str, TriggerEntry] = {}
    speech: dict[str, SpeechEntry] = {}
    lights: dict[str, LightEntry] = {}
    results: dict[str, ResultEntry] = {}
    status: dict[str, StatusEntry] = {}
    sources: dict[str, SourceEntry] = {}
    adjectives: dict[str, str] = {}
    within: dict[str, str] = {}
    titles: dict[str, str] = {}


class _Table:
    """Collects readings while the files are read."""

    def __init__(self) -> None:
        self.forms: dict[str, dict[WordForm, None]] = {}
        self.fixed: dict[str, dict[Fixed, None]] = {}

    def add(self, word: str, reading: WordForm) -> None:
        self.forms.setdefault(word, {})[reading] = None

    def words(self, row: Row, room: str, entry: str) -> None:
        """All inflected words of one entry."""
        for written in row.get("verbs", []):
            self.verb(written, room, entry)
        for key, pos in (
            ("masdars", "masdar"),
            ("nouns", "noun"),
            ("participles", "participle"),
            ("phrases", "phrase"),
        ):
            for written in row.get(key, []):
                self.noun(written, room, entry, pos)
        for written in row.get("except", []):
            self.drop(fold(written), room, entry)

    def drop(self, word: str, room: str, entry: str) -> None:
        """Takes back a form that is nearly always another word (سلبي, "negative", as two lootings of سلب)."""
        for form in (word, ARTICLE + word):
            readings = self.forms.get(form, {})
            for reading in [r for r in readings if r.room == room and r.entry == entry and r.pos != "phrase"]:
                del readings[reading]

    def verb(self, written: str, room: str, entry: str) -> None:
        """``past present`` with optional ``+ words`` that must follow, ``++`` also behind a long subject.

        What stands after ``!`` may not stand right before such a word: "opened an inquiry into the *firing of* fire".
        """
        stem, _, after = written.partition("+")
        pair = stem.split()
        if len(pair) != 2:
            raise LexiconError(f"{written!r} is not 'past present' or 'past present + words'")
        rest, _, barred = after.removeprefix("+").partition("!")
        follow, lemma = _follow(rest.split()), fold(pair[0])
        window = _FAR_WINDOW if after.startswith("+") else _VERB_WINDOW
        held = tuple(form for forms in _follow(barred.split()) for form in forms)
        for form in inflect_verb(pair[0], pair[1]):
            if form.tense != "imperative" and (form.person == 3 or _we(form, room)):
                kind = (form.tense, form.number, form.gender, form.voice)
                reading = WordForm(room, entry, "verb", *kind, follow, window, lemma, held)
                self.add(form.form, reading)

    def noun(self, written: str, room: str, entry: str, pos: str) -> None:
        """``singular ج plural|plural``, several words that stand together, or a noun with ``+ words`` further off."""
        before, _, after = written.partition("+")
        if after:
            self.phrase(before.strip(), after.split(), room, entry, pos, _NOUN_WINDOW)
            return
        singular, plurals = with_plurals(written)
        first, *others = singular.split()
        if others:
            self.phrase(first, others, room, entry, pos)
            for written_plural in plurals:
                head, *rest = written_plural.split()
                self.phrase(head, rest, room, entry, pos)
            return
        lemma = bare(fold(singular))
        for form in inflect_noun(bare(singular), plurals):
            reading = WordForm(room, entry, pos, number=form.number, lemma=lemma)
            self.add(form.form, reading)
            joined = form.number == "du" and form.form.endswith(OWNED)
            if not joined and not form.form.startswith(ARTICLE):
                self.add(ARTICLE + form.form, reading)

    def phrase(
        self, first: str, others: list[str], room: str, entry: str, pos: str, window: int = _PHRASE_WINDOW
    ) -> None:
        """Words that stand together; the first may be inflected, have the article and clitics."""
        head = fold(first)
        plain = bare(head)
        reading = WordForm(room, entry, pos, rest=_follow(others), window=window, lemma=plain)
        for form in {head, plain, ARTICLE + plain, *(form.form for form in inflect_noun(plain))}:
            self.add(form, reading)

    def group(self, written: str, room: str, entry: str, role: str, needs: str = "") -> None:
        """A fixed group of words as written; a last word of one letter is a clitic of the word that follows."""
        words = fold(written).split()
        tail = words.pop() if len(words) > 1 and words[-1] in _TAILS else ""
        self.fixed.setdefault(words[0], {})[Fixed(room, entry, role, tuple(words), tail, needs)] = None


def compile_lexicon(data: Path = DATA) -> Compiled:
    """Reads every file below ``data``; raises LexiconError with file and entry for the first that is wrong."""
    return _compile(data, _Table(), Compiled())


def grown(shipped: Compiled, data: Path) -> Compiled:
    """A lexicon with the entries of another folder added; an entry with the id of a shipped one takes its place."""
    if not data.is_dir():
        raise LexiconError(f"{data}: no such folder; give one with files like those of {DATA}")
    own = _compile(data, _Table(), Compiled())
    fresh = _Table()
    _merge(fresh.forms, shipped.forms, own.forms, own)
    _merge(fresh.fixed, shipped.fixed, own.fixed, own)
    return Compiled(
        {word: tuple(readings) for word, readings in fresh.forms.items()},
        {word: tuple(groups) for word, groups in fresh.fixed.items()},
        *({**getattr(shipped, room), **getattr(own, room)} for room in Compiled.__struct_fields__[2:]),
    )


def _merge(
    table: dict[str, dict[R, None]], shipped: Mapping[str, Sequence[R]], own: Mapping[str, Sequence[R]], by: Compiled
) -> None:
    """Joins two tables of readings; those of an entry that is written anew go out."""
    anew = {(room, entry) for room, name in _ROOMS.items() for entry in getattr(by, name)}
    for word, readings in shipped.items():
        kept = {reading: None for reading in readings if (reading.room, reading.entry) not in anew}
        if kept:
            table[word] = kept
    for word, added in own.items():
        table[word] = {**dict.fromkeys(added), **table.get(word, {})}


def _compile(data: Path, table: _Table, out: Compiled) -> Compiled:
    for path in sorted((data / "triggers").glob("*.toml")):
        for row in _rows(path, "trigger"):
            if row.get("id") in out.triggers:
                raise LexiconError(f"{path}: trigger {row['id']!r} stands twice; give each its own id")
            _read(path, row, out.triggers, _trigger, table, "trigger")
    _read_all(data / "speech.toml", "speech", out.speech, _speech, table)
    _read_all(data / "lightverbs.toml", "light", out.lights, _light, table)
    _read_all(data / "results.toml", "result", out.results, _result, table)
    _read_all(data / "status.toml", "status", out.status, _status, table)
    _read_all(data / "sources.toml", "source", out.sources, _source, table)
    _groups(data, table)
    _lists(data / "sources.toml", out)
    out.forms = {word: tuple(readings) for word, readings in sorted(table.forms.items()) if readings}
    out.fixed = {word: tuple(groups) for word, groups in sorted(table.fixed.items())}
    return out


def build(path: Path = BUILT) -> None:
    """Writes the compiled lexicon; called by the build hook."""
    compiled.write(path, SOURCES, _packed())


def built() -> Compiled:
    """The lexicon that ships with Marsad; compiled anew where its data files were edited."""
    packed = compiled.read(BUILT, SOURCES, _packed)
    forms, rest = msgspec.msgpack.decode(packed, type=tuple[dict[str, msgspec.Raw], Compiled])
    rest.forms = _Sealed(forms)
    return rest


class _Sealed(Mapping[str, tuple[WordForm, ...]]):
    """The readings of words, unpacked when a word is asked for: most words of the lexicon no run ever meets."""

    def __init__(self, packed: dict[str, msgspec.Raw]) -> None:
        self._packed = packed
        self._decoder = msgspec.msgpack.Decoder(tuple[WordForm, ...])

    def __getitem__(self, word: str) -> tuple[WordForm, ...]:
        return self._decoder.decode(self._packed[word])

    def get(self, word: str, default: tuple[WordForm, ...] = ()) -> tuple[WordForm, ...]:  # type: ignore[override]
        """The readings of a word, ``default`` where it is not listed."""
        return self[word] if word in self._packed else default

    def __contains__(self, word: object) -> bool:
        return word in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def _packed() -> bytes:
    found = compile_lexicon()
    rest = msgspec.structs.replace(found, forms={})
    return msgspec.msgpack.Encoder(order="deterministic").encode((found.forms, rest))


def _we(form: VerbForm, room: str) -> bool:
    """Whether a speaker says it of his own side: نطالب (we demand), and of what they did: قصفنا (we shelled)."""
    told = form.tense == "present" or (form.tense == "past" and form.voice != "passive" and room in _TOLD)
    return form.person == 1 and form.number == "pl" and told


def _follow(words: list[str]) -> tuple[tuple[str, ...], ...]:
    """For each following word the bare forms that may stand there."""
    return tuple(tuple(bare(fold(form)) for form in word.split("|")) for word in words)


def _rows(path: Path, key: str) -> Iterator[Row]:
    if not path.exists():
        return
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise LexiconError(f"{path}: {problem}; every entry is a [[{key}]] table of TOML") from problem
    for number, row in enumerate(content.get(key, [])):
        yield {"id": f"{key}-{number}", **row}


def _read_all(path: Path, key: str, into: dict[str, T], make: Callable[[Row], T], table: _Table) -> None:
    for row in _rows(path, key):
        _read(path, row, into, make, table, key)


def _read(path: Path, row: Row, into: dict[str, T], make: Callable[[Row], T], table: _Table, room: str) -> None:
    try:
        into[row["id"]] = make(row)
        table.words(row, room, row["id"])
    except (KeyError, ConditionError, LexiconError) as problem:
        raise LexiconError(f"{path}: entry {row.get('id', '?')}: {problem}") from problem


def _trigger(row: Row) -> TriggerEntry:
    return TriggerEntry(
        id=row["id"],
        type=row["type"],
        strength=int(row.get("strength", 2)),
        subj=row.get("subj", "actor"),
        obj=row.get("obj", "target"),
        passive=row.get("passive", "target"),
        gen=row.get("gen", "either"),
        prep={fold(word): role for word, role in row.get("prep", {}).items()},
        senses=tuple(Sense(sense["type"], parse(sense["if"])) for sense in row.get("senses", [])),
        never=tuple(parse(item["if"]) for item in row.get("never", [])),
    )


def _speech(row: Row) -> SpeechEntry:
    return SpeechEntry(
        id=row["id"],
        preposition=fold(row.get("prep", "")),
        origin=fold(row.get("from", "")),
        continues=bool(row.get("continues")),
        weak=bool(row.get("weak")),
        denies=bool(row.get("denies")),
        owns=bool(row.get("owns")),
        deeds=bool(row.get("deeds")),
    )


def _light(row: Row) -> LightEntry:
    prep = {fold(word): role for word, role in row.get("prep", {}).items()}
    return LightEntry(
        row["id"],
        fold(row.get("event", "obj")),
        row.get("subj", "actor"),
        row.get("obj", "target"),
        prep,
        row.get("status", ""),
    )


def _result(row: Row) -> ResultEntry:
    return ResultEntry(row["id"], bool(row.get("reverse")))


def _status(row: Row) -> StatusEntry:
    return StatusEntry(
        id=row["id"],
        group=row.get("list", ""),
        status=row["status"],
        scopes=tuple(row.get("scope", "").split()),
        prepositions=tuple(fold(word) for word in row.get("prep", "").split()),
        present=bool(row.get("present")),
        weak=bool(row.get("weak")),
    )


def _source(row: Row) -> SourceEntry:
    return SourceEntry(
        id=row["id"],
        kind=row["kind"],
        bare=str(row.get("bare", row["kind"])),
        takes=tuple(fold(word) for word in row.get("takes", [])),
        sayer=bool(row.get("sayer", True)),
        names=bool(row.get("names")),
    )


def _groups(data: Path, table: _Table) -> None:
    for row in _rows(data / "speech.toml", "attribution"):
        for written in row["words"]:
            table.group(written, "attribution", row["id"], row.get("role", "source"), row.get("needs", ""))
    for row in _rows(data / "results.toml", "result"):
        for written in row.get("words", []):
            role = row.get("role", "after" if row.get("reverse") else "before")
            table.group(written, "result", row["id"], role)
    for row in _rows(data / "status.toml", "status"):
        for written in row.get("words", []):
            table.group(written, "status", row["id"], row["status"])


def _lists(path: Path, out: Compiled) -> None:
    for key, into in (("adjective", out.adjectives), ("within", out.within), ("title", out.titles)):
        for row in _rows(path, key):
            for written in row["words"]:
                first = bare(written.split()[0])
                feminine = [*inflect_noun(first + TEH)] if key == "adjective" else []
                for form in (*inflect_noun(first), *feminine):
                    into.setdefault(bare(form.form), row["kind"])
