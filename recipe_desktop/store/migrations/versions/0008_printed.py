"""Signed lists as printed, places of days, substitutes, and what tells of a wrong clock."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "printed_sheet",
        sa.Column("event_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("day_on", sa.String(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("desk_uid", sa.String(length=32), nullable=True),
        sa.Column("letter", sa.Text(), server_default="", nullable=False),
        sa.Column("people", sa.Text(), server_default="", nullable=False),
        sa.Column("printed_at", sa.String(), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_printed_sheet")),
    )
    op.create_index(op.f("ix_printed_sheet_event_uid"), "printed_sheet", ["event_uid"])
    op.add_column("event_day", sa.Column("place", sa.Text(), server_default="", nullable=False))
    op.add_column("event_day", sa.Column("capacity", sa.Integer(), nullable=True))
    op.add_column("desk_opening", sa.Column("pack_made_at", sa.String(), nullable=True))
    op.add_column("registration", sa.Column("instead_of_uid", sa.String(length=32), nullable=True))
