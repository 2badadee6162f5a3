"""Works out what is known of one laptop that was lost: what stood on it, who has heard, what comes next."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.operations import wall_time
from recipe_desktop.services.here import cluster_scope, here
from recipe_desktop.services.losses import (
    PERSONAL,
    PERSONS,
    Amount,
    Confirmation,
    Loss,
    Replacement,
    Stock,
    Unsent,
)
from recipe_desktop.store.journal import founding, log
from recipe_desktop.store.models.replica import Device, PeerKnown, SaidLost
from recipe_desktop.sync import knowledge, lost, revoking, roster
from recipe_desktop.sync.cards import LaptopCard, parse_card
from recipe_desktop.sync.keys import Keys
from recipe_desktop.sync.lost import Lost
from recipe_desktop.sync.scopes import Belonging

_HOURS: Final = 72  # GDPR Art. 33(1)


def loss(session: Session, keys: Keys, device: str) -> Loss:
    """What is known of a laptop that somebody has reported as lost.

    Args:
        device: as of ``revoking.revoke``.

    Raises:
        UserError: device.not_lost; device.* as ``revoking.find``.
    """
    row = revoking.find(session, keys, device)
    told = next((one for one in lost.listing(session) if one.uid == row.uid), None)
    if told is None:
        raise UserError("device.not_lost", device=row.name)
    card = parse_card(row.card)
    colleagues = _colleagues(session, row)
    return Loss(
        told.uid,
        told.name,
        told.member,
        told.since,
        told.by,
        told.is_revoked,
        card.person,
        bool(row.is_steward),
        row.admitted_at,
        told.since + timedelta(hours=_HOURS),
        tuple(_confirmations(session, row)),
        tuple(_stocks(session, keys, card)),
        _unsent(session, row),
        tuple(_replacements(session, keys, told)),
        tuple(name for name, is_steward in colleagues if is_steward),
        tuple(name for name, _ in colleagues),
        _unseen(session, keys, card),
    )


def _trusted(session: Session) -> list[Device]:
    return list(
        session.scalars(
            select(Device)
            .where(Device.admitted_at.is_not(None), Device.revoked_at.is_(None))
            .order_by(Device.name, Device.uid)
        )
    )


def _colleagues(session: Session, row: Device) -> list[tuple[str, bool]]:
    me = here(session)
    own = [(me.device, me.is_steward)] if me.member == row.member else []
    others = [
        (other.name, bool(other.is_steward))
        for other in _trusted(session)
        if other.member == row.member and other.uid not in (row.uid, me.device_uid)
    ]
    return [*own, *others]


def _confirmations(session: Session, row: Device) -> Iterator[Confirmation]:
    me = here(session)
    statement = (
        select(SaidLost.said_by, SaidLost.at)
        .where(SaidLost.lost == row.uid)
        .order_by(SaidLost.at.desc())
    )
    said: dict[str, datetime] = {
        r.said_by: r.at for r in session.execute(statement)
    }  # the earliest
    yield Confirmation(me.device, me.member, said.get(me.device_uid))
    others = [other for other in _trusted(session) if other.uid not in (row.uid, me.device_uid)]
    for other in sorted(others, key=lambda one: one.uid not in said):
        yield Confirmation(other.name, other.member, said.get(other.uid))


def _replacements(session: Session, keys: Keys, told: Lost) -> Iterator[Replacement]:
    behind = {peer.uid: peer.behind for peer in knowledge.status(session, keys).peers}
    for row in _trusted(session):
        since = row.admitted_at
        if row.member == told.member and since is not None and since > told.since:
            yield Replacement(row.name, since, behind.get(row.uid, 0))


def _unsent(session: Session, row: Device) -> Unsent:
    connection = session.connection()
    clock, changes = connection.exec_driver_sql(
        "SELECT max(clock), count(op.id) FROM stream JOIN txn ON txn.stream = stream.id "
        f"LEFT JOIN op ON {log.OF_TXN} WHERE device = ?",
        (row.uid,),
    ).one()
    late = connection.exec_driver_sql(
        "SELECT coalesce(sum(count), 0) FROM held WHERE device = ? AND reason = ?",
        (row.uid, lost.REVOKED),
    ).scalar_one()
    furthest: dict[str, int] = {}
    rows = session.execute(
        select(PeerKnown.scope, PeerKnown.seq).where(
            PeerKnown.device == row.uid, PeerKnown.peer != row.uid
        )
    )
    for scope, seq in rows:
        furthest[scope] = max(seq, furthest.get(scope, 0))
    elsewhere = sum(
        max(0, seq - log.vector(connection, scope).get(row.uid, 0))
        for scope, seq in furthest.items()
    )
    written = wall_time(clock) if clock else None
    return Unsent(row.last_heard_at, written, changes, elsewhere, late)


def _stocks(session: Session, keys: Keys, card: LaptopCard) -> Iterator[Stock]:
    """By scope that both could read, what there was; a scope without anything is left out."""
    connection = session.connection()
    belonging = Belonging(connection)
    for scope in sorted(belonging.scopes_of(roster.identity(session, keys))):
        if not belonging(card, scope):
            continue
        said = knowledge.said_by(session, card.replica, scope)
        own = log.vector(connection, scope).get(card.replica, 0)
        stock = _stock(connection, scope, said | ({card.replica: own} if own else {}))
        if stock.most.records:
            yield stock


def _unseen(session: Session, keys: Keys, card: LaptopCard) -> str:
    belongs = Belonging(session.connection())
    own = cluster_scope(card.member)
    is_beyond = belongs(card, own) and not belongs(roster.identity(session, keys), own)
    return card.member if is_beyond else ""


def _stock(connection: Connection, scope: str, said: Mapping[str, int]) -> Stock:
    rows = connection.exec_driver_sql(
        "SELECT tbl, count(DISTINCT row), "
        "count(DISTINCT CASE WHEN seq <= coalesce(said.value, 0) THEN row END), "
        "max(CASE WHEN seq <= coalesce(said.value, 0) THEN clock END) "
        "FROM stream JOIN txn ON txn.stream = stream.id "
        f"JOIN op ON {log.OF_TXN} LEFT JOIN json_each(?) AS said ON said.key = device "
        "WHERE txn.scope = ? AND device <> ? AND op.kind <> 'T' GROUP BY tbl ORDER BY tbl",
        (json.dumps(said), scope, log.SEED),
    ).all()
    clocks = [clock for *_, clock in rows if clock]
    return Stock(
        scope,
        _name(connection, scope),
        _amount({table: count for table, _, count, _ in rows}),
        _amount({table: count for table, count, _, _ in rows}),
        wall_time(max(clocks)) if clocks else None,
    )


def _amount(counted: Mapping[str, int]) -> Amount:
    return Amount(
        sum(counted.values()),
        sum(counted.get(table, 0) for table in PERSONS),
        {table: counted[table] for table in PERSONAL if counted.get(table)},
    )


def _name(connection: Connection, scope: str) -> str:
    if scope.startswith(founding.SHARE):
        return " ".join(sorted(founding.members_of(connection, scope)))
    if scope.startswith(founding.EVENT):
        event = Uid(scope.removeprefix(founding.EVENT))
        found = connection.exec_driver_sql("SELECT name FROM event WHERE uid = ?", (event,)).first()
        return str(found.name) if found else ""
    return ""
