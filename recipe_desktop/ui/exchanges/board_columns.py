"""A column of the board: its head, its cards, and the strip that the finished ones fold into."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import _, format_money, format_number
from recipe_desktop.services import words
from recipe_desktop.services.exchange_steps import Reached
from recipe_desktop.services.exchanges import ExchangeLine, Stack
from recipe_desktop.ui.cards import Symbol
from recipe_desktop.ui.exchanges.board_cards import CardRows
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button, PaintedButton
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import STATUS_ICONS, Status
from recipe_desktop.ui.tables.list import RecordList
from recipe_desktop.ui.tables.records import RecordTable
from recipe_desktop.ui.view import Label, View

EMPTY: Final = Stack((), 0)
_NARROWEST: Final = 9.5  # units of a column
_WIDEST: Final = 17.0
_WHY_UNITS: Final = 15.0
_APART: Final = 1.9  # units of a head that are not its words


class Cards(RecordList):
    """The cards of one column, with keys and mouse.

    ``left_for`` tells by how many columns the focus shall move, ``moved`` by how many the chosen
    card; ``dragged`` and ``dropped`` where the pointer is.
    """

    left_for = Signal(int)
    moved = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    drag_ended = Signal()

    def __init__(self, look: Look, table: RecordTable[ExchangeLine], rows: CardRows) -> None:
        super().__init__(look, table, rows)
        self.cards = rows
        self.setUniformItemSizes(False)
        self.setMinimumHeight(look.px(6))
        self._pressed: QPoint | None = None
        self._dragging = False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._dragging:
            self._end_drag()
        elif way is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(way)
        else:
            self.left_for.emit(way)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if (
            event.button() == Qt.MouseButton.LeftButton
            and self.indexAt(event.position().toPoint()).isValid()
        ):
            self._pressed = event.position().toPoint()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if not self._dragging and far >= QApplication.startDragDistance() and self.uid:
            self._dragging = True
            self.cards.lifted = self.uid
            self.viewport().update()
        if self._dragging:
            self.dragged.emit(self.viewport().mapToGlobal(event.position().toPoint()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._end_drag()
            self.dropped.emit(self.viewport().mapToGlobal(event.position().toPoint()))
        self._pressed = None
        super().mouseReleaseEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose_first()

    def _end_drag(self) -> None:
        self._dragging, self._pressed = False, None
        self.cards.lifted = ""
        self.viewport().update()
        self.drag_ended.emit()


class ColumnHead(View):
    """Name, how many, and what was agreed for them."""

    def __init__(self, look: Look, column: Reached) -> None:
        super().__init__(look)
        self._column = column
        self.name = Label(look, face="strong")
        self.count = Label(look, face="second", ink="text3")
        self.sum = Label(look, face="small", ink="text2")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(0.3), look.px(0.55), look.px(0.3), look.px(0.55))
        layout.setSpacing(look.px(0.4))
        layout.addWidget(self.name)
        layout.addWidget(self.count)
        layout.addStretch()
        layout.addWidget(self.sum)
        self.fold = Button(look, symbol="chevrons-right", bare=True, small=True)
        layout.addWidget(self.fold)
        self.fold.setVisible(column is Reached.PAID)

    def show_stack(self, stack: Stack) -> None:
        """Say how many there are."""
        self.fold.setAccessibleName(_("Fold"))
        self.fold.setToolTip(_("Fold"))
        self.name.setText(words.column_word(self._column))
        self.count.setText(format_number(len(stack.uids)))
        self.sum.setText(format_money(stack.agreed_cents) if stack.agreed_cents else "")
        self._show_sum()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_sum()

    def _show_sum(self) -> None:
        """Only where it stands apart from the count, which else looks like a part of it."""
        said = (self.name, self.count, self.sum)
        wide = sum(label.sizeHint().width() for label in said) + self.look.px(_APART)
        self.sum.setVisible(wide <= self.width())
        self.setToolTip("" if wide <= self.width() else self.sum.words)


class BoardColumn(View):
    """One column: its head and its cards."""

    def __init__(
        self, look: Look, column: Reached, table: RecordTable[ExchangeLine], rows: CardRows
    ) -> None:
        super().__init__(look)
        self.column = column
        self.head = ColumnHead(look, column)
        self.list = Cards(look, table, rows)
        self._may_drop = False
        layout = QVBoxLayout(self)
        edge = look.px(0.3)
        layout.setContentsMargins(edge, 0, edge, edge)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.list, 1)
        self.measure()

    @override
    def measure(self) -> None:
        self.setMinimumWidth(self.look.px(_NARROWEST))
        self.setMaximumWidth(self.look.px(_WIDEST))

    def show_stack(self, stack: Stack) -> None:
        """Show its cards."""
        self.head.show_stack(stack)
        said = _("{column}: {count}")
        name, count = words.column_word(self.column), format_number(len(stack.uids))
        self.list.setAccessibleName(said.format(column=name, count=count))
        self.list.table.forget()
        self.list.scheduleDelayedItemsLayout()

    def show_drop(self, *, may_drop: bool) -> None:
        """Show whether a card that is over it may be dropped here."""
        self._may_drop = may_drop
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, u = self.look.tokens, self.look.u
        frame = QRectF(self.rect())
        edge = t.accent if self._may_drop else (t.line if t.outlined else None)
        fill = t.selected if self._may_drop else t.sunken
        draw.box(painter, frame, fill=fill, line=edge, radius=u / 2, width=2)
        painter.end()


class WhyNot(View):
    """Beside the card that is being dragged: what stands against dropping it here."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._board = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = Label(look, face="second_strong", ink="block", wrap=True)
        self.words.setFixedWidth(look.px(_WHY_UNITS))
        layout = QHBoxLayout(self)
        edge = look.px(0.6)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(look.px(0.4))
        sign = Symbol(look, STATUS_ICONS[Status.BLOCK], status=Status.BLOCK)
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words)
        self.hide()

    def show_reason(self, why: UserError | None, at: QPoint) -> None:
        """Say it at a place; nothing hides it."""
        self.setVisible(why is not None)
        if why is None:
            return
        self.words.setText(words.sentence(why).split("\n")[0])
        self.adjustSize()
        room = self._board.rect()
        left = min(at.x(), room.width() - self.width())
        self.move(left, min(at.y(), room.height() - self.height()))
        self.raise_()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, u = self.look.tokens, self.look.u
        draw.box(painter, QRectF(self.rect()), fill=t.raised, line=t.block, radius=3 / 8 * u)
        painter.end()


class PaidStrip(PaintedButton):
    """The column of the finished ones, folded into a strip with its words upright."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._stack = EMPTY
        self._may_drop = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_stack(self, stack: Stack) -> None:
        """Say how many there are."""
        self._stack = stack
        self.setText(words.column_word(Reached.PAID))
        count = format_number(len(stack.uids))
        self.setAccessibleName(_("Show {column}: {count}").format(column=self.text(), count=count))
        self.setToolTip(self.accessibleName())
        self.update()

    def show_drop(self, *, may_drop: bool) -> None:
        """Show whether a card that is over it may be dropped here."""
        self._may_drop = may_drop
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(2.75), self._look.px(12))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, t, u = self._look, self._look.tokens, self._look.u
        frame = QRectF(self.rect())
        fill = t.selected if self._may_drop else t.hover if self.underMouse() else t.sunken
        edge = t.accent if self._may_drop else (t.line if t.outlined else None)
        draw.box(painter, frame, fill=fill, line=edge, radius=u / 2, width=2)
        at = QPointF(frame.center().x(), 1.15 * u)
        draw.icon(painter, look, at, "chevrons-left", t.text2)
        if self.ringed():
            draw.ring(painter, frame, t, u / 2)
        painter.translate(frame.center().x(), 2.6 * u)
        painter.rotate(90)
        x, high = 0.0, 1.4 * u
        parts = [
            (self.text(), look.fonts.strong, t.text),
            (format_number(len(self._stack.uids)), look.fonts.second, t.text3),
        ]
        if self._stack.agreed_cents:
            parts.append((format_money(self._stack.agreed_cents), look.fonts.small, t.text2))
        for said, face, ink in parts:
            room = QRectF(x, -high / 2, face.width(said) + 2, high)
            x += draw.text(painter, room, said, face, ink) + 0.6 * u
        painter.end()
