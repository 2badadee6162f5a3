"""News of commits, brought into the window's thread."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from recipe_desktop.services.changes import ChangeSet

_LOOK_AGAIN_MS: Final = 15  # whether the mouse button is up


class Notices(QObject):
    """Tells every view what a commit has touched; views show anew what they show of it.

    Args:
        listen: the workspace's way to be told, such as ``workspace.listen``; it may call from
            any thread.
    """

    committed = Signal(object)
    _came = Signal(object)

    def __init__(
        self, listen: Callable[[Callable[[ChangeSet], None]], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        # Auto: at once within the window's thread, queued out of any other.
        self._came.connect(self._pass_on, Qt.ConnectionType.AutoConnection)
        self._heard = self._came.emit
        listen(self._heard)

    def _pass_on(self, changes: ChangeSet) -> None:
        self.committed.emit(changes)


class Listener(QObject):
    """Passes the news on to a page that is in sight; what it missed, when it is seen again.

    Each commit would otherwise wait for every page that was ever opened. Nor does a page move
    under a mouse button that is down, or may come down once more for a double click: what a press
    saves, by leaving a field, would have it meet another row than the one it was aimed at.

    Args:
        page: owns this.
    """

    def __init__(self, page: QWidget, notices: Notices, heard: Callable[[ChangeSet], None]) -> None:
        super().__init__(page)
        self._page, self._heard = page, heard
        self._missed: ChangeSet | None = None
        self._was_pressed = False
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self._catch_up)
        notices.committed.connect(self._hear)
        page.installEventFilter(self)

    def _hear(self, changes: ChangeSet) -> None:
        missed = self._missed
        self._missed = changes if missed is None else missed.and_then(changes)
        if not self._waiting.isActive():
            self._catch_up()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._catch_up()
        return super().eventFilter(watched, event)

    def _catch_up(self) -> None:
        was_pressed, self._was_pressed = self._was_pressed, False
        if self._missed is None or self._page.isHidden():
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._was_pressed = True
            self._waiting.start(_LOOK_AGAIN_MS)
        elif was_pressed:
            self._waiting.start(QApplication.doubleClickInterval())
        else:
            missed, self._missed = self._missed, None
            self._heard(missed)
