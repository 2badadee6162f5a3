"""What the first page shows: what waits, what there is, what came in, what exists only here."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from recipe_desktop.domain.clock import today
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.operations import wall_time
from recipe_desktop.services import (
    conflicts,
    events,
    exchanges,
    identity,
    outline,
    projects,
    targets,
)
from recipe_desktop.services.events import EventLine
from recipe_desktop.services.exchanges import ExchangeLine, Promise
from recipe_desktop.services.here import here
from recipe_desktop.services.outline import Ahead
from recipe_desktop.services.sql import run
from recipe_desktop.services.targets import Uncounted
from recipe_desktop.store.models.project import Member
from recipe_desktop.store.models.replica import Device, ImportLog


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
class FirstPage:
    """The first page.

    Args:
        only_here_since: when the oldest of our steps was done that no other laptop is known to
            have; None when there is none.
        turns: exchanges in which this office must act next.
        others: the most urgent ones in which another office must.
        today: the events of today.
        promises: what the project promised about exchanges, and what is reached.
        counted: the other targets of the project of which the store says what is reached.
        uncounted: those of which it does not.
        tasks: tasks and milestones of the plan.
        ahead: what of the plan presses.
        lost_people: people of the own cluster whose organisation is not here (any more).
    """

    office: Office
    organisations: int
    people: int
    conflicts: int
    only_here_since: datetime | None
    devices: int
    came_in: tuple[CameIn, ...]
    exchanges: int = 0
    events: int = 0
    today: tuple[EventLine, ...] = ()
    turns: tuple[ExchangeLine, ...] = ()
    others: tuple[ExchangeLine, ...] = ()
    promises: tuple[Promise, ...] = ()
    counted: tuple[Promise, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()
    tasks: int = 0
    ahead: Ahead = field(default_factory=Ahead)
    lost_people: int = 0


def overview(session: Session) -> FirstPage:
    """Everything the first page shows, from one consistent picture."""
    connection = session.connection()
    counted, uncounted = targets.further(session)
    return FirstPage(
        office=office(session),
        organisations=identity.count(session, "organisations"),
        people=identity.count(session, "people"),
        conflicts=conflicts.count(session),
        only_here_since=_only_here_since(session),
        devices=int(
            connection.exec_driver_sql(
                "SELECT count(*) FROM device WHERE admitted_at IS NOT NULL"
            ).scalar_one()
        ),
        came_in=_came_in(session),
        exchanges=exchanges.count(session),
        events=len(events.order(session)),
        today=tuple(events.on_day(session, today())),
        turns=tuple(exchanges.waiting(session)),
        others=tuple(exchanges.waiting_for_others(session)),
        promises=tuple(exchanges.promises(session)),
        counted=counted,
        uncounted=uncounted,
        tasks=outline.count(session),
        ahead=outline.ahead(session),
        lost_people=_lost_people(session),
    )


def office(session: Session) -> Office:
    """Whose laptop this is, in the names of today."""
    me = here(session)
    project = projects.present(session)
    member = session.scalars(select(Member.name).where(Member.code == me.member)).first()
    return Office(
        str(project.fields["name"]) if project else "",
        member or me.member,
        me.member,
        me.person,
        me.device,
    )


def _lost_people(session: Session) -> int:
    counted = run(
        session,
        "SELECT count(*) FROM person WHERE scope = ? AND organisation_uid <> '' AND NOT EXISTS "
        "(SELECT 1 FROM organisation WHERE organisation.uid = organisation_uid)",
        here(session).scope,
    )
    return int(counted.scalar_one())


def _only_here_since(session: Session) -> datetime | None:
    """Since when there is work that would be lost with this laptop, were it lost today."""
    me = here(session)
    clock = (
        session.connection()
        .exec_driver_sql(
            "SELECT min(clock) FROM (SELECT id, coalesce((SELECT max(said.seq) "
            "FROM peer_known AS said JOIN device ON device.uid = said.peer "
            "WHERE said.device = stream.device AND said.scope = stream.scope "
            "AND revoked_at IS NULL), 0) AS heard FROM stream WHERE device = ?) AS own "
            "JOIN txn ON txn.stream = own.id AND txn.seq > own.heard",
            (me.device_uid,),
        )
        .scalar_one()
    )
    return None if clock is None else wall_time(clock)


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
