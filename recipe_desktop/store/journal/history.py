"""What happened to a record, and deciding between values."""

import json
import sys
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from sqlalchemy import Connection

from recipe_desktop.domain.fold import DELETE, INSERT, KEEP, UPDATE, Knowledge, Value, Write
from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.journal import log, merge
from recipe_desktop.store.journal.capture import opening
from recipe_desktop.store.journal.merge import Place
from recipe_desktop.store.journal.order import moments
from recipe_desktop.store.schema import blank, columns, defaults, synchronised_tables


@dataclass(frozen=True, slots=True)
class ColumnWritten:
    """One column of one record, as somebody wrote it.

    Args:
        clock: hybrid logical clock of the transaction.
        old: what stood there for its author, who may not have seen what came before.
        column: empty for an insertion, a deletion or a decision to keep; the deletion of a part
            is followed by what it took away.
        again: of an insertion, that it brings a deleted row back; only what differs follows it.
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
    again: bool = False


def events(
    connection: Connection,
    rows: Mapping[str, list[Uid]],
    parts: Collection[str] = (),
    *,
    decisions: Collection[str] = (),
) -> list[ColumnWritten]:
    """The history of some records, oldest first whatever the clocks said; no technical columns.

    Args:
        parts: tables of which a deletion takes words from a record that stays.
        decisions: actions that are told where what stood there stayed, too.
    """
    uids = [uid for table in rows.values() for uid in table]
    written_on = connection.exec_driver_sql(
        "SELECT txn.id, op.id, tbl, row, clock, by_name, device, action, group_uid, kind, body "
        "FROM op JOIN txn ON txn.id = op.txn JOIN stream ON stream.id = txn.stream "
        "WHERE row IN (SELECT value FROM json_each(?)) AND kind IN ('I','U','D','K')",
        (json.dumps(uids),),
    ).all()
    txns = {line[0] for line in written_on}
    came = moments(connection, txns)
    result = sorted(written_on, key=lambda line: (came[line[0]], line[1]))
    before = _Before(connection, txns)
    gone: set[Uid] = set()
    found: list[ColumnWritten] = []
    for txn, _, table, row, clock, by, device, action, group, kind, body in result:
        if table not in synchronised_tables():
            continue
        where = (table, row, clock, by, device, action, group, kind)
        if kind != UPDATE:
            found.append(
                ColumnWritten(*where, "", None, None, again=kind == INSERT and row in gone)
            )
        written = json.loads(body)
        if kind == DELETE:
            gone.add(row)
            written = dict(blank(table)) if table in parts else {}
        elif kind == INSERT and row in gone:
            gone.remove(row)
            written = {**defaults(table), **written}
        for column, new in written.items():
            if column in columns(table):
                old = before.replaced(txn, table, (row, column), new)
                if old != new or (kind == UPDATE and action in decisions):
                    found.append(ColumnWritten(*where, column, old, new))
    return found


class _Before:
    """What stood in a cell for whoever wrote the next value, told in the order of the history."""

    def __init__(self, connection: Connection, txns: Collection[int]) -> None:
        self._places = merge.places_of(connection, txns)
        scopes = {place.scope for place in self._places.values()}
        is_alone = len({place.device for place in self._places.values()}) <= 1
        self._known = {s: Knowledge() if is_alone else log.knowledge(connection, s) for s in scopes}
        self._cells: dict[tuple[Uid, str], dict[str, list[Write]]] = {}

    def replaced(self, txn: int, table: str, cell: tuple[Uid, str], new: Value) -> Value:
        """The value that a new one replaces: what all comes to that its author had seen."""
        place, (_, column) = self._places[txn], cell
        known = self._known[place.scope]
        streams = self._cells.setdefault(cell, {})
        seen = {
            device: writes[count - 1]
            for device, writes in streams.items()
            if (count := bisect_right(writes, _last_seen(place, device, known), key=_NUMBER))
        }
        if len(seen) > 1:
            seen.pop(log.SEED, None)
        row = merge.fold_row(table, seen.values(), known)
        own = streams.setdefault(place.device, [])
        said = (place.device, place.seq, len(own), place.epoch, place.clock, UPDATE, {column: new})
        own.append(Write(*said))
        return row.values.get(column, defaults(table)[column])


_NUMBER: Final = attrgetter("seq")


def _last_seen(place: Place, device: str, known: Knowledge) -> int:
    """The number of the last transaction of a device that an author had seen."""
    if device == place.device:
        return place.seq
    if device == log.SEED:
        return sys.maxsize
    return known.seen(place.device, place.epoch, device)


def action_of(connection: Connection, group: str) -> str:
    """What the action was called that a group stands for; of an undo, what it took back."""
    action, reverts = connection.exec_driver_sql(
        "SELECT action, reverts FROM txn WHERE group_uid = ? LIMIT 1", (group,)
    ).one()
    return action_of(connection, reverts) if reverts else str(action)


def decide(
    connection: Connection, scope: str, table: str, row: Uid, values: Mapping[str, Value] | None
) -> None:
    """Write a decision that has seen every head: values, or None to keep a row that was deleted.

    The operation is written even when the shown value stays, since the decision must travel.
    """
    open_transaction(connection, scope)
    kind = KEEP if values is None else UPDATE
    body = json.dumps(dict(values or {}), ensure_ascii=False, separators=(",", ":"))
    connection.exec_driver_sql(
        "INSERT INTO op (txn, tbl, row, kind, body) VALUES "
        "((SELECT txn FROM sync_now), ?, ?, ?, ?)",
        (table, row, kind, body),
    )
    if values:
        cells = ", ".join(f'"{column}" = ?' for column in values)
        merge.capture(connection, on=False)
        connection.exec_driver_sql(
            f"UPDATE {table} SET {cells} WHERE uid = ?", (*values.values(), row)
        )
        merge.capture(connection, on=True)


def before_and_after(
    connection: Connection, scope: str, table: str, row: Uid, dots: Sequence[tuple[str, int]]
) -> list[tuple[Mapping[str, Value], Mapping[str, Value]]]:
    """What stood in a row for the authors of some transactions when each was done, and then.

    Args:
        dots: device and number of each transaction.
    """
    known = log.knowledge(connection, scope)
    writes = merge.writes_of(connection, [row], scope=scope).get(row, [])
    found: list[tuple[Mapping[str, Value], Mapping[str, Value]]] = []
    for dot in dots:
        own = [write for write in writes if (write.device, write.seq) == dot]
        seen = [w for w in writes if w not in own and any(known.saw(one, w) for one in own)]
        before, after = (merge.fold_row(table, some, known) for some in (seen, [*seen, *own]))
        found.append((merge.projected(table, before), merge.projected(table, after)))
    return found


def rows_of(connection: Connection, group: str) -> dict[str, frozenset[Uid]]:
    """The rows that an action wrote on, by table."""
    rows = connection.exec_driver_sql(
        f"SELECT tbl, row FROM txn JOIN op ON {log.OF_TXN} WHERE group_uid = ?", (group,)
    ).all()
    tables = {table for table, _ in rows}
    return {t: frozenset(row for table, row in rows if table == t) for t in sorted(tables)}


def open_transaction(connection: Connection, scope: str) -> None:
    """Have an open transaction in a scope, as the capture triggers do."""
    connection.exec_driver_sql(opening("?1"), (scope,))
