"""Taking in what others wrote: checked lines, held gaps, and the fast way into the tables.

The fast way writes a row directly when the author had seen everything that is known of it;
whatever else happens to a row is folded from its operations, in ``merge``.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.fold import INSERT, KEEP, TOUCH, UPDATE, Knowledge, Value
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
from recipe_desktop.progress import Checkpoint, unwatched
from recipe_desktop.store import pieces
from recipe_desktop.store.journal import log, merge
from recipe_desktop.store.journal.shape import RowShape, shape_of
from recipe_desktop.store.schema import synchronised_tables

GAP: Final = "gap"
"""Why a segment is held that another one must come before."""

_CHUNK: Final = 5_000  # operations projected at once; keeps memory flat
_PLAIN: Final = frozenset((UPDATE, TOUCH, KEEP))
"""What can follow on a row that nobody deleted without calling for the fold."""


@dataclass(slots=True)
class Received:
    """What a file brought: counts for the answer, rows for the notice."""

    transactions: int = 0
    operations: int = 0
    held: int = 0
    touched: dict[str, set[Uid]] = field(default_factory=dict)


def receive(
    connection: Connection,
    scope: str,
    segments: Iterable[log.Segment],
    *,
    source: str,
    step: Checkpoint = unwatched,
) -> Received:
    """Apply what is new and hold what has a gap; runs within the caller's transaction.

    Each line is read once, so a segment is applied while it is read and its signature is checked
    at its end. A refusal leaves half of it behind: the caller's transaction must then be undone.

    Args:
        source: hash of the file, kept with each transaction.
        step: called every few thousand rows that are written, as reading has steps of its own.

    Raises:
        UserError: bundle.damaged.
    """
    intake = _Intake(connection, scope, source, step)
    for segment in segments:
        intake.take(segment)
    while _take_held(connection, intake):
        pass
    intake.flush()
    intake.received.held = connection.exec_driver_sql(
        "SELECT count(*) FROM held WHERE scope = ?", (scope,)
    ).scalar_one()
    return intake.received


def check(scope: str, segment: log.Segment) -> None:
    """Read a segment to its end: every line of it, and whether its author signed them.

    Raises:
        UserError: bundle.damaged, when a line is none or out of place, or the author did not
            sign them.
    """
    _check_signature(scope, segment, map(digest, _transactions(segment, segment.lines)))


def hold(connection: Connection, scope: str, segment: log.Segment, reason: str) -> None:
    """Keep a segment that cannot be applied yet, byte for byte, as it streams by.

    It is checked meanwhile. A refusal leaves half of it behind: the caller's transaction must
    then be undone.

    Raises:
        UserError: bundle.damaged.
    """
    release(connection, scope, segment)  # another one, perhaps, that is cut otherwise
    connection.exec_driver_sql(
        "INSERT INTO held (scope, device, first, count, previous, signature, reason) "
        "VALUES (?,?,?,?,?,?,?)",
        (
            *(scope, segment.device, segment.first, segment.count, segment.previous),
            *(segment.signature, reason),
        ),
    )
    check(scope, replace(segment, lines=_kept(connection, scope, segment)))


def hold_on(connection: Connection, scope: str, segment: log.Segment, reason: str) -> None:
    """Have a segment that waits wait for something else."""
    connection.exec_driver_sql(
        "UPDATE held SET reason = ? WHERE scope = ? AND device = ? AND first = ?",
        (reason, scope, segment.device, segment.first),
    )


def held(connection: Connection, scope: str, reason: str) -> Iterator[log.Segment]:
    """The segments of a scope that wait for one reason; lines are read when they are drawn."""
    rows = connection.exec_driver_sql(
        "SELECT device, first, count, previous, signature FROM held "
        "WHERE scope = ? AND reason = ? ORDER BY device, first",
        (scope, reason),
    ).all()
    for device, first, length, previous, signature in rows:
        lines = _lines_held(connection, (scope, device, first))
        yield log.Segment(device, first, length, previous, signature, lines)


def _kept(connection: Connection, scope: str, segment: log.Segment) -> Iterator[str]:
    """The lines of a segment, each of which is written down when it is drawn."""

    def write(number: int, piece: str) -> None:
        connection.exec_driver_sql(
            "INSERT INTO held_piece (scope, device, first, number, lines) VALUES (?,?,?,?,?)",
            (scope, segment.device, segment.first, number, piece),
        )

    return pieces.passing(segment.lines, write)


def _lines_held(connection: Connection, place: tuple[str, str, int]) -> Iterator[str]:
    """The lines of a segment that waits, piece by piece; others may write between two of them."""

    def read(number: int) -> str | None:
        return connection.exec_driver_sql(
            "SELECT lines FROM held_piece "
            "WHERE scope = ? AND device = ? AND first = ? AND number = ?",
            (*place, number),
        ).scalar()

    return pieces.drawn(read)


def scopes_held(connection: Connection, reason: str) -> list[str]:
    """The scopes in which anything waits for one reason."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT scope FROM held WHERE reason = ? ORDER BY scope", (reason,)
    )
    return [scope for (scope,) in rows]


def release(connection: Connection, scope: str, segment: log.Segment) -> None:
    """Forget a segment that waits."""
    for table in ("held", "held_piece"):
        connection.exec_driver_sql(
            f"DELETE FROM {table} WHERE scope = ? AND device = ? AND first = ?",
            (scope, segment.device, segment.first),
        )


class _Intake:
    """Appends transactions and projects the rows they touch, some thousand operations at a time."""

    def __init__(self, connection: Connection, scope: str, source: str, step: Checkpoint) -> None:
        self._step = step
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
            hold(self._connection, self.scope, segment, GAP)
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
        connection = self._connection
        fresh = _by_row(self._waiting)
        self._step()
        rows = [row for of_table in fresh.values() for row in of_table]
        before = _state_before(connection, rows, self.scope)
        disputed = _disputed(connection, rows)
        log.append(connection, self.scope, self._waiting, self._source, self._step)
        merge.capture(connection, on=False)
        for table, of_table in fresh.items():
            self.received.touched.setdefault(table, set()).update(of_table)
            if table not in synchronised_tables():
                continue
            operations = iter(of_table.items())
            while some := dict(islice(operations, _CHUNK)):
                self._project(table, some, before, disputed)
                self._step()
        merge.capture(connection, on=True)
        self._waiting, self._count = [], 0

    def _project(
        self,
        table: str,
        fresh: Mapping[Uid, Sequence["_Fresh"]],
        before: Mapping[Uid, Sequence["_Earlier"]],
        disputed: Collection[Uid],
    ) -> None:
        """Write what became of some rows of a table into it."""
        connection, known = self._connection, self._known
        direct: dict[tuple[bool, RowShape], list[tuple[Any, ...]]] = {}
        slow: list[Uid] = []
        some: dict[tuple[str, ...], list[Uid]] = {}
        for row, operations in fresh.items():
            earlier = before.get(row, ())
            written = None if row in disputed else _fast(operations, earlier, known)
            if written is None:
                if row not in disputed and (names := _touched_only(operations, earlier)):
                    some.setdefault(names, []).append(row)
                else:
                    slow.append(row)
                continue
            names, values = written
            shape = shape_of(table, names)
            values = shape.fitted(values)
            line = (*values, row) if earlier else (*values, self.scope, row)
            direct.setdefault((bool(earlier), shape), []).append(line)
        for (exists, shape), lines in direct.items():
            _write_directly(connection, table, shape.names, lines, exists=exists)
        for names, uids in some.items():
            merge.fold_columns(connection, self.scope, table, uids, known, names=names)
        merge.fold_rows(connection, self.scope, table, slow, known)

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
    for segment in held(connection, intake.scope, GAP):
        if segment.first <= intake.known(segment.device) + 1:
            intake.take(segment)
            release(connection, intake.scope, segment)
            moved = True
    return moved


class _Fresh(NamedTuple):
    """An operation that came in and is not projected yet."""

    device: str
    seq: int
    epoch: int
    kind: str
    names: tuple[str, ...]
    values: tuple[Value, ...]


def _by_row(arrived: Iterable[log.Arrived]) -> dict[str, dict[Uid, list[_Fresh]]]:
    """What came in, by table and row."""
    found: dict[str, dict[Uid, list[_Fresh]]] = {}
    for _, epoch, transaction in arrived:
        device, seq, operations = transaction.device, transaction.seq, transaction.operations
        for (table, row, kind, _), written in zip(operations, cells(operations), strict=True):
            fresh = _Fresh(device, seq, epoch, kind, *written)
            found.setdefault(table, {}).setdefault(row, []).append(fresh)
    return found


def _disputed(connection: Connection, rows: Sequence[Uid]) -> set[Uid]:
    """The rows with an open conflict; what comes in may decide it, so they are folded."""
    found = connection.exec_driver_sql(
        "SELECT row FROM conflict WHERE row IN (SELECT value FROM json_each(?))",
        (json.dumps(rows),),
    )
    return {row for (row,) in found}


class _Earlier(NamedTuple):
    """An operation that was there before.

    Args:
        is_odd: whether what comes upon it calls for the fold.
    """

    device: str
    seq: int
    epoch: int
    is_odd: bool


def _state_before(
    connection: Connection, rows: Sequence[Uid], scope: str
) -> dict[Uid, list[_Earlier]]:
    """The operations on those rows that have any."""
    result = connection.exec_driver_sql(
        "SELECT row, txn, kind IN ('D', 'X') FROM op WHERE row IN (SELECT value FROM json_each(?))",
        (json.dumps(rows),),
    ).all()
    places = merge.places_of(connection, {txn for _, txn, _ in result})  # of closed ones alone
    told = {
        (txn, is_gone): _Earlier(device, seq, epoch, bool(is_gone) or where != scope)
        for txn, (device, seq, epoch, _, where) in places.items()
        for is_gone in (0, 1)
    }
    found: dict[Uid, list[_Earlier]] = {}
    for row, txn, is_gone in result:
        if earlier := told.get((txn, is_gone)):
            found.setdefault(row, []).append(earlier)
    return found


def _fast(fresh: Sequence[_Fresh], before: Sequence[_Earlier], known: Knowledge) -> Cells | None:
    """The cells to write, when nothing on the row was unknown to the author; else None."""
    device, seq, epoch, kind, names, values = fresh[0]
    if kind not in _PLAIN if before else kind != INSERT:
        return None
    for peer, number, peer_epoch, is_odd in before:
        if is_odd:
            return None
        if peer != device and (
            known.seen(device, epoch, peer) < number
            or known.seen(peer, peer_epoch, device) >= seq  # one of the two lies
        ):
            return None
    if len(fresh) == 1:
        return names, values
    if not all(f.device == device and f.kind in _PLAIN for f in fresh[1:]):
        return None
    written = {n: v for f in fresh for n, v in zip(f.names, f.values, strict=True)}
    return tuple(written), tuple(written.values())


def _touched_only(fresh: Sequence[_Fresh], before: Sequence[_Earlier]) -> tuple[str, ...]:
    """The columns that need be folded when nothing but updates of a living row came in."""
    if not before or any(earlier.is_odd for earlier in before):
        return ()
    if not all(f.kind in _PLAIN for f in fresh):
        return ()
    return tuple(sorted({name for f in fresh for name in f.names}))


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
