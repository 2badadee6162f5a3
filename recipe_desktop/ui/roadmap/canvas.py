"""Paints a display list in the window's own inks and type, sharp at every scale."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from recipe_desktop.reports.display_list import Face, Hatch, Item, Line, Polygon, Rect, Text
from recipe_desktop.reports.gantt_chart import Inks, Measures
from recipe_desktop.ui.look.fonts import Face as Type
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.look.tokens import Tokens
from recipe_desktop.ui.paper.shapes import brush, paint_shape


def inks(t: Tokens) -> Inks:
    """The chart's colours in a theme."""
    return Inks(
        ink=t.text2,
        second=t.text3,
        task=t.series[0],
        task_tint=mixed(t.series[0], t.surface, 0.28),
        critical=t.critical,
        critical_tint=mixed(t.critical, t.surface, 0.26),
        free=t.weekend,
        hatch=t.control_line,
        slack=t.series[0],
    )


def grid(t: Tokens) -> str:
    """The colour of lines between rows and days; where lines are loud, a quieter one."""
    return mixed(t.line, t.surface, 0.35) if t.outlined else t.line


def measures(look: Look) -> Measures:
    """The chart's sizes at the size of text."""
    u = look.u
    return Measures(
        row=round(1.75 * u),
        bar=round(13 / 16 * u),
        stub=round(0.4 * u),
        tip=round(0.4 * u),
        diamond=round(0.42 * u),
        bracket=round(0.3 * u),
        thin=1,
        thick=2,
        radius=3 / 16 * u,
    )


def mixed(colour: str, ground: str, share: float) -> str:
    """A colour on a ground at part of its strength, without being transparent."""
    one, other = QColor(colour), QColor(ground)
    pairs = (
        (one.red(), other.red()),
        (one.green(), other.green()),
        (one.blue(), other.blue()),
    )
    parts = (round(a * share + b * (1 - share)) for a, b in pairs)
    return "#" + "".join(f"{part:02X}" for part in parts)


def paint(painter: QPainter, look: Look, items: Iterable[Item]) -> None:
    """Paint all items; one unit is one logical pixel."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item in items:
        match item:
            case Line() if not item.dash and (item.x1 == item.x2 or item.y1 == item.y2):
                _rule(painter, item)
            case Rect() if not item.stroke and not item.radius:
                area = QRectF(round(item.x), item.y, _wide(item), item.height)
                painter.fillRect(area, brush(item.fill))
            case Rect():
                paint_shape(painter, _inset(item), 1)
            case Line() | Hatch() | Polygon():
                paint_shape(painter, item, 1)
            case Text():
                face = type_of(look, item.face)
                painter.setFont(face.font)
                painter.setPen(QColor(item.colour))
                painter.drawText(QPointF(item.x, item.y), item.text)
            case _:
                pass  # tags are for paper


def type_of(look: Look, face: Face) -> Type:
    """The window's type for a face of the display list."""
    return look.fonts.second_strong if face is Face.BOLD else look.fonts.second


def _rule(painter: QPainter, line: Line) -> None:
    """A straight rule on whole pixels: with halves it turns grey and two pixels thick."""
    wide = max(1, round(line.width))
    half = wide // 2
    if line.x1 == line.x2:
        top, bottom = sorted((line.y1, line.y2))
        painter.fillRect(
            round(line.x1) - half,
            round(top) - half,
            wide,
            round(bottom) - round(top) + wide,
            brush(line.colour),
        )
        return
    left, right = sorted((line.x1, line.x2))
    painter.fillRect(
        round(left) - half,
        round(line.y1) - half,
        round(right) - round(left) + wide,
        wide,
        brush(line.colour),
    )


def _wide(item: Rect) -> float:
    return max(1, round(item.x + item.width) - round(item.x))


def _inset(item: Rect) -> Rect:
    """The same area on whole pixels, its outline inside."""
    half = item.stroke_width / 2 if item.stroke else 0
    x, y = round(item.x), round(item.y)
    wide = max(2, round(item.x + item.width) - x)
    return Rect(
        x + half,
        y + half,
        max(1.0, wide - 2 * half),
        max(1.0, round(item.height) - 2 * half),
        item.fill,
        item.stroke,
        item.stroke_width,
        max(0.0, item.radius - half),
    )
