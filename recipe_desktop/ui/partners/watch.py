"""Which organisations look like doubles: worked out beside the window, kept until data changes."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import identity, records
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.identity import Double
from recipe_desktop.services.organisations import KIND
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.jobs import Job, Jobs, Progress
from recipe_desktop.ui.background.notices import Notices

_REST_MS: Final = 400  # one look after many quick edits
_TABLES: Final = ("organisation", "organisation_name", "same_as", "not_same")


class DoublesWatch(QObject):
    """Knows the proposed doubles; ``changed`` tells that they are others now."""

    changed = Signal()

    def __init__(self, workspace: Workspace, notices: Notices, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs
        self.pairs: Sequence[Double] = ()
        self.known = False
        self._of: Mapping[Uid, Sequence[Double]] = {}
        self._job: Job | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.look)
        notices.committed.connect(self._data_changed)

    def of(self, uid: Uid) -> Sequence[Double]:
        """The pairs that a record is in."""
        return self._of.get(uid, ())

    def begin(self) -> None:
        """Work them out, unless that was begun before."""
        if not self.known and self._job is None:
            self.look()

    def look(self) -> None:
        """Work them out again."""
        if self._job is not None:
            self._rest.start()
            return
        self._job = self._jobs.start(self._work)
        self._job.succeeded.connect(self._answered)
        self._job.finished.connect(self._over)

    def judged(self, pair: Double) -> None:
        """Take a pair away at once; the next look will not find it any more."""
        self._found([other for other in self.pairs if other != pair])

    def _work(self, progress: Progress) -> list[Double]:
        return self._workspace.ask_once(identity.organisation_doubles, progress.breathe)

    def _data_changed(self, changes: ChangeSet) -> None:
        if changes.touches(*_TABLES):
            self._rest.start()
            self._drop_gone(changes)

    def _drop_gone(self, changes: ChangeSet) -> None:
        """Propose no record that was just deleted, not even until the next look."""
        touched = set(self._of)
        if not changes.everything:
            touched &= changes.touched.get("organisation", frozenset())
        if not touched:
            return
        gone = touched - self._workspace.ask(records.present, KIND, touched)
        self._found([p for p in self.pairs if gone.isdisjoint((p.left, p.right))])

    def _answered(self, pairs: Sequence[Double]) -> None:
        if not self._rest.isActive():  # else it is out of date already
            self._found(pairs)

    def _found(self, pairs: Sequence[Double]) -> None:
        self.known = True
        if tuple(pairs) == self.pairs:
            return
        self.pairs = tuple(pairs)
        of: dict[Uid, list[Double]] = {}
        for pair in pairs:
            of.setdefault(pair.left, []).append(pair)
            of.setdefault(pair.right, []).append(pair)
        self._of = of
        self.changed.emit()

    def _over(self) -> None:
        self._job = None
