"""What an event's papers say: the signed list of a day, and the badges."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.signed_lists import Sheet, desk_of
from recipe_desktop.domain.time_zones import day_at, zone_of
from recipe_desktop.services import days_of_event, desk, events, records, rosters, signed_lists
from recipe_desktop.services.events import EventLine
from recipe_desktop.services.here import event_scope
from recipe_desktop.services.imprints import ProjectImprint, imprint
from recipe_desktop.services.rosters import RosterEntry
from recipe_desktop.services.sql import run

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class About:
    """What stands on every paper of an event.

    Args:
        language: of the event, empty where nobody said.
    """

    line: EventLine
    language: str
    imprint: ProjectImprint


@dataclass(frozen=True, slots=True)
class SignedListPaper:
    """The sheets of a day, with who stands on them.

    Args:
        elsewhere: people on printed sheets whose surnames belong to another desk by now.
    """

    about: About
    day: date
    sheets: tuple[Sheet, ...]
    people: dict[Uid, RosterEntry]
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Wearer:
    """Somebody who gets a badge, with the code on it."""

    entry: RosterEntry
    code: str


@dataclass(frozen=True, slots=True)
class BadgesPaper:
    """Everybody who gets a badge, in the order of their names."""

    about: About
    wearers: tuple[Wearer, ...]


def days(session: Session, event: Uid) -> list[date]:
    """The days of an event, each with its own signed list: those entered, else all of its span.

    Raises:
        UserError: record.unknown.
    """
    records.show(session, events.EVENTS, event)
    return days_of_event.days(session, event)


def day_of(session: Session, event: Uid) -> date:
    """The day whose list is wanted: today where it is one of the event's, else its first.

    Raises:
        UserError: record.unknown, event.no_day.
    """
    every = days(session, event)
    if not every:
        raise UserError("event.no_day")
    fields = records.show(session, events.EVENTS, event).fields
    zone = zone_of(str(fields["time_zone"] or ""), str(fields["country"] or ""))
    day = day_at(now(), zone)
    return day if day in every else every[0]


def signed_list(session: Session, event: Uid, day: date) -> SignedListPaper:
    """The signed list of a day.

    Raises:
        UserError: record.unknown.
    """
    made = signed_lists.signed_list(session, event, day)
    people = {entry.uid: entry for entry in rosters.entries(session, event, day)}
    spans = desk.ranges(session, event)
    elsewhere = sum(
        uid in people and desk_of(people[uid].family_name, spans) != page.desk
        for page in made
        if page.is_printed
        for uid in page.rows
        if uid is not None
    )
    return SignedListPaper(_about(session, event), day, made, people, elsewhere)


def print_signed_list(
    session: Session, event: Uid, day: date, write: Callable[[SignedListPaper], T]
) -> T:
    """Print the signed list of a day and keep how its sheets look: both, or neither.

    Args:
        write: puts it on paper.

    Raises:
        UserError: record.unknown, and what ``write`` refuses.
    """
    paper = signed_list(session, event, day)
    signed_lists.list_printed(session, event, day, paper.sheets)
    return write(paper)


def badges(session: Session, event: Uid, only: Sequence[Uid] | None = None) -> BadgesPaper:
    """The badges of everybody who did not say no and was no slip at a desk, or of those asked for.

    Raises:
        UserError: record.unknown.
    """
    codes = dict(
        run(
            session,
            "SELECT uid, CASE WHEN code <> '' THEN code ELSE ticket_code END "
            "FROM registration WHERE event_uid = ?",
            event,
        ).all()
    )
    order = events.people_order(session, event) if only is None else only
    entries = {entry.uid: entry for entry in rosters.entries(session, event, date.min)}
    wearers = [
        Wearer(entries[uid], codes[uid])
        for uid in order
        if uid in entries
        and (only is not None or not (entries[uid].is_away or entries[uid].is_taken_back))
    ]
    return BadgesPaper(_about(session, event), tuple(wearers))


def _about(session: Session, event: Uid) -> About:
    fields = records.show(session, events.EVENTS, event).fields
    [line] = events.lines(session, [event])
    return About(line, str(fields["language"] or ""), imprint(session, event_scope(event)))
