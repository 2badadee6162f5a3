"""Events as the window asks for them: who is registered, wherever it was."""

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import new_uid
from recipe_desktop.services import checks, events, identity, records, words
from recipe_desktop.services.sql import insert


def event(workspace, name, day):
    return workspace.do(records.create, "events", {"name": name, "starts_on": day}).uid


def registered(workspace, at, family_name, firm=""):
    values = {"event": at, "given_name": "Ana", "family_name": family_name}
    values["organisation_name"] = firm
    return workspace.do(records.create, "registrations", values).uid


def two_guests(workspace):
    """One person who is registered for two events."""
    return [
        registered(workspace, event(workspace, name, "2026-11-23"), "Costa")
        for name in ("Twinning", "Course")
    ]


def test_registrations_of_two_events_are_never_one(workspace):
    first, second = two_guests(workspace)

    with pytest.raises(UserError, match=r"identity\.two_events"):
        workspace.do(identity.confirm, "registrations", first, second)

    assert workspace.ask(identity.canonical, "registrations") == {}


def test_a_merge_over_two_events_that_came_in_a_file_is_told_until_it_is_taken_apart(workspace):
    first, second = two_guests(workspace)
    scope = workspace.ask(records.scope_of, "registrations", first)
    row = {"uid": new_uid(), "scope": scope, "kind": "registrations"}
    workspace.do(insert, "same_as", row | {"kept_uid": first, "away_uid": second})

    [told] = workspace.ask(checks.findings_of, "registrations", first)

    assert told.code == "registration.two_events"
    assert f"Ana Costa ({second[-8:]})" in words.finding_sentence(told)
    workspace.do(identity.take_back, "registrations", second)
    assert workspace.ask(checks.findings_of, "registrations", first) == []


def found(workspace, text, most=6):
    people = workspace.ask(events.find_registered, text, most)
    return [(one.family_name, one.event_name) for one in people]


def test_who_is_registered_is_found_in_all_events_the_latest_first_and_merged_ones_once(workspace):
    old = event(workspace, "Twinning", "2025-03-01")
    new = event(workspace, "Suppliers' day", "2026-11-23")
    open_ = event(workspace, "Course", "")
    registered(workspace, old, "Costa", firm="Mobinov")
    kept = registered(workspace, new, "Costa")
    twice = registered(workspace, new, "Cósta")
    registered(workspace, open_, "Costa")
    registered(workspace, new, "Nagy")
    workspace.do(identity.confirm, "registrations", kept, twice)

    assert found(workspace, "cos") == [
        ("Costa", "Suppliers' day"),
        ("Costa", "Twinning"),
        ("Costa", "Course"),
    ]
    assert found(workspace, "costa mobi") == [("Costa", "Twinning")]
    assert len(found(workspace, "ana", most=2)) == 2
