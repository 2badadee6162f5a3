"""Things beside each other that go below each other where the room is short."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from recipe_desktop.ui.look.theme import Look


class Turning(QObject):
    """Turns a row into a column while its widget is narrower than it needs.

    ``turned`` tells each time, with True while they stand below each other.

    Args:
        row: a layout within the widget.
        needs: the width in units from which the things stand beside each other.
    """

    turned = Signal(bool)

    def __init__(self, look: Look, widget: QWidget, row: QBoxLayout, *, needs: float) -> None:
        super().__init__(widget)
        self._look, self._widget, self._row, self._needs = look, widget, row, needs
        self.is_below = False
        widget.installEventFilter(self)
        look.changed.connect(self._turn)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._turn()
        return False

    def _turn(self) -> None:
        way = QBoxLayout.Direction
        below = 0 < self._widget.width() < self._look.px(self._needs)
        self._row.setDirection(way.TopToBottom if below else way.LeftToRight)
        if below != self.is_below:
            self.is_below = below
            self.turned.emit(below)
