"""Which accounts are worth comparing? Keys of time with place, number or rare words, so that fusing stays near linear.

A key holds a family, a bucket of days and one thing that two accounts of one happening nearly always share: a cell of
the map, a number of dead in a country, a rare word of the sentence, a copied text. A database that keeps the keys
beside its accounts finds with them what new accounts may touch.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from marsad.fuse.records import Account, Spot
from marsad.fuse.words import rarity

_BUCKET = 4
_CELL = 0.5
_REACH = 0.15
_RARE = 12
REPRINTED_DAYS = 8
_COUNTED = frozenset({"killed", "wounded", "abducted", "captured", "casualties"})


def block_keys(account: Account) -> tuple[str, ...]:
    """The keys of an account; none where it has no time at all."""
    return tuple(key for keys in _keys(account) for key in keys)


def _keys(account: Account) -> list[tuple[str, ...]]:
    """For each thing of an account its keys, one for every bucket of days; cells of the map are one thing."""
    if account.basis == "none":
        return []
    family = f"{account.family}!" if account.planned else account.family
    cells = sorted(set(_cells(account.spots)))
    names = sorted({*_counts(account), *_rare(account.words)})
    things = [*([name] for name in names), [f"g{account.group}"]]
    buckets = _buckets(account)
    found = [tuple(f"{family}|{bucket}|{name}" for bucket in buckets for name in thing) for thing in [cells, *things]]
    return [*_reprints(account, family), *found]


def people(account: Account) -> Iterator[str]:
    """The numbers of people (at least three) that an account gives as totals."""
    for number in account.numbers:
        if number.what in _COUNTED and number.low is not None and number.low > 2 and not number.part:
            yield f"{number.what[:1]}{number.low:g}"


def _reprints(account: Account, family: str) -> Iterator[tuple[str, ...]]:
    """Keys that a text printed again within a week has in common with the first, whatever day it says."""
    if account.basis != "said":
        return
    week = account.first // REPRINTED_DAYS
    words = sorted(account.words, key=lambda word: (-rarity(word), word))[:6]
    numbers = sorted(set(people(account)))
    for word in words:
        if numbers:
            yield tuple(f"{family}|r{at}|{number}{word}" for at in (week, week + 1) for number in numbers)


def _buckets(account: Account) -> range:
    """The buckets of days that hold the account's window and a day more on each side."""
    last = account.last if account.basis == "said" else account.last + 3
    return range((account.first - 1) // _BUCKET, (last + 1) // _BUCKET + 1)


def _cells(spots: Iterable[Spot]) -> Iterator[str]:
    for place in spots:
        if place.specific and place.lat is not None and place.lon is not None:
            for north in (-_REACH, _REACH):
                for east in (-_REACH, _REACH):
                    yield f"c{(place.lat + north) // _CELL:.0f},{(place.lon + east) // _CELL:.0f}"
        elif place.level in ("admin1", "region") and place.id:
            yield f"a{place.id}"


def _counts(account: Account) -> Iterator[str]:
    countries = {place.country for place in account.spots if place.country}
    for number in account.numbers:
        if number.what in _COUNTED and number.low is not None and number.low > 1:
            yield from (f"n{country}{number.what[:1]}{number.low:g}" for country in countries)


def _rare(words: Sequence[str]) -> Iterator[str]:
    for word in sorted(words, key=lambda word: (-rarity(word), word))[:_RARE]:
        yield f"w{word}"


def candidate_pairs(accounts: Sequence[Account], new: Iterable[int] | None = None) -> Iterator[tuple[int, int]]:
    """Every pair of positions that shares two things (a copied text counts for two), smaller first, each once.

    Where the positions of ``new`` accounts are given, only the pairs with one of these.
    """
    keys, blocks = _blocks(accounts)
    if new is None:
        for at, things in enumerate(keys):
            for other in sorted(_twice(_later(thing, blocks, at) for thing in things)):
                yield at, other
        return
    among = frozenset(new)
    for at in sorted(among):
        beside = _twice({other for key in thing for other in blocks[key]} - {at} for thing in keys[at])
        for other in sorted(beside):
            if at < other or other not in among:
                yield min(at, other), max(at, other)


def sharing(account: Account, holders: Mapping[str, Collection[int]]) -> set[int]:
    """Who makes a candidate pair with an account, of all those that ``holders`` names for the keys that they have."""
    return _twice({other for key in thing for other in holders.get(key, ())} for thing in _keys(account))


def _later(thing: Iterable[int], blocks: Mapping[int, list[int]], at: int) -> set[int]:
    """Who of the positions after ``at`` has one of the keys of a thing."""
    found: set[int] = set()
    for key in thing:
        places = blocks[key]
        if places[-1] > at:
            found.update(places[bisect_right(places, at) :])
    return found


def _twice(sharing_each: Iterable[set[int]]) -> set[int]:
    """Who shares two things, or the last one alone, which is the text itself."""
    shared: Counter[int] = Counter()
    others: set[int] = set()
    for others in sharing_each:
        shared.update(others)
    shared.update(others)
    return {other for other, count in shared.items() if count > 1}


def _blocks(accounts: Sequence[Account]) -> tuple[list[list[tuple[int, ...]]], dict[int, list[int]]]:
    """(for each account the numbers of the keys of each of its things, who has a key): keys that several have."""
    numbers: dict[str, int] = {}
    keys = [
        [tuple([numbers.setdefault(key, len(numbers)) for key in thing]) for thing in _keys(account)]
        for account in accounts
    ]
    first = [-1] * len(numbers)
    numbers.clear()
    blocks: dict[int, list[int]] = {}
    for at, things in enumerate(keys):
        for key in chain.from_iterable(things):
            if first[key] < 0:
                first[key] = at
            elif key in blocks:
                blocks[key].append(at)
            elif first[key] != at:
                blocks[key] = [first[key], at]
    return [[tuple([key for key in thing if key in blocks]) for thing in things] for things in keys], blocks
