"""Cards, their heads and counts, the line between things, and a page's margins."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import PaintedButton
from recipe_desktop.ui.look.parting import folded
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.view import Label, View

INSIDE = 1.125
BETWEEN = 0.75
PAGE_MARGIN = 1.5
_ROOM_FOR_TILE = 11.5  # units; a narrower card keeps its room for the words


class Card(QFrame):
    """A surface with a line round it; ``body`` is where its contents go.

    Args:
        bare: without room between the line and what stands in it.
    """

    def __init__(self, look: Look, parent: QWidget | None = None, *, bare: bool = False) -> None:
        super().__init__(parent)
        self.look = self._look = look
        self.selected = False  # with the accent's line, as where a file may be dropped
        self.body = QVBoxLayout(self)
        edge = 1 if bare else look.px(INSIDE)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(0 if bare else look.px(0.5))
        look.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = self._look.tokens
        draw.box(
            painter,
            QRectF(self.rect()),
            fill=t.surface,
            line=t.accent if self.selected else t.line,
            width=2 if self.selected else 1,
            radius=self._look.u / 2,
        )
        painter.end()


class Line(QWidget):
    """A hairline in a layout."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.tokens.line)
        painter.end()


class CardHead(QWidget):
    """Title of a card, beside it what it is about, and at the right what belongs to it."""

    def __init__(
        self, look: Look, title: str = "", aside: QWidget | None = None, *, second: str = ""
    ) -> None:
        super().__init__()
        self.title = Label(look, title, face="strong")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        if second:
            layout.addSpacing(look.px(0.8))
            layout.addWidget(Label(look, second, face="second", ink="text2"))
        layout.addStretch()
        if isinstance(aside, Label):  # in line with what ends at the card's edge below it
            aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if aside is not None:
            layout.addWidget(aside)


class CountCard(PaintedButton):
    """A number with its word that filters the list below when it is pressed."""

    def __init__(
        self, look: Look, status: Status, symbol: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self._status, self._symbol = status, symbol
        self.number, self.word, self.second = "", "", ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, number: str, word: str, second: str) -> None:
        """What it counts, and one line about it."""
        self.number, self.word, self.second = number, word, second
        self.setAccessibleName(f"{number} {word}, {second}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(11), self._look.px(4.625))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        rect = QRectF(self.rect())
        draw.box(
            painter,
            rect,
            fill=t.hover if self.underMouse() and not self.isChecked() else t.surface,
            line=t.accent_ink if self.isChecked() else t.line,
            width=2 if self.isChecked() else 1,
            radius=u / 2,
        )
        left = 0.875 * u
        if rect.width() > _ROOM_FOR_TILE * u:
            tile = QRectF(left, (rect.height() - 2.625 * u) / 2, 2.5 * u, 2.625 * u)
            ink, tint = t.ink(self._status), t.tint(self._status)
            draw.tile(painter, self._look, tile, self._symbol, ink=ink, ground=tint, size=20 / 16)
            left = 4.125 * u
        room = rect.width() - left - 0.5 * u
        lines = folded(self.second, fonts.second, room, most=2)
        up = 0.5 * u * (len(lines) - 1)
        first = QRectF(left, 0.8 * u - up, room, 1.9 * u)
        wide = draw.text(painter, first, self.number, fonts.title, t.text)
        word = first.adjusted(wide + 0.45 * u, 0.2 * u, 0, 0.1 * u)
        draw.text(painter, word, self.word, fonts.action, t.text)
        for place, line in enumerate(lines):
            second = QRectF(left, (2.5 + place) * u - up, room, 1.4 * u)
            draw.text(painter, second, line, fonts.second, t.text2)
        if self.ringed():
            draw.ring(painter, rect, t, u / 2)
        painter.end()


def page_layout(page: View) -> QVBoxLayout:
    """The layout of a page with the usual margins."""
    layout = QVBoxLayout(page)
    edge = page.look.px(PAGE_MARGIN)
    layout.setContentsMargins(edge, page.look.px(0.9), edge, page.look.px(1.25))
    layout.setSpacing(page.look.px(BETWEEN))
    return layout
