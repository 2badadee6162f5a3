"""The conflict inbox: what was written apart, who decides, and deciding it."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.operations import milliseconds
from recipe_desktop.services import records
from recipe_desktop.services.here import PARTNERSHIP, here
from recipe_desktop.services.history import device_names
from recipe_desktop.services.kinds import KINDS, Kind, name_of
from recipe_desktop.store.journal import history, log
from recipe_desktop.store.models.suggestion import Suggestion

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Rival:
    """One of the values that were written apart; of a deletion, the deletion or the record.

    Args:
        shown: whether it is the value that lists and papers show now.
    """

    value: Value
    shown: bool
    by: str
    device: str
    member: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a member that does not own the record would decide."""

    value: Value
    member: str
    by: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """An open conflict.

    Args:
        id: stable as long as it is open, the same on every laptop.
        kind_of: ``field`` or ``delete``.
        uid: of the record that people see; ``row`` is that of the table row.
        name: what the record is called.
        is_ours: whether this office decides; others suggest.
    """

    id: str
    kind_of: str
    kind: str
    uid: Uid
    row: Uid
    column: str
    name: str
    field: str
    rivals: tuple[Rival, ...]
    is_ours: bool
    suggestions: tuple[Suggested, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What came of a decision; ``decided`` is False where it could only be a suggestion."""

    id: str
    decided: bool


def inbox(session: Session) -> list[Conflict]:
    """All open conflicts, oldest first."""
    connection = session.connection()
    rows = connection.exec_driver_sql(
        'SELECT row, tbl, "class", column_name, heads FROM conflict '
        "WHERE tbl IN (SELECT value FROM json_each(?)) ORDER BY row, column_name",
        (_shown_tables(),),
    ).all()
    found = [_conflict(session, row) for row in rows]
    return sorted((c for c in found if c), key=lambda c: (min(r.at for r in c.rivals), c.id))


def count(session: Session) -> int:
    """How many conflicts are open."""
    statement = "SELECT count(*) FROM conflict WHERE tbl IN (SELECT value FROM json_each(?))"
    return int(session.connection().exec_driver_sql(statement, (_shown_tables(),)).scalar_one())


def columns_in_conflict(session: Session, uid: Uid) -> frozenset[str]:
    """The columns of a row that await a decision."""
    rows = session.connection().exec_driver_sql(
        "SELECT column_name FROM conflict WHERE row = ?", (uid,)
    )
    return frozenset(column for (column,) in rows)


def take(session: Session, conflict: str, number: int) -> Decision:
    """Decide for one of the values; of a deletion 1 keeps the record and 2 deletes it.

    Who does not own the record suggests instead, and the suggestion travels to the owner.

    Args:
        number: counts from 1, in the order of ``Conflict.rivals``.

    Raises:
        UserError: conflict.unknown, conflict.no_such_value.
    """
    item = _open(session, conflict)
    if not 1 <= number <= len(item.rivals):
        raise UserError("conflict.no_such_value", number=number, count=len(item.rivals))
    value = item.rivals[number - 1].value
    if not item.is_ours:
        return _suggest(session, item, value)
    if item.kind_of == "field":
        return _write(session, item, value)
    table, scope = _where(session, item.row)
    if number == 1:
        history.decide(session.connection(), scope, table, item.row, None)
    elif item.row == item.uid:
        records.remove(session, item.kind, item.uid)
    else:  # only what hangs on the record was deleted
        session.connection().exec_driver_sql(f"DELETE FROM {table} WHERE uid = ?", (item.row,))
    return Decision(item.id, decided=True)


def write(session: Session, conflict: str, value: str) -> Decision:
    """Decide for a value that nobody had written, or suggest it.

    Raises:
        UserError: conflict.unknown, conflict.needs_choice, value.*.
    """
    item = _open(session, conflict)
    if item.kind_of != "field":
        raise UserError("conflict.needs_choice")
    read = records.read_values(session, item.kind, {item.field: value})[item.field]
    return _write(session, item, read) if item.is_ours else _suggest(session, item, read)


def _write(session: Session, item: Conflict, value: Value) -> Decision:
    table, scope = _where(session, item.row)
    history.decide(session.connection(), scope, table, item.row, {item.column: value})
    return Decision(item.id, decided=True)


def _suggest(session: Session, item: Conflict, value: Value) -> Decision:
    me = here(session)
    _, scope = _where(session, item.row)
    uid = named_uid("suggestion", item.row, item.column, me.member)
    row = session.get(Suggestion, uid)
    if row is None:
        row = Suggestion(
            uid=uid, scope=scope, row_uid=item.row, column=item.column, member=me.member
        )
        session.add(row)
    row.value, row.by = json.dumps(value, ensure_ascii=False), me.person
    return Decision(item.id, decided=False)


def _open(session: Session, conflict: str) -> Conflict:
    for item in inbox(session):
        if item.id == conflict or (len(conflict) >= 8 and item.id.startswith(conflict)):
            return item
    raise UserError("conflict.unknown", id=conflict)


def _where(session: Session, row: Uid) -> tuple[str, str]:
    table, scope = (
        session.connection()
        .exec_driver_sql(
            "SELECT op.tbl, txn.scope FROM op JOIN txn ON txn.id = op.txn WHERE op.row = ? LIMIT 1",
            (row,),
        )
        .one()
    )
    return str(table), str(scope)


def _conflict(session: Session, line: Any) -> Conflict | None:
    row, table, kind_of, column, heads = line
    placed = _owner_record(session, row, table, column)
    if placed is None:
        return None
    kind, uid, field = placed
    shown = records.shown(session, kind.name, [uid])
    return Conflict(
        id=named_uid("conflict", row, kind_of, column),
        kind_of=kind_of,
        kind=kind.name,
        uid=uid,
        row=row,
        column=column,
        name=name_of(kind, shown[0].fields) if shown else _words(session, kind, table, row),
        field=field,
        rivals=_rivals(session, row, kind_of, json.loads(heads)),
        is_ours=_is_ours(session, row),
        suggestions=_suggestions(session, row, column),
    )


def _suggestions(session: Session, row: Uid, column: str) -> tuple[Suggested, ...]:
    rows = session.connection().exec_driver_sql(
        "SELECT value, member, by_name FROM suggestion WHERE row_uid = ? AND column_name = ? "
        "ORDER BY member, uid",
        (row, column),
    )
    return tuple(Suggested(json.loads(value), member, by) for value, member, by in rows)


def _rivals(
    session: Session, row: Uid, kind_of: str, heads: list[tuple[str, int, int, Value]]
) -> tuple[Rival, ...]:
    names, members = device_names(session), device_members(session)
    found = []
    for place, (device, seq, clock, value) in enumerate(heads):
        by = (
            session.connection()
            .exec_driver_sql(
                "SELECT by_name FROM txn JOIN stream ON stream.id = txn.stream JOIN op ON op.txn = txn.id "
                "WHERE device = ? AND seq = ? AND op.row = ? LIMIT 1",
                (device, seq, row),
            )
            .scalar_one_or_none()
        )
        found.append(
            Rival(
                value,
                kind_of == "field" and place == 0,
                by or "",
                names.get(device, device[:8]),
                members.get(device, ""),
                datetime.fromtimestamp(milliseconds(clock) / 1000, UTC),
            )
        )
    if kind_of == "delete":  # the record as it is, against the last deletion
        last = found[-1]
        kept = Rival("kept", shown=True, by="", device="", member="", at=last.at)
        return kept, replace(last, value="deleted", shown=False)
    return tuple(found)


def _owner_record(
    session: Session, row: Uid, table: str, column: str
) -> tuple[Kind, Uid, str] | None:
    """The record that people see behind a row, and the field behind a column."""
    for kind in KINDS.values():
        if kind.table == table:
            return kind, row, _field(kind, "", column)
        if table in kind.children and any(f.facet == table for f in kind.fields):
            owner = (
                session.connection()
                .exec_driver_sql(
                    f"SELECT {kind.children[table]} FROM {table} WHERE uid = ?", (row,)
                )
                .scalar_one_or_none()
            )
            return kind, Uid(owner or row), _field(kind, table, column)
    return None


@cache
def _shown_tables() -> str:
    """JSON list of the tables whose conflicts people see; links and keys settle by themselves."""
    tables = {kind.table for kind in KINDS.values()}
    tables |= {field.facet for kind in KINDS.values() for field in kind.fields if field.facet}
    return json.dumps(sorted(tables))


def _words(session: Session, kind: Kind, table: str, row: Uid) -> str:
    """What is left of a record that was deleted, while somebody wrote on what hangs on it."""
    columns = ", ".join(f'"{field.place}"' for field in kind.fields if field.facet == table)
    cells = session.connection().exec_driver_sql(
        f"SELECT {columns} FROM {table} WHERE uid = ?", (row,)
    )
    return ", ".join(str(cell) for line in cells for cell in line if cell)


def _field(kind: Kind, facet: str, column: str) -> str:
    return next((f.name for f in kind.fields if f.facet == facet and f.place == column), column)


def _is_ours(session: Session, row: Uid) -> bool:
    """In the partnership the member decides whose device made the record.

    After a double insertion it is the lower code; of a seeded record every member decides, and
    so does everybody who is in the scope of a record outside the partnership.
    """
    me = here(session)
    rows = (
        session.connection()
        .exec_driver_sql(
            "SELECT DISTINCT device, txn.scope FROM op JOIN txn ON txn.id = op.txn "
            "JOIN stream ON stream.id = txn.stream WHERE op.row = ? AND op.kind = 'I'",
            (row,),
        )
        .all()
    )
    members = device_members(session)
    makers = {members.get(device, "") for device, scope in rows if scope == PARTNERSHIP}
    if not makers or any(device == log.SEED for device, _ in rows):
        return True
    return min(makers) in ("", me.member)


def device_members(session: Session) -> dict[str, str]:
    """The member of every device that we know, ours included."""
    me = here(session)
    rows = session.connection().exec_driver_sql("SELECT uid, member FROM device")
    return {row[0]: row[1] for row in rows} | {me.device_uid: me.member}
