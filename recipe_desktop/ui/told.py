"""A line that says what was just done, with a way to take it back; it stays until it is read."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.services import history, words_undo
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.notices import Notices
from recipe_desktop.ui.view import Label, View, Words


def _nothing_said() -> str:
    return ""


class ToldLine(View):
    """Hidden until ``tell``; goes when it is undone, closed, or something else is told."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, ground="surface")
        self._said: Words = _nothing_said
        self._take_back: Callable[[], None] | None = None
        self.words = Label(look, face="action")
        self.undo = Button(look, bare=True, ink="accent_ink")
        self.close_button = Button(look, symbol="x", bare=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(1.25), look.px(0.25), look.px(0.25), look.px(0.25))
        layout.setSpacing(0)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.undo)
        layout.addWidget(self.close_button)
        self.hide()
        self.retranslate()
        self.undo.clicked.connect(self._undo)
        self.close_button.clicked.connect(self.hide)

    @override
    def retranslate(self) -> None:
        self.words.setText(self._said())
        self.undo.setText(_("Undo"))
        self.close_button.setAccessibleName(_("Close"))
        self.close_button.setToolTip(_("Close"))

    def tell(self, said: Words, take_back: Callable[[], None] | None = None) -> None:
        """Say what was done, and how it is taken back."""
        self._said, self._take_back = said, take_back
        self.undo.setVisible(take_back is not None)
        self.retranslate()
        self.show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.hairline(painter, 0, self.width(), 0, self.look.tokens.line)
        painter.end()

    def _undo(self) -> None:
        take_back, self._take_back = self._take_back, None
        self.hide()
        if take_back is not None:
            take_back()


class Deeds(QObject):
    """Does what is taken back rather than asked about: it is done, told, and can be undone."""

    def __init__(self, workspace: Workspace, notices: Notices, line: ToldLine) -> None:
        super().__init__(line)
        self._workspace, self._line = workspace, line
        self._group = ""
        notices.committed.connect(self._heard)

    def do(self, said: Words, use_case: Callable[..., object], *args: Any) -> None:
        """Run a use case and say that it is done."""
        self._group = ""
        self._workspace.do(use_case, *args)
        group = self._group
        if group:
            self._line.tell(said, partial(self._take_back, group))

    def _take_back(self, group: str) -> None:
        taken = self._workspace.do(history.take_back, group)
        if not taken.is_whole:
            self._line.tell(partial(words_undo.what_stays, taken))

    def _heard(self, changes: ChangeSet) -> None:
        if changes.takes_back:
            self._line.hide()
        self._group = changes.group or self._group
