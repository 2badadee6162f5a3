"""What imported files said: keys that travel, plans and mappings that stay on this laptop."""

from datetime import datetime

from sqlalchemy import PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.base import KEEPING, LOCAL, Flag, Local, Record, Text


class ImportKey(Record):
    """What a source said last of one record; only a difference from that is a change.

    Otherwise a second import would flip spellings and revert what people edited since.
    """

    __tablename__ = "import_key"

    source: Mapped[Text] = mapped_column(info={"merge": "lww"})
    kind: Mapped[Text] = mapped_column(info={"merge": "lww"})
    key: Mapped[Text] = mapped_column(index=True, info={"merge": "lww"})
    record_uid: Mapped[Uid] = mapped_column(server_default="", info={"merge": "lww"})
    said: Mapped[Text] = mapped_column(info={"merge": "lww"})  # JSON


class ImportMapping(Local):
    """How the columns of a source were read last time."""

    __tablename__ = "import_mapping"

    source: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    mapping: Mapped[str]  # JSON


class ImportPlan(Local):
    """A previewed import; what is executed is this very plan."""

    __tablename__ = "import_plan"

    uid: Mapped[Uid] = mapped_column(primary_key=True)
    kind: Mapped[str]
    file: Mapped[str]
    made_at: Mapped[datetime]
    plan: Mapped[str]  # JSON, but for its lines
    is_done: Mapped[Flag]


class ImportPlanPiece(Local):
    """Some lines of a plan in their order, each JSON; a list may have 200,000 of them."""

    __tablename__ = "import_plan_piece"
    __table_args__ = (
        PrimaryKeyConstraint("plan", "number"),
        {"info": {KEEPING: LOCAL}},
    )

    plan: Mapped[Uid]
    number: Mapped[int]
    lines: Mapped[str]
