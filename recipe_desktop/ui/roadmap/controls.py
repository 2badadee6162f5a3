"""What stands above tree and chart: legend chips that switch, and the scale of the calendar."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import PaintedButton
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.roadmap import canvas


class Sign(StrEnum):
    """What a chip of the legend shows."""

    CRITICAL = "critical"
    SLACK = "slack"
    LINKS = "links"


class LegendChip(PaintedButton):
    """Says what a sign of the chart means, and takes it off or puts it on."""

    def __init__(self, look: Look, sign: Sign, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._sign = sign
        self.setCheckable(True)
        self.setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        u = self._look.u
        wide = self._look.fonts.second_strong.width(self.text())
        return QSize(round(wide + 3 * u), round(1.5 * u))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t = self._look.u, self._look.tokens
        frame, on = QRectF(self.rect()), self.isChecked()
        fill = t.hover if self.underMouse() else t.surface if on else t.sunken
        draw.box(painter, frame, fill=fill, line=t.control_line, radius=frame.height() / 2)
        self._paint_sign(painter, QRectF(0.7 * u, 0, 1.1 * u, frame.height()), on=on)
        words = frame.adjusted(2.2 * u, 0, -0.6 * u, 0)
        ink = t.text if on else t.text3
        draw.text(painter, words, self.text(), self._look.fonts.second_strong, ink)
        if self.ringed():
            draw.ring(painter, frame, t, frame.height() / 2)
        painter.end()

    def _paint_sign(self, painter: QPainter, area: QRectF, *, on: bool) -> None:
        t, u = self._look.tokens, self._look.u
        middle = round(area.center().y())
        left, right = round(area.left()), round(area.right())
        if self._sign is Sign.CRITICAL:
            bar = QRectF(left, middle - 0.25 * u, right - left, 0.5 * u)
            tint = canvas.inks(t).critical_tint
            draw.box(painter, bar, fill=tint, line=t.critical if on else t.text3, width=2, radius=3)
        elif self._sign is Sign.SLACK:
            painter.setPen(QPen(QColor(t.accent_ink if on else t.text3), 1.4, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(left, middle + 0.5), QPointF(right - 1, middle + 0.5))
            painter.fillRect(right - 1, middle - 3, 2, 7, QColor(t.accent_ink if on else t.text3))
        else:
            ink = QColor(t.text2 if on else t.text3)
            turn = round(left + 0.45 * u)
            painter.fillRect(left, middle - 4, turn - left, 1, ink)
            painter.fillRect(turn, middle - 4, 1, 9, ink)
            painter.fillRect(turn, middle + 4, right - turn, 1, ink)


class _Segment(PaintedButton):
    @override
    def sizeHint(self) -> QSize:
        wide = self._look.fonts.strong.width(self.text())
        return QSize(round(wide + 1.1 * self._look.u), round(1.75 * self._look.u))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, frame, on = (
            self._look.tokens,
            QRectF(self.rect()).adjusted(1, 2, -1, -2),
            self.isChecked(),
        )
        radius = 3 / 8 * self._look.u
        if on:
            draw.chosen_part(painter, frame, self._look)
        elif self.underMouse():
            draw.box(painter, frame, fill=t.hover, radius=radius)
        face = self._look.fonts.strong if on else self._look.fonts.action
        draw.text(painter, frame, self.text(), face, t.text if on else t.text2, draw.CENTRE)
        if self.ringed():
            draw.ring(painter, frame, t, radius)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        parent = self.parentWidget()
        if not step or not isinstance(parent, Segments):
            super().keyPressEvent(event)
            return
        place = parent.buttons.index(self) + step
        if 0 <= place < len(parent.buttons):
            parent.buttons[place].setFocus(Qt.FocusReason.TabFocusReason)


class Segments(QWidget):
    """One of a few, side by side; ``chosen`` tells which was pressed."""

    chosen = Signal(int)

    def __init__(self, look: Look, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.buttons = [_Segment(look, self) for _place in range(count)]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 0)
        layout.setSpacing(0)
        for place, button in enumerate(self.buttons):
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, place=place: self.chosen.emit(place))
            layout.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_words(self, words: Sequence[str]) -> None:
        """What the parts are called."""
        for button, word in zip(self.buttons, words, strict=True):
            button.setText(word)
            button.updateGeometry()

    def mark(self, place: int) -> None:
        """Show which one holds; -1 for none."""
        for number, button in enumerate(self.buttons):
            button.setChecked(number == place)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.groove(painter, QRectF(self.rect()), self._look)
        painter.end()
