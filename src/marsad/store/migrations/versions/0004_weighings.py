"""What grouping weighed in the larger components, so that a day more is grouped without weighing it again.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "weighings",
        sa.Column("component", WORD, nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("component", name="pk_weighings"),
    )


def downgrade() -> None:
    op.drop_table("weighings")
