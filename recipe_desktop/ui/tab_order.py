"""The way of the Tab key: as one reads, whatever was made first."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget

from recipe_desktop.ui.flow import Flow


def order_tabs(root: QWidget) -> None:
    """Have Tab walk through what lies within ``root`` in the order of its layouts."""
    stops = list(in_reading_order(root))
    for first, second in pairwise(stops):
        QWidget.setTabOrder(first, second)


def in_reading_order(root: QWidget) -> Iterator[QWidget]:
    """Everything within ``root`` at which Tab stops, in the order of the layouts."""
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus and root.focusProxy() is None:
        yield root
    if isinstance(root, QSplitter):
        for place in range(root.count()):
            yield from _within(root.widget(place))
    elif isinstance(root, QScrollArea):
        yield from _within(root.widget())
    elif isinstance(root, Flow):
        for thing in root.things:
            yield from in_reading_order(thing)
    else:
        yield from _of_layout(root.layout())


def _within(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is not None:
        yield from in_reading_order(widget)


def _of_layout(layout: QLayout | None) -> Iterator[QWidget]:
    if layout is None:
        return
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if widget := item.widget():
            yield from in_reading_order(widget)
        else:
            yield from _of_layout(item.layout())
