"""Bars on a calendar as a display list: what the printed Gantt and the window's have in common.

Who paints gives inks, measures and the place of the first day; what a bar, a diamond, a link or a
free day looks like is decided here, once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal, Protocol

from recipe_desktop.reports.display_list import Hatch, Item, Line, Polygon, Rect

_DAY: Final = timedelta(days=1)
Unit = Literal["day", "week", "month", "quarter", "year"]
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


class Barred(Protocol):
    """What a bar is painted from."""

    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...
    @property
    def late_end(self) -> date: ...
    @property
    def float_days(self) -> int: ...
    @property
    def progress(self) -> int: ...
    @property
    def is_milestone(self) -> bool: ...
    @property
    def is_summary(self) -> bool: ...
    @property
    def is_critical(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours.

    Args:
        second: of slack and of links that are not critical.
        free: ground of days that are not worked.
        hatch: lines across the holidays of one calendar.
    """

    ink: str
    second: str
    task: str
    task_tint: str
    critical: str
    critical_tint: str
    free: str
    hatch: str
    slack: str


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in points, or in whatever the painter counts.

    Args:
        row: height of a row.
        bar: height of a bar.
        stub: how far a link goes before it turns.
        tip: length of a link's arrow head.
        diamond: half the width of a milestone.
        thin: width of lines.
        thick: width of what is critical.
        radius: of the corners of bars.
    """

    row: float
    bar: float
    stub: float
    tip: float
    diamond: float
    bracket: float
    thin: float
    thick: float
    radius: float = 0.0


class Chart:
    """Paints what lies on the calendar.

    Args:
        first: the day at ``left``.
        day: width of a day.
    """

    def __init__(
        self, inks: Inks, measures: Measures, *, first: date, left: float, day: float
    ) -> None:
        self.inks, self.measures = inks, measures
        self.first, self.left, self.day = first, left, day

    def x(self, day: date) -> float:
        """Where a day begins."""
        return self.left + (day - self.first).days * self.day

    def day_at(self, x: float) -> date:
        """The day that lies at a place."""
        return self.first + int((x - self.left) // self.day) * _DAY

    def extent(self, row: Barred) -> tuple[float, float]:
        """From where to where a bar reaches; a milestone has the width of its diamond."""
        start, stop = self.x(row.start), self.x(row.end + _DAY)
        if row.is_milestone:
            middle, half = (start + stop) / 2, self.measures.diamond
            return middle - half, middle + half
        return start, max(stop, start + 2 * self.measures.thick)

    def bar(self, row: Barred, middle: float) -> Iterator[Item]:
        """Bar with its progress and slack, bracket of what has parts, or diamond of a milestone."""
        inks, m = self.inks, self.measures
        ink, tint = (
            (inks.critical, inks.critical_tint) if row.is_critical else (inks.task, inks.task_tint)
        )
        start, stop = self.extent(row)
        if row.is_milestone:
            yield diamond((start + stop) / 2, middle, m.diamond, ink)
            return
        if row.is_summary:
            yield from self._bracket(start, stop, middle)
            return
        if row.float_days > 0:
            late, end = self.x(row.late_end + _DAY), m.bar * 0.42
            dash = (m.stub, m.stub * 0.75)
            yield Line(stop, middle, late, middle, m.thin, inks.slack, dash)
            yield Line(late, middle - end, late, middle + end, m.thin, inks.slack)
        wide = m.thick if row.is_critical else m.thin
        top = middle - m.bar / 2
        yield Rect(start, top, stop - start, m.bar, tint, ink, wide, m.radius)
        if row.progress:
            done = (stop - start) * min(100, row.progress) / 100
            yield Rect(start, top, done, m.bar, ink, radius=min(m.radius, done / 2))

    def _bracket(self, start: float, stop: float, middle: float) -> Iterator[Item]:
        m, ink = self.measures, self.inks.ink
        top, tip = middle - m.bracket, min(m.bracket * 1.6, (stop - start) / 2)
        yield Rect(start, top, stop - start, m.bracket, fill=ink)
        for x, way in ((start, 1), (stop, -1)):
            corners = ((x, top), (x + way * tip, top), (x, middle + m.bracket))
            yield Polygon(corners, fill=ink)

    def link(
        self, before: Barred, after: Barred, y1: float, y2: float, kind: str = "FS"
    ) -> Iterator[Item]:
        """A link with its arrow, from the middle of one row to the middle of another.

        Args:
            kind: FS, SS, FF or SF: which ends it joins.
        """
        m = self.measures
        both = before.is_critical and after.is_critical
        ink, wide = (self.inks.critical, m.thick) if both else (self.inks.second, m.thin)
        leaves = self.extent(before)[0 if kind[0] == "S" else 1]
        enters = self.extent(after)[1 if kind[-1] == "F" else 0]
        out, into = (-1 if kind[0] == "S" else 1), (-1 if kind[-1] == "F" else 1)
        turn = leaves + out * m.stub
        near = enters - into * (m.stub + m.tip)
        points = [(leaves, y1), (turn, y1)]
        if kind == "FS" and turn <= near:
            points.append((turn, y2))
        else:
            between = y2 - (m.row / 2 if y2 > y1 else -m.row / 2)
            points += [(turn, between), (near, between), (near, y2)]
        tip = enters - into * m.tip
        points.append((tip, y2))
        for (x1, ya), (x2, yb) in pairwise(points):
            yield Line(x1, ya, x2, yb, wide, ink)
        half = m.tip * 0.55
        yield Polygon(((tip, y2 - half), (enters, y2), (tip, y2 + half)), fill=ink)

    def free(self, first: date, last: date, top: float, bottom: float) -> Iterator[Item]:
        """Saturdays and Sundays of some days, tinted; nothing where a day is too narrow."""
        if self.day < self.measures.thick:
            return
        day = first - ((first.weekday() - 5) % 7) * _DAY
        while day <= last:
            begin, stop = max(day, first), min(day + _DAY, last)
            if begin <= stop:
                x = self.x(begin)
                wide = self.x(stop + _DAY) - x
                yield Rect(x, top, wide, bottom - top, fill=self.inks.free)
            day += 7 * _DAY

    def holiday(self, day: date, top: float, bottom: float, ground: str = "") -> Iterator[Item]:
        """A day that one calendar has free: tinted, or on the ground of its row, and hatched."""
        x, wide, high = self.x(day), self.day, bottom - top
        yield Rect(x, top, wide, high, fill=ground or self.inks.free)
        step, thin = max(5.0, self.measures.stub), self.measures.thin * 0.8
        yield Hatch(x, top, wide, high, step, thin, self.inks.hatch)


def diamond(x: float, y: float, half: float, ink: str) -> Polygon:
    """The sign of a milestone round a point."""
    return Polygon(((x, y - half), (x + half, y), (x, y + half), (x - half, y)), fill=ink)


def spans(first: date, stop: date, unit: Unit) -> Iterator[tuple[date, date]]:
    """Days, weeks, months, quarters or years from a day up to another, cut off at both.

    Args:
        stop: behind the last day.
    """
    begin = _beginning(first, unit)
    while begin < stop:
        following = _following(begin, unit)
        yield max(begin, first), min(following, stop)
        begin = following


def _beginning(day: date, unit: Unit) -> date:
    if unit == "day":
        return day
    if unit == "week":
        return day - day.weekday() * _DAY
    step = _MONTHS[unit]
    return date(day.year, (day.month - 1) // step * step + 1, 1)


def _following(begin: date, unit: Unit) -> date:
    if unit in ("day", "week"):
        return begin + _DAY * (7 if unit == "week" else 1)
    month = begin.month - 1 + _MONTHS[unit]
    return date(begin.year + month // 12, month % 12 + 1, 1)
