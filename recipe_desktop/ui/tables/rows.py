"""Rows of a list on their ground; the usual one: a name, its circumstances, and at the right what is the matter."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.tables.marks import Marker, mark_on
from recipe_desktop.ui.tables.records import LINE, RecordTable

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


class RowsView(QListView):
    """A list of painted rows without a frame, on the ground of what it lies in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)


class TellingRows(QStyledItemDelegate):
    """Tells in a tool tip what of a row has no room."""

    def hidden_text(self, whole: QRectF, index: QModelIndex | QPersistentModelIndex) -> str:
        """The full texts of a row that does not fit into its place, otherwise nothing."""
        return ""

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
        QToolTip.showText(event.globalPos(), self.hidden_text(QRectF(option.rect), index), view)
        return True


class PaintedRows(TellingRows):
    """Paints rows on their ground: chosen, under the pointer, with the ring of the keyboard.

    A subclass says what stands in a row, and what of it had no room.

    Args:
        high: of a row, in units.
        margin: between the edge of the list and the ground of a row, in units.
    """

    def __init__(
        self, look: Look, parent: QObject | None = None, *, high: float, margin: float = 0.5
    ) -> None:
        super().__init__(parent)
        self._look, self._high, self.margin = look, high, margin

    def paint_row(
        self, painter: QPainter, whole: QRectF, ground: QRectF, line: Any, *, selected: bool
    ) -> float:
        """Paint what stands in a row; gives where the hairline below it begins."""
        raise NotImplementedError

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(round(12 * self._look.u), round(self._high * self._look.u))

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
        t, u = self._look.tokens, self._look.u
        whole = QRectF(option.rect)
        ground = self._ground(whole)
        selected = bool(option.state & _State.State_Selected)
        by_keyboard = _State.State_HasFocus | _State.State_KeyboardFocusChange
        draw.row_ground(
            painter,
            ground,
            t,
            selected=selected,
            hovered=bool(option.state & _State.State_MouseOver),
            focused=option.state & by_keyboard == by_keyboard,
        )
        left = self.paint_row(painter, whole, ground, line, selected=selected)
        if not selected:
            draw.hairline(painter, left, ground.right() - 0.75 * u, whole.bottom() - 1, t.line)

    def _ground(self, whole: QRectF) -> QRectF:
        # A scroll bar takes the place of the margin, so that the rows keep their width.
        view, margin = self.parent(), self.margin * self._look.u
        barred = isinstance(view, QAbstractItemView) and view.verticalScrollBar().isVisible()
        return whole.adjusted(margin, 0, 0 if barred else -margin, 0)


class TwoLines(PaintedRows):
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
        super().__init__(look, parent, high=ROW_UNITS)
        self._row, self._marker = row, marker
        self.query = ""

    @override
    def paint_row(
        self, painter: QPainter, whole: QRectF, ground: QRectF, line: Any, *, selected: bool
    ) -> float:
        look, t, u = self._look, self._look.tokens, self._look.u
        row = self._row_of(line)
        name, second = self._places(whole, row)
        if row.symbol:
            at = QPointF(ground.left() + 21 / 16 * u, name.center().y() + 1)
            ink = t.accent_ink if selected else t.text3
            draw.icon(painter, look, at, row.symbol, ink)
        marked = self._marker.best(self.query, (row.name, row.second)) if self._marker else None
        face = look.fonts.strong if selected else look.fonts.action
        draw.marked_text(painter, name, row.name, face, t.text, mark_on(marked, 0), t.mark)
        draw.marked_text(
            painter, second, row.second, look.fonts.second, t.text2, mark_on(marked, 1), t.mark
        )
        right = QPointF(ground.right() - 0.75 * u, second.center().y())
        if row.status is not None:
            draw.status(painter, look, right, row.status, row.word, row.status_symbol)
        elif row.aside:
            beside = QRectF(
                second.right(), second.top(), right.x() - second.right(), second.height()
            )
            draw.text(painter, beside, row.aside, look.fonts.second, t.text2, draw.RIGHT)
        return name.left()

    @override
    def hidden_text(self, whole: QRectF, index: QModelIndex | QPersistentModelIndex) -> str:
        line = index.data(LINE)
        if line is None:
            return ""
        row = self._row_of(line)
        name, second = self._places(whole, row)
        fonts = self._look.fonts
        too_long = fonts.strong.width(row.name) > name.width()
        if too_long or fonts.second.width(row.second) > second.width():
            return f"{row.name}\n{row.second}"
        return ""

    def _row_of(self, line: Any) -> Row:
        view, row = self.parent(), self._row(line)
        table = view.model() if isinstance(view, QAbstractItemView) else None
        if isinstance(table, RecordTable) and line.uid == table.staying:
            return replace(row, second=_("No longer fits the filter"))
        return row

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
