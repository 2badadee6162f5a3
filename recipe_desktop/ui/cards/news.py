"""What came of the last thing that was done: one banner in a place of its own."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import words
from recipe_desktop.ui.cards.findings import Banner, Doing
from recipe_desktop.ui.cards.lines import clear
from recipe_desktop.ui.look.buttons import Button
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.view import View


@dataclass(frozen=True, slots=True)
class Told:
    """What a banner says, in the language of the moment."""

    sentence: str
    second: str = ""
    doing: Doing | None = None


class News(View):
    """Takes no room while there is nothing to say; what is said next takes the place of the last.

    ``changed`` tells that it needs another height.
    """

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._status = Status.OK
        self._said: Callable[[], Told] | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @override
    def retranslate(self) -> None:
        if self._said is None:
            return
        had_focus = any(button.hasFocus() for button in self.findChildren(Button))
        banner = self._show(self._said())
        if had_focus:
            for button in banner.findChildren(Button):
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, status: Status, said: Callable[[], Told]) -> None:
        """Say what came of it.

        Args:
            said: asked again when the language changes, so it holds values and no words.
        """
        self._status, self._said = status, said
        self._show(said())

    def refuse(self, error: BaseException, status: Status = Status.LOOK) -> UserError:
        """Say why something was not granted; anything but a refusal is our bug, and flies."""
        if not isinstance(error, UserError):
            raise error
        kept = UserError(error.code, **error.details)  # without all that its traceback holds on to
        self.tell(status, lambda: Told(*words.sentence_and_advice(kept)))
        return error

    def clear(self) -> None:
        """Say nothing any more."""
        self._said = None
        clear(self._layout)
        self.hide()
        self.changed.emit()

    def _show(self, told: Told) -> Banner:
        clear(self._layout)
        banner = Banner(self.look, self._status, told.sentence, told.second, told.doing)
        self._layout.addWidget(banner)
        banner.show()
        self.show()
        self.changed.emit()
        return banner
