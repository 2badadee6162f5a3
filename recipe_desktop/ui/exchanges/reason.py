"""Asking why an exchange may go on in spite of a finding, and who answers for it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.domain.errors import Finding
from recipe_desktop.i18n import _
from recipe_desktop.services import words
from recipe_desktop.ui.dialogs.sheet import Sheet, foot_of
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label

_WIDE: Final = 33.0
_HIGH: Final = 5.5


class _Framed(QWidget):
    """A field of several lines in the frame of the others."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.edit = QPlainTextEdit()
        self.edit.setFrameShape(QFrame.Shape.NoFrame)
        self.edit.viewport().setAutoFillBackground(False)
        self.edit.setTabChangesFocus(True)
        self.edit.installEventFilter(self)
        self.setFixedHeight(look.px(_HIGH))
        layout = QVBoxLayout(self)
        edge = look.px(0.2)
        layout.setContentsMargins(look.px(0.5), edge, edge, edge)  # begins where one line does
        layout.addWidget(self.edit)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, frame, radius = self._look.tokens, QRectF(self.rect()), 3 / 8 * self._look.u
        draw.box(painter, frame, fill=t.surface, line=t.field_line, radius=radius)
        if self.edit.hasFocus():
            draw.ring(painter, frame, t, radius)
        painter.end()


class ReasonSheet(Sheet):
    """Asks for the words and the name, and gives them to ``then``."""

    def __init__(
        self,
        look: Look,
        window: QWidget | None,
        finding: Finding,
        person: str,
        then: Callable[[str, str], None],
    ) -> None:
        super().__init__(look, window, wide=_WIDE)
        self._then = then
        title = _("Give a reason")
        self.setAccessibleName(title)
        framed = _Framed(look)
        self.reason = framed.edit
        self.name = QLineEdit(person)
        self.cancel = Button(look, _("Cancel"))
        self.confirm = Button(look, _("Go on with this reason"), primary=True)
        why = Label(look, _("&Why the exchange may go on"), ink="text2")
        why.setBuddy(self.reason)
        who = Label(look, _("Who &answers for it"), ink="text2")
        who.setBuddy(self.name)
        self.reason.setAccessibleName(why.words.replace("&", ""))
        self.name.setAccessibleName(who.words.replace("&", ""))
        layout = QVBoxLayout(self.panel)
        edge = look.px(1.5)
        layout.setContentsMargins(edge, edge, edge, look.px(1.25))
        layout.setSpacing(look.px(0.6))
        layout.addWidget(Label(look, title, face="lead"))
        layout.addWidget(Label(look, words.finding_sentence(finding), wrap=True))
        note = _("Reason and name stand with the finding, on paper too, and can be taken back.")
        layout.addWidget(Label(look, note, face="second", ink="text2", wrap=True))
        for widget in (why, framed, who, self.name):
            layout.addWidget(widget)
        layout.addSpacing(look.px(0.7))
        layout.addLayout(foot_of(look, self.cancel, self.confirm))
        self._show_confirm()

        self.reason.textChanged.connect(self._show_confirm)
        self.name.textChanged.connect(self._show_confirm)
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._confirm)

    @override
    def first_focus(self) -> QWidget:
        return self.reason

    def _show_confirm(self) -> None:
        is_ready = bool(self.reason.toPlainText().strip() and self.name.text().strip())
        self.confirm.setEnabled(is_ready)
        self.confirm.setToolTip("" if is_ready else _("Write the reason and a name first"))

    def _confirm(self) -> None:
        reason, name = self.reason.toPlainText().strip(), self.name.text().strip()
        self._then(reason, name)  # where it is refused, what was written stays
        self.accept()
