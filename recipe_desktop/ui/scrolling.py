"""The frame of list and pane: their widths, and a pane that scrolls up and down only."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

LIST_UNITS: Final = 24.25
DETAIL_UNITS: Final = 79.0  # with its margins; on wide screens the list gets the rest


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
