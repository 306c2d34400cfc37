"""How do the claims of an event differ? A row a claim, with the cells that disagree marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from marsad.model import Contradiction, PartyMention, PlaceMention, Quantity
from marsad.store import StoredClaim
from marsad.web.i18n import Language
from marsad.web.naming import Naming

COLUMNS = ("what", "actors", "targets", "places", "time", "quantities", "sources")
_COLUMN_OF = {
    "occurrence": "what", "outcome": "what", "actor": "actors", "target": "targets", "place": "places",
    "time": "time", "number": "quantities",
}  # fmt: skip


class Cell(msgspec.Struct, frozen=True):
    """What a claim says in one column; ``differs`` where another claim of the event cannot be right with it."""

    lines: list[str]
    differs: bool


class Row(msgspec.Struct, frozen=True):
    """One claim of the table."""

    stored: StoredClaim
    cells: dict[str, Cell]


def compared(
    claims: Sequence[StoredClaim], contradictions: Iterable[Contradiction], spoken: Language, naming: Naming
) -> list[Row]:
    """The rows in the order of publication."""
    disputed: set[tuple[str, str]] = set()
    for each in contradictions:
        disputed |= {(claim, _COLUMN_OF.get(each.kind, "what")) for side in each.sides for claim in side}
    ordered = sorted(claims, key=lambda stored: (stored.published or "", stored.doc, stored.claim.trigger.start))
    return [
        Row(stored, {c: Cell(_lines(stored, c, spoken, naming), _is(disputed, stored, c)) for c in COLUMNS})
        for stored in ordered
    ]


def _is(disputed: set[tuple[str, str]], stored: StoredClaim, column: str) -> bool:
    return (stored.claim.id, column) in disputed or (stored.key, column) in disputed


def _lines(stored: StoredClaim, column: str, spoken: Language, naming: Naming) -> list[str]:
    claim = stored.claim
    match column:
        case "what":
            status = [] if claim.status == "reported" else [spoken.label("statuses", claim.status)]
            return [spoken.label("types", claim.type), *status]
        case "actors":
            claimed = [spoken.text("claimed by %(name)s", name=party(p, naming)) for p in claim.claimed_by]
            return [party(mention, naming) for mention in claim.actors] + claimed
        case "targets":
            return [party(mention, naming) for mention in claim.targets]
        case "places":
            return [place(mention, spoken, naming) for mention in claim.places]
        case "time":
            return [spoken.days(claim.time.start, claim.time.end)] if claim.time else []
        case "quantities":
            return [quantity(each, spoken) for each in claim.quantities]
    return [naming.party(source.name) if source.name else source.text for source in claim.sources]


def party(mention: PartyMention, naming: Naming) -> str:
    """A party by its name, or by its words where it has none."""
    return naming.party(mention.name) if mention.name else mention.text


def place(mention: PlaceMention, spoken: Language, naming: Naming) -> str:
    """A place with its role where that is not simply "at"."""
    name = naming.place(mention.id, mention.name) or mention.text
    return name if mention.role == "at" else f"{spoken.label('roles', mention.role)} {name}"


def quantity(value: Quantity, spoken: Language) -> str:
    """A number with what it counts."""
    count = spoken.bounds(value.low, value.high, value.approx)
    what = spoken.label("quantities", value.what)
    return spoken.text("%(number)s %(what)s", number=count, what=what)
