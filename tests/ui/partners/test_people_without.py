"""People whose organisation was merged away, deleted, or has not come: found, read, deleted."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from recipe_desktop.services import history, identity, organisations, records
from recipe_desktop.ui.view import Label
from recipe_desktop.ui.window.palette import Palette
from tests.ui.hands import settle, type_text, words_on
from tests.ui.typing import CTRL, KEY, LEFT, press, stored, write


@pytest.fixture
def costa(qtbot, partners, workspace, firms):
    """A person of the first organisation, while another one is looked at."""
    values = {"organisation": firms[0], "family_name": "Costa", "email": "c@example.org"}
    uid = workspace.do(records.create, "people", values).uid
    partners.list.choose(firms[2])
    settle(qtbot, partners.house)
    return uid


def find(qtbot, page, text):
    """Search from anywhere, and open what is found first."""
    press(qtbot, KEY.Key_K, CTRL)
    palette = page.window().findChild(Palette)
    type_text(palette.field, text)
    palette.look_up()
    press(qtbot, KEY.Key_Return)
    settle(qtbot, page.house)


def written_of(form):
    return form.rows["family_name"].editor.text(), form.rows["email"].editor.text()


def test_a_person_of_a_merged_organisation_is_found_with_the_one_that_was_kept(
    qtbot, partners, workspace, firms, costa
):
    page = partners
    workspace.do(identity.confirm, "organisations", firms[1], firms[0])

    find(qtbot, page, "costa")

    assert page.chosen == firms[1]
    panel = page.detail.people.entries.panel
    assert panel.isVisible()
    assert written_of(panel.form) == ("Costa", "c@example.org")


def test_a_deletion_says_who_stays_and_home_leads_to_them(qtbot, partners, workspace, firms, costa):
    page = partners
    page.list.choose(firms[0])
    page.list.setFocus()

    press(qtbot, KEY.Key_Delete)

    said = "Deleted Alfa Kft.; still here, without it: 1 person"
    assert page.listing.told.words.words == said
    home = page.window().go("home")
    settle(qtbot, page.house)
    [row] = [row for row in home.rows() if "without an organisation" in row.text()]
    qtbot.mouseClick(row, LEFT)
    assert list(page.without.people.entries.rows) == [costa]


def test_a_person_of_a_deleted_organisation_is_found_written_in_and_deleted(
    qtbot, partners, workspace, firms, costa
):
    page = partners
    workspace.do(records.remove, "organisations", firms[0])
    find(qtbot, page, "costa")
    sheet = page.without
    panel = sheet.people.entries.panel

    assert "Their organisation was deleted" in words_on(sheet)
    assert written_of(panel.form) == ("Costa", "c@example.org")
    write(qtbot, panel.form.rows["phone"].editor, "+351 1")
    assert stored(workspace, "people", [costa], "phone") == [("+351 1",)]

    qtbot.mouseClick(panel.delete, LEFT)
    assert workspace.ask(organisations.people_without) == ()
    assert "Nobody is without an organisation any more." in words_on(sheet)
    qtbot.mouseClick(sheet.told.undo, LEFT)
    assert list(sheet.people.entries.rows) == [costa]


def test_who_stood_without_an_organisation_stands_with_it_when_it_is_back(
    qtbot, partners, workspace, firms, costa
):
    page = partners
    workspace.do(records.remove, "organisations", firms[0])
    page.show_people_without()
    sheet = page.without
    assert list(sheet.people.entries.rows) == [costa]

    workspace.do(history.undo)

    assert not sheet.people.entries.rows
    qtbot.mouseClick(sheet.close_button, LEFT)
    find(qtbot, page, "costa")
    assert page.chosen == firms[0]


def test_what_is_not_saved_keeps_the_sheet_of_a_person_without_an_organisation_open(
    qtbot, partners, workspace, firms, costa
):
    page = partners
    workspace.do(records.remove, "organisations", firms[0])
    page.show_people_without(costa)
    sheet = page.without
    name = sheet.people.entries.panel.form.rows["family_name"].editor
    qtbot.mouseClick(name, LEFT)
    press(qtbot, KEY.Key_A, CTRL)
    press(qtbot, KEY.Key_Delete)
    press(qtbot, KEY.Key_Tab)

    qtbot.mouseClick(sheet.close_button, LEFT)

    assert sheet.isVisible()
    assert QApplication.focusWidget() is name
    press(qtbot, KEY.Key_Escape)
    qtbot.mouseClick(sheet.close_button, LEFT)
    assert stored(workspace, "people", [costa], "family_name") == [("Costa",)]


def test_what_stands_in_the_sheet_of_people_without_begins_at_one_line(
    partners, workspace, firms, costa
):
    workspace.do(records.remove, "organisations", firms[0])
    partners.show_people_without()
    sheet = partners.without
    [title] = [t for t in sheet.findChildren(Label) if t.words == sheet.accessibleName()]

    begins = {
        thing.mapTo(sheet, QPoint(0, 0)).x()
        for thing in (title, sheet.people.scope.words.parentWidget())
    }

    assert len(begins) == 1
