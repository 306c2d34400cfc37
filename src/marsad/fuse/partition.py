"""Which accounts are grouped by themselves? Components of links, the largest in pieces of what is most alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from marsad.fuse.cluster import components, top_of

Pair = tuple[int, int]
Links = dict[Pair, float]


class Part(msgspec.Struct, frozen=True):
    """Accounts (by positions) that no other can be in an event with, and the component (a name) that they are of.

    ``pieces`` are what evidence holds together, each with its links; they are several only where people decided about
    claims of more than one.
    """

    component: str
    pieces: list[tuple[list[int], Links]]

    @property
    def members(self) -> list[int]:
        """The positions of all its accounts, sorted."""
        return sorted(at for piece, _ in self.pieces for at in piece)


def partition(
    names: Sequence[str],
    links: Links,
    limits: Mapping[str, float],
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[Part]:
    """The parts of accounts, given by their ids in order, in the order of their first members.

    ``together`` and ``apart`` are the pairs that people decided about. A component is called by its first account.
    """
    decided = [*together, *apart]
    whole = components(len(names), [*links, *together])
    found = []
    for component, own in zip(whole, links_inside(whole, links), strict=True):
        pieces = cut(component, own, int(limits["largest"]))
        found += [Part(names[component[0]], united) for united in _united(pieces, decided)]
    return sorted(found, key=lambda part: part.members[0])


def cut(members: Sequence[int], links: Links, largest: int) -> list[tuple[list[int], Links]]:
    """The component in pieces of at most ``largest`` members: the strongest links join first, while there is room."""
    if len(members) <= largest:
        return [(list(members), links)]
    place = {member: at for at, member in enumerate(members)}
    parent, size = list(range(len(members))), [1] * len(members)
    top = top_of(parent)
    for _, one, other in sorted((-value, one, other) for (one, other), value in links.items()):
        a, b = top(place[one]), top(place[other])
        if a != b and size[a] + size[b] <= largest:
            parent[max(a, b)] = min(a, b)
            size[min(a, b)] += size[max(a, b)]
    found: dict[int, list[int]] = {}
    for at, member in enumerate(members):
        found.setdefault(top(at), []).append(member)
    pieces = list(found.values())
    return list(zip(pieces, links_inside(pieces, links), strict=True))


def links_inside(parts: Sequence[Sequence[int]], links: Links) -> list[Links]:
    """For each part the links between its members."""
    home = {member: at for at, part in enumerate(parts) for member in part}
    inside: list[Links] = [{} for _ in parts]
    for pair, value in links.items():
        at = home.get(pair[0])
        if at is not None and at == home.get(pair[1]):
            inside[at][pair] = value
    return inside


def _united(pieces: Sequence[tuple[list[int], Links]], decided: Sequence[Pair]) -> list[list[tuple[list[int], Links]]]:
    """The pieces, those together that a decision speaks of both."""
    home = {member: at for at, (piece, _) in enumerate(pieces) for member in piece} if decided else {}
    joined = [(home[one], home[other]) for one, other in decided if one in home and other in home]
    return [[pieces[at] for at in some] for some in components(len(pieces), joined)]
