"""List or board: the same exchanges in two ways."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import PaintedButton
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import View

BOARD: Final = "board"
LIST: Final = "list"
_SYMBOLS: Final = {BOARD: "layout-kanban", LIST: "list"}


class SwitchPart(PaintedButton):
    """One of the ways; the chosen one is raised.

    Args:
        short: only the symbol, where there is little room.
    """

    def __init__(self, look: Look, symbol: str, *, short: bool) -> None:
        super().__init__(look)
        self._symbol, self._short = symbol, short
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        u = self._look.u
        wide = 0 if self._short else self._look.fonts.action.width(self.text()) + 0.5 * u
        return QSize(round(wide + 2.4 * u), round(1.625 * u))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t = self._look.u, self._look.tokens
        frame = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen:
            draw.chosen_part(painter, frame, self._look)
        elif self.underMouse():
            draw.box(painter, frame, fill=t.hover, radius=3 / 8 * u)
        ink = t.text if chosen else t.text2
        at = QPointF(frame.left() + 1.2 * u, frame.center().y() + 0.5)
        draw.icon(painter, self._look, at, self._symbol, ink)
        if not self._short:
            face = self._look.fonts.strong if chosen else self._look.fonts.action
            draw.text(painter, frame.adjusted(2.1 * u, 0, 0, 0), self.text(), face, ink)
        if self.ringed():
            draw.ring(painter, frame, t, 3 / 8 * u)
        painter.end()


class ViewSwitch(View):
    """``switched`` tells the way that somebody chose."""

    switched = Signal(str)

    def __init__(self, look: Look, shown: str, *, short: bool = False) -> None:
        super().__init__(look)
        self._shown = shown
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self.segments = {}
        layout = QHBoxLayout(self)
        gap = look.px(1 / 8)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.setSpacing(0)
        for way, symbol in _SYMBOLS.items():
            segment = self.segments[way] = SwitchPart(look, symbol, short=short)
            segment.setChecked(way == shown)
            self._group.addButton(segment)
            layout.addWidget(segment)
            segment.clicked.connect(lambda _checked=False, way=way: self._choose(way))
        self.retranslate()

    @override
    def retranslate(self) -> None:
        for way, said in ((BOARD, _("Board")), (LIST, _("List"))):
            self.segments[way].setText(said)
            self.segments[way].setToolTip(said)
            self.segments[way].setAccessibleName(said)
            self.segments[way].updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.groove(painter, QRectF(self.rect()), self.look)
        painter.end()

    def _choose(self, way: str) -> None:
        self.segments[self._shown].setChecked(True)  # each place has a switch of its own
        if way != self._shown:
            self.switched.emit(way)
