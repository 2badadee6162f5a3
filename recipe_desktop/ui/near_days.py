"""Days and instants as people speak of them: today and yesterday by their names."""

from datetime import date, datetime

from recipe_desktop.domain.clock import today
from recipe_desktop.i18n import _, format_day, format_relative_day, format_time


def when(at: datetime) -> str:
    """When something happened: with the time as long as it is near, then the day alone."""
    day = at.astimezone().date()
    return _with_time(day, at) if _is_near(day) else format_day(day)


def when_in_full(at: datetime) -> str:
    """Day and time, always."""
    day = at.astimezone().date()
    return when(at) if _is_near(day) else f"{format_day(day)}, {format_time(at)}"


def ago(at: datetime) -> str:
    """How long an instant is past: today 08:12, 3 days ago."""
    day = at.astimezone().date()
    return when(at) if _is_near(day) else format_relative_day(day, today())


def short_day(day: date) -> str:
    """A day, in words only while it is near."""
    return format_relative_day(day, today()) if _is_near(day) else format_day(day)


def _with_time(day: date, at: datetime) -> str:
    said = _("{day} {time}")
    return said.format(day=format_relative_day(day, today()), time=format_time(at))


def _is_near(day: date) -> bool:
    return abs((today() - day).days) <= 1
