"""Fields for a number, with two arrows at their end."""

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractSpinBox, QStyle, QStyleOptionSpinBox

from recipe_desktop.ui.look import draw

if TYPE_CHECKING:
    from recipe_desktop.ui.look.theme import Look

_State = QStyle.StateFlag
_Part = QStyle.SubControl
_STEPS: Final = {
    _Part.SC_SpinBoxUp: ("chevron-up", QAbstractSpinBox.StepEnabledFlag.StepUpEnabled),
    _Part.SC_SpinBoxDown: ("chevron-down", QAbstractSpinBox.StepEnabledFlag.StepDownEnabled),
}


def part(option: Any, which: QStyle.SubControl, look: "Look") -> QRect:
    """Where a part of the field lies."""
    rect: QRect = option.rect
    u = look.u
    arrows = round(1.5 * u)
    left, half = rect.right() + 1 - arrows, rect.height() // 2
    if which == _Part.SC_SpinBoxEditField:
        return rect.adjusted(round(0.5 * u), 2, -arrows, -2)
    if which == _Part.SC_SpinBoxUp:
        return QRect(left, rect.top(), arrows, half)
    if which == _Part.SC_SpinBoxDown:
        return QRect(left, rect.top() + half, arrows, rect.height() - half)
    return rect


def paint(option: QStyleOptionSpinBox, painter: QPainter, look: "Look") -> None:
    """Frame, arrows, and the ring of whoever types."""
    t, radius = look.tokens, 3 / 8 * look.u
    frame = QRectF(option.rect)
    state = option.state
    enabled = bool(state & _State.State_Enabled)
    draw.box(
        painter,
        frame,
        fill=t.surface if enabled else t.sunken,
        line=t.field_line if enabled else t.line,
        radius=radius,
    )
    for which, (symbol, step) in _STEPS.items():
        at = QRectF(part(option, which, look))
        possible = enabled and bool(option.stepEnabled & step)
        pressed = option.activeSubControls == which
        ink = t.field_line if not possible else t.text if pressed else t.text2
        towards = 1 if which == _Part.SC_SpinBoxUp else -1
        middle = QPointF(at.center().x() - 0.1 * look.u, at.center().y() + towards * 0.1 * look.u)
        draw.icon(painter, look, middle, symbol, ink, size=13 / 16, stroke=2.1)
    if state & _State.State_HasFocus and enabled:
        draw.ring(painter, frame, t, radius)
