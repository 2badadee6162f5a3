"""Whether a store's file still lies where it was opened.

A sync client, a restored backup or a colleague may move it or put another one in its place while
we work. SQLite goes on in the file that it holds, which then nobody finds any more, and joins the
log beside it to the new one by its name alone, which destroys that. Where the new one was written
over ours in place, even the file is the same, but not its mark: see ``marks``.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from recipe_desktop.domain.errors import UserError
from recipe_desktop.store import beside, marks

_Identity: TypeAlias = tuple[int, int] | None


class SameFile:
    """One file, known again by more than its path, and what lay beside it before it was opened.

    Args:
        path: where it is opened.
        read_mark: the mark in whatever file lies there; None where that is no store.
    """

    def __init__(self, path: Path, read_mark: Callable[[], int | None] = lambda: None) -> None:
        self.path = path
        self.beside = beside.present(path)
        self.is_overwritten = False
        self.is_damaged = False  # as whoever reads from it has found
        self._opened: _Identity = None
        self._read_mark = read_mark
        self._seen = self._due = 0
        self._other: int | None = None  # the mark of what was written over it
        self._is_watched = False
        self._turn = Lock()  # threads look in turn, so that none holds an older mark than another

    @property
    def is_known(self) -> bool:
        """Whether a file was opened."""
        return self._opened is not None

    def note(self) -> None:
        """Remember the file that was opened first."""
        if self._opened is None:
            self._opened = _identity(self.path)

    def watch(self, due: int) -> None:
        """From now on also hold the file's mark against what it was.

        Args:
            due: the mark that the log beside it may still bring into the file.
        """
        self._seen = self._due = due
        with suppress(UserError):
            self._seen = self._read_mark() or due
        self._is_watched = True

    def check(self, mark_of_log: Callable[[], int] | None = None) -> None:
        """Refuse to go on where it is not that file any more.

        Args:
            mark_of_log: the mark that whoever has the file open sees, the log included. The file
                is never ahead of it, unless a copy lies there in which somebody has gone on.

        Raises:
            UserError: store.gone, store.replaced, store.overwritten.
        """
        if self._opened is None:
            return
        self._refuse_another()
        if not self.is_overwritten and not self._goes_on(mark_of_log):
            self._refuse_another()  # it may have gone while its mark was read
            # Once is for good: the log beside it may be of neither file any more.
            self.is_overwritten = True
        if self.is_overwritten:
            raise UserError("store.overwritten", file=self.path.name)

    def is_another(self) -> bool:
        """Whether what was written over it is there still."""
        try:
            return self.is_overwritten and self._read_mark() == self._other
        except UserError:
            return False

    def look(self) -> None:
        """Learn how far the file has come; the next ``check`` judges what is no later state."""
        self._goes_on()

    def _goes_on(self, mark_of_log: Callable[[], int] | None = None) -> bool:
        if not self._is_watched:
            return True
        with self._turn:
            try:
                mark = self._read_mark()
            except UserError:
                return True  # nothing is known then; whoever reads from it next is told why
            is_due = mark is not None and marks.is_later(mark, self._due)
            if mark is None or not (is_due or self._is_on_its_way(mark)):
                self._other = mark
                return False
        # A mark that is not due yet is from before the log drew another one.
        if is_due and mark_of_log is not None and not marks.is_later(mark_of_log(), mark):
            self._other = mark
            return False
        self._seen = mark
        if is_due:
            self._due = mark
        return True

    def _is_on_its_way(self, mark: int) -> bool:
        is_between = marks.is_later(mark, self._seen) and marks.is_later(self._due, mark)
        return is_between or mark == self._seen

    def _refuse_another(self) -> None:
        present = _identity(self.path)
        if present != self._opened:
            code = "store.gone" if present is None else "store.replaced"
            raise UserError(code, file=self.path.name, folder=str(self.path.parent))


def _identity(path: Path) -> _Identity:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
