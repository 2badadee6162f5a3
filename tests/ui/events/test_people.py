"""Who is registered for an event that nobody is registered for yet."""

import pytest
from PySide6.QtCore import QPoint, Qt

from recipe_desktop.services import records
from recipe_desktop.ui.events.detail import PEOPLE
from tests.ui.hands import settle


@pytest.fixture
def people(qtbot, a_house, workspace):
    workspace.do(records.create, "events", {"name": "Twinning day"})
    house = a_house(workspace)
    page = house.window.go("events")
    settle(qtbot, house)
    page.detail.tabs.setCurrentIndex(PEOPLE)
    settle(qtbot, house)
    return page.detail.people


def test_what_is_said_of_nobody_begins_where_the_form_begins(qtbot, people):
    assert people.nobody.words.startswith("Nobody is registered yet.")
    hint = people.nobody.mapTo(people, people.nobody.contentsRect().topLeft()).x()

    qtbot.mouseClick(people.new, Qt.MouseButton.LeftButton)

    label = people.panel.form.rows["given_name"].label
    assert label.mapTo(people, QPoint(0, 0)).x() == hint


@pytest.mark.parametrize("high", [768, 560])
def test_a_form_as_high_as_the_window_or_higher_is_opened_at_its_first_field(qtbot, people, high):
    people.window().resize(1366, high)
    qtbot.waitUntil(lambda: people.window().height() == high)

    qtbot.mouseClick(people.new, Qt.MouseButton.LeftButton)
    first = people.panel.form.rows["given_name"].editor

    qtbot.waitUntil(lambda: first.visibleRegion().boundingRect() == first.rect())
    assert first.hasFocus()


def test_who_is_written_down_is_chosen_in_the_list_and_typed_on(qtbot, people, workspace):
    event = workspace.ask(records.listing, "events")[0].uid
    former = {"event": event, "given_name": "Pál", "family_name": "Bíró"}
    workspace.do(records.create, "registrations", former)
    qtbot.waitUntil(lambda: people.total == 1)
    people.list.choose_first()
    qtbot.mouseClick(people.new, Qt.MouseButton.LeftButton)

    for name, typed in (("given_name", "Anna"), ("family_name", "Kovacs")):
        field = people.panel.form.rows[name].editor
        field.setFocus()
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Tab)

    qtbot.waitUntil(lambda: people.total == 2)
    qtbot.waitUntil(lambda: people.list.uid == people.panel.uid)
    shown = workspace.ask(records.show, "registrations", people.panel.uid).fields
    assert (shown["given_name"], shown["family_name"]) == ("Anna", "Kovacs")
    assert people.panel.isAncestorOf(people.window().focusWidget())


def test_the_days_on_which_somebody_comes_are_ticked(qtbot, people, workspace):
    event = workspace.ask(records.listing, "events")[0].uid
    dates = {"starts_on": "2026-11-27", "ends_on": "2026-11-28"}
    workspace.do(records.edit, "events", event, dates)
    pal = {"event": event, "given_name": "Pál", "family_name": "Bíró", "days": "1"}
    uid = workspace.do(records.create, "registrations", pal).uid
    qtbot.waitUntil(lambda: people.total == 1)
    people.list.choose_first()
    editor = people.panel.form.rows["days"].editor
    qtbot.waitUntil(lambda: "27 Nov" in editor.text())

    qtbot.keyClick(editor, Qt.Key.Key_Space)
    shown = editor.ticks.list
    assert ["27" in shown.item(0).text(), "Sat" in shown.item(1).text()] == [True, True]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(shown, key)
    editor.ticks.close()

    kept = workspace.ask(records.show, "registrations", uid).fields["days"]
    assert kept == "2"
