"""Undo and redo by name, for the whole window."""

from collections import deque

from PySide6.QtCore import QObject, Signal

from recipe_desktop.i18n import _
from recipe_desktop.services import history, words_undo
from recipe_desktop.services.history import TakenBack
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.actions import Action, Actions
from recipe_desktop.ui.background.jobs import Jobs, Progress
from recipe_desktop.ui.background.notices import Notices


class Undoing(QObject):
    """Registers undo and redo, and keeps their names up to date.

    Both are jobs: a step may be a whole import. Who presses the keys again meanwhile is heard: the
    steps follow one another, up to one that is cancelled or not taken back as a whole.

    ``started`` brings the job, ``done`` tells what was taken back or done again
    (``history.TakenBack``, and whether it was undone), ``left`` likewise of a step that was not
    as a whole, since somebody had built on it; of one that stays altogether nothing is ``done``.
    """

    started = Signal(object)
    done = Signal(object, bool)
    left = Signal(object, bool)

    def __init__(
        self,
        workspace: Workspace,
        notices: Notices,
        actions: Actions,
        jobs: Jobs,
    ) -> None:
        super().__init__(actions)
        self._workspace, self._actions, self._jobs = workspace, actions, jobs
        self._steps = workspace.ask(history.steps)
        self._wished: deque[bool] = deque()  # what is still to come; True for undo
        self._is_walking = False
        actions.add(
            (
                Action(
                    "edit.undo",
                    self._undo_text,
                    lambda: self._wish(undo=True),
                    menu="edit",
                    shortcut="Undo",
                    icon="arrow-back-up",
                    when=lambda: self._can(self._steps.undo),
                    why_not=lambda: _("There is nothing to undo on this laptop."),
                    group="undo",
                ),
                Action(
                    "edit.redo",
                    self._redo_text,
                    lambda: self._wish(undo=False),
                    menu="edit",
                    shortcut="Redo",
                    icon="arrow-forward-up",
                    when=lambda: self._can(self._steps.redo),
                    why_not=lambda: _("There is nothing to redo on this laptop."),
                    group="undo",
                ),
            )
        )
        notices.committed.connect(self._look_again)

    def _undo_text(self) -> str:
        step = self._steps.undo
        return words_undo.undo_step(step) if step else _("Undo")

    def _redo_text(self) -> str:
        step = self._steps.redo
        return words_undo.redo_step(step) if step else _("Redo")

    def _can(self, step: str | None) -> bool:
        """Whether there is such a step, or there may be when the one that is waited for has ended."""
        return self._is_walking or (step is not None and not self._jobs.writing)

    def _wish(self, *, undo: bool) -> None:
        self._wished.append(undo)
        if not self._is_walking:
            self._walk()

    def _walk(self) -> None:
        """Do what was wished for first, if there still is something to do.

        It is the step that the menu names, also where another program has done one since.
        """
        undo = self._wished.popleft()
        named = self._steps.to_undo if undo else self._steps.to_redo
        if not named:
            self._wished.clear()
            return
        walk = history.undo if undo else history.redo
        said = self._undo_text() if undo else self._redo_text()

        def work(progress: Progress) -> TakenBack:
            def step(done: int, total: int) -> None:
                progress.step(done, total, said)

            return self._workspace.do(walk, step, named)

        self._is_walking = True
        job = self._jobs.start(work, writes=True)
        job.succeeded.connect(lambda taken: self._tell(taken, undone=undo))
        job.cancelled.connect(self._wished.clear)
        job.failed.connect(self._wished.clear)
        job.finished.connect(self._go_on)
        self.started.emit(job)

    def _go_on(self) -> None:
        self._is_walking = False
        self._steps = self._workspace.ask(history.steps)  # what wrote on no row is not told
        if self._wished:
            self._walk()
        self._actions.refresh()

    def _tell(self, taken: TakenBack, *, undone: bool) -> None:
        if taken.rows or taken.is_whole:
            self.done.emit(taken, undone)
        if not taken.is_whole:
            self._wished.clear()
            self.left.emit(taken, undone)

    def _look_again(self) -> None:
        self._steps = self._workspace.ask(history.steps)
        self._actions.refresh()
