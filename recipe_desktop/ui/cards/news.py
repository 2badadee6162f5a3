"""What came of the last thing that was done: one banner in a place of its own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import words
from recipe_desktop.ui.cards.findings import Banner, Doing
from recipe_desktop.ui.cards.lines import clear
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status


class News(QWidget):
    """Takes no room while there is nothing to say; what is said next takes the place of the last.

    ``changed`` tells that it needs another height.
    """

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def tell(
        self, status: Status, sentence: str, second: str = "", doing: Doing | None = None
    ) -> None:
        """Say what came of it."""
        clear(self._layout)
        self._layout.addWidget(Banner(self._look, status, sentence, second, doing))
        self.show()
        self.changed.emit()

    def refuse(self, error: BaseException, status: Status = Status.LOOK) -> UserError:
        """Say why something was not granted; anything but a refusal is our bug, and flies."""
        if not isinstance(error, UserError):
            raise error
        self.tell(status, *words.sentence_and_advice(error))
        return error

    def clear(self) -> None:
        """Say nothing any more."""
        clear(self._layout)
        self.hide()
        self.changed.emit()
