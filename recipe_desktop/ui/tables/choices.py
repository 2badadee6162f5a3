"""A short list to choose one thing from, in the frame of a field."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QWidget
from typing_extensions import override

from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look


class ChoiceList(QListWidget):
    """Shows what can be chosen, or says that nothing is left of it.

    Args:
        nothing: what stands there instead of rows.
    """

    def __init__(self, look: Look, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self.nothing = look, nothing
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not all(self.item(row).isHidden() for row in range(self.count())):
            return
        painter = QPainter(self.viewport())
        look, room = self._look, QRectF(self.viewport().rect())
        draw.text(painter, room, self.nothing, look.fonts.body, look.tokens.text2, draw.CENTRE)
        painter.end()
