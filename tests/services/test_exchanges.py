"""Exchanges in a real store: what is found about them, whose turn it is, what they count for."""

from datetime import date

import pytest

from recipe_desktop.domain.errors import Severity, UserError
from recipe_desktop.domain.exchange_rules import RULES
from recipe_desktop.domain.exchanges import Actor, Step
from recipe_desktop.reports.exchanges import file_data
from recipe_desktop.services import (
    checks,
    exchange_steps,
    exchanges,
    identity,
    records,
    shares,
    words,
    words_exchanges,
)
from recipe_desktop.services.exchanges import Narrowed
from tests.conftest import rows
from tests.services.visits import ALL_BUT_PAID, exchange, make, member, organisation

pytestmark = pytest.mark.usefixtures("in_september")


def codes(workspace, uid):
    card = workspace.ask(exchanges.card, uid)
    return {finding.code.removeprefix("exchange.") for finding in card.findings}


def holds(workspace, uid):
    return {one.code for one in workspace.ask(exchanges.card, uid).held}


def test_a_new_exchange_has_a_number_and_waits_for_the_office_of_the_visitor(workspace, host):
    uid = exchange(workspace, organisation(workspace, "Zalai Akku Kft.", of="HU"), host)

    [line] = workspace.ask(exchanges.lines, [uid])

    assert line.number.startswith("HU-")
    assert (line.visitor, line.host) == ("Zalai Akku Kft.", "Technopôle de Rouen")
    assert (line.then.step, line.then.actor) == (Step.REGISTRATION, Actor.VISITOR_PARTNER)
    assert [one.uid for one in workspace.ask(exchanges.waiting)] == [uid]


def test_the_turn_passes_to_the_other_office(workspace, host):
    days = ("registered_on", "assessed_on", "matched_on", "visitor_signed_on")
    uid = exchange(workspace, organisation(workspace, "Akku", of="HU"), host)

    workspace.do(records.edit, "exchanges", uid, dict.fromkeys(days, "2021-08-30"))

    [line] = workspace.ask(exchanges.lines, [uid])
    assert line.then.actor is Actor.HOST
    assert not line.is_ours


def test_a_step_is_taken_by_one_press_until_a_host_is_needed(workspace):
    uid = exchange(workspace, organisation(workspace, "Akku", of="HU"), "")
    for _step in ("register", "assess"):
        workspace.do(exchange_steps.take_step, uid)

    with pytest.raises(UserError, match=r"exchange\.needs_host"):
        workspace.do(exchange_steps.take_step, uid)

    fields = workspace.ask(records.show, "exchanges", uid).fields
    assert fields["assessed_on"] == "2021-09-01"
    assert fields["matched_on"] is None


def test_a_visit_planned_twice_is_seen_across_merged_records(workspace, host):
    one, two = (organisation(workspace, name, of="HU") for name in ("Akku", "Batteria"))
    first, second = (exchange(workspace, uid, host) for uid in (one, two))
    assert "planned_twice" not in codes(workspace, second)

    workspace.do(identity.confirm, "organisations", one, two)

    assert "planned_twice" in codes(workspace, first)
    assert "planned_twice" in codes(workspace, second)
    workspace.do(records.edit, "exchanges", first, {"cancelled_on": "2021-08-31"})
    assert "planned_twice" not in codes(workspace, second)


def test_what_is_said_of_the_other_visit_follows_how_far_that_one_has_come(workspace, host):
    visitor = organisation(workspace, "Akku", of="HU")
    first, second = (exchange(workspace, visitor, host) for _ in range(2))
    twice = {"planned_twice", "committed_twice", "second_visit"}
    signed = ("visitor_signed_on", "host_signed_on", "visitor_partner_signed_on")
    assert codes(workspace, first) & twice == codes(workspace, second) & twice == {"planned_twice"}

    workspace.do(records.edit, "exchanges", first, dict.fromkeys(signed, "2021-08-30"))
    assert codes(workspace, second) & twice == {"committed_twice"}
    workspace.do(records.edit, "exchanges", first, {"paid_on": "2021-08-31"})

    assert codes(workspace, second) & twice == {"second_visit"}
    assert codes(workspace, first) & twice == {"planned_twice"}
    [said] = workspace.ask(exchange_steps.findings_of, first, "planned_twice")
    number = workspace.ask(records.show, "exchanges", second).fields["number"]
    assert words.finding_sentence(said) == (
        f"A visit of Akku is planned twice (also {number}); once is all that is allowed."
    )


def test_a_former_name_raises_the_question_until_somebody_answers_it(workspace, host):
    one = organisation(workspace, "Dunai Hajtóművek", of="HU")
    two = organisation(workspace, "Rábai Motorgyár", of="HU")
    make(workspace, "former-names", organisation=two, name="Dunai Hajtóművek")
    exchange(workspace, one, host)
    second = exchange(workspace, two, host)

    assert "perhaps_planned_twice" in codes(workspace, second)

    workspace.do(identity.reject, "organisations", one, two)
    assert "perhaps_planned_twice" not in codes(workspace, second)


@pytest.mark.parametrize("is_former", [True, False])
def test_the_names_of_what_was_merged_into_a_visitor_raise_the_question_too(
    workspace, host, is_former
):
    kept, merged = (organisation(workspace, name, of="HU") for name in ("Neuwerk", "Altstadt"))
    other = organisation(workspace, "Rábai Motorgyár", of="HU")
    make(workspace, "former-names", organisation=merged, name="Rábai Motorgyár")
    if not is_former:
        workspace.do(records.edit, "organisations", other, {"name": "Altstadt"})
    workspace.do(identity.confirm, "organisations", kept, merged)
    first, second = (exchange(workspace, uid, host) for uid in (kept, other))

    assert "perhaps_planned_twice" in codes(workspace, first) & codes(workspace, second)

    workspace.do(identity.reject, "organisations", kept, other)
    assert "perhaps_planned_twice" not in codes(workspace, first) | codes(workspace, second)


def test_what_other_partnerships_know_is_unchecked_and_never_right(workspace, host):
    uid = exchange(workspace, organisation(workspace, "Akku", of="HU"), host)

    assert "visits_elsewhere_unchecked" in codes(workspace, uid)
    found = {f.finding.code for f in workspace.ask(checks.findings, "exchanges")}
    assert "exchange.visits_elsewhere_unchecked" in found


def test_the_ceiling_is_that_of_the_host_country(workspace, host):
    uid = exchange(workspace, organisation(workspace, "Akku", of="HU"), host, distance_km="1300")

    card = workspace.ask(exchanges.card, uid)

    assert card.days == tuple(date(2021, 9, day) for day in range(20, 25))
    assert card.lump_sum.ceiling_cents == 90_000


def test_public_holidays_are_those_of_the_host_country(workspace, host):
    visitor = organisation(workspace, "Akku", of="HU")
    over_all_saints = {"starts_on": "2021-10-29", "ends_on": "2021-11-02"}
    uid = exchange(workspace, visitor, host, **over_all_saints)
    elsewhere = organisation(workspace, "Roma Tech", "IT", "fab_lab", "FR")
    other = exchange(workspace, visitor, elsewhere, **over_all_saints)

    assert "too_short" in codes(workspace, uid)
    assert "holidays_unchecked" not in codes(workspace, uid)
    assert "too_short" not in codes(workspace, other)
    assert "holidays_unchecked" in codes(workspace, other)


@pytest.mark.parametrize(
    ("first", "last"), [("2026-08-06", "2026-08-08"), ("2021-12-09", "2021-12-11")]
)
def test_a_swapped_saturday_is_worked_where_it_was_decreed(workspace, host, first, last):
    in_hungary = organisation(workspace, "Zala Tech", "HU", "technology_centre", "HU")
    thursday_to_saturday = {"starts_on": first, "ends_on": last}
    there = exchange(workspace, host, in_hungary, **thursday_to_saturday)
    visitor = organisation(workspace, "Akku", of="HU")
    elsewhere = exchange(workspace, visitor, host, **thursday_to_saturday)

    assert "too_short" not in codes(workspace, there)
    assert "too_short" in codes(workspace, elsewhere)


def test_promises_count_what_is_done_planned_and_open(workspace, host):
    done = exchange(workspace, organisation(workspace, "Akku", of="HU"), host)
    exchange(workspace, organisation(workspace, "Motor", of="HU"), host)
    labor = organisation(workspace, "Labor", kind="technology_centre", of="HU")
    cancelled = exchange(workspace, labor, host)
    workspace.do(records.edit, "exchanges", done, {"validated_on": "2021-08-30"})
    workspace.do(records.edit, "exchanges", cancelled, {"cancelled_on": "2021-08-30"})

    promises = {p.code: p for p in workspace.ask(exchanges.promises)}

    whole, smes = promises["exchanges"], promises["exchanges_sme"]
    assert (whole.amount, whole.done, whole.planned, whole.open) == (50, 1, 1, 48)
    assert (smes.amount, smes.done, smes.planned, smes.open) == (25, 1, 1, 23)
    assert promises["exchanges_technology_centres"].open == 10


def test_the_list_is_found_by_the_names_of_both(workspace, host):
    uid = exchange(workspace, organisation(workspace, "Győri Akku", of="HU"), host)

    assert workspace.ask(exchanges.order, Narrowed("gyori roue")) == [uid]
    assert workspace.ask(exchanges.order, Narrowed("lyon")) == []


def test_the_file_lies_in_the_share_of_those_who_are_involved(workspace, host):
    visitor = organisation(workspace, "Akku", of="HU")
    uid = exchange(workspace, visitor, host, motivation="New cells", visitor_person="P. Takács")

    [share] = workspace.ask(shares.listing)

    found = workspace.ask(rows, "SELECT scope, motivation FROM exchange_file")
    assert found == [(share.scope, "New cells")]
    assert workspace.ask(exchanges.card, uid).readers == ("FR", "HU")


def test_a_card_moves_where_its_next_step_leads_and_says_what_stands_against_it(workspace, host):
    uid = exchange(workspace, organisation(workspace, "Akku", of="HU"), host)
    reached = exchange_steps.Reached

    def refused(to):
        found = workspace.ask(exchange_steps.why_not, uid, to)
        return found and found.code

    assert refused(reached.REGISTERED) == "exchange.no_way_back"
    assert refused(reached.ACCEPTED) == "exchange.other_step_first"
    workspace.do(exchange_steps.take_step, uid)
    workspace.do(exchange_steps.move, uid, reached.ACCEPTED)
    assert refused(reached.MATCHED) == "exchange.other_step_first", "the days are agreed already"
    workspace.do(exchange_steps.move, uid, reached.PREPARING)
    [line] = workspace.ask(exchanges.lines, [uid])
    assert exchange_steps.column_of(line.then) is reached.PREPARING
    with pytest.raises(UserError, match=r"exchange\.other_step_first"):
        workspace.do(exchange_steps.move, uid, reached.VISITING)
    workspace.do(records.edit, "exchanges", uid, {"cancelled_on": "2021-09-01"})
    assert refused(reached.VISITING) == "exchange.is_cancelled"


def test_nothing_is_paid_while_anything_must_be_mended(workspace, host, monkeypatch):
    at_home = organisation(workspace, "Akku", country="FR", of="HU")
    uid = exchange(workspace, at_home, host, **ALL_BUT_PAID)
    monkeypatch.setenv("RECIPE_NOW", "2021-09-27T10:00:00+00:00")

    for deed, *where in (
        (exchange_steps.move, exchange_steps.Reached.PAID),
        (exchange_steps.take_step,),
    ):
        with pytest.raises(UserError, match=r"exchange\.rule_forbids") as refused:
            workspace.do(deed, uid, *where)
        assert refused.value.details["finding"].code == "exchange.same_country"

    assert workspace.ask(records.show, "exchanges", uid).fields["paid_on"] is None


def test_a_step_without_a_host_is_refused_on_the_board_as_it_is_by_the_button(workspace):
    uid = exchange(workspace, organisation(workspace, "Akku", of="HU"), "", starts_on="")
    workspace.do(exchange_steps.take_step, uid)
    workspace.do(exchange_steps.take_step, uid)

    why = workspace.ask(exchange_steps.why_not, uid, exchange_steps.Reached.MATCHED)

    assert why.code == "exchange.needs_host"


def test_a_host_who_is_not_here_any_more_is_no_empty_place(workspace, host):
    uid = exchange(workspace, organisation(workspace, "Akku", of="HU"), host, **ALL_BUT_PAID)
    workspace.do(records.remove, "organisations", host)

    card = workspace.ask(exchanges.card, uid)

    assert card.line.host == "an organisation that is not here"
    codes = {f.code for f in card.findings if f.severity is Severity.BLOCK}
    assert "exchange.host_lost" in codes
    assert "exchange.no_host" not in codes
    paper = file_data(workspace.ask(exchanges.paper, uid), "en")
    assert paper.subject == "Akku \N{RIGHTWARDS ARROW} an organisation that is not here"
    assert card.line.blocks


def test_holidays_are_those_of_the_region_and_unchecked_where_it_is_not_said(workspace):
    visitor = organisation(workspace, "Akku", of="HU")
    labor = organisation(workspace, "Labor", "DE", "technology_centre", "DE")
    over_all_saints = {"starts_on": "2021-11-01", "ends_on": "2021-11-03"}
    uid = exchange(workspace, visitor, labor, **over_all_saints)
    assert "region_unchecked" in codes(workspace, uid)
    assert "too_short" not in codes(workspace, uid)

    workspace.do(records.edit, "exchanges", uid, {"region": "BY"})

    assert "too_short" in codes(workspace, uid)
    assert "region_unchecked" not in codes(workspace, uid)
    workspace.do(records.edit, "exchanges", uid, {"region": "Bavaria"})
    assert {"region_unchecked", "region_unknown"} <= codes(workspace, uid)
    workspace.do(records.edit, "exchanges", uid, {"region": "BE"})
    assert {"too_short", "region_unchecked", "region_unknown"} & codes(workspace, uid) == set()


def test_two_legs_of_one_exchange_count_as_one_whichever_names_the_other(workspace, host):
    visitor = organisation(workspace, "Akku", of="HU")
    virtual, visit = (exchange(workspace, visitor, host) for _ in range(2))
    assert "planned_twice" in codes(workspace, visit)

    def planned():
        [smes] = [p for p in workspace.ask(exchanges.promises) if p.code == "exchanges_sme"]
        return smes.planned

    assert planned() == 2
    workspace.do(records.edit, "exchanges", visit, {"leg_of": virtual})
    assert planned() == 1
    assert "planned_twice" not in codes(workspace, visit) | codes(workspace, virtual)
    workspace.do(records.edit, "exchanges", virtual, {"leg_of": visit})
    assert planned() == 1
    counted = {"visitor_partner_counted_on": "2021-09-01"}
    for leg in (visit, virtual):
        workspace.do(records.edit, "exchanges", leg, counted)
    assert "leg_counted" in codes(workspace, visit) & codes(workspace, virtual)
    assert [line.uid for line in workspace.ask(exchanges.siblings, visit)] == [virtual]


@pytest.mark.parametrize("said", ["RECiPE4Mobility", " recipe4mobility "])
def test_who_names_the_own_partnership_means_no_other(workspace, host, said):
    visitor = organisation(workspace, "Akku", of="HU")
    ours = {"visitor_partnership": said, "host_partnership": said}
    payer = {"paying_member": member(workspace, "HU")}
    named, silent = (exchange(workspace, visitor, host, **payer, **more) for more in (ours, {}))
    workspace.do(records.edit, "exchanges", silent, {"leg_of": named})

    assert codes(workspace, named) == codes(workspace, silent)
    [smes] = [p for p in workspace.ask(exchanges.promises) if p.code == "exchanges_sme"]
    assert smes.planned == 1
    assert "wrong_payer" not in codes(workspace, named)


def test_what_another_partnership_pays_counts_there_and_not_here(workspace, host):
    exchange(workspace, organisation(workspace, "Akku", of="HU"), host, visitor_partnership="EPIX")

    assert all(promise.planned == 0 for promise in workspace.ask(exchanges.promises))


def test_the_facts_of_residence_lie_in_the_file_and_the_seats_with_the_organisation(
    workspace, host
):
    visitor = organisation(workspace, "Akku", of="HU")
    uid = exchange(workspace, visitor, host)
    assert {"nationality_unchecked", "seats_unchecked"} <= codes(workspace, uid)

    facts = {"nationality": "NO", "residence_days": "182", "has_permit": "1"}
    workspace.do(records.edit, "exchanges", uid, facts)
    workspace.do(records.edit, "organisations", visitor, {"registered_in": "Hungary;SK"})

    assert {"no_residence", "visitor_seats"} <= codes(workspace, uid)
    fields = workspace.ask(records.show, "organisations", visitor).fields
    assert fields["registered_in"] == "HU;SK"
    kept = workspace.ask(rows, "SELECT nationality, residence_days, has_permit FROM exchange_file")
    assert kept == [("NO", 182, 1)]


def test_what_is_unfinished_is_told_once_the_reporting_period_has_ended(workspace, host):
    uid = exchange(workspace, organisation(workspace, "Akku", of="HU"), host, starts_on=None)
    workspace.do(records.edit, "exchanges", uid, {"ends_on": "", "registered_on": "2021-08-01"})
    assert "draft_at_report" not in codes(workspace, uid)

    [project] = workspace.ask(records.listing, "projects")
    workspace.do(records.edit, "projects", project.uid, {"period_ends_on": "2021-08-31"})

    assert "draft_at_report" in codes(workspace, uid)


@pytest.mark.parametrize("country", ["DE", "PT"])
def test_a_day_that_an_office_enters_for_one_region_is_unchecked_until_the_region_is_said(
    workspace, country
):
    lab = organisation(workspace, "Lab", country, "technology_centre", country)
    visitor = organisation(workspace, "Akku", of="HU")
    days = {"starts_on": "2021-09-21", "ends_on": "2021-09-23"}
    uid = exchange(workspace, visitor, lab, **days)
    free = {"country": country, "region": "BY", "day_on": "2021-09-22", "name": "Free"}
    workspace.do(records.create, "calendar-days", free)

    assert "region_unchecked" in codes(workspace, uid)
    assert "exchange.held_days" not in holds(workspace, uid)

    workspace.do(records.edit, "exchanges", uid, {"region": "by"})
    assert "too_short" in codes(workspace, uid)
    workspace.do(records.edit, "exchanges", uid, {"region": "BE"})
    assert "region_unchecked" not in codes(workspace, uid)
    assert "exchange.held_days" in holds(workspace, uid)


def in_hungary(workspace, first, last):
    """A visit to Zala in a year of which the program knows no decree."""
    zala = organisation(workspace, "Zala Park", kind="technology_centre", of="HU")
    rouen = organisation(workspace, "Rouen Tech", "FR", of="FR")
    return exchange(workspace, rouen, zala, starts_on=first, ends_on=last)


def stated(workspace, day, working="1", **more):
    values = {"country": "HU", "day_on": day, "is_working": working, **more}
    return workspace.do(records.create, "calendar-days", values).uid


def test_one_day_that_was_entered_does_not_make_the_other_days_of_its_year_known(workspace):
    uid = in_hungary(workspace, "2027-09-21", "2027-09-23")
    stated(workspace, "2027-12-11")
    stated(workspace, "2027-09-22", region="ZA")

    assert "decree_unchecked" in codes(workspace, uid)
    assert "exchange.held_days" not in holds(workspace, uid)


def test_the_days_of_a_visit_are_known_once_each_of_them_was_entered(workspace):
    uid = in_hungary(workspace, "2027-09-21", "2027-09-23")
    for day in ("2027-09-21", "2027-09-22"):
        stated(workspace, day)
    [open_] = [one for one in workspace.ask(exchanges.card, uid).findings if "decree" in one.code]
    assert open_.details == {"days": 1, "day": date(2027, 9, 23)}

    last = stated(workspace, "2027-09-23")

    assert "decree_unchecked" not in codes(workspace, uid)
    assert "exchange.held_days" in holds(workspace, uid)
    workspace.do(records.edit, "calendar-days", last, {"is_working": "0"})
    assert "too_short" in codes(workspace, uid)
    assert "decree_unchecked" not in codes(workspace, uid)


def test_sundays_and_public_holidays_need_no_entry(workspace):
    uid = in_hungary(workspace, "2027-10-22", "2027-10-26")
    for day in ("2027-10-22", "2027-10-25", "2027-10-26"):
        stated(workspace, day)

    assert "decree_unchecked" not in codes(workspace, uid), "the 23rd is a holiday, the 24th Sunday"
    assert "exchange.held_days" in holds(workspace, uid)


def test_a_swap_saturday_of_the_host_country_is_worked_once_somebody_enters_it(workspace):
    uid = in_hungary(workspace, "2027-12-09", "2027-12-11")
    assert {"too_short", "decree_unchecked"} <= codes(workspace, uid)

    marked = stated(workspace, "2027-12-11", name="Swap")

    assert "too_short" not in codes(workspace, uid)
    assert "decree_unchecked" in codes(workspace, uid), "of the two days before nobody has said"
    workspace.do(records.edit, "calendar-days", marked, {"country": "FR"})
    assert "too_short" in codes(workspace, uid), "the calendar of the visitor's country is no help"


def test_exchanges_are_narrowed_by_country_category_partner_and_whose_turn_it_is(workspace, host):
    ours = exchange(workspace, organisation(workspace, "Akku", of="HU"), host)
    home = organisation(workspace, "Zala Park", kind="technology_centre", of="HU")
    theirs = exchange(workspace, host, home, visitor_member=member(workspace, "FR"))
    signed = exchange(workspace, organisation(workspace, "Motor", of="HU"), host)
    days = ("registered_on", "assessed_on", "matched_on", "visitor_signed_on")
    workspace.do(records.edit, "exchanges", signed, dict.fromkeys(days, "2021-08-30"))

    def left(**narrowed):
        return set(workspace.ask(exchanges.order, Narrowed(**narrowed)))

    assert left(country="HU") == {ours, signed}
    assert left(category="technology_centres") == {theirs}
    assert left(member="FR") == {theirs}
    assert left(acts="FR") == {theirs, signed}
    assert left(only_ours=True) == {ours}
    assert left(country="HU", acts="FR", text="mot") == {signed}
    assert left(country="PT") == set()
    assert left(finding="block") == set()
    days = {"starts_on": "2021-09-20", "ends_on": "2021-09-21"}  # one day too few
    workspace.do(records.edit, "exchanges", ours, days)
    assert left(finding="block") == {ours}
    assert workspace.ask(exchanges.finding_choices)[0] == ("block", 1)
    found = workspace.ask(exchanges.choices)
    assert found.countries == (("HU", 2), ("FR", 1))
    assert found.categories == (("sme", 2), ("technology_centres", 1))
    assert dict(found.acting) == {"FR": 2, "HU": 1}


def test_every_rule_has_its_sentence_and_its_source():
    found = {code for code, rule in RULES.items() if rule.severity is not None}

    assert found - set(words_exchanges.FINDINGS) == set()
    assert set(RULES) - found == set(words_exchanges.HELD)
    assert all(rule.source for rule in RULES.values())
    assert len(found) > 40
