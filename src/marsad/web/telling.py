"""What is an event in one line of words? Who did what to whom, where, when, how many, according to how many."""

from __future__ import annotations

import collections
from typing import Protocol

from marsad.model import Event, Spread
from marsad.web.i18n import Language

GROUPS = {
    "force": ("attack", "clash", "killing", "casualties", "repel"),
    "ground": ("advance", "capture", "control", "withdrawal", "siege", "movement", "presence"),
    "persons": ("abduction", "arrest", "release", "abuse", "displacement", "protest", "affiliation"),
    "materiel": ("destruction", "seizure", "aid"),
    "politics": ("agreement", "violation", "talks", "support", "threat", "accusation", "demand", "sanction"),
}
"""The five groups of event classes that have a colour and a shape of their own."""
SHAPES = {
    "force": "M0,-8 L7,6 L-7,6 Z",
    "ground": "M-7,-7 H7 V7 H-7 Z",
    "persons": "M0,-8 A8,8 0 1,0 0.01,-8 Z",
    "materiel": "M-4,-8 H4 L8,0 L4,8 H-4 L-8,0 Z",
    "politics": "M0,-8 L8,0 L0,8 L-8,0 Z",
}
"""The outlines of the groups' symbols in the legend, as `frontend/src/symbols.ts` draws them on the map."""
_GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
BETWEEN = ("clash", "talks", "agreement")
"""Types whose parties stand beside each other, whichever side a report names first."""
TOLD = ("killed", "wounded", "captured", "abducted", "displaced", "missing", "strikes", "vehicles", "tanks")


class Naming(Protocol):
    """What names things in a language."""

    def party(self, name: str) -> str:
        """The name of a party."""
        ...

    def governed(self, name: str) -> str:
        """The name of a party as it is after a preposition."""
        ...

    def place(self, ref: str | None, name: str | None) -> str:
        """The name of a place."""
        ...


def group_of(kind: str) -> str:
    """The group that an event type belongs to."""
    return _GROUP_OF.get(kind.partition(".")[0], "politics")


def told(event: Event, spoken: Language, naming: Naming) -> str:
    """The event in words: type, parties, place, days; then its numbers with how many sources say each."""
    head = _head(event, spoken, naming)
    numbers = [_number(what, event.numbers[what], spoken) for what in TOLD if what in event.numbers]
    if not numbers:
        return head
    return spoken.text("%(head)s: %(numbers)s", head=head, numbers=spoken.text("; ").join(numbers))


def _head(event: Event, spoken: Language, naming: Naming) -> str:
    parts = [spoken.label("types", event.type)]
    if event.status != "reported":
        parts[0] = spoken.text("%(what)s (%(status)s)", what=parts[0], status=spoken.label("statuses", event.status))
    actors, targets = [naming.governed(n) for n in event.actors], [naming.governed(n) for n in event.targets]
    both = list(dict.fromkeys([*actors, *targets])) if event.type in BETWEEN and actors else []
    if len(both) > 1:
        parts.append(spoken.text("between %(names)s", names=spoken.joined(both)))
    else:
        parts += [spoken.text("by %(names)s", names=spoken.joined(actors))] if actors else []
        parts += [f"{spoken.towards(event.type)} {spoken.joined(targets)}"] if targets else []
    if event.place and (event.place.name or event.place.id):
        where = naming.place(event.place.id, event.place.name)
        form = {"near": "near %(place)s", "along": "on the road to %(place)s"}.get(event.place.role, "in %(place)s")
        parts.append(spoken.text(form, place=where))
    line = " ".join(parts)
    days = spoken.days(event.start, event.end)
    return spoken.text("%(line)s, %(days)s", line=line, days=days) if days else line


def _number(what: str, spread: Spread, spoken: Language) -> str:
    """``27 killed according to 4 sources, 28 according to 1``."""
    counts: collections.Counter[tuple[float | None, float | None]] = collections.Counter(
        (said.low, said.high) for said in spread.by
    )
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0][0] or 0))
    if len(ordered) < 2:
        said = ordered[0][0] if ordered else (spread.low, spread.high)
        return spoken.text("%(number)s %(what)s", number=spoken.bounds(*said), what=spoken.label("quantities", what))
    first, *rest = [
        (spoken.bounds(*bounds), spoken.plural("%(num)s source", "%(num)s sources", count)) for bounds, count in ordered
    ]
    head = spoken.text(
        "%(number)s %(what)s according to %(sources)s",
        number=first[0], what=spoken.label("quantities", what), sources=first[1],
    )  # fmt: skip
    others = [spoken.text("%(number)s according to %(sources)s", number=n, sources=s) for n, s in rest[:3]]
    return spoken.text(", ").join([head, *others])
