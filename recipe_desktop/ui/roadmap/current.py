"""The plan as it stands, worked out beside the window where it is long."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from recipe_desktop.services import outline
from recipe_desktop.services.outline import Outline
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.jobs import Jobs, Progress

_AT_ONCE: Final = 1_000  # tasks and milestones whose days nobody waits for


class CurrentPlan(QObject):
    """Works the plan out when it is asked to; ``came`` tells it.

    A short plan comes at once, so that what was typed is followed by what it leads to. Of changes
    that follow each other quickly while a long one is worked out only the last is looked at.
    """

    came = Signal(object)

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs
        self._busy = self._again = False

    @property
    def is_awaited(self) -> bool:
        """Whether another state of the plan is still to come."""
        return self._busy

    @property
    def is_behind(self) -> bool:
        """Whether something was changed since the state that is worked out now was read."""
        return self._again

    def refresh(self) -> None:
        """Have the plan as it is now told."""
        if self._busy:
            self._again = True
        elif self._workspace.ask(outline.count) <= _AT_ONCE:
            self.came.emit(self._workspace.ask(outline.outline))
        else:
            self._busy = True
            job = self._jobs.start(partial(_outline, self._workspace))
            job.succeeded.connect(self.came)
            job.finished.connect(self._over)

    def _over(self) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self.refresh()


def _outline(workspace: Workspace, progress: Progress) -> Outline:
    return workspace.ask(outline.outline, progress.breathe)
