"""What goes into fusing and what comes out: documents with claims, accounts, memberships, the fused whole.

An *account* is what one document says of one happening: its claims that stand together. Accounts are what is compared;
they carry all that events are made of, so that a database need keep nothing else to fuse on.
"""

from __future__ import annotations

import msgspec

from marsad.model import CodedDocument, Event


class DocumentClaims(msgspec.Struct, frozen=True):
    """A coded document with its text and what is known of it.

    ``text`` is what the claims' offsets count in (:attr:`marsad.model.Article.full`). ``group`` is the id of the
    first copy where the document is a near-duplicate, else ``None``.
    """

    coded: CodedDocument
    text: str
    outlet: str | None = None
    url: str | None = None
    group: str | None = None


class Number(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One number that a claim gives; ``low`` and ``high`` bound it; ``part`` is of which total it is a part."""

    what: str
    low: int | float | None
    high: int | float | None
    approx: bool = False
    part: str | None = None


class Spot(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One place that a claim names, as it is compared; ``own`` is False where another claim of the document names it.

    ``words`` are the folded words of the mention; ``admin1`` the code of the first-order division.
    """

    role: str
    words: str
    id: str | None = None
    name: str | None = None
    country: str | None = None
    level: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    admin1: str | None = None
    own: bool = True

    @property
    def specific(self) -> bool:
        """Whether it is a town or smaller, and known where."""
        return self.level in ("city", "site", "admin2") and self.lat is not None

    @property
    def surveyed(self) -> bool:
        """Whether it is a town or smaller that stands where the gazetteer has it, not where its province is."""
        return self.specific and self.id is not None

    @property
    def located(self) -> bool:
        """Whether it is smaller than a country and in the gazetteer, or a vague part of a country ("the north")."""
        return self.level != "country" and (self.id is not None or self.level == "region")

    def as_context(self) -> Spot:
        """The same place, named elsewhere in the document."""
        return Spot(
            self.role, self.words, self.id, self.name, self.country, self.level,
            self.lat, self.lon, self.precision_km, self.admin1, False,
        )  # fmt: skip


class Root(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Where a claim comes from in the end: the first link of its chain of sources.

    ``key`` identifies it (registry id, else name, else folded words); ``kind`` is the codebook's source kind; ``words``
    are the folded words that the text has for it. A claim that nobody but the newspaper makes has the outlet as its
    root, with the kind ``outlet``.
    """

    key: str
    name: str
    kind: str | None = None
    words: str = ""


class Said(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A claim as fusing sees it.

    Parties are compared by their names in the registry, by their folded words where they have none; ``unnamed`` gives
    for each of the latter (folded words, the words as they stand in the text). ``answered`` is what the sentence tells
    as the reason of another deed ("in revenge for the bombing"). ``beside`` are who says it too: who is joined to the
    root by "and", and who claims the deed.
    """

    claim: str
    type: str
    status: str
    sentence: tuple[int, int]
    root: Root
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    precision: str | None = None
    spots: tuple[Spot, ...] = ()
    numbers: tuple[Number, ...] = ()
    cumulative: bool = False
    unnamed: tuple[tuple[str, str], ...] = ()
    answered: bool = False
    beside: tuple[Root, ...] = ()


class Account(msgspec.Struct, frozen=True, gc=False):
    """What one document says of one happening.

    ``first`` to ``last`` are the days (proleptic ordinals) on which it may have happened; ``basis`` is ``said`` where
    the text gives them, ``published`` where only the date of publication does, ``none`` where neither is known.
    ``words`` are the content words of its sentences; ``published`` an ordinal, 0 where unknown. ``named`` gives for its
    own towns and sites (id, the content words of their names).
    """

    id: str
    doc: str
    outlet: str
    group: str
    published: int
    family: str
    planned: bool
    first: int
    last: int
    basis: str
    types: tuple[str, ...]
    spots: tuple[Spot, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    numbers: tuple[Number, ...]
    words: tuple[str, ...]
    claims: tuple[Said, ...]
    sentence: int = 0
    named: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Membership(msgspec.Struct, frozen=True, gc=False):
    """That a claim belongs to an event, and why.

    ``score`` is the mean similarity of its account to the event's other accounts (``None`` in an event of one),
    ``reasons`` what spoke for and against it beside the account that is nearest (``near``, an account id).
    """

    claim: str
    event: str
    account: str
    component: str
    score: float | None = None
    near: str | None = None
    reasons: tuple[str, ...] = ()


Link = tuple[str, str, float]
"""Two accounts (ids, the smaller first) that evidence links, and their score."""


class Fused(msgspec.Struct, frozen=True):
    """Events over accounts: the whole, or the part that the given documents touch.

    ``accounts`` and ``components`` (account id to the id of its component: accounts that evidence links, directly or
    over others) are what a later :func:`marsad.fuse.fuse` goes on from. ``gone`` are ids of events of the previous
    whole that this one no longer has. ``links`` are the pairs of accounts that evidence links, ``None`` where they
    are not known.

    ``remembered`` is what grouping the larger components weighed, by the id of the component, for a later fusing of the
    same accounts and others. ``grouped`` (account id to event id) may be given with a previous whole: events whose
    accounts are still the same, none taken anew, are then not told again; ``same`` are their ids.
    """

    accounts: list[Account] = []
    events: list[Event] = []
    memberships: list[Membership] = []
    components: dict[str, str] = {}
    gone: list[str] = []
    links: list[Link] | None = None
    remembered: dict[str, list[bytes]] = {}
    grouped: dict[str, str] = {}
    same: list[str] = []
