"""Keeps an eye on the shared folders: what others wrote there comes in, what they lack goes out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import folder_memory, shared_folder
from recipe_desktop.ui.background.jobs import Job, Jobs, Progress
from recipe_desktop.ui.background.notices import Notices
from recipe_desktop.ui.background.overviews import Overviews

AFTER_START_MS: Final = 3_000
AFTER_NEWS_MS: Final = 1_500
"""How long after something moved in a folder; other programs write there piece by piece."""
AFTER_WORK_MS: Final = 15_000
"""How long after the last change in the store: what is typed in one go goes out in one file."""
EVERY_MS: Final = 60_000
"""Network folders tell nobody what moves in them, and a stick is there when it is put in."""


@dataclass(frozen=True, slots=True)
class Looked:
    """How a folder was found.

    Args:
        at: when it was last there; None where it was not since the start.
        calls: whether there is anything to read or to write.
        quiet_at: a point of the store at which there was nothing to write.
        unusable: names of files there that cannot be taken in.
        visit: what the last visit came to that found anything.
        visited_at: when that was.
        problem: why it cannot be used now, such as a stick that is not put in.
    """

    path: Path
    at: datetime | None = None
    calls: bool = False
    quiet_at: str = ""
    unusable: tuple[str, ...] = ()
    visit: shared_folder.Visit | None = None
    visited_at: datetime | None = None
    problem: UserError | None = None


class SharedFolders(QObject):
    """The folders that were chosen on this computer.

    ``changed`` tells that one was looked at.
    """

    changed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        notices: Notices,
        overviews: Overviews,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._overviews = workspace, jobs, overviews
        self._started = False
        self._job: Job | None = None
        self.now: list[Looked] = [
            Looked(one.path, datetime.fromisoformat(one.looked_at) if one.looked_at else None)
            for one in folder_memory.folders(workspace.state)
        ]
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(partial(self._soon, AFTER_NEWS_MS))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.look)
        self._again = QTimer(self)
        self._again.setInterval(EVERY_MS)
        self._again.timeout.connect(self.look)
        notices.committed.connect(lambda _changes: self._soon(AFTER_WORK_MS))

    def start(self) -> None:
        """Look from now on."""
        self._started = True
        self._watch()
        self._again.start()
        self._soon(AFTER_START_MS)

    def stop(self) -> None:
        """Look no longer."""
        self._started = False
        self._again.stop()
        self._wait.stop()

    def choose(self, path: Path) -> None:
        """Exchange through a folder from now on, and look into it.

        Raises:
            UserError: store.disk_full, state.not_writable.
        """
        chosen = folder_memory.choose(self._workspace.state, path).path
        if not any(one.path == chosen for one in self.now):
            self.now.append(Looked(chosen))
        self._watch()
        self.changed.emit()
        self._soon(0)

    def leave(self, path: Path) -> None:
        """Exchange nothing through a folder any more; its files stay.

        Raises:
            UserError: store.disk_full, state.not_writable.
        """
        folder_memory.forget(self._workspace.state, path)
        self.now = [one for one in self.now if one.path != path]
        self._watch()
        self.changed.emit()

    def look(self) -> None:
        """Look into every folder; while something is written, or a desk is open, later."""
        if not self.now:
            return
        if self._job is not None or self._jobs.writing or self._overviews.is_resting:
            self._soon(AFTER_NEWS_MS)
            return
        self._job = self._jobs.start(partial(_look, self._workspace, list(self.now)))
        self._job.succeeded.connect(self._called)
        self._job.on_failure(self._failed)
        self._job.finished.connect(partial(self._ended, self._job))

    def _called(self, found: Sequence[Looked]) -> None:
        """Visit those in which there is something to do: only then the window's edits must wait."""
        self._take_over(found)
        if calling := [one.path for one in found if one.calls]:
            self._job = self._jobs.start(partial(_visit, self._workspace, calling), writes=True)
            self._job.succeeded.connect(self._visited)
            self._job.on_failure(self._failed)
            self._job.finished.connect(partial(self._ended, self._job))

    def _visited(self, found: Sequence[Looked]) -> None:
        self._take_over(found)
        visits = [one.visit for one in found if one.visit is not None]
        if any(visit.arriving for visit in visits):
            self._soon(AFTER_NEWS_MS)
        self._overviews.refresh()

    def _failed(self, error: BaseException) -> None:
        """What is the matter with the store is told once, by whoever shows how things stand."""
        if not isinstance(error, UserError):
            raise error
        self._overviews.refresh()

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None

    def _take_over(self, found: Sequence[Looked]) -> None:
        fresh = {one.path: one for one in found}
        self.now = [_after(one, fresh.get(one.path)) for one in self.now]
        self._watch()
        self.changed.emit()

    def _soon(self, after_ms: int, _path: str = "") -> None:
        if self._started and self.now:
            self._wait.start(after_ms)

    def _watch(self) -> None:
        """Hear of what moves in the folders that a job has just seen: to ask for one takes long."""
        wanted = {str(one.path) for one in self.now if one.at and one.problem is None}
        watched = set(self._watcher.directories())
        if gone := watched - wanted:
            self._watcher.removePaths(sorted(gone))
        if more := wanted - watched:
            self._watcher.addPaths(sorted(more))


def _after(before: Looked, fresh: Looked | None) -> Looked:
    """A folder as it was found just now; what a visit came to is shown until the next one."""
    if fresh is None:
        return before
    if fresh.visit is None:
        fresh = replace(fresh, visit=before.visit, visited_at=before.visited_at)
    return replace(fresh, at=fresh.at or before.at)


def _look(workspace: Workspace, known: Sequence[Looked], progress: Progress) -> list[Looked]:
    point = shared_folder.point(workspace)
    found = []
    for one in known:
        progress.breathe()
        try:
            seen = shared_folder.glance(workspace, one.path, is_quiet=one.quiet_at == point)
        except UserError as error:
            if error.code.startswith("store."):
                raise
            found.append(Looked(one.path, problem=error))
        else:
            quiet_at = "" if seen.calls else point
            found.append(Looked(one.path, now(), seen.calls, quiet_at, seen.unusable))
    return found


def _visit(workspace: Workspace, paths: Sequence[Path], progress: Progress) -> list[Looked]:
    found = []
    for path in paths:
        try:
            visit = shared_folder.visit(workspace, path, progress.step)
        except UserError as error:
            if error.code.startswith("store."):
                raise
            found.append(Looked(path, problem=error))
        else:
            at = now()
            found.append(Looked(path, at, unusable=visit.unusable, visit=visit, visited_at=at))
    return found
