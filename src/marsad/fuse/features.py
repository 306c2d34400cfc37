"""How is an account looked at when it is compared with others?"""

from __future__ import annotations

from marsad.fuse.blocks import people
from marsad.fuse.places import Places
from marsad.fuse.records import Account, Number
from marsad.fuse.weights import goes_on
from marsad.fuse.words import vector


class Features:
    """An account as it is compared, made once; ``places`` and ``parties`` number its sets of those."""

    __slots__ = (
        "account", "actors", "answered", "anywhere", "group", "kind", "lasting", "numbers", "parties", "parts",
        "people", "places", "sided", "spots", "targets", "types", "unnamed", "vector",
    )  # fmt: skip

    def __init__(self, account: Account, numbered: dict[object, int], places: Places) -> None:
        self.account = account
        self.kind = (account.family, account.planned)
        self.group = account.group
        self.vector = vector(account.words)
        self.actors = frozenset(account.actors)
        self.targets = frozenset(account.targets)
        self.spots = places.numbered(account.spots)
        self.places = numbered.setdefault(self.spots, len(numbered))
        self.types = account.types
        self.lasting = all(map(goes_on, account.types))
        self.anywhere = not any(
            place.own and place.id and place.level in ("city", "site", "admin1", "admin2") for place in account.spots
        )
        self.answered = any(claim.answered for claim in account.claims)
        self.unnamed = frozenset(folded for claim in account.claims for folded, _ in claim.unnamed)
        self.sided = bool(self.actors or self.targets)
        self.parties = numbered.setdefault((self.actors, self.targets), len(numbered))
        self.people = frozenset(people(account))
        self.numbers: dict[str, list[Number]] = {}
        self.parts: frozenset[tuple[str, float]] = frozenset(
            (number.what, number.low) for number in account.numbers if number.part and number.low is not None
        )
        for number in account.numbers:
            if not number.part:
                self.numbers.setdefault(number.what, []).append(number)
