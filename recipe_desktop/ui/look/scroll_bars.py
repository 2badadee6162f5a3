"""Scroll bars: a handle without arrows, on no ground of its own."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionSlider

from recipe_desktop.ui.look import draw

if TYPE_CHECKING:
    from recipe_desktop.ui.look.theme import Look

_State = QStyle.StateFlag
_Part = QStyle.SubControl


def part(option: Any, which: QStyle.SubControl, least: int) -> QRect:
    """Where a part of the bar lies.

    Args:
        least: length of the shortest handle, in pixels.
    """
    rect: QRect = option.rect
    lying = option.orientation == Qt.Orientation.Horizontal
    length = rect.width() if lying else rect.height()
    span = option.maximum - option.minimum
    size = length
    if span > 0:
        size = max(least, length * option.pageStep // (span + option.pageStep))
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - size, option.upsideDown
    )
    spans = {
        _Part.SC_ScrollBarGroove: (0, length),
        _Part.SC_ScrollBarSlider: (start, size),
        _Part.SC_ScrollBarSubPage: (0, start),
        _Part.SC_ScrollBarAddPage: (start + size, length - start - size),
    }
    first, long = spans.get(which, (0, 0))
    if lying:
        return QRect(rect.left() + first, rect.top(), long, rect.height())
    return QRect(rect.left(), rect.top() + first, rect.width(), long)


def paint(option: QStyleOptionSlider, painter: QPainter, look: "Look", least: int) -> None:
    """The handle, where there is something to scroll."""
    if option.maximum <= option.minimum:
        return
    t = look.tokens
    handle = QRectF(part(option, _Part.SC_ScrollBarSlider, least))
    handle.adjust(3, 3, -3, -3)
    over = option.state & (_State.State_MouseOver | _State.State_Sunken)
    colour = QColor(t.field_line) if over else draw.faded(t.field_line, 0.55)
    if t.outlined:
        colour = QColor(t.field_line)
    draw.box(painter, handle, fill=colour, radius=min(handle.width(), handle.height()) / 2)
