"""What sidebar and first page show, asked for in the background after every change."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from recipe_desktop.services import home, identity
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import exchange
from recipe_desktop.sync.keys import Keys
from recipe_desktop.ui.jobs import Jobs, Progress
from recipe_desktop.ui.notices import Notices


@dataclass(frozen=True, slots=True)
class Situation:
    """How things stand: in this store, and with the other laptops.

    Args:
        doubles: how many pairs of organisations look like one.
        copied_at: when the store was last copied into a backup.
    """

    overview: home.Overview
    status: exchange.Status
    doubles: int
    copied_at: datetime | None = None


class Overviews(QObject):
    """Keeps the situation up to date; ``changed`` tells that there is a fresh one.

    Looking for doubles takes a moment, so it is done beside the window's thread; of changes
    that follow each other quickly only the last is looked at.
    """

    changed = Signal()

    def __init__(
        self, workspace: Workspace, notices: Notices, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs
        self._keys = Keys(workspace.state)
        self._busy, self._again, self._resting = False, False, False
        self.now: Situation | None = None
        notices.committed.connect(self.refresh)

    @property
    def is_current(self) -> bool:
        """Whether nothing is being asked for."""
        return not self._busy

    def refresh(self) -> None:
        """Ask anew."""
        if self._busy or self._resting:
            self._again = True
            return
        self._busy = True
        job = self._jobs.start(partial(_situation, self._workspace, self._keys))
        job.succeeded.connect(self._came)
        job.finished.connect(self._over)

    def rest(self, *, resting: bool) -> None:
        """Ask nothing while a desk covers the screen: looking for doubles would slow its scans."""
        self._resting = resting
        if not resting and self._again and not self._busy:
            self._again = False
            self.refresh()

    def _came(self, situation: Situation) -> None:
        self.now = situation

    def _over(self) -> None:
        self._busy = False
        if self._again and not self._resting:
            self._again = False
            self.refresh()
        elif self.now is not None:
            self.changed.emit()


def _situation(workspace: Workspace, keys: Keys, progress: Progress) -> Situation:
    doubles = workspace.ask_once(identity.organisation_doubles, progress.breathe)
    state = workspace.state
    state.catch_up()  # a command may have made a backup meanwhile
    status = workspace.ask(exchange.status, keys, state.copied)
    copied_at = datetime.fromisoformat(state.copied_at) if state.copied_at else None
    return Situation(workspace.ask(home.overview), status, len(doubles), copied_at)
