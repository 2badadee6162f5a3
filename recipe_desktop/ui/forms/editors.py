"""What stands in a field: plain text at rest, a real input in the same place while editing."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
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
from recipe_desktop.ui.keyboard.undo_keys import asks_to_redo, asks_to_undo
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.buttons import PaintedButton
from recipe_desktop.ui.look.style import plain
from recipe_desktop.ui.look.theme import Look

_REST_MS: Final = 800
PAD = 6  # between the ground of a field and its words


def paint_value(
    widget: QWidget,
    painter: QPainter,
    look: Look,
    words: str,
    note: str,
    ink: str,
    *,
    kept_free: float = 0,
) -> bool:
    """A value with its note in small; tells whether it was elided.

    Args:
        kept_free: pixels at the right, where the row of the field shows its pencil.
    """
    whole = QRectF(widget.rect()).adjusted(PAD, 0, -PAD - kept_free, 0)
    face, small = look.fonts.body, look.fonts.second
    wide = draw.text(painter, whole, words, face, ink)
    gap = 0.55 * look.u if words else 0
    beside = whole.adjusted(wide + gap, 0.5, 0, 0.5)
    if note and beside.width() > 2 * look.u:
        draw.text(painter, beside, note, small, look.tokens.text3)
    return face.width(words) > whole.width()


class TextEditor(QLineEdit):
    """A line of text, saved when it is left or Enter is pressed."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.note, self.shown = "", ""
        self.writing = Writing(self, self)
        self.ink = "text"
        plain(self, look)
        self.setTextMargins(PAD - 2, 0, PAD, 0)
        self.textChanged.connect(self.writing.changed)
        look.changed.connect(self._dress)

    @property
    def words(self) -> str:
        """What stands in it."""
        return self.text()

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back that can be done again."""
        return self.isRedoAvailable()

    def show_value(self, typed: str, shown: str, note: str, *, is_unseen: bool = False) -> None:
        """Show another value; what is being written here, or was not taken, stays."""
        self.note, self.shown = note, shown
        self.writing.show(typed, is_unseen=is_unseen)
        self.setToolTip(shown if self._look.fonts.body.width(shown) > self.width() > 0 else "")
        self.update()

    def put(self, words: str) -> None:
        """Let another text stand here; marks and cursor stay while the keyboard is in it."""
        if not has_keyboard(self):
            self.rest(words)
            return
        at, last = self.cursorPosition(), len(self.text())
        is_marked = self.selectedText() == self.text()
        self.setText(words)
        if is_marked:
            self.selectAll()
        elif at < last:
            self.setCursorPosition(min(at, len(words)))

    def rest(self, words: str) -> None:
        """Let a text stand here that nobody writes on: its beginning is seen."""
        self.setText(words)
        self.setCursorPosition(0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() or self.isModified():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        ink = getattr(self._look.tokens, self.ink)
        paint_value(self, painter, self._look, self.shown, self.note, ink)
        painter.end()

    def _dress(self) -> None:
        plain(self, self._look)


class LongEditor(QPlainTextEdit):
    """Several lines of text, as high as they are; saved when it is left, or by Ctrl and Enter."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.writing = Writing(self, self, Qt.KeyboardModifier.ControlModifier)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dress()
        self.textChanged.connect(self.fit)
        self.textChanged.connect(self.writing.changed)
        look.changed.connect(self._dress)

    @property
    def words(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back that can be done again."""
        return self.document().isRedoAvailable()

    def isModified(self) -> bool:
        """Whether something was written here that is not saved."""
        return self.document().isModified()

    def setModified(self, modified: bool, /) -> None:  # noqa: FBT001  # named as Qt's own
        """Say that what stands here is saved, or is not."""
        self.document().setModified(modified)

    def show_value(self, typed: str, *, is_unseen: bool = False) -> None:
        """Show another value; what is being written here, or was not taken, stays."""
        self.writing.show(typed, is_unseen=is_unseen)
        self.fit()

    def put(self, words: str) -> None:
        """Let another text stand here; marks and cursor stay while the keyboard is in it."""
        before = self.textCursor()
        at, last = before.position(), len(self.toPlainText())
        is_marked = abs(at - before.anchor()) == last
        self.setPlainText(words)
        if not has_keyboard(self):
            return
        if is_marked:
            self.selectAll()
            return
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(words)) if at < last else len(words))
        self.setTextCursor(cursor)

    def rest(self, words: str) -> None:
        """Let a text stand here that nobody writes on."""
        self.setPlainText(words)

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
    """One of a list, saved when it is chosen; plain text until it gets the focus.

    What letters and arrows run through without the list is saved when they have come to rest.
    """

    can_redo = False

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.note = ""
        self._choices: Sequence[Choice] = ()
        self._is_modified = self._is_open = False
        self.writing = Writing(self, self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(4)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.writing.save)
        self.activated.connect(self._activated)

    @property
    def words(self) -> str:
        """The value that is chosen."""
        return str(self.currentData() or "")

    def isModified(self) -> bool:
        """Whether something is being chosen, or was and is not saved."""
        return self._is_modified or self._is_open

    def setModified(self, modified: bool, /) -> None:  # noqa: FBT001  # named as Qt's own
        """Say that what is chosen is saved, or is not."""
        self._is_modified = modified

    def show_value(
        self, value: str, choices: Sequence[Choice], note: str, *, is_unseen: bool = False
    ) -> None:
        """Show another value; what is being chosen here, or was not taken, stays."""
        self.note = note
        if choices != self._choices or self.count() != len(choices):
            here = self.words
            self._choices = choices
            self.clear()
            for choice in choices:
                self.addItem(choice.word, choice.value)
            self.put(here)
        self.writing.show(value, is_unseen=is_unseen)
        self.update()

    def put(self, words: str) -> None:
        """Show another value; one that is no longer in the list is kept and shown as it is."""
        place = self.findData(words)
        if place < 0:
            self.insertItem(0, words, words)
            place = 0
        self.setCurrentIndex(place)

    rest = put

    def give_up(self) -> None:
        """Close the list; nothing is chosen in it."""
        self._is_open = False
        self.hidePopup()

    @override
    def showPopup(self) -> None:
        self._is_open = True
        super().showPopup()

    @override
    def hidePopup(self) -> None:
        super().hidePopup()
        QTimer.singleShot(0, self, self._closed)  # it closes before it tells what was chosen

    @override
    def event(self, event: QEvent) -> bool:
        if asks_to_undo(event) and not asks_to_redo(event) and self._rest.isActive():
            self._rest.stop()
            self.writing.give_up()
            event.accept()  # nothing was saved yet that the window could take back
            return True
        return super().event(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the pane must not change a record

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        words, ink, u = self.currentText(), self._look.tokens.text, self._look.u
        paint_value(self, painter, self._look, words, self.note, ink, kept_free=u)
        painter.end()

    def _activated(self) -> None:
        is_from_list = self._is_open
        self._is_open, self._is_modified = False, True
        if is_from_list:
            self.writing.save()
        else:
            self._rest.start()

    def _closed(self) -> None:
        if self._is_open:
            self._is_open = False
            self.writing.save()


class ManyEditor(PaintedButton):
    """Several of a list; opens it with ticks, and is saved when it closes."""

    can_redo = False

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.note = ""
        self.values: tuple[str, ...] = ()
        self._ticked_before: frozenset[str] = frozenset()
        self._choices: Sequence[Choice] = ()
        self._is_modified = False
        self.writing = Writing(self, self)
        self.ticks = Ticks(look, self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)
        self.ticks.closed.connect(self._closed)

    @property
    def words(self) -> str:
        """The values that are chosen."""
        return ";".join(self.values)

    def isModified(self) -> bool:
        """Whether something was chosen here that is not saved."""
        return self._is_modified

    def setModified(self, modified: bool, /) -> None:  # noqa: FBT001  # named as Qt's own
        """Say that what is chosen is saved, or is not."""
        self._is_modified = modified

    def show_value(self, values: Sequence[str], choices: Sequence[Choice], note: str) -> None:
        """Show other values; what was not taken stays."""
        self._choices, self.note = choices, note
        self.writing.show(";".join(values))
        if self._is_modified:  # what was ticked and unticked here goes on top
            begun, mine = {*_parts(self.writing.begun_with)}, {*self.values}
            self.put(self._ordered(values, mine - begun, begun - mine))
            self.writing.take_note()
        else:
            self.put(self.words)

    def put(self, words: str) -> None:
        """Show other values."""
        self.values = _parts(words)
        named = {choice.value: choice.word for choice in self._choices}
        self.setText(", ".join(named.get(value, value) for value in self.values))
        self.setToolTip(self.text())
        self.update()

    rest = put

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
        known = {choice.value for choice in self._choices}
        unticked = ({*self._ticked_before} & known) - {*ticked}
        wanted = self._ordered(self.values, {*ticked} - self._ticked_before, unticked)
        if {*_parts(wanted)} != {*self.values}:
            self.put(wanted)
            self.setModified(True)
            self.writing.save()

    def _ordered(self, values: Sequence[str], ticked: set[str], unticked: set[str]) -> str:
        """Some values with and without others, those that the list knows in its order."""
        chosen = {*values, *ticked} - unticked
        known = [choice.value for choice in self._choices]
        kept = [value for value in values if value not in known]
        return ";".join([*kept, *filter(chosen.__contains__, known)])


Editor = TextEditor | LongEditor | ChoiceEditor | ManyEditor


def focus_moved(event: QEvent) -> bool:
    """Whether an event of an editor changes how its row looks."""
    return event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut)


def _parts(words: str) -> tuple[str, ...]:
    return tuple(filter(None, words.split(";")))


def has_keyboard(widget: QWidget) -> bool:
    """Whether what is typed lands in it, now or when its window is in front again."""
    return widget.window().focusWidget() is widget
