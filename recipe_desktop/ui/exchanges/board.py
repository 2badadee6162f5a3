"""The board of exchanges: a column for each state; to move a card is to take the step."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _
from recipe_desktop.services import exchange_steps, exchanges, words
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.exchange_steps import Reached
from recipe_desktop.services.exchanges import Narrowed, Stack
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.ui.exchanges.board_cards import CardRows
from recipe_desktop.ui.exchanges.board_columns import EMPTY, BoardColumn, PaidStrip, WhyNot
from recipe_desktop.ui.exchanges.listing import COLUMNS, TOUCHED
from recipe_desktop.ui.layout.scrolling import scrolled
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.tables.records import RecordTable
from recipe_desktop.ui.told.deeds import Deeds
from recipe_desktop.ui.view import View

_ORDER: Final = tuple(Reached)


class Board(View):
    """The columns. ``opened`` tells the card that shall be shown with all it has."""

    opened = Signal(str)
    chosen = Signal(str)
    deletion_wanted = Signal()

    def __init__(self, look: Look, workspace: Workspace, deeds: Callable[[], Deeds]) -> None:
        super().__init__(look, ground="canvas")
        self._workspace, self._deeds = workspace, deeds
        self.narrowed = Narrowed()
        self._stacks: Mapping[Reached, Stack] = {}
        self._verdict: tuple[str, Reached, UserError | None] | None = None
        self.columns = {column: self._column(column) for column in _ORDER}
        self.strip = PaidStrip(look)
        self._ghost = QLabel(self)
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.hide()
        self.why_not = WhyNot(look, self)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(0.5))
        for column in self.columns.values():
            row.addWidget(column, 1)
        row.addWidget(self.strip)
        row.addStretch()
        self.columns[Reached.PAID].hide()
        self.area: QScrollArea = scrolled(inside)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self.show_all()

        self.strip.clicked.connect(self.unfold_paid)
        self.columns[Reached.PAID].head.fold.clicked.connect(self.fold_paid)

    @property
    def uid(self) -> Uid | None:
        """The card that is chosen."""
        for column in self.columns.values():
            if column.list.selectionModel().hasSelection():
                return column.list.uid
        return None

    @property
    def open_count(self) -> int:
        """How many are not finished."""
        return sum(len(s.uids) for c, s in self._stacks.items() if c is not Reached.PAID)

    @property
    def is_empty(self) -> bool:
        """Whether there is no card at all, finished ones included."""
        return not any(stack.uids for stack in self._stacks.values())

    @property
    def agreed_cents(self) -> int:
        """What was agreed for those that are not finished."""
        return sum(s.agreed_cents for c, s in self._stacks.items() if c is not Reached.PAID)

    @override
    def retranslate(self) -> None:
        self.show_all()

    def show_all(self) -> None:
        """Ask everything anew; the choice stays with its card, wherever that is now."""
        kept = self.uid
        self._stacks = self._workspace.ask(exchanges.board, self.narrowed)
        for column, view in self.columns.items():
            view.show_stack(self._stacks[column])
        self.strip.show_stack(self._stacks[Reached.PAID])
        if kept is not None:
            self.choose(kept)

    def refresh(self, changes: ChangeSet) -> None:
        """Show what has changed."""
        if changes.touches(*TOUCHED):
            self.show_all()

    def choose(self, uid: Uid) -> bool:
        """Choose a card, and no other one; False where it is not on the board."""
        found = False
        for column in self.columns.values():
            if column.list.table.row(uid) is None:
                column.list.clearSelection()
                continue
            if column.column is Reached.PAID:
                self.unfold_paid()
            found = column.list.choose(uid)
        return found

    def choose_first(self) -> None:
        """Put the keyboard on the first card."""
        for column in self.columns.values():
            if self._stacks[column.column].uids:
                column.list.choose_first()
                column.list.setFocus()
                return

    def unfold_paid(self) -> None:
        """Show the finished ones as a column."""
        self.columns[Reached.PAID].show()
        self.strip.hide()

    def fold_paid(self) -> None:
        """Show the finished ones as a strip again."""
        self.columns[Reached.PAID].hide()
        self.strip.show()

    def move_card(self, uid: Uid, column: Reached) -> None:
        """Take the step that leads there; told, and undone by one press.

        Raises:
            UserError: exchange.* when the next step does not lead there.
        """
        said = _("Moved to {column}")
        self._deeds().do(
            lambda: said.format(column=words.column_word(column)),
            exchange_steps.move,
            uid,
            column,
        )
        self.choose(uid)
        self.columns[column].list.setFocus()

    def _column(self, column: Reached) -> BoardColumn:
        def order() -> tuple[Uid, ...]:
            return self._stacks.get(column, EMPTY).uids

        table = RecordTable(
            COLUMNS,
            order=order,
            lines=lambda uids: self._workspace.ask(exchanges.lines, uids),
            parent=self,
        )
        made = BoardColumn(self.look, column, table, CardRows(self.look, exchanges.today))
        made.list.left_for.connect(partial(self._leave, column))
        made.list.moved.connect(partial(self._move_chosen, column))
        made.list.opened.connect(self.opened)
        made.list.deletion_wanted.connect(self.deletion_wanted)
        made.list.selectionModel().selectionChanged.connect(
            lambda *_changed: self._one_choice(column)
        )
        made.list.dragged.connect(partial(self._drag_over, column))
        made.list.dropped.connect(partial(self._drop, column))
        made.list.drag_ended.connect(self._end_drag)
        return made

    def _one_choice(self, column: Reached) -> None:
        here = self.columns[column].list
        if not here.selectionModel().hasSelection():
            return
        for other in self.columns.values():
            if other.column is not column:
                other.list.clearSelection()
        self.chosen.emit(here.uid or "")

    def _leave(self, column: Reached, way: int) -> None:
        """To the next column that has cards, at about the same height."""
        places = range(_ORDER.index(column) + way, len(_ORDER) if way > 0 else -1, way)
        row = self.columns[column].list.currentIndex().row()
        for place in places:
            target = self.columns[_ORDER[place]]
            count = len(self._stacks[target.column].uids)
            if not count:
                continue
            if target.column is Reached.PAID:
                self.unfold_paid()
            target.list.setCurrentIndex(target.list.table.index(min(row, count - 1), 0))
            target.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(target)
            return

    def _move_chosen(self, column: Reached, way: int) -> None:
        uid, place = self.columns[column].list.uid, _ORDER.index(column) + way
        if uid is None or not 0 <= place < len(_ORDER):
            return
        to = self._next_column(uid, column) if way > 0 else _ORDER[place]
        self.move_card(uid, to)

    def _next_column(self, uid: Uid, column: Reached) -> Reached:
        """Where the next step leads, even if it may not be taken, else the neighbour."""
        later = _ORDER[_ORDER.index(column) + 1 :]
        for one in later:
            why = self._workspace.ask(exchange_steps.why_not, uid, one)
            if why is None or why.code != "exchange.other_step_first":
                return one
        return later[0]

    def _drag_over(self, column: Reached, at: QPoint) -> None:
        uid = self.columns[column].list.uid
        over = self._column_at(at)
        if uid is None:
            return
        if not self._ghost.isVisible():
            self._lift(column)
        self._ghost.move(self.mapFromGlobal(at) + QPoint(self.look.px(0.5), self.look.px(0.5)))
        there = None if over is column else over
        why = None if there is None else self._why_not(uid, there)
        for view in self.columns.values():
            view.show_drop(may_drop=why is None and view.column is there)
        self.strip.show_drop(may_drop=why is None and there is Reached.PAID)
        below = QPoint(self._ghost.x(), self._ghost.geometry().bottom() + self.look.px(0.4))
        self.why_not.show_reason(why, below)

    def _drop(self, column: Reached, at: QPoint) -> None:
        uid, over = self.columns[column].list.uid, self._column_at(at)
        if uid is not None and over is not None and over is not column:
            self.move_card(uid, over)

    def _why_not(self, uid: Uid, over: Reached) -> UserError | None:
        known = self._verdict
        if known is None or known[:2] != (uid, over):
            why = self._workspace.ask(exchange_steps.why_not, uid, over)
            self._verdict = known = (uid, over, why)
        return known[2]

    def _column_at(self, at: QPoint) -> Reached | None:
        if self.strip.isVisible() and self.strip.rect().contains(self.strip.mapFromGlobal(at)):
            return Reached.PAID
        for view in self.columns.values():
            if view.isVisible() and view.rect().contains(view.mapFromGlobal(at)):
                return view.column
        return None

    def _lift(self, column: Reached) -> None:
        """The card under the pointer."""
        view = self.columns[column].list
        line = view.table.line(view.currentIndex().row())
        if line is None:
            return
        wide = view.viewport().width()
        high = round(view.cards.height(line, wide))
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(wide * ratio), round(high * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        view.cards.paint_card(painter, QRectF(0, 0, wide, high), line, selected=True)
        painter.end()
        self._ghost.setPixmap(picture)
        self._ghost.resize(wide, high)
        self._ghost.show()
        self._ghost.raise_()

    def _end_drag(self) -> None:
        self._ghost.hide()
        self._verdict = None
        self.why_not.hide()
        self.strip.show_drop(may_drop=False)
        for view in self.columns.values():
            view.show_drop(may_drop=False)
