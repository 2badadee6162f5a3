"""Attachments: files that belong to a record, and where their contents are kept here."""

from datetime import datetime

from sqlalchemy import LargeBinary, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.base import KEEPING, LOCAL, Local, Record, Text


class Attachment(Record):
    """A document of a record, in the scope in which the record's file lies.

    The row says what the content is; the content itself comes apart from it and may come later.
    Of a document nothing changes but the note: another content is another attachment.
    """

    __tablename__ = "attachment"

    number: Mapped[Text] = mapped_column(info={"merge": "min"})
    created_at: Mapped[datetime | None] = mapped_column(info={"merge": "min"})
    kind: Mapped[Text]  # of the record
    record_uid: Mapped[Uid | None] = mapped_column(index=True)
    name: Mapped[Text]
    media_type: Mapped[Text]
    size_bytes: Mapped[int | None]
    sha256: Mapped[Text]
    added_by: Mapped[Text]
    note: Mapped[Text]


class KeptContent(Local):
    """A content that is here, whatever attachments name it.

    It lies in a file beside the store, under a random name and, where the store is encrypted,
    encrypted by a key of its own. In a backup, which is one file, it lies in the row.
    """

    __tablename__ = "kept_content"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    file: Mapped[Text]
    key: Mapped[Text]  # hexadecimal; empty where nothing is encrypted
    content: Mapped[bytes | None] = mapped_column(LargeBinary)


class PeerContent(Local):
    """The contents that a device last said to have, in one scope."""

    __tablename__ = "peer_content"
    __table_args__ = (PrimaryKeyConstraint("peer", "scope"), {"info": {KEEPING: LOCAL}})

    peer: Mapped[Uid]
    scope: Mapped[str]
    clock: Mapped[int] = mapped_column(server_default="0")  # of the bundle that said it
    hashes: Mapped[Text]  # with a space between
