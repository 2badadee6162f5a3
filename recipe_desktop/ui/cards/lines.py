"""Lines of cards: somebody with a disc, a figure with its word, a remark or a lock with words."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.ui.cards.initials import initials, series
from recipe_desktop.ui.cards.signs import Disc, Symbol
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import PaintedButton
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.view import Label

ROW = 3.25


class DiscLine(QWidget):
    """Somebody: initials on a disc, the name, one line about it, and at the right a status."""

    def __init__(
        self,
        look: Look,
        name: str,
        second: str,
        aside: QWidget | None = None,
        *,
        letters: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name, self.second = name, second
        self.setAccessibleName(f"{name}, {second}")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, look.px(0.3), 0, look.px(0.3))
        layout.setSpacing(look.px(0.75))
        layout.addWidget(Disc(look, letters or initials(name), series(letters or name)))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(look, name, face="action"))
        texts.addWidget(Label(look, second, face="second", ink="text2"))
        layout.addLayout(texts, 1)
        if aside is not None:
            layout.addWidget(aside)


class Remark(QWidget):
    """A quiet sentence with a symbol, on several lines if need be."""

    def __init__(
        self,
        look: Look,
        symbol: str,
        words: str = "",
        *,
        status: Status | None = None,
        ink: str = "text2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.symbol = Symbol(look, symbol, status=status)
        self.words = Label(look, words, face="second", ink=ink, wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(0.6))
        layout.addWidget(self.symbol, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words, 1)


class ScopeNote(QWidget):
    """A lock with the words who may see what stands here."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Label(look, face="second", ink="text2")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(0.35))
        layout.addWidget(Symbol(look, "lock", size=14 / 16))
        layout.addWidget(self.words)


class TaskRow(PaintedButton):
    """Something that waits: a tile, what to do, its circumstances, and how it stands.

    Enter, Space or a click does it; the arrow keys walk through the rows.

    Args:
        status: of its tile.
        aside: words at the right.
        pill: status of the pill round those words; None for plain words.
    """

    def __init__(
        self,
        look: Look,
        symbol: str,
        status: Status,
        name: str,
        second: str,
        *,
        aside: str = "",
        pill: Status | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._symbol, self._status = symbol, status
        self._second, self._aside, self._pill = second, aside, pill
        self.last = False
        self._is_elided = False
        self.setText(name)
        self.setAccessibleName(", ".join(part for part in (name, second, aside) if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(20), self._look.px(ROW))

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            said = f"{self.text()}\n{self._second}" if self._is_elided else ""
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        parent = self.parentWidget()
        rows = parent.findChildren(TaskRow) if parent is not None else []
        place = rows.index(self) + step if self in rows else -1
        if 0 <= place < len(rows):
            rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, u, t = self._look, self._look.u, self._look.tokens
        whole = QRectF(self.rect())
        here = self.underMouse() or self.hasFocus()
        if here:
            draw.box(painter, whole, fill=t.hover, radius=3 / 8 * u)
        inside = whole.adjusted(0.75 * u, 0, -0.75 * u, 0)
        tile = QRectF(inside.left(), whole.center().y() - u, 2 * u, 2 * u)
        draw.tile(
            painter,
            look,
            tile,
            self._symbol,
            ink=t.ink(self._status),
            ground=t.tint(self._status),
        )
        right = QPointF(inside.right(), whole.center().y() + 0.5)
        taken = 0.0
        if here:
            taken += draw.key_cap(painter, look, right, _("Enter")) + 0.5 * u
        taken += self._paint_aside(painter, right - QPointF(taken, 0))
        left = tile.right() + 0.9 * u
        room = inside.right() - taken - 0.5 * u - left
        name = QRectF(left, whole.center().y() - 1.3 * u, room, 1.3 * u)
        draw.text(painter, name, self.text(), look.fonts.strong, t.text)
        second = QRectF(left, whole.center().y(), room, 1.2 * u)
        fonts = look.fonts
        wide = max(fonts.strong.width(self.text()), fonts.second.width(self._second))
        self._is_elided = wide > room
        draw.text(painter, second, self._second, look.fonts.second, t.text2)
        if not (self.last or here):
            draw.hairline(painter, left, inside.right(), whole.bottom() - 1, t.line)
        if self.ringed():
            draw.ring(painter, whole, t, 3 / 8 * u)
        painter.end()

    def _paint_aside(self, painter: QPainter, right: QPointF) -> float:
        if not self._aside:
            return 0.0
        look, t = self._look, self._look.tokens
        if self._pill is not None:
            return draw.pill(painter, look, right, self._pill, self._aside)
        wide = look.fonts.second.width(self._aside)
        place = QRectF(right.x() - wide - 1, 0, wide + 1, self.height())
        return draw.text(painter, place, self._aside, look.fonts.second, t.text2, draw.RIGHT)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets are deleted."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
