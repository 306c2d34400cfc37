"""What are the nouns of a coded report? Frozen records after the coded-document contract, and nothing else.

Offsets count Unicode code points of :attr:`Article.full`; ``text == full[start:end]`` holds for every mention.
Absent is ``None`` or an empty list, never a guess and never an empty string.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterator
from typing import Any, Protocol

import msgspec


class Article(msgspec.Struct, frozen=True):
    """One document to code.

    ``published`` is an ISO date (``2017-09-03``), the day that relative times are resolved against; ``byline`` who
    wrote it; ``fetched`` when it was taken from the web (ISO, UTC: ``2017-09-03T10:30:00Z``).
    """

    doc: str
    text: str
    source: str | None = None
    url: str | None = None
    published: str | None = None
    title: str | None = None
    byline: str | None = None
    fetched: str | None = None

    @property
    def full(self) -> str:
        """The text that offsets count in: title, newline, text; or the text alone where there is no title."""
        return f"{self.title}\n{self.text}" if self.title else self.text


class Span(msgspec.Struct, frozen=True, gc=False):
    """The characters ``full[start:end]``."""

    start: int
    end: int


class Trigger(msgspec.Struct, frozen=True, gc=False):
    """The word or shortest phrase that names the event."""

    text: str
    start: int
    end: int


class PartyMention(msgspec.Struct, frozen=True, gc=False):
    """A phrase that names a party (actor, target, claimant); ``id`` and ``kind`` are the registry's."""

    text: str
    start: int
    end: int
    name: str | None = None
    id: str | None = None
    kind: str | None = None


class PlaceMention(msgspec.Struct, frozen=True, gc=False):
    """A phrase that names a place in its ``role``; ``id`` is the gazetteer's, ``precision_km`` the likely error."""

    text: str
    start: int
    end: int
    role: str = "at"
    name: str | None = None
    country: str | None = None
    level: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    id: str | None = None


class When(msgspec.Struct, frozen=True, gc=False):
    """When the event took place: ISO dates ``start`` to ``end``, read from ``full[chars[0]:chars[1]]``."""

    text: str
    start: str
    end: str
    chars: tuple[int, int]
    precision: str | None = None


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """A number with what it counts; ``low`` and ``high`` bound it, ``None`` is an open bound.

    ``of`` is the text of what is counted, ``part_of`` the text of the total it is a part of.
    """

    text: str
    start: int
    end: int
    what: str
    low: int | float | None = None
    high: int | float | None = None
    approx: bool = False
    of: str | None = None
    part_of: str | None = None


class SourceMention(msgspec.Struct, frozen=True, gc=False):
    """Who says so: one link of the chain from witness to newspaper; ``cue`` is the word that attributes."""

    text: str
    start: int
    end: int
    name: str | None = None
    id: str | None = None
    kind: str | None = None
    cue: str | None = None


class Claim(msgspec.Struct, frozen=True):
    """One report of one event type by one document, each value with the words it was read from."""

    id: str
    type: str
    status: str
    trigger: Trigger
    sentence: Span
    actors: list[PartyMention] = []
    targets: list[PartyMention] = []
    places: list[PlaceMention] = []
    time: When | None = None
    quantities: list[Quantity] = []
    sources: list[SourceMention] = []
    claimed_by: list[PartyMention] = []
    means: list[str] = []
    rules: list[str] = []

    def _repr_html_(self) -> str:
        """The claim as a table, for notebooks."""
        rows = "".join(f"<tr><th>{k}</th><td dir='auto'>{html.escape(words)}</td></tr>" for k, words in _cells(self))
        return f"<table>{rows}</table>"


class CodedDocument(msgspec.Struct, frozen=True):
    """A document with its claims: one line of the contract."""

    doc: str
    source: str | None
    published: str | None
    title: str | None
    language: str | None
    claims: list[Claim]


class LinkedClaim(Claim, frozen=True):
    """A claim with the id of the event that it is about, ``None`` where it is about none."""

    event: str | None = None


class LinkedDocument(msgspec.Struct, frozen=True):
    """A coded document whose claims name their events: one line of the contract's claims after fusing."""

    doc: str
    source: str | None
    published: str | None
    title: str | None
    language: str | None
    claims: list[LinkedClaim]


class FailedDocument(msgspec.Struct, frozen=True):
    """A document that could not be read or coded, and why: the other kind of line of the contract."""

    doc: str
    error: str


class EventPlace(msgspec.Struct, frozen=True, gc=False):
    """Where an event was, as the best-placed of its claims say; ``precision_km`` is the likely error."""

    name: str | None = None
    country: str | None = None
    level: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    id: str | None = None
    role: str = "at"


class SaidNumber(msgspec.Struct, frozen=True, gc=False):
    """What one root source says of a number: bounds, ``None`` for an open one, and the claims that it stands in."""

    source: str
    low: int | float | None
    high: int | float | None
    claims: list[str] = []


class Spread(msgspec.Struct, frozen=True):
    """A number over all sources of an event: lowest, best (by the rule in force) and highest, and who says which."""

    low: int | float | None
    best: int | float | None
    high: int | float | None
    by: list[SaidNumber] = []


class Contradiction(msgspec.Struct, frozen=True):
    """Claims of one event that cannot all be right.

    ``kind`` is ``occurrence``, ``number``, ``actor``, ``target``, ``place``, ``time`` or ``outcome``; ``field`` the
    field or category that differs (``killed``); ``sides`` the ids of the claims on each side.
    """

    kind: str
    field: str | None
    sides: list[list[str]]


class Event(msgspec.Struct, frozen=True):
    """Claims taken to be about one happening, and how far they agree: one line of the contract's events.

    ``start`` and ``end`` are ISO dates, ``None`` where no claim gives a time. ``articles`` are document ids,
    ``outlets`` the newspapers they stood in, ``independent_sources`` the distinct roots of the claims' source chains.
    """

    event: str
    type: str
    status: str
    start: str | None = None
    end: str | None = None
    place: EventPlace | None = None
    actors: list[str] = []
    targets: list[str] = []
    numbers: dict[str, Spread] = {}
    articles: list[str] = []
    outlets: list[str] = []
    claims: list[str] = []
    independent_sources: list[str] = []
    contradictions: list[Contradiction] = []
    date_precision: str | None = None


class Interval(msgspec.Struct, frozen=True):
    """Who held a place from ``start`` to ``end`` (ISO dates, half-open; ``None`` is an open end).

    ``state`` is ``held``, ``contested``, ``besieged``, ``claimed_by_two`` or ``unknown``; ``holders`` are names of
    parties; ``source`` is the root source whose account it is, ``None`` for the account over all sources.
    """

    place: str
    start: str
    end: str | None
    state: str
    holders: list[str] = []
    source: str | None = None
    claims: list[str] = []


class Verdict(msgspec.Struct, frozen=True):
    """What a person decided about a claim or an event: beside the machine's value, never in its place.

    ``action`` is ``accept``, ``correct``, ``reject``, ``merge``, ``split``, ``add``, ``comment`` or ``undo``;
    ``subject`` the claim's or event's id; ``field`` and ``value`` (JSON) what is corrected, or the whole claim that is
    added; ``by`` who, ``at`` when (ISO, UTC).
    """

    id: str
    subject: str
    action: str
    by: str
    at: str
    field: str | None = None
    value: str | None = None
    note: str | None = None


Mention = PartyMention | PlaceMention | Quantity | SourceMention | Trigger


class Coder(Protocol):
    """Anything that reads claims out of an article."""

    def code(self, article: Article) -> list[Claim]:
        """The claims of the article in the order of their triggers."""
        ...


def text_digest(full: str) -> str:
    """What stands for a whole text in its claims' ids; work it out once per article."""
    return hashlib.sha256(full.encode("utf-8", "surrogatepass")).hexdigest()


def claim_id(digest: str, kind: str, start: int, end: int, version: str, nth: int = 0) -> str:
    """Sixteen hex digits: the same text, trigger, type and coder version give the same id, on any machine.

    ``nth`` tells apart claims of one type that share their trigger (two tolls in two places).
    """
    return hashlib.sha256(f"{digest} {kind} {start} {end} {version} {nth}".encode()).hexdigest()[:16]


def _cells(claim: Claim) -> Iterator[tuple[str, str]]:
    """Field and words of every filled field, for the notebook's table."""
    for field in claim.__struct_fields__:
        value = getattr(claim, field)
        if field not in ("id", "sentence"):
            yield from ((field, _words(each)) for each in (value if isinstance(value, list) else [value]) if each)


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    meaning = getattr(value, "name", None) or getattr(value, "what", None)
    if isinstance(value, When):
        meaning = value.start if value.start == value.end else f"{value.start} – {value.end}"
    return f"{value.text} ({meaning})" if meaning else str(value.text)
