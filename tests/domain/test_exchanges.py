"""The rules of ClusterXchange at their edges."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from recipe_desktop.domain.errors import Severity
from recipe_desktop.domain.exchange_case import (
    Belonging,
    Case,
    CountryRow,
    Earlier,
    Leg,
    Party,
    days_at_host,
    money,
)
from recipe_desktop.domain.exchange_rules import RULES, findings, held
from recipe_desktop.domain.exchanges import (
    Actor,
    Category,
    Facts,
    Standing,
    Step,
    category_of,
    is_done,
    next_step,
    standing,
)
from recipe_desktop.domain.lump_sum import Rate, lump_sum, rate_on

MONDAY = date(2021, 9, 20)
SWAP_SATURDAY = date(2021, 12, 11)  # worked in Hungary, in exchange for 24 December
RATES = (
    Rate("FR", 90_000, date(2020, 2, 3), date(2021, 9, 30)),
    Rate("FR", 100_000, date(2021, 10, 1)),
    Rate("HU", 67_000, date(2020, 2, 3)),
    Rate("GB", None, date(2020, 2, 3)),
)
COUNTRIES = (
    CountryRow("HU"),
    CountryRow("FR"),
    CountryRow("GB", None, date(2020, 1, 31), "K"),
    CountryRow("GB", date(2020, 2, 1), None, "not found"),
)
VISITOR = Party(
    "visitor",
    "Zalai Akku Kft.",
    "sme",
    "HU",
    38,
    620_000_000,
    None,
    date(2020, 12, 31),
    may=True,
    belongs=(Belonging("ZONE Klaszter", "hu"),),
)
HOST = Party(
    "host",
    "Technopôle de Rouen",
    "technology_centre",
    "FR",
    may=True,
    belongs=(Belonging("NextMove", "fr"),),
)
FACTS = Facts(
    MONDAY,
    MONDAY + timedelta(days=4),
    distance_km=1200,
    amount_cents=90_000,
    visitor_member="hu",
    host_member="fr",
)


def is_working(day):
    return day.weekday() < 5 or day == SWAP_SATURDAY


def case(visitor=VISITOR, host=HOST, earlier=(), **facts):
    return Case(
        replace(FACTS, **facts),
        visitor,
        host,
        COUNTRIES,
        RATES,
        is_working,
        has_calendar=True,
        today=date(2021, 9, 1),
        earlier=earlier,
    )


def codes(of, *severities):
    wanted = severities or (Severity.BLOCK, Severity.WARN)
    return {f.code.removeprefix("exchange.") for f in findings(of) if f.severity in wanted}


def holds(of):
    return {one.code.removeprefix("exchange.held_") for one in held(of)}


def test_what_holds_is_said_and_what_nobody_can_know_is_not_among_it():
    signed = {f"{who}_signed_on": MONDAY for who in ("visitor", "host", "visitor_partner")}

    assert {"days", "month", "abroad", "countries", "member", "sme", "amount"} <= holds(case())
    assert "signed" not in holds(case())
    assert "signed" in holds(case(**signed))
    assert not {"days", "amount", "month"} & holds(case(starts_on=None))
    assert "sme" not in holds(case(replace(VISITOR, staff=None)))
    assert "sme" not in holds(case(replace(VISITOR, figures_on=None)))
    unknown = replace(case(), has_calendar=False)
    assert "days" not in holds(unknown), "without its holidays a country's days are unchecked"
    assert held(case(cancelled_on=MONDAY)) == []


def test_a_sound_exchange_has_nothing_to_mend_but_stays_unchecked_elsewhere():
    found = case()

    assert codes(found) == set()
    assert "visits_elsewhere_unchecked" in codes(found, Severity.NOTE)


@pytest.mark.parametrize(
    ("start", "end", "travel", "days"),
    [
        ("2021-09-22", "2021-09-24", (), 3),  # Wed-Fri
        ("2021-09-22", "2021-09-24", ("2021-09-21", "2021-09-25"), 3),  # travel Tue and Sat
        ("2021-09-23", "2021-09-27", (), 3),  # Thu-Mon
        ("2021-09-24", "2021-09-26", (), 1),  # Fri-Sun
        ("2021-09-22", "2021-09-24", ("2021-09-22", "2021-09-24"), 1),  # travel on the days
        ("2021-12-09", "2021-12-11", (), 3),  # a swap Saturday is worked
        ("2021-12-16", "2021-12-18", (), 2),  # another Saturday is not
    ],
)
def test_three_working_days_without_travel(start, end, travel, days):
    out, back = (*(date.fromisoformat(day) for day in travel), None, None)[:2]
    found = case(
        starts_on=date.fromisoformat(start),
        ends_on=date.fromisoformat(end),
        travels_out_on=out,
        travels_back_on=back,
    )

    assert len(days_at_host(found)) == days
    assert ("too_short" in codes(found)) == (days < 3)


@pytest.mark.parametrize(
    ("length", "code"), [(28, None), (29, "month_unclear"), (31, "month_unclear"), (32, "too_long")]
)
def test_a_stay_lasts_a_month_at_most(length, code):
    found = codes(case(ends_on=MONDAY + timedelta(days=length - 1)))

    assert found & {"month_unclear", "too_long"} == ({code} if code else set())


@pytest.mark.parametrize(("length", "is_long"), [(28, False), (30, False), (31, True)])
def test_the_project_may_settle_what_a_month_is(length, is_long):
    settled = replace(case(ends_on=MONDAY + timedelta(days=length - 1)), longest_days=30)

    found = codes(settled) & {"month_unclear", "too_long"}

    assert found == ({"too_long"} if is_long else set())


@pytest.mark.parametrize(
    ("staff", "turnover", "balance", "code"),
    [
        (249, 5_000_000_000, None, None),
        (250, 100, 100, "visitor_not_sme"),
        (249, 5_000_000_001, 4_300_000_001, "visitor_not_sme"),
        (249, 5_000_000_001, 4_300_000_000, None),
        (249, 5_000_000_001, None, "visitor_size_open"),
        (None, None, None, "visitor_size_open"),
    ],
)
def test_an_sme_keeps_to_its_limits(staff, turnover, balance, code):
    visitor = replace(VISITOR, staff=staff, turnover_cents=turnover, balance_cents=balance)

    found = codes(case(visitor))

    assert found & {"visitor_not_sme", "visitor_size_open"} == ({code} if code else set())


@pytest.mark.parametrize(
    ("days", "km", "cents"),
    [
        (5, 199, 45_000),
        (5, 200, 90_000),
        (5, 201, 90_000),
        (4, 1200, 45_000),
        (4, 199, 45_000),  # both conditions halve once
        (4, None, 45_000),
        (None, 199, 45_000),
        (5, None, None),
        (None, 1200, None),
    ],
)
def test_the_lump_sum_is_halved_once_and_never_assumed(days, km, cents):
    assert lump_sum(RATES[0], days, km).ceiling_cents == cents


def test_nothing_is_due_for_a_virtual_visit():
    assert lump_sum(RATES[0], 5, 1200, is_virtual=True).ceiling_cents == 0
    assert "virtual_paid" in codes(case(is_virtual=True))


def test_the_rate_is_that_of_the_host_country_on_the_first_day():
    assert rate_on(RATES, "FR", date(2021, 9, 30)) == RATES[0]
    assert rate_on(RATES, "FR", date(2021, 10, 1)) == RATES[1]
    assert rate_on(RATES, "FR", date(2020, 2, 2)) is None
    assert money(case()).full_cents == 90_000
    assert "no_rate" in codes(case(host=replace(HOST, country="GB")))


@pytest.mark.parametrize(("cents", "is_over"), [(90_000, False), (90_001, True)])
def test_the_sum_keeps_below_the_ceiling(cents, is_over):
    assert ("over_ceiling" in codes(case(amount_cents=cents))) == is_over


@pytest.mark.parametrize(
    ("country", "start", "code"),
    [
        ("FR", MONDAY, None),
        ("NO", MONDAY, "host_country"),
        ("GB", date(2020, 1, 27), None),
        ("GB", date(2020, 2, 3), "host_country_unclear"),
    ],
)
def test_a_country_takes_part_on_the_day(country, start, code):
    host = replace(HOST, country=country)

    found = codes(case(host=host, starts_on=start, ends_on=start + timedelta(days=4)))

    assert found & {"host_country", "host_country_unclear"} == ({code} if code else set())


def test_an_exchange_is_a_stay_abroad_at_another_organisation():
    assert "same_country" in codes(case(host=replace(HOST, country="HU")))
    assert "same_organisation" in codes(case(host=VISITOR))


def test_types_may_unclear_or_may_not():
    large = replace(VISITOR, organisation_type="large_company", may=False)
    university = replace(VISITOR, organisation_type="university", may=None)

    assert "visitor_type" in codes(case(large), Severity.BLOCK)
    assert "visitor_type_unclear" in codes(case(university), Severity.WARN)


def test_membership_counts_on_the_day():
    ended = replace(VISITOR, belongs=(Belonging("Z", "hu", None, MONDAY - timedelta(days=1)),))
    foreign = replace(VISITOR, belongs=(Belonging("Pannon Hub", ""),))
    stranger = replace(HOST, belongs=())

    assert "visitor_no_member" in codes(case(ended), Severity.BLOCK)
    assert "cluster_unchecked" in codes(case(foreign), Severity.WARN)
    assert "host_no_member" in codes(case(host=stranger), Severity.BLOCK)
    approved = case(host=stranger, host_approved_on=MONDAY - timedelta(days=1))
    assert "host_no_member" not in codes(approved)
    assert "host_no_member" in codes(case(host=stranger, host_approved_on=MONDAY))


def test_an_organisation_visits_once():
    again = Earlier("other", "FR-ABC-7", "Zalai Akku Kft.")
    perhaps = replace(again, is_same=False)

    assert "second_visit" in codes(case(earlier=(again,)), Severity.BLOCK)
    assert "perhaps_second_visit" in codes(case(earlier=(perhaps,)), Severity.WARN)


@pytest.mark.parametrize(
    ("far", "code"),
    [
        (Standing.VISITED, "second_visit"),
        (Standing.COMMITTED, "committed_twice"),
        (Standing.PLANNED, "planned_twice"),
    ],
)
def test_a_visit_that_is_only_planned_stops_the_other_but_is_not_said_to_have_been(far, code):
    again = Earlier("other", "FR-ABC-7", "Zalai Akku Kft.", standing=far)
    perhaps = replace(again, is_same=False)
    about_visits = {"second_visit", "committed_twice", "planned_twice"}

    assert codes(case(earlier=(again,)), Severity.BLOCK) & about_visits == {code}
    assert f"perhaps_{code}" in codes(case(earlier=(perhaps,)), Severity.WARN)


def test_a_visit_has_taken_place_once_its_first_day_has_come_or_it_was_paid():
    signed = dict.fromkeys(
        (
            *("visitor_signed_on", "host_signed_on"),
            *("visitor_partner_signed_on", "host_partner_signed_on"),
        ),
        MONDAY - timedelta(days=30),
    )
    before = MONDAY - timedelta(days=1)

    assert standing(Facts(), MONDAY) is Standing.PLANNED
    assert standing(FACTS, before) is Standing.PLANNED
    assert standing(replace(FACTS, **signed), before) is Standing.COMMITTED
    assert standing(FACTS, MONDAY) is Standing.VISITED
    for proof in ("reported_on", "evidence_on", "validated_on", "paid_on"):
        assert standing(Facts(**{proof: before}), before) is Standing.VISITED


@pytest.mark.parametrize(
    ("kind", "category"),
    [
        ("sme", Category.SME),
        ("cluster_organisation", Category.CLUSTER_MANAGERS),
        ("technology_centre", Category.TECHNOLOGY_CENTRES),
        ("incubator", Category.OTHER),
        ("", None),
    ],
)
def test_an_exchange_counts_by_the_type_of_the_visitor(kind, category):
    assert category_of(kind) is category


def test_a_wrong_category_is_told():
    assert "category" in codes(case(category="other"))
    assert "category" not in codes(case(category="sme"))


def test_three_sign_within_one_partnership_and_four_across_two():
    signed = {f"{who}_signed_on": MONDAY for who in ("visitor", "host", "visitor_partner")}
    within = replace(FACTS, **signed)
    across = replace(within, host_partnership="EPIX")

    assert within.missing_signatures == ()
    assert across.missing_signatures == (Actor.HOST_PARTNER,)
    late = case(**(signed | {"host_signed_on": MONDAY + timedelta(days=1)}))
    assert "signed_late" in codes(late)
    assert "signed_late" not in codes(case(**signed))


def test_payment_needs_its_proofs_its_payer_and_its_time():
    last = FACTS.ends_on
    proofs = {"reported_on": last, "evidence_on": last, "validated_on": last}
    in_time = last + timedelta(days=10)

    assert not codes(case(paid_on=in_time, **proofs)) & {"paid_late", "paid_without_report"}
    assert "paid_late" in codes(case(paid_on=in_time + timedelta(days=1), **proofs))
    assert {"paid_without_report", "paid_without_evidence", "paid_without_validation"} <= codes(
        case(paid_on=in_time)
    )
    assert "wrong_payer" in codes(case(paying_member="fr"))
    assert "wrong_payer" not in codes(case(paying_member="hu"))


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
