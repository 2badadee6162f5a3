"""News of commits, brought into the window's thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from recipe_desktop.services.changes import ChangeSet


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
