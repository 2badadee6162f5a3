"""Organisations: the public facet, former names, memberships, and the cluster's own contact facet."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.base import Record, Text


class Organisation(Record):
    """What every member of the partnership may know of an organisation.

    The size class is worked out from the figures and their date, never stored.
    """

    __tablename__ = "organisation"

    number: Mapped[Text] = mapped_column(info={"merge": "min"})
    created_at: Mapped[datetime | None] = mapped_column(info={"merge": "min"})
    name: Mapped[Text]
    organisation_type: Mapped[Text]
    country: Mapped[Text]
    registered_in: Mapped[Text]  # countries; where it is based counts, which is ``country``
    city: Mapped[Text]
    postcode: Mapped[Text]
    address: Mapped[Text]
    staff: Mapped[int | None]
    turnover_cents: Mapped[int | None]
    balance_cents: Mapped[int | None]
    figures_on: Mapped[date | None]
    vat_number: Mapped[Text]
    registration_number: Mapped[Text]
    ecosystems: Mapped[Text]
    website: Mapped[Text]
    founded_on: Mapped[Text]  # a year or a day, as far as it is known


class OrganisationName(Record):
    """A name that an organisation had; old letters and signed papers keep the name of their day."""

    __tablename__ = "organisation_name"

    organisation_uid: Mapped[Uid] = mapped_column(
        ForeignKey("organisation.uid"), index=True, server_default=""
    )
    name: Mapped[Text]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]


class Membership(Record):
    """That an organisation belongs to a cluster, between two days as far as they are known."""

    __tablename__ = "membership"

    organisation_uid: Mapped[Uid] = mapped_column(
        ForeignKey("organisation.uid"), index=True, server_default=""
    )
    member_uid: Mapped[Uid | None] = mapped_column(ForeignKey("member.uid"), index=True)
    cluster_name: Mapped[Text]  # of a cluster outside the partnership
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    source: Mapped[Text]


class OrganisationContact(Record):
    """How the own cluster reaches an organisation; stays in the cluster's scope."""

    __tablename__ = "organisation_contact"

    organisation_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
    email: Mapped[Text] = mapped_column(info={"compare": "email"})
    phone: Mapped[Text]
    notes: Mapped[Text]
