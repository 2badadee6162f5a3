"""Exports and findings as services."""

import pytest

from recipe_desktop.domain.errors import Severity, UserError
from recipe_desktop.services import checks, exports, records, shares


def test_rows_come_in_the_order_of_their_uids_whatever_the_order_of_making(workspace):
    made = [workspace.do(records.create, "organisations", {"name": n}).uid for n in "ZAMB"]

    table = workspace.ask(exports.rows, "organisations")

    assert [row[0] for row in table.rows] == sorted(made)
    assert "email" not in table.headers


def test_the_own_scope_holds_contact_data_of_those_that_have_some(workspace):
    workspace.do(records.create, "organisations", {"name": "Alfa", "email": "a@b.eu"})
    workspace.do(records.create, "organisations", {"name": "Beta"})

    table = workspace.ask(exports.rows, "organisations", "cluster:HU")

    assert len(table.rows) == 1
    assert dict(zip(table.headers, table.rows[0], strict=True))["email"] == "a@b.eu"


def test_the_rows_of_another_office_are_not_here(workspace):
    with pytest.raises(UserError, match=r"scope\.not_held"):
        workspace.ask(exports.rows, "people", "cluster:FR")


def test_an_event_and_a_share_are_named_by_the_number_that_people_see(workspace):
    event = workspace.do(records.create, "events", {"name": "Networking day"}).uid
    workspace.do(records.create, "registrations", {"event": event, "family_name": "Costa"})
    firm = workspace.do(records.create, "organisations", {"name": "Alfa"}).uid
    visit = workspace.do(records.create, "exchanges", {"visitor": firm}).uid
    share = workspace.do(shares.begin, "exchanges", visit, ["FR"])
    seen = {
        k: workspace.ask(records.show, k, u).fields["number"]
        for k, u in (("events", event), ("exchanges", visit))
    }

    assert len(workspace.ask(exports.rows, "registrations", f"event:{seen['events']}").rows) == 1
    found = workspace.ask(exports.rows, "exchanges", f"share:{seen['exchanges']}")
    assert found.scope == share.scope
    with pytest.raises(UserError, match=r"scope\.not_held"):
        workspace.ask(exports.rows, "registrations", "event:HU-LDM-99")


def test_a_person_without_and_one_with_a_lost_organisation_are_told_apart(workspace):
    firm = workspace.do(records.create, "organisations", {"name": "Alfa"}).uid
    lost = workspace.do(records.create, "people", {"family_name": "A", "organisation": firm}).uid
    none = workspace.do(records.create, "people", {"family_name": "B"}).uid
    workspace.do(records.remove, "organisations", firm)

    found = {(f.uid, f.finding.code) for f in workspace.ask(checks.findings, "people")}

    assert (lost, "person.lost_organisation") in found
    assert (none, "person.no_organisation") in found


def test_a_membership_that_ends_before_it_begins_is_doubted(workspace):
    firm = workspace.do(records.create, "organisations", {"name": "Alfa"}).uid
    values = {"organisation": firm, "cluster_name": "X", "from_on": "2024-01-01"}
    made = workspace.do(records.create, "memberships", values)
    ended = {"until_on": "2023-01-01"}
    workspace.do(records.edit, "memberships", made.uid, ended, may_cross=True)

    [finding] = workspace.ask(checks.findings_of, "memberships", made.uid)

    assert (finding.code, finding.severity) == ("membership.days_crossed", Severity.WARN)


def test_doubles_are_found_from_both_sides_until_somebody_judges(workspace):
    pair = [
        workspace.do(
            records.create, "organisations", {"name": name, "country": "HU", "city": "Győr"}
        ).uid
        for name in ("Alfa Kft.", "ALFA KFT")
    ]

    found = workspace.ask(checks.findings, "organisations")

    assert {f.uid for f in found if f.finding.code == "organisation.double"} == set(pair)
