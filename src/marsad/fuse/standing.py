"""What stands of an earlier fusing: what was weighed in each component, and which accounts make up which event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from marsad.fuse.records import Account, Fused


class Standing(msgspec.Struct, frozen=True):
    """The component of each account, what grouping weighed in these, the event of each account, an event's accounts."""

    components: dict[str, str] = {}
    remembered: dict[str, list[bytes]] = {}
    grouped: dict[str, str] = {}
    members: dict[str, set[str]] = {}

    @classmethod
    def of(cls, previous: Fused | None, kept: Iterable[Account]) -> Standing:
        """What stands of a previous whole of which some accounts are kept: no event that had others."""
        if previous is None:
            return cls()
        there = {account.id for account in kept}
        changed = {event for account, event in previous.grouped.items() if account not in there}
        grouped = {account: event for account, event in previous.grouped.items() if event not in changed}
        members: dict[str, set[str]] = {}
        for account, event in grouped.items():
            members.setdefault(event, set()).add(account)
        return cls(previous.components, previous.remembered, grouped, members)

    def weighed(self, told: Iterable[Account]) -> list[bytes]:
        """What was weighed in the components that accounts were in."""
        names = {self.components.get(account.id, "") for account in told}
        return [packed for name in sorted(names) for packed in self.remembered.get(name, ())]

    def same(self, told: Sequence[Account]) -> str | None:
        """The event that stood with these accounts and no others."""
        event = self.grouped.get(told[0].id)
        return event if event and self.members[event] == {account.id for account in told} else None
