"""What each device is known to have, by what it said last, and what waits here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from recipe_desktop.domain.ids import Uid
from recipe_desktop.services.here import here
from recipe_desktop.store.journal import founding, intake, log
from recipe_desktop.store.models.replica import Device, PeerKnown
from recipe_desktop.sync import enclosures, lost, roster, scopes
from recipe_desktop.sync.keys import Keys
from recipe_desktop.sync.manifest import Manifest

_ADMITTED: Final = select(Device.uid).where(Device.revoked_at.is_(None))

FORK: Final = "fork"
"""Why a segment is held that contradicts one that is known."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A device as ``sync status`` shows it.

    Args:
        behind: changes here that it has not said to have; a change is one record's in one step.
        is_forked: whether two go on apart under its name, as a laptop and a copy of it do.
    """

    uid: Uid
    name: str
    member: str
    is_steward: bool
    is_revoked: bool
    behind: int
    last_heard: datetime | None
    is_forked: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """Who has what.

    Args:
        held: transactions that wait.
        unadmitted: those of them that the card of a laptop brings in which is not admitted here.
        too_late: transactions of lost laptops that nobody had before, and that are kept apart.
        forks: devices of which two went on apart under one name, as a copied laptop does.
        only_here: own changes that no other device has said to have.
        unreadable: those of them that no admitted device may read, as what belongs to an
            office of which this is the only laptop; sending does not help them.
        uncopied: those of these that are in no backup either.
    """

    peers: tuple[Peer, ...]
    held: int
    unadmitted: int
    too_late: int
    forks: int
    only_here: int
    unreadable: int
    uncopied: int


def writers(session: Session) -> set[str]:
    """The devices whose writing is here, in whichever scope."""
    connection = session.connection()
    return {device for scope in log.scopes(connection) for device in log.vector(connection, scope)}


def held(session: Session) -> int:
    """How many transactions wait: for an earlier one, or for their author's card."""
    statement = "SELECT coalesce(sum(count), 0) FROM held WHERE reason NOT IN (?, ?)"
    found = session.connection().exec_driver_sql(statement, (FORK, lost.REVOKED))
    return int(found.scalar_one())


def put_aside(session: Session) -> int:
    """How many transactions contradict what came from the same laptop before."""
    statement = "SELECT coalesce(sum(count), 0) FROM held WHERE reason = ?"
    return int(session.connection().exec_driver_sql(statement, (FORK,)).scalar_one())


def forks(session: Session) -> int:
    """How many devices went on twice under one name."""
    return len(_forked(session.connection()))


def _forked(connection: Connection) -> frozenset[str]:
    rows = connection.exec_driver_sql("SELECT device FROM held WHERE reason = ?", (FORK,))
    return frozenset(device for (device,) in rows)


def _too_late(connection: Connection) -> int:
    statement = "SELECT coalesce(sum(count), 0) FROM held WHERE reason = ?"
    return int(connection.exec_driver_sql(statement, (lost.REVOKED,)).scalar_one())


def unadmitted(session: Session) -> int:
    """How many of the transactions that wait, wait for the card of a laptop that is not admitted here.

    It wrote them, or it began the share that others wrote them in: who is in a share is believed
    only of somebody who is admitted.
    """
    connection = session.connection()
    trusted = {here(session).device_uid, *session.scalars(_ADMITTED)}
    count = 0
    for scope in intake.scopes_held(connection, roster.AUTHORITY):
        waiting = list(intake.held(connection, scope, roster.AUTHORITY))
        strange = [segment for segment in waiting if segment.device not in trusted]
        is_begun = scope.startswith(founding.SHARE) and any(
            founding.members_said(scope, segment.lines) for segment in strange
        )
        count += sum(segment.count for segment in (waiting if is_begun else strange))
    return count


def status(session: Session, keys: Keys, copied: Mapping[str, int] | None = None) -> Status:
    """Who has what, by what each device said last.

    Args:
        copied: by scope, the number of the last own transaction that is in a backup.
    """
    connection = session.connection()
    mine = roster.identity(session, keys)
    belonging = scopes.Belonging(connection)
    own = sorted(belonging.scopes_of(mine))
    vectors = {scope: log.vector(connection, scope) for scope in own}
    trusted = roster.trusted(session, keys)
    peers: list[Peer] = []
    acknowledged: dict[str, dict[str, int]] = {}
    for row in session.scalars(
        select(Device)
        .where(Device.uid != keys.replica, Device.admitted_at.is_not(None))
        .order_by(Device.name)
    ):
        card = trusted.get(row.uid)
        read = [scope for scope in own if card is not None and belonging(card, scope)]
        said = {scope: said_by(session, row.uid, scope) for scope in read}
        peers.append(_peer(connection, row, said, vectors))
        for scope, known in said.items():
            highest = acknowledged.setdefault(scope, {})
            highest |= {device: max(seq, highest.get(device, 0)) for device, seq in known.items()}
    authors = roster.authors(session, keys).values()
    others = {log.SEED, *(c.replica for c in authors if c.signed_by != keys.replica)}

    def own_after(scope: str, known: Mapping[str, int]) -> int:
        """Of this device and its earlier incarnations, even of those whose keys are lost."""
        return sum(
            _changes_after(connection, device, scope, known.get(device, 0), last)
            for device, last in vectors[scope].items()
            if device == keys.replica or device not in others
        )

    only_here = {scope: own_after(scope, acknowledged.get(scope, {})) for scope in own}
    unreadable = {s: count for s, count in only_here.items() if s not in acknowledged}
    uncopied = {
        scope: own_after(scope, {**vectors[scope], keys.replica: (copied or {}).get(scope, 0)})
        for scope in unreadable
    }
    return Status(
        tuple(peers),
        held(session),
        unadmitted(session),
        _too_late(connection),
        forks(session),
        sum(only_here.values()),
        sum(unreadable.values()),
        sum(uncopied.values()),
    )


def _peer(
    connection: Connection,
    row: Device,
    said: Mapping[str, Mapping[str, int]],
    vectors: Mapping[str, Mapping[str, int]],
) -> Peer:
    """A device with what it lacks.

    Args:
        said: by scope that it reads, what it said to have.
        vectors: by scope, what is here.
    """
    behind = sum(
        _changes_after(connection, device, scope, known.get(device, 0), seq)
        for scope, known in said.items()
        for device, seq in vectors[scope].items()
        if device not in (row.uid, log.SEED)
    )
    is_revoked = row.revoked_at is not None
    return Peer(
        *(row.uid, row.name, row.member, bool(row.is_steward), is_revoked, behind),
        row.last_heard_at,
        row.uid in _forked(connection),
    )


def _changes_after(
    connection: Connection, device: str, scope: str, known: int, present: int
) -> int:
    """How many changes a device made in a scope after a number; files count them alike."""
    if present <= known:
        return 0
    found = connection.exec_driver_sql(
        "SELECT count(*) FROM stream JOIN txn ON txn.stream = stream.id "
        f"JOIN op ON {log.OF_TXN} "
        "WHERE device = ? AND stream.scope = ? AND seq > ?",
        (device, scope, known),
    )
    return int(found.scalar_one())


def said_by(session: Session, peer: Uid, scope: str) -> dict[str, int]:
    """What a device said to have, in one scope: the last number of each device."""
    rows = session.execute(
        select(PeerKnown.device, PeerKnown.seq).where(
            PeerKnown.peer == peer, PeerKnown.scope == scope
        )
    )
    return {row.device: row.seq for row in rows}


def note(session: Session, manifest: Manifest) -> None:
    """Remember what the sender has, as its newest file says; an older one takes nothing back.

    The newest may say less than one before: its sender goes on from a backup, and is sent again
    what it has lost.
    """
    if enclosures.is_newest(session, manifest):
        before = (PeerKnown.peer == manifest.sender, PeerKnown.scope == manifest.scope)
        session.execute(delete(PeerKnown).where(*before))
    for device, seq in manifest.known.items():
        put = insert(PeerKnown).values(
            peer=manifest.sender, scope=manifest.scope, device=device, seq=seq
        )
        highest = put.excluded.seq
        session.execute(
            put.on_conflict_do_update(
                index_elements=["peer", "scope", "device"],
                set_={"seq": highest},
                where=PeerKnown.seq < highest,
            )
        )
