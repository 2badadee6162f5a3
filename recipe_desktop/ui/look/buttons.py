"""Buttons with an icon by name: primary, outlined, or bare; chips; and links."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look


class Button(QPushButton):
    """A button; the style reads ``symbol``, ``bare``, ``small`` and ``ink``.

    With ``tells_focus`` the ring is there also before the first key was pressed.

    Args:
        symbol: name of the icon before the words.
        primary: the one button of the screen that does what the screen is for.
        bare: without an outline.
        small: as high as a line of text; for orders above a list and folds.
        ink: token of the words' colour, if it is not the usual one.
    """

    def __init__(
        self,
        look: Look,
        words: str = "",
        *,
        symbol: str = "",
        primary: bool = False,
        bare: bool = False,
        small: bool = False,
        ink: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self.symbol = symbol
        self.bare = bare
        self.small = small
        self.ink = ink
        self.tells_focus = False
        self.setAutoDefault(False)
        self.setDefault(primary)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._measure_anew)

    def _measure_anew(self) -> None:
        self.updateGeometry()
        self.update()


class OnePress(Button):
    """Neither a double click's second press nor a held key answers what nobody has seen yet."""

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            super().keyPressEvent(event)


class PaintedButton(QAbstractButton):
    """Base of the window's own buttons: sidebar entries, count cards, chips, rows.

    A subclass paints itself; this knows whether the keyboard brought the focus.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # painted anew when the pointer comes, goes
        look.changed.connect(self._measure_anew)

    def _measure_anew(self) -> None:
        self.updateGeometry()
        self.update()

    def ringed(self) -> bool:
        """Whether a focus ring is due."""
        option = QStyleOptionButton()
        option.initFrom(self)
        wanted = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        return option.state & wanted == wanted


class Chip(PaintedButton):
    """A filter: unset it offers, set it shows its value and a cross to clear it."""

    cleared = Signal()

    def __init__(self, look: Look, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setText(words)
        self.value = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_value(self, value: str) -> None:
        """Set (with ``value``) or unset (empty) the filter's face."""
        self.value = value
        self._measure_anew()

    @override
    def sizeHint(self) -> QSize:
        u = self._look.u
        wide = self._look.fonts.second_strong.width(self.value or self.text())
        return QSize(round(wide + 2.1 * u), round(1.5 * u))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_cross = self.value and event.position().x() > self.width() - 1.8 * self._look.u
        if on_cross and self.isDown():
            self.setDown(False)
            self.cleared.emit()
            return
        super().mouseReleaseEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t = self._look.u, self._look.tokens
        frame = QRectF(self.rect())
        ink = t.accent_ink if self.value else t.text2
        rest = t.selected if self.value else t.surface
        draw.box(
            painter,
            frame,
            fill=t.hover if self.underMouse() and not self.value else rest,
            line=t.accent if self.value else t.control_line,
            radius=frame.height() / 2,
        )
        face = self._look.fonts.second_strong
        words = frame.adjusted(0.6 * u, 0, -1.4 * u, 0)
        draw.text(painter, words, self.value or self.text(), face, ink)
        sign = "x" if self.value else "chevron-down"
        at = QPointF(frame.right() - 0.95 * u, frame.center().y() + 0.5)
        draw.icon(painter, self._look, at, sign, ink, size=14 / 16)
        if self.ringed():
            draw.ring(painter, frame, t, frame.height() / 2)
        painter.end()


class LinkButton(PaintedButton):
    """Words in accent ink; underlined under the pointer."""

    def __init__(self, look: Look, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setText(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        wide = self._look.fonts.second_strong.width(self.text())
        return QSize(round(wide) + 1, round(1.4 * self._look.u))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, rect = self._look.tokens, QRectF(self.rect())
        wide = draw.text(painter, rect, self.text(), self._look.fonts.second_strong, t.accent_ink)
        if self.underMouse():
            below = rect.center().y() + 0.45 * self._look.u
            draw.hairline(painter, rect.left(), rect.left() + wide, below, t.accent_ink)
        if self.ringed():
            draw.ring(painter, QRectF(self.rect()), t, 4)
        painter.end()
