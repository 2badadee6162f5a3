"""Desk packs: an event's people for a laptop that has never met the organiser's.

A pack is one file, encrypted by a passphrase that travels another way. Whoever opens it has a
store of the event alone: its people as the organiser's laptops signed them, a copy of its agenda,
the cards of those laptops, and the event's key, by which what comes back is known as a desk's.
"""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from recipe_desktop import __version__
from recipe_desktop.domain.clock import now, today
from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.time_zones import zone_of
from recipe_desktop.progress import Checkpoint, unwatched
from recipe_desktop.services import stores
from recipe_desktop.services.desk_plans import next_letter
from recipe_desktop.services.here import PARTNERSHIP, event_scope, here
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.store.base import instant_text
from recipe_desktop.store.journal import founding, intake, log
from recipe_desktop.store.models.event import Desk, DeskHere, DeskOpening, DeskSeal, EventKey
from recipe_desktop.store.models.replica import PeerKnown
from recipe_desktop.store.schema import SCHEMA, columns, fitted
from recipe_desktop.sync import event_keys, pack_files, roster, sending
from recipe_desktop.sync.cards import parse_card
from recipe_desktop.sync.keys import Keys
from recipe_desktop.sync.manifest import is_uid
from recipe_desktop.sync.scopes import Belonging

SUFFIX: Final = ".recipe-desk"
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they are misheard
_GROUPS, _GROUP = 5, 4
_COPIED: Final = ("event", "event_day", "agenda_item")
_NONSENSE: Final = (KeyError, OverflowError, TypeError, ValueError)
_CODE_LETTERS: Final = 8
_LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack that was written.

    Args:
        people: how many registrations are in it.
        passphrase: to be told another way than by the file.
    """

    path: Path
    event: str
    desk: Uid
    letter: str
    people: int
    passphrase: str


@dataclass(frozen=True, slots=True)
class OpenedPack:
    """A desk's store that came out of a pack.

    Args:
        made_at: when the pack was made, by the organiser's clock.
        zone: of the place of the event; None is that of the laptop.
    """

    store: Path
    event: Uid
    event_name: str
    desk: Uid
    letter: str
    people: int
    made_at: datetime
    first_day: date | None
    last_day: date | None
    zone: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class SealedPack:
    """What a desk hands in.

    Args:
        check_ins: rows that this laptop wrote, all told.
        code: short, to be compared by eye with what arrives.
    """

    sent: sending.Sent
    check_ins: int
    walk_ins: int
    code: str


@dataclass(frozen=True, slots=True)
class Working:
    """The desk whose store this is."""

    event: Uid
    desk: Uid


SHORTEST_PASSPHRASE: Final = 12
"""Letters of one that somebody thinks up: who finds the file has all the time to try shorter ones."""


def passphrase() -> str:
    """A fresh passphrase of a hundred bits that can be read aloud."""
    groups = range(_GROUPS)
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _group in groups)


def file_name(session: Session, event: Uid, letter: str) -> str:
    """What the pack of a desk is called: event, desk and day, so that an older one shows its age."""
    name = session.connection().exec_driver_sql("SELECT name FROM event WHERE uid = ?", (event,))
    short = "-".join(fold(str(name.scalar() or "")).split())[:_LONGEST_NAME].strip("-") or "event"
    return f"{short}-{letter}-{today().isoformat()}{SUFFIX}"


def pack(workspace: Workspace, event: Uid, target: Path, secret: str, letter: str = "") -> Packed:
    """Write a pack for one desk of an event; further packs are further desks.

    Args:
        secret: the passphrase.
        letter: of the desk; without it the next one that has no pack yet.

    Raises:
        UserError: record.unknown, desk.not_organiser, file.disk_full, file.not_writable.
    """
    keys = Keys(workspace.state)
    desk = workspace.do(prepare, event, letter)
    workspace.do(sending.seal, [keys])
    lines, head = workspace.ask(_content, keys, event, desk)
    pack_files.write(target, lines, secret)
    return Packed(target, head["name"], desk, head["letter"], head["people"], secret)


def prepare(session: Session, event: Uid, letter: str) -> Uid:
    """Have a desk and the event's key ready for a pack; the desk.

    Raises:
        UserError: record.unknown, desk.not_organiser.
    """
    scope = event_scope(event)
    connection = session.connection()
    if working(session) is not None or here(session).member not in founding.organisers_of(
        connection, scope
    ):
        known = connection.exec_driver_sql("SELECT 1 FROM event WHERE uid = ?", (event,)).first()
        if known is None:
            raise UserError("record.unknown", kind="events", id=event)
        raise UserError("desk.not_organiser")
    if not event_keys.held_keys(connection, scope):
        event_keys.make_key(session, event)
    statement = select(Desk).where(Desk.event_uid == event).order_by(Desk.letter, Desk.uid)
    desks = session.scalars(statement).all()
    wanted = letter.strip().upper()
    desk = next(
        (d for d in desks if (d.letter.upper() == wanted if wanted else _is_free(session, d))), None
    )
    if desk is None:
        wanted = wanted or next_letter([d.letter for d in desks])
        desk = Desk(scope=scope, event_uid=event, letter=wanted, name="")
        session.add(desk)
    desk.packed_at = now()
    desk.packed_people = connection.exec_driver_sql(
        "SELECT count(*) FROM registration WHERE event_uid = ?", (event,)
    ).scalar_one()
    session.flush()
    return desk.uid


def _is_free(session: Session, desk: Desk) -> bool:
    """Whether nobody works at a desk yet, neither with a pack nor in the office."""
    found = session.connection().exec_driver_sql(
        "SELECT 1 FROM check_in WHERE desk_uid = ? LIMIT 1", (desk.uid,)
    )
    return desk.packed_at is None and desk.ended_at is None and found.first() is None


def open_pack(  # noqa: PLR0913 - a file, its store, and two ways to do it
    source: Path,
    secret: str,
    target: Path,
    owner: tuple[str, str],
    *,
    plain: bool = False,
    step: Checkpoint = unwatched,
) -> OpenedPack:
    """Make a store for a desk out of a pack.

    Args:
        target: the store to make.
        owner: name of the laptop and of the person at it.
        plain: without encryption.
        step: what it raises ends the work; there is no store then.

    Raises:
        UserError: as ``pack_files.read``; store.exists and whatever else making a store refuses.
    """
    head, body = pack_files.read(source, secret)
    device, person = owner
    me = stores.Owner(head["member"], device, person, is_steward=False)
    workspace = stores.create(target, me, plain=plain)
    try:
        workspace.do(fill, Keys(workspace.state), head, body, step)
        opened = _opened(target, head)
        step()  # whoever has given up meanwhile gets no store
    except BaseException as error:
        workspace.close()
        stores.discard(target)
        if isinstance(error, _NONSENSE) or _is_of_content(error):
            raise UserError("desk.damaged_pack", file=source.name) from error
        raise
    workspace.close()
    return opened


def _is_of_content(error: BaseException) -> bool:
    return isinstance(error, UserError) and error.code.startswith(("bundle.", "card."))


def _opened(target: Path, head: Mapping[str, Any]) -> OpenedPack:
    [event] = head["rows"]["event"]
    first, last = (
        date.fromisoformat(event[name]) if event[name] else None
        for name in ("starts_on", "ends_on")
    )
    return OpenedPack(
        target,
        Uid(head["event"]),
        head["name"],
        Uid(head["desk"]),
        head["letter"],
        head["people"],
        datetime.fromisoformat(head["made"]),
        first,
        last,
        zone_of(str(event.get("time_zone") or ""), str(event.get("country") or "")),
    )


def fill(
    session: Session,
    keys: Keys,
    head: Mapping[str, Any],
    body: Sequence[str],
    step: Checkpoint = unwatched,
) -> None:
    """Put the content of a pack into a new store, and say that this laptop has opened it.

    The passphrase vouches for all of it; the signatures in it are kept for the other desks.
    """
    connection = session.connection()
    scope = event_scope(Uid(head["event"]))
    for table, rows in head["rows"].items():
        for cells in rows:
            _insert(session, table, cells)
    incoming = _segments(_stepwise(body, step))
    received = intake.receive(connection, scope, incoming, source="pack")
    roster.tell(session, received.touched)
    for text in head["cards"]:
        roster.admit(session, keys, parse_card(text))
    keys_here = event_keys.held_keys(connection, scope)
    for key in keys_here:
        for peer_device, seq in head["known"].items():
            session.add(PeerKnown(peer=key.uid, scope=scope, device=Uid(peer_device), seq=int(seq)))
    session.add(DeskHere(desk_uid=Uid(head["desk"]), event_uid=Uid(head["event"])))
    me = here(session)
    session.add(
        DeskOpening(
            scope=scope,
            event_uid=Uid(head["event"]),
            desk_uid=Uid(head["desk"]),
            device_uid=me.device_uid,
            device=me.device,
            opened_at=now(),
            pack_made_at=datetime.fromisoformat(head["made"]),
        )
    )
    session.flush()


def keep_clock(session: Session, seconds: int) -> None:
    """Say by how much the clock of this desk's laptop is fast.

    Raises:
        UserError: desk.no_desk.
    """
    desk = working(session)
    if desk is None:
        raise UserError("desk.no_desk")
    mine = select(DeskOpening).where(
        DeskOpening.desk_uid == desk.desk, DeskOpening.device_uid == here(session).device_uid
    )
    for opening in session.scalars(mine):
        opening.clock_seconds = seconds


def working(session: Session) -> Working | None:
    """The desk whose store this is; None in an office."""
    row = session.scalars(select(DeskHere)).first()
    return None if row is None else Working(row.event_uid, row.desk_uid)


def seal(workspace: Workspace, target: Path) -> SealedPack:
    """Hand in what this desk wrote: a bundle like any other, with a count to compare.

    It may be done again and again; the desk goes on afterwards.

    Raises:
        UserError: desk.no_desk, file.disk_full, file.not_writable.
    """
    check_ins, walk_ins, code = workspace.do(close)
    return SealedPack(sending.send(workspace, target), check_ins, walk_ins, code)


def close(session: Session) -> tuple[int, int, str]:
    """Write down how much this laptop has written: rows, walk-ins, and a code of all of it.

    Raises:
        UserError: desk.no_desk.
    """
    desk = working(session)
    if desk is None:
        raise UserError("desk.no_desk")
    me = here(session)
    written = session.connection().exec_driver_sql(
        f"SELECT tbl, row FROM stream JOIN txn ON stream.id = stream JOIN op ON {log.OF_TXN} "
        "WHERE device = ? AND txn.scope = ? AND op.kind = 'I' "
        "AND tbl IN ('check_in', 'registration') ORDER BY op.row",
        (me.device_uid, event_scope(desk.event)),
    )
    rows = [(table, row) for table, row in written]
    check_ins = sum(table == "check_in" for table, _ in rows)
    walk_ins = len(rows) - check_ins
    code = _code(row for _, row in rows)
    session.add(
        DeskSeal(
            scope=event_scope(desk.event),
            event_uid=desk.event,
            desk_uid=desk.desk,
            device_uid=me.device_uid,
            sealed_at=now(),
            check_ins=check_ins,
            walk_ins=walk_ins,
            code=code,
            operator=me.person,
        )
    )
    return check_ins, walk_ins, code


def _code(rows: Iterator[str]) -> str:
    number = int.from_bytes(sha256("\n".join(rows).encode()).digest()[:8], "big")
    letters = "".join(_LETTERS[number >> 5 * place & 31] for place in range(_CODE_LETTERS))
    return f"{letters[:4]}-{letters[4:]}"


def _content(
    session: Session, keys: Keys, event: Uid, desk: Uid
) -> tuple[list[bytes], dict[str, Any]]:
    """The lines of a pack, and what the first one says it is."""
    connection = session.connection()
    scope = event_scope(event)
    belongs = Belonging(connection)
    cards = roster.trusted(session, keys)
    row = session.get_one(Desk, desk)
    key = session.scalars(
        select(EventKey).where(EventKey.event_uid == event, EventKey.ended_at.is_(None))
    ).first()
    known = session.execute(
        select(PeerKnown.device, PeerKnown.seq).where(
            PeerKnown.peer == (key.uid if key else ""), PeerKnown.scope == scope
        )
    )
    name = connection.exec_driver_sql("SELECT name FROM event WHERE uid = ?", (event,)).scalar_one()
    head = {
        "recipe_desk": pack_files.FORMAT,
        "app": __version__,
        "schema": SCHEMA,
        "made": instant_text(now()),
        "event": event,
        "name": name,
        "desk": desk,
        "letter": row.letter,
        "people": row.packed_people,
        "member": here(session).member,
        "rows": {table: _rows(session, table, event) for table in _COPIED},
        "cards": [card.text() for card in cards.values() if belongs(card, scope)],
        "known": {row.device: row.seq for row in known},
    }
    lines = [json.dumps(head, ensure_ascii=False).encode()]
    for segment in log.segments(connection, scope, {}):
        told = (segment.device, segment.first, segment.count, segment.previous, segment.signature)
        lines.append(json.dumps(told).encode())
        lines += [line.encode() for line in segment.lines]
    return lines, head


def _rows(session: Session, table: str, event: Uid) -> list[dict[str, Any]]:
    names = ("uid", *columns(table))
    asked = ", ".join(f'"{name}"' for name in names)
    link = "uid" if table == "event" else "event_uid"
    found = session.connection().exec_driver_sql(
        f"SELECT {asked} FROM {table} WHERE {link} = ? ORDER BY uid", (event,)
    )
    return [dict(zip(names, cells, strict=True)) for cells in found]


def _insert(session: Session, table: str, cells: Mapping[str, Any]) -> None:
    """A copy of what the partnership knows; it belongs to this laptop and is never sent."""
    if table not in _COPIED or not is_uid(cells["uid"]):
        raise ValueError(table)
    kept = {n: fitted(table, n, cells[n]) for n in columns(table) if n in cells}
    kept |= {"uid": cells["uid"], "scope": PARTNERSHIP}
    names = ", ".join(f'"{name}"' for name in kept)
    marks = ",".join("?" * len(kept))
    session.connection().exec_driver_sql(
        f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(kept.values())
    )


def _stepwise(body: Sequence[str], step: Checkpoint) -> Iterator[str]:
    for line in body:
        step()
        yield line


def _segments(lines: Iterator[str]) -> Iterator[log.Segment]:
    for line in lines:
        device, first, count, previous, signature = json.loads(line)
        own = list(islice(lines, count))
        yield log.Segment(device, first, count, previous, signature, iter(own))
