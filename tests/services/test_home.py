"""The first page: what there is, and what exists on this laptop alone."""

from datetime import date

from recipe_desktop.services import home, identity, records
from recipe_desktop.sync import packs
from tests.sync.offices import carry, meet


def organisation(workspace, name):
    return workspace.do(records.create, "organisations", {"name": name}).uid


def test_what_is_merged_counts_once_whatever_is_deleted_of_it(workspace):
    kept, away = organisation(workspace, "Rába Kft."), organisation(workspace, "Raba")
    organisation(workspace, "Akku Kft.")
    workspace.do(identity.confirm, "organisations", kept, away)
    merged = workspace.ask(home.overview).organisations

    workspace.do(records.remove, "organisations", away)

    assert (merged, workspace.ask(home.overview).organisations) == (2, 2)


def test_training_sessions_are_counted_and_of_other_targets_it_is_told_what_is_missing(
    workspace, monkeypatch
):
    monkeypatch.setenv("RECIPE_NOW", "2026-11-20T10:00:00Z")
    days = ({"starts_on": "2026-11-18", "ends_on": "2026-11-19"}, {"starts_on": "2026-11-20"}, {})
    for day in (*days, {"starts_on": "2026-11-02", "cancelled_on": "2026-11-01"}):
        values = {"name": "Coaching", "event_type": "training", **day}
        workspace.do(records.create, "events", values)
    workspace.do(records.create, "events", {"name": "Networking", "event_type": "networking"})

    seen = workspace.ask(home.overview)

    [sessions] = seen.counted
    figures = (sessions.amount, sessions.done, sessions.planned, sessions.open)
    assert (sessions.code, *figures) == ("training_sessions", 10, 1, 2, 7)
    assert [target.code for target in seen.uncounted] == [
        *("consultations", "managers_trained", "labels")
    ]


def test_a_desk_pack_that_nobody_opened_is_no_other_laptop(a_laptop, tmp_path, monkeypatch):
    office, other = a_laptop(), a_laptop("FR")
    monkeypatch.setenv("RECIPE_NOW", "2026-11-19T10:00:00Z")
    event = office.do(records.create, "events", {"name": "Networking day"}).uid
    meet(office, other)
    carry(tmp_path, office, other)
    monkeypatch.setenv("RECIPE_NOW", "2026-11-20T10:00:00Z")
    office.do(records.create, "registrations", {"event": event, "family_name": "Costa"})
    monkeypatch.setenv("RECIPE_NOW", "2026-11-21T10:00:00Z")

    packs.pack(office, event, tmp_path / "a.recipe-desk", "7F3K-0XQ9-MM2A-11AB-CDEF")

    since = office.ask(home.overview).only_here_since
    assert since is not None
    assert since.date() == date(2026, 11, 20)
