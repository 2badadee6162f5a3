"""The fold on a store: what rows are by their operations, and the tables and inbox that show it.

Whatever happens to a row comes to this; ``intake`` has a faster way for most of what comes in,
and both end in the same tables.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from json.encoder import encode_basestring
from typing import Final, NamedTuple, TypeAlias

from sqlalchemy import Connection

from recipe_desktop.domain.fold import Knowledge, Row, Value, Write, fold
from recipe_desktop.domain.ids import Uid
from recipe_desktop.store.journal import log
from recipe_desktop.store.journal.shape import shape_of
from recipe_desktop.store.schema import blank, columns, comparisons, policies, synchronised_tables

_BATCH: Final = 500  # rows folded at once; more of them live at a time cost more than they save
_WIDEST: Final = "partnership"

ConflictLine: TypeAlias = tuple[Uid, str, str, str, str]
"""Of the conflict cache: uid, table, class, column, heads."""


def refold(connection: Connection, scope: str, rows: Mapping[str, Iterable[Uid]]) -> None:
    """Work rows out anew from their operations, with their open conflicts."""
    known = log.knowledge(connection, scope)
    capture(connection, on=False)
    for table, uids in rows.items():
        if table in synchronised_tables():
            fold_rows(connection, scope, table, sorted(set(uids)), known)
    capture(connection, on=True)


def settle(connection: Connection, sealed: log.Sealed) -> None:
    """After our own writes: fold the rows on which they are not simply the last word.

    Those with an open conflict, since the write may decide it, and everything that we wrote
    in spite of a device that claims to have seen it before it was written.
    """
    marks = ",".join("?" * len(sealed.transactions))
    rows = connection.exec_driver_sql(
        f"SELECT DISTINCT txn.scope, conflict.tbl, conflict.row FROM txn JOIN op ON {log.OF_TXN} "
        f"JOIN conflict ON conflict.row = op.row WHERE txn.id IN ({marks}) "
        "UNION SELECT txn.scope, op.tbl, op.row FROM txn JOIN stream ON stream.id = txn.stream "
        "JOIN seen ON seen.peer = stream.device AND seen.seq >= txn.seq "
        "JOIN stream liar ON liar.id = seen.stream AND liar.scope = txn.scope "
        f"JOIN op ON {log.OF_TXN} WHERE txn.id IN ({marks})",
        sealed.transactions * 2,
    ).all()
    by_scope: dict[str, dict[str, list[Uid]]] = {}
    for scope, table, row in rows:
        by_scope.setdefault(scope, {}).setdefault(table, []).append(row)
    for scope, tables in by_scope.items():
        refold(connection, scope, tables)


def writes_of(
    connection: Connection,
    rows: Sequence[Uid],
    without: Sequence[int] = (),
    scope: str = "",
    only: Collection[str] | None = None,
) -> dict[Uid, list[Write]]:
    """All operations on some rows as the fold wants them, in the scope that owns each row.

    Who writes in a wide scope on a row of a narrow one, which no honest program does, must not
    draw the row out of it. So a row belongs to one scope, whatever came first: to a narrow
    one rather than to the partnership, and among those to the first by name.

    Args:
        without: transactions to leave out, for what a row was before an action.
        scope: leave out the rows that belong to another one; empty for all rows.
        only: the columns to be told; all of them without it.
    """
    lines = connection.exec_driver_sql(
        "SELECT row, txn, id, kind, CASE kind WHEN 'X' THEN '{}' ELSE body END FROM op "
        "WHERE row IN (SELECT value FROM json_each(?))",
        (json.dumps(rows),),
    ).all()
    # Every body is JSON by itself, so all of them are read at once.
    bodies: list[Mapping[str, Value]] = json.loads(f"[{','.join([body for *_, body in lines])}]")
    places = places_of(connection, {txn for _, txn, *_ in lines})
    skipped = frozenset(without)
    found: dict[Uid, dict[str, list[Write]]] = {row: {} for row in rows}
    for (row, txn, number, kind, _), values in zip(lines, bodies, strict=True):
        if txn not in places:
            continue  # it is still open
        device, seq, epoch, clock, where = places[txn]
        writes = found[row].setdefault(where, [])
        if txn not in skipped:
            if only is not None:
                values = {name: values[name] for name in only if name in values}  # noqa: PLW2901
            writes.append(Write(device, seq, number, epoch, clock, kind, values))
    owned = {}
    for row, by_scope in found.items():
        owner = min(by_scope, key=lambda name: (name == _WIDEST, name), default=scope)
        if owner == (scope or owner):
            owned[row] = by_scope.get(owner, [])
    return owned


class Place(NamedTuple):
    """Where a transaction stands."""

    device: str
    seq: int
    epoch: int
    clock: int
    scope: str


def places_of(connection: Connection, txns: Iterable[int]) -> dict[int, Place]:
    """Where some closed transactions stand; many operations share one, so it is asked apart."""
    rows = connection.exec_driver_sql(
        "SELECT txn.id, device, seq, txn.epoch, clock, txn.scope FROM txn "
        "JOIN stream ON stream.id = txn.stream WHERE txn.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(txns)),),
    )
    return {txn: Place(*place) for txn, *place in rows}


def fold_row(table: str, writes: Iterable[Write], known: Knowledge) -> Row:
    """The fold with the policies of a table's columns."""
    return fold(writes, known, policies(table), comparisons(table))


def projected(table: str, row: Row) -> dict[str, Value]:
    """What the table must hold of a live row."""
    shape = shape_of(table, tuple(row.values))
    values = dict(blank(table))
    values.update(zip(shape.names, shape.fitted(tuple(row.values.values())), strict=True))
    return values


def conflict_rows(table: str, uid: Uid, row: Row) -> list[ConflictLine]:
    """The lines of the conflict cache for a row."""
    lines = [
        (uid, table, "field", clash.column, _heads(clash.heads, clash.column))
        for clash in row.clashes
        if clash.column in columns(table)
    ]
    if row.deletions:
        lines.append((uid, table, "delete", "", _heads(row.deletions, None)))
    return lines


def capture(connection: Connection, *, on: bool) -> None:
    """Switch the capture triggers for this transaction."""
    connection.exec_driver_sql("UPDATE sync_now SET capture = ?", (int(on),))


def fold_rows(
    connection: Connection, scope: str, table: str, rows: Sequence[Uid], known: Knowledge
) -> None:
    """Work out rows of one table from their operations and write them, with their conflicts."""
    for start in range(0, len(rows), _BATCH):
        alive, gone, conflicts = [], [], []
        owned = writes_of(connection, rows[start : start + _BATCH], scope=scope)
        for uid, writes in owned.items():
            row = fold_row(table, writes, known)
            if row.alive:
                alive.append((uid, scope, *projected(table, row).values()))
                conflicts += conflict_rows(table, uid, row)
            else:
                gone.append((uid,))
        connection.exec_driver_sql(
            "DELETE FROM conflict WHERE row IN (SELECT value FROM json_each(?))",
            (json.dumps(list(owned)),),
        )
        if alive:
            connection.exec_driver_sql(_put(table), alive)
        if gone:
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE uid = ?", gone)
        open_conflicts(connection, conflicts)


def fold_columns(  # noqa: PLR0913 - fold_rows, of some columns
    connection: Connection,
    scope: str,
    table: str,
    rows: Sequence[Uid],
    known: Knowledge,
    *,
    names: Sequence[str],
) -> None:
    """The same of rows that nobody deleted and nobody disputes, when only these columns came in.

    The fold takes each column by itself as long as nothing was deleted, so the others stand.
    """
    shape, default = shape_of(table, tuple(names)), blank(table).get
    rules, spellings = policies(table), comparisons(table)
    for start in range(0, len(rows), _BATCH):
        lines, conflicts = [], []
        batch = rows[start : start + _BATCH]
        for uid, writes in writes_of(connection, batch, scope=scope, only=names).items():
            row = fold(writes, known, rules, spellings)
            values = tuple([row.values.get(name, default(name)) for name in names])
            lines.append((*shape.fitted(values), uid))
            conflicts += conflict_rows(table, uid, row)
        if shape.names:
            assigned = ", ".join(f'"{name}" = ?' for name in shape.names)
            connection.exec_driver_sql(f"UPDATE {table} SET {assigned} WHERE uid = ?", lines)
        open_conflicts(connection, conflicts)


def open_conflicts(connection: Connection, conflicts: Sequence[ConflictLine]) -> None:
    """Note conflicts, as ``conflict_rows`` tells them, in the cache."""
    if conflicts:
        connection.exec_driver_sql(
            'INSERT INTO conflict (row, tbl, "class", column_name, heads) VALUES (?,?,?,?,?)',
            conflicts,
        )


@cache
def _put(table: str) -> str:
    """Writes a whole row, whether it was there or not; an update could not move it to its scope."""
    names = [f'"{name}"' for name in ("uid", "scope", *blank(table))]
    marks = ",".join("?" * len(names))
    return f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) VALUES ({marks})"


def _heads(heads: Iterable[Write], column: str | None) -> str:
    """The competing writes as JSON: device, number, clock, value."""
    lines = [
        f'["{w.device}", {w.seq}, {w.clock}, {_json(w.values.get(column) if column else None)}]'
        for w in heads
    ]
    return f"[{', '.join(lines)}]"


def _json(value: Value) -> str:
    if isinstance(value, str):
        return encode_basestring(value)  # what json.dumps calls, after half a dozen other calls
    return "null" if value is None else str(value)
