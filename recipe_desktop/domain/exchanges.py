"""What an exchange is: its steps, who acts, the facts that are kept of it, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

PAY_WITHIN: Final = 10  # days after the last one


class Step(StrEnum):
    """The steps of an exchange, in their order."""

    REGISTRATION = "registration"
    ASSESSMENT = "assessment"
    MATCHING = "matching"
    PREPARATION = "preparation"
    VISIT = "visit"
    REPORT = "report"
    PAYMENT = "payment"


class Actor(StrEnum):
    """Who must act."""

    VISITOR = "visitor"
    HOST = "host"
    VISITOR_PARTNER = "visitor_partner"
    HOST_PARTNER = "host_partner"
    NOBODY = "nobody"


class Category(StrEnum):
    """What an exchange counts as: by the type of the visiting organisation."""

    SME = "sme"
    CLUSTER_MANAGERS = "cluster_managers"
    TECHNOLOGY_CENTRES = "technology_centres"
    OTHER = "other"


_CATEGORIES: Final[Mapping[str, Category]] = {
    "sme": Category.SME,
    "cluster_organisation": Category.CLUSTER_MANAGERS,
    "business_network": Category.CLUSTER_MANAGERS,
    "technology_centre": Category.TECHNOLOGY_CENTRES,
}


def category_of(organisation_type: str) -> Category | None:
    """The category that a visitor's type gives; None where the type is not known."""
    if not organisation_type:
        return None
    return _CATEGORIES.get(organisation_type, Category.OTHER)


@dataclass(frozen=True, slots=True)
class Facts:
    """An exchange as it is kept: days on which something happened, no states.

    Args:
        away_from_on: first day between the others that was not spent at the host.
        rate_table_on: the day of the table of lump sums by which the sum was agreed.
        visitor_partner_counted_on: when the visitor's partnership reported it as its own.
        funding_declared_on: when the visitor declared that no other EU project pays the trip.
        other_funding: the other EU project that does.
    """

    starts_on: date | None = None
    ends_on: date | None = None
    travels_out_on: date | None = None
    travels_back_on: date | None = None
    is_virtual: bool = False
    distance_km: int | None = None
    amount_cents: int | None = None
    away_from_on: date | None = None
    away_until_on: date | None = None
    rate_table_on: date | None = None
    category: str = ""
    visitor_partnership: str = ""  # empty: our own
    host_partnership: str = ""
    visitor_member: str = ""
    host_member: str = ""
    paying_member: str = ""
    registered_on: date | None = None
    assessed_on: date | None = None
    matched_on: date | None = None
    host_approved_on: date | None = None
    visitor_signed_on: date | None = None
    host_signed_on: date | None = None
    visitor_partner_signed_on: date | None = None
    host_partner_signed_on: date | None = None
    agreement_on: date | None = None
    reported_on: date | None = None
    validated_on: date | None = None
    evidence_on: date | None = None
    paid_on: date | None = None
    cancelled_on: date | None = None
    visitor_partner_counted_on: date | None = None
    host_partner_counted_on: date | None = None
    funding_declared_on: date | None = None
    other_funding: str = ""
    nationality: str = ""  # of the person who travels; only those who see the file know it
    residence_days: int | None = None
    has_permit: bool = False
    has_business: bool = False

    @property
    def is_one_partnership(self) -> bool:
        """Whether one partnership looks after both; then three sign instead of four."""
        return self.visitor_partnership.casefold() == self.host_partnership.casefold()

    @property
    def away(self) -> tuple[date, date] | None:
        """The first and the last day of a gap in the stay."""
        days = [day for day in (self.away_from_on, self.away_until_on) if day is not None]
        return (min(days), max(days)) if days else None

    @property
    def signatures(self) -> Mapping[Actor, date | None]:
        """Who has to sign the commitment to quality, and on which day each did."""
        signed = {
            Actor.VISITOR: self.visitor_signed_on,
            Actor.HOST: self.host_signed_on,
            Actor.VISITOR_PARTNER: self.visitor_partner_signed_on,
        }
        if not self.is_one_partnership:
            signed[Actor.HOST_PARTNER] = self.host_partner_signed_on
        return signed

    @property
    def missing_signatures(self) -> tuple[Actor, ...]:
        """Who has not signed yet."""
        return tuple(actor for actor, day in self.signatures.items() if day is None)


@dataclass(frozen=True, slots=True)
class Next:
    """Where an exchange stands and what has to happen.

    Args:
        task: code of what is to be done.
        due_on: when known.
    """

    step: Step | None
    actor: Actor
    task: str
    due_on: date | None = None


def next_step(facts: Facts, today: date) -> Next:
    """The first thing that has not happened, and whose turn it is."""
    start, end = facts.starts_on, facts.ends_on
    ours = Actor.VISITOR_PARTNER
    missing = facts.missing_signatures
    over = end is not None and end < today
    if facts.cancelled_on is not None:
        return Next(None, Actor.NOBODY, "cancelled")
    todo: tuple[tuple[bool, Next], ...] = (
        (facts.registered_on is None, Next(Step.REGISTRATION, ours, "register")),
        (facts.assessed_on is None, Next(Step.ASSESSMENT, ours, "assess")),
        (facts.matched_on is None, Next(Step.MATCHING, ours, "match")),
        (start is None or end is None, Next(Step.PREPARATION, ours, "dates")),
        (bool(missing), Next(Step.PREPARATION, next(iter(missing), ours), "sign", start)),
        (facts.agreement_on is None, Next(Step.PREPARATION, ours, "agreement", start)),
        (not over, Next(Step.VISIT, Actor.VISITOR, "visit", start)),
        (facts.reported_on is None, Next(Step.REPORT, Actor.VISITOR, "report", end)),
        (facts.evidence_on is None, Next(Step.REPORT, Actor.VISITOR, "evidence", end)),
        (facts.validated_on is None, Next(Step.REPORT, ours, "validate", end)),
        (
            facts.paid_on is None and not facts.is_virtual,
            Next(Step.PAYMENT, ours, "pay", end + timedelta(days=PAY_WITHIN) if end else None),
        ),
    )
    return next((then for open_, then in todo if open_), Next(None, Actor.NOBODY, "done"))


class Standing(StrEnum):
    """How far a visit has come that stands in the way of another one of the same visitor."""

    VISITED = "visited"
    COMMITTED = "committed"
    PLANNED = "planned"


def standing(facts: Facts, today: date) -> Standing:
    """Whether a visit has taken place, is only signed for, or is no more than planned.

    One whose first day has come has taken place, since nobody cancelled it; so has one that was
    reported or paid, whatever its days say.
    """
    proofs = (facts.reported_on, facts.evidence_on, facts.validated_on, facts.paid_on)
    has_begun = facts.starts_on is not None and facts.starts_on <= today
    if has_begun or any(day is not None for day in proofs):
        return Standing.VISITED
    return Standing.PLANNED if facts.missing_signatures else Standing.COMMITTED


def is_done(facts: Facts) -> bool:
    """Whether the exchange took place and its report was validated: then it counts."""
    return facts.cancelled_on is None and facts.validated_on is not None
