"""What the first page shows: what waits, what there is, what came in, what exists only here."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import now
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.operations import milliseconds
from recipe_desktop.services import (
    conflicts,
    events,
    exchanges,
    organisations,
    outline,
)
from recipe_desktop.services.events import EventLine
from recipe_desktop.services.exchanges import ExchangeLine, Promise
from recipe_desktop.services.here import Here, here
from recipe_desktop.services.outline import Ahead
from recipe_desktop.store.models.project import Member, Project
from recipe_desktop.store.models.replica import Device, ImportLog


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """Our steps of work that no other laptop is known to have.

    Args:
        since: of the oldest; None when there are none.
    """

    changes: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class CameIn:
    """One file that was received."""

    sender: str
    member: str
    at: datetime
    changes: int


@dataclass(frozen=True, slots=True)
class Office:
    """The project and the member whose laptop this is."""

    project: str
    member: str
    code: str
    person: str
    device: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page.

    Args:
        turns: exchanges in which this office must act next.
        others: the most urgent ones in which another office must.
        today: the events of today.
        promises: what the project promised about exchanges, and what is reached.
        tasks: tasks and milestones of the plan.
        ahead: what of the plan presses.
    """

    office: Office
    organisations: int
    people: int
    conflicts: int
    only_here: OnlyHere
    devices: int
    came_in: tuple[CameIn, ...]
    exchanges: int = 0
    events: int = 0
    today: tuple[EventLine, ...] = ()
    turns: tuple[ExchangeLine, ...] = ()
    others: tuple[ExchangeLine, ...] = ()
    promises: tuple[Promise, ...] = ()
    tasks: int = 0
    ahead: Ahead = field(default_factory=Ahead)


def overview(session: Session) -> Overview:
    """Everything the first page shows, from one consistent picture."""
    connection = session.connection()
    return Overview(
        office(session),
        organisations.count(session),
        int(connection.exec_driver_sql("SELECT count(*) FROM person").scalar_one()),
        conflicts.count(session),
        only_here(session),
        int(connection.exec_driver_sql("SELECT count(*) FROM device").scalar_one()),
        _came_in(session),
        exchanges.count(session),
        len(events.order(session)),
        tuple(events.on_day(session, now().astimezone().date())),
        tuple(exchanges.waiting(session)),
        tuple(exchanges.waiting_for_others(session)),
        tuple(exchanges.promises(session)),
        outline.count(session),
        outline.ahead(session),
    )


def office(session: Session) -> Office:
    """Whose laptop this is, in the names of today."""
    me = here(session)
    project = session.scalars(select(Project.name).order_by(Project.uid)).first() or ""
    member = session.scalars(select(Member.name).where(Member.code == me.member)).first()
    return Office(project, member or me.member, me.member, me.person, me.device)


def only_here(session: Session) -> OnlyHere:
    """What nobody else is known to have: lost with this laptop, were it lost today."""
    me = here(session)
    known = _known_elsewhere(session, me)
    rows = session.connection().exec_driver_sql(
        "SELECT stream.scope, seq, clock FROM txn JOIN stream ON stream.id = txn.stream "
        "WHERE device = ? ORDER BY clock",
        (me.device_uid,),
    )
    clocks = [clock for scope, seq, clock in rows if seq > known.get(scope, 0)]
    since = datetime.fromtimestamp(milliseconds(clocks[0]) / 1000, UTC) if clocks else None
    return OnlyHere(len(clocks), since)


def _known_elsewhere(session: Session, me: Here) -> dict[str, int]:
    rows = session.connection().exec_driver_sql(
        "SELECT scope, max(seq) FROM peer_known WHERE device = ? AND peer <> ? GROUP BY scope",
        (me.device_uid, me.device_uid),
    )
    return {row[0]: row[1] for row in rows}


def _came_in(session: Session) -> tuple[CameIn, ...]:
    devices: dict[Uid, Device] = {d.uid: d for d in session.scalars(select(Device))}
    received = session.scalars(
        select(ImportLog).where(ImportLog.operations > 0).order_by(ImportLog.at.desc()).limit(5)
    )
    return tuple(
        CameIn(
            devices[Uid(log.sender)].name if log.sender in devices else log.sender[:8],
            devices[Uid(log.sender)].member if log.sender in devices else "",
            log.at,
            log.operations,
        )
        for log in received
    )
