"""Small signs: a symbol on its tile, initials on a disc, a status with its word."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import STATUS_ICONS, Status


class Symbol(QWidget):
    """An icon on a tile, or alone, as a picture in a layout."""

    def __init__(
        self,
        look: Look,
        symbol: str,
        *,
        status: Status | None = None,
        tile: float = 0.0,
        size: float = 18 / 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._symbol, self._status = look, symbol, status
        self._tile, self._size = tile, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._measure()
        look.changed.connect(self._measure)

    def show_symbol(self, symbol: str, status: Status | None = None) -> None:
        """Another picture in the same place."""
        self._symbol, self._status = symbol, status
        self.update()

    def _measure(self) -> None:
        side = self._look.px(self._tile or self._size)
        self.setFixedSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, rect = self._look.tokens, QRectF(self.rect())
        ink = t.text2 if self._status is None else t.ink(self._status)
        if self._tile:
            ground = t.sunken if self._status is None else t.tint(self._status)
            line = t.line if self._status is None else None
            draw.tile(
                painter,
                self._look,
                rect,
                self._symbol,
                ink=ink,
                ground=ground,
                size=self._size,
                line=line,
            )
        else:
            draw.icon(painter, self._look, rect.center(), self._symbol, ink, size=self._size)
        painter.end()


class Disc(QWidget):
    """Initials of a person or an office."""

    def __init__(
        self,
        look: Look,
        initials: str,
        series: int,
        *,
        size: float = 1.75,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._initials, self._series = look, initials, series
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(look.px(size), look.px(size))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        draw.disc(painter, self._look, rect, self._initials, self._series)
        painter.end()


class Pill(QWidget):
    """Status with symbol and word on a tint."""

    def __init__(
        self,
        look: Look,
        status: Status,
        words: str,
        *,
        symbol: str | None = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._status, self._words, self._symbol = look, status, words, symbol
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    @override
    def sizeHint(self) -> QSize:
        symbol = STATUS_ICONS[self._status] if self._symbol == "" else self._symbol
        wide = draw.pill_width(self._look, self._words, symbol)
        return QSize(round(wide) + 1, self._look.px(1.25) + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        right = QPointF(self.width(), self.height() / 2)
        draw.pill(painter, self._look, right, self._status, self._words, self._symbol)
        painter.end()


class StatusWord(QWidget):
    """Status with symbol and word, without a tint."""

    def __init__(
        self,
        look: Look,
        status: Status,
        words: str,
        *,
        symbol: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._status, self._words, self._symbol = look, status, words, symbol
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    @override
    def sizeHint(self) -> QSize:
        wide = draw.status_width(self._look, self._words)
        return QSize(round(wide) + 2, self._look.px(1.25))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        right = QPointF(self.width(), self.height() / 2)
        draw.status(painter, self._look, right, self._status, self._words, self._symbol)
        painter.end()
