"""The facts behind seven more rules of exchanges."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in (
        "away_from_on",
        "away_until_on",
        "rate_table_on",
        "visitor_partner_counted_on",
        "host_partner_counted_on",
        "funding_declared_on",
    ):
        op.add_column("exchange", sa.Column(name, sa.String(), nullable=True))
    op.add_column("exchange", sa.Column("leg_of_uid", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_exchange_leg_of_uid"), "exchange", ["leg_of_uid"], unique=False)
    for table, name in (
        ("exchange", "other_funding"),
        ("exchange_file", "nationality"),
        ("organisation", "registered_in"),
    ):
        op.add_column(table, sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("exchange_file", sa.Column("residence_days", sa.Integer(), nullable=True))
    for name in ("has_permit", "has_business"):
        op.add_column(
            "exchange_file", sa.Column(name, sa.Integer(), server_default="0", nullable=False)
        )
    op.add_column("project", sa.Column("period_ends_on", sa.String(), nullable=True))
