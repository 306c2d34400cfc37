"""What does each value of a claim say in the reader's language, and which characters of the text is it read from?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from marsad.export.highlight import SENTENCE, Mark, Piece, pieces
from marsad.export.reading import FIELDS, dotted, readings
from marsad.model import Claim, PartyMention, PlaceMention, Quantity, SourceMention, When
from marsad.store import StoredClaim
from marsad.web.comparing import quantity
from marsad.web.i18n import Language
from marsad.web.naming import Naming


class Value(msgspec.Struct, frozen=True):
    """One value beside the text: its id on the page, its words and what they are taken to mean."""

    id: str
    words: str
    meaning: str
    href: str | None = None


class Card(msgspec.Struct, frozen=True):
    """One claim beside the text; ``fields`` pairs the name of a field with its values."""

    id: str
    stored: StoredClaim
    trigger: str
    fields: list[tuple[str, list[Value]]]


class Leaf(msgspec.Struct, frozen=True):
    """An article in pieces, title and body apart, with its claims."""

    head: list[Piece]
    body: list[Piece]
    cards: list[Card]
    triggers: frozenset[int]


def leaf(full: str, title: str | None, claims: list[StoredClaim], spoken: Language, naming: Naming) -> Leaf:
    """The article as a page shows it."""
    marks = [mark for nth, stored in enumerate(claims) for mark in _marks(f"c{nth}", stored.claim)]
    head = len(title) + 1 if title else 0
    cut = pieces(full, marks, (head,))
    before = [piece for piece in cut if piece.start < head]
    cards = [_card(f"c{nth}", stored, spoken, naming) for nth, stored in enumerate(claims)]
    triggers = frozenset(stored.claim.trigger.start for stored in claims)
    return Leaf(before, cut[len(before) :], cards, triggers)


def _marks(key: str, claim: Claim) -> Iterator[Mark]:
    yield Mark(f"{key}-s", SENTENCE, claim.sentence.start, claim.sentence.end)
    for each in readings(claim):
        yield Mark(f"{key}-{each.field}-{each.nth}", each.field, each.start, each.end)


def _card(key: str, stored: StoredClaim, spoken: Language, naming: Naming) -> Card:
    claim = stored.claim
    fields: list[tuple[str, list[Value]]] = []
    for field in FIELDS[1:]:
        held = getattr(claim, field)
        values = held if isinstance(held, list) else [held] if held else []
        made = [_value(f"{key}-{field}-{nth}", value, spoken, naming) for nth, value in enumerate(values)]
        if made:
            fields.append((field, made))
    if claim.means:
        fields.append(("means", [Value("", word, "") for word in claim.means]))
    return Card(key, stored, f"{key}-trigger-0", fields)


def _value(key: str, value: Any, spoken: Language, naming: Naming) -> Value:
    match value:
        case When():
            return Value(key, value.text, spoken.days(value.start, value.end))
        case Quantity():
            part = spoken.text("part of %(total)s", total=value.part_of) if value.part_of else ""
            return Value(key, value.text, dotted(quantity(value, spoken), part))
        case PlaceMention():
            role = "" if value.role == "at" else spoken.label("roles", value.role)
            name = naming.place(value.id, value.name) if value.name else ""
            country = naming.country(value.country) if value.country else ""
            return Value(key, value.text, dotted(role, name, country), _address(spoken, "places", value.id))
        case SourceMention():
            kind = spoken.label("source_kinds", value.kind) if value.kind else ""
            name = naming.party(value.name) if value.name else ""
            return Value(key, value.text, dotted(name, kind, value.cue), _address(spoken, "sources", value.name))
        case PartyMention():
            name = naming.party(value.name) if value.name else ""
            return Value(key, value.text, name, _address(spoken, "parties", value.name))
    return Value(key, str(value), "")


def _address(spoken: Language, room: str, ref: str | None) -> str | None:
    return f"/{spoken.code}/{room}/{quote(ref, safe='')}" if ref else None
