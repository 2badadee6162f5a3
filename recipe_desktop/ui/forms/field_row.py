"""One field of a form: its label, its value, and why a value was not taken."""

from collections.abc import Callable
from textwrap import shorten
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import CHANGED, DELETED, FOR_A_WHILE, GONE, UserError
from recipe_desktop.i18n import _
from recipe_desktop.services.writer import Writer
from recipe_desktop.ui.forms.editors import (
    ChoiceEditor,
    Editor,
    LongEditor,
    ManyEditor,
    TextEditor,
    focus_moved,
    has_keyboard,
)
from recipe_desktop.ui.forms.fields import (
    Field,
    Kind,
    NotUnderstoodError,
    not_understood,
    shown,
    typed,
    understood,
)
from recipe_desktop.ui.forms.meanwhile import meanwhile
from recipe_desktop.ui.forms.writing import Draft
from recipe_desktop.ui.keyboard.moving import move_keyboard
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Label

Save = Callable[[str, Any], None]
Refusal = Callable[[UserError], str]
Author = Callable[[str], Writer]
LABEL_UNITS = 7.75
WIDEST_LABEL_UNITS = 13.0
_LONGEST_TOLD: Final = 300  # letters
_AGAIN_MS: Final = 1000
SIDE = 0.5  # units that the ground of a field reaches beyond its label
_RING_EDGE: Final = 0.75  # where every frame ends; a list has its own, the others are given one


class FieldRow(QWidget):
    """One field: its label, its value, and below it why a value was not taken.

    Args:
        save: takes name and value; may refuse with a ``UserError``.
        refusal: the sentence for a refusal.
        author: who wrote what is stored, by the field's name.

    ``going`` tells that it goes out of sight with words that are not saved.
    """

    going = Signal()

    def __init__(
        self,
        look: Look,
        field: Field,
        save: Save,
        refusal: Refusal,
        author: Author,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._look, self.field, self._save, self._refusal = look, field, save, refusal
        self._author = author
        self._value: Any = None
        self._note = ""
        self.label_units = LABEL_UNITS
        self._hovered = self._is_filled = self._tells_other = False
        self._is_saving = self._looked_again = False
        self.lost_record = self.waits = False
        self._refused = ""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._let_go)
        self._why: Callable[[], tuple[str, str]] | None = None  # it is not saved; what one can do
        self._is_told = False  # that the record was deleted: the notice says so
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.label = Label(look, ink="text2")
        self.editor = self._make()
        self.label.setBuddy(self.editor)
        self.editor.installEventFilter(self)
        self.error = Label(look, face="second", ink="block", wrap=True)
        self.error.hide()

        self._line = QHBoxLayout()
        self._line.setSpacing(0)
        self._line.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self.editor, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._line)
        layout.addWidget(self.error)
        self.measure()
        self.retranslate()

    @override
    def setVisible(self, visible: bool) -> None:
        """Show it or not; one that goes hands the keyboard to no other, and tells its words."""
        if not visible and not self.isHidden():
            move_keyboard(self)
            if self.is_unsaved:
                self.going.emit()
        super().setVisible(visible)

    def retranslate(self) -> None:
        """Set label and value anew."""
        self._name()
        if self._why is not None:
            self._say_why(self._why)
        if self._is_filled:  # before that nobody needs the choices, of which some have hundreds
            self.show_value(self._value, self._note)

    def _name(self) -> None:
        words = self.field.label()
        self.label.setText(words)
        name = words.replace("&", "")
        self.editor.setAccessibleName(name)
        if isinstance(self.editor, ChoiceEditor):
            self.editor.view().setAccessibleName(name)
        elif isinstance(self.editor, ManyEditor):
            self.editor.ticks.retranslate(name)
        if isinstance(self.editor, TextEditor) and self.field.hint is not None:
            self.editor.setPlaceholderText(self.field.hint())

    def measure(self) -> None:
        """Set what follows the size of text."""
        u = self._look.u
        side = round(SIDE * u)
        self.label.setFixedWidth(round(self.label_units * u) - 6)
        self.label.setFixedHeight(round(1.75 * u))
        if isinstance(self.editor, LongEditor):
            self.editor.fit()
        else:
            self.editor.setFixedHeight(round(1.75 * u))
        right = _RING_EDGE if isinstance(self.editor, ChoiceEditor) else _RING_EDGE + 1
        self._line.setContentsMargins(side, 0, round(right * u), 0)
        left = side + round((self.label_units + 1.3) * u)
        self.error.setContentsMargins(left, 0, side, round(u / 4))

    def wanted_label(self) -> float:
        """How wide the label would like to be, in units."""
        return self._look.fonts.body.width(self.label.words.replace("&", "")) / self._look.u + 1.0

    def show_value(self, value: Any, note: str = "", *, is_other: bool = False) -> None:
        """Show what is stored; what somebody is writing, or what was not taken, stays.

        Args:
            is_other: whether it is of another record than the value before.
        """
        unseen = not is_other and self._comes_unseen(value)
        self._value, self._note, self._is_filled = value, note, True
        editor = self.editor
        if isinstance(editor, TextEditor):
            words, said = typed(self.field, value), shown(self.field, value)
            editor.show_value(words, said, note, is_unseen=unseen)
        elif isinstance(editor, LongEditor):
            editor.show_value(typed(self.field, value), is_unseen=unseen)
        elif isinstance(editor, ChoiceEditor):
            editor.show_value(value or "", self.field.choices(), note, is_unseen=unseen)
        else:
            editor.show_value(value or (), self.field.choices(), note)
        if self._is_saving:
            return
        if editor.writing.is_overtaken:
            editor.writing.tell()
        elif self._tells_other:
            self._free_again()

    def _comes_unseen(self, value: Any) -> bool:
        """Whether a value comes while one stands in the field, and is not of one's own undo."""
        if not self._is_filled or self._is_saving or value == self._value:
            return False
        return has_keyboard(self.editor) and not self._author(self.field.name).took_back

    def forget(self) -> None:
        """Another record comes: what was being written in this one, or was refused, is no more."""
        self._is_saving = False
        self.editor.writing.forget()
        if isinstance(self.editor, (ChoiceEditor, ManyEditor)):
            self.editor.give_up()
        self._dropped()

    @property
    def words(self) -> str:
        """What stands in the field to be read or written on."""
        editor = self.editor
        if isinstance(editor, (TextEditor, LongEditor)):
            return editor.words
        return editor.currentText() if isinstance(editor, ChoiceEditor) else editor.text()

    @property
    def is_unsaved(self) -> bool:
        """Whether something was said here that is not saved."""
        return self.editor.writing.is_unsaved and not self._is_saving

    @property
    def reason(self) -> str:
        """Why what is written here is not saved; empty where that is told of the record."""
        return "" if self._why is None or self._is_told else self._why()[0]

    @property
    def draft(self) -> Draft:
        """What is to be gone on with: nothing of it is stored, also where it was taken."""
        return self.editor.writing.draft if self.is_unsaved else Draft(self.editor.words)

    def take_up(self, draft: Draft) -> None:
        """Go on with what was given up; what came meanwhile is told, or put below ticks."""
        self.editor.writing.take_up(draft)
        self.show_value(self._value, self._note)
        self.editor.writing.save()

    def show_error(self, words: str) -> None:
        """Say below the field why its value was not taken; nothing takes it away."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.editor.setAccessibleDescription(words)
        self.update()

    def _make(self) -> Editor:
        made: Editor
        if self.field.kind == Kind.CHOICE:
            made = ChoiceEditor(self._look, self)
        elif self.field.kind == Kind.MANY:
            made = ManyEditor(self._look, self)
        elif self.field.kind == Kind.LONG:
            made = LongEditor(self._look, self)
        else:
            made = TextEditor(self._look, self)
            made.setReadOnly(self.field.kind == Kind.READ_ONLY)
        made.writing.committed.connect(self._commit)
        made.writing.overtaken.connect(self._tell_other)
        made.writing.dropped.connect(self._dropped)
        return made

    def _commit(self, words: str) -> None:
        try:
            value = understood(self.field, words)
        except NotUnderstoodError:
            self._refuse(lambda: (not_understood(self.field, words), ""))
            return
        self._is_saving = True  # what is shown anew in between does not take its place
        try:
            self._save(self.field.name, value)
        except UserError as error:
            self._is_saving = False
            self._not_saved(error)
            return
        if self._is_saving:
            self._is_saving = False
            self.editor.setModified(False)
            self._dropped()
            self.show_value(value, "" if value != self._value else self._note)
            self.editor.writing.take_note()

    def _not_saved(self, error: UserError) -> None:
        """Keep what was written, to be mended; what came meanwhile has been shown by now."""
        writing = self.editor.writing
        if error.code != CHANGED or self._looked_again:
            self.refuse(error)
        elif writing.is_overtaken:
            writing.tell()
        else:  # such as ticks, which have been put on top of it
            self._looked_again = True
            writing.save()
            self._looked_again = False

    def refuse(self, error: UserError) -> None:
        """Say why the value is not taken; what is there stays."""
        self._refuse(lambda: (self._refusal(error), ""))
        self.lost_record = error.code in GONE
        self.waits = error.code in FOR_A_WHILE
        if self.waits:
            self._refused = self.words
            self._again.start()
        self._is_told = error.code == DELETED

    def try_again(self) -> None:
        """Save what only had to wait; out of sight one has not heard what came meanwhile."""
        if self.waits and self.isVisible():
            self.editor.writing.save()

    def _let_go(self) -> None:
        """Whoever held the store may have let go of it without having written."""
        is_being_written = self.editor.hasFocus() and self.words != self._refused
        if self.waits and is_being_written:
            self._again.start()
        else:
            self.try_again()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.waits:
            QTimer.singleShot(0, self, self.try_again)  # when the whole page is shown

    def accept(self) -> None:
        """What was refused has become right by another field."""
        self._dropped()

    def _tell_other(self) -> None:
        """Say which value came meanwhile, and how one takes it or keeps to one's own."""
        if self._is_saving:
            return  # it is what was written here, as it is stored
        by = self._author(self.field.name).name

        def said() -> tuple[str, str]:
            other = shorten(shown(self.field, self._value), _LONGEST_TOLD, placeholder="…")
            if self.field.kind == Kind.LONG:
                return meanwhile(other, by), _("Ctrl+Enter keeps yours, Esc takes that.")
            return meanwhile(other, by), _("Enter keeps yours, Esc takes that.")

        self._refuse(said)
        self._tells_other = True

    def _free_again(self) -> None:
        """What came meanwhile was taken back: nothing is in the way of what is written here."""
        self._dropped()
        self.waits = not self.editor.hasFocus()
        QTimer.singleShot(0, self, self.try_again)  # when all have heard of it

    def _refuse(self, why: Callable[[], tuple[str, str]]) -> None:
        """Say why the value is not taken, and what one can do; again when the language changes."""
        self._tells_other = self.waits = self._is_told = False
        self._why = why
        self._say_why(why)

    def _say_why(self, why: Callable[[], tuple[str, str]]) -> None:
        self.show_error(" ".join(filter(None, why())))

    def _dropped(self) -> None:
        self._tells_other = self.lost_record = self.waits = False
        self._why, self._is_told = None, False
        if not self.error.isHidden():
            self.show_error("")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if focus_moved(event):
            self.update()
        return super().eventFilter(watched, event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        beside = self.parentWidget()
        for row in beside.findChildren(FieldRow) if beside else ():
            row.leave()  # one whose list was open is never told that the pointer went
        self._hovered = True
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.leave()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is stored in the field."""
        return self._value in (None, "", ())

    def leave(self) -> None:
        """Forget the pointer."""
        if self._hovered:
            self._hovered = False
            self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)  # as by the key of its label

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        u, t = self._look.u, self._look.tokens
        ground = QRectF(0, 0, self.width(), self.editor.height())
        editing = self.editor.hasFocus()
        fixed = self.field.kind == Kind.READ_ONLY
        if self._hovered and not editing and not fixed:
            draw.box(painter, ground, fill=t.hover, line=t.control_line, radius=3 / 8 * u)
            at = QPointF(ground.right() - u, 0.875 * u)
            draw.icon(painter, self._look, at, "pencil", t.text2, size=14 / 16)
        if editing and not isinstance(self.editor, ChoiceEditor):
            around = QRectF(self.editor.geometry()).adjusted(0, 0, u, 0)
            draw.box(painter, around, fill=t.surface, radius=3 / 8 * u)
            draw.ring(painter, around, t, 3 / 8 * u)
        if not self.error.isHidden():
            at = QPointF(
                (SIDE + self.label_units + 0.5) * u, self.error.geometry().top() + 0.55 * u
            )
            draw.icon(painter, self._look, at, "alert-octagon", t.block, size=14 / 16)
        painter.end()
