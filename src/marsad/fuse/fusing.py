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
from marsad.fuse.features import Features
from marsad.fuse.partition import Links, Part, partition
from marsad.fuse.records import Account, DocumentClaims, Fused, Link, Membership
from marsad.fuse.rejoining import Rejoining
from marsad.fuse.remembering import WORTH, Remembered, mark
from marsad.fuse.similarity import Related, Similarity
from marsad.fuse.spread import Rule
from marsad.fuse.standing import Standing
from marsad.fuse.weights import weights
from marsad.model import Event

_Weighed = tuple[Remembered, list[int]]
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
    ``related``; without them everything is compared again. What is ``remembered`` saves weighing, ``grouped`` says of
    which events nothing is to be told where they stay the same. Documents are read once, one after the other, and not
    kept.
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
    fusing = _Fusing(ordered, related or party_hierarchy(), rule, decided, Standing.of(previous, kept))
    links = fusing.links([stood[each.id] for each in ordered], previous.links if previous else None)
    names = [account.id for account in ordered]
    found = fusing.run(partition(names, links, fusing.limits, fusing.together, fusing.apart))
    between = [(names[one], names[other], value) for (one, other), value in links.items()]
    before = {each.event for each in previous.events} if previous else set()
    gone = before.difference((each.event for each in found.events), found.same)
    return msgspec.structs.replace(found, accounts=ordered, gone=sorted(gone), links=between)


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

    def __init__(
        self, told: Sequence[Account], related: Related, rule: Rule, decided: Decided, standing: Standing
    ) -> None:  # fmt: skip
        self.told = told
        self.related = related
        self.rule = rule
        self.similarity = Similarity(related)
        self.limits = weights().limits
        self.together, self.apart = decided.pairs(told)
        self.rejoining = Rejoining(told, self.similarity, self.limits, self.recalled)
        self._standing = standing
        self._features: list[Features | None] = [None] * len(told)
        self._recall: tuple[dict[int, int], dict[int, float]] = {}, {}

    def run(self, parts: Iterable[Part]) -> Fused:
        """The events of each part, with their memberships and the components of the accounts."""
        events: list[Event] = []
        memberships: list[Membership] = []
        component_of: dict[str, str] = {}
        remembered: dict[str, list[bytes]] = {}
        same: list[str] = []
        limits = msgspec.convert({name: self.limits[name] for name in Limits.__struct_fields__}, Limits)
        for part in parts:
            component_of |= {self.told[at].id: part.component for at in part.members}
            found, weighed = self._groups(part, limits)
            for group in found:
                accounts_of = [self.told[at] for at in group]
                if stands := self._standing.same(accounts_of):
                    same.append(stands)
                    continue
                happened = event(accounts_of, self.related, self.rule)
                events.append(happened)
                memberships += self._memberships(group, happened.event, part.component)
            if packed := [each.packed(without) for each, without in weighed]:
                remembered.setdefault(part.component, []).extend(packed)
        events.sort(key=lambda each: each.event)
        return Fused([], events, memberships, component_of, remembered=remembered, same=sorted(same))

    def links(self, stood: Sequence[str | None], known: Iterable[Link] | None = None) -> Links:
        """The pairs that connect, with their scores.

        ``stood`` are the components that accounts were in before: those of two were not linked, and are not now.
        ``known`` are the links of all accounts that stood in a component; without it these are compared again.
        """
        least, found = self.limits["connect"], self._held(stood, known or ())
        new = [at for at, component in enumerate(stood) if component is None]
        if known is not None and not new:
            return found
        for one, other in candidate_pairs(self.told, None if known is None else new):
            if stood[one] != stood[other] and stood[one] and stood[other]:
                continue
            value = self.similarity.score(self.feature(one), self.feature(other), least)
            if value is not None and value >= least:
                found[one, other] = value
        return found

    def _held(self, stood: Sequence[str | None], known: Iterable[Link]) -> Links:
        """The known links between accounts that stood in a component."""
        place = {account.id: at for at, account in enumerate(self.told) if stood[at] is not None}
        return {(place[one], place[other]): value for one, other, value in known if one in place and other in place}

    def _groups(self, part: Part, limits: Limits) -> tuple[list[list[int]], list[_Weighed]]:
        """The groups of a part, and what was weighed for each larger piece with the pairs that its links hold."""
        found: list[list[int]] = []
        weighed: list[_Weighed] = []
        for members, own in part.pieces:
            remembered = self._remembered(members)
            rank = {member: at for at, member in enumerate(members)}
            self._recall = rank, remembered.scores if remembered else {}
            made = groups(members, own, self, limits, self._again(own), remembered)
            found += self.rejoining.run(made)
            if remembered:
                weighed.append((remembered, [rank[one] * len(members) + rank[other] for one, other in own]))
        if not (self.together or self.apart):
            return found, weighed
        inner = set(part.members)
        together = [pair for pair in self.together if pair[0] in inner]
        apart = {pair for pair in self.apart if pair[0] in inner and pair[1] in inner}
        return (settled(found, together, apart, self.score) if together or apart else found), weighed

    def _remembered(self, members: Sequence[int]) -> Remembered | None:
        if len(members) < WORTH:
            return None
        told = [self.told[at] for at in members]
        return Remembered([mark(account) for account in told], self._standing.weighed(told))

    def _again(self, links: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The linked pairs that are one text printed twice, days apart: the first and the later one."""
        for pair in links:
            said = all(self.told[at].basis == "said" for at in pair)
            if said and self.similarity.reprinted(*map(self.feature, pair)):
                one, other = sorted(pair, key=lambda at: (self.told[at].first, self.told[at].published, at))
                yield one, other

    def score(self, one: int, other: int) -> float:
        """How alike two accounts are, whatever their order of ids."""
        value = self.similarity.score(self.feature(one), self.feature(other))
        return self.limits["apart"] if value is None else value

    def recalled(self, one: int, other: int) -> float:
        """The same of two accounts of the piece that was grouped last, weighed once."""
        rank, scores = self._recall
        first, second = rank.get(one), rank.get(other)
        if first is None or second is None:
            return self.score(one, other)
        key = first * len(rank) + second
        found = scores.get(key)
        if found is None:
            found = scores[key] = self.score(one, other)
        return found

    def feature(self, one: int) -> Features:
        """An account as it is compared, made when it first is."""
        found = self._features[one]
        if found is None:
            found = self._features[one] = self.similarity.features(self.told[one])
        return found

    def dated(self, one: int) -> bool:
        """Whether an account says on which day."""
        return self.told[one].basis == "said"

    def counted(self, one: int) -> bool:
        """Whether an account gives a number of dead."""
        return any(number.what == "killed" and not number.part for number in self.told[one].numbers)

    def tolls(self, one: int, other: int) -> int:
        """Whether the numbers of dead of two accounts agree or contradict each other."""
        return self.similarity.tolls(self.feature(one), self.feature(other))

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
        others = [(self.recalled(min(at, other), max(at, other)), -other) for other in beside]
        nearest = -max(others)[1]
        reasons = self.similarity.reasons(*map(self.feature, sorted((at, nearest))))
        mean = round(sum(value for value, _ in others) / len(others), 3)
        return mean, self.told[nearest].id, tuple(map(str, reasons[:_STRONGEST]))
