"""What is a party or a place called in the reader's language? Records hold English names; Arabic readers see Arabic."""

from __future__ import annotations

import functools
import re
import tomllib
from typing import Any

from babel import Locale
from sqlalchemy import Table, select
from sqlalchemy import func as sql

from marsad.codebook.labels import label, labels
from marsad.fuse.offices import offices
from marsad.gazetteer.index import Gazetteer
from marsad.gazetteer.places import name_key, rows, spellings
from marsad.parties.registry import DATA
from marsad.store import Store
from marsad.store.schema import parties, places

_ARABIC = re.compile("[\u0620-\u064a]")


class Naming:
    """Names in one language (``ar`` or ``en``); an unknown name stands as it is."""

    def __init__(self, store: Store, language: str) -> None:
        self._store = store
        self._arabic = language == "ar"
        self._spelt: dict[str, str] = {}

    def party(self, name: str) -> str:
        """The name of a party by its English name."""
        if not self._arabic:
            return name
        return party_names().get(name) or self._as_reported(parties, name)

    def governed(self, name: str) -> str:
        """The name of a party as it is after a preposition."""
        return label("oblique", name, "ar") if self._arabic and name in labels()["oblique"] else self.party(name)

    def place(self, ref: str | None, name: str | None) -> str:
        """The name of a place by its id in the gazetteer and its English name."""
        if not self._arabic:
            return name or ""
        if ref is None:
            return self._as_reported(places, name) if name else ""
        if ref not in self._spelt:
            self._spelt[ref] = place_names().get(ref) or self._written(ref) or _folded(ref) or name or ""
        return self._spelt[ref]

    def writes(self, name: str) -> bool:
        """Whether a name is in the script of the language."""
        return not self._arabic or bool(_ARABIC.search(name))

    def country(self, code: str | None) -> str:
        """The name of a country by its two letters."""
        if not code:
            return ""
        found = Locale("ar" if self._arabic else "en").territories.get(code, code)
        return str(found)

    def _as_reported(self, table: Table, name: str) -> str:
        """What reports call it most often, for a name that is put together ("field sources", "northern Syria")."""
        key = f"{table.name}:{name}"
        if key not in self._spelt:
            asked = (
                select(table.c.text).where(table.c.name == name).group_by(table.c.text)
                .order_by(sql.count().desc(), table.c.text).limit(1)
            )  # fmt: skip
            with self._store.reading() as connection:
                self._spelt[key] = connection.execute(asked).scalar() or name
        return self._spelt[key]

    def _written(self, ref: str) -> str | None:
        """The place's name as most reports spell it, where a mention is nothing but the name."""
        keys = _keys_of().get(ref, frozenset())
        asked = (
            select(places.c.text).where(places.c.ref == ref).group_by(places.c.text).order_by(sql.count().desc())
        ).limit(20)
        with self._store.reading() as connection:
            texts = connection.execute(asked).scalars().all()
        return next((text for text in texts if name_key(text) in keys), None)


@functools.cache
def party_names() -> dict[str, str]:
    """English to Arabic names of parties: those that are written for showing, of countries, of the registry."""
    shown = tomllib.loads((DATA / "shown.toml").read_text("utf-8"))
    found: dict[str, str] = dict(shown["names"])
    listed = [party for table in ("codebook.toml", "parties.toml") for party in _parties_of(table)]
    named = {party["id"]: party["name"] for party in listed}
    for country in tomllib.loads((DATA / "countries.toml").read_text("utf-8"))["country"]:
        if country.get("ar"):
            found.setdefault(country.get("government", country["name"]), country["ar"][0])
            found.setdefault(f"{country['name']} police", shown["patterns"]["police"].format(country["ar"][0]))
            holders = [country.get("government", country["name"])]
            holders += [named[later["party"]] for later in country.get("later", [])]
            for holder in holders:
                found.setdefault(f"{holder} official", shown["patterns"]["official"].format(country["ar"][0]))
            for office in offices():
                for holder in holders:
                    found.setdefault(f"{holder} {office.name}", office.shown.format(country["ar"][0]))
    for party in listed:
        if party.get("ar"):
            found.setdefault(party["name"], party["ar"][0])
    return found


def _parties_of(table: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads((DATA / table).read_text("utf-8")).get("party", [])
    return entries


@functools.cache
def place_names() -> dict[str, str]:
    """Id to Arabic name of countries and of the gazetteer's own entries."""
    found = {f"iso:{code}": str(name) for code, name in Locale("ar").territories.items()}
    for _, cells in rows("supplement.tsv"):
        names = spellings(cells[2])
        if names:
            found[cells[0]] = names[0]
    return found


@functools.cache
def _keys_of() -> dict[str, frozenset[str]]:
    """Id of a place to its folded names."""
    gazetteer = Gazetteer.default()
    found: dict[str, set[str]] = {}
    for key in gazetteer.folded_names():
        for place in gazetteer.places(key):
            found.setdefault(place.id, set()).add(key)
    return {ref: frozenset(keys) for ref, keys in found.items()}


def _folded(ref: str) -> str | None:
    return next(iter(sorted(_keys_of().get(ref, ()), key=len)), None)
