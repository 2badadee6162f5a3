"""One entry of the programme data: what it is, its source, and how sure it is."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _
from recipe_desktop.services.records import Shown
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import PaintedButton
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.reference import wording

_ROW_UNITS: Final = 3.0
_SIDE: Final = 0.75


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is listed.

    Args:
        doubt: what is wrong with it, in a sentence; empty where nothing is.
    """

    shown: Shown
    doubt: str = ""

    @property
    def uid(self) -> Uid:
        """Of the record."""
        return self.shown.uid


class EntryRow(PaintedButton):
    """Two lines and a status with its word; pressing it opens the fields below."""

    def __init__(self, look: Look, entry: Entry) -> None:
        super().__init__(look)
        self.title, self.second = wording.title(entry.shown), wording.second(entry.shown)
        self.word, self.status = wording.certainty(entry.shown.fields)
        if entry.doubt:
            self.second, self.word, self.status = entry.doubt, _("Contradicts itself"), Status.BLOCK
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(filter(None, (self.title, self.second, self.word))))
        self.setToolTip(self.second)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(16), self._look.px(_ROW_UNITS))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        whole = QRectF(self.rect())
        if self.underMouse():
            draw.box(painter, whole, fill=t.hover, radius=3 / 8 * u)
        if self.ringed():
            draw.ring(painter, whole, t, 3 / 8 * u)
        right = QPointF(whole.right() - _SIDE * u, 0.95 * u)
        wide = draw.status(painter, self._look, right, self.status, self.word)
        left, room = _SIDE * u, whole.width() - 2 * _SIDE * u
        first = QRectF(left, 0.3 * u, room - wide - u, 1.3 * u)
        draw.text(painter, first, self.title, fonts.action, t.text)
        draw.text(painter, QRectF(left, 1.5 * u, room, 1.2 * u), self.second, fonts.second, t.text2)
        draw.hairline(painter, left, whole.right() - left, whole.bottom() - 1, t.line)
        painter.end()
