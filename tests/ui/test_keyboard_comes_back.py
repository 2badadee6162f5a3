"""What is half typed goes on where it was when the keyboard comes back, or somebody else writes."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from recipe_desktop.services import records
from tests.another_program import holding_the_lock
from tests.ui.hands import type_text
from tests.ui.typing import CTRL, KEY, LEFT, go_on_typing, press, row_of, stored, write

SHIFT = Qt.KeyboardModifier.ShiftModifier


def look_into_another_window(qtbot, page):
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    with qtbot.waitActive(other):
        other.activateWindow()
    with qtbot.waitActive(page.house.window):
        page.house.window.activateWindow()


@pytest.mark.parametrize("away", ["another window", "palette"])
def test_one_goes_on_where_one_was(qtbot, partners, workspace, firms, away):
    editor = row_of(partners, "address").editor
    qtbot.mouseClick(editor, LEFT)
    type_text(editor, "Fő utca")
    if away == "palette":
        press(qtbot, KEY.Key_K, CTRL)
        press(qtbot, KEY.Key_Escape)
    else:
        look_into_another_window(qtbot, partners)

    go_on_typing(qtbot, " 12")

    assert stored(workspace, "organisations", firms[:1], "address") == [("Fő utca 12",)]


def test_pasting_by_the_menu_keeps_what_was_typed(qtbot, partners, workspace, firms):
    editor = row_of(partners, "address").editor
    qtbot.mouseClick(editor, LEFT)
    QGuiApplication.clipboard().setText("12")
    type_text(editor, "Fő utca ")

    def paste():
        menu = QApplication.activePopupWidget()
        [entry] = [a for a in menu.actions() if a.text().replace("&", "").startswith("Paste")]
        qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(entry).center())

    QTimer.singleShot(200, paste)
    at = QPoint(5, 5)
    QApplication.sendEvent(
        editor, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, editor.mapToGlobal(at))
    )
    qtbot.waitUntil(lambda: "12" in editor.text())
    press(qtbot, KEY.Key_Tab)

    assert stored(workspace, "organisations", firms[:1], "address") == [("Fő utca 12",)]


def test_a_name_half_typed_in_a_new_person_goes_on(qtbot, partners, workspace, firms):
    partners.detail.begin_person()
    type_text(QApplication.focusWidget(), "Ko")

    look_into_another_window(qtbot, partners)
    go_on_typing(qtbot, "vács")

    people = workspace.ask(records.order, "people")
    assert stored(workspace, "people", people, "given_name") == [("Kovács",)]


def test_several_lines_go_on_at_their_end(qtbot, partners, workspace, firms):
    editor = row_of(partners, "notes").editor
    editor.setFocus()
    type_text(editor, "Called on Monday. ")

    look_into_another_window(qtbot, partners)
    go_on_typing(qtbot, "Will come. ")

    said = "Called on Monday. Will come."
    assert stored(workspace, "organisations", firms[:1], "notes") == [(said,)]
    assert editor.toPlainText() == said


def test_a_change_elsewhere_does_not_take_the_mark_from_what_is_to_be_replaced(
    qtbot, partners, workspace, firms
):
    write(qtbot, row_of(partners, "postcode").editor, "9021")
    assert row_of(partners, "city").editor.selectedText() == "Győr"

    workspace.do(records.edit, "organisations", firms[0], {"staff": 12})
    go_on_typing(qtbot, "Pécs")

    assert stored(workspace, "organisations", firms[:1], "city") == [("Pécs",)]


def test_one_goes_on_after_enter(qtbot, partners, workspace, firms):
    editor = row_of(partners, "address").editor
    qtbot.mouseClick(editor, LEFT)
    type_text(editor, "Fő utca")
    press(qtbot, KEY.Key_Return)

    go_on_typing(qtbot, " 12")

    assert stored(workspace, "organisations", firms[:1], "address") == [("Fő utca 12",)]


def test_a_reason_goes_when_the_text_is_taken_back_by_undo(qtbot, partners, workspace, firms):
    workspace.do(records.edit, "organisations", firms[0], {"staff": 12})
    row = row_of(partners, "staff")
    write(qtbot, row.editor, "viele")
    qtbot.mouseClick(row.editor, LEFT)

    while row.editor.isModified():
        press(qtbot, KEY.Key_Z, CTRL)
    press(qtbot, KEY.Key_Tab)

    assert row.editor.text() == "12"
    assert not row.error.isVisible()


def test_redo_brings_back_what_undo_took_from_the_field(qtbot, partners, workspace, firms):
    write(qtbot, row_of(partners, "postcode").editor, "9021")
    press(qtbot, KEY.Key_Z, CTRL)
    partners.house.jobs.end()
    city = row_of(partners, "city").editor
    qtbot.waitUntil(lambda: stored(workspace, "organisations", firms[:1], "postcode") == [("",)])
    city.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(city, "Pécs")

    press(qtbot, KEY.Key_Z, CTRL)
    assert city.text() == "Győr"
    press(qtbot, KEY.Key_Z, CTRL | SHIFT)
    press(qtbot, KEY.Key_Tab)

    assert stored(workspace, "organisations", firms[:1], "city", "postcode") == [("Pécs", "")]


def test_redo_pressed_while_a_long_undo_still_runs_is_heard(qtbot, partners, workspace, firms):
    house = partners.house
    write(qtbot, row_of(partners, "postcode").editor, "9021")
    partners.list.setFocus()
    other = holding_the_lock(workspace.path)
    press(qtbot, KEY.Key_Z, CTRL)
    qtbot.waitUntil(lambda: house.jobs.writing)

    press(qtbot, KEY.Key_Z, CTRL | SHIFT)
    other.communicate("")

    qtbot.waitUntil(lambda: "Done again" in house.window.sidebar.foot.saved)
    assert stored(workspace, "organisations", firms[:1], "postcode") == [("9021",)]


def test_nothing_that_was_taken_back_in_one_record_is_done_again_in_another(
    qtbot, partners, workspace, firms
):
    city = row_of(partners, "city").editor
    qtbot.mouseClick(city, LEFT)
    type_text(city, "x")
    press(qtbot, KEY.Key_Z, CTRL)

    partners.open(firms[1])
    city.setFocus()
    press(qtbot, KEY.Key_Z, CTRL | SHIFT)
    press(qtbot, KEY.Key_Tab)

    assert stored(workspace, "organisations", firms[:2], "city") == [("Győr",), ("Győr",)]


def test_somebody_new_is_written_down_in_one_place(qtbot, partners, workspace, firms):
    for name in ("Bb", "Cc"):
        values = {"organisation": firms[0], "family_name": name}
        workspace.do(records.create, "people", values)
    partners.detail.begin_person()
    entries = partners.detail.people.entries
    place = entries.panel.pos()

    for text in ("Zed", "Aa"):
        go_on_typing(qtbot, text)
        qtbot.wait(1)
        assert entries.panel.pos() == place
    qtbot.mouseClick(entries.panel.done, LEFT)

    new = next(uid for uid, row in entries.rows.items() if "Aa" in row.accessibleName())
    assert next(iter(entries.rows)) == new
    assert entries.rows[new].hasFocus()
