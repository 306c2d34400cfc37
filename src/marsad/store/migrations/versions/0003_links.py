"""Which accounts evidence links, so that what one more day changes need not be compared again.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "account_links",
        sa.Column("one_id", KEY, nullable=False),
        sa.Column("other_id", KEY, nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["accounts.id"], name="fk_account_links_one_id"),
        sa.ForeignKeyConstraint(["other_id"], ["accounts.id"], name="fk_account_links_other_id"),
        sa.PrimaryKeyConstraint("one_id", "other_id", name="pk_account_links"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_account_links_other_id", "account_links", ["other_id"])


def downgrade() -> None:
    op.drop_table("account_links")
