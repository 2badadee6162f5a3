"""Closing the window: what is being written is written to its end first."""

from PySide6.QtCore import QEvent, QObject
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.ui.background.jobs import Jobs
from recipe_desktop.ui.dialogs.dialog import Dialog, Statement, Verb
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.window.frame import MainWindow


class Closing(QObject):
    """Holds the window open while a job writes, and says so."""

    def __init__(self, window: MainWindow, jobs: Jobs, look: Look) -> None:
        super().__init__(window)
        self._window, self._jobs, self._look = window, jobs, look
        self._dialog: Dialog | None = None
        self._asking = False
        window.installEventFilter(self)
        jobs.writing_changed.connect(self._writing_changed)
        jobs.kept_changed.connect(self._kept_changed)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Close:
            if self._jobs.writing:
                event.ignore()
                self._ask()
                return True
            self._jobs.cancel_all()
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        if self._asking:
            return
        stay = Verb(_("Keep the window open"))
        if self._jobs.only_indexes:
            said = Statement(
                _("Everything is saved"),
                _(
                    "The search index is still being filled. The window closes by itself when it is done."
                ),
                status=Status.NOTE,
                symbol="hourglass",
            )
            verbs = [stay]
        else:
            said = Statement(
                _("Something is still being written"),
                _("The window closes by itself when it is done."),
                _("If you stop it, nothing of that step is kept."),
                status=Status.NOTE,
                symbol="hourglass",
            )
            verbs = [Verb(_("Stop it and close"), self._jobs.cancel_all), stay]
        self._dialog = Dialog(self._look, self._window, said, verbs)
        self._dialog.buttons[-1].clicked.connect(self._stay)
        self._dialog.finished.connect(self._asked)
        self._asking = True
        self._dialog.open()

    def _asked(self) -> None:
        self._asking = False  # dismissed by Escape, it is asked again when somebody closes again

    def _stay(self) -> None:
        self._dialog = None

    def _kept_changed(self) -> None:
        """Say something else where that has become true meanwhile."""
        before = self._dialog
        if self._asking and before is not None:
            before.reject()
            self._ask()

    def _writing_changed(self, writing: bool) -> None:  # noqa: FBT001  # a signal's argument
        if not writing and self._dialog is not None:
            self._dialog = None
            self._window.close()
