"""What waits is kept in pieces, so that none of it need be in memory as a whole."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "held_piece",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "device", "first", "number", name="pk_held_piece"),
    )
    op.execute(
        "INSERT INTO held_piece (scope, device, first, number, lines) "
        "SELECT scope, device, first, 0, lines FROM held"
    )
    op.drop_column("held", "lines")
