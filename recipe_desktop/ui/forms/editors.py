"""What stands in a field: plain text at rest, a real input in the same place while editing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from recipe_desktop.ui.forms.fields import Choice
from recipe_desktop.ui.forms.ticks import Ticks
from recipe_desktop.ui.forms.writing import Writing
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import PaintedButton
from recipe_desktop.ui.look.style import plain
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.undo_keys import asks_to_undo

PAD = 6  # between the ground of a field and its words


def paint_value(
    widget: QWidget, painter: QPainter, look: Look, words: str, note: str, ink: str
) -> bool:
    """A value with its note in small; tells whether it was elided."""
    whole = QRectF(widget.rect()).adjusted(PAD, 0, -PAD, 0)
    face, small = look.fonts.body, look.fonts.second
    wide = draw.text(painter, whole, words, face, ink)
    gap = 0.55 * look.u if words else 0
    beside = whole.adjusted(wide + gap, 0.5, 0, 0.5)
    if note and beside.width() > 2 * look.u:
        draw.text(painter, beside, note, small, look.tokens.text3)
    return face.width(words) > whole.width()


class TextEditor(QLineEdit):
    """A line of text; ``committed`` when it is left or Enter is pressed, and it is another."""

    committed = Signal(str)
    dropped = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.note, self.shown = "", ""
        self._writing = Writing()
        self.ink = "text"
        plain(self, look)
        self.setTextMargins(PAD - 2, 0, PAD, 0)
        self.editingFinished.connect(self._finished)
        look.changed.connect(self._dress)

    def show_value(self, typed: str, shown: str, note: str) -> None:
        """Show another value; what is being written here, or was not taken, stays."""
        self.note, self.shown, self._writing.stored = note, shown, typed
        if not self.isModified():
            self._show_stored()
        self.setToolTip(shown if self._look.fonts.body.width(shown) > self.width() > 0 else "")
        self.update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.isReadOnly():
            self.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_escape(event) and self.isModified():
            self._show_stored()
            self.dropped.emit()
            return
        super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # As long as nothing is being written here, undo and redo are those of the window.
        if asks_to_undo(event) and not self.isModified():
            event.ignore()
            return False
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() or self.isModified():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        ink = getattr(self._look.tokens, self.ink)
        paint_value(self, painter, self._look, self.shown, self.note, ink)
        painter.end()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.isModified() and self.text() != self._writing.stored:
            self._show_stored()  # it changed elsewhere while something was written and taken back

    def _finished(self) -> None:
        if self.isModified() and self._writing.has_said(self.text()):
            self.committed.emit(self.text())
        elif self.isModified():
            self._show_stored()
            self.dropped.emit()

    def _show_stored(self) -> None:
        self.setText(self._writing.stored)
        self.setCursorPosition(0)
        self._writing.begin(self.text())

    def _dress(self) -> None:
        plain(self, self._look)


class LongEditor(QPlainTextEdit):
    """Several lines of text, as high as they are; ``committed`` when it is left and changed."""

    committed = Signal(str)
    dropped = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._writing = Writing()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dress()
        self.textChanged.connect(self.fit)
        look.changed.connect(self._dress)

    def isModified(self) -> bool:
        """Whether something was written here that is not saved."""
        return self.document().isModified()

    def setModified(self, modified: bool) -> None:  # noqa: FBT001  # named as Qt's own
        """Say that what stands here is saved, or is not."""
        self.document().setModified(modified)

    def show_value(self, typed: str) -> None:
        """Show another value; what is being written here, or was not taken, stays."""
        self._writing.stored = typed
        if not self.isModified():
            self._show_stored()
        self.fit()

    def fit(self) -> None:
        """Be as high as the text."""
        document = self.document()
        document.setTextWidth(max(1, self.viewport().width()))
        lines = max(1, round(document.size().height()))
        line = self.fontMetrics().lineSpacing()
        high = max(self._look.px(1.75), round(lines * line + 2 * document.documentMargin() + 2))
        if high != self.height():
            self.setFixedHeight(high)

    @override
    def event(self, event: QEvent) -> bool:
        if asks_to_undo(event) and not self.isModified():
            event.ignore()
            return False
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_escape(event) and self.isModified():
            self._show_stored()
            self.dropped.emit()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        written = self.toPlainText()
        if self.isModified() and self._writing.has_said(written):
            self.committed.emit(written)
            return
        if self.isModified():
            self.dropped.emit()
        self._show_stored()

    def _show_stored(self) -> None:
        if self.toPlainText() != self._writing.stored:
            self.setPlainText(self._writing.stored)
        self.setModified(False)
        self._writing.begin(self.toPlainText())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _dress(self) -> None:
        colours = QPalette(self.palette())
        colours.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        self.setPalette(colours)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(PAD - 2)
        self.setViewportMargins(2, 2, 0, 0)
        self.fit()


class ChoiceEditor(QComboBox):
    """One of a list; plain text until it gets the focus."""

    committed = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.note = ""
        self._choices: Sequence[Choice] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(4)
        self.activated.connect(self._activated)

    def show_value(self, value: str, choices: Sequence[Choice], note: str) -> None:
        """Show another value; one that is no longer in the list is kept and shown as it is."""
        self.note = note
        if choices != self._choices or self.count() != len(choices):
            self._choices = choices
            self.clear()
            for choice in choices:
                self.addItem(choice.word, choice.value)
        place = self.findData(value)
        if place < 0:
            self.insertItem(0, value, value)
            place = 0
        self.setCurrentIndex(place)
        self.update()

    def give_up(self) -> None:
        """Close the list; nothing is chosen in it."""
        self.hidePopup()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the pane must not change a record

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        words, ink = self.currentText(), self._look.tokens.text
        paint_value(self, painter, self._look, words, self.note, ink)
        painter.end()

    def _activated(self, place: int) -> None:
        self.committed.emit(str(self.itemData(place)))


class ManyEditor(PaintedButton):
    """Several of a list; opens it with ticks and commits when it closes."""

    committed = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.note = ""
        self.values: tuple[str, ...] = ()
        self._ticked_before: frozenset[str] = frozenset()
        self._choices: Sequence[Choice] = ()
        self.ticks = Ticks(look, self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)
        self.ticks.closed.connect(self._closed)

    def show_value(self, values: Sequence[str], choices: Sequence[Choice], note: str) -> None:
        """Show other values."""
        self.values, self._choices, self.note = tuple(values), choices, note
        words = {choice.value: choice.word for choice in choices}
        self.setText(", ".join(words.get(value, value) for value in self.values))
        self.setToolTip(self.text())
        self.update()

    def open(self) -> None:
        """Show the list."""
        self._ticked_before = frozenset(self.values)
        self.ticks.show_choices(self._choices, self.values)
        self.ticks.open_below(self)

    def give_up(self) -> None:
        """Close the list; nothing of what was ticked counts."""
        self.ticks.drop()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(8), self._look.px(1.75))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_value(self, painter, self._look, self.text(), self.note, self._look.tokens.text)
        painter.end()

    def _closed(self, ticked: tuple[str, ...]) -> None:
        # What was ticked and unticked here counts; the rest may have changed elsewhere meanwhile.
        known = [choice.value for choice in self._choices]
        unticked = self._ticked_before.intersection(known).difference(ticked)
        chosen = {*self.values, *ticked} - unticked - (self._ticked_before - {*self.values})
        if chosen != set(self.values):
            kept = tuple(value for value in self.values if value not in known)
            self.committed.emit(kept + tuple(filter(chosen.__contains__, known)))


Editor = TextEditor | LongEditor | ChoiceEditor | ManyEditor


def focus_moved(event: QEvent) -> bool:
    """Whether an event of an editor changes how its row looks."""
    return event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut)


def is_escape(event: QEvent) -> bool:
    """Whether somebody gives up what was chosen."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.key() == Qt.Key.Key_Escape
