"""A journal that parts huge actions while they are written, and a lighter search index."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "sync_now", sa.Column("opened_at", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("sync_now", sa.Column("parts", sa.Integer(), server_default="0", nullable=False))
    op.drop_index("ix_search_doc_owner", "search_doc")
    op.execute("DROP TABLE search_fts")
    # The words are folded before: all that is left to do is to part them at blanks. Whatever
    # Python calls a letter is then one for SQLite too, so that a word typed is never a phrase.
    op.execute(
        "CREATE VIRTUAL TABLE search_fts USING fts5 (words, content='search_doc', "
        "content_rowid='id', prefix='2 3', detail=none, tokenize='ascii')"
    )
    op.execute("INSERT INTO search_fts (search_fts) VALUES ('rebuild')")
