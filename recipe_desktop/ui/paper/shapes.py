"""Rules, areas and shapes of a display list, painted with Qt; texts are whoever paints' own."""

from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from recipe_desktop.reports.display_list import Hatch, Line, Picture, Polygon, Rect

Shape = Line | Rect | Hatch | Polygon
_NO_PEN, _NO_BRUSH = Qt.PenStyle.NoPen, Qt.BrushStyle.NoBrush


def paint_shape(painter: QPainter, item: Shape, zoom: float) -> None:
    """Paint a rule, an area or a shape of a display list.

    Args:
        zoom: logical pixels to a point.
    """
    match item:
        case Line():
            painter.setPen(_pen(item.colour, item.width * zoom, item.dash, item.width))
            painter.drawLine(QLineF(item.x1 * zoom, item.y1 * zoom, item.x2 * zoom, item.y2 * zoom))
        case Rect():
            _dress(painter, item, zoom)
            radius = item.radius * zoom
            if radius:
                painter.drawRoundedRect(area(item, zoom), radius, radius)
            else:
                painter.drawRect(area(item, zoom))
        case Hatch():
            painter.setPen(_pen(item.colour, item.line_width * zoom))
            lines = [QLineF(*(end * zoom for end in ends)) for ends in item.lines()]
            painter.drawLines(lines)
        case Polygon():
            _dress(painter, item, zoom)
            corners = [QPointF(x * zoom, y * zoom) for x, y in item.points]
            painter.drawPolygon(QPolygonF(corners))


def area(item: Rect | Picture, zoom: float) -> QRectF:
    """Where something lies, in logical pixels."""
    return QRectF(item.x * zoom, item.y * zoom, item.width * zoom, item.height * zoom)


@lru_cache(maxsize=256)
def brush(colour: str) -> QBrush:
    """The brush of a colour; made once, since a page asks for it a thousand times."""
    return QBrush(QColor(colour))


def _dress(painter: QPainter, item: Rect | Polygon, zoom: float) -> None:
    painter.setBrush(brush(item.fill) if item.fill else _NO_BRUSH)
    if item.stroke:
        painter.setPen(_pen(item.stroke, item.stroke_width * zoom))
    else:
        painter.setPen(_NO_PEN)


@lru_cache(maxsize=1024)
def _pen(colour: str, width: float, dash: tuple[float, ...] = (), unit: float = 1.0) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash:
        pen.setDashPattern([length / unit for length in dash])
    return pen
