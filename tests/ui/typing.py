"""Typing into the fields of records, and what is stored then."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from recipe_desktop.services import records
from tests.ui.hands import type_text

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def write(qtbot, editor, text):
    """Click a field, write over what stands there, and go on with Tab."""
    qtbot.mouseClick(editor, LEFT)
    press(qtbot, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(QApplication.focusWidget(), text)
    press(qtbot, KEY.Key_Tab)


def go_on_typing(qtbot, text):
    """Type where the keyboard is, as one does who looks at the paper and not at the screen."""
    type_text(QApplication.focusWidget(), text)
    press(qtbot, KEY.Key_Tab)


def choose(qtbot, rows, uid):
    place = rows.visualRect(rows.table.index(rows.table.row(uid), 0)).center()
    qtbot.mouseClick(rows.viewport(), LEFT, pos=place)
    assert rows.uid == uid


def stored(workspace, kind, uids, *fields):
    shown = (workspace.ask(records.show, kind, uid).fields for uid in uids)
    return [tuple(one[field] for field in fields) for one in shown]


def row_of(page, name):
    """The row of a field of the organisation that is shown."""
    return next(form.rows[name] for form in page.detail.overview.forms if name in form.rows)


def pick(qtbot, editor, value):
    """Choose a value in the list of a field, which is opened for it or is open."""
    choices = editor.view()
    if not choices.isVisible():
        editor.showPopup()
    choices.setCurrentIndex(editor.model().index(editor.findData(value), 0))
    qtbot.keyClick(choices, KEY.Key_Return)


def tick(rows, value):
    """Tick a value in the list of a field that is open."""
    for item in map(rows.item, range(rows.count())):
        if item.data(Qt.ItemDataRole.UserRole) == value:
            item.setCheckState(Qt.CheckState.Checked)
