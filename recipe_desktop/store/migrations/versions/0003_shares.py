"""Shares of some members, reasons for findings, and the region of an exchange's place."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "share",
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("record_uid", sa.String(length=32), nullable=True),
        sa.Column("members", sa.Text(), server_default="", nullable=False),
        sa.Column("also", sa.Text(), server_default="", nullable=False),
        sa.Column("without", sa.Text(), server_default="", nullable=False),
        sa.Column("ended_on", sa.String(), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_share")),
    )
    op.create_index(op.f("ix_share_record_uid"), "share", ["record_uid"], unique=False)
    op.create_table(
        "finding_reason",
        sa.Column("exchange_uid", sa.String(length=32), nullable=True),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("given_on", sa.String(), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["exchange_uid"],
            ["exchange.uid"],
            name=op.f("fk_finding_reason_exchange_uid"),
        ),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_finding_reason")),
    )
    op.create_index(
        op.f("ix_finding_reason_exchange_uid"), "finding_reason", ["exchange_uid"], unique=False
    )
    op.add_column("exchange", sa.Column("region", sa.Text(), server_default="", nullable=False))
