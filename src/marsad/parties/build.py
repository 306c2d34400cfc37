"""Compiles the data files of this room: folds, splits and inflects every name and gives every party a number."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from marsad.arabic import compiled
from marsad.arabic.normal import fold
from marsad.arabic.tokens import Tokenizer
from marsad.parties.registry import BONDS, BUILT, DATA, Bond, Compiled, Country, Entry, Grammar, Noun, Party, Period

_WORD = re.compile(r"[\u0621-\u064a]+|[0-9]+|[A-Za-z]+")
# Kinds that a bare "the agency", "the movement" does not repeat.
_UNREPEATED = ("state", "civilians", None)
# The fields of a party that hold names.
_NAMES = ("ar", "weak", "echo", "leaders")
_FILES = ("parties.toml", "countries.toml", "heads.toml", "periods.toml")
SOURCES = (
    *(DATA / name for name in _FILES),
    *(DATA.parent / name for name in ("build.py", "registry.py", "../arabic/tokens.py")),
)
"""What the compiled registry is made of: the data files and this room's code."""

# Days after its period in which a name still means its party: reports of a fall or a death speak of it as before.
_LINGERS = timedelta(days=60)


def build(path: Path = BUILT) -> None:
    """Writes the compiled registry; called by the build hook."""
    compiled.write(path, SOURCES, _packed())


def packed() -> bytes:
    """The compiled registry, compiled anew where the file is missing, damaged or was made of other data."""
    return compiled.read(BUILT, SOURCES, _packed)


def _packed() -> bytes:
    return msgspec.msgpack.Encoder(order="deterministic").encode(compile_data())


def compile_data() -> Compiled:
    """The registry of the data files."""
    parties, countries, heads, periods = (_load(name) for name in _FILES)
    return _Compiler(parties["party"], countries, heads, periods).compiled()


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


class _Compiler:
    def __init__(
        self, parties: list[dict[str, Any]], countries: dict[str, Any], heads: dict[str, Any], periods: dict[str, Any]
    ) -> None:
        self.rows, self.lands, self.heads = parties, countries["country"], heads
        self.endings: list[str] = [fold(ending) for ending in countries["forms"]["endings"]]
        self.people = frozenset(fold(ending) for ending in countries["forms"]["people"])
        self.article, self.cases = fold(heads["article"]), [tuple(map(fold, pair)) for pair in heads["cases"]]
        self.joined, self.kunya = fold(heads["joined"]), [fold(form) for form in heads["kunya"]]
        self.spelling = self._spelling()
        self.named, self.bonds = periods["name"], periods["bond"]
        self.strong: dict[tuple[str, ...], int] = {}
        self.persons: set[tuple[str, ...]] = set()
        self.periods: dict[tuple[str, ...], list[Period]] = defaultdict(list)
        self.weak: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.echo: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.lexical: dict[tuple[str, ...], tuple[str, str]] = {}
        self.leading = self._forms(heads["group"]["words"] + heads["force"]["words"])
        self.tokenizer = Tokenizer(known=self._known())

    def compiled(self) -> Compiled:
        parties, countries = self._parties()
        number = {party.name: at for at, party in enumerate(parties)}
        anaphors: dict[str, set[int]] = defaultdict(set)
        group = self._forms(self.heads["group"]["words"])
        for row in self.rows:
            at = number[row["name"]]
            for alias in row["ar"] + row.get("leaders", []):
                for words in self._variants(alias, bare=row.get("kind") == "armed_group"):
                    self.strong.setdefault(words, at)
                    if alias not in row["ar"]:
                        self.persons.add(words)
            for alias in row["ar"]:
                first = self._keys(alias)[0]
                if first in group and row.get("kind") not in _UNREPEATED:
                    anaphors[self._bare(first)].add(at)
            self._bare_names(row, at)
        self._dated({party.id: at for at, party in enumerate(parties)})
        for land in self.lands:
            self._country(land)
        self._phrases()
        return Compiled(
            parties, countries, list(self._entries()), {k: frozenset(v) for k, v in anaphors.items()},
            frozenset(word for words in self._all() for word in words), self._grammar(), list(self._tied()),
        )  # fmt: skip

    def _bare_names(self, row: dict[str, Any], at: int) -> None:
        """Adds the names that mean the party with this number in context only."""
        for field, table in (("weak", self.weak), ("echo", self.echo)):
            for alias in row.get(field, []):
                for words in self._variants(alias, bare=field == "weak"):
                    if at not in table[words]:
                        table[words].append(at)

    def _phrases(self) -> None:
        """Adds the phrases that mean an arm of every state, or nobody."""
        for sort, phrases in (("arm", self.heads["arms"]["phrases"]), ("nobody", self.heads["nobody"]["phrases"])):
            for phrase in phrases:
                for words in self._variants(phrase):
                    self.lexical.setdefault(words, ("", sort))

    def _dated(self, number: dict[str, int]) -> None:
        """Bounds names in time; a name that only a period gives is a strong name too."""
        for row in self.named:
            at = number[row["party"]]
            period = Period(at, _iso(row.get("from")), _iso(_lingering(row)))
            for alias in row["ar"]:
                for words in self._variants(alias):
                    self.strong.setdefault(words, at)
                    self.periods[words].append(period)
        for periods in self.periods.values():
            periods.sort(key=lambda period: period.since, reverse=True)

    def _tied(self) -> Iterator[Bond]:
        for row in self.bonds:
            sort = next(sort for sort in BONDS if sort in row)
            yield Bond(row["party"], sort, row[sort], _iso(row.get("from")), _iso(row.get("until")))

    def _parties(self) -> tuple[list[Party], dict[str, Country]]:
        items = {land["government"]: land["wikidata"] for land in self.lands if "wikidata" in land}
        parties = [
            Party(
                row["id"], row["name"], row["kind"], row.get("country"),
                tuple(row.get("theatre", [row["country"]] if row.get("country") else [])), row.get("part_of"),
                row.get("wikidata") or items.get(row["name"]), _iso(row.get("from")), _iso(_lingering(row)),
                row.get("flies", False), tuple(fold(word) for word in row.get("near", [])),
            )
            for row in self.rows
        ]  # fmt: skip
        number = {party.name: at for at, party in enumerate(parties)}
        countries = {}
        for land in self.lands:
            name = land["government"]
            if name not in number:
                number[name] = len(parties)
                identity = re.sub("[^a-z]+", "-", _ascii(name).lower()).strip("-")
                parties.append(Party(identity, name, "state", land["iso"], (land["iso"],), None, items.get(name)))
                self.rows.append({"name": name, "ar": []})
            countries[land["iso"]] = Country(
                land["iso"], land["name"], land["demonym"], number[name], land.get("no_army", False), self._later(land)
            )
        return parties, countries

    def _later(self, land: dict[str, Any]) -> tuple[Period, ...]:
        """The governments that a country has had since, the latest first."""
        at = {row["id"]: number for number, row in enumerate(self.rows) if "id" in row}
        periods = [Period(at[row["party"]], _iso(row["from"]), _iso(row.get("until"))) for row in land.get("later", [])]
        return tuple(sorted(periods, key=lambda period: period.since, reverse=True))

    def _country(self, land: dict[str, Any]) -> None:
        iso = land["iso"]
        for sort, field in (("name", "ar"), ("capital", "capitals"), ("seat", "seats"), ("people", "plural")):
            for alias in land.get(field, []):
                self.lexical.setdefault(self._keys(alias), (iso, sort))
        for base in land.get("adjective", []):
            for words, sort in self._nationality(base):
                told = "common" if sort == "adjective" and land.get("common") else sort
                self.lexical.setdefault(words, (iso, told))

    def _nationality(self, base: str) -> Iterator[tuple[tuple[str, ...], str]]:
        words = fold(base).split()
        for ending in self.endings:
            sort = "people" if ending in self.people else "adjective"
            for article in ("", self.article):
                # the ending stands on each word of a compound adjective ("North Korean")
                yield tuple(self.spelling.get(w, w) for w in (article + word + ending for word in words)), sort

    def _entries(self) -> Iterator[tuple[tuple[str, ...], Entry]]:
        for words in self._all():
            iso, sort = self.lexical.get(words, ("", "person" if words in self.persons else ""))
            weak, echo = tuple(self.weak.get(words, ())), tuple(self.echo.get(words, ()))
            periods = tuple(self.periods.get(words, ()))
            yield words, Entry(self.strong.get(words, -1), weak, iso, sort, periods, echo)

    def _all(self) -> dict[tuple[str, ...], None]:
        return dict.fromkeys((*self.strong, *self.weak, *self.echo, *self.lexical))

    def _known(self) -> set[str]:
        names = [alias for row in self.rows for field in _NAMES for alias in row.get(field, [])]
        names += [alias for row in self.named for alias in row["ar"]]
        names += [
            alias for land in self.lands for field in ("ar", "capitals", "seats") for alias in land.get(field, [])
        ]
        return {word for name in names for word in _WORD.findall(fold(name))}

    def _keys(self, alias: str) -> tuple[str, ...]:
        cores = (token.core for token in self.tokenizer.tokens(fold(alias)) if token.kind != "p")
        return tuple(self.spelling.get(core, core) for core in cores)

    def _variants(self, alias: str, bare: bool = True) -> list[tuple[str, ...]]:
        """The ways one name is written: as listed, as the tokenizer splits it, by case, article and joined words.

        ``bare`` names keep their meaning when every article is dropped: "the Houthi militias", "Houthi militias".
        """
        raw = tuple(self.spelling.get(word, word) for word in _WORD.findall(fold(alias)))
        found = {raw, self._keys(alias)} if len(raw) > 1 else {raw}
        for words in list(found):
            for ending, other in self.cases:
                found.add(tuple(w[: -len(ending)] + other if w.endswith(ending) and len(w) > 5 else w for w in words))
            if words[0] in self.kunya:
                found.update((form, *words[1:]) for form in self.kunya)
            found.update(self._joined(words))
        for words in list(found):
            found.update(self._articles(words, bare))
        return sorted({tuple(self.spelling.get(word, word) for word in words) for words in found if words})

    def _joined(self, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if self.joined in words[:-1]:
            at = words.index(self.joined)
            yield (*words[:at], words[at] + words[at + 1], *words[at + 2 :])

    def _articles(self, words: tuple[str, ...], bare: bool) -> Iterator[tuple[str, ...]]:
        if len(words) > 1 and words[0] in self.leading:
            if not words[0].startswith(self.article):
                yield (self.article + words[0], *words[1:])
            elif bare and all(word.startswith(self.article) for word in words):
                yield tuple(self._bare(word) for word in words)

    def _bare(self, word: str) -> str:
        return word[len(self.article) :] if word.startswith(self.article) and len(word) > 4 else word

    def _forms(self, words: Iterable[str]) -> frozenset[str]:
        folded = [fold(word) for word in words]
        both = [form for word in folded for form in (word, self.article + word)]
        return frozenset(self.spelling.get(form, form) for form in both)

    def _spelling(self) -> dict[str, str]:
        groups = list(self.heads["spelling"]["groups"])
        first: dict[str, str] = {}
        for land in self.lands:
            bases = land.get("adjective", [])
            for base in bases[1:]:
                groups.extend([bases[0] + ending, base + ending] for ending in self.endings)
        for group in groups:
            head, *rest = (fold(word) for word in group)
            for word in rest:
                first[word] = head
                first[self.article + word] = self.article + head
        return first

    def _grammar(self) -> Grammar:
        heads = self.heads
        nouns: dict[str, Noun] = {}
        for row in heads["noun"]:
            noun = Noun(row["name"], row["kind"], row.get("yields", False), row.get("yields_to_people", False))
            nouns.update(dict.fromkeys(self._forms(row["words"]), noun))
        for row in heads["witness"]:
            noun = Noun(row["name"], row["kind"], yields=True, national=True, alone=row.get("alone", True))
            nouns.update(dict.fromkeys(self._forms(row["words"]), noun))
        return Grammar(
            self.article,
            fold(self.heads["nisba"]),
            tuple(sorted({ending for pair in self.cases for ending in pair})),
            frozenset(self.kunya),
            self.spelling,
            force=self._forms(heads["force"]["words"]),
            bare=self._forms(heads["force"]["bare"] + heads["office"]["bare"]),
            office=self._forms(heads["office"]["words"]),
            unnamed=self._forms(heads["unnamed"]["words"]),
            police=self._forms(heads["police"]["words"]),
            group=self._forms(heads["group"]["words"]),
            never=self._forms(heads["never"]["words"]),
            barrier=self._forms(heads["barrier"]["words"]),
            soft=self._forms(heads["barrier"]["soft"]),
            placing=self._forms(heads["placing"]["words"]),
            lands=self._forms(heads["placing"]["lands"]),
            silent=self._forms(heads["silent"]["words"]),
            idioms=frozenset(self._pair(words) for words in heads["barrier"]["idioms"]),
            former=self._forms(heads["former"]["words"]),
            shadow=self._forms(heads["shadow"]["words"]),
            condemning=self._forms(heads["condemning"]["words"]),
            adjectival=self._forms(heads["adjectival"]["words"]),
            plain=self._forms(heads["plain"]["words"]),
            sources=self._glosses(heads["source"]["nouns"]),
            officials=self._glosses(heads["source"]["officials"]),
            fighters=self._forms(heads["fighters"]["words"]),
            rank=self._forms(heads["rank"]["words"]),
            private=self._forms(heads["private"]["words"]),
            officer=self._forms(heads["officer"]["words"]),
            given=self._forms(heads["given"]["words"]),
            army=self._forms(heads["army"]["words"]),
            air=self._forms(heads["air"]["words"]),
            base=self._forms(heads["base"]["words"]),
            members=self._forms(heads["members"]["words"]),
            abstract=self._forms(heads["silent"]["abstract"]),
            beyond=self._forms(heads["office"]["beyond"]),
            persons=self._forms(heads["persons"]["words"]),
            chairs=self._forms(heads["chairs"]["words"]),
            bodies=self._forms(heads["chairs"]["bodies"]),
            institution=frozenset(fold(word) for word in heads["institution"]["words"]),
            civil=frozenset(fold(word) for word in heads["institution"]["civil"]),
            epithets=self._forms(heads["epithets"]["words"]),
            government=frozenset(heads["source"]["government"]),
            qualifiers=self._glosses(heads["source"]["qualifiers"]),
            official=frozenset(heads["source"]["official"]),
            medical=frozenset(heads["source"]["medical"]),
            media=frozenset(heads["source"]["media"]),
            nouns=nouns,
            before=frozenset(heads["source"]["before"]),
            informed=frozenset(heads["source"]["informed"]),
            unsaid=frozenset(heads["source"]["unsaid"]),
            within=frozenset(fold(word) for word in heads["speaker"]["within"]),
            reporters=self._forms(heads["speaker"]["reporters"]),
            one=self._forms(heads["speaker"]["one"]),
            things=self._glosses(heads["things"]["words"]),
            people=self._speaking(heads["speaker"]["people"]),
            single={row["names"][1]: row["names"][0] for row in heads["speaker"]["people"]},
        )

    def _speaking(self, rows: list[dict[str, Any]]) -> dict[str, str]:
        """The English name of people who speak, by the word that heads them."""
        several = {form: row["names"][1] for row in rows for form in self._forms(row["several"])}
        return several | {form: row["names"][0] for row in rows for form in self._forms(row["single"])}

    def _pair(self, words: str) -> tuple[str, str]:
        first, second = fold(words).split()
        return first, second

    def _glosses(self, table: dict[str, str]) -> dict[str, str]:
        return {form: gloss for word, gloss in table.items() for form in self._forms([word])}


def _lingering(row: dict[str, Any]) -> date | None:
    """The last day on which what ended may still be spoken of."""
    return row["until"] + _LINGERS if "until" in row else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _ascii(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
