"""The menu of a button, such as the three dots: made anew each time it is opened."""

from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget


class ButtonMenu(QMenu):
    """Opens below its button, at its left edge or where there is room, and goes when it closes."""

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._button = button

    def open(self) -> Self:
        """Show what was put into it."""
        button, window = self._button, self._button.window()
        at = button.mapToGlobal(button.rect().bottomLeft())
        beyond = at.x() + self.sizeHint().width()
        if beyond > window.mapToGlobal(window.rect().topRight()).x():
            at.setX(at.x() + button.width() - self.sizeHint().width())
        self.popup(at)
        return self
