"""Three offices that work apart on the same records, and exchange files whenever they like.

A Hypothesis state machine over real stores: random edits through the ORM and by SQL, deletions,
links, imports, decisions and undo; clocks that are wrong or jump back; packets that come twice,
late, in pieces, in any order or never; restarts. In the end everybody has everything, and then
all must show the same, and what the rules say.
"""

import json
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Write
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.services.history import PART_OF
from recipe_desktop.store import doctor, schema
from recipe_desktop.store.journal import founding, history, intake, log, undo
from recipe_desktop.store.models.event import CheckIn, Event, Registration
from recipe_desktop.store.models.exchange import ExchangeFile
from recipe_desktop.store.models.identity import SameAs
from recipe_desktop.store.models.organisation import (
    Organisation,
    OrganisationContact,
    OrganisationName,
)
from recipe_desktop.store.models.share import Share
from recipe_desktop.store.session import Store
from tests.oracle import oracle

ALL, OURS = "partnership", "cluster:HU"
EXCHANGE = named_uid("test exchange", "P")
SHARE = founding.share_uid("exchanges", EXCHANGE, ["HU", "FR"])
SHARED = founding.share_scope(SHARE)
EVENT = named_uid("test event", "P")
PEOPLE = f"event:{EVENT}"
SCOPES: Mapping[str, tuple[int, ...]] = {
    ALL: (0, 1, 2),
    OURS: (0, 1),
    SHARED: (0, 2),
    PEOPLE: (0, 1),
}
"""Which offices belong to a scope; the third is in another country."""
WAYS = tuple(
    (scope, sender, receiver)
    for scope, members in SCOPES.items()
    for sender, receiver in permutations(members, 2)
)

NOON = 1_764_000_000_000  # milliseconds
SKEWS = (0, 83 * 60_000, 10 - NOON)  # one is 83 minutes fast, one believes it is 1970
DEVICES = tuple(named_uid("test office", name) for name in "ABC")

ORGANISATIONS = tuple(named_uid("test organisation", name) for name in "PQ")
NAMES = tuple(named_uid("test former name", name) for name in "PQ")
CONTACTS = tuple(named_uid("test contact", name) for name in "PQ")
FILES = tuple(named_uid("test file", name) for name in "PQ")
GUESTS = tuple(named_uid("test registration", name) for name in "PQ")
LINKS = tuple(named_uid("test link", name) for name in "PQ")
TEXTS = ("", "Kft", "KFT", " Kft", "Győr", "x")
COLUMNS = ("name", "city", "number", "website")

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Packet:
    """A file on its way: signed segments of one scope."""

    scope: str
    segments: tuple[log.Segment, ...]
    lines: tuple[Lines, ...]

    def part(self, numbers: Iterable[int]) -> "Packet":
        """Only these pieces, in this order."""
        chosen = tuple(numbers)
        return Packet(
            self.scope,
            tuple(self.segments[number] for number in chosen),
            tuple(self.lines[number] for number in chosen),
        )

    def unpack(self) -> Iterator[log.Segment]:
        for segment, lines in zip(self.segments, self.lines, strict=True):
            yield replace(segment, lines=iter(lines))


@dataclass
class Office:
    """One store and its clock."""

    device: Uid
    path: Path
    skew: int
    minutes: int = 0
    written: list[tuple[str, Uid, str, Any]] = field(default_factory=list)
    """What this office meant to write: scope, row, column, value."""

    def __post_init__(self) -> None:
        self.store = Store.open(self.path, driver=sqlite3, wall=self.wall)

    def wall(self) -> int:
        self.minutes += 1
        return NOON + self.skew + self.minutes * 60_000

    def close(self) -> None:
        self.store.close()

    def restart(self) -> None:
        self.close()
        self.store = Store.open(self.path, driver=sqlite3, wall=self.wall)

    def do(self, work: Callable[[Session], str | None]) -> None:
        with self.store.write("test.act", by="Ana", device=self.device) as (session, written):
            written.reverts = work(session) or ""

    def deeds(self) -> undo.Deeds:
        with self.store.read() as session:
            return undo.deeds(session.connection(), self.device)

    def take_back(self, group: str) -> None:
        def work(session: Session) -> str:
            undo.revert(session.connection(), group, self.device, PART_OF)
            return group

        self.do(work)

    def send(self, scope: str, after: Mapping[str, int]) -> Packet:
        with self.store.transaction() as connection:
            log.seal(connection, scope, self.device, lambda message: message[:1])
            found = list(log.segments(connection, scope, after))
            lines = tuple(tuple(segment.lines) for segment in found)
        return Packet(scope, tuple(found), lines)

    def receive(self, packet: Packet) -> intake.Received:
        with self.store.write("sync.receive", device=self.device) as (session, written):
            received = intake.receive(
                session.connection(), packet.scope, packet.unpack(), source="test"
            )
            written.add(received.touched)
        return received

    def vector(self, scope: str) -> dict[str, int]:
        with self.store.read() as session:
            return log.vector(session.connection(), scope)

    def problems(self) -> list[str]:
        with self.store.read() as session:
            return doctor.problems(session.connection())

    def picture(self, scope: str) -> dict[str, Any]:
        """All that the office shows of a scope: rows and open conflicts."""
        with self.store.read() as session:
            connection = session.connection()
            rows = {
                table: {row.uid: row._asdict() for row in _rows(connection, table, scope)}
                for table in schema.synchronised_tables()
            }
            uids = {uid for table in rows.values() for uid in table}
            conflicts = connection.exec_driver_sql(
                'SELECT tbl, row, "class", column_name, heads FROM conflict ORDER BY 1, 2, 3, 4'
            )
            return {**rows, "conflict": [tuple(c) for c in conflicts if c.row in uids]}

    def value(self, table: str, uid: Uid, column: str) -> Any:
        with self.store.read() as session:
            return (
                session.connection()
                .exec_driver_sql(f'SELECT "{column}" FROM {table} WHERE uid = ?', (uid,))
                .scalar_one_or_none()
            )


def _but(picture: dict[str, Any], uid: Uid, columns: set[str]) -> dict[str, Any]:
    """A picture without its conflicts and without some cells of an organisation."""
    rows = {
        row: {c: v for c, v in cells.items() if row != uid or c not in columns}
        for row, cells in picture["organisation"].items()
    }
    return {**picture, "conflict": (), "organisation": rows}


def _rows(connection: Connection, table: str, scope: str) -> Iterable[Any]:
    return connection.exec_driver_sql(f"SELECT * FROM {table} WHERE scope = ?", (scope,))


@cache
def _blank() -> Path:
    """A new store to copy, since making one takes longer than a whole example."""
    path = Path(tempfile.mkdtemp(prefix="recipe-offices-")) / "blank.recipe"
    Store.open(path, driver=sqlite3).close()
    return path


offices = st.integers(0, 2)
organisations = st.sampled_from(ORGANISATIONS)
columns = st.sampled_from(COLUMNS)
ways = st.sampled_from(WAYS)
texts = st.sampled_from(TEXTS)


class OfficeWork(RuleBasedStateMachine):
    """What people do in three offices, in any order, and what must hold in the end."""

    offices: list[Office]
    leave: ExitStack

    def tell_everybody(self, scope: str, members: tuple[int, ...]) -> None:
        """Bring everybody in a scope everything that is in it."""
        raise NotImplementedError

    @rule(at=offices, uid=organisations, column=columns, text=texts)
    def write_through_the_orm(self, at: int, uid: Uid, column: str, text: str) -> None:
        def work(session: Session) -> None:
            row = session.get(Organisation, uid)
            if row is None:
                session.add(Organisation(uid=uid, scope=ALL, **{column: text}))
            else:
                setattr(row, column, text)

        self._write(at, uid, column, text, work)

    @rule(at=offices, uid=organisations, column=columns, text=texts)
    def write_in_sql(self, at: int, uid: Uid, column: str, text: str) -> None:
        def work(session: Session) -> None:
            connection = session.connection()
            insert = "INSERT OR IGNORE INTO organisation (uid, scope) VALUES (?, ?)"
            connection.exec_driver_sql(insert, (uid, ALL))
            change = f"UPDATE organisation SET {column} = ? WHERE uid = ?"
            connection.exec_driver_sql(change, (text, uid))

        self._write(at, uid, column, text, work)

    @rule(at=offices, uid=organisations, column=columns, text=texts)
    def replace_the_row(self, at: int, uid: Uid, column: str, text: str) -> None:
        def work(session: Session) -> None:
            session.connection().exec_driver_sql(
                f"INSERT OR REPLACE INTO organisation (uid, scope, {column}) VALUES (?, ?, ?)",
                (uid, ALL, text),
            )

        self._write(at, uid, column, text, work)

    @rule(at=offices, number=st.none() | st.integers(0, 3))
    def write_all_rows_at_once(self, at: int, number: int | None) -> None:
        self.offices[at].do(lambda s: s.execute(update(Organisation).values(staff=number)) and None)

    @rule(at=offices, rows=st.dictionaries(organisations, texts, min_size=1), city=texts)
    def import_a_list(self, at: int, rows: dict[Uid, str], city: str) -> None:
        def work(session: Session) -> None:
            for uid, name in rows.items():
                row = session.get(Organisation, uid) or Organisation(uid=uid, scope=ALL)
                row.name, row.city = name, city
                row.number = min(filter(None, (row.number, f"HU-{at}")))
                session.add(row)

        self.offices[at].do(work)

    @rule(at=offices, uid=organisations)
    def delete_through_the_orm(self, at: int, uid: Uid) -> None:
        def work(session: Session) -> None:
            row = session.get(Organisation, uid)
            if row is not None:
                session.delete(row)

        self.offices[at].do(work)
        assert self.offices[at].value("organisation", uid, "name") is None

    @rule(at=offices, table=st.sampled_from([Organisation, OrganisationName, SameAs]))
    def delete_in_bulk(self, at: int, table: type[Any]) -> None:
        self.offices[at].do(lambda session: session.execute(delete(table)) and None)

    @rule(at=offices, uid=st.sampled_from(NAMES), parent=organisations, text=texts)
    def attach_a_child(self, at: int, uid: Uid, parent: Uid, text: str) -> None:
        def work(session: Session) -> None:
            row = session.get(OrganisationName, uid) or OrganisationName(uid=uid, scope=ALL)
            row.organisation_uid, row.name = parent, text
            session.add(row)

        self.offices[at].do(work)

    @rule(at=offices, uid=st.sampled_from(LINKS), kept=organisations, on=st.booleans())
    def link(self, at: int, uid: Uid, kept: Uid, on: bool) -> None:
        def work(session: Session) -> None:
            row = session.get(SameAs, uid)
            if on and row is None:
                session.add(SameAs(uid=uid, scope=ALL, kind="organisation", kept_uid=kept))
            elif row is not None and not on:
                session.delete(row)

        self.offices[at].do(work)

    @rule(at=st.sampled_from(SCOPES[OURS]), uid=st.sampled_from(CONTACTS), text=texts)
    def write_in_two_scopes(self, at: int, uid: Uid, text: str) -> None:
        def work(session: Session) -> None:
            row = session.get(OrganisationContact, uid)
            row = row or OrganisationContact(uid=uid, scope=OURS, organisation_uid=ORGANISATIONS[0])
            row.email = text
            session.add(row)
            organisation = session.get(Organisation, ORGANISATIONS[0])
            if organisation is not None:
                organisation.city = text

        self.offices[at].do(work)

    @rule(at=st.sampled_from(SCOPES[SHARED]), uid=st.sampled_from(FILES), text=texts)
    def write_in_the_share(self, at: int, uid: Uid, text: str) -> None:
        """Whoever is first begins it; both may, before they hear of each other."""

        def work(session: Session) -> None:
            share = session.get(Share, SHARE)
            if share is None:
                share = Share(uid=SHARE, scope=SHARED, kind="exchanges", record_uid=EXCHANGE)
                share.members = "FR HU"
                session.add(share)
            share.ended_on = None
            file = session.get(ExchangeFile, uid)
            file = file or ExchangeFile(uid=uid, scope=SHARED, exchange_uid=EXCHANGE)
            file.motivation = text
            session.add(file)

        self.offices[at].do(work)

    @rule(at=st.sampled_from(SCOPES[SHARED]), on=st.dates(date(2021, 1, 1), date(2021, 1, 3)))
    def end_the_share(self, at: int, on: date) -> None:
        def work(session: Session) -> None:
            share = session.get(Share, SHARE)
            if share is not None:
                share.ended_on = on
                session.execute(delete(ExchangeFile))

        self.offices[at].do(work)

    @rule(
        at=st.sampled_from(SCOPES[PEOPLE]),
        uid=st.sampled_from(GUESTS),
        column=st.sampled_from(["family_name", "organisation_name", "answer"]),
        text=texts,
    )
    def register(self, at: int, uid: Uid, column: str, text: str) -> None:
        """Somebody is put on the list of an event; the first to do so makes the event."""

        def work(session: Session) -> None:
            _plan_the_event(session)
            row = session.get(Registration, uid)
            row = row or Registration(uid=uid, scope=PEOPLE, event_uid=EVENT)
            setattr(row, column, text)
            session.add(row)

        self.offices[at].do(work)

    @rule(at=st.sampled_from(SCOPES[PEOPLE]), uid=st.sampled_from(GUESTS))
    def let_in(self, at: int, uid: Uid) -> None:
        moment = datetime.fromtimestamp(self.offices[at].wall() / 1000, UTC)

        def work(session: Session) -> None:
            _plan_the_event(session)
            session.add(
                CheckIn(
                    scope=PEOPLE,
                    event_uid=EVENT,
                    registration_uid=uid,
                    desk_uid=DEVICES[at],
                    what="arrival",
                    at=moment,
                )
            )

        self.offices[at].do(work)

    @rule(at=st.sampled_from(SCOPES[PEOPLE]))
    def take_an_arrival_back(self, at: int) -> None:
        """By a row of its own: what somebody else wrote of the same person stands."""

        def work(session: Session) -> None:
            last = session.scalars(
                select(CheckIn).where(CheckIn.what == "arrival").order_by(CheckIn.uid.desc())
            ).first()
            if last is not None:
                session.add(
                    CheckIn(
                        scope=PEOPLE,
                        event_uid=EVENT,
                        registration_uid=last.registration_uid,
                        desk_uid=DEVICES[at],
                        what="undo",
                        undoes_uid=last.uid,
                        at=last.at,
                    )
                )

        self.offices[at].do(work)

    @rule(at=offices, chance=st.integers(0, 9), how=st.sampled_from(["keep", "take", "other"]))
    def decide(self, at: int, chance: int, how: str) -> None:
        def work(session: Session) -> None:
            connection = session.connection()
            found = connection.exec_driver_sql(
                'SELECT tbl, row, "class", column_name, heads FROM conflict ORDER BY 1, 2, 3, 4'
            ).all()
            if not found:
                return
            table, row, kind, column, heads = found[chance % len(found)]
            scope = _scope(connection, table, row)
            if kind == "delete" and how == "take":
                connection.exec_driver_sql(f"DELETE FROM {table} WHERE uid = ?", (row,))
            elif kind == "delete":
                history.decide(connection, scope, table, row, None)
            else:
                values = [head[3] for head in json.loads(heads)]
                other = {"staff": 7, "ended_on": "2021-01-04"}.get(column, "decided")
                said = {"keep": values[0], "take": values[-1], "other": other}[how]
                history.decide(connection, scope, table, row, {column: said})
            decided.append((table, row, kind, column))

        decided: list[tuple[str, Uid, str, str]] = []
        self.offices[at].do(work)
        with self.offices[at].store.read() as session:
            still = session.connection().exec_driver_sql(
                'SELECT tbl, row, "class", column_name FROM conflict'
            )
            assert not {*map(tuple, still)} & set(decided)

    @rule(at=offices, again=st.booleans())
    def undo(self, at: int, *, again: bool) -> None:
        """Take back this office's last action, or do again what was taken back last."""
        office = self.offices[at]
        before = office.deeds()
        group = (before.redo if again else before.undo)[-1:]
        if group:
            with suppress(UserError):
                office.take_back(group[0])
                after = office.deeds()
                assert group != (after.redo if again else after.undo)[-1:]

    @rule(at=offices, uid=organisations, column=columns, text=texts)
    def write_and_undo(self, at: int, uid: Uid, column: str, text: str) -> None:
        """As if it never was; but a field that was disputed stays as it was decided by writing."""
        office = self.offices[at]
        before, done = office.picture(ALL), office.deeds().undo
        disputed = {c for _, row, _, c, *_ in before["conflict"] if row == uid}
        self.write_in_sql(at, uid, column, text)
        if office.deeds().undo != done:
            office.take_back(office.deeds().undo[-1])
            after = office.picture(ALL)
            assert _but(before, uid, disputed) == _but(after, uid, disputed)
            assert set(after["conflict"]) <= set(before["conflict"])
            assert office.deeds().undo == done

    @rule(at=offices, minutes=st.integers(-2_000, 2_000))
    def set_the_clock(self, at: int, minutes: int) -> None:
        self.offices[at].minutes = max(self.offices[at].minutes + minutes, 0)

    @rule(at=offices)
    def restart(self, at: int) -> None:
        self.offices[at].restart()
        assert self.offices[at].problems() == []

    def teardown(self) -> None:
        if not hasattr(self, "leave"):
            return
        with self.leave:
            for scope, members in SCOPES.items():
                self.tell_everybody(scope, members)
            for office in self.offices:
                assert office.problems() == []
            for scope, members in SCOPES.items():
                first, *others = (self.offices[number].picture(scope) for number in members)
                for other in others:
                    assert other == first
                self._compare_with_the_rules(scope, members)

    def _compare_with_the_rules(self, scope: str, members: tuple[int, ...]) -> None:
        office = self.offices[members[0]]
        picture = office.picture(scope)
        with office.store.read() as session:
            log_of, claims = _log(session.connection(), scope)
        for (table, uid), writes in log_of.items():
            told = oracle(writes, claims, schema.policies(table), schema.comparisons(table))
            shown = picture[table].get(uid)
            assert told.alive == (shown is not None)
            if shown is not None:
                wanted = {**schema.defaults(table), "uid": uid, "scope": scope, **told.shown}
                assert shown == wanted
            open_questions = {
                (kind, column) for _, row, kind, column, _ in picture["conflict"] if row == uid
            }
            deleted = {("delete", "")} if told.deletions else set()
            assert open_questions == deleted | {("field", column) for column in told.clashes}
        for number in members:
            for where, uid, column, value in self.offices[number].written:
                if where == scope:
                    self._find_in_log(log_of, self.offices[number].device, uid, column, value)

    def _find_in_log(
        self,
        log_of: Mapping[tuple[str, Uid], list[Write]],
        device: Uid,
        uid: Uid,
        column: str,
        value: Any,
    ) -> None:
        assert any(
            write.device == device and write.values.get(column) == value
            for write in log_of["organisation", uid]
        )

    def _write(
        self, at: int, uid: Uid, column: str, text: str, work: Callable[[Session], None]
    ) -> None:
        office = self.offices[at]
        before = office.value("organisation", uid, column)
        office.do(work)
        assert office.value("organisation", uid, column) == text
        if text and text != before:
            office.written.append((ALL, uid, column, text))


class ThreeOffices(OfficeWork):
    """They exchange signed segments as the journal gives and takes them."""

    @initialize()
    def found(self) -> None:
        """Three new stores."""
        self.leave = ExitStack()
        folder = Path(self.leave.enter_context(tempfile.TemporaryDirectory(prefix="recipe-")))
        self.offices = []
        for number, (device, skew) in enumerate(zip(DEVICES, SKEWS, strict=True)):
            path = folder / f"{number}.recipe"
            shutil.copyfile(_blank(), path)
            self.offices.append(Office(device, path, skew))
            self.leave.callback(self.offices[-1].close)
        self.packets: list[Packet] = []
        self.vectors: list[dict[str, int]] = [{}]

    @rule(way=ways, how=st.sampled_from(["full", "own", "delta", "tail"]))
    def send(self, way: tuple[str, int, int], how: str) -> None:
        """Write a file; whether and when anybody gets it is another matter."""
        scope, at, _ = way
        office = self.offices[at]
        stale = self.vectors[-1 - len(self.packets) % len(self.vectors)]
        packet = office.send(scope, stale if how == "delta" else {})
        numbers = list(range(len(packet.segments)))
        if how == "own":
            numbers = [n for n in numbers if packet.segments[n].device == office.device]
        elif how == "tail":
            numbers = numbers[len(numbers) // 2 :]
        self.packets.append(packet.part(numbers))
        self.vectors.append(office.vector(scope))

    @precondition(lambda self: self.packets)
    @rule(to=offices, which=st.integers(0, 99), seed=st.none() | st.integers(0, 99))
    def deliver(self, to: int, which: int, seed: int | None) -> None:
        """Any file, new or old, to anybody in its scope; with a seed, in any order of pieces."""
        packet = self.packets[-1 - which % len(self.packets)]
        if to not in SCOPES[packet.scope]:
            return
        office = self.offices[to]
        order = list(range(len(packet.segments)))
        if seed is not None:
            random.Random(seed).shuffle(order)  # noqa: S311 - no secret
        before = office.vector(packet.scope)
        office.receive(packet.part(order))
        after = office.vector(packet.scope)
        assert all(after[device] >= number for device, number in before.items())
        picture = office.picture(packet.scope)
        office.receive(packet)
        assert office.picture(packet.scope) == picture

    @rule(way=ways)
    def hand_over(self, way: tuple[str, int, int]) -> None:
        self._hand_over(*way)

    @rule(way=ways, uid=organisations, column=columns)
    def lose_a_file(self, way: tuple[str, int, int], uid: Uid, column: str) -> None:
        """What was written so far goes into a file that nobody gets; the next one arrives."""
        scope, sender, receiver = way
        office = self.offices[sender]
        office.send(scope, {})
        sent = office.vector(scope)
        self.write_in_sql(sender, uid, column, "after the loss")
        self.offices[receiver].receive(office.send(scope, sent))

    @rule(way=ways, uid=organisations, column=columns)
    def disagree(self, way: tuple[str, int, int], uid: Uid, column: str) -> None:
        """Both write the same field before they hear of each other."""
        _, one, other = way
        self.write_in_sql(one, uid, column, "the one")
        self.write_through_the_orm(other, uid, column, "the other")
        self._hand_over(ALL, one, other)

    def _hand_over(self, scope: str, sender: int, receiver: int) -> None:
        known = self.offices[receiver].vector(scope)
        self.offices[receiver].receive(self.offices[sender].send(scope, known))

    def tell_everybody(self, scope: str, members: tuple[int, ...]) -> None:
        for _ in range(2):
            for sender in members:
                packet = self.offices[sender].send(scope, {})
                for receiver in members:
                    received = self.offices[receiver].receive(packet)
        assert received.held == 0
        first, *others = (self.offices[number].vector(scope) for number in members)
        assert all(other == first for other in others)


def _plan_the_event(session: Session) -> None:
    """Its organiser is the first two offices' member, where the store knows members."""
    connection = session.connection()
    found = connection.exec_driver_sql("SELECT uid FROM member WHERE code = 'HU'")
    organiser = found.scalar_one_or_none()
    if session.get(Event, EVENT) is None:
        session.add(Event(uid=EVENT, scope=ALL, organiser_uid=organiser))


def _scope(connection: Connection, table: str, row: Uid) -> str:
    return str(
        connection.exec_driver_sql(f"SELECT scope FROM {table} WHERE uid = ?", (row,)).scalar_one()
    )


def _log(
    connection: Connection, scope: str
) -> tuple[dict[tuple[str, Uid], list[Write]], list[tuple[str, int, str, int]]]:
    """The log in the oracle's terms; a transaction's number serves as its epoch."""
    rows: dict[tuple[str, Uid], list[Write]] = {}
    for device, seq, clock, table, row, kind, body, place in connection.exec_driver_sql(
        "SELECT device, seq, clock, tbl, row, kind, body, op.id FROM op "
        "JOIN txn ON txn.id = op.txn JOIN stream ON stream.id = txn.stream WHERE txn.scope = ?",
        (scope,),
    ):
        write = Write(device, seq, place, seq, clock, kind, json.loads(body))
        rows.setdefault((table, row), []).append(write)
    told = connection.exec_driver_sql(
        "SELECT device, seq, seen FROM txn JOIN stream ON stream.id = txn.stream "
        "WHERE txn.scope = ?",
        (scope,),
    )
    return rows, [
        (device, seq, peer, number)
        for device, seq, seen in told
        for peer, number in json.loads(seen).items()
    ]
