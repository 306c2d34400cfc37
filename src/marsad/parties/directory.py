"""What does the registry know of a party: its names, leaders with their days, bonds? And do its data hold?"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from marsad.arabic.normal import fold
from marsad.codebook import codebook
from marsad.parties.registry import BONDS, DATA, Bond, Registry
from marsad.parties.values import parties_in

_ARABIC = re.compile(r"[\u0620-\u064a]")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Named(msgspec.Struct, frozen=True):
    """A name with the days from and to which it means the party; None is open."""

    name: str
    since: str | None = None
    until: str | None = None


class Card(msgspec.Struct, frozen=True):
    """A party with all that the data say of it."""

    id: str
    name: str
    kind: str
    country: str | None
    wikidata: str | None
    names: list[str]
    weak: list[str]
    leaders: list[Named]
    bonds: list[Bond]

    def text(self) -> str:
        """The card in lines, for a terminal."""
        head = f"{self.name} ({self.id}): {self.kind}" + (f", {self.country}" if self.country else "")
        rows = [
            ("wikidata", self.wikidata or ""),
            ("names", ", ".join(self.names)),
            ("in context", ", ".join(self.weak)),
            ("leaders", ", ".join(f"{leader.name}{_days(leader.since, leader.until)}" for leader in self.leaders)),
            *((bond.sort, f"{bond.of}{_days(bond.since, bond.until)}") for bond in self.bonds),
        ]
        return "\n".join([head, *(f"  {label:11}{value}" for label, value in rows if value)])


def cards(on: str | None = None) -> list[Card]:
    """All parties by id; with an ISO day only the leaders and bonds that held on it."""
    registry, rows = Registry.default(), {row["id"]: row for row in _load("parties.toml")["party"]}
    return [
        _card(party.id, rows.get(party.id, {}), registry, on) for party in sorted(registry.parties, key=lambda p: p.id)
    ]


def find(name: str, on: str | None = None, country: str | None = None) -> list[Card]:
    """The parties that a name means: an id, a Wikidata id, a part of an English name, or an Arabic phrase as read."""
    known = cards(on)
    if _ARABIC.search(name):
        ids = {value.id for value in parties_in(name, on, country)} | _listed(name)
        return [card for card in known if card.id in ids]
    wanted = name.casefold()
    exact = [card for card in known if wanted in (card.id, card.name.casefold(), (card.wikidata or "").casefold())]
    return exact or [card for card in known if wanted in card.name.casefold()]


def faults() -> list[str]:
    """What is wrong in the data files, a line each, naming file and entry."""
    parties, periods = _load("parties.toml")["party"], _load("periods.toml")
    ids = {party.id for party in Registry.default().parties}
    return [*_of_parties(parties, ids), *_shared(parties, periods["name"]), *_of_periods(periods, ids)]


def _of_parties(parties: Sequence[dict[str, Any]], ids: set[str]) -> Iterator[str]:
    kinds, seen, named = {*codebook().source_kinds, "civilians"}, set(), set()
    for row in parties:
        where = f"parties.toml, party '{row['id']}'"
        if not _ID.fullmatch(row["id"]) or row["id"] in seen:
            yield f"{where}: an id is one party's, small ascii letters joined by hyphens"
        if row["name"] in named:
            yield f"{where}: another party is named {row['name']}"
        if row["kind"] not in kinds:
            yield f"{where}: no kind '{row['kind']}'; take one of {', '.join(sorted(kinds))}"
        if row.get("part_of") and row["part_of"] not in ids:
            yield f"{where}: part_of '{row['part_of']}' is no party"
        if "wikidata" in row and not _WIKIDATA.fullmatch(row["wikidata"]):
            yield f"{where}: '{row['wikidata']}' is no Wikidata id"
        seen.add(row["id"])
        named.add(row["name"])


def _shared(parties: Sequence[dict[str, Any]], dated: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Names that mean two parties at all times."""
    bounded = {fold(alias) for row in dated for alias in row["ar"]}
    owner: dict[str, str] = {}
    for row in parties:
        for alias in {fold(alias) for alias in row["ar"] + row.get("leaders", [])} - bounded:
            other = owner.setdefault(alias, row["id"])
            if other != row["id"]:
                yield f"parties.toml, party '{row['id']}': '{alias}' is also {other}; make it weak or give it a period"


def _of_periods(periods: dict[str, Any], ids: set[str]) -> Iterator[str]:
    for sort in ("name", "bond"):
        for row in periods[sort]:
            where = f"periods.toml, {sort} of '{row['party']}'"
            others = [row[bond] for bond in BONDS if bond in row]
            if not {row["party"], *others} <= ids:
                yield f"{where}: no such party; see 'marsad parties list'"
            if sort == "bond" and len(others) != 1:
                yield f"{where}: say one of {', '.join(BONDS)}"
            if "from" in row and "until" in row and row["from"] > row["until"]:
                yield f"{where}: ends on {row['until']}, before it begins"


def _card(identity: str, row: dict[str, Any], registry: Registry, on: str | None) -> Card:
    party = registry.party(identity)
    assert party is not None
    dated = [_named(alias, period) for period in _periods(identity) for alias in period["ar"]]
    undated = [Named(leader) for leader in row.get("leaders", []) if leader not in {named.name for named in dated}]
    leaders = [named for named in (*dated, *undated) if on is None or _held(named, on)]
    names, weak = row.get("ar", []), row.get("weak", []) + row.get("echo", [])
    bonds = registry.bonds(identity, on)
    return Card(party.id, party.name, party.kind, party.country, party.wikidata, names, weak, leaders, bonds)


def _periods(identity: str) -> list[dict[str, Any]]:
    return [period for period in _load("periods.toml")["name"] if period["party"] == identity]


def _named(alias: str, period: dict[str, Any]) -> Named:
    return Named(alias, *(str(period[key]) if key in period else None for key in ("from", "until")))


def _held(named: Named, on: str) -> bool:
    return (named.since or "") <= on and (named.until is None or on <= named.until)


def _listed(name: str) -> set[str | None]:
    """Parties of which the name is one, weak ones too."""
    wanted = fold(name)
    return {
        row["id"]
        for row in _load("parties.toml")["party"]
        if wanted in {fold(alias) for field in ("ar", "weak", "echo") for alias in row.get(field, [])}
    }


def _days(since: str | None, until: str | None) -> str:
    return f" [{since or '...'} to {until or '...'}]" if since or until else ""


@functools.cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
