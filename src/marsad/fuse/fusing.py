"""How do claims become events? The whole of fusing: accounts, candidate pairs, components, groups, events."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from marsad.fuse.accounts import accounts
from marsad.fuse.blocks import candidate_pairs
from marsad.fuse.cluster import Limits, groups
from marsad.fuse.decided import Decided, Keys, settled
from marsad.fuse.events import event
from marsad.fuse.partition import Links, Part, partition
from marsad.fuse.records import Account, DocumentClaims, Fused, Link, Membership
from marsad.fuse.rejoining import Rejoining
from marsad.fuse.similarity import Related, Similarity
from marsad.fuse.spread import Rule
from marsad.fuse.weights import weights
from marsad.model import Event

_STRONGEST = 5
_BESIDE = 50


def fuse(
    documents: Iterable[DocumentClaims],
    previous: Fused | None = None,
    *,
    related: Related | None = None,
    rule: Rule = Rule.ucdp,
    together: Iterable[Keys] = (),
    apart: Iterable[tuple[Keys, Keys]] = (),
) -> Fused:
    """The events of the documents, together with those of ``previous``.

    ``previous`` may be the whole that was fused before, or the part of it that :class:`marsad.fuse.touching.Touching`
    leads to: all accounts of every component that evidence links to an account of the documents, or that holds a
    document that is taken anew, as any is that ``previous`` holds too. The result is that of fusing everything at once,
    in any order.

    ``related`` says whether two names of parties are one party and its parent or member (by default the registry's
    hierarchy), ``rule`` how the best of several numbers is chosen.

    ``together`` and ``apart`` are what people decided, over claims named ``doc#claim``: each set of the first is one
    event, no claim of one set of a pair of the second is in an event with one of the other. Give all that stand every
    time, and the documents anew whose claims a decision concerns that came or fell since ``previous``.

    ``components`` of ``previous`` says what was found unlinked before, ``links`` what was found linked, by the same
    ``related``; without them everything is compared again. Documents are read once, one after the other, and not kept.
    """
    decided = Decided(together, apart)
    renewed: set[str] = set()
    new: list[Account] = []
    for document in documents:
        renewed.add(document.coded.doc)
        new += accounts(document, decided)
    kept = [account for account in previous.accounts if account.doc not in renewed] if previous else []
    ordered = sorted([*kept, *new], key=lambda account: account.id)
    stood = {account.id: previous.components.get(account.id) for account in kept} if previous else {}
    stood |= {account.id: None for account in new}
    fusing = _Fusing(ordered, related or party_hierarchy(), rule, decided)
    links = fusing.links([stood[each.id] for each in ordered], previous.links if previous else None)
    names = [account.id for account in ordered]
    found = fusing.run(partition(names, links, fusing.limits, fusing.together, fusing.apart))
    between = [(names[one], names[other], value) for (one, other), value in links.items()]
    gone = {each.event for each in previous.events} - {each.event for each in found.events} if previous else set()
    return Fused(ordered, found.events, found.memberships, found.components, sorted(gone), between)


@functools.cache
def party_hierarchy() -> Related:
    """Whether two names are a party and its parent or member, at any depth, after the registry of parties."""
    from marsad.parties.registry import Registry

    registry = Registry.default()
    by_id = {party.id: party for party in registry.parties}
    above: dict[str, set[str]] = {}
    for party in registry.parties:
        chain = above.setdefault(party.name, set())
        parent = by_id.get(party.part_of or "")
        while parent is not None and parent.name not in chain:
            chain.add(parent.name)
            parent = by_id.get(parent.part_of or "")

    def related(one: str, other: str) -> bool:
        return one == other or other in above.get(one, ()) or one in above.get(other, ())

    return related


class _Fusing:
    """One run over accounts in the order of their ids."""

    def __init__(self, told: Sequence[Account], related: Related, rule: Rule, decided: Decided) -> None:
        self.told = told
        self.related = related
        self.rule = rule
        self.similarity = Similarity(related)
        self.features = [self.similarity.features(account) for account in told]
        self.limits = weights().limits
        self.together, self.apart = decided.pairs(told)
        self.rejoining = Rejoining(told, self.similarity, self.limits, self.score)

    def run(self, parts: Iterable[Part]) -> Fused:
        """The events of each part, with their memberships and the components of the accounts."""
        events: list[Event] = []
        memberships: list[Membership] = []
        component_of: dict[str, str] = {}
        limits = msgspec.convert({name: self.limits[name] for name in Limits.__struct_fields__}, Limits)
        for part in parts:
            component_of |= {self.told[at].id: part.component for at in part.members}
            for group in self._groups(part, limits):
                happened = event([self.told[at] for at in group], self.related, self.rule)
                events.append(happened)
                memberships += self._memberships(group, happened.event, part.component)
        events.sort(key=lambda each: each.event)
        return Fused([], events, memberships, component_of)

    def links(self, stood: Sequence[str | None], known: Iterable[Link] | None = None) -> Links:
        """The pairs that connect, with their scores.

        ``stood`` are the components that accounts were in before: those of two were not linked, and are not now.
        ``known`` are the links of all accounts that stood in a component; without it these are compared again.
        """
        least, found = self.limits["connect"], self._standing(stood, known or ())
        new = [at for at, component in enumerate(stood) if component is None]
        for one, other in candidate_pairs(self.told, None if known is None else new):
            if stood[one] != stood[other] and stood[one] and stood[other]:
                continue
            value = self.similarity.score(self.features[one], self.features[other], least)
            if value is not None and value >= least:
                found[one, other] = value
        return found

    def _standing(self, stood: Sequence[str | None], known: Iterable[Link]) -> Links:
        """The known links between accounts that stood in a component."""
        place = {account.id: at for at, account in enumerate(self.told) if stood[at] is not None}
        return {(place[one], place[other]): value for one, other, value in known if one in place and other in place}

    def _groups(self, part: Part, limits: Limits) -> list[list[int]]:
        found = [
            group
            for members, own in part.pieces
            for group in self.rejoining.run(groups(members, own, self, limits, self._again(own)))
        ]
        if not (self.together or self.apart):
            return found
        inner = set(part.members)
        together = [pair for pair in self.together if pair[0] in inner]
        apart = {pair for pair in self.apart if pair[0] in inner and pair[1] in inner}
        return settled(found, together, apart, self.score) if together or apart else found

    def _again(self, links: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The linked pairs that are one text printed twice, days apart: the first and the later one."""
        for pair in links:
            if self.similarity.reprinted(*(self.features[at] for at in pair)):
                one, other = sorted(pair, key=lambda at: (self.told[at].first, self.told[at].published, at))
                yield one, other

    def score(self, one: int, other: int) -> float:
        """How alike two accounts are, whatever their order of ids."""
        value = self.similarity.score(self.features[one], self.features[other])
        return self.limits["apart"] if value is None else value

    def dated(self, one: int) -> bool:
        """Whether an account says on which day."""
        return self.told[one].basis == "said"

    def counted(self, one: int) -> bool:
        """Whether an account gives a number of dead."""
        return "killed" in self.features[one].numbers

    def tolls(self, one: int, other: int) -> int:
        """Whether the numbers of dead of two accounts agree or contradict each other."""
        return self.similarity.tolls(self.features[one], self.features[other])

    def _memberships(self, group: Sequence[int], event_id: str, component: str) -> list[Membership]:
        return [
            Membership(claim.claim, event_id, self.told[at].id, component, *why)
            for at in group
            for why in [self._why(at, group)]
            for claim in self.told[at].claims
        ]

    def _why(self, at: int, group: Sequence[int]) -> tuple[float | None, str | None, tuple[str, ...]]:
        """(mean score to the others, nearest other, the strongest reasons beside it) of one account of a group.

        Of a large group every second, third ... other is asked.
        """
        beside = [other for other in group if other != at]
        if not beside:
            return None, None, ()
        beside = beside[:: 1 + len(beside) // _BESIDE]
        others = [(self.score(min(at, other), max(at, other)), -other) for other in beside]
        nearest = -max(others)[1]
        reasons = self.similarity.reasons(self.features[min(at, nearest)], self.features[max(at, nearest)])
        mean = round(sum(value for value, _ in others) / len(others), 3)
        return mean, self.told[nearest].id, tuple(map(str, reasons[:_STRONGEST]))
