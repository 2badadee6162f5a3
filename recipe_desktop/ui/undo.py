"""Undo and redo by name, for the whole window."""

from PySide6.QtCore import QObject, Signal

from recipe_desktop.i18n import _
from recipe_desktop.services import history, words
from recipe_desktop.services.history import TakenBack
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.actions import Action, Actions
from recipe_desktop.ui.jobs import Jobs
from recipe_desktop.ui.notices import Notices


class Undoing(QObject):
    """Registers undo and redo, and keeps their names up to date.

    Both are jobs: a step may be a whole import. ``done`` tells what was taken back or done again
    (``history.TakenBack``, and whether it was undone), ``left`` of a step that was not taken back
    as a whole, since somebody had built on it; of one that stays altogether nothing is ``done``.

    Args:
        menu: id of the menu in which the two stand.
    """

    done = Signal(object, bool)
    left = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        notices: Notices,
        actions: Actions,
        jobs: Jobs,
        menu: str = "edit",
    ) -> None:
        super().__init__(actions)
        self._workspace, self._actions, self._jobs = workspace, actions, jobs
        self._steps = workspace.ask(history.steps)
        actions.add(
            (
                Action(
                    "edit.undo",
                    self._undo_text,
                    self._undo,
                    menu=menu,
                    shortcut="Undo",
                    icon="arrow-back-up",
                    when=lambda: self._steps.undo is not None,
                    why_not=lambda: _("There is nothing to undo on this laptop."),
                    writes=True,
                    group="undo",
                ),
                Action(
                    "edit.redo",
                    self._redo_text,
                    self._redo,
                    menu=menu,
                    shortcut="Redo",
                    icon="arrow-forward-up",
                    when=lambda: self._steps.redo is not None,
                    why_not=lambda: _("There is nothing to redo on this laptop."),
                    writes=True,
                    group="undo",
                ),
            )
        )
        notices.committed.connect(self._look_again)

    def _undo_text(self) -> str:
        step = self._steps.undo
        return _("Undo: {step}").format(step=words.action_name(step)) if step else _("Undo")

    def _redo_text(self) -> str:
        step = self._steps.redo
        return _("Redo: {step}").format(step=words.action_name(step)) if step else _("Redo")

    def _undo(self) -> None:
        job = self._jobs.start(lambda _progress: self._workspace.do(history.undo), writes=True)
        job.succeeded.connect(lambda taken: self._tell(taken, undone=True))

    def _redo(self) -> None:
        job = self._jobs.start(lambda _progress: self._workspace.do(history.redo), writes=True)
        job.succeeded.connect(lambda taken: self._tell(taken, undone=False))

    def _tell(self, taken: TakenBack, *, undone: bool) -> None:
        if taken.rows or taken.is_whole:
            self.done.emit(taken, undone)
        if not taken.is_whole:
            self.left.emit(taken)

    def _look_again(self) -> None:
        self._steps = self._workspace.ask(history.steps)
        self._actions.refresh()
