"""Rules, areas and shapes of a display list, painted with Qt; texts are whoever paints' own."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from recipe_desktop.reports.display_list import Line, Picture, Polygon, Rect


def paint_shape(painter: QPainter, item: Line | Rect | Polygon, zoom: float) -> None:
    """Paint a rule, an area or a shape of a display list.

    Args:
        zoom: logical pixels to a point.
    """
    match item:
        case Line():
            pen = _pen(item.colour, item.width * zoom)
            if item.dash:
                pen.setDashPattern([length / item.width for length in item.dash])
            painter.setPen(pen)
            painter.drawLine(
                QPointF(item.x1 * zoom, item.y1 * zoom), QPointF(item.x2 * zoom, item.y2 * zoom)
            )
        case Rect():
            _dress(painter, item, zoom)
            radius = item.radius * zoom
            if radius:
                painter.drawRoundedRect(area(item, zoom), radius, radius)
            else:
                painter.drawRect(area(item, zoom))
        case Polygon():
            _dress(painter, item, zoom)
            corners = [QPointF(x * zoom, y * zoom) for x, y in item.points]
            painter.drawPolygon(QPolygonF(corners))


def area(item: Rect | Picture, zoom: float) -> QRectF:
    """Where something lies, in logical pixels."""
    return QRectF(item.x * zoom, item.y * zoom, item.width * zoom, item.height * zoom)


def _dress(painter: QPainter, item: Rect | Polygon, zoom: float) -> None:
    painter.setBrush(QColor(item.fill) if item.fill else Qt.BrushStyle.NoBrush)
    if item.stroke:
        painter.setPen(_pen(item.stroke, item.stroke_width * zoom))
    else:
        painter.setPen(Qt.PenStyle.NoPen)


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
