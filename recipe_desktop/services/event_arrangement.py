"""What is odd in how an event was laid out: its days, its desks, and the lists on their tables.

Offices that work apart may each be right, so none of this is refused; it is shown.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import Finding, Severity
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.signed_lists import Range, cross
from recipe_desktop.services import day_places, desk_plans, signed_lists
from recipe_desktop.services.desk_plans import DeskPlan
from recipe_desktop.services.sql import run

_OURS: Final = "RECiPE Desktop"


def findings(session: Session, event: Uid) -> list[Finding]:
    """Days that stand twice, lie outside or hold too few, what several desks have, and two papers of one list."""
    desks = _desks(desk_plans.plans(session, event))
    return [*_days(session, event), *_places(session, event), *desks, *_papers(session, event)]


def _papers(session: Session, event: Uid) -> Iterator[Finding]:
    for day, numbers in signed_lists.rival_sheets(session, event).items():
        yield _odd("event.two_papers", day=day, value=", ".join(map(str, numbers)))


def _days(session: Session, event: Uid) -> Iterator[Finding]:
    rows = run(
        session,
        "SELECT day_on, starts_on, coalesce(ends_on, starts_on) AS ends_on FROM event_day "
        "JOIN event ON event.uid = event_uid "
        "WHERE event_uid = ? AND day_on IS NOT NULL ORDER BY day_on",
        event,
    ).all()
    for day, count in Counter(row.day_on for row in rows).items():
        if count > 1:
            yield _odd("event.day_twice", value=date.fromisoformat(day))
    for row in rows:
        if row.starts_on and not row.starts_on <= row.day_on <= row.ends_on:
            yield _odd("event.day_outside", value=date.fromisoformat(row.day_on))


def _places(session: Session, event: Uid) -> Iterator[Finding]:
    for day, count in day_places.crowded(session, event):
        yield _odd("event.day_over_capacity", day=day, value=count)


def _desks(plans: list[DeskPlan]) -> Iterator[Finding]:
    for letter, count in Counter(plan.letter.strip().upper() for plan in plans).items():
        if letter and count > 1:
            yield _odd("event.letter_twice", name=letter)
    spans = []
    for plan in plans:
        span = Range(Uid(plan.uid or ""), plan.letter, plan.surnames_from, plan.surnames_until)
        if span.is_backwards:
            said = f"{span.start}\N{EN DASH}{span.until}"
            yield _odd("event.surnames_backwards", name=span.letter, value=said)
        elif plan.has_range:
            spans.append(span)
    for one, other in combinations(spans, 2):
        if cross(one, other):
            yield _odd("event.surnames_cross", name=one.letter, other=other.letter)


def _odd(code: str, **details: object) -> Finding:
    return Finding(code, Severity.WARN, _OURS, details)
