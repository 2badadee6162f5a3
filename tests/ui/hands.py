"""Hands and eyes for tests: typing any letter, and finding what a screen reader cannot name."""

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenuBar,
    QScrollArea,
    QScrollBar,
    QWidget,
)


def type_text(widget, text):
    """Type ``text``: ``keyClicks`` would abort the whole process at the first ő."""
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char)
            QCoreApplication.sendEvent(widget, event)


def double_click(qtbot, widget, at):
    """Press and release twice; Qt's own leaves the button down, as nobody does."""
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=at)


def hold(window, key, text="", modifiers=Qt.KeyboardModifier.NoModifier, *, begins=True):
    """Keep a key down until it has come up again five times, wherever the keyboard is by then.

    Args:
        begins: False where it is held since before.
    """
    for is_again in [False] * begins + [True] * 5:
        here = window.focusWidget() or window
        QTest.simulateEvent(here, True, key, modifiers, text, is_again)
        QCoreApplication.processEvents()
    QTest.simulateEvent(window.focusWidget() or window, False, key, modifiers, text, False)


def nameless(root):
    """What can get the focus within ``root`` and has no name for a screen reader."""
    unnamed = []
    for widget in root.findChildren(QWidget):
        if isinstance(widget, (QScrollBar, QMenuBar)) or _is_viewport(widget):
            continue
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name):
            unnamed.append(widget)
    return unnamed


def once_round(qtbot, window, *, back=False):
    """Where the Tab key stops in a window, until it comes back to where it began.

    Args:
        back: with Shift, the other way round.
    """
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    keys = (Qt.Key.Key_Backtab, shift) if back else (Qt.Key.Key_Tab, none)
    stops = []
    while True:
        qtbot.keyClick(QApplication.focusWidget() or window, *keys)
        here = QApplication.focusWidget()
        if here in stops:
            assert here is stops[0], f"Tab is caught at {here}"
            return stops
        stops.append(here)


def _is_viewport(widget):
    parent = widget.parentWidget()
    return isinstance(parent, (QAbstractScrollArea, QAbstractItemView)) and (
        widget is parent.viewport()
    )


def elided_labels(root):
    """Labels within ``root`` that do not show all they say."""
    from recipe_desktop.ui.view import Label

    return [
        label.words
        for label in root.findChildren(Label)
        if label.isVisible() and not label.wordWrap() and label.text() != label.words
    ]


def is_read_in_full(label):
    """Whether a label of several lines shows all that it says."""
    return "…" not in label.text() and label.heightForWidth(label.width()) <= label.height()


def out_of_reach(root):
    """What is shown in part only, or not at all, and where no bar scrolls to the rest."""
    for _pass in range(3):  # one layout asks the next
        QApplication.processEvents()
    known = (QLabel, QAbstractButton, QLineEdit)
    leaves = [w for w in root.findChildren(QWidget) if isinstance(w, known) and w.isVisible()]
    return [leaf.text() for leaf in leaves if _is_cut(leaf, root)]


def _is_cut(widget, root):
    rect = QRect(QPoint(0, 0), widget.size())
    while widget is not root:
        around = widget.parentWidget()
        rect.translate(widget.pos())
        area = around.parentWidget() if around is not root else None
        if isinstance(area, QAbstractScrollArea) and area.viewport() is around:
            if not isinstance(area, QScrollArea):
                return False  # a field in a list
            if area.verticalScrollBar().maximum():
                rect.setTop(0)
                rect.setHeight(1)
        if not around.rect().adjusted(-3, -3, 3, 3).contains(rect):
            return True
        widget = around
    return False


def settle(qtbot, house):
    """Wait until everything that the window asked for has arrived."""
    qtbot.waitUntil(lambda: house.overviews.is_current and not house.jobs.running, timeout=20_000)


def drop(window, *paths):
    """Drop files on a window, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = QPointF(window.rect().center())
    how = (
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(window, QDragEnterEvent(at.toPoint(), *how))
    QCoreApplication.sendEvent(window, QDropEvent(at, *how))


def choose_in_dialog(qtbot, path):
    """Answer the dialog for files that is open."""
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog)]
    [dialog] = [w for w in dialogs if w.isVisible()] or [
        w for top in QApplication.topLevelWidgets() for w in top.findChildren(QFileDialog)
    ]
    dialog.selectFile(str(path))
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    field.setText(str(path))
    dialog.accept()


def words_on(widget):
    """All that is said in labels and buttons within a widget."""
    from recipe_desktop.ui.view import Label

    QCoreApplication.processEvents()  # layouts show what was added when it is their turn
    labels = [w.words for w in widget.findChildren(Label) if w.isVisible()]
    buttons = [w.text() for w in widget.findChildren(QAbstractButton) if w.isVisible()]
    return "\n".join([*labels, *buttons])
