"""News of commits, brought into the window's thread."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.ui.background.aim import Aim


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
    while the mouse aims at it.

    Args:
        page: owns this.
    """

    def __init__(self, page: QWidget, notices: Notices, heard: Callable[[ChangeSet], None]) -> None:
        super().__init__(page)
        self._page, self._heard = page, heard
        self._missed: ChangeSet | None = None
        self._aim = Aim(self._catch_up, self)
        notices.committed.connect(self._hear)
        page.installEventFilter(self)

    def _hear(self, changes: ChangeSet) -> None:
        missed = self._missed
        self._missed = changes if missed is None else missed.and_then(changes)
        self._show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._show()
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        if self._missed is not None and not self._page.isHidden():
            self._aim.wait()

    def _catch_up(self) -> None:
        if self._missed is not None and not self._page.isHidden():
            missed, self._missed = self._missed, None
            self._heard(missed)
