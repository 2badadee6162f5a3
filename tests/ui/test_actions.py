"""Actions: reached by keys and menus, off with a reason, never given twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QWidget

from recipe_desktop.ui.actions import Action, Actions, key_sequence

LEFT = Qt.MouseButton.LeftButton


def test_alt_shows_the_menu_bar_and_hides_it_again(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Alt)
    assert window.menuBar().isVisible()
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == ["&File", "&Edit"]

    qtbot.keyClick(window, Qt.Key.Key_Alt)
    assert not window.menuBar().isVisible()


def test_alt_with_another_key_leaves_the_menu_bar_alone(window, qtbot):
    field = QComboBox(window.go("partners"))
    field.addItems(["Győr", "Lenti"])
    field.show()
    field.setFocus()

    qtbot.keyPress(field, Qt.Key.Key_Alt)
    qtbot.keyPress(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    field.hidePopup()
    qtbot.keyRelease(window, Qt.Key.Key_Alt)

    assert not window.menuBar().isVisible()


def test_the_three_lines_open_the_same_menu(window, qtbot):
    qtbot.mouseClick(window.sidebar.menu_button, LEFT)

    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["&File", "&Edit"]
    menu.close()


def test_a_shortcut_does_its_action(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    assert window.done_ == ["new"]


def test_no_shortcut_is_given_twice(window):
    window.actions_.add([Action("a.b", lambda: "A", lambda: None, shortcut="Ctrl+Shift+B")])

    keys = [key_sequence(a.shortcut).toString() for a in window.actions_ if a.shortcut]
    assert len(keys) == len(set(keys))
    with pytest.raises(ValueError, match=r"x\.new"):
        window.actions_.add([Action("x.new", lambda: "X", lambda: None, shortcut="Ctrl+N")])


def test_an_action_that_cannot_be_done_is_off_and_tells_why(window):
    undo = window.actions_.qaction("edit.undo")

    assert not undo.isEnabled()
    assert undo.toolTip() == "Nothing has been done yet"


def test_what_waits_for_a_job_that_writes_says_so(qtbot, look):
    holder = QWidget()
    qtbot.addWidget(holder)
    writing, chosen = [True], [True]
    actions = Actions(look, holder, lambda: writing[0])
    first = {"when": lambda: chosen[0], "why_not": lambda: "Choose one first."}
    new = Action("a.new", lambda: "New", lambda: None, writes=True)
    delete = Action("a.delete", lambda: "Delete", lambda: None, writes=True, **first)
    actions.add([new, delete])
    wait = "Wait until what is being written is done"

    assert [actions.why_not(one) for one in (new, delete)] == [wait, wait]
    assert actions.qaction("a.new").toolTip() == wait

    chosen[0] = False
    assert actions.why_not(delete) == "Choose one first."


def test_actions_that_write_wait_while_a_job_writes(qtbot, look):
    holder = QWidget()
    qtbot.addWidget(holder)
    writing = [True]
    actions = Actions(look, holder, lambda: writing[0])
    actions.add([Action("a.write", lambda: "Write", lambda: None, writes=True)])
    assert not actions.qaction("a.write").isEnabled()

    writing[0] = False
    actions.refresh()

    assert actions.qaction("a.write").isEnabled()


def test_a_menu_begins_with_what_undoes_or_makes_a_record_and_keeps_its_groups_together(
    qtbot, look
):
    holder = QWidget()
    qtbot.addWidget(holder)
    actions = Actions(look, holder)
    for name, group in (("pack", "desk"), ("new", "record"), ("open", "desk"), ("gone", "record")):
        actions.add([Action(f"e.{name}", lambda n=name: n, lambda: None, "e", group=group)])
    menu = QMenu(holder)

    actions.fill(menu, "e")

    assert [action.text() for action in menu.actions()] == ["new", "gone", "", "pack", "open"]
