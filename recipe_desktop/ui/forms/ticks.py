"""The list of a field with several values, while it is open; a long one is searched by typing."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.names import fold
from recipe_desktop.i18n import _
from recipe_desktop.ui.forms.fields import Choice
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.tables.choices import ChoiceList

_LONG: Final = 12  # choices that are seen at a glance
_SHOWN: Final = 10
_ROW: Final = 1.75
_RADIUS: Final = 3 / 8  # as that of a menu
_WINDOW: Final = (
    Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
)
_VALUE: Final = Qt.ItemDataRole.UserRole


class Ticks(QFrame):
    """Choices with a tick each; ``closed`` tells the ticked ones, unless Escape closed it.

    What was ticked when it opened stands on top. Typing leaves what fits, Enter in the field ticks
    the first of that, the Down key goes on to the list.
    """

    closed = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, _WINDOW)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # at the round corners
        self._look = look
        self._is_dropped = False
        self.field = QLineEdit()
        self.list = ChoiceList(look, "")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        self._edge = edge = look.px(0.3)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(edge)
        layout.addWidget(self.field)
        layout.addWidget(self.list)

        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        self.field.textEdited.connect(self._narrow)

    def retranslate(self, name: str) -> None:
        """Set its texts anew.

        Args:
            name: of the field that it belongs to.
        """
        self.list.setAccessibleName(name)
        self.list.nothing = _("Nothing matches")
        self.field.setPlaceholderText(_("Filter"))
        self.field.setAccessibleName(_("Filter"))

    def show_choices(self, choices: Sequence[Choice], ticked: Sequence[str]) -> None:
        """Show what can be chosen, and what is."""
        self._is_dropped = False
        self.list.clear()
        self.field.clear()
        is_long = len(choices) > _LONG
        self.field.setVisible(is_long)
        first = [choice for choice in choices if choice.value in ticked] if is_long else []
        for choice in (*first, *(one for one in choices if one not in first)):
            item = QListWidgetItem(choice.word, self.list)
            item.setData(_VALUE, choice.value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_ticked = choice.value in ticked
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)

    def open_below(self, widget: QWidget) -> None:
        """Open below a field, at least as wide."""
        look = self._look
        high = min(self.list.count(), _SHOWN) * look.px(_ROW) + look.px(1)
        if not self.field.isHidden():
            high += self.field.sizeHint().height() + self._edge
        self.setFixedSize(max(widget.width(), look.px(14)), high)
        self.move(widget.mapToGlobal(widget.rect().bottomLeft()))
        self.show()
        (self.list if self.field.isHidden() else self.field).setFocus(
            Qt.FocusReason.PopupFocusReason
        )

    @property
    def ticked(self) -> tuple[str, ...]:
        """The values with a tick, in the order of the list."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            str(item.data(_VALUE)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def drop(self) -> None:
        """Close it; what was ticked does not count."""
        self._is_dropped = True
        self.close()

    def _narrow(self, typed: str) -> None:
        """Leave what the words that are typed begin, whatever the accents."""
        wanted = fold(typed).split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            words = fold(item.text()).split()
            fits = all(any(word.startswith(part) for word in words) for part in wanted)
            item.setHidden(not fits)
        first = self._first()
        if first is not None:
            self.list.setCurrentItem(first)

    def _first(self) -> QListWidgetItem | None:
        rows = (self.list.item(row) for row in range(self.list.count()))
        return next((item for item in rows if not item.isHidden()), None)

    def _tick_first(self) -> None:
        item = self._first()
        if item is not None:
            was = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if was else Qt.CheckState.Checked)
            self.field.selectAll()  # what is typed next takes its place

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = event.key()
        is_enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.isAutoRepeat():
            return True  # it would tick and untick
        if key == Qt.Key.Key_Escape:
            self.drop()
        elif watched is self.field and key == Qt.Key.Key_Down:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif watched is self.field and is_enter:
            self._tick_first()
        elif is_enter:
            self.close()
        else:
            return super().eventFilter(watched, event)
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, radius = self._look.tokens, _RADIUS * self._look.u
        draw.box(painter, QRectF(self.rect()), fill=t.raised, line=t.control_line, radius=radius)
        painter.end()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._is_dropped:
            self.closed.emit(self.ticked)
