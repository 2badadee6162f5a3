"""How much of the calendar is seen: the width of a day, and what the head says above it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from recipe_desktop.i18n import _, format_month, format_number
from recipe_desktop.reports.gantt_chart import Unit, spans

NARROWEST: Final = 0.04  # pixels a day
WIDEST: Final = 64.0
_STEP: Final = 1.25
_AROUND: Final = timedelta(days=45)  # before and behind the plan one can still scroll and drag


class Zoom(StrEnum):
    """The usual widths of a day."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


UNITS_A_DAY: Final = {Zoom.DAYS: 1.75, Zoom.WEEKS: 0.37, Zoom.MONTHS: 0.1}


@dataclass(frozen=True, slots=True)
class Tick:
    """A stretch of the head with its word."""

    start: date
    stop: date
    words: str


class Timeline:
    """The days that can be seen and the width of each, in pixels."""

    def __init__(self, day: float) -> None:
        self.day = day
        self.first = self.start = self.end = date.min
        self.days = 1

    def cover(self, start: date, end: date, today: date, width: float) -> None:
        """Take in a plan, and as much beyond as fills the width."""
        self.start, self.end = start, end
        near = timedelta(days=400)
        low = min(start, today) if today >= start - near else start
        high = max(end, today) if today <= end + near else end
        first = low - _AROUND
        self.first = first - timedelta(days=first.weekday())
        self.days = max((high + _AROUND - self.first).days, int(width / self.day) + 1)

    @property
    def width(self) -> float:
        """Of all days together."""
        return self.days * self.day

    def offset(self, day: date) -> float:
        """Where a day begins, from the left end."""
        return (day - self.first).days * self.day

    def stretched(self, steps: float) -> float:
        """The width of a day after so many steps of the wheel."""
        wanted: float = self.day * _STEP**steps
        return min(WIDEST, max(NARROWEST, wanted))

    def fitted(self, width: float) -> float:
        """The width of a day with which the whole plan is seen."""
        days = (self.end - self.start).days + 1
        return min(WIDEST, max(NARROWEST, width / (days * 1.12 + 2)))

    def units(self) -> tuple[Unit, Unit]:
        """The upper and the lower line of the head."""
        if self.day >= 15:
            return "month", "day"
        if self.day >= 3.6:
            return "month", "week"
        if self.day >= 0.9:
            return "year", "month"
        return ("year", "quarter") if self.day >= 0.3 else ("year", "year")

    def ticks(self, unit: Unit, first: date, stop: date) -> Iterator[Tick]:
        """The stretches of one line of the head."""
        for begin, end in spans(first, stop, unit):
            yield Tick(begin, end, _word(unit, begin))


def _word(unit: Unit, day: date) -> str:
    match unit:
        case "day":
            return format_number(day.day)
        case "week":
            return _("W{week}").format(week=day.isocalendar().week)
        case "month":
            return format_month(day)
        case "quarter":
            return _("Q{quarter}").format(quarter=(day.month - 1) // 3 + 1)
        case _:
            return str(day.year)


def short_word(unit: Unit, day: date) -> str:
    """What fits a narrow stretch."""
    return format_month(day, short=True) if unit == "month" else ""
