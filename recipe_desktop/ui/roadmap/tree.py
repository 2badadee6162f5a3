"""The left side: names, leads and days, edited where they stand."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QFrame,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.services.outline import Node, Outline
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.roadmap import canvas
from recipe_desktop.ui.roadmap.cells import (
    COLUMNS,
    DAYS,
    DONE,
    END,
    LEAD,
    NAME,
    START,
    STATUS,
    shown,
)
from recipe_desktop.ui.roadmap.model import OutlineModel, uid_of
from recipe_desktop.ui.roadmap.tree_rows import TreeHead, TreeRows

Index = QModelIndex | QPersistentModelIndex
_INDENT: Final = 0.9
_BESIDE_UNITS: Final = 0.9  # of a day: its distance from the edges of its column
_FOLDED_FROM: Final = 1_000  # rows; a longer plan is first seen by its uppermost ones
_WIDTHS: Final = {NAME: 18.6, LEAD: 2.3, START: 4.3, END: 4.3, DAYS: 3.4, DONE: 3.6, STATUS: 6.5}


class OutlineTree(QTreeView):
    """The rows.

    ``current_changed`` tells the uid of the chosen row, ``opened`` that Enter asked for its
    details; ``folded`` that rows came into sight or went, ``key`` what the keyboard wants done
    with the chosen row. ``lost`` tells that the chosen row has gone, before another is chosen;
    ``thinned`` that one went which had only stayed because it was chosen. ``cell_closed`` tells
    that nobody writes into a cell any more, and whether words were left there that are not saved.
    """

    current_changed = Signal(str)
    opened = Signal()
    folded = Signal()
    key = Signal(str)
    lost = Signal()
    thinned = Signal()
    cell_closed = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.rows = OutlineModel(self)
        self._days: dict[int, int] = {}
        self._collapsed: set[Uid] = set()  # by somebody, while nothing is filtered
        self._folded: set[Uid] = set()  # now
        self._last = ""
        self._restoring = False
        self._thinning = QTimer(self)
        self._thinning.setSingleShot(True)
        self.setHeader(TreeHead(look, self))
        self.setModel(self.rows)
        self.cells = TreeRows(look, self)
        self.setItemDelegate(self.cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # as the chart
        triggers = QTreeView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.measure()
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.expanded.connect(self._fold_changed)
        self.collapsed.connect(self._fold_changed)
        self._thinning.timeout.connect(self._thin)
        look.changed.connect(self.measure)

    def measure(self) -> None:
        """Set what follows the size of text."""
        self.setIndentation(self._look.px(_INDENT))
        head = self.header()
        for column in _WIDTHS:
            head.resizeSection(column, self._wide(column))
        self.doItemsLayout()

    def _wide(self, column: int) -> int:
        return max(self._look.px(_WIDTHS[column]), self._days.get(column, 0))

    def _fit_days(self, outline: Outline) -> None:
        """Make room for the longest day there is: far ones say their year, some months are long."""
        face, beside = self._look.fonts.figures, _BESIDE_UNITS * self._look.u
        today = outline.roadmap.today
        days = {(node.kind, node.start, node.end): node for node in outline.nodes}
        for column in (START, END):
            said = {shown(node, column, today) for node in days.values()}
            wide = round(max(map(face.width, said), default=0.0) + beside)
            if wide != self._days.get(column):
                self._days[column] = wide
                self.header().resizeSection(column, self._wide(column))

    def let_go(self) -> None:
        """Before another row is chosen by itself: nothing typed goes from one into the other."""
        self.lost.emit()

    @property
    def columns_width(self) -> int:
        """How wide the columns are that are usually seen: up to the end."""
        return sum(map(self._wide, (NAME, LEAD, START, END)))

    @property
    def least_width(self) -> int:
        """How wide names and leads are."""
        return sum(map(self._wide, (NAME, LEAD)))

    @property
    def uid(self) -> Uid | None:
        """The record that is chosen."""
        return uid_of(self.currentIndex())

    @property
    def node(self) -> Node | None:
        """The row that is chosen."""
        return self.rows.node(self.currentIndex())

    @property
    def is_editing(self) -> bool:
        """Whether somebody writes into a cell."""
        return self.state() == QTreeView.State.EditingState

    def visible_nodes(self) -> list[int]:
        """Places in the outline of all rows that are not folded away, from the top."""
        return self.rows.shown(self._folded)

    def show_outline(self, outline: Outline) -> None:
        """Show another state; what is chosen, folded and in sight stays."""
        self._fit_days(outline)
        if self.rows.has_same_rows(outline):
            self.rows.show_outline(outline)
            self.viewport().update()
            return
        if len(self.rows.nodes) <= _FOLDED_FROM < len(outline.nodes):
            before = {node.uid for node in self.rows.nodes}
            self._collapsed |= {n.uid for n in outline.nodes if n.parts and n.uid not in before}
        self.rows.chosen = chosen = self._last
        place = self.currentIndex().row()
        self._keep(lambda: self.rows.show_outline(outline), chosen, place)

    def narrow(self, query: str) -> None:
        """Show only what a text finds; what a filter shows is unfolded."""
        self.rows.chosen = ""
        self._keep(lambda: self.rows.narrow(query), self._last, 0)

    def choose(self, uid: str) -> bool:
        """Choose a row and bring it into sight."""
        index = self.rows.index_of(uid)
        if not index.isValid():
            return False
        above = index.parent()
        while above.isValid():
            self.setExpanded(above, True)  # noqa: FBT003 - Qt's own
            above = above.parent()
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def fold_all(self, *, folded: bool) -> None:
        """Fold everything, or nothing."""
        self._restoring = True
        if folded:
            self.collapseAll()
            self._collapsed = {node.uid for node in self.rows.nodes if node.parts}
        else:
            self._collapsed.clear()
            self.expandAll()
        self._folded = set(self._collapsed)
        self._restoring = False
        self.folded.emit()

    def edit_cell(self, column: int) -> None:
        """Begin to write into a cell of the chosen row."""
        index = self.currentIndex().siblingAtColumn(column)
        if index.isValid() and self.rows.field(index):
            self.setCurrentIndex(index)
            self.edit(index)

    def end_editing(self) -> None:
        """Let the cell be left that somebody writes into, as by a press elsewhere."""
        if self.is_editing:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.is_editing:  # the window has not got the keyboard
            self.cells.leave()

    def settle(self) -> bool:
        """Save what is in the open cell; False if it is not taken, and stays there."""
        self.cells.save()
        if self.cells.is_refused:
            return False
        self.end_editing()
        return True

    def _keep(self, change: Callable[[], None], chosen: str, place: int) -> None:
        bar = self.verticalScrollBar().value()
        self._restoring = True
        column = max(0, self.currentIndex().column())
        change()
        self._folded = set() if self.rows.query else set(self._collapsed)
        if any(node.parts and node.uid not in self._folded for node in self.rows.nodes):
            self.expandAll()
            for index in self.rows.indexes_of(self._folded):
                self.collapse(index)
        self._restoring = False
        index = self.rows.index_of(chosen) if chosen else QModelIndex()
        if chosen and not index.isValid():
            self.lost.emit()  # what is left by it may be saved, which may choose a row already
            index = self.currentIndex()
        if not index.isValid() and self.rows.rowCount():
            index = self.rows.index(min(max(place, 0), self.rows.rowCount() - 1), 0)
        if index.isValid():
            self.setCurrentIndex(index.siblingAtColumn(column))
        self.verticalScrollBar().setValue(bar)
        self.folded.emit()
        self._tell()

    def _fold_changed(self, index: QModelIndex) -> None:
        if self._restoring:
            return
        uid = uid_of(index)
        if uid is not None:
            for folded in (self._folded, *(() if self.rows.query else (self._collapsed,))):
                (folded.discard if self.isExpanded(index) else folded.add)(uid)
        self.folded.emit()

    def _current_changed(self) -> None:
        if not self._restoring:
            self._tell()

    def _tell(self) -> None:
        uid = self.uid or ""
        if uid != self._last:
            self._last = uid
            if self.rows.staying not in ("", uid):  # not at once: a double click meets one row
                self._thinning.start(QApplication.doubleClickInterval())
            self.current_changed.emit(uid)

    def _thin(self) -> None:
        if self.rows.staying not in ("", self._last) and not self.is_editing:
            self.rows.chosen = self._last
            self._keep(lambda: self.rows.narrow(self.rows.query), self._last, 0)
            self.thinned.emit()

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close a cell; what came meanwhile is shown before the next one is opened.

        What was refused stays open while the keyboard is there, or will be again.
        """
        hints = QAbstractItemDelegate.EndEditHint
        unsaved = self.cells.is_refused and hint != hints.RevertModelCache
        if unsaved and self.window().focusWidget() is editor:
            return
        self.cells.is_refused = False
        super().closeEditor(editor, hints.NoHint)
        self.cell_closed.emit(unsaved)
        action = QTreeView.CursorAction
        moves = {hints.EditNextItem: action.MoveNext, hints.EditPreviousItem: action.MovePrevious}
        if hint in moves:
            index = self.moveCursor(moves[hint], Qt.KeyboardModifier.NoModifier)
            if index.isValid():
                self.setCurrentIndex(index)
                self.edit(index)

    # --- Keyboard and paint ----------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A line edit passes Enter on when it has dealt with it.
        wanted = "" if self.is_editing else wanted_by(event)
        if wanted == "delete" and event.isAutoRepeat():
            return  # another row is chosen by then
        if wanted == "open":
            self.opened.emit()
        elif wanted:
            self.key.emit(wanted)
        else:
            super().keyPressEvent(event)

    @override
    def moveCursor(
        self, cursorAction: QTreeView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Tab goes from cell to cell while one is writing; the arrows fold and unfold."""
        here, action = self.currentIndex(), QTreeView.CursorAction
        if cursorAction in (action.MoveNext, action.MovePrevious) and here.isValid():
            step = 1 if cursorAction == action.MoveNext else -1
            column = here.column() + step
            while 0 <= column < COLUMNS:
                index = here.siblingAtColumn(column)
                if self.rows.field(index):
                    return index
                column += step
            return here
        return super().moveCursor(cursorAction, modifiers)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def event(self, event: QEvent) -> bool:
        # Ctrl+Left and the like are ours while the tree has the focus.
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and wanted_by(event) and not self.is_editing:
            event.accept()
            return True
        return super().event(event)

    @override
    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(0, options.rect.top(), self.viewport().width(), options.rect.height())
        t = self._look.tokens
        here = self.currentIndex()
        chosen = here.isValid() and here.siblingAtColumn(0) == index
        if chosen:
            painter.fillRect(rect, t.selected)
            painter.fillRect(QRectF(0, rect.top(), 3, rect.height()), t.accent)
        super().drawRow(painter, options, index)
        draw.hairline(painter, 0, rect.right() + 1, rect.bottom() - 1, canvas.grid(t))
        if chosen and self.hasFocus():
            # Whole within what is seen: Qt's own reaches as far as the columns do.
            draw.ring(painter, rect.adjusted(0, 0, 0, -1), t, 5)

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if not self.rows.hasChildren(index):
            return
        here = index.model().index(index.row(), 0, index.parent())
        name = "chevron-down" if self.isExpanded(here) else "chevron-right"
        middle = QPointF(rect.right() - 0.35 * self._look.u, rect.center().y() + 0.5)
        draw.icon(painter, self._look, middle, name, self._look.tokens.text2, size=14 / 16)


def _keys() -> dict[tuple[Qt.Key, Qt.KeyboardModifier], str]:
    key, held = Qt.Key, Qt.KeyboardModifier
    return {
        (key.Key_Return, held.NoModifier): "open",
        (key.Key_Enter, held.KeypadModifier): "open",
        (key.Key_Left, held.ControlModifier): "earlier",
        (key.Key_Right, held.ControlModifier): "later",
        (key.Key_Left, held.ControlModifier | held.ShiftModifier): "shorter",
        (key.Key_Right, held.ControlModifier | held.ShiftModifier): "longer",
        (key.Key_Left, held.AltModifier | held.ShiftModifier): "outdent",
        (key.Key_Right, held.AltModifier | held.ShiftModifier): "indent",
        (key.Key_Up, held.AltModifier | held.ShiftModifier): "up",
        (key.Key_Down, held.AltModifier | held.ShiftModifier): "down",
        (key.Key_Insert, held.NoModifier): "new",
        (key.Key_Delete, held.NoModifier): "delete",
        (key.Key_Escape, held.NoModifier): "give_up",
    }


def wanted_by(event: QKeyEvent) -> str:
    """What a key asks to be done with the chosen row; empty for none of ours."""
    return _keys().get((Qt.Key(event.key()), event.modifiers()), "")
