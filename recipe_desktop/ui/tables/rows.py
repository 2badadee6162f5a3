"""One row of a list: a name, its circumstances, and at the right what is the matter."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.draw import Mark
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.tables.marks import Marker
from recipe_desktop.ui.tables.records import LINE

ROW_UNITS = 3.25
_State = QStyle.StateFlag


@dataclass(frozen=True, slots=True)
class Row:
    """What a list shows of one line.

    Args:
        symbol: icon of the kind; empty leaves its place free.
        status: with ``word`` at the right of the second line.
        status_symbol: instead of the usual symbol of the status.
        aside: plain words at the right where there is no status.
    """

    name: str
    second: str
    symbol: str = ""
    status: Status | None = None
    word: str = ""
    status_symbol: str = ""
    aside: str = ""


class TwoLines(QStyledItemDelegate):
    """Paints a ``Row`` as two lines; the row never wraps, it elides and has a tool tip.

    Args:
        row: makes the row of a line.
        marker: finds what was typed, for ``query``.
    """

    def __init__(
        self,
        look: Look,
        row: Callable[[Any], Row],
        marker: Marker | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._row, self._marker = look, row, marker
        self.query = ""
        self.margin = 0.5  # units between the edge of the list and the ground of a row

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(round(12 * self._look.u), round(ROW_UNITS * self._look.u))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line = index.data(LINE)
        if line is None:
            return
        look, t, u = self._look, self._look.tokens, self._look.u
        row, whole = self._row(line), QRectF(option.rect)
        ground = self._ground(whole)
        selected = bool(option.state & _State.State_Selected)
        focused = bool(
            option.state & _State.State_HasFocus and option.state & _State.State_KeyboardFocusChange
        )
        draw.row_ground(
            painter,
            ground,
            t,
            selected=selected,
            hovered=bool(option.state & _State.State_MouseOver),
            focused=focused,
        )
        name, second = self._places(whole, row)
        if not selected:
            draw.hairline(
                painter, name.left(), ground.right() - 0.75 * u, whole.bottom() - 1, t.line
            )
        if row.symbol:
            at = QPointF(ground.left() + 21 / 16 * u, name.center().y() + 1)
            ink = t.accent_ink if selected else t.text3
            draw.icon(painter, look, at, row.symbol, ink)
        marked = self._marker.best(self.query, (row.name, row.second)) if self._marker else None
        face = look.fonts.strong if selected else look.fonts.action
        draw.marked_text(painter, name, row.name, face, t.text, _on(marked, 0), t.mark)
        draw.marked_text(
            painter, second, row.second, look.fonts.second, t.text2, _on(marked, 1), t.mark
        )
        right = QPointF(ground.right() - 0.75 * u, second.center().y())
        if row.status is not None:
            draw.status(painter, look, right, row.status, row.word, row.status_symbol)
        elif row.aside:
            beside = QRectF(
                second.right(), second.top(), right.x() - second.right(), second.height()
            )
            draw.text(painter, beside, row.aside, look.fonts.second, t.text2, draw.RIGHT)

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.hidden_text(option, index), view)
        return True

    def hidden_text(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> str:
        """The full texts of a row that does not fit, otherwise nothing."""
        line = index.data(LINE)
        if line is None:
            return ""
        row = self._row(line)
        name, second = self._places(QRectF(option.rect), row)
        fonts = self._look.fonts
        too_long = fonts.strong.width(row.name) > name.width()
        if too_long or fonts.second.width(row.second) > second.width():
            return f"{row.name}\n{row.second}"
        return ""

    def _ground(self, whole: QRectF) -> QRectF:
        # A scroll bar takes the place of the margin, so that the rows keep their width.
        view, margin = self.parent(), self.margin * self._look.u
        barred = isinstance(view, QAbstractItemView) and view.verticalScrollBar().isVisible()
        return whole.adjusted(margin, 0, 0 if barred else -margin, 0)

    def _places(self, whole: QRectF, row: Row) -> tuple[QRectF, QRectF]:
        u = self._look.u
        left = whole.left() + self.margin * u + (2.5 * u if row.symbol else 0.75 * u)
        right = self._ground(whole).right() - 0.75 * u
        first = QRectF(left, whole.top() + 0.4 * u, right - left, 1.3 * u)
        taken = 0.0
        if row.status is not None:
            taken = draw.status_width(self._look, row.word) + 0.5 * u
        elif row.aside:
            taken = self._look.fonts.second.width(row.aside) + 0.5 * u
        second = QRectF(left, whole.top() + 1.6 * u, right - left - taken, 1.3 * u)
        return first, second


def _on(found: tuple[int, Mark] | None, place: int) -> Mark | None:
    return found[1] if found is not None and found[0] == place else None
