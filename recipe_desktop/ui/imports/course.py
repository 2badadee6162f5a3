"""One import from the file to its result, whatever the window shows of it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_columns import Kind
from recipe_desktop.domain.imports import Account
from recipe_desktop.formats.sheets import Reading, otherwise
from recipe_desktop.services import history
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.history import TakenBack
from recipe_desktop.services.imports import Preview
from recipe_desktop.ui.background.jobs import Job
from recipe_desktop.ui.imports import work
from recipe_desktop.ui.imports.work import Imported, OpenedFile, Planned
from recipe_desktop.ui.surroundings import Surroundings

FILE, PREVIEW, RESULT = range(3)

STALE = "import.stale"  # somebody wrote on the records since their rows were judged


class Course(QObject):
    """Reads, plans and carries out, one job after the other; nothing is written before the last.

    ``changed`` tells that it stands otherwise, ``read_anew`` that the file is understood anew,
    ``judged`` that its rows are; ``started`` the job that runs and whether it can be cancelled,
    ``refused`` the reason, ``saved`` the file of the rejected rows.

    Args:
        only: what lines are, where that is not asked.
    """

    changed = Signal()
    read_anew = Signal()
    judged = Signal()
    started = Signal(object, bool)
    refused = Signal(object)
    saved = Signal(object)

    def __init__(self, given: Surroundings, parent: QObject, *, only: Kind | None = None) -> None:
        super().__init__(parent)
        self._given, self._only = given, only
        self.of_event: Uid | None = None
        self.path: Path | None = None
        self.opened: OpenedFile | None = None
        self.planned: Planned | None = None
        self.account: Account | None = None
        self.group = ""
        self.taken_back: TakenBack | None = None
        self.stands = True
        self.is_carrying_out = False
        self._is_right_event = False
        self._busy: Job | None = None
        self._awaited: Job | None = None  # the same one, unless it was given up
        self._again = False
        self._stale: UserError | None = None
        self._looked_at: dict[tuple[str, str], OpenedFile] = {}  # by kind and sheet, without rows
        self._later: Callable[[], object] | None = None

        given.notices.committed.connect(self._committed)

    # -- how it stands --------------------------------------------------------------------

    @property
    def step(self) -> int:
        """Where one is: FILE, PREVIEW or RESULT."""
        if self.account is not None:
            return RESULT
        return FILE if self.opened is None else PREVIEW

    @property
    def is_busy(self) -> bool:
        """Whether a job of it runs."""
        return self._busy is not None

    @property
    def is_in_force(self) -> bool:
        """Whether nobody has taken back what came in, here or by Undo."""
        return self.taken_back is None and self.stands

    @property
    def preview(self) -> Preview | None:
        """What would be done with every row, once that is known."""
        return self.planned.preview if self.planned is not None else None

    @property
    def rejected(self) -> int:
        """How many rows cannot come in."""
        return self.planned.account.rejected if self.planned is not None else 0

    @property
    def to_write(self) -> int:
        """How many rows would be, or were, written."""
        return self.planned.to_write if self.planned is not None else 0

    @property
    def doubts_event(self) -> bool:
        """Whether the file may be of another event, and nobody has said yet that it is right."""
        occasion = self.preview.occasion if self.preview is not None else None
        if occasion is None or self._is_right_event:
            return False
        return occasion.is_other or occasion.is_open

    # -- what one does --------------------------------------------------------------------

    def begin_for(self, event: Uid) -> None:
        """Take in registrations for an event."""
        if event != self.of_event and not self.is_busy:
            self.forget()
            self.of_event = event
            self.changed.emit()

    def read(self, path: Path) -> bool:
        """Look at a file, putting aside what was looked at; False while another is dealt with."""
        if self.is_busy:
            if self._awaited is not None:
                return path == self.path and self.account is None and not self.is_carrying_out
            self._later = partial(self.read, path)  # what was given up comes to its end first
            return True
        self.forget()
        self.path = path
        self._open(path, Reading(), None)
        return True

    def leave(self) -> None:
        """Give it up; nothing of it was written."""
        if self._busy is not None:
            self._busy.cancel()
        self._awaited, self._again, self._later = None, False, None
        self.forget()
        self.changed.emit()

    def forget(self) -> None:
        """Begin anew; a plan that was not carried out goes from the store, too."""
        former = self.preview if self.account is None else None
        self.opened = self.planned = self.account = None
        self.group, self.taken_back, self.stands = "", None, True
        self._is_right_event = False
        self._stale = None
        self._looked_at.clear()
        if former is not None:
            self._discard(former)
        self.read_anew.emit()

    def choose_target(self, place: int, target: str) -> None:
        """Have a column go into a field; an empty one is left out."""
        if self.opened is not None:
            self.opened = self.opened.with_target(place, target or None)
            self.read_anew.emit()
            self._plan()

    def answer(self, key: str, answer: str) -> None:
        """Take an answer to what the file leaves open."""
        if self.opened is None:
            return
        if key == "encoding":
            self.read_otherwise("encoding", answer)
            return
        self.opened = self.opened.with_answer(key, answer)
        self._plan()

    def read_otherwise(self, name: str, value: str) -> None:
        """Read the file once more, with another sheet, encoding and so on, or as another kind."""
        opened = self.opened
        if opened is None:
            return
        if self.is_busy:
            self._later = partial(self.read_otherwise, name, value)
            return
        table = replace(opened.table, rows=())
        self._looked_at[opened.kind, table.sheet] = replace(opened, table=table)
        if name == "kind":
            self._open(opened.path, opened.reading, value)
        else:
            self._open(opened.path, otherwise(opened.table, name, value), opened.kind)

    def say_right_event(self) -> None:
        """Go on although the file, or some of its lines, name another event."""
        self._is_right_event = True
        occasion = self.preview.occasion if self.preview is not None else None
        if self.opened is not None and occasion is not None and occasion.others:
            self.opened = replace(self.opened, takes_all=True)
            self._plan()
        self.changed.emit()

    def carry_out(self) -> None:
        """Write what the plan says; cancelled, nothing of it."""
        if self.preview is not None:
            self.is_carrying_out = True
            self._start(
                partial(work.carry_out, self._given.workspace, self.preview.uid),
                self._carried_out,
                writes=True,
                can_cancel=True,
            )

    def take_back(self) -> None:
        """Take all of it back."""
        self._start(
            partial(work.take_back, self._given.workspace, self.group),
            self._taken_back,
            writes=True,
            can_cancel=True,
        )

    def save_rejects(self, path: Path) -> None:
        """Write the rejected rows with their reasons into a file."""
        if self.opened is None or self.planned is None:
            return
        job = self._given.jobs.start(partial(work.save_rejects, path, self.opened, self.planned))
        job.succeeded.connect(self.saved)

    # -- the jobs -------------------------------------------------------------------------

    def _open(self, path: Path, reading: Reading, kind: Any) -> None:
        of = self._only or kind
        self._start(
            partial(work.open_list, self._given.workspace, path, reading, of, self.of_event),
            self._opened,
            writes=False,
        )

    def _opened(self, opened: OpenedFile) -> None:
        before = self._looked_at.get((opened.kind, opened.table.sheet))
        self.opened = opened if before is None else opened.with_choices_of(before)
        self.read_anew.emit()
        self._plan()

    def _plan(self) -> None:
        """Judge the rows again; while that is under way, once more when it is done."""
        if self.opened is None:
            return
        if self.is_busy:
            self._again = True
            return
        former = self.preview.uid if self.preview is not None else None
        self._start(
            partial(work.make_plan, self._given.workspace, self.opened, former),
            self._planned,
            writes=True,
        )

    def _planned(self, planned: Planned) -> None:
        self.planned = planned
        if self.opened is not None and self.opened.asked != planned.asked:
            self.opened = replace(self.opened, asked=planned.asked)
            self.read_anew.emit()
        self.judged.emit()
        stale, self._stale = self._stale, None
        if stale is not None:
            self.refused.emit(stale)

    def _discard(self, preview: Preview) -> None:
        forget = partial(work.discard, self._given.workspace, preview.uid)
        self._given.jobs.start(forget, writes=True)

    def _carried_out(self, imported: Imported) -> None:
        self.account, self.group = imported.account, imported.group

    def _taken_back(self, taken: TakenBack) -> None:
        self.taken_back = taken

    def _committed(self, changes: ChangeSet) -> None:
        may_bear_on_it = changes.everything or changes.action in ("history.undo", "history.redo")
        if self.group and may_bear_on_it:
            self.stands = self._given.workspace.ask(history.stands, self.group)
            if self.stands:
                self.taken_back = None  # and was done again
            self.changed.emit()

    def _start(
        self, what: Any, then: Callable[[Any], None], *, writes: bool, can_cancel: bool = False
    ) -> None:
        job = self._given.jobs.start(what, writes=writes)
        self._busy = self._awaited = job
        job.succeeded.connect(partial(self._succeeded, job, then))
        job.on_failure(partial(self._failed, job))
        job.finished.connect(self._finished)
        self.started.emit(job, can_cancel)
        self.changed.emit()

    def _succeeded(self, job: Job, then: Callable[[Any], None], result: object) -> None:
        if job is self._awaited:
            then(result)
        elif isinstance(result, Planned):
            self._discard(result.preview)

    def _failed(self, job: Job, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if job is not self._awaited:
            return
        if error.code == STALE:  # told when the rows have been judged by what there is now
            self._stale, self._again = error, True
        else:
            self.refused.emit(error)

    def _finished(self) -> None:
        self._busy = self._awaited = None
        self.is_carrying_out = False
        later, self._later = self._later, None
        again, self._again = self._again, False
        if later is not None:
            later()
        elif again:
            self._plan()
        else:
            self.changed.emit()
