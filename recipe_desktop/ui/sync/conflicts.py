"""Conflicts: the inbox of what was written apart and waits for a decision."""

from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QKeySequence, QPainter, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_number, ngettext
from recipe_desktop.services import conflicts
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.conflicts import Conflict
from recipe_desktop.ui.cards.empty import EmptyState, Nothing
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.panes.one_or_both import OneOrBoth
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.sync.decision import DecisionView
from recipe_desktop.ui.sync.wording import field_of, offices_of, said_of
from recipe_desktop.ui.tables.records import LINE
from recipe_desktop.ui.tables.rows import PaintedRows, RowsView
from recipe_desktop.ui.tables.short import ShortTable
from recipe_desktop.ui.view import Label, View

_LIST: Final = 20.5  # units
_ROW: Final = 4.5
_SYMBOLS: Final = {"organisations": "building", "people": "user"}


class _Rows(PaintedRows):
    @override
    def paint_row(
        self, painter: QPainter, whole: QRectF, ground: QRectF, line: Conflict, *, selected: bool
    ) -> float:
        look, t, u = self._look, self._look.tokens, self._look.u
        left = ground.left() + 2.5 * u
        ink = t.accent_ink if selected else t.text3
        at = QPointF(ground.left() + 1.3 * u, whole.top() + 1.1 * u)
        draw.icon(painter, look, at, _SYMBOLS.get(line.kind, "database"), ink)
        first = QRectF(left, whole.top() + 0.45 * u, ground.right() - 0.75 * u - left, 1.25 * u)
        draw.text(painter, first, field_of(line), look.fonts.strong, t.text)
        draw.text(painter, first.translated(0, 1.2 * u), line.name, look.fonts.body, t.text)
        third = first.translated(0, 2.35 * u)
        draw.text(painter, third, offices_of(line), look.fonts.second, t.text2)
        return left


class ConflictsTab(View):
    """The inbox: what waits at the left, what it is about at the right."""

    def __init__(self, given: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(given.look, parent)
        self._given = given
        look = given.look
        self.item: Conflict | None = None
        self._is_stale = False
        self._model = ShortTable[Conflict](said_of, self)
        self.list = RowsView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Rows(look, self.list, high=_ROW))
        self.counted = Label(look, face="second", ink="text2")
        self.detail = DecisionView(given)
        self.empty = EmptyState(
            look,
            Nothing(
                lambda: _("No conflict is open"),
                lambda: _(
                    "Where two offices write different values without knowing of each other, both are kept and wait here until somebody decides."
                ),
            ),
            ("pencil", "git-fork", "check"),
        )
        left = View(look)
        left.setMinimumWidth(look.px(_LIST))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, look.px(0.9), 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(look.px(1.25), 0, look.px(1), 0)
        head.addWidget(self.counted)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self._both = OneOrBoth(look, left, self.list, self.detail, self.detail.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._both, 1)
        layout.addWidget(self.empty, 1)
        self._keys = [QShortcut(QKeySequence(str(n)), self) for n in range(1, 10)]
        for number, key in enumerate(self._keys, start=1):
            key.setContext(Qt.ShortcutContext.WindowShortcut)  # wherever the keyboard is beside it
            key.setAutoRepeat(False)  # a key held down decides one conflict, not all of them
            key.activated.connect(partial(self._take, number))
        self.retranslate()

        self.list.selectionModel().currentChanged.connect(self._current_changed)
        given.notices.committed.connect(self._committed)

    @override
    def retranslate(self) -> None:
        self.list.setAccessibleName(_("Conflicts"))
        self.refresh()

    def refresh(self) -> None:
        """Ask for what is open now; the chosen one stays chosen."""
        self._is_stale = False
        before = self.item.id if self.item else ""
        row = self.list.currentIndex().row()
        items = self._given.workspace.ask(conflicts.inbox)
        self._model.show(items)
        self._both.setVisible(bool(items))
        self.empty.setVisible(not items)
        said = ngettext(
            "{count} to decide, oldest first", "{count} to decide, oldest first", len(items)
        )
        self.counted.setText(said.format(count=format_number(len(items))))
        places = [place for place, item in enumerate(items) if item.id == before]
        wanted = places[0] if places else min(max(row, 0), len(items) - 1)
        if items:
            self.list.setCurrentIndex(self._model.index(wanted))
            self._show(items[wanted])
        else:
            self.item = None

    def choose_record(self, uid: str) -> None:
        """Choose the first conflict of a record."""
        for place, item in enumerate(self._model.things):
            if item.uid == uid:
                self.list.setCurrentIndex(self._model.index(place))
                self._both.turn_to_pane()
                return

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        item = now.data(LINE) if now.isValid() else None
        if isinstance(item, Conflict):
            self._show(item)

    def _take(self, number: int) -> None:
        if self._is_covered():
            return
        if self.detail.isHidden():
            self._both.turn_to_pane()  # nobody decides what is out of sight
        else:
            self.detail.take(number)

    def _is_covered(self) -> bool:
        """Whether the keyboard is in something that lies over the page."""
        window, at = self.window(), QApplication.focusWidget()
        while at is not None and at is not window and at.parentWidget() is not window:
            at = at.parentWidget()
        return at is not None and at is not window and not at.isAncestorOf(self)

    def _show(self, item: Conflict) -> None:
        self.item = item
        self.detail.show_item(item)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _committed(self, changes: ChangeSet) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True  # nobody looks: asked for when somebody does
