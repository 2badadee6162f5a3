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


def test_days_are_kept_by_number_and_what_is_none_is_refused_with_those_that_are(workspace):
    dates = {"name": "Twinning", "starts_on": "2026-11-27", "ends_on": "2026-11-28"}
    twinning = workspace.do(records.create, "events", dates).uid
    first = {"event": twinning, "day_on": "2026-11-27", "name": "Visits"}
    workspace.do(records.create, "event-days", first)  # which has hours of its own
    ana = registered(workspace, twinning, "Costa")

    workspace.do(records.edit, "registrations", ana, {"days": "visits, Saturday"})
    assert workspace.ask(records.show, "registrations", ana).fields["days"] == "1;2"
    workspace.do(records.edit, "registrations", ana, {"days": "Saturday"})
    assert workspace.ask(records.show, "registrations", ana).fields["days"] == "2"
    with pytest.raises(UserError, match=r"registration\.no_such_day") as refused:
        workspace.do(records.edit, "registrations", ana, {"days": "2026-11-29"})

    assert words.sentence(refused.value) == (
        "Days: 2026-11-29 is no day of this event.\nWrite the number of one day or of several: "
        "1 (Friday, 27 November) and 2 (Saturday, 28 November)."
    )
    course = workspace.do(records.create, "events", {"name": "Course"}).uid
    values = {"event": course, "given_name": "Ana", "days": "Saturday"}
    with pytest.raises(UserError, match=r"registration\.days_open"):
        workspace.do(records.create, "registrations", values)


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


def test_days_and_desks_that_do_not_fit_together_are_told(workspace):
    at = event(workspace, "Twinning", "2026-11-23")
    for day in ("2026-11-23", "2026-11-23", "2027-01-31"):
        workspace.do(records.create, "event-days", {"event": at, "day_on": day})
    spans = (("A", "A", "K"), ("B", "Ko", "R"), ("b", "S", ""), ("C", "Z", "A"), ("D", "", ""))
    for letter, start, until in spans:
        values = {"letter": letter, "surnames_from": start, "surnames_until": until}
        workspace.do(records.create, "desks", values | {"event": at})

    told = [words.finding_sentence(f) for f in workspace.ask(checks.findings_of, "events", at)]

    assert told == [
        "23 Nov 2026 was entered twice as a day of the event.",
        "31 Jan 2027 is a day of the event and lies before its first or behind its last.",
        "Several desks have the letter B.",
        "The surnames of desk C end before they begin: Z–A.",
        "The surnames of desk A and those of desk B cross; the first of the two counts.",
    ]


def test_an_address_that_is_none_is_told_of_who_is_registered_too(workspace):
    guest = registered(workspace, event(workspace, "Twinning", "2026-11-23"), "Costa")
    workspace.do(records.edit, "registrations", guest, {"email": "notmail"})

    [told] = workspace.ask(checks.findings_of, "registrations", guest)

    assert told.code == "registration.email_shape"


def found(workspace, text, most=6):
    people, _count = workspace.ask(events.find_registered, text, most)
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
