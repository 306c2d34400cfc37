"""Do the examples beside the lexicon's files hold? Every table is read, run and told apart by what it promises.

A table ``X.examples.tsv`` stands beside the file ``X.toml``. Those of ``nouns`` are asked of the nouns themselves; the
others hold sentences, which only a coder can read: it is handed in as a ``Reader``, for no lexicon knows its coder.
A word that must be an event is asked for among the readings that the lexicon gives it in that company; whether an
event is worth a claim, the coder decides in whole reports. A word that must be none must not be coded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from marsad.arabic.normal import fold
from marsad.lexicon.compiler import DATA
from marsad.lexicon.nouns import Nouns

NOTHING = "-"
_LETTERS = 3


class Spoken(msgspec.Struct, frozen=True):
    """One source that a reader heard: the word that brings it, its text, its kind and the rule."""

    cue: str
    source: str
    kind: str
    rule: str = ""


class Event(msgspec.Struct, frozen=True):
    """One word that a reader took for an event: its words, type, status, whether it is coded, and the rules."""

    words: str
    type: str
    status: str
    coded: bool
    rules: tuple[str, ...]


class Found(msgspec.Struct, frozen=True):
    """What a reader finds in an example: its events, and who speaks in it."""

    events: Sequence[Event]
    spoken: Sequence[Spoken]


Reader = Callable[[str], Found]


class Example(msgspec.Struct, frozen=True):
    """One line of a table: where it stands, the sentence or form, and the cells after it."""

    path: Path
    line: int
    text: str
    cells: tuple[str, ...]

    @property
    def table(self) -> str:
        """What the example is asked of: ``nouns``, ``speech``, ``sources``, ``status`` or ``triggers``."""
        return "triggers" if self.path.parent.name == "triggers" else self.path.name.split(".")[0]


class Failure(msgspec.Struct, frozen=True):
    """An example that does not hold: what was wanted, what was found, and the rules that found it."""

    example: Example
    found: str
    rules: tuple[str, ...] = ()

    def __str__(self) -> str:
        where, wanted = f"{self.example.path.name}:{self.example.line}", " ".join(self.example.cells)
        rules = f"\n  rules: {', '.join(self.rules)}" if self.rules else ""
        return f"{where}: {self.example.text}\n  wanted: {wanted}\n  found: {self.found or 'nothing'}{rules}"


def check(read: Reader | None = None, folder: Path = DATA) -> list[Failure]:
    """Every example of a lexicon folder that does not hold; sentences are left out without a reader."""
    return [failure for example in examples(folder) if (failure := _failure(example, read)) is not None]


def examples(folder: Path = DATA) -> Iterator[Example]:
    """All examples of a lexicon folder, file by file; the words of ``relevance`` are asked of whole texts elsewhere."""
    for path in sorted(folder.rglob("*.examples.tsv")):
        if path.name.startswith("relevance"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                text, *cells = line.split("\t")
                yield Example(path, number, text, tuple(cells))


def _failure(example: Example, read: Reader | None) -> Failure | None:
    if example.table == "nouns":
        return _noun(example)
    return None if read is None else _ASK[example.table](example, read(example.text))


def _noun(example: Example) -> Failure | None:
    nouns, core = Nouns.default(), fold(example.text)
    found = (" ".join(nouns.classes(core)[:1]), nouns.number(core) or "", nouns.what(core) or "")
    wanted = (*example.cells, "", "", "")[:3]
    return None if found == wanted else Failure(example, " / ".join(found), ("noun",))


def _trigger(example: Example, found: Found) -> Failure | None:
    """``word, type``: an event of that type at the word; ``-``: nothing is coded there."""
    word, wanted = example.cells
    there = [event for event in found.events if _share(event.words, word)]
    holds = not any(event.coded for event in there) if wanted == NOTHING else wanted in {event.type for event in there}
    return None if holds else _told(example, there or found.events)


def _status(example: Example, found: Found) -> Failure | None:
    """``word, status``: an event of that status at the word; ``none``: nothing is coded there."""
    word, wanted = example.cells
    there = [event for event in found.events if _share(event.words, word)]
    holds = not any(event.coded for event in there) if wanted == "none" else wanted in {e.status for e in there}
    return None if holds else _told(example, there or found.events)


def _speech(example: Example, found: Found) -> Failure | None:
    """``word, source``: the word brings that source; ``-``: it brings none."""
    word, wanted = example.cells
    heard = [spoken.source for spoken in found.spoken if _share(spoken.cue, word)]
    holds = not heard if wanted == NOTHING else any(_same(source, wanted) for source in heard)
    return None if holds else _overheard(example, found)


def _source(example: Example, found: Found) -> Failure | None:
    """``source, kind``: somebody of that kind speaks."""
    wanted, kind = example.cells
    holds = any(_same(spoken.source, wanted) and spoken.kind == kind for spoken in found.spoken)
    return None if holds else _overheard(example, found)


_ASK: dict[str, Callable[[Example, Found], Failure | None]] = {
    "triggers": _trigger,
    "status": _status,
    "speech": _speech,
    "sources": _source,
}


def _told(example: Example, events: Sequence[Event]) -> Failure:
    told = "; ".join(f"{event.words} {event.type} {event.status}" + " coded" * event.coded for event in events)
    return Failure(example, told, tuple(dict.fromkeys(rule for event in events for rule in event.rules)))


def _overheard(example: Example, found: Found) -> Failure:
    told = "; ".join(f"{spoken.cue}: {spoken.source} ({spoken.kind})" for spoken in found.spoken)
    return Failure(example, told, tuple(spoken.rule for spoken in found.spoken))


def _same(one: str, other: str) -> bool:
    """Whether two texts are one source; a longer one that begins with the other names the same."""
    return fold(one).startswith(fold(other)) or fold(other).startswith(fold(one))


def _share(one: str, other: str) -> bool:
    """Whether two texts have a word in common, clitics and the article aside."""
    return any(
        first == second or (min(len(first), len(second)) >= _LETTERS and (first in second or second in first))
        for first in fold(one).split()
        for second in fold(other).split()
    )
