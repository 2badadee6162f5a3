"""Attachments of a record's file, the contents that are here, and those that others have."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("record_uid", sa.String(length=32), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("media_type", sa.Text(), server_default="", nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("added_by", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_record_uid"), "attachment", ["record_uid"])
    op.create_table(
        "kept_content",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), server_default="", nullable=False),
        sa.Column("key", sa.Text(), server_default="", nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_kept_content")),
    )
    op.create_table(
        "peer_content",
        sa.Column("peer", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("clock", sa.Integer(), server_default="0", nullable=False),
        sa.Column("hashes", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("peer", "scope", name=op.f("pk_peer_content")),
    )
