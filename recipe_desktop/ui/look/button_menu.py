"""The menu of a button, such as the three dots: made anew each time it is opened."""

from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget


class ButtonMenu(QMenu):
    """Opens below its button, and goes when it closes."""

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._button = button

    def open(self) -> Self:
        """Show what was put into it."""
        self.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
        return self
