"""What a drag on the chart does to a bar, while it lasts: days of the task's own calendar."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from recipe_desktop.domain.workdays import DayException, WorkCalendar
from recipe_desktop.services.outline import Node
from recipe_desktop.ui.roadmap.wording import BarSpan


class Grip(StrEnum):
    """Where a bar was taken."""

    MOVE = "move"
    END = "end"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Drag:
    """A drag that is under way.

    Args:
        place: of the row in the outline.
        from_day: where it was taken.
        shown: the bar as it would be.
    """

    grip: Grip
    place: int
    from_day: date
    before: BarSpan
    shown: BarSpan

    @property
    def changes(self) -> bool:
        """Whether letting go would change anything."""
        return (self.before.start, self.before.end) != (self.shown.start, self.shown.end)


def dragged(drag: Drag, node: Node, to: date, exceptions: tuple[DayException, ...]) -> Drag:
    """The drag, with the pointer over another day."""
    entry = node.entry
    country, region = (entry.country, entry.region) if entry is not None else ("", "")
    before, days = drag.before, (to - drag.from_day).days
    earliest = min(before.start, before.start + timedelta(days=days))
    calendar = WorkCalendar(country, region, exceptions, from_year=earliest.year - 1)
    start = before.start.toordinal()
    if drag.grip is Grip.END:
        last = calendar.index(max(start, before.end.toordinal() + days) + 1) - 1
        end = calendar.at(max(last, calendar.index(start)))
        return replace(drag, shown=replace(before, end=date.fromordinal(end)))
    if before.is_milestone:
        day = before.start + timedelta(days=days)
        return replace(drag, shown=replace(before, start=day, end=day, late_end=day))
    length = calendar.index(before.end.toordinal() + 1) - calendar.index(start)
    first = calendar.index(start + days)
    moved = replace(
        before,
        start=date.fromordinal(calendar.at(first)),
        end=date.fromordinal(calendar.at(first + max(1, length) - 1)),
        float_days=0,
    )
    return replace(drag, shown=moved)


def nudged(node: Node, steps: int, exceptions: tuple[DayException, ...]) -> date | None:
    """The first day of a row, some working days later or, with minus, earlier."""
    if node.start is None:
        return None
    entry, day = node.entry, node.start
    country, region = (entry.country, entry.region) if entry is not None else ("", "")
    calendar = WorkCalendar(country, region, exceptions, from_year=day.year - 1)
    return date.fromordinal(calendar.at(calendar.index(day.toordinal()) + steps))
