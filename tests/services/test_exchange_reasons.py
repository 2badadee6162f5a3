"""Reasons for which an exchange passes in spite of a doubt, and how long they hold."""

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import named_uid
from recipe_desktop.services import exchange_steps, exchanges, identity, records
from tests.services.visits import ALL_BUT_PAID, exchange, organisation

pytestmark = pytest.mark.usefixtures("in_september")


def finding_of(workspace, uid, code):
    [found] = workspace.ask(exchange_steps.findings_of, uid, code)
    return found


def open_codes(workspace, uid):
    findings = workspace.ask(exchanges.card, uid).findings
    return {finding.code for finding in findings if finding.given is None}


def test_a_doubt_passes_with_a_reason_and_a_name_and_is_never_gone(workspace, host):
    uid = exchange(workspace, organisation(workspace, "Akku", of="HU"), host)
    doubt = finding_of(workspace, uid, "no_distance")
    before = open_codes(workspace, uid)

    workspace.do(exchange_steps.give_reason, uid, doubt, "Measured on paper", "Zsófia Nagy")

    passed = finding_of(workspace, uid, "no_distance")
    assert (passed.given.reason, passed.given.name) == ("Measured on paper", "Zsófia Nagy")
    assert before - open_codes(workspace, uid) == {"exchange.no_distance"}
    workspace.do(exchange_steps.take_reason_back, uid, passed)
    assert finding_of(workspace, uid, "no_distance").given is None


def test_a_firm_that_visits_under_two_spellings_is_doubted_though_nobody_said_its_town(
    workspace, host
):
    one = organisation(workspace, "Müller Motoren GmbH", of="HU")
    two = organisation(workspace, "Mueller Motoren", of="HU")
    visits = [exchange(workspace, visitor, host) for visitor in (one, two)]

    doubts = [finding_of(workspace, uid, "perhaps_planned_twice") for uid in visits]

    assert [doubt.details["visitor"] for doubt in doubts] == [
        "Mueller Motoren",
        "Müller Motoren GmbH",
    ]
    [double] = workspace.ask(identity.doubles)
    assert double.reasons == ("similar_name",)


def test_a_reason_holds_for_what_the_finding_said_then(workspace, host):
    one, two = (organisation(workspace, name, of="HU") for name in ("Dunai", "Dunai"))
    exchange(workspace, one, host)
    uid = exchange(workspace, two, host)
    doubt = finding_of(workspace, uid, "perhaps_planned_twice")
    workspace.do(exchange_steps.give_reason, uid, doubt, "Another firm of that name")
    assert finding_of(workspace, uid, "perhaps_planned_twice").given is not None

    exchange(workspace, organisation(workspace, "Dunai", of="HU"), host)

    found = workspace.ask(exchange_steps.findings_of, uid, "perhaps_planned_twice")
    assert sorted(f.given is None for f in found) == [False, True]


def test_a_reason_that_another_firm_visits_outlives_how_far_that_one_has_come(workspace, host):
    one, two = (organisation(workspace, name, of="HU") for name in ("Dunai", "Dunai"))
    other, uid = (exchange(workspace, visitor, host) for visitor in (one, two))
    planned = finding_of(workspace, uid, "perhaps_planned_twice")
    workspace.do(exchange_steps.give_reason, uid, planned, "Another firm of that name", "Ana")
    signed = ("visitor_signed_on", "host_signed_on", "visitor_partner_signed_on")

    workspace.do(records.edit, "exchanges", other, dict.fromkeys(signed, "2021-08-30"))
    committed = finding_of(workspace, uid, "perhaps_committed_twice")
    workspace.do(records.edit, "exchanges", other, {"paid_on": "2021-08-31"})
    visited = finding_of(workspace, uid, "perhaps_second_visit")

    assert committed.given.reason == visited.given.reason == "Another firm of that name"
    workspace.do(exchange_steps.give_reason, uid, visited, "Seen at the register", "Ana")
    [kept] = workspace.ask(records.listing, "finding-reasons")
    assert kept.fields["reason"] == "Seen at the register"
    workspace.do(exchange_steps.take_reason_back, uid, visited)
    assert finding_of(workspace, uid, "perhaps_second_visit").given is None
    with pytest.raises(UserError, match=r"record\.unknown"):
        workspace.do(exchange_steps.take_reason_back, uid, visited)


def write_reason(session, uid, code, about, reason, day):
    """As a program wrote it that kept the code of the finding."""
    session.connection().exec_driver_sql(
        "INSERT INTO finding_reason "
        "(uid, scope, exchange_uid, code, about, reason, name, given_on) "
        "VALUES (?, 'partnership', ?, ?, ?, ?, 'Ana', ?)",
        (named_uid("finding_reason", uid, code, about), uid, code, about, reason, day),
    )


def test_of_two_reasons_that_offices_gave_under_different_codes_one_stands(workspace, host):
    one, two = (organisation(workspace, name, of="HU") for name in ("Dunai", "Dunai"))
    exchange(workspace, one, host)
    uid = exchange(workspace, two, host)
    doubt = finding_of(workspace, uid, "perhaps_planned_twice")
    for code, day in (("planned_twice", "2021-08-01"), ("second_visit", "2021-08-20")):
        workspace.do(write_reason, uid, f"exchange.perhaps_{code}", doubt.about, code, day)

    assert finding_of(workspace, uid, "perhaps_planned_twice").given.reason == "second_visit"
    workspace.do(exchange_steps.take_reason_back, uid, doubt)
    assert finding_of(workspace, uid, "perhaps_planned_twice").given is None


def test_what_blocks_passes_with_no_reason_but_for_a_large_company_that_visits(workspace, host):
    at_home = organisation(workspace, "Akku", country="FR", of="HU")
    uid = exchange(workspace, at_home, host)
    with pytest.raises(UserError, match=r"reason\.not_possible"):
        workspace.do(
            exchange_steps.give_reason, uid, finding_of(workspace, uid, "same_country"), "Why not"
        )
    large = organisation(workspace, "Magyar Autó Zrt.", kind="large_company", of="HU")
    other = exchange(workspace, large, host)
    blocks = workspace.ask(exchanges.lines, [other])[0].blocks

    workspace.do(
        exchange_steps.give_reason,
        other,
        finding_of(workspace, other, "visitor_type"),
        "The agency allowed it on 3 May",
    )

    assert workspace.ask(exchanges.lines, [other])[0].blocks == blocks - 1
    for reason, name in ((" ", "Ana"), ("Because", "")):
        with pytest.raises(UserError, match=r"reason\."):
            workspace.do(
                exchange_steps.give_reason,
                uid,
                finding_of(workspace, uid, "same_country"),
                reason,
                name,
            )


def test_what_passed_with_a_reason_holds_no_step_up(workspace, host, monkeypatch):
    large = organisation(workspace, "Magyar Autó Zrt.", kind="large_company", of="HU")
    uid = exchange(workspace, large, host, **ALL_BUT_PAID)
    monkeypatch.setenv("RECIPE_NOW", "2021-09-27T10:00:00+00:00")
    paid = exchange_steps.Reached.PAID
    refused = workspace.ask(exchange_steps.why_not, uid, paid)
    assert refused.details["finding"].code == "exchange.visitor_type"

    doubt = finding_of(workspace, uid, "visitor_type")
    workspace.do(exchange_steps.give_reason, uid, doubt, "The agency allowed it on 3 May")

    assert workspace.ask(exchanges.lines, [uid])[0].blocks == 0
    assert workspace.ask(exchange_steps.why_not, uid, paid) is None
    workspace.do(exchange_steps.move, uid, paid)
    assert workspace.ask(exchanges.lines, [uid])[0].then.task == "done"
