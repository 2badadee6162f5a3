"""What happened to a record, taking an action back, and deciding between values."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import DELETE, INSERT, KEEP, UPDATE, Row, Value, Write
from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.journal import log, merge
from recipe_desktop.store.journal.capture import opening
from recipe_desktop.store.schema import columns, defaults, synchronised_tables


@dataclass(frozen=True, slots=True)
class Event:
    """One column of one record, as somebody wrote it.

    Args:
        clock: hybrid logical clock of the transaction.
        column: empty for an insertion, a deletion or a decision to keep.
    """

    table: str
    row: Uid
    clock: int
    by: str
    device: str
    action: str
    group: str
    kind: str
    column: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Deeds:
    """This device's actions.

    Args:
        undo: those in effect, newest last.
        redo: those that took one back and can be taken back in turn, next one last.
        void: actions and what took them back: together they are as if they never were.
    """

    undo: tuple[str, ...]
    redo: tuple[str, ...]
    void: frozenset[str]


def events(connection: Connection, rows: Mapping[str, list[Uid]]) -> list[Event]:
    """The history of some records, oldest first; technical columns are left out."""
    uids = [uid for table in rows.values() for uid in table]
    result = connection.exec_driver_sql(
        "SELECT tbl, row, clock, by_name, device, action, group_uid, kind, body FROM op "
        "JOIN txn ON txn.id = op.txn JOIN stream ON stream.id = txn.stream "
        "WHERE row IN (SELECT value FROM json_each(?)) AND kind IN ('I','U','D','K') "
        "ORDER BY clock, device, txn.seq, op.id",
        (json.dumps(uids),),
    )
    before: dict[tuple[Uid, str], Value] = {}
    found: list[Event] = []
    for table, row, clock, by, device, action, group, kind, body in result:
        if table not in synchronised_tables():
            continue
        where = (table, row, clock, by, device, action, group, kind)
        if kind != UPDATE:
            found.append(Event(*where, "", None, None))
        if kind == INSERT:
            before.update({(row, column): default for column, default in defaults(table).items()})
        for column, new in json.loads(body).items():
            if column in columns(table):
                old = before.get((row, column), defaults(table)[column])
                before[row, column] = new
                if old != new:
                    found.append(Event(*where, column, old, new))
    return found


def deeds(connection: Connection, device: str) -> Deeds:
    """What this device did, took back and did again; anything new empties the redo side."""
    rows = connection.exec_driver_sql(
        "SELECT group_uid, reverts FROM txn JOIN stream ON stream.id = stream "
        "WHERE device = ? AND source = '' GROUP BY group_uid ORDER BY max(clock)",
        (device,),
    )
    undo: list[str] = []
    redo: list[str] = []
    took_back: dict[str, str] = {}  # an action by what took it back
    void: set[str] = set()
    for group, reverts in rows:
        if not reverts:
            undo.append(group)
            redo.clear()
        elif reverts in took_back:  # done again
            action = took_back.pop(reverts)
            void -= {action}
            void |= {reverts, group}
            undo.append(action)
            redo = [r for r in redo if r != reverts]
        else:
            took_back[group] = reverts
            void |= {reverts, group}
            undo = [u for u in undo if u != reverts]
            redo.append(group)
    return Deeds(tuple(undo), tuple(redo), frozenset(void))


def action_of(connection: Connection, group: str) -> str:
    """What the action was called that a group stands for; of an undo, what it took back."""
    action, reverts = connection.exec_driver_sql(
        "SELECT action, reverts FROM txn WHERE group_uid = ? LIMIT 1", (group,)
    ).one()
    return action_of(connection, reverts) if reverts else str(action)


def revert(connection: Connection, group: str, device: str) -> None:
    """Write what was there before an action, through the tables, so that it is captured.

    Args:
        device: ours, whose own actions that were taken back count as if they never were.

    Raises:
        UserError: history.unknown, history.superseded (somebody wrote on it since).
    """
    txns = connection.exec_driver_sql(
        "SELECT id, scope, reverts FROM txn WHERE group_uid = ? ORDER BY id", (group,)
    ).all()
    if not txns:
        raise UserError("history.unknown")
    void = (deeds(connection, device).void | {group}) - {txns[0][2]}
    aside = connection.exec_driver_sql(
        "SELECT id FROM txn WHERE group_uid IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(void)),),
    )
    without = sorted(txn for (txn,) in aside)
    by_scope: dict[str, list[int]] = {}
    for txn, scope, _ in txns:
        by_scope.setdefault(scope, []).append(txn)
    plans = [
        plan
        for scope, action in by_scope.items()
        for plan in _plans(connection, scope, action, without)
    ]
    # An action may leave nothing to write, as a decision for what was shown; that it was taken
    # back is noted all the same, else it would be the next to undo for ever.
    _open(connection, txns[0][1])
    # What was deleted comes back first, old values follow, what was made goes last.
    for order in (INSERT, UPDATE, DELETE):
        for plan in plans:
            if plan[0] == order:
                _write(connection, plan)


def decide(
    connection: Connection, scope: str, table: str, row: Uid, values: Mapping[str, Value] | None
) -> None:
    """Write a decision that has seen every head: values, or None to keep a row that was deleted.

    The operation is written even when the shown value stays, since the decision must travel.
    """
    _open(connection, scope)
    kind = KEEP if values is None else UPDATE
    body = json.dumps(dict(values or {}), ensure_ascii=False, separators=(",", ":"))
    connection.exec_driver_sql(
        "INSERT INTO op (txn, tbl, row, kind, body) VALUES "
        "((SELECT id FROM txn WHERE scope = ? AND seq IS NULL), ?, ?, ?, ?)",
        (scope, table, row, kind, body),
    )
    if values:
        cells = ", ".join(f'"{column}" = ?' for column in values)
        merge.capture(connection, on=False)
        connection.exec_driver_sql(
            f"UPDATE {table} SET {cells} WHERE uid = ?", (*values.values(), row)
        )
        merge.capture(connection, on=True)


def rows_of(connection: Connection, group: str) -> dict[str, frozenset[Uid]]:
    """The rows that an action wrote on, by table."""
    rows = connection.exec_driver_sql(
        "SELECT tbl, row FROM op JOIN txn ON txn.id = op.txn WHERE group_uid = ?", (group,)
    ).all()
    tables = {table for table, _ in rows}
    return {t: frozenset(row for table, row in rows if table == t) for t in sorted(tables)}


def _open(connection: Connection, scope: str) -> None:
    """Have an open transaction in a scope, as the capture triggers do."""
    connection.exec_driver_sql(opening("?"), (scope,))


_Plan: TypeAlias = tuple[str, str, str, Uid, dict[str, Value]]


def _plans(
    connection: Connection, scope: str, action: list[int], without: list[int]
) -> Iterator[_Plan]:
    """What must be written to the rows of one scope so that it is as if an action never was.

    Args:
        action: its transactions in the scope.
        without: these, and all that count as if they never were.
    """
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT tbl, row FROM op "
        "WHERE txn IN (SELECT value FROM json_each(?)) AND kind <> 'T'",
        (json.dumps(action),),
    ).all()
    known = log.knowledge(connection, scope)
    uids = [row for _, row in rows]
    present = merge.writes_of(connection, uids)
    others = merge.writes_of(connection, uids, without=action)
    former = merge.writes_of(connection, uids, without=without)
    for table, uid in rows:
        now = merge.fold_row(table, present[uid], known)
        then = merge.fold_row(table, former[uid], known)
        if now.alive and not then.alive:
            yield (DELETE, table, scope, uid, {})
        elif then.alive and not now.alive:
            yield (INSERT, table, scope, uid, merge.projected(table, then))
        elif now.alive:
            own = [w for w in present[uid] if w not in others[uid]]
            values = _before((table, uid), (now, then), own, former[uid])
            if values:
                yield (UPDATE, table, scope, uid, values)


def _before(
    where: tuple[str, Uid], states: tuple[Row, Row], own: list[Write], former: list[Write]
) -> dict[str, Value]:
    """The columns that the action wrote, as they were; refused where somebody wrote since.

    Args:
        states: the row as it is and as it would be without the action.
        own: what the action wrote.
        former: what remains when all that counts as if it never was is left out.
    """
    table, uid = where
    now, then = states
    inserted = any(w.kind == INSERT for w in own)
    if inserted and not any(w.kind == INSERT for w in former):
        raise UserError("history.superseded", table=table, uid=uid)
    written = {column for w in own for column in w.values}
    was, present = merge.projected(table, then), merge.projected(table, now)
    values = {}
    for column in columns(table) if inserted else written & set(columns(table)):
        heads = now.heads.get(column, ())
        if heads and all(head in former for head in heads):
            if column in written:
                raise UserError("history.superseded", table=table, uid=uid)
        elif was[column] != present[column]:
            values[column] = was[column]
    return values


def _write(connection: Connection, plan: _Plan) -> None:
    kind, table, scope, uid, values = plan
    names = list(values)
    if kind == DELETE:
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE uid = ?", (uid,))
    elif kind == INSERT:
        quoted = "".join(f', "{name}"' for name in names)
        marks = ",".join("?" * (len(names) + 2))
        connection.exec_driver_sql(
            f"INSERT INTO {table} (uid, scope{quoted}) VALUES ({marks})",
            (uid, scope, *values.values()),
        )
    else:
        cells = ", ".join(f'"{name}" = ?' for name in names)
        connection.exec_driver_sql(
            f"UPDATE {table} SET {cells} WHERE uid = ?", (*values.values(), uid)
        )
