"""Doing what is told in a line and taken back there, rather than asked about before."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from recipe_desktop.domain.errors import CHANGED, UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import deletions, history, words_deletions, words_undo
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.background.notices import Notices
from recipe_desktop.ui.told.line import ToldLine
from recipe_desktop.ui.view import Words


class Deeds(QObject):
    """Does what is taken back rather than asked about: it is done, told, and can be undone."""

    def __init__(self, workspace: Workspace, notices: Notices, line: ToldLine) -> None:
        super().__init__(line)
        self._workspace, self._line = workspace, line
        notices.committed.connect(self._heard)

    def do(self, said: Words, use_case: Callable[..., object], *args: Any) -> None:
        """Run a use case and say that it is done."""
        _answer, group = self._workspace.do_as_step(use_case, *args)
        if group:
            self._line.tell(said, partial(self._take_back, group))

    def delete(self, kind: str, uid: Uid, name: str) -> None:
        """Delete a record, and say what went with it and what stays.

        Raises:
            UserError: record.changed_meanwhile where another program wrote on it and nobody has
                seen that yet; all look at it then.
        """
        do, seen = self._workspace.do_as_step, self._workspace.heard
        try:
            _answer, group = do(deletions.delete, kind, uid, seen=seen)
        except UserError as error:
            if error.code == CHANGED:
                self._workspace.poll()
            raise
        if group:
            done = self._workspace.ask(deletions.deleted, group, uid)
            self._line.tell(
                partial(words_deletions.told, name, done), partial(self._take_back, group)
            )

    def _take_back(self, group: str) -> None:
        taken = self._workspace.do(history.take_back, group)
        if not taken.is_whole:
            self._line.tell(partial(words_undo.what_stays, taken))

    def _heard(self, changes: ChangeSet) -> None:
        if changes.takes_back:
            self._line.hide()
