"""What the lexicon knows of one folded word: its readings as event, speech or status word, and its noun classes."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from marsad.arabic import compiled, inflection, verblist
from marsad.arabic.inflection import inflect_noun
from marsad.arabic.normal import fold
from marsad.arabic.particles import AND_SO, TEH
from marsad.arabic.tokens import Token
from marsad.lexicon import conditions
from marsad.lexicon.compiler import DATA, Compiled, built, grown
from marsad.lexicon.conditions import bare
from marsad.lexicon.entries import Fixed, WordForm
from marsad.lexicon.nouns import Nouns

Lists = TypeVar("Lists", bound=msgspec.Struct)

_LINKS = DATA / "links.toml"
BUILT = Path(__file__).parent.parent / "_built" / "links.msgpack"
SOURCES = (_LINKS, Path(__file__), Path(conditions.__file__), Path(inflection.__file__), *verblist.SOURCES)
"""What the compiled links are made of."""

_NONE: tuple[WordForm, ...] = ()


class Word(msgspec.Struct, frozen=True, gc=False):
    """All that is known of a core: readings by room, noun classes, grammatical number, kind of title."""

    core: str
    bare: str
    triggers: tuple[WordForm, ...]
    carriers: tuple[WordForm, ...]
    speech: tuple[WordForm, ...]
    status: tuple[WordForm, ...]
    sources: tuple[WordForm, ...]
    classes: frozenset[str]
    number: str | None
    title: str
    verbal: bool

    @property
    def listed(self) -> bool:
        """Whether the lexicon knows the word as a noun, an event, speech, a source or a title: no name then."""
        return bool(self.classes or self.triggers or self.carriers or self.speech or self.sources or self.title)


class Links(msgspec.Struct, frozen=True):
    """The words and noun classes that tie noun phrases together inside one mention."""

    linkers: frozenset[str]
    peopled: frozenset[str]
    charged: frozenset[str]
    general: frozenset[str]
    adverbs: frozenset[str]
    manners: frozenset[str]
    describing: frozenset[str]
    owned: frozenset[str]
    parts: frozenset[str]
    joined: frozenset[str]
    amounts: frozenset[str]
    shares: frozenset[str]
    things: frozenset[str]
    people: frozenset[str]
    foremost: frozenset[str]
    deeds: frozenset[str]
    contents: frozenset[str]
    abstracts: frozenset[str]
    forces: frozenset[str]
    kindred: frozenset[str]
    addressed: frozenset[str]
    sides: frozenset[str]
    others: frozenset[str]
    seats: frozenset[str]
    anti: frozenset[str]
    additions: frozenset[tuple[str, ...]]
    keepers: frozenset[str]
    awaiting: frozenset[str]
    fielding: frozenset[str]
    idioms: frozenset[tuple[str, ...]]
    made: frozenset[str]
    nationality: frozenset[str]
    unmanned: frozenset[tuple[str, ...]]
    bombers: frozenset[str]
    unparties: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    called: frozenset[str]
    honours: frozenset[str]
    realms: frozenset[str]
    moneyed: frozenset[str]
    bodies: frozenset[str]
    relatives: frozenset[str]
    degrees: frozenset[str]


@functools.cache
def links() -> Links:
    """The links as shipped, all forms made when the package is built, or now in a checkout."""
    return msgspec.msgpack.decode(compiled.read(BUILT, SOURCES, _packed), type=Links)


def build(path: Path = BUILT) -> None:
    """Writes the compiled links; called by the build hook."""
    compiled.write(path, SOURCES, _packed())


def _packed() -> bytes:
    return msgspec.msgpack.Encoder(order="deterministic").encode(read_links())


def read_links() -> Links:
    """The links of the data file with all their forms."""
    content = tomllib.loads(_LINKS.read_text(encoding="utf-8"))
    return Links(
        _participles(content["linkers"]),
        _participles(content["peopled"]),
        _participles(content["charged"]),
        _participles(content["general"]),
        frozenset(fold(word) for word in content["adverbs"]),
        frozenset(fold(word) for word in content["manners"]),
        frozenset(fold(word) for word in content["describing"]),
        frozenset(content["owned"]),
        frozenset(content["parts"]),
        frozenset(content["joined"]),
        frozenset(bare(fold(word)) for word in content["amounts"]),
        frozenset(bare(fold(word)) for word in content["shares"]),
        frozenset(content["things"]),
        frozenset(content["people"]),
        frozenset(fold(word) for word in content["foremost"]),
        frozenset(content["deeds"]),
        frozenset(bare(fold(word)) for word in content["contents"]),
        frozenset(fold(word) for word in content["abstracts"]),
        frozenset(content["forces"]),
        frozenset(fold(word) for word in content["kindred"]),
        frozenset(fold(word) for word in content["addressed"]),
        frozenset(fold(word) for word in content["sides"]),
        frozenset(fold(word) for word in content["others"]),
        frozenset(fold(word) for word in content["seats"]),
        _participles(content["anti"]),
        frozenset(tuple(fold(words).split()) for words in content["additions"]),
        frozenset(fold(word) for word in content["keepers"]),
        frozenset(fold(word) for word in content["awaiting"]),
        frozenset(content["fielding"]),
        frozenset(tuple(fold(words).split()) for words in content["idioms"]),
        frozenset(fold(word) for word in content["made"]),
        frozenset(fold(word) for word in content["nationality"]),
        frozenset(tuple(fold(words).split()) for words in content["unmanned"]),
        frozenset(fold(word) for word in content["bombers"]),
        frozenset(bare(fold(word)) for word in content["unparties"]),
        frozenset(fold(word) for word in content["men"]),
        frozenset(fold(word) for word in content["women"]),
        frozenset(fold(word) for word in content["called"]),
        frozenset(bare(fold(word)) for word in content["honours"]),
        frozenset(fold(word) for word in content["realms"]),
        frozenset(fold(word) for word in content["moneyed"]),
        frozenset(fold(word) for word in content["bodies"]),
        frozenset(fold(word) for word in content["relatives"]),
        frozenset(fold(word) for word in content["degrees"]),
    )


def word_lists(kind: type[Lists], file: str) -> Lists:
    """The words of a data file, folded: a set for every field of ``kind``, which the file has by the same name."""
    content = tomllib.loads((DATA / file).read_text(encoding="utf-8"))
    return kind(*(frozenset(fold(word) for word in content[name]) for name in kind.__struct_fields__))


def _participles(words: Sequence[str]) -> frozenset[str]:
    """All forms of participles in both genders, bare."""
    both = (gender for word in words for gender in (word, word + TEH))
    return frozenset(bare(form.form) for word in both for form in inflect_noun(word))


@functools.cache
def _set_of(classes: tuple[str, ...]) -> frozenset[str]:
    """The classes of nouns as a set, one for all words that have them."""
    return frozenset(classes)


_MOST = 100_000
"""Cores whose answers are kept: a worker that reads for days meets ever new ones."""


class _Answers(dict[str, Word]):
    """What was answered for a core; asks where it was not asked yet, and begins anew when it holds too many."""

    def __init__(self, ask: Callable[[str], Word]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, core: str) -> Word:
        if len(self) >= _MOST:
            self.clear()
        found = self[core] = self._ask(core)
        return found


class Lexicon:
    """The compiled lexicon, asked word by word and remembering its answers."""

    def __init__(self, compiled: Compiled, nouns: Nouns) -> None:
        self.compiled = compiled
        self.nouns = nouns
        self._words = _Answers(self._look_up)

    @staticmethod
    @functools.cache
    def default() -> Lexicon:
        """The lexicon that ships with Marsad, compiled when the package is built, or now in a checkout."""
        return Lexicon(built(), Nouns.default())

    @staticmethod
    def grown(folder: Path) -> Lexicon:
        """The lexicon that ships with Marsad and the entries of a folder; raises LexiconError with file and entry."""
        nouns = folder / "nouns.toml"
        return Lexicon(grown(built(), folder), Nouns.grown(nouns) if nouns.exists() else Nouns.default())

    def known(self) -> frozenset[str]:
        """Every listed form, for the tokenizer to prefer."""
        return frozenset(self.compiled.forms)

    def word(self, core: str) -> Word:
        """What is known of a folded core; an empty Word for one that is not listed."""
        return self._words[core]

    def words(self, cores: Iterable[str]) -> list[Word]:
        """The same of every core in a row."""
        return [*map(self._words.__getitem__, cores)]

    def _look_up(self, core: str) -> Word:
        forms = self.compiled.forms.get(core, _NONE)

        def room(*names: str) -> tuple[WordForm, ...]:
            return tuple(form for form in forms if form.room in names) if forms else _NONE

        plain = bare(core)
        return Word(
            core=core,
            bare=plain,
            triggers=room("trigger"),
            carriers=room("light", "result"),
            speech=room("speech"),
            status=room("status"),
            sources=room("source"),
            classes=_set_of(self.nouns.classes(core)),
            number=self.nouns.number(core),
            title=self.compiled.titles.get(plain, ""),
            verbal=any(form.pos == "verb" for form in forms),
        )

    @functools.cached_property
    def _openings(self) -> dict[str, dict[str, list[Fixed]]]:
        """The fixed groups by their first word and their second, which is empty for a single word."""
        table: dict[str, dict[str, list[Fixed]]] = {}
        for first, groups in self.compiled.fixed.items():
            for group in groups:
                second = group.words[1] if len(group.words) > 1 else ""
                table.setdefault(first, {}).setdefault(second, []).append(group)
        return table

    def groups(self, tokens: Sequence[Token]) -> list[tuple[int, int, Fixed]]:
        """The fixed groups of words in a sentence: first token, token after the last, group; longest at each place."""
        openings, found, free = self._openings, [], 0
        for at, token in enumerate(tokens):
            seconds = openings.get(token.form)
            if seconds is None and token.pro[:1] in AND_SO:
                seconds = openings.get(token.form[1:])
            if seconds is None or at < free:
                continue
            best: tuple[int, int, Fixed] | None = None
            following = tokens[at + 1].form if at + 1 < len(tokens) else ""
            for group in (*seconds.get(following, ()), *seconds.get("", ())):
                end = _group_end(tokens, at, group)
                if end and (best is None or end > best[1]):
                    best = (at, end, group)
            if best is not None:
                found.append(best)
                free = best[1]
        return found


def _group_end(tokens: Sequence[Token], at: int, group: Fixed) -> int:
    """The token after the group that begins at ``at``; 0 where it does not stand there."""
    end = at + len(group.words)
    if end > len(tokens) or any(tokens[at + i].form != word for i, word in enumerate(group.words) if i):
        return 0
    if group.tail and not (end < len(tokens) and tokens[end].pro[-1:] == group.tail):
        return 0
    return end
