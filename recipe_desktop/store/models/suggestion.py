"""What somebody who does not own a record would decide of a conflict in it."""

from sqlalchemy.orm import Mapped, mapped_column

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.base import Record, Text


class Suggestion(Record):
    """A value proposed to the owner; its uid is named after row, column and member."""

    __tablename__ = "suggestion"

    row_uid: Mapped[Uid] = mapped_column(index=True, server_default="", info={"merge": "lww"})
    column: Mapped[Text] = mapped_column("column_name", info={"merge": "lww"})
    value: Mapped[Text] = mapped_column(info={"merge": "lww"})  # JSON
    member: Mapped[Text] = mapped_column(info={"merge": "lww"})
    by: Mapped[Text] = mapped_column("by_name", info={"merge": "lww"})
