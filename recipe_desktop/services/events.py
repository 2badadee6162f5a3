"""Events as lists, detail panes and desks show them: who is registered, who came, how many."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain import attendance as rules
from recipe_desktop.domain.attendance import (
    AlikePeople,
    AtTwoDesks,
    CheckIn,
    HeadCount,
    Person,
    Places,
    Presence,
)
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.operations import wall_time
from recipe_desktop.services import desk_clocks, identity, records, walk_ins
from recipe_desktop.services.here import here
from recipe_desktop.services.sql import day_of, moment_of, run

EVENTS: Final = "events"
REGISTRATIONS: Final = "registrations"


@dataclass(frozen=True, slots=True)
class EventLine:
    """One row of the list of events.

    Args:
        registered: people who did not say no, merged ones once.
        came: registrations with an arrival, on any day.
    """

    uid: Uid
    number: str
    name: str
    event_type: str
    place: str
    city: str
    country: str
    starts_on: date | None
    ends_on: date | None
    capacity: int | None
    registered: int
    came: int
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class RegistrationLine:
    """One row of the list of people of an event.

    Args:
        answer: what they said about coming; empty means yes.
        since: when they came; None while they have not.
        is_in: whether they have not left since.
        desk: letter of the desk that let them in first.
    """

    uid: Uid
    title: str
    given_name: str
    family_name: str
    organisation: str
    position: str
    country: str
    answer: str
    ticket_type: str
    badge_number: str
    attention: str
    source: str
    since: datetime | None
    is_in: bool
    desk: str


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Somebody who is registered, and for which event."""

    uid: Uid
    given_name: str
    family_name: str
    organisation: str
    event_name: str
    starts_on: date | None


@dataclass(frozen=True, slots=True)
class DeskCount:
    """What one desk has let in, as far as it is known here.

    Args:
        last_at: time of its last row here.
        file_at: up to when its files count that are here, so when the last of them was closed;
            None for this laptop's own desk.
        sealed_at: when it was closed; None while it is open or its seal has not come.
        missing: rows that its seal counts and that have not come.
        code: of its last seal, to be compared by eye with what its laptop shows.
        is_awaited: a pack was made for it, and nothing that another laptop wrote there has come.
    """

    uid: Uid
    letter: str
    name: str
    arrivals: int
    walk_ins: int
    last_at: datetime | None
    file_at: datetime | None
    opened: tuple[str, ...]
    sealed_at: datetime | None
    missing: int
    code: str = ""
    is_awaited: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How full it is.

    Args:
        came: people who came on the day asked for, each once.
        is_in: those of them who have not left.
    """

    places: Places
    came: int
    is_in: int
    walk_ins: int
    unknown_codes: int
    desks: tuple[DeskCount, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came, with what somebody must look at after the desks have been merged.

    Args:
        cancelled: people who had cancelled and came all the same; their presence stands.
    """

    heads: HeadCount
    two_desks: tuple[AtTwoDesks, ...]
    cancelled: tuple[Uid, ...]
    present: Mapping[Uid, Presence]


def order(session: Session, text: str = "") -> list[Uid]:
    """The uids of the list, the next and latest events first and those without a day on top."""
    found = set(records.order(session, EVENTS, text))
    rows = run(
        session,
        "SELECT uid FROM event ORDER BY starts_on IS NOT NULL, starts_on DESC, name, uid",
    )
    return [Uid(uid) for (uid,) in rows if uid in found]


def lines(session: Session, uids: Sequence[Uid]) -> list[EventLine]:
    """The rows of the list."""
    hidden = identity.canonical(session, REGISTRATIONS)
    registered = dict(
        run(
            session,
            "SELECT event_uid, count(*) FROM registration WHERE answer NOT IN ('no', 'cancelled') "
            "AND uid NOT IN (SELECT value FROM json_each(?)) GROUP BY event_uid",
            records.as_json(walk_ins.taken_back(session, uids, hidden).union(hidden)),
        ).all()
    )
    check_ins = _check_ins(session, uids)
    found = []
    for shown in records.shown(session, EVENTS, uids):
        f = shown.fields
        found.append(
            EventLine(
                uid=shown.uid,
                number=str(f["number"]),
                name=str(f["name"]),
                event_type=str(f["event_type"]),
                place=str(f["place"]),
                city=str(f["city"]),
                country=str(f["country"]),
                starts_on=day_of(f["starts_on"]),
                ends_on=day_of(f["ends_on"]),
                capacity=int(f["capacity"]) if f["capacity"] is not None else None,
                registered=registered.get(shown.uid, 0),
                came=len(rules.presences(check_ins.get(shown.uid, ()), hidden)),
                is_cancelled=f["cancelled_on"] is not None,
            )
        )
    return found


def on_day(session: Session, day: date) -> list[EventLine]:
    """The events that take place on a day, by name."""
    rows = run(
        session,
        "SELECT uid FROM event WHERE starts_on <= ? AND coalesce(ends_on, starts_on) >= ? "
        "AND cancelled_on IS NULL ORDER BY name, uid",
        *[day.isoformat()] * 2,
    )
    return lines(session, [Uid(uid) for (uid,) in rows])


def people_order(session: Session, event: Uid, text: str = "") -> list[Uid]:
    """The registrations of an event that a filter finds, by family name; merged ones once."""
    mine = {
        uid for (uid,) in run(session, "SELECT uid FROM registration WHERE event_uid = ?", event)
    }
    hidden = identity.canonical(session, REGISTRATIONS)
    found = (hidden.get(uid, uid) for uid in records.order(session, REGISTRATIONS, text))
    return [uid for uid in dict.fromkeys(found) if uid in mine]


def find_registered(session: Session, text: str, most: int) -> tuple[list[PersonFound], int]:
    """Who is registered for any event, those of the latest events first; merged ones once.

    Beside the first of them, how many there are.

    Args:
        text: beginnings of words of a name, an organisation, an address or a number.
    """
    hidden = identity.canonical(session, REGISTRATIONS)
    found = (hidden.get(uid, uid) for uid in records.order(session, REGISTRATIONS, text))
    rows = run(
        session,
        "SELECT r.uid, given_name, family_name, organisation_name, name, starts_on, "
        "count(*) OVER () FROM json_each(?) AS wanted JOIN registration AS r ON r.uid = wanted.value "
        "JOIN event AS e ON e.uid = r.event_uid "
        "ORDER BY starts_on IS NULL, starts_on DESC, wanted.key LIMIT ?",
        records.as_json(dict.fromkeys(found)),
        most,
    ).all()
    people = [
        PersonFound(uid, given, family, firm, name, day_of(on))
        for uid, given, family, firm, name, on, _count in rows
    ]
    return people, (rows[0][-1] if rows else 0)


def people_lines(
    session: Session, event: Uid, uids: Sequence[Uid], day: date | None = None
) -> list[RegistrationLine]:
    """The rows of the list of people, with who came (on a day, or at all)."""
    present = presences(session, event, day)
    letters = dict(run(session, "SELECT uid, letter FROM desk WHERE event_uid = ?", event).all())
    rows = run(
        session,
        "SELECT uid, title, given_name, family_name, organisation_name AS organisation, position, country, "
        "answer, ticket_type, badge_number, attention, source FROM registration "
        "WHERE uid IN (SELECT value FROM json_each(?))",
        records.as_json(uids),
    )
    found = {}
    for row in rows:
        here = present.get(row.uid)
        found[row.uid] = RegistrationLine(
            **row._asdict(),
            since=here.since if here else None,
            is_in=here is not None and here.is_in,
            desk=letters.get(here.desks[0], "") if here else "",
        )
    return [found[uid] for uid in uids if uid in found]


def presences(
    session: Session,
    event: Uid,
    day: date | None = None,
    people: Collection[Uid] | None = None,
) -> dict[Uid, Presence]:
    """Who came to an event, on one day or at all.

    Args:
        people: registrations that are asked for; None is everybody's.
    """
    shown = identity.canonical(session, REGISTRATIONS)
    every = None
    if people is not None:
        kept = {shown.get(uid, uid) for uid in people}
        every = [*kept, *(away for away, stands in shown.items() if stands in kept)]
    check_ins = _check_ins(session, [event], every).get(event, ())
    return rules.presences(check_ins, shown, day=day)


def attendance(session: Session, event: Uid, day: date | None = None) -> Attendance:
    """Who came, each once, and what the merged desks leave open."""
    present = presences(session, event, day)
    people = _people(session, event)
    away = {
        uid
        for (uid,) in run(
            session,
            "SELECT uid FROM registration WHERE event_uid = ? AND answer IN ('no', 'cancelled')",
            event,
        )
    }
    return Attendance(
        rules.head_count(present, people, identity.judged(session, REGISTRATIONS)),
        tuple(rules.at_two_desks(present.values())),
        tuple(uid for uid in present if uid in away),
        present,
    )


def counts(session: Session, event: Uid, day: date | None = None) -> Counts:
    """How full it is, by desk, with the time of each desk's last file."""
    present = presences(session, event, day)
    hidden = identity.canonical(session, REGISTRATIONS)
    uncounted = records.as_json(walk_ins.taken_back(session, [event], hidden).union(hidden))
    answers = dict(
        run(
            session,
            "SELECT answer, count(*) FROM registration WHERE event_uid = ? "
            "AND uid NOT IN (SELECT value FROM json_each(?)) GROUP BY answer",
            event,
            uncounted,
        ).all()
    )
    capacity = run(session, "SELECT capacity FROM event WHERE uid = ?", event).scalar()
    expected = sum(n for answer, n in answers.items() if answer not in rules.AWAY)
    unknown = run(
        session,
        "SELECT count(*) FROM check_in WHERE event_uid = ? AND what = 'unknown' "
        "AND (? IS NULL OR day_on = ?)",
        event,
        *[day.isoformat() if day else None] * 2,
    ).scalar()
    walked = run(
        session,
        "SELECT desk_uid, count(*) FROM registration WHERE event_uid = ? AND source = 'desk' "
        "AND uid NOT IN (SELECT value FROM json_each(?)) GROUP BY desk_uid",
        event,
        uncounted,
    ).all()
    return Counts(
        Places(capacity, expected, answers.get(rules.Rsvp.MAYBE, 0), len(present)),
        len(present),
        sum(presence.is_in for presence in present.values()),
        sum(n for _, n in walked),
        int(unknown),
        tuple(_desks(session, event, present, dict(walked))),
    )


def alike(
    session: Session, event: Uid, given_name: str, family_name: str, email: str = ""
) -> list[AlikePeople]:
    """Who of an event may be the person that is being typed in; ``left`` or ``right`` is empty."""
    typed = Person(Uid(""), given_name, family_name, email=email)
    pairs = (rules.may_be(typed, person) for person in _people(session, event))
    return sorted((p for p in pairs if p is not None), key=lambda pair: -pair.score)


def _check_ins(
    session: Session, of: Sequence[Uid], people: Collection[Uid] | None = None
) -> dict[Uid, list[CheckIn]]:
    """What desks wrote, by event, at the right times; by some people or by everybody.

    Args:
        of: the events.
    """
    columns = (
        "SELECT event_uid, uid, registration_uid, desk_uid, what, at, day_on, undoes_uid, "
        "agenda_item_uid FROM check_in WHERE what IN ('arrival', 'exit', 'undo') AND at <> '' "
    )
    asked = records.as_json(of)
    if people is None:
        some = "AND event_uid IN (SELECT value FROM json_each(?))"
        rows = run(session, columns + some, asked).all()
    else:  # by the index of the few people, not by that of the event
        some = (
            "AND registration_uid IN (SELECT value FROM json_each(?)) "
            "AND +event_uid IN (SELECT value FROM json_each(?))"
        )
        rows = run(session, columns + some, records.as_json(people), asked).all()
    off = desk_clocks.off_by(session, {row.uid: row.desk_uid for row in rows})
    found: dict[Uid, list[CheckIn]] = {}
    for event, uid, registration, at_desk, what, at, day, undoes, item in rows:
        found.setdefault(event, []).append(
            CheckIn(
                uid,
                registration,
                at_desk,
                what,
                datetime.fromisoformat(at) - off.get(uid, timedelta()),
                day_of(day),
                undoes,
                item,
            )
        )
    return found


def _people(session: Session, event: Uid) -> list[Person]:
    """The people of an event, merged ones once."""
    rows = run(
        session,
        "SELECT uid, given_name, family_name, organisation_name, email, desk_uid "
        "FROM registration WHERE event_uid = ? ORDER BY uid",
        event,
    )
    hidden = identity.canonical(session, REGISTRATIONS)
    return [Person(*row) for row in rows if row.uid not in hidden]


def _desks(
    session: Session, event: Uid, present: Mapping[Uid, Presence], walked: Mapping[Uid, int]
) -> list[DeskCount]:
    first: dict[Uid, int] = {}
    for presence in present.values():
        first[presence.desks[0]] = first.get(presence.desks[0], 0) + 1
    last = dict(
        run(
            session,
            "SELECT desk_uid, max(at) FROM check_in WHERE event_uid = ? GROUP BY desk_uid",
            event,
        ).all()
    )
    known = run(
        session,
        "SELECT uid, letter, name, packed_at IS NOT NULL AND ended_at IS NULL FROM desk "
        "WHERE event_uid = ? ORDER BY letter, uid",
        event,
    ).all()
    mine = here(session).device_uid
    found = []
    for uid, letter, name, is_packed in known:
        opened = run(
            session,
            "SELECT device, device_uid, coalesce(clock_seconds, 0) AS fast, "
            "(SELECT max(sealed_at) FROM desk_seal AS s WHERE s.device_uid = o.device_uid "
            "AND s.desk_uid = o.desk_uid) AS sealed_at, "
            "(SELECT clock FROM txn JOIN stream ON stream.id = txn.stream "
            "WHERE stream.device = o.device_uid AND stream.scope = o.scope "
            "ORDER BY seq DESC LIMIT 1) AS clock "
            "FROM desk_opening AS o WHERE desk_uid = ? ORDER BY opened_at, uid",
            uid,
        ).all()
        files = list(filter(None, (_counts_up_to(row) for row in opened if row.device_uid != mine)))
        sealed, missing, code = _sealed(session, uid)
        # The opening of a laptop travels with its first file, so it cannot tell that one is due.
        is_known = uid in last or bool(files) or any(row.device_uid == mine for row in opened)
        found.append(
            DeskCount(
                Uid(uid),
                letter,
                name,
                first.get(uid, 0),
                walked.get(uid, 0),
                moment_of(last.get(uid)),
                max(files, default=None),
                tuple(row.device for row in opened),
                sealed,
                missing,
                code,
                is_awaited=bool(is_packed or opened) and not is_known,
            )
        )
    return found


def _counts_up_to(opening: Any) -> datetime | None:
    """Up to when what a laptop wrote at a desk is here: it was closed then, or written last."""
    at = moment_of(opening.sealed_at) or (wall_time(opening.clock) if opening.clock else None)
    return None if at is None else at - timedelta(seconds=opening.fast)


def _sealed(session: Session, desk_uid: Uid) -> tuple[datetime | None, int, str]:
    """When a desk was closed last, how many rows that it counted then are missing, and its code."""
    seals = run(
        session,
        "SELECT device_uid, coalesce(sealed_at, '') AS at, coalesce(check_ins, 0) AS n, code "
        "FROM desk_seal WHERE desk_uid = ? ORDER BY at, n, uid",
        desk_uid,
    ).all()
    if not seals:
        return None, 0, ""
    most: dict[Uid, int] = {}
    for seal in seals:
        most[seal.device_uid] = max(int(seal.n), most.get(seal.device_uid, 0))
    here = run(session, "SELECT count(*) FROM check_in WHERE desk_uid = ?", desk_uid).scalar_one()
    last = seals[-1]
    return moment_of(last.at), max(0, sum(most.values()) - int(here)), last.code if last.at else ""
