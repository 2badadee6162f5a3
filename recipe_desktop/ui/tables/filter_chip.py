"""A filter of a list: a chip whose menu shows the values that occur."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_number
from recipe_desktop.ui.look.button_menu import ButtonMenu
from recipe_desktop.ui.look.buttons import Chip
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.view import Words


class FilterChip(Chip):
    """A chip with a menu of values and how many records each has."""

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        name: Words,
        choices: Callable[[], Sequence[tuple[str, int]]],
        word: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent=parent)
        self._name, self._choices, self._word = name, choices, word
        self.code = ""
        self.retranslate()
        self.clicked.connect(self.open_menu)
        self.cleared.connect(self.clear)

    def retranslate(self) -> None:
        """Set its texts anew."""
        self.setText(self._name())
        self.show_value(self._word(self.code) if self.code else "")
        named = f"{self._name()}: {self.value}" if self.code else self._name()
        self.setAccessibleName(named)
        self.setToolTip(named if self.code else "")

    def choose(self, code: str) -> None:
        """Narrow to a value; an empty one takes the filter off."""
        if code == self.code:
            return
        self.code = code
        self.retranslate()
        self.chosen.emit(code)

    def show_choice(self, code: str) -> None:
        """Show what was chosen elsewhere; nobody is told."""
        self.code = code
        self.retranslate()

    def clear(self) -> None:
        """Take the filter off."""
        self.choose("")

    def open_menu(self) -> QMenu:
        """Show what can be chosen, most frequent first."""
        menu = ButtonMenu(self)
        menu.addAction(_("All")).setData("")
        menu.addSeparator()
        for code, count in self._choices():
            word = self._word(code).replace("&", "&&")
            action = menu.addAction(f"{word}\t{format_number(count)}")  # in a column of their own
            action.setData(code)
            action.setCheckable(True)
            action.setChecked(code == self.code)
        menu.triggered.connect(lambda action: self.choose(str(action.data())))
        return menu.open()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.code:
            self.clear()
            return
        super().keyPressEvent(event)
