"""Looking for a name: a few letters, an arrow where it is not the only one, Enter."""

from typing import Any, Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.domain.names import fold
from recipe_desktop.i18n import _
from recipe_desktop.ui.desk.model import Hit, Hits
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.fonts import Face
from recipe_desktop.ui.look.style import plain
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import STATUS_ICONS, Status
from recipe_desktop.ui.tables.marks import Marker, mark_on
from recipe_desktop.ui.tables.records import LINE
from recipe_desktop.ui.tables.rows import RowsView
from recipe_desktop.ui.tables.short import ShortTable
from recipe_desktop.ui.view import Label, View

_ROW: Final = 4.3
_SIDE: Final = 1.25
_SIGN: Final = 1.75  # beside a warning
Index = QModelIndex | QPersistentModelIndex


class BigField(View):
    """The field for a name, large enough to be read while standing."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.field = QLineEdit(self)
        self.field.installEventFilter(self)
        self.said = Label(look, face="second", ink="text2")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.field, 1)
        self._row.addWidget(self.said)
        self.setFocusProxy(self.field)
        self.measure()
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self.field.setAccessibleName(_("Name"))
        self.field.setPlaceholderText(_("Name, organisation, email or badge number"))

    @override
    def measure(self) -> None:
        self.setFixedHeight(self.look.px(3.6))
        self._row.setContentsMargins(self.look.px(3.1), 0, self.look.px(1.1), 0)
        plain(self.field, self.look)
        self.field.setFont(self.look.fonts.desk_field.font)

    @override
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t, frame = self.look.u, self.look.tokens, QRectF(self.rect())
        draw.box(painter, frame, fill=t.surface, line=t.field_line, radius=0.6 * u)
        if self.field.hasFocus():
            draw.ring(painter, frame, t, 0.6 * u)
        at = QPointF(1.9 * u, frame.center().y())
        draw.icon(painter, self.look, at, "search", t.text2, size=26 / 16)
        painter.end()


class _Rows(QStyledItemDelegate):
    """Large rows: name, organisation, a second feature, and at the right what can be done."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.marker = Marker(fold)
        self.query = ""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._look.px(20), self._look.px(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        u, t, fonts = self._look.u, self._look.tokens, self._look.fonts
        hit, whole = index.data(LINE), QRectF(option.rect)
        is_marked = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_marked:
            frame = whole.adjusted(0.35 * u, 1, -0.35 * u, -1)
            draw.box(painter, frame, fill=t.selected, line=t.accent, radius=0.5 * u, width=2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw.box(painter, whole.adjusted(0.35 * u, 1, -0.35 * u, -1), fill=t.hover, radius=8)
        inside = whole.adjusted(_SIDE * u, 0, -_SIDE * u, 0)
        right = QPointF(inside.right(), whole.center().y())
        taken = self._right(painter, right, hit, is_marked=is_marked) + u
        first = QRectF(inside.left(), whole.top() + 0.65 * u, inside.width() - taken, 1.6 * u)
        ink = t.text2 if not hit.is_open else t.text
        found = self.marker.best(self.query, (hit.name, hit.organisation, hit.feature))

        def say(place: int, rect: QRectF, words: str, face: Face, colour: str) -> float:
            return draw.marked_text(
                painter, rect, words, face, colour, mark_on(found, place), t.mark
            )

        say(0, first, hit.name, fonts.lead, ink)
        second = first.translated(0, 1.55 * u)
        used = say(1, second, hit.organisation, fonts.second_strong, t.text2)
        gap = 0.75 * u if used else 0.0
        rest = second.adjusted(used + gap, 0, 0, 0)
        if rest.width() > 2 * u:
            say(2, rest, hit.feature, fonts.second, t.text2)
        if not is_marked:
            draw.hairline(painter, inside.left(), inside.right(), whole.bottom() - 1, t.line)
        painter.restore()

    def _right(self, painter: QPainter, right: QPointF, hit: Hit, *, is_marked: bool) -> float:
        look, u, t = self._look, self._look.u, self._look.tokens
        if not hit.is_open:
            return draw.pill(painter, look, right, hit.status, hit.state)
        rect = button_rect(look, right, is_marked=is_marked)
        fill = t.accent if is_marked else (t.raised if t.name == "dark" else t.surface)
        draw.box(
            painter, rect, fill=fill, line=None if is_marked else t.control_line, radius=6 / 16 * u
        )
        ink = t.on_accent if is_marked else t.text
        inner = rect.adjusted(0.8 * u, 0, 0, 0)
        used = draw.text(painter, inner, _("Check in"), look.fonts.action, ink)
        if is_marked:
            key = inner.adjusted(used + 0.85 * u, 0, 0, 0)
            draw.text(painter, key, _("Enter"), look.fonts.small, ink)
        return rect.width()


def _said(hit: Hit) -> str:
    return ", ".join(filter(None, (hit.name, hit.organisation, hit.feature, hit.state)))


def button_rect(look: Look, right: QPointF, *, is_marked: bool) -> QRectF:
    """Where the button of a row lies."""
    u, fonts = look.u, look.fonts
    wide = fonts.action.width(_("Check in")) + 1.6 * u
    if is_marked:
        wide += fonts.small.width(_("Enter")) + 0.85 * u
    return QRectF(right.x() - wide, right.y() - 1.05 * u, wide, 2.1 * u)


class _List(RowsView):
    """The rows; a click on a row's button checks in, elsewhere it marks."""

    pressed_button = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field's arrow keys walk through it
        look.changed.connect(self.doItemsLayout)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        rect = QRectF(self.visualRect(index))
        right = QPointF(rect.right() - _SIDE * self._look.u, rect.center().y())
        if button_rect(self._look, right, is_marked=True).contains(event.position()):
            self.pressed_button.emit(index.row())


class SearchPane(View):
    """The field, and who fits; ``chosen`` tells whom to check in, ``typed`` what is looked for.

    Enter takes the marked one. Only a person who is the only one is marked without an arrow key,
    so that nobody is taken for a namesake.
    """

    chosen = Signal(str)
    typed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.field = BigField(look)
        self.warning = Label(look, face="second_strong", ink="look", wrap=True)
        self.list = _List(look, self)
        self.found: ShortTable[Hit] = ShortTable(_said, self.list)
        self.rows = _Rows(look, self.list)
        self.list.setModel(self.found)
        self.list.setItemDelegate(self.rows)
        self.nothing = Label(look, face="body", ink="text2", wrap=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(look.px(0.8))
        self._layout.addWidget(self.field)
        inside = QVBoxLayout()
        inside.setContentsMargins(1, look.px(0.4), 1, look.px(0.4))
        inside.setSpacing(0)
        head = QHBoxLayout()
        beside = look.px(_SIDE + _SIGN)
        head.setContentsMargins(look.px(_SIDE), look.px(0.1), beside, look.px(0.3))
        head.addWidget(self.warning, 1)
        inside.addLayout(head)
        inside.addWidget(self.list, 1)
        note = QHBoxLayout()
        note.setContentsMargins(look.px(_SIDE), look.px(0.5), look.px(_SIDE), look.px(0.5))
        note.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(note)
        self._layout.addLayout(inside, 1)
        self.retranslate()
        self.show_hits(Hits())

        self.field.field.textChanged.connect(self.typed)
        self.field.field.installEventFilter(self)
        self.list.pressed_button.connect(self._take_row)
        self.list.doubleClicked.connect(lambda index: self._take_row(index.row()))

    @override
    def retranslate(self) -> None:
        self.list.setAccessibleName(_("People found"))

    @property
    def text(self) -> str:
        """What is typed."""
        return self.field.field.text()

    def show_hits(self, hits: Hits) -> None:
        """Show who fits; the only one is marked."""
        self.rows.query = self.text
        self.found.show(hits.lines)
        self.field.said.setText(hits.said)
        self.warning.setText(hits.warning)
        self.warning.setVisible(bool(hits.warning))
        self.list.setVisible(bool(hits.lines))
        self.nothing.setVisible(not hits.lines)
        enough = len(self.text.strip()) >= 2
        self.nothing.setText(
            _("Nobody on the list fits. Ins adds a walk-in.")
            if enough
            else _(
                "Type two letters or more, of any part of the name, without accents if you like."
            )
        )
        if len(hits.lines) == 1:
            self._mark(0)
        self.update()

    @property
    def marked(self) -> Hit | None:
        """Who would be checked in by Enter."""
        index = self.list.currentIndex()
        return self.found.things[index.row()] if index.isValid() else None

    def take(self) -> bool:
        """Check the marked person in; False where nobody is marked, or is in already."""
        hit = self.marked
        if hit is None:
            return False
        self.chosen.emit(hit.uid)
        return True

    def walk(self, step: int) -> None:
        """Mark the next or the one before."""
        index, last = self.list.currentIndex(), len(self.found.things) - 1
        if last < 0:
            return
        row = index.row() + step if index.isValid() else (0 if step > 0 else last)
        self._mark(min(last, max(0, row)))

    def _mark(self, row: int) -> None:
        index = self.found.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _take_row(self, row: int) -> None:
        self._mark(row)
        self.take()

    @override
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.walk(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take()
                return True
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t = self.look.u, self.look.tokens
        top = self.field.geometry().bottom() + self.look.px(0.8) + 1
        card = QRectF(0, top, self.width(), self.height() - top)
        draw.box(painter, card, fill=t.surface, line=t.line, radius=0.6 * u)
        if self.warning.isVisible():
            at = QPointF(card.right() - _SIDE * u - 0.5 * u, self.warning.geometry().center().y())
            draw.icon(painter, self.look, at, STATUS_ICONS[Status.LOOK], t.look)
        painter.end()
