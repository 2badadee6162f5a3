"""What is done at a desk: people arrive, by a scan or by their name, or walk in.

A desk only ever adds rows. Whatever a finger or a scanner does twice is harmless the second time.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain import codes
from recipe_desktop.domain.attendance import AWAY, BOUNCE, Presence, ScanOutcome, What
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid, new_uid
from recipe_desktop.domain.registrations import comes_on
from recipe_desktop.domain.signed_lists import Range
from recipe_desktop.domain.time_zones import day_at, zone_of
from recipe_desktop.services import events, identity, records
from recipe_desktop.services.here import event_scope, here
from recipe_desktop.services.sql import day_of, insert, run
from recipe_desktop.store.base import instant_text

REGISTRATIONS: Final = "registrations"
_CAME_BACK: Final = "came_back"
_LONGEST_CODE: Final = 500
_LONGEST_NUMBER: Final = 6  # digits; no desk lets a million people in
_FINGERPRINT: Final = 16  # letters, by which the text of a privacy notice is known again


@dataclass(frozen=True, slots=True)
class Passage:
    """What became of somebody who came to a desk.

    Args:
        code: as it was read; empty where the name was chosen.
        outcome: one of the four that the screen knows.
        registration: None where nobody is known by the code.
        check_in: the row that was written, by which it can be taken back; None when none was.
        since: when they came first, for somebody who is in already.
        desk: the desk that let them in first.
        why: what to look at: ``attention``, ``cancelled``, ``other_day``, ``two_people``,
            ``other_event``; ``bounce`` for a code that the scanner gave twice.
        notes: what is worth a word and blocks nothing: ``no_day`` of the event, ``other_desk``,
            ``maybe``.
    """

    code: str
    outcome: ScanOutcome
    registration: Uid | None = None
    check_in: Uid | None = None
    since: datetime | None = None
    desk: Uid | None = None
    why: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody who came without being registered."""

    registration: Uid
    badge_number: str
    check_in: Uid


def arrive(
    session: Session, registration: Uid, desk: Uid, *, at: datetime, reason: str = ""
) -> Passage:
    """Let somebody in, whatever speaks against it: the person at the desk has looked.

    Args:
        at: the moment of arrival; needs a time zone.
        reason: why they are let in, where something spoke against it.

    Raises:
        UserError: record.unknown.
    """
    place = _place(session, registration)
    before = _before(session, place, at)
    if before is not None and before.is_in:
        return Passage(
            "",
            ScanOutcome.ALREADY,
            place.uid,
            since=before.since,
            desk=before.desks[0],
            why="again",
        )
    row = _write(session, place, desk, _Deed(What.ARRIVAL, at, place.uid, reason=reason))
    notes = _notes(session, place, desk, at)
    return Passage("", ScanOutcome.IN, place.uid, row, at, desk, notes=notes)


def leave(session: Session, registration: Uid, desk: Uid, *, at: datetime) -> Uid | None:
    """Record that somebody has left; None where they are not in.

    Raises:
        UserError: record.unknown.
    """
    place = _place(session, registration)
    before = _before(session, place, at)
    if before is None or not before.is_in:
        return None
    return _write(session, place, desk, _Deed(What.EXIT, at, place.uid))


def came_back(session: Session, registration: Uid, desk: Uid, *, at: datetime) -> Passage:
    """Record that somebody who is in had left meanwhile, and is here again.

    Raises:
        UserError: record.unknown.
    """
    leave(session, registration, desk, at=at)
    return arrive(session, registration, desk, at=at, reason=_CAME_BACK)


def undo_arrival(
    session: Session, check_in: Uid, desk: Uid, *, at: datetime, reason: str = ""
) -> Uid | None:
    """Take back one arrival or exit; what another desk wrote of the same person stands.

    Who came back is in again as before: that they had left was written with it.

    Args:
        check_in: the row to take back.
        desk: the desk that takes it back.

    Returns:
        The row that was added; None where it had been taken back before.

    Raises:
        UserError: record.unknown, check_in.no_arrival.
    """
    row = run(
        session,
        "SELECT event_uid, registration_uid, desk_uid, what, at, reason, day_on, agenda_item_uid "
        "FROM check_in WHERE uid = ?",
        check_in,
    ).first()
    if row is None:
        raise UserError("record.unknown", kind="check-ins", id=check_in)
    if row.what not in (What.ARRIVAL, What.EXIT):
        raise UserError("check_in.no_arrival")
    if run(session, "SELECT 1 FROM check_in WHERE undoes_uid = ?", check_in).first():
        return None
    place = _Place(Uid(row.registration_uid), Uid(row.event_uid), None)
    deed = _Deed(What.UNDO, at, place.uid, reason=reason, undoes=check_in, of=row)
    if row.reason == _CAME_BACK:
        for left in _exits_with(session, row):
            _write(session, place, desk, replace(deed, undoes=left))
    return _write(session, place, desk, deed)


def _exits_with(session: Session, arrival: Any) -> list[Uid]:
    """The exits that a desk wrote with the arrival of somebody who came back."""
    rows = run(
        session,
        "SELECT uid FROM check_in AS c WHERE registration_uid = ? AND desk_uid = ? AND at = ? "
        "AND what = 'exit' AND NOT EXISTS (SELECT 1 FROM check_in WHERE undoes_uid = c.uid)",
        arrival.registration_uid,
        arrival.desk_uid,
        arrival.at,
    )
    return [Uid(uid) for (uid,) in rows]


def badge_printed(session: Session, registration: Uid, desk: Uid, *, at: datetime) -> Uid:
    """Record that a badge was handed to the printer.

    Raises:
        UserError: record.unknown.
    """
    place = _place(session, registration)
    return _write(session, place, desk, _Deed(What.BADGE, at, place.uid))


def scan(session: Session, event: Uid, desk: Uid, code: str, *, at: datetime) -> Passage:
    """What a scanned code comes to; every scan but the scanner's own echo is on record.

    Args:
        code: as the scanner typed it.
        at: the moment of the scan; needs a time zone.

    Raises:
        UserError: record.unknown (the event).
    """
    read, found = _read(session, event, code)
    if len(found) != 1:
        why = "two_people" if found else _foreign(read, event)
        outcome = ScanOutcome.LOOK if found else ScanOutcome.UNKNOWN
        deed = _Deed(What.LOOK if found else What.UNKNOWN, at, None, read, why)
        row = _write(session, _Place(event, event, _zone(session, event)), desk, deed)
        return Passage(read, outcome, check_in=row, why=why)
    place = _place(session, found[0])
    before = _before(session, place, at)
    if before is not None and before.is_in:
        return _again(session, place, before, desk, _Deed(What.LOOK, at, place.uid, read, "again"))
    if why := place.against(day_at(at, place.zone)):
        row = _write(session, place, desk, _Deed(What.LOOK, at, place.uid, read, why))
        return Passage(read, ScanOutcome.LOOK, place.uid, row, why=why)
    row = _write(session, place, desk, _Deed(What.ARRIVAL, at, place.uid, read))
    why = "attention" if place.attention else ""
    outcome = ScanOutcome.LOOK if why else ScanOutcome.IN
    return Passage(read, outcome, place.uid, row, at, desk, why, _notes(session, place, desk, at))


def walk_in(  # noqa: PLR0913 - who, where, when, and what they were told
    session: Session,
    event: Uid,
    desk: Uid,
    values: Mapping[str, Any],
    *,
    at: datetime,
    notice_shown: bool = True,
) -> WalkIn:
    """Register somebody on the spot and let them in.

    Args:
        values: by field name, as ``registrations`` has them; a name is needed.
        notice_shown: whether they have read the privacy notice, where the event has one.

    Raises:
        UserError: record.needs, record.unknown, value.*.
    """
    letter = _letter(session, desk)
    number = f"{letter}-{_last_number(session, desk) + 1:03}" if letter else ""
    notice = run(session, "SELECT privacy_notice FROM event WHERE uid = ?", event).scalar()
    given: dict[str, Value] = {
        "source": "desk",
        "desk_uid": desk,
        "badge_number": number,
        "registered_at": instant_text(at),
    }
    if notice and notice_shown:
        shown = hashlib.sha256(notice.encode()).hexdigest()[:_FINGERPRINT]
        given |= {"notice_shown": shown, "notice_shown_at": instant_text(at)}
    made = records.create(session, REGISTRATIONS, {**values, "event": event}, given=given)
    place = _place(session, made.uid)
    row = _write(session, place, desk, _Deed(What.ARRIVAL, at, made.uid))
    return WalkIn(made.uid, number, row)


def substitute(  # noqa: PLR0913 - who, where, when, and what they were told
    session: Session,
    registration: Uid,
    desk: Uid,
    values: Mapping[str, Any],
    *,
    at: datetime,
    notice_shown: bool = True,
) -> WalkIn:
    """Let somebody in who comes instead of a person who is registered and does not come.

    Args:
        registration: of the person who stays away.
        values: by field name, of the one who comes; a name is needed.
        notice_shown: whether that one has read the privacy notice, where the event has one.

    Raises:
        UserError: record.needs, record.unknown, value.*.
    """
    place = _place(session, registration)
    values = {**values, "instead_of": registration}
    made = walk_in(session, place.event, desk, values, at=at, notice_shown=notice_shown)
    records.edit(session, REGISTRATIONS, registration, {"answer": "cancelled"})
    return made


def ranges(session: Session, event: Uid) -> tuple[Range, ...]:
    """The surnames of each desk, in the order of their letters."""
    rows = run(
        session,
        "SELECT uid, letter, surnames_from, surnames_until FROM desk "
        "WHERE event_uid = ? AND (surnames_from <> '' OR surnames_until <> '') "
        "ORDER BY letter, uid",
        event,
    )
    return tuple(Range(Uid(uid), letter, start, until) for uid, letter, start, until in rows)


# --- Beneath -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """What the rules ask of a registration; an event alone where nobody is known."""

    uid: Uid
    event: Uid
    zone: tzinfo | None
    family_name: str = ""
    answer: str = ""
    days: str = ""
    attention: str = ""
    first_day: date | None = None
    last_day: date | None = None

    def against(self, today: date) -> str:
        """What speaks against letting them in."""
        if self.answer in AWAY:
            return "cancelled"
        return "" if comes_on(self.days, self.first_day, today) else "other_day"


def _place(session: Session, registration: Uid) -> _Place:
    row = run(
        session,
        "SELECT r.uid, r.event_uid, r.family_name, r.answer, r.days, r.attention, e.starts_on, "
        "e.ends_on, "
        "coalesce(e.time_zone, '') AS zone, coalesce(e.country, '') AS country "
        "FROM registration AS r LEFT JOIN event AS e ON e.uid = r.event_uid WHERE r.uid = ?",
        registration,
    ).first()
    if row is None:
        raise UserError("record.unknown", kind=REGISTRATIONS, id=registration)
    return _Place(
        Uid(row.uid),
        Uid(row.event_uid),
        zone_of(row.zone, row.country),
        row.family_name,
        row.answer,
        row.days,
        row.attention,
        day_of(row.starts_on),
        day_of(row.ends_on),
    )


def _zone(session: Session, event: Uid) -> tzinfo | None:
    row = run(session, "SELECT time_zone, country FROM event WHERE uid = ?", event).first()
    if row is None:
        raise UserError("record.unknown", kind="events", id=event)
    return zone_of(row.time_zone, row.country)


def _before(session: Session, place: _Place, at: datetime) -> Presence | None:
    """That they came on the day of ``at``, whichever desk wrote it."""
    day = day_at(at, place.zone)
    return next(iter(events.presences(session, place.event, day, [place.uid]).values()), None)


def _read(session: Session, event: Uid, code: str) -> tuple[str, list[Uid]]:
    """A code and whose it is; where nobody has it as it came, as another keyboard would have it."""
    every = [reading[:_LONGEST_CODE] for reading in codes.readings(code)]
    for reading in every:
        if found := _holders(session, event, reading):
            return reading, found
    return every[0], []


def _holders(session: Session, event: Uid, code: str) -> list[Uid]:
    """The people of an event whose badge or ticket has a code; a merged one stands for all."""
    if not code:
        return []
    rows = run(
        session,
        "SELECT uid FROM registration WHERE (code = ? OR ticket_code = ?) AND event_uid = ?",
        code,
        code,
        event,
    ).all()
    if not rows:  # a number is typed, never scanned; there is no index of them
        rows = run(
            session,
            "SELECT uid FROM registration WHERE badge_number = ? AND event_uid = ?",
            code,
            event,
        ).all()
    shown = identity.canonical(session, REGISTRATIONS)
    return sorted({shown.get(uid, uid) for (uid,) in rows})


def _foreign(code: str, event: Uid) -> str:
    is_ours = codes.is_badge_code(code)
    return "other_event" if is_ours and not codes.is_of_event(code, event) else ""


def _notes(session: Session, place: _Place, desk: Uid, at: datetime) -> tuple[str, ...]:
    notes = []
    if _is_no_day(session, place, day_at(at, place.zone)):
        notes.append("no_day")
    spans = ranges(session, place.event)
    mine = [span for span in spans if span.desk == desk]
    if mine and not any(span.holds(place.family_name) for span in mine):
        notes.append("other_desk")
    if place.answer == "maybe":
        notes.append("maybe")
    return tuple(notes)


def _is_no_day(session: Session, place: _Place, today: date) -> bool:
    """Whether an event that has days has none today, as when a desk is tried out before."""
    if place.first_day is None or place.first_day <= today <= (place.last_day or place.first_day):
        return False
    asked = "SELECT 1 FROM event_day WHERE event_uid = ? AND day_on = ?"
    return run(session, asked, place.event, today.isoformat()).first() is None


def _letter(session: Session, desk: Uid) -> str:
    return str(run(session, "SELECT letter FROM desk WHERE uid = ?", desk).scalar() or "")


def _last_number(session: Session, desk: Uid) -> int:
    """The highest number that this desk gave to a walk-in, whoever was deleted since.

    Badges can be numbered by hand, and a received one may be anything: longer numbers are no count.
    """
    rows = run(
        session,
        "SELECT badge_number FROM registration WHERE desk_uid = ? AND source = 'desk'",
        desk,
    )
    numbers = [number.rpartition("-")[2] for (number,) in rows]
    given = [n for n in numbers if n.isdecimal() and len(n) <= _LONGEST_NUMBER]
    return max(map(int, given), default=0)


def _again(session: Session, place: _Place, before: Presence, desk: Uid, deed: "_Deed") -> Passage:
    """Somebody who is in: an echo of the scanner goes without a row, everything else is kept."""
    if _is_echo(session, place, desk, deed.at):
        row, why = None, "bounce"
    else:
        row, why = _write(session, place, desk, deed), deed.reason
    since, first = before.since, before.desks[0]
    return Passage(deed.code, ScanOutcome.ALREADY, place.uid, row, since, first, why)


def _is_echo(session: Session, place: _Place, desk: Uid, at: datetime) -> bool:
    """Whether this desk wrote of somebody a moment ago, both by the one clock of its laptop."""
    last = run(
        session,
        "SELECT max(at) FROM check_in WHERE registration_uid = ? AND desk_uid = ? "
        "AND what IN ('arrival', 'exit', 'look')",
        place.uid,
        desk,
    ).scalar()
    return bool(last) and abs(at - datetime.fromisoformat(last)) <= BOUNCE


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is written.

    Args:
        of: of an undo, the day and the list of what it takes back.
    """

    what: What
    at: datetime
    registration: Uid | None
    code: str = ""
    reason: str = ""
    undoes: Uid | None = None
    of: Any = None


def _write(session: Session, place: _Place, desk: Uid, deed: _Deed) -> Uid:
    uid = new_uid()
    row = {
        "uid": uid,
        "scope": event_scope(place.event),
        "event_uid": place.event,
        "registration_uid": deed.registration or "",
        "desk_uid": desk,
        "what": deed.what.value,
        "at": instant_text(deed.at),
        "day_on": deed.of.day_on if deed.of else day_at(deed.at, place.zone).isoformat(),
        "agenda_item_uid": deed.of.agenda_item_uid if deed.of else None,
        "undoes_uid": deed.undoes,
        "code": deed.code,
        "operator": here(session).person,
        "reason": deed.reason,
    }
    insert(session, "check_in", row)
    return uid
