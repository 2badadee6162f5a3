"""Events with their days and agenda as the entries of a calendar.

What is told follows from what travels alone, so that two stores that have received everything
from each other write the same calendar.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.operations import wall_time
from recipe_desktop.services import exports, records
from recipe_desktop.services.here import PARTNERSHIP
from recipe_desktop.services.sql import day_of, moment_of, run

KIND: Final = "events"
_DAYS: Final = "event-days"
_ITEMS: Final = "agenda-items"
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)

Moment = date | datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that takes place.

    Args:
        of: the event whose day or item it is; nothing for an event.
        starts: an instant, or a day of which it takes the whole.
        ends: when it is over; of whole days the last one; None where nobody said.
        lines: what else is to be said, a paragraph each.
        changed_at: when somebody last wrote it.
    """

    uid: Uid
    name: str
    starts: Moment
    ends: Moment | None
    place: str
    lines: tuple[str, ...] = ()
    website: str = ""
    of: Uid | None = None
    is_cancelled: bool = False
    changed_at: datetime = _NEVER


@dataclass(frozen=True, slots=True)
class Calendar:
    """The entries, those of an event together.

    Args:
        left_out: events, days and items of which nobody has said when they take place.
    """

    entries: tuple[Entry, ...]
    left_out: int = 0


def of_scope(session: Session, scope: str = PARTNERSHIP) -> Calendar:
    """The events that a scope holds.

    Raises:
        UserError: scope.not_held, calendar.nothing_dated.
    """
    return _calendar(session, [Uid(str(row[0])) for row in exports.rows(session, KIND, scope).rows])


def of_event(session: Session, event: Uid) -> Calendar:
    """One event.

    Raises:
        UserError: calendar.nothing_dated.
    """
    return _calendar(session, [event])


def _calendar(session: Session, uids: Sequence[Uid]) -> Calendar:
    parts = {kind: _by_event(session, kind) for kind in (_DAYS, _ITEMS)}
    shown = sorted(
        records.shown(session, KIND, uids), key=lambda one: (str(one.fields["starts_on"]), one.uid)
    )
    found: list[Entry | None] = []
    for event in shown:
        found.append(_event(event))
        found += [_day(event, day) for day in parts[_DAYS].get(event.uid, ())]
        found += [_item(event, item) for item in parts[_ITEMS].get(event.uid, ())]
    entries = [entry for entry in found if entry is not None]
    if not entries:
        raise UserError("calendar.nothing_dated")
    changed = _changed(session, [entry.uid for entry in entries])
    dated = (replace(one, changed_at=changed.get(one.uid, _NEVER)) for one in entries)
    return Calendar(tuple(dated), len(found) - len(entries))


def _by_event(session: Session, kind: str) -> Mapping[str, list[records.Shown]]:
    """The parts of each event, in order of time."""
    found: dict[str, list[records.Shown]] = {}
    for shown in records.listing(session, kind):
        found.setdefault(str(shown.fields["event"]), []).append(shown)
    for parts in found.values():
        parts.sort(key=_in_time)
    return found


def _in_time(shown: records.Shown) -> tuple[str, str, str]:
    return str(shown.fields.get("day_on") or ""), str(shown.fields["starts_at"] or ""), shown.uid


def _event(event: records.Shown) -> Entry | None:
    fields = event.fields
    first, last = day_of(fields["starts_on"]), day_of(fields["ends_on"])
    if first is None:
        return None
    where = (fields[name] for name in ("place", "address", "city", "country"))
    said = _paragraphs(fields["text"])
    name, site = str(fields["name"] or fields["number"]), str(fields["website"] or "")
    ends = max(first, last or first)
    is_cancelled = _is_cancelled(event)
    return Entry(
        event.uid, name, first, ends, _joined(where), said, site, is_cancelled=is_cancelled
    )


def _day(event: records.Shown, day: records.Shown) -> Entry | None:
    fields = day.fields
    on, hours = day_of(fields["day_on"]), _hours(fields)
    if hours is None and on is None:
        return None
    starts, ends = hours or (on or date.min, on)
    name = _joined((event.fields["name"], fields["name"]))
    return _part(event, day, name, (starts, ends))


def _item(event: records.Shown, item: records.Shown) -> Entry | None:
    hours = _hours(item.fields)
    if hours is None:
        return None
    said = (_speakers(item.fields["speakers"]), item.fields["text"], event.fields["name"])
    return _part(event, item, str(item.fields["name"] or ""), hours, _paragraphs(*said))


def _part(
    event: records.Shown,
    part: records.Shown,
    name: str,
    hours: tuple[Moment, Moment | None],
    lines: tuple[str, ...] = (),
) -> Entry:
    """A day or an item of an event, which takes place where the event does."""
    house = str(event.fields["place"] or "")
    room = str(part.fields["place"] or "")
    where = (room, "" if room == house else house, event.fields["address"], event.fields["city"])
    return Entry(
        part.uid,
        name or str(event.fields["name"] or ""),
        *hours,
        _joined((*where, event.fields["country"])),
        lines,
        of=event.uid,
        is_cancelled=_is_cancelled(event),
    )


def _hours(fields: Mapping[str, Value]) -> tuple[datetime, datetime | None] | None:
    """From when until when; an end that is not after the beginning is none."""
    starts, ends = moment_of(fields["starts_at"]), moment_of(fields["ends_at"])
    if starts is None:
        return None
    return starts, ends if ends is not None and ends - starts > timedelta() else None


def _is_cancelled(event: records.Shown) -> bool:
    return event.fields["cancelled_on"] is not None


def _speakers(said: Value) -> str:
    return _joined(str(said or "").split(";"))


def _joined(said: Iterable[Value]) -> str:
    return ", ".join(filter(None, (str(one or "").strip() for one in said)))


def _paragraphs(*said: Value) -> tuple[str, ...]:
    return tuple(_filled(said))


def _filled(said: Iterable[Value]) -> Iterator[str]:
    for one in said:
        if text := str(one or "").strip():
            yield text


def _changed(session: Session, uids: Sequence[Uid]) -> dict[Uid, datetime]:
    """When somebody last wrote each of some rows; it travels with what was written."""
    rows = run(
        session,
        "SELECT op.row, max(clock) FROM op JOIN txn ON txn.id = op.txn "
        "WHERE op.row IN (SELECT value FROM json_each(?)) GROUP BY op.row",
        records.as_json(uids),
    )
    return {Uid(uid): wall_time(clock) for uid, clock in rows}
