"""Where the keyboard goes when what it was in goes away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def move_keyboard(out_of: QWidget, to: QWidget | None = None) -> None:
    """Have what is typed next land elsewhere, if it would land within a part of the window.

    Args:
        to: what gets the keyboard instead; nothing does without it.
    """
    here: QWidget | None = out_of.window().focusWidget()  # also while a popup of it is open
    if here not in (out_of, *out_of.findChildren(QWidget)):
        return
    if to is not None:
        to.setFocus(Qt.FocusReason.OtherFocusReason)
    elif here is not None:
        here.clearFocus()
