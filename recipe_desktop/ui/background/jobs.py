"""Work that would make the window wait: one lane for writers, a pool for readers."""

import threading
from collections.abc import Callable
from functools import partial
from itertools import count
from time import monotonic, sleep
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal
from shiboken6 import isValid

from recipe_desktop.ui.background.collecting import Collecting

SLOW_MS: Final = 400  # what is quicker shows no progress
_BREATH_S: Final = 0.002  # work and rest take turns of this length
_TELL_EVERY_S: Final = 0.05  # the window must not drown in news of every row


class CancelledError(Exception):
    """Raised in a job's work at its next step after somebody has pressed Cancel."""


class Progress:
    """What the work of a job gets: a way to say how far it is, and to hear of Cancel."""

    def __init__(
        self,
        report: Callable[[int, int, str], None],
        tell_kept: Callable[[bool], None] = lambda _is_kept: None,
    ) -> None:
        self._report, self._tell_kept = report, tell_kept
        self._cancelled = self._is_kept = False
        self._told_at = self._breathes_at = 0.0

    def step(self, done: int, total: int, words: str = "") -> None:
        """Tell how far the work is; cheap enough for every few rows.

        Args:
            total: 0 when nobody can say; the bar only shows then that something goes on.

        Raises:
            CancelledError: the work shall end here; what it did not commit is not done.
        """
        if self._cancelled:
            raise CancelledError
        if self._is_kept:  # there is more to do
            self._say_kept(is_kept=False)
        now = monotonic()
        if 0 < total <= done or now - self._told_at > _TELL_EVERY_S:
            self._told_at = now
            self._report(done, total, words)

    def breathe(self) -> None:
        """Let the window have the interpreter for a moment; for long work in Python alone.

        Without it the window would wait for its turn at every call into Qt, of which painting
        one page takes thousands.

        Raises:
            CancelledError: the work shall end here.
        """
        if self._cancelled:
            raise CancelledError
        if monotonic() > self._breathes_at:
            sleep(_BREATH_S)
            self._breathes_at = monotonic() + _BREATH_S

    def cancel(self) -> None:
        """End the work at its next step."""
        self._cancelled = True

    def keep(self) -> None:
        """Say that what was done is committed: until the next step Cancel would change nothing."""
        self._say_kept(is_kept=True)

    def _say_kept(self, *, is_kept: bool) -> None:
        self._is_kept = is_kept
        self._tell_kept(is_kept)


_at_work: Final = threading.local()


def keep(_changes: object) -> None:
    """Say that the work in this thread was committed; for a workspace to call at every commit."""
    progress = getattr(_at_work, "progress", None)
    if isinstance(progress, Progress):
        progress.keep()


Work = Callable[[Progress], Any]


class _Errand:
    """What the thread of a job and that of the window hand to each other.

    Whatever the work holds or brings must die in the window's thread, as a page or a connection
    may go with it: so the thread of the job keeps nothing, and ``take`` leaves nothing here.
    """

    __slots__ = ("_how", "_progress", "_result", "_work")

    def __init__(self, work: Work, progress: Progress) -> None:
        self._work: Work | None = work
        self._progress, self._how = progress, "cancelled"
        self._result: object = None

    def do(self) -> None:
        """Do the work; in the job's thread."""
        if self._work is None:
            return
        _at_work.progress = self._progress
        try:
            self._result = self._work(self._progress)
            self._how = "succeeded"
        except CancelledError:
            self._how = "cancelled"
        except BaseException as error:  # noqa: BLE001  # it is raised again in the window's thread
            self._how, self._result = "failed", error
        finally:
            _at_work.progress = None

    def take(self) -> tuple[str, object]:
        """How it went and what came of it, which is forgotten here; in the window's thread."""
        taken = self._how, self._result
        self._work = self._result = None
        return taken


class _Post(QObject):
    """Brings news out of the threads of jobs into the window's; outlives all of them.

    Jobs are connected to and deleted while they run: no thread may emit their own signals.
    """

    stepped = Signal(int, int, int, str)
    keeping = Signal(int, bool)
    ended = Signal(int)


def _run(errand: _Errand, tell_end: Callable[[], object]) -> None:
    errand.do()
    tell_end()


class Job(QObject):
    """One piece of work in another thread; its signals arrive in the window's thread.

    ``kept`` while all that it did is committed, and nothing is left but the search index.

    It belongs to the application and not to the view that asked, which may be gone when it
    ends. A failure that nobody listens to goes where every other error goes.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    slow = Signal()
    kept = Signal(bool)

    def __init__(
        self, errand: _Errand, progress: Progress, *, writes: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.writes = writes
        self.is_over = self.is_slow = self.is_kept = False
        self._errand, self._progress = errand, progress
        self._tell_failure: Callable[[BaseException], object] | None = None

    def cancel(self) -> None:
        """Ask the work to end at its next step."""
        self._progress.cancel()

    def on_failure(self, tell: Callable[[BaseException], object]) -> None:
        """Handle a failure here instead of in the dialog for errors.

        A view that is gone when the work fails hears nothing, so then the dialog says it after all.
        """
        self._tell_failure = tell
        self.failed.connect(tell)

    def tell_if_slow(self) -> None:
        """Called by a timer when a quick job would be over."""
        if not self.is_over:
            self.is_slow = True
            self.slow.emit()

    def tell_step(self, done: int, total: int, words: str) -> None:
        """Called in the window's thread when the work got further."""
        if not self.is_over:
            self.progressed.emit(done, total, words)

    def tell_kept(self, *, is_kept: bool) -> None:
        """Called in the window's thread when all was committed, or when there is more again."""
        self.is_kept = is_kept
        self.kept.emit(is_kept)

    def tell_end(self) -> None:
        """Called in the window's thread when the work is over."""
        how, result = self._errand.take()
        self.is_over = True
        if how == "succeeded":
            self.succeeded.emit(result)
        elif how == "cancelled":
            self.cancelled.emit()
        elif isinstance(result, BaseException):
            self.failed.emit(result)
        self.finished.emit()
        if isinstance(result, BaseException) and how == "failed" and not self._is_failure_told:
            raise result

    @property
    def _is_failure_told(self) -> bool:
        teller = getattr(self._tell_failure, "__self__", None)
        is_gone = isinstance(teller, QObject) and not isValid(teller)
        return self._tell_failure is not None and not is_gone


class Jobs(QObject):
    """Starts jobs and knows what is running.

    ``writing`` is true while a job holds the one lane of writers; actions that write are off
    meanwhile, so that the window never waits for a lock.
    """

    writing_changed = Signal(bool)
    kept_changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = QThreadPool(self)
        self._lane.setMaxThreadCount(1)
        self._pool = QThreadPool(self)
        self._ended = False
        self.running: list[Job] = []
        self._numbers = count()
        self._by_number: dict[int, Job] = {}
        self._post = _Post(self)
        self._post.stepped.connect(self._step, Qt.ConnectionType.QueuedConnection)
        self._post.keeping.connect(self._keep, Qt.ConnectionType.QueuedConnection)
        self._post.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._emits = self._post.stepped.emit, self._post.keeping.emit, self._post.ended.emit
        self._leave_collecting = Collecting.begin(self)

    @property
    def only_indexes(self) -> bool:
        """Whether all that writes has committed what it had to write."""
        return all(job.is_kept for job in self.running if job.writes)

    @property
    def writing(self) -> bool:
        """Whether a writer is under way or waits for its turn."""
        return any(job.writes for job in self.running)

    def start(self, work: Work, *, writes: bool = False) -> Job:
        """Begin some work; connect to the job that comes back.

        Args:
            writes: it changes the store and takes its turn behind other writers.
        """
        number = next(self._numbers)
        tell_step, tell_kept, tell_end = (partial(emit, number) for emit in self._emits)
        progress = Progress(tell_step, tell_kept)
        errand = _Errand(work, progress)
        job = Job(errand, progress, writes=writes, parent=self)
        if self._ended:
            return job  # nobody will see what it finds
        before = self.writing
        self.running.append(job)
        self._by_number[number] = job
        job.finished.connect(self._clear)
        job.kept.connect(self.kept_changed)
        QTimer.singleShot(SLOW_MS, job, job.tell_if_slow)
        (self._lane if writes else self._pool).start(partial(_run, errand, tell_end))
        if self.writing != before:
            self.writing_changed.emit(self.writing)
        return job

    def cancel_all(self) -> None:
        """Ask everything that runs to end."""
        for job in self.running:
            job.cancel()

    def end(self) -> None:
        """Wait until nothing runs any more, and begin nothing from now on; who only reads stops.

        Before this object is deleted: a thread that still ran then would wait for Python, and
        the destructor, which holds Python, for the thread.
        """
        self._ended = True
        for job in self.running:
            if not job.writes:
                job.cancel()
        self.wait()
        self._leave_collecting()

    def wait(self) -> None:
        """Wait until nothing runs any more; for the end of the program."""
        self._lane.waitForDone()
        self._pool.waitForDone()

    def _step(self, number: int, done: int, total: int, words: str) -> None:
        if number in self._by_number:
            self._by_number[number].tell_step(done, total, words)

    def _keep(self, number: int, is_kept: bool) -> None:  # noqa: FBT001  # a signal's argument
        if number in self._by_number:
            self._by_number[number].tell_kept(is_kept=is_kept)

    def _end(self, number: int) -> None:
        if number in self._by_number:
            self._by_number.pop(number).tell_end()

    def _clear(self) -> None:
        before = self.writing
        over = [job for job in self.running if job.is_over]
        self.running = [job for job in self.running if not job.is_over]
        for job in over:
            job.deleteLater()
        if self.writing != before:
            self.writing_changed.emit(self.writing)
