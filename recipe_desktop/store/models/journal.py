"""The journal's own tables: transactions of operations are the truth, other tables a projection."""

from datetime import datetime

from sqlalchemy import Index, PrimaryKeyConstraint, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.base import DERIVED, KEEPING, LOCAL, Derived, Local, Text


class SyncNow(Local):
    """One row: what the capture triggers and the sealing of a transaction need to know.

    The scope last written in and its open transaction stand here, so that a trigger need not look
    for them; without a scope none is open.
    """

    __tablename__ = "sync_now"

    id: Mapped[int] = mapped_column(primary_key=True)
    capture: Mapped[int] = mapped_column(server_default="1")
    clock: Mapped[int] = mapped_column(server_default="0")
    opened_at: Mapped[int] = mapped_column(server_default="0")  # last operation before it
    scope: Mapped[str | None]
    txn: Mapped[int] = mapped_column(server_default="0")


class Stream(Local):
    """A device's transactions in one scope; the integer alias keeps other rows small."""

    __tablename__ = "stream"
    __table_args__ = (UniqueConstraint("scope", "device"), {"info": {KEEPING: LOCAL}})

    id: Mapped[int] = mapped_column(primary_key=True)
    device: Mapped[Uid]
    scope: Mapped[str]
    known: Mapped[int] = mapped_column(server_default="0")  # highest number without a gap
    epoch: Mapped[int] = mapped_column(server_default="0")


class Txn(Local):
    """A transaction; while it is open it has a scope but no stream and number yet.

    Its operations lie between the first and the last, with those of what was open beside it.
    """

    __tablename__ = "txn"
    __table_args__ = (
        UniqueConstraint("stream", "seq"),
        Index("ix_txn_open", "scope", unique=True, sqlite_where=text("seq IS NULL")),
        Index("ix_txn_group", "group_uid"),
        {"info": {KEEPING: LOCAL}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str]
    stream: Mapped[int | None]
    seq: Mapped[int | None]
    epoch: Mapped[int] = mapped_column(server_default="0")
    clock: Mapped[int] = mapped_column(server_default="0")
    seen: Mapped[str] = mapped_column(String, server_default="{}")
    by: Mapped[Text] = mapped_column("by_name")
    action: Mapped[Text]
    group: Mapped[Text] = mapped_column("group_uid")
    reverts: Mapped[Text]
    schema: Mapped[int] = mapped_column("schema_no", server_default="0")
    salts: Mapped[Text]
    source: Mapped[Text]  # hash of the bundle that brought it; empty for our own
    first_op: Mapped[int] = mapped_column(server_default="0")
    last_op: Mapped[int] = mapped_column(server_default="0")  # 0 while more may come


class Op(Local):
    """One operation on one row; ``body`` is the JSON text of the written columns."""

    __tablename__ = "op"
    __table_args__ = (
        Index("ix_op_deleted", "tbl", "row", sqlite_where=text("kind = 'D'")),
        {"info": {KEEPING: LOCAL}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    txn: Mapped[int]
    tbl: Mapped[str]
    row: Mapped[Uid] = mapped_column(index=True)
    kind: Mapped[str]
    body: Mapped[str] = mapped_column(server_default="{}")


class Seen(Local):
    """From which epoch on a stream's author knew a peer's transactions up to a number."""

    __tablename__ = "seen"
    __table_args__ = (
        PrimaryKeyConstraint("stream", "epoch", "peer"),
        {"info": {KEEPING: LOCAL}},
    )

    stream: Mapped[int]
    epoch: Mapped[int]
    peer: Mapped[Uid]
    seq: Mapped[int]


class Segment(Local):
    """A run of transactions that their author signed; forwarded verbatim."""

    __tablename__ = "segment"
    __table_args__ = (
        PrimaryKeyConstraint("stream", "first"),
        {"info": {KEEPING: LOCAL}},
    )

    stream: Mapped[int]
    first: Mapped[int]
    count: Mapped[int]
    previous: Mapped[Text]
    hash: Mapped[Text]
    signature: Mapped[Text]


class Held(Local):
    """A segment that waits: for an earlier one, for a newer program, for authority."""

    __tablename__ = "held"
    __table_args__ = (
        PrimaryKeyConstraint("scope", "device", "first"),
        {"info": {KEEPING: LOCAL}},
    )

    scope: Mapped[str]
    device: Mapped[Uid]
    first: Mapped[int]
    count: Mapped[int]
    previous: Mapped[Text]
    signature: Mapped[Text]
    reason: Mapped[str]
    at: Mapped[datetime | None]


class HeldPiece(Local):
    """Some lines of a segment that waits, in their order and as they were signed.

    A segment has no limit that fits into memory, so it is written and read a piece at a time.
    """

    __tablename__ = "held_piece"
    __table_args__ = (
        PrimaryKeyConstraint("scope", "device", "first", "number"),
        {"info": {KEEPING: LOCAL}},
    )

    scope: Mapped[str]
    device: Mapped[Uid]
    first: Mapped[int]
    number: Mapped[int]
    lines: Mapped[str]


class Conflict(Derived):
    """An open conflict; worked out from the operations, never the source of truth."""

    __tablename__ = "conflict"
    __table_args__ = (
        PrimaryKeyConstraint("row", "class", "column_name"),
        {"info": {KEEPING: DERIVED}},
    )

    row: Mapped[Uid]
    tbl: Mapped[str]
    kind: Mapped[str] = mapped_column("class")  # field or delete
    column: Mapped[Text] = mapped_column("column_name")
    heads: Mapped[str]  # JSON: the shown one first


class SearchDoc(Derived):
    """The folded words of one record, and its place in sorted lists.

    What belongs to another record, such as a former name, is found under its owner.
    """

    __tablename__ = "search_doc"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[Uid] = mapped_column(unique=True)
    tbl: Mapped[str]
    owner: Mapped[Uid]
    words: Mapped[Text]
    sort_root: Mapped[str] = mapped_column(server_default="")
    sort_hu: Mapped[str] = mapped_column(server_default="")


class SearchTodo(Derived):
    """A batch of records whose search documents are out of date."""

    __tablename__ = "search_todo"

    id: Mapped[int] = mapped_column(primary_key=True)
    tbl: Mapped[str]
    count: Mapped[int]
    uids: Mapped[str]  # JSON
