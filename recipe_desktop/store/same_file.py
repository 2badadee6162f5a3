"""Whether a store's file still lies where it was opened.

A sync client, a restored backup or a colleague may move it or put another one in its place while
we work. SQLite goes on in the file that it holds, which then nobody finds any more, and joins the
log beside it to the new one by its name alone, which destroys that. Where the new one was written
over ours in place, even the file is the same; but every store and every backup has a mark of its
own from its first day. A copy that somebody made of the file itself has the same one.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from recipe_desktop.domain.errors import UserError
from recipe_desktop.store import beside

_Identity: TypeAlias = tuple[int, int] | None


class SameFile:
    """One file, known again by more than its path, and what lay beside it before it was opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.beside = beside.present(path)
        self.is_overwritten = False
        self._opened: _Identity = None
        self._mark: int | None = None
        self._mark_now: Callable[[], int | None] = lambda: None

    @property
    def is_known(self) -> bool:
        """Whether a file was opened."""
        return self._opened is not None

    def note(self, mark_now: Callable[[], int | None]) -> None:
        """Remember the file that was opened first.

        Args:
            mark_now: reads the mark of the file that lies there; None where it has none.
        """
        if self._opened is None:
            self._opened = _identity(self.path)
            if self._opened is not None and self.path.stat().st_size:  # a new one has none yet
                self._mark, self._mark_now = mark_now(), mark_now

    def check(self) -> None:
        """Refuse to go on where it is not that file any more.

        Raises:
            UserError: store.gone, store.replaced, store.overwritten.
        """
        if self._opened is None:
            return
        self._refuse_another()
        if not self.is_overwritten and self._mark_now() != self._mark:
            self._refuse_another()  # it may have gone while its mark was read
            # Once is for good: the log beside it may be of neither file any more.
            self.is_overwritten = True
        if self.is_overwritten:
            raise UserError("store.overwritten", file=self.path.name)

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
