"""What an office keeps of a file whose share another one ended: what it had written itself.

Who ends a share keeps a copy; for all others the file is deleted. Nobody can write into the own
cluster of another office, so each takes its own words, reasons and documents home from the log as
soon as it hears of the end. All laptops of an office write the same rows. An office that an
exchange no longer names takes nothing home.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import own_words, records, shared_rows, shares
from recipe_desktop.services.here import here
from recipe_desktop.services.kinds import KINDS
from recipe_desktop.services.shares import Share
from recipe_desktop.services.sql import run

Cells = dict[str, Value]


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
    own = own_words.OwnLaptops(session)
    txns: dict[int, bool] = {}
    clock, by = 0, ""
    for txn, _, at, device, source, body in own_words.as_they_came(session, rows.all()):
        said = json.loads(body)
        if said.get("ended_on"):
            txns[txn], clock, by = own.wrote(device, source), at, own.members.get(device, "")
        elif "ended_on" in said:  # it went on
            txns.clear()
    if not txns:
        return None
    return _End(share, frozenset() if any(txns.values()) else frozenset(txns), clock, by, scopes)


def _own_words(session: Session, facet: str, end: _End) -> Cells:
    """What this office wrote last into each field, while the words were there to be deleted."""
    operations = list(own_words.written(session, facet, end.scopes))
    if not any(one.is_deletion and one.txn in end.txns for one in operations):
        return {}
    return own_words.in_fields(end.share.kind, own_words.last_words(operations))


def _own_rows(session: Session, table: str, end: _End) -> list[Cells]:
    """The office's own rows among those that were deleted with the share.

    A document says by its number whose it is. A reason is that of who wrote it last, in whichever
    of the record's shares that was.
    """
    mine: dict[Value, Cells] = {}
    theirs: set[Value] = set()
    gone: list[Value] = []
    for one in own_words.written(session, table, end.scopes):
        key = shared_rows.part_uid(table, one.cells, "")
        if one.is_deletion:
            gone += [key] if one.txn in end.txns else []
        elif table == "attachment":
            if own_words.is_own_document(session, one.cells):
                mine[key] = one.cells
        elif not one.is_own:
            theirs.add(key)
        elif not one.is_move or key in mine or key not in theirs:
            mine[key] = one.cells
    return [mine[key] for key in gone if key in mine]


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
