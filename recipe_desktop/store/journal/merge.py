"""Taking in what others wrote: held gaps, the fast way and the fold, and the projection.

Both ways end in the same tables. The fast way writes a row directly when the author had seen
everything that is known of it; whatever else happens to a row is folded from its operations.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from json.encoder import encode_basestring
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Integer

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import (
    INSERT,
    KEEP,
    TOUCH,
    UPDATE,
    Knowledge,
    Row,
    Value,
    Write,
    fold,
)
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.operations import (
    ERASED,
    Cells,
    Transaction,
    cells,
    decode,
    digest,
    segment_hash,
    segment_message,
)
from recipe_desktop.store.base import Day, Instant
from recipe_desktop.store.journal import log
from recipe_desktop.store.schema import (
    blank,
    columns,
    comparisons,
    fitted,
    policies,
    synchronised_tables,
)

_BATCH: Final = 500  # rows folded at once; more of them live at a time cost more than they save
_WIDEST: Final = "partnership"
_CHUNK: Final = 5_000  # operations projected at once; keeps memory flat
_PLAIN: Final = frozenset((UPDATE, TOUCH, KEEP))
"""What can follow on a row that nobody deleted without calling for the fold."""


@dataclass(slots=True)
class Received:
    """What a file brought: counts for the answer, rows for the notice."""

    transactions: int = 0
    operations: int = 0
    conflicts: int = 0
    held: int = 0
    touched: dict[str, set[Uid]] = field(default_factory=dict)


def receive(
    connection: Connection, scope: str, segments: Iterable[log.Segment], *, source: str
) -> Received:
    """Apply what is new and hold what has a gap; runs within the caller's transaction.

    Each line is read once, so a segment is applied while it is read and its signature is checked
    at its end. A refusal leaves half of it behind: the caller's transaction must then be undone.

    Args:
        source: hash of the file, kept with each transaction.

    Raises:
        UserError: bundle.damaged.
    """
    before = _open_conflicts(connection)
    intake = _Intake(connection, scope, source)
    for segment in segments:
        intake.take(segment)
    while _take_held(connection, intake):
        pass
    intake.flush()
    received = intake.received
    received.conflicts = len(_open_conflicts(connection) - before)
    received.held = connection.exec_driver_sql(
        "SELECT count(*) FROM held WHERE scope = ?", (scope,)
    ).scalar_one()
    return received


def examined(scope: str, segment: log.Segment) -> log.Segment:
    """A segment that must wait or be compared: its lines in memory, every one of them checked.

    Raises:
        UserError: bundle.damaged, when a line is none or out of place, or the author did not
            sign them.
    """
    lines = list(segment.lines)
    _check_signature(scope, segment, map(digest, _transactions(segment, lines)))
    return replace(segment, lines=iter(lines))


def hold(connection: Connection, scope: str, segment: log.Segment, reason: str) -> None:
    """Keep a segment that cannot be applied yet, byte for byte."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO held (scope, device, first, count, previous, signature, lines, "
        "reason) VALUES (?,?,?,?,?,?,?,?)",
        (
            *(scope, segment.device, segment.first, segment.count, segment.previous),
            *(segment.signature, "\n".join(segment.lines), reason),
        ),
    )


def held(connection: Connection, scope: str, reason: str) -> Iterator[log.Segment]:
    """The segments of a scope that wait for one reason."""
    rows = connection.exec_driver_sql(
        "SELECT device, first, count, previous, signature, lines FROM held "
        "WHERE scope = ? AND reason = ? ORDER BY device, first",
        (scope, reason),
    ).all()
    for device, first, count, previous, signature, lines in rows:
        yield log.Segment(device, first, count, previous, signature, iter(lines.split("\n")))


def scopes_held(connection: Connection, reason: str) -> list[str]:
    """The scopes in which anything waits for one reason."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT scope FROM held WHERE reason = ? ORDER BY scope", (reason,)
    )
    return [scope for (scope,) in rows]


def release(connection: Connection, scope: str, segment: log.Segment) -> None:
    """Forget that a segment waits."""
    connection.exec_driver_sql(
        "DELETE FROM held WHERE scope = ? AND device = ? AND first = ?",
        (scope, segment.device, segment.first),
    )


def refold(connection: Connection, scope: str, rows: Mapping[str, Iterable[Uid]]) -> None:
    """Work rows out anew from their operations, with their open conflicts."""
    known = log.knowledge(connection, scope)
    capture(connection, on=False)
    for table, uids in rows.items():
        if table in synchronised_tables():
            _fold_rows(connection, scope, table, sorted(set(uids)), known)
    capture(connection, on=True)


def settle(connection: Connection, sealed: log.Sealed) -> None:
    """After our own writes: rows with open conflicts are folded, since the write may decide."""
    marks = ",".join("?" * len(sealed.transactions))
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT txn.scope, conflict.tbl, conflict.row FROM conflict "
        f"JOIN op ON op.row = conflict.row JOIN txn ON txn.id = op.txn WHERE txn.id IN ({marks})",
        sealed.transactions,
    ).all()
    by_scope: dict[str, dict[str, list[Uid]]] = {}
    for scope, table, row in rows:
        by_scope.setdefault(scope, {}).setdefault(table, []).append(row)
    for scope, tables in by_scope.items():
        refold(connection, scope, tables)


def writes_of(
    connection: Connection, rows: Sequence[Uid], without: Sequence[int] = (), scope: str = ""
) -> dict[Uid, list[Write]]:
    """All operations on some rows as the fold wants them, in the scope that owns each row.

    Who writes in a wide scope on a row of a narrow one, which no honest program does, must not
    draw the row out of it. So a row belongs to one scope, whatever came first: to a narrow
    one rather than to the partnership, and among those to the first by name.

    Args:
        without: transactions to leave out, for what a row was before an action.
        scope: leave out the rows that belong to another one; empty for all rows.
    """
    lines = connection.exec_driver_sql(
        "SELECT row, txn, id, kind, CASE kind WHEN 'X' THEN '{}' ELSE body END FROM op "
        "WHERE row IN (SELECT value FROM json_each(?))",
        (json.dumps(rows),),
    ).all()
    # Every body is JSON by itself, so all of them are read at once.
    bodies: list[Mapping[str, Value]] = json.loads(f"[{','.join([body for *_, body in lines])}]")
    places = _places(connection, {txn for _, txn, *_ in lines})
    skipped = frozenset(without)
    found: dict[Uid, dict[str, list[Write]]] = {row: {} for row in rows}
    for (row, txn, number, kind, _), values in zip(lines, bodies, strict=True):
        if txn not in places:
            continue  # it is still open
        device, seq, epoch, clock, where = places[txn]
        writes = found[row].setdefault(where, [])
        if txn not in skipped:
            writes.append(Write(device, seq, number, epoch, clock, kind, values))
    owned = {}
    for row, by_scope in found.items():
        owner = min(by_scope, key=lambda name: (name == _WIDEST, name), default=scope)
        if owner == (scope or owner):
            owned[row] = by_scope.get(owner, [])
    return owned


class _Place(NamedTuple):
    """Where a transaction stands."""

    device: str
    seq: int
    epoch: int
    clock: int
    scope: str


def _places(connection: Connection, txns: Iterable[int]) -> dict[int, _Place]:
    """Where some closed transactions stand; many operations share one, so it is asked apart."""
    rows = connection.exec_driver_sql(
        "SELECT txn.id, device, seq, txn.epoch, clock, txn.scope FROM txn "
        "JOIN stream ON stream.id = txn.stream WHERE txn.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(txns)),),
    )
    return {txn: _Place(*place) for txn, *place in rows}


def fold_row(table: str, writes: Iterable[Write], known: Knowledge) -> Row:
    """The fold with the policies of a table's columns."""
    return fold(writes, known, policies(table), comparisons(table))


def projected(table: str, row: Row) -> dict[str, Value]:
    """What the table must hold of a live row."""
    shape = _shape(table, tuple(row.values))
    values = dict(blank(table))
    values.update(zip(shape.names, shape.fitted(tuple(row.values.values())), strict=True))
    return values


def conflict_rows(table: str, uid: Uid, row: Row) -> list[tuple[Uid, str, str, str, str]]:
    """The lines of the conflict cache for a row: uid, table, class, column, heads."""
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


class _Fresh(NamedTuple):
    """An operation that came in and is not projected yet."""

    device: str
    epoch: int
    kind: str
    names: tuple[str, ...]
    values: tuple[Value, ...]


class _Shape:
    """Which columns of a table some operations name, and what their values must be.

    What a file brings is mostly alike, so a whole row is compared at once; only where it is
    not as expected each cell is looked at. It comes to ``fitted`` for each cell.
    """

    def __init__(self, table: str, names: Sequence[str]) -> None:
        kinds = columns(table)
        self._table = table
        self._places = [at for at, name in enumerate(names) if name in kinds]
        self._is_whole = len(self._places) == len(names)
        self.names = tuple(names[at] for at in self._places)
        self._types = tuple(int if isinstance(kinds[n], Integer) else str for n in self.names)
        self._dated = [
            (at, n) for at, n in enumerate(self.names) if isinstance(kinds[n], Day | Instant)
        ]

    def fitted(self, values: tuple[Value, ...]) -> tuple[Value, ...]:
        """The values as the table holds them, in the order of the names."""
        if not self._is_whole:
            values = tuple(values[at] for at in self._places)
        if tuple(map(type, values)) == self._types and all(
            _fitted_before(self._table, name, values[at]) == values[at] for at, name in self._dated
        ):
            return values
        return tuple(map(partial(fitted, self._table), self.names, values))


_fitted_before = lru_cache(maxsize=10_000)(fitted)
"""Days and instants are few, and costly to read."""


@lru_cache(maxsize=500)
def _shape(table: str, names: tuple[str, ...]) -> _Shape:
    return _Shape(table, names)


class _Intake:
    """Appends transactions and projects the rows they touch, some thousand operations at a time."""

    def __init__(self, connection: Connection, scope: str, source: str) -> None:
        self.received = Received()
        self.scope = scope
        self._connection = connection
        self._source = source
        self._known = log.knowledge(connection, scope)
        self._streams: dict[str, tuple[int, int, int]] = {}
        self._waiting: list[log.Arrived] = []
        self._count = 0

    def known(self, device: str) -> int:
        return self._stream(device)[1]

    def take(self, segment: log.Segment) -> None:
        """Append one segment, or hold it; a known one is passed over."""
        stream, known, epoch = self._stream(segment.device)
        if segment.first + segment.count - 1 <= known:
            return
        if segment.first > known + 1:
            hold(self._connection, self.scope, examined(self.scope, segment), "gap")
            return
        digests = []
        for transaction in _transactions(segment, segment.lines):
            digests.append(digest(transaction))
            if transaction.seq <= known:
                continue
            epoch += bool(transaction.seen)
            self._append(stream, transaction, epoch)
            known = transaction.seq
        message = _check_signature(self.scope, segment, digests)
        self._streams[segment.device] = (stream, known, epoch)
        log.advance(self._connection, stream, known, epoch)
        self._keep_signature(stream, segment, message)

    def flush(self) -> None:
        """Write down and project what was taken since the last time."""
        if not self._waiting:
            return
        connection, known = self._connection, self._known
        fresh = _by_row(self._waiting)
        rows = [row for of_table in fresh.values() for row in of_table]
        before = _state_before(connection, rows, self.scope)
        disputed = _disputed(connection, rows)
        log.append(connection, self.scope, self._waiting, self._source)
        capture(connection, on=False)
        for table, of_table in fresh.items():
            self.received.touched.setdefault(table, set()).update(of_table)
            if table not in synchronised_tables():
                continue
            direct: dict[tuple[bool, _Shape], list[tuple[Any, ...]]] = {}
            slow: list[Uid] = []
            for row, operations in of_table.items():
                earlier = before.get(row, ())
                written = None if row in disputed else _fast(operations, earlier, known)
                if written is None:
                    slow.append(row)
                    continue
                names, values = written
                shape = _shape(table, names)
                values = shape.fitted(values)
                line = (*values, row) if earlier else (*values, self.scope, row)
                direct.setdefault((bool(earlier), shape), []).append(line)
            for (exists, shape), lines in direct.items():
                _write_directly(connection, table, shape.names, lines, exists=exists)
            _fold_rows(connection, self.scope, table, slow, known)
        capture(connection, on=True)
        self._waiting, self._count = [], 0

    def _stream(self, device: str) -> tuple[int, int, int]:
        if device not in self._streams:
            self._streams[device] = log.stream_of(self._connection, self.scope, device)
        return self._streams[device]

    def _append(self, stream: int, transaction: Transaction, epoch: int) -> None:
        for peer, seq in transaction.seen.items():
            self._known.learn(transaction.device, epoch, peer, seq)
        self._waiting.append(log.Arrived(stream, epoch, transaction))
        self._count += len(transaction.operations)
        self.received.transactions += 1
        self.received.operations += len(transaction.operations)
        if self._count >= _CHUNK or len(self._waiting) >= _CHUNK:
            self.flush()

    def _keep_signature(self, stream: int, segment: log.Segment, message: bytes) -> None:
        self._connection.exec_driver_sql(
            "INSERT OR REPLACE INTO segment (stream, first, count, previous, hash, signature) "
            "VALUES (?,?,?,?,?,?)",
            (
                *(stream, segment.first, segment.count, segment.previous),
                *(segment_hash(message), segment.signature),
            ),
        )


def _transactions(segment: log.Segment, lines: Iterable[str]) -> Iterator[Transaction]:
    """What some lines hold, each in its place; as many as the segment announced."""
    last = segment.first - 1
    for seq, line in enumerate(lines, segment.first):
        transaction = decode(line)
        if (transaction.device, transaction.seq) != (segment.device, seq):
            raise UserError("bundle.damaged", where="segment")
        if any(operation.kind == ERASED for operation in transaction.operations):
            # Its author's signature still holds, so whoever passed it on could leave out anything.
            raise UserError("bundle.erasure")
        yield transaction
        last = seq
    if last != segment.first + segment.count - 1:
        raise UserError("bundle.damaged", where="segment")


def _check_signature(scope: str, segment: log.Segment, digests: Iterable[str]) -> bytes:
    """What the author of a segment signed, with the digests of its transactions."""
    message = segment_message(scope, segment.device, segment.first, segment.previous, list(digests))
    if not segment.is_genuine(message):
        raise UserError("bundle.damaged", where="segment")
    return message


def _take_held(connection: Connection, intake: _Intake) -> bool:
    """Apply held segments whose gap has closed; whether there were any."""
    moved = False
    for segment in held(connection, intake.scope, "gap"):
        if segment.first <= intake.known(segment.device) + 1:
            release(connection, intake.scope, segment)
            intake.take(segment)
            moved = True
    return moved


def _by_row(arrived: Iterable[log.Arrived]) -> dict[str, dict[Uid, list[_Fresh]]]:
    """What came in, by table and row."""
    found: dict[str, dict[Uid, list[_Fresh]]] = {}
    for _, epoch, transaction in arrived:
        device, operations = transaction.device, transaction.operations
        for (table, row, kind, _), written in zip(operations, cells(operations), strict=True):
            fresh = _Fresh(device, epoch, kind, *written)
            found.setdefault(table, {}).setdefault(row, []).append(fresh)
    return found


def _disputed(connection: Connection, rows: Sequence[Uid]) -> set[Uid]:
    """The rows with an open conflict; what comes in may decide it, so they are folded."""
    found = connection.exec_driver_sql(
        "SELECT row FROM conflict WHERE row IN (SELECT value FROM json_each(?))",
        (json.dumps(rows),),
    )
    return {row for (row,) in found}


def _state_before(
    connection: Connection, rows: Sequence[Uid], scope: str
) -> dict[Uid, list[tuple[str, int, bool]]]:
    """For rows that have operations: device, number, and whether it calls for the fold."""
    result = connection.exec_driver_sql(
        "SELECT row, txn, kind = 'D' FROM op WHERE row IN (SELECT value FROM json_each(?))",
        (json.dumps(rows),),
    ).all()
    places = _places(connection, {txn for _, txn, _ in result})
    found: dict[Uid, list[tuple[str, int, bool]]] = {}
    for row, txn, is_deletion in result:
        if txn in places:  # it is closed
            device, seq, _, _, where = places[txn]
            found.setdefault(row, []).append((device, seq, bool(is_deletion) or where != scope))
    return found


def _fast(
    fresh: Sequence[_Fresh], before: Sequence[tuple[str, int, bool]], known: Knowledge
) -> Cells | None:
    """The cells to write, when nothing on the row was unknown to the author; else None."""
    device, epoch, kind, names, values = fresh[0]
    if kind not in _PLAIN if before else kind != INSERT:
        return None
    for peer, seq, is_odd in before:
        if is_odd or (peer != device and known.seen(device, epoch, peer) < seq):
            return None
    if len(fresh) == 1:
        return names, values
    if not all(f.device == device and f.kind in _PLAIN for f in fresh[1:]):
        return None
    written = {n: v for f in fresh for n, v in zip(f.names, f.values, strict=True)}
    return tuple(written), tuple(written.values())


def _write_directly(
    connection: Connection,
    table: str,
    named: Sequence[str],
    lines: list[tuple[Any, ...]],
    *,
    exists: bool,
) -> None:
    if not exists:
        names = ", ".join(f'"{c}"' for c in (*named, "scope", "uid"))
        marks = ",".join("?" * (len(named) + 2))
        connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", lines)
    elif named:
        assigned = ", ".join(f'"{c}" = ?' for c in named)
        connection.exec_driver_sql(f"UPDATE {table} SET {assigned} WHERE uid = ?", lines)


def _fold_rows(
    connection: Connection, scope: str, table: str, rows: Sequence[Uid], known: Knowledge
) -> None:
    for start in range(0, len(rows), _BATCH):
        batch = list(rows[start : start + _BATCH])
        alive, gone, conflicts = [], [], []
        owned = writes_of(connection, batch, scope=scope)
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
        if conflicts:
            connection.exec_driver_sql(
                'INSERT INTO conflict (row, tbl, "class", column_name, heads) VALUES (?,?,?,?,?)',
                conflicts,
            )


@cache
def _put(table: str) -> str:
    """Writes a whole row, whether it was there or not; its indexes stay where nothing changed."""
    names = [f'"{name}"' for name in ("uid", "scope", *blank(table))]
    assigned = ", ".join(f"{name} = excluded.{name}" for name in names[2:])
    return (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({','.join('?' * len(names))}) "
        f"ON CONFLICT (uid) DO UPDATE SET {assigned}"
    )


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


def _open_conflicts(connection: Connection) -> set[tuple[str, str, str]]:
    rows = connection.exec_driver_sql('SELECT row, "class", column_name FROM conflict')
    return {(row, kind, column) for row, kind, column in rows}
