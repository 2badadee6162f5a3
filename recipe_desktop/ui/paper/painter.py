"""Paints a laid out page with Qt: the same list, the same font files, the same places as the PDF.

Letters are set one by one at the widths of the font file, so no kerning, hinting or font of the
system can move them. A page is paper, white with its own inks, whatever the theme of the window.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGlyphRun,
    QImage,
    QPainter,
    QPainterPath,
    QRawFont,
)

from recipe_desktop import paths
from recipe_desktop.reports import fonts
from recipe_desktop.reports.display_list import (
    Face,
    Hatch,
    Line,
    Page,
    Picture,
    Polygon,
    Rect,
    Text,
)
from recipe_desktop.ui.paper.shapes import area, paint_shape

_KEPT_RUNS = 6000  # lines of text whose letters are kept in place: some forty pages
_LARGEST_GLYPHS = 64.0  # pixels of the screen; Qt leaves larger letters of a font file out


class PaperPainter:
    """Paints pages; one for each view, since it keeps fonts and lines that it has set before."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[Face, float], QRawFont] = {}
        self._runs: dict[tuple[str, Face, float], QGlyphRun] = {}
        self._pictures: dict[bytes, QImage] = {}

    def paint(self, painter: QPainter, page: Page, zoom: float) -> None:
        """Paint a page whose upper left corner is the painter's origin.

        Args:
            zoom: logical pixels to a point.
        """
        painter.fillRect(QRectF(0, 0, page.width * zoom, page.height * zoom), Qt.GlobalColor.white)
        for item in page.items:
            match item:
                case Text():
                    self._write(painter, item, zoom)
                case Line() | Rect() | Hatch() | Polygon():
                    paint_shape(painter, item, zoom)
                case Picture():
                    painter.drawImage(area(item, zoom), self._picture(item.data))
                case _:
                    pass  # tags and links are not seen

    def _write(self, painter: QPainter, item: Text, zoom: float) -> None:
        pixels, at = item.size * zoom, QPointF(item.x * zoom, item.y * zoom)
        run = self.glyphs(item.text, item.face, pixels)
        if pixels * painter.deviceTransform().m22() < _LARGEST_GLYPHS:
            painter.setPen(QColor(item.colour))
            painter.drawGlyphRun(at, run)
            return
        font, outline = run.rawFont(), QPainterPath()
        for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            outline.addPath(font.pathForGlyph(glyph).translated(at + place))
        painter.fillPath(outline, QColor(item.colour))

    def glyphs(self, text: str, face: Face, pixels: float) -> QGlyphRun:
        """A line of text with every letter at its place, from its left edge on the baseline."""
        key = text, face, round(pixels, 3)
        if key not in self._runs:
            if len(self._runs) >= _KEPT_RUNS:
                self._runs.clear()
            self._runs[key] = self._set(text, face, pixels)
        return self._runs[key]

    def _set(self, text: str, face: Face, pixels: float) -> QGlyphRun:
        parsed = fonts.typeface(face)
        indexes, places, x = [], [], 0.0
        for char in map(ord, text):
            indexes.append(parsed.charToGlyph.get(char, 0))
            places.append(QPointF(x, 0))
            x += parsed.charWidths.get(char, parsed.defaultWidth) * pixels / 1000
        run = QGlyphRun()
        run.setRawFont(self._font(face, pixels))
        run.setGlyphIndexes(indexes)
        run.setPositions(places)
        return run

    def _font(self, face: Face, pixels: float) -> QRawFont:
        key = face, round(pixels, 3)
        if key not in self._fonts:
            file = str(paths.resource(fonts.FILES[face]))
            self._fonts[key] = QRawFont(file, pixels, QFont.HintingPreference.PreferNoHinting)
        return self._fonts[key]

    def _picture(self, data: bytes) -> QImage:
        if data not in self._pictures:
            self._pictures[data] = QImage.fromData(data)
        return self._pictures[data]
