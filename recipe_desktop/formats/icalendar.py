"""Events as iCalendar (RFC 5545), which every calendar reads.

Instants are written in UTC and days as days, so no table of time zones is needed: each calendar
shows them in the zone of its user.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from recipe_desktop.formats.content_lines import escaped, folded
from recipe_desktop.new_files import new_file
from recipe_desktop.services.calendars import Entry, Moment

SUFFIX: Final = ".ics"


def write_calendar(path: Path, entries: Iterable[Entry]) -> None:
    """Write entries in the order given; equal entries give equal bytes.

    Raises:
        UserError: file.disk_full, file.not_writable.
    """
    with new_file(path) as file:
        for line in _lines(entries):
            file.write(folded(line))


def _lines(entries: Iterable[Entry]) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//RECiPE Desktop//Events//EN"
    yield "CALSCALE:GREGORIAN"
    for entry in entries:
        yield from _entry(entry)
    yield "END:VCALENDAR"


def _entry(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{_instant(entry.changed_at)}"
    yield f"LAST-MODIFIED:{_instant(entry.changed_at)}"
    yield _moment("DTSTART", entry.starts)
    if entry.ends is not None:
        yield _moment("DTEND", _after(entry.ends))
    is_link = urlsplit(entry.website.strip()).scheme in ("http", "https")
    lines = (*entry.lines, "" if is_link else entry.website)
    said = "\n\n".join(filter(None, lines))
    for name, text in (("SUMMARY", entry.name), ("LOCATION", entry.place), ("DESCRIPTION", said)):
        if text:
            yield f"{name}:{escaped(text)}"
    if is_link:
        yield f"URL:{''.join(entry.website.split())}"
    if entry.of is not None:
        yield f"RELATED-TO:{entry.of}"
    yield f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}"
    if not isinstance(entry.starts, datetime):
        yield "TRANSP:TRANSPARENT"  # nobody is busy for whole days on end
    yield "END:VEVENT"


def _after(end: Moment) -> Moment:
    """Where an entry is over: the day after its last one."""
    return end if isinstance(end, datetime) else end + timedelta(days=1)


def _moment(name: str, at: Moment) -> str:
    if isinstance(at, datetime):
        return f"{name}:{_instant(at)}"
    return f"{name};VALUE=DATE:{_digits(at)}"


def _instant(at: datetime) -> str:
    there = at.astimezone(UTC)
    return f"{_digits(there.date())}T{there:%H%M%S}Z"


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")  # a year before 1000 keeps its noughts
