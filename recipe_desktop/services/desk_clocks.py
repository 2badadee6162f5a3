"""Clocks of desks' laptops that are wrong: noticed from their files, asked about, and corrected.

What a desk wrote keeps the time of its own clock; whoever reads it takes the error away.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services.here import here
from recipe_desktop.services.records import as_json
from recipe_desktop.services.sql import moment_of, run
from recipe_desktop.store.models.event import DeskOpening

TOLERATED: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """A laptop whose clock cannot be right.

    Args:
        opening: the row that says by how much, once somebody knows.
        letter: of its desk.
        seconds: by which it is fast at least; negative where it is slow.
    """

    opening: Uid
    letter: str
    device: str
    seconds: int

    @property
    def minutes(self) -> int:
        """How far it is off, without the direction."""
        return round(abs(self.seconds) / 60)


def off_by(session: Session, desks: Mapping[Uid, Uid]) -> dict[Uid, timedelta]:
    """By how much the clock was fast by which rows were written, where somebody said so.

    Of a desk that one laptop has opened, every row is of that one. Of a desk with several the
    journal tells which of them wrote a row.

    Args:
        desks: for each row the desk that wrote it.
    """
    openings: dict[Uid, dict[Uid, int]] = {}
    for desk, device, seconds in run(
        session,
        "SELECT desk_uid, device_uid, coalesce(clock_seconds, 0) FROM desk_opening "
        "WHERE desk_uid IN (SELECT value FROM json_each(?)) ORDER BY opened_at, uid",
        as_json({*desks.values()}),
    ):
        openings.setdefault(Uid(desk), {})[Uid(device)] = seconds
    found = {}
    shared = []
    for row, desk in desks.items():
        devices = openings.get(desk, {})
        if len(devices) == 1:
            found[row] = timedelta(seconds=sum(devices.values()))
        elif any(devices.values()):
            shared.append(row)
    for row, device in _writers(session, shared) if shared else ():
        found[row] = timedelta(seconds=openings[desks[row]].get(device, 0))
    return found


def _writers(session: Session, rows: Collection[Uid]) -> Iterable[tuple[Uid, Uid]]:
    found = run(
        session,
        "SELECT op.row, device FROM op JOIN txn ON txn.id = op.txn "
        "JOIN stream ON stream.id = txn.stream WHERE op.tbl = 'check_in' AND op.kind = 'I' "
        "AND op.row IN (SELECT value FROM json_each(?))",
        as_json(rows),
    )
    return ((Uid(row), Uid(device)) for row, device in found)


def errors(session: Session, event: Uid) -> Mapping[Uid, timedelta]:
    """By how much the clock of each desk is fast, where somebody said so, for who works at it.

    Of a desk that several laptops have opened, that of this one, if it is among them.
    """
    rows = run(
        session,
        "SELECT desk_uid, max(clock_seconds) FROM desk_opening AS o WHERE event_uid = ? "
        "AND (device_uid = ? OR (SELECT count(*) FROM desk_opening AS n "
        "WHERE n.desk_uid = o.desk_uid) = 1) GROUP BY desk_uid HAVING max(clock_seconds) <> 0",
        event,
        here(session).device_uid,
    )
    return {Uid(desk): timedelta(seconds=seconds) for desk, seconds in rows}


def doubts(session: Session, event: Uid) -> list[ClockDoubt]:
    """The laptops whose files show a clock that is off, and of which nobody has said by how much.

    A file cannot hold what is yet to come by the clock of whoever takes it in, and a pack is not
    opened before it is made.
    """
    rows = run(
        session,
        "SELECT o.uid, o.device, o.device_uid, o.desk_uid, o.opened_at, o.pack_made_at, d.letter, "
        "(SELECT max(at) FROM import_log WHERE sender = o.device_uid) AS file_at, "
        "(SELECT max(sealed_at) FROM desk_seal AS s WHERE s.device_uid = o.device_uid "
        "AND s.desk_uid = o.desk_uid) AS sealed_at, "
        "(SELECT CASE WHEN count(*) = 1 THEN (SELECT max(at) FROM check_in AS c "
        "WHERE c.desk_uid = o.desk_uid) END FROM desk_opening AS n WHERE n.desk_uid = o.desk_uid) "
        "AS last_at FROM desk_opening AS o JOIN desk AS d ON d.uid = o.desk_uid "
        "WHERE o.event_uid = ? AND o.clock_seconds IS NULL ORDER BY d.letter, o.uid",
        event,
    ).all()
    found = []
    for row in rows:
        opened, made, file_at, sealed, last = map(
            moment_of, (row.opened_at, row.pack_made_at, row.file_at, row.sealed_at, row.last_at)
        )
        latest = max((at for at in (opened, sealed, last) if at is not None), default=None)
        fast = latest - file_at if latest and file_at else timedelta()
        slow = made - opened if made and opened else timedelta()
        off = fast if fast > TOLERATED else -slow if slow > TOLERATED else None
        if off is not None:
            seconds = round(off.total_seconds())
            found.append(ClockDoubt(row.uid, row.letter, row.device, seconds))
    return found


def correct(session: Session, opening: Uid, seconds: int) -> None:
    """Say by how much the clock of a desk's laptop was fast; nothing where it was right.

    Raises:
        UserError: record.unknown.
    """
    row = session.get(DeskOpening, opening)
    if row is None:
        raise UserError("record.unknown", kind="desks", id=opening)
    row.clock_seconds = seconds
