"""The table of the rules of ClusterXchange, and asking all of them about one exchange.

Every rule says where it stands. What our store cannot know is said to be unchecked, never right.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from recipe_desktop.domain import exchange_money, exchange_parties, exchange_stay
from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.domain.exchange_case import Case, Said

_PILOT: Final = "ClusterXchange pilot, conditions (clustercollaboration.eu/clusterxchange)"
_ABOUT: Final = "ClusterXchange, about the scheme (clustercollaboration.eu/clusterxchange/about)"
_PART: Final = "ClusterXchange, how to participate"
_FAQ: Final = "ClusterXchange FAQ"
_CLAMTEX: Final = "ClusterXchange FAQ of one partnership (clamtex.eu/faq-page)"
_COSME: Final = "COSME countries, COM(2021) 685"
_SIZE: Final = "Recommendation 2003/361/EC, annex"
_AGREEMENT: Final = "Grant agreement: table of lump sums"
_PROMISE: Final = "Promise of the project: 25 + 5 + 10 + 10"
_CALENDARS: Final = "Laws on public holidays of the regions"
_EPIX: Final = "ClusterXchange, conditions of one partnership (epixproject.eu/clusterxchange)"
_FUNDING: Final = "No double funding from the EU budget (lawinsider.com/dictionary/double-funding)"
_REPORTING: Final = "Practice of Erasmus+ reporting (wikis.ec.europa.eu/display/NAITDOC)"
_OURS: Final = "RECiPE Desktop"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table.

    Args:
        number: under which the window and the papers name it; 0 for what is no rule of the
            programme but must be right all the same.
        severity: None for what holds, which is no finding.
    """

    number: int
    severity: Severity | None
    source: str


@dataclass(frozen=True, slots=True)
class HoldingRule:
    """A rule that was looked at and holds; what cannot be known never becomes one."""

    code: str
    details: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


_BLOCK, _WARN, _NOTE = Severity.BLOCK, Severity.WARN, Severity.NOTE

RULES: Final[Mapping[str, Rule]] = {
    f"exchange.{code}": Rule(number, severity, source)
    for code, number, severity, source in (
        ("no_dates", 1, _NOTE, _PILOT),
        ("dates_crossed", 0, _BLOCK, _OURS),
        ("too_short", 1, _BLOCK, _PILOT),
        ("holidays_unchecked", 1, _NOTE, _PILOT),
        ("decree_unchecked", 1, _NOTE, _PILOT),
        ("region_unchecked", 1, _NOTE, _PILOT),
        ("region_unknown", 1, _WARN, _CALENDARS),
        ("held_days", 1, None, _PILOT),
        ("too_long", 2, _BLOCK, _PILOT),
        ("month_unclear", 2, _WARN, _PILOT),
        ("held_month", 2, None, _PILOT),
        ("gap", 3, _WARN, _EPIX),
        ("travel_in_stay", 4, _WARN, _PILOT),
        ("back_too_early", 4, _WARN, _PILOT),
        ("held_travel", 4, None, _PILOT),
        ("same_country", 5, _BLOCK, _ABOUT),
        ("held_abroad", 5, None, _ABOUT),
        ("visitor_country", 6, _BLOCK, _COSME),
        ("host_country", 6, _BLOCK, _COSME),
        ("visitor_country_unclear", 6, _WARN, _COSME),
        ("host_country_unclear", 6, _WARN, _COSME),
        ("visitor_no_country", 6, _WARN, _PART),
        ("host_no_country", 6, _WARN, _PART),
        ("held_countries", 6, None, _COSME),
        ("visitor_seats", 7, _WARN, _PART),
        ("host_seats", 7, _WARN, _PART),
        ("seats_unchecked", 7, _NOTE, _PART),
        ("held_seats", 7, None, _PART),
        ("visitor_no_member", 8, _BLOCK, _CLAMTEX),
        ("host_no_member", 8, _BLOCK, _CLAMTEX),
        ("visitor_member_ends", 8, _WARN, _CLAMTEX),
        ("host_member_ends", 8, _WARN, _CLAMTEX),
        ("cluster_unchecked", 8, _WARN, _CLAMTEX),
        ("held_member", 8, None, _CLAMTEX),
        ("visitor_not_sme", 9, _BLOCK, _SIZE),
        ("host_not_sme", 9, _BLOCK, _SIZE),
        ("visitor_size_open", 9, _WARN, _SIZE),
        ("host_size_open", 9, _WARN, _SIZE),
        ("visitor_figures_undated", 9, _WARN, _SIZE),
        ("host_figures_undated", 9, _WARN, _SIZE),
        ("visitor_figures_of_another_time", 9, _WARN, _SIZE),
        ("host_figures_of_another_time", 9, _WARN, _SIZE),
        ("held_sme", 9, None, _SIZE),
        ("second_visit", 10, _BLOCK, _ABOUT),
        ("committed_twice", 10, _BLOCK, _ABOUT),
        ("planned_twice", 10, _BLOCK, _ABOUT),
        ("perhaps_second_visit", 10, _WARN, _ABOUT),
        ("perhaps_committed_twice", 10, _WARN, _ABOUT),
        ("perhaps_planned_twice", 10, _WARN, _ABOUT),
        ("visits_elsewhere_unchecked", 10, _NOTE, _ABOUT),
        ("no_visitor", 0, _BLOCK, _FAQ),
        ("no_host", 0, _BLOCK, _FAQ),
        ("host_lost", 0, _BLOCK, _OURS),
        ("same_organisation", 11, _BLOCK, _ABOUT),
        ("over_ceiling", 12, _BLOCK, _ABOUT),
        ("amount_unchecked", 12, _NOTE, _ABOUT),
        ("virtual_paid", 12, _BLOCK, _PILOT),
        ("no_rate", 12, _WARN, _AGREEMENT),
        ("rate_not_confirmed", 12, _NOTE, _AGREEMENT),
        ("held_amount", 12, None, _ABOUT),
        ("no_distance", 13, _WARN, _ABOUT),
        ("held_distance", 13, None, _ABOUT),
        ("old_rate_table", 14, _WARN, _AGREEMENT),
        ("rate_table_unchecked", 14, _NOTE, _AGREEMENT),
        ("held_rate_table", 14, None, _AGREEMENT),
        ("not_signed", 15, _BLOCK, _FAQ),
        ("signed_late", 15, _BLOCK, _FAQ),
        ("no_agreement", 15, _BLOCK, _FAQ),
        ("held_signed", 15, None, _FAQ),
        ("held_agreement", 15, None, _FAQ),
        ("wrong_payer", 16, _BLOCK, _CLAMTEX),
        ("paid_without_report", 16, _BLOCK, _CLAMTEX),
        ("paid_without_validation", 16, _BLOCK, _CLAMTEX),
        ("paid_without_evidence", 16, _BLOCK, _CLAMTEX),
        ("paid_late", 16, _WARN, _CLAMTEX),
        ("payment_overdue", 16, _WARN, _CLAMTEX),
        ("held_paid", 16, None, _CLAMTEX),
        ("counted_twice", 17, _BLOCK, _CLAMTEX),
        ("counted_by_host", 17, _BLOCK, _CLAMTEX),
        ("leg_counted", 17, _BLOCK, _CLAMTEX),
        ("counting_unchecked", 17, _NOTE, _CLAMTEX),
        ("held_counted", 17, None, _CLAMTEX),
        ("category", 18, _WARN, _PROMISE),
        ("held_category", 18, None, _PROMISE),
        ("other_funding", 19, _WARN, _FUNDING),
        ("funding_unchecked", 19, _NOTE, _FUNDING),
        ("held_funding", 19, None, _FUNDING),
        ("visitor_type", 20, _BLOCK, _PART),
        ("host_type", 20, _BLOCK, _PART),
        ("visitor_no_type", 20, _WARN, _PART),
        ("host_no_type", 20, _WARN, _PART),
        ("visitor_type_unclear", 20, _WARN, _PART),
        ("host_type_unclear", 20, _WARN, _PART),
        ("held_types", 20, None, _PART),
        ("no_residence", 21, _BLOCK, _PART),
        ("no_business", 21, _BLOCK, _PART),
        ("residence_open", 21, _WARN, _PART),
        ("nationality_unchecked", 21, _NOTE, _PART),
        ("held_national", 21, None, _PART),
        ("held_residence", 21, None, _PART),
        ("draft_at_report", 22, _WARN, _REPORTING),
        ("file_elsewhere", 0, _NOTE, _OURS),
        ("visitor_claimed", 0, _WARN, _OURS),
        ("host_claimed", 0, _WARN, _OURS),
        ("payer_claimed", 0, _WARN, _OURS),
    )
}

_TRAVELLER: Final = 21  # the rule about who travels, the only one that looks into the file
_CLAIMED: Final = "_claimed"
_PERHAPS: Final = "exchange.perhaps_"
_PERHAPS_ONE: Final = "exchange.perhaps_second_visit"
_ASKED: Final = (
    exchange_parties.who,
    exchange_parties.countries,
    exchange_parties.residence,
    exchange_stay.stay,
    exchange_stay.visits,
    exchange_money.amount,
    exchange_money.signatures,
    exchange_money.payment,
    exchange_money.table,
    exchange_money.counting,
    exchange_money.funding,
    exchange_money.reporting,
)


def findings(case: Case) -> list[Finding]:
    """Everything the rules have to say about an exchange, what blocks first."""
    found = [finding(code, **details) for code, details in _said(case) if not _is_held(code)]
    weights = list(Severity)
    return sorted(found, key=lambda one: weights.index(one.severity))


def held(case: Case) -> list[HoldingRule]:
    """What was looked at and holds, in the order of the rules' numbers."""
    found = [HoldingRule(f"exchange.{code}", said) for code, said in _said(case) if _is_held(code)]
    return sorted(found, key=lambda one: RULES[one.code].number)


def finding(code: str, **details: Any) -> Finding:
    """What a row of the table says of one exchange."""
    named = f"exchange.{code}"
    rule = RULES[named]
    return Finding(named, rule.severity or Severity.NOTE, rule.source, details)


def takes_reason(found: Finding) -> bool:
    """Whether a named person may go on in spite of a finding, with a written reason.

    That is so with every doubt. Of what blocks only a large company as visitor may pass, since
    the sources contradict each other there.
    """
    if found.severity is Severity.BLOCK:
        is_visitor = found.code == "exchange.visitor_type"
        return is_visitor and found.details.get("organisation_type") == "large_company"
    return found.severity is Severity.WARN


def is_of_file(found: Finding) -> bool:
    """Whether a finding, and so the reason for it, is for those alone who see the file."""
    return RULES[found.code].number == _TRAVELLER or asks_for_file(found)


def asks_for_file(found: Finding) -> bool:
    """Whether a finding asks if a member that an outsider named shall see the file."""
    return found.code.endswith(_CLAIMED)


def cause(code: str) -> str:
    """What a reason is given for, which stays the same while the finding gets another code.

    That another firm bears the same name is as true of a visit that is planned as of one that has
    taken place; which of them it is lies with the other exchange.
    """
    return _PERHAPS_ONE if code.startswith(_PERHAPS) else code


def may_be_two(found: Finding) -> bool:
    """Whether a finding asks if two visitors are one organisation."""
    return found.code.startswith(_PERHAPS)


def _said(case: Case) -> Iterator[Said]:
    """What every rule says; nothing is asked about an exchange that was cancelled."""
    if case.facts.cancelled_on is None:
        for asked in _ASKED:
            yield from asked(case)


def _is_held(code: str) -> bool:
    return RULES[f"exchange.{code}"].severity is None
