"""What is known of lost laptops: who said so, whether that counts, how far each still counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.services.here import Here, here
from recipe_desktop.store.models.replica import Device, SaidLost
from recipe_desktop.sync.revocations import Revocation, parse_revocation

REVOKED = "revoked"
"""Why a segment is held that a lost laptop wrote, and that nobody had before it was lost."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A laptop that somebody says was lost.

    Args:
        since: when it was first said.
        by: the laptop that said so first.
        is_revoked: whether nothing more is taken from it; else a steward of its member must act.
        heard: laptops that have said that they know of it, this one included where it does.
        waiting: admitted laptops that have not.
    """

    uid: Uid
    name: str
    member: str
    since: datetime
    by: str
    is_revoked: bool
    heard: tuple[str, ...]
    waiting: tuple[str, ...]


def keep(session: Session, said: Revocation) -> bool:
    """Keep a revocation whose signature was checked; whether it says more than is known."""
    put = insert(SaidLost).values(
        lost=said.lost,
        scope=said.scope,
        said_by=said.by,
        last_seq=said.last,
        at=said.at,
        document=said.text(),
    )
    fresh = put.excluded
    done = session.execute(
        put.on_conflict_do_update(
            index_elements=["lost", "scope", "said_by"],
            set_={"last_seq": fresh.last_seq, "at": fresh.at, "document": fresh.document},
            where=SaidLost.last_seq < fresh.last_seq,
        ).returning(SaidLost.lost)
    )
    return done.first() is not None


def said_in(session: Session, scope: str) -> list[Revocation]:
    """Everything that is said in a scope, in a fixed order."""
    rows = session.scalars(
        select(SaidLost.document)
        .where(SaidLost.scope == scope)
        .order_by(SaidLost.lost, SaidLost.said_by)
    )
    return [parse_revocation(document) for document in rows]


def is_revoked(session: Session, uid: Uid, member: str) -> bool:
    """Whether a steward of its member has said that a laptop was lost, and is trusted."""
    authors = session.scalars(select(SaidLost.said_by).where(SaidLost.lost == uid))
    return any(_is_steward(session, author, member) for author in authors)


def _is_steward(session: Session, author: Uid, member: str) -> bool:
    me = here(session)
    if author == me.device_uid:
        return me.is_steward and me.member == member
    device = session.get(Device, author)
    return (
        device is not None
        and _is_trusted(device)
        and bool(device.is_steward)
        and (device.member == member)
    )


def _is_trusted(device: Device) -> bool:
    return device.admitted_at is not None and device.revoked_at is None


def limits(connection: Connection, scope: str, me: Uid) -> dict[str, int]:
    """How far each lost laptop counts in a scope: as far as anybody trusted had heard of it.

    A laptop of which nothing is said in the scope counts for nothing there.

    Args:
        me: this laptop.
    """
    rows = connection.exec_driver_sql(
        "SELECT uid, coalesce((SELECT max(last_seq) FROM said_lost LEFT JOIN device AS author "
        "ON author.uid = said_by WHERE lost = device.uid AND scope = ? AND (said_by = ? OR "
        "author.admitted_at IS NOT NULL AND author.revoked_at IS NULL)), 0) "
        "FROM device WHERE admitted_at IS NOT NULL AND revoked_at IS NOT NULL",
        (scope, me),
    )
    return {row[0]: row[1] for row in rows}


def listing(session: Session) -> list[Lost]:
    """Every laptop of which it is said that it was lost, the latest first."""
    me = here(session)
    admitted = session.scalars(select(Device).where(Device.admitted_at.is_not(None))).all()
    found = [one for device in admitted for one in _told(session, me, device, admitted)]
    return sorted(found, key=lambda one: (one.since, one.uid), reverse=True)


def _told(session: Session, me: Here, device: Device, admitted: Sequence[Device]) -> Iterator[Lost]:
    said = session.execute(
        select(SaidLost.said_by, SaidLost.at)
        .where(SaidLost.lost == device.uid)
        .order_by(SaidLost.at, SaidLost.said_by)
    ).all()
    if not said:
        return
    names = {other.uid: other.name for other in admitted} | {me.device_uid: me.device}
    heard = dict.fromkeys(author for author, _ in said)
    others = [other.uid for other in admitted if _is_trusted(other)]
    yield Lost(
        device.uid,
        device.name,
        device.member,
        said[0].at,
        names.get(said[0].said_by, said[0].said_by[:8]),
        device.revoked_at is not None,
        tuple(names[author] for author in heard if author in names),
        tuple(names[uid] for uid in others if uid not in heard and uid != device.uid),
    )
