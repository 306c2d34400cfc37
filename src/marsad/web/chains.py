"""Who told whom? The chains of sources of an event's claims as a small tree, from the witness to the newspapers."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from marsad.store import StoredClaim


class Node(msgspec.Struct):
    """One voice: ``kind`` is the codebook's kind of source, ``outlet`` for a newspaper; ``docs`` what it printed."""

    name: str
    kind: str
    children: list[Node] = []
    docs: list[str] = []

    @property
    def voices(self) -> int:
        """How many reports go back to it."""
        return len(self.docs) + sum(child.voices for child in self.children)


def tree(claims: Iterable[StoredClaim]) -> list[Node]:
    """The roots with those who repeat them; a newspaper that names nobody stands for itself."""
    roots: list[Node] = []
    for stored in claims:
        level = roots
        for source in stored.claim.sources:
            level = _under(level, source.name or source.text, source.kind or "other").children
        outlet = _under(level, stored.outlet or stored.doc, "outlet")
        if stored.doc not in outlet.docs:
            outlet.docs.append(stored.doc)
    return roots


def _under(level: list[Node], name: str, kind: str) -> Node:
    found = next((node for node in level if node.name == name and (node.kind == "outlet") == (kind == "outlet")), None)
    if found is None:
        found = Node(name, kind)
        level.append(found)
    return found
