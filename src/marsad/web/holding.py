"""Who holds which place, by all that the database tells? Every place with claims of control, worked out once."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec

from marsad.fuse import Account, accounts
from marsad.fuse.control import control, holds_on, told_of
from marsad.fuse.fusing import party_hierarchy
from marsad.fuse.records import Spot
from marsad.model import Interval
from marsad.observatory.fusing import texts
from marsad.store import Filter, Store

TERRITORY = ("capture", "control", "withdrawal", "siege", "siege.lift", "advance", "clash")
FRESH = 200
"""Articles changed since the last fusing that are read anew."""
PLACED = ("city", "site", "admin2")
PALETTE = ("#3d7cc9", "#d1492b", "#3a8f55", "#9a5fc2", "#a87b10", "#16899c", "#c2528a")
OTHERS = "#7d848a"
"""Colours that are told apart on the light and on the dark map: of the parties that hold most, and of all others."""
FEW = 0.02
"""Which share of the changes lies before the first day of the slider."""


class Held(msgspec.Struct, frozen=True):
    """A place with its intervals: over all sources first, then by each source."""

    ref: str
    name: str
    country: str | None
    lat: float
    lon: float
    intervals: list[Interval]

    @property
    def overall(self) -> list[Interval]:
        """The account over all sources."""
        return [each for each in self.intervals if each.source is None]

    def on(self, day: str) -> Interval | None:
        """What holds on a day over all sources."""
        return next((each for each in self.overall if holds_on(each, day)), None)


def held_places(store: Store) -> dict[str, Held]:
    """Every town and site that claims of control are about, by its id in the gazetteer."""
    told = _accounts(store)
    about: dict[str, dict[str, Account]] = {}
    spots: dict[str, Spot] = {}
    for account in told:
        for spot in _spots(account):
            about.setdefault(str(spot.id), {})[account.id] = account
            spots.setdefault(str(spot.id), spot)
    found = {}
    for ref, of_place in sorted(about.items()):
        intervals = control(told_of(ref, of_place.values()), ref, related=party_hierarchy())
        spot = spots[ref]
        if intervals and spot.lat is not None and spot.lon is not None:
            found[ref] = Held(ref, spot.name or ref, spot.country, spot.lat, spot.lon, intervals)
    return found


def _accounts(store: Store) -> list[Account]:
    """Those of the last fusing, and of the articles decided on since; many new ones wait for the next fusing."""
    rules = store.fused_by()
    changed = store.unfused(rules).docs if rules else None
    if changed is None:
        docs = sorted({claim.doc for claim in store.claims(Filter(types=TERRITORY))})
        return [account for document in texts(store, docs) for account in accounts(document)]
    since = changed if len(changed) <= FRESH else []
    old = set(since)
    found = [account for account in store.accounts() if account.doc not in old]
    return found + [account for document in texts(store, since) for account in accounts(document)]


def _spots(account: Account) -> Iterator[Spot]:
    for claim in account.claims:
        if claim.type in TERRITORY:
            yield from (spot for spot in claim.spots if spot.id and spot.lat is not None and spot.level in PLACED)


def span(places: dict[str, Held]) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day on which something changed, without the few first, which may be long before."""
    days = sorted(each.start for held in places.values() for each in held.overall)
    if not days:
        return None
    return datetime.date.fromisoformat(days[int(FEW * len(days))]), datetime.date.fromisoformat(days[-1])


def colours(places: dict[str, Held]) -> dict[str, str]:
    """A colour for each of the parties that hold most places; all others have ``OTHERS``."""
    counts: dict[str, int] = {}
    for held in places.values():
        for each in held.overall:
            for name in each.holders:
                counts[name] = counts.get(name, 0) + 1
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    return dict(zip(ordered, PALETTE, strict=False))
