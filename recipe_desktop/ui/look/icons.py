"""Tabler's outline icons, recoloured and drawn for the pixel ratio at hand, never scaled."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

STROKE: Final = 1.75
STRONG_STROKE: Final = 2.0
SMALL_STROKE: Final = 2.1


class Icons:
    """Pixmaps by name, colour, size, pixel ratio and stroke, each drawn once.

    Args:
        folder: where the ``NAME.svg`` files lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._drawn: dict[tuple[str, str, int, float, float], QPixmap] = {}

    def clear(self) -> None:
        """Forget what is drawn, as its colours no longer hold."""
        self._drawn.clear()

    def pixmap(
        self, name: str, colour: str, size: float, ratio: float, stroke: float = STROKE
    ) -> QPixmap:
        """The icon ``name`` in ``colour``, ``size`` logical pixels wide and high."""
        pixels = max(1, round(size * ratio))
        key = (name, colour, pixels, ratio, stroke)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = self._draw(name, colour, pixels, stroke)
            drawn.setDevicePixelRatio(ratio)
        return drawn

    def _draw(self, name: str, colour: str, pixels: int, stroke: float) -> QPixmap:
        source = self._sources.get(name)
        if source is None:
            source = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
            self._sources[name] = source
        text = source.replace("currentColor", colour).replace(
            'stroke-width="2"', f'stroke-width="{stroke}"'
        )
        pixmap = QPixmap(QSize(pixels, pixels))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        return pixmap
