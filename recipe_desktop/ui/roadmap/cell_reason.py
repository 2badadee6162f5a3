"""Why what is written in a cell is not taken, said below it."""

from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label, View

_WIDE: Final = 28.0  # units


class CellReason(View):
    """Lies over the rows below the cell, or above it where these end; hidden until it is told."""

    def __init__(self, look: Look, rows: QWidget) -> None:
        super().__init__(look, rows, ground="surface")
        self.words = Label(look, face="second", ink="block", wrap=True)
        self.words.setForegroundRole(QPalette.ColorRole.WindowText)  # rows have another
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        self.measure()
        self.hide()

    @override
    def measure(self) -> None:
        side, edge = self.look.px(0.5), self.look.px(0.3)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(side, edge, side, edge)

    def tell(self, reason: str, cell: QRect) -> None:
        """Say why, at a cell; nothing takes it away."""
        self.words.setText(reason)
        self.setVisible(bool(reason))
        self.move_to(cell)

    def move_to(self, cell: QRect) -> None:
        """The cell is elsewhere now."""
        rows = self.parentWidget()
        if rows is None or self.isHidden():
            return
        wide = min(self.look.px(_WIDE), rows.width())
        high = max(self.heightForWidth(wide), self.minimumSizeHint().height())
        left = max(0, min(cell.left(), rows.width() - wide))
        below = cell.bottom() + 1
        top = below if below + high <= rows.height() else cell.top() - high
        self.setGeometry(left, top, wide, high)
        self.raise_()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        draw.box(painter, QRectF(self.rect()), line=self.look.tokens.line)
