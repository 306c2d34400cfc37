"""What goes into the store, and what comes out? Records around the nouns of ``marsad.model``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from marsad.fuse.records import Account, Link
from marsad.model import Article, CodedDocument, Event, FailedDocument, LinkedClaim

T = TypeVar("T")
REVIEWS = ("unreviewed", "accepted", "corrected", "added", "rejected")
"""What people have decided about a claim or an event so far."""


class Fingerprint(msgspec.Struct, frozen=True, gc=False):
    """What is kept of a text to find its copies: its signature, made by a ``version`` of the finder, and its bands."""

    version: int
    signature: bytes
    bands: tuple[int, ...]


class Kept(msgspec.Struct, frozen=True, gc=False):
    """The signature of an article, with its ``doc`` and the ``doc`` of its first copy (its own, if it is none)."""

    id: int
    doc: str
    first: str
    signature: bytes


class Incoming(msgspec.Struct, frozen=True):
    """An article to keep, with what its reader knows beside it.

    ``set_aside`` is the reason why it is not to be coded (another language), ``duplicate_of`` the ``doc`` of the first
    copy of the same text, ``raw`` anything else that was found, as it can be written in JSON.
    """

    article: Article
    language: str | None = None
    set_aside: str | None = None
    duplicate_of: str | None = None
    raw: dict[str, Any] | None = None
    fingerprint: Fingerprint | None = None


class Added(msgspec.Struct, frozen=True):
    """What became of some articles: ``ids`` are the rows of those that are new, in their order.

    ``revised`` counts new texts of documents that were there with another text (among the new), ``same`` documents that
    were there already, ``refused`` those that no database can hold, each with its reason.
    """

    ids: list[int] = []
    revised: int = 0
    same: int = 0
    refused: list[FailedDocument] = []


class StoredArticle(msgspec.Struct, frozen=True):
    """An article as the store holds it; ``id`` is its row, one for each ``revision`` of its text."""

    id: int
    article: Article
    revision: int
    digest: str
    ingested_at: str
    superseded_at: str | None = None
    language: str | None = None
    set_aside: str | None = None
    duplicate_of: str | None = None
    raw: dict[str, Any] | None = None


class NewCoding(msgspec.Struct, frozen=True):
    """What a coder made of the article in row ``article``."""

    article: int
    document: CodedDocument | FailedDocument


class CodedText(msgspec.Struct, frozen=True):
    """What fusing wants of an article: its claims as they are believed, its text, and its first copy if it is one."""

    document: CodedDocument
    text: str
    url: str | None = None
    first: str | None = None


class Mark(msgspec.Struct, frozen=True):
    """Up to which rows of articles, codings and claims the events were fused; later rows are not in them yet."""

    articles: int = 0
    codings: int = 0
    claims: int = 0
    at: str = ""


class Unfused(msgspec.Struct, frozen=True):
    """What the events do not hold yet: documents of which something else is believed than when they were fused.

    ``docs`` is ``None`` where all must be fused anew. ``before`` and ``until`` are the rows up to which the events were
    fused and will be, ``decisions`` is the row of the last verdict on events that was known.
    """

    rules: str
    docs: list[str] | None
    before: Mark | None
    until: Mark
    decisions: int = 0


class Groupings(msgspec.Struct, frozen=True):
    """What people decided about events, over claims named ``doc#claim`` as they are coded now.

    Each set of ``together`` is one event; no claim of one set of a pair in ``apart`` is in an event with one of the
    other.
    """

    together: list[frozenset[str]] = []
    apart: list[tuple[frozenset[str], frozenset[str]]] = []

    def beside(self, docs: Collection[str]) -> list[str]:
        """The documents whose claims are together with claims of some documents, sorted."""
        named = [{key.rpartition("#")[0] for key in keys} for keys in self.together]
        inside = set(docs)
        return sorted({doc for found in named if found & inside for doc in found})


class Keyed(msgspec.Struct, frozen=True):
    """An account with the component and the event that it is in, and the keys by which it is found."""

    account: Account
    component: str
    event: str
    keys: Sequence[str]


class Moved(msgspec.Struct, frozen=True):
    """An account (its id) that is in another component or event than before."""

    account: str
    component: str
    event: str


class Known(msgspec.Struct, frozen=True):
    """Accounts that were fused before, the component of each by its id, the events and the links of these components.

    The links are ``None`` where they were not asked for. ``grouped`` is the event of each account, ``found`` the links
    of new accounts, among themselves and to these; ``weighed`` is what grouping remembers of the components.
    """

    accounts: list[Account]
    components: dict[str, str]
    events: list[str] = []
    links: list[Link] | None = None
    grouped: dict[str, str] = {}
    found: list[Link] = []
    weighed: dict[str, list[bytes]] = {}


class StoredClaim(msgspec.Struct, frozen=True):
    """A claim as it is believed: the machine's values with the verdicts of people laid over them.

    ``id`` stays the same whatever is decided about the claim; ``key`` (``doc#claim``) names it in verdicts.
    ``sentence`` is the sentence that it stands in, ``duplicate_of`` the first copy of the article, if this is not it.
    """

    id: int
    key: str
    doc: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    duplicate_of: str | None
    sentence: str
    claim: LinkedClaim
    review: str
    coder: str
    coded_at: str


class ClaimVersion(msgspec.Struct, frozen=True):
    """What a claim was from ``valid_from`` to ``superseded_at``; ``verdict`` made it, ``None`` is the machine's."""

    valid_from: str
    superseded_at: str | None
    claim: LinkedClaim
    review: str
    coder: str
    verdict: str | None


class Member(msgspec.Struct, frozen=True):
    """One claim of an event, by the ``doc`` that holds it and its id, and why it belongs there.

    ``score`` is its mean likeness to the other accounts of the event, ``near`` the nearest of them.
    """

    doc: str
    claim: str
    reasons: list[str] = []
    score: float | None = None
    near: str | None = None


class EventDraft(msgspec.Struct, frozen=True):
    """An event to keep, with its claims."""

    event: Event
    members: list[Member]


class FusedPart(msgspec.Struct, frozen=True):
    """What came of fusing: accounts with their components and keys, events, and what of both is no more.

    ``links`` are all links of these accounts to others, in this part or in another, or only the new ones of them.
    ``moved`` are accounts that stand as they were, but in another component or event; ``same`` counts the events that
    stand as they were. ``weighed`` is what grouping remembers of components, ``gone_weighed`` are those of which it no
    longer remembers anything.
    """

    accounts: list[Keyed]
    events: list[EventDraft]
    gone_accounts: list[str] = []
    gone_events: list[str] = []
    links: list[Link] = []
    moved: list[Moved] = []
    same: int = 0
    weighed: dict[str, list[bytes]] = {}
    gone_weighed: list[str] = []


class Changed(msgspec.Struct, frozen=True):
    """What became of some events: how many are new, changed, gone, and the same as before."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    same: int = 0


class StoredEvent(msgspec.Struct, frozen=True):
    """An event as it is believed: the machine's values with the verdicts of people laid over them."""

    event: Event
    review: str
    valid_from: str
    superseded_at: str | None = None
    verdict: str | None = None


class Facet(msgspec.Struct, frozen=True):
    """One value of a field and how many things have it."""

    value: str | None
    count: int


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Some of the things asked for; ``next`` is the cursor of the page after this one, ``None`` on the last."""

    items: list[T]
    next: str | None = None


class Failure(msgspec.Struct, frozen=True):
    """A document that could not be read or coded (``stage``), and why."""

    doc: str
    stage: str
    coder: str
    error: str
    failed_at: str


class SourceRead(msgspec.Struct, frozen=True):
    """A file or address that was read to its end: ``fingerprint`` tells whether it changed since.

    ``state`` is the reader's own, such as the ETag of a feed.
    """

    source: str
    fingerprint: str | None = None
    documents: int = 0
    state: dict[str, Any] | None = None
    read_at: str | None = None


class Run(msgspec.Struct, frozen=True):
    """One run over the database: what was asked, by whom, with which version, and what came of it."""

    id: int
    kind: str
    version: str
    started_at: str
    by: str | None = None
    arguments: dict[str, Any] | None = None
    finished_at: str | None = None
    summary: dict[str, Any] | None = None


def claim_key(doc: str, claim: str) -> str:
    """The name of a claim in verdicts: two articles with the same text have claims with the same id."""
    return f"{doc}#{claim}"
