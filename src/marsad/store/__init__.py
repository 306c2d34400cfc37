"""What was said, what was made of it, and what was believed when? The database, SQLite or PostgreSQL."""

from __future__ import annotations

from marsad.store import people
from marsad.store.filters import Filter
from marsad.store.records import (
    Added,
    Changed,
    ClaimVersion,
    CodedText,
    EventDraft,
    Facet,
    Failure,
    Fingerprint,
    FusedPart,
    Groupings,
    Incoming,
    Kept,
    Keyed,
    Known,
    Member,
    NewCoding,
    Page,
    Run,
    SourceRead,
    StoredArticle,
    StoredClaim,
    StoredEvent,
    Unfused,
    claim_key,
)
from marsad.store.store import Store

__all__ = [
    "Added",
    "Changed",
    "ClaimVersion",
    "CodedText",
    "EventDraft",
    "Facet",
    "Failure",
    "Filter",
    "Fingerprint",
    "FusedPart",
    "Groupings",
    "Incoming",
    "Kept",
    "Keyed",
    "Known",
    "Member",
    "NewCoding",
    "Page",
    "Run",
    "SourceRead",
    "Store",
    "StoredArticle",
    "StoredClaim",
    "StoredEvent",
    "Unfused",
    "claim_key",
    "people",
]
