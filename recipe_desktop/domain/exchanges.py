"""The rules of ClusterXchange: who may visit whom, how long, how often, for how much.

Every rule says where it stands. What our store cannot know is said to be unchecked, never right.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.lump_sum import LumpSum, Rate, lump_sum, rate_on
from recipe_desktop.domain.organisations import SizeClass, possible_sizes

LEAST_DAYS: Final = 3
LONGEST: Final = 31  # days; that a month means these is nowhere written
SHORTEST_MONTH: Final = 28
PAY_WITHIN: Final = 10  # days after the last one
_OLD_FIGURES: Final = timedelta(days=731)

_PILOT: Final = "ClusterXchange pilot, conditions (clustercollaboration.eu/clusterxchange)"
_ABOUT: Final = "ClusterXchange, about the scheme (clustercollaboration.eu/clusterxchange/about)"
_PART: Final = "ClusterXchange, how to participate"
_FAQ: Final = "ClusterXchange FAQ"
_CLAMTEX: Final = "ClusterXchange FAQ of one partnership (clamtex.eu/faq-page)"
_COSME: Final = "COSME countries, COM(2021) 685"
_SIZE: Final = "Recommendation 2003/361/EC, annex"
_AGREEMENT: Final = "Grant agreement: table of lump sums"
_OURS: Final = "RECiPE Desktop"


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
class Belonging:
    """A membership: in one of the five clusters or another.

    Args:
        member: the member of the partnership; empty for another cluster.
    """

    cluster: str
    member: str
    from_on: date | None = None
    until_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the organisation belonged to the cluster on a day."""
        begun = self.from_on is None or self.from_on <= day
        return begun and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Party:
    """What the rules need to know of visitor or host.

    Args:
        uid: of the record that is shown, where several were merged.
        may: whether its type may take this part in the programme; None where that is unclear.
    """

    uid: Uid
    name: str
    organisation_type: str = ""
    country: str = ""
    staff: int | None = None
    turnover_cents: int | None = None
    balance_cents: int | None = None
    figures_on: date | None = None
    may: bool | None = None
    belongs: tuple[Belonging, ...] = ()


@dataclass(frozen=True, slots=True)
class CountryRow:
    """That a country takes part between two days; its certainty as the reference data says."""

    code: str
    from_on: date | None = None
    until_on: date | None = None
    certainty: str = "confirmed"


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another visit that our store knows: of this visitor, or of one that may be the same."""

    uid: Uid
    number: str
    visitor: str
    is_same: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """An exchange as it is kept: days on which something happened, no states."""

    starts_on: date | None = None
    ends_on: date | None = None
    travels_out_on: date | None = None
    travels_back_on: date | None = None
    is_virtual: bool = False
    distance_km: int | None = None
    amount_cents: int | None = None
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

    @property
    def is_one_partnership(self) -> bool:
        """Whether one partnership looks after both; then three sign instead of four."""
        return self.visitor_partnership.casefold() == self.host_partnership.casefold()

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
class Case:
    """One exchange with all that the rules look at.

    Args:
        is_working: whether a day is a working day in the host's country.
        has_calendar: whether public holidays of the host's country are known.
        regional: holidays that only regions of the host's country have; none where the place's
            region is known.
        earlier: other visits that our store knows.
    """

    facts: Facts
    visitor: Party | None
    host: Party | None
    countries: tuple[CountryRow, ...]
    rates: tuple[Rate, ...]
    is_working: Callable[[date], bool]
    has_calendar: bool
    today: date
    earlier: tuple[Earlier, ...] = ()
    regional: Callable[[date], bool] = lambda _day: False


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


def days_at_host(case: Case) -> tuple[date, ...] | None:
    """The working days at the host, without the days of travel; None when the days are open."""
    facts = case.facts
    if facts.starts_on is None or facts.ends_on is None:
        return None
    span = (facts.ends_on - facts.starts_on).days
    if span > 3660:  # a slip of the pen, said elsewhere; not worth counting
        return None
    travel = {facts.travels_out_on, facts.travels_back_on}
    every = (facts.starts_on + timedelta(days=count) for count in range(span + 1))
    return tuple(day for day in every if day not in travel and case.is_working(day))


def money(case: Case) -> LumpSum:
    """How the ceiling of the lump sum comes about."""
    days = days_at_host(case)
    country = case.host.country if case.host is not None else ""
    return lump_sum(
        rate_on(case.rates, country, case.facts.starts_on),
        None if days is None else len(days),
        case.facts.distance_km,
        is_virtual=case.facts.is_virtual,
    )


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


def takes_reason(finding: Finding) -> bool:
    """Whether a named person may go on in spite of a finding, with a written reason.

    That is so with every doubt. Of what blocks only a large company as visitor may pass, since
    the sources contradict each other there.
    """
    if finding.severity is Severity.BLOCK:
        is_visitor = finding.code == "exchange.visitor_type"
        return is_visitor and finding.details.get("organisation_type") == "large_company"
    return finding.severity is Severity.WARN


def is_done(facts: Facts) -> bool:
    """Whether the exchange took place and its report was validated: then it counts."""
    return facts.cancelled_on is None and facts.validated_on is not None


def findings(case: Case) -> list[Finding]:
    """Everything the rules have to say about an exchange, what blocks first."""
    if case.facts.cancelled_on is not None:
        return []
    rules = (_parties, _countries, _stay, _visits, _amount, _signatures, _payment)
    found = [finding for rule in rules for finding in rule(case)]
    weights = list(Severity)
    return sorted(found, key=lambda finding: weights.index(finding.severity))


def _finding(code: str, severity: Severity, source: str, details: Mapping[str, Any]) -> Finding:
    named = f"exchange.{code}"
    return Finding(named, severity, source, details)


def _block(code: str, source: str, **details: Any) -> Finding:
    return _finding(code, Severity.BLOCK, source, details)


def _warn(code: str, source: str, **details: Any) -> Finding:
    return _finding(code, Severity.WARN, source, details)


def _note(code: str, source: str, **details: Any) -> Finding:
    return _finding(code, Severity.NOTE, source, details)


def _day(case: Case) -> date:
    return case.facts.starts_on or case.today


def _parties(case: Case) -> Iterator[Finding]:
    visitor, host = case.visitor, case.host
    if visitor is None:
        yield _block("no_visitor", _FAQ)
    else:
        yield from _may(visitor, "visitor")
        yield from _size(case, visitor, "visitor")
        yield from _membership(case, visitor)
        yield from _category(case, visitor)
    if host is None:
        if case.facts.matched_on is not None:
            yield _block("no_host", _FAQ)
    else:
        yield from _may(host, "host")
        yield from _size(case, host, "host")
        yield from _host_membership(case, host)
    if visitor is not None and host is not None and visitor.uid == host.uid:
        yield _block("same_organisation", _ABOUT, name=visitor.name)


def _may(party: Party, part: str) -> Iterator[Finding]:
    if not party.organisation_type:
        yield _warn(f"{part}_no_type", _PART, name=party.name)
    elif party.may is None:
        yield _warn(f"{part}_type_unclear", _PART, name=party.name)
    elif not party.may:
        kind = party.organisation_type
        yield _block(f"{part}_type", _PART, name=party.name, organisation_type=kind)


def _size(case: Case, party: Party, part: str) -> Iterator[Finding]:
    if party.organisation_type != "sme":
        return
    figures = party.staff, party.turnover_cents, party.balance_cents
    sizes = possible_sizes(*figures)
    if SizeClass.LARGE in sizes and len(sizes) == 1:
        yield _block(f"{part}_not_sme", _SIZE, name=party.name, staff=party.staff)
        return
    if party.staff is None or SizeClass.LARGE in sizes:
        yield _warn(f"{part}_size_open", _SIZE, name=party.name)
    if any(figure is not None for figure in figures):
        if party.figures_on is None:
            yield _warn(f"{part}_figures_undated", _SIZE, name=party.name)
        elif party.figures_on > _day(case) or _day(case) - party.figures_on > _OLD_FIGURES:
            day = party.figures_on
            yield _warn(f"{part}_figures_of_another_time", _SIZE, name=party.name, day=day)


def _membership(case: Case, visitor: Party) -> Iterator[Finding]:
    if visitor.organisation_type in ("cluster_organisation", "business_network"):
        return
    held = [b for b in visitor.belongs if b.holds_on(_day(case))]
    if not held:
        yield _block("visitor_no_member", _CLAMTEX, name=visitor.name)
    elif not any(belonging.member for belonging in held):
        yield _warn("cluster_unchecked", _CLAMTEX, cluster=held[0].cluster)


def _host_membership(case: Case, host: Party) -> Iterator[Finding]:
    if host.organisation_type in ("cluster_organisation", "business_network"):
        return
    if any(belonging.holds_on(_day(case)) for belonging in host.belongs):
        return
    approved, start = case.facts.host_approved_on, case.facts.starts_on
    if approved is None or (start is not None and approved >= start):
        yield _block("host_no_member", _CLAMTEX, name=host.name)


def _category(case: Case, visitor: Party) -> Iterator[Finding]:
    by_type = category_of(visitor.organisation_type)
    said = case.facts.category
    if said and by_type is not None and said != by_type:
        yield _warn("category", "Promise of the project: 25 + 5 + 10 + 10", category=by_type.value)


def _countries(case: Case) -> Iterator[Finding]:
    visitor, host = case.visitor, case.host
    for part, party in (("visitor", visitor), ("host", host)):
        if party is None:
            continue
        if not party.country:
            yield _warn(f"{part}_no_country", _PART, name=party.name)
            continue
        rows = [row for row in case.countries if row.code == party.country]
        day = _day(case)
        held = [
            row
            for row in rows
            if (row.from_on is None or row.from_on <= day)
            and (row.until_on is None or day <= row.until_on)
        ]
        if not held:
            yield _block(f"{part}_country", _COSME, country=party.country)
        elif all(row.certainty == "not found" for row in held):
            yield _warn(f"{part}_country_unclear", _COSME, country=party.country)
    if visitor and host and visitor.country and visitor.country == host.country:
        yield _block("same_country", _ABOUT, country=host.country)


def _stay(case: Case) -> Iterator[Finding]:
    facts = case.facts
    start, end = facts.starts_on, facts.ends_on
    if start is None or end is None:
        yield _note("no_dates", _PILOT)
        return
    if end < start:
        yield _block("dates_crossed", _OURS)
        return
    yield from _working_days(case)
    length = (end - start).days + 1
    if length > LONGEST:
        yield _block("too_long", _PILOT, days=length)
    elif length > SHORTEST_MONTH:
        yield _warn("month_unclear", _PILOT, days=length)
    for day in (facts.travels_out_on, facts.travels_back_on):
        if day is not None and start <= day <= end:
            yield _warn("travel_in_stay", _PILOT, day=day)
    if facts.travels_back_on is not None and facts.travels_back_on < end:
        yield _warn("back_too_early", _PILOT, day=facts.travels_back_on)


def _working_days(case: Case) -> Iterator[Finding]:
    days = days_at_host(case)
    if days is not None and len(days) < LEAST_DAYS:
        yield _block("too_short", _PILOT, days=len(days))
    if case.host is not None and case.host.country and not case.has_calendar:
        yield _note("holidays_unchecked", _PILOT, country=case.host.country)
    if case.host is not None and any(map(case.regional, days or ())):
        yield _note("region_unchecked", _PILOT, country=case.host.country)


def _visits(case: Case) -> Iterator[Finding]:
    if case.visitor is None:
        return
    for other in case.earlier:
        details = {"other": other.number, "visitor": other.visitor, "other_uid": other.uid}
        if other.is_same:
            yield _block("second_visit", _ABOUT, **details)
        else:
            yield _warn("perhaps_second_visit", _ABOUT, **details)
    # The whole scheme is the scope; other partnerships' visits are in nobody's file.
    yield _note("visits_elsewhere_unchecked", _ABOUT, name=case.visitor.name)


def _amount(case: Case) -> Iterator[Finding]:
    facts, worked = case.facts, money(case)
    due = facts.amount_cents
    if facts.is_virtual:
        if due:
            yield _block("virtual_paid", _PILOT, amount_cents=due)
        return
    if facts.distance_km is None:
        yield _warn("no_distance", _ABOUT)
    if case.host is not None and facts.starts_on is not None:
        if worked.full_cents is None:
            yield _warn("no_rate", _AGREEMENT, country=case.host.country)
        elif worked.rate is not None and not worked.rate.is_confirmed:
            yield _note("rate_not_confirmed", _AGREEMENT, country=case.host.country)
    ceiling = worked.ceiling_cents
    if due is not None and ceiling is not None and due > ceiling:
        yield _block("over_ceiling", _ABOUT, amount_cents=due, ceiling_cents=ceiling)


def _signatures(case: Case) -> Iterator[Finding]:
    facts = case.facts
    start, missing = facts.starts_on, facts.missing_signatures
    late = [day for day in facts.signatures.values() if day and start and day > start]
    if late:
        yield _block("signed_late", _FAQ, day=max(late))
    begun = facts.paid_on is not None or (start is not None and start <= case.today)
    if missing and begun:
        signed = len(facts.signatures) - len(missing)
        yield _block("not_signed", _FAQ, signed=signed, needed=len(facts.signatures))
    if facts.agreement_on is None and begun and not facts.is_virtual:
        yield _block("no_agreement", _FAQ)


def _payment(case: Case) -> Iterator[Finding]:
    facts = case.facts
    paid, end = facts.paid_on, facts.ends_on
    payer, partner = facts.paying_member, facts.visitor_member
    if payer and (facts.visitor_partnership or (partner and payer != partner)):
        yield _block("wrong_payer", _CLAMTEX)
    proofs = {
        "paid_without_report": facts.reported_on,
        "paid_without_validation": facts.validated_on,
        "paid_without_evidence": facts.evidence_on,
    }
    if paid is not None:
        for code, day in proofs.items():
            if day is None or day > paid:
                yield _block(code, _CLAMTEX)
    last = end + timedelta(days=PAY_WITHIN) if end is not None else None
    if last is not None and (paid or case.today) > last and not facts.is_virtual:
        yield _warn("paid_late" if paid else "payment_overdue", _CLAMTEX, day=last)
