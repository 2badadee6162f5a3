"""Undo and redo by key: whose they are, the field's or the window's."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def asks_to_undo(event: QEvent) -> bool:
    """Whether a key asks to undo or redo, before anybody has taken it.

    A field in which nothing is being written ignores it then, and it is a key of the window.
    """
    return _asks_to(event, QKeySequence.StandardKey.Undo) or asks_to_redo(event)


def asks_to_redo(event: QEvent) -> bool:
    """Whether it asks for what was taken back."""
    return _asks_to(event, QKeySequence.StandardKey.Redo)


def _asks_to(event: QEvent, key: QKeySequence.StandardKey) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    return event.matches(key)
