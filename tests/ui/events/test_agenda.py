"""The agenda of an event in the window: its items, its days, their hours and places."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from recipe_desktop.services import (
    checks,
    event_papers,
    records,
    words,
)
from recipe_desktop.ui.events.detail import AGENDA
from tests.ui.events.conftest import press, write
from tests.ui.hands import type_text


def test_an_agenda_item_says_its_places_and_when_they_are_too_few_for_all(
    page, qtbot, workspace, event, people
):
    page.detail.tabs.setCurrentIndex(AGENDA)
    agenda = page.detail.agenda
    press(qtbot, agenda.add_item)
    write(qtbot, agenda.agenda.panel.form, {"name": "Pitches", "capacity": "3"})
    press(qtbot, agenda.agenda.panel.done)
    [item] = agenda.agenda.rows
    assert agenda.agenda.rows[item].accessibleName() == "Pitches, 3 places"

    late = {"event": event, "family_name": "Kis"}
    workspace.do(records.create, "registrations", late)

    said = agenda.agenda.rows[item].accessibleName()
    assert said == "Pitches, 3 places for 4 who are expected"
    [few] = workspace.ask(checks.findings_of, "agenda-items", item)
    assert words.finding_sentence(few) == (
        "4 people are expected at the event, and this has 3 places."
    )
    press(qtbot, agenda.agenda.rows[item])
    write(qtbot, agenda.agenda.panel.form, {"capacity": "4"})
    assert agenda.agenda.rows[item].accessibleName() == "Pitches, 4 places"
    assert workspace.ask(checks.findings_of, "agenda-items", item) == []


def test_an_agenda_item_that_comes_back_by_undo_is_open_again(page, qtbot, workspace, event):
    for name in ("Welcome", "Pitches"):
        workspace.do(records.create, "agenda-items", {"event": event, "name": name})
    page.detail.tabs.setCurrentIndex(AGENDA)
    agenda = page.detail.agenda.agenda
    row = next(row for row in agenda.rows.values() if row.accessibleName() == "Pitches")
    press(qtbot, row)
    opened = agenda.panel.uid

    press(qtbot, agenda.panel.delete)
    assert agenda.panel.isHidden()
    press(qtbot, page.listing.told.undo)

    assert agenda.panel.uid == opened
    assert agenda.panel.isVisible()
    assert agenda.panel.form.rows["name"].editor.text() == "Pitches"


def test_an_agenda_item_that_comes_back_does_not_take_the_keyboard_from_another(
    page, qtbot, workspace, event
):
    pitches, lunch = (
        workspace.do(records.create, "agenda-items", {"event": event, "name": name}).uid
        for name in ("Pitches", "Lunch")
    )
    page.detail.tabs.setCurrentIndex(AGENDA)
    agenda = page.detail.agenda.agenda
    press(qtbot, agenda.rows[pitches])
    press(qtbot, agenda.panel.delete)
    press(qtbot, agenda.rows[lunch])
    place = agenda.panel.form.rows["place"].editor
    qtbot.mouseClick(place, Qt.MouseButton.LeftButton)

    qtbot.keyClick(place, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    type_text(QApplication.focusWidget(), "Ha")
    qtbot.waitUntil(lambda: pitches in agenda.rows)
    type_text(QApplication.focusWidget(), "ll B")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    shown = [workspace.ask(records.show, "agenda-items", uid).fields for uid in (pitches, lunch)]
    assert [(item["name"], item["place"]) for item in shown] == [
        ("Pitches", ""),
        ("Lunch", "Hall B"),
    ]


def test_an_agenda_item_that_would_end_before_it_begins_is_refused_where_it_is_typed(
    page, qtbot, workspace
):
    page.detail.tabs.setCurrentIndex(AGENDA)
    agenda = page.detail.agenda
    press(qtbot, agenda.add_item)
    form = agenda.agenda.panel.form

    write(qtbot, form, {"name": "Welcome", "starts_at": "09:30", "ends_at": "09:00"})

    assert form.rows["ends_at"].error.text() == (
        "It would end before it begins. Nothing was changed."
    )
    [made] = workspace.ask(records.listing, "agenda-items")
    assert made.fields["ends_at"] is None


def test_an_agenda_item_has_its_hours_at_the_place_of_the_event(page, qtbot, workspace, event):
    page.detail.tabs.setCurrentIndex(AGENDA)
    agenda = page.detail.agenda

    press(qtbot, agenda.add_item)
    said = {"name": "Welcome", "starts_at": "09:30", "speakers": "Éva Balogh"}
    write(qtbot, agenda.agenda.panel.form, said)
    press(qtbot, agenda.agenda.panel.done)

    [made] = workspace.ask(records.listing, "agenda-items")
    assert str(made.fields["starts_at"]).startswith("2026-11-23T08:30")
    [row] = agenda.agenda.rows.values()
    assert "09:30" in row.accessibleName()
    assert "Éva Balogh" in row.accessibleName()


def test_a_day_has_its_hours_place_and_capacity_and_is_deleted_and_brought_back(
    page, qtbot, workspace, event
):
    page.detail.tabs.setCurrentIndex(AGENDA)
    agenda = page.detail.agenda
    press(qtbot, agenda.add_day)
    hours = {"day_on": "2026-11-24", "starts_at": "9:00", "ends_at": "16:30"}
    write(qtbot, agenda.days.panel.form, hours | {"place": "Sports hall", "capacity": "120"})
    press(qtbot, agenda.days.panel.done)

    [made] = workspace.ask(records.listing, "event-days")
    assert str(made.fields["starts_at"]).startswith("2026-11-24T08:00")
    [row] = agenda.days.rows.values()
    said = row.accessibleName()
    assert said == "09:00\N{EN DASH}16:30, Tuesday, 24 November, Sports hall, 120 places"
    assert workspace.ask(event_papers.days, event) == [date(2026, 11, 24)]
    press(qtbot, row)
    press(qtbot, agenda.days.panel.delete)
    assert agenda.days.rows == {}
    press(qtbot, page.listing.told.undo)
    [row] = agenda.days.rows.values()
    assert row.accessibleName() == said
