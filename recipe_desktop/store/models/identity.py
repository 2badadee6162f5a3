"""Assertions that two records are, or are not, the same thing; deleting one takes it back."""

from sqlalchemy.orm import Mapped, mapped_column

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.base import Record, Text


class SameAs(Record):
    """Two records stand for one thing; which one is shown is ``kept_uid``.

    Its uid is named after the sorted pair, so that two laptops asserting it make one row.
    References are resolved through these links and never rewritten.
    """

    __tablename__ = "same_as"

    kind: Mapped[Text]
    kept_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
    away_uid: Mapped[Uid] = mapped_column(index=True, server_default="")


class NotSame(Record):
    """Somebody looked at two records and found that they differ; they are not proposed again."""

    __tablename__ = "not_same"

    kind: Mapped[Text]
    left_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
    right_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
