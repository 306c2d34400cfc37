"""Accounts, sessions, tokens of programs, and the record of actions.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TABLES = ("users", "sessions", "tokens", "attempts", "actions")


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("name", WORD, nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("role", WORD, nullable=False),
        sa.Column("totp", sa.Text()),
        sa.Column("totp_used", sa.Integer()),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", WORD, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_users"),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", WORD, nullable=False),
        sa.Column("user", WORD, nullable=False),
        sa.Column("created_at", WORD, nullable=False),
        sa.Column("expires_at", WORD, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
    )
    op.create_table(
        "tokens",
        sa.Column("digest", WORD, nullable=False),
        sa.Column("user", WORD, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("scope", WORD, nullable=False),
        sa.Column("created_at", WORD, nullable=False),
        sa.Column("expires_at", WORD, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_tokens"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("who", WORD, nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
    )
    op.create_index("ix_attempts_who", "attempts", ["who"])
    op.create_table(
        "actions",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("action", WORD, nullable=False),
        sa.Column("subject", sa.Text()),
        sa.Column("detail", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_actions"),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
