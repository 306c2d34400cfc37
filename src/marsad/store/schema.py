"""Which tables does the database have? The same on SQLite and PostgreSQL; what only one of them has is in ``dialect``.

Three rules hold everywhere:

- Nothing is overwritten. A row that no longer holds gets ``superseded_at``; the row that holds now has none there.
- Times are UTC and ISO (``2026-03-01T09:30:00.000000Z``), days are ISO dates: text, so that they sort by themselves.
- ``char_start`` and ``char_end`` are code points of title, newline, text of the article's row (``Article.full``).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")
Word: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is compared and sorted by code point on every database."""


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=False)


def _ref(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Id, ForeignKey(target), nullable=nullable)


def _mention() -> list[Column[object]]:
    """The words of a mention and their characters."""
    return [
        Column("text", Text, nullable=False),
        Column("char_start", Integer, nullable=False),
        Column("char_end", Integer, nullable=False),
    ]


def _now(table: Table, name: str, *columns: Column[object]) -> Index:
    """An index of the rows that hold now."""
    holds: ColumnElement[bool] = table.c.superseded_at.is_(None)
    return Index(name, *columns, sqlite_where=holds, postgresql_where=holds)


runs = Table(
    "runs",
    metadata,
    _id(),
    Column("kind", Word, nullable=False),  # ingest, code, fuse, ...
    Column("version", Word, nullable=False),
    Column("by", Text),
    Column("arguments", Text),  # JSON
    Column("started_at", Word, nullable=False),
    Column("finished_at", Word),
    Column("summary", Text),  # JSON
)

sources = Table(  # files, folders and feeds that were read, so that they are not read again for nothing
    "sources",
    metadata,
    Column("source", Word, primary_key=True),
    Column("fingerprint", Word),
    Column("state", Text),  # JSON: what the reader wants back, such as a feed's ETag
    Column("documents", Integer, nullable=False),
    Column("read_at", Word, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    _id(),
    Column("doc", Word, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("outlet", Word),
    Column("url", Text),
    Column("published", Word),
    Column("language", Word),
    Column("byline", Text),
    Column("fetched", Word),
    Column("digest", Word, nullable=False),  # of the title and the text
    _ref("duplicate_of", "articles.id", nullable=True),  # the first copy of the same text
    Column("set_aside", Text),  # why it is not coded, null where it is
    Column("ingested_at", Word, nullable=False),
    Column("superseded_at", Word),
    _ref("run_id", "runs.id", nullable=True),
    Column("raw", Text),  # JSON: what the reader found beside the fields
    Column("title", Text),
    Column("text", Text, nullable=False),
    UniqueConstraint("doc", "revision"),
)
_now(articles, "ix_articles_published", articles.c.published, articles.c.id)
_now(articles, "ix_articles_outlet", articles.c.outlet)
Index("ix_articles_digest", articles.c.digest)
Index("ix_articles_duplicate_of", articles.c.duplicate_of)

fingerprints = Table(  # of the texts of articles, to find copies; the bands that a copy is likely to share
    "fingerprints",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, nullable=False),
    _ref("article_id", "articles.id"),
    PrimaryKeyConstraint("band", "article_id"),
    sqlite_with_rowid=False,
)

codings = Table(  # one reading of one article by one version of a coder
    "codings",
    metadata,
    _id(),
    _ref("article_id", "articles.id"),
    Column("coder", Word, nullable=False),
    Column("language", Word),
    Column("claims", Integer, nullable=False),
    Column("coded_at", Word, nullable=False),
    Column("superseded_at", Word),
    Index("ix_codings_article_id", "article_id"),
)

claims = Table(
    "claims",
    metadata,
    _id(),
    _ref("coding_id", "codings.id"),
    _ref("article_id", "articles.id"),
    Column("root", Id, nullable=False),  # id of the machine's row; a row made by verdicts keeps it
    Column("claim", Word, nullable=False),  # the coder's id; two articles with the same text share it
    Column("anchor", Word, nullable=False),  # type, trigger and ordinal: the same claim for every version of the coder
    Column("type", Word, nullable=False),
    Column("status", Word, nullable=False),
    Column("trigger_text", Text, nullable=False),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("time_text", Text),
    Column("time_start", Word),
    Column("time_end", Word),
    Column("time_char_start", Integer),
    Column("time_char_end", Integer),
    Column("time_precision", Word),
    Column("means", Text, nullable=False),  # JSON list
    Column("rules", Text, nullable=False),  # JSON list
    Column("review", Word, nullable=False),  # one of records.REVIEWS
    _ref("verdict_id", "verdicts.id", nullable=True),  # the verdict that made this row, null for the machine's
    Column("valid_from", Word, nullable=False),
    Column("superseded_at", Word),
    Index("ix_claims_article_id", "article_id"),
    Index("ix_claims_coding_id", "coding_id"),
    Index("ix_claims_root", "root"),
    Index("ix_claims_claim", "claim"),
)
_now(claims, "ix_claims_type", claims.c.type, claims.c.id)
_now(claims, "ix_claims_time_start", claims.c.time_start, claims.c.time_end)

parties = Table(  # actors, targets, sources and claimants of claims, in their order
    "parties",
    metadata,
    _ref("claim_id", "claims.id"),
    Column("field", Word, nullable=False),  # actors, targets, sources, claimed_by
    Column("seq", Integer, nullable=False),
    *_mention(),
    Column("name", Word),
    Column("ref", Word),  # id in the registry of parties
    Column("kind", Word),
    Column("cue", Text),  # the word that attributes, of sources
    Column("words", Word, nullable=False),  # folded words of text and name, a space before and after each
    PrimaryKeyConstraint("claim_id", "field", "seq"),
    sqlite_with_rowid=False,
)
Index("ix_parties_ref", parties.c.ref)
Index("ix_parties_name", parties.c.name)

places = Table(
    "places",
    metadata,
    _id(),
    _ref("claim_id", "claims.id"),
    Column("seq", Integer, nullable=False),
    *_mention(),
    Column("role", Word, nullable=False),
    Column("name", Word),
    Column("country", Word),
    Column("level", Word),
    Column("lat", Double),
    Column("lon", Double),
    Column("precision_km", Double),
    Column("ref", Word),  # id in the gazetteer
    Column("words", Word, nullable=False),
    UniqueConstraint("claim_id", "seq"),
)
Index("ix_places_ref", places.c.ref)
Index("ix_places_name", places.c.name)

quantities = Table(
    "quantities",
    metadata,
    _ref("claim_id", "claims.id"),
    Column("seq", Integer, nullable=False),
    *_mention(),
    Column("what", Word, nullable=False),
    Column("low", Double),
    Column("high", Double),
    Column("approx", Boolean, nullable=False),
    Column("counted", Text),  # text of what is counted
    Column("total", Text),  # text of the total that it is a part of
    PrimaryKeyConstraint("claim_id", "seq"),
    sqlite_with_rowid=False,
)

events = Table(  # versions of events
    "events",
    metadata,
    _id(),
    Column("event", Word, nullable=False),
    Column("type", Word, nullable=False),
    Column("status", Word, nullable=False),
    Column("start_date", Word),
    Column("end_date", Word),
    Column("place_name", Word),
    Column("place_ref", Word),
    Column("place_words", Word, nullable=False),
    Column("country", Word),
    Column("level", Word),
    Column("lat", Double),
    Column("lon", Double),
    Column("precision_km", Double),
    Column("articles", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("independent_sources", Integer, nullable=False),
    Column("contradictions", Integer, nullable=False),
    Column("review", Word, nullable=False),
    _ref("verdict_id", "verdicts.id", nullable=True),
    Column("valid_from", Word, nullable=False),
    Column("superseded_at", Word),
    Column("record", Text, nullable=False),  # JSON: marsad.model.Event with the verdicts laid over it
    Column("machine", Text),  # JSON: the machine's Event, null where no verdict changes it
    Index("ix_events_event", "event"),
)
_now(events, "ix_events_type", events.c.type, events.c.id)
_now(events, "ix_events_start_date", events.c.start_date, events.c.end_date)

event_parties = Table(
    "event_parties",
    metadata,
    _ref("event_id", "events.id"),
    Column("field", Word, nullable=False),  # actors, targets, independent_sources
    Column("seq", Integer, nullable=False),
    Column("name", Word, nullable=False),
    Column("words", Word, nullable=False),
    PrimaryKeyConstraint("event_id", "field", "seq"),
    sqlite_with_rowid=False,
)
Index("ix_event_parties_name", event_parties.c.name)

members = Table(  # which claims a version of an event is about, and why
    "members",
    metadata,
    _ref("event_id", "events.id"),
    _ref("claim_root", "claims.id"),
    Column("reasons", Text, nullable=False),  # JSON list: reasons, score, nearest account
    PrimaryKeyConstraint("event_id", "claim_root"),
    Index("ix_members_claim_root", "claim_root"),
    sqlite_with_rowid=False,
)

accounts = Table(  # what fusing goes on from: what each article says of each happening; made anew at any time
    "accounts",
    metadata,
    _id(),
    Column("account", Word, nullable=False, unique=True),
    _ref("article_id", "articles.id"),
    Column("component", Word, nullable=False),
    Column("event", Word, nullable=False),
    Column("record", LargeBinary, nullable=False),  # MessagePack: marsad.fuse.Account
    Index("ix_accounts_article_id", "article_id"),
    Index("ix_accounts_component", "component"),
)

account_keys = Table(
    "account_keys",
    metadata,
    Column("key", BigInteger, nullable=False),  # digest of a block key
    _ref("account_id", "accounts.id"),
    PrimaryKeyConstraint("key", "account_id"),
    Index("ix_account_keys_account_id", "account_id"),
    sqlite_with_rowid=False,
)

account_links = Table(  # which accounts evidence links, and how strongly
    "account_links",
    metadata,
    _ref("one_id", "accounts.id"),
    _ref("other_id", "accounts.id"),
    Column("score", Double, nullable=False),
    PrimaryKeyConstraint("one_id", "other_id"),
    Index("ix_account_links_other_id", "other_id"),
    sqlite_with_rowid=False,
)

weighings = Table(  # what grouping weighed in the larger components, so that it need not be weighed again
    "weighings",
    metadata,
    Column("component", Word, primary_key=True),
    Column("record", LargeBinary, nullable=False),  # MessagePack: marsad.fuse.Fused.remembered
)

fusings = Table(  # up to which rows the events were fused, and by which rules
    "fusings",
    metadata,
    _id(),
    Column("rules", Word, nullable=False),
    Column("articles", Id, nullable=False),
    Column("codings", Id, nullable=False),
    Column("claims", Id, nullable=False),
    Column("fused_at", Word, nullable=False),
)

verdicts = Table(  # what people decided: rows are added, never changed
    "verdicts",
    metadata,
    _id(),
    Column("verdict", Word, nullable=False, unique=True),
    Column("subject", Word, nullable=False),
    Column("action", Word, nullable=False),
    Column("field", Word),
    Column("value", Text),  # JSON
    Column("note", Text),
    Column("by", Text, nullable=False),
    Column("at", Word, nullable=False),
    _ref("article_id", "articles.id", nullable=True),  # of a verdict on a claim, with the claim's anchor
    Column("anchor", Word),
    Index("ix_verdicts_subject", "subject"),
    Index("ix_verdicts_article_id", "article_id", "anchor"),
)

failures = Table(  # documents that could not be read or coded
    "failures",
    metadata,
    _id(),
    Column("doc", Word, nullable=False),
    Column("stage", Word, nullable=False),  # read, code
    Column("coder", Word, nullable=False),  # version, empty for reading
    _ref("article_id", "articles.id", nullable=True),
    Column("error", Text, nullable=False),
    Column("failed_at", Word, nullable=False),
    UniqueConstraint("doc", "stage", "coder"),
)
Index("ix_failures_article_id", failures.c.article_id)
