"""What goes on behind a desk: the main window follows its scans as far as anybody can see it.

On the one screen of most laptops the desk covers the main window, which would only slow the scans.
On a second screen, or brought to the front, it must not show the figures of before.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_EVERY_MS: Final = 2_000


class BehindDesk(QObject):
    """Tells by ``due`` when the main window has to look again, at most every other second.

    Args:
        desk: covers its screen.
        window: the main window.
    """

    due = Signal()

    def __init__(self, desk: QWidget, window: QWidget) -> None:
        super().__init__(desk)
        self._desk, self._window = desk, window
        self._is_behind = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._look_at_once)

    @property
    def is_seen(self) -> bool:
        """Whether somebody may look at the main window."""
        is_elsewhere = self._window.screen() is not self._desk.screen()
        return self._window.isActiveWindow() or is_elsewhere

    def changed(self) -> None:
        """Note that what the main window shows is no longer so."""
        self._is_behind = True
        if self.is_seen and not self._timer.isActive():
            self._timer.start()

    def _look_at_once(self) -> None:
        if self._is_behind and self.is_seen:
            self._timer.start(0)

    def _look(self) -> None:
        self._timer.setInterval(_EVERY_MS)
        if self._is_behind and self.is_seen:
            self._is_behind = False
            self.due.emit()
