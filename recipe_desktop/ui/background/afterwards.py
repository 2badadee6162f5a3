"""What a part of the window does once it is in sight, so that nobody waits for all of it."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class Afterwards(QObject):
    """Does step after step when a widget has been painted, each in a turn of the event loop.

    Between two of them keys are heard and what is there is painted. Out of sight nothing is done;
    what is left goes on when the widget is seen again.

    Args:
        widget: is waited for, and owns this.
    """

    def __init__(self, widget: QWidget, *steps: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._steps = widget, deque(steps)
        self._doing = self._was_seen = False
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)
        widget.installEventFilter(self)
        if widget.isVisible():
            self._turn.start()

    @property
    def is_over(self) -> bool:
        """Whether every step was done."""
        return not self._steps and not self._doing

    @property
    def waits(self) -> bool:
        """Whether something will still be done without anybody's doing."""
        return bool(self._steps or self._doing) and self._widget.isVisible()

    def add_next(self, *steps: Callable[[], object]) -> None:
        """Do more, before what is left; for a step that knows how it goes on."""
        self._steps.extendleft(reversed(steps))

    def hurry(self) -> None:
        """Do at once what is left; a step that calls this goes on with itself."""
        while self._steps and not self._doing:
            self._do_one()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._steps:
            self._was_seen = False
            self._turn.start()
        elif event.type() == QEvent.Type.Hide:
            self._turn.stop()
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        if not self._was_seen:  # this turn may be the one that paints, the next is another
            self._was_seen = True
        elif self._steps:
            self._do_one()
        if self._steps and self._widget.isVisible():
            self._turn.start()

    def _do_one(self) -> None:
        self._doing = True
        try:
            self._steps.popleft()()
        finally:
            self._doing = False
