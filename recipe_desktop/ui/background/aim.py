"""The mouse's aim: what is seen does not move away under a press."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

_LOOK_AGAIN_MS: Final = 15  # whether the mouse button is up


class Aim(QObject):
    """Lets what is seen change once the mouse aims at nothing.

    It does while a button is down, and as long as that may come down once more for a double
    click: what a press saves, by leaving a field, would have it meet another row than the one it
    was aimed at.

    Args:
        free: called when the mouse is free, for whatever it is asked meanwhile.
    """

    def __init__(self, free: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._free = free
        self._was_pressed = False
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self._look)

    def wait(self) -> None:
        """Call as soon as the mouse is free, which it may be now; once for all who wait."""
        if not self._waiting.isActive():
            self._look()

    def _look(self) -> None:
        was_pressed, self._was_pressed = self._was_pressed, False
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._was_pressed = True
            self._waiting.start(_LOOK_AGAIN_MS)
        elif was_pressed:
            self._waiting.start(QApplication.doubleClickInterval())
        else:
            self._free()
