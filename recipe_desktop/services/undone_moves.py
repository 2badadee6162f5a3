"""Taking back an action that moved a file: what was written in its new place since goes along.

The file goes back to where it lay, and with it whatever the action did not write itself. Where it
lay nowhere before, the share that the action began lasts for as long as something lies in it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.services import shared_rows, shares
from recipe_desktop.services.here import here
from recipe_desktop.services.kinds import KINDS
from recipe_desktop.services.shares import Share
from recipe_desktop.services.sql import run
from recipe_desktop.store.journal.undo import Left
from recipe_desktop.store.schema import blank

_REASONS = "finding_reason"
_KEY = shared_rows.PARTS[_REASONS]


class _Since(NamedTuple):
    """What somebody wrote on a row of a file after the action.

    Args:
        cells: the row as it stood before the action was taken back.
        columns: those that hold something else than the action wrote.
        former: by column, what these were written in the place of.
    """

    table: str
    cells: Mapping[str, Any]
    columns: tuple[str, ...]
    former: Mapping[str, frozenset[Value]]

    @property
    def values(self) -> dict[str, Any]:
        """What was written."""
        return {column: self.cells[column] for column in self.columns}


class _File(NamedTuple):
    """A file that an action moved, or for which it began a share.

    Args:
        shares: those that it wrote on.
        rows: by scope, what was written since into the words and the reasons there.
        present: the rows of its words, wherever they lie.
    """

    kind: str
    record: Uid
    shares: tuple[Share, ...]
    rows: Mapping[str, tuple[_Since, ...]]
    present: frozenset[Uid]


class Moves(NamedTuple):
    """The files that an action moved, as they stand before it is taken back.

    Args:
        begun: the identities of the shares that it began; whether they last is not for the
            journal to say.
    """

    files: tuple[_File, ...]
    begun: frozenset[Uid]


def of_action(session: Session, group: str) -> Moves:
    """What an action moved, before it is taken back."""
    wrote = run(
        session,
        "SELECT DISTINCT op.row, op.kind FROM op JOIN txn ON txn.id = op.txn "
        "WHERE group_uid = ? AND tbl = 'share' AND op.kind IN ('I', 'U', 'D')",
        group,
    ).all()
    if not wrote:
        return Moves((), frozenset())
    begun = frozenset(Uid(row) for row, kind in wrote if kind == "I")
    touched = {row for row, _ in wrote}
    by_record: dict[tuple[str, Uid], list[Share]] = {}
    for share in shares.listing(session):
        if share.uid in touched:
            by_record.setdefault((share.kind, share.record), []).append(share)
    home = here(session).scope
    files = []
    for (kind, record), its in by_record.items():
        scopes = (*(share.scope for share in its), home)
        rows = {s: tuple(_since(session, group, kind, record, s)) for s in scopes}
        uids = (shared_rows.words_uid(kind, record, scope) for scope in scopes)
        files.append(_File(kind, record, tuple(its), rows, _present(session, kind, uids)))
    return Moves(tuple(files), begun)


def follow(session: Session, moves: Moves, left: Iterable[Left]) -> list[Left]:
    """Take along what was written since, and end what the action began.

    Args:
        left: what the journal could not take back.

    Returns:
        The same, with the words that went along in the place of the rows in which they stood.
    """
    told = {one.row: one for one in left}
    for file in moves.files:
        target = _place_of(session, file, moves.begun) if _is_there(session, file) else ""
        for share in file.shares:
            if share.uid in moves.begun and share.scope != target:
                run(session, "DELETE FROM share WHERE uid = ?", share.uid)
        if not target:
            continue
        for scope, rows in file.rows.items():
            if scope != target:
                told.update(_take_along(session, file, scope, target, rows))
            else:
                told.update(_restore(session, file, target, rows, told))
    return list(told.values())


def _present(session: Session, kind: str, rows: Iterable[Uid]) -> frozenset[Uid]:
    words = shared_rows.words_table(KINDS[kind])
    sql = f"SELECT 1 FROM {words} WHERE uid = ?"
    return frozenset(row for row in rows if run(session, sql, row).first())


def _since(session: Session, group: str, kind: str, record: Uid, scope: str) -> Iterator[_Since]:
    of = KINDS[kind]
    links, words = shared_rows.tables(of), shared_rows.words_table(of)
    fields = {words: {f.place for f in of.fields if f.facet == words}}
    fields[_REASONS] = {"reason", "name", "given_on"}
    for table, columns in fields.items():
        for cells in shared_rows.rows(session, table, links[table], record, scope):
            wrote = _written(session, group, table, cells["uid"])
            others = sorted(c for c in columns if cells[c] != wrote[c])
            if others:
                former = {c: frozenset({wrote[c]}) for c in others}
                yield _Since(table, cells, tuple(others), former)


def _written(session: Session, group: str, table: str, row: Uid) -> dict[str, Value]:
    """What an action left in a row; a row that it did not write is blank to it."""
    found = dict(blank(table))
    bodies = run(
        session,
        "SELECT j.key, j.value FROM op JOIN txn ON txn.id = op.txn, json_each(op.body) AS j "
        "WHERE group_uid = ? AND op.row = ? AND op.kind IN ('I', 'U') ORDER BY op.id",
        group,
        row,
    )
    found.update((column, value) for column, value in bodies)
    return found


def _is_there(session: Session, file: _File) -> bool:
    table = KINDS[file.kind].table
    return bool(run(session, f"SELECT 1 FROM {table} WHERE uid = ?", file.record).first())


def _place_of(session: Session, file: _File, begun: Collection[Uid]) -> str:
    """Where a file lies after the action; empty where that is in no share."""
    lasting = shares.of_record(session, file.kind, file.record, without=begun)
    if lasting is not None:
        return lasting.scope
    for share in file.shares:
        if share.uid in begun and (
            any(one.values for one in file.rows[share.scope]) or _holds(session, share)
        ):
            return share.scope
    return ""


def _holds(session: Session, share: Share) -> bool:
    """Whether anything is written in a share."""
    of = KINDS[share.kind]
    words = shared_rows.words_table(of)
    fields = [f.place for f in of.fields if f.facet == words]
    for table, link in shared_rows.tables(of).items():
        for cells in shared_rows.rows(session, table, link, share.record, share.scope):
            if table != words or any(cells[c] != blank(words)[c] for c in fields):
                return True
    return False


def _take_along(
    session: Session, file: _File, scope: str, target: str, rows: Iterable[_Since]
) -> dict[Uid, Left]:
    """What was written where a file does not lie any more, to where it lies."""
    told = {}
    of = KINDS[file.kind]
    words, link = shared_rows.words_table(of), of.children[shared_rows.words_table(of)]
    for one in rows:
        if one.table == words:
            told.update(_put(session, file, target, one))
        else:
            _put_reason(session, target, one)
    run(session, f"DELETE FROM {words} WHERE {link} = ? AND scope = ?", file.record, scope)
    shared_rows.move(session, file.kind, file.record, scope, target)
    return told


def _restore(
    session: Session, file: _File, target: str, rows: Iterable[_Since], told: Collection[Uid]
) -> dict[Uid, Left]:
    """What was written where a file still lies, where that went with what the action wrote."""
    words = shared_rows.words_table(KINDS[file.kind])
    found: dict[Uid, Left] = {}
    for one in rows:
        if one.cells["uid"] in told:
            continue
        if one.table == words:
            found.update(_put(session, file, target, one))
        else:
            _put_reason(session, target, one)
    return found


def _put(session: Session, file: _File, target: str, one: _Since) -> dict[Uid, Left]:
    stands = shared_rows.words_uid(file.kind, file.record, target)
    former = dict(one.former)
    if stands not in file.present:  # what came back is what the action found
        before = _stands(session, one, stands)
        former = {c: found | {before[c]} if before else found for c, found in former.items()}
    shared_rows.put(session, file.kind, file.record, target, one.values, former)
    return {one.cells["uid"]: Left(one.table, stands, one.columns, one.cells)}


def _stands(session: Session, one: _Since, row: Uid) -> dict[str, Value]:
    named = ", ".join(f'"{column}"' for column in one.columns)
    found = run(session, f"SELECT {named} FROM {one.table} WHERE uid = ?", row).first()
    return dict(zip(one.columns, found, strict=True)) if found else {}


def _put_reason(session: Session, target: str, one: _Since) -> None:
    """The reason that was given last, in the place of the one that the file brought along."""
    key = [one.cells[column] for column in _KEY]
    where = " AND ".join(f"{column} = ?" for column in (*_KEY, "scope"))
    run(session, f"DELETE FROM {_REASONS} WHERE {where}", *key, target)
    shared_rows.place(session, _REASONS, target, one.cells)
