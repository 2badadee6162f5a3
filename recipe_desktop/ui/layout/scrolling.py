"""The frame of list and pane: their widths, a pane that scrolls up and down only, and to what."""

from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

LIST_UNITS: Final = 24.25
DETAIL_UNITS: Final = 79.0  # with its margins; on wide screens the list gets the rest
NO_LIMIT: Final = 16_777_215  # QWIDGETSIZE_MAX, which PySide does not have

_AIR: Final = 50  # pixels, as Qt has it, round what is brought into sight


def scrolled(inner: QWidget) -> QScrollArea:
    """An area without frame and ground of its own round a widget."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    area.setWidget(inner)
    inner.setAutoFillBackground(False)  # which setWidget turns on
    return area


def bring_into_sight(widget: QWidget) -> None:
    """Scroll the area round a widget that was just opened until all of it is seen, or its top.

    Qt does so for the Tab key, not where the program itself moves the focus.
    """
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is None:
        return
    area = around

    def scroll() -> None:
        inner, spare = area.widget(), area.viewport().height() - widget.height()
        if spare >= 0 or inner is None:
            area.ensureWidgetVisible(widget, _AIR, min(_AIR, spare // 2))
        else:
            area.verticalScrollBar().setValue(widget.mapTo(inner, QPoint(0, 0)).y())

    QTimer.singleShot(0, widget, scroll)  # before, the widget has no place yet
