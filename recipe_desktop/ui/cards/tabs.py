"""Tabs with counts."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget
from typing_extensions import override

from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look

TAB_EDGE: Final = 0.5
"""Units at either side of a tab's words, for the ring; who wants the words at an edge of other
things begins so much further out."""
_BETWEEN: Final = 0.5  # units


class Tabs(QTabBar):
    """Tabs with counts, a thick line under the chosen one."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        for arrow in self.findChildren(QToolButton):  # for the mouse; the keyboard has the arrows
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.changed.connect(self._measure_anew)

    def show_count(self, tab: int, count: str) -> None:
        """Put a count, such as ``3`` or ``1 file``, beside the word of a tab."""
        self.setTabData(tab, count)
        words = self.tabText(tab)
        self.setAccessibleTabName(tab, f"{words} {count}" if count else words)
        self._measure_anew()

    def _measure_anew(self) -> None:
        self.setTabText(0, self.tabText(0))  # the only way to have the bar measure its tabs anew
        self.updateGeometry()
        self.update()

    @override
    def tabSizeHint(self, index: int) -> QSize:
        fonts, u = self._look.fonts, self._look.u
        wide = fonts.strong.width(self.tabText(index)) + (2 * TAB_EDGE + _BETWEEN) * u
        if count := self.tabData(index):
            wide += fonts.second_figures.width(str(count)) + 0.4 * u
        return QSize(round(wide), self._look.px(2.25))

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fonts, u, t = self._look.fonts, self._look.u, self._look.tokens
        for index in range(self.count()):
            whole = QRectF(self.tabRect(index)).adjusted(0, 0, -_BETWEEN * u, 0)
            rect = whole.adjusted(TAB_EDGE * u, 0, -TAB_EDGE * u, 0)
            here = index == self.currentIndex()
            face = fonts.strong if here else fonts.action
            words = rect.adjusted(0, 0, TAB_EDGE * u, -0.25 * u)
            wide = draw.text(painter, words, self.tabText(index), face, t.text if here else t.text2)
            if count := self.tabData(index):
                beside = words.adjusted(wide + 0.4 * u, 0, 0, 0)
                draw.text(painter, beside, str(count), fonts.second_figures, t.text3)
            if here:
                bar = QRectF(rect.left(), rect.bottom() - 3 / 16 * u, wide, 3 / 16 * u)
                draw.box(painter, bar, fill=t.accent, radius=1)
                if self.hasFocus():
                    draw.ring(painter, whole.adjusted(1, 3, -1, -0.35 * u), t, 5)
        painter.end()
