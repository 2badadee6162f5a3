"""What is written in a field beside what is stored: what of it is saved, and when."""

from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from recipe_desktop.ui.keyboard.undo_keys import asks_to_redo, asks_to_undo

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# The keyboard comes back from there, and finds all as it was.
_AWAY: Final = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was written, and what stood and was stored there when it was begun."""

    words: str
    begun_with: str = ""
    seen: str = ""


class Written(Protocol):
    """What somebody writes or chooses in."""

    @property
    def words(self) -> str:
        """What stands there, as a text."""

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back that can be done again."""

    def put(self, words: str) -> None:
        """Let other words stand there; marks and cursor stay while the keyboard is in it."""

    def rest(self, words: str) -> None:
        """Let words stand there that nobody writes on any more."""

    def isModified(self) -> bool:
        """Whether something was written that is not saved."""

    def setModified(self, modified: bool, /) -> None:  # noqa: FBT001  # named as Qt's own
        """Say that what stands there is saved, or is not."""


class Writing(QObject):
    """Decides for every kind of field what of the writing is saved, and when.

    ``committed`` when the field is left, or Enter is pressed in it, with something that was said
    there and is not saved yet; ``dropped`` when that was taken back, or given up by Escape;
    ``overtaken`` when a value that came from elsewhere is to be told.

    Another value may come from elsewhere meanwhile. Whoever leaves standing what the writing began
    with, or comes back to it, has said nothing. Who has said something else did not know of the
    other value: ``overtaken`` when the field is left, and saved only by Enter. So it is of a value
    that comes before the first letter, while somebody stands in the field and looks elsewhere.

    Args:
        editor: owns this; it is ``written`` also.
        modifier: held with Enter, where Enter alone begins a line.
    """

    committed = Signal(str)
    dropped = Signal()
    overtaken = Signal()

    def __init__(
        self,
        editor: QObject,
        written: Written,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        super().__init__(editor)
        self._written, self._modifier = written, modifier
        self._stored = self._seen = self._begun_with = ""
        self._told: str | None = None
        editor.installEventFilter(self)

    @property
    def begun_with(self) -> str:
        """What stood there when the writing began."""
        return self._begun_with

    @property
    def is_overtaken(self) -> bool:
        """Whether another value came while something else was being written."""
        return self._has_come and self.is_unsaved

    @property
    def is_unsaved(self) -> bool:
        """Whether something was said here that is not saved."""
        return self._written.isModified() and self._has_said

    @property
    def draft(self) -> Draft:
        """What is written here, to be taken up later."""
        return Draft(self._written.words, self._begun_with, self._seen)

    def take_up(self, draft: Draft) -> None:
        """Go on with what was written here before another record was shown."""
        self._written.put(draft.words)
        self._written.setModified(True)
        self._begun_with, self._seen = draft.begun_with, draft.seen

    def show(self, stored: str, *, is_unseen: bool = False) -> None:
        """Show another value; what is being written, or was not taken, stays.

        Args:
            is_unseen: somebody stands in the field, and types next for what stood there before.
        """
        seen = self._seen
        is_unseen |= self._has_come and stored == self._stored  # and is still
        if stored != self._stored:
            self._told = None
        self._stored = stored
        if not self._written.isModified():
            self._show_stored()
            if is_unseen:
                self._seen = seen

    def take_note(self) -> None:
        """What is stored is known here: it was saved here, or what is written was put on top of it."""
        self._seen = self._begun_with = self._stored

    def save(self, *, knowingly: bool = False) -> None:
        """Save what was said, if something was.

        Args:
            knowingly: also over a value that came meanwhile, if that was told.
        """
        written = self._written
        if not self.is_unsaved:
            if written.isModified() or self._has_come:
                self.give_up()
            return
        if knowingly and self._told == self._stored:
            self._seen = self._stored
        if self._has_come:
            self.tell()
        else:
            self.committed.emit(written.words)

    def tell(self) -> None:
        """Have the value that came told; from then on Enter is knowingly."""
        self._told = self._stored
        self.overtaken.emit()

    def give_up(self) -> None:
        """Show what is stored."""
        self._show_stored()
        self.dropped.emit()

    def forget(self) -> None:
        """Another record comes, in which nobody has written yet, and nothing was taken back."""
        self._told, self._seen = None, self._stored
        self._written.setModified(False)
        if self._written.can_redo:
            self._written.rest(self._written.words)

    def changed(self) -> None:
        """What stands there is another; a reason goes with the words that it was given for."""
        if self.is_overtaken and self._told != self._stored:
            self.tell()
        elif not self._has_said and not self._has_come:
            self.dropped.emit()

    @property
    def _has_come(self) -> bool:
        return self._stored != self._seen

    @property
    def _has_said(self) -> bool:
        words = self._written.words.strip()
        return words not in (self._begun_with.strip(), self._stored.strip())

    @property
    def _is_own_list_open(self) -> bool:
        # Qt tells another reason when the list of a combo box is opened for the first time.
        at = QApplication.activePopupWidget()
        while at is not None and at is not self.parent():
            at = at.parentWidget()
        return at is not None

    def _show_stored(self) -> None:
        # A blank at the end is not saved, but whoever goes on writing has counted on it.
        if self._written.words.strip() != self._stored.strip():
            self._written.put(self._stored)
        self._written.setModified(False)
        self._begun_with, self._seen = self._written.words, self._stored

    def _leave(self, reason: Qt.FocusReason) -> None:
        if reason == Qt.FocusReason.PopupFocusReason or self._is_own_list_open:
            return  # for a menu of the field itself, or its list
        if reason in _AWAY and not self.is_unsaved:
            return  # for another program; what came is no better known when one is back
        self.save()
        if reason not in _AWAY and not self._written.isModified():
            self._written.rest(self._stored)

    def _press(self, event: QKeyEvent) -> bool:
        if not self._written.isModified():
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
            return True
        if event.key() in _ENTER and self._modifier in event.modifiers():
            self.save(knowingly=True)
        return False

    def _is_of_window(self, event: QEvent) -> bool:
        """Whether undo and redo are those of the window: nothing is being written, or taken back."""
        if not asks_to_undo(event) or self._written.isModified():
            return False
        return not (asks_to_redo(event) and self._written.can_redo)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._leave(event.reason())
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        elif self._is_of_window(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
