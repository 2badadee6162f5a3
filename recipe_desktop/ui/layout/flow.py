"""Things that go on in the next line where one is full, as words do.

A widget and no layout: Qt takes a layout's items down before its Python half, which would still
be asked for its size.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QMargins, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override


class Flow(QWidget):
    """Things beside each other, in as many lines as the width asks for.

    Args:
        gap: between the things, and between lines.
    """

    def __init__(
        self, gap: int, margins: QMargins | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._gap, self._margins = gap, margins or QMargins()
        self._things: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def things(self) -> Sequence[QWidget]:
        """What lies in it, in its order."""
        return self._things

    def add(self, things: Iterable[QWidget]) -> None:
        """Put things behind those that are there."""
        for thing in things:
            thing.setParent(self)
            self._things.append(thing)
        self._arrange_anew()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, place=False)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._arrange(self.width(), place=False))

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max((thing.sizeHint().width() for thing in self._shown()), default=0)
        return QSize(widest, 0).grownBy(self._margins)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange_anew()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a thing has another size, came or went
            self._arrange_anew()
        return super().event(event)

    def _arrange_anew(self) -> None:
        high = self._arrange(self.width(), place=True)
        if high != self.minimumHeight():
            self.setFixedHeight(high)

    def _shown(self) -> list[QWidget]:
        return [thing for thing in self._things if not thing.isHidden()]

    def _arrange(self, width: int, *, place: bool) -> int:
        """Put everything into its place; how high all lines are together."""
        if not self._shown():
            return 0
        rect = QRect(0, 0, width, 0).marginsRemoved(self._margins)
        left, top, high = rect.left(), rect.top(), 0
        for thing in self._shown():
            size = thing.sizeHint()
            if left > rect.left() and left + size.width() > rect.right() + 1:
                left, top, high = rect.left(), top + high + self._gap, 0
            if place:
                thing.setGeometry(QRect(left, top, size.width(), size.height()))
            left += size.width() + self._gap
            high = max(high, size.height())
        return top + high + self._margins.bottom()
