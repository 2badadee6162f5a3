"""What one has aimed at, with mouse or keys, is what one meets, whatever is saved on the way."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.hands import settle, type_text
from tests.ui.typing import CTRL, KEY, LEFT, choose, press, row_of, stored


def on_screen(rows, uid):
    """Where a record stands, as the window system tells of clicks on it."""
    window = rows.window()
    place = rows.visualRect(rows.table.index(rows.table.row(uid), 0)).center()
    return window.windowHandle(), rows.viewport().mapTo(window, place)


def rename_without_leaving(qtbot, page, uid):
    """Write a name that belongs at the end of the list, and stay in the field."""
    choose(qtbot, page.list, uid)
    qtbot.mouseClick(row_of(page, "name").editor, LEFT)
    press(qtbot, KEY.Key_A, CTRL)
    type_text(QApplication.focusWidget(), "Zeta Kft.")


def test_a_row_that_is_clicked_is_chosen_although_the_click_saves_a_name_that_sorts_anew(
    qtbot, partners, workspace, firms
):
    page = partners
    rename_without_leaving(qtbot, page, firms[0])

    window, at = on_screen(page.list, firms[1])
    QTest.mouseClick(window, LEFT, Qt.KeyboardModifier.NoModifier, at)

    assert page.chosen == firms[1]
    renamed = page.list.table
    qtbot.waitUntil(lambda: renamed.row(firms[0]) == renamed.rowCount() - 1)
    assert page.chosen == firms[1]
    assert stored(workspace, "organisations", firms[:1], "name") == [("Zeta Kft.",)]


def test_a_double_click_opens_the_row_it_was_aimed_at_although_it_saves_such_a_name(
    qtbot, partners, workspace, firms
):
    page = partners
    rename_without_leaving(qtbot, page, firms[0])
    window, at = on_screen(page.list, firms[1])

    for _press in range(2):
        QTest.mousePress(window, LEFT, Qt.KeyboardModifier.NoModifier, at)
        qtbot.wait(40)
        QTest.mouseRelease(window, LEFT, Qt.KeyboardModifier.NoModifier, at)
        qtbot.wait(80)

    assert page.chosen == firms[1]
    renamed = page.list.table
    qtbot.waitUntil(lambda: renamed.row(firms[0]) == renamed.rowCount() - 1)


def test_what_is_typed_after_the_key_for_undo_stays_in_the_record_it_was_begun_in(
    qtbot, partners, workspace, firms
):
    page = partners
    choose(qtbot, page.list, firms[0])
    press(qtbot, KEY.Key_Delete)
    settle(qtbot, page.house)
    assert page.chosen == firms[1]
    qtbot.mouseClick(row_of(page, "address").editor, LEFT)

    press(qtbot, KEY.Key_Z, CTRL)
    type_text(QApplication.focusWidget(), "Fő ut")
    settle(qtbot, page.house)
    type_text(QApplication.focusWidget(), "ca 1")

    assert page.chosen == firms[0]
    assert stored(workspace, "organisations", firms[:2], "address") == [("",), ("Fő ut",)]
