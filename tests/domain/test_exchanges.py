"""The rules of ClusterXchange at their edges."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from recipe_desktop.domain.errors import Severity
from recipe_desktop.domain.exchange_case import (
    ClusterMembership,
    CountryRow,
    Earlier,
    days_at_host,
    money,
)
from recipe_desktop.domain.exchange_rules import findings, held
from recipe_desktop.domain.exchanges import (
    Actor,
    Category,
    Facts,
    Standing,
    category_of,
    standing,
)
from recipe_desktop.domain.lump_sum import Rate, lump_sum, rate_on
from tests.domain.exchange_cases import (
    FACTS,
    HOST,
    MONDAY,
    RATES,
    VISITOR,
    case,
    codes,
    holds,
)


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


@pytest.mark.parametrize(
    ("days", "km", "is_asked"),
    [(4, None, False), (5, None, True), (4, 199, False), (5, 200, False)],
)
def test_the_distance_is_asked_for_only_where_the_sum_hangs_on_it(days, km, is_asked):
    found = case(distance_km=km, ends_on=MONDAY + timedelta(days=days - 1))

    assert ("no_distance" in codes(found)) == is_asked


def test_nothing_is_due_for_a_virtual_visit():
    assert lump_sum(RATES[0], 5, 1200, is_virtual=True).ceiling_cents == 0
    assert "virtual_paid" in codes(case(is_virtual=True))


def test_the_rate_is_that_of_the_host_country_on_the_first_day():
    assert rate_on(RATES, "FR", date(2021, 9, 30)) == RATES[0]
    assert rate_on(RATES, "FR", date(2021, 10, 1)) == RATES[1]
    assert rate_on(RATES, "FR", date(2020, 2, 2)) is None
    assert money(case()).full_cents == 90_000
    assert "no_rate" in codes(case(host=replace(HOST, country="GB")))


@pytest.mark.parametrize("amounts", [(95_000, 100_000), (100_000, 95_000), (None, 95_000)])
def test_of_two_sums_from_one_day_the_lowest_is_taken_and_none_is_confirmed(amounts):
    rates = tuple(Rate("FR", amount, date(2020, 2, 3), is_confirmed=True) for amount in amounts)

    found = rate_on(rates, "FR", MONDAY)

    assert found.amount_cents == (None if None in amounts else 95_000)
    assert not found.is_confirmed
    assert rate_on((rates[0], rates[0]), "FR", MONDAY) == rates[0]


def test_a_sum_that_is_not_confirmed_is_never_in_order():
    unsure = tuple(replace(rate, is_confirmed=False) for rate in RATES)
    found = replace(case(rate_table_on=MONDAY), rates=unsure)

    assert "rate_not_confirmed" in codes(found, Severity.NOTE)
    assert not {"amount", "rate_table"} & holds(found)
    assert {"amount", "rate_table"} <= holds(case(rate_table_on=MONDAY))


@pytest.mark.parametrize(
    ("days", "km", "is_halved"),
    [
        (4, 200, True),
        (4, None, True),
        (None, 199, True),
        (5, 200, False),
        (5, None, None),
        (None, None, None),
    ],
)
def test_whether_a_sum_is_halved_is_not_assumed(days, km, is_halved):
    assert lump_sum(RATES[0], days, km).is_halved is is_halved


@pytest.mark.parametrize("certainty", ["K", "not found", ""])
def test_a_country_that_is_not_confirmed_is_unclear(certainty):
    unsure = (CountryRow("HU"), CountryRow("FR", certainty=certainty))
    found = replace(case(), countries=unsure)

    assert "host_country_unclear" in codes(found)
    assert "countries" not in holds(found)


@pytest.mark.parametrize(("cents", "is_over"), [(90_000, False), (90_001, True)])
def test_the_sum_keeps_below_the_ceiling(cents, is_over):
    assert ("over_ceiling" in codes(case(amount_cents=cents))) == is_over


@pytest.mark.parametrize(("cents", "is_over"), [(90_000, False), (90_001, True)])
def test_no_sum_is_above_the_highest_ceiling_while_the_distance_is_open(cents, is_over):
    found = case(amount_cents=cents, distance_km=None)

    assert ("over_ceiling" in codes(found)) == is_over
    assert "amount" not in holds(found)
    assert "no_distance" in codes(found)


@pytest.mark.parametrize("km", [None, 1300])
def test_a_sum_above_all_rates_of_a_country_is_one_while_the_days_are_open(km):
    most = max(rate.amount_cents for rate in RATES if rate.country == HOST.country)
    open_ = {"starts_on": None, "ends_on": None, "distance_km": km}

    assert "over_ceiling" not in codes(case(**open_, amount_cents=most))
    assert "amount" not in holds(case(**open_, amount_cents=most))
    assert "over_ceiling" in codes(case(**open_, amount_cents=most + 1))
    unknown = tuple(replace(rate, amount_cents=None) for rate in RATES)
    unsure = replace(case(**open_, amount_cents=most + 1), rates=unknown)
    assert "over_ceiling" not in codes(unsure), "what nobody knows forbids nothing"


@pytest.mark.parametrize(
    ("open_", "missing"),
    [
        ({}, None),
        ({"distance_km": None}, ("distance",)),
        ({"starts_on": None}, ("days",)),
        ({"starts_on": None, "distance_km": 199}, ("days",)),
        ({"starts_on": None, "ends_on": None, "distance_km": None}, ("days", "distance")),
        ({"ends_on": None}, ("days",)),
        ({"ends_on": None, "distance_km": 199}, None),  # the way alone halves it
        ({"ends_on": MONDAY, "distance_km": None}, None),  # and so do few days
        ({"host": None}, ("host",)),
        ({"host": None, "starts_on": None}, ("host", "days")),
        ({"host": replace(HOST, country="GB")}, ("rate",)),
    ],
)
def test_a_sum_without_a_ceiling_is_unchecked_and_it_is_said_what_is_missing(open_, missing):
    found = case(**({"amount_cents": 45_000} | open_))

    said = [f for f in findings(found) if f.code == "exchange.amount_unchecked"]
    assert [one.details["missing"] for one in said] == ([] if missing is None else [missing])
    assert all(one.severity is Severity.NOTE and one.source for one in said)
    assert ("amount" in holds(found)) == (missing is None)


@pytest.mark.parametrize("cents", [None, 0])
def test_where_no_sum_is_agreed_there_is_none_to_check(cents):
    open_ = case(amount_cents=cents, starts_on=None, distance_km=None)

    assert "amount_unchecked" not in codes(open_, *Severity)


def test_what_hangs_on_days_that_nobody_knows_is_not_said_to_hold():
    wednesday = MONDAY + timedelta(days=2)
    for unsure in (
        replace(case(), regional=lambda day: day == wednesday),
        replace(case(), has_calendar=False),
    ):
        assert not {"days", "amount"} & holds(unsure)
        halved = replace(unsure, facts=replace(unsure.facts, amount_cents=45_000))
        assert "amount" in holds(halved), "it would be that much with a day less, too"
    elsewhere = replace(case(), regional=lambda day: day == MONDAY - timedelta(days=1))
    assert {"days", "amount"} <= holds(elsewhere)


@pytest.mark.parametrize(
    ("country", "start", "code"),
    [
        ("FR", MONDAY, None),
        ("NO", MONDAY, "host_country"),
        ("GB", date(2020, 1, 27), "host_country_unclear"),
        ("GB", date(2020, 2, 3), "host_country_unclear"),
    ],
)
def test_a_country_takes_part_on_the_day(country, start, code):
    host = replace(HOST, country=country)

    found = codes(case(host=host, starts_on=start, ends_on=start + timedelta(days=4)))

    assert found & {"host_country", "host_country_unclear"} == ({code} if code else set())


@pytest.mark.parametrize(("until", "is_unclear"), [(0, True), (3, True), (4, False)])
def test_a_country_takes_part_on_every_day_of_the_visit(until, is_unclear):
    france = CountryRow("FR", None, MONDAY + timedelta(days=until))
    found = replace(case(), countries=(CountryRow("HU"), france))

    assert ("host_country_unclear" in codes(found)) == is_unclear
    assert ("countries" in holds(found)) == (not is_unclear)


def test_an_exchange_is_a_stay_abroad_at_another_organisation():
    assert "same_country" in codes(case(host=replace(HOST, country="HU")))
    assert "same_organisation" in codes(case(host=VISITOR))


def test_types_may_unclear_or_may_not():
    large = replace(VISITOR, organisation_type="large_company", may=False)
    university = replace(VISITOR, organisation_type="university", may=None)

    assert "visitor_type" in codes(case(large), Severity.BLOCK)
    assert "visitor_type_unclear" in codes(case(university), Severity.WARN)


def test_membership_counts_on_the_day():
    ended = replace(
        VISITOR, belongs=(ClusterMembership("Z", "hu", None, MONDAY - timedelta(days=1)),)
    )
    foreign = replace(VISITOR, belongs=(ClusterMembership("Pannon Hub", ""),))
    stranger = replace(HOST, belongs=())

    assert "visitor_no_member" in codes(case(ended), Severity.BLOCK)
    assert "cluster_unchecked" in codes(case(foreign), Severity.WARN)
    assert "host_no_member" in codes(case(host=stranger), Severity.BLOCK)
    approved = case(host=stranger, host_approved_on=MONDAY - timedelta(days=1))
    assert "host_no_member" not in codes(approved)
    assert "host_no_member" in codes(case(host=stranger, host_approved_on=MONDAY))


@pytest.mark.parametrize(("until", "ends"), [(0, True), (3, True), (4, False), (None, False)])
def test_a_membership_that_ends_within_the_visit_is_no_membership_of_all_of_it(until, ends):
    last = None if until is None else MONDAY + timedelta(days=until)
    belongs = (ClusterMembership("Z", "hu", None, last),)
    found = case(replace(VISITOR, belongs=belongs), replace(HOST, belongs=belongs))

    said = codes(found, Severity.WARN) & {"visitor_member_ends", "host_member_ends"}

    assert said == ({"visitor_member_ends", "host_member_ends"} if ends else set())
    assert ("member" in holds(found)) == (not ends)


def test_who_goes_from_one_cluster_to_another_within_the_visit_is_a_member():
    wednesday = MONDAY + timedelta(days=2)
    former = ClusterMembership("Z", "hu", None, wednesday)
    later = ClusterMembership("Y", "de", wednesday + timedelta(days=1))
    found = case(replace(VISITOR, belongs=(former, later)))

    assert not {"visitor_member_ends", "visitor_no_member"} & codes(found)


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
