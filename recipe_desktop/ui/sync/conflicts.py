"""Conflicts: what was written apart, both values side by side, and the decision."""

from functools import partial
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStyle,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.i18n import _, format_list, format_number, ngettext
from recipe_desktop.services import conflicts, history, words
from recipe_desktop.services.changes import ChangeSet
from recipe_desktop.services.conflicts import Conflict, Rival
from recipe_desktop.ui.cards import Banner, Card, Disc, Doing, Line, PageHead, Pill
from recipe_desktop.ui.empty import EmptyState, Nothing
from recipe_desktop.ui.initials import initials, series
from recipe_desktop.ui.lines import clear
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.near_days import when
from recipe_desktop.ui.scrolling import DETAIL_UNITS, scrolled
from recipe_desktop.ui.surroundings import Surroundings
from recipe_desktop.ui.sync.incoming_lines import suggested_word
from recipe_desktop.ui.tables.records import LINE
from recipe_desktop.ui.tables.rows import PaintedRows, RowsView
from recipe_desktop.ui.tables.short import ShortTable
from recipe_desktop.ui.view import Label, View

_LIST: Final = 20.5  # units
_ROW: Final = 4.5
_SYMBOLS: Final = {"organisations": "building", "people": "user"}
_MOST_HISTORY: Final = 4
_State = QStyle.StateFlag


def field_of(item: Conflict) -> str:
    """What the conflict is about: a field, or whether the record stays."""
    if item.kind_of == "delete":
        return words.conflict_word("delete")
    return words.field_label(item.kind, item.field)


def value_of(item: Conflict, rival: Rival) -> str:
    """A value in words."""
    if item.kind_of == "delete":
        return _("Deleted") if rival.value == "deleted" else _("Kept")
    return words.value_word(item.kind, item.field, rival.value) or _("nothing")


def offices_of(item: Conflict) -> str:
    """The offices that wrote it."""
    names = dict.fromkeys(
        words.member_name(rival.member) if rival.member else rival.device for rival in item.rivals
    )
    return format_list([name for name in names if name])


def said_of(item: Conflict) -> str:
    """A conflict in one line."""
    return ", ".join((field_of(item), item.name, offices_of(item)))


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


class _RivalCard(Card):
    """One of the values: who wrote it, when, and the button that takes it."""

    def __init__(
        self, look: Look, item: Conflict, number: int, rival: Rival, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self.selected = rival.shown
        name = rival.by or rival.device or _("The record")
        office = words.member_name(rival.member) if rival.member else ""
        top = QHBoxLayout()
        top.setSpacing(look.px(0.75))
        top.addWidget(Disc(look, initials(name), series(name), size=2))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(look, name, face="strong"))
        second = ", ".join(part for part in (office, rival.device if rival.by else "") if part)
        texts.addWidget(Label(look, second, face="second", ink="text2"))
        top.addLayout(texts, 1)
        if rival.shown:
            pill = Pill(look, Status.NOTE, _("Shown now"), symbol="eye")
            top.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
        self.take = Button(look, _("Take this"), primary=rival.shown and item.is_ours)
        if not item.is_ours:
            self.take.setText(_("Suggest this"))
        row = QHBoxLayout()
        row.setContentsMargins(look.px(0.25), look.px(0.6), look.px(0.25), look.px(0.6))
        row.setSpacing(look.px(1))
        if item.kind_of == "field":
            row.addWidget(Label(look, field_of(item), ink="text2"))
        row.addWidget(_Differing(look, value_of(item, rival)))
        row.addStretch()
        foot = QHBoxLayout()
        foot.addWidget(Label(look, when(rival.at), ink="text2"), 1)
        foot.addWidget(_KeyHint(look, str(number)))
        foot.addWidget(self.take)
        self.body.addLayout(top)
        self.body.addWidget(Line(look))
        self.body.addLayout(row)
        self.body.addStretch()
        self.body.addLayout(foot)


class _Differing(QWidget):
    """A value that differs, on the amber tint."""

    def __init__(self, look: Look, words_: str) -> None:
        super().__init__()
        self._look = look
        self.label = Label(look, words_, face="strong", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(0.6), look.px(0.3), look.px(0.6), look.px(0.3))
        layout.addWidget(self.label)
        self.label.setMaximumWidth(look.px(18))
        wide = min(look.fonts.strong.width(words_) + 4, look.px(18))
        self.label.setMinimumWidth(round(wide))

    @override
    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        t = self._look.tokens
        line = t.ink(Status.LOOK) if t.outlined else None
        rect = QRectF(self.rect())
        draw.box(painter, rect, fill=t.tint(Status.LOOK), line=line, radius=self._look.u / 4)
        painter.end()


class _KeyHint(QWidget):
    """A key cap beside a button."""

    def __init__(self, look: Look, key: str) -> None:
        super().__init__()
        self._look, self._key = look, key
        self.setFixedSize(look.px(1.4), look.px(1.4))

    @override
    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        right = QPointF(self.width() - 2, self.height() / 2)
        draw.key_cap(painter, self._look, right, self._key)
        painter.end()


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
        self.detail = _Detail(given)
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
        self._both = QSplitter(Qt.Orientation.Horizontal)
        self._both.addWidget(left)
        self._both.addWidget(self.detail)
        self._both.setStretchFactor(1, 1)
        self._both.setChildrenCollapsible(False)
        self._both.setSizes([look.px(_LIST), look.px(DETAIL_UNITS)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._both, 1)
        layout.addWidget(self.empty, 1)
        self._keys = [QShortcut(QKeySequence(str(n)), self) for n in range(1, 10)]
        for number, key in enumerate(self._keys, start=1):
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.setAutoRepeat(False)  # a key held down decides one conflict, not all of them
            key.activated.connect(partial(self.detail.take, number))
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
                return

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        item = now.data(LINE) if now.isValid() else None
        if isinstance(item, Conflict):
            self._show(item)

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


class _Detail(View):
    """One conflict: the values side by side, whose turn it is, how it came about."""

    def __init__(self, given: Surroundings) -> None:
        super().__init__(given.look, ground="surface")
        self._given = given
        look = given.look
        self.item: Conflict | None = None
        self.cards: list[_RivalCard] = []
        self.head = PageHead(look, face="record")
        self._open = Button(look, symbol="external-link")
        self.head.buttons.addWidget(self._open)
        self._values = QHBoxLayout()
        self._values.setSpacing(look.px(1))
        self.another = Button(look, symbol="pencil")
        self.field = _ValueField(self)
        self.use = Button(look)
        self.trouble = Label(look, face="second", ink="block", wrap=True)
        self._writing = QHBoxLayout()
        self._writing.addWidget(self.another)
        self._writing.addWidget(self.field, 1)
        self._writing.addWidget(self.use)
        self._writing.addStretch()
        self._turn = QVBoxLayout()
        self._past = QVBoxLayout()
        self._past.setSpacing(look.px(0.4))
        inner = View(look)
        layout = QVBoxLayout(inner)
        edge = look.px(1.75)
        layout.setContentsMargins(edge, look.px(1.25), edge, look.px(1.25))
        layout.setSpacing(look.px(1))
        layout.addWidget(self.head)
        layout.addLayout(self._values)
        layout.addLayout(self._writing)
        layout.addWidget(self.trouble)
        layout.addLayout(self._turn)
        layout.addLayout(self._past)
        layout.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inner))
        self._write(on=False)
        self.retranslate()

        self._open.clicked.connect(self._open_record)
        self.another.clicked.connect(lambda: self._write(on=True))
        self.use.clicked.connect(self._use)
        self.field.returnPressed.connect(self._use)
        self.field.dropped.connect(lambda: self._write(on=False))

    @override
    def retranslate(self) -> None:
        self._open.setText(_("Open the record"))
        self.another.setText(_("Write another value"))
        self.use.setText(_("Use this value"))
        self.field.setAccessibleName(_("Another value"))

    def show_item(self, item: Conflict) -> None:
        """Show a conflict."""
        if self.item is None or self.item.id != item.id:
            self._write(on=False)
        self.item = item
        self._show_head(item)
        clear(self._values)
        self.cards = []
        for number, rival in enumerate(item.rivals, start=1):
            card = _RivalCard(self.look, item, number, rival)
            card.take.clicked.connect(partial(self.take, number))
            self.cards.append(card)
            self._values.addWidget(card, 1)
        self.another.setVisible(item.kind_of == "field" and self.field.isHidden())
        self._show_turn(item)
        self._show_past(item)

    def take(self, number: int) -> None:
        """Decide for a value, or suggest it."""
        item = self.item
        if item is None or number > len(item.rivals) or self._given.jobs.writing:
            return
        self._given.workspace.do(conflicts.take, item.id, number)

    def _show_head(self, item: Conflict) -> None:
        if item.kind_of == "delete":
            title = _("{name}: changed and deleted").format(name=item.name)
            second = _("One office deleted what another went on with. Choose which one counts.")
        else:
            title = _("{field} of {name}").format(field=field_of(item), name=item.name)
            second = _(
                "Written apart, without knowing of each other. Both are kept; choose which one counts."
            )
        self.head.show_texts(title, second)

    def _show_turn(self, item: Conflict) -> None:
        clear(self._turn)
        if not item.is_ours:
            said = _("The record belongs to another office, which decides.")
            more = _("What you choose travels there as a suggestion with the next file you send.")
            self._turn.addWidget(Banner(self.look, Status.NOTE, said, more))
        for suggested in item.suggestions:
            said = _("{member} suggests: {value}").format(
                member=words.member_name(suggested.member),
                value=suggested_word(item, suggested),
            )
            taking = partial(self._take_suggestion, suggested)
            doing = Doing(_("Take it"), taking) if item.is_ours else None
            self._turn.addWidget(Banner(self.look, Status.NOTE, said, suggested.by, doing))

    def _show_past(self, item: Conflict) -> None:
        clear(self._past)
        changes = self._given.workspace.ask(history.of_record, item.kind, item.uid)
        changes = [c for c in changes if c.field == item.field and c.what == "changed"]
        if not changes or item.kind_of != "field":
            return
        self._past.addWidget(Label(self.look, _("How it came about"), face="strong"))
        for change in changes[:_MOST_HISTORY]:
            row = QHBoxLayout()
            row.setSpacing(self.look.px(0.75))
            who = change.by or change.device
            row.addWidget(Disc(self.look, initials(who), series(who), size=1.5))
            texts = QVBoxLayout()
            texts.setSpacing(0)
            # Values apart have no before and after: only what each wrote is true.
            what = words.value_word(item.kind, item.field, change.new) or _("nothing")
            texts.addWidget(Label(self.look, what, face="action"))
            second = ", ".join(part for part in (change.by, change.device, when(change.at)) if part)
            texts.addWidget(Label(self.look, second, face="second", ink="text2"))
            row.addLayout(texts, 1)
            self._past.addLayout(row)

    def _take_suggestion(self, suggested: conflicts.Suggested) -> None:
        item = self.item
        if item is None:
            return
        for number, rival in enumerate(item.rivals, start=1):
            if rival.value == suggested.value:
                self.take(number)
                return
        value = "" if suggested.value is None else str(suggested.value)
        self._given.workspace.do(conflicts.write, item.id, value)

    def _write(self, *, on: bool) -> None:
        """Open or close the field for another value."""
        self.trouble.hide()
        self.field.setVisible(on)
        self.use.setVisible(on)
        self.another.setVisible(not on and (self.item is None or self.item.kind_of == "field"))
        if on:
            self.field.clear()
            self.field.setFocus()

    def _use(self) -> None:
        item, typed = self.item, self.field.text().strip()
        if item is None or not typed or self._given.jobs.writing:
            return
        try:
            self._given.workspace.do(conflicts.write, item.id, typed)
        except UserError as error:
            self.trouble.setText(words.sentence(error).replace("\n", " "))
            self.trouble.show()
            return
        self._write(on=False)

    def _open_record(self) -> None:
        if self.item is not None:
            self._given.ways.record.emit(self.item.kind, self.item.uid)


class _ValueField(QLineEdit):
    """Where another value is typed; its keys are no choices."""

    dropped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
            return
        super().keyPressEvent(event)
