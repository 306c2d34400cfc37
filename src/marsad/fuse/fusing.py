"""How do claims become events? The whole of fusing: accounts, candidate pairs, components, groups, events."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from marsad.fuse.accounts import accounts
from marsad.fuse.blocks import candidate_pairs
from marsad.fuse.cluster import Limits, components, groups, parts
from marsad.fuse.decided import Decided, Keys, settled
from marsad.fuse.events import event
from marsad.fuse.records import Account, DocumentClaims, Fused, Membership
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

    ``components`` of ``previous`` says what was found unlinked before, by the same ``related``; without it everything
    is compared again. Documents are read once, one after the other, and not kept.
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
    found = _Fusing(ordered, related or party_hierarchy(), rule, decided).run([stood[each.id] for each in ordered])
    gone = {each.event for each in previous.events} - {each.event for each in found.events} if previous else set()
    return Fused(ordered, found.events, found.memberships, found.components, sorted(gone))


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

    def run(self, stood: Sequence[str | None]) -> Fused:
        """``stood`` are the components that accounts were in before: those of two were not linked, and are not now."""
        links = self._links(stood)
        events: list[Event] = []
        memberships: list[Membership] = []
        component_of: dict[str, str] = {}
        connected = components(len(self.told), [*links, *self.together])
        limits = msgspec.convert({name: self.limits[name] for name in Limits.__struct_fields__}, Limits)
        inside = _links_by_component(connected, links)
        for part, own in zip(connected, inside, strict=True):
            name = self.told[part[0]].id
            component_of |= {self.told[at].id: name for at in part}
            for group in self._groups(part, own, limits):
                happened = event([self.told[at] for at in group], self.related, self.rule)
                events.append(happened)
                memberships += self._memberships(group, happened.event, name)
        events.sort(key=lambda each: each.event)
        return Fused([], events, memberships, component_of)

    def _links(self, stood: Sequence[str | None]) -> dict[tuple[int, int], float]:
        least = self.limits["connect"]
        found = {}
        for one, other in candidate_pairs(self.told):
            if stood[one] != stood[other] and stood[one] and stood[other]:
                continue
            value = self.similarity.score(self.features[one], self.features[other], least)
            if value is not None and value >= least:
                found[one, other] = value
        return found

    def _groups(self, component: list[int], links: dict[tuple[int, int], float], limits: Limits) -> list[list[int]]:
        cut = parts(component, links, int(self.limits["largest"]), self.limits["step"])
        inside = _links_by_component(cut, links)
        found = [
            group
            for part, own in zip(cut, inside, strict=True)
            for group in groups(part, own, self, limits, self._again(own))
        ]
        found = self.rejoining.run(found)
        inner = set(component) if self.together or self.apart else set()
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


def _links_by_component(
    connected: Sequence[Sequence[int]], links: dict[tuple[int, int], float]
) -> list[dict[tuple[int, int], float]]:
    home = {member: at for at, part in enumerate(connected) for member in part}
    inside: list[dict[tuple[int, int], float]] = [{} for _ in connected]
    for pair, value in links.items():
        if home[pair[0]] == home[pair[1]]:
            inside[home[pair[0]]][pair] = value
    return inside
