"""The days of a visit in a row, as a calendar shows them: at the host, travelling, free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recipe_desktop.i18n import _, format_list, format_number, format_weekday, weekday_name
from recipe_desktop.services.exchanges import ExchangeCard
from recipe_desktop.ui.look import draw
from recipe_desktop.ui.look.theme import Look

_PER_ROW: Final = 7
_MOST: Final = 42
_HIGH: Final = 2.25  # units of a box
_GAP: Final = 0.4


class DayIs(StrEnum):
    """What a day of the visit is."""

    COUNTED = "counted"
    FREE = "free"
    OUT = "out"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class StayDay:
    """One day of the visit and what it is."""

    day: date
    is_: DayIs


def stay_days(card: ExchangeCard) -> list[StayDay]:
    """From the journey out to the journey back; nothing while the days are not agreed."""
    facts, counted = card.facts, set(card.days or ())
    if facts.starts_on is None or facts.ends_on is None or card.days is None:
        return []
    journeys = {facts.travels_out_on: DayIs.OUT, facts.travels_back_on: DayIs.BACK}
    near = [
        day for day in journeys if day is not None and abs((day - facts.starts_on).days) <= _MOST
    ]
    first, last = min([facts.starts_on, *near]), max([facts.ends_on, *near])
    days = [first + timedelta(days=n) for n in range(min((last - first).days + 1, _MOST))]
    return [
        StayDay(day, journeys.get(day) or (DayIs.COUNTED if day in counted else DayIs.FREE))
        for day in days
    ]


class StayDays(QWidget):
    """The days, seven in a row below the names of their weekdays."""

    def __init__(self, look: Look, days: Sequence[StayDay]) -> None:
        super().__init__()
        self._look, self.days = look, tuple(days)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        counted = [format_weekday(one.day) for one in days if one.is_ is DayIs.COUNTED]
        said = _("Working days at the host: {days}")
        self.setAccessibleName(said.format(days=format_list(counted) or format_number(0)))

    @override
    def sizeHint(self) -> QSize:
        rows = -(-len(self.days) // _PER_ROW)
        return QSize(self._look.px(20), self._look.px(1.4 + rows * (_HIGH + _GAP) - _GAP))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, t, u = self._look, self._look.tokens, self._look.u
        wide = (self.width() + _GAP * u) / _PER_ROW
        for place, one in enumerate(self.days):
            row, column = divmod(place, _PER_ROW)
            if not row:
                over = QRectF(column * wide, 0, wide - _GAP * u, 1.2 * u)
                draw.text(
                    painter, over, weekday_name(one.day), look.fonts.small, t.text2, draw.CENTRE
                )
            top = (1.4 + row * (_HIGH + _GAP)) * u
            self._paint_day(painter, QRectF(column * wide, top, wide - _GAP * u, _HIGH * u), one)
        painter.end()

    def _paint_day(self, painter: QPainter, box: QRectF, one: StayDay) -> None:
        look, t, radius = self._look, self._look.tokens, 3 / 8 * self._look.u
        number = format_number(one.day.day)
        if one.is_ is DayIs.COUNTED:
            line = t.accent_ink if t.outlined else None
            draw.box(painter, box, fill=t.selected, line=line, radius=radius)
            draw.text(painter, box, number, look.fonts.strong, t.accent_ink, draw.CENTRE)
            return
        if one.is_ is DayIs.FREE:
            draw.box(painter, box, fill=t.sunken, radius=radius)
            draw.text(painter, box, number, look.fonts.body, t.text3, draw.CENTRE)
            return
        pen = QPen(QColor(t.control_line), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        symbol = "arrow-right" if one.is_ is DayIs.OUT else "arrow-left"
        third = box.width() / 3.2
        left = QPointF(box.center().x() - third / 1.6, box.center().y() + 0.5)
        draw.icon(painter, look, left, symbol, t.text3, size=0.8)
        beside = QRectF(box.center().x(), box.top(), box.width() / 2, box.height())
        draw.text(painter, beside, number, look.fonts.second, t.text2)
