"""The operation format: what a transaction is on the wire, and what is hashed and signed.

A transaction is one JSON line. Its operations carry their body as the verbatim text that the
capture trigger wrote, so that bytes that were signed are never written anew. Vectors for other
implementations stand in ``tests/data/operations.json``.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, starmap
from typing import Any, Final, NamedTuple, TypeAlias

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid

INSERT: Final = "I"
UPDATE: Final = "U"
DELETE: Final = "D"
TOUCH: Final = "T"  # a child was attached: keeps the row alive against a concurrent delete
KEEP: Final = "K"  # somebody saw a delete and decides that the row stays
ERASED: Final = "X"  # stub of an erased operation: the body is its leaf hash
KINDS: Final = frozenset((INSERT, UPDATE, DELETE, TOUCH, KEEP, ERASED))

SALT_BYTES: Final = 16
MAX_LINE_CHARS: Final = 64_000_000
"""Of one transaction; 100,000 imported rows in one transaction take about 45 million."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ROW_CHARS: Final = 32
_ROWS: Final = re.compile(r"[0-9a-f]*")
_SALT: Final = re.compile(r"[0-9a-f]{32}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_INTEGERS: Final = range(-(1 << 63), 1 << 63)  # what SQLite can hold

Vector: TypeAlias = Mapping[str, int]
"""Device uid -> highest sequence number known without a gap, within one scope."""


Cells: TypeAlias = tuple[tuple[str, ...], tuple[str | int | None, ...]]
"""Names of columns, and the value of each."""


class Operation(NamedTuple):
    """What was done to one row; ``body`` is the JSON text of the columns that were written."""

    table: str
    row: Uid
    kind: str
    body: str = "{}"


@dataclass(frozen=True, slots=True)
class Transaction:
    """What one device did in one scope at once.

    Args:
        device: the incarnation that wrote it; with the scope it names the stream.
        seq: gap-free number within the stream, from 1.
        clock: hybrid logical clock, milliseconds shifted left by 16, plus a counter.
        seen: what the author had come to know of other devices since its last transaction.
        by: the person's name; empty where nobody sat at the laptop.
        action: the use case, ``feature.verb``.
        group: the user's action; transactions of several scopes share it.
        reverts: the group that this one takes back, or empty.
        schema: number of the schema that the author's program had.
        salts: one secret for all operations, or one for each after an erasure ('' for a stub).
    """

    device: str
    seq: int
    clock: int
    seen: Vector
    by: str
    action: str
    group: str
    reverts: str
    schema: int
    salts: str | tuple[str, ...]
    operations: tuple[Operation, ...]


def wall_time(clock: int) -> datetime:
    """The wall time in a hybrid clock, to the millisecond."""
    return _EPOCH + timedelta(milliseconds=clock >> 16)


def encode(transaction: Transaction) -> str:
    """The line that travels, without its line end."""
    return _line(transaction, transaction.operations)


def _line(transaction: Transaction, operations: Sequence[Any]) -> str:
    salts = transaction.salts
    line = [
        *_head(transaction),
        salts if isinstance(salts, str) else list(salts),
        operations,
    ]
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def decode(line: str) -> Transaction:
    """The transaction in a line.

    A transaction has one spelling only, that of ``encode``: two that mean the same could be
    taken for two different ones, and some JSON (lone surrogates, say) cannot be hashed or kept.

    Raises:
        UserError: bundle.damaged, when the line is not one.
    """
    if len(line) > MAX_LINE_CHARS:
        raise UserError("bundle.damaged", where="line")
    try:
        line.encode()
        value = json.loads(line)
        device, seq, clock, seen, by, action, group, reverts, schema, salts, operations = value
        transaction = Transaction(
            _text(device),
            _count(seq, least=1),
            _count(clock),
            {_text(peer): _count(known) for peer, known in seen.items()},
            _text(by),
            _text(action),
            _text(group),
            _text(reverts),
            _count(schema),
            salts if isinstance(salts, str) else tuple(_text(salt) for salt in salts),
            _operations(operations),
        )
        if _line(transaction, operations) != line:
            raise UserError("bundle.damaged", where="line")
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UserError("bundle.damaged", where="line") from error
    if not (_are_sound(transaction.operations) and _is_salted(transaction)):
        raise UserError("bundle.damaged", where="operation")
    return transaction


def cells(operations: Iterable[Operation]) -> list[Cells]:
    """The cells that each of some operations of a decoded line writes; none for a stub.

    Raises:
        UserError: bundle.damaged, when a body holds anything that no column can.
    """
    bodies = ["{}" if kind == ERASED else body for _, _, kind, body in operations]
    text = ",\n".join(bodies)
    try:
        found = _read_together(text, bodies) or list(map(_read_alone, bodies))
        for names, values in found:
            if not _VALUES.issuperset(map(type, values)):
                raise TypeError  # noqa: TRY301 - a call would cost as much as the check
            if names not in _names:
                _check_names(names)
        if "\\u" in text:
            json.dumps(found, ensure_ascii=False).encode()  # a lone surrogate is a ValueError
    except (ValueError, TypeError, RecursionError) as error:
        raise UserError("bundle.damaged", where="operation") from error
    return found


def _read_alone(body: str) -> Any:
    found = _BODY.decode(body)
    if not isinstance(found, tuple):  # as _pair_up leaves an object, and nothing else
        raise TypeError
    return found


def _read_together(text: str, bodies: Sequence[str]) -> list[Any] | None:
    """What some bodies hold, read at once, which takes half the time; None where that is not sure.

    No string of JSON holds a line end, so none reaches from one body into the next. A body that
    begins and ends with a brace is one object or several, so as many objects as bodies, none
    within another, are one for each.
    """
    if not all(body[:1] == "{" and body[-1:] == "}" for body in bodies):
        return None
    found: list[Any] = _BODY.decode(f"[{text}]")
    return found if len(found) == len(bodies) else None


def leaf(operation: Operation, salt: str) -> str:
    """SHA-256 of salt and operation, hexadecimal; a stub says its own.

    The salt keeps a short value from being guessed out of the hash after the value is erased.
    """
    if operation.kind == ERASED:
        return operation.body
    return hashlib.sha256(bytes.fromhex(salt) + "\x1f".join(operation).encode()).hexdigest()


def operation_salts(transaction: Transaction) -> Sequence[str]:
    """The salt of each operation, drawn from the transaction's secret where nothing was erased."""
    if not isinstance(transaction.salts, str):
        return transaction.salts
    secret = bytes.fromhex(transaction.salts)
    return [
        hashlib.sha256(secret + number.to_bytes(4, "big")).hexdigest()[: 2 * SALT_BYTES]
        for number in range(len(transaction.operations))
    ]


def digest(transaction: Transaction) -> str:
    """What a signature covers: the head and the leaves, but neither salts nor bodies."""
    head = json.dumps(_head(transaction), ensure_ascii=False, separators=(",", ":"))
    value = hashlib.sha256(head.encode())
    if isinstance(transaction.salts, str):
        value.update(b"".join(_leaves(bytes.fromhex(transaction.salts), transaction.operations)))
    else:
        for operation, salt in zip(transaction.operations, transaction.salts, strict=True):
            value.update(bytes.fromhex(leaf(operation, salt)))
    return value.hexdigest()


def _leaves(secret: bytes, operations: Iterable[Operation]) -> Iterator[bytes]:
    """The leaves of a transaction of which nothing was erased: ``leaf``, without the detours."""
    sha256 = hashlib.sha256
    for number, o in enumerate(operations):
        salt = sha256(secret + number.to_bytes(4, "big")).digest()[:SALT_BYTES]
        yield sha256(salt + "\x1f".join(o).encode()).digest()


def erase(transaction: Transaction, rows: frozenset[Uid]) -> Transaction:
    """The transaction without the bodies of some rows; its digest stays the same."""
    if rows.isdisjoint(operation.row for operation in transaction.operations):
        return transaction
    salts, operations = [], []
    for operation, salt in zip(transaction.operations, operation_salts(transaction), strict=True):
        gone = operation.row in rows
        salts.append("" if gone or operation.kind == ERASED else salt)
        operations.append(
            Operation(operation.table, operation.row, ERASED, leaf(operation, salt))
            if gone
            else operation
        )
    return Transaction(
        transaction.device,
        transaction.seq,
        transaction.clock,
        transaction.seen,
        transaction.by,
        transaction.action,
        transaction.group,
        transaction.reverts,
        transaction.schema,
        tuple(salts),
        tuple(operations),
    )


def segment_message(
    scope: str, device: str, first: int, previous: str, digests: Sequence[str]
) -> bytes:
    """The bytes that a device signs for a run of its transactions.

    Args:
        first: sequence number of the first; the run has no gap.
        previous: hash of the segment before (``segment_hash``), empty for the first.
    """
    head = ["recipe-segment-1", scope, device, first, len(digests), previous, *digests]
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()


def segment_hash(message: bytes) -> str:
    """What the next segment of the stream names as the one before."""
    return hashlib.sha256(message).hexdigest()


def _head(t: Transaction) -> list[Any]:
    seen = dict(sorted(t.seen.items()))
    return [t.device, t.seq, t.clock, seen, t.by, t.action, t.group, t.reverts, t.schema]


def _are_sound(operations: Sequence[Operation]) -> bool:
    """Whether each leaf has one reading: no field but the last may hold the separator."""
    if not operations:
        return True
    tables, rows, kinds, _ = zip(*operations, strict=True)
    return (
        KINDS.issuperset(kinds)
        and all(map(str.isidentifier, set(tables)))
        and set(map(len, rows)) == {_ROW_CHARS}
        and _ROWS.fullmatch("".join(rows)) is not None
    )


def _is_salted(transaction: Transaction) -> bool:
    salts, operations = transaction.salts, transaction.operations
    if isinstance(salts, str):
        plain = all(operation.kind != ERASED for operation in operations)
        return plain and _SALT.fullmatch(salts) is not None
    return len(salts) == len(operations) and all(
        not salt and _HASH.fullmatch(operation.body) is not None
        if operation.kind == ERASED
        else _SALT.fullmatch(salt) is not None
        for operation, salt in zip(operations, salts, strict=True)
    )


_VALUES: Final = frozenset((str, int, type(None)))
_MOST_NAMES: Final = 5_000  # a hostile file must not fill the memory
_names: set[tuple[str, ...]] = set()  # of columns that were met together and found sound


def _check_names(names: tuple[str, ...]) -> None:
    if len(set(names)) != len(names) or not all(map(str.isidentifier, names)):
        raise ValueError
    if len(_names) < _MOST_NAMES:
        _names.add(names)


def _pair_up(pairs: list[tuple[str, Any]]) -> Cells:
    names, values = zip(*pairs, strict=True) if pairs else ((), ())
    return names, values


def _integer(digits: str) -> int:
    value = int(digits)
    if value not in _INTEGERS:
        raise ValueError
    return value


_BODY: Final = json.JSONDecoder(object_pairs_hook=_pair_up, parse_int=_integer)


def _operations(found: object) -> tuple[Operation, ...]:
    operations = tuple(starmap(Operation, _list(found)))
    if not set(map(type, chain.from_iterable(operations))) <= {str}:
        raise TypeError
    return operations


def _list(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    raise TypeError


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _count(value: object, least: int = 0) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value < 1 << 63:
        raise TypeError
    return value
