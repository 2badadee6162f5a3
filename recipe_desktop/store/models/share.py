"""Shares: what some members keep together, apart from the others."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.base import Record, Text


class Share(Record):
    """Some members and the record that they keep something about; lies in its own scope.

    The list of members never changes: the identity is made of it, so that nobody can write
    himself into a share. Other members are another share. An ended one stays, since it says who
    must hear of its end.
    """

    __tablename__ = "share"

    kind: Mapped[Text]
    record_uid: Mapped[Uid | None] = mapped_column(index=True)
    members: Mapped[Text]  # codes in their order, with a space between
    also: Mapped[Text]  # those of them that were added by hand, involved or not
    without: Mapped[Text]  # members that are involved and were left out by hand
    ended_on: Mapped[date | None]
