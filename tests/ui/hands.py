"""Hands and eyes for tests: typing any letter, and finding what a screen reader cannot name."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QMenuBar, QScrollBar, QWidget


def type_text(widget, text):
    """Type ``text``: ``keyClicks`` would abort the whole process at the first ő."""
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char)
            QCoreApplication.sendEvent(widget, event)


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
