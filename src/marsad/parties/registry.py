"""Which parties and countries there are, under which Arabic names, and where those names stand in a row of words."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from marsad.arabic.tokens import Token

DATA = Path(__file__).parent / "data"
BUILT = Path(__file__).parent.parent / "_built" / "parties.msgpack"

BONDS = ("part", "ally", "rival")
"""How one party may stand to another."""


class Party(msgspec.Struct, frozen=True, gc=False):
    """One party: ``kind`` as in the codebook; ``theatre`` are the countries in whose reports bare words mean it.

    ``wikidata`` is its item there, None where nobody has made sure of it (a state's is its country's); ``since`` and
    ``until`` are the ISO days between which bare words may mean it (empty for open); ``flies`` that bare aircraft over
    its theatre are its own; ``near`` are words of a report for which, of several parties, it is rather meant.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    theatre: tuple[str, ...] = ()
    part_of: str | None = None
    wikidata: str | None = None
    since: str = ""
    until: str = ""
    flies: bool = False
    near: tuple[str, ...] = ()

    def lives(self, day: str) -> bool:
        """Whether bare words may mean it on an ISO day (empty for unknown)."""
        return not day or (self.since <= day and (not self.until or day <= self.until))


class Period(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A name means the party with this number from ``since`` to ``until`` (ISO days, empty for open)."""

    party: int
    since: str = ""
    until: str = ""

    def holds(self, day: str) -> bool:
        """Whether the ISO day lies in the period."""
        return self.since <= day and (not self.until or day <= self.until)


class Country(msgspec.Struct, frozen=True, gc=False):
    """One country: ``government`` indexes the party of its government; ``demonym`` is the English adjective.

    ``later`` are the governments that came to power since, the latest first.
    """

    iso: str
    name: str
    demonym: str
    government: int
    no_army: bool = False
    later: tuple[Period, ...] = ()

    @property
    def rulers(self) -> tuple[int, ...]:
        """The numbers of the parties that govern it or have done so."""
        return tuple(at for at in (self.government, *(period.party for period in self.later)) if at >= 0)

    def ruler(self, day: str) -> int:
        """The number of the party that governs on an ISO day (empty for unknown)."""
        return next((period.party for period in self.later if day and period.holds(day)), self.government)


class Bond(msgspec.Struct, frozen=True, gc=False):
    """``party`` is ``part`` of, ``ally`` or ``rival`` of ``of`` (ids) from ``since`` to ``until`` (empty for open)."""

    party: str
    sort: str
    of: str
    since: str = ""
    until: str = ""

    def holds(self, day: str) -> bool:
        """Whether the ISO day lies in the bond's time."""
        return self.since <= day and (not self.until or day <= self.until)


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a row of words names: a party outright (``strong``), parties in context (``weak``), a country (``iso``).

    ``echo`` are parties that it names only where the report has named them before in other words.
    ``sort`` is name, adjective, people, capital or seat of the country, "arm" (every state has one), "nobody" (it only
    looks like a name) or "person" (a leader);
    ``periods`` bound the time in which the strong name means a party, the latest first.
    """

    strong: int = -1
    weak: tuple[int, ...] = ()
    iso: str = ""
    sort: str = ""
    periods: tuple[Period, ...] = ()
    echo: tuple[int, ...] = ()

    def on(self, day: str) -> int:
        """The party that the strong name means on an ISO day (empty for unknown); -1 for none."""
        if not self.periods or not day:
            return self.strong
        return next((period.party for period in self.periods if period.holds(day)), -1)


class Noun(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A noun that names a party of its own: civilians, refugees, eyewitnesses, unknown."""

    name: str
    kind: str
    yields: bool = False
    yields_to_people: bool = False
    national: bool = False
    alone: bool = True


class Grammar(msgspec.Struct, frozen=True):
    """The classes of words that compose; every word in all its folded forms, with and without the article."""

    article: str
    nisba: str
    plurals: tuple[str, ...]
    kunya: frozenset[str]
    spelling: dict[str, str]
    force: frozenset[str]
    bare: frozenset[str]
    office: frozenset[str]
    unnamed: frozenset[str]
    police: frozenset[str]
    group: frozenset[str]
    never: frozenset[str]
    barrier: frozenset[str]
    soft: frozenset[str]
    placing: frozenset[str]
    lands: frozenset[str]
    silent: frozenset[str]
    idioms: frozenset[tuple[str, str]]
    former: frozenset[str]
    shadow: frozenset[str]
    condemning: frozenset[str]
    plain: frozenset[str]
    adjectival: frozenset[str]
    sources: dict[str, str]
    officials: dict[str, str]
    qualifiers: dict[str, str]
    rank: frozenset[str]
    private: frozenset[str]
    officer: frozenset[str]
    given: frozenset[str]
    army: frozenset[str]
    air: frozenset[str]
    base: frozenset[str]
    members: frozenset[str]
    abstract: frozenset[str]
    beyond: frozenset[str]
    persons: frozenset[str]
    chairs: frozenset[str]
    bodies: frozenset[str]
    institution: frozenset[str]
    civil: frozenset[str]
    epithets: frozenset[str]
    fighters: frozenset[str]
    government: frozenset[str]
    official: frozenset[str]
    medical: frozenset[str]
    media: frozenset[str]
    nouns: dict[str, Noun]
    before: frozenset[str]
    informed: frozenset[str]
    unsaid: frozenset[str]
    within: frozenset[str]
    reporters: frozenset[str]
    one: frozenset[str]
    people: dict[str, str]
    things: dict[str, str]
    single: dict[str, str]


class Compiled(msgspec.Struct, frozen=True):
    """The data files, folded, expanded and numbered: what the package ships."""

    parties: list[Party]
    countries: dict[str, Country]
    entries: list[tuple[tuple[str, ...], Entry]]
    anaphors: dict[str, frozenset[int]]
    words: frozenset[str]
    grammar: Grammar
    bonds: list[Bond] = []


class Hit(msgspec.Struct, frozen=True, gc=False):
    """One name in a row of words: positions of its first and last word, the entry and its party.

    A ``weak`` name has no party before a context decides (``PartyContext.likeliest(entry.weak)``).
    """

    first: int
    last: int
    entry: Entry
    party: Party | None
    weak: bool


# The most words that are asked for to be a name.
_NAME = 5
# The most words that the name of an arm has.
_ARM = 3
# Marks that stand inside a name without ending it.
_INSIDE = frozenset("\"'()[].-")


def letters(name: str) -> str:
    """A name without case, blanks and marks."""
    return "".join(char for char in name.lower() if char.isalnum())


class Registry:
    """All parties and countries with their names; built once, never changed."""

    def __init__(self, compiled: Compiled) -> None:
        self.parties = compiled.parties
        self.countries = compiled.countries
        self.grammar = compiled.grammar
        self.anaphors = compiled.anaphors
        self._bonds_of: dict[str, list[Bond]] = {}
        for bond in compiled.bonds:
            for identity in dict.fromkeys((bond.party, bond.of)):
                self._bonds_of.setdefault(identity, []).append(bond)
        self._words = compiled.words
        self._entries = dict(compiled.entries)
        lengths: dict[str, set[int]] = {}
        for words in self._entries:
            lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        self.near = frozenset(word for party in self.parties for word in party.near)
        self.flying = tuple(at for at, party in enumerate(self.parties) if party.flies)
        self.armed = frozenset(at for at, party in enumerate(self.parties) if party.kind == "armed_group")
        self._by_id = {party.id: party for party in self.parties}
        self.number = {party.id: at for at, party in enumerate(self.parties)}

    @staticmethod
    @functools.cache
    def default() -> Registry:
        """The registry of the package's data files, compiled on first use where the build has not done it."""
        from marsad.parties.build import packed

        return Registry(msgspec.msgpack.decode(packed(), type=Compiled))

    @functools.cached_property
    def papers(self) -> dict[str, int]:
        """The numbers of the media by the letters of their names."""
        media = ((letters(party.name), at) for at, party in enumerate(self.parties) if party.kind == "media")
        return {name: at for name, at in media if name}

    def words(self) -> frozenset[str]:
        """Every folded word of a name: for the tokenizer, so that it does not split them."""
        return self._words

    def party(self, identity: str) -> Party | None:
        """The party with this id."""
        return self._by_id.get(identity)

    def by_name(self, name: str) -> Party | None:
        """The party of an English name, whatever its capitals."""
        wanted = name.casefold()
        return next((party for party in self.parties if party.name.casefold() == wanted), None)

    def government(self, iso: str) -> Party | None:
        """The party of a country's government."""
        country = self.countries.get(iso)
        return self.parties[country.government] if country else None

    def bonds(self, identity: str, day: str | None = None) -> list[Bond]:
        """What a party is part of, allied with or fights, on an ISO day or at any time; lasting membership first."""
        party = self._by_id[identity]
        lasting = [Bond(identity, "part", party.part_of)] if party.part_of else []
        own = (bond for bond in self._bonds_of.get(identity, ()) if bond.party == identity)
        return lasting + [bond for bond in own if day is None or bond.holds(day)]

    def rivals(self, identity: str, day: str | None = None) -> frozenset[str]:
        """The ids of parties that fight this one, on an ISO day or at any time."""
        return self._bonded("rival", identity, day)

    def allies(self, identity: str, day: str | None = None) -> frozenset[str]:
        """The ids of parties that fight on the side of this one, on an ISO day or at any time."""
        return self._bonded("ally", identity, day)

    def _bonded(self, sort: str, identity: str, day: str | None) -> frozenset[str]:
        found = (bond for bond in self._bonds_of.get(identity, ()) if bond.sort == sort)
        return frozenset(
            bond.of if bond.party == identity else bond.party for bond in found if day is None or bond.holds(day)
        )

    def visible(self, cores: Sequence[str]) -> tuple[list[str], list[int]]:
        """The cores in their first spelling, without the marks that stand inside names, and where each stood."""
        spelling = self.grammar.spelling
        keys, at = [], []
        for place, core in enumerate(cores):
            if core not in _INSIDE:
                keys.append(spelling.get(core, core))
                at.append(place)
        return keys, at

    def longest(self, keys: Sequence[str], start: int) -> tuple[Entry | None, int]:
        """The longest name that begins at ``start`` and how many words it has."""
        left = len(keys) - start
        for length in self._lengths.get(keys[start], ()):
            if length > left:
                continue
            entry = self._entries.get(tuple(keys[start : start + length]))
            if entry is not None:
                return entry, length
        return None, 0

    def arm(self, keys: Sequence[str], start: int) -> str:
        """The name of an arm that every state has ("the armed forces") that begins a row of words at ``start``."""
        for end in range(min(start + _ARM, len(keys)), start + 1, -1):
            entry = self._entries.get(tuple(keys[start:end]))
            if entry is not None and entry.sort == "arm":
                return " ".join(keys[start:end])
        return ""

    def whole_names(self, tokens: list[Token]) -> list[Token]:
        """The tokens, with the first word of a name of several made whole where it was split: Barack, not "in Arak"."""
        for at, token in enumerate(tokens[:-1]):
            form = token.form
            if token.pro and form in self._lengths:
                keys = [form, *(other.core for other in tokens[at + 1 : at + _NAME])]
                if self.longest(keys, 0)[1] > 1:
                    tokens[at] = token.whole()
        return tokens

    def find_aliases(self, cores: Sequence[str]) -> list[Hit]:
        """All names in a row of words from left to right, the longest at each place, without overlap."""
        keys, at = self.visible(cores)
        hits = []
        start = 0
        while start < len(keys):
            if keys[start] in self._lengths:
                entry, length = self.longest(keys, start)
                if entry is not None:
                    if entry.sort != "nobody":
                        hits.append(self._hit(entry, at[start], at[start + length - 1]))
                    start += length
                    continue
            start += 1
        return hits

    def nobodies(self, cores: Sequence[str]) -> set[int]:
        """The words of names that only look like a party's: the hospital "Martyrs of al-Aqsa"."""
        keys, at = self.visible(cores)
        found: set[int] = set()
        for start in range(len(keys)):
            entry, length = self.longest(keys, start)
            if entry is not None and entry.sort == "nobody":
                found.update(at[start : start + length])
        return found

    def _hit(self, entry: Entry, first: int, last: int) -> Hit:
        if entry.strong >= 0:
            return Hit(first, last, entry, self.parties[entry.strong], False)
        if entry.iso:
            return Hit(first, last, entry, self.government(entry.iso), False)
        return Hit(first, last, entry, None, True)

    def names(self) -> Iterable[tuple[tuple[str, ...], Entry]]:
        """Every row of words that names something, with what it names."""
        return self._entries.items()


def find_aliases(cores: Sequence[str], registry: Registry | None = None) -> list[Hit]:
    """All names of parties and countries in a row of words (the default registry's unless one is given)."""
    return (registry or Registry.default()).find_aliases(cores)
