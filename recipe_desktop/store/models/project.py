"""The project with its members, objectives and targets, and the programme's dated reference data."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.base import Record, Text


class Project(Record):
    """One funded project; several can live in one store."""

    __tablename__ = "project"

    name: Mapped[Text]
    full_name: Mapped[Text]
    theme: Mapped[Text]
    call: Mapped[Text]
    grant_number: Mapped[Text]
    website: Mapped[Text]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    period_ends_on: Mapped[date | None]  # of the next report
    longest_stay_days: Mapped[int | None]  # of an exchange, where the project has settled it
    funding_line: Mapped[Text]
    disclaimer: Mapped[Text]
    source: Mapped[Text]
    certainty: Mapped[Text]
    note: Mapped[Text]


class Member(Record):
    """A cluster organisation of the partnership; ``code`` is that of its country."""

    __tablename__ = "member"

    project_uid: Mapped[Uid | None] = mapped_column(ForeignKey("project.uid"), index=True)
    code: Mapped[Text]
    name: Mapped[Text]
    legal_entity: Mapped[Text]
    country: Mapped[Text]
    place: Mapped[Text]
    region: Mapped[Text]
    website: Mapped[Text]
    role: Mapped[Text]
    source: Mapped[Text]
    certainty: Mapped[Text]
    note: Mapped[Text]


class MemberName(Record):
    """A former name of a member, with its days as far as they are known."""

    __tablename__ = "member_name"

    member_uid: Mapped[Uid] = mapped_column(ForeignKey("member.uid"), index=True, server_default="")
    name: Mapped[Text]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    source: Mapped[Text]
    certainty: Mapped[Text]
    note: Mapped[Text]


class Objective(Record):
    """What the project wants to reach."""

    __tablename__ = "objective"

    project_uid: Mapped[Uid | None] = mapped_column(ForeignKey("project.uid"), index=True)
    position: Mapped[int | None]
    code: Mapped[Text]
    name: Mapped[Text]
    source: Mapped[Text]
    certainty: Mapped[Text]
    note: Mapped[Text]


class Target(Record):
    """A number promised; ``part_of`` names the target that it splits."""

    __tablename__ = "target"

    project_uid: Mapped[Uid | None] = mapped_column(ForeignKey("project.uid"), index=True)
    position: Mapped[int | None]
    code: Mapped[Text]
    name: Mapped[Text]
    part_of: Mapped[Text]
    amount: Mapped[int | None]
    source: Mapped[Text]
    certainty: Mapped[Text]
    note: Mapped[Text]


class Country(Record):
    """That a country takes part in the programme between two days."""

    __tablename__ = "country"

    code: Mapped[Text]
    name: Mapped[Text]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    source: Mapped[Text]
    certainty: Mapped[Text]
    note: Mapped[Text]


class LumpSum(Record):
    """The ceiling of the lump sum for a visit to a country; confirmed only by the grant agreement."""

    __tablename__ = "lump_sum"

    country: Mapped[Text]
    amount_cents: Mapped[int | None]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    source: Mapped[Text]
    certainty: Mapped[Text]
    note: Mapped[Text]


class Term(Record):
    """A word of a catalogue: purposes, activity types, organisation types, ecosystems."""

    __tablename__ = "term"

    catalogue: Mapped[Text] = mapped_column(index=True)
    position: Mapped[int | None]
    code: Mapped[Text]
    name: Mapped[Text]
    may_visit: Mapped[int | None]  # 1, 0, or unclear
    may_host: Mapped[int | None]
    source: Mapped[Text]
    certainty: Mapped[Text]
    note: Mapped[Text]
