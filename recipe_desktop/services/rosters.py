"""What a desk's screen asks: who may come, who was last here, which desks there are."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, Final

from sqlalchemy.orm import Session

from recipe_desktop.domain import attendance as rules
from recipe_desktop.domain.attendance import Presence, What
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.name_order import Order
from recipe_desktop.domain.signed_lists import Row
from recipe_desktop.domain.time_zones import zone_of
from recipe_desktop.services import events, identity, records, walk_ins
from recipe_desktop.services.here import here
from recipe_desktop.services.sql import run

REGISTRATIONS: Final = "registrations"
DESKS: Final = "desks"


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One person on the list, as far as a desk needs to know.

    Args:
        since: when they arrived today; None while they have not.
        is_in: whether they have not left since.
        answer: what they said about coming.
        is_walk_in: was registered at a desk.
        is_taken_back: a walk-in whose arrival was a slip.
        row: on the signed list, as sheet and row.
        papers: the rows on every paper, where several of one number say otherwise.
        instead_of: who stayed away, in whose place they came.
        order: in which names are written where the event is.
    """

    uid: Uid
    given_name: str
    family_name: str
    organisation: str = ""
    email: str = ""
    phone: str = ""
    badge_number: str = ""
    country: str = ""
    position: str = ""
    ticket_type: str = ""
    diet: str = ""
    attention: str = ""
    answer: str = ""
    since: datetime | None = None
    is_in: bool = False
    desk: str = ""
    operator: str = ""
    is_walk_in: bool = False
    is_taken_back: bool = False
    row: tuple[int, int] | None = None
    papers: tuple[Row, ...] = ()
    instead_of: Uid | None = None
    order: Order = "root"

    @property
    def is_away(self) -> bool:
        """Whether they said that they do not come."""
        return self.answer in rules.AWAY

    @property
    def is_expected(self) -> bool:
        """Whether they count among those who come: they are here, or nothing says that they do not."""
        return self.since is not None or not (self.is_away or self.is_taken_back)

    @property
    def name(self) -> str:
        """As a list has it, the family name first."""
        return " ".join(filter(None, (self.family_name, self.given_name)))

    @property
    def spoken_name(self) -> str:
        """As one greets somebody; who was typed in at a desk, as they were typed."""
        if self.is_walk_in and self.order == "hu":
            return self.name
        return " ".join(filter(None, (self.given_name, self.family_name)))


@dataclass(frozen=True, slots=True)
class Occasion:
    """The event a desk works for.

    Args:
        zone: of its place; None is the laptop's.
        order: of surnames there; in Hungarian they stand first.
        has_notice: whether there is a privacy notice to be shown.
    """

    uid: Uid
    name: str
    place: str
    city: str
    zone: tzinfo | None
    order: Order
    has_notice: bool


@dataclass(frozen=True, slots=True)
class DeskOfEvent:
    """A desk of an event, and whether this laptop opened its pack.

    Args:
        walk_ins: how many people it may let in that are not on the list.
    """

    uid: Uid
    letter: str
    name: str
    is_here: bool
    walk_ins: int | None = None


@dataclass(frozen=True, slots=True)
class LastAtDesk:
    """One of the last at a desk.

    Args:
        registration: None where nobody was known by the code.
    """

    check_in: Uid
    what: str
    reason: str
    registration: Uid | None
    code: str
    at: datetime


def occasion(session: Session, event: Uid) -> Occasion:
    """The event with what the screen says of it.

    Raises:
        UserError: record.unknown.
    """
    row = run(
        session,
        "SELECT uid, name, place, city, time_zone, country, privacy_notice FROM event "
        "WHERE uid = ?",
        event,
    ).first()
    if row is None:
        raise UserError("record.unknown", kind=events.EVENTS, id=event)
    zone = zone_of(row.time_zone, row.country)
    order = _order(row.country)
    return Occasion(event, row.name, row.place, row.city, zone, order, bool(row.privacy_notice))


def entries(
    session: Session,
    event: Uid,
    day: date,
    touched: Collection[Uid] | None = None,
    rows: Mapping[Uid, Row] | None = None,
) -> list[RosterEntry]:
    """The people of an event as its desks see them on a day; merged ones once.

    Args:
        touched: registrations and check-ins that changed; only the people of those are given.
        rows: where each person signs, from ``signed_lists.signed_rows``.
    """
    hidden = identity.canonical(session, REGISTRATIONS)
    wanted = None if touched is None else _people_of(session, event, touched, hidden)
    present = events.presences(session, event, day, wanted)
    slips = (
        walk_ins.taken_back(session, [event], hidden)
        if wanted is None
        else walk_ins.taken_back_of(session, wanted, hidden)
    )
    letters = dict(run(session, "SELECT uid, letter FROM desk WHERE event_uid = ?", event).all())
    operators = _operators(session, present)
    country = run(session, "SELECT country FROM event WHERE uid = ?", event).scalar()
    found = []
    for row in _registrations(session, event, wanted):
        if row.uid in hidden:
            continue
        presence = present.get(row.uid)
        first = presence.arrivals[0] if presence is not None else None
        place = rows.get(row.uid) if rows is not None else None
        found.append(
            RosterEntry(
                uid=row.uid,
                given_name=row.given_name,
                family_name=row.family_name,
                organisation=row.organisation_name,
                email=row.email,
                phone=row.phone,
                badge_number=row.badge_number,
                country=row.country,
                position=row.position,
                ticket_type=row.ticket_type,
                diet=row.diet,
                attention=row.attention,
                answer=row.answer,
                since=presence.since if presence is not None else None,
                is_in=presence is not None and presence.is_in,
                desk=letters.get(first.desk, "") if first is not None else "",
                operator=operators.get(first.uid, "") if first is not None else "",
                is_walk_in=row.source == "desk",
                is_taken_back=row.uid in slips,
                row=(place.sheet, place.row) if place is not None else None,
                papers=_papers(place),
                instead_of=row.instead_of_uid,
                order=_order(country),
            )
        )
    return found


def _papers(place: Row | None) -> tuple[Row, ...]:
    if place is None or (place.printed_at is None and not place.others):
        return ()
    return place, *place.others


def _order(country: str | None) -> Order:
    return "hu" if country == "HU" else "root"


def desks(session: Session, event: Uid) -> list[DeskOfEvent]:
    """The desks of an event, in the order of their letters."""
    device = here(session).device_uid
    rows = run(
        session,
        "SELECT uid, letter, name, EXISTS (SELECT 1 FROM desk_opening AS o "
        "WHERE o.desk_uid = desk.uid AND o.device_uid = ?), walk_ins FROM desk "
        "WHERE event_uid = ? AND ended_at IS NULL ORDER BY letter, uid",
        device,
        event,
    )
    return [
        DeskOfEvent(Uid(uid), letter, name, bool(is_here), walk_ins)
        for uid, letter, name, is_here, walk_ins in rows
    ]


def first_desk(session: Session, event: Uid) -> Uid:
    """The desk of an event that has none yet: that of this laptop.

    Raises:
        UserError: record.unknown.
    """
    there = desks(session, event)
    if there:
        return there[0].uid
    values: dict[str, Value] = {"event": event, "letter": "A", "name": here(session).device}
    return records.create(session, DESKS, values).uid


def keep_code(session: Session, registration: Uid, code: str) -> None:
    """Remember a code that nobody knew as that of the person it was shown by.

    Somebody who has a ticket keeps its code.

    Raises:
        UserError: record.unknown.
    """
    if not records.show(session, REGISTRATIONS, registration).fields["ticket_code"]:
        records.edit(session, REGISTRATIONS, registration, {"ticket_code": code})


def last_seen(session: Session, event: Uid, desk: Uid, most: int = 4) -> list[LastAtDesk]:
    """Who was last at a desk, newest first; an arrival that was taken back is left out."""
    return _seen(session, event, desk, (What.ARRIVAL, What.LOOK, What.UNKNOWN), most)


def last_arrival(session: Session, event: Uid, desk: Uid) -> LastAtDesk | None:
    """The arrival that an undo at this desk would take back."""
    return next(iter(_seen(session, event, desk, (What.ARRIVAL,), 1)), None)


def _seen(
    session: Session, event: Uid, desk: Uid, whats: Collection[What], most: int
) -> list[LastAtDesk]:
    rows = run(
        session,
        "SELECT uid, what, reason, registration_uid, code, at FROM check_in AS c "
        "WHERE event_uid = ? AND desk_uid = ? AND what IN (SELECT value FROM json_each(?)) "
        "AND NOT EXISTS (SELECT 1 FROM check_in WHERE undoes_uid = c.uid) "
        "ORDER BY at DESC, uid DESC LIMIT ?",
        event,
        desk,
        json.dumps(list(whats)),
        most,
    )
    return [
        LastAtDesk(uid, what, reason, person or None, code, datetime.fromisoformat(at))
        for uid, what, reason, person, code, at in rows
    ]


def known_organisation(session: Session, name: str) -> str:
    """The city of an organisation of exactly this name among the partners; empty if unknown."""
    row = run(session, "SELECT city FROM organisation WHERE name = ? LIMIT 1", name.strip()).first()
    return str(row[0]) if row is not None else ""


def _people_of(
    session: Session, event: Uid, touched: Collection[Uid], hidden: Mapping[Uid, Uid]
) -> list[Uid]:
    rows = run(
        session,
        "SELECT uid FROM registration WHERE uid IN (SELECT value FROM json_each(?)) "
        "AND event_uid = ? UNION SELECT registration_uid FROM check_in "
        "WHERE uid IN (SELECT value FROM json_each(?)) AND event_uid = ? "
        "AND registration_uid <> ''",
        records.as_json(list(touched)),
        event,
        records.as_json(list(touched)),
        event,
    )
    return list(dict.fromkeys(Uid(hidden.get(uid, uid)) for (uid,) in rows))


def _operators(session: Session, present: Mapping[Uid, Presence]) -> dict[Uid, str]:
    firsts = [presence.arrivals[0].uid for presence in present.values()]
    rows = run(
        session,
        "SELECT uid, operator FROM check_in WHERE uid IN (SELECT value FROM json_each(?))",
        records.as_json(firsts),
    )
    return {Uid(uid): operator for uid, operator in rows}


def _registrations(session: Session, event: Uid, wanted: Collection[Uid] | None) -> Any:
    columns = (
        "SELECT uid, given_name, family_name, organisation_name, email, phone, badge_number, "
        "country, position, ticket_type, diet, attention, answer, source, instead_of_uid FROM registration "
    )
    if wanted is None:
        return run(session, columns + "WHERE event_uid = ?", event)
    return run(
        session,
        columns + "WHERE uid IN (SELECT value FROM json_each(?)) AND event_uid = ?",
        records.as_json(list(wanted)),
        event,
    )
