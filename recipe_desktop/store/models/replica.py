"""This laptop and those it trusts; what came in, and what others are known to have."""

from datetime import datetime

from sqlalchemy import PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.base import KEEPING, LOCAL, Flag, Local, Text


class Replica(Local):
    """The one row that says whose store this is.

    ``device_uid`` is the present incarnation; a restored or copied store takes a new one before
    it writes.
    """

    __tablename__ = "replica"

    uid: Mapped[Uid] = mapped_column(primary_key=True)
    device_uid: Mapped[Uid]
    device: Mapped[Text]
    member: Mapped[Text]
    person: Mapped[Text]
    is_steward: Mapped[Flag]
    counter: Mapped[int] = mapped_column(server_default="0")  # of human numbers
    token: Mapped[Text]  # must equal the one in the state folder, else this is a copy


class Device(Local):
    """A device whose card was admitted."""

    __tablename__ = "device"

    uid: Mapped[Uid] = mapped_column(primary_key=True)
    name: Mapped[Text]
    member: Mapped[Text]
    verify_key: Mapped[Text]
    age_recipient: Mapped[Text]
    is_steward: Mapped[Flag]
    card: Mapped[Text]
    admitted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_heard_at: Mapped[datetime | None]


class SaidLost(Local):
    """What one laptop says of another that was lost, in one scope; ``sync.revocations`` signs it.

    ``last_seq`` is the number of the last transaction of the lost one that the author has.
    """

    __tablename__ = "said_lost"
    __table_args__ = (
        PrimaryKeyConstraint("lost", "scope", "said_by"),
        {"info": {"keeping": LOCAL}},
    )

    lost: Mapped[Uid]
    scope: Mapped[str]
    said_by: Mapped[Uid]
    last_seq: Mapped[int]
    at: Mapped[datetime]
    document: Mapped[Text]


class PeerKnown(Local):
    """What a device said to have, in one scope, of one device's transactions."""

    __tablename__ = "peer_known"
    __table_args__ = (
        PrimaryKeyConstraint("peer", "scope", "device"),
        {"info": {KEEPING: LOCAL}},
    )

    peer: Mapped[Uid]
    scope: Mapped[str]
    device: Mapped[Uid]
    seq: Mapped[int]


class ToldShare(Local):
    """What this device said last of itself in a share, see ``sync.told``."""

    __tablename__ = "told_share"

    scope: Mapped[str] = mapped_column(primary_key=True)
    said: Mapped[Text]


class ImportLog(Local):
    """A bundle file that was read; the same bytes are not read twice."""

    __tablename__ = "import_log"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    file: Mapped[Text]
    sender: Mapped[Text]
    at: Mapped[datetime]
    transactions: Mapped[int]
    operations: Mapped[int]
