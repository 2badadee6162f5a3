"""Reading and numbering the log: streams, open transactions, knowledge, segments."""

import json
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from sqlalchemy import Connection

from recipe_desktop.domain.fold import Knowledge
from recipe_desktop.domain.ids import Uid, new_uid
from recipe_desktop.domain.operations import (
    SALT_BYTES,
    Operation,
    Transaction,
    digest,
    encode,
    segment_hash,
    segment_message,
)
from recipe_desktop.progress import Checkpoint, unwatched
from recipe_desktop.store.schema import SCHEMA

SEED: Final = Uid("0" * 31 + "5")
"""The constant stream of what every store begins with; it never travels."""

OF_TXN: Final = "op.id BETWEEN txn.first_op AND txn.last_op AND op.txn = txn.id"
"""Joins a closed transaction with its operations; there is no index from the one to the other."""

_LARGEST_SEGMENT: Final = 2_000  # transactions
LONGEST_TRANSACTION: Final = 8_000_000
"""Letters of its operations; a line that others read may have 64 MB, and a letter takes up to 4."""
_FEW: Final = 16  # operations that are never so long
_AT_ONCE: Final = 5_000  # operations written between two steps


@dataclass(frozen=True, slots=True)
class Deed:
    """What one user action is called, and by whom; goes into every transaction of it."""

    action: str
    by: str
    device: Uid
    reverts: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one action came to: its group, and the rows that it touched."""

    group: Uid
    transactions: tuple[int, ...]
    touched: Mapping[str, frozenset[Uid]]


@dataclass(frozen=True, slots=True)
class Segment:
    """A signed run of one device's transactions, whose lines come as a stream.

    Args:
        is_genuine: whether the author signed this message; whoever uses the lines asks it when
            all were read. What is our own, or was checked before it had to wait, is.
    """

    device: str
    first: int
    count: int
    previous: str
    signature: str
    lines: Iterator[str]
    is_genuine: Callable[[bytes], bool] = lambda _message: True


class Arrived(NamedTuple):
    """A transaction that came in.

    Args:
        stream: its stream's alias.
        epoch: counted by us from what the stream's transactions say their author had seen.
    """

    stream: int
    epoch: int
    transaction: Transaction


def tick(connection: Connection, wall_ms: int | None = None) -> int:
    """The next value of the hybrid clock; only our own past and our own wall ever move it."""
    wall = time.time_ns() // 1_000_000 if wall_ms is None else wall_ms
    last: int = connection.exec_driver_sql("SELECT clock FROM sync_now").scalar_one()
    now = max(last + 1, wall << 16)
    connection.exec_driver_sql("UPDATE sync_now SET clock = ?", (now,))
    return now


def stream_of(connection: Connection, scope: str, device: str) -> tuple[int, int, int]:
    """The stream's alias, its highest known number and its epoch; makes the stream if need be."""
    query = "SELECT id, known, epoch FROM stream WHERE scope = ? AND device = ?"
    row = connection.exec_driver_sql(query, (scope, device)).one_or_none()
    if row is None:
        connection.exec_driver_sql(
            "INSERT INTO stream (scope, device) VALUES (?, ?)", (scope, device)
        )
        row = connection.exec_driver_sql(query, (scope, device)).one()
    return row[0], row[1], row[2]


def scopes(connection: Connection) -> list[str]:
    """The scopes in which this store knows anything."""
    rows = connection.exec_driver_sql("SELECT DISTINCT scope FROM stream ORDER BY scope")
    return [scope for (scope,) in rows]


def vector(connection: Connection, scope: str) -> dict[str, int]:
    """For each device the highest number of its transactions known without a gap."""
    rows = connection.exec_driver_sql(
        "SELECT device, known FROM stream WHERE scope = ? AND known > 0 ORDER BY device", (scope,)
    )
    return {row[0]: row[1] for row in rows}


def knowledge(connection: Connection, scope: str) -> Knowledge:
    """Who had seen what of whom, in one scope."""
    found = Knowledge()
    rows = connection.exec_driver_sql(
        "SELECT device, seen.epoch, peer, seq FROM seen JOIN stream ON stream.id = seen.stream "
        "WHERE scope = ? ORDER BY stream, seen.epoch",
        (scope,),
    )
    for device, epoch, peer, seq in rows:
        found.learn(device, epoch, peer, seq)
    return found


def close(connection: Connection, deed: Deed, wall_ms: int | None = None) -> Sealed | None:
    """Give the open transactions, one per scope touched, their numbers; None if there are none."""
    _cut_long(connection)
    opened = connection.exec_driver_sql(
        "SELECT scope, id FROM txn WHERE stream IS NULL ORDER BY scope, first_op"
    ).all()
    if not opened:
        return None
    group = new_uid()
    for scope, parts in groupby(opened, itemgetter(0)):
        stream, known, epoch = stream_of(connection, scope, deed.device)
        news = _news(connection, scope, stream, deed.device)
        epoch += bool(news)
        _learn(connection, stream, epoch, news)
        for _, txn in parts:
            known += 1
            connection.exec_driver_sql(
                "UPDATE txn SET stream=?, seq=?, epoch=?, clock=?, seen=?, by_name=?, action=?, "
                "group_uid=?, reverts=?, schema_no=?, salts=?, "
                "last_op=CASE last_op WHEN 0 THEN (SELECT max(id) FROM op) ELSE last_op END "
                "WHERE id=?",
                (
                    *(stream, known, epoch, tick(connection, wall_ms), json.dumps(news)),
                    *(deed.by, deed.action, group, deed.reverts, SCHEMA),
                    *(secrets.token_hex(SALT_BYTES), txn),
                ),
            )
            news = {}
        advance(connection, stream, known, epoch)
    connection.exec_driver_sql("UPDATE sync_now SET scope = NULL")
    sealed = tuple(txn for _, txn in opened)
    return Sealed(group, sealed, _touched(connection, sealed))


def _cut_long(connection: Connection) -> None:
    """Cut open transactions whose texts would not fit into a line that others read.

    The triggers cut by the number of operations, which is quicker; only very long texts, such as
    the notes of a whole list, make so many of them too long.
    """
    wide = connection.exec_driver_sql(
        "SELECT id, scope, first_op, last FROM (SELECT id, scope, first_op, CASE last_op WHEN 0 THEN "
        "(SELECT max(id) FROM op) ELSE last_op END AS last FROM txn WHERE stream IS NULL) "
        "WHERE last - first_op >= ? ORDER BY id",
        (_FEW,),
    ).all()
    for txn, scope, first, last in wide:
        sizes = connection.exec_driver_sql(
            "SELECT id, length(body) FROM op WHERE id BETWEEN ? AND ? AND txn = ? ORDER BY id",
            (first, last, txn),
        ).all()
        (_, first_end), *more = _runs(sizes)
        if more:
            connection.exec_driver_sql("UPDATE txn SET last_op = ? WHERE id = ?", (first_end, txn))
        for start, end in more:
            added = connection.exec_driver_sql(
                "INSERT INTO txn (id, scope, seq, first_op, last_op) "
                "SELECT max(id) + 1, ?, -max(id) - 1, ?, ? FROM txn RETURNING id",
                (scope, start, end),
            ).scalar_one()
            connection.exec_driver_sql(
                "UPDATE op SET txn = ? WHERE id BETWEEN ? AND ? AND txn = ?",
                (added, start, end, txn),
            )


def _runs(sizes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """First and last of consecutive operations that are together no longer than a line may be."""
    runs: list[tuple[int, int]] = []
    length = 0
    for number, size in sizes:
        length += size
        if not runs or length > LONGEST_TRANSACTION:
            runs.append((number, number))
            length = size
        else:
            runs[-1] = (runs[-1][0], number)
    return runs


def advance(connection: Connection, stream: int, known: int, epoch: int) -> None:
    """Say how far a stream is known, in the transaction that writes what is known."""
    connection.exec_driver_sql(
        "UPDATE stream SET known=?, epoch=? WHERE id=?", (known, epoch, stream)
    )


def append(
    connection: Connection,
    scope: str,
    arrived: Sequence[Arrived],
    source: str,
    step: Checkpoint = unwatched,
) -> None:
    """Write down transactions that came in, with their operations.

    Args:
        step: called every few thousand operations; may raise, to stop.
    """
    first, next_op = connection.exec_driver_sql(
        "SELECT (SELECT coalesce(max(id), 0) + 1 FROM txn), (SELECT coalesce(max(id), 0) + 1 FROM op)"
    ).one()
    ends = accumulate((len(a.transaction.operations) for a in arrived), initial=next_op)
    for stream, epoch, transaction in arrived:
        _learn(connection, stream, epoch, transaction.seen)
    connection.exec_driver_sql(
        "INSERT INTO txn (id, scope, stream, seq, epoch, clock, seen, by_name, action, group_uid, "
        "reverts, schema_no, salts, source, first_op, last_op) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
            (
                *(txn, scope, stream, t.seq, epoch, t.clock, json.dumps(dict(t.seen)), t.by),
                *(t.action, t.group, t.reverts, t.schema),
                *(t.salts if isinstance(t.salts, str) else json.dumps(t.salts), source),
                *(start, end - 1),
            )
            for txn, ((stream, epoch, t), (start, end)) in enumerate(
                zip(arrived, pairwise(ends), strict=True), first
            )
        ],
    )
    operations = [
        (txn, *operation)
        for txn, (_, _, transaction) in enumerate(arrived, first)
        for operation in transaction.operations
    ]
    for start in range(0, len(operations), _AT_ONCE):
        connection.exec_driver_sql(
            "INSERT INTO op (txn, tbl, row, kind, body) VALUES (?,?,?,?,?)",
            operations[start : start + _AT_ONCE],
        )
        step()


def seal(
    connection: Connection,
    scope: str,
    device: str,
    sign: Callable[[bytes], bytes],
    step: Checkpoint = unwatched,
) -> None:
    """Sign what this device wrote since its last segment.

    Args:
        step: called after each transaction; may raise, to stop.
    """
    stream, known, _ = stream_of(connection, scope, device)
    while True:
        last = connection.exec_driver_sql(
            "SELECT first + count, hash FROM segment WHERE stream=? ORDER BY first DESC LIMIT 1",
            (stream,),
        ).one_or_none()
        first, previous = last or (1, "")
        count = min(known - first + 1, _LARGEST_SEGMENT)
        if count <= 0:
            return
        digests: list[str] = []
        for transaction in transactions(connection, stream, device, first, count):
            digests.append(digest(transaction))
            step()
        message = segment_message(scope, device, first, previous, digests)
        connection.exec_driver_sql(
            "INSERT INTO segment (stream, first, count, previous, hash, signature) "
            "VALUES (?,?,?,?,?,?)",
            (stream, first, count, previous, segment_hash(message), sign(message).hex()),
        )


def segments(connection: Connection, scope: str, after: Mapping[str, int]) -> Iterator[Segment]:
    """The signed segments that hold anything above a vector, each device's in order."""
    rows = connection.exec_driver_sql(
        "SELECT stream.id, device, first, count, previous, signature FROM segment "
        "JOIN stream ON stream.id = segment.stream WHERE scope = ? AND device <> ? "
        "ORDER BY device, first",
        (scope, SEED),
    ).all()
    for stream, device, first, count, previous, signature in rows:
        if first + count - 1 > after.get(device, 0):
            lines = (encode(t) for t in transactions(connection, stream, device, first, count))
            yield Segment(device, first, count, previous, signature, lines)


def transactions(
    connection: Connection, stream: int, device: str, first: int, count: int
) -> Iterator[Transaction]:
    """A run of transactions of one stream, with the very bytes that were written."""
    heads = connection.exec_driver_sql(
        "SELECT id, seq, clock, seen, by_name, action, group_uid, reverts, schema_no, salts, "
        "first_op, last_op "
        "FROM txn WHERE stream=? AND seq BETWEEN ? AND ? ORDER BY seq",
        (stream, first, first + count - 1),
    ).all()
    for txn, seq, clock, seen, by, action, group, reverts, schema, salts, start, end in heads:
        operations = connection.exec_driver_sql(
            "SELECT tbl, row, kind, body FROM op WHERE id BETWEEN ? AND ? AND txn=? ORDER BY id",
            (start, end, txn),
        )
        yield Transaction(
            *(device, seq, clock, json.loads(seen), by, action, group, reverts, schema),
            tuple(json.loads(salts)) if salts.startswith("[") else salts,
            tuple(Operation(*o) for o in operations),
        )


def _touched(connection: Connection, sealed: Sequence[int]) -> dict[str, frozenset[Uid]]:
    """The rows of some transactions by table; a set is quicker than the sorting behind DISTINCT."""
    touched: dict[str, set[Uid]] = defaultdict(set)
    for txn in sealed:
        rows = connection.exec_driver_sql(
            f"SELECT tbl, row FROM txn JOIN op ON {OF_TXN} WHERE txn.id=?", (txn,)
        )
        for table, row in rows:
            touched[table].add(row)
    return {table: frozenset(rows) for table, rows in touched.items()}


def _news(connection: Connection, scope: str, stream: int, device: str) -> dict[str, int]:
    """What came in since this device's last transaction in the scope."""
    rows = connection.exec_driver_sql(
        "SELECT peer, max(seq) FROM seen WHERE stream=? GROUP BY peer", (stream,)
    )
    told: dict[str, int] = {row[0]: row[1] for row in rows}
    known = vector(connection, scope)
    return {peer: seq for peer, seq in known.items() if peer != device and seq > told.get(peer, 0)}


def _learn(connection: Connection, stream: int, epoch: int, seen: Mapping[str, int]) -> None:
    if seen:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO seen (stream, epoch, peer, seq) VALUES (?,?,?,?)",
            [(stream, epoch, peer, seq) for peer, seq in sorted(seen.items())],
        )
