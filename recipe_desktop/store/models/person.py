"""People: personal data, in the scope of the cluster that holds them."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.base import Record, Text


class Person(Record):
    """A person at an organisation; never stands in a bundle for another cluster.

    ``organisation_uid`` points into a wider scope, so it is no reference of the database.
    """

    __tablename__ = "person"

    number: Mapped[Text] = mapped_column(info={"merge": "min"})
    created_at: Mapped[datetime | None] = mapped_column(info={"merge": "min"})
    title: Mapped[Text]
    given_name: Mapped[Text]
    family_name: Mapped[Text]
    organisation_uid: Mapped[Uid | None] = mapped_column(index=True)
    position: Mapped[Text]
    email: Mapped[Text] = mapped_column(info={"compare": "email"})
    phone: Mapped[Text]
    mobile: Mapped[Text]
    language: Mapped[Text]
    notes: Mapped[Text]
