"""Which components of a database do new accounts join? Those of which an account is linked to one of theirs.

To share keys is not enough: most of what shares some is no link, and what is not linked stays as it is. Looking at the
links before anything is loaded keeps what one more day costs near what that day changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from marsad.fuse.blocks import block_keys, candidate_pairs, sharing
from marsad.fuse.features import Features
from marsad.fuse.fusing import party_hierarchy
from marsad.fuse.records import Account, Link
from marsad.fuse.similarity import Related, Similarity
from marsad.fuse.weights import weights


class Touching:
    """New accounts, ready to be compared with those that a database holds; the latter are known by numbers.

    ``related`` is that of :func:`marsad.fuse.fuse`, which links by the same measure.
    """

    def __init__(self, new: Iterable[Account], related: Related | None = None) -> None:
        self._similarity = Similarity(related or party_hierarchy())
        ordered = sorted(new, key=lambda account: account.id)
        self._new = [self._similarity.features(account) for account in ordered]
        self._least = weights().limits["connect"]

    def keys(self) -> set[str]:
        """The block keys of the new accounts: of these the database tells who holds them."""
        return {key for each in self._new for key in block_keys(each.account)}

    def candidates(self, holders: Mapping[str, Collection[int]]) -> dict[int, list[int]]:
        """Whom new accounts are worth comparing with: their numbers, each with the positions of the new ones."""
        found: dict[int, list[int]] = {}
        for at, each in enumerate(self._new):
            for other in sharing(each.account, holders):
                found.setdefault(other, []).append(at)
        return found

    def links(self, account: Account, positions: Sequence[int]) -> list[Link]:
        """The links between an account that the database holds and the new ones at these positions."""
        held = self._similarity.features(account)
        return [link for at in positions for link in self._link(held, self._new[at])]

    def between(self) -> list[Link]:
        """The links between new accounts."""
        pairs = candidate_pairs([each.account for each in self._new])
        return [link for one, other in pairs for link in self._link(self._new[one], self._new[other])]

    def _link(self, held: Features, new: Features) -> Iterator[Link]:
        one, other = (held, new) if held.account.id < new.account.id else (new, held)
        value = self._similarity.score(one, other, self._least)
        if value is not None and value >= self._least:
            yield one.account.id, other.account.id, value
