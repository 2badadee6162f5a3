"""Events as entries of a calendar, the same in every store that has received the same."""

from datetime import UTC, date, datetime

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import calendars, records
from tests.events import an_event
from tests.sync.offices import carry, meet


def item(workspace, event, name="Opening", **values):
    return workspace.do(records.create, "agenda-items", {"event": event, "name": name, **values})


def entries(workspace, event):
    return {one.name: one for one in workspace.ask(calendars.of_event, event).entries}


def test_an_event_its_days_and_its_agenda_are_entries_with_their_places(workspace):
    place = {"place": "Castle", "address": "Fő tér 1", "city": "Győr"}
    event = an_event(workspace, "Day", starts_on="2026-11-23", ends_on="2026-11-24", **place)
    hours = {"starts_at": "2026-11-24T09:00+01:00", "ends_at": "2026-11-24T10:30+01:00"}
    evening = {"day_on": "2026-11-23", "name": "Evening", "starts_at": "2026-11-23T17:00Z"}
    workspace.do(records.create, "event-days", {"event": event, **evening})
    workspace.do(records.create, "event-days", {"event": event, "day_on": "2026-11-24"})
    talk = {"place": "Great hall", "speakers": "Éva Tóth; Rui Alves", "text": "All\nwelcome"}
    made = item(workspace, event, **talk, **hours)

    found = workspace.ask(calendars.of_event, event).entries

    whole, first, second, opening = found
    assert (whole.uid, whole.starts, whole.ends) == (event, date(2026, 11, 23), date(2026, 11, 24))
    assert whole.place == "Castle, Fő tér 1, Győr, HU"
    assert (first.name, first.starts) == ("Day, Evening", datetime(2026, 11, 23, 17, tzinfo=UTC))
    assert (second.name, second.starts, second.ends) == ("Day", *[date(2026, 11, 24)] * 2)
    assert (opening.uid, opening.of) == (made.uid, event)
    assert opening.place == "Great hall, Castle, Fő tér 1, Győr, HU"
    assert opening.lines == ("Éva Tóth, Rui Alves", "All\nwelcome", "Day")
    assert opening.ends == datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def test_what_nobody_has_dated_is_counted_and_an_end_before_the_beginning_is_none(workspace):
    event = an_event(workspace, "Day", starts_on="2026-11-23")
    item(workspace, event, "Some time")
    item(workspace, event, "Soon", starts_at="2026-11-23T09:00Z")

    calendar = workspace.ask(calendars.of_event, event)

    assert [one.name for one in calendar.entries] == ["Day", "Soon"]
    assert calendar.left_out == 1
    assert entries(workspace, event)["Soon"].ends is None


def test_where_nothing_has_a_day_nothing_is_written(workspace):
    event = an_event(workspace)

    with pytest.raises(UserError, match=r"calendar\.nothing_dated"):
        workspace.ask(calendars.of_event, event)


def test_a_cancelled_event_cancels_its_agenda(workspace):
    event = an_event(workspace, "Day", starts_on="2026-11-23", cancelled_on="2026-11-01")
    item(workspace, event, starts_at="2026-11-23T09:00Z")

    assert all(one.is_cancelled for one in entries(workspace, event).values())


def test_an_entry_is_stamped_with_the_time_of_its_last_change_wherever_it_is_written(
    a_laptop, tmp_path, monkeypatch
):
    office, other = a_laptop(), a_laptop("FR")
    meet(office, other)
    monkeypatch.setenv("RECIPE_NOW", "2026-11-19T10:00:00Z")
    event = an_event(office, "Day", starts_on="2026-11-23")
    monkeypatch.setenv("RECIPE_NOW", "2026-11-20T10:00:00Z")
    item(office, event, starts_at="2026-11-23T09:00Z")
    monkeypatch.setenv("RECIPE_NOW", "2026-11-21T10:00:00Z")
    office.do(records.edit, "events", event, {"city": "Győr"})
    monkeypatch.setenv("RECIPE_NOW", "2026-11-25T10:00:00Z")
    carry(tmp_path, office, other)

    here, there = (laptop.ask(calendars.of_scope) for laptop in (office, other))

    assert here == there
    assert [one.changed_at.date().day for one in here.entries] == [21, 20]
