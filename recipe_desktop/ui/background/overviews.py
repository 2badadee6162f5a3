"""What sidebar and first page show, asked for in the background after every change."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from recipe_desktop.domain.clock import today
from recipe_desktop.domain.errors import LOST, UserError
from recipe_desktop.services import event_doubts, home, identity
from recipe_desktop.services.event_doubts import Unsettled
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import knowledge
from recipe_desktop.sync.keys import Keys
from recipe_desktop.ui.background.jobs import Jobs, Progress
from recipe_desktop.ui.background.notices import Notices


@dataclass(frozen=True, slots=True)
class Situation:
    """How things stand: in this store, and with the other laptops.

    Args:
        doubles: how many pairs of organisations look like one, when that was last looked for.
        copied_at: when the store was last copied into a backup.
        unsettled: events of which something is to be settled, when that was last looked for.
    """

    overview: home.FirstPage
    status: knowledge.Status
    doubles: int
    copied_at: datetime | None = None
    unsettled: tuple[Unsettled, ...] = ()


@dataclass(frozen=True, slots=True)
class _Looked:
    """What takes longest to look for."""

    doubles: int = 0
    unsettled: tuple[Unsettled, ...] = ()


class Overviews(QObject):
    """Keeps the situation up to date; ``changed`` tells that there is a fresh one.

    It is asked for beside the window's thread, and of changes that follow each other quickly only
    the last is looked at. Looking for doubles takes longest and follows when the rest is shown.
    ``trouble`` is why there is no fresh one; it is told once, however often it is met.
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
        self._day = today()  # what is late, and what is today, is another tomorrow
        self.trouble: UserError | None = None
        self._told: set[str] = set()
        notices.committed.connect(self.refresh)

    @property
    def is_current(self) -> bool:
        """Whether everything was asked for and nothing more is to come."""
        return (self.now or self.trouble) is not None and not self._busy

    @property
    def is_resting(self) -> bool:
        """Whether a desk covers the screen."""
        return self._resting

    def refresh(self) -> None:
        """Ask anew."""
        if self._busy or self._resting:
            self._again = True
            return
        self._begin()

    def _begin(self) -> None:
        self._busy = True
        last = self.now
        known = _Looked(last.doubles, last.unsettled) if last else _Looked()
        job = self._jobs.start(partial(_situation, self._workspace, self._keys, known))
        job.succeeded.connect(self._came)
        job.on_failure(self._failed)
        job.finished.connect(self._look_for_doubles)

    def look_once(self) -> None:
        """Ask anew even while resting, but for doubles."""
        if not self._busy:
            self._begin()

    def rest(self, *, resting: bool) -> None:
        """Ask nothing while a desk covers the screen: looking for doubles would slow its scans."""
        self._resting = resting
        if not resting and self._again and not self._busy:
            self._again = False
            self.refresh()

    def _came(self, situation: Situation) -> None:
        is_news = situation != self.now or self.trouble is not None or self._day != today()
        self.now, self.trouble, self._day = situation, None, today()
        if is_news:
            self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        """That the file is not there any more, the window tells by itself, and once."""
        if not isinstance(error, UserError):
            raise error
        is_told = error.code in LOST or error.code in self._told
        self._told.add(error.code)
        self.trouble = error
        self.changed.emit()
        if not is_told:
            raise error

    def _look_for_doubles(self) -> None:
        if self._again or self._resting or self.trouble is not None:
            self._over()
            return
        job = self._jobs.start(partial(_doubles, self._workspace))
        job.succeeded.connect(self._found)
        job.on_failure(self._failed)
        job.finished.connect(self._over)

    def _found(self, found: _Looked) -> None:
        if self.now is not None:
            self._came(replace(self.now, doubles=found.doubles, unsettled=found.unsettled))

    def _over(self) -> None:
        self._busy = False
        if self._again and not self._resting:
            self._again = False
            self.refresh()


def _situation(workspace: Workspace, keys: Keys, known: _Looked, _progress: Progress) -> Situation:
    state = workspace.state
    state.catch_up()  # a command may have made a backup meanwhile
    status = workspace.ask(knowledge.status, keys, state.copied)
    copied_at = datetime.fromisoformat(state.copied_at) if state.copied_at else None
    overview = workspace.ask(home.overview)
    return Situation(overview, status, known.doubles, copied_at, known.unsettled)


def _doubles(workspace: Workspace, progress: Progress) -> _Looked:
    unsettled = tuple(workspace.ask(event_doubts.unsettled, progress.breathe))
    doubles = len(workspace.ask_once(identity.organisation_doubles, progress.breathe))
    return _Looked(doubles, unsettled)
