"""Assertions that two records are, or are not, the same thing; deleting one takes it back."""

from typing import Final

from sqlalchemy.orm import Mapped, mapped_column

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.base import Record, Text

_LAST: Final = {"merge": "lww"}
"""Which of two is kept does no harm, as it can be changed; nobody is asked."""


class SameAs(Record):
    """Two records stand for one thing; which one is shown is ``kept_uid``.

    Its uid is named after the sorted pair, so that two laptops asserting it make one row.
    References are resolved through these links and never rewritten.
    """

    __tablename__ = "same_as"

    kind: Mapped[Text] = mapped_column(info=_LAST)
    kept_uid: Mapped[Uid] = mapped_column(index=True, server_default="", info=_LAST)
    away_uid: Mapped[Uid] = mapped_column(index=True, server_default="", info=_LAST)


class NotSame(Record):
    """Somebody looked at two records and found that they differ; they are not proposed again."""

    __tablename__ = "not_same"

    kind: Mapped[Text] = mapped_column(info=_LAST)
    left_uid: Mapped[Uid] = mapped_column(index=True, server_default="", info=_LAST)
    right_uid: Mapped[Uid] = mapped_column(index=True, server_default="", info=_LAST)
