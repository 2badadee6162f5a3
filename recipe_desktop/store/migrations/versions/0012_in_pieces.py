"""What waits, and what an import will do, is kept in pieces, never in memory as a whole.

And what was said of a share last, so that it need not be said again.
"""

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
    op.execute("DELETE FROM import_plan WHERE NOT is_done")  # nobody looks at those any more
    op.create_table(
        "import_plan_piece",
        sa.Column("plan", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("plan", "number", name="pk_import_plan_piece"),
    )
    op.create_table(
        "told_share",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("scope", name="pk_told_share"),
    )
