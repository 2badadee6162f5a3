"""What one line of a list of registrations says, and for which event.

Somebody who registered comes in although a cell of theirs cannot be read: what stands in it is
shown beside the line and left out. Only a line without a name is turned away.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from typing import Final

from recipe_desktop.domain.attendance import Rsvp
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.import_columns import LAST_DAY
from recipe_desktop.domain.import_lines import InterpretedRow, Reason, RejectedRow, Value
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.people import NameOrder, person_key, put_apart

TICKET = "ticket"
_ANSWERED: Final = (
    *("registered_at", "ticket_code", "given_name", "family_name", "organisation_name"),
)


@dataclass(frozen=True, slots=True)
class EventNamed:
    """The event that a file or the store names; what is not known is empty.

    Args:
        until: its last day.
    """

    name: str = ""
    on: date | None = None
    until: date | None = None


def registration_line(
    number: int,
    values: dict[str, Value],
    doubts: Sequence[Reason],
    columns: Collection[str],
    name_order: NameOrder,
) -> InterpretedRow | RejectedRow:
    """What a line says of one person.

    Args:
        values: what could be read, by field.
        doubts: what could not.
        columns: the fields that the file has a column for, filled or not.
        name_order: of a name in one cell.
    """
    put_apart(values, name_order)
    if "given_name" not in values and "family_name" not in values:
        return RejectedRow(number, (Reason("name.missing", "family_name"), *doubts))
    _put_days_together(values, columns)
    texts = {name: str(value) for name, value in values.items()}
    return InterpretedRow(number, _key(texts), values, tuple(doubts))


def in_event(
    row: InterpretedRow, event: Uid, zone: tzinfo | None, days: Collection[int] = ()
) -> InterpretedRow:
    """The line as one of this event: keys of other events are other keys, and clocks are the place's.

    Args:
        days: numbers of its days; whoever comes on no other is on all lists. None are open ones.
    """
    values = {n: v for n, v in row.values.items() if n not in ("event", "event_on")}
    if said := values.get("registered_at"):
        moment = datetime.fromisoformat(str(said))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone) if zone else moment.astimezone()
        values["registered_at"] = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    notes = list(row.notes)
    numbers = [int(number) for number in str(values.pop("days", "")).split(";") if number]
    if theirs := [number for number in numbers if number in days or not days]:
        values["days"] = ";".join(map(str, theirs))
    if strange := [str(number) for number in numbers if number not in theirs]:
        notes.append(Reason("event.no_such_day", "days", ", ".join(strange)))
    return replace(row, key=f"{event}|{row.key}", values=values, notes=tuple(notes))


def registration_uid(key: str) -> Uid | None:
    """The identity that a ticket gives within its event; a name gives none.

    Args:
        key: with the event, see ``in_event``.
    """
    event, kind, code = (*key.split("|", 2), "", "")[:3]
    return named_uid("registration", event, code) if kind == TICKET and code else None


def answer_key(key: str, values: Mapping[str, Value]) -> tuple[str, ...] | None:
    """What a dated form's answer is known by, whatever was corrected in it since.

    That is the moment at which it was given, with the name and the organisation of who gave it. A
    full hour may stand for a day alone, which tells nobody apart; a ticket is known by its code.

    Args:
        key: with the event, see ``in_event``.
        values: as ``in_event`` leaves them.
    """
    said = {name: str(values.get(name) or "") for name in _ANSWERED}
    if said["ticket_code"] or not said["registered_at"]:
        return None
    at = datetime.fromisoformat(said["registered_at"])
    if not (at.minute or at.second):
        return None
    event, name = key.partition("|")[0], f"{said['given_name']} {said['family_name']}"
    return event, at.isoformat(), fold(name), fold(said["organisation_name"])


def event_of(row: InterpretedRow | RejectedRow) -> EventNamed:
    """The event that a line names."""
    values = row.values if isinstance(row, InterpretedRow) else {}
    name, day = (str(values.get(column, "")) for column in ("event", "event_on"))
    return EventNamed(name, date.fromisoformat(day) if len(day) == len("2027-05-06") else None)


def event_in(rows: Sequence[InterpretedRow | RejectedRow]) -> EventNamed:
    """The event that most lines of a file name; of several that are named as often, the first."""
    named = Counter(event for event in map(event_of, rows) if event != EventNamed())
    return next((event for event, _ in named.most_common(1)), EventNamed())


def is_other_event(in_file: EventNamed, chosen: EventNamed) -> bool:
    """Whether a file is of another event than the chosen one, as far as it names its event.

    Another day is another event, as yearly events keep their name. On the same day more than half
    the words of the shorter name have to stand in the other, since events of one project share its
    name; without a day, all of them.
    """
    one, other = set(fold(in_file.name).split()), set(fold(chosen.name).split())
    are_named = bool(one and other)
    if in_file.on and chosen.on:
        is_its_day = chosen.on <= in_file.on <= (chosen.until or chosen.on)
        common, shorter = len(one & other), min(len(one), len(other))
        return not is_its_day or (are_named and 2 * common <= shorter)
    return are_named and not (one <= other or other <= one)


def comes_on(days: str, first: date | None, day: date) -> bool:
    """Whether somebody comes on a day.

    Args:
        days: numbers of the event's days that they named, with a semicolon between; none are all.
        first: day of the event; None while it is open, when every day may be theirs.
    """
    numbers = [part.strip() for part in days.split(";") if part.strip()]
    return not numbers or first is None or str((day - first).days + 1) in numbers


def _key(texts: Mapping[str, str]) -> str:
    """A ticket is somebody; else an address with a name, or a name with its organisation."""
    if code := texts.get("ticket_code"):
        return f"{TICKET}|{code}"
    name = f"{texts.get('given_name', '')} {texts.get('family_name', '')}".strip()
    email = texts.get("email", "")
    return person_key(name, email, "" if email else texts.get("organisation_name", ""))


def _put_days_together(values: dict[str, Value], columns: Collection[str]) -> None:
    """Yes and no for each day become the days on which somebody comes, or that they do not."""
    asked = [n for n in range(1, LAST_DAY + 1) if f"day_{n}" in columns]
    said = {n: values.pop(f"day_{n}", None) for n in asked}
    days = [n for n, comes in said.items() if comes is True]
    if not days and False in said.values():
        days = [n for n, comes in said.items() if comes is None]
        if not days:
            values.setdefault("answer", Rsvp.NO.value)
    if days:
        values["days"] = ";".join(map(str, days))
