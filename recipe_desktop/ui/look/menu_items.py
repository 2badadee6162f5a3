"""The rows of menus."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionMenuItem

from recipe_desktop.ui.look import draw

if TYPE_CHECKING:
    from recipe_desktop.ui.look.theme import Look

_State = QStyle.StateFlag
_Type = QStyleOptionMenuItem.MenuItemType


def size(option: QStyleOptionMenuItem, wide: int, look: "Look") -> QSize:
    """How much room a row needs."""
    u = look.u
    if option.menuItemType == _Type.Separator:
        return QSize(wide, round(u / 2))
    words = option.fontMetrics.horizontalAdvance(option.text.replace("\t", ""))
    return QSize(max(round(words + _indent(option, look) + 2.75 * u), round(11 * u)), round(2 * u))


def paint(option: Any, painter: QPainter, look: "Look") -> None:
    """Symbol or tick, words, and at the end the keys or the arrow of a menu below."""
    t, u = look.tokens, look.u
    rect = QRectF(option.rect)
    painter.fillRect(rect, QColor(t.raised))
    if option.menuItemType == _Type.Separator:
        draw.hairline(painter, rect.left(), rect.right() + 1, rect.center().y(), t.line)
        return
    enabled = bool(option.state & _State.State_Enabled)
    if option.state & _State.State_Selected and enabled:
        draw.row_ground(painter, rect, t, selected=True, hovered=False, radius=4)
    colour = t.text if enabled else t.field_line
    words, _tab, keys = option.text.partition("\t")
    if option.checked:
        draw.icon(painter, look, QPointF(rect.left() + u, rect.center().y()), "check", colour)
    elif not option.icon.isNull():
        _icon(option.icon, painter, rect, look, enabled=enabled)
    painter.setFont(look.fonts.body.font)
    painter.setPen(QColor(colour))
    flags = draw.LEFT | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextShowMnemonic
    painter.drawText(rect.adjusted(_indent(option, look), 0, -u, 0), flags, words)
    end = rect.adjusted(0, 0, -0.75 * u, 0)
    if option.menuItemType == _Type.SubMenu:
        at = QPointF(end.right() - u / 2, end.center().y())
        draw.icon(painter, look, at, "chevron-right", t.text2, size=1)
    elif keys:
        ink = t.text2 if enabled else t.field_line
        draw.text(painter, end, keys, look.fonts.second, ink, draw.RIGHT)


def _indent(option: QStyleOptionMenuItem, look: "Look") -> float:
    """Where the words begin: behind the symbols, if any row of this menu has one."""
    has_symbols = option.maxIconWidth > 0 or option.menuHasCheckableItems
    return (2.25 if has_symbols else 0.75) * look.u


def _icon(icon: QIcon, painter: QPainter, rect: QRectF, look: "Look", *, enabled: bool) -> None:
    wide = round(18 / 16 * look.u)
    left, top = rect.left() + 0.45 * look.u, rect.center().y() - wide / 2
    place = QRect(round(left), round(top), wide, wide)
    mode = QIcon.Mode.Normal if enabled else QIcon.Mode.Disabled
    icon.paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
