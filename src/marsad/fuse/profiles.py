"""What do the reports of one group say together? Makes one account of many, to be compared with another group's.

Each report of a happening leaves something out: one has no town, one no day, one no number. Beside single reports
a small group may lack too much to join a large one, beside what the large one says as a whole it does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from marsad.fuse.records import Account, Number, Spot

_FEW, _MANY, _HALF = 0.25, 0.34, 0.5
T = TypeVar("T")


def profile(told: Sequence[Account], at: int) -> Account:
    """One account of what most of ``told`` say, its id and document made of the number ``at``.

    A day counts that half of the accounts with a day say, where a quarter of all say one; places, parties, numbers and
    words that at least a quarter as many give as the most given one. It is published with the first of them.
    """
    first, last, basis = _window(told)
    name = f"profile {at}"
    return Account(
        id=name,
        doc=name,
        outlet="",
        group=name,
        published=min((account.published for account in told if account.published), default=0),
        family=told[0].family,
        planned=told[0].planned,
        first=first,
        last=last,
        basis=basis,
        types=tuple(sorted(_often((kind for account in told for kind in account.types), _HALF))),
        spots=_spots(told),
        actors=_often((name for account in told for name in account.actors), _FEW),
        targets=_often((name for account in told for name in account.targets), _FEW),
        numbers=_numbers(told),
        words=tuple(sorted(_words(told))),
        claims=tuple(claim for account in told for claim in account.claims),
        named=tuple(dict.fromkeys(town for account in told for town in account.named)),
    )


def _often(values: Iterable[T], share: float) -> tuple[T, ...]:
    """The values, in the order of their first use, that come a share as often as the one that comes most often."""
    counts = Counter(values)
    least = share * max(counts.values(), default=0)
    return tuple(value for value, count in counts.items() if count >= least)


def _window(told: Sequence[Account]) -> tuple[int, int, str]:
    said = [(account.first, account.last) for account in told if account.basis == "said"]
    if said and len(said) >= _FEW * len(told):
        counts = Counter(said)
        window = min(counts, key=lambda window: (-counts[window], window[1] - window[0], window))
        if counts[window] >= _HALF * len(said):
            return *window, "said"
    windows = [(account.first, account.last) for account in told if account.basis == "published"]
    windows = windows or [(account.first, account.published) for account in told if account.published]
    return (*min(windows), "published") if windows else (0, 0, "none")


def _spots(told: Sequence[Account]) -> tuple[Spot, ...]:
    """The places that most name themselves; where none does, those that half take from the rest of their document."""
    own = _often((place for account in told for place in account.spots if place.own and place.located), _HALF)
    if own:
        return own
    named = _often((place for account in told for place in account.spots if place.own), _HALF)
    return named + _often((place for account in told for place in account.spots if not place.own), _HALF)


def _numbers(told: Sequence[Account]) -> tuple[Number, ...]:
    found: dict[str, list[Number]] = {}
    for account in told:
        for number in account.numbers:
            if not number.part:
                found.setdefault(number.what, []).append(number)
    whole = tuple(number for numbers in found.values() for number in _often(numbers, _MANY))
    return whole + tuple(dict.fromkeys(number for account in told for number in account.numbers if number.part))


def _words(told: Sequence[Account]) -> Iterable[str]:
    counts = Counter(word for account in told for word in account.words)
    return (word for word, count in counts.items() if count >= _FEW * len(told))
