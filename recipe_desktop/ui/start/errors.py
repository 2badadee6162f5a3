"""What happens to an error that nobody caught: words for a refusal, a report for a bug."""

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import _
from recipe_desktop.ui.dialogs.dialog import Dialog, Statement, Verb, copy_text, say
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status

_log = logging.getLogger(__name__)


class Errors(QObject):
    """The one hook for exceptions of all threads. Nothing is ever sent anywhere.

    Args:
        words: the sentence for a refusal.
        report: the text of a bug report, for the clipboard.
        window: what dialogs cover, if there is one already.
    """

    _came = Signal(object)

    def __init__(
        self,
        look: Look,
        words: Callable[[UserError], str],
        report: Callable[[BaseException], str],
        window: Callable[[], QWidget | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._look, self._words, self._report, self._window = look, words, report, window
        self._busy = False
        self.shown: Dialog | None = None
        self._came.connect(self.show, Qt.ConnectionType.AutoConnection)

    def install(self) -> None:
        """Be told of every exception that rises out of a slot or a thread."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._came.emit(args.exc_value)

    def show(self, error: BaseException) -> None:
        """Put an error into words; one that rises while doing so is only logged."""
        if isinstance(error, KeyboardInterrupt):
            return
        if not isinstance(error, UserError):
            _log.error("a bug", exc_info=error)
        if self._busy and (self.shown is None or isValid(self.shown)):
            return  # one dialog is enough; a bug in it must not open another
        self._busy = True
        try:
            self.shown = self._refusal(error) if isinstance(error, UserError) else self._bug(error)
            self.shown.finished.connect(self._over)
        except Exception:  # noqa: BLE001  # whatever it is, it must not come back here
            self._busy = False
            _log.exception("while showing an error")

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self._came.emit(error)

    def _over(self) -> None:
        self._busy = False
        self.shown = None

    def _refusal(self, error: UserError) -> Dialog:
        title, _dot, rest = self._words(error).partition("\n")
        said = Statement(title, rest, status=Status.LOOK, details=error.code if rest else "")
        return say(self._look, self._window(), said)

    def _bug(self, error: BaseException) -> Dialog:
        report = self._report(error)
        said = Statement(
            _("Something in the program went wrong"),
            _("The last step was not done, and what was saved before it is still there."),
            _("Please copy the report and send it to those who maintain the program."),
            details=report,
            status=Status.BLOCK,
            symbol="bug",
        )
        verbs = [Verb(_("Copy the report"), lambda: copy_text(report)), Verb(_("Close"))]
        dialog = Dialog(self._look, self._window(), said, verbs)
        dialog.open()
        return dialog
