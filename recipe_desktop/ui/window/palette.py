"""Go anywhere, do anything: one field over everything that can be found or done (Ctrl+K)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.ui.actions import Actions, key_sequence
from recipe_desktop.ui.dialogs.sheet import Sheet
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.style import plain
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.tables.marks import Marker, mark_on
from recipe_desktop.ui.tables.records import LINE
from recipe_desktop.ui.tables.rows import RowsView
from recipe_desktop.ui.tables.short import ShortTable
from recipe_desktop.ui.view import Label

_WAIT_MS = 150
_HIGH = 2.375  # of a row, in units
_HIGH_HEADING = 1.85
OPENS = "go.palette"
"""The action that opens the palette, which does not offer it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something found: where it stands, what it is called, and what choosing it does."""

    group: str
    name: str
    run: Callable[[], None]
    second: str = ""
    symbol: str = ""
    keys: str = ""
    possible: bool = True


Search = Callable[[str], Sequence[Offer]]
Entry = Offer | str  # a string is the heading of a group


def said_of(entry: Entry) -> str:
    """An entry in one line."""
    if isinstance(entry, str):
        return entry
    return ", ".join(part for part in (entry.name, entry.second, entry.keys) if part)


def grouped(hits: Sequence[Offer]) -> list[Entry]:
    """The hits with the heading of each group above its first."""
    entries: list[Entry] = []
    group = ""
    for hit in hits:
        if hit.group != group:
            group = hit.group
            entries.append(group)
        entries.append(hit)
    return entries


class _Entries(ShortTable[Entry]):
    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and isinstance(self.things[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return usual


class _Rows(QStyledItemDelegate):
    def __init__(self, look: Look, marker: Marker, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._marker = look, marker
        self.query = ""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        high = _HIGH_HEADING if isinstance(index.data(LINE), str) else _HIGH
        return QSize(10 * self._look.u, round(high * self._look.u))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look, t, u = self._look, self._look.tokens, self._look.u
        entry, rect = index.data(LINE), QRectF(option.rect)
        if isinstance(entry, str):
            place = rect.adjusted(0.875 * u, 0.2 * u, 0, 0)
            draw.text(painter, place, entry, look.fonts.small_strong, t.text2)
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        draw.row_ground(painter, rect, t, selected=selected, hovered=hovered)
        ink = t.text if entry.possible else t.field_line
        sign = t.accent_ink if selected else t.text2
        middle = rect.center().y() + 0.5
        draw.icon(
            painter,
            look,
            QPointF(rect.left() + 1.45 * u, middle),
            entry.symbol or "chevron-right",
            sign,
        )
        right = rect.right() - 0.9 * u
        keys = list(key_caps(entry.keys))
        if selected and not keys:
            keys = [_("Enter")]
        for key in reversed(keys):
            right -= draw.key_cap(painter, look, QPointF(right, middle), key) + 0.25 * u
        name = QRectF(
            rect.left() + 2.875 * u, rect.top(), right - rect.left() - 3 * u, rect.height()
        )
        marked = self._marker.best(self.query, (entry.name, entry.second))
        mark = mark_on(marked, 0)
        wide = draw.marked_text(painter, name, entry.name, look.fonts.action, ink, mark, t.mark)
        if entry.second:
            beside = name.adjusted(wide + 0.65 * u, 0, 0, 0)
            if beside.width() > 3 * u:
                face, mark = look.fonts.second, mark_on(marked, 1)
                draw.marked_text(painter, beside, entry.second, face, t.text2, mark, t.mark)


class _Head(QWidget):
    """The field with its glass and the Escape key."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.field = QLineEdit(self)
        self.setFixedHeight(look.px(3.8))
        plain(self.field, look)
        self.field.setFont(look.fonts.big.font)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look.px(3.25), 0, look.px(4.5), 0)
        layout.addWidget(self.field)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, middle = self._look.u, self._look.tokens, self.height() / 2
        draw.icon(painter, self._look, QPointF(1.9 * u, middle), "search", t.text2, size=22 / 16)
        draw.key_cap(painter, self._look, QPointF(self.width() - 1.25 * u, middle), _("Esc"))
        draw.hairline(painter, 0, self.width(), self.height() - 1, t.line)
        painter.end()


class _Foot(QWidget):
    """What the keys do."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedHeight(look.px(2.35))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, middle = self._look.u, self._look.tokens, self.height() / 2
        ground = QRectF(self.rect()).adjusted(1, 0, -1, -1)
        draw.box(painter, ground.adjusted(0, -u, 0, 0), fill=t.sunken, radius=0.75 * u)
        painter.fillRect(QRect(1, -1, self.width() - 2, round(u)), t.sunken)
        draw.hairline(painter, 0, self.width(), 0, t.line)
        left = 1.4 * u
        face = self._look.fonts.second
        for key, words in (
            ("↑ ↓", _("choose")),
            (_("Enter"), _("open")),
            (_("Esc"), _("close")),
        ):
            wide = max(self._look.fonts.small.width(key) + 0.6 * u, 1.1 * u)
            draw.key_cap(painter, self._look, QPointF(left + wide, middle), key)
            left += wide + 0.5 * u
            room = QRectF(left, 0, face.width(words) + 1, self.height())
            left += draw.text(painter, room, words, face, t.text2) + 1.3 * u
        painter.end()


class Palette(Sheet):
    """The palette; Escape closes it, Enter does what is chosen.

    Args:
        actions: its commands.
        search: finds records by what is typed, some of each group.
        marker: marks the letters that matched.
    """

    def __init__(
        self, look: Look, window: QWidget, actions: Actions, search: Search, marker: Marker
    ) -> None:
        super().__init__(look, window, wide=40)
        self._actions, self._search, self._marker = actions, search, marker
        self.setAccessibleName(_("Go to or do"))
        self._head = _Head(look, self.panel)
        self.field = self._head.field
        self.field.setPlaceholderText(_("Go to or do"))
        self.field.setAccessibleName(_("Go to or do"))
        self._entries = _Entries(said_of, self)
        self._rows = _Rows(look, marker, self)
        self.list = RowsView()
        self.list.setUniformItemSizes(False)  # headings are lower
        self.list.setModel(self._entries)
        self.list.setItemDelegate(self._rows)
        self.list.setAccessibleName(_("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = Label(look, ink="text2")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)

        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        inner = QVBoxLayout()
        inner.setContentsMargins(look.px(0.5), look.px(0.3), look.px(0.5), look.px(0.5))
        inner.addWidget(self.list)
        inner.addWidget(self.nothing)
        layout.addLayout(inner)
        layout.addWidget(_Foot(look, self.panel))

        self.field.textChanged.connect(self._wait.start)
        self._wait.timeout.connect(self.look_up)
        self.list.clicked.connect(self._choose)
        self.field.installEventFilter(self)
        self.look_up()

    @override
    def first_focus(self) -> QWidget:
        return self.field

    @override
    def place(self) -> None:
        self._fit()

    def look_up(self) -> None:
        """Show what fits the words in the field now; a command that is called so comes first."""
        words = self.field.text().strip()
        records, commands = self._search(words) if words else [], self._commands(words)
        is_meant = bool(words and commands) and self._marker.rank(words, commands[0].name) == 0
        hits = [*commands, *records] if is_meant else [*records, *commands]
        self._rows.query = words
        self._entries.show(grouped(hits))
        self.list.setVisible(bool(hits))
        self.nothing.setVisible(not hits)
        self.nothing.setText(_("Nothing is called “{words}”").format(words=words))
        self._select_first()
        self._fit()

    def _fit(self) -> None:
        heights = (
            self._rows.sizeHint(QStyleOptionViewItem(), self._entries.index(row)).height()
            for row in range(self._entries.rowCount())
        )
        most = round(0.6 * self.height())
        high = max((end for end in accumulate(heights) if end <= most), default=0)  # whole rows
        self.list.setFixedHeight(max(high, 3 * self.look.u))
        self.nothing.setFixedHeight(4 * self.look.u)
        super().place()
        spare = self.height() - self.look.u - self.room.height()
        self.room.move(self.room.x(), max(self.look.u, min(self.height() // 8, spare)))
        self.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.field and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._key(event.key()):
            return True
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        page = max(1, int(self.list.viewport().height() / (_HIGH * self.look.u)) - 1)
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }
        for which, step in steps.items():
            if key == which:
                self._move(step)
                return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._wait.isActive():
                self._wait.stop()
                self.look_up()
            self._choose(self.list.currentIndex())
            return True
        return False

    def _commands(self, words: str) -> list[Offer]:
        """The commands in which every word stands, the one that is meant most likely first."""
        hits = []
        for action in self._actions:
            if action.id == OPENS:
                continue  # it is open
            text = action.text().replace("&", "")
            rank = self._marker.rank(words, text)
            if rank is None:
                continue
            possible = self._actions.possible(action)
            offer = Offer(
                group=_("Commands"),
                name=text,
                run=partial(self._actions.run, action.id),
                second="" if possible else self._actions.why_not(action),
                symbol=action.icon,
                keys=action.shortcut and key_text(action.shortcut),
                possible=possible,
            )
            hits.append((rank, offer))
        return [offer for _rank, offer in sorted(hits, key=lambda hit: hit[0])]

    def _offers(self) -> list[int]:
        """The rows that can be chosen."""
        things = self._entries.things
        return [row for row, entry in enumerate(things) if isinstance(entry, Offer)]

    def _select_first(self) -> None:
        for row in self._offers()[:1]:
            self.list.setCurrentIndex(self._entries.index(row))

    def _move(self, step: int) -> None:
        """Go so many rows down, or up, headings not counted, at most to the end."""
        offers, here = self._offers(), self.list.currentIndex().row()
        if here not in offers:
            return
        place = min(max(offers.index(here) + step, 0), len(offers) - 1)
        self.list.setCurrentIndex(self._entries.index(offers[place]))
        if place == 0:
            self.list.scrollToTop()  # its heading, too

    def _choose(self, index: QModelIndex) -> None:
        entry = index.data(LINE) if index.isValid() else None
        if isinstance(entry, Offer) and entry.possible:
            self.accept()
            entry.run()


def key_text(shortcut: str) -> str:
    """A shortcut as it is shown to the user of this platform."""
    return key_sequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def key_caps(keys: str) -> list[str]:
    """The single keys of a shown shortcut."""
    return [key for key in keys.replace("++", "+Plus").split("+") if key] if keys else []
