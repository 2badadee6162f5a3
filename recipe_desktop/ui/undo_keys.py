"""Undo and redo by key: whose they are, the field's or the window's."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def asks_to_undo(event: QEvent) -> bool:
    """Whether a key asks to undo or redo, before anybody has taken it.

    A field in which nothing is being written ignores it then, and it is a key of the window.
    """
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)
