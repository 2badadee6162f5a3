"""How long a stay may be, where the project has settled what a month means."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("project", sa.Column("longest_stay_days", sa.Integer(), nullable=True))
