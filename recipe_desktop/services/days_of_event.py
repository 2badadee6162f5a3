"""The days of an event by their number, and the ones that somebody means who comes on some."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain import event_days
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import day_names
from recipe_desktop.services.sql import run

_LONGEST_DAYS: Final = 60  # of an event; a wrong year must not print for ever


def days(session: Session, event: Uid) -> list[date]:
    """The days of an event: those entered, else all of its span."""
    return sorted(_entered(session, event)) or _of_span(session, event)


def _of_span(session: Session, event: Uid) -> list[date]:
    first, last = _span(session, event)
    if first is None:
        return []
    span = max(0, ((last or first) - first).days)
    return [first + timedelta(days=n) for n in range(min(span + 1, _LONGEST_DAYS))]


def numbered(session: Session, event: Uid) -> dict[int, date]:
    """The days of an event by the numbers under which people come; none while they are open.

    Of an event of several days perhaps only those with hours of their own have been entered.
    """
    every = {*_entered(session, event), *_of_span(session, event)}
    return event_days.numbered(_span(session, event)[0], every)


def is_open(session: Session, event: Uid) -> bool:
    """Whether there may be more days: nobody has said which is the last."""
    return _span(session, event)[1] is None and not _entered(session, event)


def read(session: Session, event: Uid, value: Value, before: Value = None) -> str:
    """On which days somebody comes, as it is kept: numbers with a semicolon between.

    Args:
        value: numbers, days, their weekdays or their names, as typed.
        before: what the record holds now; what stands there stays.

    Raises:
        UserError: registration.no_such_day, registration.days_open.
    """
    known, titles = numbered(session, event), _entered(session, event)

    def named(day: date) -> Collection[str]:
        return [*day_names(day), *titles.get(day, ())]

    kept = [part.strip() for part in str(before or "").split(";")]
    try:
        still = is_open(session, event)
        return event_days.read_days(str(value), known, named, kept, is_open=still)
    except event_days.NoSuchDayError as error:
        said = {"field": "days", "value": str(error)}
        if not known:
            raise UserError("registration.days_open", **said) from error
        every = {number: day.isoformat() for number, day in known.items()}
        raise UserError("registration.no_such_day", event_days=every, **said) from error


def _entered(session: Session, event: Uid) -> dict[date, list[str]]:
    """The days that somebody has entered, with what they are called."""
    rows = run(
        session,
        "SELECT day_on, name FROM event_day WHERE event_uid = ? AND day_on IS NOT NULL",
        event,
    )
    found: dict[date, list[str]] = {}
    for day, name in rows:
        found.setdefault(date.fromisoformat(day), []).append(name or "")
    return found


def _span(session: Session, event: Uid) -> tuple[date | None, date | None]:
    row = run(session, "SELECT starts_on, ends_on FROM event WHERE uid = ?", event).first()
    first, last = (date.fromisoformat(day) if day else None for day in row or (None, None))
    return first, last
