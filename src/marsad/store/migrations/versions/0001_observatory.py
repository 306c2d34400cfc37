"""All tables of the first observatory: articles, codings, claims, events, verdicts, and the journal.

Revision ID: 0001
Revises: nothing
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
HOLDS = sa.text("superseded_at IS NULL")
NOW: dict[str, Any] = {"sqlite_where": HOLDS, "postgresql_where": HOLDS}
SQLITE = (
    "CREATE VIRTUAL TABLE article_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE claim_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE place_boxes USING rtree(id, south, north, west, east)",
    "CREATE VIRTUAL TABLE event_boxes USING rtree(id, south, north, west, east)",
)
POSTGRESQL = (
    "CREATE TABLE article_words (id bigint PRIMARY KEY REFERENCES articles, words tsvector NOT NULL)",
    "CREATE TABLE claim_words (id bigint PRIMARY KEY REFERENCES claims, words tsvector NOT NULL)",
    "CREATE INDEX ix_article_words ON article_words USING gin (words)",
    "CREATE INDEX ix_claim_words ON claim_words USING gin (words)",
    "CREATE INDEX ix_place_boxes ON places USING gist (point(lon, lat)) WHERE lat IS NOT NULL",
    "CREATE INDEX ix_event_boxes ON events USING gist (point(lon, lat)) WHERE lat IS NOT NULL",
)
SEARCH = ("article_words", "claim_words", "place_boxes", "event_boxes")
TABLES = (
    "runs",
    "sources",
    "articles",
    "fingerprints",
    "bands",
    "codings",
    "failures",
    "verdicts",
    "claims",
    "parties",
    "places",
    "quantities",
    "events",
    "event_parties",
    "members",
    "accounts",
    "account_keys",
    "fusings",
)


def upgrade() -> None:
    _journal()
    _articles()
    _claims()
    _events()
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name in SEARCH if sqlite else SEARCH[:2]:
        op.execute(f"DROP TABLE {name}")
    for name in reversed(TABLES):
        op.drop_table(name)


def _journal() -> None:
    op.create_table(
        "runs",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("version", WORD, nullable=False),
        sa.Column("by", sa.Text()),
        sa.Column("arguments", sa.Text()),
        sa.Column("started_at", WORD, nullable=False),
        sa.Column("finished_at", WORD),
        sa.Column("summary", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_table(
        "sources",
        sa.Column("source", WORD, nullable=False),
        sa.Column("fingerprint", WORD),
        sa.Column("state", sa.Text()),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("read_at", WORD, nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_sources"),
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("doc", WORD, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("outlet", WORD),
        sa.Column("url", sa.Text()),
        sa.Column("published", WORD),
        sa.Column("language", WORD),
        sa.Column("byline", sa.Text()),
        sa.Column("fetched", WORD),
        sa.Column("digest", WORD, nullable=False),
        sa.Column("duplicate_of", KEY),
        sa.Column("set_aside", sa.Text()),
        sa.Column("ingested_at", WORD, nullable=False),
        sa.Column("superseded_at", WORD),
        sa.Column("run_id", KEY),
        sa.Column("raw", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["duplicate_of"], ["articles.id"], name="fk_articles_duplicate_of"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_articles_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("doc", "revision", name="uq_articles_doc_revision"),
    )
    op.create_index("ix_articles_digest", "articles", ["digest"])
    op.create_index("ix_articles_duplicate_of", "articles", ["duplicate_of"])
    op.create_index("ix_articles_outlet", "articles", ["outlet"], **NOW)
    op.create_index("ix_articles_published", "articles", ["published", "id"], **NOW)
    op.create_table(
        "fingerprints",
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_fingerprints_article_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_fingerprints"),
    )
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_bands_article_id"),
        sa.PrimaryKeyConstraint("band", "article_id", name="pk_bands"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "codings",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("coder", WORD, nullable=False),
        sa.Column("language", WORD),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("coded_at", WORD, nullable=False),
        sa.Column("superseded_at", WORD),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_codings_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_codings"),
    )
    op.create_index("ix_codings_article_id", "codings", ["article_id"])
    op.create_table(
        "failures",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("doc", WORD, nullable=False),
        sa.Column("stage", WORD, nullable=False),
        sa.Column("coder", WORD, nullable=False),
        sa.Column("article_id", KEY),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("failed_at", WORD, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_failures_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_failures"),
        sa.UniqueConstraint("doc", "stage", "coder", name="uq_failures_doc_stage_coder"),
    )
    op.create_index("ix_failures_article_id", "failures", ["article_id"])
    op.create_table(
        "verdicts",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("verdict", WORD, nullable=False),
        sa.Column("subject", WORD, nullable=False),
        sa.Column("action", WORD, nullable=False),
        sa.Column("field", WORD),
        sa.Column("value", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.Column("article_id", KEY),
        sa.Column("anchor", WORD),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_verdicts_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_verdicts"),
        sa.UniqueConstraint("verdict", name="uq_verdicts_verdict"),
    )
    op.create_index("ix_verdicts_article_id", "verdicts", ["article_id", "anchor"])
    op.create_index("ix_verdicts_subject", "verdicts", ["subject"])


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("coding_id", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("root", KEY, nullable=False),
        sa.Column("claim", WORD, nullable=False),
        sa.Column("anchor", WORD, nullable=False),
        sa.Column("type", WORD, nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("trigger_text", sa.Text(), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("time_text", sa.Text()),
        sa.Column("time_start", WORD),
        sa.Column("time_end", WORD),
        sa.Column("time_char_start", sa.Integer()),
        sa.Column("time_char_end", sa.Integer()),
        sa.Column("time_precision", WORD),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("review", WORD, nullable=False),
        sa.Column("verdict_id", KEY),
        sa.Column("valid_from", WORD, nullable=False),
        sa.Column("superseded_at", WORD),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_claims_article_id"),
        sa.ForeignKeyConstraint(["coding_id"], ["codings.id"], name="fk_claims_coding_id"),
        sa.ForeignKeyConstraint(["verdict_id"], ["verdicts.id"], name="fk_claims_verdict_id"),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
    )
    op.create_index("ix_claims_article_id", "claims", ["article_id"])
    op.create_index("ix_claims_claim", "claims", ["claim"])
    op.create_index("ix_claims_coding_id", "claims", ["coding_id"])
    op.create_index("ix_claims_root", "claims", ["root"])
    op.create_index("ix_claims_time_start", "claims", ["time_start", "time_end"], **NOW)
    op.create_index("ix_claims_type", "claims", ["type", "id"], **NOW)
    op.create_table(
        "parties",
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("field", WORD, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("char_start", sa.Integer(), nullable=False),
        sa.Column("char_end", sa.Integer(), nullable=False),
        sa.Column("name", WORD),
        sa.Column("ref", WORD),
        sa.Column("kind", WORD),
        sa.Column("cue", sa.Text()),
        sa.Column("words", WORD, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_parties_claim_id"),
        sa.PrimaryKeyConstraint("claim_id", "field", "seq", name="pk_parties"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_parties_name", "parties", ["name"])
    op.create_index("ix_parties_ref", "parties", ["ref"])
    op.create_table(
        "places",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("char_start", sa.Integer(), nullable=False),
        sa.Column("char_end", sa.Integer(), nullable=False),
        sa.Column("role", WORD, nullable=False),
        sa.Column("name", WORD),
        sa.Column("country", WORD),
        sa.Column("level", WORD),
        sa.Column("lat", sa.Double()),
        sa.Column("lon", sa.Double()),
        sa.Column("precision_km", sa.Double()),
        sa.Column("ref", WORD),
        sa.Column("words", WORD, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_places_claim_id"),
        sa.PrimaryKeyConstraint("id", name="pk_places"),
        sa.UniqueConstraint("claim_id", "seq", name="uq_places_claim_id_seq"),
    )
    op.create_index("ix_places_name", "places", ["name"])
    op.create_index("ix_places_ref", "places", ["ref"])
    op.create_table(
        "quantities",
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("char_start", sa.Integer(), nullable=False),
        sa.Column("char_end", sa.Integer(), nullable=False),
        sa.Column("what", WORD, nullable=False),
        sa.Column("low", sa.Double()),
        sa.Column("high", sa.Double()),
        sa.Column("approx", sa.Boolean(), nullable=False),
        sa.Column("counted", sa.Text()),
        sa.Column("total", sa.Text()),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_quantities_claim_id"),
        sa.PrimaryKeyConstraint("claim_id", "seq", name="pk_quantities"),
        sqlite_with_rowid=False,
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("event", WORD, nullable=False),
        sa.Column("type", WORD, nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("start_date", WORD),
        sa.Column("end_date", WORD),
        sa.Column("place_name", WORD),
        sa.Column("place_ref", WORD),
        sa.Column("place_words", WORD, nullable=False),
        sa.Column("country", WORD),
        sa.Column("level", WORD),
        sa.Column("lat", sa.Double()),
        sa.Column("lon", sa.Double()),
        sa.Column("precision_km", sa.Double()),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("independent_sources", sa.Integer(), nullable=False),
        sa.Column("contradictions", sa.Integer(), nullable=False),
        sa.Column("review", WORD, nullable=False),
        sa.Column("verdict_id", KEY),
        sa.Column("valid_from", WORD, nullable=False),
        sa.Column("superseded_at", WORD),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("machine", sa.Text()),
        sa.ForeignKeyConstraint(["verdict_id"], ["verdicts.id"], name="fk_events_verdict_id"),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_index("ix_events_event", "events", ["event"])
    op.create_index("ix_events_start_date", "events", ["start_date", "end_date"], **NOW)
    op.create_index("ix_events_type", "events", ["type", "id"], **NOW)
    op.create_table(
        "event_parties",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("field", WORD, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", WORD, nullable=False),
        sa.Column("words", WORD, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_event_parties_event_id"),
        sa.PrimaryKeyConstraint("event_id", "field", "seq", name="pk_event_parties"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_parties_name", "event_parties", ["name"])
    op.create_table(
        "members",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("claim_root", KEY, nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim_root"], ["claims.id"], name="fk_members_claim_root"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_members_event_id"),
        sa.PrimaryKeyConstraint("event_id", "claim_root", name="pk_members"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_members_claim_root", "members", ["claim_root"])
    op.create_table(
        "accounts",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account", WORD, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("component", WORD, nullable=False),
        sa.Column("event", WORD, nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_accounts_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("account", name="uq_accounts_account"),
    )
    op.create_index("ix_accounts_article_id", "accounts", ["article_id"])
    op.create_index("ix_accounts_component", "accounts", ["component"])
    op.create_table(
        "account_keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_account_keys_account_id"),
        sa.PrimaryKeyConstraint("key", "account_id", name="pk_account_keys"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_account_keys_account_id", "account_keys", ["account_id"])
    op.create_table(
        "fusings",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("rules", WORD, nullable=False),
        sa.Column("articles", KEY, nullable=False),
        sa.Column("codings", KEY, nullable=False),
        sa.Column("claims", KEY, nullable=False),
        sa.Column("fused_at", WORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_fusings"),
    )
