"""What each fact of an exchange is asked by its rule, and what follows from its days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from recipe_desktop.domain.errors import Severity
from recipe_desktop.domain.exchange_case import (
    Leg,
    days_at_host,
    money,
)
from recipe_desktop.domain.exchange_rules import RULES, findings, held
from recipe_desktop.domain.exchanges import (
    Facts,
    Step,
    is_done,
    next_step,
)
from tests.domain.exchange_cases import (
    FACTS,
    HOST,
    MONDAY,
    VISITOR,
    case,
    codes,
    holds,
)

RULES_BY_FACTS = [
    # 3: a gap between the days of a stay; free days make none
    ({"away_from_on": date(2021, 9, 22)}, "gap"),
    ({"away_from_on": date(2021, 9, 24), "away_until_on": date(2021, 9, 26)}, "gap"),
    ({"away_from_on": date(2021, 9, 25), "away_until_on": date(2021, 9, 26)}, None),
    ({"away_from_on": date(2021, 9, 22), "is_virtual": True, "amount_cents": 0}, None),
    # 14: the table that holds on the first day, at the edge of its change
    ({"rate_table_on": date(2021, 9, 30)}, "held_rate_table"),
    ({"rate_table_on": date(2021, 10, 1)}, "old_rate_table"),
    ({"rate_table_on": None}, "rate_table_unchecked"),
    # 17: counted once, by the visitor's partnership
    ({"visitor_partner_counted_on": MONDAY}, "held_counted"),
    ({"visitor_partner_counted_on": MONDAY, "host_partner_counted_on": MONDAY}, "counted_twice"),
    ({"host_partnership": "EPIX", "host_partner_counted_on": MONDAY}, "counted_by_host"),
    ({"host_partnership": "EPIX"}, "counting_unchecked"),
    ({"host_partner_counted_on": MONDAY}, "held_counted"),
    # 19: no other EU project pays
    ({"other_funding": "REMOBILISE"}, "other_funding"),
    ({"funding_declared_on": MONDAY}, "held_funding"),
    ({"other_funding": "X", "funding_declared_on": MONDAY}, "other_funding"),
    ({}, "funding_unchecked"),
    # 21: nationals of countries that take part, others with residence, permit and business
    ({"nationality": "HU"}, "held_national"),
    ({"nationality": "NO"}, "residence_open"),
    ({"nationality": "GB"}, "residence_open"),
    ({"nationality": "NO", "residence_days": 182, "has_permit": True}, "no_residence"),
    ({"nationality": "NO", "residence_days": 183}, "no_residence"),
    ({"nationality": "NO", "residence_days": 183, "has_permit": True}, "no_business"),
    ({}, "nationality_unchecked"),
]

POINTS = {
    "gap": 3,
    "held_rate_table": 14,
    "old_rate_table": 14,
    "rate_table_unchecked": 14,
    "held_counted": 17,
    "counted_twice": 17,
    "counted_by_host": 17,
    "counting_unchecked": 17,
    "other_funding": 19,
    "held_funding": 19,
    "funding_unchecked": 19,
    "held_national": 21,
    "residence_open": 21,
    "no_residence": 21,
    "no_business": 21,
    "nationality_unchecked": 21,
}


@pytest.mark.parametrize(("facts", "code"), RULES_BY_FACTS)
def test_each_fact_is_asked_by_its_rule_and_no_other_answer_is_given(facts, code):
    found = case(**facts)
    every = {f.code for f in findings(found)} | {one.code for one in held(found)}
    numbers = {RULES[f"exchange.{code}"].number} if code else {3}

    said = {c.removeprefix("exchange.") for c in every if RULES[c].number in numbers}

    assert said == ({code} if code else set())
    assert code is None or RULES[f"exchange.{code}"].number == POINTS[code]


def test_whoever_has_residence_permit_and_business_may_travel():
    proven = {"residence_days": 183, "has_permit": True, "has_business": True}

    assert "residence" in holds(case(nationality="NO", **proven))
    assert "no_residence" not in codes(case(nationality="NO", **proven))


def test_days_away_from_the_host_are_no_working_days_there():
    away = case(away_from_on=MONDAY + timedelta(days=1), away_until_on=MONDAY + timedelta(days=3))

    assert len(days_at_host(away)) == 2
    assert {"gap", "too_short"} <= codes(away)


def test_a_stay_of_a_thousand_years_that_somebody_sent_is_not_gone_through_day_by_day():
    asked = []
    ends = {"starts_on": date(1021, 9, 20), "ends_on": date(2021, 9, 20)}
    away = {"away_from_on": date(1021, 9, 21), "away_until_on": date(2021, 9, 19)}

    found = replace(case(**ends, **away), is_working=lambda day: asked.append(day) or True)

    assert "too_long" in codes(found)
    assert len(asked) < 10_000


@pytest.mark.parametrize(
    ("seats", "code"),
    [
        ((), "seats_unchecked"),
        (("HU",), None),
        (("SK",), "visitor_seats"),
        (("HU", "SK"), "visitor_seats"),
    ],
)
def test_an_organisation_counts_where_it_is_based(seats, code):
    found = case(replace(VISITOR, registered_in=seats), replace(HOST, registered_in=("FR",)))

    said = codes(found, *Severity) & {"seats_unchecked", "visitor_seats"}

    assert said == ({code} if code else set())
    assert ("seats" in holds(found)) == (code is None)


def test_two_legs_of_one_exchange_count_once_and_are_no_second_visit():
    counted, other = (Leg("leg", "HU-ABC-2", is_counted=is_) for is_ in (True, False))
    ours = case(visitor_partner_counted_on=MONDAY)

    assert "leg_counted" in codes(replace(ours, legs=(counted,)), Severity.BLOCK)
    assert "leg_counted" not in codes(replace(ours, legs=(other,)))
    assert "leg_counted" not in codes(replace(case(), legs=(counted,)))


@pytest.mark.parametrize(
    ("today", "facts", "is_left"),
    [
        (date(2021, 9, 30), {}, False),  # the period's last day
        (date(2021, 10, 1), {}, True),
        (date(2021, 10, 1), {"validated_on": date(2021, 9, 30)}, False),
        (date(2021, 10, 1), {"cancelled_on": date(2021, 9, 30)}, False),
        (date(2021, 10, 1), {"ends_on": date(2021, 10, 1)}, False),  # belongs to the next one
        (date(2021, 10, 1), {"starts_on": None, "ends_on": None}, True),
        (
            date(2021, 10, 9),
            {"starts_on": None, "ends_on": None, "registered_on": date(2021, 10, 2)},
            False,
        ),
    ],
)
def test_nothing_is_left_unfinished_when_the_project_reports(today, facts, is_left):
    found = replace(case(**facts), today=today, period_ends_on=date(2021, 9, 30))

    assert ("draft_at_report" in codes(found)) == is_left
    assert "draft_at_report" not in codes(replace(found, period_ends_on=None))


@pytest.mark.parametrize(
    ("start", "cents"), [(date(2021, 9, 30), 90_000), (date(2021, 10, 1), 100_000)]
)
def test_a_sum_is_checked_by_the_rate_before_and_after_its_change(start, cents):
    days = {"starts_on": start, "ends_on": start + timedelta(days=6)}

    assert money(case(**days)).ceiling_cents == cents
    assert "over_ceiling" not in codes(case(amount_cents=cents, **days))
    assert "over_ceiling" in codes(case(amount_cents=cents + 1, **days))


def test_the_next_step_follows_from_the_days():
    facts = Facts(visitor_member="hu")
    days = [
        ({}, Step.REGISTRATION, "register"),
        ({"registered_on": MONDAY}, Step.ASSESSMENT, "assess"),
        ({"assessed_on": MONDAY}, Step.MATCHING, "match"),
        ({"matched_on": MONDAY}, Step.PREPARATION, "dates"),
        ({"starts_on": MONDAY, "ends_on": MONDAY}, Step.PREPARATION, "sign"),
        ({"visitor_signed_on": MONDAY, "host_signed_on": MONDAY}, Step.PREPARATION, "sign"),
        ({"visitor_partner_signed_on": MONDAY}, Step.PREPARATION, "agreement"),
        ({"agreement_on": MONDAY}, Step.REPORT, "report"),
        ({"reported_on": MONDAY}, Step.REPORT, "evidence"),
        ({"evidence_on": MONDAY}, Step.REPORT, "validate"),
        ({"validated_on": MONDAY}, Step.PAYMENT, "pay"),
        ({"paid_on": MONDAY}, None, "done"),
        ({"cancelled_on": MONDAY}, None, "cancelled"),
    ]
    for written, step, task in days:
        facts = replace(facts, **written)
        found = next_step(facts, MONDAY + timedelta(days=1))
        assert (found.step, found.task) == (step, task)
    assert not is_done(facts)
    assert is_done(replace(facts, cancelled_on=None))


def test_a_visit_that_is_not_over_waits_for_the_visitor():
    signed = {f"{who}_signed_on": MONDAY for who in ("visitor", "host", "visitor_partner")}
    done = {"registered_on": MONDAY, "assessed_on": MONDAY, "matched_on": MONDAY}
    facts = replace(FACTS, agreement_on=MONDAY, **signed, **done)

    assert next_step(facts, facts.ends_on).step is Step.VISIT
    assert next_step(facts, facts.ends_on + timedelta(days=1)).step is Step.REPORT


def test_a_cancelled_exchange_has_nothing_to_mend():
    assert findings(case(cancelled_on=MONDAY, starts_on=None)) == []
