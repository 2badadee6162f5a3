"""Exchanges: the facts that all members must see to count, and the file of those involved."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.base import Flag, Record, Text


class Exchange(Record):
    """One organisation's visit to another; counts once, for the partnership that pays it.

    Kept are the days on which something happened; where the exchange stands is worked out from
    them. An empty partnership is the project's own. Several visitors of one trip are one exchange
    each.
    """

    __tablename__ = "exchange"

    number: Mapped[Text] = mapped_column(info={"merge": "min"})
    created_at: Mapped[datetime | None] = mapped_column(info={"merge": "min"})
    visitor_uid: Mapped[Uid | None] = mapped_column(ForeignKey("organisation.uid"), index=True)
    host_uid: Mapped[Uid | None] = mapped_column(ForeignKey("organisation.uid"), index=True)
    visitor_partnership: Mapped[Text]
    host_partnership: Mapped[Text]
    visitor_member_uid: Mapped[Uid | None] = mapped_column(ForeignKey("member.uid"), index=True)
    host_member_uid: Mapped[Uid | None] = mapped_column(ForeignKey("member.uid"), index=True)
    paying_member_uid: Mapped[Uid | None] = mapped_column(ForeignKey("member.uid"), index=True)
    category: Mapped[Text]  # only where it is not that of the visitor's type
    purposes: Mapped[Text]
    activities: Mapped[Text]
    is_virtual: Mapped[Flag]
    place: Mapped[Text]
    region: Mapped[Text]  # of the place, where it has holidays of its own, such as BY
    distance_km: Mapped[int | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    travels_out_on: Mapped[date | None]
    travels_back_on: Mapped[date | None]
    amount_cents: Mapped[int | None]
    registered_on: Mapped[date | None]
    assessed_on: Mapped[date | None]
    matched_on: Mapped[date | None]
    host_approved_on: Mapped[date | None]  # by the agency, where the host is no member
    visitor_signed_on: Mapped[date | None]
    host_signed_on: Mapped[date | None]
    visitor_partner_signed_on: Mapped[date | None]
    host_partner_signed_on: Mapped[date | None]
    agreement_on: Mapped[date | None]
    reported_on: Mapped[date | None]
    evidence_on: Mapped[date | None]
    validated_on: Mapped[date | None]
    paid_on: Mapped[date | None]
    cancelled_on: Mapped[date | None]
    away_from_on: Mapped[date | None]  # of a gap between the first day and the last
    away_until_on: Mapped[date | None]
    rate_table_on: Mapped[date | None]  # of the table of lump sums by which the sum was agreed
    visitor_partner_counted_on: Mapped[date | None]  # reported as its own
    host_partner_counted_on: Mapped[date | None]
    leg_of_uid: Mapped[Uid | None] = mapped_column(index=True)  # an exchange
    funding_declared_on: Mapped[date | None]  # that no other EU project pays for the trip
    other_funding: Mapped[Text]  # the EU project that does


class ExchangeFile(Record):
    """What only the members involved keep of an exchange: who travels, why, documents.

    Personal data, so it lies in the scope of their share, and in that of the own cluster where
    nobody else is involved.
    """

    __tablename__ = "exchange_file"

    exchange_uid: Mapped[Uid] = mapped_column(index=True, server_default="")
    visitor_person: Mapped[Text]
    host_person: Mapped[Text]
    motivation: Mapped[Text]
    documents: Mapped[Text]
    assessment: Mapped[Text]
    nationality: Mapped[Text]  # country of the person who travels
    residence_days: Mapped[int | None]  # in a country that takes part, where that matters
    has_permit: Mapped[Flag]
    has_business: Mapped[Flag]


class FindingReason(Record):
    """Why somebody let an exchange pass in spite of a finding; holds for what it said then.

    The identity is made of exchange, code and ``about``, so that two offices write one record.
    The code is that of the cause (``exchange_rules.cause``): it outlives the finding's own code.
    """

    __tablename__ = "finding_reason"

    exchange_uid: Mapped[Uid | None] = mapped_column(ForeignKey("exchange.uid"), index=True)
    code: Mapped[Text]
    about: Mapped[Text]  # a fingerprint of what the finding says
    reason: Mapped[Text]
    name: Mapped[Text]
    given_on: Mapped[date | None]
