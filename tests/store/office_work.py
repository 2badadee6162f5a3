"""What people do in their offices: edits through the ORM and by SQL, deletions, links, shares, arrivals, undo."""

import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from sqlalchemy import Connection, Integer, delete, select, update
from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import Write
from recipe_desktop.domain.ids import Uid
from recipe_desktop.store import schema
from recipe_desktop.store.base import Day, Instant
from recipe_desktop.store.journal import history
from recipe_desktop.store.models.attachment import Attachment
from recipe_desktop.store.models.event import CheckIn, Event, Registration
from recipe_desktop.store.models.exchange import ExchangeFile
from recipe_desktop.store.models.identity import SameAs
from recipe_desktop.store.models.organisation import (
    Organisation,
    OrganisationContact,
    OrganisationName,
)
from recipe_desktop.store.models.roadmap import Task, TaskLink
from recipe_desktop.store.models.share import Share
from tests.oracle import oracle
from tests.store.kinds_of_rows import KINDS_OF_ROWS
from tests.store.offices import (
    ALL,
    COLUMNS,
    CONTACTS,
    DEVICES,
    DOCUMENTS,
    EVENT,
    EXCHANGE,
    FILES,
    GUESTS,
    LINKS,
    NAMES,
    ORGANISATIONS,
    OURS,
    PEOPLE,
    SCOPES,
    SHARE,
    SHARED,
    TASKS,
    TEXTS,
    WAITS,
    WAYS,
    Office,
)

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

    @rule(
        at=offices,
        uid=st.sampled_from(TASKS),
        parent=st.none() | st.sampled_from(TASKS),
        days=st.none() | st.integers(0, 2),
    )
    def plan_a_task(self, at: int, uid: Uid, parent: Uid | None, days: int | None) -> None:
        def work(session: Session) -> None:
            for wanted in {uid, parent or uid}:
                if session.get(Task, wanted) is None:
                    session.add(Task(uid=wanted, scope=ALL))
            session.flush()
            task = session.get_one(Task, uid)
            task.parent_uid, task.duration_days = parent, days

        self.offices[at].do(work)

    @rule(at=offices, uid=st.sampled_from(WAITS), after=st.sampled_from(TASKS), on=st.booleans())
    def let_a_task_wait(self, at: int, uid: Uid, after: Uid, on: bool) -> None:
        def work(session: Session) -> None:
            row = session.get(TaskLink, uid)
            if row is not None and not on:
                session.delete(row)
            elif on:
                row = row or TaskLink(uid=uid, scope=ALL, before_uid=TASKS[0])
                row.after_uid = after
                session.add(row)

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
            document = session.get(Attachment, DOCUMENTS[FILES.index(uid)])
            document = document or Attachment(
                uid=DOCUMENTS[FILES.index(uid)], scope=SHARED, kind="exchanges", record_uid=EXCHANGE
            )
            document.note = text
            session.add(document)

        self.offices[at].do(work)

    @rule(at=st.sampled_from(SCOPES[SHARED]), on=st.dates(date(2021, 1, 1), date(2021, 1, 3)))
    def end_the_share(self, at: int, on: date) -> None:
        def work(session: Session) -> None:
            share = session.get(Share, SHARE)
            if share is not None:
                share.ended_on = on
                session.execute(delete(ExchangeFile))
                session.execute(delete(Attachment))

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

    @rule(
        at=offices,
        kinds=st.sets(st.sampled_from(range(len(KINDS_OF_ROWS))), min_size=1, max_size=4),
        chance=st.integers(0, 99),
        how=st.sampled_from(["edit", "fill", "delete"]),
    )
    def keep_records(self, at: int, kinds: set[int], chance: int, how: str) -> None:
        """Make records of any kind, change or link them in one field or in all, or delete them."""
        office = self.offices[at]
        some = [kind for kind in map(KINDS_OF_ROWS.__getitem__, kinds) if at in SCOPES[kind.scope]]

        def work(session: Session) -> None:
            for kind in some:
                row = session.get(kind.model, kind.uid)
                if how == "delete":
                    session.execute(delete(kind.model).where(kind.model.uid == kind.uid))
                    continue
                row = row or kind.model(uid=kind.uid, scope=kind.scope)
                for column, value in kind.choice(chance, how).items():
                    setattr(row, column, value)
                session.add(row)

        office.do(work)
        with office.store.read() as session:
            for kind in some:
                row = session.get(kind.model, kind.uid)
                assert (row is None) == (how == "delete")
                for column, value in kind.choice(chance, how).items() if row else ():
                    assert getattr(row, column) == value

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
                said = {"keep": values[0], "take": values[-1], "other": _other(table, column)}[how]
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

    @rule(at=offices, which=st.integers(1, 4))
    def undo_earlier(self, at: int, which: int) -> None:
        """Take back an action on which this office itself may have built, such as an import."""
        office = self.offices[at]
        group = office.deeds().undo[-1 - which :][:1]
        if group:
            with suppress(UserError):
                office.take_back(group[0])
                assert group[0] not in office.deeds().undo

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


def _other(table: str, column: str) -> str | int:
    """A value that nobody wrote before it was decided."""
    kind = schema.columns(table)[column]
    days = {Day: "2021-01-04", Instant: "2021-01-04T09:00:00.000+00:00"}
    return 7 if isinstance(kind, Integer) else days.get(type(kind), "decided")


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


def _but(picture: dict[str, Any], uid: Uid, columns: set[str]) -> dict[str, Any]:
    """A picture without its conflicts and without some cells of an organisation."""
    rows = {
        row: {c: v for c, v in cells.items() if row != uid or c not in columns}
        for row, cells in picture["organisation"].items()
    }
    return {**picture, "conflict": (), "organisation": rows}
