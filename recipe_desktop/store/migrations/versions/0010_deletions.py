"""What was deleted is found without reading the whole log."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_op_deleted", "op", ["tbl", "row"], sqlite_where=sa.text("kind = 'D'"))
