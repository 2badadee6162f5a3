"""Where one is on a way of a few steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look


@dataclass(frozen=True, slots=True)
class BarStep:
    """One step of a way, such as that of an import."""

    word: str
    done: bool = False
    now: bool = False


class StepBar(QWidget):
    """Where one is on a way of a few steps."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._steps: Sequence[BarStep] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[BarStep]) -> None:
        """The way, from its first to its last step."""
        self._steps = tuple(steps)
        now = next((step.word for step in steps if step.now), "")
        self.setAccessibleName(now)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        face, u = self._look.fonts.strong, self._look.u
        wide = sum(face.width(step.word) + 1.6 * u for step in self._steps)
        wide += max(0, len(self._steps) - 1) * 2.4 * u
        return QSize(round(wide), self._look.px(1.5))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fonts, u, t = self._look.fonts, self._look.u, self._look.tokens
        left, middle = 0.0, self.height() / 2
        for number, step in enumerate(self._steps, start=1):
            circle = QRectF(left, middle - 0.625 * u, 1.25 * u, 1.25 * u)
            if step.done:
                draw.box(painter, circle, fill=t.accent, radius=circle.width() / 2)
                draw.icon(
                    painter,
                    self._look,
                    circle.center(),
                    "check",
                    t.on_accent,
                    size=13 / 16,
                    stroke=3,
                )
            else:
                edge = t.accent_ink if step.now else t.field_line
                draw.box(
                    painter,
                    circle,
                    line=edge,
                    width=2 if step.now else 1,
                    radius=circle.width() / 2,
                )
                ink = t.accent_ink if step.now else t.text2
                draw.text(painter, circle, str(number), fonts.small, ink, draw.CENTRE)
            face = fonts.strong if step.now else fonts.action
            words = QRectF(left + 1.6 * u, 0, face.width(step.word) + 1, self.height())
            ink = t.text if step.done or step.now else t.text2
            left = words.left() + draw.text(painter, words, step.word, face, ink)
            if number < len(self._steps):
                draw.hairline(painter, left + 0.5 * u, left + 1.8 * u, middle, t.control_line)
                left += 2.4 * u
        painter.end()
