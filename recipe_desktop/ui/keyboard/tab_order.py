"""The way of the Tab key: as one reads what is shown when the key is pressed."""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QWidget,
)

from recipe_desktop.ui.layout.flow import Flow


def move_on(window: QWidget, *, forward: bool) -> bool:
    """Put the keyboard where one reads on, or back; at the end round to the beginning.

    A window says so in ``focusNextPrevChild``, which every widget in it asks. The order is that of
    the layouts at this moment, so that it holds for whatever was made or moved meanwhile. What
    hides with the keyboard in it asks too: then one goes on from the place where it was.

    Returns:
        False where Tab stops nowhere.
    """
    root = _uppermost(window)
    here: QWidget | None = root.focusWidget()
    places = [w for w in in_reading_order(root, here) if w is here or _is_stop(w, root)]
    if all(widget is here for widget in places):
        return False
    step = 1 if forward else -1
    place = places.index(here) if here in places else min(-step, 0)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    places[(place + step) % len(places)].setFocus(reason)
    _bring_into_sight(root.focusWidget())  # who leaves a field unfinished may be kept there
    return True


def in_reading_order(root: QWidget, here: QWidget | None = None) -> Iterator[QWidget]:
    """Everything within ``root`` that is not hidden, in the order of the layouts.

    Args:
        here: is among them although it may be hidden.
    """
    for part in _parts(root):
        if part.isHidden() and not (here and (part is here or part.isAncestorOf(here))):
            continue
        yield part
        yield from in_reading_order(part, here)


def _uppermost(window: QWidget) -> QWidget:
    """The dialog that covers a window and takes all its keys, or the window."""
    over = [d for d in window.children() if isinstance(d, QDialog) and d.isVisibleTo(window)]
    return next((dialog for dialog in reversed(over) if not dialog.isWindow()), window)


def _is_stop(widget: QWidget, root: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return by_tab and widget.isEnabled() and widget.isVisibleTo(root)


def _parts(widget: QWidget) -> Sequence[QWidget]:
    if isinstance(widget, QMainWindow):
        parts: list[QWidget | None] = [widget.centralWidget()]
    elif isinstance(widget, QSplitter):
        parts = [widget.widget(place) for place in range(widget.count())]
    elif isinstance(widget, QScrollArea):
        parts = [widget.widget()]
    elif isinstance(widget, Flow):
        parts = [*widget.things]
    else:
        return _laid_or_lying(widget)
    return [part for part in parts if part is not None]


def _laid_or_lying(widget: QWidget) -> list[QWidget]:
    """What the layout of a widget holds; then what lies in it without one, such as a cell's field."""
    laid = list(_of_layout(widget.layout()))
    known = set(laid)
    lying = [child for child in widget.children() if isinstance(child, QWidget)]
    lying = [c for c in lying if not (c in known or c.isWindow() or isinstance(c, QDialog))]
    return laid + sorted(lying, key=lambda child: (child.y(), child.x()))


def _of_layout(layout: QLayout | None) -> Iterator[QWidget]:
    if layout is None:
        return
    places = range(layout.count())
    for place in _row_by_row(layout, places) if isinstance(layout, QGridLayout) else places:
        item = layout.itemAt(place)
        if item is None:
            continue
        if widget := item.widget():
            yield widget
        else:
            yield from _of_layout(item.layout())


def _row_by_row(grid: QGridLayout, places: Iterable[int]) -> list[int]:
    def position(place: int) -> tuple[int, ...]:
        return cast("tuple[int, ...]", grid.getItemPosition(place))

    return sorted(places, key=position)


def _bring_into_sight(widget: QWidget | None) -> None:
    """Qt does so only where the keyboard stays within one area."""
    around = widget
    while widget is not None and around is not None:
        around = around.parentWidget()
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
