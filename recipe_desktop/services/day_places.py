"""Days of an event that hold fewer than come: a day may have a room of its own."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from recipe_desktop.domain import attendance as rules
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.registrations import comes_on
from recipe_desktop.services import events, identity, records, walk_ins
from recipe_desktop.services.sql import run


def crowded(session: Session, event: Uid) -> Iterator[tuple[date, int]]:
    """The days with a number of places of their own, and by how many people they have too few."""
    days = run(
        session,
        "SELECT day_on, starts_on, event_day.capacity AS capacity FROM event_day "
        "JOIN event ON event.uid = event_uid WHERE event_uid = ? AND day_on IS NOT NULL "
        "AND event_day.capacity IS NOT NULL ORDER BY day_on, event_day.uid",
        event,
    ).all()
    coming = _coming(session, event) if days else []
    for row in days:
        day = date.fromisoformat(row.day_on)
        first = date.fromisoformat(row.starts_on) if row.starts_on else None
        answers = [answer for answer, said in coming if comes_on(said, first, day)]
        came = len(events.presences(session, event, day))
        places = rules.Places(row.capacity, len(answers), answers.count(rules.Rsvp.MAYBE), came)
        if places.over:
            yield day, places.over


def _coming(session: Session, event: Uid) -> list[tuple[str, str]]:
    """Answer and days of everybody who is expected."""
    hidden = identity.canonical(session, events.REGISTRATIONS)
    uncounted = records.as_json(walk_ins.taken_back(session, [event], hidden).union(hidden))
    rows = run(
        session,
        "SELECT answer, days FROM registration WHERE event_uid = ? "
        "AND uid NOT IN (SELECT value FROM json_each(?))",
        *(event, uncounted),
    )
    return [(answer, days) for answer, days in rows if answer not in rules.AWAY]
