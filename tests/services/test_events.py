"""Events as the window asks for them: who is registered, wherever it was."""

from recipe_desktop.services import events, identity, records


def event(workspace, name, day):
    return workspace.do(records.create, "events", {"name": name, "starts_on": day}).uid


def registered(workspace, at, family_name, firm=""):
    values = {"event": at, "given_name": "Ana", "family_name": family_name}
    values["organisation_name"] = firm
    return workspace.do(records.create, "registrations", values).uid


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
