"""The project's settings in the window."""

import pytest
from PySide6.QtCore import Qt

from recipe_desktop.services import directory, records
from recipe_desktop.ui.project import ProjectPage
from tests.ui.hands import nameless, type_text

LINE = "Co-funded by the European Union under grant 101195068."


@pytest.fixture
def page(house):
    house.window.actions_.run("project.settings")
    shown = house.window.pages.currentWidget()
    assert isinstance(shown, ProjectPage)
    return shown


def project(workspace):
    [found] = workspace.ask(records.listing, "projects")
    return found


def test_the_funding_line_is_written_once_and_stands_on_paper(page, house, qtbot):
    field = page.paper.rows["funding_line"].editor
    assert field.hasFocus()

    type_text(field, LINE)
    qtbot.keyClick(field, Qt.Key.Key_Tab)

    assert project(house.workspace).fields["funding_line"] == LINE
    assert house.workspace.ask(directory.directory).imprint.funding_line == LINE
    house.window.actions_.run("edit.undo")
    qtbot.waitUntil(lambda: not field.toPlainText())
    assert project(house.workspace).fields["funding_line"] == ""


def test_a_day_that_is_none_is_refused_at_its_field(page, house, qtbot):
    before = project(house.workspace).fields["ends_on"]
    row = page.project.rows["ends_on"]
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    row.editor.selectAll()
    type_text(row.editor, "31.02.2027")

    qtbot.keyClick(row.editor, Qt.Key.Key_Tab)

    assert "Please write a day" in row.error.words
    assert project(house.workspace).fields["ends_on"] == before


def test_the_palette_leads_to_the_settings_and_everything_in_them_has_a_name(page, house, qtbot):
    house.window.go("partners")
    palette = house.window.open_palette()
    type_text(palette.field, "Project settings")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert house.window.pages.currentWidget() is page
    assert nameless(page) == []


def test_what_the_programme_leaves_open_is_settled_for_the_project(page, house, qtbot):
    row = page.rules.rows["longest_stay_days"]
    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(row.editor, "30")
    qtbot.keyClick(row.editor, Qt.Key.Key_Tab)

    assert project(house.workspace).fields["longest_stay_days"] == 30
    assert "more than 28 days are a doubt" in page.open_rules.words
