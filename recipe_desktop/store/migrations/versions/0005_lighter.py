"""A lighter log and search index.

A transaction knows between which operations its own lie, so an index goes. The search index
forgets how many words a record has, which nobody asks, and what begins with three letters, which
it finds as quickly among all words.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ("first_op", "last_op"):
        op.add_column("txn", sa.Column(column, sa.Integer(), server_default="0", nullable=False))
    op.execute(
        "UPDATE txn SET first_op = coalesce((SELECT min(id) FROM op WHERE op.txn = txn.id), 0), "
        "last_op = coalesce((SELECT max(id) FROM op WHERE op.txn = txn.id), 0)"
    )
    op.drop_index("ix_op_txn", "op")
    op.add_column("sync_now", sa.Column("scope", sa.Text(), nullable=True))
    op.add_column("sync_now", sa.Column("txn", sa.Integer(), server_default="0", nullable=False))
    # The triggers name the column that goes; all of them are written anew after a migration.
    triggers = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for name in op.get_bind().scalars(triggers).all():
        op.execute(f'DROP TRIGGER "{name}"')
    op.drop_column("sync_now", "parts")
    op.execute("DROP TABLE search_fts")
    op.execute(
        "CREATE VIRTUAL TABLE search_fts USING fts5 (words, content='search_doc', "
        "content_rowid='id', prefix='2', columnsize=0, detail=none, tokenize='ascii')"
    )
    op.execute("INSERT INTO search_fts (search_fts) VALUES ('rebuild')")
