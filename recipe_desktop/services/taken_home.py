"""What an office keeps of a file whose share another one ended: what it had written itself.

Who ends a share keeps a copy; for all others the file is deleted. Nobody can write into the own
cluster of another office, so each takes its own words, reasons and documents home from the log as
soon as it hears of the end. All laptops of an office write the same rows. An office that an
exchange no longer names takes nothing home.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import DELETE, Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import records, shared_rows, shares
from recipe_desktop.services.here import device_members, here
from recipe_desktop.services.kinds import KINDS
from recipe_desktop.services.shares import Share
from recipe_desktop.services.sql import run
from recipe_desktop.store import schema
from recipe_desktop.store.journal.order import moments

Cells = dict[str, Value]


class _Written(NamedTuple):
    """One operation on a row of a file.

    Args:
        is_own: whether a laptop of this office wrote it.
        cells: the row as it stands after it, and what it wrote alone.
    """

    row: Uid
    txn: int
    is_own: bool
    cells: Cells
    body: Cells
    is_deletion: bool


@dataclass(frozen=True, slots=True)
class _End:
    """A share that others ended.

    Args:
        txns: the transactions that did it; none where this office did so itself.
        clock: of the last of them.
        by: code of the member that did it last; empty where that is not known.
        scopes: of all the shares of the record in which the office was.
    """

    share: Share
    txns: frozenset[int]
    clock: int
    by: str
    scopes: tuple[str, ...]


def waits(session: Session) -> bool:
    """Whether there is anything to take home."""
    return any(_due(session))


def take_home(session: Session) -> None:
    """Take home what this office wrote into files whose shares others have ended."""
    home = here(session).scope
    for share, table, cells in list(_due(session)):
        if table in shared_rows.PARTS:
            shared_rows.place(session, table, home, cells)
        else:
            shared_rows.put(session, share.kind, share.record, home, cells)


def ended_by(session: Session, record: Uid) -> str:
    """The code of the member that ended the last share of a record in which this office was.

    Empty where a share lasts, where this office ended it, or where nobody knows who did.
    """
    return next((end.by for end in _ends(session) if end.share.record == record), "")


def _due(session: Session) -> Iterator[tuple[Share, str, Cells]]:
    home = here(session).scope
    for end in _ends(session):
        share = end.share
        facet = shared_rows.words_table(KINDS[share.kind])
        if words := _own_words(session, facet, end):
            uid = shared_rows.words_uid(share.kind, share.record, home)
            if not _is_home(session, uid, end):
                yield share, facet, words
        for table in shared_rows.PARTS:
            for cells in _own_rows(session, table, end):
                if not _is_home(session, shared_rows.part_uid(table, cells, home), end):
                    yield share, table, cells


def _ends(session: Session) -> Iterator[_End]:
    """The shares that others ended last, of records that still name this office."""
    me = here(session).member
    every = [one for one in shares.listing(session) if me in one.members]
    lasting = {one.record for one in every if one.ended_on is None}
    ended = {one.record: one.kind for one in every if one.record not in lasting}
    for record, kind in ended.items():
        of_record = [one for one in every if one.record == record]
        scopes = tuple(one.scope for one in of_record)
        found = [end for one in of_record if (end := _end(session, one, scopes))]
        last = max(found, key=lambda end: end.clock, default=None)
        is_there = records.present(session, kind, [record])
        if last and last.txns and is_there and not shares.keepers(session, kind, record):
            yield last


def _end(session: Session, share: Share, scopes: tuple[str, ...]) -> _End | None:
    """How a share was ended."""
    rows = run(
        session,
        "SELECT op.txn, op.id, txn.clock, device, source, body FROM op "
        "JOIN txn ON txn.id = op.txn JOIN stream ON stream.id = txn.stream "
        "WHERE op.row = ? AND op.kind IN ('I', 'U')",
        share.uid,
    )
    own = _OwnLaptops(session)
    txns: dict[int, bool] = {}
    clock, by = 0, ""
    for txn, _, at, device, source, body in _as_they_came(session, rows.all()):
        said = json.loads(body)
        if said.get("ended_on"):
            txns[txn], clock, by = own.wrote(device, source), at, own.members.get(device, "")
        elif "ended_on" in said:  # it went on
            txns.clear()
    if not txns:
        return None
    return _End(share, frozenset() if any(txns.values()) else frozenset(txns), clock, by, scopes)


class _OwnLaptops:
    """Tells what this office wrote; of a laptop's former lives the store knows that it wrote it."""

    def __init__(self, session: Session) -> None:
        self._me = here(session).member
        self.members = device_members(session)

    def wrote(self, device: str, source: str) -> bool:
        """Whether a transaction is the office's own."""
        return self.members.get(device) == self._me or not source


def _own_words(session: Session, facet: str, end: _End) -> Cells:
    """What this office wrote last into each field, while the words were there to be deleted."""
    found: Cells = {}
    were_there = False
    for one in _written(session, facet, end.scopes):
        if one.is_deletion:
            were_there |= one.txn in end.txns
        elif one.is_own:
            found.update(one.body)
    fields = {f.place for f in KINDS[end.share.kind].fields if f.facet == facet}
    words = {column: value for column, value in found.items() if column in fields}
    return words if were_there and any(words.values()) else {}


def _own_rows(session: Session, table: str, end: _End) -> list[Cells]:
    """The office's own rows among those that were deleted with the share.

    A document says by its number whose it is. A reason is that of who wrote it last, in whichever
    of the record's shares that was.
    """
    mine: dict[Value, Cells] = {}
    gone: list[tuple[Value, Cells]] = []
    number = f"{here(session).member}-"
    for one in _written(session, table, end.scopes):
        key = shared_rows.part_uid(table, one.cells, "")
        if one.is_deletion:
            gone += [(key, one.cells)] if one.txn in end.txns else []
        elif table == "attachment":
            if str(one.cells["number"] or "").startswith(number):
                mine[key] = one.cells
        elif one.is_own:
            mine[key] = one.cells
    return [mine[key] for key, _ in gone if key in mine]


def _written(session: Session, table: str, scopes: Collection[str]) -> Iterator[_Written]:
    """Every operation on a file's rows of one table, as they came."""
    rows = run(
        session,
        "SELECT op.txn, op.id, op.row, op.kind, device, source, body FROM op "
        "JOIN txn ON txn.id = op.txn JOIN stream ON stream.id = txn.stream "
        "WHERE tbl = ? AND txn.scope IN (SELECT value FROM json_each(?)) "
        "AND op.kind IN ('I', 'U', 'D')",
        table,
        json.dumps(list(scopes)),
    )
    own = _OwnLaptops(session)
    known = set(schema.columns(table))
    folded: dict[Uid, Cells] = {}
    for txn, _, row, kind, device, source, body in _as_they_came(session, rows.all()):
        said: Mapping[str, Value] = json.loads(body)
        written = {column: value for column, value in said.items() if column in known}
        before = folded.get(row) or dict(schema.defaults(table))
        folded[row] = cells = {**before, **written, "uid": row}
        is_own = own.wrote(device, source)
        yield _Written(Uid(row), txn, is_own, cells, written, kind == DELETE)


def _as_they_came(session: Session, rows: Sequence[Any]) -> list[Any]:
    """Operations in their order; each begins with its transaction and its own number."""
    came = moments(session.connection(), {row[0] for row in rows})
    return sorted(rows, key=lambda row: (came[row[0]], row[1]))


def _is_home(session: Session, uid: Uid, end: _End) -> bool:
    """Whether a row was written at home since the end, by whichever laptop of the office.

    Here that came after it; a colleague who heard of the end first may have sent it before.
    """
    found = run(
        session,
        "SELECT 1 FROM op JOIN txn ON txn.id = op.txn "
        "WHERE op.row = ? AND (txn.id > ? OR clock > ?) AND op.kind IN ('I', 'U') LIMIT 1",
        uid,
        max(end.txns),
        end.clock,
    )
    return found.first() is not None
