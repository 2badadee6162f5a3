"""Lines with a choice each: where a column of a file goes, how the file is to be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.ui.cards import Line
from recipe_desktop.ui.cards.lines import clear
from recipe_desktop.ui.layout.scrolling import scrolled
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label, View

_FIELD = 12.5  # units; width of the fields at the right


class ChoiceBox(QComboBox):
    """A list of choices; keys open it, and only Enter or a click in it chooses.

    Walking through the closed list would choose everything on the way, and a field that a
    column gets is taken from another one.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(look.px(_FIELD))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def name(self, words_: str) -> None:
        """Name it for a screen reader."""
        self.setAccessibleName(words_)
        self.view().setAccessibleName(words_)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling past must not choose

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        walking = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
        typing = event.text().isprintable() and bool(event.text().strip())
        if walking or typing:
            self.showPopup()
            return
        super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class ChoiceEntry:
    """One line of a pane: what it is about, a sample or hint, and what can be chosen."""

    title: str
    second: str
    choices: Sequence[tuple[str, str]]
    chosen: str


class _Arrow(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(1.2), self._look.px(1))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        at = QPointF(QRectF(self.rect()).center())
        draw.icon(painter, self._look, at, "arrow-narrow-right", self._look.tokens.text2, size=1)
        painter.end()


class ChoicesPane(View):
    """A scrolling list of entries with a choice each; ``chosen`` tells place and value."""

    chosen = Signal(int, str)

    def __init__(self, look: Look, parent: QWidget | None = None, *, arrows: bool = False) -> None:
        super().__init__(look, parent)
        self._arrows = arrows
        self.nothing = Label(look, ink="text2", wrap=True)
        self.nothing.hide()
        self.fields: list[ChoiceBox] = []
        self._shapes: list[tuple[object, ...]] = []
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        inner = QWidget()
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(look.px(1.125), 0, look.px(1), look.px(0.5))
        self.nothing.setContentsMargins(0, look.px(0.75), 0, 0)
        whole.addWidget(self.nothing)
        whole.addLayout(self._body)
        whole.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inner))

    def show_entries(self, entries: Sequence[ChoiceEntry]) -> None:
        """Show other entries; the field with the keyboard keeps it."""
        self.nothing.setVisible(not entries)
        focused = next((at for at, field in enumerate(self.fields) if field.hasFocus()), -1)
        shapes = [_shape(entry) for entry in entries]
        if shapes == self._shapes:
            for field, entry in zip(self.fields, entries, strict=True):
                field.setCurrentIndex(field.findData(entry.chosen))
            return
        self._shapes = shapes
        clear(self._body)
        self.fields = []
        for place, entry in enumerate(entries):
            if place:
                self._body.addWidget(Line(self.look))
            self._body.addWidget(self._line(place, entry))
        if 0 <= focused < len(self.fields):
            self.fields[focused].setFocus()

    def _line(self, place: int, entry: ChoiceEntry) -> QWidget:
        look = self.look
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, look.px(0.3), 0, look.px(0.3))
        layout.setSpacing(look.px(0.5))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(look, entry.title, face="action", wrap=not self._arrows))
        texts.addWidget(
            Label(look, entry.second, face="second", ink="text2", wrap=not self._arrows)
        )
        layout.addLayout(texts, 1)
        if self._arrows:
            layout.addWidget(_Arrow(look))
        field = ChoiceBox(look)
        field.name(entry.title)
        for value, word in entry.choices:
            field.addItem(word, value)
        field.setCurrentIndex(max(0, field.findData(entry.chosen)))
        field.activated.connect(lambda at, p=place, f=field: self.chosen.emit(p, f.itemData(at)))
        self.fields.append(field)
        layout.addWidget(field)
        return line


def _shape(entry: ChoiceEntry) -> tuple[object, ...]:
    """All of an entry but what is chosen: as long as it stays, so does its field."""
    return entry.title, entry.second, tuple(entry.choices)
