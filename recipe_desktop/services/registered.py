"""Lists of registrations come in: for which event they are, and whom they make known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from recipe_desktop.domain.attendance import PeopleIndex, Person
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.event_days import Numbered
from recipe_desktop.domain.fold import Value as Stored
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_lines import InterpretedRow, Reason, RejectedRow, Value
from recipe_desktop.domain.import_plans import PlanLine
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.registrations import (
    EventNamed,
    event_in,
    event_of,
    in_event,
    is_other_event,
    registration_uid,
)
from recipe_desktop.domain.time_zones import zone_of
from recipe_desktop.services import days_of_event, identity, records
from recipe_desktop.services.sql import run

KIND = "registrations"


@dataclass(frozen=True, slots=True)
class ChosenEvent:
    """The event that was chosen for a file, and the one that the file names.

    Args:
        in_file: the one that most lines name; empty where the file names none.
        others: how many lines name another one than most do, and are rejected for it.
        is_known: whether it could be no other: it is the only one, or a list of that source was
            taken in for it before.
    """

    event: Uid
    chosen: EventNamed
    in_file: EventNamed
    others: int = 0
    is_known: bool = True

    @property
    def is_other(self) -> bool:
        """Whether the file seems to be of another event; somebody must say that it is not."""
        return is_other_event(self.in_file, self.chosen)

    @property
    def is_open(self) -> bool:
        """Whether the file names no event, and may be of any."""
        return self.in_file == EventNamed() and not self.is_known

    def to_store(self) -> dict[str, Any]:
        """As it is kept in a stored plan."""
        return {
            "event": self.event,
            "others": self.others,
            "is_known": self.is_known,
            **{
                name: [
                    said.name,
                    *(day.isoformat() if day else "" for day in (said.on, said.until)),
                ]
                for name, said in (("chosen", self.chosen), ("in_file", self.in_file))
            },
        }

    @classmethod
    def from_store(cls, stored: Mapping[str, Any]) -> "ChosenEvent":
        """What ``to_store`` kept."""

        def named(name: str, on: str, until: str) -> EventNamed:
            days = (date.fromisoformat(day) if day else None for day in (on, until))
            return EventNamed(name, *days)

        return cls(
            Uid(stored["event"]),
            named(*stored["chosen"]),
            named(*stored["in_file"]),
            int(stored.get("others", 0)),  # older programs took them all, and asked nothing
            bool(stored.get("is_known", True)),
        )


def for_event(
    session: Session,
    event: Uid | None,
    rows: Sequence[InterpretedRow | RejectedRow],
    *,
    source: str = "",
    takes_all: bool = False,
) -> tuple[ChosenEvent, list[InterpretedRow | RejectedRow]]:
    """The lines of a file as those of an event, and how the file fits it.

    Of a file that most of all names this event, the lines that name another one are rejected: a
    ticket shop hands out one list of all its events. A file of another event is asked about.

    Args:
        source: where the lines come from.
        takes_all: whether lines that name another event are for this one as well.

    Raises:
        UserError: import.no_event, record.unknown.
    """
    if event is None:
        raise UserError("import.no_event")
    fields = records.show(session, "events", event).fields
    on, until = (
        date.fromisoformat(str(fields[name])) if fields[name] else None
        for name in ("starts_on", "ends_on")
    )
    chosen = EventNamed(str(fields["name"]), on, until)
    zone = zone_of(str(fields["time_zone"]), str(fields["country"]))
    in_file = event_in(rows)
    others: set[int] = set()
    if not takes_all and not is_other_event(in_file, chosen):
        others = {row.number for row in rows if is_other_event(event_of(row), chosen)}
    is_open = days_of_event.is_open(session, event)
    days = {} if is_open else days_of_event.numbered(session, event)
    read = [_line_of(row, event, zone, days, is_other=row.number in others) for row in rows]
    return ChosenEvent(event, chosen, in_file, len(others), _is_known(session, event, source)), read


def _is_known(session: Session, event: Uid, source: str) -> bool:
    others = run(session, "SELECT 1 FROM event WHERE uid <> ? LIMIT 1", event).first()
    before = run(
        session,
        "SELECT 1 FROM import_key WHERE kind = ? AND source = ? AND substr(key, 1, ?) = ? LIMIT 1",
        *(KIND, source, len(event), event),
    ).first()
    return others is None or before is not None


def _line_of(
    row: InterpretedRow | RejectedRow,
    event: Uid,
    zone: tzinfo | None,
    days: Numbered,
    *,
    is_other: bool,
) -> InterpretedRow | RejectedRow:
    if isinstance(row, RejectedRow):
        return row
    if is_other:
        typed = ", ".join(filter(None, (str(row.values.get(n, "")) for n in ("event", "event_on"))))
        return RejectedRow(row.number, (Reason("event.other", "event", typed),))
    return in_event(row, event, zone, days)


def named_by_tickets(rows: Iterable[object]) -> set[Uid]:
    """The records that the tickets of some lines mean."""
    keys = (row.key for row in rows if isinstance(row, InterpretedRow))
    return {uid for uid in map(registration_uid, keys) if uid is not None}


def people(session: Session, event: Uid) -> PeopleIndex:
    """Everybody of an event, merged ones once."""
    hidden = identity.canonical(session, KIND)
    index = PeopleIndex()
    rows = session.connection().exec_driver_sql(
        "SELECT uid, given_name, family_name, organisation_name, email FROM registration "
        "WHERE event_uid = ? ORDER BY uid",
        (event,),
    )
    for row in rows:
        if row.uid not in hidden:
            index.add(Person(*row))
    return index


def add(session: Session, event: Uid, line: PlanLine, organisations: Mapping[str, Uid]) -> Uid:
    """Make the registration of a line.

    Args:
        organisations: by folded name, where the name belongs to one alone.
    """
    values: dict[str, Value] = dict(line.values)
    firm = organisations.get(fold(str(values.get("organisation_name", ""))))
    given: dict[str, Stored] = {"source": "imported", "organisation_uid": firm}
    return records.create(session, KIND, {**values, "event": event}, line.uid, given).uid
