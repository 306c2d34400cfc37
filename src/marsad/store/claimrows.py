"""How is a claim laid out in rows, and put together again? The same claim comes back that went in."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy import func as sql

from marsad.model import (
    Claim,
    LinkedClaim,
    PartyMention,
    PlaceMention,
    Quantity,
    SourceMention,
    Span,
    Trigger,
    When,
)
from marsad.store import dialect
from marsad.store.schema import claims, parties, places, quantities
from marsad.store.words import padded

Row = dict[str, Any]
PARTIES = ("actors", "targets", "sources", "claimed_by")
"""Fields of a claim that hold mentions of parties."""

_encode = msgspec.json.Encoder().encode
_words = msgspec.json.Decoder(list[str])


class ClaimRows:
    """Gathers rows of claims and writes them at once; ids are counted on from those of the tables.

    To be used inside one transaction of the one writer.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._claim = next_id(connection, claims)
        self._place = next_id(connection, places)
        self._rows: dict[str, list[Row]] = collections.defaultdict(list)
        self._boxes: list[tuple[int, float, float]] = []
        self._sentences: list[tuple[int, str]] = []

    def add(self, claim: Claim, full: str, **row: Any) -> int:
        """Lays out one claim; ``row`` holds the columns that are not the claim's own. Returns its id.

        A claim without ``root`` is the machine's and its own root.
        """
        key = self._claim
        self._claim += 1
        values = _claim_row(claim) | {"id": key, "root": key} | row
        self._rows["claims"].append(values)
        for field in PARTIES:
            for seq, mention in enumerate(getattr(claim, field)):
                self._rows["parties"].append(_party_row(mention) | {"claim_id": key, "field": field, "seq": seq})
        for seq, place in enumerate(claim.places):
            self._add_place(place, key, seq)
        for seq, quantity in enumerate(claim.quantities):
            self._rows["quantities"].append(_quantity_row(quantity) | {"claim_id": key, "seq": seq})
        self._sentences.append((key, full[claim.sentence.start : claim.sentence.end]))
        return key

    def write(self) -> None:
        """Writes what was gathered."""
        for table in (claims, parties, places, quantities):
            if rows := self._rows[table.name]:
                dialect.add_rows(self.connection, table, rows)
        dialect.add_boxes(self.connection, "place_boxes", self._boxes)
        dialect.add_words(self.connection, "claim_words", self._sentences)

    def _add_place(self, place: PlaceMention, claim: int, seq: int) -> None:
        self._rows["places"].append(_place_row(place) | {"id": self._place, "claim_id": claim, "seq": seq})
        if place.lat is not None and place.lon is not None:
            self._boxes.append((self._place, place.lat, place.lon))
        self._place += 1


def next_id(connection: Connection, table: Any) -> int:
    """The id that comes after the highest of a table; the one writer alone may count on it."""
    return int(connection.execute(select(sql.coalesce(sql.max(table.c.id), 0))).scalar_one()) + 1


def anchors(found: Iterable[Claim]) -> list[str]:
    """What stays the same of each claim of an article when a newer coder finds it again: type, trigger, ordinal."""
    seen: collections.Counter[tuple[str, int, int]] = collections.Counter()
    out = []
    for claim in found:
        key = (claim.type, claim.trigger.start, claim.trigger.end)
        out.append(f"{claim.type}:{claim.trigger.start}:{claim.trigger.end}:{seen[key]}")
        seen[key] += 1
    return out


class Mentions(msgspec.Struct):
    """The mentions of some claims by the ids of their rows."""

    parties: dict[tuple[int, str], list[Any]]
    places: dict[int, list[PlaceMention]]
    quantities: dict[int, list[Quantity]]


def mentions_of(connection: Connection, keys: Sequence[int]) -> Mentions:
    """Reads the mentions of some claims, each in its order."""
    found = Mentions(collections.defaultdict(list), collections.defaultdict(list), collections.defaultdict(list))
    p, q, c = places.c, quantities.c, parties.c
    columns = (c.claim_id, c.field, c.text, c.char_start, c.char_end, c.name, c.ref, c.kind, c.cue)
    asked = select(*columns).where(c.claim_id.in_(keys)).order_by(c.claim_id, c.field, c.seq)
    for key, field, text, start, end, name, ref, kind, cue in connection.execute(asked):
        mention: Any = (
            SourceMention(text, start, end, name, ref, kind, cue)
            if field == "sources"
            else PartyMention(text, start, end, name, ref, kind)
        )
        found.parties[key, field].append(mention)
    of_places = (p.text, p.char_start, p.char_end, p.role, p.name, p.country, p.level, p.lat, p.lon, p.precision_km)
    placed = select(p.claim_id, *of_places, p.ref).where(p.claim_id.in_(keys)).order_by(p.claim_id, p.seq)
    for key, *rest in connection.execute(placed):
        found.places[key].append(PlaceMention(*rest))
    of_numbers = (q.text, q.char_start, q.char_end, q.what, q.low, q.high, q.approx, q.counted, q.total)
    counted = select(q.claim_id, *of_numbers).where(q.claim_id.in_(keys)).order_by(q.claim_id, q.seq)
    for key, text, start, end, what, low, high, approx, of, total in connection.execute(counted):
        number = Quantity(text, start, end, what, _number(low), _number(high), bool(approx), of, total)
        found.quantities[key].append(number)
    return found


def assembled(row: Any, found: Mentions, event: str | None) -> LinkedClaim:
    """The claim of a row of ``claims`` and its mentions."""
    when = None
    if row.time_text is not None:
        chars = (row.time_char_start, row.time_char_end)
        when = When(row.time_text, row.time_start, row.time_end, chars, row.time_precision)
    return LinkedClaim(
        id=row.claim,
        type=row.type,
        status=row.status,
        trigger=Trigger(row.trigger_text, row.trigger_start, row.trigger_end),
        sentence=Span(row.sentence_start, row.sentence_end),
        actors=found.parties.get((row.id, "actors"), []),
        targets=found.parties.get((row.id, "targets"), []),
        places=found.places.get(row.id, []),
        time=when,
        quantities=found.quantities.get(row.id, []),
        sources=found.parties.get((row.id, "sources"), []),
        claimed_by=found.parties.get((row.id, "claimed_by"), []),
        means=_words.decode(row.means),
        rules=_words.decode(row.rules),
        event=event,
    )


def _claim_row(claim: Claim) -> Row:
    when = claim.time
    return {
        "claim": claim.id,
        "type": claim.type,
        "status": claim.status,
        "trigger_text": claim.trigger.text,
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "time_text": when.text if when else None,
        "time_start": when.start if when else None,
        "time_end": when.end if when else None,
        "time_char_start": when.chars[0] if when else None,
        "time_char_end": when.chars[1] if when else None,
        "time_precision": when.precision if when else None,
        "means": _encode(claim.means).decode(),
        "rules": _encode(claim.rules).decode(),
    }


def _party_row(mention: PartyMention | SourceMention) -> Row:
    return {
        "text": mention.text,
        "char_start": mention.start,
        "char_end": mention.end,
        "name": mention.name,
        "ref": mention.id,
        "kind": mention.kind,
        "cue": mention.cue if isinstance(mention, SourceMention) else None,
        "words": padded(mention.text, mention.name),
    }


def _place_row(place: PlaceMention) -> Row:
    return {
        "text": place.text,
        "char_start": place.start,
        "char_end": place.end,
        "role": place.role,
        "name": place.name,
        "country": place.country,
        "level": place.level,
        "lat": place.lat,
        "lon": place.lon,
        "precision_km": place.precision_km,
        "ref": place.id,
        "words": padded(place.text, place.name),
    }


def _quantity_row(quantity: Quantity) -> Row:
    return {
        "text": quantity.text,
        "char_start": quantity.start,
        "char_end": quantity.end,
        "what": quantity.what,
        "low": quantity.low,
        "high": quantity.high,
        "approx": quantity.approx,
        "counted": quantity.of,
        "total": quantity.part_of,
    }


def _number(value: float | None) -> int | float | None:
    return int(value) if value is not None and value.is_integer() else value
