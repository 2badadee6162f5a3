"""Whether a store's file still lies where it was opened.

A sync client, a restored backup or a colleague may move it or put another one in its place while
we work. SQLite goes on in the file that it holds, which then nobody finds any more, and joins the
log beside it to the new one by its name alone, which destroys that.
"""

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
        self._opened: _Identity = None

    def note(self) -> None:
        """Remember the file that was opened first."""
        if self._opened is None:
            self._opened = _identity(self.path)

    def check(self) -> None:
        """Refuse to go on where it is not that file any more.

        Raises:
            UserError: store.gone, store.replaced.
        """
        if self._opened is None:
            return
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
