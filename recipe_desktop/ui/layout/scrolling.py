"""The frame of list and pane: their widths, a pane that scrolls up and down only, and to what."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QWidget

LIST_UNITS: Final = 24.25
DETAIL_UNITS: Final = 79.0  # with its margins; on wide screens the list gets the rest
NO_LIMIT: Final = 16_777_215  # QWIDGETSIZE_MAX, which PySide does not have

_ROOM: Final = "room"  # pixels that were given at the top and at the end
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


@contextmanager
def held_in_place(part: QWidget) -> Iterator[None]:
    """Have the field with the keyboard stay where it is while something above it comes or goes.

    What the bar cannot give is given as room at the end, or at the top where something has gone,
    until ``give_room_back``.

    Args:
        part: what changes, in an area that scrolls.
    """
    area, field = _area_round(part), QApplication.focusWidget()
    inner = area.widget() if area is not None else None
    if area is None or inner is None or field is None or not inner.isAncestorOf(field):
        yield
        return
    before = _place(field, area)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    _scroll_by(area, _place(field, area) - before)  # before it is painted at another place
    # What has just come is measured only when it is shown.
    bar = area.verticalScrollBar().value()
    QTimer.singleShot(0, field, partial(_put_back, area, field, before, bar))


def _put_back(area: QScrollArea, field: QWidget, before: int, scrolled_to: int) -> None:
    """Scroll a field back to where it was, and give the room that is needed for that.

    Not where something else was scrolled to since, such as by Tab; at its end the bar only gave way.
    """
    bar = area.verticalScrollBar()
    if bar.value() > scrolled_to or scrolled_to > bar.value() < bar.maximum():
        area.ensureWidgetVisible(field, 0, 0)
        return
    inner = area.widget()
    layout = inner.layout() if inner is not None else None
    lacking = _place(field, area) - before
    if inner is None or layout is None or not lacking:
        return
    top, bottom = inner.property(_ROOM) or (0, 0)
    wanted = bar.value() + area.viewport().height() + lacking - top
    more = max(0, wanted - _natural_height(layout, inner.width())) if lacking > top else 0
    _give_room(inner, layout, max(0, top - lacking), bottom + more)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    QCoreApplication.sendEvent(area, QEvent(QEvent.Type.LayoutRequest))  # it grows at once
    _scroll_by(area, _place(field, area) - before)


def give_room_back(area: QScrollArea) -> None:
    """Something else is shown, from its top: nothing in it has to stay where it was."""
    inner = area.widget()
    layout = inner.layout() if inner is not None else None
    if inner is not None and layout is not None and inner.property(_ROOM) is not None:
        _give_room(inner, layout, 0, 0)
    area.verticalScrollBar().setValue(0)


def _give_room(inner: QWidget, layout: QLayout, top: int, bottom: int) -> None:
    """Have so many pixels above and below what lies in an area, besides its margins."""
    before = inner.property(_ROOM) or (0, 0)
    around = layout.contentsMargins()
    around.setTop(around.top() - before[0] + top)
    around.setBottom(around.bottom() - before[1] + bottom)
    layout.setContentsMargins(around)
    inner.setProperty(_ROOM, (top, bottom))


def _natural_height(layout: QLayout, width: int) -> int:
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return layout.totalMinimumSize().height()


def _place(field: QWidget, area: QScrollArea) -> int:
    return field.mapTo(area.viewport(), QPoint(0, 0)).y()


def _scroll_by(area: QScrollArea, pixels: int) -> None:
    bar = area.verticalScrollBar()
    bar.setValue(bar.value() + pixels)


def _area_round(widget: QWidget) -> QScrollArea | None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def bring_into_sight(widget: QWidget) -> None:
    """Scroll the area round a widget that was just opened until all of it is seen, or its top.

    Qt does so for the Tab key, not where the program itself moves the focus.
    """
    area = _area_round(widget)
    if area is None:
        return

    def scroll() -> None:
        inner, spare = area.widget(), area.viewport().height() - widget.height()
        if spare >= 0 or inner is None:
            area.ensureWidgetVisible(widget, _AIR, min(_AIR, spare // 2))
        else:
            area.verticalScrollBar().setValue(widget.mapTo(inner, QPoint(0, 0)).y())

    QTimer.singleShot(0, widget, scroll)  # before, the widget has no place yet
