"""The project's settings in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from recipe_desktop.services import directory, emblems, records
from recipe_desktop.store import contents
from recipe_desktop.ui.project.page import ProjectPage
from tests.pictures import a_picture, an_emblem
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


def emblem(workspace):
    found = workspace.ask(emblems.of_project, project(workspace).uid)
    return None if found is None else found.name


def chosen(page, house, qtbot, file):
    """Choose a file as with the keyboard alone."""
    page.emblem.choose.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.emblem.choose, Qt.Key.Key_Space)
    dialog = house.window.findChild(QFileDialog)
    dialog.selectFile(str(file))
    dialog.accept()


def test_the_emblem_is_chosen_seen_removed_and_brought_back_with_the_keyboard(
    page, house, qtbot, tmp_path
):
    file = tmp_path / "eu.png"
    file.write_bytes(a_picture())
    row, workspace = page.emblem, house.workspace
    assert (row.picture.isVisible(), row.remove.isVisible()) == (False, False)

    chosen(page, house, qtbot, file)

    qtbot.waitUntil(row.picture.isVisible)
    assert row.said.words == "eu.png"
    assert row.picture.accessibleName() == "Emblem: eu.png"
    assert nameless(page) == []
    row.remove.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(row.remove, Qt.Key.Key_Space)
    assert emblem(workspace) is None
    assert (row.picture.isVisible(), row.remove.isVisible()) == (False, False)
    assert house.window.focusWidget() is row.choose
    house.window.actions_.run("edit.undo")
    qtbot.waitUntil(row.picture.isVisible)
    assert emblem(workspace) == "eu.png"


def test_a_file_that_is_no_picture_is_refused_in_words_and_the_emblem_stays(
    page, house, qtbot, tmp_path
):
    house.workspace.do(emblems.put, project(house.workspace).uid, an_emblem())
    file = tmp_path / "eu.txt"
    file.write_bytes(b"no picture")

    with qtbot.captureExceptions() as refused:
        page.emblem.take(file)
        qtbot.waitUntil(lambda: bool(refused))

    assert [error.code for _kind, error, _where in refused] == ["emblem.no_picture"]
    assert page.emblem.said.words == "eu.png"


def test_an_emblem_whose_content_has_not_come_is_named(page, house):
    house.workspace.do(emblems.put, project(house.workspace).uid, an_emblem())
    [file] = contents.folder_of(house.workspace.path).iterdir()
    whole = file.read_bytes()
    file.unlink()

    house.workspace.look_again()

    assert page.emblem.said.words == "eu.png, not here yet"
    assert not page.emblem.picture.isVisible()
    file.write_bytes(whole)
    house.workspace.look_again()
    assert page.emblem.picture.isVisible()


def test_how_sure_the_project_is_stands_there_in_words(page):
    assert page.project.rows["certainty"].words == "Confirmed"
