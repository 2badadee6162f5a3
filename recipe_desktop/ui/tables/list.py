"""The column of a list: filter, chips, how many of how many, and the rows themselves."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QMargins,
    QModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_number
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.ui.cards.empty import NothingMatches
from recipe_desktop.ui.keyboard.undo_keys import asks_to_undo
from recipe_desktop.ui.layout.flow import Flow
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button, PaintedButton
from recipe_desktop.ui.look.style import plain
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.tables.records import RecordTable
from recipe_desktop.ui.tables.rows import RowsView, TwoLines
from recipe_desktop.ui.view import Label, View, Words

FILTER_WAIT_MS = 150


class RecordList(RowsView):
    """Rows of records; the chosen one stays chosen and in sight when the order changes.

    ``current_changed`` tells the uid, or an empty text when nothing is chosen;
    ``opened`` that Enter or a double click asked to open it, ``deletion_wanted`` that the
    Delete key was pressed on it, ``menu_wanted`` where its menu was asked for. ``lost`` tells that the chosen one has gone, before what took
    its place is chosen; ``thinned`` that one went which had only stayed because it was chosen.
    """

    current_changed = Signal(str)
    lost = Signal()
    thinned = Signal()
    opened = Signal(str)
    deletion_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(
        self, look: Look, table: RecordTable[Any], rows: TwoLines, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look, self.table, self.rows = look, table, rows
        rows.setParent(self)
        self.setItemDelegate(rows)
        self._last = ""
        self._last_row = 0
        self._thinning = QTimer(self)
        self._thinning.setSingleShot(True)
        self.setModel(table)  # last: everything set after it would lay out all rows once more
        self.selectionModel().currentChanged.connect(self._current_changed)
        table.layoutChanged.connect(self._order_changed)
        self.doubleClicked.connect(self._open)
        self._thinning.timeout.connect(self._thin)
        look.changed.connect(self._measure_anew)

    @property
    def uid(self) -> Uid | None:
        """The record that is chosen."""
        index = self.currentIndex()
        return self.table.uid(index.row()) if index.isValid() else None

    def choose(self, uid: Uid) -> bool:
        """Choose a record and bring it into sight; False if it is not in the list."""
        row = self.table.row(uid)
        if row is None:
            return False
        index = self.table.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    @contextmanager
    def choosing_what_comes_back(self, changes: ChangeSet, kept_in: str) -> Iterator[None]:
        """While the list is refreshed: a deletion that was undone is chosen again.

        Args:
            kept_in: the table of the records.
        """
        touched = changes.touched.get(kept_in, frozenset()) if changes.takes_back else ()
        absent = [uid for uid in touched if self.table.row(uid) is None]
        yield
        back = [uid for uid in absent if self.table.row(uid) is not None]
        if len(back) == 1:  # what one looks at next is it
            self.let_go()
            self.choose(back[0])

    def let_go(self) -> None:
        """Before another record is chosen by itself: nothing typed goes from one into the other."""
        self.lost.emit()

    def show_current(self) -> None:
        """Bring the chosen record into sight."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def choose_first(self) -> None:
        """Choose the first record, if there is one."""
        if self.table.rowCount():
            self.setCurrentIndex(self.table.index(0, 0))

    def walk(self, by: int) -> None:
        """Choose the record so many rows further down, if there is one."""
        row = self.currentIndex().row() + by
        if 0 <= row < self.table.rowCount():
            self.setCurrentIndex(self.table.index(row, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.uid:
            self.opened.emit(self.uid)
            return
        if event.key() == Qt.Key.Key_Delete and self.uid:
            if not event.isAutoRepeat():  # the next record is chosen by then
                self.deletion_wanted.emit()
            return
        if self._asks_for_menu(event):
            self.ask_for_menu()
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row that was pressed, or by the keyboard, of the chosen one."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            if not self.indexAt(event.pos()).isValid():
                return
            self.menu_wanted.emit(event.globalPos())
        elif QApplication.activePopupWidget() is None:  # the key itself has not opened it before
            self.ask_for_menu()

    def ask_for_menu(self) -> None:
        """Ask for the menu of the chosen record, below its row."""
        if self.uid:
            below = self.visualRect(self.currentIndex()).center()
            self.menu_wanted.emit(self.viewport().mapToGlobal(below))

    def _asks_for_menu(self, event: QKeyEvent) -> bool:
        shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        return event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shifted)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.table.uid(index.row()))

    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        uid = self.table.uid(now.row()) if now.isValid() else ""
        self._last_row = now.row() if now.isValid() else self._last_row
        self.table.chosen = Uid(uid) if uid else None
        if self.table.staying not in (None, uid):  # not at once: a double click meets one row
            self._thinning.start(QApplication.doubleClickInterval())
        if uid != self._last:
            self._last = uid
            self.current_changed.emit(uid)

    def _thin(self) -> None:
        if self.table.staying not in (None, self.uid):
            self.table.reload()
            self.thinned.emit()

    def _order_changed(self) -> None:
        if not self.currentIndex().isValid() and self._last:
            self.lost.emit()  # what is left by it may be saved, which may change the order again
        index, rows = self.currentIndex(), self.table.rowCount()
        if index.isValid():
            self._last_row = index.row()
            return
        if self._last and rows:  # it has gone: what took its place is chosen instead
            self.setCurrentIndex(self.table.index(min(self._last_row, rows - 1), 0))
        elif self._last:
            self._last = ""
            self.current_changed.emit("")

    def _measure_anew(self) -> None:
        self.doItemsLayout()
        self.viewport().update()


class FilterField(View):
    """A field with a glass and a cross; tells what was typed after a moment's rest.

    ``left`` tells that the Down key or Enter wants to go on to what was found.

    Args:
        words: what it is called, where it stands beside no list that says so.
    """

    filtered = Signal(str)
    left = Signal()

    def __init__(
        self, look: Look, parent: QWidget | None = None, *, words: Words = lambda: _("Filter")
    ) -> None:
        super().__init__(look, parent)
        self._words = words
        self.field = QLineEdit(self)
        self.field.installEventFilter(self)
        plain(self.field, look)
        self.clear = _Cross(look, self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(FILTER_WAIT_MS)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.field, 1)
        self._line.addWidget(self.clear)
        self.setFocusProxy(self.field)
        self.measure()
        self.clear.hide()
        self.retranslate()

        self.field.textChanged.connect(self._typed)
        self._wait.timeout.connect(self._tell)
        self.clear.clicked.connect(self.field.clear)

    @override
    def retranslate(self) -> None:
        self.field.setAccessibleName(self._words())
        self.field.setPlaceholderText(self._words())
        self.clear.setAccessibleName(_("Clear the filter"))
        self.clear.setToolTip(_("Clear the filter"))

    @override
    def measure(self) -> None:
        self.setFixedHeight(self.look.px(15 / 8))
        self._line.setContentsMargins(self.look.px(1.9), 0, self.look.px(0.3), 0)
        plain(self.field, self.look)

    @override
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.KeyPress and self.field.text():
            self.field.clear()
            return True
        if asks_to_undo(event) and not self.field.text():
            event.ignore()  # as long as nothing is typed, undo and redo are those of the window
            return True
        if _leaves(event):
            if self._wait.isActive():
                self._wait.stop()
                self._tell()  # what was found, not what was there before
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t = self.look.u, self.look.tokens
        frame = QRectF(self.rect())
        draw.box(painter, frame, fill=t.surface, line=t.field_line, radius=3 / 8 * u)
        if self.field.hasFocus():
            draw.ring(painter, frame, t, 3 / 8 * u)
        at = QPointF(frame.left() + 1.05 * u, frame.center().y() + 0.5)
        draw.icon(painter, self.look, at, "search", t.text2, size=1)
        painter.end()

    def _typed(self, words: str) -> None:
        self.clear.setVisible(bool(words))
        self._wait.start(0 if not words else FILTER_WAIT_MS)

    def _tell(self) -> None:
        self.filtered.emit(self.field.text().strip())


def _leaves(event: QEvent) -> bool:
    """Whether a key in a filter goes on to the rows."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Cross(PaintedButton):
    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(1.5), self._look.px(1.5))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, rect = self._look.tokens, QRectF(self.rect())
        if self.underMouse():
            draw.box(painter, rect, fill=t.hover, radius=4)
        draw.icon(painter, self._look, rect.center(), "x", t.text2, size=1)
        if self.ringed():
            draw.ring(painter, rect, t, 4)
        painter.end()


class ListColumn(View):
    """Title, a button for something new, filter, chips, counts, and the rows.

    Args:
        rows: the list; its delegate is told what was typed.
    """

    filtered = Signal(str)

    def __init__(self, look: Look, rows: RecordList, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, ground="canvas")
        self.list = rows
        self.title = Label(look, face="title")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(look.px(0.375))
        self.filter = FilterField(look)
        self.chips = Flow(look.px(0.375), QMargins(look.px(1), look.px(0.6), look.px(1), 0))
        self.counted = Label(look, face="second", ink="text2")
        self.order = Button(look, symbol="sort-ascending-letters", bare=True, small=True)
        self.order.hide()
        self.nothing = NothingMatches(look)
        self._stack = QStackedLayout()

        head = QHBoxLayout()
        head.setContentsMargins(look.px(1.25), 0, look.px(1), 0)
        head.addWidget(self.title, 1)
        head.addLayout(self.buttons)
        field = QHBoxLayout()
        field.setContentsMargins(look.px(1), look.px(0.75), look.px(1), 0)
        field.addWidget(self.filter)
        self.counts = counts = QHBoxLayout()
        counts.setContentsMargins(look.px(1.25), look.px(0.4), look.px(0.5), look.px(0.1))
        counts.addWidget(self.counted, 1)
        counts.addWidget(self.order)
        counts.addStrut(look.px(1.5))  # as high without orders beside the count as with them
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, look.px(0.8), 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(field)
        layout.addWidget(self.chips)
        layout.addLayout(counts)
        layout.addLayout(self._stack, 1)
        self._stack.addWidget(rows)  # not before: without a parent it would flash as a window
        self._stack.addWidget(self.nothing)

        self.filter.filtered.connect(self._filtered)
        self.filter.left.connect(self._enter_list)
        self.nothing.cleared.connect(self.filter.field.clear)
        self.nothing.cleared.connect(self.filter.field.setFocus)

    def _enter_list(self) -> None:
        if self.list.table.rowCount():
            if self.list.uid is None:
                self.list.choose_first()
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def add_chips(self, chips: Iterable[QWidget]) -> None:
        """Put filters below the field."""
        self.chips.add(chips)

    def add_aside(self, widget: QWidget) -> None:
        """Put something at the right of the counts."""
        self.counts.insertWidget(1, widget)

    def show_counts(self, shown: int, total: int, every: str = "") -> None:
        """How many of how many there are; says so where nothing is left over.

        Args:
            every: what is said while all are shown, such as "2 exchanges".
        """
        some = _("{shown} of {total}").format(
            shown=format_number(shown), total=format_number(total)
        )
        self.counted.setText(some if shown != total else every or format_number(total))
        self._stack.setCurrentWidget(self.list if shown or not total else self.nothing)

    def _filtered(self, words: str) -> None:
        self.list.rows.query = words
        self.filtered.emit(words)
        self.list.viewport().update()
