"""The calendar above the chart: months, weeks or days, and where today is."""

from datetime import timedelta
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recipe_desktop.i18n import _
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look
from recipe_desktop.ui.roadmap.chart import GanttView
from recipe_desktop.ui.roadmap.timeline import short_word

_DAY: Final = timedelta(days=1)
_EVERY: Final = 5  # years of which one is named, where they are narrow


class TimeHead(QWidget):
    """Months, weeks or days above the chart, and where today is."""

    def __init__(self, look: Look, view: GanttView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._view = look, view
        view.moved.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, u, t = self._look, self._look.u, self._look.tokens
        painter.fillRect(self.rect(), QColor(t.surface))
        chart, line = self._view.scene.chart, self._view.timeline
        begin, stop = chart.day_at(0), chart.day_at(self.width()) + _DAY
        half = self.height() - 1.6 * u
        fonts, today = look.fonts, self._today()
        upper, lower = line.units()
        for unit, top, face, ink in (
            (upper, 0.0, fonts.strong, t.text),
            (lower, half, fonts.small, t.text2),
        ):
            if lower == upper and not top:
                continue  # years alone need one line
            for tick in line.ticks(unit, begin, stop):
                x, end = chart.x(tick.start), chart.x(tick.stop)
                words = tick.words
                if unit == "month" and face.width(words) + 0.6 * u > end - x:
                    words = short_word(unit, tick.start)
                x = max(x, 0.0)
                if top == 0:
                    painter.fillRect(round(x), 4, 1, round(half), QColor(t.line))
                alone = lower == upper and tick.start.year % _EVERY == 0
                if alone or face.width(words) + 0.3 * u <= end - x:
                    wide = max(end - x, face.width(words) + 0.4 * u) if alone else end - x
                    area = QRectF(x + 0.3 * u, top, wide - 0.3 * u, 1.6 * u if top else half)
                    align = draw.CENTRE if unit == "day" else draw.LEFT
                    if unit == "day":
                        area = QRectF(x, top, end - x, 1.6 * u)
                    said = QRectF(area.left(), top, face.width(words), area.height())
                    if top and unit != "day" and today.adjusted(-2, 0, 2, 0).intersects(said):
                        continue
                    draw.text(painter, area, words, face, ink, align)
        draw.hairline(painter, 0, self.width(), self.height() - 1, t.line)
        if not today.isNull():
            draw.box(painter, today, fill=t.accent, radius=today.height() / 2)
            draw.text(painter, today, _("Today"), fonts.small_strong, t.on_accent, draw.CENTRE)
        painter.end()

    def _today(self) -> QRectF:
        """Where the word for today stands; weeks that it would touch are not named."""
        outline = self._view.scene.outline
        if outline is None:
            return QRectF()
        u = self._look.u
        x = self._view.scene.chart.x(outline.roadmap.today) + self._view.timeline.day / 2
        if not 0 <= x <= self.width():
            return QRectF()  # half a word at the edge would tell nothing
        wide = self._look.fonts.small_strong.width(_("Today")) + 1.1 * u
        left = max(0.0, min(x - wide / 2, self.width() - wide))  # whole, also where a plan begins
        return QRectF(left, self.height() - 1.4 * u, wide, 1.15 * u)
