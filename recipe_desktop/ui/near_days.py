"""Days and instants as people speak of them: today and yesterday by their names."""

from datetime import date, datetime

from recipe_desktop.domain.clock import now
from recipe_desktop.i18n import _, format_day, format_relative_day, format_time


def when(at: datetime) -> str:
    """An instant as people speak of it: today 08:12, 18 November."""
    there = at.astimezone()
    days = (now().astimezone().date() - there.date()).days
    if 0 <= days <= 1:
        day = format_relative_day(there.date(), now().astimezone().date())
        return _("{day} {time}").format(day=day, time=format_time(at))
    return short_day(there.date())


def ago(at: datetime) -> str:
    """How long an instant is past: today 08:12, 3 days ago."""
    there, today = at.astimezone().date(), now().astimezone().date()
    return when(at) if 0 <= (today - there).days <= 1 else format_relative_day(there, today)


def short_day(day: date) -> str:
    """A day, in words only while it is near."""
    today = now().astimezone().date()
    if abs((today - day).days) <= 1:
        return format_relative_day(day, today)
    return format_day(day)
