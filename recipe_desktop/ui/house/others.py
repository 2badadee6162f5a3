"""What happens beside the window: others write to the store or take it away, and days pass."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

from recipe_desktop.domain.clock import today
from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import _
from recipe_desktop.services import words
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.jobs import Jobs
from recipe_desktop.ui.dialogs.dialog import Statement, confirm, say
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.window.frame import MainWindow

POLL_MS: Final = 1500


class Others(QObject):
    """Looks now and then for what others did to the store, and whether midnight has passed.

    Args:
        save_copy: asks where a copy of the store shall go.
    """

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        look: Look,
        window: MainWindow,
        save_copy: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._workspace, self._jobs, self._look, self._window = workspace, jobs, look, window
        self._save_copy, self._is_told, self._day = save_copy, False, today()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look_for_them)
        self._timer.timeout.connect(workspace.hold, Qt.ConnectionType.SingleShotConnection)

    def start(self) -> None:
        """Look from now on."""
        self._timer.start()

    def stop(self) -> None:
        """Look no longer."""
        self._timer.stop()

    def _look_for_them(self) -> None:
        if self._jobs.writing:
            return
        try:
            if not self._workspace.poll() and self._day != today():
                self._workspace.look_again()
            self._day = today()
        except UserError as error:
            if not self._is_told:
                self._tell(error)
            self._is_told = True
        else:
            self._is_told = False

    def _tell(self, error: UserError) -> None:
        said = Statement(*words.sentence_and_advice(error), status=Status.BLOCK)
        if error.code == "store.overwritten":  # there is nothing left to copy
            say(self._look, self._window, said)
            return
        verb = _("Save a copy of the store")
        confirm(self._look, self._window, said, verb, lambda _reason: self._save_copy())
