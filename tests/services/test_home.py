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
