"""Inter in the sizes and weights of the look, built once for each base size."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from recipe_desktop.domain.unseen import one_line

FAMILY = "Inter"
UNKNOWN_SIZE_PT = 10.0
_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")
_NORMAL = QFont.Weight.Normal
_MEDIUM = QFont.Weight.Medium
_SEMI = QFont.Weight.DemiBold


def load(folder: Path) -> None:
    """Register the fonts of ``folder`` with the running application.

    Raises:
        FileNotFoundError: a font is missing; without it every measure of the window is wrong.
    """
    for name in _FILES:
        data = (folder / name).read_bytes()
        if QFontDatabase.addApplicationFontFromData(QByteArray(data)) == -1:
            raise FileNotFoundError(folder / name)


@dataclass(frozen=True, slots=True)
class Face:
    """A font with its measures: making either anew while painting costs a fifth of the time."""

    font: QFont
    metrics: QFontMetricsF

    def width(self, text: str) -> float:
        """How wide ``text`` is painted."""
        return self.metrics.horizontalAdvance(text)

    def elided(self, text: str, width: float) -> str:
        """``text``, or its beginning with three dots when it is too wide; nothing unseen in it."""
        text = one_line(text)
        if self.metrics.horizontalAdvance(text) <= width:
            return text
        return self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def _face(base: float, scale: float, weight: QFont.Weight, *, figures: bool = False) -> Face:
    font = QFont(FAMILY)
    font.setPointSizeF(base * scale)
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if scale >= 1.5:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
    if figures:
        font.setFeature(QFont.Tag("tnum"), 1)
    return Face(font, QFontMetricsF(font))


class Fonts:
    """The dozen faces of the interface; ``unit`` is the measure every size is a fraction of.

    Args:
        base: point size of body text.
    """

    def __init__(self, base: float) -> None:
        self.base = base
        self.display = _face(base, 2.4, _SEMI)
        self.title = _face(base, 1.55, _SEMI)
        self.record = _face(base, 1.4, _SEMI)
        self.big = _face(base, 1.4, _NORMAL)
        self.lead = _face(base, 1.2, _SEMI)
        self.strong = _face(base, 1.0, _SEMI)
        self.action = _face(base, 1.0, _MEDIUM)
        self.body = _face(base, 1.0, _NORMAL)
        self.figures = _face(base, 1.0, _NORMAL, figures=True)
        self.figures_strong = _face(base, 1.0, _MEDIUM, figures=True)
        self.second = _face(base, 0.93, _NORMAL)
        self.second_strong = _face(base, 0.93, _MEDIUM)
        self.second_figures = _face(base, 0.93, _MEDIUM, figures=True)
        self.small = _face(base, 0.88, _MEDIUM)
        self.small_strong = _face(base, 0.88, _SEMI)
        # At the desk, to be read from two metres; names shrink step by step until they fit.
        self.desk_word = _face(base, 3.0, _SEMI)
        self.desk_second = _face(base, 2.2, _MEDIUM)
        self.desk_field = _face(base, 1.8, _NORMAL)
        self.desk_names = tuple(_face(base, n / 10, QFont.Weight.Bold) for n in range(62, 38, -2))
        # Whole pixels keep hairlines and rows sharp.
        self.unit = round(self.body.metrics.height())

    def __iter__(self) -> Iterator[Face]:
        return (face for face in vars(self).values() if isinstance(face, Face))
